"""A Word file (.docx) → what stands on its paper; what it holds beside that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import DisplayedWords
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, Paragraph, Spot

from .docx_package import DocxPackage, local, open_docx
from .docx_table import DocxTable, cells_displayed, is_layout
from .docx_walk import held, mark_placeholders
from .docx_words import DocxWords

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What stands beside a paragraph, not in its words.
_BESIDE = frozenset({DoubtKind.FLOATING, DoubtKind.PICTURE})


def read_docx(data: bytes, name: str) -> Paper:
    """What stands on the paper of a Word file.

    Args:
        data: its bytes.
        name: as the user gave it.

    Raises:
        UnreadablePaperError: it is broken, no Word file, or endless.
    """
    with open_docx(data, name) as package:
        return _DocxReader(package).paper()


class _DocxReader:
    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        self._words = DocxWords(package)
        self._story = self._words.story()
        self._blocks: list[Paragraph | Grid] = []
        self._doubts: list[Doubt] = []
        self._tables = 0

    def paper(self) -> Paper:
        body = self._package.body()
        mark_placeholders(body)
        self._read(body)
        self._doubts += self._words.notes.around_pages()
        if self._package.holds_macros():
            self._doubts.append(Doubt(DoubtKind.LEFT_OUT, "文件带有宏：没有运行，也没有读"))
        return Paper(self._package.name, tuple(self._blocks), tuple(dict.fromkeys(self._doubts)))

    def _read(self, container: Element) -> None:
        for block in held(container):
            kind = local(block)
            if kind == "p":
                self._read_paragraph(block)
            elif kind == "tbl" and is_layout(block):
                for cell in cells_displayed(block):
                    self._read(cell)
            elif kind == "tbl":
                self._read_table(block)
            elif kind == "altChunk":
                self._doubts.append(Doubt(DoubtKind.LEFT_OUT, "嵌在文档里的另一个文件"))

    def _read_paragraph(self, paragraph: Element) -> None:
        into = DisplayedWords()
        self._words.read(paragraph, self._story, into)
        beside = [one for one in into.doubts if one.kind in _BESIDE or not into.words]
        self._doubts += beside
        if into.words:
            self._blocks.append(Paragraph(into.words, Spot(), tuple(one for one in into.doubts if one not in beside)))

    def _read_table(self, table: Element) -> None:
        reader = DocxTable(table, self._words, self._package.name, self._tables + 1)
        grid = reader.grid()
        self._doubts += reader.doubts
        if grid:
            self._tables += 1
            self._blocks.append(grid)
