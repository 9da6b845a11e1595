"""The values of `zhicheng_cli.api` that are its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.steps import ToDo
    from zhicheng_cli.applicant.judgement.two_verdicts import SideVerdict
    from zhicheng_cli.applicant.law.verdicts import Verdict
    from zhicheng_cli.files.findings import Finding
    from zhicheng_cli.plan.committees import Committee
    from zhicheng_cli.plan.periods import Period
    from zhicheng_cli.plan.search import Match
    from zhicheng_cli.plan.upcoming import Cutoff, StageEnd

#: A word, or several of which any will do.
FilterWord = str | tuple[str, ...] | list[str]


class FilterWords(TypedDict, total=False):
    """The filters of `zc plan` that are told in words."""

    level: FilterWord
    route: FilterWord
    kind: FilterWord
    series: FilterWord
    specialty: FilterWord
    title: FilterWord
    receiver: FilterWord


class AboutPerson(TypedDict, total=False):
    """What may be known of a person beside title and specialty."""

    county: str
    employer: str
    employer_kind: str
    industry: str
    self_appointing: bool


class FilteredRows(NamedTuple):
    """The committees that fit the filters.

    Attributes:
        matches: each committee, with the reasons why it fits.
        undated: those that fit but for the month, which their period does not tell; with that period.
    """

    matches: tuple[Match, ...]
    undated: tuple[tuple[Committee, Period], ...]


class UpcomingDays(NamedTuple):
    """What may close within a time, soonest first.

    Attributes:
        cutoffs: the cut-offs, each with its two days and what is left until them.
        stages: the stages (环节) beside the cut-offs.
        undated: the committees whose cut-off has no date.
    """

    cutoffs: tuple[Cutoff, ...]
    stages: tuple[StageEnd, ...]
    undated: tuple[Committee, ...]


class CheckedRule(NamedTuple):
    """What one rule answers to a dossier.

    Attributes:
        code: of the rule: R506.
        name: of the rule.
        reason: in a sentence.
        remedy: what would meet it; empty = nothing would, or nothing need.
        from_day: the first day on which it would be met; None = none can be told.
        missing: where in the dossier the information would stand that it needs.
    """

    code: str
    name: str
    verdict: Verdict
    reason: str
    remedy: str
    from_day: date | None
    missing: tuple[str, ...]


class CheckedDossier(NamedTuple):
    """The judgement on a dossier.

    Attributes:
        verdict: on the whole.
        conditions, formalities: the two sides (条件, 手续), each with its verdict, `in_words` too.
        to_do: what to do, the earliest day first.
        rules: every rule's answer.
        from_day: the first day on which all that fails would be met; None = it cannot be told.
        committee: that of the dossier, if it names one.
        warnings: what is odd about the dossier and yet no error.
    """

    verdict: Verdict
    conditions: SideVerdict
    formalities: SideVerdict
    to_do: tuple[ToDo, ...]
    rules: tuple[CheckedRule, ...]
    from_day: date | None
    committee: Committee | None
    warnings: tuple[Finding, ...]
