"""What is drawn on one page: signs, strokes, filled boxes and pictures, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Red, green and blue, from 0 to 1.
Shade = tuple[float, float, float]
#: Left, top, right and bottom edge.
Box = tuple[float, float, float, float]

WHITE: Shade = (1.0, 1.0, 1.0)


class Sign(NamedTuple):
    """One sign, or one recognised run of signs.

    Attributes:
        text: what it stands for; U+FFFD where the file does not say.
        box: its place.
        base: where its line stands, downwards.
        size: of its font, in points.
        angle: of its writing, anticlockwise, in degrees.
        shade: its colour.
        order: how many things were painted before it.
        run: the one showing it was painted by; runs of one number follow each other.
        font: the name of its font.
        drawn: false for a text layer that is not painted.
        part: of the page, as its file marks it: a header, a footer, a watermark.
        sure: how sure a recogniser is of it, else None.
    """

    text: str
    box: Box
    base: float
    size: float
    angle: float = 0.0
    shade: Shade = (0.0, 0.0, 0.0)
    order: int = 0
    run: int = 0
    font: str = ""
    drawn: bool = True
    part: str = ""
    sure: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its place."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


class Stroke(NamedTuple):
    """A straight stroke: from one point to another, a thin filled box as its middle line."""

    left: float
    top: float
    right: float
    bottom: float
    shade: Shade = (0.0, 0.0, 0.0)
    order: int = 0

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.bottom - self.top <= LEANING < self.right - self.left

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.right - self.left <= LEANING < self.bottom - self.top


class Fill(NamedTuple):
    """A filled box, or a picture, whose shade is None."""

    box: Box
    shade: Shade | None
    order: int


class PageInk(NamedTuple):
    """Everything that is drawn on a page.

    Attributes:
        width, height: of the page as displayed.
        seen: the part of it that is displayed.
        curves: how many strokes and fills are none of the other kinds.
        remarks: what is written beside it.
    """

    width: float
    height: float
    seen: Box
    signs: list[Sign]
    rules: list[Stroke]
    fills: list[Fill]
    curves: int = 0
    remarks: Sequence[str] = ()

    @property
    def pictures(self) -> list[Fill]:
        """The pictures on it."""
        return [one for one in self.fills if one.shade is None]


#: How far a level or an upright stroke may lean, in points.
LEANING = 1.5


def within(point: tuple[float, float], box: Box, margin: float = 0.0) -> bool:
    """Whether a point lies in a box that is wider by a margin."""
    x, y = point
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin


def area(box: Box) -> float:
    """Of a box, in square points."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def common(one: Box, other: Box) -> Box:
    """What two boxes share; of no area where they do not meet."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def around(boxes: list[Box]) -> Box:
    """The smallest box around some."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def turned(ink: PageInk) -> PageInk:
    """The page as it is held to read most of its signs: turned by a quarter, two or three where they stand so."""
    quarters = _quarters(ink.signs)
    for _ in range(quarters):
        ink = _by_a_quarter(ink)
    return ink


def _quarters(signs: list[Sign]) -> int:
    counted = [0, 0, 0, 0]
    for sign in signs:
        counted[round(sign.angle / 90) % 4] += len(sign.text)
    return counted.index(max(counted))


def _by_a_quarter(ink: PageInk) -> PageInk:
    """Clockwise: what was written upwards runs from left to right."""

    def turn(box: Box) -> Box:
        return ink.height - box[3], box[0], ink.height - box[1], box[2]

    def turn_sign(sign: Sign) -> Sign:
        box = turn(sign.box)
        # Its line stands, as far as is known, where most fonts have theirs.
        return sign._replace(box=box, base=box[3] - sign.size / 8, angle=(sign.angle - 90) % 360)

    return PageInk(
        ink.height,
        ink.width,
        turn(ink.seen),
        [turn_sign(sign) for sign in ink.signs],
        [Stroke(*turn(rule[:4]), *rule[4:]) for rule in ink.rules],
        [fill._replace(box=turn(fill.box)) for fill in ink.fills],
        ink.curves,
        ink.remarks,
    )
