"""The calendar in a mail: its milestones, in an edition that replaces what the person was told before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Precision, Window
from zhicheng_cli.views.calendar import make_calendar
from zhicheng_cli.workdays import WorkCalendar

from .content import Block


def calendar_of(blocks: Sequence[Block], plan: Plan, calendar: WorkCalendar, today: date) -> bytes:
    """The calendar of the blocks' milestones, or nothing where it would hold no event.

    A day that has moved gets a higher SEQUENCE than it had in the mail before, and one that is gone is CANCELLED:
    calendar programs pass over an event that they have in the same edition.
    """
    previous = None
    if any(block.is_change for block in blocks):
        before = _by_committee((block.committee, _told_before(block)) for block in blocks)
        previous = make_calendar(plan, before, calendar, today=today).content
    now = _by_committee((block.committee, block.milestone) for block in blocks)
    made = make_calendar(plan, now, calendar, today=today, previous=previous)
    return made.content if made.events or made.cancelled else b""


def _by_committee(found: Iterable[tuple[Committee, Milestone]]) -> list[tuple[Committee, list[Milestone]]]:
    entries: dict[int, tuple[Committee, list[Milestone]]] = {}
    for committee, milestone in found:
        entries.setdefault(committee.no, (committee, []))[1].append(milestone)
    return list(entries.values())


def _told_before(block: Block) -> Milestone:
    """The milestone with the days that were told before, as far as they are known."""
    told = {item.which: item.was for item in block.items if item.was}
    if not told:
        return block.milestone
    safe, last = block.milestone.days or (None, None)
    days = sorted(day for day in (told.get("safe", safe), told.get("last", last)) if day)
    key = block.items[0].key
    window = block.milestone.window or Window(None, days[0], days[-1], Precision.DAY, key.audience, key.batch)
    return block.milestone._replace(window=window, days=DueDays(days[0], days[-1]))
