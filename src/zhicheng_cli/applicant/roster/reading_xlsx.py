"""Rosters in workbooks: the sheet 名册, else the first that is seen, row by row, whatever frame it states of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from zhicheng_cli.errors import ZcError, visible
from zhicheng_cli.files.office_parts import DAMAGED
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.written.folding import seen

from .arrays import longs
from .batches import Batch, Malformed, Roster, Swelling, table_of
from .headings import LOOKED_AT, Columns, find_headings
from .sheet_rows import MergedCells, SheetRow, merged_cells, rows_of
from .workbook_parts import SHEET, Sheet, open_sheet

_NOTHING = pa.array([], pa.string())
_UNVALUED = "这一格是公式，文件里没有算出来的值：在 Excel 里打开、保存一次，或者改成数值"
#: A batch ends with so many characters.
_MOST_TEXT = 1 << 22


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    sheet = open_sheet(path)
    try:
        merged = merged_cells(sheet)
    except DAMAGED:
        raise _damaged(path) from None
    unread, hidden = _holding_rows(sheet, sheet.others), _holding_rows(sheet, sheet.hidden)
    rows = _rows(sheet, path)
    first = list(islice(rows, LOOKED_AT))
    try:
        columns, place = find_headings([_cells(row) for row in first])
    except ZcError as error:
        raise _of_sheet(error, sheet) from None
    heading = first[place].number
    people = _People(columns, merged, Swelling(path))
    batches = people.batches(chain(first[place + 1 :], rows), heading, batch_rows)
    return Roster(columns, sheet.size, batches, masked(seen(sheet.title)), unread, hidden)


def _of_sheet(error: ZcError, sheet: Sheet) -> ZcError:
    """The same error, which says of which sheet it speaks where there are several."""
    if not (sheet.others or sheet.hidden):
        return error
    where = f"读的是工作表“{visible(masked(seen(sheet.title)))}”"
    return ZcError(
        f"{where}：{error.message}", f"{error.hint}；名册在另一张工作表，就把那一张改名为“{SHEET}”，取消隐藏"
    )


def _holding_rows(sheet: Sheet, sheets: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The names of those of the sheets in which something stands."""
    return tuple(masked(seen(title)) for title, part in sheets if _holds_rows(sheet._replace(part=part)))


def _holds_rows(sheet: Sheet) -> bool:
    """Whether something stands in a sheet; where it cannot be read, something may."""
    try:
        return any(rows_of(sheet))
    except (ZcError, *DAMAGED):
        return True


def _rows(sheet: Sheet, path: Path) -> Iterator[SheetRow]:
    try:
        yield from rows_of(sheet)
    except DAMAGED:
        raise _damaged(path) from None
    finally:
        sheet.archive.close()


def _damaged(path: Path) -> ZcError:
    return ZcError(f"名册“{path.name}”读到一半读不下去，文件可能已经损坏", "在 Excel 里打开看看，另存为 .xlsx 再试")


def _cells(row: SheetRow) -> list[str]:
    return [row.texts.get(place, "") for place in range(max(row.texts, default=-1) + 1)]


class _People:
    """The rows below the headings as batches.

    Args:
        merged: the merged cells of the sheet.
        swelling: what is told in all.
    """

    def __init__(self, columns: Columns, merged: MergedCells, swelling: Swelling) -> None:
        self._columns, self._merged, self._swelling = columns, merged, swelling
        self._width = len(columns.keys)
        self._kept = frozenset(place for place, key in enumerate(columns.keys) if key.startswith("+"))

    def batches(self, rows: Iterator[SheetRow], heading: int, batch_rows: int) -> Iterator[Batch]:
        """The rows, about so many in a batch, less where they hold long texts."""
        above = heading
        while True:
            malformed: list[Malformed] = []
            kept: list[list[str]] = []
            numbers: list[int] = []
            blank = text = done = 0
            for row in islice(rows, batch_rows):
                blank, above, done = blank + row.number - above - 1, row.number, row.done
                cells = [row.texts.get(place, "") for place in range(self._width)]
                fault = self._fault(row, cells)
                if fault:
                    malformed.append(fault._replace(name=cells[self._columns.keys.index("name")]))
                else:
                    kept.append(cells)
                    numbers.append(row.number)
                text += sum(map(len, cells))
                if text > _MOST_TEXT:
                    break
            if not numbers and not malformed:
                return
            self._swelling.told(text)
            texts = [pa.array(column, pa.string()) for column in zip(*kept, strict=True)] or [_NOTHING] * self._width
            yield Batch(table_of(texts, self._columns), longs(numbers), tuple(malformed), done, blank)

    def _fault(self, row: SheetRow, cells: list[str]) -> Malformed | None:
        """What is wrong with a row; what stands for a merged cell in a column that is only kept is put into it."""
        if any(place >= self._width for place in (*row.texts, *row.unvalued)):
            return Malformed(row.number, f"列名只有 {self._width} 列，这一行右边还有内容")
        for place in row.unvalued:
            if place not in self._kept:
                return Malformed(row.number, _UNVALUED, self._columns.headings[place])
        for place, first, text in self._merged.hidden(row):
            if place in self._kept:
                cells[place] = text
            elif place < self._width:
                why = f"这一格同 {first} 合并了，合并的格子只有第一格有内容：取消合并，每一格都写上"
                return Malformed(row.number, why, self._columns.headings[place])
        return None
