"""Sheets of LibreOffice and others (.ods) → paper; the file holds what each cell displays (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.files.office_parts import chunks, feed
from zhicheng_cli.notices.papers.paper import Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .book_grid import paper_of
from .book_ods_sheet import OdsSheet
from .book_styles import BookFont, CellLook, colour_of

#: Elements that are no part of the text, and what they are called; of some nothing is told.
_ASIDES = {
    "annotation": "批注",
    "frame": "文本框",
    "custom-shape": "文本框",
    "header": "页眉或页脚",
    "footer": "页眉或页脚",
    "tracked-changes": "修订记录",
    "ruby-text": "",
    "header-first": "",
    "footer-first": "",
    "header-left": "",
    "footer-left": "",
}
#: Fields and remarks within them that are no words.
_NO_WORDS = ("date", "creator", "date-string", "sheet-name", "page-number", "page-count", "title", "time", "file-name")


class _OdsStyle(NamedTuple):
    """What matters of a style; what it leaves open is its parent's."""

    parent: str = ""
    is_struck: bool | None = None
    colour: str = ""
    ground: str = ""
    is_shown: bool = True


class _OdsStyles(dict[str, _OdsStyle]):
    """The styles of a file by their names."""

    def look(self, name: str, base: CellLook) -> CellLook:
        """How a cell looks, or a run of a cell that looks like `base`."""
        struck, colour, ground = None, "", ""
        seen: set[str] = set()
        while name in self and name not in seen:
            seen.add(name)
            style = self[name]
            struck = style.is_struck if struck is None else struck
            colour, ground = colour or style.colour, ground or style.ground
            name = style.parent
        letters = colour_of({"rgb": colour}, []) if colour.startswith("#") else base.font.colour
        paper = colour_of({"rgb": ground}, []) if ground.startswith("#") else base.ground
        return CellLook(font=BookFont(base.font.is_struck if struck is None else struck, letters), ground=paper)


def read_ods(archive: ZipFile, name: str) -> Paper:
    """The sheets that are seen, in order.

    Raises:
        UnreadablePaperError: no sheet is seen, one is larger than any notice, or the file is encrypted.
        ValueError, LookupError, ExpatError, BadZipFile, ZcError: the file is damaged, or there to fill the memory.
    """
    held = set(archive.namelist())
    manifest = b"".join(chunks(archive, "META-INF/manifest.xml")) if "META-INF/manifest.xml" in held else b""
    if b"encryption-data" in manifest:
        raise UnreadablePaperError(f"“{name}”加了密码（已加密），读不了", "打开后取消密码，保存后再试")
    reader = _ContentReader()
    for part in ("styles.xml", "content.xml"):
        if part in held or part == "content.xml":
            feed(chunks(archive, part), reader.begin, reader.end, reader.said)
    return paper_of(name, (sheet.whole() for sheet in reader.sheets), reader.beside.doubts)


class _ContentReader:
    """Gathers sheets from what the parser meets.

    Attributes:
        sheets: those that are whole.
        beside: what stands on none.
    """

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.beside = OdsSheet("", is_shown=False)
        self._sheet = self.beside
        self._styles = _OdsStyles()
        self._style = ""
        self._pieces: list[str] = []
        self.said = self._pieces.append
        #: Elements within one that is no part of the text, that one first.
        self._aside: list[str] = []
        self._spans: list[str] = []

    def begin(self, name: str, prefixed: dict[str, str]) -> None:
        """An element begins."""
        self._take()
        given = {key.rpartition(":")[2]: value for key, value in prefixed.items()}
        if self._aside or name in _ASIDES:
            self._aside.append(name)
            if name == "image":
                self._sheet.picture()
            return
        match name:
            case "table":
                style = self._styles.get(given.get("style-name", ""), _OdsStyle())
                self._sheet = OdsSheet(given["name"], is_shown=style.is_shown)
            case "table-column":
                self._sheet.add_column(given)
            case "table-row":
                self._sheet.begin_row(given)
            case "table-cell" | "covered-table-cell":
                self._sheet.begin_cell(given)
            case "p":
                self._sheet.begin_paragraph()
            case "span":
                self._spans.append(given.get("style-name", ""))
            case "s":
                self._sheet.say(" " * min(int(given.get("c", 1)), 100))
            case "line-break" | "tab":
                self._sheet.say("\n" if name == "line-break" else "\t")
            case _ if name.endswith(("style", "-properties")):
                self._begin_style(name, given)

    def _begin_style(self, name: str, given: dict[str, str]) -> None:
        if name == "style":
            self._style = given.get("name", "")
            self._styles[self._style] = _OdsStyle(given.get("parent-style-name", ""))
        elif name.endswith("-style"):
            self._style = ""
        elif self._style:
            style = self._styles[self._style]
            line = given.get("text-line-through-style", given.get("text-line-through-type"))
            self._styles[self._style] = style._replace(
                is_struck=style.is_struck if line is None else line != "none",
                colour=given.get("color", style.colour) if name == "text-properties" else style.colour,
                ground=given.get("background-color", style.ground) if name == "table-cell-properties" else style.ground,
                is_shown=style.is_shown and (name != "table-properties" or given.get("display") != "false"),
            )

    def end(self, name: str) -> None:
        """An element ends."""
        self._take()
        if self._aside:
            self._aside.pop()
            if not self._aside:
                self._sheet.end_aside(_ASIDES[name])
            return
        match name:
            case "span":
                self._spans.pop()
            case "table-cell" | "covered-table-cell":
                self._sheet.end_cell(self._styles.look)
            case "table-row":
                self._sheet.end_row()
            case "table":
                self.sheets.append(self._sheet)
                self._sheet = self.beside

    def _take(self) -> None:
        """The characters since the last element go where they belong."""
        words = "".join(self._pieces)
        self._pieces.clear()
        if not words:
            return
        if not self._aside:
            self._sheet.say(words, self._spans[-1] if self._spans else "")
        elif self._aside[-1] not in _NO_WORDS:
            self._sheet.say_aside(words)
