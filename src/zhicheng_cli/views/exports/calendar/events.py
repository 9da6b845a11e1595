"""Which events a milestone makes.

A deadline (单位内部公示, 材料接收截止, 评前报告) always has an event `day`, on its last day. It has an event `span` too

- where papers are taken from a printed day on (4-6月): from that day to the printed end, 接收期;
- where its two days differ: for a cut-off over the printed days (7月: the whole month, though the safe day may lie
  before it), for the others from the safe day to the last. TENTATIVE, since the day lies somewhere in it.

Where the two days are the same the deadline is known to the day: there is no span, however loosely it was printed.
A review is one event `span`, from the first to the last day on which it may fall, TENTATIVE if those differ. So an
event keeps its UID when a later edition of the plan names the day.

What the notice itself calls tentative (拟, 预计, 原则上 …) is TENTATIVE in any case.

All events are TRANSPARENT: nobody is busy all day because something is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from icalendar import Alarm, Event, vText

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.keys import MilestoneKey, key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import LABELS, Milestone
from zhicheng_cli.views.parts.wording import key_who

from .texts import Subject, plain, title

#: Of our UIDs: never change it, or every subscriber has all events twice.
NAMESPACE = UUID("8e9f9581-8392-44f6-af50-33361564349f")
CANCELLED = "CANCELLED"
#: Begins the title and the description of what is cancelled: there are readers that do not look at the status.
VOID = "【取消】"
#: Alarms ring at this hour, on the day that lies a lead time before.
ALARM_HOUR = 9
#: An alarm on the very day of its event would ring after its start, at 00:00, and some programs drop it: the evening
#: before.
_EVE = timedelta(hours=-6)
_DAY = timedelta(days=1)
#: What is to be done, or what happens: a unit's notice must be up by its days, not run in them.
_WHAT = {"unit_notice": "贴出单位内部公示", "cutoff": "材料截止", "report": "评前报告", "review": "评审"}


def _what(one: MilestoneKey | Milestone) -> str:
    """What is to be done, or what happens; a stage by its printed name."""
    return f"{one.stage}截止" if one.stage else _WHAT[one.event]


class Void(NamedTuple):
    """What a reader was told of a milestone before, and no longer holds.

    Attributes:
        told: each day told before, with the day that stands for it now (None = none any more); at least one. The same
            day: it stands under another UID now.
        why: what has happened.
    """

    committee: Committee
    key: MilestoneKey
    told: tuple[tuple[date, date | None], ...]
    why: str = "通知已改"


class _DaySpan(NamedTuple):
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
    key = _key(subject)
    description = subject.description()
    for span in _spans(subject):
        event = _event(key, span, description)
        if span.part == "day" or not subject.is_deadline:
            for alarm in _alarms(subject, span, alarms):
                event.add_component(alarm)
        yield event


def uids_of(key: MilestoneKey | str) -> tuple[str, str]:
    """The UIDs of every event that a milestone can make; also from its key as it stands in X-ZC-KEY."""
    text = key if isinstance(key, str) else key_text(key)
    return _uid(text, "span"), _uid(text, "day")


def void_events(void: Void, former: str = "") -> Iterator[Event]:
    """Every event that a milestone can make, cancelled, at the days that were told.

    Args:
        former: as for `Subject`.
    """
    key = void.key
    summary = VOID + title(void.committee, key_who(void.committee, key), _what(key))
    told = sorted(void.told, key=lambda pair: pair[0])
    for part, (was, now) in {"span": told[0], "day": told[-1]}.items():
        if part == "day" and key.event == "review":
            continue
        stands = f"现为 {now}" if now else "现在没有日期"
        why = "它换了编号，以新的一条为准" if was == now else f"{void.why}；原为 {was}，{stands}"
        description = plain("\n".join(filter(None, (f"{VOID}这一条作废：{why}", former))))
        yield _event(key, _DaySpan(part, was, was, CANCELLED, summary), description)


def key_text(key: MilestoneKey) -> str:
    """A key as it stands in X-ZC-KEY."""
    return plain(str(key))


def _key(subject: Subject) -> MilestoneKey:
    return key_of(subject.plan, subject.committee, subject.milestone)


def _uid(key: str, part: str) -> str:
    return str(uuid5(NAMESPACE, f"{key}/{part}"))


def _event(key: MilestoneKey, span: _DaySpan, description: str) -> Event:
    event, written = Event(), key_text(key)
    event.add("UID", _uid(written, span.part))
    event.add("X-ZC-KEY", vText(written))
    event.add("SUMMARY", span.summary)
    event.add("DTSTART", span.first)
    event.add("DTEND", span.last + _DAY)
    event.add("DESCRIPTION", description)
    event.add("CATEGORIES", [LABELS[key.event]])
    event.add("STATUS", span.status)
    event.add("TRANSP", "TRANSPARENT")
    return event


def _spans(subject: Subject) -> Iterator[_DaySpan]:
    window, (safe, last) = subject.window, subject.days
    differ, what = safe < last, _what(subject.milestone)
    sure = "TENTATIVE" if window.tentative else "CONFIRMED"
    status = "TENTATIVE" if differ else sure
    if not subject.is_deadline:
        yield _DaySpan("span", safe, last, status, subject.title(what, "在此期间" if differ else ""))
        return
    if subject.milestone.takes_papers and window.opens:
        taken = subject.milestone.stage or "材料接收期"
        yield _DaySpan("span", window.opens, window.latest, status, subject.title(taken))
    elif differ:
        first, until = (window.earliest, window.latest) if subject.milestone.takes_papers else (safe, last)
        yield _DaySpan("span", first, until, "TENTATIVE", subject.title(what, subject.some_day(first, until)))
    # The title names the safe day: alarms hang here, and show nothing else.
    summary = subject.title(f"{what}最迟", f"稳妥 {subject.month_day(safe)}") if differ else subject.title(what)
    yield _DaySpan("day", last, last, sure, summary)


def _alarms(subject: Subject, span: _DaySpan, leads: Sequence[Lead]) -> Iterator[Alarm]:
    """One alarm for each moment; all-day events start at 00:00, to which the triggers are relative."""
    day, _ = subject.days
    morning = timedelta(hours=ALARM_HOUR)
    begun = ((lead.begins(day, subject.calendar), lead) for lead in reversed(leads))
    triggers = ((begin - span.first + morning, lead) for begin, lead in begun if begin)
    rings = {trigger if trigger <= timedelta() else _EVE: lead for trigger, lead in triggers}
    for trigger, lead in sorted(rings.items()):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        what = subject.title(_what(subject.milestone))
        alarm.add("DESCRIPTION", f"{_distance(subject, lead, is_eve=trigger == _EVE)}：{what}")
        alarm.add("TRIGGER", trigger)
        yield alarm


def _distance(subject: Subject, lead: Lead, *, is_eve: bool) -> str:
    """How far off the day is that an alarm counts from, and what day that is."""
    day, last = subject.days
    name = "" if day == last else "稳妥日 " if subject.is_deadline else "最早可能 "
    if lead.number:
        return f"{name}{day} 前{lead.words}"
    return f"{name}{day} 就是{'明天' if is_eve else '今天'}"
