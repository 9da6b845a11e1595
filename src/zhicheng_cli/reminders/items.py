"""What one mail speaks of: milestones that come near, and days that have moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import Left
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.reminders.ledger.records import CHANGE, SHOWN, Entry, LastTold, Mark, Told

from .departure import Departure


class Item(NamedTuple):
    """One thing one person is to hear now.

    Attributes:
        milestone: without days, the plan no longer has a date for what was told before.
        which: which of the milestone's two days is meant, `safe` or `last`.
        lead: the shortest lead time that has begun; None = none has, only the change is told.
        was: the day that this person was told before, where it has moved.
        was_last: where one day stands now for several that were told, the latest of them.
        was_keys: under which other names it was told, before the plan told batches or audiences apart, or after.
        was_undated: this person was told before that there is no day.
        departure: its committee has left the plan.
        was_called: the name that this person was last told, where it is printed as another now; empty = it is not.
    """

    committee: Committee
    milestone: Milestone
    key: MilestoneKey
    which: str
    lead: Lead | None
    was: date | None = None
    was_last: date | None = None
    was_keys: tuple[MilestoneKey, ...] = ()
    was_undated: bool = False
    departure: Departure | None = None
    was_called: str = ""

    @property
    def day(self) -> date | None:
        """The day meant; None = there is none any more."""
        days = self.milestone.days
        if days is None:
            return None
        return days.safe if self.which == "safe" else days.last

    @property
    def left(self) -> Left | None:
        """How far off that day is."""
        left = self.milestone.left
        if left is None:
            return None
        return left.safe if self.which == "safe" else left.last

    @property
    def is_change(self) -> bool:
        """Whether this person was told otherwise before."""
        return self.was is not None or self.was_undated

    @property
    def lead_text(self) -> str:
        """The lead time as the ledger keeps it."""
        return CHANGE if self.lead is None else str(self.lead)


class Letter(NamedTuple):
    """All that one person is to hear now: one mail.

    Attributes:
        told: what the person was told before, by milestone and which of its days.
        called: how committees were called then, by key.
    """

    recipient: str
    items: tuple[Item, ...]
    told: Mapping[Mark, Told] = MappingProxyType({})
    called: Mapping[str, LastTold] = MappingProxyType({})

    @property
    def seen(self) -> int:
        """The highest number that the person was told by before."""
        return max((one.number for one in self.told.values()), default=0)

    def told_as(self, key: MilestoneKey) -> tuple[MilestoneKey, list[date]] | None:
        """What a milestone was called before its committee had this key, and the days told; None = not told then, or
        since."""
        told = [one for which in ("safe", "last") if (one := self.told.get((key, which)))]
        days = [one.day for one in told if one.day]
        if not days:
            return None
        if names := {one.committee for one in told if one.committee}:
            return key._replace(committee=min(names)), days
        called = self.called.get(key.committee)
        if called is None or any(one.number > called.until for one in told):
            return None
        return key.numbered(called.first), days

    @property
    def entries(self) -> list[Entry]:
        """What the ledger is to keep of it: each item, and the other day that is shown with it."""
        told = {(one.key, one.which): _entry(one, one.which, one.day, one.lead_text) for one in self.items}
        for one in self.items:
            # A milestone with one day stands for both that it may have had.
            days = one.milestone.days or (one.day, one.day)
            for which, day in zip(("safe", "last"), days, strict=True):
                before = self.told.get((one.key, which))
                if one.was_keys or before is None or before.day != day or before.committee:
                    told.setdefault((one.key, which), _entry(one, which, day, SHOWN))
        return list(told.values())


def _entry(item: Item, which: str, day: date | None, lead: str) -> Entry:
    one = item.committee
    return Entry(item.key, which, day, lead, item.is_change, item.was_keys, one.no, one.name)
