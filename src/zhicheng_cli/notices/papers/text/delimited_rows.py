"""Rows of a table in plain text, its cells parted by tabs or commas."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

#: A table has so many fields at least, one of commas so many rows; a line with fewer tabs is indented.
_FEW = 3
_HEADING = re.compile("[(（]?[一二三四五六七八九十]+[)）、.]|第[一二三四五六七八九十]+[部类章]")
#: What stands below a table is no part of its last cell.
_BELOW = re.compile("附件|附表|[*※]|(?:注|备注|说明|制表|填表|上一篇|下一篇)[^，。]{0,6}[:：]")
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
        if len(_fields(lines[at].words.strip())) < _FEW:
            at += 1
            continue
        start = at
        width = max(len(_fields(one.words)) for one in lines[at : at + _FEW])
        rows: list[RowOfWords] = []
        while at < len(lines) and ("\t" in lines[at].words or (rows and _is_heading(lines, at))):
            first = at
            cells, at = _tab_row(lines, at, width)
            rows.append(RowOfWords(cells, lines[first].number))
        words, doubts = rows[-1].cells[-1]
        below = lines[at].words.strip() if at < len(lines) else ""
        if words.strip() and below and not _BELOW.match(below):
            rows[-1].cells[-1] = (words, (*doubts, Doubt(DoubtKind.CUT, f"后面紧接着“{below}”")))
        yield start, at, rows


def _fields(words: str) -> list[str]:
    return words.split("\t")


def _tab_row(lines: list[TextLine], at: int, width: int) -> tuple[list[tuple[str, tuple[Doubt, ...]]], int]:
    """The cells of the row that begins there, and the line behind it."""
    cells, at = _quoted(lines, at) or (_fields(lines[at].words), at + 1)
    if len(cells) == 1:
        return [(cells[0], ())], at
    own = cells[0].strip()
    doubts: tuple[Doubt, ...] = ()
    while at < len(lines) and _goes_on(lines, at, len(cells), width, own):
        first, *rest = _fields(lines[at].words)
        if len(cells) >= width:
            doubts = (Doubt(DoubtKind.CUT, f"“{first.strip()}”另起一行，接在这一格后面"),)
        cells = [*cells[:-1], f"{cells[-1]}\n{first}", *rest]
        at += 1
    told = _told(cells, width)
    return [*told[:-1], (told[-1][0], (*told[-1][1], *doubts))], at


def _is_heading(lines: list[TextLine], at: int) -> bool:
    """Whether a line without fields stands between two rows as a heading of the rows below."""
    return bool(_HEADING.match(lines[at].words.strip())) and at + 1 < len(lines) and "\t" in lines[at + 1].words


def _quoted(lines: list[TextLine], at: int) -> tuple[list[str], int] | None:
    """A row as a spreadsheet copies it, a cell of several lines in quotes; None where it has none."""
    if not re.search(r'(?:^|\t)"', lines[at].words) or len(lines[at].words) > csv.field_size_limit():
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
    words = lines[at].words.strip()
    if not words or _HEADING.match(words) or _BELOW.match(words):
        return False
    fields = _fields(lines[at].words)
    if len(fields) > 1:
        return not _follows(fields[0], own) and cells < width and cells + len(fields) - 1 <= width
    if cells < width:
        return True
    below = takewhile(lambda line: line.words.strip(), lines[at + 1 : at + _MOST_LINES])
    row = next((_fields(line.words) for line in below if "\t" in line.words), [])
    return _follows(row[0], own) if row and own.isdecimal() else len(row) == width


def _follows(number: str, own: str) -> bool:
    return number.strip().isdecimal() and own.isdecimal() and int(number) == int(own) + 1


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
    except csv.Error:  # a field too long for any cell
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
