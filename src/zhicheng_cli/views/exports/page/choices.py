"""What a visitor may choose from, each with the committees that it finds: those that `zc plan` finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.exams import BY_EXAM
from zhicheng_cli.plan.filters import FILTERS, Filter, Filters
from zhicheng_cli.plan.search import Search
from zhicheng_cli.workdays import WorkCalendar

#: What a row may take of a specialty is told by level (防灾减灾(初、中级除外)), and so by title.
_LIMITING = ("level", "title")
#: What tells whether an examination gives what is asked for: these alone, and a level beside those.
_TELLING, _BESIDE = ("title", "level", "series", "specialty"), ("series", "specialty")


class Choice(NamedTuple):
    """A value of a filter.

    Attributes:
        found: the numbers of the committees.
        excepted: `level=初级` → numbers that each of both finds, but not both together.
        examined: `number|filter|value|why`: of that committee no days are to be told, as an examination gives what is
            asked for; with a filter, only where that has that value, too.
    """

    value: str | int
    found: tuple[int, ...]
    excepted: Mapping[str, tuple[int, ...]] = {}
    examined: tuple[str, ...] = ()


class Choices:
    """The values that find any of the given committees.

    Args:
        numbers: of the committees on the page.
    """

    def __init__(self, search: Search, calendar: WorkCalendar, numbers: Collection[int]) -> None:
        self.search, self.calendar, self.numbers = search, calendar, numbers
        self._find = cache(self._find_anew)

    def filters(self) -> list[tuple[Filter, list[Choice]]]:
        """Every filter with a value to choose."""
        found = ((one, _useful(self._choice(one, value) for value in one.known(self.search))) for one in FILTERS)
        return [(one, choices) for one, choices in found if choices]

    def _choice(self, one: Filter, value: Any) -> Choice:
        found = self._find(**{one.name: value})
        excepted = self._excepted(value, found) if one.name == "specialty" else {}
        return Choice(value, found, excepted, tuple(self._examined(one.name, value)) if one.name in _TELLING else ())

    def _examined(self, name: str, value: Any) -> Iterator[str]:
        beside = _BESIDE if name == "level" else ()
        for row in self._with_exams:
            if why := self.search.exams.as_asked(row, Filters(**{name: value})).by_exam:
                yield f"{row.no}|||{why}"
                continue
            for other in FILTERS:
                for word in other.known(self.search) if other.name in beside else ():
                    asked = Filters(**{name: value, other.name: word})
                    if row.no in self._find(**{other.name: word}) and (
                        why := self.search.exams.as_asked(row, asked).by_exam
                    ):
                        yield f"{row.no}|{other.name}|{word}|{why}"

    @cached_property
    def _with_exams(self) -> list[Committee]:
        rows = self.search.plan.committees
        return [one for one in rows if one.no in self.numbers and BY_EXAM in one.route_names]

    def _excepted(self, specialty: str, found: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
        limited = [row for row in self.search.plan.committees if row.except_levels and row.no in found]
        excepted = {}
        for one in FILTERS if limited else ():
            for value in one.known(self.search) if one.name in _LIMITING else ():
                alone = self._find(**{one.name: value})
                both = Filters(**{one.name: value, "specialty": specialty})
                if gone := tuple(row.no for row in limited if row.no in alone and self.search.is_excepted(row, both)):
                    excepted[f"{one.name}={value}"] = gone
        return excepted

    def _find_anew(self, **asked: Any) -> tuple[int, ...]:
        found = (match.committee.no for match in self.search.select(Filters(**asked), self.calendar))
        return tuple(no for no in found if no in self.numbers)


def _useful(choices: Iterable[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.found]
