"""The field of work that a person asks for, in whatever words, and how surely a row is the one for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .committees import Committee
from .fields import Fields
from .fit import Fit
from .words import PLAIN, WordMeaning

#: How surely a row is the one for a field, surest first; a row for some people only comes after plain words.
_PRINTED, _PLAIN, _PRINTED_FOR_SOME, _READING, IN_PART = range(5)


class AskedField(NamedTuple):
    """What was asked for.

    Attributes:
        typed: as it was asked; empty = nothing was.
        word: by which the plan is asked.
        meaning: what it says, where it is one of the words that people use.
        is_printed: whether a row of the plan prints it, be it in part.
        is_sure: whether a row prints the very field as one that it takes.
    """

    typed: str = ""
    word: str = ""
    meaning: WordMeaning | None = None
    is_printed: bool = False
    is_sure: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the word by which the plan is asked is what we read in what was typed."""
        return self.word != self.typed


def field_asked(typed: str, fields: Fields, takers: Sequence[Committee]) -> AskedField:
    """The field that is meant: the word as it is, else what of it is known, and suits the title.

    Args:
        takers: the rows that take the title; of no title, all.
    """
    meanings = fields.meanings(typed)
    meaning = next((one for one in meanings if _suits(one, takers)), next(iter(meanings), None))
    fits = [fit for one in fields.plan.committees if (fit := fields.fit(one, typed))]
    is_known = any(fit.exact or fit.place == "别名" for fit in fits)
    return AskedField(
        typed,
        typed if is_known or meaning is None else meaning.word,
        meaning,
        any(fit.place != "别名" for fit in fits),
        any(fit.is_sure for fit in fits),
    )


def leads(committee: Committee, meaning: WordMeaning) -> list[int]:
    """Which of a word's leads go to the row, by their places."""
    words = (*committee.specialties, *committee.series, committee.kind)
    return [place for place, one in enumerate(meaning.means) if one in words]


def nearness(committee: Committee, fit: Fit | None, meaning: WordMeaning | None) -> tuple[int, int]:
    """How surely the row is the one for the field, and which of the word's leads it is; small is sure."""
    found = [(IN_PART + (2 if committee.meant_for else 1), 0)]
    if fit and fit.place != "别名":
        printed = _PRINTED_FOR_SOME if committee.meant_for else _PRINTED
        found.append((printed if fit.exact else IN_PART, 0))
    if meaning and (led := leads(committee, meaning)):
        found.append((_PLAIN if meaning.sure == PLAIN else _READING, led[0]))
    return min(found)


def _suits(meaning: WordMeaning, takers: Sequence[Committee]) -> bool:
    """Whether a row that takes the title is one that the word leads to; or none is to be looked for."""
    return bool(meaning.told) or any(leads(one, meaning) for one in takers)
