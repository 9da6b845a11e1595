"""The text of a notice as a Word file, a web page, a workbook, a PDF and a scan: the same words, nothing put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from textwrap import wrap

from notices.papers.pages.sample_pdf import Sheet
from notices.papers.word.sample_docx import docx, p, tbl, tr
from openpyxl import Workbook
from PIL import Image
from pypdfium2 import PdfDocument

#: A landscape page in points, its margin, the size of its letters and how far apart lines stand.
WIDE, HIGH, MARGIN, SIZE, LEAD = 842.0, 595.0, 30.0, 9.0, 12.0
#: Columns of the two annexes, as parts of the width between the margins.
SHARES = {8: (3, 16, 17, 17, 8, 17, 9, 13), 5: (6, 40, 26, 12, 16)}

Rows = list[list[str]]
Block = str | Rows


def blocks_of(text: str) -> list[Block]:
    """Its lines, and its tables: what stands between tabs, a new table at each heading."""
    blocks: list[Block] = []
    for line in filter(str.strip, text.splitlines()):
        fields = line.split("\t")
        if len(fields) == 1:
            blocks.append(line)
        elif fields[0] == "序号" or not isinstance(blocks[-1], list):
            blocks.append([fields])
        else:
            blocks[-1].append(fields)
    return blocks


def as_docx(text: str) -> bytes:
    told = (p(escape(one)) if isinstance(one, str) else _docx_table(one) for one in blocks_of(text))
    return docx("".join(told))


def _docx_table(rows: Rows) -> str:
    return tbl(*(tr(*(escape(field) for field in row)) for row in rows))


def as_html(text: str) -> bytes:
    told = (f"<p>{escape(one)}</p>" if isinstance(one, str) else _html_table(one) for one in blocks_of(text))
    return f'<!DOCTYPE html><meta charset="utf-8"><title>通知</title><body>{"".join(told)}</body>'.encode()


def _html_table(rows: Rows) -> str:
    told = ("".join(f"<td>{escape(field)}</td>" for field in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in told)}</table>"


def as_xlsx(text: str) -> bytes:
    """The body on one sheet, each annex on its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for block in blocks_of(text):
        if isinstance(block, str):
            if block.replace(" ", "") in ("附件1", "附件2"):
                sheet = book.create_sheet(block)
            sheet.append([block])
        else:
            for row in block:
                sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_pdf(text: str) -> bytes:
    """Ruled tables over many pages; a page ends between rows, and a table goes on after it."""
    drawn = _Pages()
    for block in blocks_of(text):
        if isinstance(block, str):
            drawn.lines(wrap(block.strip(), 84))
        else:
            for row in block:
                drawn.row(row)
    return drawn.sheet.done()


def as_scan(pdf: bytes, page: int | None = None) -> bytes:
    """A page of a PDF, or all of them, as pictures of 200 dots an inch, in a PDF of their own."""
    pages = PdfDocument(pdf)
    numbers = range(len(pages)) if page is None else [page]
    first, *others = [pages[number].render(scale=200 / 72, grayscale=True).to_pil() for number in numbers]
    file = BytesIO()
    Image.Image.save(first, file, "PDF", resolution=200, save_all=True, append_images=others)
    return file.getvalue()


class _Pages:
    def __init__(self) -> None:
        self.sheet, self._at = Sheet(WIDE, HIGH), MARGIN

    def _room(self, high: float) -> float:
        """Where something so high may begin."""
        if self._at + high > HIGH - MARGIN:
            self.sheet.turn_page()
            self._at = MARGIN
        top, self._at = self._at, self._at + high
        return top

    def lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.sheet.write(MARGIN, self._room(LEAD * 1.5) + LEAD, line, SIZE)

    def row(self, fields: Sequence[str]) -> None:
        shares = SHARES[len(fields)]
        widths = [(WIDE - 2 * MARGIN) * share / sum(shares) for share in shares]
        told = [wrap(field, int((width - 6) / SIZE)) for field, width in zip(fields, widths, strict=True)]
        high = LEAD * max(len(one) for one in told) + 8
        top, left = self._room(high), MARGIN
        for lines, width in zip(told, widths, strict=True):
            self.sheet.box(left, top, left + width, top + high)
            for number, line in enumerate(lines):
                self.sheet.write(left + 3, top + LEAD * (number + 1), line, SIZE)
            left += width


FORMS: dict[str, Callable[[str], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
}
