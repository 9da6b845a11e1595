"""A sheet of an .ods, gathered cell by cell: what it displays, its notes, and what is struck out or not seen."""

from __future__ import annotations

from collections.abc import Callable

from zhicheng_cli.files.office_parts import MOST_COLUMNS, MOST_ROWS
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

from .book_grid import BookCell, BookSheet, CellRange, columns_within, guard_size, is_page_number
from .book_runs import BookRun, seen_of
from .book_styles import CellLook

_UNSEEN = ("collapse", "filter")
_ERRORS = ("#", "Err:")
#: The look of a style by its name, of a run in a cell with a look.
Looks = Callable[[str, CellLook], CellLook]


class OdsSheet:
    """Gathers a sheet.

    Attributes:
        cells, merged, doubts: as for `BookSheet`.
    """

    def __init__(self, title: str, *, is_shown: bool) -> None:
        self.title, self.is_shown = title, is_shown
        self.cells: dict[tuple[int, int], BookCell] = {}
        self.merged: list[CellRange] = []
        self.doubts: list[Doubt] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._filtered = False
        #: Of columns that are alike, the last one and the style of their cells.
        self._columns: list[tuple[int, str]] = []
        #: The first row of those alike, how many they are, and the column.
        self._row, self._rows, self._column = 1, 0, 0
        self._cell: dict[str, str] | None = None
        self._in_row: dict[int, BookCell] = {}
        self._runs: list[tuple[str, str]] = []
        self._aside: list[str] = []
        self._paragraphs = 0
        self._told: list[Doubt] = []

    def whole(self) -> BookSheet:
        """What was gathered."""
        hidden = frozenset(self._hidden_rows), columns_within(self._hidden_columns)
        return BookSheet(
            self.title, self.cells, self.merged, *hidden, self._filtered, tuple(self.doubts), self.is_shown
        )

    def add_column(self, given: dict[str, str]) -> None:
        """A column, or several alike."""
        first = self._columns[-1][0] + 1 if self._columns else 1
        last = first + int(given.get("number-columns-repeated", 1)) - 1
        self._columns.append((last, given.get("default-cell-style-name", "")))
        if given.get("visibility") in _UNSEEN:
            self._hidden_columns.append((first, last))

    def begin_row(self, given: dict[str, str]) -> None:
        """A row, or several alike."""
        self._row, self._rows = self._row + self._rows, int(given.get("number-rows-repeated", 1))
        self._column = 0
        self._in_row = {}
        last = self._row + self._rows - 1
        if not self._row <= last <= MOST_ROWS:
            raise ValueError(last)
        if given.get("visibility") in _UNSEEN:
            self._hidden_rows.update(range(self._row, last + 1))
            self._filtered |= given["visibility"] == "filter"

    def end_row(self) -> None:
        """Rows that are alike hold the same."""
        if not self._in_row:
            return
        guard_size(self.title, self._rows + len(self.cells) // len(self._in_row), len(self._in_row))
        for row in range(self._row, self._row + self._rows):
            self.cells.update({(row, column): cell for column, cell in self._in_row.items()})

    def begin_cell(self, given: dict[str, str]) -> None:
        """A cell, or several alike."""
        self._cell = given
        self._runs, self._told, self._paragraphs = [], [], 0
        self._column += 1

    def begin_paragraph(self) -> None:
        """A line of a cell."""
        if self._paragraphs:
            self._runs.append(("\n", ""))
        self._paragraphs += 1

    def say(self, words: str, style: str = "") -> None:
        """Words of a cell; of what is no cell they are no text."""
        if self._paragraphs:
            self._runs.append((words, style))

    def say_aside(self, words: str) -> None:
        """Words that are no part of the text."""
        self._aside.append(words)

    def picture(self) -> None:
        """A picture lies in or over a cell."""
        self._tell(Doubt(DoubtKind.PICTURE, f"工作表“{self.title}”里的图片"))

    def end_aside(self, called: str) -> None:
        """What is no part of the text ends."""
        words = " ".join("".join(self._aside).split())
        self._aside.clear()
        if called and words and not is_page_number(words):
            self._tell(Doubt(DoubtKind.FLOATING, f"{called}：{words}"))

    def _tell(self, doubt: Doubt) -> None:
        (self.doubts if self._cell is None else self._told).append(doubt)

    def end_cell(self, looks: Looks) -> None:
        """A cell is whole."""
        given = self._cell or {}
        repeated = int(given.get("number-columns-repeated", 1))
        last = self._column + repeated - 1
        if not self._column <= last <= MOST_COLUMNS:
            raise ValueError(last)
        default = next((style for column, style in self._columns if self._column <= column), "")
        look = looks(given.get("style-name", default), CellLook())
        runs = tuple(BookRun(words, looks(style, look).font if style else None) for words, style in self._runs)
        words, unseen = seen_of(runs, look, on_paper=lambda: True)
        # What nobody sees needs no word about its form.
        words, formal = (words, []) if unseen and not words.strip() else _formal(given, words)
        cell = BookCell(words, (*formal, *unseen, *self._told))
        if cell.words.strip() or cell.doubts:
            guard_size(self.title, 1, repeated + len(self._in_row))
            self._in_row.update(dict.fromkeys(range(self._column, last + 1), cell))
        down, across = int(given.get("number-rows-spanned", 1)), int(given.get("number-columns-spanned", 1))
        if down > 1 or across > 1:
            bottom, right = min(self._row + down - 1, MOST_ROWS), min(self._column + across - 1, MOST_COLUMNS)
            self.merged.append(CellRange(self._row, self._column, bottom, right))
        self._column, self._cell = last, None
        self._paragraphs = 0


def _formal(given: dict[str, str], words: str) -> tuple[str, list[Doubt]]:
    """The words of a cell with a value, and what is to be told of that."""
    formula = given.get("formula")
    value = given.get("date-value") or given.get("value") or given.get("time-value") or ""
    if formula is not None and (words.startswith(_ERRORS) if words else "value-type" not in given):
        return words, [Doubt(DoubtKind.UNCOMPUTED, words or formula)]
    if value and not words:
        return value, [Doubt(DoubtKind.SHOWN, value)]
    if given.get("value-type") == "date":
        return words, [Doubt(DoubtKind.DATED, value.removesuffix("T00:00:00"))]
    return words, []
