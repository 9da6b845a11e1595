"""What an element of a web page holds → its words, line by line as a browser shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhicheng_cli.notices.papers.displayed import DisplayedWords, is_note_mark
from zhicheng_cli.notices.papers.numerals import numeral
from zhicheng_cli.notices.papers.paper import DoubtKind

from .html_rows import astray, rows_of_page_table
from .html_styles import HtmlStyles, Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What nobody sees, and what is not for reading.
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "title", "meta", "link", "col", "colgroup", "base", "rp"}
    | {"datalist", "param", "source", "track", "area", "map"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"}
    | {"table", "tbody", "thead", "tfoot", "tr", "td", "th"}
)
_ELSEWHERE = frozenset({"iframe", "frame", "embed", "object", "applet", "video", "audio"})
_PICTURES = frozenset({"img", "svg", "canvas", "picture"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: The signs of lists, in HTML and in style sheets → as the office formats call them, and what stands behind one.
_NUMBERS = {
    "1": "decimal", "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    "a": "lowerLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "A": "upperLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "i": "lowerRoman", "lower-roman": "lowerRoman", "I": "upperRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand", "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand", "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_ORNAMENTS = frozenset({"", "none", "disc", "circle", "square", "inherit", "initial", "unset"})


class HtmlFlow:
    """Reads the contents of one cell; of a whole page, where what ends a block and a table is read otherwise."""

    def __init__(self, styles: HtmlStyles) -> None:
        self._styles = styles
        self.into = DisplayedWords()
        self._counted: dict[Element, int] = {}

    def read(self, element: Element, look: Look) -> None:
        """Write what an element holds; `look` is that of the element itself."""
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def end_block(self) -> None:
        """End a line, where a block begins or ends."""
        self.into.break_line()

    def read_table(self, table: Element, look: Look) -> None:
        """Write a table within a cell: a line for each row, a blank between its cells."""
        flat = HtmlFlow(self._styles)
        flat.read_astray(table, look)
        for row in rows_of_page_table(table):
            around = look.within(self._styles.declared(row.element))
            for cell in row.cells:
                flat._cell(cell, around)
            flat.end_block()
        self.into.append(flat.into)
        self.into.tell(DoubtKind.NESTED, flat.into.words)

    def read_astray(self, table: Element, look: Look, *, but: str = "") -> None:
        """Write what a table holds outside its cells, as blocks; elements of one tag are left to others."""
        for one in astray(table):
            if isinstance(one, str):
                self._text(one, look)
            elif one.tag != but:
                self._element(one, look)
                self.end_block()
        self.end_block()

    def _cell(self, cell: Element, look: Look) -> None:
        inner = HtmlFlow(self._styles)
        inner.read(cell, look.within(self._styles.declared(cell)))
        self.into.append(inner.into)
        self.into.write(" ")

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            shown = text if look.keeps_lines else _BLANKS.sub(" ", text)
            self.into.write(shown, look.all_kinds)

    def _element(self, element: Element, around: Look) -> None:
        tag = element.tag
        if tag in _SILENT:
            return
        look = around.within(self._styles.declared(element))
        if tag == "ins":
            look = look._replace(kinds=look.kinds | {DoubtKind.INSERTED})
        if tag == "br":
            self.into.write("\n")
        elif tag in _PICTURES or tag in _ELSEWHERE:
            self._beside(element, look)
        elif tag in ("input", "select"):
            self.into.write(_chosen(element), look.all_kinds)
        elif tag == "sup" and is_note_mark(mark := "".join(element.itertext())):
            self.into.tell_mark(mark)
        elif tag == "rt":
            self.into.tell(DoubtKind.FLOATING, f"注音：{''.join(element.itertext())}")
        elif tag in _BLOCKS:
            self._block(element, look)
        else:
            self.read(element, look)

    def _block(self, element: Element, look: Look) -> None:
        self.end_block()
        if element.tag == "table":
            self.read_table(element, look)
        else:
            if element.tag == "li":
                self._number(element, look)
            self.read(element, look)
        self.end_block()

    def _beside(self, element: Element, look: Look) -> None:
        if DoubtKind.HIDDEN in look.all_kinds:
            return
        told = (element.get(name, "").strip() for name in ("alt", "title", "src", "data"))
        words = next((one for one in told if one and not one.startswith("data:")), "")
        kind = DoubtKind.PICTURE if element.tag in _PICTURES else DoubtKind.LEFT_OUT
        self.into.tell(kind, words[:200] or "" if kind is DoubtKind.PICTURE else f"嵌入的内容：{words[:200]}")

    def _number(self, item: Element, look: Look) -> None:
        """Write the number that a browser shows before an item of a list."""
        around = item.getparent()
        told = item.get("type") or (around.get("type") if around is not None else None)
        sign = told or (look.numbers.split() or [""])[0]
        if sign in _ORNAMENTS or around is None:
            return
        count = self._counted[around] = self._count(item, around)
        shown = numeral(count, _NUMBERS.get(sign, sign))
        behind = "、" if shown and "\u3400" <= shown[0] <= "\u9fff" else "."
        kinds = look.all_kinds | {DoubtKind.NUMBERED}
        self.into.write(f"{shown or ''}{behind} ", kinds if shown else kinds | {DoubtKind.SHOWN})

    def _count(self, item: Element, around: Element) -> int:
        """The number of an item, after the one before it."""
        backwards = around.get("reversed") is not None
        if around in self._counted:
            count = self._counted[around] + (-1 if backwards else 1)
        else:
            count = whole_number(around, "start", len(around.findall("li")) if backwards else 1)
        return whole_number(item, "value", count)


def whole_number(element: Element, name: str, default: int) -> int:
    """A number in an attribute, as browsers read it: the digits that it begins with."""
    found = re.match(r"\s*\+?(-?\d{1,9})", element.get(name) or "")
    return int(found[1]) if found else default


def _chosen(element: Element) -> str:
    """What a field of a form shows."""
    if element.tag == "input":
        is_shown = (element.get("type") or "text").lower() in ("text", "date", "month", "tel", "number", "search")
        return str(element.get("value") or "") if is_shown else ""
    options = list(element.iter("option"))
    chosen = next((one for one in options if one.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else "".join(chosen.itertext()).strip()
