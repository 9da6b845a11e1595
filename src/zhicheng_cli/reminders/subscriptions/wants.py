"""Which committees a subscriber wants to hear of: those named, and those that the filters of `zc plan` find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import repeat

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.exams import ByExam
from zhicheng_cli.plan.filters import FILTERS, Filters
from zhicheng_cli.plan.search import Search
from zhicheng_cli.workdays import WorkCalendar

from .bodies import Bodies, UnclearNumberError, Word
from .subscriptions import ReviewDate, Subscriber, Want

_Keys = frozenset[str]


class Wanted:
    """Finds the committees that subscribers want; what was asked once is remembered.

    Args:
        bodies: which committees are meant, the same for the plans of all years; None = by this plan alone.

    Attributes:
        fitting: (want) the keys of the committees that fit all of a want, but for those named by a number that is
            unclear; raises ZcError, as does `committees`.
        problem: (filter, word) why the plan does not know a word under one filter of a want; None = it does.
    """

    def __init__(self, search: Search, calendar: WorkCalendar, bodies: Bodies | None = None) -> None:
        self.plan, self.bodies = search.plan, bodies or Bodies(search)
        self._search, self._calendar = search, calendar
        self.fitting: Callable[[Want], _Keys] = cache(self._fitting)
        self._of_filters: Callable[[Filters], _Keys] = cache(self._selected)
        self.problem: Callable[[str, str], ZcError | None] = cache(self._problem)

    def committees(self, subscriber: Subscriber, *, lenient: bool = False) -> _Keys:
        """The keys of the committees that fit one of the wants; without a want, of all.

        Args:
            lenient: pass over what the plan does not know.

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
        # One committee by one, so that an unknown one keeps no other back.
        words = want.committees if len(want.committees) > 1 else ()
        return _union(self.committees_of(want._replace(committees=(word,)), lenient=True) for word in words)

    def review_dates(self, given: Iterable[ReviewDate]) -> dict[str, date]:
        """The days of reviews that are of this plan, by the keys of the committees; one that it does not know has
        none."""
        found: dict[str, date] = {}
        for one in given:
            if self.plan.year <= one.day.year <= self.plan.last_year:
                with suppress(ZcError):
                    found[self.bodies.key(one.committee, one.numbers_of)] = one.day
        return found

    def may_mean(self, want: Want, key: str) -> bool:
        """Whether a want may be of a committee that is no longer in the plan: unless it names others."""
        named = (self.bodies.may_be(word, want.numbers_of) for word in want.committees)
        return not want.committees or any(key in keys for keys in named)

    def by_exam(self, want: Want) -> tuple[ByExam, ...]:
        """What of it an examination alone gives."""
        return self._search.exams.asked(want.filters)

    def _problem(self, field: str, word: str) -> ZcError | None:
        try:
            self._search.fitting(next(one for one in FILTERS if one.many == field), word, self._calendar)
        except ZcError as error:
            return error
        return None

    def _fitting(self, want: Want) -> _Keys:
        keys = self._of_filters(want.filters)
        return keys & _union(map(self._of_word, want.committees, repeat(want.numbers_of))) if want.committees else keys

    def _selected(self, filters: Filters) -> _Keys:
        """Of a row without times for what is wanted there is nothing to hear."""
        found = (match.committee for match in self._search.select(filters, self._calendar))
        return frozenset(one.key for one in found if not one.by_exam)

    def _of_word(self, word: Word, numbers_of: int | None) -> _Keys:
        with suppress(UnclearNumberError):
            return frozenset((self.bodies.key(word, numbers_of),))
        return frozenset()


def _union(sets: Iterable[_Keys]) -> _Keys:
    return frozenset().union(*sets)
