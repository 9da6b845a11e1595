"""The field that a person asks for, in whatever words; and what is said where no committee takes papers for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.fit import Fit
from zhicheng_cli.plan.words import PLAIN, WordMeaning

from .candidate import SPECIALTY, Candidate

#: The route of a title that an examination gives.
BY_EXAM = "以考代评"
#: The reasons of a rule by which a title is had by an examination, and by which a row goes by its title alone.
_EXAM_REASONS, _BY_TITLE = ("by_exam", "by_exam_elsewhere"), ("not_listed", "no_specialties")
#: How surely a row is the one for a field, surest first; a row for some people only comes after plain words.
_PRINTED, _PLAIN, _PRINTED_FOR_SOME, _READING, _IN_PART = range(5)
_RECEIVERS = 2


class Reception(StrEnum):
    """What is to be said to who asks for a committee."""

    COMMITTEE = "committee"
    EXAM = "exam"
    NONE = "none"


class AskedField(NamedTuple):
    """What was asked for.

    Attributes:
        word: by which the plan is asked.
        meaning: what it says, where it is one of the words that people use.
        is_printed: whether a row of the plan prints it, be it in part.
        is_sure: whether a row prints the very field as one that it takes.
    """

    word: str
    meaning: WordMeaning | None
    is_printed: bool = False
    is_sure: bool = False


def field_asked(specialty: str, title: str | None, law: Law) -> AskedField:
    """The field that is meant: the word as it is, else what of it is known, and suits the title."""
    fields = law.search.fields
    fits = [law.rows.fit(one.no, specialty) for one in law.plan.committees]
    meaning = fields.meaning(specialty, lambda one: _suits(one, title, law))
    is_known = any(fit and (fit.exact or fit.place == "别名") for fit in fits)
    word = specialty if is_known or meaning is None else meaning.word
    return AskedField(
        word, meaning, any(fit and fit.place != "别名" for fit in fits), any(fit and fit.is_sure for fit in fits)
    )


def _suits(meaning: WordMeaning, title: str | None, law: Law) -> bool:
    """Whether a row that takes the title is one that the word leads to; or none is to be looked for."""
    takers = law.rows.takers(title) if title else ()
    return bool(meaning.told) or any(_leads(one, meaning) for one in takers)


def _leads(committee: Committee, meaning: WordMeaning) -> list[int]:
    """Which of a word's leads go to the row, by their places."""
    words = (*committee.specialties, *committee.series, committee.kind)
    return [place for place, one in enumerate(meaning.means) if one in words]


def nearness(committee: Committee, fit: Fit | None, meaning: WordMeaning | None) -> tuple[int, int]:
    """How surely the row is the one for the field, and which of the word's leads it is; small is sure."""
    found = [(_IN_PART + (2 if committee.meant_for else 1), 0)]
    if fit and fit.place != "别名":
        printed = _PRINTED_FOR_SOME if committee.meant_for else _PRINTED
        found.append((printed if fit.exact else _IN_PART, 0))
    if meaning and (leads := _leads(committee, meaning)):
        found.append((_PLAIN if meaning.sure == PLAIN else _READING, leads[0]))
    return min(found)


def settled(
    could: Sequence[Candidate], found: Sequence[Candidate], facts: Facts, field: AskedField, law: Law
) -> tuple[Reception, str]:
    """What the answer is, and the sentence where no committee takes papers.

    Raises:
        ZcError: nobody knows the word, and the title does not tell the field.
    """
    said = _said_by_word(facts, field, law)
    if said is None and not any(one.place and BY_EXAM not in one.routes for one in could):
        said = _said_by_rows(could, found, facts, field, law)
    return said or (Reception.COMMITTEE, "")


def _said_by_word(facts: Facts, field: AskedField, law: Law) -> tuple[Reception, str] | None:
    """The answer where the word itself is no field: a job without titles, an exam."""
    meaning = field.meaning
    if meaning and meaning.leads_nowhere and not field.is_sure:
        return Reception.NONE, f"“{facts.specialty}”：{meaning.told}"
    if meaning and meaning.exam and _gives(meaning, facts.title or "", law):
        return Reception.EXAM, f"{meaning.exam}：{meaning.told}"
    return None


def _said_by_rows(
    could: Sequence[Candidate], found: Sequence[Candidate], facts: Facts, field: AskedField, law: Law
) -> tuple[Reception, str] | None:
    """The answer where no row reviews the title for that field."""
    title, by_title = facts.title or "", [one for one in could if _goes_by_title(one)]
    if len(by_title) == len([one for one in could if not one.place]):
        by_exam = any(each.reason.code in _EXAM_REASONS for one in found for each in one.against[:1] if one.is_near)
        if exam := _exam_for(title, law):
            return Reception.EXAM, exam
        if by_exam:
            return Reception.EXAM, f"“{title}”通过考试取得，不评审：参加相应的专业技术资格考试"
        if _is_elsewhere(title, field, law) and not any(one.place for one in could):
            about = f"通知没有安排“{facts.specialty}”的“{title}”由哪个评委会评审"
            return Reception.NONE, f"{about}；请先问{law.plan.region.bureau}"
    if any(one.place or (one in by_title and one.committee.specialties) for one in could):
        return None
    if field.meaning is None and not field.is_printed:
        raise _unknown(facts, law)
    if field.meaning and _is_another_trade(title, field.meaning, law):
        return Reception.NONE, f"“{field.meaning.word}”归{field.meaning.means[0]}，那里不评审“{title}”"
    return None


def _exam_for(title: str, law: Law) -> str:
    """What is said of a title that a national exam gives; empty = none is known to."""
    words, names = law.search.fields.words, law.search.titles.named(title)
    for exam in words.exams if words and names else ():
        if all(one.level in exam.levels.get(one.series, ()) for one in names):
            return f"“{title}”由考试取得，没有评委会收材料：{exam.exam}"
    return ""


def _gives(exam: WordMeaning, title: str, law: Law) -> bool:
    """Whether the exam is for that title."""
    names = law.search.titles.named(title)
    return not exam.levels or any(one.level in exam.levels.get(one.series, ()) for one in names)


def _goes_by_title(one: Candidate) -> bool:
    return all(each.reason.code in _BY_TITLE for each in one.outcomes if each.rule.code == SPECIALTY)


def _is_elsewhere(title: str, field: AskedField, law: Law) -> bool:
    """Whether the word tells of which series the title is, and that series is not taken here."""
    rows = [one for one in law.plan.committees if law.rows.fit(one.no, field.word)]
    series = {name for one in rows for name in one.series} | set(field.meaning.means if field.meaning else ())
    return any(one.series in series for one in law.search.titles.named(title))


def _is_another_trade(title: str, meaning: WordMeaning, law: Law) -> bool:
    """Whether the word leads to series of which the title is none."""
    series = {name for one in law.plan.committees if _leads(one, meaning) for name in one.series} | {*meaning.means}
    return bool(meaning.means) and not any(one.series in series for one in law.search.titles.named(title))


def _unknown(facts: Facts, law: Law) -> ZcError:
    """What is said of a word that nobody knows: whom to ask."""
    takers = law.rows.takers(facts.title) if facts.title else law.plan.committees
    units = Counter(" ".join((each.unit, *each.phones)) for one in takers if not one.limits for each in one.receivers)
    ask = "、".join(unit for unit, _ in units.most_common(_RECEIVERS)) or law.plan.region.bureau
    hint, see = law.search.fields.hint(facts.specialty or "")
    return ZcError(f"不知道这个词：{facts.specialty}", f"{hint}；写所学专业或所做工作的名称，或问{ask}", see)
