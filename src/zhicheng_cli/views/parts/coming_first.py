"""How printed times sort: what is to come first, the soonest before the others; then what is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhicheng_cli.plan.periods import Period

#: Whether it is over, the next day on which it may end (as `zc upcoming` has it), the last day.
Coming = tuple[bool, date, date]


def coming_first(spans: Iterable[tuple[date, date]], today: date) -> Coming | None:
    """What a time sorts by; None = it has no days.

    Args:
        spans: the first and the last day that may be meant, of each window.
    """
    over = ((last < today, safe, last) for safe, last in spans)
    return min(((is_over, safe if is_over else max(safe, today), last) for is_over, safe, last in over), default=None)


def period_coming(period: Period, today: date) -> Coming | None:
    """The same of a printed period, whose working days may not be announced yet."""
    return coming_first(((one.earliest, one.latest) for one in period.windows), today)


def rows_coming(columns: Sequence[str], rows: Iterable[Sequence[str]], today: date) -> list[Coming | None]:
    """The same of each row of a table by its two days, 稳妥 and 最迟."""
    at = columns.index("稳妥"), columns.index("最迟")
    days = [[date.fromisoformat(row[one]) for one in at if row[one]] for row in rows]
    return [coming_first([(pair[0], pair[1])] if pair else (), today) for pair in days]
