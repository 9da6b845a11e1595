"""The rows of a sheet in which something stands, as their cells show it, counted from the sheet itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.number_formats import GENERAL, day_shown, number_shown
from zhicheng_cli.files.office_parts import MOST_ROWS, parsed, place_of
from zhicheng_cli.written.yes_no import NO, YES

from .workbook_parts import Sheet, TextRuns

#: No more cells of a row are merged, and none further right.
_MOST_MERGED = 1000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
#: No longer is the beginning of an element in which the next chunk may go on.
_OVERLAP = 256


class SheetRow(NamedTuple):
    """A row in which something stands.

    Attributes:
        number: as a spreadsheet counts, from 1.
        texts: by the place of the cell, from 0; no text is empty.
        unvalued: the places of formulas whose values the file does not have.
        done: so many bytes of the sheet are read.
    """

    number: int
    texts: dict[int, str]
    unvalued: tuple[int, ...]
    done: int = 0


class Area(NamedTuple):
    """Cells merged into one: first and last row, from 1, and place, from 0."""

    top: int
    bottom: int
    left: int
    right: int
    #: The first cell, which has the text of all: C2.
    first: str


class MergedCells:
    """The merged cells of a sheet, for who goes down its rows.

    Args:
        areas: from top to bottom.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = areas
        self._next = 0
        self._open: list[tuple[Area, str]] = []

    def hidden(self, row: SheetRow) -> Iterator[tuple[int, str, str]]:
        """The cells of the next row that are merged into another one: place, that cell's name and its text.

        Raises:
            ZcError: more lie over one row than there is room for.
        """
        self._open = [one for one in self._open if one[0].bottom >= row.number]
        while self._next < len(self._areas) and self._areas[self._next].top <= row.number:
            area = self._areas[self._next]
            if area.bottom >= row.number:
                self._open.append((area, row.texts.get(area.left, "") if area.top == row.number else ""))
            self._next += 1
        if len(self._open) > _MOST_MERGED:
            raise ZcError(f"第 {row.number} 行有太多合并的格子", "取消合并再试")
        for area, text in self._open:
            for place in range(area.left, min(area.right, _MOST_MERGED) + 1):
                if place not in row.texts and (row.number, place) != (area.top, area.left):
                    yield place, area.first, text


def rows_of(sheet: Sheet) -> Iterator[SheetRow]:
    """The rows from top to bottom.

    Raises:
        ValueError, ExpatError: the sheet is damaged.
    """
    reader = _RowReader(sheet)
    for done in parsed(sheet.chunks(), reader.begin, reader.end, reader.said):
        yield from (row._replace(done=done) for row in reader.rows)
        reader.rows.clear()


def merged_cells(sheet: Sheet) -> MergedCells:
    """The merged cells; a sheet tells of them after its rows.

    Raises:
        ValueError: as `rows_of`.
    """
    found: set[Area] = set()
    rest = b""
    for chunk in sheet.chunks():
        rest += chunk
        for left, top, right, bottom in _MERGED.findall(rest):
            first = (left + top).decode()
            found.add(Area(int(top), int(bottom), place_of(left.decode()), place_of(right.decode()), first))
        rest = rest[max(rest.rfind(b">") + 1, len(rest) - _OVERLAP) :]
    return MergedCells(sorted(found))


class _RowReader:
    """Gathers rows from what the parser meets.

    Attributes:
        rows: those that are whole, for who takes them away.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._runs = TextRuns()
        self.said = self._runs.said
        self.rows: list[SheetRow] = []
        self._number, self._place = 0, -1
        self._texts: dict[int, str] = {}
        self._unvalued: list[int] = []
        self._kind, self._style = "n", "0"
        self._is_formula = self._has_value = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        self._runs.begin(name)
        if name == "v":
            self._has_value = True
        elif name == "c":
            at = given.get("r")
            self._place = place_of(at.rstrip("0123456789")) if at else self._place + 1
            self._kind, self._style = given.get("t", "n"), given.get("s", "0")
            self._is_formula = self._has_value = False
        elif name == "row":
            number = int(given.get("r", self._number + 1))
            if not self._number < number <= MOST_ROWS:
                raise ValueError(number)
            self._number, self._place = number, -1
            self._texts, self._unvalued = {}, []
        elif name == "f":
            self._is_formula = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            raw = self._runs.text()
            text = self._shown(raw) if raw else ""
            # A formula may give an empty text.
            is_blank = self._kind == "str" and self._has_value
            if self._is_formula and (text == "0" and self._sheet.to_compute if text else not is_blank):
                self._unvalued.append(self._place)
            elif text:
                self._texts[self._place] = text
        elif name == "row":
            if self._texts or self._unvalued:
                self.rows.append(SheetRow(self._number, self._texts, tuple(self._unvalued)))
        else:
            self._runs.end(name)

    def _shown(self, raw: str) -> str:
        match self._kind:
            case "s":
                return self._sheet.texts[int(raw)]
            case "n":
                return _number(raw.strip(), self._code, self._sheet.from_1904)
            case "b":
                return YES if raw.strip() == "1" else NO
            case "d":
                return day_shown(datetime.fromisoformat(raw.strip()).replace(tzinfo=None), self._code)
        return raw

    @property
    def _code(self) -> str:
        formats = self._sheet.formats
        return formats[int(self._style)] if formats else GENERAL


@lru_cache(maxsize=1 << 14)
def _number(raw: str, code: str, from_1904: bool) -> str:
    return number_shown(raw, code, from_1904=from_1904) if raw else ""
