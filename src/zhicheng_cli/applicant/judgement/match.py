"""Which committees could take such a person: best first, and why not the near ones."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict, overall
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.applicant.rules.specialty import SILENT
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import DueDays, dated
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.written.folding import folded

from .assessment import Outcome, general_sentence, sentence

TITLE, SPECIALTY, SCOPE, ROUTE, CUTOFF = "R501", "R502", "R503", "R504", "R519"
#: The rules that say whether a committee can take a person at all.
_DECIDING = (TITLE, SPECIALTY, SCOPE, ROUTE)
#: The better verdict first: what only waits for the law's text before what waits for people, or for a fact.
_ORDER = (Verdict.NOT_APPLICABLE, Verdict.MEETS, Verdict.UNCONFIRMED, Verdict.DISCRETION, Verdict.UNKNOWN)
#: How closely a field fits, by where it is printed: a specialty by name before a whole series.
_CLOSENESS = {"专业": 0, "别名": 1, "备注": 1, "名称": 2, "系列": 2}
_FARTHEST = 3
#: The kind of row, and the route, for graduates.
INITIAL = "初定"


class Candidate(NamedTuple):
    """A committee, judged for such a person.

    Attributes:
        outcomes: of the rules that decide, in order.
        cutoff: what the rule on the cut-off answers.
        recommends: whether the row only hands the applicant on to a higher committee.
        field: why the specialty fits; empty where it does not.
        place: where the specialty is printed (`plan.fields.Fit`); empty where it is not.
        routes: the ways by which the row leads to the title; empty where it does not.
        windows: of the cut-off, those that concern the person, each with its two days.
    """

    committee: Committee
    outcomes: tuple[Outcome, ...]
    cutoff: Outcome
    recommends: bool
    field: str
    place: str
    routes: tuple[str, ...]
    windows: tuple[tuple[Window, DueDays], ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the committee can take such a person; the cut-off apart."""
        return overall(one.reason.verdict for one in self.outcomes)

    @property
    def closed(self) -> bool:
        """Whether its cut-off has passed."""
        return self.cutoff.reason.verdict is Verdict.FAILS

    @property
    def against(self) -> tuple[Outcome, ...]:
        """What speaks against it; that nothing in the row speaks of the field is a reason, too."""
        return tuple(one for one in self.outcomes if one.reason.verdict is Verdict.FAILS or one.reason.code in SILENT)

    @property
    def is_near(self) -> bool:
        """Whether one thing alone speaks against it, and its field is not merely not excluded."""
        if len(self.against) != 1:
            return False
        return bool(self.place) or self.against[0].rule.code == SPECIALTY

    @property
    def open_questions(self) -> tuple[Outcome, ...]:
        """What is not yet decided, with its reason."""
        settled = (Verdict.MEETS, Verdict.NOT_APPLICABLE, Verdict.FAILS)
        return tuple(one for one in self.outcomes if one.reason.verdict not in settled)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle it, by name, each once."""
        return tuple(dict.fromkeys(name for one in self.outcomes for name in one.reason.missing))


class Matches(NamedTuple):
    """The answer.

    Attributes:
        could: the committees that nothing speaks against, best first.
        near: those that fail in one thing only, in the plan's order.
    """

    could: tuple[Candidate, ...]
    near: tuple[Candidate, ...]


def match(facts: Facts, law: Law) -> Matches:
    """The committees of the plan for such a person.

    Args:
        facts: title and specialty, and what else is known: county, employer, its kind, industry, self-appointing.

    Raises:
        ZcError: the plan knows no such title or specialty (exit code 2, with a suggestion).
    """
    _refuse_unknown(facts, law)
    found = [_candidate(committee, facts, law) for committee in law.plan.committees]
    could = sorted((one for one in found if not one.against), key=lambda one: _rank(one, facts.county))
    return Matches(tuple(could), tuple(one for one in found if one.is_near))


def why_not(candidate: Candidate) -> str:
    """What speaks against a near committee, in sentences."""
    return "；".join(sentence(one.rule, one.reason) for one in candidate.against)


def what_is_open(candidate: Candidate) -> str:
    """What must be settled before such a person is sure to be taken, in sentences."""
    return "；".join(general_sentence(one.rule, one.reason) for one in candidate.open_questions)


def _refuse_unknown(facts: Facts, law: Law) -> None:
    law.search.select(Filters(title=facts.title, specialty=facts.specialty), law.calendar)
    if facts.title is not None and facts.title not in law.search.titles:
        single = [
            title
            for committee in law.plan.committees
            for entry, titles in committee.titles.items()
            if folded(entry) == folded(facts.title)
            for title in titles
        ]
        raise ZcError(f"“{facts.title}”不是单个职称", f"写其中一个：{'、'.join(dict.fromkeys(single))}")


def _candidate(committee: Committee, facts: Facts, law: Law) -> Candidate:
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


def _rank(one: Candidate, county: str | None) -> tuple[bool | int, ...]:
    """Open before closed, surer before less sure, reviewed before recommended, specialty before series, own county.

    What merely does not exclude the field (等) comes after all that prints it; 初定, for graduates only, comes last.
    """
    closeness = _CLOSENESS.get(one.place, _FARTHEST)
    initial = one.committee.kind == INITIAL
    elsewhere = county is None or one.committee.scope.get("county") != county
    sureness = _ORDER.index(one.verdict)
    return (one.closed, initial, not one.place, sureness, one.recommends, closeness, elsewhere, one.committee.no)
