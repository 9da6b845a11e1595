"""Which column of a roster is which: its headings against the fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS
from zhicheng_cli.errors import NextStep, Pointer, ZcError, visible
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.written.folding import folded, seen

#: The columns that are no facts: whom a row is about.
PASSED_THROUGH = {"name": "姓名", "identity": "身份证号"}
#: So many rows are looked at for the headings: titles may stand above them.
LOOKED_AT = 10
_NEEDED = {"name": PASSED_THROUGH["name"], "title": BY_NAME["title"].label}
_BY_HEADING = {
    **{label: key for key, label in PASSED_THROUGH.items()},
    **{field.label: field.name for field in FIELDS},
}
#: English names are understood as well, and other words for the very same.
_KEYS = {
    **_BY_HEADING,
    **{key: key for key in _BY_HEADING.values()},
    **dict.fromkeys(("身份证", "身份证号码", "公民身份号码"), "identity"),
    **dict.fromkeys(("工作单位", "单位名称"), "employer"),
}
#: A running number, which may stand where nobody is entered yet.
_RUNNING = ("序号", "编号", "No", "No.", "NO", "NO.", "#")
#: How templates mark what must be filled in: it is no part of the heading.
_MARK = re.compile(r"^\*+|(\*+|\((必填|选填|必填项)\))+$")
#: What begins so is a column of its own, however much it looks like another.
_OWN = "备注"
#: So much must be alike for a heading to be asked about.
_ALIKE = 0.6
_LEAST_ALIKE, _LONGEST_ALIKE = 3, 20
_MOST = 1000
_BLANK = Pointer(NextStep.BLANK_ROSTER)


class Columns(NamedTuple):
    """What stands in the columns of a roster, left to right.

    Attributes:
        keys: `name`, `identity`, the name of a fact, `+5` for a column that is no fact, or `#5` for one at the end
            that has no heading.
        headings: as they are seen.
    """

    keys: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def kept(self) -> dict[str, str]:
        """The headings of the columns that are no facts, and come back in the result as they are."""
        return {key: self.heading(key) for key in self.keys if key.startswith("+")}

    @property
    def facts(self) -> tuple[str, ...]:
        """The keys of the columns that are read; also of those without a heading, where nothing may stand."""
        return tuple(key for key in self.keys if is_read(key))

    def heading(self, key: str) -> str:
        """The heading of a column."""
        return self.headings[self.keys.index(key)]

    def is_running(self, key: str) -> bool:
        """Whether the column only numbers the rows."""
        return self.heading(key) in _RUNNING


def is_read(key: str) -> bool:
    """Whether a column is read, not only copied."""
    return key not in PASSED_THROUGH and not key.startswith("+")


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[Columns, int]:
    """The columns that a roster names, and the place of the row that names them: a title may stand above.

    Args:
        rows: the first of the file.

    Raises:
        ZcError: as `read_headings`.
    """
    known = [{key for cell in row[:_MOST] if (key := _KEYS.get(_plain(cell)))} for row in rows]
    place = max(range(len(rows)), key=lambda row: (known[row] >= _NEEDED.keys(), len(known[row]), -row), default=0)
    return read_headings(rows[place] if rows else []), place


def read_headings(cells: Sequence[str]) -> Columns:
    """The columns that a heading row names.

    Raises:
        ZcError: a column that is needed is not there, a heading stands twice, or it may mean another column.
    """
    plain = [_plain(cell) for cell in cells]
    headed = max((place for place, heading in enumerate(plain, 1) if heading), default=0)
    if headed > _MOST:
        raise ZcError(f"名册的列太多，超过 {_MOST} 列", "删去用不着的列")
    taken = {_KEYS[heading] for heading in plain if heading in _KEYS}
    keys = tuple(_key(heading, place, taken) for place, heading in enumerate(plain[:headed], 1))
    for key in keys:
        if keys.count(key) > 1:
            places = "、".join(str(place) for place, one in enumerate(keys, 1) if one == key)
            raise ZcError(f"名册里“{_label(key)}”有 {keys.count(key)} 列（第 {places} 列）", "只留一列")
    lacking = [label for key, label in _NEEDED.items() if key not in keys]
    if lacking:
        raise ZcError(f"名册缺少这些列：{'、'.join(lacking)}", "第一行写列名", _BLANK)
    rest = tuple(f"#{place}" for place in range(headed + 1, min(len(plain), _MOST) + 1))
    named = zip(keys, cells, plain, strict=False)
    told = (masked(seen(cell)) if key.startswith("+") else heading for key, cell, heading in named)
    return Columns((*keys, *rest), (*told, *(f"第 {one[1:]} 列" for one in rest)))


def _plain(cell: str) -> str:
    return _MARK.sub("", "".join(folded(cell).split()))


def _key(heading: str, place: int, taken: Collection[str]) -> str:
    if not heading:
        raise ZcError(f"名册第 {place} 列没有列名", "每一列写一个列名，不要合并", _BLANK)
    if heading in _KEYS:
        return _KEYS[heading]
    meant = [] if heading in _RUNNING or heading.startswith(_OWN) else _alike(heading, taken)
    if meant:
        raise ZcError(
            f"名册第 {place} 列的列名“{visible(masked(heading[:40]))}”不认识",
            f"是否想写“{'”或“'.join(meant)}”？都不是的话，列名前面加“{_OWN}-”，照抄到结果里",
        )
    return f"+{place}"


def _alike(heading: str, taken: Collection[str]) -> list[str]:
    """The headings that may be meant, of columns that are not there: 学历 → 最高学历, 所在单位 → 单位."""
    from zhicheng_cli.files.findings import closest

    if len(heading) > _LONGEST_ALIKE:
        return []
    free = [label for label, key in _BY_HEADING.items() if key not in taken]
    same = [label for label in free if label.endswith(heading) or heading.endswith(label)]
    near = closest(heading, [label for label in free if len(label) >= _LEAST_ALIKE], _ALIKE)
    return same or ([near] if near else [])


def _label(key: str) -> str:
    return next(heading for heading, one in _BY_HEADING.items() if one == key)
