"""The checks that look at a table as a whole: its cells, its decimal marks, parts and whole, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dalel.polity.results.findings import Finding, number, written
from dalel.polity.results.reading import Table, plain
from dalel.polity.results.structure import COUNTS, PERCENTS, Group, Row, compared

MARKS = {",": "a comma", ".": "a point", " ": "a space", "'": "an apostrophe"}
_SPACES = dict.fromkeys("\u00a0\u202f\u2009\u2007", " ") | {"’": "'"}


def shapes(table: Table) -> Iterator[Finding]:
    """Rows that are longer or shorter than the header; none of their numbers is used."""
    width = len(table.header)
    for line, cells in table.ragged:
        yield Finding(
            "row_shape",
            line,
            width,
            len(cells),
            f"row {line} has {len(cells)} cells where the header has {width}; it was not read",
        )


def cells(rows: Sequence[Row]) -> Iterator[Finding]:
    """Cells that are no number, and numbers that cannot be."""
    for row in rows:
        for name, cell in row.cells.items():
            what, why = "", ""
            if cell.damaged:
                what, why = "damaged_number", "is no number that can be read; it was not used"
            elif cell.value is None:
                continue
            elif cell.value < 0:
                what, why = "impossible_number", "is less than nothing"
            elif name in PERCENTS and cell.value > 100 and name != "turnout":
                what, why = "impossible_number", "is more than a hundred percent"
            if what:
                who = " · ".join(part for part in (row.territory, row.contestant) if part)
                sentence = f"{name} {cell.text!r}{f' of {who}' if who else ''} {why}"
                found = number(cell.value) if cell.value is not None else cell.text
                labels = (row.territory, row.contestant, row.source)
                yield Finding(what, row.line, None, found, sentence, name, *labels)


def marks(rows: Sequence[Row]) -> Iterator[Finding]:
    """Decimal comma and point mixed in the percentages; different marks between thousands in the counts."""
    for source in dict.fromkeys(row.source for row in rows):
        own = [row for row in rows if row.source == source]
        decimal = [
            (row, name, mark)
            for row in own
            for name in PERCENTS
            if (mark := row.cell(name).mark) and row.value(name) is not None
        ]
        groups = [
            (row, name, _SPACES.get(mark, mark))
            for row in own
            for name in COUNTS
            if (mark := row.cell(name).groups) and row.value(name) is not None
        ]
        for check, what, used in (
            ("decimal_marks", "decimal mark", decimal),
            ("thousands_marks", "mark between thousands", groups),
        ):
            counted = Counter(mark for _, _, mark in used)
            if len(counted) < 2:
                continue
            usual = counted.most_common(1)[0][0]
            for row, name, mark in used:
                if mark != usual:
                    sentence = (
                        f"{name} {row.cell(name).text!r} has {MARKS.get(mark, mark)} as {what}, "
                        f"{counted[usual]} others have {MARKS.get(usual, usual)}"
                    )
                    labels = (row.territory, row.contestant, row.source)
                    yield Finding(check, row.line, usual, mark, sentence, name, *labels)


def parts(groups: Sequence[Group]) -> Iterator[Finding | str]:
    """The territories against the whole; a text is a remark, no finding."""
    for source in dict.fromkeys(group.source for group in groups):
        own = [group for group in groups if group.source == source]
        wholes = [group for group in own if group.whole]
        rest = [group for group in own if not group.whole]
        if len(wholes) != 1 or not rest:
            continue
        whole = wholes[0]
        yield from _counted(whole, rest)
        pairs = list(compared(whole, rest))
        wrong = [pair for pair in pairs if pair[2].value != pair[3]]
        if len(wrong) == len(pairs) > 1 and _subtotals(pairs):
            yield f"{whole.territory}: the territories hold subtotals, so that they were not added up"
            continue
        if len(wrong) == len(pairs) > 2 and all(parts < stated.value for _, _, stated, parts in pairs):
            first = wrong[0]
            yield Finding(
                "parts_of_whole",
                first[2].line,
                number(first[2].value),
                number(first[3]),
                f"the {len(rest)} territories make less than {whole.territory} in every column; "
                "some seem to be missing",
                first[0],
                whole.territory,
                "",
                source,
            )
            continue
        for column, contestant, stated, total in wrong:
            who = f" of {contestant}" if contestant else ""
            yield Finding(
                "parts_of_whole",
                stated.line,
                number(total),
                number(stated.value),
                f"{column}{who} in the {len(rest)} territories add up to {written(number(total))}, "
                f"{whole.territory} has {written(number(stated.value))}",
                column,
                whole.territory,
                contestant,
                source,
            )


def _subtotals(pairs: Sequence[tuple[str, str, object, Fraction]]) -> bool:
    ratios = [
        total / stated.value if (stated.value) else Fraction(0)  # type: ignore[attr-defined]
        for _, _, stated, total in pairs
    ]
    usual, times = Counter(ratios).most_common(1)[0]
    return usual in (2, 3) and 2 * times >= len(ratios)


def _counted(whole: Group, rest: Sequence[Group]) -> Iterator[Finding]:
    stated = whole.first("territories")
    if stated is not None and stated.value != len(rest):
        yield Finding(
            "stated_count",
            stated.line,
            number(stated.value),
            len(rest),
            f"{written(number(stated.value))} territories are stated, {len(rest)} are listed",
            "territories",
            whole.territory,
            "",
            whole.source,
        )


def sources(groups: Sequence[Group]) -> Iterator[Finding]:
    """What two sources say of the same thing, where it is not the same to the digits both print."""
    known: dict[tuple[str, str, str], list[tuple[str, Row]]] = {}
    stated: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        for row in group.rows:
            for name in ("votes", "share", "seats"):
                if row.value(name) is not None:
                    key = (plain(group.territory), plain(row.contestant).replace(" ", ""), name)
                    known.setdefault(key, []).append((group.source, row))
        for name in group.stated:
            stated.setdefault((plain(group.territory), name), []).append(group)
    for (_, _, name), several in known.items():
        for i, (source, row) in enumerate(several):
            for other_source, other in several[i + 1 :]:
                if source != other_source and not _agree(row, other, name):
                    yield _differ(row, other, name)
    for (_, name), several_groups in stated.items():
        for i, group in enumerate(several_groups):
            for second in several_groups[i + 1 :]:
                one, two = group.first(name), second.first(name)
                if one is None or two is None or group.source == second.source:
                    continue
                # Two sources of counts agree only to the last vote, of percentages to the coarser digits.
                slack = max(one.cell.step, two.cell.step) / 2
                if abs(one.value - two.value) > (slack if name == "turnout" else Fraction(0)):
                    yield Finding(
                        "sources_differ",
                        two.line,
                        number(one.value),
                        number(two.value),
                        f"{name} is {one.cell.text} in {group.source}, {two.cell.text} in {second.source}",
                        name,
                        group.territory,
                        "",
                        second.source,
                    )


def _agree(one: Row, two: Row, name: str) -> bool:
    left, right = one.cell(name), two.cell(name)
    assert left.value is not None
    assert right.value is not None
    slack = max(left.step, right.step) / 2 if name in PERCENTS or max(left.step, right.step) > 1 else 0
    return abs(left.value - right.value) <= slack


def _differ(one: Row, two: Row, name: str) -> Finding:
    left, right = one.cell(name), two.cell(name)
    return Finding(
        "sources_differ",
        two.line,
        number(left.value),
        number(right.value),
        f"{name} of {one.contestant}: {left.text} in {one.source}, {right.text} in {two.source}",
        name,
        one.territory,
        one.contestant,
        two.source,
    )
