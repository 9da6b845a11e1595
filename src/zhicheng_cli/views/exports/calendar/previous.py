"""An older calendar of ours: what of it lives on in a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple, NoReturn

from icalendar import Calendar, Component, Event, vInt, vText

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.keys import PlanNamed, plan_key

from .events import CANCELLED, VOID, uids_of
from .texts import plain

#: By which a calendar is known to be ours.
PRODID = "-//zhicheng-cli//zc//ZH"
#: Far more editions than a plan ever has; beyond it there may be no next one.
_LARGEST_SEQUENCE = 1_000_000
STAMPS = ("DTSTAMP", "LAST-MODIFIED")
#: What tells one edition of an event from another without being its content.
_EDITION = tuple(f"{name}:" for name in ("SEQUENCE", *STAMPS))
#: An event with the lines around it.
_EVENT = re.compile(r"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?\n", re.MULTILINE | re.DOTALL)
#: What the library raises for a damaged file: ValueError mostly, others where it does not expect the damage.
_UNREADABLE = (ValueError, AttributeError, TypeError, LookupError)


class EventEdition(NamedTuple):
    """What tells one edition of an event from another: its number (SEQUENCE), and the instant of its stamps."""

    number: int
    instant: datetime


class Merged(NamedTuple):
    """The new events and the cancelled old ones; how many of the new ones differ from the old; how many of the old ones
    are newly cancelled, and how many more since they stand under another UID."""

    events: list[Event]
    changed: int
    cancelled: int
    renamed: int


def read_previous(data: bytes, read: dict[str, Component] | None = None) -> dict[str, Event]:
    """The events of an older calendar, by UID.

    Args:
        read: by their lines, events of other calendars that were read before; what is read here is put there. A site
            has each event in four of them.

    Raises:
        ZcError: it is no calendar, not ours, or damaged.
    """
    read = {} if read is None else read
    found: dict[str, Event] = {}
    for event in _events(data, read):
        if not isinstance(event, Event) or not _is_whole(event) or event.get("UID") in found:
            _refuse("已损坏：有的事件不完整，或者有两个相同的")
        found[str(event.get("UID"))] = event
    return found


def of_plan(events: Mapping[str, Event], plan: Plan) -> dict[str, Event]:
    """Those of the events that are of a plan, whichever edition."""
    return {uid: event for uid, event in events.items() if _parts(event)[0] == plain(plan_key(plan))}


def committee_of(event: Event, named: PlanNamed) -> str | None:
    """The key of the committee that an event is about; None = it is of an unknown plan.

    Before committees had keys, events had their row numbers. Whose the number was is told by the printed name, which
    stands in the event: the plan may have given it to another since. A number of which nobody knows that stays one.
    """
    name, committee, _ = _parts(event)
    if not committee.isdecimal():
        return committee
    plan = named(name)
    if plan is None:
        return None
    row = f"第{committee}行 "
    lines = str(event.get("DESCRIPTION", "")).split("\n")
    told = tuple(line.removeprefix(row) for line in lines if line.startswith(row))
    printed = [one for one in plan.committees if any(line.startswith(plain(one.name)) for line in told)]
    if printed:
        return max(printed, key=lambda one: len(one.name)).key
    return next((one.key for one in plan.withdrawn if one.key and str(one.no) == committee), committee)


def uid_now(event: Event, named: PlanNamed) -> str | None:
    """The UID that an event from before committees had keys would have today; None = of any other event."""
    name, committee, rest = _parts(event)
    key = committee_of(event, named) if committee.isdecimal() else None
    if key is None:
        return None
    pairs = zip(uids_of(event.get("X-ZC-KEY")), uids_of(f"{name}/{key}/{rest}"), strict=True)
    return dict(pairs).get(str(event.get("UID")))


def _parts(event: Event) -> tuple[str, str, str]:
    """Of X-ZC-KEY: the plan (湖州市/2021), the committee, and the rest; empty where it has no such form."""
    region, _, rest = event.get("X-ZC-KEY").partition("/")
    year, _, rest = rest.partition("/")
    committee, _, rest = rest.partition("/")
    return f"{region}/{year}", committee, rest


def latest(history: Iterable[Mapping[str, Event]]) -> dict[str, Event]:
    """The last edition of each event of several older calendars, by UID."""
    found: dict[str, Event] = {}
    for calendar in history:
        for uid, event in calendar.items():
            if uid not in found or _rank(event) > _rank(found[uid]):
                found[uid] = event
    return found


def _rank(event: Event) -> tuple[int, datetime]:
    return event.get("SEQUENCE"), event.get("LAST-MODIFIED").dt


def merge(
    made: Mapping[str, Event], old: Mapping[str, Event], now: EventEdition, is_renamed: Callable[[Event], bool]
) -> Merged:
    """The made events with SEQUENCE and stamps carried on from the old ones, and the old ones that are gone, cancelled.

    Args:
        made: by UID, with the SEQUENCE and the stamps of `now`.
        old: by UID, of the same plan.
        now: of what has changed; it comes after the old one in any case, and a later stamp is not set back.
        is_renamed: whether an old one that is gone stands among the made ones under another UID.
    """
    changed, counted = 0, {False: 0, True: 0}
    for uid, event in made.items():
        if before := old.get(uid):
            same = _content(event) == _content(before)
            _continue(event, before, None if same else now)
            changed += not same
    gone = [event for uid, event in old.items() if uid not in made]
    # Older programs left it at the status, which not every reader looks at.
    for event in gone:
        if event.get("STATUS") != CANCELLED or not str(event.get("SUMMARY", "")).startswith(VOID):
            counted[is_renamed(event)] += event.get("STATUS") != CANCELLED
            _cancel(event, now, "它换了编号，以新的一条为准" if is_renamed(event) else "计划里已经没有它了")
    return Merged([*made.values(), *gone], changed, counted[False], counted[True])


def _cancel(event: Event, now: EventEdition, why: str) -> None:
    event["STATUS"] = vText(CANCELLED)
    event["SUMMARY"] = vText(f"{VOID}{event.get('SUMMARY', '')}")
    event["DESCRIPTION"] = vText(f"{VOID}这一条作废：{why}。原来的内容：\n{event.get('DESCRIPTION', '')}")
    # What does not take place does not ring.
    event.subcomponents.clear()
    _continue(event, event, now)


def _content(event: Event) -> list[str]:
    return [line for line in event.content_lines() if not line.startswith(_EDITION)]


def _continue(event: Event, before: Event, now: EventEdition | None) -> None:
    """The edition after another one; the same where nothing is new."""
    number = before.get("SEQUENCE")
    event["SEQUENCE"] = vInt(max(number + 1, now.number) if now else number)
    for name in STAMPS:
        stamp = before.get(name).dt
        stamp = max(stamp, now.instant) if now else stamp
        event.pop(name, None)
        event.add(name, stamp)


def _events(data: bytes, read: dict[str, Component]) -> Iterator[Component]:
    try:
        text = data.decode("utf-8-sig")
        calendar, events = _component(_EVENT.sub("", text)), _EVENT.findall(text)
        read.update((lines, _component(lines)) for lines in events if lines not in read)
    except _UNREADABLE:
        _refuse("不是日历文件，或者已损坏")
    if calendar.name != "VCALENDAR":
        _refuse("不是日历文件")
    if calendar.get("PRODID") != PRODID:
        _refuse("不是 zc 做的日历")
    yield from calendar.walk("VEVENT")
    yield from map(read.__getitem__, events)


def _component(text: str) -> Component:
    # As bytes: some versions of the library take a string for the path of a file.
    return Calendar.from_ical(text.encode())


def _is_whole(event: Event) -> bool:
    """Whether it has all that we write and that is needed to carry it on."""
    return not event.errors and all(_checks(event))


def _checks(event: Event) -> Iterator[bool]:
    yield from (isinstance(event.get(name), str) for name in ("UID", "X-ZC-KEY", "STATUS"))
    sequence = event.get("SEQUENCE")
    yield isinstance(sequence, int) and 0 <= sequence < _LARGEST_SEQUENCE
    days = [getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND")]
    yield from (isinstance(day, date) and not isinstance(day, datetime) for day in days)
    stamps = [getattr(event.get(name), "dt", None) for name in STAMPS]
    yield from (isinstance(stamp, datetime) and stamp.tzinfo is not None for stamp in stamps)


def _refuse(why: str) -> NoReturn:
    raise ZcError(f"旧日历{why}", "请给上一次导出的 .ics 文件；没有就不要加 --previous")
