"""The header of a grid: where it stands, and what each column below it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Grid, PaperCell
from zhicheng_cli.written.folding import folded

from .column_meaning import Meaning, meaning_of
from .shown_signs import shown_signs

_ROWS_LOOKED_AT = 12
#: What a column holds is seen in so many rows.
_ROWS_BELOW = 100
_HIGHEST = 3
_LONGEST = 40
_FEW = 3
#: The longest header of a lower level that is not merged with anything.
_SHORT = 10
#: A roster has committees and times, too.
_A_NUMBER = re.compile(r"\d{1,3}[.、]?$")
_A_TIME = re.compile(r"(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!前?以[上下])|20\d\d[-./]\d{1,2}\b")
_OF_PERSONS = re.compile("姓名|性别|身份证号?码?|出生年月日?|申报人(?:姓名)?")


class GridColumn(NamedTuple):
    """A column.

    Attributes:
        field: its place in the grid, from 0.
        meaning: what it holds.
        header: as printed without blanks, the upper level first.
        is_cutoff: a stage that stands for the cut-off, which the table does not print as such.
        likely: what its header says, where another column was taken for that.
        is_part: its header is that of the column to the left: one field of the header stands over both.
    """

    field: int
    meaning: Meaning
    header: str
    is_cutoff: bool = False
    likely: Meaning | None = None
    is_part: bool = False


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
        persons = any(_OF_PERSONS.fullmatch(column.header) for column in self.columns)
        return not persons and self.has(Meaning.NAME) and self.has(Meaning.CUTOFF, Meaning.REVIEW, Meaning.STAGE)

    @property
    def is_of_contacts(self) -> bool:
        """Whether they name a person, a phone and a department or a specialty, and no time."""
        named = self.has(Meaning.PERSON) and self.has(Meaning.PHONE)
        return named and not self.is_of_plan and self.has(Meaning.DEPARTMENT, Meaning.SPECIALTY, Meaning.RECEIVERS)


def find_heading(grid: Grid) -> GridHeading | None:
    """The header of a grid, or None where the first rows are none."""
    looked_at = range(min(len(grid.rows), _ROWS_LOOKED_AT))
    return next((heading for first in looked_at if (heading := heading_at(grid, first))), None)


def heading_at(grid: Grid, first: int) -> GridHeading | None:
    """The header that begins in a row of a grid, or None where none does."""
    if _is_body(grid.rows[first]):
        return None
    end = _end(grid, first)
    columns = _columns(grid, first, end)
    told = {column.meaning for column in columns} - {Meaning.EXTRA}
    if len(told) < _FEW:
        return None
    return GridHeading(first, end, _settled(tuple(_by_what_stands_below(grid, first, end, columns))))


def _by_what_stands_below(grid: Grid, first: int, end: int, columns: tuple[GridColumn, ...]) -> Iterator[GridColumn]:
    """The columns whose headers say nothing of what they hold: numbers, times, remarks below them do."""
    known = {column.meaning for column in columns}
    for column in columns:
        is_blank = not any(_words(row[column.field]) for row in grid.rows[first:end])
        if not is_blank and column.meaning is not Meaning.EXTRA:
            yield column
            continue
        below = [words for row in grid.rows[end : end + _ROWS_BELOW] if (words := _words(row[column.field]))]
        if not is_blank:
            yield column._replace(meaning=meaning_of(f"{column.header}时间")) if _most(_A_TIME, below) else column
        elif Meaning.NO not in known and _most(_A_NUMBER, below):
            yield GridColumn(column.field, Meaning.NO, "")
        elif Meaning.REMARKS not in known and below and column is columns[-1]:
            yield GridColumn(column.field, Meaning.REMARKS, "")
        else:
            yield column


def _most(form: re.Pattern[str], below: list[str]) -> bool:
    return sum(bool(form.match(words)) for words in below) * 2 > len(below)


def _end(grid: Grid, first: int) -> int:
    end = first + 1
    while end < min(len(grid.rows), first + _HIGHEST) and _goes_on(grid, first, end):
        end += 1
    return end


def _goes_on(grid: Grid, first: int, at: int) -> bool:
    """Whether a row is the next level of a header."""
    above, row = grid.rows[at - 1], grid.rows[at]
    if _is_body(row) or len(set(map(id, row))) == 1:
        return False
    if any(one is not None and one is other for one, other in zip(above, row, strict=True)):
        return True
    own = [(field, words) for field, words in enumerate(map(_words, row)) if words]
    if len(own) < _FEW - 1 or any(len(words) > _SHORT or re.search(r"\d", words) for _, words in own):
        return False
    columns = _columns(grid, first, at + 1)
    has_blanks = any(not _words(one) for one in above) and any(not _words(one) for one in row)
    return has_blanks and all(columns[field].meaning is not Meaning.EXTRA for field, _ in own)


def _is_body(row: tuple[PaperCell | None, ...]) -> bool:
    words = [one for one in map(_words, row) if one]
    return any(re.fullmatch(r"\d{1,3}", one) or len(one) > _LONGEST for one in words)


def _columns(grid: Grid, first: int, end: int) -> tuple[GridColumn, ...]:
    columns: list[GridColumn] = []
    lowest = grid.rows[end - 1]
    for field in range(len(lowest)):
        levels = [_words(grid.rows[at][field]) for at in range(first, end)]
        if end - first > 1 and not levels[0] and levels[-1]:
            levels[0] = next((one for at in range(field, -1, -1) if (one := _words(grid.rows[first][at]))), "")
        header = "/".join(dict.fromkeys(filter(None, levels)))
        is_part = bool(columns) and (not header or (lowest[field] is not None and lowest[field] is lowest[field - 1]))
        header = columns[-1].header if is_part else header
        columns.append(GridColumn(field, meaning_of(header), header, is_part=is_part))
    return tuple(columns)


def _words(cell: PaperCell | None) -> str:
    return "" if cell is None else re.sub(r"\s", "", shown_signs(cell.words)[0])


_SUBMITTING = re.compile("申报|接收|受理|报送|材料|递交|提交|收件")
_OF_OTHERS = re.compile("网上|线上|网络|审核|公示|缴费|答辩|考试|发证|初审|复审|开始|起始|启动|起$|个人|论文|系统")
_TAKING = re.compile("接收|受理|收件|报送|递交|提交|收取")
_FORMING = re.compile("承办|组建|牵头|责任|主管")


def _settled(columns: tuple[GridColumn, ...]) -> tuple[GridColumn, ...]:
    """The columns, each meaning but once: of several times one is the cut-off where that is plain, the rest stages."""
    parts = columns = _with_places(columns)
    columns = tuple(column for column in parts if not column.is_part)
    taken = {meaning: _best(meaning, columns) for meaning in {column.meaning for column in columns}}
    times = [column for column in columns if column.meaning is Meaning.CUTOFF]
    stage = None
    if len(times) > 1:
        likely = [one for one in times if _SUBMITTING.search(one.header) and not _OF_OTHERS.search(one.header)]
        closing = [one for one in likely if "截止" in one.header and _TAKING.search(one.header)]
        taken[Meaning.CUTOFF] = closing[0] if len(closing) == 1 else None
        stage = likely[0] if len(likely) == 1 else None
    if times and Meaning.NAME not in taken and Meaning.SPECIALTY in taken:
        taken[Meaning.NAME] = taken[Meaning.SPECIALTY]
    if Meaning.NAME in taken and {Meaning.CUTOFF, Meaning.REVIEW} & {*taken} and Meaning.RECEIVERS not in taken:
        taken[Meaning.RECEIVERS] = _stand_in(columns)
    settled: list[GridColumn] = []
    for column in parts:
        if column.is_part:
            settled.append(settled[-1]._replace(field=column.field, is_part=True))
        else:
            settled.append(_one_settled(column, taken, column is stage))
    return tuple(settled)


def _with_places(columns: tuple[GridColumn, ...]) -> tuple[GridColumn, ...]:
    """The columns, those of places (受理地点) beside one of offices as such."""
    offices = [one for one in columns if one.meaning is Meaning.RECEIVERS and not one.header.endswith("地点")]
    if not offices:
        return columns
    places = [one for one in columns if one.meaning is Meaning.RECEIVERS and one.header.endswith("地点")]
    return tuple(one._replace(meaning=Meaning.PLACE) if one in places else one for one in columns)


def _stand_in(columns: tuple[GridColumn, ...]) -> GridColumn | None:
    """The column of those who form the committee, or of phones, where none says who takes the papers."""
    forming = (one for one in columns if one.meaning is Meaning.DEPARTMENT and _FORMING.search(one.header))
    phones = (one for one in columns if one.meaning is Meaning.PHONE)
    return next(forming, None) or next(phones, None)


def _one_settled(
    column: GridColumn, taken: Mapping[Meaning, GridColumn | None], is_stage_of_cutoff: bool
) -> GridColumn:
    meaning = next((one for one in (Meaning.NAME, Meaning.RECEIVERS, column.meaning) if taken.get(one) is column), None)
    if meaning is not None or column.meaning is Meaning.EXTRA:
        return column._replace(meaning=meaning or Meaning.EXTRA)
    if column.meaning is Meaning.CUTOFF:
        derived = is_stage_of_cutoff and taken[Meaning.CUTOFF] is None
        return column._replace(meaning=Meaning.STAGE, is_cutoff=derived)
    return column._replace(meaning=Meaning.EXTRA, likely=column.meaning)


def _best(meaning: Meaning, columns: tuple[GridColumn, ...]) -> GridColumn | None:
    """Of several columns of one meaning, the one that it is told of the plainest; else the first."""
    same = [column for column in columns if column.meaning is meaning]
    if meaning is Meaning.RECEIVERS:
        return next((one for one in same if _TAKING.search(one.header)), same[0])
    if meaning is Meaning.PHONE:
        offices = [column.field for column in columns if column.meaning is Meaning.RECEIVERS]
        return next((one for one in same if one.field - 1 in offices), same[0])
    return same[0]


def has_same_header(heading: GridHeading, row: tuple[PaperCell | None, ...]) -> bool:
    """Whether a row repeats a header, or a level of it."""
    if any(
        column.meaning is Meaning.NO and meaning_of(_words(row[column.field])) is Meaning.NO
        for column in heading.columns
    ):
        return True
    words = [folded(_words(one)) for one in row]
    told = [folded(column.header) for column in heading.columns]
    pairs = [(one, header) for one, header in zip(words, told, strict=False) if one]
    return len(pairs) > 1 and all(one in header.split("/") or one == header for one, header in pairs)
