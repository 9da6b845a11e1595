"""The runs of a paragraph of Word → words as displayed: what is tracked, hidden or struck is told, not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.notices.papers.displayed import DisplayedWords, is_note_mark
from zhicheng_cli.notices.papers.paper import DoubtKind

from .docx_fields import DocxField
from .docx_notes import DocxNotes
from .docx_package import W, local
from .docx_signs import sign_of, with_signs
from .docx_styles import DocxStyles, value
from .docx_walk import PLACEHOLDER, held

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Kinds = frozenset[DoubtKind]

_INSERTED = frozenset({DoubtKind.INSERTED})
_DELETED = frozenset({DoubtKind.DELETED})
_TRACKED = {"ins": _INSERTED, "moveTo": _INSERTED, "del": _DELETED, "moveFrom": _DELETED}
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TODAY = frozenset({"dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"})
_DRAWN = frozenset({"drawing", "pict", "object"})


class Setting(NamedTuple):
    """What a run stands in.

    Attributes:
        kinds: why its words are not plain, by its row, cell or tracked change.
        paragraph_style, table_style: by name; a table style only in a table.
    """

    kinds: Kinds
    paragraph_style: str
    table_style: str = ""

    def also(self, kinds: Kinds) -> Setting:
        """The same, with more reasons."""
        return self._replace(kinds=self.kinds | kinds)


class DocxRuns:
    """Reads the runs of one story (the body, a cell, a note), in order: a field may reach over paragraphs."""

    def __init__(self, styles: DocxStyles, notes: DocxNotes) -> None:
        self._styles = styles
        self._notes = notes
        self._fields: list[DocxField] = []

    def read(self, paragraph: Element, into: DisplayedWords, setting: Setting) -> None:
        """Write the words of a paragraph."""
        self._inline(paragraph, into, setting)
        while self._in_code:
            self._fields.pop().end(into, setting.kinds)

    def _inline(self, element: Element, into: DisplayedWords, setting: Setting) -> None:
        for child in held(element):
            name = local(child)
            if name == "r":
                self._run(child, into, setting)
            elif name in _TRACKED:
                self._inline(child, into, setting.also(_TRACKED[name]))
            elif name == "fldSimple":
                self._fields.append(DocxField(code=child.get(f"{W}instr", "?")))
                self._inline(child, into, setting)
                self._fields.pop()
            elif name == "subDoc":
                into.tell(DoubtKind.LEFT_OUT, "另一个文件")

    def _run(self, run: Element, into: DisplayedWords, setting: Setting) -> None:
        properties = run.find(f"{W}rPr")
        setting = setting.also(self._styles.kinds(properties, setting.paragraph_style, setting.table_style))
        if run.get(PLACEHOLDER):
            setting = setting.also(frozenset({DoubtKind.LEFT_OUT}))
        fonts = None if properties is None else properties.find(f"{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii", "")
        raised = properties is not None and value(properties.find(f"{W}vertAlign")) == "superscript"
        if raised and is_note_mark(mark := "".join(one.text or "" for one in run.iter(f"{W}t"))):
            into.tell_mark(mark)
            return
        for child in held(run):
            self._piece(child, into, setting, font)

    def _piece(self, child: Element, into: DisplayedWords, setting: Setting, font: str) -> None:
        name = local(child)
        if name == "fldChar":
            self._field_sign(child, into, setting)
        elif name in ("instrText", "delInstrText"):
            if self._in_code:
                self._fields[-1].code += child.text or ""
        elif self._in_code:
            return
        elif name in _DRAWN:
            for one in self._notes.drawn(child):
                into.tell(one.kind, one.words)
        elif name == "ruby":
            self._ruby(child, into, setting)
        elif note := self._notes.referred(child):
            into.tell(note.kind, note.words)
        else:
            self._write(child, name, into, setting, font)

    def _write(self, child: Element, name: str, into: DisplayedWords, setting: Setting, font: str) -> None:
        kinds = setting.kinds
        if name in _TODAY:
            into.tell(DoubtKind.SHOWN, "打开文件那天的日期")
        elif name == "delText":
            kinds |= _DELETED
        elif any(field.is_changing for field in self._fields):
            kinds |= {DoubtKind.SHOWN}
        words = _words(child, name, font)
        for field in self._fields:
            field.has_result |= bool(words)
        into.write(words, kinds)

    def _ruby(self, ruby: Element, into: DisplayedWords, setting: Setting) -> None:
        for part in held(ruby):
            if local(part) == "rubyBase":
                self._inline(part, into, setting)
            elif local(part) == "rt":
                reading = DisplayedWords()
                self._inline(part, reading, setting)
                into.tell(DoubtKind.FLOATING, f"注音：{reading.words}")

    def _field_sign(self, sign: Element, into: DisplayedWords, setting: Setting) -> None:
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(DocxField(sign))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if not self._in_code:
                field.end(into, setting.kinds)

    @property
    def _in_code(self) -> bool:
        """Whether what comes is the instruction of a field, of which nothing is displayed."""
        return any(not field.is_shown for field in self._fields)


def _words(child: Element, name: str, font: str) -> str:
    if name in ("t", "delText"):
        text = (child.text or "").replace("\n", " ")
        is_kept = child.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        return with_signs(text if is_kept else text.strip(), font)
    if name == "sym":
        code = child.get(f"{W}char", "")
        is_code = 0 < len(code) <= 6 and all(one in "0123456789abcdefABCDEF" for one in code)
        return sign_of(child.get(f"{W}font", ""), int(code, 16)) if is_code else "�"
    return _SIGNS.get(name, "")
