"""The checks of one territory's numbers. Each takes a group of rows and yields what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from dalel.polity.results.cells import Cell
from dalel.polity.results.findings import Finding, number, written
from dalel.polity.results.structure import Group, Row, Stated

HUNDRED = Fraction(100)


def finding(
    check: str,
    group: Group,
    sentence: str,
    *,
    row: int | None = None,
    expected: int | float | str | None = None,
    found: int | float | str | None = None,
    column: str = "",
    contestant: str = "",
) -> Finding:
    """A finding in a group, its sentence led by the territory."""
    where = f"{group.label}: " if group.label else ""
    return Finding(
        check, row, expected, found, where + sentence, column, group.territory, contestant, group.source
    )


def percent(part: Fraction, whole: Fraction, step: Fraction) -> float | int | None:
    """A percentage rounded half up to the step of the one it is compared with."""
    rounded = ((2 * HUNDRED * part / whole / step + 1) // 2) * step
    return number(rounded, 12)


def fits(cell: Cell, part: Fraction, whole: Fraction) -> bool:
    """Whether a printed percentage can be that of a part of a whole, rounded either way at a tie."""
    return whole > 0 and cell.low <= HUNDRED * part / whole <= cell.high


def cut(cell: Cell, part: Fraction, whole: Fraction) -> bool:
    """Whether a printed percentage can be that of a part of a whole with its other digits cut off."""
    assert cell.value is not None
    return whole > 0 and cell.value <= HUNDRED * part / whole < cell.value + cell.step


def sum_of_votes(group: Group, partial: bool) -> Iterator[Finding]:
    """The contestants' votes against each total stated for them."""
    total = group.sum("votes")
    if total is None or len(group.votes()) < 2:
        return
    gaps = [row for row in group.rows if row.value("votes") is None]
    if any(row.cell("votes").damaged for row in gaps):
        return  # what is damaged cannot be added up; the damage itself is reported
    invalid = group.number("invalid")
    valid = group.first("valid")
    blank = group.number("blank") or Fraction(0)  # valid in some countries, apart in others
    allowed = {total, total + blank, total + (invalid or 0), total + (invalid or 0) + blank}
    for row in group.totals:
        cell = row.cell("votes")
        if cell.value is None or cell.value in allowed or (partial and cell.value > total):
            continue
        if valid is not None and cell.value == valid.value:
            continue  # the same discrepancy, reported with the valid votes
        yield finding(
            "sum_votes",
            group,
            f"the contestants' votes add up to {written(number(total))}, the total says {cell.text}",
            row=row.line,
            expected=number(total),
            found=number(cell.value),
            column="votes",
        )
    agrees = valid is None or valid.value in (total, total + blank)
    if valid is not None and not agrees and not (partial and valid.value > total):
        given = group.number("given")
        if given == total and invalid is None:
            return
        yield finding(
            "sum_votes",
            group,
            f"the contestants' votes add up to {written(number(total))}, the valid votes are "
            f"{written(number(valid.value))}",
            row=valid.line,
            expected=number(total),
            found=number(valid.value),
            column=valid.column,
        )


def sum_of_seats(group: Group) -> Iterator[Finding]:
    """The contestants' seats against the total."""
    total = group.sum("seats")
    for row in group.totals:
        value = row.value("seats")
        if total is not None and value is not None and value != total:
            yield finding(
                "sum_seats",
                group,
                f"the seats add up to {written(number(total))}, the total says {written(number(value))}",
                row=row.line,
                expected=number(total),
                found=number(value),
                column="seats",
            )


def sum_of_shares(group: Group, partial: bool) -> Iterator[Finding]:
    """The shares against 100, each as exact as its digits; the total row's own share against both."""
    cells = [row.cell("share") for row in group.rows if row.value("share") is not None]
    if len(cells) < 2 or any(row.cell("share").damaged for row in group.rows):
        return
    total, slack = shares(group)
    off = abs(total - HUNDRED) > slack
    stated = [row for row in group.totals if row.value("share") is not None]
    for row in stated:
        cell = row.cell("share")
        assert cell.value is not None
        if abs(cell.value - total) > slack + cell.step / 2 and not (partial and cell.value == HUNDRED):
            yield finding(
                "sum_shares",
                group,
                f"the shares add up to {written(number(total))}, the total says {cell.text}",
                row=row.line,
                expected=number(total),
                found=number(cell.value),
                column="share",
            )
            off = False
    gaps = any(row.value("share") is None for row in group.rows)  # missing, which is not zero
    if off and not ((partial or gaps) and total < HUNDRED):
        why = "" if total > HUNDRED else "; a contestant is missing or a share is wrong"
        yield finding(
            "sum_shares",
            group,
            f"the shares add up to {written(number(total))}, which rounding does not explain{why}",
            expected=100,
            found=number(total),
            column="share",
        )


def shares(group: Group) -> tuple[Fraction, Fraction]:
    """The sum of the shares, and by how much rounding may have moved it."""
    cells = [cell for row in group.rows if (cell := row.cell("share")).value is not None]
    total = sum((cell.value for cell in cells if cell.value is not None), Fraction(0))
    return total, sum((cell.step / 2 for cell in cells), Fraction(0))


def denominators(group: Group) -> dict[str, Fraction]:
    """What shares may be percentages of, the likeliest first."""
    found: dict[str, Fraction] = {}
    total = group.sum("votes")
    if (valid := group.number("valid")) is not None:
        found["valid"] = valid
    if total is not None and len(group.votes()) > 1:
        found.setdefault("sum of votes", total)
    for row in group.totals:
        if (value := row.value("votes")) is not None:
            found.setdefault("total", value)
    if (ballots := group.ballots()) is not None:
        found["given"] = ballots
    if (registered := group.number("registered")) is not None:
        found["registered"] = registered
    return {name: value for name, value in found.items() if value > 0}


def base_of_shares(group: Group) -> tuple[str, list[Row]]:
    """What the shares are percentages of, and the rows whose share is none of it.

    It is the number that makes most of the shares possible; "" where there is none to try. "unlisted" is a
    number that the table does not give, larger than the votes it lists, that makes all of them possible.
    """
    rows = [r for r in group.rows if r.value("share") is not None and r.value("votes") is not None]
    best, wrong = "", list(rows)
    for name, whole in denominators(group).items():
        off = [row for row in rows if not fits(row.cell("share"), row.value("votes") or Fraction(0), whole)]
        if not best or len(off) < len(wrong):
            best, wrong = name, off
    if best == "sum of votes" and wrong and unlisted_base(group) is not None:
        return "unlisted", []
    return (best, wrong) if rows else ("", [])


def unlisted_base(group: Group) -> tuple[Fraction, Fraction] | None:
    """The least and greatest number of which all shares can be percentages, where the table gives no total
    and its shares make less than 100: invalid ballots or further contestants are counted in."""
    if set(denominators(group)) != {"sum of votes"}:
        return None
    total, slack = shares(group)
    if total >= HUNDRED - slack:
        return None
    low, high = group.sum("votes") or Fraction(0), None
    for row in group.rows:
        cell, votes = row.cell("share"), row.value("votes")
        if cell.value is None or not votes or cell.high <= 0:
            continue
        low = max(low, HUNDRED * votes / cell.high)
        if cell.low > 0:
            most = HUNDRED * votes / cell.low
            high = most if high is None else min(high, most)
    return (low, high) if high is not None and low <= high else None


def are_cut(group: Group) -> bool:
    """Whether every share is its votes' percentage with the further digits cut off, not rounded."""
    rows = [r for r in group.rows if r.value("share") is not None and r.value("votes") is not None]
    return bool(rows) and any(
        all(cut(row.cell("share"), row.value("votes") or Fraction(0), whole) for row in rows)
        for whole in denominators(group).values()
    )


def possible_shares(group: Group) -> Iterator[Finding]:
    """Each share against its votes, in percent of what the other shares are of."""
    base, wrong = base_of_shares(group)
    if not base or not wrong or are_cut(group):
        return
    whole = denominators(group)[base]
    for row in wrong:
        cell, votes = row.cell("share"), row.value("votes") or Fraction(0)
        expected = percent(votes, whole, cell.step)
        yield finding(
            "possible_share",
            group,
            f"{row.contestant or 'a contestant'} has {written(number(votes))} of "
            f"{written(number(whole))} votes, {written(expected)} percent; the table says {cell.text}",
            row=row.line,
            expected=expected,
            found=number(cell.value, 12),
            column="share",
            contestant=row.contestant,
        )


def ballots_add_up(group: Group) -> Iterator[Finding]:
    """Valid and invalid together are the ballots given."""
    valid, invalid, given = (group.first(name) for name in ("valid", "invalid", "given"))
    blank = group.number("blank") or Fraction(0)
    if valid and invalid and given and given.value - valid.value - invalid.value not in (0, blank):
        total = number(valid.value + invalid.value)
        yield finding(
            "valid_and_invalid",
            group,
            f"valid and invalid make {written(total)}, the ballots are {written(number(given.value))}",
            row=given.line,
            expected=total,
            found=number(given.value),
            column=given.column,
        )


def within(group: Group) -> Iterator[Finding]:
    """Votes are at most the valid ones, these at most the ballots, these at most the registered."""
    votes = group.sum("votes")
    single = max((value for row in group.rows if (value := row.value("votes")) is not None), default=None)
    bounds: list[tuple[str, Fraction | Stated | None]] = [
        ("votes", votes if len(group.rows) > 1 else single),
        *((name, group.first(name)) for name in ("valid", "given", "registered")),
    ]
    known = [(name, value) for name, value in bounds if value is not None]
    for (low, small), (high, large) in pairwise(known):
        assert isinstance(large, Stated)
        part = small.value if isinstance(small, Stated) else small
        if part > large.value:
            yield finding(
                f"{low}_within_{high}",
                group,
                f"{written(number(part))} {low} are more than {written(number(large.value))} {high}",
                row=large.line,
                expected=f"at most {number(large.value)}",
                found=number(part),
                column=low,
            )


def possible_turnout(group: Group) -> Iterator[Finding]:
    """The turnout against ballots and registered, and against 100."""
    turnout = group.first("turnout")
    if turnout is None:
        return
    if turnout.value > HUNDRED:
        yield finding(
            "turnout_within_100",
            group,
            f"a turnout of {turnout.cell.text} is more than all registered",
            row=turnout.line,
            expected="at most 100",
            found=number(turnout.value),
            column="turnout",
        )
    registered = group.number("registered")
    tried = [value for value in ballot_counts(group).values() if value is not None]
    if registered is None or registered <= 0 or not tried:
        return
    if not any(fits(turnout.cell, value, registered) for value in tried):
        expected = percent(tried[0], registered, turnout.cell.step)
        electorate = implied(tried[0], turnout.cell)
        yield finding(
            "possible_turnout",
            group,
            f"{written(number(tried[0]))} of {written(number(registered))} registered are "
            f"{written(expected)} percent; the turnout given, {turnout.cell.text}, implies "
            f"{written(electorate[0])} to {written(electorate[1])} registered",
            row=turnout.line,
            expected=expected,
            found=number(turnout.value),
            column="turnout",
        )


def ballot_counts(group: Group) -> dict[str, Fraction]:
    """What a turnout may be a percentage of the registered with, the likeliest first."""
    found: dict[str, Fraction] = {}
    if (ballots := group.ballots()) is not None:
        found["ballots"] = ballots
    valid, invalid = group.number("valid"), group.number("invalid")
    if valid is not None and invalid is not None:
        found["valid and invalid"] = valid + invalid
        found["valid, invalid and blank"] = valid + invalid + (group.number("blank") or 0)
    if valid is not None:
        found["valid"] = valid
    if (total := group.sum("votes")) is not None:
        found["votes"] = total
    for row in group.totals:
        if (value := row.value("votes")) is not None:
            found.setdefault("total", value)
    return found


def implied(ballots: Fraction, turnout: Cell) -> tuple[int | None, int | None]:
    """The least and the greatest electorate of which some ballots are the turnout; None for no bound."""
    low = -(-HUNDRED * ballots // turnout.high) if turnout.high > 0 else None
    high = HUNDRED * ballots // turnout.low if turnout.low > 0 else None
    return (None if low is None else int(low)), (None if high is None else int(high))


def stated_counts(group: Group) -> Iterator[Finding]:
    """The number of contestants stated against those listed."""
    stated = group.first("contestants")
    if stated is not None and group.rows and stated.value != len(group.rows):
        yield finding(
            "stated_count",
            group,
            f"{written(number(stated.value))} contestants are stated, {len(group.rows)} are listed",
            row=stated.line,
            expected=number(stated.value),
            found=len(group.rows),
            column="contestants",
        )


def repeated(group: Group) -> Iterator[Finding]:
    """What is stated more than once for a territory is stated alike."""
    for name, several in group.stated.items():
        first = several[0]
        for other in several[1:]:
            slack = max(first.cell.step, other.cell.step) / 2 if name == "turnout" else 0
            if abs(other.value - first.value) > slack:
                yield finding(
                    "stated_twice",
                    group,
                    f"{name} is {first.cell.text} in row {first.line} and {other.cell.text} in row "
                    f"{other.line}",
                    row=other.line,
                    expected=number(first.value),
                    found=number(other.value),
                    column=name,
                )
    seen: dict[tuple[str, ...], Row] = {}
    for row in group.rows:
        texts = [cell.text for _, cell in sorted(row.cells.items())]
        key = (row.contestant, *texts)
        if row.contestant and key in seen and any((cell.value or 0) > 0 for cell in row.cells.values()):
            yield finding(
                "duplicate_row",
                group,
                f"row {row.line} repeats row {seen[key].line}",
                row=row.line,
                expected=None,
                found=row.contestant,
                contestant=row.contestant,
            )
        seen.setdefault(key, row)
