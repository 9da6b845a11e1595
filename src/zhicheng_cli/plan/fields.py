"""Fields of work: which committee takes 暖通, and why; in the plan's words and in those that people use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.written.folding import folded

from .fit import Fit

if TYPE_CHECKING:
    from .committees import Committee, Plan
    from .titles import Titles
    from .words import Vocabulary, WordMeaning

#: What many fields end with; alike there, two words are not alike.
COMMON_ENDS = ("工程", "专业", "系列", "技术")
#: What stands in brackets, and before it.
_IN_BRACKETS = r"([^、，,/(（]+)[(（]([^)）]+)[)）]"
_WITH_WORDS = ("专业", "系列", "别名")


class Fields:
    """The specialties and series of a plan, with the aliases for them.

    Args:
        aliases: the content of `aliases.yaml`.
        words: reads the words that people use, when a word is asked for that the plan does not print.
    """

    def __init__(
        self,
        plan: Plan,
        titles: Titles,
        aliases: Mapping[str, Any],
        words: Callable[[], Vocabulary | None] | None = None,
    ) -> None:
        self.plan, self.titles = plan, titles
        self._rows = aliases["aliases"]
        self._read_words = words
        self._by_number = {one.no: one for one in plan.committees}
        self._remembered = lru_cache(maxsize=1 << 14)(self._fit)

    @cached_property
    def words(self) -> Vocabulary | None:
        """The words that people use; None = there are none."""
        return self._read_words() if self._read_words else None

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Vocabulary people type → words of the plan; those that lead to none are another plan's."""
        known = self.specialties()
        found = ((row["alias"], tuple(word for word in row["means"] if word in known)) for row in self._rows)
        return {alias: means for alias, means in found if means}

    def alias_note(self, word: str) -> str | None:
        """What a user of that alias should know beside the rows it leads to."""
        return {row["alias"]: row.get("note") for row in self._rows}.get(folded(word))

    def specialties(self) -> tuple[str, ...]:
        """Every specialty and series of the plan, in its order."""
        return distinct(word for one in self.plan.committees for word in (*one.specialties, *one.series))

    def committees(self, word: str) -> list[Committee]:
        """The committees that take that field.

        Raises:
            ZcError: none does.
        """
        found = [committee for committee in self.plan.committees if self.reason(committee, word)]
        if not found:
            raise ZcError(f"没有这个专业：{word}", *self.hint(word))
        return found

    def reason(self, committee: Committee, word: str) -> str | None:
        """Why a committee takes that field: specialty, name, series, remark or alias; None if it does not."""
        fit = self.fit(committee, word)
        if fit is None or fit.place not in _WITH_WORDS:
            return fit and fit.place
        words = fit.words if fit.place == "系列" else _with_brackets(fit.words, committee.printed["remarks"])
        return f"别名：{folded(word)} → {words}" if fit.place == "别名" else f"{fit.place}：{words}"

    def fit(self, committee: Committee, word: str) -> Fit | None:
        """How a committee of the plan takes that field; None if it does not. What was asked once is remembered."""
        return self._remembered(committee.no, folded(word).removesuffix("专业") or word)

    def _fit(self, number: int, word: str) -> Fit | None:
        committee = self._by_number[number]
        remarks = committee.printed["remarks"]
        holding = [one for one in committee.specialties if word in folded(one)]
        alike = [one for one in holding if self._alike(committee, word, folded(one))]
        for specialty in (*alike, *holding):
            return Fit("专业", specialty, bool(alike))
        for series in committee.series:
            if word in series or word in self.titles.series_names.get(series, ()):
                return Fit("系列", series, word in (series, *self.titles.series_names.get(series, ())))
        if word in folded(committee.name):
            return Fit("名称", committee.name, len(word) > 1 and word not in COMMON_ENDS and not committee.limits)
        if word in folded(remarks) and not _excluded(committee, word):
            return Fit("备注", remarks, False)
        for meant in self._meant(word):
            if meant in committee.specialties or meant in committee.series or meant == committee.kind:
                return Fit("别名", meant, False)
        return None

    def _meant(self, word: str) -> tuple[str, ...]:
        """The plan's words that an alias stands for, with or without a common end: 结构 and 结构工程 are one."""
        words = self.words.exact(word) if self.words else None
        return distinct((*self._aliased(word), *(words.means if words else ())))

    def _aliased(self, word: str) -> tuple[str, ...]:
        return self.aliases.get(word) or self.aliases.get(core_of(word), ())

    def meaning(self, word: str, suits: Callable[[WordMeaning], bool] = lambda _: True) -> WordMeaning | None:
        """What an everyday word says, by itself or in what else was typed with it; None = nobody knows it.

        Args:
            suits: of several, whether one is to be taken.
        """
        from .words import READING, WordMeaning

        exact = self.words.exact(word) if self.words else None
        if exact is None and (aliased := self._aliased(folded(word))):
            return WordMeaning(folded(word), aliased, READING, self.alias_note(word) or "")
        found = self.words.candidates(word) if self.words else []
        return next(filter(suits, found), next(iter(found), None))

    @cached_property
    def branches(self) -> dict[str, tuple[str, Committee]]:
        """The specialties printed in brackets behind another, each with that one: 家居 in 轻纺工程(家居)."""
        found: dict[str, tuple[str, Committee]] = {}
        for committee in self.plan.committees:
            for before, branch in re.findall(_IN_BRACKETS, committee.printed["remarks"]):
                stem = next((one for one in committee.specialties if before.endswith(one)), None)
                if stem and branch in committee.specialties:
                    found.setdefault(branch, (stem, committee))
        return found

    def _alike(self, committee: Committee, word: str, specialty: str) -> bool:
        """Whether both tell the same: but for a common end, or as names of one series (图书, 图书资料)."""
        series = [{one, *self.titles.series_names.get(one, ())} for one in committee.series]
        return core_of(word) == core_of(specialty) or any({word, specialty} <= names for names in series)

    def meant(self, committee: Committee, word: str) -> tuple[str, ...]:
        """Those of a committee's specialties that the word speaks of; all, when it speaks of the whole row."""
        word = folded(word)
        aliases = self._meant(word)
        found = tuple(one for one in committee.specialties if word in folded(one) or one in aliases)
        return found or committee.specialties

    def hint(self, word: str) -> tuple[str, Pointer | None]:
        """Known words that share the telling part; a merely similar one may be another trade (护理, 监理)."""
        from difflib import get_close_matches

        word = folded(word)
        core = core_of(word)
        known = [one for one in (*self.specialties(), *self.aliases) if one not in COMMON_ENDS]
        near = distinct(one for one in known if one in word or (len(core) > 1 and core in one))
        if not near and len(core) > 2:
            near = tuple(get_close_matches(core, known, n=1, cutoff=0.75))
        named = f"是否想写{'、'.join(f'“{one}”' for one in near[:3])}？" if near else "没有相近的写法"
        if any(word in title for title in self.titles):
            return named, Pointer(NextStep.AS_TITLE)
        return named, None if near else Pointer(NextStep.ALL_COMMITTEES)


def core_of(word: str) -> str:
    """The telling part of a field: 轻纺 of 轻纺工程."""
    for end in COMMON_ENDS:
        word = word.removesuffix(end) or word
    return word


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order of their first."""
    return tuple(dict.fromkeys(words))


def _with_brackets(specialty: str, remarks: str) -> str:
    """The specialty with the brackets printed after it, which may take something away: 防灾减灾(初、中级除外)."""
    printed = re.search(rf"{re.escape(specialty)}[(（][^)）]*[)）]", remarks)
    return printed[0] if printed else specialty


def _excluded(committee: Committee, word: str) -> bool:
    return any(word in series or series in word for series in committee.scope.get("excludes_series", ()))
