"""A workbook of sheets that print well and filter well; every text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

from zhicheng_cli.views.screen.terminal import cell_width, wrap

#: A cell holds no more UTF-16 units, the head or foot of a page no more than 255 with its codes.
_CELL, _PAGE = 32_767, 100
#: What XML cannot hold, and C1 controls, which nobody sees.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARGIN, _A4 = 2, 9
#: Points of a line, with room for a Chinese font that is taller than usual, and of the tallest row there may be.
_LINE, _TALLEST = 16, 409
#: No row shows more characters.
_SHOWN = 4_000
_BORDER = "#BFBFBF"
#: Fills by what they stand for; light enough for black letters, which tell the same on a black-and-white print.
FILLS = {
    "cutoff": "#F4B084",
    "stage": "#F8CBAD",
    "review": "#A9D08E",
    "report": "#9DC3E6",
    "opens": "#FCE4D6",
    "unit_notice": "#FFE699",
    "unknown": "#E7E6E6",
    "printed": "#DDEBF7",
    "derived": "#EDEDED",
}


class Column(NamedTuple):
    """A column: its heading, its greatest width in half-width characters, and whether the notice prints it."""

    heading: str
    most: float
    printed: bool = False


class SignedCell(NamedTuple):
    """A cell with a sign on the fill of that kind (see `FILLS`)."""

    text: str
    kind: str


Cell = str | int | date | SignedCell | None


class Book:
    """A workbook in the making.

    Args:
        document: where the whole of a text stands that is too long for a cell.
        created: equal contents give equal bytes, so it must not be now.
        head, foot: what stands on each printed page.
    """

    def __init__(self, title: str, document: str, created: date, head: str, foot: str) -> None:
        import xlsxwriter

        self._stream = BytesIO()
        raw = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True, **raw})
        self._book.set_properties({"title": _clean(title)[:_PAGE], "created": datetime.combine(created, time())})
        self._document, self._head, self._foot = document, _page_text(head), _page_text(foot)
        cell = {"border": 1, "border_color": _BORDER, "valign": "top", "text_wrap": True}
        self._key = self._book.add_format({"num_format": "@"})
        middle = {**cell, "align": "center"}
        self._text = self._book.add_format(cell | {"num_format": "@"})
        self._number = self._book.add_format(middle)
        self._day = self._book.add_format(middle | {"num_format": "yyyy-mm-dd"})
        self._marks = {
            kind: self._book.add_format(middle | {"bg_color": fill, "bold": True, "num_format": "@"})
            for kind, fill in FILLS.items()
        }

    def add_sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        frozen: int,
        filtered: bool = True,
        key: str = "",
    ) -> Any:
        """A sheet with a heading that stays, on the screen and on paper.

        Args:
            frozen: how many columns stay, too.
            filtered: whether the heading has filters.
            key: what explains the table, in a line above its heading.
        """
        sheet, head = self._book.add_worksheet(name), 1 if key else 0
        if key:
            sheet.write_string(0, 0, _clean(key), self._key)
        widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths[place])
            sheet.write_string(head, place, column.heading, self._marks["printed" if column.printed else "derived"])
        # Two lines: the button of a filter covers the end of the lower one.
        sheet.set_row(head, (2 if filtered else 1) * _LINE + 1)
        for at, row in enumerate(rows, start=head + 1):
            # Not every program makes a row as tall as its texts.
            sheet.set_row(at, row_height(map(_shown, row), widths))
            for place, cell in enumerate(row):
                self._write(sheet, at, place, cell)
        sheet.freeze_panes(head + 1, frozen)
        if filtered:
            sheet.autofilter(head, 0, head + len(rows), len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{head + len(rows) + 1}"})
        set_page(sheet, f"{name} · {self._head}", self._foot, head)
        return sheet

    def finish(self) -> bytes:
        """The workbook's bytes."""
        self._book.close()
        return self._stream.getvalue()

    def _write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, SignedCell):
            sheet.write_string(row, place, cell.text, self._marks[cell.kind])
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, cell, self._day)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self._number)
        elif cell:
            sheet.write_string(row, place, _fitted(_clean(cell), self._document), self._text)
        else:
            sheet.write_blank(row, place, None, self._text)


def set_page(sheet: Any, head: str, foot: str, heading: int = 0) -> None:
    """A sheet that prints: landscape, as wide as a page, its heading on each.

    Args:
        sheet: XlsxWriter's.
        head, foot: what stands on each page.
        heading: the row of the table's heading, from 0.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, heading)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L{head}")
    sheet.set_footer(f"&L{foot}&R第 &P 页，共 &N 页")


def _width(column: Column, cells: Sequence[Cell]) -> float:
    """As wide as the widest cell and a heading of two lines, but not beyond the column's limit."""
    longest = max(cell_width(line) for text in (column.heading, *map(_shown, cells)) for line in text.split("\n"))
    return min(longest + _MARGIN, column.most)


def row_height(texts: Iterable[str], widths: Sequence[float]) -> float:
    """As tall as the cell that takes the most lines."""
    lines = max(_lines(text, int(width) - 1) for text, width in zip(texts, widths, strict=True))
    return min(lines * _LINE + 1, _TALLEST)


def _lines(text: str, width: int) -> int:
    return sum(len(wrap(line, width)) if cell_width(line) > width else 1 for line in text.split("\n"))


def _shown(cell: Cell) -> str:
    """The text of a cell, as far as a row can show it."""
    text = cell.text if isinstance(cell, SignedCell) else "" if cell is None else str(cell)
    return text[:_SHOWN]


def _clean(text: str) -> str:
    """The text with a visible sign for each character that a workbook cannot hold."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    # XlsxWriter takes a text of this form for XML of its own; a space at its end tells it otherwise.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _fitted(text: str, document: str) -> str:
    """The text, or as much as a cell holds, and how long it is and where it stands whole."""
    if _units(text) <= _CELL:
        return text
    note = f"…（共 {len(text)} 字，全文见 {_clean(document)[:_PAGE]}）"
    room = _CELL - _units(note)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + note


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _page_text(text: str) -> str:
    """For the head or foot of a page, where & begins a code."""
    return " ".join(_clean(text).split())[:_PAGE].replace("&", "&&")
