"""A table of a web page → a full grid, its spans laid out as a browser lays them (HTML, 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.laying import TableField, doubt_uneven, laid_out, refuse_endless
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Spot

from .html_flow import HtmlFlow, whole_number
from .html_rows import SourceRow, rows_of_page_table
from .html_styles import HtmlStyles, Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What browsers keep to.
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534


class HtmlTable:
    """One table while it is read.

    Attributes:
        doubts: about rows and cells of it that are not displayed.
    """

    def __init__(self, table: Element, styles: HtmlStyles, look: Look, name: str, number: int) -> None:
        self._table = table
        self._styles = styles
        self._look = look
        self._name = name
        self._spot = Spot(table=number)
        self._rows = rows_of_page_table(table)
        self._ends = _ends_of_groups(self._rows)
        self._fields: list[TableField] = []
        self._begun: set[int] = set()
        self._hidden: set[int] = set()
        self.doubts: list[Doubt] = []

    def grid(self) -> Grid | None:
        """The table; None where no row of it is displayed.

        Raises:
            UnreadablePaperError: it is endless.
        """
        refuse_endless(self._name, len(self._rows))
        reaching: list[TableField] = []
        for number, row in enumerate(self._rows):
            reaching = [field for field in reaching if field.row + field.rows > number]
            self._read_row(row, number, reaching)
            refuse_endless(self._name, 0, len(self._begun))
        displayed = self._without_hidden_columns(self._without_hidden_rows())
        height = len(self._rows) - len(self._hidden)
        doubt_uneven(displayed, height)
        return laid_out(displayed, height, self._name, self._spot, self._caption()) if displayed else None

    def _caption(self) -> str:
        caption = self._table.find("caption")
        if caption is None:
            return ""
        flow = HtmlFlow(self._styles)
        flow.read(caption, self._look.within(self._styles.declared(caption)))
        return flow.into.words

    def _read_row(self, row: SourceRow, number: int, reaching: list[TableField]) -> None:
        """Read a row; what is added to `reaching` are the fields that reach down from it."""
        look = self._look
        if row.group is not self._table:
            look = look.within(self._styles.declared(row.group))
        look = look.within(self._styles.declared(row.element))
        if DoubtKind.HIDDEN in look.all_kinds:
            self._hidden.add(number)
        column = 0
        taken = sorted((field.column, field.column + field.columns) for field in reaching)
        for cell in row.cells:
            declared = self._styles.declared(cell)
            if declared.get("display") == "none" and number not in self._hidden:
                self._leave_out(cell, "格")
                continue
            column = _free(column, taken)
            refuse_endless(self._name, 0, len(self._begun | {column}))
            until = min((begin for begin, _ in taken if begin > column), default=None)
            field = self._field(cell, number, column, until)
            self._read_cell(cell, field, look.within(declared))
            reaching += [field] if field.rows > 1 else []
            column += field.columns

    def _field(self, cell: Element, number: int, column: int, until: int | None) -> TableField:
        """The field of a cell, which ends where one from above begins, and with its group of rows."""
        told = max(whole_number(cell, "colspan", 1), 1)
        columns = min(told, _MOST_COLUMNS, told if until is None else until - column)
        down = whole_number(cell, "rowspan", 1)
        left = self._ends[number] - number
        rows = left if down == 0 else min(max(down, 1), left)
        field = TableField(number, column, columns, rows)
        if columns < told:
            field.doubt_span(f"横跨 {told} 栏，只放得下 {columns} 栏")
        if rows < down:
            field.doubt_span(f"纵跨 {down} 行，下面只有 {rows} 行")
        self._begun.add(column)
        self._fields.append(field)
        return field

    def _read_cell(self, cell: Element, field: TableField, look: Look) -> None:
        flow = HtmlFlow(self._styles)
        flow.into = field.content
        flow.read(cell, look)

    def _leave_out(self, element: Element, what: str) -> None:
        words = " ".join(_all_words(element).split())
        if words:
            self.doubts.append(Doubt(DoubtKind.HIDDEN, f"第 {self._spot.table} 张表有一{what}不显示：{words}"))

    def _without_hidden_rows(self) -> list[TableField]:
        for number in sorted(self._hidden):
            self._leave_out(self._rows[number].element, "行")
        if not self._hidden:
            return self._fields
        above = [0]
        for number in range(len(self._rows)):
            above.append(above[-1] + (number not in self._hidden))
        for field in self._fields:
            behind = above[field.row + field.rows]
            field.row = above[field.row]
            if field.rows > 1 and behind - field.row < field.rows:
                field.doubt_span("跨过了不显示的行")
            field.rows = behind - field.row
        return [field for field in self._fields if field.rows]

    def _without_hidden_columns(self, fields: list[TableField]) -> list[TableField]:
        hidden = set(self._hidden_columns())
        gone = [one for one in fields if hidden and hidden.issuperset(range(one.column, one.column + one.columns))]
        words = "｜".join(filter(None, (field.content.words for field in gone)))
        if words:
            self.doubts.append(Doubt(DoubtKind.HIDDEN, f"第 {self._spot.table} 张表有一栏不显示：{words}"))
        return [one for one in fields if one not in gone] if gone else fields

    def _hidden_columns(self) -> Iterator[int]:
        at = 0
        for column in self._table.iter("col"):
            span = min(max(whole_number(column, "span", 1), 1), _MOST_COLUMNS)
            if DoubtKind.HIDDEN in Look().within(self._styles.declared(column)).all_kinds:
                yield from range(at, at + span)
            at += span


def _ends_of_groups(rows: list[SourceRow]) -> list[int]:
    """For each row the number behind the last one of its group."""
    ends = [len(rows)] * len(rows)
    for number in range(len(rows) - 2, -1, -1):
        ends[number] = ends[number + 1] if rows[number].group is rows[number + 1].group else number + 1
    return ends


def _free(column: int, taken: list[tuple[int, int]]) -> int:
    for begin, behind in taken:
        if begin <= column < behind:
            column = behind
    return column


def _all_words(element: Element) -> str:
    cells = (" ".join("".join(cell.itertext()).split()) for cell in element.iter("td", "th"))
    return "｜".join(filter(None, cells))
