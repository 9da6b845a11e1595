"""A worksheet of an .xlsx, read from its own XML: neither its stated frame nor a library's idea of it is believed."""

from __future__ import annotations

import re
from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.files.office_parts import MOST_ROWS, chunks, feed, place_of

from .book_grid import CellRange, columns_within, guard_size, is_page_number
from .book_runs import BookRun, RunGatherer
from .book_styles import Colour

_TRUE = ("1", "true")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
#: Fonts, places and fields within the words of a margin; page numbers and such.
_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]', re.IGNORECASE)


class RawCell(NamedTuple):
    """A cell in which something stands, as the file has it.

    Attributes:
        kind: n(umber), s(hared), str, inlineStr, b(oolean), e(rror), d(ate).
        look: the number of its style.
        has_value: a formula may give an empty text.
        formula: None = it is none.
    """

    kind: str
    look: int
    runs: tuple[BookRun, ...]
    has_value: bool
    formula: str | None

    @property
    def text(self) -> str:
        """Its words, or the digits that stand for them."""
        return "".join(run.words for run in self.runs)


class RawSheet(NamedTuple):
    """A worksheet as the file has it.

    Attributes:
        cells: by row and column, from 1.
        dressed: ranges whose colours a rule gives.
        margins: the words of headers and footers.
    """

    cells: dict[tuple[int, int], RawCell]
    merged: list[CellRange]
    dressed: list[CellRange]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    filtered: bool
    margins: tuple[str, ...]


def raw_sheet(archive: ZipFile, part: str, title: str, theme: list[Colour | None]) -> RawSheet:
    """A worksheet.

    Raises:
        UnreadablePaperError: it is larger than any notice.
        ValueError, ExpatError: it is damaged.
    """
    reader = _WorksheetReader(title, theme)
    feed(chunks(archive, part), reader.begin, reader.end, reader.said)
    return RawSheet(
        reader.cells,
        reader.merged,
        [*reader.dressed],
        frozenset(reader.hidden_rows),
        columns_within(reader.hidden_columns),
        reader.filtered,
        tuple(reader.margins),
    )


def margin_words(written: str) -> str:
    """The words of a header or footer, without fonts and fields; empty where they only say which page it is."""
    words = " ".join(_CODES.sub(" ", written).split())
    return "" if is_page_number(words) else words


def range_of(written: str) -> CellRange:
    """A range: B2:C3, or B2 alone.

    Raises:
        ValueError: it is none.
    """
    found = _RANGE.fullmatch(written)
    if found is None:
        raise ValueError(written)
    left, top, right, bottom = found.groups()
    area = CellRange(int(top), place_of(left) + 1, int(bottom or top), place_of(right or left) + 1)
    if not (1 <= area.top <= area.bottom <= MOST_ROWS and area.left <= area.right):
        raise ValueError(written)
    return area


class _WorksheetReader:
    """Gathers a worksheet from what the parser meets."""

    def __init__(self, title: str, theme: list[Colour | None]) -> None:
        self._title = title
        self._runs = RunGatherer(theme)
        self.said = self._runs.said
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.merged: list[CellRange] = []
        self.dressed: dict[CellRange, None] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.filtered = False
        self.margins: list[str] = []
        self._row = self._column = self._held = self._across = 0
        self._cell: dict[str, str] = {}
        self._formula: str | None = None
        self._has_value = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        self._runs.begin(name, given)
        match name:
            case "c":
                at = given.get("r")
                self._column = place_of(at.rstrip("0123456789")) + 1 if at else self._column + 1
                self._cell, self._formula, self._has_value = given, None, False
            case "row":
                self._begin_row(given)
            case "f":
                self._formula = ""
            case "v" | "is":
                self._has_value = True
            case "col":
                if given.get("hidden") in _TRUE or float(given.get("width", 1)) == 0:
                    self.hidden_columns.append((int(given["min"]), int(given["max"])))
            case "mergeCell":
                self.merged.append(range_of(given["ref"]))
            case "conditionalFormatting":
                self.dressed |= dict.fromkeys(range_of(one) for one in given.get("sqref", "").split())
            case "filterColumn":
                self.filtered = True

    def _begin_row(self, given: dict[str, str]) -> None:
        number = int(given.get("r", self._row + 1))
        if not 1 <= number <= MOST_ROWS:
            raise ValueError(number)
        self._row, self._column, self._held = number, 0, 0
        if given.get("hidden") in _TRUE or float(given.get("ht", 1)) == 0:
            self.hidden_rows.add(number)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "f":
            self._formula = self._runs.met()
        elif name in _MARGINS and (words := margin_words(self._runs.met())):
            self.margins.append(words)
        self._runs.end(name)
        if name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        runs = self._runs.taken()
        if not runs and self._formula is None:
            return
        look = int(self._cell.get("s", 0))
        cell = RawCell(self._cell.get("t", "n"), look, runs, self._has_value, self._formula)
        if (self._row, self._column) in self.cells:
            raise ValueError(self._row)
        self.cells[self._row, self._column] = cell
        self._held += 1
        self._across = max(self._across, self._held)
        guard_size(self._title, 1 + len(self.cells) // self._across, self._across)
