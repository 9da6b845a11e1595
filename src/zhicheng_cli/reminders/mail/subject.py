"""The mail's subject: what, which committee, when; never more than 60 characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.parts.wording import day_name, day_name_of, short_name

from .content import Block
from .mail_wording import ask_words, days_before, is_between, late_words, left_words, short_day

LONGEST = 60
#: What is due, what one does by the safe day, and what ends on the last.
_EVENTS = {
    "unit_notice": ("单位公示", "贴出", "贴出"),
    "cutoff": ("材料", "交", "截止"),
    "report": ("评前报告", "报出", "报出"),
    "review": ("评审", "", ""),
}


def subject_of(blocks: Sequence[Block], today: date) -> str:
    """`【职称】市建设工程专业中级职务评审委员会：材料7月1日（含）前交稳妥（还有14天、10个工作日）`.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    changed = [block for block in blocks if block.is_change]
    near = len(blocks) - len(changed)
    first = blocks[0]
    if first.departure:
        return _departed(blocks)
    if len(blocks) == 1:
        if changed:
            return _fitted("【职称】", first, f"{_what(first)}有变：{_change(first, today)}")
        return _fitted("【职称】", first, f"：{_coming(first, today)}")
    if changed:
        others = f"（另有 {near} 个将近）" if near else ""
        return _fitted(f"【职称】{len(changed)} 个日期有变{others}：", first, f"{_what(first)}{_change(first, today)}")
    return _fitted(f"【职称】{near} 个日期将近{_nearest(first, today)}：", first, _state(first, today))


def _departed(blocks: Sequence[Block]) -> str:
    """That bodies have left the plan, the first of them by name; the rest by its count."""
    gone = {block.committee.key for block in blocks if block.departure}
    others = sum(block.departure is None for block in blocks)
    left = "已撤去" if blocks[0].departure and blocks[0].departure.year is None else "已不在计划里"
    before = f"【职称】{len(gone)} 个评委会{left}：" if len(gone) > 1 else "【职称】"
    also = f"（另有 {others} 个日期）" if others else ""
    return _fitted(before, blocks[0]._replace(who=""), f"{left}，原定的日子作废{also}")


def _what(block: Block) -> str:
    thing, _, end = _event_words(block.milestone)
    return f"{thing}{end}"


def _event_words(milestone: Milestone) -> tuple[str, str, str]:
    """As `_EVENTS` has it; a stage by its printed name."""
    return (milestone.stage, "办完", "截止") if milestone.stage else _EVENTS[milestone.event]


def _nearest(block: Block, today: date) -> str:
    """Which day of several is the next, by its own name."""
    item = block.nearest(today)
    assert item.day is not None  # nothing else comes near
    name = day_name(block.milestone, item.which)
    return f"，最近的 {short_day(item.day, today.year)}{f'（{name}）' if name else ''}"


def _state(block: Block, today: date) -> str:
    """What of a block among several: `材料截止`; when its safe day has passed, that it may be too late."""
    event = block.milestone.event
    late = is_between(block.milestone, today)
    return f"{_event_words(block.milestone)[0]}可能已{late_words(event)}" if late else _what(block)


def _coming(block: Block, today: date) -> str:
    item, milestone = block.nearest(today), block.milestone
    assert item.day is not None
    assert item.left is not None
    thing, act, end = _event_words(milestone)
    name, day = day_name(milestone, item.which), short_day(item.day, today.year)
    if is_between(milestone, today):
        when = "就是今天" if item.day == today else day
        ask = ask_words(block.committee, milestone.event, brief=True)
        return f"{_state(block, today)}，{name}{when}，{ask}"
    left = f"（{left_words(item.left)}）"
    if name == "稳妥":
        return f"{thing}{day}（含）前{act}{name}{left}"
    return f"{thing}{name}{day}{end}{left}"


def _change(block: Block, today: date) -> str:
    """Where the days are now; where one was that is now another, it too."""
    days, event = block.milestone.days, block.milestone.event
    if days is None:
        return "原定的日子取消，现无日期"
    if is_between(block.milestone, today):
        ask = "请核对评审" if event == "report" else "请马上问"
        return f"可能已{late_words(event)}，{day_name_of(event, 'last')}现为{short_day(days.last, today.year)}，{ask}"
    over = "，已过" if days.last < today else ""
    if days.safe < days.last:
        now = "、".join(
            f"{day_name_of(event, which)}{short_day(day, today.year)}" for which, day in days._asdict().items()
        )
        return f"现为{now}{over}"
    before = dict.fromkeys(day for item in block.items for day in days_before(item))
    was = "、".join(short_day(day, today.year) for day in before) or "无日期"
    return f"现为{short_day(days.last, today.year)}（原{was}）{over}"


def _fitted(before: str, block: Block, after: str) -> str:
    """The subject with the committee's name, which alone is shortened: of its common words first, then at its end."""
    after = f"（{block.who}）{after}" if block.who else after
    room = LONGEST - len(before) - len(after)
    name = block.committee.name
    if len(name) > room:
        name = short_name(block.committee)
    if len(name) > room:
        name = f"{name[: max(room - 1, 0)]}…"
    return f"{before}{name}{after}"[:LONGEST]
