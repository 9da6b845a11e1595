"""Which committee a subscription means: by its key, by its name, or by its number in the plan of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.find import find_committee, withdrawn_words
from zhicheng_cli.plan.keys import plan_key
from zhicheng_cli.plan.search import Search
from zhicheng_cli.written.folding import folded, keyed

#: A committee as the file names it: a number, or else a key or a name.
Word = int | str


class UnclearNumberError(ZcError):
    """A number of which nobody can tell whose it is: what is asked for by it is held back, not guessed."""


class Bodies:
    """Finds the committees that are meant; what was asked once is remembered.

    Args:
        search: that of the plan of the day.
        years: of which there are plans.
        plan_of: the plan of a year; None = there is none without errors.
        told: by key, the numbers that the committees of a plan (湖州市/2021) had when reminders first told of them, and
            what they were last called.

    Attributes:
        key: (word, the year that numbers are of, or None) the key of the committee. Raises UnclearNumberError, or
            ZcError where nothing is called so.
    """

    def __init__(
        self,
        search: Search,
        years: Sequence[int] = (),
        plan_of: Callable[[int], Plan | None] = lambda _: None,
        told: Callable[[str], Mapping[str, tuple[int, str]]] = lambda _: {},
    ) -> None:
        self.plan = search.plan
        self._search, self._years, self._plan_of = search, sorted({*years, self.plan.year}), cache(plan_of)
        self._told: Callable[[str], Mapping[str, tuple[int, str]]] = cache(told)
        self.key: Callable[[Word, int | None], str] = cache(self._key)

    def number(self, key: str) -> int | None:
        """The number that a committee has in the plan of the day; None = it is not in it."""
        return self._numbers.get(key)

    def name(self, key: str) -> str:
        """What a committee is called in the plan of the day, else in the newest that has it."""
        names = (one.name for plan in self._plans() for one in plan.committees if one.key == key)
        return next(names, key)

    def may_be(self, word: Word, numbers_of: int | None) -> set[str]:
        """The keys of all committees that may be meant, such as have left the plan; empty = of none."""
        keys = set()
        if isinstance(word, int):
            plans = [plan for plan in self._plans() if numbers_of in (None, plan.year)]
            keys = {key for plan in plans for key in self._told_as(word, plan)}
        with suppress(ZcError):
            keys.add(self.key(word, numbers_of))
        return keys

    def called(self, key: str) -> str:
        """The same with the key beside it, which is what a file should say."""
        name = self.name(key)
        return f"“{name}”" if name == key else f"“{name}”（代号 {key}）"

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one.key: one.no for one in self.plan.committees}

    def _plans(self) -> Iterator[Plan]:
        """That of the day, then the newer ones first."""
        yield self.plan
        for year in reversed(self._years):
            plan = self._plan_of(year) if year != self.plan.year else None
            if plan is not None:
                yield plan

    def _key(self, word: Word, numbers_of: int | None) -> str:
        return self._numbered(word, numbers_of) if isinstance(word, int) else self._called(word)

    def _called(self, word: str) -> str:
        for names in (self._names, self._names_before):
            for key, name in names():
                if keyed(word) == keyed(key) or folded(word) == folded(name):
                    return key
        return find_committee(word, self._search).key

    def _names(self) -> Iterator[tuple[str, str]]:
        """Keys and names of all plans."""
        return ((one.key, one.name) for plan in self._plans() for one in plan.committees)

    def _names_before(self) -> Iterator[tuple[str, str]]:
        """Of what was withdrawn, and of what reminders told of."""
        for plan in self._plans():
            yield from ((one.key, one.key) for one in plan.withdrawn if one.key)
            yield from ((key, name) for key, (_, name) in self._told(plan_key(plan)).items())

    def _numbered(self, number: int, year: int | None) -> str:
        plans = [plan for plan in self._plans() if year in (None, plan.year)]
        if not plans:
            hint = f"numbers_of 写现有的年度：{'、'.join(map(str, self._years))}；或者写代号，zc show {number} 看得到"
            raise UnclearNumberError(f"没有 {year} 年度的计划，不知道 {number} 号是哪个评委会，先不提醒", hint)
        keys = {plan.year: plan.key_of_number(number) for plan in plans}
        if len(set(keys.values())) > 1:
            told = "，".join(f"{year} 年度{_whose(key)}" for year, key in sorted(keys.items()))
            named = "、".join(dict.fromkeys(key for _, key in sorted(keys.items()) if key))
            hint = f"写上 numbers_of: {self.plan.year} 这样的年度，或者把 {number} 改写成代号：{named}"
            raise UnclearNumberError(f"{number} 号各年不同：{told}；不知道指哪一个，先不提醒", hint)
        key = keys[plans[0].year]
        for plan in plans:
            for other in self._told_as(number, plan) - {key}:
                told = f"{number} 号提醒过的是“{other}”，{plan.year} 年度的计划改了，现在{_whose(key)}"
                raise UnclearNumberError(f"{told}；不知道指哪一个，先不提醒", f"把 {number} 改写成代号，如 {other}")
        if key is None:
            for row in plans[0].withdrawn:
                if row.no == number:
                    raise ZcError(*withdrawn_words(row))
            count = len(plans[0].committees)
            raise ZcError(f"没有这个评委会：{number}", f"{plans[0].year} 年度有 {count} 个，见 zc plan")
        return key

    def _told_as(self, number: int, plan: Plan) -> set[str]:
        """The committees that reminders told of by this number; a key that was put right is still the same one."""
        told = self._told(plan_key(plan)).items()
        names = {(one.no, one.name): one.key for one in plan.committees}
        return {names.get((number, name), key) for key, (first, name) in told if first == number}


def _whose(key: str | None) -> str:
    return f"是“{key}”" if key else "没有这个号"
