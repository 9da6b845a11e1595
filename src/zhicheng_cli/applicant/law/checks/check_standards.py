"""The checks of the degree-and-years standard of a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from zhicheng_cli.applicant.law.facts import DEGREES
from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import PlacedRows, check_dates, sound

#: The levels, lowest first; the schema allows no others.
LEVELS = ("员级", "助理级", "中级", "副高级", "正高级")


def check_standard(document: Document, context: Context) -> Iterator[Finding]:
    """Series and titles are known, no way contradicts another, and no figure is told that was not seen."""
    if document.value["date"] is not None:
        yield from check_dates(document, [(("date",), document.value["date"])])
    yield from _check_series(document, context)
    levels = list(sound(document, "levels", context))
    yield from _check_unique_levels(document, levels)
    for index, level in levels:
        yield from _check_titles(document, index, level, context)
        yield from _check_level(document, ("levels", index), level)


def check_one_of_each(standards: Iterable[Document]) -> Iterator[Finding]:
    """A series has one standard: of two, nobody knows which counts.

    Args:
        standards: of one folder or several, without errors.
    """
    seen: dict[tuple[str, str], str] = {}
    for one in sorted(standards, key=lambda one: one.file):
        series = one.value["series"]
        first = seen.setdefault((str(Path(one.file).parent), series), one.file)
        if first != one.file:
            yield one.finding(("series",), "E401", f"{series}系列的标准另有一份：{first}", "一个系列只留一份")


def _check_series(document: Document, context: Context) -> Iterator[Finding]:
    known = context.known.get("series")
    series = document.value["series"]
    if known is not None and series not in known:
        yield document.finding(("series",), "E704", f"titles.yaml 里没有系列“{series}”", "照 titles.yaml 里的写法写")


def _check_titles(document: Document, index: int, level: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    known = context.known.get("titles")
    for number, title in enumerate(level.get("titles", ())):
        if known is not None and title not in known:
            path = ("levels", index, "titles", number)
            yield document.finding(path, "E704", f"titles.yaml 里没有职称“{title}”", "照 titles.yaml 里的写法写")


def _check_unique_levels(document: Document, levels: list[tuple[int, Mapping[str, Any]]]) -> Iterator[Finding]:
    """A level stands once for all of its titles, and once for each title that has words of its own."""
    seen: set[tuple[str, str]] = set()
    for index, level in levels:
        for number, title in enumerate(level.get("titles", ("",))):
            if (level["level"], title) in seen:
                path = ("levels", index, *(("titles", number) if title else ("level",)))
                yield document.finding(path, "E401", f"“{title or level['level']}”重复", "并到一处")
            seen.add((level["level"], title))


def _check_level(document: Document, path: DataPath, level: Mapping[str, Any]) -> Iterator[Finding]:
    ways: PlacedRows = [((*path, "ways", number), way) for number, way in enumerate(level["ways"])]
    local: PlacedRows = [((*path, "local", number), way) for number, way in enumerate(level.get("local", ()))]
    for place, way in (*ways, *local):
        yield from _check_figure(document, place, way)
        yield from _check_after(document, place, way, level["level"])
    for group in (ways, *_by_whom(local)):
        yield from _check_once(document, group)
        yield from _check_falling(document, group)


def _by_whom(rows: PlacedRows) -> list[PlacedRows]:
    groups: dict[tuple[str, str | None], PlacedRows] = {}
    for path, row in rows:
        groups.setdefault((row["region"], row.get("whom")), []).append((path, row))
    return list(groups.values())


def _check_figure(document: Document, path: DataPath, way: Mapping[str, Any]) -> Iterator[Finding]:
    """What was not seen has no figure, and what was seen has one."""
    unseen = way["evidence"] == "recalled"
    if unseen and way["years"] is not None:
        yield document.finding((*path, "years"), "E703", "没有看到的条文写了年数", "看到原文再写年数，在此之前写 null")
    if not unseen and way["years"] is None:
        hint = "写上所见的年数；没有看到的，evidence 写 recalled"
        yield document.finding((*path, "years"), "E703", "看到的条文没有写年数", hint)


def _check_after(document: Document, path: DataPath, way: Mapping[str, Any], level: str) -> Iterator[Finding]:
    after = way["after"]
    if after is not None and LEVELS.index(after) >= LEVELS.index(level):
        message = f"评{level}，先要有的职称却是{after}"
        yield document.finding((*path, "after"), "E705", message, "要比所评的级别低；不要求已有职称的写 null")


def _check_once(document: Document, rows: PlacedRows) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, way in rows:
        for number, degree in enumerate(way["degrees"]):
            if degree in seen:
                place = (*path, "degrees", number)
                yield document.finding(place, "E702", f"“{degree}”已经写在另一行里", "一个学历只留在一行里")
            seen.add(degree)


def _check_falling(document: Document, rows: PlacedRows) -> Iterator[Finding]:
    """After the same title, a higher degree never needs more years than a lower one."""
    for path, way in rows:
        for _, other in rows:
            if way["after"] != other["after"] or way["years"] is None or other["years"] is None:
                continue
            higher, lower = _highest(way), _lowest(other)
            if higher > lower and way["years"] > other["years"]:
                message = f"{DEGREES[higher]}要{way['years']}年，{DEGREES[lower]}只要{other['years']}年"
                yield document.finding((*path, "years"), "E701", message, "学历高的年数不会更多，请核对两行")
                break


def _highest(way: Mapping[str, Any]) -> int:
    return max(map(DEGREES.index, way["degrees"]))


def _lowest(way: Mapping[str, Any]) -> int:
    return min(map(DEGREES.index, way["degrees"]))
