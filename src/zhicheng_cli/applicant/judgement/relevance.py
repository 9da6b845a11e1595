"""Which facts can matter for an application, and to which rules: found by asking the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import BY_NAME, NONE, Facts, Shape
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import Rule, all_rules

from .assessment import demand

#: What is asked of the employer depends on the row: 不含自主评聘单位, 本公司, 本行业, a county. So these count only
#: where a rule misses them or answers otherwise for them; whatever else an applicable rule may read can matter.
_ONLY_IF_THEY_TELL = ("employer", "county", "employer_kind", "self_appointing", "industry", "manager", "status")
#: Deeper than this no rule asks: each answer is followed by what it still misses.
_DEPTH = 4


class Asking(NamedTuple):
    """A rule that is in play.

    Attributes:
        code: `R506`.
        says: what it asks, in words, as far as the target alone tells.
        facts: what it may need to know, by name.
    """

    code: str
    says: str
    facts: frozenset[str]


def asking(targets: Iterable[Facts], law: Law) -> tuple[Asking, ...]:
    """The rules in play for any of the targets, in their order.

    Args:
        targets: facts of the target alone: committee, title, route.
    """
    targets = tuple(targets)
    return tuple(one for rule in all_rules() if (one := _asking(rule, targets, law)))


def _asking(rule: Rule, targets: tuple[Facts, ...], law: Law) -> Asking | None:
    reasons = [rule.on(target, law) for target in targets]
    in_play = [
        (target, reason)
        for target, reason in zip(targets, reasons, strict=True)
        if reason.verdict is not Verdict.NOT_APPLICABLE
    ]
    if not in_play:
        return None
    facts = {name for name in rule.reads if name not in _ONLY_IF_THEY_TELL}
    for target, _ in in_play:
        facts.update(_missed(rule, target, law))
        for person in (target, _at_home(target, law)):
            facts.update(name for name in _ONLY_IF_THEY_TELL if _tells(rule, name, person, law))
    says = {demand(rule, reason) for _, reason in in_play}
    return Asking(rule.code, says.pop() if len(says) == 1 else rule.name, frozenset(facts))


def _missed(rule: Rule, facts: Facts, law: Law, depth: int = _DEPTH) -> Iterator[str]:
    """What the rule says it misses, and what it would miss next, whatever the answer."""
    missing = rule.on(facts, law).missing
    yield from missing
    open_ones = [name for name in missing if getattr(facts, name) is None]
    if not open_ones or depth == 0:
        return
    samples = {name: _samples(name, law) for name in open_ones}
    for turn in range(max(map(len, samples.values()))):
        answers = {name: values[turn % len(values)] for name, values in samples.items()}
        yield from _missed(rule, Facts(**facts.__dict__ | answers), law, depth - 1)


def _at_home(target: Facts, law: Law) -> Facts:
    """One of the county for which the row sits: what else is asked of people there."""
    of = law.committee(target.committee)
    county = of.scope.get("county") if of else None
    return Facts(**target.__dict__ | {"county": county}) if county else target


def _tells(rule: Rule, name: str, target: Facts, law: Law) -> bool:
    """Whether the rule answers otherwise, be it in a word, for some value of the fact."""
    if name not in rule.reads:
        return False
    reason = rule.on(target, law)
    told = (Facts(**target.__dict__ | {name: value}) for value in _samples(name, law))
    return any(rule.on(facts, law) != reason for facts in told)


def _samples(name: str, law: Law) -> tuple[Any, ...]:
    """A few answers that lead to different further questions."""
    field = BY_NAME[name]
    if field.shape is Shape.CHOICE:
        return field.choices
    if field.shape is Shape.DATED:
        return ((), tuple((kind, law.year_end) for kind in field.choices) or (law.year_end,))
    of_shape: dict[Shape, tuple[Any, ...]] = {
        Shape.FLAG: (True, False),
        Shape.NUMBER: (0, 1000),
        **dict.fromkeys((Shape.DAY, Shape.DATE), (date(1980, 1, 1), law.year_end)),
        **dict.fromkeys((Shape.TEXT, Shape.WORD), (NONE, law.plan.region.own, "…")),
        Shape.COMMITTEE: (law.plan.committees[0].no,),
    }
    return of_shape.get(field.shape, ((),))
