"""Words that people use for a field of work: majors, jobs, short forms, exams (`data/words.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.traditional import simplified

#: How sure it is that a word leads where it leads, surest first.
PLAIN, READING = "plain", "reading"
#: What is typed behind a field, and before it, and says nothing of the field.
BEHIND = (
    *("专业", "方向", "岗位", "类", "岗", "系", "工程师", "工程", "技术员", "技术", "人员", "员", "师", "工", "学"),
    *(" engineering", " engineer", " technician", " designer", " manager"),
)
BEFORE = ("高级", "中级", "初级", "助理", "资深", "现代")
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
        slipped: whether it is only like what was typed, but for one character.
    """

    word: str
    means: tuple[str, ...] = ()
    sure: str = PLAIN
    note: str = ""
    exam: str = ""
    levels: Mapping[str, tuple[str, ...]] = _NO_LEVELS
    told: str = ""
    slipped: bool = False

    @property
    def leads_nowhere(self) -> bool:
        """Whether it is known that no title is to be had for it."""
        return bool(self.told) and not self.exam


class Vocabulary:
    """The words of the data.

    Args:
        index: of the content of `words.yaml` (`index_of`).
    """

    def __init__(self, index: Mapping[str, Any]) -> None:
        self.index = index
        self._rows, self._leads, self._written = index["rows"], index["leads"], index["written"]
        self._whole = frozenset(index["whole"])
        self.exact = lru_cache(maxsize=1 << 12)(self._exact)

    @cached_property
    def exams(self) -> tuple[WordMeaning, ...]:
        """The exams, each as a word for itself."""
        return tuple(_meaning(row["exam"], row) for row in self._rows if row.get("exam"))

    @property
    def all(self) -> Iterable[str]:
        """Every word, as the data has it."""
        return (self._written.get(one, one) for one in self._leads)

    def knows(self, word: str) -> bool:
        """Whether it is one of the words as it stands, compared (`compared`)."""
        return word in self._leads

    def is_broad(self, word: str) -> bool:
        """Whether it tells something by itself only, and nothing within or beside other words."""
        return word in self._whole

    def _exact(self, word: str) -> WordMeaning | None:
        """What a word says by itself, however it is typed; None = it is not known."""
        known = next((form for form in _forms(compared(word)) if form in self._leads), None)
        return None if known is None else self._meaning(known)

    def _meaning(self, known: str) -> WordMeaning:
        return _meaning(self._written.get(known, known), self._rows[self._leads[known]])

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
        ends = range(2, len(typed) + 1)
        parts = dict.fromkeys(typed[start:end] for end in ends for start in range(max(0, end - self._longest), end - 1))
        found = [one for one in parts if self._tells(one) and _stands_alone(one, typed)]
        # What a job is called stands at the end: 公交车司机 is a 司机.
        found.sort(key=lambda one: (not self._is_job(one, typed), -len(one), typed.index(one)))
        return [self._meaning(one)._replace(sure=READING) for one in found]

    def _is_job(self, word: str, typed: str) -> bool:
        return typed.endswith(word) and self._meaning(word).leads_nowhere

    def _slipped(self, typed: str) -> WordMeaning | None:
        """The one meaning that all words have which differ in one character, the first of three or more apart.

        A character that makes sense where it stands is no slip: 物 of 工程物理, 员 of 工艺员.
        """
        if len(typed) < 3 or typed.isascii():
            return None
        alike = self._by_beginning.get((len(typed), typed[0]), ())
        slips = ((self._meaning(one), at) for one in alike if (at := _slip(one, typed)))
        found = {one.means: one for one, at in slips if not self._makes_sense(typed, at)}
        return next(iter(found.values()))._replace(sure=READING, slipped=True) if len(found) == 1 else None

    def _makes_sense(self, typed: str, at: int) -> bool:
        """Whether a character is part of a known word within others, or of what is typed behind a field."""
        behind = any(typed.endswith(end) and at >= len(typed) - len(end) for end in BEHIND)
        return behind or any(pair in self._leads for pair in (typed[at - 1 : at + 1], typed[at : at + 2]))

    def _tells(self, word: str) -> bool:
        """Whether it tells something within others, too."""
        return word in self._leads and word not in self._whole

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._leads), default=0)

    @cached_property
    def _by_beginning(self) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = {}
        for one in self._leads:
            found.setdefault((len(one), one[0]), []).append(one)
        return found

    def near(self, word: str) -> Iterator[str]:
        """The words that hold the word, as they are written: what may be meant by a part of one."""
        part = compared(word)
        return (self._written.get(one, one) for one in self._leads if part in one and self._meaning(one).means)


@lru_cache(maxsize=1 << 13)
def compared(word: str) -> str:
    """A word as words are compared: simplified, small letters, without the marks between its parts."""
    return _AND.sub("及", _SEPARATORS.sub("", simplified(folded(word)).casefold()))


def index_of(*values: Mapping[str, Any]) -> dict[str, Any]:
    """What a vocabulary needs of the validated contents of `words.yaml`, to be kept as JSON; a word that several have
    says what the last of them says.

    The words are thousands: made ready once, they cost whoever asks for one of them a fifth.
    """
    rows: list[Mapping[str, Any]] = []
    leads: dict[str, int] = {}
    written: dict[str, str] = {}
    for words, row in (pair for value in values for pair in _rows(value)):
        for word in words:
            leads[compared(word)] = len(rows)
            if word != compared(word):
                written[compared(word)] = word
        rows.append(row)
    whole = [compared(word) for value in values for word in value.get("whole", ())]
    return {"rows": rows, "leads": leads, "written": written, "whole": whole}


def _rows(value: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], Mapping[str, Any]]]:
    """Words, and what they say alike, by the fields of a meaning."""
    for row in value["trades"]:
        for sure in (PLAIN, READING):
            yield row.get(sure, ()), {"means": row["means"], "sure": sure, "note": row.get("note", "")}
    for row in value.get("exams", ()):
        said = {key: row[key] for key in ("exam", "told", "means", "levels") if key in row}
        yield row["words"], {"sure": READING, **said}
    for row in value.get("others", ()):
        yield row["words"], {"told": row["told"]}


def _meaning(word: str, row: Mapping[str, Any]) -> WordMeaning:
    levels = {series: tuple(levels) for series, levels in row.get("levels", {}).items()}
    return WordMeaning(word, **{**row, "means": tuple(row.get("means", ())), "levels": levels})


def _forms(typed: str) -> Iterable[str]:
    """The word, then what is left of it without common beginnings and ends, the longest first."""
    forms = {typed: None}
    waiting = [typed]
    while waiting:
        form = waiting.pop(0)
        shorter = [form.removesuffix(end).rstrip() for end in BEHIND if form.endswith(end)]
        shorter += [form.removeprefix(start) for start in BEFORE if form.startswith(start)]
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
