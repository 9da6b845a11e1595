"""Who decides what a row recommends, for every view: nothing, and nothing imported, where no province's plan tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.workdays import WorkCalendar

if TYPE_CHECKING:
    from zhicheng_cli.plan.milestones import Milestone

LABEL = "省里评审"


def decided_document(plan: Plan, committee: Committee, calendar: WorkCalendar) -> dict[str, Any]:
    """`decided_by` of a row."""
    if decision := plan.decisions.get(committee.no):
        from .deciding_text import deciding_document

        return {"decided_by": deciding_document(decision, calendar)}
    return {}


def decided_lines(plan: Plan, committee: Committee, calendar: WorkCalendar) -> list[str]:
    """What is told of a row, a line for each of the province's."""
    if decision := plan.decisions.get(committee.no):
        from .deciding_text import deciding_lines

        return list(deciding_lines(decision, calendar))
    return []


def decided_milestones(plan: Plan, committee: Committee, today: date, calendar: WorkCalendar) -> Iterator[Milestone]:
    """The province's cut-offs as milestones of a row."""
    if decision := plan.decisions.get(committee.no):
        from .deciding_text import deciding_milestones

        yield from deciding_milestones(decision, today, calendar)


def all_decided_lines(plan: Plan, calendar: WorkCalendar) -> Iterator[str]:
    """The lines of all rows that send something on, each with its number; those that nobody there takes in one."""
    found = {no: one for no, one in plan.decisions.items() if one.rows}
    rows = [one for one in plan.committees if one.no in found]
    yield from (f"{one.no} 号推荐，{LABEL} {line}" for one in rows for line in decided_lines(plan, one, calendar))
    others = sorted(plan.decisions.keys() - found.keys())
    if others:
        from .deciding_text import nobody_words

        numbers = "、".join(map(str, others))
        yield f"{numbers} 号推荐的，{nobody_words(plan.decisions[others[0]])}（zc show 序号）"


def decided_windows(plan: Plan) -> list[Window]:
    """The windows of the province's cut-offs that are told of."""
    rows = [row for decision in plan.decisions.values() for row in decision.rows]
    return [window for row in rows for window in row.committee.cutoff.windows]


def decided_days(plan: Plan, calendar: WorkCalendar, committee: Committee | None = None) -> list[date]:
    """Their days, as far as they are known; only those that are told of one row, or of all."""
    found = [one for no, one in plan.decisions.items() if committee is None or no == committee.no]
    if not found:
        return []
    from .deciding_text import deciding_days

    return list(deciding_days(calendar, *found))
