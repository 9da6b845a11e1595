"""What the plan's rows say to an applicant: of a title, a field of work, the days for handing in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zhicheng_cli.plan.committees import COLUMNS, Committee, Route
from zhicheng_cli.plan.deadlines import DueDays, dated
from zhicheng_cli.plan.exams import ByExam
from zhicheng_cli.plan.fields import COMMON_ENDS, core_of
from zhicheng_cli.plan.fit import Fit
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.taking import Taken
from zhicheng_cli.plan.titles import Title
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.folding import folded

from .handing_in import HandingIn, handing_in


class Openings(NamedTuple):
    """The cut-offs by which one may hand in.

    Attributes:
        each: the windows of each that is possible.
        is_chosen: whether the committee is known.
    """

    each: tuple[tuple[tuple[Window, DueDays], ...], ...]
    is_chosen: bool


class PlanRows:
    """Look-ups in the plan, each remembered, since many applicants ask the same.

    Args:
        today: the day of judgement.
    """

    def __init__(self, search: Search, calendar: WorkCalendar, today: date) -> None:
        self.search, self.calendar, self.today = search, calendar, today
        self.by_number = {one.no: one for one in search.plan.committees}
        self.takes = lru_cache(maxsize=1 << 12)(self._takes)
        self.takers = search.takers
        self.by_exam = lru_cache(maxsize=1 << 12)(self._by_exam)
        self.titles = lru_cache(maxsize=1 << 12)(self._titles)
        self.ways = lru_cache(maxsize=1 << 12)(self._ways)
        self.windows = lru_cache(maxsize=1 << 12)(self._windows)
        self.openings = lru_cache(maxsize=1 << 12)(self._openings)
        self.handing_in = lru_cache(maxsize=1 << 12)(self._handing_in)

    def _takes(self, number: int, title: str) -> Taken | None:
        """How a committee takes a title; None if it does not."""
        return self.search.takes(self.by_number[number], title)

    def _by_exam(self, number: int | None, title: str) -> ByExam | None:
        """The examination that alone gives a title: at a committee that has it, else in the whole plan."""
        return self.search.exams.title_in(self.by_number.get(number or 0), title)

    def _titles(self, number: int | None, title: str, specialty: str | None) -> tuple[Title, ...]:
        """What a title may be at a committee, or anywhere (see `Taking.meant_titles`)."""
        return self.search.meant_titles(self.by_number.get(number or 0), title, specialty)

    def _ways(self, number: int, title: str, specialty: str | None) -> tuple[tuple[Route, ...], ...]:
        """The routes by which a committee leads to a title (see `Taking.ways`)."""
        return self.search.ways(self.by_number[number], title, specialty)

    def fit(self, number: int, specialty: str, title: str | None = None) -> Fit | None:
        """How a committee takes a field of work, told in whatever words; None if it does not."""
        return self.search.fit(self.by_number[number], self.search.asked_field(specialty, title))

    def in_field(self, worked: str, specialty: str | None, series: str | None) -> bool:
        """Whether work is in the field applied for, as far as words tell: one holds the other, or a row of the series
        takes it."""
        named, asked = folded(worked), folded(specialty or "")
        if not asked or named in asked or asked in named:
            return True
        fits = (self.fit(one.no, worked) for one in self.by_number.values() if series in one.series)
        return any(fit is not None and (fit.exact or fit.place == "别名") for fit in fits)

    def in_name(self, committee: Committee, specialty: str) -> bool:
        """Whether the committee's name has the field of work as a whole: 水利 and 水利工程 in 市水利工程专业…."""
        core, name = core_of(folded(specialty)), folded(committee.name)
        return not committee.limits and any(core + end in name for end in COMMON_ENDS if core != end)

    def _windows(self, number: int) -> list[tuple[Window, DueDays]]:
        """The windows of a committee's cut-off, each with its two days."""
        return dated(self.by_number[number].cutoff, self.calendar)

    def _openings(self, number: int | None, county: str | None) -> Openings:
        """The cut-off, once where committee and county tell it, else once for each that is possible.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        of = self.by_number.get(number or 0)
        if of is None:
            every = (self.openings(one, county).each for one in self.by_number)
            return Openings(tuple(dict.fromkeys(windows for each in every for windows in each)), is_chosen=False)
        windows = self.windows(of.no)
        audiences = [window.audience for window, _ in windows] or [None]
        whom = self.search.plan.region.audiences_of(county, audiences)
        each = tuple(tuple(pair for pair in windows if pair[0].audience == one) for one in whom)
        return Openings(each, is_chosen=True)

    def _handing_in(self, openings: Openings, submitted: date | None) -> tuple[HandingIn, ...]:
        """When papers are handed in, for each cut-off that is possible."""
        year = self.search.plan.year
        found = [handing_in(windows, submitted, self.today, year) for windows in openings.each]
        if openings.is_chosen:
            return tuple(found)
        possible = dict.fromkeys(found)
        # Who has not chosen a row chooses one that is still open, while there is any.
        return tuple(one for one in possible if not one.is_next) or tuple(possible)


def column_of(committee: Committee, words: str) -> str:
    """The column of a row that prints the words; the name's if none does."""
    return COLUMNS[next((key for key, text in committee.printed.items() if words in text), "name")]


def listed(committees: Iterable[Committee]) -> str:
    """The committees by number, with whom alone they take: 第9行、第41行（限本公司）."""
    return "、".join(f"第{one.no}行{f'（限{one.limits}）' if one.limits else ''}" for one in committees)
