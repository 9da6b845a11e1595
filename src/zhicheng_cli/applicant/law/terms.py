"""Terms counted in years and months (民法典 第二百零二条): the same day of the last month, else its last day."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple


@lru_cache(maxsize=1 << 16)
def after(day: date, *, years: int = 0, months: int = 0) -> date:
    """The day on which so many years and months since `day` are complete.

    29 February and month ends: no such day in the last month means its last day (民法典 第二百零二条), so one year
    after 2020-02-29 is 2021-02-28. Beyond the calendar's end it is the calendar's last day.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(years=years, months=months)
    except (ValueError, OverflowError):
        return date.max


class Term(NamedTuple):
    """A penalty's term, as far as others of the same person make it longer.

    Attributes:
        until: its last day, what remained of those before it added.
        end: the last day when those that fell into it are added, too.
    """

    until: date
    end: date


def added_up(penalties: Iterable[tuple[date, int]], longest: int) -> dict[date, Term]:
    """The terms of penalties that take effect within one another's: what remains of the one and the other's months.

    行政机关公务员处分条例 第十条. Of several on one day the longest counts, as for one decision. The order of the
    penalties never matters, and one more never makes a term shorter.

    Args:
        penalties: the days on which they took effect, and their months.
        longest: a term has no more months from the day on which the last penalty took effect.
    """
    months: dict[date, int] = {}
    for day, number in penalties:
        months[day] = max(number, months.get(day, 0))
    lasts: dict[date, date] = {}
    last = date.min
    for day in sorted(months):
        last = min(after(max(day, last), months=months[day]), after(day, months=longest))
        lasts[day] = last
    terms: dict[date, Term] = {}
    end, following = date.min, None
    for day in sorted(lasts, reverse=True):
        end = lasts[day] if following is None or following > lasts[day] else end
        terms[day], following = Term(lasts[day], end), day
    return terms


def as_start(day: date) -> int:
    """A day from which years run, as the number YYYYMMDD: see `years_between`."""
    return day.year * 10000 + day.month * 100 + day.day


def as_end(day: date) -> int:
    """A day up to which years run, as such a number; where the year has no 29 February, what began on one is complete
    on the 28th (see `after`)."""
    return as_start(day) + (day.month == 2 and day.day == 28 and not isleap(day.year))


def years_between(start: int, end: int) -> int:
    """Completed years between two days (`as_start`, `as_end`); below zero where the end lies before the start."""
    return (end - start) // 10000


def full_years(since: date, until: date) -> int:
    """As `years_between`, of the days themselves; see `after` for 29 February."""
    return years_between(as_start(since), as_end(until))
