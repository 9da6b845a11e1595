"""What stands first on a screen of committees: how many, and which day is the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import DueDays, undated_words
from zhicheng_cli.plan.periods import Period
from zhicheng_cli.views.screen.colour import day_role, joined, toned

from .wording import milestone_who, short_day

if TYPE_CHECKING:
    from zhicheng_cli.plan.milestones import Milestone
    from zhicheng_cli.plan.upcoming import Cutoff

#: As many are named one by one.
_NAMED = 3


def nearest_words(cutoffs: Sequence[Cutoff], plan: Plan, today: date) -> str:
    """The next day on which a cut-off may fall, and whose it is; empty where there are none."""
    coming = [one for one in cutoffs if one.days.last >= today]
    if not coming:
        return "都已截止" if cutoffs else ""
    first = min(coming, key=lambda one: (one.next_day, one.days.last))
    same = dict.fromkeys(
        one.committee.no for one in coming if (one.next_day, one.days.last) == (first.next_day, first.days.last)
    )
    who = f"{'、'.join(map(str, same))} 号" if len(same) <= _NAMED else f"{len(same)} 个"
    return joined(f"最近截止的 {who}：", days_words(first.days, plan, today))


def days_words(days: DueDays, plan: Plan, today: date) -> str:
    """Both days and how far off the last one is: 稳妥 07-01、最迟 07-30（还有 29 天）."""
    safe, last = (short_day(day, plan.year) for day in days)
    left = (days.last - today).days
    when = "已过" if left < 0 else "就是今天" if left == 0 else f"还有{left}天"
    over = "（已过）" if days.safe < today <= days.last else ""
    both = last if days.safe == days.last else f"稳妥 {safe}{over}、最迟 {last}"
    return toned(f"{both}（{when}）", day_role(left))


def hand_in_lines(committee: Committee, milestones: Sequence[Milestone], plan: Plan, today: date) -> list[str]:
    """By which day papers are handed in and to whom, a line for each batch or audience; or why there is no day.

    The stages before it too: who misses one cannot hand in.
    """
    return [_to_line("交", committee, one, plan, today) for one in milestones if one.event in ("stage", "cutoff")]


def report_lines(committee: Committee, milestones: Sequence[Milestone], plan: Plan, today: date) -> list[str]:
    """By which day the office of the committee reports, and to whom."""
    return [_to_line("报", committee, one, plan, today) for one in milestones if one.event == "report"]


def _to_line(verb: str, committee: Committee, one: Milestone, plan: Plan, today: date) -> str:
    from zhicheng_cli.plan.milestones import LABELS

    what = "交材料" if one.label == LABELS["cutoff"] else one.label
    who = f"（{milestone_who(committee, one)}）" if one.window and milestone_who(committee, one) else ""
    when = days_words(one.days, plan, today) if one.days else one.note or one.text
    return joined(f"{what}{who}：", when, f"，{verb} {one.recipient}" if one.recipient else "")


def folded_words(committees: Sequence[Committee], periods: Sequence[Period]) -> str:
    """Committees whose time tells no day, in a line in place of their rows."""
    named = "、".join(f"{one.no} {one.key}" for one in committees)
    return f"{undated_words(periods)}的 {len(committees)} 个：{named}（--all 逐行列出，写明问谁）"
