"""What is due today: near days that nobody was told of yet, and told days that have moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import MilestoneKey, key_of
from zhicheng_cli.plan.leads import Lead, read_lead
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.workdays import WorkCalendar

from .items import CHANGE, Item, Letter
from .ledger import Told
from .subscriptions import MILESTONES, Subscriber

#: A milestone and one of its two days.
Mark = tuple[MilestoneKey, str]
_NOTHING: Mapping[Mark, Told] = {}


class _Wish(NamedTuple):
    """What many subscribers have in common."""

    milestones: tuple[str, ...]
    leads: tuple[Lead, ...]
    days: tuple[str, ...]


class _Near(NamedTuple):
    """What those with one wish are to hear if they heard nothing before: the same values for all of them."""

    by_committee: dict[int, list[Item]]
    by_mark: dict[Mark, Item]


class Reminders:
    """The reminders of one day.

    Raises:
        CalendarRangeError: the calendar does not know the plan's days.
    """

    def __init__(self, plan: Plan, calendar: WorkCalendar, today: date) -> None:
        self.plan, self.calendar, self.today = plan, calendar, today
        self._near: dict[_Wish, _Near] = {}

    def letter(
        self, subscriber: Subscriber, committees: Collection[int], told: Mapping[Mark, Told] = _NOTHING
    ) -> Letter | None:
        """What a subscriber is to hear today; None = nothing.

        Args:
            committees: the numbers of those wanted.
            told: what this person was told of this plan before.
        """
        near = self._near_days(_Wish(subscriber.milestones, subscriber.leads, subscriber.days))
        items = [item for no in committees for item in near.by_committee.get(no, ())]
        if told:
            changes = [one for one in self._changes(told, near.by_mark) if one.committee.no in committees]
            changes = [one for one in changes if one.key.event in subscriber.milestones]
            said = {mark for mark, before in told.items() if self._knows(before, near.by_mark.get(mark))}
            said |= {(one.key, one.which) for one in changes}
            # By identity: ten thousand times every milestone is too many to compare by value.
            left_out = {id(near.by_mark[mark]) for mark in said if mark in near.by_mark}
            items = [*changes, *(one for one in items if id(one) not in left_out)]
        if not items:
            return None
        items.sort(key=lambda one: (one.was is None, one.day or self.today, one.committee.no, one.which))
        return Letter(subscriber.person.address, tuple(items))

    @cached_property
    def _marks(self) -> dict[Mark, tuple[Committee, Milestone]]:
        """Every day of the plan; a milestone known to the day has one day, its safe one."""
        marks = {}
        for committee in self.plan.committees:
            for one in milestones(self.plan, committee, self.calendar):
                if one.days is None or one.event not in MILESTONES:
                    continue
                key = key_of(self.plan, committee, one)
                for which in ("safe",) if one.days.safe == one.days.last else ("safe", "last"):
                    marks[key, which] = (committee, one)
        return marks

    def _near_days(self, wish: _Wish) -> _Near:
        if wish not in self._near:
            near = _Near({}, {})
            for item in self._begun(wish):
                near.by_committee.setdefault(item.committee.no, []).append(item)
                near.by_mark[item.key, item.which] = item
            self._near[wish] = near
        return self._near[wish]

    def _begun(self, wish: _Wish) -> Iterator[Item]:
        for (key, which), (committee, milestone) in self._marks.items():
            if key.event not in wish.milestones or not (which in wish.days or (key, "last") not in self._marks):
                continue
            item = Item(committee, milestone, key, which, lead=None)
            day = _day(item)
            begun = [(begins, lead) for lead in wish.leads if (begins := self._begins(lead, day)) <= self.today]
            if begun and day >= self.today:
                yield item._replace(lead=max(begun)[1])

    def _begins(self, lead: Lead, day: date) -> date:
        return lead.before(day, self.calendar)

    def _knows(self, before: Told, item: Item | None) -> bool:
        """Whether what was told is this day, at this lead time or at a shorter one."""
        if item is None or item.lead is None or before.day != item.day:
            return False
        day = _day(item)
        begins = self._begins(item.lead, day)
        leads = (read_lead(text) for text in before.leads if text != CHANGE)
        return any(self._begins(lead, day) >= begins for lead in leads)

    def _changes(self, told: Mapping[Mark, Told], near: Mapping[Mark, Item]) -> Iterator[Item]:
        """The days told before that are others now; where a lead time has begun too, the item says both."""
        for (key, which), before in told.items():
            mark = self._mark_now(key, which)
            if before.day is None or mark is None or (mark != (key, which) and mark in told):
                continue
            committee, milestone = self._marks.get(mark) or self._undated(key)
            lead = near[mark].lead if mark in near else None
            item = Item(committee, milestone, key, mark[1], lead, was=before.day)
            if item.day != before.day and max(item.day or before.day, before.day) >= self.today:
                yield item

    def _mark_now(self, key: MilestoneKey, which: str) -> Mark | None:
        """Under which mark a day that was told stands now; None: the committee is no longer in the plan."""
        if (key, which) not in self._marks and (key, "safe") in self._marks:
            return key, "safe"  # known to the day now
        return (key, which) if key.no in self._committees else None

    def _undated(self, key: MilestoneKey) -> tuple[Committee, Milestone]:
        """A milestone of which the plan has no day any more."""
        committee = self._committees[key.no]
        found = next(one for one in milestones(self.plan, committee, self.calendar) if one.event == key.event)
        return committee, found._replace(window=None, days=None)

    @cached_property
    def _committees(self) -> dict[int, Committee]:
        return {one.no: one for one in self.plan.committees}


def _day(item: Item) -> date:
    """The day of an item whose milestone has one."""
    assert item.day is not None
    return item.day
