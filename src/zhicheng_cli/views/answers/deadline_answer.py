"""`zc deadline`: the milestones of one or several committees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.parties import Party
from zhicheng_cli.plan.periods import Precision
from zhicheng_cli.views.parts.citations import citation_cells
from zhicheng_cli.views.parts.coming_first import rows_coming
from zhicheng_cli.views.parts.decided import decided_days, decided_document, decided_milestones
from zhicheng_cli.views.parts.documents import committee_name, left_document, milestone_document, plan_document
from zhicheng_cli.views.parts.milestone_table import bases_of, milestones_fitting
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PRECISION,
    PROVISIONAL_NOTE,
    day_text,
    heading_text,
    is_imprecise,
    is_provisional,
    source_line,
    told_note,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar


class DeadlineAnswer(NamedTuple):
    """Milestones, committee by committee; of one party's only, or all."""

    plan: Plan
    answers: Sequence[tuple[Committee, Sequence[Milestone]]]
    today: date
    calendar: WorkCalendar
    party: Party | None = None

    def document(self) -> dict[str, object]:
        """`zc.deadline/3` for one committee, `zc.deadlines/3` around several."""
        documents = [self._one(committee, milestones) for committee, milestones in self.answers]
        if len(documents) == 1:
            return documents[0]
        return {"format": "zc.deadlines/3", "today": self.today.isoformat(), "deadlines": documents}

    def _one(self, committee: Committee, milestones: Sequence[Milestone]) -> dict[str, object]:
        days = [day for one in milestones if one.days for day in one.days]
        return {
            "format": "zc.deadline/3",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": is_provisional((*days, *decided_days(self.plan, self.calendar, committee)), self.calendar),
            "committee": committee_name(committee),
            "milestones": [milestone_document(one) for one in milestones],
            **decided_document(self.plan, committee, self.calendar),
        }

    def table(self) -> Table:
        """Every column, one row a milestone."""
        columns = (
            "序号", "评委会", "节点", "对象", "批次", "原文", "精度", "稳妥", "最迟", "距最迟天数", "距最迟工作日",
            "交给谁", "说明", "依据", "条款", "依据的可靠程度",
        )  # fmt: skip
        told = ((committee, one) for committee, found in self._told for one in found)
        rows = tuple(self._row(*one) for one in told)
        return Table(columns, rows, source_line(self.plan), order={"原文": rows_coming(columns, rows, self.today)})

    @property
    def _told(self) -> list[tuple[Committee, list[Milestone]]]:
        """Each committee with its milestones, and the cut-offs of those that decide what it recommends."""
        told = [(committee, list(milestones)) for committee, milestones in self.answers]
        for committee, milestones in told:
            milestones.extend(decided_milestones(self.plan, committee, self.today, self.calendar))
        return told

    def _row(self, committee: Committee, one: Milestone) -> tuple[str, ...]:
        left = left_document(one.left)
        return (
            str(committee.no),
            committee.name,
            one.label,
            one.audience or "",
            str(one.batch or ""),
            one.text,
            PRECISION[one.precision] if one.precision else "",
            day_text(one.days.safe if one.days else None),
            day_text(one.days.last if one.days else None),
            *("" if left[key] is None else str(left[key]) for key in ("days_left", "workdays_left")),
            one.recipient or "",
            told_note(one),
            *citation_cells(one.basis),
        )

    def screen(self) -> Sequence[Part]:
        """Committee by committee by when papers are handed in (for an office: by when it reports) and to whom, then its
        table; below, what it rests on."""
        from zhicheng_cli.views.parts.first_words import hand_in_lines, report_lines

        first_lines = report_lines if self.party is Party.OFFICE else hand_in_lines
        shown: list[Part] = []
        told = self._told
        bases = bases_of(one for _, found in told for one in found)
        for committee, milestones in told:
            shown += [heading_text(committee), *first_lines(committee, milestones, self.plan, self.today)]
            shown.append(milestones_fitting(milestones, bases))
        shown += [source_line(self.plan), bases.note()]
        milestones = [one for _, found in told for one in found]
        if any(one.event == "report" and one.precision is not Precision.DAY and one.recipient for one in milestones):
            shown.append("评审日期定了以后，加 --review-date 日期，可以精确推算评前报告。")
        if is_imprecise(one.window for one in milestones):
            shown.append(IMPRECISE_NOTE)
        if _is_provisional(milestones, self.calendar):
            shown.append(PROVISIONAL_NOTE)
        return shown


def _is_provisional(milestones: Sequence[Milestone], calendar: WorkCalendar) -> bool:
    return is_provisional((day for one in milestones if one.days for day in one.days), calendar)
