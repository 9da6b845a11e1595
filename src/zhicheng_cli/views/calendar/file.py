"""The calendar file: the events of many milestones, in an order and with stamps that depend on their content alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from icalendar import Calendar, Event, vText

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.workdays import WorkCalendar

from .events import events_of
from .previous import CANCELLED, PRODID, STAMPS, merge, read_previous
from .texts import Subject, calendar_description, plain

_CHINA = timezone(timedelta(hours=8))


class CalendarFile(NamedTuple):
    """A calendar as a file.

    Attributes:
        content: iCalendar, UTF-8, CRLF, folded at 75 octets.
        events: how many stand in it that are not cancelled.
        changed: how many of those stood in the previous one with another content.
        cancelled: how many stand in it as cancelled, now or before.
    """

    content: bytes
    events: int
    changed: int
    cancelled: int


def make_calendar(
    plan: Plan,
    entries: Sequence[tuple[Committee, Sequence[Milestone]]],
    calendar: WorkCalendar,
    *,
    today: date,
    name: str | None = None,
    alarms: Sequence[Lead] = (),
    previous: bytes | None = None,
) -> CalendarFile:
    """The calendar of some committees with (some of) their milestones; those without days make no event.

    Equal content makes equal bytes, whatever `today` is and in whatever order the entries come. A first edition has
    SEQUENCE 0 and the stamps of the day the notice was issued.

    Args:
        today: the stamp of what differs from `previous`.
        name: what calendar programs call it; None = 湖州市2021年度职称评审.
        alarms: how long before a deadline (its safe day) or a review to ring, at 09:00; none = no alarms.
        previous: an older calendar of ours. What is unchanged keeps its SEQUENCE and stamps; what has changed gets
            higher ones; what it has of the same plan and this one has not stays as CANCELLED. Its events of other
            plans are left out. So it should be of the same selection.

    Raises:
        ZcError: `previous` is no calendar, not ours, or damaged.
        CalendarRangeError: an alarm's day is not in the working-day calendar.
    """
    made: dict[str, Event] = {}
    asked, dated = set(), set()
    for committee, some in entries:
        for one in some:
            asked.add(committee.no)
            if one.window and one.days:
                dated.add(committee.no)
                subject = Subject(plan, committee, one, one.window, one.days, calendar)
                made |= {str(event.get("UID")): event for event in events_of(subject, alarms)}
    for event in made.values():
        event.add("SEQUENCE", 0)
        for stamp in STAMPS:
            event.add(stamp, _midnight(plan.issued))
    plan_key = plain(f"{plan.about['region']}/{plan.year}")
    old = {} if previous is None else read_previous(previous, plan_key)
    events, changed = merge(made, old, _midnight(today))
    content = _content(plan, name, asked - dated, sorted(events, key=_order))
    cancelled = sum(event.get("STATUS") == CANCELLED for event in events)
    return CalendarFile(content, len(events) - cancelled, changed, cancelled)


def _content(plan: Plan, name: str | None, undated: set[int], events: list[Event]) -> bytes:
    made = Calendar()
    made.add("PRODID", PRODID)
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", vText(plain(name or f"{plan.about['region']}{plan.year}年度职称评审")))
    made.add("X-WR-TIMEZONE", "Asia/Shanghai")
    made.add("X-WR-CALDESC", vText(calendar_description(plan, undated)))
    made.subcomponents += events
    content: bytes = made.to_ical()
    return content


def _order(event: Event) -> tuple[date, str, str]:
    return event.get("DTSTART").dt, str(event.get("X-ZC-KEY")), str(event.get("UID"))


def _midnight(day: date) -> datetime:
    """The beginning of a day in China, in UTC."""
    return datetime.combine(day, time(), _CHINA).astimezone(UTC)
