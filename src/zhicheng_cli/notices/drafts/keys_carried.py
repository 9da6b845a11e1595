"""The keys of a plan's rows: a body keeps the one that it had; a new body gets one of the same style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.notices.readings.reading_doubt import ReadingDoubt
from zhicheng_cli.notices.readings.row_names import core_of
from zhicheng_cli.written.folding import folded

_LEVELS = {"高评委": "高级", "中评委": "中级", "初评委": "初级", "中初评委": "中初级", "区县评委会": "中级"}
_COMPANY = re.compile("(?:股份|集团)?有限(?:责任)?公司$|集团$")
_NOT_IN_KEYS = re.compile("[^0-9A-Za-z㐀-䶿一-鿿]")
_TAIL = re.compile("(?:系列|专业|系统)$")
_LONGEST = 36


class CarriedKeys(NamedTuple):
    """A key for each row, in order, and what was not plain, by the row's place."""

    keys: list[str]
    doubts: dict[int, ReadingDoubt]


def carry_keys(
    rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], city: str = "", taken: Sequence[str] = ()
) -> CarriedKeys:
    """The keys of the rows of a plan.

    Args:
        rows: in the form of the plan file, without keys.
        before: the rows of the plan before, with theirs. Numbers tell nothing: they are counted anew every year.
        city: its name, which a new key leaves out.
        taken: further keys that no new body may have, such as those of rows that were withdrawn.
    """
    found: dict[int, int] = {}
    doubts: dict[int, ReadingDoubt] = {}
    for alike in (_same_name, _same_work):
        _match(rows, before, alike, found, doubts)
    keys: list[str] = []
    used = {one["key"].casefold() for one in before} | {key.casefold() for key in taken}
    for index, row in enumerate(rows):
        if index in found:
            keys.append(before[found[index]]["key"])
            continue
        key = _unused(_new_key(row, city), used)
        used.add(key.casefold())
        keys.append(key)
        if before and index not in doubts:
            message = f"去年的计划里没有“{row['printed']['name']}”"
            doubts[index] = ReadingDoubt("W451", "name", message, f"作新的评委会，代号“{key}”")
    return CarriedKeys(keys, doubts)


def _match(
    rows: Sequence[Mapping[str, Any]],
    before: Sequence[Mapping[str, Any]],
    alike: Any,
    found: dict[int, int],
    doubts: dict[int, ReadingDoubt],
) -> None:
    """Pair what is left where exactly one row is like exactly one."""
    open_rows = [index for index in range(len(rows)) if index not in found]
    left = [index for index in range(len(before)) if index not in found.values()]
    like = {index: [old for old in left if alike(rows[index], before[old])] for index in open_rows}
    for index, old in like.items():
        rivals = [other for other in open_rows if other != index and set(like[other]) & set(old)]
        if len(old) == 1 and not rivals:
            found[index] = old[0]
            if alike is _same_work:
                was = before[old[0]]
                message = f"去年没有这个名称；资格、接收单位同“{was['printed']['name']}”"
                doubts[index] = ReadingDoubt("W451", "name", message, f"当作它改了名，代号仍是“{was['key']}”")
            else:
                doubts.pop(index, None)
        elif old:
            names = "、".join(f"“{before[one]['key']}”" for one in old)
            message = f"去年的计划里不只一个评委会像它，或者不只一行像它：{names}"
            doubts[index] = ReadingDoubt("W451", "name", message, "作新的评委会，另起代号")


def _same_name(row: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    return folded(row["printed"]["name"]) == folded(old["printed"]["name"])


def _same_work(row: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """The same kind, titles and offices, and fields of which one is the same."""
    if row["kind"] != old["kind"] or not {*row["specialties"]} & {*old["specialties"]}:
        return False
    units = ({one["unit"] for one in each["receivers"]} for each in (row, old))
    return bool(_titles(row)) and _titles(row) == _titles(old) and len({*map(frozenset, units)}) == 1


def _titles(row: Mapping[str, Any]) -> set[str]:
    return {folded(one) for one in (*row["reviews"], *row["recommends"])}


def _new_key(row: Mapping[str, Any], city: str) -> str:
    """建设工程-中级, 会计, 县区中小学教师-中级, 电梯行业协会."""
    name, kind = row["printed"]["name"], row["kind"]
    if kind == "自主评审单位":
        bare = _COMPANY.sub("", re.sub(f"^{re.escape(city.removesuffix('市'))}市?", "", name) if city else name)
        return _key(bare or name)
    county = row.get("scope", {}).get("county", "")
    core = _TAIL.sub("", core_of(name.removeprefix(county))) or name
    area = "县区" if kind == "区县评委会" else county
    level = _LEVELS.get(kind, "")
    return _key(f"{area}{core}", level)


def _key(words: str, level: str = "") -> str:
    bare = _NOT_IN_KEYS.sub("", folded(words))[: _LONGEST - len(level)]
    bare = f"第{bare}" if bare[:1].isdigit() else bare or "评委会"
    return f"{bare}-{level}" if level else bare


def _unused(key: str, used: set[str]) -> str:
    number, free = 2, key
    while free.casefold() in used:
        free, number = f"{key}-{number}", number + 1
    return free
