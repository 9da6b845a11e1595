"""Body rows of grids → printed rows: parts of a row brought together, headings and footers left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Grid, PaperCell, Spot
from zhicheng_cli.written.folding import folded

from .column_meaning import Meaning
from .grid_heading import GridColumn, GridHeading, has_same_header

_FOOTER = re.compile(
    r"^(?:[*※]|注|备注|说明|合计|总计|小计|制表|填表|填报|审核人|编制|打印|联系人|咨询|附|共\d)[^、]{0,6}[:：]|^(?:合计|总计|小计|制表|填表)"
)
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]+[部类章]|[（(]?以下空白")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LABEL_AND_WORDS = 2
_NUMBER = re.compile(r"[(（第]?(\d{1,4})[)）.、号]?")


class TableRow(NamedTuple):
    """A row of a table that may stand in several rows of its grids.

    Attributes:
        no: as printed; None where there is none.
        cells: for each column (by its place in `columns`) its cells, top to bottom, each once.
        columns: those that hold for it.
        parts: how many grid rows it was brought together from, other than by merged fields or the end of a page.
    """

    no: int | None
    cells: tuple[tuple[PaperCell, ...], ...]
    columns: tuple[GridColumn, ...]
    spot: Spot
    parts: int = 1


class LeftOut(NamedTuple):
    """A grid row that is no row of the table: a heading, a footer."""

    words: str
    spot: Spot


class BodyRows(NamedTuple):
    """What stands below a header."""

    rows: list[TableRow]
    left_out: list[LeftOut]


def body_rows(grid: Grid, heading: GridHeading, first: int, before: list[TableRow], *, on_a_new_page: bool) -> BodyRows:
    """The rows of a grid from `first` on, behind those read `before` of the same table; these may be gone on with.

    Args:
        on_a_new_page: the grid follows another one of the same table.
    """
    body = BodyRows(list(before), [])
    numbers = next((column.field for column in heading.columns if column.meaning is Meaning.NO), None)
    above: tuple[PaperCell | None, ...] | None = None
    for at in range(first, len(grid.rows)):
        row = grid.rows[at]
        if not any(_words(one) for one in row) or has_same_header(heading, row) or _counts_columns(row):
            continue
        starts_page = on_a_new_page and above is None
        if words := _aside(row, heading, numbers, starts_page=starts_page):
            body.left_out.append(LeftOut(words, _spot(row)))
            continue
        if body.rows and _goes_on(row, above, heading, numbers, starts_page=starts_page):
            merged = above is not None and numbers is not None and row[numbers] is above[numbers]
            is_plain = starts_page or (merged and _new_fields(body.rows[-1], row) <= 1)
            body.rows[-1] = _with(body.rows[-1], row, is_plain=is_plain)
        else:
            body.rows.append(_begun_row(row, heading, numbers))
        above = row
    return body


def number_of(words: str) -> int | None:
    """The number that stands in a cell: 1, 1., (1), １."""
    match = _NUMBER.fullmatch(re.sub(r"\s", "", folded(words)))
    return int(match[1]) if match else None


def is_footer(words: str) -> bool:
    """Whether a row that begins with these words stands below a table, and is none of its own."""
    return bool(_FOOTER.match(words.strip()))


def _begun_row(row: tuple[PaperCell | None, ...], heading: GridHeading, numbers: int | None) -> TableRow:
    cells = tuple((one,) if (one := row[column.field]) is not None else () for column in heading.columns)
    no = number_of(_words(row[numbers])) if numbers is not None else None
    return TableRow(no, cells, heading.columns, _spot(row))


def _at(row: tuple[PaperCell | None, ...], column: GridColumn) -> PaperCell | None:
    """A field of a row, which may be of a part with fewer columns."""
    return row[column.field] if column.field < len(row) else None


def _new_fields(whole: TableRow, row: tuple[PaperCell | None, ...]) -> int:
    """In how many columns a row under the same number has words of its own: which of them belong together gets lost."""
    fields = [(_at(row, column), had) for column, had in zip(whole.columns, whole.cells, strict=True)]
    return sum(bool(_words(one)) and not any(one is other for other in had) for one, had in fields)


def _with(whole: TableRow, row: tuple[PaperCell | None, ...], *, is_plain: bool) -> TableRow:
    cells: list[tuple[PaperCell, ...]] = []
    for column, had in zip(whole.columns, whole.cells, strict=True):
        one = _at(row, column)
        is_new = one is not None and _words(one) and not any(one is other for other in had)
        cells.append((*had, one) if is_new and one is not None else had)
    return whole._replace(cells=tuple(cells), parts=whole.parts + (not is_plain))


def _goes_on(
    row: tuple[PaperCell | None, ...],
    above: tuple[PaperCell | None, ...] | None,
    heading: GridHeading,
    numbers: int | None,
    *,
    starts_page: bool,
) -> bool:
    """Whether a row goes on with the one above it."""
    names = [column.field for column in heading.columns if column.meaning is Meaning.NAME]
    if numbers is not None and above is not None and row[numbers] is not None and row[numbers] is above[numbers]:
        return bool(_words(row[numbers])) or not any(_words(row[one]) for one in names)
    if numbers is not None and _words(row[numbers]):
        return False
    if starts_page and numbers is not None:
        return True
    return not any(_words(row[one]) and not (above and row[one] is above[one]) for one in names)


def _aside(row: tuple[PaperCell | None, ...], heading: GridHeading, numbers: int | None, *, starts_page: bool) -> str:
    """The words of a row that is a heading or a footer; empty for a row of the table."""
    own = list({id(one): _words(one) for one in row if _words(one)}.values())
    number = _words(row[numbers]) if numbers is not None else ""
    if number_of(number) is not None and len(own) > 1:
        return ""
    is_across = len(own) == 1 and _is_across(row, goes_on=starts_page and numbers != 0)
    is_alone = is_across or (len(own) == 1 and bool(_HEADING.match(own[0])))
    # What stands where numbers do and is none is a label: 填报单位, 咨询电话.
    named = any(_words(row[column.field]) for column in heading.columns if column.meaning is Meaning.NAME)
    is_labelled = bool(number) and (not named or len(own) <= _LABEL_AND_WORDS)
    is_blank = not any(re.search(r"\w", one) for one in own)
    return " ".join(own) if is_footer(own[0]) or is_alone or is_labelled or is_blank else ""


def _counts_columns(row: tuple[PaperCell | None, ...]) -> bool:
    """Whether a row below a header numbers the columns: 1 2 3, （1）（2）（3）, 甲乙丙."""
    words = [_words(one) for one in row if _words(one)]
    numbers = [number_of(one) for one in words]
    return len(words) > _LABEL_AND_WORDS and (
        numbers == [*range(1, len(words) + 1)] or "".join(words) == _STEMS[: len(words)]
    )


def _is_across(row: tuple[PaperCell | None, ...], *, goes_on: bool) -> bool:
    """Whether its one text stands across the row, or in the first field where headings stand.

    Args:
        goes_on: what stands in the first field may be the end of a row that the page has cut.
    """
    one = next(cell for cell in row if _words(cell))
    return one is not None and (one.columns * 2 > len(row) or (row[0] is one and not goes_on))


def _words(cell: PaperCell | None) -> str:
    return "" if cell is None else cell.words.strip()


def _spot(row: tuple[PaperCell | None, ...]) -> Spot:
    return next((one.spot for one in row if one is not None), Spot())
