"""Plans of several years beside each other: a body keeps its key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.written.folding import folded

#: What a key may end with.
_LEVELS = ("初级", "中级", "高级")
_BOTH = {"中初评委": ["中初级"]}


def check_keys(plans: Iterable[Document]) -> Iterator[Finding]:
    """A key that changes from one plan of a city to the next, under the same printed name.

    Args:
        plans: without errors.
    """
    cities: dict[str, list[Document]] = {}
    for one in plans:
        cities.setdefault(one.value["region"]["city"], []).append(one)
    for of_city in cities.values():
        of_city.sort(key=_year)
        for before, after in pairwise(of_city):
            yield from _changed(before, after)
        for one in of_city:
            yield from _strange(one, {row["key"] for other in of_city if other is not one for row in _rows(other)})


def _strange(plan: Document, elsewhere: Collection[str]) -> Iterator[Finding]:
    """A key that cannot be made out of its row, nor is known from another year: that of another body, perhaps.

    Args:
        elsewhere: the keys of the city's other years.
    """
    for index, row in enumerate(_rows(plan)):
        if row["key"] not in elsewhere and not _is_of(row):
            message = f"从“{row['printed']['name']}”看不出代号“{row['key']}”"
            hint = "核对是不是别的评委会的；代号用名称、系列、专业里的字，级别照名称写，才认得出"
            yield plan.finding(("committees", index, "key"), "W325", message, hint)


def _is_of(row: Mapping[str, Any]) -> bool:
    """Whether the characters of a key stand, in their order, in the row's name, a series or a specialty of it, and the
    level behind its dash is the row's."""
    stem, _, level = row["key"].rpartition("-")
    printed, kind = folded(row["printed"]["name"]), row["kind"]
    named = [one for one in _LEVELS if one in printed] or [one for one in _LEVELS if one[0] == kind[0]]
    named = _BOTH.get(kind, named)
    if level not in (*_LEVELS, *named):
        stem, level = row["key"], ""
    words = (printed, *row["series"], *row["specialties"])
    return (not level or not named or level in named) and any(_in_order(folded(stem), one) for one in words)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(one in rest for one in short)


def _rows(plan: Document) -> list[Any]:
    rows: list[Any] = plan.value["committees"]
    return rows


def _year(document: Document) -> int:
    year: int = document.value["plan"]["year"]
    return year


def _changed(before: Document, after: Document) -> Iterator[Finding]:
    keys = {name: row["key"] for name, _, row in _names(before)}
    owners = {key: name for name, key in keys.items()}
    here = {name for name, _, _ in _names(after)}
    for name, index, row in _names(after):
        key = keys.get(name, row["key"])
        if key == row["key"]:
            continue
        message = f"“{row['printed']['name']}”的代号在 {_year(before)} 年度是“{key}”，这里是“{row['key']}”"
        hint = "同一个评委会年年用同一个，日历和提醒才接得上；确是另一个的，不必改"
        path: DataPath = ("committees", index, "key")
        owner = owners.get(row["key"])
        if owner in here:
            yield after.finding(path, "W325", f"{message}，那是“{owner}”的", "两行的代号写反了，换回来")
        else:
            yield after.finding(path, "N303", message, hint)


def _names(plan: Document) -> list[tuple[str, int, Any]]:
    """The rows that bear their printed name alone."""
    rows = [(folded(row["printed"]["name"]), index, row) for index, row in enumerate(plan.value["committees"])]
    names = [name for name, _, _ in rows]
    return [row for row in rows if names.count(row[0]) == 1]
