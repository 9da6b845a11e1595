"""Words that people use for a field of work: majors, jobs, short forms, exams (`data/words.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.traditional import simplified

#: How sure it is that a word leads where it leads, surest first.
PLAIN, READING = "plain", "reading"
#: What is typed behind a field, and before it, and says nothing of the field.
_BEHIND = (
    *("专业", "方向", "岗位", "类", "岗", "系", "工程师", "工程", "技术员", "技术", "人员", "员", "师", "工", "学"),
    *(" engineering", " engineer", " technician", " designer", " manager"),
)
_BEFORE = ("高级", "中级", "初级", "助理", "资深", "现代")
_SEPARATORS = re.compile(r"[、，,；;/|+＋]+")
#: Between the parts of a major's name, each for the other.
_AND = re.compile("及其|与|和")
_NO_LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class WordMeaning(NamedTuple):
    """What a word says.

    Attributes:
        word: as the data has it.
        means: specialties, series or kinds of rows, the likeliest first; they need not be in every plan.
        sure: `plain` or `reading`.
        note: what a user of that word should know.
        exam: the exam that it names; else empty.
        levels: series → the levels that the exam gives; empty = whatever the title.
        told: why no committee takes it, where none does.
    """

    word: str
    means: tuple[str, ...] = ()
    sure: str = PLAIN
    note: str = ""
    exam: str = ""
    levels: Mapping[str, tuple[str, ...]] = _NO_LEVELS
    told: str = ""

    @property
    def leads_nowhere(self) -> bool:
        """Whether it is known that no title is to be had for it."""
        return bool(self.told) and not self.exam


class Vocabulary:
    """The words of the data.

    Args:
        value: the content of `words.yaml`, validated.
    """

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.exams = tuple(_exam(row) for row in value["exams"])
        self._by_word = {compared(one.word): one for one in _meanings(value)}
        self._whole = frozenset(map(compared, value["whole"]))
        self.exact = lru_cache(maxsize=1 << 12)(self._exact)

    def _exact(self, word: str) -> WordMeaning | None:
        """What a word says by itself, however it is typed; None = it is not known."""
        return next((found for form in _forms(compared(word)) if (found := self._by_word.get(form))), None)

    def candidates(self, word: str) -> list[WordMeaning]:
        """What a word may say, likeliest first: by itself, one of several, a known word in it, the longest first, or
        but for a slip of one character; empty = nobody knows it."""
        if whole := self.exact(word):
            return [whole]
        typed = compared(word)
        parts = (self.exact(part) for part in _SEPARATORS.split(folded(word)) if part)
        found = [*filter(None, parts), *self._inside(typed)]
        return found or [*filter(None, [self._slipped(typed)])]

    def _inside(self, typed: str) -> list[WordMeaning]:
        found = [one for one in self._telling if one in typed and _stands_alone(one, typed)]
        # What a job is called stands at the end: 公交车司机 is a 司机.
        found.sort(key=lambda one: (not self._is_job(one, typed), -len(one), typed.index(one)))
        return [self._by_word[one]._replace(sure=READING) for one in found]

    def _is_job(self, word: str, typed: str) -> bool:
        return typed.endswith(word) and self._by_word[word].leads_nowhere

    def _slipped(self, typed: str) -> WordMeaning | None:
        """The one meaning that all words have which differ in one character, the first of three or more apart.

        A character that makes sense where it stands is no slip: 物 of 工程物理, 员 of 工艺员.
        """
        if len(typed) < 3 or typed.isascii():
            return None
        slips = ((one, _slip(key, typed)) for key, one in self._by_word.items())
        found = {one.means: one for one, at in slips if at and not self._makes_sense(typed, at)}
        return next(iter(found.values()))._replace(sure=READING) if len(found) == 1 else None

    def _makes_sense(self, typed: str, at: int) -> bool:
        """Whether a character is part of a known word within others, or of what is typed behind a field."""
        behind = any(typed.endswith(end) and at >= len(typed) - len(end) for end in _BEHIND)
        return behind or any(pair in self._by_word for pair in (typed[at - 1 : at + 1], typed[at : at + 2]))

    @cached_property
    def _telling(self) -> list[str]:
        """The words that tell something within others, too."""
        return [one for one in self._by_word if one not in self._whole and len(one) > 1]


@lru_cache(maxsize=1 << 13)
def compared(word: str) -> str:
    """A word as words are compared: simplified, small letters, without the marks between its parts."""
    return _AND.sub("及", _SEPARATORS.sub("", simplified(folded(word)).casefold()))


def _meanings(value: Mapping[str, Any]) -> Iterator[WordMeaning]:
    for row in value["trades"]:
        for sure in (PLAIN, READING):
            for word in row.get(sure, ()):
                yield WordMeaning(word, tuple(row["means"]), sure, row.get("note", ""))
    for row in value["exams"]:
        yield from (_exam(row)._replace(word=word) for word in row["words"])
    for row in value["others"]:
        yield from (WordMeaning(word, told=row["told"]) for word in row["words"])


def _exam(row: Mapping[str, Any]) -> WordMeaning:
    levels = {series: tuple(levels) for series, levels in row.get("levels", {}).items()}
    means = tuple(row.get("means", ()))
    return WordMeaning(row["exam"], means, READING, exam=row["exam"], levels=levels, told=row["told"])


def _forms(typed: str) -> Iterable[str]:
    """The word, then what is left of it without common beginnings and ends, the longest first."""
    forms = {typed: None}
    waiting = [typed]
    while waiting:
        form = waiting.pop(0)
        shorter = [form.removesuffix(end).rstrip() for end in _BEHIND if form.endswith(end)]
        shorter += [form.removeprefix(start) for start in _BEFORE if form.startswith(start)]
        for one in sorted(shorter, key=len, reverse=True):
            if len(one) > 1 and one not in forms:
                forms[one] = None
                waiting.append(one)
    return forms


def _stands_alone(word: str, typed: str) -> bool:
    """Whether Latin letters are a word of their own: HR is not in `three`."""
    return not word.isascii() or re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", typed) is not None


def _slip(one: str, other: str) -> int | None:
    """Where two words of one length differ, if only in one character and not in the first; else None."""
    if len(one) != len(other) or one[0] != other[0]:
        return None
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return places[0] if len(places) == 1 else None
