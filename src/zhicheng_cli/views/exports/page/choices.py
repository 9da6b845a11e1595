"""What a visitor may choose from, each with the committees that it finds: those that `zc plan` finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from zhicheng_cli.plan.fields import distinct
from zhicheng_cli.plan.search import Filters, Search
from zhicheng_cli.workdays import WorkCalendar


class Choice(NamedTuple):
    """A value of a filter.

    Attributes:
        found: the numbers of the committees.
        note: what should be known beside it, or an empty string.
        excepted: level → numbers that the value does not find together with that level.
    """

    value: str
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

    def months(self) -> list[Choice]:
        """The months that a cut-off touches."""
        return _useful(Choice(str(month), self._find(Filters(month=month))) for month in range(1, 13))

    def levels(self) -> list[Choice]:
        """初级, 中级, 高级 and the levels they hold."""
        return _useful(Choice(word, self._find(Filters(level=word))) for word in self.search.titles.level_words)

    def routes(self) -> list[Choice]:
        """The ways to a title, as the plan has them."""
        known = distinct(name for one in self.search.plan.committees for name in one.route_names)
        return _useful(Choice(word, self._find(Filters(route=word))) for word in known)

    def specialties(self) -> list[Choice]:
        """The plan's specialties and series."""
        return _useful(self._specialty(word) for word in self.search.fields.specialties())

    def aliases(self) -> list[Choice]:
        """Words that people use for fields of the plan."""
        fields = self.search.fields
        return _useful(
            Choice(
                alias,
                tuple(one.no for one in fields.committees(alias) if one.no in self.numbers),
                "；".join(filter(None, (f"按{'、'.join(means)}查找", fields.alias_note(alias)))),
            )
            for alias, means in fields.aliases.items()
        )

    def _specialty(self, word: str) -> Choice:
        found = self._find(Filters(specialty=word))
        excepted = {}
        if any(one.except_levels for one in self.search.plan.committees if one.no in found):
            for level in self.search.titles.level_words:
                both = self._find(Filters(specialty=word, level=level))
                if gone := tuple(no for no in found if no not in both):
                    excepted[level] = gone
        return Choice(word, found, excepted=excepted)

    def _find(self, filters: Filters) -> tuple[int, ...]:
        found = (match.committee.no for match in self.search.select(filters, self.calendar))
        return tuple(no for no in found if no in self.numbers)


def _useful(choices: Iterable[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.found]
