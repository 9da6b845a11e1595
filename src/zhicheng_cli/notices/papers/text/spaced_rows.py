"""Rows of a table in plain text, its cells parted by blanks, below each other where the text is of one width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

from .delimited_rows import RowOfWords, TextLine

_APART = re.compile(r"[^\s\u3000]+(?:[ \u3000][^\s\u3000]+)*")
#: A header has so many fields at least, and so many rows below it.
_FEW_FIELDS = 4
_FEW_ROWS = 2
#: A longer line is no row.
_LONGEST = 5_000
#: Columns that are typed by hand are not exact.
_OFF = 1


class _PlacedField(NamedTuple):
    start: int
    words: str


def spaced_rows(lines: list[TextLine]) -> Iterator[tuple[int, int, list[RowOfWords]]]:
    """Tables of blanks: first line, the line behind the last, rows.

    Where the fields stand below those of the header, their places tell the columns; elsewhere their order does, and a
    row with fewer or more of them is told as such.
    """
    at = 0
    while at < len(lines):
        header = _fields(lines[at].words)
        end = _end(lines, at) if len(header) >= _FEW_FIELDS else at
        if end - at <= _FEW_ROWS:
            at += 1
            continue
        told = [(line, fields) for line in lines[at:end] if (fields := _fields(line.words))]
        starts = [one.start for one in header]
        placed = [one.start in starts for _, fields in told[1:] for one in fields]
        is_aligned = sum(placed) * 2 > len(placed)
        yield at, end, _rows(told, starts, is_aligned=is_aligned)
        at = end


def _end(lines: list[TextLine], first: int) -> int:
    """The line behind the last that has several fields, no more than a blank line apart."""
    end = first + 1
    for at in range(first + 1, len(lines)):
        words = lines[at].words
        if at - end > 1 or (words.strip() and len(_fields(words)) <= 1 and not words[0].isspace()):
            break
        if words.strip():
            end = at + 1
    return end


def _rows(
    told: Sequence[tuple[TextLine, list[_PlacedField]]], starts: list[int], *, is_aligned: bool
) -> list[RowOfWords]:
    rows: list[RowOfWords] = []
    for line, fields in told:
        if rows and is_aligned and fields[0].start >= starts[1] - _OFF:
            _go_on(rows[-1], fields, starts)
        else:
            rows.append(RowOfWords(_cells(fields, starts, is_aligned=is_aligned), line.number))
    return rows


def _cells(fields: list[_PlacedField], starts: list[int], *, is_aligned: bool) -> list[tuple[str, tuple[Doubt, ...]]]:
    columns = [_column(one, starts) for one in fields] if is_aligned else [*range(len(fields))]
    is_plain = all(one < other for one, other in pairwise(columns))
    if is_aligned:
        is_plain &= all(abs(one.start - starts[at]) <= _OFF for one, at in zip(fields, columns, strict=True))
    else:
        is_plain &= len(fields) == len(starts)
    doubt = Doubt(DoubtKind.SPANNING, f"这一行有 {len(fields)} 栏，表头有 {len(starts)} 栏，只有空格分栏")
    doubts = () if is_plain else (doubt,)
    cells = [""] * max(len(starts), columns[-1] + 1)
    for one, at in zip(fields, columns, strict=True):
        cells[at] = f"{cells[at]} {one.words}".strip()
    return [(words, doubts) for words in cells]


def _go_on(row: RowOfWords, fields: list[_PlacedField], starts: list[int]) -> None:
    """Put a line below the fields of the row that it goes on with."""
    for one in fields:
        at = _column(one, starts)
        words, doubts = row.cells[at]
        doubt = Doubt(DoubtKind.CUT, f"“{one.words}”另起一行，接在这一格后面")
        row.cells[at] = (f"{words}\n{one.words}", (*doubts, doubt))


def _column(field: _PlacedField, starts: list[int]) -> int:
    """The last column that begins where the field does, or before."""
    return max(at for at, start in enumerate(starts) if at == 0 or start <= field.start + _OFF)


def _fields(words: str) -> list[_PlacedField]:
    """What two blanks or more part, each with its place as a text of one width shows it."""
    if len(words) > _LONGEST:
        return []
    return [_PlacedField(_width(words[: one.start()]), one[0]) for one in _APART.finditer(words)]


def _width(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
