"""A table of Word → a full grid: content controls, merged, hidden and tracked rows and cells, tables within."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import PLAIN, DisplayedWords
from zhicheng_cli.notices.papers.laying import TableField, doubt_uneven, laid_out, refuse_endless
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Spot

from .docx_package import W, is_on, local, number_of
from .docx_runs import Kinds
from .docx_styles import value
from .docx_walk import held
from .docx_words import DocxWords

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GONE = {"hidden": DoubtKind.HIDDEN, "del": DoubtKind.DELETED}
_CELL_CHANGES = {"cellIns": DoubtKind.INSERTED, "cellDel": DoubtKind.DELETED}


class DocxTable:
    """One table while it is read."""

    def __init__(self, table: Element, words: DocxWords, name: str, number: int) -> None:
        self._words = words
        self._name = name
        self._spot = Spot(table=number)
        self._style = value(table.find(f"{W}tblPr/{W}tblStyle"))
        self._rows = rows_of(table)
        self._fields: list[TableField] = []
        self._padded: dict[int, int] = {}
        self.doubts: list[Doubt] = []

    def grid(self) -> Grid | None:
        """The table; None where no row of it is displayed.

        Raises:
            UnreadablePaperError: it is endless.
        """
        refuse_endless(self._name, len(self._rows))
        above: dict[int, TableField] = {}
        height = 0
        for row in self._rows:
            if self._is_displayed(row):
                above = self._read_row(row, height, above)
                height += 1
        doubt_uneven(self._fields, height, self._padded)
        return laid_out(self._fields, height, self._name, self._spot) if height else None

    def _is_displayed(self, row: Element) -> bool:
        kind = _gone(row)
        if kind:
            told = "｜".join(filter(None, map(_raw, _cells(row))))
            self.doubts.append(Doubt(kind, f"第 {self._spot.table} 张表有一行不显示：{told}"))
        return kind is None

    def _read_row(self, row: Element, number: int, above: dict[int, TableField]) -> dict[int, TableField]:
        """Read a row; `above` and what comes back are the merged fields that a next row may go on with, by column."""
        properties = row.find(f"{W}trPr")
        column = _padding(properties, "gridBefore")
        self._padded[number] = _padding(properties, "gridAfter")
        kinds = frozenset({DoubtKind.INSERTED}) if _has(properties, "ins") else PLAIN
        merged: dict[int, TableField] = {}
        previous: TableField | None = None
        for cell in _cells(row):
            told = cell.find(f"{W}tcPr")
            columns = max(1, 1 if told is None else number_of(told.find(f"{W}gridSpan"), 1))
            field = self._continued(cell, told, columns, previous, above.get(column))
            if field is None:
                field = self._begun(cell, told, TableField(number, column, columns), kinds)
            if _merge(told, "vMerge"):
                merged[field.column] = field
            column, previous = column + columns, field
        return merged

    def _continued(
        self, cell: Element, told: Element | None, columns: int, previous: TableField | None, above: TableField | None
    ) -> TableField | None:
        """The field that a cell only goes on with, made larger; None where it begins one."""
        field = None
        if _merge(told, "hMerge") == "continue" and previous is not None:
            field = previous
            field.columns += columns
        elif _merge(told, "vMerge") == "continue" and above is not None and above.columns == columns:
            field = above
            field.rows += 1
        if field is not None:
            field.content.write(_raw(cell), {DoubtKind.HIDDEN})
        return field

    def _begun(self, cell: Element, told: Element | None, field: TableField, kinds: Kinds) -> TableField:
        self._fields.append(field)
        if _merge(told, "vMerge") == "continue":
            field.doubt_span("纵向合并的格子上面没有起头的一格")
        changes = {kind for change, kind in _CELL_CHANGES.items() if _has(told, change)}
        self._read_content(cell, field.content, kinds | changes)
        return field

    def _read_content(self, cell: Element, into: DisplayedWords, kinds: Kinds) -> None:
        story = self._words.story()
        for block in held(cell):
            if local(block) == "p":
                self._words.read(block, story, into, kinds, self._style)
            elif local(block) == "tbl":
                flat = self._flattened(block, kinds)
                into.append(flat)
                into.tell(DoubtKind.NESTED, flat.words)
            elif local(block) == "altChunk":
                into.tell(DoubtKind.LEFT_OUT, "嵌在文档里的另一个文件")

    def _flattened(self, table: Element, kinds: Kinds) -> DisplayedWords:
        """A table within a cell: a line for each row, a blank between its cells."""
        flat = DisplayedWords()
        for row in rows_of(table):
            flat.break_line()
            gone = _gone(row)
            for cell in _cells(row):
                if gone:
                    flat.write(_raw(cell), {gone})
                    continue
                words = DisplayedWords()
                self._read_content(cell, words, kinds)
                flat.append(words)
                flat.write(" ")
        return flat


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, those within content controls too."""
    return [one for one in held(table) if local(one) == "tr"]


def is_layout(table: Element) -> bool:
    """Whether a table only places others: one within it has more cells than itself."""
    inner = [one for one in table.iter(f"{W}tbl") if one is not table]
    return bool(inner) and max(map(_size, inner)) > _size(table)


def cells_displayed(table: Element) -> Iterator[Element]:
    """The cells of all rows that are displayed."""
    return (cell for row in rows_of(table) if not _gone(row) for cell in _cells(row))


def _size(table: Element) -> int:
    return sum(1 for row in rows_of(table) for _ in _cells(row))


def _cells(row: Element) -> Iterator[Element]:
    return (one for one in held(row) if local(one) == "tc")


def _gone(row: Element) -> DoubtKind | None:
    properties = row.find(f"{W}trPr")
    return next((kind for tag, kind in _GONE.items() if _has(properties, tag)), None)


def _padding(properties: Element | None, side: str) -> int:
    return 0 if properties is None else max(number_of(properties.find(W + side), 0), 0)


def _has(properties: Element | None, tag: str) -> bool:
    return properties is not None and bool(is_on(properties.find(W + tag)))


def _merge(properties: Element | None, tag: str) -> str:
    """What a cell says of a merge: that it begins one, that it goes on with one, or nothing."""
    merge = None if properties is None else properties.find(W + tag)
    return "" if merge is None else value(merge) or "continue"


def _raw(element: Element) -> str:
    """All words in it, displayed or not."""
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText")).strip()
