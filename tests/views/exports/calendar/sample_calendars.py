"""Calendars of rows of the real plan, and of rows as if the notice printed something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.leads import read_lead
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.plan_reading import read_plan
from zhicheng_cli.views.exports.calendar import CalendarFile, make_calendar
from zhicheng_cli.workdays import WorkCalendar, default_calendar

DOCUMENT, _ = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")
assert DOCUMENT is not None
PLAN = read_plan(DOCUMENT.value)
ROWS = {committee.no: committee for committee in PLAN.committees}
CALENDAR = default_calendar()
JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)
#: Midnight in China; from 25 May, the day the notice was issued, 6 + 30 + 1 days, a hundred for each, and one: SEQUENCE
#: of a file of July.
JULY_BEGINS, OF_JULY = datetime(2021, 6, 30, 16, tzinfo=UTC), 3701
#: 31 days later.
OF_AUGUST = 6801

Entry = tuple[Committee, Sequence[Milestone]]


def entry(committee: int | Committee, calendar: WorkCalendar = CALENDAR, **options: Any) -> Entry:
    row = ROWS[committee] if isinstance(committee, int) else committee
    return row, milestones(PLAN, row, calendar, **options)


def printing(number: int, **printed: str) -> Committee:
    """A row as if the notice printed another cut-off or review."""
    row = ROWS[number]
    return row._replace(**{column: read_period(words, 2021) for column, words in printed.items()})  # type: ignore[arg-type]


def made(
    *rows: int | Committee | Entry,
    plan: Plan = PLAN,
    calendar: WorkCalendar = CALENDAR,
    today: date = JULY,
    previous: CalendarFile | None = None,
    alarms: Sequence[str] = (),
    name: str | None = None,
) -> CalendarFile:
    entries = [entry(one, calendar) if isinstance(one, int | Committee) else one for one in rows]
    before = previous.content if previous else None
    leads = [read_lead(text) for text in alarms]
    return make_calendar(plan, entries, calendar, today=today, previous=before, alarms=leads, name=name)


def events(file: CalendarFile) -> list[Any]:
    return icalendar.Calendar.from_ical(file.content).walk("VEVENT")


def without(*numbers: int) -> Plan:
    """The plan as if it never had these rows."""
    return PLAN._replace(committees=tuple(one for one in PLAN.committees if one.no not in numbers))


def short(event: Any) -> tuple[str, str, str, str]:
    """What (without committee and audience), first and last day, status."""
    last = event["DTEND"].dt - timedelta(days=1)
    told, bracket, note = str(event["SUMMARY"]).partition("（")
    what = told.rpartition(" ")[2] + bracket + note
    return what, f"{event['DTSTART'].dt:%m-%d}", f"{last:%m-%d}", str(event["STATUS"])


def find(file: CalendarFile, what: str, who: str = "") -> Any:
    """The one event with these words, or with these before a bracket."""
    mine = [one for one in events(file) if f" {who} ".replace("  ", " ") in str(one["SUMMARY"])]
    found = [one for one in mine if what in (short(one)[0], short(one)[0].partition("（")[0])]
    assert len(found) == 1, found
    return found[0]


def edition(event: Any) -> tuple[int, datetime, datetime]:
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt


def described(event: Any) -> list[str]:
    return str(event["DESCRIPTION"]).split("\n")
