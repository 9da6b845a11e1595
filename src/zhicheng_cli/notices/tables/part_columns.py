"""A part of a table with a header of its own, brought into the columns of the first part."""

from __future__ import annotations

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, PaperCell

from .column_meaning import Meaning
from .grid_heading import GridColumn, GridHeading


def in_columns_of(whole: GridHeading, grid: Grid, own: GridHeading) -> tuple[Grid, GridHeading]:
    """A part in the columns of the first part, as far as it has them; its further columns stand behind.

    A column in the place of one that is missing, whose header has further signs among its own, is taken for that one,
    and each of its fields is doubted: on a new page the end of a row that was cut may have got into the header.
    """
    if [(one.meaning, one.header) for one in own.columns] == [(one.meaning, one.header) for one in whole.columns]:
        return grid, own
    spare = list(own.columns)
    taken: dict[int, GridColumn] = {}
    for is_alike in (_has_same_header, _has_same_meaning, _has_same_place):
        for column in whole.columns:
            match = next((one for one in spare if column.field not in taken and is_alike(one, column)), None)
            if match is not None:
                spare.remove(match)
                taken[column.field] = match
    rows = [
        (
            *(_told_other(row, taken.get(column.field), column) for column in whole.columns),
            *(row[one.field] for one in spare),
        )
        for row in grid.rows
    ]
    columns = [column for column in whole.columns if column.field in taken]
    columns += [one._replace(field=len(whole.columns) + number) for number, one in enumerate(spare)]
    return grid._replace(rows=tuple(rows)), own._replace(columns=tuple(columns))


def _has_same_header(one: GridColumn, other: GridColumn) -> bool:
    return (one.meaning, one.header) == (other.meaning, other.header)


def _has_same_meaning(one: GridColumn, other: GridColumn) -> bool:
    return one.meaning is other.meaning and one.meaning not in (Meaning.EXTRA, Meaning.STAGE)


def _has_same_place(one: GridColumn, other: GridColumn) -> bool:
    """Its header is that of the other, with further signs among it."""
    signs = iter(one.header)
    return one.field == other.field and all(sign in signs for sign in other.header)


def _told_other(row: tuple[PaperCell | None, ...], one: GridColumn | None, column: GridColumn) -> PaperCell | None:
    cell = None if one is None else row[one.field]
    if cell is None or one is None or one.meaning is column.meaning:
        return cell
    doubt = Doubt(DoubtKind.SPANNING, f"续表这一栏的表头是“{one.header}”，前面是“{column.header}”")
    return cell._replace(doubts=(*cell.doubts, doubt))
