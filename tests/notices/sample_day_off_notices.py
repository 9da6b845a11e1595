"""The State Council's notices on days off, 2007 to 2026, in `day_off/`, and calendars made of nothing else.

`2019_2.txt` is the second notice of 2019. Their words are those of copies on public pages: whole for 2009, 2010, 2014,
2015, 2019, 2020 and from 2023 on; of the others the arrangements, as the data set holiday-cn and the sources of
chinese-calendar quote them. The `.json` are that data set's years.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from places import TESTS

from zhicheng_cli.notices.days_off.day_off_data_set import read_data_set
from zhicheng_cli.notices.days_off.day_off_entry import MadeEntries, Origin, make_entries
from zhicheng_cli.notices.days_off.day_off_notice import ReadNotice, read_day_off_notice
from zhicheng_cli.workdays import SpecialDay, WorkCalendar

FOLDER = TESTS / "notices" / "day_off"
YEARS = range(2007, 2027)
#: What comes after the first notice of a year.
CHANGES = {2015: ("2015_2",), 2019: ("2019_2",), 2020: ("2020_2",)}
DATA_SETS = sorted(int(path.stem) for path in FOLDER.glob("*.json"))


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def notice(name: str) -> ReadNotice:
    return read_day_off_notice(text_of(name), f"{name}.txt")


def data_set(year: int) -> ReadNotice:
    path = FOLDER / f"{year}.json"
    return read_data_set(path.read_text(encoding="utf-8"), path.name)


def calendar_of(entries: Iterable[Mapping[str, Any]], last_year: int = 2027) -> WorkCalendar:
    """A calendar in which nothing is known but these entries, in this order."""
    rows = (row for entry in entries for row in entry["days"])
    special = {date.fromisoformat(row["date"]): SpecialDay(row["workday"], row["name"]) for row in rows}
    return WorkCalendar(2004, last_year, special)


def made(read: ReadNotice, calendar: WorkCalendar) -> MadeEntries:
    assert read.found == ()
    return make_entries(read.notice, Origin("通知.txt", {"document": "甲", "evidence": "text"}), calendar)


def entries_of(names: Iterable[str]) -> list[Mapping[str, Any]]:
    """The entries of notices, read one after the other."""
    entries: list[Mapping[str, Any]] = []
    for name in names:
        more = made(notice(name), calendar_of(entries))
        assert more.found == ()
        entries += more.entries
    return entries


def notices_of(year: int) -> tuple[str, ...]:
    return (str(year), *CHANGES.get(year, ()))
