"""Several tables in one grid, as on a sheet where one stands below the other: each with its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhicheng_cli.notices.papers.paper import Grid, PaperCell, Paragraph

from .column_meaning import Meaning, meaning_of
from .grid_heading import GridHeading, find_heading, heading_at
from .table_rows import is_footer, number_of

#: A plan with ten stages has thirty columns.
MOST_COLUMNS = 100
#: A header has so many words at least, and where it numbers nothing, they are no longer than this.
_FEW = 3
_SHORT = 12


def parted_tables(grid: Grid) -> Iterator[Paragraph | Grid]:
    """The grid, or, where several tables stand in it, these one by one, their captions before them.

    Another one begins with another header, with a caption and the same header, or with a caption and the number 1.
    """
    heading = find_heading(grid) if len(grid.rows[0]) <= MOST_COLUMNS else None
    if heading is None:
        yield grid
        return
    half = len(heading.columns) // 2
    if _has_halves(heading):
        for side in (slice(0, half), slice(half, 2 * half)):
            yield from parted_tables(grid._replace(rows=tuple(row[side] for row in grid.rows)))
        return
    header, begun, at = grid.rows[:0], 0, heading.end
    while at < len(grid.rows):
        own = _header(grid, at)
        begins = own is not None or (len(_own(grid.rows[at])) >= _FEW and _number(grid, heading, at) == 1)
        caption = _caption(grid, max(begun, heading.end), at) if begins else at
        starts_again = max(begun, heading.end) < caption < at
        if (own is not None and (caption < at or not _is_same(own, heading))) or starts_again:
            yield _part(grid, header, begun, caption)
            above = (cell for row in grid.rows[caption:at] for cell in _own(row))
            yield from (Paragraph(cell.words, cell.spot, cell.doubts) for cell in above)
            header = grid.rows[:0] if own is not None else header or grid.rows[heading.first : heading.end]
            heading, begun = own or heading, at
        at = own.end if own is not None else at + 1
    yield _part(grid, header, begun, len(grid.rows))


def _has_halves(heading: GridHeading) -> bool:
    """Whether two halves of a table stand beside each other under the same words."""
    headers = [column.header for column in heading.columns]
    half = len(headers) // 2
    return half >= _FEW and headers[:half] == headers[half:] and not any(column.is_part for column in heading.columns)


def _header(grid: Grid, at: int) -> GridHeading | None:
    own = heading_at(grid, at) if _may_be_header(grid.rows[at]) else None
    return own if own is not None and (own.is_of_plan or own.is_of_contacts) else None


def _number(grid: Grid, heading: GridHeading, at: int) -> int | None:
    fields = (grid.rows[at][column.field] for column in heading.columns if column.meaning is Meaning.NO)
    return next((number_of(cell.words) for cell in fields if cell is not None), None)


def _part(grid: Grid, header: tuple[tuple[PaperCell | None, ...], ...], begun: int, end: int) -> Grid:
    """Rows of a grid below their header, without the columns at its right that only others fill."""
    if (begun, end) == (0, len(grid.rows)):
        return grid
    rows = (*header, *grid.rows[begun:end])
    filled = (at for row in rows for at, cell in enumerate(row, 1) if cell is not None and cell.words.strip())
    width = max(filled, default=1)
    return grid._replace(rows=tuple(row[:width] for row in rows))


def _may_be_header(row: tuple[PaperCell | None, ...]) -> bool:
    words = [re.sub(r"\s", "", cell.words) for cell in _own(row)]
    if len(words) < _FEW or any(re.search(r"\d", one) for one in words):
        return False
    is_short = all(len(one) <= _SHORT and "、" not in one for one in words)
    return is_short or any(meaning_of(one) is Meaning.NO for one in words)


def _caption(grid: Grid, begun: int, at: int) -> int:
    """Where the lines begin that stand alone above a header."""
    while at - 1 > begun and len(own := _own(grid.rows[at - 1])) == 1 and not is_footer(own[0].words):
        at -= 1
    return at


def _is_same(one: GridHeading, other: GridHeading) -> bool:
    return [column.header for column in one.columns] == [column.header for column in other.columns]


def _own(row: tuple[PaperCell | None, ...]) -> list[PaperCell]:
    """The cells of a row in which something stands."""
    return list({id(cell): cell for cell in row if cell is not None and cell.words.strip()}.values())
