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
from zhicheng_cli.plan.checks.check_evidence import check_sources
from zhicheng_cli.plan.checks.numbered import year_of_number

#: The levels, lowest first; the schema allows no others.
LEVELS = ("员级", "助理级", "中级", "副高级", "正高级")

#: Nobody is asked for more years than these.
MOST_YEARS = 15
#: 1978: titles were conferred again.
_FIRST_YEAR = 1978


def check_standard(document: Document, context: Context) -> Iterator[Finding]:
    """Series and titles are known, no way contradicts another, and no figure is told that was not seen."""
    yield from _check_date(document)
    yield from _check_series(document, context)
    levels = list(sound(document, "levels", context))
    yield from _check_unique_levels(document, levels)
    yield from check_sources(document, _sources(document, levels))
    for index, level in levels:
        yield from _check_titles(document, index, level, context)
        yield from _check_level(document, ("levels", index), level)


def _check_date(document: Document) -> Iterator[Finding]:
    """The date is of the number's year, and neither lies before there were titles."""
    day, number = document.value["date"], document.value["document"]
    told = [(("document",), year_of_number(number or ""))]
    if day is not None:
        yield from check_dates(document, [(("date",), day)])
        told.append((("date",), int(day[:4])))
        if told[0][1] not in (None, int(day[:4])):
            message = f"文号是“{number}”，印发日期却是 {day}"
            yield document.finding(("date",), "W712", message, "核对文号和日期")
    for path, year in told:
        if year is not None and year < _FIRST_YEAR:
            message = f"{year} 年还没有职称评审"
            yield document.finding(path, "W712", message, "核对年份")


def check_not_to_come(standards: Iterable[Document], plans: Iterable[Document]) -> Iterator[Finding]:
    """A standard that is younger than every plan: by it nobody is judged yet.

    Args:
        standards, plans: without errors.
    """
    last: int | None = max((plan.value["plan"]["year"] for plan in plans), default=None)
    if last is None:
        return
    for one in standards:
        day, year = one.value["date"], year_of_number(one.value["document"] or "")
        for key, told in (("document", year), ("date", int(day[:4]) if day else None)):
            if told is not None and told > last:
                message = f"{told} 年的文件，晚于现有的各年计划（最晚 {last} 年度）"
                yield one.finding((key,), "W712", message, "核对年份；真是新的，等那一年的计划有了再换")


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


def _sources(document: Document, levels: list[tuple[int, Mapping[str, Any]]]) -> PlacedRows:
    """Of every way what it rests on: the file's document, unless it names one of its own."""
    return [
        (("levels", index, table, number), {"document": document.value["document"], **way})
        for index, level in levels
        for table in ("ways", "local")
        for number, way in enumerate(level.get(table, ()))
    ]


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
    if (way["years"] or 0) > MOST_YEARS:
        message = f"要 {way['years']} 年，没有这样长的"
        yield document.finding((*path, "years"), "W712", message, f"核对年数；各系列最多的不超过 {MOST_YEARS} 年")


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
