"""The plan as one self-contained HTML page: a plain table, which a small script makes searchable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import Contact, ContactMatch, by_contact, contacts_for, listed_in
from zhicheng_cli.plan.deadlines import undated_words, why_undated
from zhicheng_cli.plan.exams import whose_times
from zhicheng_cli.plan.milestones import NOT_APPLICABLE, Milestone, milestones
from zhicheng_cli.plan.search import Match, Search
from zhicheng_cli.plan.taking import INITIAL
from zhicheng_cli.views.exports.policy import content_policy
from zhicheng_cli.views.parts.citations import Bases
from zhicheng_cli.views.parts.decided import LABEL, decided_lines
from zhicheng_cli.views.parts.milestone_table import bases_of
from zhicheng_cli.views.parts.wording import (
    IMPRECISE,
    PROVISIONAL,
    WEEKDAYS,
    day_name,
    fields_text,
    is_imprecise,
    is_provisional,
    milestone_who,
    source_line,
    source_text,
)
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.phones import read_phone

from .choices import Choices
from .ready_words import ready_for_script
from .timeline import SHAPES, Axis, Timeline

#: Files that may lie beside the page, by their key among the links.
DOWNLOADS = {"calendar": "日历（全部）", "csv": "CSV 表格", "json": "JSON 数据"}

_SCRIPTS = ("ask.js", "card.js", "page.js")


class PageRow(NamedTuple):
    """A committee, and what is told of it.

    Attributes:
        undated: why it has no cut-off with a day, or an empty string.
        milestones: the earlier day first, where an event has several.
        decided: who decides what it recommends, a line each.
        nobody: the fields for which the notice names nobody; empty = for none at all; None = somebody for each.
    """

    committee: Committee
    reasons: tuple[str, ...]
    levels: tuple[str, ...]
    undated: str
    milestones: Sequence[Milestone]
    contacts: Sequence[tuple[Contact, Sequence[ContactMatch]]]
    nobody: Sequence[str] | None
    timeline: Timeline
    decided: Sequence[str]

    @property
    def cutoffs(self) -> list[Milestone]:
        """The cut-offs that have days."""
        return [one for one in self.milestones if one.event == "cutoff" and one.days]

    @property
    def bases(self) -> Bases:
        """What the milestones rest on."""
        return bases_of(self.milestones)


def make_page(  # noqa: PLR0913 - five sources, and how the page is made
    plan: Plan,
    matches: Sequence[Match],
    contacts: Sequence[Contact],
    search: Search,
    calendar: WorkCalendar,
    *,
    made: date,
    chosen: str = "",
    links: Mapping[str, str] = MappingProxyType({}),
    contacts_notice: str | None = None,
) -> bytes:
    """The page, UTF-8; the same for the same input.

    Args:
        matches: the committees that it shall list.
        made: the day it is made, which it says.
        chosen: the filters that chose them, in words; empty = the whole plan.
        links: addresses of files beside it: `calendar`, `calendar/12` (a committee), `calendar/month/07`, `csv`,
            `json`. What is missing is not linked.
        contacts_notice: the notice of which the contacts are, where it is not the plan's own.

    Raises:
        CalendarRangeError: the calendar does not know the days.
    """
    axis = Axis(plan.year, [match.committee for match in matches])
    rows = [_row(match, plan, tuple(contacts), search, calendar, axis) for match in matches]
    context = {
        **_looks(axis),
        **_words(plan, rows, calendar, made),
        **_linked(links),
        "choices": Choices(search, calendar, {match.committee.no for match in matches}),
        "chosen": chosen,
        "contacts_notice": contacts_notice,
        "listed_in": listed_in(contacts),
        "ready": ready_for_script(search, contacts, calendar),
    }
    return _environment(plan).from_string(_part("page.html.j2")).render(context).encode("utf-8")


def _looks(axis: Axis) -> dict[str, object]:
    """What is the same for every plan, and the axis that the rows are drawn on."""
    style, script = _part("page.css"), "".join(map(_part, _SCRIPTS))
    return {"axis": axis, "shapes": SHAPES, "style": style, "script": script, "policy": content_policy(style, script)}


def _words(plan: Plan, rows: Sequence[PageRow], calendar: WorkCalendar, made: date) -> dict[str, object]:
    """The plan, its committees, and what holds for all of them."""
    return {
        "plan": plan,
        "source": source_line(plan),
        "made": made,
        "rows": rows,
        "undated": undated_words(row.committee.cutoff for row in rows if row.undated),
        "remarks": list(_remarks(rows, calendar)),
        "workdays": _workdays(rows, plan, calendar, made),
    }


def _linked(links: Mapping[str, str]) -> dict[str, object]:
    """The files beside the page."""
    return {
        "links": links,
        "downloads": [(label, links[key]) for key, label in DOWNLOADS.items() if key in links],
        "calendars": list(_calendars(links)),
    }


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _environment(plan: Plan) -> Environment:
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["day"] = lambda day: _day(day, plan.year)
    made.filters["phone"] = lambda printed: read_phone(printed, plan.region.area_code)
    made.filters["fields"] = fields_text
    made.filters["why_undated"] = why_undated
    made.globals["day_name"] = day_name
    made.globals["source_text"] = source_text
    made.globals["who"] = milestone_who
    made.globals["whose_times"] = whose_times
    made.globals["INITIAL"] = INITIAL
    made.globals["NOT_APPLICABLE"] = NOT_APPLICABLE
    made.globals["DECIDED"] = LABEL
    return made


def _day(day: date, year: int) -> str:
    """The day in words, with its year where that is not the plan's."""
    with_year = "" if day.year == year else f"{day.year}年"
    return f"{with_year}{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def _calendars(links: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for month in range(1, 13):
        if address := links.get(f"calendar/month/{month:02}"):
            yield month, address


def _row(
    match: Match, plan: Plan, contacts: tuple[Contact, ...], search: Search, calendar: WorkCalendar, axis: Axis
) -> PageRow:
    committee = match.committee
    found, nobody = contacts_for(committee, contacts)
    return PageRow(
        committee=committee,
        reasons=match.reasons,
        levels=search.levels_of(committee),
        undated="" if committee.cutoff.windows else why_undated(committee.cutoff),
        milestones=_earlier_first(milestones(plan, committee, calendar)),
        contacts=by_contact(found),
        nobody=nobody if nobody or not found else None,
        timeline=axis.of(committee, calendar),
        decided=decided_lines(plan, committee, calendar),
    )


def _earlier_first(found: Sequence[Milestone]) -> list[Milestone]:
    """In their order, but one event of one batch by its days: 10月(市直学校9月) begins with September."""
    groups = groupby(found, key=lambda one: (one.batch, one.event))
    return [one for _, of in groups for one in sorted(of, key=lambda one: one.days or ())]


def _days(rows: Iterable[PageRow]) -> list[date]:
    """Every day that the page shows."""
    return [day for row in rows for one in row.milestones for day in one.days or ()]


def _remarks(rows: Sequence[PageRow], calendar: WorkCalendar) -> Iterator[str]:
    if is_imprecise(one.window for row in rows for one in row.milestones):
        yield IMPRECISE
    if is_provisional(_days(rows), calendar):
        yield PROVISIONAL


def _workdays(rows: Sequence[PageRow], plan: Plan, calendar: WorkCalendar, made: date) -> dict[str, str]:
    """The announced days that may lie between a visitor's today and a shown day, and where they break the week's rule.

    Returns:
        `first`, `last`, and `breaks`: Monday to Friday that are off, Saturday and Sunday that are worked.
    """
    days = [*_days(rows), date(plan.year, 12, 31)]
    first = max(date(min(made.year, *(day.year for day in days)), 1, 1), calendar.announced_from)
    last = min(date(max(days).year, 12, 31), calendar.announced_to)
    span = (first + timedelta(n) for n in range((last - first).days + 1))
    breaks = (day for day in span if calendar.is_workday(day) != (day.weekday() < 5))
    return {"first": str(first), "last": str(last), "breaks": " ".join(map(str, breaks))}
