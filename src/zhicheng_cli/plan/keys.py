"""What a milestone is called for as long as the plan lives, whatever day and whatever number it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .committees import Committee, Plan
from .milestones import Milestone
from .periods import Period, Window

#: The plan of a name, such as 湖州市/2021; None = it is not known.
PlanNamed = Callable[[str], Plan | None]


_SEVERAL = 2


class MilestoneKey(NamedTuple):
    """One milestone of one window of one committee: the same in every edition of a year's plan.

    Attributes:
        region: the city, as the plan names it.
        committee: the committee's key.
        event: a key of `milestones.LABELS`.
        audience: whom its window concerns; None = everyone else.
        batch: of its window, where there are any; else its place among windows that nothing tells apart (3月、9月).
        stage: the printed name of the stage that it is; empty = it is none.
    """

    region: str
    year: int
    committee: str
    event: str
    audience: str | None = None
    batch: int | None = None
    stage: str = ""

    def __str__(self) -> str:
        parts = (self.region, self.year, self.committee, self.event, self.batch or "", self.audience or "")
        return "/".join(map(str, (*parts, self.stage) if self.stage else parts))

    @property
    def plan(self) -> str:
        """The plan it is of, in every edition: `湖州市/2021`."""
        return f"{self.region}/{self.year}"

    def numbered(self, no: int) -> MilestoneKey:
        """What it was called before committees had keys: calendars and ledgers of that time know it by its row."""
        return self._replace(committee=str(no))


def plan_key(plan: Plan) -> str:
    """A plan in every edition: `湖州市/2021`."""
    return f"{plan.region.city}/{plan.year}"


def keys_with_days(plan: Plan, committee: Committee) -> Iterator[MilestoneKey]:
    """The keys of the milestones that may have days: what comes from the windows of cut-off, review and stages."""
    for period, events in ((committee.cutoff, ("unit_notice", "cutoff")), (committee.review, ("report", "review"))):
        for window in period.windows:
            for event in events:
                batch = _place(window, period)
                yield MilestoneKey(plan.region.city, plan.year, committee.key, event, window.audience, batch)
    for stage in committee.stages:
        for window in () if stage.is_cutoff else stage.period.windows:
            where = (plan.region.city, plan.year, committee.key)
            yield MilestoneKey(*where, "stage", window.audience, _place(window, stage.period), stage.name)


def key_of(plan: Plan, committee: Committee, milestone: Milestone) -> MilestoneKey:
    """The key of a milestone."""
    if milestone.event in ("unit_notice", "cutoff"):
        period = committee.cutoff
    else:
        period = next((one.period for one in committee.stages if one.name == milestone.stage), committee.review)
    return MilestoneKey(
        plan.region.city,
        plan.year,
        committee.key,
        milestone.event,
        milestone.audience,
        milestone.window and _place(milestone.window, period),
        milestone.stage,
    )


def _place(window: Window, period: Period) -> int | None:
    alike = [one for one in period.windows if (one.audience, one.batch) == (window.audience, window.batch)]
    if len(alike) < _SEVERAL:
        return window.batch
    # A review's given day has the place of the printed time that it falls in.
    holding = [one for one in alike if one.starts <= window.earliest and window.latest <= one.latest]
    of = window if window in alike else next(iter(holding), None)
    return alike.index(of) + 1 if of else window.batch
