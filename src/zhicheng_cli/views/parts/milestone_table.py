"""Milestones as a terminal shows them, with the words they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.screen.table import Fitting, Table

from .citations import Bases
from .wording import day_with_weekday, left_text

#: Papers are handed in, a report is made.
_VERBS = {"cutoff": "交"}


def bases_of(milestones: Iterable[Milestone]) -> Bases:
    """What the milestones rest on."""
    return Bases(one.basis for one in milestones)


def milestones_table(milestones: Sequence[Milestone], bases: Bases) -> Table:
    """One row a milestone; the last column counts through the bases."""
    rows = []
    for one in milestones:
        who = one.window.who if one.window else ""
        label = f"{one.label}\n（{who}）" if who else one.label
        safe = day_with_weekday(one.days.safe) if one.days else ""
        if one.left and one.left.safe.days < 0:
            safe += "（已过）"
        last = day_with_weekday(one.days.last) if one.days else ""
        recipient = one.recipient and f"{_VERBS.get(one.event, '报')}：{one.recipient}"
        about = "\n".join(part for part in (recipient, one.content, one.note) if part)
        left, basis = left_text(one.left and one.left.last), bases.numbers(one.basis)
        rows.append((label, one.text or "—", safe, last, left, about, basis))
    return Table(("节点", "原文", "稳妥", "最迟", "距最迟", "交给谁、说明", "依据"), tuple(rows))


def milestones_fitting(milestones: Sequence[Milestone], bases: Bases) -> Fitting:
    """The same; where it has no room, with both days in one column, and the printed words above what they mean."""
    wide = milestones_table(milestones, bases)
    years = {day.year for one in milestones for day in one.days or ()}
    heading, without = ("稳妥、最迟", "")
    if len(years) == 1:
        (year,) = years
        heading, without = f"{heading}\n（{year}年）", f"{year}-"
    rows = []
    for label, text, safe, last, left, about, basis in wide.rows:
        days = [re.sub(r"\n周.（已过）", " 已过", day).replace("\n", " ") for day in (safe, last)]
        told = [day.removeprefix(without) for day in (days[:1] if safe[:10] == last[:10] else days) if day]
        words = [one for one in (text, about) if one.strip("—")]
        rows.append((label, "\n".join(told), left, "\n".join(words), basis))
    return Fitting((wide, Table(("节点", heading, "距最迟", "原文；交给谁、说明", "依据"), tuple(rows))))
