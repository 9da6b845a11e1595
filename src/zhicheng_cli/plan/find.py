"""One committee by its number, its key, its name or its field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.written.folding import folded, keyed
from zhicheng_cli.written.numbers import read_row

from .committees import Committee, Plan, Withdrawn
from .exams import Exams
from .filters import unknown
from .taking import Taking
from .unknown_word import near_words

_NUMBERS = r"[0-9]+(?:[,、\s]+[0-9]+)+"


class SeveralError(ZcError):
    """Several committees fit.

    Attributes:
        several: number and name of each, best first; the message tells until when and to whom, too.
    """

    def __init__(self, text: str, found: Sequence[Committee]) -> None:
        self.summary = f"“{text}”对应 {len(found)} 个评委会，请用序号指明："
        self.several = [f"{one.no}  {one.name}{f'（限{one.limits}）' if one.limits else ''}" for one in found]
        lines = zip(self.several, map(_until_and_to_whom, found), strict=True)
        super().__init__("\n  ".join((self.summary, *map("  ".join, lines))))


class WithdrawnError(ZcError):
    """The row that is meant is no more; the message has no word of what was asked."""

    def __init__(self, row: Withdrawn) -> None:
        super().__init__(*withdrawn_words(row))


def find_committee(text: str, search: Taking) -> Committee:
    """The one committee that is meant.

    Raises:
        ZcError: none fits, or several do; the message lists them, or says where else to look (exit code 2).
    """
    word = folded(text)
    if not word:
        raise ZcError("没有写是哪个评委会", "写计划里的序号，或名称、专业里的字")
    if number := read_row(word):
        return numbered(number, search.plan)
    if word in search.titles and not any(word in one for one in search.fields.specialties()):
        if by_exam := Exams(search).of_title(word):
            raise ZcError(by_exam.sentence)
        raise ZcError(f"“{text}”是职称，不是评委会", see=Pointer(NextStep.TAKERS_OF_TITLE, word))
    committees = search.plan.committees
    exact = [one for one in committees if word == folded(one.name) or keyed(text) == keyed(one.key)]
    found = exact or _named(word, search)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralError(text, found)
    raise _not_found(text, word, search)


def _named(word: str, search: Taking) -> list[Committee]:
    """The committees that take the word as a field, best first, then those that have it in their names only; what is
    merely read in it counts where no name has it."""
    from zhicheng_cli.files.findings import did_you_mean

    from .ranking import Request, rank

    by_name = [one for one in search.plan.committees if word in folded(one.name)]
    ranking = rank(search, Request(field=word))
    meaning = ranking.field.meaning if ranking.field.is_read else None
    is_name = meaning and (by_name or meaning.slipped or did_you_mean(word, _names(search)))
    by_field = [] if is_name else [one.committee for one in ranking.rows if one.fit]
    of_field = {one.no for one in by_field}
    return [*by_field, *(one for one in by_name if one.no not in of_field)]


def _until_and_to_whom(committee: Committee) -> str:
    from .deadlines import why_undated

    until = f"截止 {committee.cutoff.text}" if committee.cutoff.windows else why_undated(committee.cutoff)
    return "  ".join((until, *map(str, committee.receivers)))


def _not_found(text: str, word: str, search: Taking) -> ZcError:
    for row in search.plan.withdrawn:
        if row.key and keyed(text) == keyed(row.key):
            return WithdrawnError(row)
    if re.fullmatch(_NUMBERS, word):
        return ZcError(f"“{text}”不是一个序号", "几个评委会请用空格分开", Pointer(NextStep.SEVERAL_COMMITTEES))
    if (meaning := search.asked_field(text).meaning) and meaning.told:
        return ZcError(f"“{text}”：{meaning.told}")
    if near := near_words(text, search):
        return ZcError(f"没有这个评委会：{text}", near)
    return unknown("评委会", text, _names(search))


def _names(search: Taking) -> list[str]:
    return [one.name for one in search.plan.committees]


def numbered(number: str, plan: Plan) -> Committee:
    """The row of a number, as digits.

    Raises:
        ZcError: there is none of that number, or it was withdrawn.
    """
    for committee in plan.committees:
        if str(committee.no) == number.lstrip("0"):
            return committee
    for row in plan.withdrawn:
        if str(row.no) == number.lstrip("0"):
            raise WithdrawnError(row)
    last = plan.committees[-1].no
    where = " ".join(filter(None, (plan.document, plan.annexes)))
    raise ZcError(f"没有序号为 {number} 的评委会", f"{where} 的序号是 1 至 {last}")


def withdrawn_words(row: Withdrawn) -> tuple[str, str]:
    """What is said of a row that is no more, and what withdrew it."""
    return f"{row.no} 号{f'（{row.key}）' if row.key else ''}已撤去", f"{row.document}：{row.words}"
