"""Workbooks of Excel 2003 that are written as one XML text, often called .xls (XML Spreadsheet Reference) → paper."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from zhicheng_cli.files.number_formats import GENERAL
from zhicheng_cli.files.office_parts import MOST_COLUMNS, MOST_ROWS, feed
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper

from .book_display import Display, moment_displayed, number_displayed, text_displayed
from .book_grid import BookCell, BookSheet, CellRange, columns_within, guard_size, paper_of
from .book_runs import BookRun, seen_of
from .book_sheet import margin_words
from .book_styles import BookFont, CellLook, colour_of

#: Formats that have a name; of the others it is not known what they show.
_NAMED = {
    "General": GENERAL, "General Number": GENERAL, "Short Date": "yyyy/m/d", "Medium Date": "d-mmm-yy",
    "Long Date": "yyyy年m月d日", "General Date": "yyyy/m/d h:mm", "Short Time": "h:mm", "Long Time": "h:mm:ss",
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    **dict.fromkeys(("Medium Time", "Currency", "Euro Currency", "Scientific"), "0E+0"),
    **dict.fromkeys(("Yes/No", "True/False", "On/Off"), "0E+0"),
}  # fmt: skip
_TRUE = ("1", "true")
_DEFAULT = "Default"


class _Kept(NamedTuple):
    """Words and the elements of HTML that they stand in: struck out, and their colour."""

    words: str
    is_struck: bool
    colour: str


def read_one_text(data: bytes, name: str) -> Paper:
    """The sheets that are seen, in order.

    Raises:
        UnreadablePaperError: it is no workbook, no sheet is seen, or one is larger than any notice.
        ValueError, LookupError, ExpatError: the file is damaged.
    """
    reader = _OneTextReader()
    feed(iter([data]), reader.begin, reader.end, reader.said)
    return paper_of(name, (sheet.whole() for sheet in reader.sheets))


class _GatheredSheet:
    """A sheet that is being read; `row` and `column` are where it is."""

    def __init__(self, title: str) -> None:
        self.title, self.is_shown = title, True
        self.cells: dict[tuple[int, int], BookCell] = {}
        self.merged: list[CellRange] = []
        self.doubts: list[Doubt] = []
        self.hidden_rows: set[int] = set()
        self.columns: list[tuple[int, int, str]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.row = self.column = self.held = 0
        self.row_style = ""
        self.skipped = 0

    def whole(self) -> BookSheet:
        hidden = frozenset(self.hidden_rows), columns_within(self.hidden_columns)
        return BookSheet(
            self.title, self.cells, self.merged, *hidden, doubts=tuple(self.doubts), is_shown=self.is_shown
        )

    def begin_column(self, given: dict[str, str]) -> None:
        first = int(given.get("Index", self.columns[-1][1] + 1 if self.columns else 1))
        last = first + int(given.get("Span", 0))
        self.columns.append((first, last, given.get("StyleID", "")))
        if given.get("Hidden") in _TRUE or float(given.get("Width", 1)) == 0:
            self.hidden_columns.append((first, last))

    def begin_row(self, given: dict[str, str]) -> None:
        self.row = int(given.get("Index", self.row + self.skipped + 1))
        self.skipped = int(given.get("Span", 0))
        self.column = self.held = 0
        self.row_style = given.get("StyleID", "")
        if not 1 <= self.row <= self.row + self.skipped <= MOST_ROWS:
            raise ValueError(self.row)
        if given.get("Hidden") in _TRUE or float(given.get("Height", 1)) == 0:
            self.hidden_rows.update(range(self.row, self.row + self.skipped + 1))

    def begin_cell(self, given: dict[str, str]) -> None:
        self.column = int(given.get("Index", self.column + 1))
        down, across = int(given.get("MergeDown", 0)), int(given.get("MergeAcross", 0))
        bottom, right = min(self.row + down, MOST_ROWS), self.column + across
        if not 1 <= self.column <= right <= MOST_COLUMNS:
            raise ValueError(self.column)
        if down > 0 or across > 0:
            self.merged.append(CellRange(self.row, self.column, bottom, right))

    def style(self, given: dict[str, str]) -> str:
        """The style of the cell: its own, the row's, the column's."""
        by_column = (style for first, last, style in self.columns if first <= self.column <= last)
        return given.get("StyleID") or self.row_style or next(by_column, "") or _DEFAULT

    def end_cell(self, given: dict[str, str], cell: BookCell) -> None:
        if cell.words.strip() or cell.doubts:
            self.held += 1
            guard_size(self.title, 1 + len(self.cells) // self.held, self.held)
            self.cells[self.row, self.column] = cell
        self.column += int(given.get("MergeAcross", 0))


class _OneTextReader:
    """Gathers sheets from what the parser meets."""

    def __init__(self) -> None:
        self.sheets: list[_GatheredSheet] = []
        self._looks: dict[str, CellLook] = {}
        self._style = ""
        self._from_1904 = False
        self._pieces: list[str] = []
        self.said = self._pieces.append
        self._around: list[str] = []
        self._colours: list[str] = []
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._kept: list[_Kept] = []
        self._note: list[str] = []

    def begin(self, prefixed: str, given_prefixed: dict[str, str]) -> None:
        """An element begins."""
        self._take()
        name = prefixed.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value for key, value in given_prefixed.items()}
        if name == "Font" and "Data" in self._around:
            self._colours.append(given.get("Color", ""))
        elif name in ("Style", "Font", "Interior", "NumberFormat"):
            self._begin_style(name, given)
        elif name == "Worksheet":
            self.sheets.append(_GatheredSheet(given["Name"]))
        elif name == "Date1904":
            self._from_1904 = True
        elif self.sheets:
            self._begin_in_sheet(self.sheets[-1], name, given)
        self._around.append(name)

    def _begin_style(self, name: str, given: dict[str, str]) -> None:
        if name == "Style":
            self._style = given.get("ID", "")
            self._looks[self._style] = self._looks.get(given.get("Parent", _DEFAULT), CellLook())
            return
        look = self._looks.get(self._style, CellLook())
        if name == "NumberFormat":
            code = given.get("Format", GENERAL)
            look = look._replace(code=_NAMED.get(code, code))
        elif name == "Font":
            colour = colour_of({"rgb": given["Color"]}, []) if "Color" in given else look.font.colour
            look = look._replace(font=BookFont(given.get("StrikeThrough") in _TRUE, colour))
        elif "Color" in given:
            look = look._replace(ground=colour_of({"rgb": given["Color"]}, []))
        self._looks[self._style] = look

    def _begin_in_sheet(self, sheet: _GatheredSheet, name: str, given: dict[str, str]) -> None:
        match name:
            case "Column":
                sheet.begin_column(given)
            case "Row":
                sheet.begin_row(given)
            case "Cell":
                sheet.begin_cell(given)
                self._cell, self._kind = given, ""
                self._kept, self._note = [], []
            case "Data" if "Comment" not in self._around:
                self._kind = given.get("Type", "String")
            case "Header" | "Footer":
                if words := margin_words(given.get("Data", "")):
                    sheet.doubts.append(Doubt(DoubtKind.FLOATING, f"工作表“{sheet.title}”的页眉或页脚：{words}"))

    def end(self, prefixed: str) -> None:
        """An element ends."""
        self._take()
        name = self._around.pop()
        if name == "Font" and "Data" in self._around:
            self._colours.pop()
        elif name == "Cell":
            sheet = self.sheets[-1]
            sheet.end_cell(self._cell, self._displayed(self._looks.get(sheet.style(self._cell), CellLook())))

    def _take(self) -> None:
        """The characters since the last element go where they belong."""
        words = "".join(self._pieces)
        self._pieces.clear()
        if not self._around or not words:
            return
        if self._around[-1] == "Visible":
            self.sheets[-1].is_shown = words.strip() == "SheetVisible"
        elif "Comment" in self._around:
            self._note.append(words)
        elif "Data" in self._around and "PhoneticText" not in self._around:
            self._kept.append(_Kept(words, "S" in self._around, self._colours[-1] if self._colours else ""))

    def _displayed(self, look: CellLook) -> BookCell:
        note = " ".join("".join(self._note).split())
        noted = (Doubt(DoubtKind.FLOATING, f"批注：{note}"),) if note else ()
        raw = "".join(one.words for one in self._kept)
        if "Formula" in self._cell and not raw and self._kind != "String":
            return BookCell("", (Doubt(DoubtKind.UNCOMPUTED, self._cell["Formula"]), *noted))
        shown = self._valued(raw, look)
        runs = tuple(BookRun(one.words, _font(one, look)) for one in self._kept)
        words, unseen = seen_of(runs if shown.words == raw else (BookRun(shown.words),), look, on_paper=lambda: True)
        formal = () if shown.doubt is None or (unseen and not words.strip()) else (shown.doubt,)
        return BookCell(words, (*formal, *unseen, *noted))

    def _valued(self, raw: str, look: CellLook) -> Display:
        match self._kind:
            case "Number":
                return number_displayed(raw.strip(), look.code, from_1904=self._from_1904)
            case "DateTime":
                return moment_displayed(datetime.fromisoformat(raw.strip()), look.code)
            case "Error":
                return Display(raw, Doubt(DoubtKind.UNCOMPUTED, raw))
            case "Boolean":
                return Display("TRUE" if raw.strip() in _TRUE else "FALSE")
        return Display(text_displayed(raw, look.code))


def _font(kept: _Kept, look: CellLook) -> BookFont:
    colour = colour_of({"rgb": kept.colour}, []) if kept.colour else look.font.colour
    return BookFont(look.font.is_struck or kept.is_struck, colour)
