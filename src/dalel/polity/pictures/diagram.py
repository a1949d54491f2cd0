"""Which office fills which organ, drawn as SVG.

Organs stand in columns by how far they are from the voters; a line leads from each that fills seats to the
organ it fills. Each box says in text how it is filled, so that nothing depends on following the lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from dalel.polity.as_of import AsOf, OrganView
from dalel.polity.files.model import VOTERS
from dalel.polity.files.values import Holds
from dalel.polity.pictures.wording import answer_text, filling_text

_WIDTH, _GAP, _SPACE, _LINE, _PAD, _TOP = 300, 110, 18, 15, 10, 64
_LETTERS, _BOLD = 44, 38
"""Letters that fit on a line of a box."""

_STYLE = """
text { font: 12px sans-serif; fill: #1a1a1a }
.title { font: bold 18px sans-serif }
.name { font-weight: bold }
.box { fill: #f6f4ee; stroke: #555 }
.open { stroke-dasharray: 5 4 }
.fills { fill: none; stroke-width: 1.6 }
.helps { fill: none; stroke-width: 1.1; stroke-dasharray: 2 4 }
"""

_COLOURS = ("#0b5e8a", "#a33a00", "#3d6b1f", "#7a2f78", "#8a6d00", "#1f6b66", "#9b1c3a", "#555555")
"""Dark enough to be told from the ground and, in this order, from each other."""


@dataclass(slots=True)
class _Box:
    id: str
    names: list[str]
    lines: list[str]
    open: bool
    column: int = 0
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        return 2 * _PAD + _LINE * (len(self.names) + len(self.lines))


@dataclass(frozen=True, slots=True)
class _Line:
    begin: str
    end: str
    fills: bool
    open: bool
    text: str


def draw(view: AsOf, at: str, organ: str | None = None) -> str:
    """The drawing as an SVG document; with `organ`, only that organ and those that take part in filling it.

    `at` is the date as the user wrote it, for the title.
    """
    lines = list(_lines(view, organ))
    used = {VOTERS, *(line.begin for line in lines), *(line.end for line in lines)}
    if organ:
        used = {organ, *(line.begin for line in lines)}
    boxes = {box.id: box for box in _boxes(view) if box.id in used}
    for name in sorted(used - boxes.keys()):
        boxes[name] = _Box(name, textwrap.wrap(view.polity.named(name), _BOLD), [], False)
    _place(boxes, lines)
    return _svg(view, at, boxes, [line for line in lines if line.begin != line.end])


def _boxes(view: AsOf) -> Iterable[_Box]:
    for one in view.organs:
        seats = answer_text(one.size)
        name = f"{one.organ.name}{f' – {seats}' if seats not in ('', '1', 'unknown') else ''}"
        texts = [filling_text(view.polity, filling, brief=True) for filling in one.fillings]
        lines = [part for text in texts for part in textwrap.wrap(text, _LETTERS, subsequent_indent="   ")]
        yield _Box(one.organ.id, textwrap.wrap(name, _BOLD), lines, one.holds is not Holds.CERTAIN)


def _lines(view: AsOf, organ: str | None) -> Iterable[_Line]:
    for one in view.organs:
        if organ and one.organ.id != organ:
            continue
        yield from _lines_to(view, one)


def _lines_to(view: AsOf, one: OrganView) -> Iterable[_Line]:
    for filling in one.fillings:
        left_open = filling.holds is not Holds.CERTAIN
        text = f"{filling_text(view.polity, filling, brief=True)} → {one.organ.name}"
        makers = _actors(filling["by"].values())
        helpers = [
            actor
            for key in ("proposed_by", "recommended_by", "nominated_by", "confirmed_by", "consent_by")
            for actor in _actors(filling[key].values())
        ]
        for actor in makers:
            yield _Line(actor, one.organ.id, True, left_open, text)
        for actor in dict.fromkeys(helpers):
            if actor not in makers:
                yield _Line(actor, one.organ.id, False, left_open, text)


def _actors(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(actor for value in values if isinstance(value, tuple) for actor in value))


def _place(boxes: dict[str, _Box], lines: list[_Line]) -> None:
    # Distance from the voters; what nobody is known to fill stands with them in the first column.
    distance = {name: 0 for name in boxes if not any(x.fills and x.end == name for x in lines)}
    frontier = list(distance)
    while frontier:
        following = [x.end for x in lines if x.fills and x.begin in frontier and x.end not in distance]
        distance |= dict.fromkeys(following, distance[frontier[0]] + 1)
        frontier = list(dict.fromkeys(following))
    for name, box in boxes.items():
        box.column = distance.get(name, 1)
    for column in range(max((box.column for box in boxes.values()), default=0) + 1):
        height = _TOP
        for box in sorted((b for b in boxes.values() if b.column == column), key=_order(boxes, lines)):
            box.x = _SPACE + column * (_WIDTH + _GAP)
            box.y = height
            height += box.height + _SPACE


def _order(boxes: dict[str, _Box], lines: list[_Line]) -> Callable[[_Box], tuple[bool, float]]:
    """The voters first, the rest at the height of those who fill them, so that few lines cross."""

    def key(box: _Box) -> tuple[bool, float]:
        makers = [boxes[x.begin] for x in lines if x.fills and x.end == box.id]
        heights = [maker.y for maker in makers if maker.column < box.column]
        return box.id != VOTERS, sum(heights) / len(heights) if heights else 0

    return key


def _svg(view: AsOf, at: str, boxes: dict[str, _Box], lines: list[_Line]) -> str:
    title = f"{view.polity.name} at {at}: who fills which organ"
    width = max((box.x for box in boxes.values()), default=0) + _WIDTH + _SPACE
    height = max((box.y + box.height for box in boxes.values()), default=_TOP) + _SPACE
    told = "; ".join(dict.fromkeys(line.text for line in lines))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{_SPACE}" y="28">{escape(title)}</text>',
        f'<text x="{_SPACE}" y="48">full line: fills seats; dotted: proposes, nominates or confirms; '
        "dashed box or line: undetermined or not attested at this date</text>",
    ]
    makers = list(dict.fromkeys(line.begin for line in lines))
    out += [_path(x, boxes, _COLOURS[makers.index(x.begin) % len(_COLOURS)]) for x in lines]
    out += [part for box in boxes.values() for part in _box(box)]
    return "\n".join([*out, "</svg>", ""])


def _path(line: _Line, boxes: dict[str, _Box], colour: str) -> str:
    begin, end = boxes[line.begin], boxes[line.end]
    y1, y2 = begin.y + begin.height // 2, end.y + end.height // 2
    if begin.column < end.column:
        x1, x2 = begin.x + _WIDTH, end.x
        bend = f"C {x1 + _GAP} {y1} {x2 - _GAP} {y2} {x2} {y2}"
    elif begin.column > end.column:
        x1, x2 = begin.x, end.x + _WIDTH
        bend = f"C {x1 - _GAP} {y1} {x2 + _GAP} {y2} {x2} {y2}"
    else:
        x1 = x2 = begin.x + _WIDTH
        bend = f"C {x1 + _GAP // 2} {y1} {x2 + _GAP // 2} {y2} {x2} {y2}"
    kind = "fills" if line.fills else "helps"
    dashed = " open" if line.open else ""
    return (
        f'<path class="{kind}{dashed}" stroke="{colour}" d="M {x1} {y1} {bend}">'
        f"<title>{escape(line.text)}</title></path>"
        f'<circle cx="{x2}" cy="{y2}" r="3.5" fill="{colour}"/>'
    )


def _box(box: _Box) -> Iterable[str]:
    yield (
        f'<rect class="box{" open" if box.open else ""}" x="{box.x}" y="{box.y}" width="{_WIDTH}" '
        f'height="{box.height}" rx="4"/>'
    )
    x, y = box.x + _PAD, box.y + _PAD + 11
    for number, text in enumerate((*box.names, *box.lines)):
        kind = ' class="name"' if number < len(box.names) else ""
        yield f'<text{kind} x="{x}" y="{y + number * _LINE}" xml:space="preserve">{escape(text)}</text>'
