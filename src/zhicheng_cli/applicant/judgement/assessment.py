"""The judgement: every rule on the facts of one person, and the verdict on the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter
from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import BY_NAME, Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, overall
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.applicant.rules.shared.circumstances import handing_in, later_year
from zhicheng_cli.files.privacy import masked

#: Where the first day comes too late for this plan.
LATER = "那时本年度已经截止，看 {later} 年度的计划"


class Outcome(NamedTuple):
    """What one rule answered."""

    rule: Rule
    reason: Reason


class Assessment(NamedTuple):
    """The judgement on one person.

    Attributes:
        verdict: on the whole.
        outcomes: every rule's answer, in order.
        from_day: the first day on which all that fails would be met, and what is met still is; None where not every
            rule can tell one.
        later: the year of the plan that still takes papers on that day, where this one does not.
    """

    verdict: Verdict
    outcomes: tuple[Outcome, ...]
    from_day: date | None
    later: int | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which there is no verdict, by name, each once."""
        return tuple(dict.fromkeys(name for one in self.outcomes for name in one.reason.missing))


def assess(facts: Facts, law: Law) -> Assessment:
    """Judge one person.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    outcomes = tuple(Outcome(rule, rule.on(facts, law)) for rule in all_rules())
    verdict = overall(one.reason.verdict for one in outcomes)
    day = _from_day([one.reason for one in outcomes])
    return Assessment(verdict, outcomes, day, None if day is None else later_year(day, handing_in(facts, law), law))


def _from_day(reasons: Iterable[Reason]) -> date | None:
    reasons = list(reasons)
    days = [one.from_day or date.max for one in reasons if one.verdict is Verdict.FAILS]
    until = min((one.until for one in reasons if one.until), default=date.max)
    day = max(days, default=date.max)
    return day if day < date.max and day <= until else None


def sentence(rule: Rule, reason: Reason) -> str:
    """The reason in words: what the rule finds, and what the person has.

    A number as long as that of an identity is masked, whatever field it was written into.
    """
    words = rule.words[reason.code]
    pieces = (words.seen,) if isinstance(words.seen, str) else words.seen
    known = _known(reason)
    seen = [piece.format_map(known) for piece in pieces if piece and _fills(piece, known)]
    return masked("；".join((words.general.format_map(dict(reason.params)), *seen)))


def general_sentence(rule: Rule, reason: Reason) -> str:
    """The reason without the person's own figures: the same for everyone whom it concerns."""
    return rule.words[reason.code].general.format_map(dict(reason.params))


def demand(rule: Rule, reason: Reason) -> str:
    """What the rule asks in this case, whatever is missing; its name where that says as much."""
    says = rule.words[reason.code].says
    return says.format_map(dict(reason.params)) if says and reason.params else rule.name


def remedy(rule: Rule, reason: Reason) -> str:
    """What would meet it, and from which day; or an empty string."""
    words, known = rule.words[reason.code].remedy, _known(reason)
    if not words or not _fills(words, known):
        return ""
    return (f"{words}；{LATER}" if "later" in known else words).format_map(known)


def where_to_write(name: str) -> tuple[str, str]:
    """For a missing fact: its path in the dossier, and its label."""
    field = BY_NAME[name]
    return field.path, field.label


def _fills(piece: str, known: Mapping[str, Any]) -> bool:
    return all(
        name is None or known.get(name.partition(".")[0]) is not None for _, name, _, _ in Formatter().parse(piece)
    )


def _known(reason: Reason) -> Mapping[str, Any]:
    items: Items = reason.params + reason.seen
    return {**dict(items), "from_day": reason.from_day}
