"""Invented notices as PDF, drawn line by line: `Sheet` is one file, its units are points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from zhicheng_cli.notices.papers.pages.pdf_reader import read_pdf
from zhicheng_cli.notices.papers.paper import Grid, Paper

FONT = "STSong-Light"
WIDE, HIGH = 595.0, 842.0

HEADER = ("序号", "评委会名称", "截止时间", "接收单位及电话")
ROWS = (
    HEADER,
    ("1", "市样例工程评审委员会", "7月", "市样例局\n5550001"),
    ("2", "市虚构农艺评审委员会", "8月底", "市虚构中心\n5550002"),
    ("3", "市试写教师评审委员会", "9月5日", "市试写局\n5550003"),
)
WIDTHS = (40.0, 160.0, 80.0, 140.0)
LEFT, TOP = 60.0, 100.0
RIGHT = LEFT + sum(WIDTHS)


class Sheet:
    """A PDF being drawn."""

    def __init__(self, width: float = WIDE, height: float = HIGH, **options: Any) -> None:
        if FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.height = height
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=(width, height), **options)

    def write(self, x: float, y: float, words: str, size: float = 10.0) -> None:
        """Words whose line stands at y, a line each."""
        self.canvas.setFont(FONT, size)
        for number, line in enumerate(words.split("\n")):
            self.canvas.drawString(x, self.height - y - number * size * 1.3, line)

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        self.canvas.line(left, self.height - top, right, self.height - bottom)

    def box(self, left: float, top: float, right: float, bottom: float, **how: Any) -> None:
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, **how)

    def fields(self, left: float, top: float, rows: Sequence[Sequence[str]] = ROWS, high: float = 34.0) -> None:
        """The words of a table, without its lines."""
        for number, row in enumerate(rows):
            for x, words in zip(starts(left), row, strict=False):
                self.write(x + 4, top + number * high + 14, words)

    def table(self, left: float, top: float, rows: Sequence[Sequence[str]] = ROWS, high: float = 34.0) -> float:
        """A table with all its lines; returns where it ends."""
        low = top + len(rows) * high
        self.fields(left, top, rows, high)
        for number in range(len(rows) + 1):
            self.line(left, top + number * high, left + sum(WIDTHS), top + number * high)
        for x in (*starts(left), left + sum(WIDTHS)):
            self.line(x, top, x, low)
        return low

    def turn_page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()


def starts(left: float) -> list[float]:
    """Where the columns begin."""
    return [left + sum(WIDTHS[:number]) for number in range(len(WIDTHS))]


def words(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if cell is None else cell.words for cell in row) for row in grid.rows)


def read(sheet: Sheet) -> Paper:
    return read_pdf(sheet.done(), "样例.pdf")


def the_table(sheet: Sheet) -> Grid:
    (grid,) = read(sheet).grids
    return grid


def picture(shade: int = 200) -> ImageReader:
    file = BytesIO()
    Image.new("L", (40, 40), shade).save(file, "PNG")
    file.seek(0)
    return ImageReader(file)
