"""Milestones as a terminal shows them, with the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.screen.table import Table

from .wording import EVIDENCE, day_with_weekday, left_text

#: Papers are handed in, a report is made.
_VERBS = {"cutoff": "交"}


def milestones_table(milestones: Sequence[Milestone], bases: Sequence[Citation] | None = None) -> Table:
    """One row a milestone; the last column counts through `bases_lines`, or through the bases given."""
    bases = _distinct_bases(milestones) if bases is None else bases
    rows = []
    for one in milestones:
        who = one.window.who if one.window else ""
        label = f"{one.label}\n（{who}）" if who else one.label
        safe = day_with_weekday(one.days.safe) if one.days else ""
        if one.left and one.left.safe.days < 0:
            safe += "（已过）"
        last = day_with_weekday(one.days.last) if one.days else ""
        recipient = one.recipient and f"{_VERBS.get(one.event, '报')}：{one.recipient}"
        about = "\n".join(part for part in (recipient, one.note) if part)
        basis = f"[{bases.index(one.basis) + 1}]"
        rows.append((label, one.text or "—", safe, last, left_text(one.left and one.left.last), about, basis))
    return Table(("节点", "原文", "稳妥", "最迟", "距最迟", "交给谁、说明", "依据"), tuple(rows))


def bases_lines(milestones: Sequence[Milestone]) -> list[str]:
    """What the milestones rest on, numbered as in the table."""
    return numbered_lines(_distinct_bases(milestones))


def numbered_lines(bases: Iterable[Citation]) -> list[str]:
    """Bases with their numbers, from 1."""
    lines = []
    for number, basis in enumerate(bases, start=1):
        clause = f" {basis.clause}" if basis.clause else "（条号未核实）"
        lines.append(f"[{number}] {basis.document}{clause} · {EVIDENCE[basis.evidence]}")
    return lines


def _distinct_bases(milestones: Sequence[Milestone]) -> list[Citation]:
    return list(dict.fromkeys(one.basis for one in milestones))
