"""What a visitor may choose from, each with the committees that it finds: those that `zc plan` finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from zhicheng_cli.plan.filters import FILTERS, Filter, Filters
from zhicheng_cli.plan.search import Search
from zhicheng_cli.workdays import WorkCalendar

#: What a row may take of a specialty is told by level (防灾减灾(初、中级除外)), and so by title.
_LIMITING = ("level", "title")
#: So long are the words at most: the page has to stay small.
_SHORT = 3


class Choice(NamedTuple):
    """A value of a filter.

    Attributes:
        found: the numbers of the committees.
        note: what should be known beside it, or an empty string.
        excepted: `level=初级` → numbers that each of both finds, but not both together.
    """

    value: str | int
    found: tuple[int, ...]
    note: str = ""
    excepted: Mapping[str, tuple[int, ...]] = {}


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

    def words(self) -> list[Choice]:
        """Short words that people plainly use for fields; those together that find the same for the same reason."""
        alike: dict[tuple[tuple[int, ...], str], list[str]] = {}
        words = self.search.fields.words
        for meaning in (one for one in (words.plain() if words else ()) if len(one.word) <= _SHORT):
            rows = tuple(one.no for one in self.search.fields.committees(meaning.word) if one.no in self.numbers)
            note = "；".join(filter(None, (f"按{'、'.join(meaning.means)}查找", meaning.note)))
            alike.setdefault((rows, note), []).append(meaning.word)
        return _useful(Choice("、".join(words), rows, note) for (rows, note), words in alike.items())

    def _choice(self, one: Filter, value: Any) -> Choice:
        found = self._find(**{one.name: value})
        return Choice(value, found, excepted=self._excepted(value, found) if one.name == "specialty" else {})

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
