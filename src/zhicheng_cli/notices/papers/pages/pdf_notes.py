"""What is laid over a PDF page after it was made: forms filled in, remarks, text struck out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.utils import decode_text

from zhicheng_cli.notices.papers.pages.page_ink import Box, Sign, Stroke

#: Painted after everything on the page itself.
LAST = 1 << 30
#: A note that is not displayed, or only off the screen.
UNSEEN = 1 << 1 | 1 << 5
#: More than anybody writes on a page.
MOST_NOTES = 2_000


class Notes(NamedTuple):
    """What is laid over a page.

    Attributes:
        signs: of forms filled in, each field one.
        rules: strokes through text.
        remarks: what is written beside it.
    """

    signs: list[Sign]
    rules: list[Stroke]
    remarks: list[str]


def notes_of(page: PDFPage, placed: Callable[[Any], Box]) -> Notes:
    """The notes of a page; `placed` says where a rectangle of its own units stands on it."""
    notes = Notes([], [], [])
    for run, note in enumerate(_notes(page), 1):
        kind = getattr(resolve1(note.get("Subtype")), "name", "")
        said = _text(note.get("Contents"))
        if kind == "StrikeOut":
            numbers = [float(resolve1(one)) for one in list_value(note.get("QuadPoints"))]
            for start in range(0, len(numbers) - 7, 8):
                xs, ys = numbers[start : start + 8 : 2], numbers[start + 1 : start + 8 : 2]
                left, top, right, bottom = placed((min(xs), min(ys), max(xs), max(ys)))
                notes.rules.append(Stroke(left, (top + bottom) / 2, right, (top + bottom) / 2, order=LAST))
        elif kind == "Widget":
            value = _text(_inherited(note, "V"))
            box = placed([float(resolve1(one)) for one in list_value(note.get("Rect"))])
            if value.strip():
                size = min((box[3] - box[1]) * 0.75, 10.0)
                base = (box[1] + box[3]) / 2 + size * 0.38
                notes.signs.append(Sign(value, box, base, size, order=LAST, run=-run, font="form"))
        elif kind not in ("Link", "Popup") and said.strip():
            notes.remarks.append(said.strip())
    return notes


def _notes(page: PDFPage) -> Iterator[dict[Any, Any]]:
    for reference in list_value(resolve1(page.annots) or [])[:MOST_NOTES]:
        note = dict_value(resolve1(reference))
        flags = resolve1(note.get("F"))
        if not (isinstance(flags, int) and flags & UNSEEN):
            yield note


def _inherited(note: dict[Any, Any], key: str) -> Any:
    """Of a form's field, or of the field it is a part of."""
    value = resolve1(note.get(key))
    return resolve1(dict_value(resolve1(note["Parent"])).get(key)) if value is None and "Parent" in note else value


def _text(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else ""
