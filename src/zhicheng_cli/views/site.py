"""The plan as a folder of files for a web site: the page, calendars, JSON and CSV, each linked from the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone

from .calendar import make_calendar
from .export import Export

PAGE = "index.html"
_DATA = {"json": "plan.json", "csv": "plan.csv"}
_WHOLE = "calendar/all.ics"
#: The calendars of a folder, ours and no one else's.
CALENDARS = ("calendar/all.ics", "calendar/committee-*.ics", "calendar/month-*.ics")


def make_site(export: Export, previous: Mapping[str, bytes], alarms: Sequence[Lead] = ()) -> dict[str, bytes]:
    """Every file of the site.

    Args:
        previous: the calendars that stand there now, by their place: what has changed since is told by them, and
            what is no longer planned stays in them as cancelled.

    Returns:
        Place in the folder, with `/` → content; the page comes last, so that its links never lead nowhere.

    Raises:
        ZcError: a calendar that stands there is none of ours.
    """
    files = {_DATA["json"]: export.json(), _DATA["csv"]: export.csv()}
    calendars = dict(_calendars(export))
    for place in [*calendars, *(place for place in previous if place not in calendars)]:
        name, entries = calendars.get(place, (None, []))
        made = make_calendar(
            export.plan,
            entries,
            export.calendar,
            today=export.today,
            name=name,
            alarms=alarms,
            previous=previous.get(place),
        )
        if made.events or made.cancelled:
            files[place] = made.content
    links = {key: place for key, place in _links(export).items() if place in files}
    return {**files, PAGE: export.page(links)}


def _links(export: Export) -> dict[str, str]:
    links = {"calendar": _WHOLE, **_DATA}
    links |= {f"calendar/{match.committee.no}": _of_committee(match.committee.no) for match in export.matches}
    return links | {f"calendar/month/{month:02}": _of_month(month) for month in range(1, 13)}


def _of_committee(no: int) -> str:
    return f"calendar/committee-{no:02}.ics"


def _of_month(month: int) -> str:
    return f"calendar/month-{month:02}.ics"


_Entries = Sequence[tuple[Committee, Sequence[Milestone]]]


def _calendars(export: Export) -> Iterator[tuple[str, tuple[str, _Entries]]]:
    """Place → name and content of each calendar: of all, of each committee, of each month."""
    entries, title = export.entries, f"{export.plan.about['region']}{export.plan.year}年度职称评审"
    yield _WHOLE, (title, entries)
    for committee, found in entries:
        if any(one.days for one in found):
            yield _of_committee(committee.no), (f"{title} · {committee.name}", [(committee, found)])
    for month in range(1, 13):
        falling = [(one, [of for of in found if _touches(of, month, export.plan.year)]) for one, found in entries]
        if any(found for _, found in falling):
            yield _of_month(month), (f"{title} · {month}月", [pair for pair in falling if pair[1]])


def _touches(milestone: Milestone, month: int, year: int) -> bool:
    """Whether a milestone may fall in a month of the plan's year."""
    if milestone.days is None:
        return False
    first, last = ((day.year, day.month) for day in milestone.days)
    return first <= (year, month) <= last
