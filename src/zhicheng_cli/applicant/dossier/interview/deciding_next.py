"""What is asked next: of what is not known, that which can still change the answer, and settles most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement.assessment import Outcome, assess
from zhicheng_cli.applicant.judgement.two_verdicts import two_verdicts
from zhicheng_cli.applicant.judgement.whom_and_when import whom_and_when
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Side, Verdict
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.written.writings import settle

from .committee_choice import Doors, by_exam, committee_of, doors
from .topic_answers import FilledIn, Known, answered
from .topics import COMMITTEE, COUNTY, FIELD, PERSONAL, RECORD, ROUTE, TITLE, Topic


class Ending(NamedTuple):
    """Nothing is left to ask.

    Attributes:
        told: why nobody need be judged, in a sentence: an exam gives the title, nobody reviews it; or empty.
    """

    told: str = ""


def next_topic(value: FilledIn, done: frozenset[str], law: Law) -> Topic | Ending:
    """The question that decides next.

    Args:
        value: the dossier so far.
        done: the keys of what was asked.
    """
    first = _of_target(value, done, law)
    return first if first is not None else _of_person(value, done, law)


def open_topics(value: FilledIn, done: frozenset[str], law: Law) -> Iterator[Topic]:
    """The questions that make sense beside what is known, in their order."""
    of = committee_of(value, law)
    field = FIELD._replace(samples=of.specialties if of else ())
    for topic in (field, COUNTY._replace(choices=law.plan.region.places), *PERSONAL):
        makes_sense = topic.key not in done and (not topic.needs or value.get(topic.needs))
        if makes_sense and not any(_is_there(value, path) for path in topic.absent):
            yield topic


def answered_topics(value: FilledIn, law: Law) -> list[Topic]:
    """The questions whose answer is known, each fact once."""
    given = facts_so_far(value, law).given()
    found: list[Topic] = []
    for topic in (TITLE, FIELD, COUNTY._replace(choices=law.plan.region.places), *PERSONAL):
        told = {name for one in found for name in one.facts}
        if topic.key != RECORD and any(name in given and name not in told for name in topic.facts):
            found.append(topic)
    return found


def _of_target(value: FilledIn, done: frozenset[str], law: Law) -> Topic | Ending | None:
    """What is asked before there is a committee; None where there is one."""
    target = value["target"]
    if "title" not in target:
        return TITLE
    if committee_of(value, law):
        return None
    if told := by_exam(target["title"], law):
        return Ending(told)
    wanted = (one for one in open_topics(value, done, law) if one.key in (FIELD.key, COUNTY.key))
    return next(wanted, None) or _of_doors(doors(value, law), target, done)


def _of_doors(found: Doors, target: Mapping[str, Any], done: frozenset[str]) -> Topic | Ending:
    """What is asked of one to whom several committees are open, or none."""
    if found.unknown:
        return FIELD
    if found.told:
        return Ending(found.told)
    if found.both_ways and "route" not in target and ROUTE.key not in done:
        return ROUTE
    return COMMITTEE._replace(choices=tuple(one.name for one in found.reviewing))


def _of_person(value: FilledIn, done: frozenset[str], law: Law) -> Topic | Ending:
    """What is asked of one whose committee is known."""
    facts = facts_so_far(value, law)
    assessment = assess(facts, law)
    topics = list(open_topics(value, done, law))
    failing = [one for one in assessment.outcomes if _refuses(one)]
    if failing:
        lifting = [next(_lifting(one, topics, value, law), None) for one in failing]
        return next((one for one in lifting if None not in lifting and one), Ending())
    both = two_verdicts(facts, assessment, whom_and_when(facts, law, ()), law.today)
    # Once papers are taken no more, no formality changes that.
    unknown = [one for side in both.sides if not side.is_closed for one in side.unknown]
    weighed = [(_weight(topic, unknown, assessment.outcomes, value, law), topic) for topic in topics]
    return min(((weight, topic) for weight, topic in weighed if weight), key=lambda one: one[0], default=_NOTHING)[1]


_Outcomes = tuple[Outcome, ...]
_NOTHING: tuple[None, Ending] = (None, Ending())


@cache
def dossier_schema() -> dict[str, Any]:
    """The schema of a dossier, put together once: every answer is tried with it many times."""
    return load_schema("dossier")


def facts_so_far(value: FilledIn, law: Law) -> Facts:
    """The facts that are told, months for days among them as a file's would be read."""
    settled = deepcopy(value)
    settle(settled, dossier_schema())
    return read_dossier(settled, law).facts


def _outcomes(value: FilledIn, law: Law) -> _Outcomes:
    return assess(facts_so_far(value, law), law).outcomes


def _refuses(one: Outcome) -> bool:
    """Whether the rule alone keeps the person from applying."""
    return one.reason.verdict is Verdict.FAILS and one.rule.side is Side.CONDITIONS


def _weight(
    topic: Topic, unknown: Iterable[Outcome], outcomes: _Outcomes, value: FilledIn, law: Law
) -> tuple[bool, bool, int] | None:
    """How soon a question comes, small first; None = no rule misses its answer, or whatever it is, nothing changes.

    Conditions come before formalities, then what may end it at once, then what settles most rules.

    Args:
        unknown: the rules that lack something which has to be there by now.
    """
    asking = [one for one in unknown if {*one.reason.missing} & {*topic.facts}]
    after = list(_ahead(topic, value, law)) if asking else []
    ahead = [_outcomes(one, law) for one in after]
    if all(one == outcomes for one in ahead) and not any(_opens(topic, one, value, asking) for one in after):
        return None
    codes = {one.rule.code for one in asking}
    left = min(sum(one.rule.code in codes and one.reason.verdict is Verdict.UNKNOWN for one in each) for each in ahead)
    is_formal = all(one.rule.side is Side.FORMALITIES for one in asking)
    return is_formal, not any(_refuses(one) for each in ahead for one in each), left - len(asking)


def _opens(topic: Topic, after: FilledIn, before: FilledIn, asking: Iterable[Outcome]) -> bool:
    """Whether an answer is what another question needs, by which such a rule is answered."""
    missing = {name for one in asking for name in one.reason.missing}
    others = (one for one in PERSONAL if one.needs in topic.absent and missing & {*one.facts})
    return any(after.get(one.needs) and not before.get(one.needs) for one in others)


def _lifting(outcome: Outcome, topics: Iterable[Topic], value: FilledIn, law: Law) -> Iterator[Topic]:
    """The questions by whose answer a rule may no longer fail."""
    for topic in topics:
        if set(topic.facts) & {*outcome.rule.reads}:
            facts = (facts_so_far(after, law) for after in _ahead(topic, value, law))
            if any(outcome.rule.on(one, law).verdict is not Verdict.FAILS for one in facts):
                yield topic


def _ahead(topic: Topic, value: FilledIn, law: Law) -> Iterator[FilledIn]:
    """The dossier after answers of every kind."""
    return (answered(topic, text, Known(value, law)) for text in topic.answers)


def _is_there(value: Mapping[str, Any], path: str) -> bool:
    """Whether a dossier holds something at `part`, at `part.key`, or at `part[].key` of every entry."""
    part, _, key = path.partition(".")
    if part.endswith("[]"):
        rows = value.get(part.removesuffix("[]"), ())
        return bool(rows) and all(key in row for row in rows)
    return key in value.get(part, {}) if key else part in value
