"""Which column of a roster is which: its headings against the fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS
from zhicheng_cli.errors import ZcError, visible
from zhicheng_cli.written.folding import folded

#: The columns that are no facts: whom a row is about.
PASSED_THROUGH = {"name": "姓名", "identity": "身份证号"}
_NEEDED = {"name": PASSED_THROUGH["name"], "title": BY_NAME["title"].label}
_BY_HEADING = {
    **{label: key for key, label in PASSED_THROUGH.items()},
    **{field.label: field.name for field in FIELDS},
}
#: English names are understood as well.
_KEYS = {**_BY_HEADING, **{key: key for key in _BY_HEADING.values()}}


class Columns(NamedTuple):
    """What stands in the columns of a roster, left to right.

    Attributes:
        keys: `name`, `identity`, the name of a fact, or `#5` for a column at the end that has no heading.
        headings: as written.
    """

    keys: tuple[str, ...]
    headings: tuple[str, ...]


def read_headings(cells: Sequence[str]) -> Columns:
    """The columns that a heading row names.

    Raises:
        ZcError: a heading is unknown or stands twice, or a column that is needed is not there.
    """
    plain = [_plain(cell) for cell in cells]
    headed = max((place for place, heading in enumerate(plain, 1) if heading), default=0)
    keys = tuple(_key(heading, place) for place, heading in enumerate(plain[:headed], 1))
    for key in keys:
        if keys.count(key) > 1:
            places = "、".join(str(place) for place, one in enumerate(keys, 1) if one == key)
            raise ZcError(f"名册里“{_label(key)}”有 {keys.count(key)} 列（第 {places} 列）", "只留一列")
    lacking = [label for key, label in _NEEDED.items() if key not in keys]
    if lacking:
        raise ZcError(f"名册缺少这些列：{'、'.join(lacking)}", "第一行写列名；空白名册用 zc new roster 生成")
    rest = tuple(f"#{place}" for place in range(headed + 1, len(plain) + 1))
    return Columns((*keys, *rest), (*plain[:headed], *(f"第 {one[1:]} 列" for one in rest)))


def _plain(cell: str) -> str:
    return "".join(folded(cell).split())


def _key(heading: str, place: int) -> str:
    from zhicheng_cli.files.findings import closest

    if not heading:
        raise ZcError(f"名册第 {place} 列没有列名", "第一行写列名；空白名册用 zc new roster 生成")
    key = _KEYS.get(heading)
    if key is None:
        near = closest(heading, list(_KEYS))
        hint = f"是否想写“{near}”？" if near else "全部列名见 zc new roster 生成的空白名册；不需要的列请删去"
        raise ZcError(f"名册第 {place} 列的列名“{visible(heading[:40])}”不认识", hint)
    return key


def _label(key: str) -> str:
    return next(heading for heading, one in _BY_HEADING.items() if one == key)
