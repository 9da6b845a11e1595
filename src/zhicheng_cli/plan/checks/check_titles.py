"""The checks of the table of titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_unique, sound
from zhicheng_cli.plan.titles import LEVELS

_NUMERALS = "一二三四五"
_RANKS = tuple(LEVELS)


def check_titles(document: Document, context: Context) -> Iterator[Finding]:
    """The levels are the five; a title stands once in a series, above those that its name is above of, and at the same
    level elsewhere; a renamed one is there under both names."""
    levels = [(level["name"], level["group"]) for level in document.value["levels"]]
    if levels != [*LEVELS.items()]:
        hint = f"照这个次序写全：{'、'.join(f'{level}（{group}）' for level, group in LEVELS.items())}"
        yield document.finding(("levels",), "E402", "级别不全，或者次序、合称不对", hint)
    rows = list(sound(document, "series", context))
    yield from check_unique(document, "series", rows, "name")
    yield from _check_other_names(document, rows)
    elsewhere: dict[str, tuple[str, str]] = {}
    for index, series in rows:
        prefix: DataPath = ("series", index)
        yield from check_unique(document, "titles", enumerate(series["titles"]), "title", prefix)
        levels_of = {row["title"]: row["level"] for row in series["titles"]}
        for number, row in enumerate(series["titles"]):
            path = (*prefix, "titles", number)
            yield from _check_other_name(document, path, row, {one["title"]: one for one in series["titles"]})
            yield from _check_level(document, (*path, "level"), row, levels_of)
            series_of, level = elsewhere.setdefault(row["title"], (series["name"], row["level"]))
            if series_of != series["name"] and level != row["level"]:
                message = f"“{row['title']}”在这里是{row['level']}，在{series_of}系列是{level}"
                yield document.finding((*path, "level"), "W402", message, "同一名称的级别应当相同，核对两处")


def _check_other_name(
    document: Document, path: DataPath, row: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    """The new name, the old and the general one are there, at the same level; of new and old each names the other."""
    new, old = row.get("renamed", {}).get("new"), row.get("formerly")
    for other in filter(None, (new, old, row.get("general"))):
        if other not in rows:
            yield document.finding(path, "E402", f"另一名称“{other}”不在本系列里", "新旧名称和统称都要列出")
        elif rows[other]["level"] != row["level"]:
            message = f"“{row['title']}”是{row['level']}，它的另一名称“{other}”却是{rows[other]['level']}"
            yield document.finding((*path, "level"), "W402", message, "核对这两个名称的级别")
    back = (
        (new, rows.get(new or "", row).get("formerly"), "formerly"),
        (old, rows.get(old or "", row).get("renamed", {}).get("new"), "renamed"),
    )
    for other, named, key in back:
        if other in rows and named != row["title"]:
            message = f"“{row['title']}”的另一名称是“{other}”，那里写的却不是它"
            yield document.finding(path, "W402", message, f"在“{other}”那里写上 {key}，或核对两处")


def _check_other_names(document: Document, rows: list[tuple[int, Any]]) -> Iterator[Finding]:
    """What a series is called elsewhere is no other series."""
    called = {series["name"]: series["name"] for _, series in rows}
    for index, series in rows:
        for number, name in enumerate(series.get("aka", ())):
            if called.setdefault(name, series["name"]) != series["name"]:
                path = ("series", index, "aka", number)
                yield document.finding(path, "E401", f"“{name}”已经是{called[name]}系列的叫法", "一种叫法只指一个系列")


def _check_level(
    document: Document, path: DataPath, row: Mapping[str, Any], levels: Mapping[str, str]
) -> Iterator[Finding]:
    title, level = row["title"], row["level"]
    if level == _RANKS[0] and title.endswith(("员", "教师")):
        return  # the lowest has no level below it: 助理驾驶员 stands above 驾驶员, 三级教师 beside 二级教师
    for lower in _below(title):
        if lower in levels and _RANKS.index(levels[lower]) >= _RANKS.index(level):
            message = f"“{title}”是{level}，“{lower}”却是{levels[lower]}"
            yield document.finding(path, "W402", message, "核对这两个名称的级别")


def _below(title: str) -> Iterator[str]:
    """The titles that a title stands above, by its name: 助理工程师 below 工程师, 二级律师 below 一级律师."""
    if title.startswith("正高级"):
        stem = title.removeprefix("正高级")
        yield from (f"高级{stem}", stem)
    elif title.startswith("高级"):
        yield title.removeprefix("高级")
    else:
        yield from (f"助理{title}", f"副{title}")
    for above, below in pairwise(_NUMERALS):
        if f"{above}级" in title:
            yield title.replace(f"{above}级", f"{below}级")
