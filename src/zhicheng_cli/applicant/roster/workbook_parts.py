"""A workbook's parts: which sheet holds the roster, its texts and formats (ECMA-376, also in its strict form).

Read with the parser itself, since the libraries for workbooks believe the frame that a sheet states of itself, hide
merged cells and formulas without a value, and know no strict files. Names are compared without their namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.number_formats import format_code
from zhicheng_cli.files.office_parts import CHUNK, DAMAGED, chunks, elements, feed, relations, unescaped

from .batches import LONGEST_CELL

#: The sheet of a roster, and the one that explains it.
SHEET, EXPLANATION = "名册", "填写说明"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为 .xlsx 再试"
_TRUE = ("1", "true")


class Sheet(NamedTuple):
    """The sheet of a workbook that holds the roster.

    Attributes:
        title: its name.
        size: of its part, in bytes.
        texts: what its cells refer to by number.
        formats: in words, by the number that a cell has for them.
        from_1904: whether days count from then.
        to_compute: whether formulas are to be computed when it is opened: the 0 that stands there is no value.
        others: names and parts of the other sheets that are seen, but for the explanation.
        hidden: of those that are not seen.
    """

    archive: ZipFile
    title: str
    part: str
    size: int
    texts: list[str]
    formats: list[str]
    from_1904: bool
    to_compute: bool
    others: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]

    def chunks(self) -> Iterator[bytes]:
        """The sheet's part."""
        return chunks(self.archive, self.part)


def open_sheet(path: Path) -> Sheet:
    """The sheet 名册, else the first that is seen.

    Raises:
        ZcError: the file is no workbook that can be read, by its cause, or no sheet is seen.
    """
    _refuse_others(path)
    try:
        archive = ZipFile(path)
        return _sheet(archive, path)
    except RuntimeError:  # by the archive's own password
        raise _locked(path) from None
    except DAMAGED:
        raise ZcError(f"名册“{path.name}”不是 xlsx 文件，或者已经损坏", "在 Excel 里另存为 .xlsx 再试") from None


def _refuse_others(path: Path) -> None:
    """What is saved under a workbook's name is not always one."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
        if head.startswith(_OLE):
            whole = head + file.read()
            if "EncryptedPackage".encode("utf-16-le") in whole:
                raise _locked(path)
            raise ZcError(f"名册“{path.name}”其实是旧的 .xls 格式", _SAVE_AS)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise ZcError(f"名册“{path.name}”其实是网页或 XML，不是 xlsx 文件", _SAVE_AS)


def _locked(path: Path) -> ZcError:
    return ZcError(f"名册“{path.name}”加了密码（已加密），读不了", "在 Excel 里打开，取消“用密码进行加密”，保存后再试")


def _sheet(archive: ZipFile, path: Path) -> Sheet:
    names = set(archive.namelist())
    if "mimetype" in names or "xl/workbook.bin" in names:
        kind = " ODS 表格" if "mimetype" in names else " xlsb 格式"
        raise ZcError(f"名册“{path.name}”其实是{kind}", _SAVE_AS)
    book = next(part for kind, part in relations(archive, "").values() if kind == "officeDocument")
    related = relations(archive, book)
    sheets: list[tuple[str, str]] = []
    hidden: list[tuple[str, str]] = []
    from_1904 = to_compute = False
    for name, given, _ in elements(archive, book):
        if name == "sheet":
            kind, part = related[given["id"]]
            if kind == "worksheet":
                (sheets if given.get("state", "visible") == "visible" else hidden).append((given["name"], part))
        elif name == "workbookPr":
            from_1904 = given.get("date1904") in _TRUE
        elif name == "calcPr":
            to_compute = given.get("fullCalcOnLoad") in _TRUE
    if not sheets:
        raise ZcError(f"名册“{path.name}”里没有工作表", "隐藏的工作表不读：取消隐藏再试")
    chosen = next((one for one in sheets if one[0].strip() == SHEET), sheets[0])
    others = tuple(one for one in sheets if one is not chosen and one[0].strip() != EXPLANATION)
    parts = {kind: part for kind, part in related.values() if kind in ("sharedStrings", "styles")}
    texts = _texts(archive, parts["sharedStrings"]) if parts.get("sharedStrings") in names else []
    formats = _formats(archive, parts["styles"]) if parts.get("styles") in names else []
    size = archive.getinfo(chosen[1]).file_size
    return Sheet(archive, *chosen, size, texts, formats, from_1904, to_compute, others, tuple(hidden))


def _formats(archive: ZipFile, part: str) -> list[str]:
    custom: dict[int, str] = {}
    numbers = []
    for name, given, above in elements(archive, part):
        if name == "numFmt" and above == "numFmts":
            custom[int(given["numFmtId"])] = given["formatCode"]
        elif name == "xf" and above == "cellXfs":
            numbers.append(int(given.get("numFmtId", 0)))
    return [format_code(number, custom) for number in numbers]


def _texts(archive: ZipFile, part: str) -> list[str]:
    """The texts that stand in cells; how a word is pronounced does not."""
    texts: list[str] = []
    runs = TextRuns()

    def end(name: str) -> None:
        runs.end(name)
        if name == "si":
            texts.append(runs.text())

    feed(chunks(archive, part), lambda name, given: runs.begin(name), end, runs.said)
    return texts


class TextRuns:
    """The runs of a text as they are parsed; how a word is pronounced is no part of it.

    Attributes:
        said: takes the characters.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[str] = []
        self._is_aside = False
        self.said = self._pieces.append

    def begin(self, name: str) -> None:
        """An element begins."""
        self._pieces.clear()
        if name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            if not self._is_aside:
                self._runs += self._pieces
        elif name == "rPh":
            self._is_aside = False

    def text(self) -> str:
        """The text since the last one.

        Raises:
            ValueError: it is longer than a cell can be.
        """
        text = "".join(self._runs)
        self._runs.clear()
        if len(text) > LONGEST_CELL:
            raise ValueError(len(text))
        return unescaped(text)
