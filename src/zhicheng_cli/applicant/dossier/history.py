"""Work history: spells merged, days and months counted, for the facts about years of work."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhicheng_cli.files.findings import DataPath
from zhicheng_cli.files.row_checks import is_date
from zhicheng_cli.written.writings import NOW

Spell = tuple[date, date]
"""First and last day, both worked."""

_DAY = timedelta(days=1)
_SINCE = ("work_since", "work_after_degree_since", "work_after_title_since", "work_until")
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
    """The day from which work without a gap up to its end, or today, would come to the same number of days.

    That is the first day, put off by the days of all gaps between. With no work at all it is tomorrow.

    Args:
        since: only days after this one count.
    """
    after = since + _DAY if since > date.min else since
    whole = merged(spells, today, after)
    days = sum((last - first).days + 1 for first, last in whole)
    return max(whole)[1] - timedelta(days=days - 1) if whole else min(today, date.max - _DAY) + _DAY


def whole_months(spells: Sequence[Spell], today: date) -> int:
    """Completed months, spell by spell; the days left over of several spells add up, 31 to a month."""
    from dateutil.relativedelta import relativedelta

    spans = [relativedelta(last + _DAY, first) for first, last in merged(spells, today)]
    months = sum(span.years * 12 + span.months for span in spans)
    return months + sum(span.days for span in spans) // _DAYS_OF_A_MONTH


def draw_work(
    rows: Sequence[Mapping[str, Any]],
    counted: date,
    in_field: Callable[[str], bool],
    degree: tuple[date | None, DataPath],
    title: date | None,
) -> dict[str, tuple[date | bool | None, DataPath]]:
    """Since when, without the gaps, in all, after the degree and after the title, and until when where it has ended;
    each with where it stands.

    Args:
        counted: the day to which years are counted: work that goes on is done up to it.
        in_field: whether work of that specialty is in the field applied for; entries that name another do not count.
        degree: its day, and where that stands.
        title: the day of the title held.
    """
    others = [index for index, row in enumerate(rows) if "specialty" in row and not in_field(row["specialty"])]
    other: tuple[bool | None, DataPath] = (bool(others) if rows else None, ("work", (others or [0])[0], "specialty"))
    return {**_since(rows, counted, set(others), degree, title), "other_work": other}


def _since(
    rows: Sequence[Mapping[str, Any]],
    today: date,
    others: Container[int],
    degree: tuple[date | None, DataPath],
    title: date | None,
) -> dict[str, tuple[date | None, DataPath]]:
    spells = [spell(row, today) for row in rows]
    # Work in other fields does not count, dated or not.
    undated = [index for index, one in enumerate(spells) if one is None and index not in others]
    counted = {index: one for index, one in enumerate(spells) if one and index not in others}
    if undated or not counted:
        index = (undated or [0])[0]
        key = "from" if not rows or "from" not in rows[index] else "to" if undated else "specialty"
        where: DataPath = ("work", index, key)
        return dict.fromkeys(_SINCE, (None, where))
    where = ("work", min(counted, key=counted.__getitem__), "from")
    since = working_since(counted.values(), today)
    day, of_degree = degree
    # The title's own day counts, as it does where years in the title are counted.
    after_title = working_since(counted.values(), today, title - _DAY) if title and title > date.min else None
    return {
        "work_since": (since, where),
        "work_after_degree_since": (working_since(counted.values(), today, day), where) if day else (None, of_degree),
        "work_after_title_since": (after_title, where),
        "work_until": _until(rows, counted),
    }


def _until(rows: Sequence[Mapping[str, Any]], counted: Iterable[int]) -> tuple[date | None, DataPath]:
    """The last day of work that has ended; None where it goes on."""
    ends = {index: rows[index]["to"] for index in counted}
    index = max(ends, key=lambda one: (ends[one] == NOW, ends[one]))
    return None if ends[index] == NOW else date.fromisoformat(ends[index]), ("work", index, "to")


def draw_grassroots(rows: Sequence[Mapping[str, Any]], day: date, enough: int | None) -> tuple[int | None, DataPath]:
    """The months of service at the grassroots up to a day, and where they stand.

    Entries that say nothing may be such service, too, unless what is said is enough already.
    """
    silent = [index for index, row in enumerate(rows) if "grassroots" not in row]
    served = [(index, row, spell(row, day)) for index, row in enumerate(rows) if row.get("grassroots")]
    undated = [(index, row) for index, row, one in served if one is None]
    if undated:
        index, row = undated[0]
        return None, ("work", index, "to" if "from" in row else "from")
    months = whole_months([one for _, _, one in served if one is not None], day)
    if not rows or (silent and (enough is None or months < enough)):
        return None, ("work", (silent or [0])[0], "grassroots")
    return months, ("work", served[0][0] if served else 0, "grassroots")
