"""`zc deadline`: the milestones of one or several committees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import Basis, DueDays, Milestone
from zhicheng_cli.plan.periods import Precision
from zhicheng_cli.workdays import WorkCalendar

from .plan import plan_document
from .table import Table
from .words import EVIDENCE, IMPRECISE, PRECISION, day_text, day_with_weekday, source_line

_VERBS = {"cutoff": "交", "report": "报", "result_filing": "报"}


def days_left(day: date | None, today: date) -> int | None:
    """Calendar days from today to the day; negative when it has passed."""
    return (day - today).days if day else None


def workdays_left(day: date | None, today: date, calendar: WorkCalendar) -> int | None:
    """Working days from today (not counted) to the day (counted); None when it has passed.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    return calendar.count(today, day) if day and day >= today else None


def left_document(days: DueDays | None, today: date, calendar: WorkCalendar) -> dict[str, int | None]:
    """Days and working days left to the last day, and to the safe one."""
    safe, last = (days.safe, days.last) if days else (None, None)
    return {
        "days_left": days_left(last, today),
        "workdays_left": workdays_left(last, today, calendar),
        "days_left_safe": days_left(safe, today),
        "workdays_left_safe": workdays_left(safe, today, calendar),
    }


def milestone_document(one: Milestone, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """One milestone (design §5); the days left are counted to `last`, and to `safe` beside it."""
    safe, last = (one.days.safe, one.days.last) if one.days else (None, None)
    return {
        "event": one.event,
        "label": one.label,
        "text": one.text,
        "status": str(one.status),
        "audience": one.audience,
        "batch": one.batch,
        "precision": str(one.precision) if one.precision else None,
        "safe": safe.isoformat() if safe else None,
        "last": last.isoformat() if last else None,
        **left_document(one.days, today, calendar),
        "recipient": one.recipient,
        "note": one.note,
        "basis": {"document": one.basis.document, "clause": one.basis.clause, "evidence": one.basis.evidence},
    }


class DeadlineAnswer(NamedTuple):
    """Milestones, committee by committee."""

    plan: Plan
    answers: Sequence[tuple[Committee, Sequence[Milestone]]]
    today: date
    calendar: WorkCalendar
    provisional: bool = False

    def document(self) -> dict[str, object]:
        """`zc.deadline/1` for one committee, `zc.deadlines/1` around several."""
        documents = [self._one(committee, milestones) for committee, milestones in self.answers]
        if len(documents) == 1:
            return documents[0]
        return {"format": "zc.deadlines/1", "today": self.today.isoformat(), "deadlines": documents}

    def _one(self, committee: Committee, milestones: Sequence[Milestone]) -> dict[str, object]:
        return {
            "format": "zc.deadline/1",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self.provisional,
            "committee": {"no": committee.no, "name": committee.name},
            "milestones": [milestone_document(one, self.today, self.calendar) for one in milestones],
        }

    def table(self) -> Table:
        """Every column, one row a milestone."""
        columns = (
            "序号", "评委会", "节点", "对象", "批次", "原文", "精度", "稳妥", "最迟", "距最迟天数", "距最迟工作日",
            "交给谁", "说明", "依据", "条款", "依据的可靠程度",
        )  # fmt: skip
        rows = tuple(self._row(committee, one) for committee, milestones in self.answers for one in milestones)
        return Table(columns, rows, source_line(self.plan))

    def _row(self, committee: Committee, one: Milestone) -> tuple[str, ...]:
        last = one.days.last if one.days else None
        left, workdays = days_left(last, self.today), workdays_left(last, self.today, self.calendar)
        return (
            str(committee.no),
            committee.name,
            one.label,
            one.audience or "",
            str(one.batch or ""),
            one.text,
            PRECISION[one.precision] if one.precision else "",
            day_text(one.days.safe if one.days else None),
            day_text(last),
            "" if left is None else str(left),
            "" if workdays is None else str(workdays),
            one.recipient or "",
            one.note,
            one.basis.document,
            one.basis.clause or "条号未核实",
            EVIDENCE[one.basis.evidence],
        )

    def screen(self) -> list[Table | str]:
        """One table a committee, with the words it rests on below."""
        shown: list[Table | str] = [source_line(self.plan)]
        for committee, milestones in self.answers:
            shown.append(f"{committee.no}  {committee.name}")
            shown.append(milestones_table(milestones, self.today, self.calendar))
            shown.extend(bases_lines(milestones))
        if any(inferred(one) for _, milestones in self.answers for one in milestones):
            shown.append(IMPRECISE)
        return shown


def inferred(one: Milestone) -> bool:
    """Whether the days were inferred from words that name no day."""
    return one.days is not None and one.precision is not Precision.DAY and one.days.safe != one.days.last


def milestones_table(milestones: Sequence[Milestone], today: date, calendar: WorkCalendar) -> Table:
    """The milestones as a terminal shows them; the last column counts through `bases_lines`."""
    bases = distinct_bases(milestones)
    rows = []
    for one in milestones:
        who = one.audience or (f"第{one.batch}批" if one.batch else "")
        label = f"{one.label}\n（{who}）" if who else one.label
        safe = day_with_weekday(one.days.safe) if one.days else ""
        if one.days and one.days.safe < today:
            safe += "（已过）"
        last = day_with_weekday(one.days.last) if one.days else ""
        recipient = one.recipient and f"{_VERBS[one.event]}：{one.recipient}"
        about = "\n".join(part for part in (recipient, one.note) if part)
        basis = f"[{bases.index(one.basis) + 1}]"
        rows.append((label, one.text or "—", safe, last, left_text(one, today, calendar), about, basis))
    return Table(("节点", "原文", "稳妥", "最迟", "距最迟", "交给谁、说明", "依据"), tuple(rows))


def distinct_bases(milestones: Sequence[Milestone]) -> list[Basis]:
    """Each basis once, in the order of the milestones."""
    return list(dict.fromkeys(one.basis for one in milestones))


def bases_lines(milestones: Sequence[Milestone]) -> list[str]:
    """What the milestones rest on, numbered as in the table."""
    lines = []
    for number, basis in enumerate(distinct_bases(milestones), start=1):
        clause = f" {basis.clause}" if basis.clause else "（条号未核实）"
        lines.append(f"[{number}] {basis.document}{clause} · {EVIDENCE[basis.evidence]}")
    return lines


def left_text(one: Milestone, today: date, calendar: WorkCalendar) -> str:
    """Days and working days left to the last day, or that it has passed."""
    if one.days is None:
        return ""
    if one.days.last < today:
        return "已过"
    return f"{(one.days.last - today).days}天\n{calendar.count(today, one.days.last)}个工作日"
