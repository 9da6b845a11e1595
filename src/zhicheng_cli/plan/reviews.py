"""A review on a day that is known, beside the times that are printed."""

from __future__ import annotations

from datetime import date

from .periods import Period, Precision, Status, Window


def given_review(day: date, printed: Period) -> Period:
    """The printed time of a review with a day that was given in the place of the time that it falls in.

    Of several printed times the others stay as they are; a day in none of them stands alone.
    """
    found = next((one for one in printed.windows if one.starts <= day <= one.latest), None)
    given = Window(None, day, day, Precision.DAY, found and found.audience, found and found.batch)
    windows = tuple(given if one == found else one for one in printed.windows) if found else (given,)
    return Period(printed.text, Status.DATED, windows)
