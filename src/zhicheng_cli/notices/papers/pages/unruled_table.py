"""Tables without lines between their columns: columns by the gaps between words, rows by their numbers and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from zhicheng_cli.notices.papers.pages.page_ink import Box, Stroke, around
from zhicheng_cli.notices.papers.pages.sign_lines import SignLine

#: A table has this many columns and lines at least.
COLUMNS = 3
LINES = 3
#: Of the size of the signs: lines further apart than this are not of one table.
APART = 4.0
#: A gap between two lines is wider than another from here on, in points.
WIDER = 1.5

#: A column that fewer lines than these stand in may be a gap within words.
FEW = 2


class Band(NamedTuple):
    """Where a column stands, and how many pieces of lines were seen in it."""

    start: float
    end: float
    lines: int = 1


class UnruledTable(NamedTuple):
    """One table.

    Attributes:
        fields: row by row and column by column, the pieces of lines that stand there.
        box: its place.
        lines: those it is made of.
    """

    fields: list[list[list[SignLine]]]
    box: Box
    lines: list[SignLine]


def unruled_tables(lines: list[SignLine], rules: list[Stroke], barriers: list[Box]) -> list[UnruledTable]:
    """The tables among some lines.

    Args:
        lines: from top to bottom.
        rules: level ones, which part rows.
        barriers: places of other tables, over which none runs.
    """
    found = []
    rest = lines
    while (part := _richest(rest, barriers)) is not None:
        taken, bands = part
        if len(taken) >= LINES and len(bands) >= COLUMNS and _columned(taken):
            fields = [_fields(row, bands) for row in _rows(taken, bands, rules)]
            found.append(UnruledTable(fields, around([line.box for line in taken]), taken))
        left_out = {id(line) for line in taken}
        rest = [line for line in rest if id(line) not in left_out]
    return found


def _columned(lines: list[SignLine]) -> bool:
    """Whether more than one of its lines stands in columns: prose with gaps does not."""
    return sum(len(line.pieces()) >= COLUMNS for line in lines) > 1


def _richest(lines: list[SignLine], barriers: list[Box]) -> tuple[list[SignLine], list[Band]] | None:
    """The line of most pieces, with the lines above and below that stand in its columns."""
    pieces = [[piece.box for piece in line.pieces()] for line in lines]
    most = max((len(boxes) for boxes in pieces), default=0)
    if most < COLUMNS:
        return None
    seed = next(number for number, boxes in enumerate(pieces) if len(boxes) == most)
    bands = [Band(box[0], box[2]) for box in pieces[seed]]
    first = last = seed
    for step in (1, -1):
        near = seed
        while 0 <= near + step < len(lines) and _belongs(lines[near], lines[near + step], barriers):
            widened = _widened(bands, pieces[near + step])
            if widened is None:
                break
            bands, near = widened, near + step
        first, last = min(first, near), max(last, near)
    return lines[first : last + 1], bands


def _belongs(line: SignLine, other: SignLine, barriers: list[Box]) -> bool:
    near = abs(other.base - line.base) < APART * max(line.size, other.size)
    low, high = sorted((line.base, other.base))
    return near and not any(low <= box[3] and box[1] <= high for box in barriers)


def _widened(bands: list[Band], pieces: list[Box]) -> list[Band] | None:
    """The columns with a line's pieces in them; None if it does not stand in columns.

    A piece beside all columns is one of its own; one that reaches over two joins them, if one of them is hardly more
    than a gap within words.
    """
    result = list(bands)
    for left, _, right, _ in pieces:
        over = [band for band in result if left < band.end and right > band.start]
        held = sorted(band.lines for band in over)
        if len(over) > 2 or (len(over) == 2 and held[0] > FEW):
            return None
        result = [band for band in result if band not in over]
        result.append(
            Band(
                min(left, *(band.start for band in over)) if over else left,
                max(right, *(band.end for band in over)) if over else right,
                sum(held) + 1,
            )
        )
    return sorted(result)


def _fields(lines: list[SignLine], bands: list[Band]) -> list[list[SignLine]]:
    fields: list[list[SignLine]] = [[] for _ in bands]
    for line in lines:
        for number, band in enumerate(bands):
            inside = [sign for sign in line.signs if band.start <= sign.middle[0] <= band.end]
            if any(sign.text.strip() for sign in inside):
                fields[number].append(SignLine(inside))
    return fields


def _rows(lines: list[SignLine], bands: list[Band], rules: list[Stroke]) -> Iterator[list[SignLine]]:
    """The rows: parted by rules, and between two of those by what stands in the first column."""
    width = bands[-1].end - bands[0].start
    cuts = sorted(rule.top for rule in rules if rule.right - rule.left > 0.8 * width)
    groups: list[list[SignLine]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if any(before.base < cut + before.size / 4 and cut < line.base for cut in cuts if cut > before.box[1]):
            groups.append([])
        groups[-1].append(line)
    for group in groups:
        starts = [line for line in group if any(_begins_row(piece, bands[0]) for piece in line.pieces())]
        yield from _parted(group, starts)


def _begins_row(piece: SignLine, band: Band) -> bool:
    """Whether it stands in the first column, and is not the second half of its header, 序 above 号."""
    return band.start - 1 <= piece.box[0] <= band.end + 1 and piece.words != "号"


def _parted(lines: list[SignLine], starts: list[SignLine]) -> Iterator[list[SignLine]]:
    """Lines, parted so that each row has one of those that stand in the first column.

    Between two of them the widest gap parts; where none is the widest, the row begins with its number.
    """
    places = [next(number for number, line in enumerate(lines) if line is start) for start in starts]
    begin = 0
    for before, after in pairwise(places):
        gaps = [(lines[n].base - lines[n - 1].base, n) for n in range(before + 1, after + 1)]
        widest, cut = max(gaps)
        others = [gap for gap, n in gaps if n != cut]
        cut = cut if not others or widest > max(others) + WIDER else after
        yield lines[begin:cut]
        begin = cut
    yield lines[begin:]
