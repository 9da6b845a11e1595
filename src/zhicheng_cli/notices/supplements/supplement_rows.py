"""Which rows of a plan a sentence of a later notice speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zhicheng_cli.plan.changes import PlanEntry

from .supplement_words import ALL_ROWS

_NUMBERED = re.compile(r"(?:序号[为是:]?|第)(\d{1,3})(?:项|行|号|条)?(?!\d|[〔\[(]|个|次|批|年|月|日|季|章|款)")
#: A committee as running text calls it.
_CALLED = re.compile("([一-鿿()、·]{2,40}?)((?:评审|评议)委员会|评委会|高评委|中评委|初评委)")
_PADDING = re.compile(
    "专业技术|任职资格|职务资格|职务|资格|专业|系列|系统|行业|人员|评审委员会|评议委员会|评委会|[高中初]评委|中、初级|(?:正|副)?高级|中级|初级|[()、]|^(?:将|对|把|的|关于)+|^(?:全)?市"
)


class NamedRows(NamedTuple):
    """The rows that a sentence names.

    Attributes:
        rows: in the plan's order; empty = it names none.
        assumed: how they were found, where the words are not the printed name or number.
        unclear: why nobody can say which rows are meant.
    """

    rows: tuple[PlanEntry, ...] = ()
    assumed: str = ""
    unclear: str = ""


def rows_named(sentence: str, rows: Sequence[PlanEntry]) -> NamedRows:
    """The rows a sentence names by number, by name, or by a shorter name.

    Args:
        sentence: without blanks, full width folded sign by sign.
    """
    numbers = [int(one) for one in _NUMBERED.findall(sentence)]
    named = _by_name(sentence, rows)
    if numbers:
        return _by_number(numbers, named, rows)
    if named:
        return NamedRows(tuple(named))
    if ALL_ROWS.search(sentence):
        return NamedRows(unclear="说的是各评委会，没有写是哪些行")
    return _by_short_name(sentence, rows)


def _by_number(numbers: list[int], named: list[PlanEntry], rows: Sequence[PlanEntry]) -> NamedRows:
    there = {row["no"]: row for row in rows}
    if lacking := [one for one in numbers if one not in there]:
        return NamedRows(unclear=f"没有第{lacking[0]}行")
    found = [there[one] for one in dict.fromkeys(numbers)]
    if named and {one["no"] for one in named} != {one["no"] for one in found}:
        return NamedRows(unclear=f"写的序号是{'、'.join(map(str, numbers))}，名称却是{named[0]['no']}号的")
    return NamedRows(tuple(found))


def _by_name(sentence: str, rows: Sequence[PlanEntry]) -> list[PlanEntry]:
    """The rows whose printed name stands in the sentence; a name that is part of a longer one there does not count."""
    rest, found = sentence, []
    for row in sorted(rows, key=lambda one: -len(one["printed"]["name"])):
        if (name := plain(row["printed"]["name"])) and name in rest:
            found.append(row)
            rest = rest.replace(name, "\n")
    return sorted(found, key=lambda one: one["no"])


def _by_short_name(sentence: str, rows: Sequence[PlanEntry]) -> NamedRows:
    found = []
    for match in _CALLED.finditer(sentence):
        if not (one := _stem(match[0])):
            continue
        alike = [row for row in rows if _is_called(plain(row["printed"]["name"]), match[0], one)]
        if len(alike) != 1:
            several = "、".join(f"{row['no']}号" for row in alike)
            return NamedRows(unclear=f"“{one}”对应{several}，不知道是哪一行" if alike else f"没有名称是“{one}”的行")
        found += alike
    names = "、".join(f"{row['no']}号{row['printed']['name']}" for row in found)
    return NamedRows(tuple(found), f"名称没有写全，当作{names}") if found else NamedRows()


def _is_called(name: str, called: str, stem: str) -> bool:
    levels = [set(re.findall("[高中初](?=级|评委|、)", words)) for words in (name, called)]
    return stem in _stem(name) and (not levels[1] or levels[0] == levels[1])


@lru_cache(maxsize=512)
def _stem(name: str) -> str:
    before = None
    while before != name:
        before, name = name, _PADDING.sub("", name)
    return name


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Words without blanks and with full width folded sign by sign: every sign keeps its place among the others."""
    return "".join(words.split()).translate(_HALF)


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("﹙"): "(", ord("﹚"): ")"}
