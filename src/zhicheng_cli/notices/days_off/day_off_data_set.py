"""A year of the public data set holiday-cn (NateScarlet/holiday-cn): what a yearly notice says, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng_cli.files.document import Document, read
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import is_date

from .day_off_naming import DAY
from .day_off_notice import DayOffNotice, ReadNotice
from .day_off_sentences import Arrangement
from .day_off_words import festival_name, unlikely_days, weekday_text

_COMPARE = "与国务院办公厅的通知核对"
_FORM = (
    'holiday-cn 的一年是 {"year": 2024, "papers": [网址], '
    '"days": [{"name": "元旦", "date": "2024-01-01", "isOffDay": true}]}'
)


def read_data_set(text: str, file: str, year: int | None = None) -> ReadNotice:
    """Read a year; arguments as for `read_day_off_notice`."""
    document, found, _ = read(text, file)
    if document is None:
        return ReadNotice(DayOffNotice("", "", ()), tuple(found))
    found += _wrong(document, year)
    if found:
        return ReadNotice(DayOffNotice("", "", ()), tuple(sorted(found)))
    value = document.value
    arranged: dict[str, dict[date, bool]] = {}
    for row in value["days"]:
        day = date.fromisoformat(row["date"])
        if row["isOffDay"] or day.weekday() > 4:
            arranged.setdefault(festival_name(row["name"]), {})[day] = not row["isOffDay"]
    arrangements = tuple(Arrangement(name, value["year"], days) for name, days in arranged.items())
    rows = [row["date"] for row in value["days"]]
    unlikely = [
        document.finding(("days", rows.index(str(day)), "date"), "E410", message, _COMPARE)
        for one in arrangements
        for day, message in unlikely_days(one.name, one.days)
    ]
    return ReadNotice(DayOffNotice("", " ".join(value["papers"]), arrangements), tuple(sorted(unlikely)))


def _wrong(document: Document, year: int | None) -> Iterator[Finding]:
    value = document.value
    if not (isinstance(value, dict) and isinstance(value.get("days"), list) and isinstance(value.get("papers"), list)):
        yield document.finding((), "E413", "不是 holiday-cn 的写法", _FORM)
        return
    if type(value.get("year")) is not int:
        yield document.finding(("year",), "E412", "没有写是哪一年", _FORM)
    elif year not in (None, value["year"]):
        yield document.finding(
            ("year",), "E412", f"数据说的是 {value['year']} 年，要读的是 {year} 年", "核对年份，或者换一个文件"
        )
    if not value["days"]:
        yield document.finding(("days",), "E411", "没有放假安排", "这一年的通知公布以后再取一次")
    for index, paper in enumerate(value["papers"]):
        if not isinstance(paper, str):
            yield document.finding(("papers", index), "E413", "不是网址", _FORM)
    days: dict[str, bool] = {}
    for index, row in enumerate(value["days"]):
        yield from _wrong_day(document, ("days", index), row, days)


def _wrong_day(document: Document, path: DataPath, row: Any, before: dict[str, bool]) -> Iterator[Finding]:
    kinds = {"name": str, "date": str, "isOffDay": bool}
    if not (isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in kinds.items())):
        yield document.finding(path, "E413", "一天要有 name、date、isOffDay", _FORM)
        return
    if not is_date(row["date"]):
        yield document.finding((*path, "date"), "E404", f"没有这一天：{row['date']}", "核对月和日")
        return
    day = date.fromisoformat(row["date"])
    # 2020: the day on which work began again is listed, too.
    if not row["isOffDay"] and day.weekday() < 5 and not before.get(str(day - DAY), False):
        message = f"调休上班的 {day} 是{weekday_text(day)}，不是周末"
        yield document.finding((*path, "date"), "E410", message, _COMPARE)
    if before.setdefault(row["date"], row["isOffDay"]) != row["isOffDay"]:
        yield document.finding((*path, "isOffDay"), "E410", f"{day} 又放假又上班", _COMPARE)
