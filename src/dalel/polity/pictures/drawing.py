"""Small drawings as SVG or PNG: lines, rectangles, dots and words, and a frame with axes for charts.

SVG is written here, a PNG by Pillow, which has wheels for every system and needs nothing else. matplotlib
would bring eight packages and a second of start for the few marks a chart of ours has.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from anyascii import anyascii

from dalel.model import DalelError

INK, GREY, PALE = "#222222", "#888888", "#dddddd"
PALETTE = (
    "#1f5fa8",
    "#c2571a",
    "#2e7d4f",
    "#8a3f8f",
    "#a98500",
    "#5b5b5b",
    "#b03060",
    "#2a8a94",
    "#6b8e23",
    "#d17a9b",
)
"""Colours that stay apart on paper and for most colour-blind readers."""
Anchor = Literal["start", "middle", "end"]
_FINER = 2  # a PNG has twice the pixels in each direction


@dataclass(frozen=True)
class _Mark:
    kind: str
    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dashed: bool = False
    text: str = ""
    size: float = 0.0
    anchor: Anchor = "start"


@dataclass
class Drawing:
    """A picture of `width` by `height`, y running down. Marks are drawn in the order they were added."""

    width: int
    height: int
    title: str = ""
    _marks: list[_Mark] = field(default_factory=list)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        stroke: str = INK,
        width: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """A line through points."""
        self._marks.append(_Mark("line", tuple(points), "", stroke, width, dashed))

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", stroke: str = "") -> None:
        """A rectangle with its upper left corner at x, y."""
        self._marks.append(_Mark("box", ((x, y), (x + width, y + height)), fill, stroke))

    def dot(self, x: float, y: float, radius: float, fill: str = INK, stroke: str = "") -> None:
        """A circle round x, y."""
        self._marks.append(_Mark("dot", ((x, y),), fill, stroke, 1.5, size=radius))

    def words(
        self, x: float, y: float, text: str, size: float = 12, fill: str = INK, anchor: Anchor = "start"
    ) -> None:
        """Words on the base line y."""
        self._marks.append(_Mark("words", ((x, y),), fill, text=text, size=size, anchor=anchor))

    def svg(self) -> str:
        """The picture as SVG."""
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" font-family="sans-serif">',
            f"<title>{escape(self.title)}</title>",
            f'<rect width="{self.width}" height="{self.height}" fill="#ffffff"/>',
        ]
        lines += [_svg(mark) for mark in self._marks]
        return "\n".join([*lines, "</svg>", ""])

    def png(self) -> bytes:
        """The picture as PNG. Letters that its font lacks are written in Latin ones."""
        from PIL import Image, ImageDraw, ImageFont

        image = Image.new("RGB", (self.width * _FINER, self.height * _FINER), "#ffffff")
        draw = ImageDraw.Draw(image)
        for mark in self._marks:
            points = [(x * _FINER, y * _FINER) for x, y in mark.points]
            thick = max(1, round(mark.width * _FINER))
            if mark.kind == "line":
                for one in _dashes(points) if mark.dashed else [points]:
                    draw.line(one, fill=mark.stroke, width=thick, joint="curve")
            elif mark.kind == "box":
                draw.rectangle([points[0], points[1]], fill=mark.fill or None, outline=mark.stroke or None)
            elif mark.kind == "dot":
                (x, y), r = points[0], mark.size * _FINER
                corners = [(x - r, y - r), (x + r, y + r)]
                draw.ellipse(corners, fill=mark.fill or None, outline=mark.stroke or None, width=thick)
            else:
                font = ImageFont.load_default(mark.size * _FINER)
                text = (
                    mark.text if all(ord(c) < 0x180 or c in "–—’" for c in mark.text) else anyascii(mark.text)
                )
                anchor = {"start": "ls", "middle": "ms", "end": "rs"}[mark.anchor]
                draw.text(points[0], text, fill=mark.fill, font=font, anchor=anchor)
        out = io.BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()

    def save(self, path: Path) -> None:
        """Write the picture: the file's ending says in which format."""
        ending = path.suffix.lower()
        if ending not in (".svg", ".png"):
            raise DalelError(f"{path}: a picture is written as .png or .svg")
        data = self.svg().encode("utf-8") if ending == ".svg" else self.png()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise DalelError(f"{path}: cannot be written: {error.strerror}") from error


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(mark: _Mark) -> str:
    x, y = mark.points[0]
    paint = f' fill="{mark.fill or "none"}"' + (f' stroke="{mark.stroke}"' if mark.stroke else "")
    if mark.kind == "line":
        path = " ".join(f"{_n(a)},{_n(b)}" for a, b in mark.points)
        dash = ' stroke-dasharray="4 3"' if mark.dashed else ""
        return f'<polyline points="{path}"{paint} stroke-width="{_n(mark.width)}"{dash}/>'
    if mark.kind == "box":
        right, low = mark.points[1]
        return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(right - x)}" height="{_n(low - y)}"{paint}/>'
    if mark.kind == "dot":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(mark.size)}"{paint} stroke-width="1.5"/>'
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(mark.size)}"{anchor}{paint}>{escape(mark.text)}</text>'
    )


def _dashes(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A line cut into dashes."""
    dash, gap = 4.0 * _FINER, 3.0 * _FINER
    found = []
    for (x1, y1), (x2, y2) in pairwise(points):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        at = 0.0
        while at < length:
            end = min(at + dash, length)
            ends = [(x1 + (x2 - x1) * t / length, y1 + (y2 - y1) * t / length) for t in (at, end)]
            found.append(ends)
            at += dash + gap
    return found


@dataclass(frozen=True)
class Frame:
    """A chart's field in a drawing: its box, and what its edges stand for. `top` may be less than `bottom`,
    for scales on which less is better."""

    drawing: Drawing
    x: float
    y: float
    width: float
    height: float
    left: float
    right: float
    bottom: float
    top: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a value stands in the drawing."""
        return (
            self.x + self.width * (x - self.left) / (self.right - self.left),
            self.y + self.height * (self.top - y) / (self.top - self.bottom),
        )

    def axes(
        self,
        across: Sequence[tuple[float, str]],
        up: Sequence[tuple[float, str]],
        across_name: str = "",
        up_name: str = "",
    ) -> None:
        """The frame with its ticks and their names; pale lines at the ticks of the upright axis."""
        draw = self.drawing
        for value, name in up:
            _, y = self.at(self.left, value)
            draw.line([(self.x, y), (self.x + self.width, y)], PALE)
            draw.words(self.x - 6, y + 4, name, 11, GREY, "end")
        for value, name in across:
            x, _ = self.at(value, self.bottom)
            draw.line([(x, self.y + self.height), (x, self.y + self.height + 4)], GREY)
            draw.words(x, self.y + self.height + 17, name, 11, GREY, "middle")
        draw.line([(self.x, self.y), (self.x, self.y + self.height)], GREY)
        draw.line([(self.x, self.y + self.height), (self.x + self.width, self.y + self.height)], GREY)
        if across_name:
            draw.words(self.x + self.width / 2, self.y + self.height + 34, across_name, 12, INK, "middle")
        if up_name:
            draw.words(self.x, self.y - 8, up_name, 12, INK)
