"""Which committees could take such a person: best first, and why not the near ones."""

from __future__ import annotations

from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import dated
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.words import WordMeaning
from zhicheng_cli.written.folding import folded

from .asked_field import BY_EXAM, AskedField, Reception, field_asked, nearness, settled
from .assessment import Outcome, general_sentence, sentence
from .candidate import SPECIALTY, Candidate

TITLE, SCOPE, ROUTE, CUTOFF = "R501", "R503", "R504", "R519"
#: The rules that say whether a committee can take a person at all.
_DECIDING = (TITLE, SPECIALTY, SCOPE, ROUTE)
#: The better verdict first: what only waits for the law's text before what waits for people, or for a fact.
_ORDER = (Verdict.NOT_APPLICABLE, Verdict.MEETS, Verdict.UNCONFIRMED, Verdict.DISCRETION, Verdict.UNKNOWN)
#: How closely a field fits, by where it is printed: a specialty by name before a whole series.
_CLOSENESS = {"专业": 0, "别名": 1, "备注": 1, "名称": 2, "系列": 2}
_FARTHEST = 3
#: The kind of row, and the route, for graduates.
INITIAL = "初定"


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
    is_over = law.today.year > law.plan.year
    field = field_asked(facts.specialty, facts.title, law) if facts.specialty else AskedField("", None)
    asked = Facts(**facts.__dict__ | {"specialty": field.word or None})
    found = [_candidate(committee, asked, field.meaning, law) for committee in law.plan.committees]
    could = sorted((one for one in found if not one.against), key=lambda one: _rank(one, facts.county, is_over))
    near = [one for one in found if one.is_near]
    answer, told = settled(could, found, facts, field, law)
    if answer is not Reception.COMMITTEE:
        could = [one for one in could if one.place and BY_EXAM in one.routes and answer is Reception.EXAM]
    return Matches(tuple(could), tuple(near), answer, told, field.meaning)


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


def _candidate(committee: Committee, facts: Facts, meaning: WordMeaning | None, law: Law) -> Candidate:
    taken = law.rows.takes(committee.no, facts.title) if facts.title else None
    recommends = taken is not None and taken.column == "推荐"
    there = Facts(**facts.__dict__ | {"committee": committee.no, "route": route_to(committee, recommends)})
    outcomes = tuple(Outcome(rule, rule.on(there, law)) for rule in map(_rule, _DECIDING))
    cutoff = Outcome(_rule(CUTOFF), _rule(CUTOFF).on(there, law))
    specialty = facts.specialty or ""
    field = law.search.fields.reason(committee, specialty) if specialty else None
    fit = law.rows.fit(committee.no, specialty) if specialty else None
    ways = law.rows.ways(committee.no, facts.title, facts.specialty) if taken and facts.title else ()
    return Candidate(
        committee,
        outcomes,
        cutoff,
        recommends,
        field or "",
        fit.place if fit else "",
        nearness(committee, fit, meaning),
        tuple(dict.fromkeys(route.route for way in ways for route in way)),
        tuple(pair for each in law.cutoffs(committee.no, facts.county) for pair in each)
        if facts.county
        else tuple(dated(committee.cutoff, law.calendar)),
    )


def route_to(committee: Committee, recommends: bool) -> str:
    """The route by which one applies to a committee in the ordinary way."""
    if committee.kind == INITIAL:
        return INITIAL
    return "推荐" if recommends else "评审"


def _rule(code: str) -> Rule:
    return next(one for one in all_rules() if one.code == code)


def _rank(one: Candidate, county: str | None, is_over: bool) -> tuple[Any, ...]:
    """What takes the field before what merely does not exclude it (等), and 初定 apart.

    Then one's own company, the committees for all, those of one company, trade or county; open before closed, while
    the plan's year lasts: afterwards that a row has no date makes it no better; printed words, plain words, readings;
    reviewed before recommended; surer before less sure; the own county.
    """
    initial = one.committee.kind == INITIAL
    elsewhere = county is None or one.committee.scope.get("county") != county
    sureness = _ORDER.index(one.verdict)
    return (
        not one.place,
        initial,
        _apart(one, county),
        one.closed and not is_over,
        one.nearness,
        one.recommends,
        sureness,
        _CLOSENESS.get(one.place, _FARTHEST),
        elsewhere,
        one.committee.no,
    )


def _apart(one: Candidate, county: str | None) -> int:
    """Whom the row concerns: 0 = this very company or trade, 1 = everybody, or the own county, 2 = some others."""
    if not one.committee.limits:
        return 1
    scope = next(each.reason.verdict for each in one.outcomes if each.rule.code == SCOPE)
    if scope is Verdict.MEETS:
        return 0
    return 1 if county and one.committee.scope.get("county") == county else 2
