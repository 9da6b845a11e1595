"""The tables of a paper: parts on several pages brought together, each with the words that stand above it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, PaperCell, Paragraph, Spot

from .column_meaning import Meaning
from .grid_heading import GridHeading, find_heading
from .part_columns import in_columns_of
from .parted_tables import MOST_COLUMNS, parted_tables
from .printed_year import year_of
from .table_rows import LeftOut, TableRow, body_rows, number_of

_TITLE_LINES = 3
_TITLE = re.compile(r"计划|安排|一览表|工作表|方案|^\W*附|^\W{0,2}(?:20\d\d|二[〇○零])\S{0,30}$")


_OF_ANOTHER_TIME = re.compile("上年|去年|往年|上一年|参考|示例|样表|样式|草案|征求意见")
_LABEL_AND_WORDS = 2
#: What neighbouring rows share is often printed once.
_MERGED_AT_TIMES = (Meaning.CUTOFF, Meaning.REVIEW, Meaning.STAGE, Meaning.RECEIVERS, Meaning.PHONE)


class PlanTable(NamedTuple):
    """A table of committees or of contacts, whole.

    Attributes:
        heading: that of its first part.
        rows: in printed order.
        left_out: headings and footers among them.
        title: the words above it, the nearest last.
        spot: of its first part.
        paper: the file it stands in.
    """

    heading: GridHeading
    rows: list[TableRow]
    left_out: list[LeftOut]
    title: tuple[str, ...]
    spot: Spot
    paper: str

    @property
    def year(self) -> int | None:
        """The year in the nearest of the lines above it that is a title and has one."""
        return _year_above(self.title)


class TablesFound(NamedTuple):
    """What the grids of a paper are.

    Attributes:
        plans, contacts: in printed order.
        others: grids that are neither.
    """

    plans: list[PlanTable]
    contacts: list[PlanTable]
    others: list[Grid]


def tables_of(paper: Paper) -> TablesFound:
    """The tables of a paper."""
    found = TablesFound([], [], [])
    title: list[str] = []
    last: PlanTable | None = None
    blocks = deque(part for one in paper.blocks for part in (parted_tables(one) if isinstance(one, Grid) else (one,)))
    while blocks:
        block = blocks.popleft()
        if isinstance(block, Paragraph):
            title.append(block.words)
            continue
        block, *rest = _parted(block, last)
        blocks.extendleft(rest)
        above = tuple(filter(None, (*title[-_TITLE_LINES:], block.titled)))
        if table := None if _is_of_another_plan(above, last) else _continued(block, last):
            last = table
            group = found.plans if table.heading.is_of_plan else found.contacts
            group[-1] = table
        elif table := _begun(block, above, paper.name):
            last = table
            (found.plans if table.heading.is_of_plan else found.contacts).append(table)
        else:
            found.others.append(block)
            continue
        title = []
    return found


def _year_above(title: Sequence[str]) -> int | None:
    titles = (line for line in reversed(title) if _TITLE.search(line))
    return next((found for line in titles if (found := year_of(line))), None)


def is_of_another_time(title: Sequence[str]) -> bool:
    """Whether the line above a table says that it is no plan in force."""
    return bool(title and _OF_ANOTHER_TIME.search(title[-1]))


def _is_of_another_plan(title: Sequence[str], table: PlanTable | None) -> bool:
    """Whether these lines say that what stands below is no part of a table: the plan of another year, an example."""
    year = _year_above(title)
    other_year = table is not None and None not in (year, table.year) and year != table.year
    return other_year or is_of_another_time(title)


def _begun(grid: Grid, title: tuple[str, ...], paper: str) -> PlanTable | None:
    heading = find_heading(grid) if len(grid.rows[0]) <= MOST_COLUMNS else None
    if heading is None or not (heading.is_of_plan or heading.is_of_contacts):
        return None
    first = _first_above(grid, heading)
    inside = tuple("".join(dict.fromkeys(one.words for one in row if one is not None)) for row in grid.rows[:first])
    body = body_rows(grid, heading, heading.end if first == heading.first else first, [], on_a_new_page=False)
    return PlanTable(heading, body.rows, body.left_out, (*title, *inside), grid.spot, paper)


def _first_above(grid: Grid, heading: GridHeading) -> int:
    """Where rows of the table begin above a header that is printed again below them; else where the header does."""
    numbers = [column.field for column in heading.columns if column.meaning is Meaning.NO]
    for at, row in enumerate(grid.rows[: heading.first]):
        told = {id(cell) for cell in row if cell is not None and cell.words.strip()}
        if len(told) > _TITLE_LINES and any(number_of(cell.words) for one in numbers if (cell := row[one]) is not None):
            return at
    return heading.first


def _continued(grid: Grid, table: PlanTable | None) -> PlanTable | None:
    """The table with this grid as its next part, or None where it is none."""
    if table is None or len(grid.rows[0]) > MOST_COLUMNS:
        return None
    own = find_heading(grid)
    if own is not None:
        same_kind = own.is_of_plan == table.heading.is_of_plan and own.is_of_contacts == table.heading.is_of_contacts
        if not same_kind or not _numbers_run_on(grid, own, own.end, table):
            return None
        grid, own = in_columns_of(table.heading, grid, own)
        told = _with_open_blanks(grid, own, own.end, table)
        body = body_rows(told, own, own.end, table.rows, on_a_new_page=_is_paged(grid))
    else:
        fitting = _fitting(grid, len(table.heading.columns))
        if not _numbers_run_on(fitting, table.heading, 0, table):
            return None
        told = _with_open_blanks(fitting, table.heading, 0, table)
        body = body_rows(told, table.heading, 0, table.rows, on_a_new_page=_is_paged(grid))
    return table._replace(rows=body.rows, left_out=[*table.left_out, *body.left_out])


def _parted(grid: Grid, table: PlanTable | None) -> list[Grid]:
    """A grid in two where its first rows still go on with the table before and a header is printed only below them."""
    own = find_heading(grid) if table is not None and len(grid.rows[0]) <= MOST_COLUMNS else None
    if own is None or own.first == 0:
        return [grid]
    above = grid._replace(rows=grid.rows[: own.first])
    return [above, grid._replace(rows=grid.rows[own.first :])] if _continued(above, table) else [grid]


def _is_paged(grid: Grid) -> bool:
    """Whether the end of a page may have cut a row in two."""
    return grid.open_above or grid.spot.page is not None


def _with_open_blanks(grid: Grid, heading: GridHeading, first: int, table: PlanTable) -> Grid:
    """A page that goes on with a table, each blank at its top doubted: it may be merged with the page above.

    What is merged in the source stands there as a part above and a part below; where one of them shows that, the blank
    has the words of the part above.
    """
    page = grid.spot.page
    if page is None or first >= len(grid.rows) or (table.rows and table.rows[-1].spot.page == page):
        return grid
    numbers = next((column.field for column in heading.columns if column.meaning is Meaning.NO), None)
    goes_on = numbers is None or number_of(_words(grid.rows[first][numbers])) is None
    above = {
        column.field: cells for row in table.rows[-1:] for column, cells in zip(row.columns, row.cells, strict=True)
    }
    doubted: dict[int, PaperCell] = {}
    for column in heading.columns:
        blank = grid.rows[first][column.field]
        # Of a row that goes on there, its own last lines; what it shares with the rows below is merged.
        if (
            column.meaning in _MERGED_AT_TIMES
            and blank is not None
            and not _words(blank)
            and (blank.rows > 1 or not goes_on)
        ):
            shared = next(iter(above.get(column.field, ())), None)
            doubted[id(blank)] = _merged(blank, shared)
    # The row that goes on has its own words on the page above.
    top = grid.rows[: first + goes_on]
    rows = (tuple(doubted.get(id(cell), cell) for cell in row) for row in grid.rows[first + goes_on :])
    return grid._replace(rows=(*top, *rows))


def _merged(blank: PaperCell, above: PaperCell | None) -> PaperCell:
    if above is not None and _words(above) and max(blank.rows, above.rows) > 1:
        doubt = Doubt(DoubtKind.CUT, "换页后这一格空着，按与上一页的合并读")
        return blank._replace(words=above.words, doubts=(*above.doubts, *blank.doubts, doubt))
    return blank._replace(doubts=(*blank.doubts, Doubt(DoubtKind.CUT, "换页后这一格空着，可能与上一页的合并")))


def _words(cell: PaperCell | None) -> str:
    return "" if cell is None else cell.words.strip()


def _fitting(grid: Grid, width: int) -> Grid:
    """A part without a header in as many columns as the header has; each of its rows is doubted if it has not."""
    own = len(grid.rows[0])
    if own == width:
        return grid
    doubt = Doubt(DoubtKind.SPANNING, f"这一部分有 {own} 栏，表头有 {width} 栏，从左起对齐")
    rows = []
    for row in grid.rows:
        told = [
            cell and cell._replace(doubts=(*cell.doubts, doubt)) for cell in (*row[:width], *[None] * (width - own))
        ]
        spot = next((cell.spot for cell in row if cell is not None), Spot())
        rows.append(tuple(cell or PaperCell("", spot, doubts=(doubt,)) for cell in told))
    return grid._replace(rows=tuple(rows))


def _numbers_run_on(grid: Grid, heading: GridHeading, first: int, table: PlanTable) -> bool:
    """Whether the numbers of a grid are higher than those of the table, or a row goes on there without any."""
    field = next((column.field for column in heading.columns if column.meaning is Meaning.NO), None)
    if field is None:
        return [one.header for one in heading.columns] == [one.header for one in table.heading.columns]
    rows = [row for row in grid.rows[first:] if grid.open_above or _has_fields(row)]
    numbers = [number_of(cell.words) for row in rows if (cell := row[field]) is not None]
    told = [one for one in numbers if one is not None]
    last = max((row.no for row in table.rows if row.no is not None), default=0)
    if told:
        return last < told[0] and len(told) * 2 >= len(numbers)
    return bool(table.rows) and len(numbers) == 1 and grid.open_above


def _has_fields(row: tuple[PaperCell | None, ...]) -> bool:
    """Whether more stands in a row than a heading, a footer or nothing."""
    return len({id(cell) for cell in row if cell is not None and cell.words.strip()}) > _LABEL_AND_WORDS
