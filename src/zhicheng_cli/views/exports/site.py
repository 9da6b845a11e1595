"""The plan as a folder of files for a web site: the page, calendars, JSON and CSV, each linked from the page.

All calendars are drawn from one: an event that stands in several has one UID, one SEQUENCE and one content.
A committee's calendar is named after its key. Sites made before committees had keys named it after its row number, and
people have subscribed to that address: where such a file stands, the same is written there too, for the committee that
it was of, whatever number that has now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.keys import PlanNamed, key_of, plan_key
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Precision, Window
from zhicheng_cli.views.exports.calendar.calendar_file import (
    Entries,
    calendar_name,
    make_events,
    undated_of,
    write_calendar,
)
from zhicheng_cli.views.exports.calendar.events import CANCELLED, key_text
from zhicheng_cli.views.exports.calendar.previous import committee_of, latest, of_plan, read_previous

from .plan_export import Export

if TYPE_CHECKING:
    from icalendar import Component, Event

PAGE = "index.html"
_DATA = {"json": "plan.json", "csv": "plan.csv"}
_WHOLE = "calendar/all.ics"
#: The calendars of a folder, ours and no one else's.
CALENDARS = ("calendar/all.ics", "calendar/committee-*.ics", "calendar/month-*.ics")
_NUMBERED = re.compile(r"calendar/committee-[0-9]+\.ics")
_MONTHS = range(1, 13)


class Site(NamedTuple):
    """The files of a site.

    Attributes:
        files: place in the folder, with `/` → content; the page comes last, so that its links never lead nowhere.
        changed: how many events were others in the calendars that stood there.
        cancelled: how many stood there and are cancelled now.
        renamed: how many stand there under another UID now (see `CalendarFile`).
        unknown: calendars named after a number of which nobody knows whose it is now: nothing new comes there any more.
    """

    files: dict[str, bytes]
    changed: int
    cancelled: int
    renamed: int
    unknown: tuple[str, ...]


def make_site(
    export: Export, standing: Mapping[str, bytes], alarms: Sequence[Lead] = (), *, named: PlanNamed | None = None
) -> Site:
    """Every file of the site.

    Args:
        standing: the calendars that stand there now, by their place. The last edition of an event in any of them is
            what it is compared with; what the plan no longer has stays as cancelled, in the calendar of all, that of
            its committee, and those of the months it was in. One that would hold only such events is made if it
            stands there already.
        named: the plans that calendars named after a number may be of; None = the one that is exported.

    Raises:
        ZcError: a calendar that stands there is none of ours.
    """
    plan, entries = export.plan, export.entries
    named = named or {plan_key(plan): plan}.get
    everything = _read(standing)
    # What an older calendar held is looked up before its events are used up.
    owners = {place: _owner(events, named) for place, events in everything.items() if _NUMBERED.fullmatch(place)}
    stood = {place: of_plan(events, plan) for place, events in everything.items()}
    uids = {place: set(events) for place, events in stood.items()}
    whole = make_events(plan, entries, export.calendar, today=export.today, alarms=alarms, old=latest(stood.values()))
    files = {_DATA["json"]: export.json(), _DATA["csv"]: export.csv()}
    title = calendar_name(plan)
    written = {str(event.get("UID")): event.to_ical() for event in whole.events}
    for place, of, events in _calendars(export, entries, whole.events, uids):
        places = [place, *(numbered for numbered, owner in owners.items() if owner and _of_committee(owner) == place)]
        if all(map(_is_cancelled, events)):
            places = [one for one in places if events and one in standing]
        lines = (written[str(event.get("UID"))] for event in events)
        content = write_calendar(plan, lines, title + of, undated_of(entries) if place == _WHOLE else (), feed=True)
        files |= dict.fromkeys(places, content)
    links = {key: quote(place) for key, place in _links(export).items() if place in files}
    unknown = tuple(place for place, owner in owners.items() if owner is None or owner.isdecimal())
    return Site({**files, PAGE: export.page(links)}, whole.changed, whole.cancelled, whole.renamed, unknown)


def _read(standing: Mapping[str, bytes]) -> dict[str, dict[str, Event]]:
    found: dict[str, dict[str, Event]] = {}
    read: dict[str, Component] = {}
    for place, content in standing.items():
        try:
            found[place] = read_previous(content, read)
        except ZcError as error:
            raise ZcError(f"“{place}”：{error.message}", "把它移到别处，或者换一个文件夹") from error
    return found


def _owner(events: Mapping[str, Event], named: PlanNamed) -> str | None:
    """Whose events a committee's calendar holds; None where nobody knows."""
    found = {committee_of(event, named) for event in events.values()}
    return found.pop() if len(found) == 1 else None


def _links(export: Export) -> dict[str, str]:
    links = {"calendar": _WHOLE, **_DATA}
    links |= {f"calendar/{match.committee.no}": _of_committee(match.committee.key) for match in export.matches}
    return links | {f"calendar/month/{month:02}": _of_month(month) for month in _MONTHS}


def _of_committee(key: str) -> str:
    return f"calendar/committee-{key}.ics"


def _of_month(month: int) -> str:
    return f"calendar/month-{month:02}.ics"


def _calendars(
    export: Export, entries: Entries, events: list[Event], stood: Mapping[str, set[str]]
) -> Iterator[tuple[str, str, list[Event]]]:
    """Place, the name's last part and events of each calendar: of all, of each committee, of each month.

    A month has what falls into it, and what is cancelled that it had. One that nothing falls into any more keeps what
    it had, wherever that is now: its readers have no other place to hear of it.
    """
    yield _WHOLE, "", events
    names = {committee.key: committee.name for committee in export.plan.committees}
    committees = [committee_of(event, {plan_key(export.plan): export.plan}.get) for event in events]
    for key in sorted({key for key in committees if key}):
        mine = [event for event, committee in zip(events, committees, strict=True) if committee == key]
        yield _of_committee(key), f" · {names.get(key, key)}", mine
    planned = {key_text(key_of(export.plan, of, one)): _months_of(one) for of, some in entries for one in some}
    live = {str(event.get("UID")): planned[event.get("X-ZC-KEY")] for event in events if not _is_cancelled(event)}
    for month in _MONTHS:
        before = stood.get(_of_month(month), set())
        now = {uid for uid, months in live.items() if month in months}
        wanted = now | (before - live.keys()) if now else before
        yield _of_month(month), f" · {month}月", [event for event in events if str(event.get("UID")) in wanted]


def _months_of(milestone: Milestone) -> set[int]:
    """The months that a milestone may fall in, or in which papers are taken for it, as `zc plan --month` finds it."""
    if milestone.window is None or milestone.days is None:
        return set()
    return _touched(milestone.window) | _touched(Window(None, *milestone.days, Precision.RANGE))


def _touched(window: Window) -> set[int]:
    return {month for month in _MONTHS if window.touches(month)}


def _is_cancelled(event: Event) -> bool:
    return bool(event.get("STATUS") == CANCELLED)
