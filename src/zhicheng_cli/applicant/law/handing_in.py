"""When papers are handed in: on the day that is given, else between today and the last day; and what lies when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.periods import Window


class HandingIn(NamedTuple):
    """The days on which papers can be handed in, all included.

    Attributes:
        first: the earliest; where the day is given, all three are that day.
        safe: up to this day they are in time, whatever day the printed words mean.
        last: the latest.
        counted: the earliest and the latest day of the cut-off to which years of service are counted.
        closes: the last day of this plan; before `first` where it has passed, and the next plan's is not known.
        year: of this plan.
        batches: of the windows in which one may hand in.
    """

    first: date
    safe: date
    last: date
    counted: tuple[date, date]
    closes: date
    year: int
    batches: tuple[int | None, ...] = ()

    @property
    def is_next(self) -> bool:
        """Whether this plan's cut-off has passed, so that only the next plan's can be kept."""
        return self.first > self.closes

    @property
    def year_end(self) -> date:
        """31 December of the year of the plan that can be kept."""
        return date(max(self.year + 1, self.first.year) if self.is_next else self.year, 12, 31)

    def year_of(self, day: date) -> int:
        """The year of the plan by which one can hand in on a day, if the next plans close as this one does."""
        if day <= self.closes:
            return self.year
        passed = (day.month, day.day) > (self.closes.month, self.closes.day)
        return max(self.year + 1, day.year + passed)


class Place(StrEnum):
    """Where a day lies, seen from the handing in."""

    BEFORE = "before"
    #: Before the papers must be there, on every reading.
    IN_TIME = "in time"
    #: Before the papers must be there, on some readings; or by the next plan, whose days are not known.
    BETWEEN = "between"
    NEXT = "next"
    #: On the last day or after it.
    AFTER = "after"


def handing_in(windows: Sequence[tuple[Window, DueDays]], submitted: date | None, today: date, year: int) -> HandingIn:
    """When one hands in.

    Args:
        windows: of the cut-off, those that concern the person; none = it is not dated, and any day of the year counts.
        year: of the plan.
    """
    day, end = submitted or today, date(year, 12, 31)
    closes = max((days.last for _, days in windows), default=end)
    still = [pair for pair in windows if day <= pair[1].last]
    if day > closes:
        end = date(max(year + 1, day.year), 12, 31)
        return HandingIn(day, day, submitted or end, (day, end), closes, year)
    if submitted is not None:
        still = still[:1]
    batches = tuple(dict.fromkeys(window.batch for window, _ in still))
    counted = (
        max(min((window.earliest for window, _ in still), default=day), day),
        max(max((window.latest for window, _ in still), default=end), day),
    )
    if submitted is not None:
        return HandingIn(day, day, day, counted, closes, year, batches)
    opens = min((window.opens or day for window, _ in still), default=day)
    safe = max((days.safe for _, days in still), default=day)
    return HandingIn(max(opens, day), safe, closes, counted, closes, year, batches)


def place(day: date, when: Iterable[HandingIn]) -> Place | None:
    """Where a day lies; None where that depends on what is not given."""
    found = {_place(day, one) for one in when}
    if found == {Place.IN_TIME, Place.BETWEEN}:
        return Place.BETWEEN
    return found.pop() if len(found) == 1 else None


def place_of_start(day: date, when: Iterable[HandingIn]) -> Place | None:
    """Where a day lies that may be the very day of the handing in."""
    return place(day - timedelta(1) if day > date.min else day, when)


def missing_for_days(number: int | None) -> tuple[str, ...]:
    """The fact that would tell the days of the handing in."""
    return ("committee",) if number is None else ("county",)


def _place(day: date, when: HandingIn) -> Place:
    if day < when.first:
        return Place.BEFORE
    if day >= when.last:
        return Place.AFTER
    if when.is_next:
        return Place.NEXT
    return Place.IN_TIME if day < when.safe else Place.BETWEEN
