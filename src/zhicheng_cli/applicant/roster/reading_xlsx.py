"""Rosters in workbooks: the sheet 名册, else the first.

openpyxl reads row by row, ten times slower than calamine; but calamine holds the whole sheet, which for a million rows
takes gigabytes. What a workbook keeps of repeated texts is held in both.
"""

# mypy: disable-error-code="import-untyped"
from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pyarrow as pa

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.yes_no import NO, YES

from .arrays import longs
from .batches import Batch, Malformed, Roster, table_of
from .headings import Columns, read_headings

SHEET = "名册"
#: What openpyxl stumbles over in a file that is none, is damaged, or holds what it does not expect.
_DAMAGED = (BadZipFile, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError)
_NOTHING = pa.array([], pa.string())


def open_roster(path: Path, batch_rows: int) -> Roster:
    """See `batches.open_roster`."""
    sheet, workbook = _sheet(path)
    rows = _rows(sheet, path)
    columns = read_headings(next(rows, []))
    size = max((sheet.max_row or 1) - 1, 0)
    sheet.reset_dimensions()
    return Roster(columns, size, _batches(workbook, rows, columns, batch_rows))


def _sheet(path: Path) -> tuple[Any, Any]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            # What it does not understand, such as some drop-down lists, it need not.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _DAMAGED:
        raise ZcError(f"名册“{path.name}”不是 xlsx 文件，或者已经损坏", "在 Excel 里另存为 .xlsx 再试") from None
    sheets = workbook.worksheets
    if not sheets:
        raise ZcError(f"名册“{path.name}”里没有工作表")
    return next((sheet for sheet in sheets if sheet.title == SHEET), sheets[0]), workbook


def _rows(sheet: Any, path: Path) -> Iterator[list[str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row in sheet.iter_rows(values_only=True):
                yield [text_of(value) for value in row]
    except _DAMAGED:
        raise ZcError(f"名册“{path.name}”读到一半读不下去，文件可能已经损坏") from None


def text_of(value: object) -> str:
    """A cell's value as it would be typed."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return str(value.date()) if value.time().isoformat() == "00:00:00" else str(value)
        case date():
            return str(value)
    return str(value)


def _batches(workbook: Any, rows: Iterator[list[str]], columns: Columns, batch_rows: int) -> Iterator[Batch]:
    width, following = len(columns.keys), 2
    try:
        while found := list(islice(rows, batch_rows)):
            malformed, kept, numbers = [], [], []
            for number, row in enumerate(found, following):
                if any(row[width:]):
                    malformed.append(Malformed(number, f"列名只有 {width} 列，这一行右边还有内容"))
                else:
                    kept.append([*row[:width], *[""] * (width - len(row))])
                    numbers.append(number)
            following += len(found)
            texts = [pa.array(column, pa.string()) for column in zip(*kept, strict=True)] or [_NOTHING] * width
            yield Batch(table_of(texts, columns), longs(numbers), tuple(malformed), following - 2)
    finally:
        workbook.close()
