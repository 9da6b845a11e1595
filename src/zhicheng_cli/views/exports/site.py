"""The plan as a folder of files for a web site: the page, calendars, JSON and CSV, each linked from the page.

All calendars are drawn from one: an event that stands in several has one UID, one SEQUENCE and one content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Precision, Window
from zhicheng_cli.views.exports.calendar.calendar_file import (
    Entries,
    calendar_name,
    make_events,
    plan_key,
    undated_of,
    write_events,
)
from zhicheng_cli.views.exports.calendar.events import CANCELLED, key_text
from zhicheng_cli.views.exports.calendar.previous import latest, number_of, read_previous

from .plan_export import Export

if TYPE_CHECKING:
    from icalendar import Event

PAGE = "index.html"
_DATA = {"json": "plan.json", "csv": "plan.csv"}
_WHOLE = "calendar/all.ics"
#: The calendars of a folder, ours and no one else's.
CALENDARS = ("calendar/all.ics", "calendar/committee-*.ics", "calendar/month-*.ics")
_MONTHS = range(1, 13)


class Site(NamedTuple):
    """The files of a site.

    Attributes:
        files: place in the folder, with `/` → content; the page comes last, so that its links never lead nowhere.
        changed: how many events were others in the calendars that stood there.
        cancelled: how many stood there and are cancelled now.
    """

    files: dict[str, bytes]
    changed: int
    cancelled: int


def make_site(export: Export, standing: Mapping[str, bytes], alarms: Sequence[Lead] = ()) -> Site:
    """Every file of the site.

    Args:
        standing: the calendars that stand there now, by their place. The last edition of an event in any of them is
            what it is compared with; what the plan no longer has stays as cancelled, in the calendar of all, that of
            its committee, and those of the months it was in. One that would hold only such events is made if it
            stands there already.

    Raises:
        ZcError: a calendar that stands there is none of ours.
    """
    plan, entries = export.plan, export.entries
    stood = _read(standing, plan_key(plan))
    # What an older calendar held is looked up before its events are used up.
    uids = {place: set(events) for place, events in stood.items()}
    old = latest(stood.values())
    whole = make_events(plan, entries, export.calendar, today=export.today, alarms=alarms, old=old)
    files = {_DATA["json"]: export.json(), _DATA["csv"]: export.csv()}
    title = calendar_name(plan)
    files |= {
        place: write_events(plan, events, title + of, undated_of(entries) if place == _WHOLE else ())
        for place, of, events in _calendars(export, entries, whole.events, uids)
        if not all(map(_is_cancelled, events)) or (events and place in standing)
    }
    links = {key: place for key, place in _links(export).items() if place in files}
    return Site({**files, PAGE: export.page(links)}, whole.changed, whole.cancelled)


def _read(standing: Mapping[str, bytes], plan: str) -> dict[str, dict[str, Event]]:
    read = {}
    for place, content in standing.items():
        try:
            read[place] = read_previous(content, plan)
        except ZcError as error:
            raise ZcError(f"“{place}”：{error.message}", "把它移到别处，或者换一个文件夹") from error
    return read


def _links(export: Export) -> dict[str, str]:
    links = {"calendar": _WHOLE, **_DATA}
    links |= {f"calendar/{match.committee.no}": _of_committee(match.committee.no) for match in export.matches}
    return links | {f"calendar/month/{month:02}": _of_month(month) for month in _MONTHS}


def _of_committee(no: int) -> str:
    return f"calendar/committee-{no:02}.ics"


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
    names = {committee.no: committee.name for committee in export.plan.committees}
    numbers = [number_of(event, plan_key(export.plan)) for event in events]
    for no in sorted({number for number in numbers if number is not None}):
        mine = [event for event, number in zip(events, numbers, strict=True) if number == no]
        yield _of_committee(no), f" · {names.get(no, f'{no}号')}", mine
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
