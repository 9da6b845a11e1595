"""The rows beside those for what is asked, in words: those that merely do not exclude the field, and 初定."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.ranking import Group

from .wording import cell_text

if TYPE_CHECKING:
    from zhicheng_cli.plan.deadlines import DueDays
    from zhicheng_cli.plan.periods import Window

#: A row's group, in the cell of a table.
GROUPS = {Group.MAIN: "", Group.OPEN: "没有排除", Group.INITIAL: "初定"}
NOT_EXCLUDED = "没有印这个专业，也没有排除的（多因“等”字）："


def not_excluded_line(numbers: Iterable[int]) -> str:
    """The rows of `Group.OPEN` by their numbers."""
    return f"{NOT_EXCLUDED}{'、'.join(map(str, numbers))} 号"


def initial_line(
    one: Committee, windows: Sequence[tuple[Window, DueDays]], plan: Plan, today: date, *, whom: bool = False
) -> str:
    """A row without review: what it takes, and its next day.

    Args:
        windows: of its cut-off, those that concern who asks.
        whom: whether its receivers are named, too: where it is all that takes papers.
    """
    from zhicheng_cli.views.screen.colour import joined

    from .first_words import days_words

    takes = cell_text(one, "reviews").replace("\n", "")
    parts = [f"不经评审的初定：{one.no} 号（zc show {one.no}），收 {takes}"]
    window, days = next((each for each in windows if each[1].last >= today), (None, None))
    if window is not None and days is not None:
        parts += [f"，最近是{window.who}", " ", days_words(days, plan, today)]
    return joined(*parts, f"，交 {'、'.join(map(str, one.receivers))}" if whom else "")
