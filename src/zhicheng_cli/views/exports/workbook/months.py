"""In which months a milestone falls, as signs for a bar of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from zhicheng_cli.plan.milestones import LABELS, NOT_APPLICABLE, Milestone

from .book import Cell, SignedCell

#: The sign of each kind, the weightiest first: it gives a month with several its colour.
SIGNS = {"cutoff": "截", "stage": "办", "review": "审", "report": "报", "opens": "收", "unit_notice": "公"}
#: What the signs mean, in few words.
KEY = {kind: LABELS.get(kind, "接收材料（还没到截止的月）") for kind in SIGNS}
UNKNOWN = SignedCell("？", "unknown")
_IN_ORDER = ("unit_notice", "stage", "opens", "cutoff", "report", "review")

Month = tuple[int, int]
#: Month → the kinds that fall into it.
MonthBar = Mapping[Month, set[str]]


def bar(made: Iterable[Milestone]) -> MonthBar:
    """The months of milestones. A cut-off's and a review's are those the notice prints, the others' of their days."""
    months: dict[Month, set[str]] = {}
    for one in made:
        for month, kind in _months_of(one):
            months.setdefault(month, set()).add(kind)
    return months


def year_cells(months: MonthBar, year: int, *, unknown: bool) -> list[Cell]:
    """Twelve cells; with a question mark where something may fall that has no date, if there is such."""
    return [_cell(months.get((year, month), set())) or (UNKNOWN if unknown else None) for month in range(1, 13)]


def other_years(months: MonthBar, year: int) -> str:
    """The months outside the year, one a line: 2022年1月 审."""
    lines = (f"{month[0]}年{month[1]}月 {_signs(months[month])}" for month in sorted(months) if month[0] != year)
    return "\n".join(lines)


def is_unknown(one: Milestone) -> bool:
    """Whether it will have a day that nobody has named yet."""
    return one.event in SIGNS and one.days is None and one.status != NOT_APPLICABLE


def _months_of(one: Milestone) -> Iterator[tuple[Month, str]]:
    if one.window is None or one.days is None:
        return
    if one.takes_papers:
        due = _first_of(one.window.earliest)
        for month in _span(one.window.starts, one.window.latest):
            yield month, one.event if month >= due else "opens"
    elif one.event == "review":
        yield from ((month, "review") for month in _span(one.window.starts, one.window.latest))
    else:
        yield from ((month, one.event) for month in _span(*one.days))


def _first_of(day: date) -> Month:
    return day.year, day.month


def _span(first: date, last: date) -> Iterator[Month]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _cell(kinds: set[str]) -> Cell:
    weightiest = next((kind for kind in SIGNS if kind in kinds), None)
    return SignedCell(_signs(kinds), weightiest) if weightiest else None


def _signs(kinds: set[str]) -> str:
    return "".join(SIGNS[kind] for kind in _IN_ORDER if kind in kinds)
