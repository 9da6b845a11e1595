"""Bodies that have left the plan: how they are still spoken of, to those who were told their days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from zhicheng_cli.plan.citation import Citation, Source
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Period, Status
from zhicheng_cli.reminders.ledger.records import LastTold


class Departure(NamedTuple):
    """A body that is no longer in the plan.

    Attributes:
        committee: in the place of its row: what was told of it, and nothing else.
        document, words: what withdrew it; empty = the plan does not say.
        year: of the plan that has it now; None = no known one has.
    """

    committee: Committee
    document: str = ""
    words: str = ""
    year: int | None = None

    def milestone(self, key: MilestoneKey) -> Milestone:
        """One of its milestones, which has no day any more."""
        source = Citation(self.document, self.words, "text") if self.document else self.committee.cite()
        return Milestone(key.event, "", Status.UNSTATED, source, stage=key.stage)


def departures(
    plan: Plan, called: Mapping[str, LastTold], later: Mapping[str, int], renamed: Mapping[str, str]
) -> dict[str, Departure]:
    """The bodies that were told of and are no longer in the plan, by key.

    Args:
        called: how they were called then.
        later: by key, the year of a later plan that has a body.
        renamed: the keys that are others now.
    """
    gone = called.keys() - {one.key for one in plan.committees} - renamed.keys()
    withdrawn = {one.key: one for one in plan.withdrawn}
    found = {}
    for key in sorted(gone):
        row = withdrawn.get(key)
        left = Departure(_stand_in(plan, key, called[key]), year=None if row else later.get(key))
        found[key] = left._replace(document=row.document, words=row.words) if row else left
    return found


def renamed_keys(plan: Plan, called: Mapping[str, LastTold]) -> dict[str, str]:
    """The keys that were told of and are no longer in the plan, and that under which the same printed name stands."""
    known = {one.key for one in plan.committees} | {one.key for one in plan.withdrawn}
    names: dict[str, list[str]] = {}
    for one in plan.committees:
        if one.key not in called or called[one.key].name == one.name:
            names.setdefault(one.name, []).append(one.key)
    found = {key: names.get(one.name, []) for key, one in called.items() if key not in known}
    return {key: keys[0] for key, keys in found.items() if len(keys) == 1}


def _stand_in(plan: Plan, key: str, called: LastTold) -> Committee:
    nothing = Period("", Status.UNSTATED)
    return Committee(
        no=called.no,
        key=key,
        printed={"name": called.name},
        kind="",
        routes=(),
        reviews=(),
        recommends=(),
        titles={},
        receivers=(),
        series=(),
        specialties=(),
        scope={},
        notes=(),
        source=Source(plan.document, 1, called.no),
        cutoff=nothing,
        review=nothing,
    )
