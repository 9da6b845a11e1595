"""The checks of contacts, titles, aliases, systems and working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding, Path

from . import Context
from .rows import (
    check_covers,
    check_dates,
    check_numbers,
    check_phones,
    check_source,
    check_unique,
    is_date,
    sound,
)


def check_contacts(document: Document, context: Context) -> Iterator[Finding]:
    """附件2: numbers, phones, and readings that use up the printed words."""
    yield from check_numbers(document, "contacts", context)
    for index, row in sound(document, "contacts", context):
        yield from check_phones(document, [(("contacts", index, "printed", "phone"), row["printed"]["phone"])])
        yield from check_source(document, ("contacts", index, "source"), row, document.value["document"])
        where: Path = ("contacts", index, "specialties")
        yield from check_covers(document, where, row["printed"]["specialties"], row["specialties"])
        for entry in row.get("expands", {}):
            if entry not in row["specialties"]:
                path = ("contacts", index, "expands", entry)
                yield document.finding(path, "E308", f"“{entry}”不在本行的专业里", of_key=True)


def check_titles(document: Document, context: Context) -> Iterator[Finding]:
    """A title stands once in a series, at a known level; a renamed one is there under both names."""
    levels = [level["name"] for level in document.value["levels"]]
    yield from check_unique(document, "series", sound(document, "series", context), "name")
    for index, series in sound(document, "series", context):
        prefix: Path = ("series", index)
        yield from check_unique(document, "titles", enumerate(series["titles"]), "title", prefix)
        names = {row["title"] for row in series["titles"]}
        for number, row in enumerate(series["titles"]):
            path = (*prefix, "titles", number)
            if row["level"] not in levels:
                yield document.finding((*path, "level"), "E402", f"没有“{row['level']}”这个级别", "、".join(levels))
            for other in (row.get("renamed", {}).get("new"), row.get("formerly")):
                if other is not None and other not in names:
                    yield document.finding(path, "E402", f"新旧名称“{other}”不在本系列里", "新名称和旧名称都要列出")


def check_aliases(document: Document, context: Context) -> Iterator[Finding]:
    """An alias stands once and leads to words that the plan has."""
    yield from check_unique(document, "aliases", sound(document, "aliases", context), "alias")
    if context.words is None:
        return
    for index, row in sound(document, "aliases", context):
        for number, word in enumerate(row["means"]):
            if word not in context.words:
                path = ("aliases", index, "means", number)
                yield document.finding(path, "W403", f"计划里没有专业或系列“{word}”", "照计划里的写法写")


def check_systems(document: Document, context: Context) -> Iterator[Finding]:
    """A system stands once."""
    yield from check_unique(document, "systems", sound(document, "systems", context), "name")


def check_pages(document: Document, context: Context) -> Iterator[Finding]:
    """A code has one page."""
    yield from check_unique(document, "pages", sound(document, "pages", context), "code")


def check_workdays(document: Document, _context: Context) -> Iterator[Finding]:
    """Real dates, no day said twice, and added years that follow the library's without a gap."""
    value = document.value
    days: list[tuple[Path, Any]] = [
        ((table, index), row) for table in ("corrections", "local") for index, row in enumerate(value[table])
    ]
    years = list(enumerate(value["years"]))
    for index, year in years:
        days += [(("years", index, "days", number), row) for number, row in enumerate(year["days"])]
    yield from _check_days(document, days)
    last = _last_year_of_the_library()
    for index, year in years:
        if year["year"] > last + 1:
            path = ("years", index, "year")
            yield document.finding(path, "E405", f"缺少 {last + 1} 年的安排", "年份要接着上一年，不能跳")
        last = max(last, year["year"])
        yield from _check_belongs(document, index, year)


def _check_days(document: Document, days: list[tuple[Path, Any]]) -> Iterator[Finding]:
    yield from check_dates(document, [((*path, "date"), row["date"]) for path, row in days])
    seen: set[str] = set()
    for path, row in days:
        if row["date"] in seen:
            yield document.finding((*path, "date"), "E401", f"{row['date']} 写了两次", "请删去一处")
        seen.add(row["date"])


def _check_belongs(document: Document, index: int, year: Any) -> Iterator[Finding]:
    """A yearly notice speaks of its year, and of the days just before it."""
    for number, row in enumerate(year["days"]):
        if is_date(row["date"]):
            day = date.fromisoformat(row["date"])
            if day.year != year["year"] and (day.year, day.month) != (year["year"] - 1, 12):
                path = ("years", index, "days", number, "date")
                yield document.finding(path, "E405", f"{day} 不属于 {year['year']} 年的安排")


def _last_year_of_the_library() -> int:
    from chinese_calendar.constants import holidays

    last: int = max(day.year for day in holidays)
    return last
