"""Plans of several years beside each other: a body keeps its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.written.folding import folded


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


def _year(document: Document) -> int:
    year: int = document.value["plan"]["year"]
    return year


def _changed(before: Document, after: Document) -> Iterator[Finding]:
    keys = {name: row["key"] for name, _, row in _names(before)}
    for name, index, row in _names(after):
        key = keys.get(name, row["key"])
        if key != row["key"]:
            message = f"“{row['printed']['name']}”的代号在 {_year(before)} 年度是“{key}”，这里是“{row['key']}”"
            hint = "同一个评委会年年用同一个，日历和提醒才接得上；确是另一个的，不必改"
            yield after.finding(("committees", index, "key"), "N303", message, hint)


def _names(plan: Document) -> list[tuple[str, int, Any]]:
    """The rows that bear their printed name alone."""
    rows = [(folded(row["printed"]["name"]), index, row) for index, row in enumerate(plan.value["committees"])]
    names = [name for name, _, _ in rows]
    return [row for row in rows if names.count(row[0]) == 1]
