"""A committee, judged for a person who asks which one to apply to."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.verdicts import Verdict, overall
from zhicheng_cli.applicant.rules.specialty import SILENT
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.plan.ranking import RankedRow

from .assessment import Outcome

SPECIALTY = "R502"


class Candidate(NamedTuple):
    """A committee, judged for such a person.

    Attributes:
        row: the committee beside what is asked for.
        outcomes: of the rules that decide, in order.
        cutoff: what the rule on the cut-off answers.
        windows: of the cut-off, those that concern the person, each with its two days.
    """

    row: RankedRow
    outcomes: tuple[Outcome, ...]
    cutoff: Outcome
    windows: tuple[tuple[Window, DueDays], ...]

    @property
    def committee(self) -> Committee:
        """The row of the plan."""
        return self.row.committee

    @property
    def recommends(self) -> bool:
        """Whether the row only hands the applicant on to a higher committee."""
        return self.row.recommends

    @property
    def field(self) -> str:
        """Why the specialty fits; empty where it does not."""
        return self.row.reason

    @property
    def routes(self) -> tuple[str, ...]:
        """The ways by which the row leads to the title; empty where it does not."""
        return tuple(dict.fromkeys(route.route for route in self.row.routes))

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
        return self.row.fit is not None or self.against[0].rule.code == SPECIALTY

    @property
    def open_questions(self) -> tuple[Outcome, ...]:
        """What is not yet decided, with its reason."""
        settled = (Verdict.MEETS, Verdict.NOT_APPLICABLE, Verdict.FAILS)
        return tuple(one for one in self.outcomes if one.reason.verdict not in settled)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle it, by name, each once."""
        return tuple(dict.fromkeys(name for one in self.outcomes for name in one.reason.missing))
