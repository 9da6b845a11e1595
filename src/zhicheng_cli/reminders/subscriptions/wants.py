"""Which committees a subscriber wants to hear of: by number, and by the filters of `zc plan`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.filters import FILTERS
from zhicheng_cli.plan.search import Search
from zhicheng_cli.workdays import WorkCalendar

from .subscriptions import Subscriber, Want

_Keys = frozenset[str]


class Wanted:
    """Finds the committees that subscribers want; what was asked once is remembered.

    Attributes:
        fitting: (want) the keys of the committees that fit all of a want; raises ZcError, as does `committees`.
        problem: (field, word) why the plan does not know a word under one field of a want; None = it does.
    """

    def __init__(self, search: Search, calendar: WorkCalendar) -> None:
        self._search, self._calendar = search, calendar
        self._all = frozenset(one.key for one in search.plan.committees)
        self.fitting: Callable[[Want], _Keys] = cache(self._fitting)
        self.problem: Callable[[str, str | int], ZcError | None] = cache(self._problem)

    def committees(self, subscriber: Subscriber, *, lenient: bool = False) -> _Keys:
        """The keys of the committees that fit one of the wants; without a want, of all.

        Args:
            lenient: pass over a want with a word that the plan does not know.

        Raises:
            ZcError: the plan knows one of the words not; the message says what was likely meant.
        """
        wants = subscriber.wants or (Want(),)
        return _union(self.committees_of(want, lenient=lenient) for want in wants)

    def committees_of(self, want: Want, *, lenient: bool = False) -> _Keys:
        """The same for one want; an empty one is fitted by all."""
        try:
            return self.fitting(want)
        except ZcError:
            if not lenient:
                raise
            return frozenset()

    def is_undated(self, number: int) -> bool:
        """Whether a committee has no milestone with a day: nobody can be reminded of it."""
        return not next(one for one in self._search.plan.committees if one.no == number).has_windows

    def _problem(self, field: str, word: str | int) -> ZcError | None:
        try:
            if field == "committees":
                self._of_number(word)
            else:
                self._search.fitting(next(one for one in FILTERS if one.many == field), word, self._calendar)
        except ZcError as error:
            return error
        return None

    def _fitting(self, want: Want) -> _Keys:
        keys = _union(map(self._of_number, want.committees)) if want.committees else self._all
        return keys & {one.committee.key for one in self._search.select(want.filters, self._calendar)}

    def _of_number(self, number: Any) -> _Keys:
        plan = self._search.plan
        if not any(one.no == number for one in plan.committees):
            raise ZcError(f"没有这个评委会：{number}", f"{plan.year} 年度有 {len(self._all)} 个，见 zc plan")
        return frozenset(one.key for one in plan.committees if one.no == number)


def _union(sets: Iterable[_Keys]) -> _Keys:
    return frozenset().union(*sets)
