"""The header of a grid: where it stands, and what each column below it holds."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Grid, PaperCell
from zhicheng_cli.written.folding import folded

from .column_meaning import Meaning, meaning_of
from .shown_signs import shown_signs

_ROWS_LOOKED_AT = 12
_HIGHEST = 3
_LONGEST = 40
_FEW = 3


class GridColumn(NamedTuple):
    """A column: its field in the grid (from 0), what it holds, its header as printed, the upper level first."""

    field: int
    meaning: Meaning
    header: str


class GridHeading(NamedTuple):
    """A header.

    Attributes:
        first, end: its first row and the one behind its last.
        columns: of the whole grid, in printed order.
    """

    first: int
    end: int
    columns: tuple[GridColumn, ...]

    def has(self, *meanings: Meaning) -> bool:
        """Whether some column holds one of these."""
        return any(column.meaning in meanings for column in self.columns)

    @property
    def is_of_plan(self) -> bool:
        """Whether the rows below name committees and a time."""
        return self.has(Meaning.NAME) and self.has(Meaning.CUTOFF, Meaning.REVIEW, Meaning.STAGE)

    @property
    def is_of_contacts(self) -> bool:
        """Whether they name a person, a phone and a department or a specialty, and no time."""
        named = self.has(Meaning.PERSON) and self.has(Meaning.PHONE)
        return named and not self.is_of_plan and self.has(Meaning.DEPARTMENT, Meaning.SPECIALTY, Meaning.RECEIVERS)


def find_heading(grid: Grid) -> GridHeading | None:
    """The header of a grid, or None where the first rows are none."""
    for first in range(min(len(grid.rows), _ROWS_LOOKED_AT)):
        end = _end(grid, first)
        columns = _columns(grid, first, end)
        told = {column.meaning for column in columns} - {Meaning.EXTRA}
        if len(told) >= _FEW and not _is_body(grid.rows[first]):
            return GridHeading(first, end, _settled(columns))
    return None


def _end(grid: Grid, first: int) -> int:
    end = first + 1
    while end < min(len(grid.rows), first + _HIGHEST) and _goes_on(grid, first, end):
        end += 1
    return end


def _goes_on(grid: Grid, first: int, at: int) -> bool:
    above, row = grid.rows[at - 1], grid.rows[at]
    if _is_body(row) or len(set(map(id, row))) == 1:
        return False
    spans_down = any(one is not None and one is other for one, other in zip(above, row, strict=True))
    own = [one for one in map(_words, row) if one]
    return spans_down or (
        any(not _words(one) for one in above)
        and len(own) > 1
        and all(meaning_of(header) is not Meaning.EXTRA for header in own if header not in map(_words, above))
        and any(not _words(one) for one in row)
    )


def _is_body(row: tuple[PaperCell | None, ...]) -> bool:
    words = [one for one in map(_words, row) if one]
    return any(re.fullmatch(r"\d{1,3}", one) or len(one) > _LONGEST for one in words)


def _columns(grid: Grid, first: int, end: int) -> tuple[GridColumn, ...]:
    headers = []
    for index in range(len(grid.rows[0])):
        levels = [_words(grid.rows[at][index]) for at in range(first, end)]
        if end - first > 1 and not levels[0] and levels[-1]:
            levels[0] = next((one for at in range(index, -1, -1) if (one := _words(grid.rows[first][at]))), "")
        headers.append("/".join(dict.fromkeys(filter(None, levels))))
    return tuple(GridColumn(index, meaning_of(header), header) for index, header in enumerate(headers))


def _words(cell: PaperCell | None) -> str:
    return "" if cell is None else re.sub(r"\s", "", shown_signs(cell.words)[0])


_SUBMITTING = re.compile("申报|接收|受理|报送|材料|递交|提交|收件")
_OF_OTHERS = re.compile("网上|线上|网络|审核|公示|缴费|答辩|考试|发证|初审|复审|开始|起始|启动|个人|论文|系统")


def _settled(columns: tuple[GridColumn, ...]) -> tuple[GridColumn, ...]:
    """The columns, each meaning but once: of several times one is the cut-off where that is plain, the rest stages."""
    times = [column for column in columns if column.meaning is Meaning.CUTOFF]
    cutoff = times[0] if len(times) == 1 else _the_cutoff(times)
    has_name = any(column.meaning is Meaning.NAME for column in columns)
    seen: Counter[Meaning] = Counter()
    settled = []
    for column in columns:
        meaning = column.meaning
        if meaning is Meaning.CUTOFF and column is not cutoff:
            meaning = Meaning.STAGE
        elif meaning is Meaning.SPECIALTY and times and not has_name and not seen[Meaning.NAME]:
            meaning = Meaning.NAME
        elif seen[meaning] and meaning not in (Meaning.STAGE, Meaning.EXTRA):
            meaning = Meaning.EXTRA
        seen[meaning] += 1
        settled.append(column._replace(meaning=meaning))
    return tuple(settled)


def _the_cutoff(times: list[GridColumn]) -> GridColumn | None:
    likely = [one for one in times if _SUBMITTING.search(one.header) and not _OF_OTHERS.search(one.header)]
    closing = [one for one in likely if "截止" in one.header]
    return next((one for some in (closing, likely) if len(some) == 1 for one in some), None)


def has_same_header(heading: GridHeading, row: tuple[PaperCell | None, ...]) -> bool:
    """Whether a row repeats a header, or a level of it."""
    words = [folded(_words(one)) for one in row]
    told = [folded(column.header) for column in heading.columns]
    pairs = [(one, header) for one, header in zip(words, told, strict=False) if one]
    return len(pairs) > 1 and all(one in header.split("/") or one == header for one, header in pairs)
