"""What one mail speaks of: milestones that come near, and days that have moved."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone

#: Stands in the ledger where a lead time would: the announcement that a day has moved.
CHANGE = "change"


class Item(NamedTuple):
    """One thing one person is to hear now.

    Attributes:
        milestone: without days, the plan no longer has a date for what was told before.
        which: which of the milestone's two days is meant, `safe` or `last`.
        lead: the shortest lead time that has begun; None = none has, only the change is told.
        was: the day that this person was told before, where it has moved.
        was_last: where one day stands now for two that were told, the later of them.
    """

    committee: Committee
    milestone: Milestone
    key: MilestoneKey
    which: str
    lead: Lead | None
    was: date | None = None
    was_last: date | None = None

    @property
    def day(self) -> date | None:
        """The day meant; None = there is none any more."""
        days = self.milestone.days
        if days is None:
            return None
        return days.safe if self.which == "safe" else days.last

    @property
    def lead_text(self) -> str:
        """The lead time as the ledger keeps it."""
        return CHANGE if self.lead is None else str(self.lead)


class Letter(NamedTuple):
    """All that one person is to hear now: one mail."""

    recipient: str
    items: tuple[Item, ...]
