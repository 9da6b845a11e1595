"""Where the days of a committee lie on the axis of the year, in per cent of its width."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import dated
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.workdays import WorkCalendar

#: What a shape stands for, in the words of the legend.
SHAPES = {"taking": "接收材料", "cutoff": "截止在这段时间", "review": "预计评审"}


class TimelineBar(NamedTuple):
    """A span of days: a key of `SHAPES`, its left end and its width."""

    shape: str
    left: str
    width: str


class Timeline(NamedTuple):
    """A committee's year.

    Attributes:
        safes, lasts: where the safe (稳妥) and the last days (最迟) are marked; a day that is both is a last one.
    """

    bars: tuple[TimelineBar, ...]
    safes: tuple[str, ...]
    lasts: tuple[str, ...]


class Axis:
    """Months of equal width: those of the plan's year, and of the years around it that a window touches."""

    def __init__(self, year: int, committees: Iterable[Committee]) -> None:
        windows = [one for committee in committees for one in (*committee.cutoff.windows, *committee.review.windows)]
        months = [_month(day) for one in windows for day in (one.starts, one.latest)]
        self.first = min(12 * year, *months) if months else 12 * year
        self.months = [month % 12 + 1 for month in range(self.first, max([12 * year + 11, *months]) + 1)]

    @property
    def begins(self) -> date:
        """The first day of the axis."""
        return date(self.first // 12, self.first % 12 + 1, 1)

    def lines(self) -> list[str]:
        """Where a month ends and the next begins."""
        return [_percent(n / len(self.months)) for n in range(1, len(self.months))]

    def middles(self) -> list[tuple[int, str]]:
        """Each month with the place of its label."""
        return [(month, _percent((n + 0.5) / len(self.months))) for n, month in enumerate(self.months)]

    def of(self, committee: Committee, calendar: WorkCalendar) -> Timeline:
        """The spans of a committee.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        cutoffs = dated(committee.cutoff, calendar)
        bars = [bar for window, _ in cutoffs for bar in self._cutoff(window)]
        bars += [self._bar("review", window.starts, window.latest) for window in committee.review.windows]
        safes = tuple(_percent(self._at(days.safe, 0.5)) for _, days in cutoffs if days.safe < days.last)
        lasts = tuple(_percent(self._at(days.last, 0.5)) for _, days in cutoffs)
        return Timeline(tuple(bars), safes, lasts)

    def _cutoff(self, window: Window) -> Iterator[TimelineBar]:
        if window.opens:
            yield self._bar("taking", window.opens, window.latest)
        yield self._bar("cutoff", window.earliest, window.latest)

    def _bar(self, shape: str, first: date, last: date) -> TimelineBar:
        left = self._at(first)
        return TimelineBar(shape, _percent(left), _percent(self._at(last, 1) - left))

    def _at(self, day: date, part: float = 0) -> float:
        """The place of a day's beginning (`part` 0) to its end (1)."""
        days = monthrange(day.year, day.month)[1]
        return (_month(day) - self.first + (day.day - 1 + part) / days) / len(self.months)


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"
