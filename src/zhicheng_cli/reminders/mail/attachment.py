"""The calendar in a mail: its milestones, in an edition that replaces what the person was told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.views.exports.calendar import Void, make_update
from zhicheng_cli.workdays import WorkCalendar

from .content import Block
from .mail_wording import departed_words, former_name


def calendar_of(
    blocks: Sequence[Block], letter: Letter, plan: Plan, calendar: WorkCalendar, now: datetime, today: date
) -> bytes:
    """The calendar of the blocks' milestones.

    What a milestone that has moved, or is gone, no longer has is CANCELLED; so is what mails told before committees
    had these keys, under other UIDs.
    """
    entries: dict[str, tuple[Committee, list[Milestone]]] = {}
    for block in blocks:
        if block.departure is None:
            entries.setdefault(block.committee.key, (block.committee, []))[1].append(block.milestone)
    former = {block.committee.key: former_name(block.items[0]) for block in blocks}
    void = _void(blocks, letter, plan)
    return make_update(plan, list(entries.values()), calendar, today=today, now=now, void=void, former=former)


def _void(blocks: Sequence[Block], letter: Letter, plan: Plan) -> Iterator[Void]:
    for block in blocks:
        told = [(was, item.day) for item in block.items for was in (item.was, item.was_last) if was]
        # Under the name it has, and under those it was told by before.
        for key in dict.fromkeys(key for item in block.items for key in (item.key, *item.was_keys)):
            if told:
                left = block.departure and f"评委会{departed_words(block.departure, plan)}"
                yield Void(block.committee, key, tuple(told), *filter(None, [left]))
            if before := letter.told_as(key):
                yield Void(block.committee, before[0], tuple((day, day) for day in before[1]))
