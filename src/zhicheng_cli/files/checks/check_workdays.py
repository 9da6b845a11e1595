"""The checks of the working days that `chinese-calendar` lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.festivals import festivals_lacking
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_dates, is_date

_WHOLE = "照国务院办公厅的通知把一年的放假、调休都写上；没有写全的，当作还没有公布"


def check_workdays(document: Document, _context: Context) -> Iterator[Finding]:
    """Real dates, no day said twice, and added years that follow the library's without a gap."""
    value = document.value
    days: list[tuple[DataPath, Any]] = [
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
        yield from _check_belongs(document, index, year)
        if year["year"] > last:
            yield from _check_whole(document, index, year)
        last = max(last, year["year"])
    yield from _check_needed(document, days)


def _check_days(document: Document, days: list[tuple[DataPath, Any]]) -> Iterator[Finding]:
    """Real dates, each once; only a later notice may speak of a day again, and then it holds."""
    yield from check_dates(document, [((*path, "date"), row["date"]) for path, row in days])
    seen: dict[str, DataPath] = {}
    for path, row in days:
        before = seen.setdefault(row["date"], path)
        is_later = path[:1] == before[:1] == ("years",) and path[:2] != before[:2]
        if before != path and not is_later:
            yield document.finding((*path, "date"), "E401", f"{row['date']} 写了两次", "请删去一处")
        seen[row["date"]] = path


def _check_belongs(document: Document, index: int, year: Any) -> Iterator[Finding]:
    """A yearly notice speaks of its year, and of the days just before it."""
    for number, row in enumerate(year["days"]):
        if is_date(row["date"]):
            day = date.fromisoformat(row["date"])
            if day.year != year["year"] and (day.year, day.month) != (year["year"] - 1, 12):
                path = ("years", index, "days", number, "date")
                yield document.finding(path, "E405", f"{day} 不属于 {year['year']} 年的安排")


def _check_whole(document: Document, index: int, year: Any) -> Iterator[Finding]:
    """A year that is new has its statutory festivals: without them it does not count as announced."""
    lacking = festivals_lacking(year)
    if lacking:
        message = f"{year['year']} 年的安排里没有放假的：{'、'.join(lacking)}"
        yield document.finding(("years", index, "days"), "W406", message, _WHOLE)


def _check_needed(document: Document, days: list[tuple[DataPath, Any]]) -> Iterator[Finding]:
    """A correction, a local rule, a day that is made up for: each is other than the day would be without it."""
    from chinese_calendar.constants import holidays, workdays

    known = {day.year for day in holidays}
    off = set(holidays)
    for path, row in days:
        if not is_date(row["date"]):
            continue
        day = date.fromisoformat(row["date"])
        is_weekday = day.weekday() < 5
        if path[0] == "years":
            was, is_needless = is_weekday, row["workday"] and is_weekday and day not in off
            off = off - {day} if row["workday"] else off | {day}
        else:
            was = day in workdays or (day not in holidays and is_weekday)
            is_needless = was == row["workday"] and day.year in known
        if is_needless:
            words = "上班" if was else "休息"
            message = f"{day}（星期{'一二三四五六日'[day.weekday()]}）本来就{words}"
            yield document.finding((*path, "workday"), "W406", message, "核对日期，和是上班还是放假")


def _last_year_of_the_library() -> int:
    from chinese_calendar.constants import holidays

    last: int = max(day.year for day in holidays)
    return last
