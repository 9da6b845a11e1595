"""Which committees could take such a person: best first, and why not the near ones."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import dated
from zhicheng_cli.plan.exams import BY_EXAM
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.ranking import RankedRow, Request, rank
from zhicheng_cli.plan.reception import Reception, receive
from zhicheng_cli.plan.taking import INITIAL
from zhicheng_cli.plan.words import WordMeaning
from zhicheng_cli.written.folding import folded

from .assessment import Outcome, general_sentence, sentence
from .candidate import SPECIALTY, Candidate

TITLE, SCOPE, ROUTE, CUTOFF = "R501", "R503", "R504", "R519"
#: The rules that say whether a committee can take a person at all.
_DECIDING = (TITLE, SPECIALTY, SCOPE, ROUTE)


class Matches(NamedTuple):
    """The answer.

    Attributes:
        could: the committees that nothing speaks against, best first.
        near: those that fail in one thing only, in the plan's order.
        answer: whether any committee takes papers, or an exam gives the title, or nobody does.
        told: why no committee takes papers, in a sentence; empty where one does.
        meaning: what the word for the field says, where the plan does not print it; None = it does, or nobody knows it.
    """

    could: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    answer: Reception = Reception.COMMITTEE
    told: str = ""
    meaning: WordMeaning | None = None


def match(facts: Facts, law: Law) -> Matches:
    """The committees of the plan for such a person.

    Args:
        facts: title and specialty, and what else is known: county, employer, its kind, industry, self-appointing.

    Raises:
        ZcError: the plan knows no such title; nobody knows the word for the field, and the title does not tell it
            (exit code 2, with a suggestion).
    """
    _refuse_unknown_title(facts, law)
    request = Request(facts.title, facts.specialty, facts.county, facts.employer)
    ranking = rank(law.search, request, law.today, law.calendar)
    found = [_candidate(row, facts, law) for row in ranking.every]
    could = [one for one in found if not one.against]
    near = sorted((one for one in found if one.is_near), key=lambda one: one.committee.no)
    answer, told = receive(ranking, law.search)
    if answer is not Reception.COMMITTEE:
        could = [one for one in could if one.row.fit and BY_EXAM in one.routes and answer is Reception.EXAM]
    if answer is Reception.EXAM:
        # A day for handing in is nothing to who sits an examination, be it that of a near row.
        near = [one for one in near if one.committee.by_exam]
    return Matches(tuple(could), tuple(near), answer, told, ranking.field.meaning)


def why_not(candidate: Candidate) -> str:
    """What speaks against a near committee, in sentences."""
    return "；".join(sentence(one.rule, one.reason) for one in candidate.against)


def what_is_open(candidate: Candidate) -> str:
    """What must be settled before such a person is sure to be taken, in sentences."""
    return "；".join(general_sentence(one.rule, one.reason) for one in candidate.open_questions)


def _refuse_unknown_title(facts: Facts, law: Law) -> None:
    law.search.select(Filters(title=facts.title), law.calendar)
    if facts.title is not None and facts.title not in law.search.titles:
        single = [
            title
            for committee in law.plan.committees
            for entry, titles in committee.titles.items()
            if folded(entry) == folded(facts.title)
            for title in titles
        ]
        raise ZcError(f"“{facts.title}”不是单个职称", f"写其中一个：{'、'.join(dict.fromkeys(single))}")


def _candidate(row: RankedRow, facts: Facts, law: Law) -> Candidate:
    if facts.title:
        asked = Filters(title=facts.title, specialty=facts.specialty)
        row = row._replace(committee=law.search.exams.as_asked(row.committee, asked))
    committee = row.committee
    there = Facts(**facts.__dict__ | {"committee": committee.no, "route": route_to(committee, row.recommends)})
    outcomes = tuple(Outcome(rule, rule.on(there, law)) for rule in map(_rule, _DECIDING))
    cutoff = Outcome(_rule(CUTOFF), _rule(CUTOFF).on(there, law))
    by_county = facts.county and (pair for each in law.cutoffs(committee.no, facts.county) for pair in each)
    windows = () if committee.by_exam else tuple(by_county or dated(committee.cutoff, law.calendar))
    return Candidate(row, outcomes, cutoff, windows)


def route_to(committee: Committee, recommends: bool) -> str:
    """The route by which one applies to a committee in the ordinary way."""
    if committee.kind == INITIAL:
        return INITIAL
    return "推荐" if recommends else "评审"


def _rule(code: str) -> Rule:
    return next(one for one in all_rules() if one.code == code)
