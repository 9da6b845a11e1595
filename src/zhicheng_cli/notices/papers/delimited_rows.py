"""Rows of a table in plain text, its cells parted by tabs or commas."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .paper import Doubt, DoubtKind

#: A comma-separated table has so many fields and rows at least.
_FEW = 3
#: A cell has no more lines than this.
_MOST_LINES = 12


class TextLine(NamedTuple):
    """A line of the file, from 1."""

    number: int
    words: str


class RowOfWords(NamedTuple):
    """A row: its cells' words with their doubts, and its first line."""

    cells: list[tuple[str, tuple[Doubt, ...]]]
    line: int


def tab_rows(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    """Tables of tabs: first line, the line behind the last, rows.

    A line end within a cell leaves the row short of fields: what follows goes on in its last cell. A row that stays
    short is told as such, for nobody knows which of its fields is missing.
    """
    at = 0
    while at < len(lines):
        if "\t" not in lines[at].words:
            at += 1
            continue
        start = at
        width = max(len(_fields(one.words)) for one in lines[at : at + 3])
        rows = []
        while at < len(lines) and "\t" in lines[at].words:
            first = at
            cells, at = _tab_row(lines, at, width)
            rows.append(RowOfWords(_told(cells, width), lines[first].number))
        if at < len(lines) and lines[at].words.strip():
            words, doubts = rows[-1].cells[-1]
            follows = Doubt(DoubtKind.CUT, lines[at].words.strip())
            rows[-1].cells[-1] = (words, (*doubts, follows)) if words.strip() else (words, doubts)
        yield start, at, rows


def _fields(words: str) -> list[str]:
    return words.split("\t")


def _tab_row(lines: list[TextLine], at: int, width: int) -> tuple[list[str], int]:
    """The fields of the row that begins there, and the line behind it."""
    cells, at = _quoted(lines, at) or (_fields(lines[at].words), at + 1)
    own = cells[0].strip()
    while at < len(lines) and lines[at].words.strip() and _goes_on(lines, at, len(cells), width, own):
        first, *rest = _fields(lines[at].words)
        cells = [*cells[:-1], f"{cells[-1]}\n{first}", *rest]
        at += 1
    return cells, at


def _quoted(lines: list[TextLine], at: int) -> tuple[list[str], int] | None:
    """A row as a spreadsheet copies it, a cell of several lines in quotes; None where it has none."""
    if not re.search(r'(?:^|\t)"', lines[at].words):
        return None
    words = ""
    for end, line in enumerate(lines[at : at + _MOST_LINES], start=at + 1):
        words += line.words
        if words.count('"') % 2 == 0:
            return next(csv.reader([words], delimiter="\t", strict=False)), end
        words += "\n"
    return None


def _goes_on(lines: list[TextLine], at: int, cells: int, width: int, own: str) -> bool:
    """Whether a line goes on with the row above, which has so many cells and `own` in its first."""
    fields = _fields(lines[at].words)
    if len(fields) > 1:
        following = own.isdecimal() and fields[0].strip().isdecimal() and int(fields[0]) == int(own) + 1
        return not following and cells < width and cells + len(fields) - 1 <= width
    if cells < width:
        return True
    for line in lines[at + 1 : at + _MOST_LINES]:
        if "\t" in line.words:
            return len(_fields(line.words)) > 1
        if not line.words.strip():
            return False
    return False


def _told(cells: list[str], width: int) -> list[tuple[str, tuple[Doubt, ...]]]:
    missing = width - len(cells)
    if missing <= 0 or len([one for one in cells if one.strip()]) <= 1:
        return [(one, ()) for one in cells]
    doubt = Doubt(DoubtKind.SPANNING, f"这一行只有 {len(cells)} 栏，表头有 {width} 栏")
    return [(one, (doubt,)) for one in [*cells, *[""] * missing]]


def comma_rows(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    """The one table of a comma-separated file; none where the text is none."""
    reader = csv.reader((f"{one.words}\n" for one in lines), strict=False)
    rows: list[tuple[int, int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            rows.append((before, reader.line_num, row))
            before = reader.line_num
    except csv.Error:
        return
    widths = Counter(len(row) for _, _, row in rows if len(row) >= _FEW)
    if not widths or max(widths.values()) < _FEW:
        return
    wide = [at for at, (_, _, row) in enumerate(rows) if len(row) >= _FEW]
    table = rows[wide[0] : wide[-1] + 1]
    told = [
        RowOfWords([(one, ()) for one in row], first + 1) for first, _, row in table if any(one.strip() for one in row)
    ]
    yield table[0][0], table[-1][1], told
