"""What a Word file says beside its text: notes and comments, boxes and pictures, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

from .docx_package import DocxPackage, W, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: A reference in the text → the part it refers to, and what a reader calls it.
_NOTES = {
    "footnoteReference": ("footnotes", "脚注"),
    "endnoteReference": ("endnotes", "尾注"),
    "commentReference": ("comments", "批注"),
}
_PICTURES = frozenset({"blip", "imagedata", "OLEObject", "chart", "relIds"})
#: A page number with what usually stands around it.
_PAGE_NUMBER = re.compile(r"[\d\s第页共/·—–－\-]*")
_DESCRIBING = ("descr", "title", "alt", "ProgID", "name")

TextOf = Callable[["Element"], str]


class DocxNotes:
    """Reads what stands beside the text of one file."""

    def __init__(self, package: DocxPackage, text_of: TextOf) -> None:
        self._package = package
        self._text_of = text_of
        self._parts: dict[str, dict[str, Element]] = {}

    def referred(self, reference: Element) -> Doubt | None:
        """The note or comment that stands here; None where the element refers to none."""
        if local(reference) not in _NOTES:
            return None
        part, called = _NOTES[local(reference)]
        if part not in self._parts:
            roots = self._package.related(part)
            self._parts[part] = {one.get(f"{W}id", ""): one for root in roots for one in root}
        note = self._parts[part].get(reference.get(f"{W}id", ""))
        return None if note is None else Doubt(DoubtKind.FLOATING, f"{called}：{self._text_of(note)}")

    def drawn(self, drawing: Element) -> Iterator[Doubt]:
        """The boxes with words and the pictures of a drawing."""
        boxes = list(drawing.iter(f"{W}txbxContent"))
        words = [self._text_of(one) for one in boxes] + list(_lettering(drawing))
        yield from (Doubt(DoubtKind.FLOATING, f"文本框：{one}") for one in words if one)
        if not boxes and any(local(one) in _PICTURES for one in drawing.iter()):
            yield Doubt(DoubtKind.PICTURE, _described(drawing))

    def around_pages(self) -> Iterator[Doubt]:
        """Headers and footers that say more than a page's number."""
        for kind, called in (("header", "页眉"), ("footer", "页脚")):
            for root in self._package.related(kind):
                words = " ".join(filter(None, (self._text_of(root), *_lettering(root))))
                if not _PAGE_NUMBER.fullmatch(words):
                    yield Doubt(DoubtKind.FLOATING, f"{called}：{words}")


def _lettering(element: Element) -> Iterator[str]:
    """Words that are drawn as a shape: a watermark, an ornamental title."""
    return (one.get("string", "") for one in element.iter("{urn:schemas-microsoft-com:vml}textpath"))


def _described(drawing: Element) -> str:
    told = (one.get(name, "") for name in _DESCRIBING for one in drawing.iter() if isinstance(one.tag, str))
    return next((one for one in told if one.strip()), "")
