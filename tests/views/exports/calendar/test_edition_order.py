"""Mails, exported files and a site give out events under the same UIDs: what is given out later must win."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views.exports.calendar.sample_calendars import CALENDAR, PLAN, ROWS, made, printing
from views.exports.calendar.sample_calendars import events as events_of

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.exports.calendar import CalendarFile, Void, make_update
from zhicheng_cli.views.exports.plan_export import Export
from zhicheng_cli.views.exports.site import make_site

pytestmark = pytest.mark.usefixtures("page_without_answers")

SEARCH = Dataset(year=2021).search
#: Row 12 as it may be corrected.
WORDS = ("7月", "8月", "7月中旬", "7月20日", "待定")


class Given(NamedTuple):
    """An event as it was given out, and on which day."""

    day: date
    event: Any

    @property
    def edition(self) -> tuple[int, datetime]:
        return int(self.event["SEQUENCE"]), self.event["DTSTAMP"].dt

    @property
    def says(self) -> tuple[Any, str]:
        return self.event["DTSTART"].dt, str(self.event["STATUS"])


def of(row: Committee) -> list[Milestone]:
    return [one for one in milestones(PLAN, row, CALENDAR) if one.event == "cutoff"]


def mailed(row: Committee, before: Committee | None, today: date) -> list[Any]:
    """A mail that corrects what the one before said."""
    now, told = of(row), of(before) if before else []
    days = {which: getattr(told[0].days, which) for which in ("safe", "last")} if told and told[0].days else {}
    changed = tuple((day, getattr(now[0].days, which) if now[0].days else None) for which, day in days.items())
    void = [Void(row, key_of(PLAN, row, told[0]), changed)] if changed else []
    at = datetime(today.year, today.month, today.day, 8, tzinfo=timezone(timedelta(hours=8)))
    content = make_update(PLAN, [(row, now)], CALENDAR, today=today, now=at, void=void)
    return icalendar.Calendar.from_ical(content).walk("VEVENT") if content else []


class Channels:
    """What each way of giving out events knows of its own earlier editions."""

    def __init__(self) -> None:
        self.mailed: Committee | None = None
        self.file: CalendarFile | None = None
        self.standing: dict[str, bytes] = {}

    def give(self, how: str, row: Committee, today: date) -> list[Any]:
        plan = PLAN._replace(committees=tuple(row if one.no == row.no else one for one in PLAN.committees))
        if how == "mail":
            before, self.mailed = self.mailed, row
            return mailed(row, before, today)
        if how == "site":
            export = Export(plan, [Match(row)], (), (), SEARCH, CALENDAR, today)
            found = make_site(export, self.standing)
            self.standing = {place: content for place, content in found.files.items() if place.endswith(".ics")}
            whole: Any = icalendar.Calendar.from_ical(found.files["calendar/all.ics"])
            return list(whole.walk("VEVENT"))
        previous = self.file if how == "export" else None
        self.file = made((row, of(row)), plan=plan, today=today, previous=previous)
        return events_of(self.file)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["mail", "site", "export", "fresh"]),
        st.integers(1, 9),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=int(os.environ.get("ZC_EXAMPLES", "20")), deadline=None)
@given(STEPS)
def test_what_is_given_out_later_wins(steps: list[tuple[str, int, list[str]]]) -> None:
    """On each of some days the plan is corrected and given out: once by mail or anew, or over and over into one file.

    What a file said before, and says again, is no other edition: it keeps its number and every byte, so that a reader
    who was told otherwise in between hears of the way back from who told him.
    """
    channels, latest, own, today = Channels(), dict[str, Given](), dict[tuple[str, str], Given](), date(2021, 6, 1)
    for how, days, words in steps:
        today += timedelta(days=days)
        for printed in words if how in ("site", "export") else words[:1]:
            for event in channels.give(how, printing(12, cutoff=printed), today):
                uid, one = str(event["UID"]), Given(today, event)
                if "/cutoff/" not in str(event["X-ZC-KEY"]):
                    continue
                before, mine = latest.get(uid), own.get((uid, "site" if how == "site" else "export"))
                is_same = how in ("site", "export") and mine is not None and mine.says == one.says
                if before and one.says != before.says and not is_same:
                    assert one.edition > before.edition, (how, before)
                if before is None or one.edition > before.edition:
                    latest[uid] = one
                if how != "mail":
                    own[uid, "site" if how == "site" else "export"] = one


def test_a_file_wins_over_a_mail_of_its_day() -> None:
    """The plan is put right after the mails of the morning; the stamp of a file is that of midnight."""
    for how in ("site", "export", "fresh"):
        channels, today = Channels(), date(2021, 6, 17)
        first = {str(one["UID"]): one for one in channels.give("mail", ROWS[12], today)}
        then = {str(one["UID"]): one for one in channels.give(how, printing(12, cutoff="8月"), today)}
        assert first.keys() <= then.keys()
        assert all(int(then[uid]["SEQUENCE"]) > int(one["SEQUENCE"]) for uid, one in first.items()), how
