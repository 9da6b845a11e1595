"""Workbooks of Excel and WPS (.xlsx, .xlsm, also in the strict form) → paper: what is displayed, and what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.files.office_parts import chunks, elements, feed, relations
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .book_display import moment_displayed, number_displayed, text_displayed
from .book_grid import BookCell, BookSheet, CellRange, column_letters, paper_of
from .book_runs import BookRun, seen_of, shared_texts
from .book_sheet import RawCell, range_of, raw_sheet
from .book_styles import CellLook, Colour, looks_of, theme_colours

_TRUE = ("1", "true")
MACROS = "宏（没有运行，也没有读）"
#: How WPS keeps a picture in a cell.
_PICTURE = re.compile(r"DISPIMG\(", re.IGNORECASE)
Relations = dict[str, tuple[str, str]]


class _XlsxBook(NamedTuple):
    """What all sheets of a workbook share.

    Attributes:
        to_compute: whether formulas are to be computed when it is opened: a 0 that stands there is no value.
    """

    archive: ZipFile
    texts: list[tuple[BookRun, ...]]
    looks: list[CellLook]
    theme: list[Colour | None]
    from_1904: bool
    to_compute: bool


def read_xlsx(archive: ZipFile, name: str) -> Paper:
    """The sheets that are seen, in order.

    Raises:
        UnreadablePaperError: no sheet is seen, or one is larger than any notice.
        ValueError, LookupError, ExpatError, BadZipFile, ZcError: the file is damaged, or there to fill the memory.
    """
    part = next(part for kind, part in relations(archive, "").values() if kind == "officeDocument")
    related = relations(archive, part)
    described = elements(archive, part)
    book = _book(archive, related, described)
    doubts = [Doubt(DoubtKind.LEFT_OUT, MACROS)] if _has_macros(archive) else []
    sheets = []
    for element, given, _ in described:
        if element == "sheet":
            kind, place = related[given["id"]]
            if kind == "worksheet":
                sheets.append((place, given["name"], given.get("state", "visible") == "visible"))
            else:
                doubts.append(Doubt(DoubtKind.LEFT_OUT, f"“{given['name']}”不是普通工作表"))
    return paper_of(name, (_sheet(book, *one[:2]) if one[2] else _hidden(book, *one[:2]) for one in sheets), doubts)


def _book(archive: ZipFile, related: Relations, described: list[tuple[str, dict[str, str], str]]) -> _XlsxBook:
    held = set(archive.namelist())
    parts = {kind: part for kind, part in related.values() if part in held}
    given = {name: given for name, given, _ in described if name in ("workbookPr", "calcPr")}
    theme = theme_colours(archive, parts["theme"]) if "theme" in parts else []
    return _XlsxBook(
        archive,
        shared_texts(archive, parts["sharedStrings"], theme) if "sharedStrings" in parts else [],
        looks_of(archive, parts["styles"], theme) if "styles" in parts else [],
        theme,
        given.get("workbookPr", {}).get("date1904") in _TRUE,
        given.get("calcPr", {}).get("fullCalcOnLoad") in _TRUE,
    )


def _has_macros(archive: ZipFile) -> bool:
    return any(name.endswith("vbaProject.bin") for name in archive.namelist())


def _hidden(book: _XlsxBook, part: str, title: str) -> BookSheet:
    """A sheet that is not displayed, with as much as tells whether something stands in it."""
    try:
        held = raw_sheet(book.archive, part, title, book.theme).cells
    except UnreadablePaperError:  # more than a notice has
        held = {(1, 1): RawCell("n", 0, (), False, None)}
    return BookSheet(title, dict.fromkeys(held, BookCell("")), [], is_shown=False)


def _sheet(book: _XlsxBook, part: str, title: str) -> BookSheet:
    raw = raw_sheet(book.archive, part, title, book.theme)
    beside = _beside(book.archive, part)
    dressed = [*raw.dressed, *_table_ranges(book.archive, beside)]
    cells = {place: _displayed(book, cell, partial(_is_on_paper, dressed, place)) for place, cell in raw.cells.items()}
    doubts = [Doubt(DoubtKind.FLOATING, f"工作表“{title}”的页眉或页脚：{words}") for words in raw.margins]
    for kind, place in beside:
        if kind == "comments":
            doubts += _commented(book.archive, place, title, cells)
        elif kind == "drawing":
            doubts += _drawn(book.archive, place, title)
    seen = {place: cell for place, cell in cells.items() if cell.words.strip() or cell.doubts}
    return BookSheet(title, seen, raw.merged, raw.hidden_rows, raw.hidden_columns, raw.filtered, tuple(doubts))


def _beside(archive: ZipFile, part: str) -> list[tuple[str, str]]:
    """The kinds and names of the parts that a sheet refers to and the file holds."""
    held = set(archive.namelist())
    folder, _, file = part.rpartition("/")
    if f"{folder}/_rels/{file}.rels".removeprefix("/") not in held:
        return []
    return [(kind, place) for kind, place in relations(archive, part).values() if place in held]


def _table_ranges(archive: ZipFile, beside: list[tuple[str, str]]) -> Iterator[CellRange]:
    """The ranges to which a table's style gives its colours."""
    for kind, part in beside:
        if kind == "table":
            yield from (range_of(given["ref"]) for name, given, _ in elements(archive, part) if name == "table")


def _is_on_paper(dressed: list[CellRange], place: tuple[int, int]) -> bool:
    row, column = place
    return not any(area.top <= row <= area.bottom and area.left <= column <= area.right for area in dressed)


def _displayed(book: _XlsxBook, cell: RawCell, on_paper: Callable[[], bool]) -> BookCell:
    """What a cell displays."""
    if cell.formula is not None:
        if _PICTURE.search(cell.formula) or _PICTURE.search(cell.text):
            return BookCell("", (Doubt(DoubtKind.PICTURE),))
        is_blank = cell.kind == "str" and cell.has_value
        if cell.text == "0" and book.to_compute if cell.text else not is_blank:
            return BookCell("", (Doubt(DoubtKind.UNCOMPUTED, f"={cell.formula}"),))
    look = book.looks[cell.look] if book.looks else CellLook()
    runs, doubts = _valued(book, cell, look)
    words, unseen = seen_of(runs, look, on_paper=on_paper)
    # What nobody sees needs no word about its form.
    return BookCell(_lined(words), tuple(unseen if not words.strip() and unseen else [*doubts, *unseen]))


def _valued(book: _XlsxBook, cell: RawCell, look: CellLook) -> tuple[tuple[BookRun, ...], list[Doubt]]:
    """The runs of a cell as its format shows them."""
    raw = cell.text.strip()
    match cell.kind:
        case "s":
            return _formatted(book.texts[int(raw)], look), []
        case "n" if raw:
            shown = number_displayed(raw, look.code, from_1904=book.from_1904)
        case "d" if raw:
            shown = moment_displayed(datetime.fromisoformat(raw).replace(tzinfo=None), look.code)
        case "b":
            return (BookRun("TRUE" if raw in _TRUE else "FALSE"),), []
        case "e":
            return (BookRun(raw),), [Doubt(DoubtKind.UNCOMPUTED, raw)]
        case _:
            return _formatted(cell.runs, look), []
    return (BookRun(shown.words),), [shown.doubt] if shown.doubt else []


def _formatted(runs: tuple[BookRun, ...], look: CellLook) -> tuple[BookRun, ...]:
    """A text, with what its format puts around it."""
    text = "".join(run.words for run in runs)
    shown = text_displayed(text, look.code)
    return runs if shown == text else (BookRun(shown),)


def _lined(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _commented(archive: ZipFile, part: str, title: str, cells: dict[tuple[int, int], BookCell]) -> list[Doubt]:
    """What is noted beside cells goes to them; to the sheet, where nothing stands in the cell."""
    left = []
    for given, words in _texts_of(archive, part, "comment"):
        area = range_of(given["ref"])
        cell = cells.get(area[:2])
        if cell:
            cells[area[:2]] = cell._replace(doubts=(*cell.doubts, Doubt(DoubtKind.FLOATING, f"批注：{words}")))
        else:
            place = f"{column_letters(area.left)}{area.top}"
            left.append(Doubt(DoubtKind.FLOATING, f"工作表“{title}”{place} 的批注：{words}"))
    return left


def _drawn(archive: ZipFile, part: str, title: str) -> Iterable[Doubt]:
    """What lies over the cells: boxes with their words, pictures."""
    for _, words in _texts_of(archive, part, "sp"):
        if words:
            yield Doubt(DoubtKind.FLOATING, f"工作表“{title}”的文本框：{words}")
    for name, _, _ in elements(archive, part):
        if name in ("pic", "graphicFrame"):
            yield Doubt(DoubtKind.PICTURE, f"工作表“{title}”里的{'图片' if name == 'pic' else '图表'}")


def _texts_of(archive: ZipFile, part: str, holder: str) -> list[tuple[dict[str, str], str]]:
    """Each element of a name, with the words in it."""
    found: list[tuple[dict[str, str], str]] = []
    about: dict[str, str] = {}
    words: list[str] = []
    pieces: list[str] = []

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal about
        pieces.clear()
        if name == holder:
            about = given
            words.clear()

    def end(name: str) -> None:
        if name == "t":
            words.append("".join(pieces))
        elif name == holder:
            found.append((about, " ".join("".join(words).split())))

    feed(chunks(archive, part), begin, end, pieces.append)
    return found
