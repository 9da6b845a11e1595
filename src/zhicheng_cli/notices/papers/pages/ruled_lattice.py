"""Ruled lines → tables: which fields they part, and which of them are one cell. Units are points, or any like them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from zhicheng_cli.notices.papers.pages.page_ink import Box, Stroke, within

#: Lines nearer than this are one: doubled, or drawn field by field.
SNAP = 2.5
#: A gap within one line: of dashes, or between the borders of fields.
GAP = 4.5
#: A line reaches another that ends this near.
REACH = 3.5
#: Between two lines this near there is no field.
THINNEST = 5.0
#: Lines that reach further than this beyond the last one of the other kind have fields there, which no line closes.
OPEN_FIELD = 9.0
#: A border stands where a line runs along this much of it.
ALONG = 0.85
#: More lines than any table has.
MOST_LINES = 2_500


class LatticeLine(NamedTuple):
    """A level or upright line: where it stands, from where to where it runs."""

    at: float
    start: float
    end: float


class LatticeField(NamedTuple):
    """A cell as ruled: its first row and column, how many of each it covers, its place.

    Attributes:
        certain: false where the lines around it make no rectangle.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    certain: bool = True


class Lattice(NamedTuple):
    """One ruled table.

    Attributes:
        columns, rows: where their borders stand.
        fields: the cells.
        open_above, open_below: no line closes it there.
    """

    columns: list[float]
    rows: list[float]
    fields: list[LatticeField]
    open_above: bool
    open_below: bool

    @property
    def box(self) -> Box:
        """Its place."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def owners(self) -> dict[tuple[int, int], LatticeField]:
        """The cell of each place."""
        return {
            (field.row + down, field.column + right): field
            for field in self.fields
            for down in range(field.rows)
            for right in range(field.columns)
        }

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point within it."""
        return _between(self.rows, y), _between(self.columns, x)


def _between(borders: list[float], value: float) -> int:
    return min(max(bisect_right(borders, value) - 1, 0), len(borders) - 2)


def lattices(rules: Iterable[Stroke], scale: float = 1.0) -> list[Lattice] | None:
    """The tables that some lines make, in reading order; None if there are more lines than can be.

    Args:
        rules: those displayed.
        scale: how many units a point has.
    """
    rules = list(rules)
    level = joined(((rule.top, rule.left, rule.right) for rule in rules if rule.level), scale)
    upright = joined(((rule.left, rule.top, rule.bottom) for rule in rules if rule.upright), scale)
    if max(len(level), len(upright)) > MOST_LINES:
        return None
    found = (_lattice(*part, scale) for part in _parts(level, upright, scale))
    tables = [one for one in found if one is not None]
    return sorted(tables, key=lambda one: (round(one.rows[0] / (8 * scale)), one.columns[0]))


def joined(lines: Iterable[tuple[float, float, float]], scale: float = 1.0) -> list[LatticeLine]:
    """Pieces of one line made one."""
    result: list[LatticeLine] = []
    for band in _bands(sorted(lines), SNAP * scale):
        band.sort(key=lambda piece: piece[1])
        at, start, end = band[0]
        for piece in band[1:]:
            if piece[1] > end + GAP * scale:
                result.append(LatticeLine(at, start, end))
                at, start, end = piece
            end = max(end, piece[2])
        result.append(LatticeLine(at, start, end))
    return [line for line in result if line.end - line.start > THINNEST * scale]


def _bands(pieces: list[tuple[float, float, float]], width: float) -> Iterator[list[tuple[float, float, float]]]:
    band: list[tuple[float, float, float]] = []
    for piece in pieces:
        if band and piece[0] - band[0][0] > width:
            yield band
            band = []
        band.append(piece)
    if band:
        yield band


def _parts(
    level: list[LatticeLine], upright: list[LatticeLine], scale: float
) -> Iterator[tuple[list[LatticeLine], list[LatticeLine]]]:
    """The lines that hang together."""
    reach = REACH * scale
    heads = list(range(len(level) + len(upright)))

    def head(one: int) -> int:
        while heads[one] != one:
            heads[one] = heads[heads[one]]
            one = heads[one]
        return one

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            meets = across.start - reach <= down.at <= across.end + reach
            if meets and down.start - reach <= across.at <= down.end + reach:
                heads[head(i)] = head(j)
    parts: dict[int, tuple[list[LatticeLine], list[LatticeLine]]] = {}
    for number, line in enumerate([*level, *upright]):
        parts.setdefault(head(number), ([], []))[number >= len(level)].append(line)
    return (part for part in parts.values() if part[0] and part[1])


def _lattice(level: list[LatticeLine], upright: list[LatticeLine], scale: float) -> Lattice | None:
    columns, *_ = _borders(upright, level, scale)
    rows, open_above, open_below = _borders(level, upright, scale)
    if len(columns) < 3 or len(rows) < 2:
        return None
    ends = (columns[0], columns[-1]), (rows[0], rows[-1])
    rights = _drawn(columns, rows, upright, ends[0], scale)
    lows = _drawn(rows, columns, level, ends[1], scale)
    fields = list(_fields(columns, rows, rights, lows))
    return Lattice(columns, rows, fields, open_above, open_below) if len(fields) > 1 else None


def _borders(lines: list[LatticeLine], others: list[LatticeLine], scale: float) -> tuple[list[float], bool, bool]:
    """Where borders stand: at the lines, and where the others end beyond them; and whether they end so."""
    at = [band[0][0] for band in _bands(sorted((line.at, line.start, line.end) for line in lines), THINNEST * scale)]
    first, last = min(line.start for line in others), max(line.end for line in others)
    open_before, open_after = first < at[0] - OPEN_FIELD * scale, last > at[-1] + OPEN_FIELD * scale
    return [*([first] if open_before else []), *at, *([last] if open_after else [])], open_before, open_after


def _drawn(
    borders: list[float], across: list[float], lines: list[LatticeLine], ends: tuple[float, float], scale: float
) -> set[tuple[int, int]]:
    """Which border is drawn beside which field: number of the border, number of the field along it."""
    found = set()
    for number, border in enumerate(borders):
        near = [line for line in lines if abs(line.at - border) <= THINNEST * scale]
        for place, (start, end) in enumerate(pairwise(across)):
            along = sum(max(min(line.end, end) - max(line.start, start), 0.0) for line in near)
            if border in ends or along >= ALONG * (end - start) - SNAP * scale:
                found.add((number, place))
    return found


def _fields(
    columns: list[float], rows: list[float], rights: set[tuple[int, int]], lows: set[tuple[int, int]]
) -> Iterator[LatticeField]:
    """The cells: places that no border parts. What is no rectangle is parted row by row."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            places = _spread((row, column), (len(rows) - 1, len(columns) - 1), rights, lows) - taken
            down, right = max(place[0] for place in places), max(place[1] for place in places)
            left = min(place[1] for place in places)
            certain = left == column and len(places) == (down - row + 1) * (right - column + 1)
            if not certain:
                down, right = row, column
                while (row, right + 1) in places:
                    right += 1
            taken.update((i, j) for i in range(row, down + 1) for j in range(column, right + 1))
            box = columns[column], rows[row], columns[right + 1], rows[down + 1]
            yield LatticeField(row, column, down - row + 1, right - column + 1, box, certain)


def _spread(
    start: tuple[int, int], size: tuple[int, int], rights: set[tuple[int, int]], lows: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    found, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        beside = (
            ((row, column + 1), (column + 1, row) not in rights),
            ((row, column - 1), (column, row) not in rights),
            ((row + 1, column), (row + 1, column) not in lows),
            ((row - 1, column), (row, column) not in lows),
        )
        for place, is_open in beside:
            if is_open and place not in found and 0 <= place[0] < size[0] and 0 <= place[1] < size[1]:
                found.add(place)
                waiting.append(place)
    return found


def lies_in(inner: Lattice, outer: Lattice) -> bool:
    """Whether a table stands within another."""
    left, top, right, bottom = inner.box
    return inner is not outer and within((left, top), outer.box) and within((right, bottom), outer.box)
