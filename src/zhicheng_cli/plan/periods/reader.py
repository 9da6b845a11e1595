"""The reader: what a notice prints for a cut-off or a review, as a period.

What reads words is imported when there are words to read: what was read before is remembered (see `plan.dataset`).
"""

from collections.abc import Collection

from .period import Period, PeriodError, Status

_UNDATED = dict.fromkeys(("/", "无"), Status.UNSTATED)
_UNDATED |= dict.fromkeys(("待定", "时间待定", "另定", "待通知", "另行通知"), Status.UNDECIDED)


def read_period(
    text: str,
    year: int,
    *,
    dates_in: int | None = None,
    before_includes: bool | None = None,
    names: Collection[str] = (),
) -> Period:
    """Read what a notice prints for a cut-off or a review; blanks of any kind mean nothing.

    Args:
        text: as printed.
        year: the plan's (1 to 9999); 次年 alone follows it.
        dates_in: the calendar year of a month printed without one; None = `year`.
        before_includes: whether the 15th counts in `15日前`; None = the notice does not say.
        names: areas, titles, people that may stand beside a time, beside levels and kinds of units in general words.

    Raises:
        PeriodError: a word belongs to no form known here, the days do not exist, or their order is wrong.
    """
    from .points import Years
    from .whole_cell import WholeCell

    years = Years(year, year if dates_in is None else dates_in)
    reader = WholeCell(text, years, before_includes, tuple(names))
    if (status := _UNDATED.get(reader.chars)) or not reader.chars.strip("-"):
        return Period(text, status or Status.UNSTATED)
    try:
        return reader.period()
    except PeriodError:
        # Only what is no time is looked up among the phrases; they hold no days.
        from .phrases import undated

        if not (found := undated(reader.chars)):
            raise
    status, who = found
    return Period(text, status, delegated_to=reader.printed(*who) if who else None)
