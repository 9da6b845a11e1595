"""Work history: spells merged, days and months counted, for the facts about years of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhicheng_cli.files.rows import is_date

#: What stands for the end of a spell that goes on.
NOW = "至今"

Spell = tuple[date, date]
"""First and last day, both worked."""

_DAY = timedelta(days=1)
#: So many days left over from whole months of several spells make another one: no month is longer.
_DAYS_OF_A_MONTH = 31


def spell(row: Mapping[str, Any], today: date) -> Spell | None:
    """An entry's first and last day; one that goes on ends today. None if either is not given or no day."""
    since, until = row.get("from"), row.get("to")
    if since is None or until is None or not is_date(since):
        return None
    if until == NOW:
        return date.fromisoformat(since), today
    return (date.fromisoformat(since), date.fromisoformat(until)) if is_date(until) else None


def merged(spells: Iterable[Spell], until: date, since: date = date.min) -> list[Spell]:
    """The same days as spells that neither overlap nor touch, in order; only those from `since` to `until`."""
    whole: list[Spell] = []
    for first, last in sorted((max(first, since), min(last, until)) for first, last in spells):
        if first > last:
            continue
        if whole and first <= whole[-1][1] + _DAY:
            whole[-1] = (whole[-1][0], max(whole[-1][1], last))
        else:
            whole.append((first, last))
    return whole


def working_since(spells: Iterable[Spell], today: date, since: date = date.min) -> date:
    """The day from which work without a gap up to today would come to the same number of days.

    That is the first day, put off by the days of all gaps; the time since the last spell is one. With no work at all
    it is tomorrow.

    Args:
        since: only days after this one count.
    """
    after = since + _DAY if since > date.min else since
    days = sum((last - first).days + 1 for first, last in merged(spells, today, after))
    return today + _DAY - timedelta(days=days)


def whole_months(spells: Sequence[Spell], today: date) -> int:
    """Completed months, spell by spell; the days left over of several spells add up, 31 to a month."""
    from dateutil.relativedelta import relativedelta

    spans = [relativedelta(last + _DAY, first) for first, last in merged(spells, today)]
    months = sum(span.years * 12 + span.months for span in spans)
    return months + sum(span.days for span in spans) // _DAYS_OF_A_MONTH
