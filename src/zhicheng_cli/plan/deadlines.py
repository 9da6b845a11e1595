"""Deadlines: two days for every printed period, and a committee's milestones.

`safe` (稳妥) is the last working day on or before the earliest day that may be meant, `last`
(最迟) the last working day on or before the latest. Never rolled forward: 民法典 第二百零三条
rolls forward, but an office that is closed takes no papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.workdays import WorkCalendar

from .committees import Committee, Plan
from .periods import Period, Precision, Status, Window

#: In the order in which they come; also the labels people see.
LABELS = {
    "unit_notice": "单位内部公示",
    "cutoff": "材料接收截止",
    "report": "评前报告",
    "review": "预计评审",
    "result_notice": "结果公示",
    "result_filing": "结果备案",
}
NOT_APPLICABLE = "not_applicable"


class DueDays(NamedTuple):
    """The two days of a deadline; `safe <= last`."""

    safe: date
    last: date


class Basis(NamedTuple):
    """The words a milestone rests on: document, clause (None = number not known) and evidence (design §7)."""

    document: str
    clause: str | None
    evidence: str


class Milestone(NamedTuple):
    """One event on a committee's way from papers to result.

    Attributes:
        event: a key of `LABELS`.
        text: the printed words, or the words of the rule.
        status: a `Status` value, or `not_applicable`.
        days: the two days, None without a date.
        recipient: who gets the papers or the report, None where nobody is named.
        note: what a reader must know beside it, or an empty string.
    """

    event: str
    text: str
    status: str
    basis: Basis
    audience: str | None = None
    batch: int | None = None
    precision: Precision | None = None
    days: DueDays | None = None
    recipient: str | None = None
    note: str = ""

    @property
    def label(self) -> str:
        """The event in words."""
        return LABELS[self.event]


def due_days(window: Window, calendar: WorkCalendar) -> DueDays:
    """The two days of a window.

    Raises:
        CalendarRangeError: the calendar does not know that year.
    """
    return DueDays(calendar.on_or_before(window.earliest), calendar.on_or_before(window.latest))


def audiences(committee: Committee) -> tuple[str, ...]:
    """Whom the committee's cut-offs name separately, e.g. 市直学校."""
    return tuple(window.audience for window in committee.cutoff.windows if window.audience)


def milestones(
    plan: Plan,
    committee: Committee,
    calendar: WorkCalendar,
    *,
    review_date: date | None = None,
    audience: str | None = None,
) -> list[Milestone]:
    """The milestones of a committee, batch by batch, in the order in which they come.

    Args:
        review_date: the day the committee sits, where known; makes the report exact.
        audience: only the cut-off for these, e.g. 市直学校.

    Raises:
        ZcError: no cut-off of the committee names that audience.
        CalendarRangeError: the calendar does not know the days.
    """
    maker = _Maker(plan, committee, calendar)
    cutoff, review = _for_audience(committee, audience), _review(committee, review_date)
    made = [*maker.unit_notices(cutoff), *maker.cutoffs(cutoff)]
    made += [*maker.reports(review, review_date), *maker.reviews(review), *maker.after(review_date)]
    order = list(LABELS)
    return sorted(made, key=lambda one: (one.batch is None, one.batch, order.index(one.event)))


def _for_audience(committee: Committee, audience: str | None) -> Period:
    period = committee.cutoff
    if audience is None:
        return period
    named = audiences(committee)
    if audience not in named:
        hint = f"可用：{'、'.join(named)}" if named else "这一行没有按对象分别规定，请去掉 --audience"
        raise ZcError(f"{committee.no} 号的截止时间没有单列“{audience}”", hint)
    windows = tuple(window for window in period.windows if window.audience == audience)
    return Period(period.text, period.status, windows, period.delegated_to)


def _review(committee: Committee, review_date: date | None) -> Period:
    if review_date is None:
        return committee.review
    printed = committee.review.windows
    batch = next((one.batch for one in printed if one.starts <= review_date <= one.latest), None)
    window = Window(None, review_date, review_date, Precision.DAY, batch=batch)
    return Period(committee.review.text, Status.DATED, (window,))


class _Maker:
    """Makes the milestones of one committee."""

    def __init__(self, plan: Plan, committee: Committee, calendar: WorkCalendar) -> None:
        self.plan, self.committee, self.calendar = plan, committee, calendar

    def cutoffs(self, period: Period) -> Iterator[Milestone]:
        receivers = "、".join(receiver.unit for receiver in self.committee.receivers) or None
        basis = self._column("接收材料截止时间")
        yield from self._printed("cutoff", period, basis, recipient=receivers)

    def reviews(self, period: Period) -> Iterator[Milestone]:
        """A review is no deadline: the whole span of days that may be meant is told beside the two days."""
        made = self._printed("review", period, self._column("预计评审时间"))
        for milestone, window in zip_longest(made, period.windows):
            span = f"落在 {window.starts} 至 {window.latest}" if window and window.starts < window.latest else ""
            yield milestone._replace(note=span or milestone.note)

    def unit_notices(self, period: Period) -> Iterator[Milestone]:
        """The unit's notice ends with its n-th working day; papers go out on the next one."""
        if self.committee.kind == "初定":
            return
        rule = self.plan.milestones["unit_notice"]
        for milestone in self._printed("unit_notice", period, _basis(rule), text=rule["words"]):
            if milestone.days is None:
                yield milestone
                continue
            back = -(rule["workdays"] + 1)
            days = DueDays(
                self.calendar.shift(milestone.days.safe, back), self.calendar.shift(milestone.days.last, back)
            )
            yield milestone._replace(
                days=days, note=f"最晚在这天贴出：次日起满{rule['workdays']}个工作日，再下一个工作日交材料"
            )

    def reports(self, period: Period, review_date: date | None) -> Iterator[Milestone]:
        """The n-th working day before the review, the review day itself not counted."""
        rule, to = self.plan.milestones["report"], self._report_entry()
        if to["recipient"] is None:
            yield Milestone("report", rule["words"], NOT_APPLICABLE, _basis(to), note=to.get("note", ""))
            return
        how = "" if review_date else "按预计评审时间推算；定了评审日期请加 --review-date"
        if not period.windows:
            how = f"{why_undated(period)}；定了评审日期请加 --review-date"
        note = "；".join(part for part in (to.get("note"), how) if part)
        made = Milestone("report", rule["words"], period.status, _basis(to), recipient=to["recipient"], note=note)
        for window in period.windows:
            days = DueDays(*(self.calendar.shift(day, -rule["workdays"]) for day in (window.starts, window.latest)))
            yield made._replace(batch=window.batch, precision=window.precision, days=days)
        if not period.windows:
            yield made

    def after(self, review_date: date | None) -> Iterator[Milestone]:
        """What follows the review has no printed day."""
        if self.committee.kind == "初定":
            return
        notice, filing = self.plan.milestones["result_notice"], self.plan.milestones["result_filing"]
        note = "通知没有印日期"
        if review_date:
            note = f"如评审当日即公示，最早到 {self.calendar.shift(review_date, notice['workdays'])} 满期"
        yield Milestone("result_notice", notice["words"], Status.UNSTATED, _basis(notice), note=note)
        to = self._report_entry()
        if to["filing"] is None:
            yield Milestone("result_filing", filing["words"], NOT_APPLICABLE, _basis(to), note=to.get("note", ""))
        else:
            note = "通知只写“及时”，没有天数"
            yield Milestone(
                "result_filing", filing["words"], Status.UNSTATED, _basis(to), recipient=to["filing"], note=note
            )

    def _report_entry(self) -> Mapping[str, Any]:
        """Who gets the report and the result: the first entry of the plan that fits the committee."""
        found = next((entry for entry in self.plan.reports if _fits(entry, self.committee)), None)
        return found or {"recipient": None, "filing": None, "note": "通知没有写明", **self.plan.milestones["report"]}

    def _printed(
        self, event: str, period: Period, basis: Basis, *, text: str | None = None, recipient: str | None = None
    ) -> Iterator[Milestone]:
        words = period.text if text is None else text
        for window in period.windows:
            days = due_days(window, self.calendar)
            yield Milestone(
                event, words, period.status, basis, window.audience, window.batch, window.precision, days, recipient
            )
        if not period.windows:
            yield Milestone(event, words, period.status, basis, recipient=recipient, note=why_undated(period))

    def _column(self, column: str) -> Basis:
        source = self.committee.source
        return Basis(source.document, f"附件{source.annex} 第{source.row}行 {column}", "text")


def _basis(rule: Mapping[str, Any]) -> Basis:
    return Basis(**{key: rule["basis"][key] for key in ("document", "clause", "evidence")})


def _fits(entry: Mapping[str, Any], committee: Committee) -> bool:
    routes = {route.route for route in committee.routes}
    asked: Iterable[tuple[str, Iterable[str]]] = (
        ("kinds", [committee.kind]),
        ("routes", routes),
        ("series", committee.series),
        ("specialties", committee.specialties),
    )
    return all(key not in entry or set(entry[key]) & set(has) for key, has in asked)


def why_undated(period: Period) -> str:
    """Why a period has no windows, in words."""
    if period.status is Status.DELEGATED:
        return f"由{period.delegated_to}确定，请问当地"
    return "通知写的是待定" if period.status is Status.UNDECIDED else "通知没有印时间"
