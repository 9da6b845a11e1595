"""The calendar file: the events of many milestones, in an order and with stamps that depend on their content alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, vDuration, vText

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import key_of, keys_with_days, plan_key
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.workdays import CHINA, WorkCalendar

from .events import CANCELLED, Void, events_of, uids_of, void_events
from .previous import PRODID, STAMPS, EventEdition, merge, of_plan, read_previous, uid_now
from .texts import Subject, calendar_description, plain

#: How soon programs are to look again for a calendar that they subscribe to.
_LOOK_AGAIN = timedelta(hours=12)
#: Between the numbers of two days: so many times a file may be corrected on one of them.
_A_DAY = 100
_NO_OTHER_NAMES: Mapping[str, str] = {}
Entries = Sequence[tuple[Committee, Sequence[Milestone]]]


class CalendarFile(NamedTuple):
    """A calendar as a file.

    Attributes:
        content: iCalendar, UTF-8, CRLF, folded at 75 octets.
        events: how many stand in it that are not cancelled.
        changed: how many of those stood in the previous one with another content.
        cancelled: how many stood in the previous one and are cancelled now.
        renamed: how many more are cancelled since they stand under another UID now: the previous one was made before
            committees had keys.
    """

    content: bytes
    events: int
    changed: int
    cancelled: int
    renamed: int


class CalendarEvents(NamedTuple):
    """The events of a calendar, in its order; how many differ from the older ones, are cancelled, are renamed."""

    events: list[Event]
    changed: int
    cancelled: int
    renamed: int


def make_calendar(
    plan: Plan,
    entries: Entries,
    calendar: WorkCalendar,
    *,
    today: date,
    name: str | None = None,
    alarms: Sequence[Lead] = (),
    previous: bytes | None = None,
) -> CalendarFile:
    """The calendar of some committees with (some of) their milestones; those without days make no event.

    Equal content makes equal bytes, in whatever order the entries come: on one day, and beside a previous one on any.
    SEQUENCE is counted as by `make_update`, and is one higher: what is made on the day of a mail is made after it.

    Args:
        today: the day it counts from, and the stamp of what differs from `previous`.
        name: what calendar programs call it; None = 湖州市2021年度职称评审.
        alarms: how long before a deadline (its safe day) or a review to ring, at 09:00; none = no alarms.
        previous: an older calendar of ours. What is unchanged keeps its SEQUENCE and stamps; what has changed gets
            higher ones. What it has and `plan`, the whole of it, no longer has, stays as CANCELLED; what the plan
            still has and `entries` leave out, is left out, and so are events of other plans.

    Raises:
        ZcError: `previous` is no calendar, not ours, or damaged.
        CalendarRangeError: the working-day calendar does not know an alarm's day.
    """
    old = {} if previous is None else of_plan(read_previous(previous), plan)
    found = make_events(plan, entries, calendar, today=today, alarms=alarms, old=old)
    live = sum(event.get("STATUS") != CANCELLED for event in found.events)
    content = write_calendar(plan, _written(found.events), name, undated_of(entries))
    return CalendarFile(content, live, found.changed, found.cancelled, found.renamed)


def make_events(
    plan: Plan,
    entries: Entries,
    calendar: WorkCalendar,
    *,
    today: date,
    alarms: Sequence[Lead] = (),
    old: Mapping[str, Event],
) -> CalendarEvents:
    """The events alone of `make_calendar`; `old` are those of older calendars, by UID. They are used up."""
    made = _made(_subjects(plan, entries, calendar), alarms)
    edition = EventEdition(_number(plan, today) + 1, _midnight(max(today, plan.issued)))
    _stamp(made.values(), edition)
    if old:
        left_out = set(_left_out(plan, entries))
        old = {uid: event for uid, event in old.items() if uid not in left_out}
    named = {plain(plan_key(plan)): plan}.get
    merged = merge(made, old, edition, lambda event: uid_now(event, named) in made)
    return CalendarEvents(sorted(merged.events, key=_order), merged.changed, merged.cancelled, merged.renamed)


def make_update(
    plan: Plan,
    entries: Entries,
    calendar: WorkCalendar,
    *,
    today: date,
    now: datetime,
    void: Iterable[Void] = (),
    former: Mapping[str, str] = _NO_OTHER_NAMES,
) -> bytes:
    """A calendar that takes the place of whatever its reader has of the same milestones; empty without an event.

    Nobody knows which edition that is. So SEQUENCE is a hundred times the days since the notice was issued, and the
    stamps are of this instant: a later one always comes after an earlier one, and after all that `make_calendar` made
    the day before.

    Args:
        today: the day it counts from.
        now: the instant, with its zone.
        void: what the reader was told before; such parts as the milestone no longer has are CANCELLED.
        former: by committee key, words on the other name that the reader knows.
    """
    made = _made(_subjects(plan, entries, calendar, former))
    for one in void:
        made = {str(event.get("UID")): event for event in void_events(one, former.get(one.committee.key, ""))} | made
    _stamp(made.values(), EventEdition(_number(plan, today), now.astimezone(UTC).replace(microsecond=0)))
    events = _written(sorted(made.values(), key=_order))
    return write_calendar(plan, events, None, undated_of(entries)) if made else b""


def write_calendar(
    plan: Plan, events: Iterable[bytes], name: str | None = None, undated: Iterable[int] = (), *, feed: bool = False
) -> bytes:
    """The file of some events, without METHOD: that would make it a message, which must name its organizer.

    Args:
        events: as they are written; one that stands in several files need be written only once.
        undated: the numbers of committees that have none.
        feed: it is put where people subscribe to it, and says how often to look.
    """
    made = Calendar()
    made.add("PRODID", PRODID)
    made.add("VERSION", "2.0")
    made.add("X-WR-CALNAME", vText(plain(name or calendar_name(plan))))
    made.add("X-WR-TIMEZONE", "Asia/Shanghai")
    made.add("X-WR-CALDESC", vText(calendar_description(plan, undated)))
    if feed:
        made.add("REFRESH-INTERVAL", vDuration(_LOOK_AGAIN), parameters={"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", vDuration(_LOOK_AGAIN))
    head, end, rest = made.to_ical().partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, rest))


def calendar_name(plan: Plan) -> str:
    """What calendar programs call the calendar of a whole plan."""
    return f"{plan.region.city}{plan.year}年度职称评审"


def undated_of(entries: Entries) -> set[int]:
    """The numbers of the committees of whose milestones none has days."""
    asked = {committee.no for committee, some in entries if some}
    return asked - {committee.no for committee, some in entries if any(one.days for one in some)}


def compared_words(changed: int, cancelled: int, renamed: int) -> str:
    """What became of the events of an older calendar, in words; the numbers are those of `CalendarFile`."""
    anew = f"，{renamed} 个换了编号（原来的标为取消，另有新的）" if renamed else ""
    return f"改了 {changed} 个日程，取消 {cancelled} 个{anew}"


def _written(events: Iterable[Event]) -> Iterator[bytes]:
    return (event.to_ical() for event in events)


def _subjects(
    plan: Plan, entries: Entries, calendar: WorkCalendar, former: Mapping[str, str] = _NO_OTHER_NAMES
) -> Iterator[Subject]:
    for committee, some in entries:
        for one in some:
            if one.window and one.days:
                yield Subject(plan, committee, one, one.window, one.days, calendar, former.get(committee.key, ""))


def _left_out(plan: Plan, entries: Entries) -> Iterator[str]:
    """The UIDs, old ones too, of what the plan has and a selection of it leaves out, whether or not days are known."""
    selected = {key_of(plan, committee, one) for committee, some in entries for one in some}
    for committee in plan.committees:
        for key in keys_with_days(plan, committee):
            if key not in selected:
                yield from (*uids_of(key), *uids_of(key.numbered(committee.no)))


def _made(subjects: Iterable[Subject], alarms: Sequence[Lead] = ()) -> dict[str, Event]:
    return {str(event.get("UID")): event for subject in subjects for event in events_of(subject, alarms)}


def _number(plan: Plan, today: date) -> int:
    """By which editions of all kinds are counted: a hundred for each day since the notice was issued."""
    return max((today - plan.issued).days, 0) * _A_DAY


def _stamp(events: Iterable[Event], edition: EventEdition) -> None:
    for event in events:
        event.add("SEQUENCE", edition.number)
        for stamp in STAMPS:
            event.add(stamp, edition.instant)


def _order(event: Event) -> tuple[date, str, str]:
    return event.get("DTSTART").dt, str(event.get("X-ZC-KEY")), str(event.get("UID"))


def _midnight(day: date) -> datetime:
    """The beginning of a day in China, in UTC."""
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
