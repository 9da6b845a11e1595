"""What a milestone is called for as long as the plan lives, whatever day it falls on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .committees import Committee, Plan
from .milestones import Milestone


class MilestoneKey(NamedTuple):
    """One milestone of one window of one committee: the same in every edition of a year's plan.

    Attributes:
        region: the city, as the plan names it.
        event: a key of `milestones.LABELS`.
        audience: whom its window concerns; None = everyone else.
        batch: of its window, where there are any.
    """

    region: str
    year: int
    no: int
    event: str
    audience: str | None = None
    batch: int | None = None

    def __str__(self) -> str:
        parts = (self.region, self.year, self.no, self.event, self.batch or "", self.audience or "")
        return "/".join(map(str, parts))

    @property
    def plan(self) -> str:
        """The plan it is of, in every edition: `湖州市/2021`."""
        return f"{self.region}/{self.year}"


def plan_key(plan: Plan) -> str:
    """A plan in every edition: `湖州市/2021`."""
    return f"{plan.region.city}/{plan.year}"


def keys_with_days(plan: Plan, committee: Committee) -> Iterator[MilestoneKey]:
    """The keys of the milestones that may have days: what comes from the windows of the cut-off and of the review."""
    for period, events in ((committee.cutoff, ("unit_notice", "cutoff")), (committee.review, ("report", "review"))):
        for window in period.windows:
            for event in events:
                yield MilestoneKey(plan.region.city, plan.year, committee.no, event, window.audience, window.batch)


def key_of(plan: Plan, committee: Committee, milestone: Milestone) -> MilestoneKey:
    """The key of a milestone."""
    return MilestoneKey(plan.region.city, plan.year, committee.no, milestone.event, milestone.audience, milestone.batch)
