"""Fields that cover one another's columns and rows → a full grid, each of whose columns some field begins in."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .displayed import DisplayedWords
from .paper import DoubtKind, Grid, PaperCell, Spot
from .unreadable import UnreadablePaperError

#: A plan has some 10 columns and up to 500 rows; what goes beyond these is no plan, and takes time and memory.
MAX_COLUMNS = 250
MAX_ROWS = 20_000


class TableField:
    """A field of a table while it is read: its place counts from 0, in columns as the file tells them."""

    def __init__(self, row: int, column: int, columns: int = 1, rows: int = 1) -> None:
        self.row = row
        self.column = column
        self.rows = rows
        self.columns = columns
        self.content = DisplayedWords()

    def doubt_span(self, told: str) -> None:
        """Say that its span cannot be as the file tells it."""
        self.content.tell(DoubtKind.SPANNING, told)


def refuse_endless(name: str, rows: int, columns: int = 0) -> None:
    """Refuse a table that no plan is.

    Raises:
        UnreadablePaperError: it has too many rows or columns.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        size = f"{rows} 行" if rows > MAX_ROWS else f"{columns} 栏"
        raise UnreadablePaperError(
            f"“{name}”里有一张 {size}的表，评审计划没有这么大",
            f"最多读 {MAX_ROWS} 行、{MAX_COLUMNS} 栏；请只留下计划表，另存一份再试",
        )


def laid_out(fields: Iterable[TableField], height: int, name: str, spot: Spot, titled: str = "") -> Grid:
    """The grid of a table.

    Args:
        fields: none of which covers what another covers.
        height: how many rows the table has.
        name: the file's.
        spot: the table's.
        titled: what stands beside it.

    Raises:
        UnreadablePaperError: the table is endless.
    """
    fields = list(fields)
    begun = sorted({field.column for field in fields})
    refuse_endless(name, height, len(begun))
    rows: list[list[PaperCell | None]] = [[None] * len(begun) for _ in range(height)]
    for field in fields:
        first, behind = _columns(begun, field)
        cell = _cell(field, spot, first, behind)
        for number in range(field.row, field.row + field.rows):
            rows[number][first:behind] = [cell] * (behind - first)
    return Grid(tuple(map(tuple, rows)), spot, titled)


def doubt_uneven(fields: list[TableField], height: int, padded: Mapping[int, int] | None = None) -> None:
    """Doubt every cell of a row that ends in another column than most rows do: a span in it or above it is wrong.

    A row of one cell is a title or a note. Where a row ends early, what is missing at its end is doubted as a cell.

    Args:
        fields: of the whole table; what is missing is added to them.
        height: how many rows it has.
        padded: row → how many columns the file itself leaves empty at its end.
    """
    ends = [0] * height
    begun: list[list[TableField]] = [[] for _ in range(height)]
    reaching: list[list[TableField]] = [[] for _ in range(height)]
    for field in fields:
        begun[field.row].append(field)
        for number in range(field.row, field.row + field.rows):
            ends[number] = max(ends[number], field.column + field.columns)
            reaching[number].append(field)
    for number, columns in (padded or {}).items():
        ends[number] += columns
    common = Counter(ends).most_common(1)[0][0] if ends else 0
    for number, end in enumerate(ends):
        if end == common or len(begun[number]) <= 1:
            continue
        concerned = reaching[number]
        if end < common:
            after = min((field.column for field in fields if end <= field.column < common), default=common)
            missing = TableField(number, after, common - after)
            fields += [missing] if after < common else []
            concerned = [*begun[number], missing]
        for field in concerned:
            field.doubt_span(f"这一行{'多' if end > common else '少'}了几格，可能错栏")


def _columns(begun: Sequence[int], field: TableField) -> tuple[int, int]:
    """The first column that a field covers, and the one behind its last."""
    return bisect_left(begun, field.column), bisect_left(begun, field.column + field.columns)


def _cell(field: TableField, spot: Spot, first: int, behind: int) -> PaperCell:
    place = spot._replace(row=field.row + 1, column=first + 1)
    return PaperCell(field.content.words, place, field.rows, behind - first, field.content.doubts)
