"""Which committees a subscriber wants to hear of: the filters of `zc plan`, asked once for each word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from zhicheng_cli.applicant.dossier.dossier import series_called
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.fields import distinct
from zhicheng_cli.plan.search import Filters, Search, unknown
from zhicheng_cli.workdays import WorkCalendar

from .subscriptions import Subscriber, Want

_Numbers = frozenset[int]


class Wanted:
    """Finds the committees that subscribers want; what was asked once is remembered.

    Attributes:
        fitting: (want) the numbers of the committees that fit all of a want; raises ZcError, as does `committees`.
        problem: (field, word) why the plan does not know a word under one field of a want; None = it does.
    """

    def __init__(self, search: Search, calendar: WorkCalendar) -> None:
        self._search, self._calendar = search, calendar
        self._all = frozenset(one.no for one in search.plan.committees)
        self._limited = frozenset(one.no for one in search.plan.committees if one.except_levels)
        self.fitting: Callable[[Want], _Numbers] = cache(self._fitting)
        self._of_word: Callable[[str, str | int], _Numbers] = cache(self._with_word)
        self._of_both: Callable[[str, str], _Numbers] = cache(self._with_both)
        self.problem: Callable[[str, str | int], ZcError | None] = cache(self._problem)

    def committees(self, subscriber: Subscriber, *, lenient: bool = False) -> _Numbers:
        """The numbers of the committees that fit one of the wants; without a want, of all.

        Args:
            lenient: pass over a want with a word that the plan does not know.

        Raises:
            ZcError: the plan knows one of the words not; the message says what was likely meant.
        """
        wants = subscriber.wants or (Want(),)
        return _union(self.committees_of(want, lenient=lenient) for want in wants)

    def committees_of(self, want: Want, *, lenient: bool = False) -> _Numbers:
        """The same for one want; an empty one is fitted by all."""
        try:
            return self.fitting(want)
        except ZcError:
            if not lenient:
                raise
            return frozenset()

    def is_undated(self, number: int) -> bool:
        """Whether a committee has no milestone with a day: nobody can be reminded of it."""
        committee = next(one for one in self._search.plan.committees if one.no == number)
        return not (committee.cutoff.windows or committee.review.windows)

    def _problem(self, field: str, word: str | int) -> ZcError | None:
        try:
            self._of_word(field, word)
        except ZcError as error:
            return error
        return None

    def _fitting(self, want: Want) -> _Numbers:
        found = self._all
        for field, words in want._asdict().items():
            if words:
                found &= _union(self._of_word(field, word) for word in words)
        if not (want.specialties and want.levels and found & self._limited):
            return found
        # Some rows do not take a specialty at every level: of those both have to be asked together.
        both = _union(self._of_both(specialty, level) for specialty in want.specialties for level in want.levels)
        return found & (both | (found - self._limited))

    def _with_word(self, field: str, word: Any) -> _Numbers:
        if field == "committees":
            return self._of_number(word)
        if field == "series":
            return self._of_series(word)
        asked = {
            "specialties": Filters(specialty=word),
            "levels": Filters(level=word),
            "receivers": Filters(receiver=word),
        }
        return self._select(asked[field])

    def _with_both(self, specialty: str, level: str) -> _Numbers:
        return self._select(Filters(specialty=specialty, level=level))

    def _select(self, filters: Filters) -> _Numbers:
        return frozenset(match.committee.no for match in self._search.select(filters, self._calendar))

    def _of_number(self, number: int) -> _Numbers:
        if number not in self._all:
            raise ZcError(
                f"没有这个评委会：{number}", f"{self._search.plan.year} 年度有 {len(self._all)} 个，见 zc plan"
            )
        return frozenset((number,))

    def _of_series(self, word: str) -> _Numbers:
        committees = self._search.plan.committees
        series = series_called(word, self._search) or word
        found = frozenset(one.no for one in committees if series in one.series)
        if not found:
            raise unknown("系列", word, distinct(name for one in committees for name in one.series))
        return found


def _union(sets: Iterable[_Numbers]) -> _Numbers:
    return frozenset().union(*sets)
