"""The mail's subject: what, which committee, when; never more than 60 characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from zhicheng_cli.workdays import WorkCalendar

from .content import Block
from .words import is_exact, left_words, short_day

LONGEST = 60
#: What is due: before the day, and after it.
_EVENTS = {
    "unit_notice": ("单位公示", "贴出"),
    "cutoff": ("材料", "截止"),
    "report": ("评前报告", "报出"),
    "review": ("评审", ""),
}
_QUALIFIERS = {"cutoff": ("最早", "最迟"), "review": ("最早", "最晚")}
#: What all committees have in their names, so that a name is known without it: 市建设工程专业中级评委会.
_COMMON = re.compile("(专业技术)?(职务|任职|资格)*评审委员会")


def subject_of(blocks: Sequence[Block], calendar: WorkCalendar, today: date) -> str:
    """`【职称】市建设工程专业中级职务评审委员会：材料最早7月1日截止（还有14天、10个工作日）`.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    changed = [block for block in blocks if block.is_change]
    near = len(blocks) - len(changed)
    if changed:
        others = f"（另有 {near} 个将近）" if near else ""
        count = f"{len(changed)} 个日期有变{others}" if len(blocks) > 1 else "日期有变"
        return _fitted(f"【职称】{count}：", changed[0], _change(changed[0], today))
    if len(blocks) > 1:
        nearest = blocks[0].nearest(today)
        when = f"，最早 {short_day(nearest.day, today.year)}" if nearest.day else ""
        return _fitted(f"【职称】{near} 个日期将近{when}：", blocks[0], "".join(_EVENTS[nearest.key.event]))
    return _fitted("【职称】", blocks[0], f"：{_coming(blocks[0], calendar, today)}")


def _coming(block: Block, calendar: WorkCalendar, today: date) -> str:
    item = block.nearest(today)
    before, after = _EVENTS[item.key.event]
    if item.day is None:
        return f"{before}{after}没有日期"
    day = short_day(item.day, today.year)
    return f"{before}{_qualifier(block, item.which)}{day}{after}（{left_words(item.day, today, calendar)}）"


def _change(block: Block, today: date) -> str:
    item = next(item for item in block.items if item.was)
    before, after = _EVENTS[item.key.event]
    was = short_day(item.was, today.year) if item.was else ""
    if item.day is None:
        return f"{before}{after}原定{was}，现无日期"
    return f"{before}{_qualifier(block, item.which)}{after}由{was}改为{short_day(item.day, today.year)}"


def _qualifier(block: Block, which: str) -> str:
    names = _QUALIFIERS.get(block.milestone.event, ("稳妥", "最迟"))
    return "" if is_exact(block.milestone) else names[which == "last"]


def _fitted(before: str, block: Block, after: str) -> str:
    """The subject with the committee's name, which alone is shortened: of its common words first, then at its end."""
    _, bracket, who = block.label.partition("（")
    after = f"{bracket}{who}{after}"
    room = LONGEST - len(before) - len(after)
    name = block.committee.name
    if len(name) > room:
        name = _COMMON.sub("评委会", name)
    if len(name) > room:
        name = f"{name[: max(room - 1, 0)]}…"
    return f"{before}{name}{after}"
