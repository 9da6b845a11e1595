"""A letter to one person of a roster as a Word file, and what it is called."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from zhicheng_cli.files.privacy import masked
from zhicheng_cli.views.parts.person_letter import STEP_COLUMNS, TITLE, PersonLetter

#: What no name of a file may hold on Windows, and what nobody sees in one.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
_LONGEST_NAME = 40
_FONT = "宋体"
#: Centimetres of the columns of what is to be done.
_WIDTHS = (3.6, 5.8, 5.2, 1.6)
#: What XML cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def letter_name(letter: PersonLetter, digits: int) -> str:
    """`003_样例甲_工程师.docx`: the row first, so that no two are the same and all stand in the roster's order."""
    person = letter.person
    parts = (
        _UNFIT.sub("_", masked(part or ""))[:_LONGEST_NAME].strip("_. ") for part in (person.name, person.facts.title)
    )
    return "_".join((f"{person.row:0{digits}}", *filter(None, parts))) + ".docx"


def letter_docx(letter: PersonLetter, today: date) -> bytes:
    """The letter, on A4."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    _dress(document, today)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2)
    _heading(document, TITLE, 0)
    _paragraphs(document, letter.greeting, letter.opening(str(today)))
    _paragraphs(document, *letter.verdicts(), *letter.committee(), style="List Bullet")
    if reasons := letter.reasons():
        _heading(document, "理由", 1)
        _paragraphs(document, *reasons, style="List Bullet")
    if missing := letter.missing():
        _heading(document, "还缺的信息", 1)
        _paragraphs(document, f"请告诉单位人事：{'、'.join(missing)}。")
    if steps := letter.steps():
        _heading(document, "要做的事，按日期", 1)
        _table(document, (STEP_COLUMNS, *steps))
        _heading(document, "日期和要求的出处", 1)
        _paragraphs(document, "\n".join(letter.bases()))
    _heading(document, "说明", 1)
    _paragraphs(document, *letter.notes())
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _dress(document: Any, today: date) -> None:
    """A Chinese font throughout, and no name of a program as author."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Heading 1", "List Bullet"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(18)
    document.styles["Heading 1"].font.size = Pt(12)
    about, instant = document.core_properties, datetime.combine(today, time())
    about.author, about.title, about.comments = "", TITLE, ""
    about.created = about.modified = instant


def _heading(document: Any, text: str, level: int) -> None:
    document.add_heading(text, level)


def _paragraphs(document: Any, *texts: str, style: str | None = None) -> None:
    for text in texts:
        document.add_paragraph(_ILLEGAL.sub("\ufffd", text), style)


def _table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    from docx.shared import Cm

    table = document.add_table(len(rows), len(STEP_COLUMNS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, cells, _WIDTHS, strict=True):
            cell.width, cell.text = Cm(width), _ILLEGAL.sub("\ufffd", text)
    _repeat_head(table)


def _repeat_head(table: Any) -> None:
    """The first row stands on every page, and no row breaks over two."""
    from docx.oxml import OxmlElement

    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        if not place:
            properties.append(OxmlElement("w:tblHeader"))
        properties.append(OxmlElement("w:cantSplit"))
