"""Which committees fit the filters, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.folding import folded

from .committees import Committee
from .exams import Exams
from .filters import FILTERS, Filter, Filters, cutoff_of, review_of, taken_in
from .periods import Period, Status, Window
from .taking import Taking


class Match(NamedTuple):
    """A committee, and why it fits, one short reason per filter that is not self-evident.

    Attributes:
        committee: as it is for what was asked (`Exams.as_asked`).
        windows: those of its cut-off that a month was asked for, each with its own reasons; None = all, with `reasons`.
    """

    committee: Committee
    reasons: tuple[str, ...] = ()
    windows: Mapping[Window, tuple[str, ...]] | None = None


class Search(Taking):
    """Finds committees in a plan; what was asked once is remembered."""

    @cached_property
    def exams(self) -> Exams:
        """Which titles are had by examination."""
        return Exams(self)

    @cached_property
    def _remembered(self) -> dict[tuple[Any, ...], dict[int, str]]:
        return {}

    def select(self, filters: Filters, calendar: WorkCalendar) -> list[Match]:
        """The committees that fit all filters, in the plan's order.

        Raises:
            ZcError: a filter's value is unknown (exit code 2, with a suggestion).
        """
        asked = {
            one: [self.fitting(one, value, calendar) for value in values]
            for one in FILTERS
            if (values := filters.values(one.name))
        }
        matches = []
        for row in self.plan.committees:
            fits = all(_first(found, row.no) is not None for one, found in asked.items() if one.many)
            committee = self.exams.as_asked(row, filters) if fits else row
            reasons = [
                _first(found, row.no)
                if one.many or committee is row
                else self._of_days(one, committee, filters, calendar)
                for one, found in asked.items()
            ]
            if None not in reasons and not self.is_excepted(committee, filters):
                windows = None
                if filters.month:
                    taken = taken_in(committee, filters.month)
                    windows = {one: tuple(filter(None, (why, *reasons[1:]))) for one, why in taken}
                matches.append(Match(committee, tuple(filter(None, reasons)), windows))
        return matches

    def _of_days(self, one: Filter, committee: Committee, filters: Filters, calendar: WorkCalendar) -> str | None:
        """The reason of a filter that looks at days, for a row that has others than the plan's."""
        tests = (one.test(value, self, calendar) for value in filters.values(one.name))
        return next((reason for test in tests if (reason := test(committee)) is not None), None)

    def fitting(self, one: Filter, value: Any, calendar: WorkCalendar) -> dict[int, str]:
        """Number → reason of the committees that fit a value of one filter, a word in any writing.

        Raises:
            ZcError: the value is unknown.
        """
        value = folded(value) if isinstance(value, str) else value
        key = (one.name, value, calendar)
        if key not in self._remembered:
            test = one.test(value, self, calendar)
            told = ((committee.no, test(committee)) for committee in self.plan.committees)
            self._remembered[key] = {no: reason for no, reason in told if reason is not None}
        return self._remembered[key]

    def without_dates(self, filters: Filters, calendar: WorkCalendar) -> list[tuple[Committee, Period]]:
        """The committees that a month cannot find since their period has no date, and that fit all other filters.

        Returns:
            Each with that period.
        """
        asked = [period for month, period in ((filters.month, cutoff_of), (filters.review_month, review_of)) if month]
        if not asked:
            return []
        fitting = self.select(filters._replace(month=None, review_month=None), calendar)
        found = [(match.committee, period(match.committee)) for match in fitting for period in asked]
        return [(committee, period) for committee, period in found if period.status is not Status.DATED]

    def is_excepted(self, committee: Committee, filters: Filters) -> bool:
        """Whether the row takes no specialty that was asked for at the levels asked for: 防灾减灾(初、中级除外)."""
        specialties = filters.values("specialty") if committee.except_levels else ()
        levels = {level for word in filters.values("level") for level in self.titles.levels_in(word)}
        titles = (one for word in filters.values("title") for one in self.titles.named(word, committee.series))
        wanted = [asked for asked in (levels, {one.level for one in titles}) if asked]
        fits = [fit for word in specialties if (fit := self.fields.fit(committee, self.asked_field(word).word))]
        return bool(fits) and all(any(asked <= _excepted(committee, fit.words) for asked in wanted) for fit in fits)


def _first(found: list[dict[int, str]], number: int) -> str | None:
    return next((answers[number] for answers in found if number in answers), None)


def _excepted(committee: Committee, specialty: str) -> set[str]:
    return {level for one in committee.except_levels if one.specialty == specialty for level in one.levels}
