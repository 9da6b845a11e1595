"""How a row stands to a field of work that it does not print."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhicheng_cli.written.folding import folded

from .asked_field import AskedField
from .committees import Committee
from .fields import core_of
from .taking import Taking

#: What stands before 等, but for brackets between.
_AND_OTHERS = r"([^、，,；;/()（）]+)(?:[(（][^)）]*[)）])?等"


class Unprinted(NamedTuple):
    """How a row stands to a field that it does not print.

    Attributes:
        code: `in_part`, the row prints `words`, which the field holds; `and_others`, 等 stands behind what it prints;
            `branch`, `others` print the field as a branch of `words`, which the row prints; `not_listed`, it lists
            nothing but `words`; these four leave it open. `not_here`, `others` print it; `alias_elsewhere`, by our
            reading it is for `others`; `for_other_titles`, `others` print it for other titles; `not_printed`, none do.
    """

    code: str
    words: str = ""
    others: tuple[Committee, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the row may take it."""
        return self.code in ("in_part", "and_others", "branch", "not_listed")


def unprinted(of: Committee, field: AskedField, title: str | None, search: Taking) -> Unprinted:
    """How a row that lists specialties stands to a field that it does not print (附件1 备注)."""
    return _kindred(of, field.word, search) or _by_others(of, field, title, search)


def kindred(of: Committee, field: AskedField, search: Taking) -> Unprinted | None:
    """What the row itself prints that may hold the field, which says more than what is read into it."""
    found = _kindred(of, field.word, search)
    return found if found and found.code != "and_others" else None


def lists_specialties(of: Committee) -> bool:
    """Whether the remarks list specialties; else those of the data are taken from the name."""
    return any(one in of.printed["remarks"] for one in of.specialties)


def goes_by_series(of: Committee) -> bool:
    """Whether the row lists no specialties and is of one series, so that the title tells all."""
    return not lists_specialties(of) and len(of.series) == 1


def _kindred(of: Committee, field: str, search: Taking) -> Unprinted | None:
    """The answer where what the row prints may hold the field without naming it: 建筑 is in 建筑施工."""
    word = folded(field)
    related = next((one for one in of.specialties if core_of(folded(one)) in word), None)
    if related is not None:
        return Unprinted("in_part", related)
    if _says_and_others(of):
        return Unprinted("and_others")
    branch = search.fields.branches.get(word)
    return Unprinted("branch", branch[0], (branch[1],)) if branch and branch[0] in of.specialties else None


def _by_others(of: Committee, field: AskedField, title: str | None, search: Taking) -> Unprinted:
    """The answer where the row says nothing of the field: whether another one names it tells."""
    printing, by_alias = _others(of, field, title, search)
    if printing and not goes_by_series(of):
        return Unprinted("not_here", others=printing)
    if by_alias and not goes_by_series(of):
        return Unprinted("alias_elsewhere", others=by_alias)
    if not lists_specialties(of):
        return Unprinted("not_listed", "、".join(of.specialties))
    elsewhere, _ = _others(of, field, None, search)
    return Unprinted("for_other_titles", others=elsewhere) if elsewhere else Unprinted("not_printed")


def _others(
    of: Committee, field: AskedField, title: str | None, search: Taking
) -> tuple[tuple[Committee, ...], tuple[Committee, ...]]:
    """The other committees that take both field and title: those that print it, those that take it by our reading."""
    fits = [(one, fit) for one, fit in search.fits(field, title) if one.no != of.no]
    return (
        tuple(one for one, fit in fits if fit.exact),
        tuple(one for one, fit in fits if fit.place == "别名"),
    )


def _says_and_others(of: Committee) -> bool:
    before = re.findall(_AND_OTHERS, of.printed["remarks"])
    return any(one.endswith(of.specialties) for one in before)
