"""Terms counted in years and months (民法典 第二百零二条): the same day of the last month, else its last day."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from functools import lru_cache


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


def full_years(since: date, until: date) -> int:
    """Completed years between two days; 0 where `until` is not later. See `after` for 29 February."""
    if until <= since:
        return 0
    begun = (since.month, since.day)
    if begun == (2, 29) and not isleap(until.year):
        begun = (2, 28)
    return until.year - since.year - (begun > (until.month, until.day))
