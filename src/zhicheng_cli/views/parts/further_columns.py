"""Columns that only some plans need: what else a notice prints of its rows, and who decides what they recommend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.workdays import WorkCalendar

from .decided import LABEL, decided_lines
from .wording import note_lines

FurtherColumns = dict[str, Callable[[Committee], str]]


def further_columns(plan: Plan, committees: Sequence[Committee], calendar: WorkCalendar) -> FurtherColumns:
    """Their headings, and what they say of a row; only those in which something stands."""
    columns: FurtherColumns = {
        "收费、名额、表格": lambda one: "\n".join(note_lines(one)),
        LABEL: lambda one: "\n".join(decided_lines(plan, one, calendar)),
    }
    return {heading: told for heading, told in columns.items() if any(map(told, committees))}
