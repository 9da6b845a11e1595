"""A paragraph of Word → its words, the automatic number before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import PLAIN, DisplayedWords
from zhicheng_cli.notices.papers.paper import DoubtKind

from .docx_notes import DocxNotes
from .docx_numbering import DocxNumbering
from .docx_package import DocxPackage, W
from .docx_runs import DocxRuns, Kinds, Setting
from .docx_styles import DocxStyles
from .docx_walk import paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOT_THERE = frozenset({DoubtKind.HIDDEN, DoubtKind.DELETED})


class DocxWords:
    """Reads the paragraphs of one file, in order: its numbers are counted along."""

    def __init__(self, package: DocxPackage) -> None:
        styles, numbering = package.related("styles"), package.related("numbering")
        self.notes = DocxNotes(package, self.text_of)
        self._styles = DocxStyles(styles[0] if styles else None)
        self._numbering = DocxNumbering(numbering[0] if numbering else None, self._styles)

    def story(self) -> DocxRuns:
        """What reads the runs of a story: of the body, or of one cell."""
        return DocxRuns(self._styles, self.notes)

    def read(
        self,
        paragraph: Element,
        story: DocxRuns,
        into: DisplayedWords,
        kinds: Kinds = PLAIN,
        table_style: str = "",
    ) -> None:
        """Write a paragraph and, unless it runs on into the next, a line end.

        Args:
            paragraph: a `w:p`.
            story: what it stands in.
            into: where its words and doubts go.
            kinds: why its words are not plain, by the row or cell it stands in.
            table_style: the style of the table it stands in.
        """
        style = self._styles.paragraph_style(paragraph)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        runs_on = mark is not None and any(mark.find(W + one) is not None for one in ("del", "moveFrom"))
        mark_kinds = self._styles.kinds(mark, style, table_style) | kinds
        if not runs_on and not mark_kinds & _NOT_THERE:
            self._write_number(paragraph, style, into, mark_kinds)
        story.read(paragraph, into, Setting(kinds, style, table_style))
        if not runs_on:
            into.break_line()

    def text_of(self, story: Element) -> str:
        """The words of a note, a header or a box, in one line."""
        into, runs = DisplayedWords(), self.story()
        for paragraph in paragraphs(story):
            runs.read(paragraph, into, Setting(PLAIN, self._styles.paragraph_style(paragraph)))
            into.break_line()
        return " ".join(into.words.split())

    def _write_number(self, paragraph: Element, style: str, into: DisplayedWords, kinds: Kinds) -> None:
        number = self._numbering.number(paragraph, style)
        if number:
            known = PLAIN if number.is_known else {DoubtKind.SHOWN}
            into.write(number.words, kinds | known | {DoubtKind.NUMBERED})
