"""The parts of a Word file: unpacked within bounds, parsed without entities, strict or transitional alike.

The package is opened here and not by python-docx: that unpacks and parses every part it finds, and knows the
transitional namespace alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
#: ISO/IEC 29500-1, Annex A: the strict namespaces, and the transitional ones that they stand for.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _TRANSITIONAL + b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": _TRANSITIONAL + b"officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": _TRANSITIONAL + b"drawingml/2006/",
}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The body of a plan of 500 rows takes 2 MB.
MAX_PART_BYTES = 64_000_000
MAX_PARTS = 20_000


class DocxPackage:
    """An open Word file."""

    def __init__(self, packed: ZipFile, name: str) -> None:
        self._packed = packed
        self._names = set(packed.namelist())
        self.name = name
        self.main = next(self._targets("", "officeDocument"), "word/document.xml")

    def body(self) -> Element:
        """What the body holds.

        Raises:
            UnreadablePaperError: this is no Word document.
        """
        root = self._parsed(self.main) if self.main in self._names else None
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise UnreadablePaperError(f"“{self.name}”不是 Word 文档，或者已损坏", "请用 Word 打开，另存为 .docx 再试")
        return body

    def related(self, kind: str) -> list[Element]:
        """The roots of all parts that the main one refers to as this kind (`styles`, `numbering`, `header` …)."""
        return [self._parsed(target) for target in self._targets(self.main, kind) if target in self._names]

    def holds_macros(self) -> bool:
        """Whether there is a VBA project in it."""
        return any(one.endswith("vbaProject.bin") for one in self._names)

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self._names:
            return
        for one in self._parsed(relations).iter(_RELATIONSHIP):
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")

    def _parsed(self, part: str) -> Element:
        with self._packed.open(part) as stream:
            xml = stream.read(MAX_PART_BYTES + 1)
        if len(xml) > MAX_PART_BYTES:
            raise UnreadablePaperError(
                f"“{self.name}”解压后太大：{part} 超过 {MAX_PART_BYTES // 1_000_000} MB",
                "通知没有这么大，请确认没有选错文件",
            )
        return _parsed_xml(xml, self.name)


@contextmanager
def open_docx(data: bytes, name: str) -> Iterator[DocxPackage]:
    """A Word file, open; whatever its bytes hold, nothing but the one error leaves.

    Raises:
        UnreadablePaperError: it is broken, encrypted or no Word file at all.
    """
    from io import BytesIO

    broken = (BadZipFile, zlib_error, EOFError, OSError, ValueError, KeyError, RuntimeError, SyntaxError)
    try:
        with ZipFile(BytesIO(data)) as packed:
            if len(packed.namelist()) > MAX_PARTS:
                raise UnreadablePaperError(f"“{name}”里有上万个部件，不是通知", "请确认没有选错文件")
            yield DocxPackage(packed, name)
    except broken:
        raise UnreadablePaperError(
            f"“{name}”已损坏，或者不完整，打不开", "请重新下载；打得开的话，用 Word 另存为 .docx 再试"
        ) from None


def number_of(element: Element | None, default: int, attribute: str = "val") -> int:
    """A number that an element carries; the default where there is none."""
    told = element.get(W + attribute) if element is not None else None
    try:
        return int(told) if told else default
    except ValueError:
        return default


def is_on(element: Element | None) -> bool | None:
    """What an on-off property says; None where it says nothing."""
    return None if element is None else element.get(f"{W}val", "1").lower() not in ("0", "false", "off", "none")


def local(element: Any) -> str:
    """The name of an element without its namespace; of what is none, nothing."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parsed_xml(xml: bytes, name: str) -> Element:
    from lxml import etree

    if b"http://purl.oclc.org/ooxml/" in xml:
        for strict, transitional in _STRICT.items():
            xml = xml.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadablePaperError(f"“{name}”的内部声明了实体，不是 Word 存的文件", "请用 Word 打开，另存为 .docx 再试")
    return root
