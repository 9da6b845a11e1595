"""From a notice on days off to entries of `workdays.yaml`: what it adds to the calendar, and what it takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from json import dumps
from re import fullmatch
from typing import Any, NamedTuple

from zhicheng_cli.files.document import resolve
from zhicheng_cli.files.festivals import festivals_lacking
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.workdays import WorkCalendar

from .day_off_notice import DayOffNotice
from .day_off_sentences import Arrangement
from .day_off_words import festivals_in

_DAY = timedelta(days=1)


class Origin(NamedTuple):
    """Where a notice comes from.

    Attributes:
        file: its name, as the user gave it.
        source: the `source` of its entries.
    """

    file: str
    source: Mapping[str, Any]


class MadeEntries(NamedTuple):
    """What a notice comes to.

    Attributes:
        entries: of `years` in `workdays.yaml`, by year.
        taken_back: days that an earlier notice changed and this one leaves as any other of the week.
        found: why they must not be used.
    """

    entries: tuple[Mapping[str, Any], ...]
    taken_back: tuple[date, ...]
    found: tuple[Finding, ...]


def make_entries(notice: DayOffNotice, origin: Origin, calendar: WorkCalendar) -> MadeEntries:
    """The entries of a notice.

    A festival that the calendar knows already is arranged anew: its other days are taken back. Where the notice only
    says how far the days off go on, it begins where the calendar has them begin.

    Args:
        calendar: what is known without it.
    """
    days: dict[int, dict[date, tuple[bool, str]]] = {}
    taken_back: list[date] = []
    found: list[Finding] = []
    for one in notice.arrangements:
        year = one.year or max(one.days).year
        known = _known_days(one, year, calendar)
        if one.until is not None and not any(not calendar.is_workday(day) for day in known):
            hint = "先导入那一年的放假通知，再导入这一份"
            found.append(Finding(origin.file, 1, 1, "E411", f"还不知道 {year} 年{one.name}原来从哪天放起", hint))
            continue
        told, back = _with_known(one, known, calendar)
        taken_back += back
        for day, workday in told.items():
            of_year = day.year + (day.month == 12 and day.year != year)
            days.setdefault(of_year, {})[day] = (workday, one.name)
    entries = tuple(_entry(year, days[year], origin.source) for year in sorted(days))
    found += _unfit(entries, origin.file, calendar)
    return MadeEntries(entries, tuple(sorted(taken_back)), tuple(found))


def _known_days(one: Arrangement, year: int, calendar: WorkCalendar) -> list[date]:
    """The days that the calendar has for these festivals in that year; of New Year's, also those in December."""
    festivals = festivals_in(one.name)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if "元旦" in festivals:
        first, last = date(year - 1, 12, 1), date(year, 11, 30)
    first, last = max(first, calendar.first_day), min(last, calendar.last_day)
    return sorted(
        day
        for day, special in calendar.special.items()
        if first <= day <= last and festivals & festivals_in(special.name)
    )


def _with_known(one: Arrangement, known: list[date], calendar: WorkCalendar) -> tuple[dict[date, bool], list[date]]:
    """The days of an arrangement, and those of the one before that it takes back."""
    if one.until is not None:
        first = next(day for day in known if not calendar.is_workday(day))
        goes_on = {first + number * _DAY: False for number in range((one.until - first).days + 1)}
        return {**one.days, **goes_on}, []
    back = [day for day in known if day not in one.days and calendar.is_workday(day) != (day.weekday() < 5)]
    return {**one.days, **{day: day.weekday() < 5 for day in back}}, back


def _entry(year: int, days: Mapping[date, tuple[bool, str]], source: Mapping[str, Any]) -> dict[str, Any]:
    rows = [{"date": str(day), "workday": workday, "name": name} for day, (workday, name) in sorted(days.items())]
    return {"year": year, "source": dict(source), "days": rows}


def _unfit(entries: tuple[Mapping[str, Any], ...], file: str, calendar: WorkCalendar) -> Iterator[Finding]:
    """A year that is new must follow the last one known, and be whole: days it does not name are like any other."""
    last = calendar.announced_to.year
    for entry in entries:
        year = entry["year"]
        if year > last + 1:
            yield Finding(
                file, 1, 1, "E405", f"缺少 {last + 1} 年的安排，接不上 {year} 年的", "年份要接着上一年，不能跳"
            )
        elif year > last and (lacking := festivals_lacking(entry)):
            hint = "要通知的全文；没有写到的日子都会当平常的星期"
            yield Finding(file, 1, 1, "E411", f"{year} 年的安排里没有放假的：{'、'.join(lacking)}", hint)
        last = max(last, year)


def entry_text(entry: Mapping[str, Any], indent: str) -> str:
    """An entry as it is written under `years` in `workdays.yaml`."""
    source = ", ".join(f"{key}: {_scalar(value)}" for key, value in entry["source"].items())
    lines = [f"- year: {entry['year']}", f"  source: {{{source}}}", "  days:"]
    lines += [
        f"    - {{date: {row['date']}, workday: {'true' if row['workday'] else 'false'}, name: {_scalar(row['name'])}}}"
        for row in entry["days"]
    ]
    return "".join(f"{indent}{line}\n" for line in lines)


def _scalar(text: str) -> str:
    """A text in YAML, in quotes where it must be."""
    is_plain = fullmatch(r"[\w〔〕（）《》“”、，。；：·…]+", text) and resolve(text) == text
    return text if is_plain else dumps(text, ensure_ascii=False)
