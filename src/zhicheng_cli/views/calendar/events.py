"""Which events a milestone makes.

A deadline (单位内部公示, 材料接收截止, 评前报告) always has an event `day`, on its last day. It has an event `span` too

- where papers are taken from a printed day on (4-6月): from that day to the printed end, 接收期;
- where its two days differ: for a cut-off over the printed days (7月: the whole month, though the safe day may lie
  before it), for the others from the safe day to the last. TENTATIVE, since the day lies somewhere in it.

Where the two days are the same the deadline is known to the day: there is no span, however loosely it was printed.
A review is one event `span`, from the first to the last day on which it may fall, TENTATIVE if those differ. So an
event keeps its UID when a later edition of the plan names the day.

All events are TRANSPARENT: nobody is busy all day because something is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from icalendar import Alarm, Event, vText

from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead

from .texts import Subject, plain

#: Of our UIDs: never change it, or every subscriber has all events twice.
NAMESPACE = UUID("8e9f9581-8392-44f6-af50-33361564349f")
#: Alarms ring at this hour, on the day that lies a lead time before.
ALARM_HOUR = 9
_DAY = timedelta(days=1)


class _Span(NamedTuple):
    """One event's part (`span` or `day`), its first and last day (included), status and summary."""

    part: str
    first: date
    last: date
    status: str
    summary: str


def events_of(subject: Subject, alarms: Sequence[Lead]) -> Iterator[Event]:
    """The events of one milestone, without SEQUENCE and stamps.

    Args:
        alarms: how long before to ring, counted from the safe day, for a review from its first possible day.

    Raises:
        CalendarRangeError: an alarm's day is not in the calendar.
    """
    key = plain(str(key_of(subject.plan, subject.committee, subject.milestone)))
    description = subject.description()
    for span in _spans(subject):
        event = Event()
        event.add("UID", str(uuid5(NAMESPACE, f"{key}/{span.part}")))
        event.add("X-ZC-KEY", vText(key))
        event.add("SUMMARY", span.summary)
        event.add("DTSTART", span.first)
        event.add("DTEND", span.last + _DAY)
        event.add("DESCRIPTION", description)
        event.add("CATEGORIES", [subject.milestone.label])
        event.add("STATUS", span.status)
        event.add("TRANSP", "TRANSPARENT")
        if span.part == "day" or not subject.is_deadline:
            for alarm in _alarms(subject, span, alarms):
                event.add_component(alarm)
        yield event


def _spans(subject: Subject) -> Iterator[_Span]:
    if not subject.is_deadline:
        yield _review(subject)
        return
    window, (safe, last), what = subject.window, subject.days, _what(subject)
    differ = safe < last
    if subject.milestone.event == "cutoff" and window.opens:
        status = "TENTATIVE" if differ else "CONFIRMED"
        yield _Span("span", window.opens, window.latest, status, subject.summary("材料接收期"))
    elif differ:
        first, until = (window.earliest, window.latest) if subject.milestone.event == "cutoff" else (safe, last)
        yield _Span("span", first, until, "TENTATIVE", subject.summary(what, "在此期间"))
    yield _Span("day", last, last, "CONFIRMED", subject.summary(what, "最迟" if differ else ""))


def _review(subject: Subject) -> _Span:
    first, last = subject.days
    status, mark = ("TENTATIVE", "在此期间") if first < last else ("CONFIRMED", "")
    return _Span("span", first, last, status, subject.summary(_what(subject), mark))


def _alarms(subject: Subject, span: _Span, leads: Sequence[Lead]) -> Iterator[Alarm]:
    """One alarm for each moment; all-day events start at 00:00, to which the triggers are relative."""
    day, _ = subject.days
    rings = {lead.before(day, subject.calendar) - span.first: lead for lead in reversed(leads)}
    for before, lead in sorted(rings.items()):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", f"{_distance(subject, lead)}：{subject.summary(_what(subject))}")
        alarm.add("TRIGGER", before + timedelta(hours=ALARM_HOUR))
        yield alarm


def _distance(subject: Subject, lead: Lead) -> str:
    """How far off the day is that an alarm counts from, and what day that is."""
    day, last = subject.days
    name = "" if day == last else "稳妥日 " if subject.is_deadline else "最早可能 "
    return f"{name}{day} 前{lead.words}" if lead.number else f"{name}{day} 就是今天"


def _what(subject: Subject) -> str:
    """What is to be done, or what happens: a unit's notice must be up by its days, not run in them."""
    label = subject.milestone.label
    return f"贴出{label}" if subject.milestone.event == "unit_notice" else label
