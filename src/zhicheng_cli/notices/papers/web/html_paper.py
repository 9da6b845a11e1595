"""A web page (.html, .mht) → what stands on it, as a browser shows it; what it holds beside that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import DisplayedWords
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, Paragraph, Spot
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

from .html_archive import page_text
from .html_flow import HtmlFlow
from .html_in_text import with_line_ends
from .html_rows import is_page_layout, mend_rows, rows_of_page_table
from .html_styles import HtmlStyles, Look
from .html_table import HtmlTable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: A page with a plan of 500 rows, saved by Word, has some 40,000.
MAX_ELEMENTS = 400_000
#: Of each at most so many signs of its beginning, its end and what is said of it; more are not even unpacked.
SIGNS_OF_ONE = 3
_BESIDE = frozenset({DoubtKind.FLOATING, DoubtKind.LEFT_OUT, DoubtKind.NESTED})


def read_html(data: bytes, name: str) -> Paper:
    """What stands on a web page.

    Args:
        data: its bytes, or those of a web archive.
        name: as the user gave it.

    Raises:
        UnreadablePaperError: there is no page in it, or an endless one.
    """
    return _PageReader(_parsed(with_line_ends(page_text(data, name)), name), name).paper()


def _endless(name: str) -> UnreadablePaperError:
    return UnreadablePaperError(
        f"“{name}”太大，不是通知的网页", f"最多读 {MAX_ELEMENTS} 个元素；请只留下正文，另存一份再试"
    )


def _parsed(text: str, name: str) -> Element:
    from lxml import etree, html

    if text.count("<") > SIGNS_OF_ONE * MAX_ELEMENTS:
        raise _endless(name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        raise UnreadablePaperError(f"“{name}”不是能读的网页", "请用浏览器打开，另存为 .html 再试") from None
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadablePaperError(f"“{name}”一层套一层太深，不是正常的网页", "请用浏览器打开，另存一份再试")
    if sum(1 for _ in zip(root.iter(), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS:
        raise _endless(name)
    if root.find("frameset") is not None:
        raise UnreadablePaperError(
            f"“{name}”是框架网页，正文在别的文件里", "请用浏览器打开里面的那一页，另存为 .html 再试"
        )
    mend_rows(root)
    return root


class _PageReader(HtmlFlow):
    """Reads a page: where a block ends a paragraph ends, and a table is a grid."""

    def __init__(self, root: Element, name: str) -> None:
        super().__init__(HtmlStyles(root))
        self._root = root
        self._name = name
        self._tables = 0
        self._blocks: list[Paragraph | Grid] = []
        self._doubts: list[Doubt] = []
        self._pictures: list[str] = []

    def paper(self) -> Paper:
        self.read(self._root, Look())
        self.end_block()
        if self._pictures:
            named = "、".join(dict.fromkeys(filter(None, self._pictures)))[:200]
            self._doubts.append(Doubt(DoubtKind.PICTURE, f"表格以外的图片：{named or '没有名字'}"))
        doubts = dict.fromkeys((*self._styles.doubts, *self._doubts))
        return Paper(self._name, tuple(self._blocks), tuple(doubts))

    def end_block(self) -> None:
        into, self.into = self.into, DisplayedWords()
        self._pictures += [one.words for one in into.doubts if one.kind is DoubtKind.PICTURE]
        doubts = [one for one in into.doubts if one.kind is not DoubtKind.PICTURE]
        if into.words:
            kept = tuple(one for one in doubts if one.kind not in _BESIDE)
            self._blocks.append(Paragraph(into.words, Spot(), kept))
            doubts = [one for one in doubts if one.kind in _BESIDE]
        self._doubts += doubts

    def read_table(self, table: Element, look: Look) -> None:
        if is_page_layout(table):
            self.read_astray(table, look)
            for row in rows_of_page_table(table):
                around = look.within(self._styles.declared(row.element))
                for cell in row.cells:
                    self.read(cell, around.within(self._styles.declared(cell)))
                    self.end_block()
            return
        if DoubtKind.HIDDEN in look.all_kinds:
            words = " ".join("".join(table.itertext()).split())
            self._doubts.append(Doubt(DoubtKind.HIDDEN, f"一张不显示的表：{words}"))
            return
        self.read_astray(table, look, but="caption")
        reader = HtmlTable(table, self._styles, look, self._name, self._tables + 1)
        grid = reader.grid()
        self._doubts += reader.doubts
        if grid:
            self._tables += 1
            self._blocks.append(grid)
