"""The committee of a row that names none: found by the ranking, where one is plainly the first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.errors import visible
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.milestones import audiences
from zhicheng_cli.plan.ranking import Group, RankedRow, Ranking, Request, rank
from zhicheng_cli.plan.reception import Reception, receive
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.unknown_word import UnknownWordError
from zhicheng_cli.written.folding import without_blanks

#: So many others are named.
_OTHERS = 4
#: Stands for an employer that has no committee of its own.
_ANY_OTHER = "—"


class FoundCommittee(NamedTuple):
    """What was found.

    Attributes:
        no: its number; None = none is plainly the first, or no committee takes papers.
        told: how it was found and which others it may be, or why there is none.
        is_nobody: no committee takes papers: an exam gives the title, or the notice has nobody for it.
    """

    no: int | None
    told: str
    is_nobody: bool = False


@derived("employer")
def _company(employer: str | None, law: Law) -> str | None:
    """The employer, as far as a committee may be its own."""
    if employer is None:
        return None
    given = without_blanks(employer)
    own = (without_blanks(one.scope["organisation"]) for one in law.plan.committees if "organisation" in one.scope)
    return employer if len(given) > 1 and any(given in one or one in given for one in own) else _ANY_OTHER


@derived("title", "county")
def _telling_county(title: str | None, county: str | None, law: Law) -> str | None:
    """The county, where a committee that may take the title is for some counties only, or closes earlier for some."""
    takers = (one for one in law.plan.committees if title and law.rows.takes(one.no, title))
    return county if any("county" in one.scope or audiences(one) for one in takers) else None


#: What a committee is found by, in the order of the finder's arguments.
SOUGHT_BY = ("title", "specialty", _telling_county.key, _company.key)


class Finder:
    """Finds committees; what many rows ask is found once.

    Args:
        search: makes one that understands the words that people use; it takes its time.
    """

    def __init__(self, law: Law, search: Callable[[], Search]) -> None:
        self._law, self._make = law, search
        self.find = lru_cache(maxsize=1 << 14)(self._find)

    @cached_property
    def _search(self) -> Search:
        return self._make()

    def _find(
        self, title: str | None, specialty: str | None, county: str | None, employer: str | None
    ) -> FoundCommittee:
        request = Request(title, specialty, county, employer)
        ranking = rank(self._search, request, self._law.today, self._law.calendar)
        try:
            reply = receive(ranking, self._search)
        except UnknownWordError as error:
            return FoundCommittee(None, visible(masked(str(error))))
        if reply.reception is not Reception.COMMITTEE:
            return FoundCommittee(None, visible(masked(reply.words)), is_nobody=True)
        rows = _for_the_field(ranking) if specialty else _of_anybody(ranking)
        if not rows:
            return FoundCommittee(None, "看不出归哪个评委会，请写评委会序号")
        first, *others = rows
        if others and _is_tied(first, others[0], by_title=not specialty):
            return FoundCommittee(None, f"可能是第 {_numbers(rows)} 行的评委会，请写评委会序号")
        how = "职称和专业" if specialty else "职称"
        more = f"；也可能是第 {_numbers(others)} 行的" if others else ""
        return FoundCommittee(first.committee.no, f"按{how}找的，请核对{more}")


def _for_the_field(ranking: Ranking) -> tuple[RankedRow, ...]:
    return tuple(one for one in ranking.rows if one.group is Group.MAIN)


def _of_anybody(ranking: Ranking) -> tuple[RankedRow, ...]:
    """Without a field: those that take the title, 初定 apart."""
    return tuple(one for one in ranking.rows if one.group is not Group.INITIAL and one.taken)


def _is_tied(first: RankedRow, second: RankedRow, *, by_title: bool) -> bool:
    """Whether nothing but their place in the plan tells them apart."""
    if by_title:
        return first.whom >= second.whom
    return (first.whom, first.nearness, first.recommends) == (second.whom, second.nearness, second.recommends)


def _numbers(rows: tuple[RankedRow, ...] | list[RankedRow]) -> str:
    return "、".join(str(one.committee.no) for one in rows[:_OTHERS]) + ("……" if len(rows) > _OTHERS else "")
