"""Which rows are for a title and a field of work, and in which order: one ranking for every answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.written.folding import without_blanks

from .asked_field import IN_PART, AskedField, nearness
from .committees import Committee, Route
from .exams import BY_EXAM
from .fit import Fit
from .taking import INITIAL, Taken, Taking
from .unprinted import Unprinted, unprinted

if TYPE_CHECKING:
    from zhicheng_cli.workdays import WorkCalendar

#: How closely a field fits, by where it is printed: a specialty by name before a whole series.
_CLOSENESS = {"专业": 0, "别名": 1, "备注": 1, "名称": 2, "系列": 2}
_FARTHEST = 3
_ITS_OWN, _EVERYBODY, _SOME_OTHERS = range(3)
_NOT_NEAR = (IN_PART + 2, 0)


class Request(NamedTuple):
    """What a person asks for; None = not told.

    Attributes:
        title: one that the titles know.
        field: major, job, specialty, series, in whatever words.
        county: where the employer is, as the region writes it (`Region.county_called`).
        employer: its full name.
    """

    title: str | None = None
    field: str | None = None
    county: str | None = None
    employer: str | None = None


class Group(StrEnum):
    """Where a row belongs among the rows of an answer."""

    MAIN = "main"
    #: 初定, without review.
    INITIAL = "initial"
    #: The row merely does not exclude the field, mostly by 等; or prints it in another one, as 机械 in 农业机械化.
    OPEN = "open"


class RankedRow(NamedTuple):
    """A row of the plan beside what is asked for.

    Attributes:
        taken: how it takes the title; None = it does not print it, or none is asked for.
        routes: the ways by which it leads to the title.
        fit: how it takes the field; None = it does not print it.
        reason: why it takes the field, in words; empty where it does not print it.
        unprinted: how it stands to a field that it does not print; None = it does, or lists no specialties, or does not
            take the title.
        is_named: whether it prints the field, or the field is read into it; that it prints it as a part of another
            word counts only where the word is not known to mean something else.
        nearness: how surely it is the one for the field (`asked_field.nearness`).
        whom: 0 = this very company, 1 = everybody, or the own county, 2 = some others.
        is_closed: whether its last day has passed, for whoever may be concerned; False where no day is told.
        refused: why it cannot be for what is asked: `title`, `exam`, `field`, `level`, `scope`; empty = it may.
    """

    committee: Committee
    taken: Taken | None
    routes: tuple[Route, ...]
    fit: Fit | None
    reason: str
    unprinted: Unprinted | None
    is_named: bool
    nearness: tuple[int, int]
    whom: int
    is_closed: bool
    refused: str

    @property
    def group(self) -> Group:
        """Where it belongs in an answer."""
        if self.committee.kind == INITIAL:
            return Group.INITIAL
        return Group.MAIN if self.is_named else Group.OPEN

    @property
    def recommends(self) -> bool:
        """Whether it only hands the applicant on to a higher committee."""
        return self.taken is not None and self.taken.column == "推荐"

    @property
    def goes_by_title(self) -> bool:
        """Whether it has no word about fields, so that the title alone tells."""
        silent = self.unprinted is None or self.unprinted.code == "not_listed"
        return silent and not (self.fit and self.committee.specialties)


class Ranking(NamedTuple):
    """All rows of a plan in order, those that cannot be for what is asked among them."""

    request: Request
    field: AskedField
    every: tuple[RankedRow, ...]

    @property
    def rows(self) -> tuple[RankedRow, ...]:
        """Those that may be, best first."""
        return tuple(one for one in self.every if not one.refused)


def rank(search: Taking, request: Request, today: date | None = None, calendar: WorkCalendar | None = None) -> Ranking:
    """All rows of the plan for such a request, best first.

    What takes the field comes before what merely does not exclude it, 初定 after reviews; then one's own company, the
    committees for all, those of one company, trade or county; open before closed, while the plan's year lasts; printed
    words, plain words, readings; reviewed before recommended; the own county.

    Args:
        today, calendar: to tell rows that are closed; without them none is.

    Raises:
        CalendarRangeError: the calendar does not know the days of a cut-off.
    """
    field = search.asked_field(request.field, request.title) if request.field else AskedField()
    is_over = today is not None and today.year > search.plan.year
    closed = set()
    if today is not None and calendar is not None and not is_over:
        closed = {one.no for one in search.plan.committees if _is_closed(one, request.county, search, today, calendar)}
    every = [_row(one, request, field, search, one.no in closed) for one in search.plan.committees]
    return Ranking(request, field, tuple(sorted(every, key=lambda one: _place(one, request, search))))


def _place(row: RankedRow, request: Request, search: Taking) -> tuple[Any, ...]:
    return (
        not row.is_named,
        not row.fit,
        row.group is Group.INITIAL,
        row.whom,
        row.is_closed,
        row.nearness,
        row.recommends,
        _CLOSENESS[row.fit.place] if row.fit else _FARTHEST,
        not is_of_county(row.committee, request.county, search),
        row.committee.no,
    )


def _row(of: Committee, request: Request, field: AskedField, search: Taking, is_closed: bool) -> RankedRow:
    fit = search.fit(of, field)
    taken = search.takes(of, request.title) if request.title else None
    is_taken = not request.title or bool(taken) or search.takes_first_titles(of, request.title)
    if not (is_taken or fit):
        return RankedRow(of, None, (), None, "", None, False, _NOT_NEAR, _SOME_OTHERS, is_closed, "title")
    ways = search.ways(of, request.title, request.field) if request.title and taken else ()
    routes = tuple(dict.fromkeys(route for way in ways for route in way))
    is_silent = is_taken and field.word and of.specialties and not fit
    silence = unprinted(of, field, request.title, search) if is_silent else None
    near = nearness(of, fit, field.meaning)
    return RankedRow(
        of,
        taken,
        routes,
        fit,
        (search.fields.reason(of, field.word) if fit else None) or "",
        silence,
        fit is not None and (near[0] < IN_PART or field.meaning is None),
        near,
        _whom(of, request, search),
        is_closed,
        _refused(of, request, routes, fit, silence, search) if is_taken else "title",
    )


def _whom(of: Committee, request: Request, search: Taking) -> int:
    if not of.limits:
        return _EVERYBODY
    is_own_company = of.scope.get("unit") == "本公司" and _same(of.scope["organisation"], request.employer)
    if is_own_company:
        return _ITS_OWN
    return _EVERYBODY if is_of_county(of, request.county, search) else _SOME_OTHERS


def is_of_county(of: Committee, county: str | None, search: Taking) -> bool:
    """Whether it is the row of that county, or of each county by itself."""
    is_each = "unit" not in of.scope and county in search.plan.region.counties
    return "county" in of.scope and (is_each or of.scope["county"] == county)


def _same(organisation: str, employer: str | None) -> bool:
    return employer is not None and without_blanks(organisation) == without_blanks(employer)


def _is_closed(of: Committee, county: str | None, search: Taking, today: date, calendar: WorkCalendar) -> bool:
    """Whether no day is left for any of those to whom an employer of that county may belong."""
    from .deadlines import dated

    windows = dated(of.cutoff, calendar)
    whom = search.plan.region.audiences_of(county, (window.audience for window, _ in windows))
    last = [days.last for window, days in windows if window.audience in whom]
    return bool(last) and max(last) < today


def _refused(
    of: Committee,
    request: Request,
    routes: tuple[Route, ...],
    fit: Fit | None,
    silence: Unprinted | None,
    search: Taking,
) -> str:
    """Why the row, which takes the title, cannot be for what is asked; empty = it may."""
    if routes and {route.route for route in routes} <= {BY_EXAM}:
        return "exam"
    if silence and not silence.is_open:
        return "field"
    if fit and request.title and _is_excepted(of, fit, request.title, search):
        return "level"
    return "scope" if _is_for_others(of, request, search) else ""


def _is_excepted(of: Committee, fit: Fit, title: str, search: Taking) -> bool:
    """Whether the row takes the field, but not at the level of the title."""
    levels = {level for one in of.except_levels if one.specialty == fit.words for level in one.levels}
    return any(one.level in levels for one in search.titles.named(title, of.series)[:1])


def _is_for_others(of: Committee, request: Request, search: Taking) -> bool:
    """Whether the row is of another company, or of the counties where the employer is of the city itself."""
    if of.scope.get("unit") == "本公司" and request.employer is not None:
        own, given = map(without_blanks, (of.scope["organisation"], request.employer))
        return not (len(given) > 1 and (given in own or own in given))
    return "unit" not in of.scope and "county" in of.scope and request.county == search.plan.region.own
