"""`zc upcoming`: the next cut-offs, soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.upcoming import Upcoming
from zhicheng_cli.workdays import WorkCalendar

from .deadline import left_document
from .plan import plan_document
from .table import Table
from .words import IMPRECISE, PRECISION, day_text, is_imprecise, receivers_text, source_line, status_text


class UpcomingAnswer(NamedTuple):
    """Cut-offs within a horizon, and the committees whose cut-off has no date."""

    plan: Plan
    cutoffs: Sequence[Upcoming]
    undated: Sequence[Committee]
    today: date
    until: date
    calendar: WorkCalendar
    provisional: bool = False

    def document(self) -> dict[str, object]:
        """`zc.upcoming/1`."""
        return {
            "format": "zc.upcoming/1",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "until": self.until.isoformat(),
            "provisional": self.provisional,
            "cutoffs": [self._cutoff(one) for one in self.cutoffs],
            "undated": [
                {
                    "no": one.no,
                    "name": one.name,
                    "text": one.cutoff.text,
                    "status": str(one.cutoff.status),
                    "reason": status_text(one.cutoff),
                }
                for one in self.undated
            ],
        }

    def _cutoff(self, one: Upcoming) -> dict[str, object]:
        return {
            "no": one.committee.no,
            "name": one.committee.name,
            "text": one.committee.cutoff.text,
            "audience": one.window.audience,
            "batch": one.window.batch,
            "precision": str(one.window.precision),
            "safe": one.days.safe.isoformat(),
            "last": one.days.last.isoformat(),
            **left_document(one.days, self.today, self.calendar),
            "next": one.next_day.isoformat(),
            "receivers": [{"unit": unit.unit, "phones": list(unit.phones)} for unit in one.committee.receivers],
        }

    def table(self) -> Table:
        """Every column; the undated ones last, with the reason."""
        columns = (
            "序号", "评委会", "截止", "对象", "批次", "精度", "稳妥", "最迟", "距最迟天数", "距最迟工作日",
            "材料接收单位及电话", "说明",
        )  # fmt: skip
        dated = tuple(
            (
                str(one.committee.no),
                one.committee.name,
                one.committee.cutoff.text,
                one.window.audience or "",
                str(one.window.batch or ""),
                PRECISION[one.window.precision],
                day_text(one.days.safe),
                day_text(one.days.last),
                str((one.days.last - self.today).days),
                str(self.calendar.count(self.today, one.days.last)),
                receivers_text(one.committee),
                "稳妥日已过" if one.days.safe < self.today else "",
            )
            for one in self.cutoffs
        )
        undated = tuple(
            (str(one.no), one.name, one.cutoff.text, *[""] * 7, receivers_text(one), status_text(one.cutoff))
            for one in self.undated
        )
        return Table(columns, dated + undated, source_line(self.plan))

    def screen(self) -> list[Table | str]:
        """Soonest first; the undated at the end."""
        shown: list[Table | str] = [f"{self.today} 至 {self.until} 可能截止的 · {source_line(self.plan)}"]
        columns = ("序号", "评委会", "截止", "稳妥", "最迟", "距最迟", "接收单位及电话")
        rows = tuple(self._screen_row(one) for one in self.cutoffs)
        shown.append(Table(columns, rows) if rows else "这段时间里没有截止。")
        if self.undated:
            undated = tuple(
                (str(one.no), one.name, status_text(one.cutoff), receivers_text(one) or "—") for one in self.undated
            )
            shown.append("没有印日期的：")
            shown.append(Table(("序号", "评委会", "原因", "接收单位及电话"), undated))
        if is_imprecise(one.committee.cutoff for one in self.cutoffs):
            shown.append(IMPRECISE)
        return shown

    def _screen_row(self, one: Upcoming) -> tuple[str, ...]:
        who = one.window.audience or (f"第{one.window.batch}批" if one.window.batch else "")
        name = f"{one.committee.name}\n（{who}）" if who else one.committee.name
        left = f"{(one.days.last - self.today).days}天"
        safe = f"{one.days.safe:%m-%d}" + ("\n已过" if one.days.safe < self.today else "")
        number, cutoff, receivers = str(one.committee.no), one.committee.cutoff.text, receivers_text(one.committee)
        return (number, name, cutoff, safe, f"{one.days.last:%m-%d}", left, receivers)
