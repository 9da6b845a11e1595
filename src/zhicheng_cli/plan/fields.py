"""Fields of work: which committee takes 暖通, and why; in the plan's words and in those that people use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

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
    """The specialties and series of a plan, with the words that people use for them.

    Args:
        words: reads those words, when one is asked for that the plan does not print; None = there are none.
    """

    def __init__(self, plan: Plan, titles: Titles, words: Callable[[], Vocabulary | None] = lambda: None) -> None:
        self.plan, self.titles = plan, titles
        self._read_words = words
        self._by_number = {one.no: one for one in plan.committees}
        self._remembered = lru_cache(maxsize=1 << 14)(self._fit)

    @cached_property
    def words(self) -> Vocabulary | None:
        """The words that people use; None = there are none."""
        return self._read_words()

    def led(self, word: str) -> tuple[str, ...]:
        """Where an everyday word leads: specialties, series, kinds of rows; empty = it is none."""
        found = self.words.exact(word) if self.words else None
        return found.means if found else ()

    def specialties(self) -> tuple[str, ...]:
        """Every specialty and series of the plan, in its order."""
        return distinct(word for one in self.plan.committees for word in (*one.specialties, *one.series))

    def committees(self, word: str) -> list[Committee]:
        """The committees that take that field, in the plan's order; empty = none does."""
        return [committee for committee in self.plan.committees if self.fit(committee, word)]

    def reason(self, committee: Committee, word: str) -> str | None:
        """Why a committee takes that field: specialty, name, series, remark or everyday word; None if it does not."""
        fit = self.fit(committee, word)
        if fit is None or fit.place not in _WITH_WORDS:
            return fit and fit.place
        words = fit.words if fit.place == "系列" else _with_brackets(fit.words, committee.printed["remarks"])
        return f"别名：{folded(word)} → {words}" if fit.place == "别名" else f"{fit.place}：{words}"

    def fit(self, committee: Committee, word: str) -> Fit | None:
        """How a committee of the plan takes that field; None if it does not. What was asked once is remembered."""
        return self._remembered(committee.no, plain(word))

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
        for meant in self.led(word):
            if meant in committee.specialties or meant in committee.series or meant == committee.kind:
                return Fit("别名", meant, False)
        return None

    def meanings(self, word: str) -> list[WordMeaning]:
        """What an everyday word says, by itself or in what else was typed with it, likeliest first; empty = nobody
        knows it."""
        return self.words.candidates(word) if self.words else []

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
        word = plain(word)
        led = self.led(word)
        found = tuple(one for one in committee.specialties if word in folded(one) or one in led)
        return found or committee.specialties

    def near(self, word: str) -> tuple[str, ...]:
        """Known words of the same trade: those that hold its telling part, or those with which it begins.

        What it ends with is what is done there, and may be done in every trade: 设计 of 机械设计. A merely similar word
        may be another trade (护理, 监理).
        """
        from difflib import get_close_matches

        word = plain(word)
        core = core_of(word)
        printed = [one for one in self.specialties() if one not in COMMON_ENDS]
        near = [one.word for one in self.meanings(word) if one.slipped]
        near += [one for one in printed if word.startswith(one) or (len(core) > 1 and core in one)]
        if self.words and len(core) > 1:
            near += self.words.near(core)
        return distinct(near) or tuple(get_close_matches(core, printed, n=1, cutoff=0.75) if len(core) > 2 else ())


@lru_cache(maxsize=1 << 12)
def plain(word: str) -> str:
    """A field as the plan would write it: simplified, without blanks, without 专业 behind it."""
    from zhicheng_cli.written.traditional import simplified

    word = simplified(folded(word))
    return word.removesuffix("专业") or word


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
