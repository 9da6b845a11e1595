"""What is due today: near days that nobody was told of yet, and told days that have moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import MilestoneKey, key_of
from zhicheng_cli.plan.leads import Lead, read_lead
from zhicheng_cli.plan.milestones import Milestone, milestones
from zhicheng_cli.plan.periods import Status
from zhicheng_cli.reminders.ledger.records import CHANGE, SHOWN, LastTold, Mark, Told
from zhicheng_cli.reminders.subscriptions.subscriptions import DAYS, MILESTONES, Subscriber
from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar
from zhicheng_cli.written.folding import folded

from .departure import Departure, departures, renamed_keys
from .items import Item, Letter

_NOTHING: Mapping[Mark, Told] = {}
_NOBODY: Mapping[str, LastTold] = {}
_NOWHERE: Mapping[str, int] = {}
_NO_DAYS: Mapping[str, date] = {}


class _Wish(NamedTuple):
    """What many subscribers have in common."""

    milestones: tuple[str, ...]
    leads: tuple[Lead, ...]
    days: tuple[str, ...]


class _Near(NamedTuple):
    """What those with one wish are to hear if they heard nothing before, in the order of a letter: the same values for
    all of them."""

    items: list[Item]
    by_mark: dict[Mark, Item]


class Reminders:
    """The reminders of one day; of a committee whose days are not known yet there are none.

    Args:
        called: how committees were called when they were last told of, by key.
        later: the years of later plans, by the keys of their committees.
        review_dates: the days of reviews that are known, by the keys of the committees.
    """

    def __init__(
        self,
        plan: Plan,
        calendar: WorkCalendar,
        today: date,
        called: Mapping[str, LastTold] = _NOBODY,
        later: Mapping[str, int] = _NOWHERE,
        review_dates: Mapping[str, date] = _NO_DAYS,
    ) -> None:
        self._review_dates = review_dates
        self.plan, self.calendar, self.today, self._called = plan, calendar, today, called
        self._renamed = renamed_keys(plan, called)
        #: What was told of and has left the plan, by key.
        self.departures: Mapping[str, Departure] = departures(plan, called, later, self._renamed)
        self._near: dict[_Wish, _Near] = {}
        self._ahead: dict[_Wish, dict[str, date]] = {}

    def letter(
        self, subscriber: Subscriber, committees: Collection[str], told: Mapping[Mark, Told] = _NOTHING
    ) -> Letter | None:
        """What a subscriber is to hear today; None = nothing.

        Args:
            committees: the keys of those wanted, of `departures` too.
            told: what this person was told of this plan before.
        """
        near = self._near_days(_Wish(subscriber.milestones, subscriber.leads, subscriber.days))
        items = [item for item in near.items if item.key.committee in committees]
        if told:
            told = self._by_keys_of_now(told)
            changes = [
                one
                for one in sorted(self._changes(told, near.by_mark), key=self._order)
                if one.key.committee in committees and one.key.event in subscriber.milestones
            ]
            said = {mark for mark, before in told.items() if self._knows(before, near.by_mark.get(mark))}
            said |= {(one.key, one.which) for one in changes}
            # By identity: ten thousand times every milestone is too many to compare by value.
            left_out = {id(near.by_mark[mark]) for mark in said if mark in near.by_mark}
            items = [*changes, *(one for one in items if id(one) not in left_out)]
        if not items:
            return None
        return Letter(subscriber.person.address, tuple(self._as_called_before(items, told)), told, self._called)

    def joined(self, letters: Sequence[Letter]) -> Letter | None:
        """Several letters to one address as one; of one thing at two lead times, the shorter. None = there is none."""
        if len(letters) < 2:
            return letters[0] if letters else None
        items: dict[Mark, Item] = {}
        for item in (item for letter in letters for item in letter.items):
            mark = (item.key, item.which)
            if mark not in items or self._begin_of(item) > self._begin_of(items[mark]):
                items[mark] = item
        return letters[0]._replace(items=tuple(sorted(items.values(), key=self._order)))

    def next_day(self, subscriber: Subscriber, committees: Collection[str]) -> date | None:
        """The next day after today on which a lead time begins; None = on no day any more."""
        begins = self._begins_ahead(_Wish(subscriber.milestones, subscriber.leads, subscriber.days))
        return min((begins[key] for key in committees if key in begins), default=None)

    @cached_property
    def _marks(self) -> dict[Mark, tuple[Committee, Milestone]]:
        """Every day of the plan; a milestone known to the day has one day, its safe one."""
        marks = {}
        for committee in self.plan.committees:
            for one in self._milestones[committee.key]:
                if one.days is None or one.event not in MILESTONES:
                    continue
                key = key_of(self.plan, committee, one)
                for which in ("safe",) if one.days.safe == one.days.last else ("safe", "last"):
                    marks[key, which] = (committee, one)
        return marks

    @cached_property
    def unknown(self) -> list[Committee]:
        """The committees of which some days cannot be told before the working days of their year are announced."""
        return [self._committees[key] for key, (_, whole) in self._found.items() if not whole]

    @cached_property
    def _milestones(self) -> dict[str, list[Milestone]]:
        return {key: some for key, (some, _) in self._found.items()}

    @cached_property
    def _found(self) -> dict[str, tuple[list[Milestone], bool]]:
        """The milestones of each committee, and whether they are all of them."""
        return {one.key: self._milestones_of(one) for one in self.plan.committees}

    def _milestones_of(self, committee: Committee) -> tuple[list[Milestone], bool]:
        """As far as the days are announced."""
        with suppress(CalendarRangeError):
            sits_on = self._review_dates.get(committee.key)
            some = milestones(self.plan, committee, self.calendar, today=self.today, review_date=sits_on)
            return some, not any(one.is_waiting for one in some)
        return [], False

    def _near_days(self, wish: _Wish) -> _Near:
        if wish not in self._near:
            items = sorted(self._begun(wish), key=self._order)
            self._near[wish] = _Near(items, {(item.key, item.which): item for item in items})
        return self._near[wish]

    def _begun(self, wish: _Wish) -> Iterator[Item]:
        for (key, which), (committee, milestone) in self._marks.items():
            if not self._is_wished(wish, key, which):
                continue
            item = Item(committee, milestone, key, which, lead=None)
            day = _day(item)
            begun = [(begins, lead) for lead in wish.leads if (begins := self._begins(lead, day)) <= self.today]
            if begun and day >= self.today:
                yield item._replace(lead=max(begun)[1])

    def _begins_ahead(self, wish: _Wish) -> dict[str, date]:
        """By committee, the next day on which a lead time begins."""
        if wish not in self._ahead:
            ahead: dict[str, date] = {}
            for key, which in self._marks:
                if self._is_wished(wish, key, which):
                    day = _day(self._item_now((key, which)))
                    begins = [begin for lead in wish.leads if (begin := self._begins(lead, day)) > self.today]
                    ahead[key.committee] = min([*begins, ahead.get(key.committee, date.max)])
            self._ahead[wish] = {one: day for one, day in ahead.items() if day < date.max}
        return self._ahead[wish]

    def _is_wished(self, wish: _Wish, key: MilestoneKey, which: str) -> bool:
        return key.event in wish.milestones and (which in wish.days or (key, "last") not in self._marks)

    def _order(self, item: Item) -> tuple[bool, date, int, int]:
        return not item.is_change, item.day or self.today, item.committee.no, DAYS.index(item.which)

    def _begin_of(self, item: Item) -> date:
        return self._begins(item.lead, item.day) if item.lead and item.day else date.min

    def _begins(self, lead: Lead, day: date) -> date:
        """When a lead time begins; never, as long as the working days before a review are not announced."""
        return lead.begins(day, self.calendar) or date.max

    def _knows(self, before: Told, item: Item | None) -> bool:
        """Whether what was told is this day, at this lead time or at a shorter one."""
        if item is None or item.lead is None or before.day != item.day:
            return False
        day = _day(item)
        begins = self._begins(item.lead, day)
        leads = (read_lead(text) for text in before.leads if text not in (CHANGE, SHOWN))
        return any(self._begins(lead, day) >= begins for lead in leads)

    def _changes(self, told: Mapping[Mark, Told], near: Mapping[Mark, Item]) -> Iterator[Item]:
        """The days told before that are others now; where a lead time has begun too, the item says both."""
        for mark, before in self._told_of(told).items():
            item = near.get(mark) or self._item_now(mark)
            # What was told under another name since is the last word; see `Entry.anew`.
            others = [(key, day) for key, day in before if key != item.key]
            known = [day for _, day in others or before]
            days = sorted({day for day in known if day})
            same = not others and all(day == item.day for day in known)
            if same or max(filter(None, (*days, item.day)), default=date.min) < self.today:
                continue
            yield item._replace(
                was=days[0] if days else None,
                was_last=days[-1] if len(days) > 1 else None,
                was_keys=tuple(dict.fromkeys(key for key, _ in others)),
                was_undated=not days,
            )

    def _by_keys_of_now(self, told: Mapping[Mark, Told]) -> Mapping[Mark, Told]:
        """What was told, where it belongs since keys have changed; of what was told under both, the newer."""
        if not self._renamed:
            return told
        found: dict[Mark, Told] = {}
        for (key, which), one in sorted(told.items(), key=lambda pair: pair[1].number):
            now = self._renamed.get(key.committee)
            found[key._replace(committee=now or key.committee), which] = (
                one._replace(committee=key.committee) if now else one
            )
        return found

    def _as_called_before(self, items: Sequence[Item], told: Mapping[Mark, Told]) -> Iterator[Item]:
        """The items, with the name under which this person last heard of their bodies, where that is another now."""
        if not self._has_other_names:
            yield from items
            return
        latest: dict[str, tuple[int, str]] = {}
        for (key, _), one in told.items():
            newer = (one.number, one.committee or key.committee)
            latest[key.committee] = max(newer, latest.get(key.committee, newer))
        for item in items:
            number, key_then = latest.get(item.key.committee, (0, ""))
            called = self._called.get(key_then)
            name = called.name_at(number) if called else ""
            is_other = folded(name) != folded(item.committee.name)
            yield item._replace(was_called=name) if name and is_other else item

    @cached_property
    def _has_other_names(self) -> bool:
        """Whether anybody may have been told of a body under another name than it has."""
        names = {one.key: one.name for one in self.plan.committees}
        return any(one.former or one.name != names.get(key) for key, one in self._called.items())

    def _told_of(self, told: Mapping[Mark, Told]) -> dict[Mark, list[tuple[MilestoneKey, date | None]]]:
        """What was told, by where it stands now: under which name, and the day."""
        found: dict[Mark, list[tuple[MilestoneKey, date | None]]] = {}
        for (key, which), one in told.items():
            for mark in self._marks_now(key, which):
                found.setdefault(mark, []).append((key, one.day))
        return found

    def _marks_now(self, key: MilestoneKey, which: str) -> list[Mark]:
        """Where a day that was told stands now: under its own name, or, where the plan now tells others apart
        (batches, audiences), under all of theirs; what has left the plan has no other."""
        if key.committee in self.departures:
            return [(key, which)]
        for now in ((key, which), (key, "safe")):
            if now in self._marks:
                return [now]
        others = [mark for mark in self._marks if _same_event(mark[0], key)]
        same = [mark for mark in others if mark[1] == which or (mark[0], "last") not in self._marks]
        some, whole = self._found.get(key.committee, ([], False))
        return same or ([(key, which)] if some and whole else [])

    def _item_now(self, mark: Mark) -> Item:
        key, which = mark
        if departure := self.departures.get(key.committee):
            gone = departure.milestone(key)
            return Item(departure.committee, gone, key, which, lead=None, departure=departure)
        committee, milestone = self._marks.get(mark) or self._undated(key)
        return Item(committee, milestone, key, which, lead=None)

    def _undated(self, key: MilestoneKey) -> tuple[Committee, Milestone]:
        """A milestone of which the plan has no day any more."""
        committee = self._committees[key.committee]
        of = self._milestones[key.committee]
        found = next((one for one in of if (one.event, one.stage) == (key.event, key.stage)), None)
        if found is None:  # a stage that the plan no longer has
            return committee, Milestone(key.event, "", Status.UNSTATED, committee.cite(), stage=key.stage)
        return committee, found._replace(window=None, days=None, left=None)

    @cached_property
    def _committees(self) -> dict[str, Committee]:
        return {one.key: one for one in self.plan.committees}


def _same_event(one: MilestoneKey, other: MilestoneKey) -> bool:
    return (one.committee, one.event, one.stage) == (other.committee, other.event, other.stage)


def _day(item: Item) -> date:
    """The day of an item whose milestone has one."""
    assert item.day is not None
    return item.day
