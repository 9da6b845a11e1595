"""Milestones: what happens from the unit's notice to the filing of the result, by when, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar

from .after_review import NOT_ANNOUNCED, filed_by, notice_over
from .citation import Citation, read_basis
from .committees import COLUMNS, Committee, Plan
from .day_counts import DayCount, days_asked
from .deadlines import DueDays, TimeLeft, dated, pairs, time_left, why_undated
from .exams import whose_times
from .periods import Period, Precision, Status, Window
from .report_entries import report_entry
from .reviews import given_review
from .stage_changes import SUSPENDED

#: In the order in which they come; also the labels people see.
LABELS = {
    "unit_notice": "单位内部公示",
    "stage": "申报环节",
    "cutoff": "材料接收截止",
    "review_notice": "评前公示",
    "report": "评前报告",
    "review": "预计评审",
    "result_notice": "结果公示",
    "result_filing": "结果备案",
}
NOT_APPLICABLE = "not_applicable"
_BEFORE_REPORT = "在评前报告以前（读解：报告要报它的情况）；天数通知没有写"


class Milestone(NamedTuple):
    """One event on a committee's way from papers to result.

    Attributes:
        event: a key of `LABELS`.
        text: the printed words, or the words of the rule.
        status: a `Status` value, or `not_applicable`.
        window: the printed window it comes from, None without a date.
        days: the two days, None without a date.
        left: how far off they are; None without a date, or where no day was given to count from.
        recipient: who gets the papers or the report, None where nobody is named.
        note: what a reader must know beside it, or an empty string.
        stage: the printed name of the stage that it is; empty = it is none.
        warning: what of the note must not be overlooked where there is no room for more.
        content: what is reported, in the words of the basis; empty where it says nothing.
    """

    event: str
    text: str
    status: str
    basis: Citation
    window: Window | None = None
    days: DueDays | None = None
    recipient: str | None = None
    note: str = ""
    warning: str = ""
    left: TimeLeft | None = None
    stage: str = ""
    content: str = ""

    @property
    def label(self) -> str:
        """The event in words; a stage by its printed name."""
        return self.stage or LABELS[self.event]

    @property
    def takes_papers(self) -> bool:
        """Whether its days are printed as those until which papers are taken, be it in a stage or at the end."""
        return self.event in ("stage", "cutoff")

    @property
    def audience(self) -> str | None:
        """Whom it concerns; None = everyone else."""
        return self.window.audience if self.window else None

    @property
    def batch(self) -> int | None:
        """Its batch, where there are any."""
        return self.window.batch if self.window else None

    @property
    def is_waiting(self) -> bool:
        """Whether it has a date, and its days lie in a year whose working days are not announced yet."""
        return self.window is not None and self.days is None

    @property
    def precision(self) -> Precision | None:
        """How closely the printed words name the day; None without a date."""
        return self.window.precision if self.window else None


def audiences(committee: Committee) -> tuple[str, ...]:
    """Whom the committee's cut-offs name separately, e.g. 市直学校."""
    return tuple(window.audience for window in committee.cutoff.windows if window.audience)


def milestones(
    plan: Plan,
    committee: Committee,
    calendar: WorkCalendar,
    *,
    today: date | None = None,
    review_date: date | None = None,
    audience: str | None = None,
) -> list[Milestone]:
    """The milestones of a committee, batch by batch, in the order in which they come.

    Of what an examination gives there is but that nobody takes papers.

    Args:
        today: the day from which it is counted what is left.
        review_date: the day the committee sits, where known; makes the report exact.
        audience: only what concerns these, e.g. 市直学校.

    Raises:
        ZcError: no cut-off of the committee names that audience.
        CalendarRangeError: the calendar does not know the days of the cut-off, or of the review that is given.
    """
    if audience is not None and audience not in audiences(committee):
        named = audiences(committee)
        hint = f"可用：{'、'.join(named)}" if named else "这一行没有按对象分别规定"
        see = None if named else Pointer(NextStep.NO_AUDIENCE)
        raise ZcError(f"{committee.no} 号的截止时间没有单列“{audience}”", hint, see)
    if committee.by_exam:
        return [Milestone("cutoff", "", NOT_APPLICABLE, committee.cite(), note=committee.by_exam)]
    cutoff = _concerning(committee.cutoff, audience)
    review = _concerning(committee.review, audience)
    if review_date:
        review = given_review(review_date, review)
    maker = _Maker(plan, committee, calendar)
    made = [*maker.unit_notices(cutoff), *maker.stages(audience), *maker.cutoffs(cutoff, review)]
    made += [
        *maker.review_notices(),
        *maker.reports(review, review_date),
        *maker.reviews(review, cutoff),
        *maker.after(review_date),
    ]
    made = _in_order(made)
    if today is None:
        return made
    return [one._replace(left=time_left(one.days, today, calendar)) if one.days else one for one in made]


def _in_order(made: list[Milestone]) -> list[Milestone]:
    """A stage that has no batch stands before the first batched milestone that is due later; all else has its batch, or
    comes after them."""
    events = list(LABELS)
    batched = [one for one in made if one.batch is not None]
    batched.sort(key=lambda one: (one.batch, events.index(one.event)))

    def place(one: Milestone) -> tuple[int, int]:
        if one.batch is not None:
            return batched.index(one), len(events)
        due = one.days.last if one.stage and one.days else date.max
        later = (at for at, other in enumerate(batched) if other.days and other.days.last > due)
        return next(later, len(batched)), events.index(one.event)

    return sorted(made, key=place)


def _concerning(period: Period, audience: str | None) -> Period:
    """The windows for an audience; those for everyone else where it is not named."""
    if audience is None:
        return period
    named = {window.batch for window in period.windows if window.audience == audience}
    windows = (one for one in period.windows if one.audience == (audience if one.batch in named else None))
    return period._replace(windows=tuple(windows))


class _Maker:
    """Makes the milestones of one committee."""

    def __init__(self, plan: Plan, committee: Committee, calendar: WorkCalendar) -> None:
        self.plan, self.committee, self.calendar = plan, committee, calendar

    def cutoffs(self, period: Period, review: Period) -> Iterator[Milestone]:
        receivers = "、".join(map(str, self.committee.receivers)) or None
        basis, stage = self.committee.cite(COLUMNS["cutoff"]), self.committee.closing_stage
        noted, changed = f"即“{stage.name}”；{stage.about}".rstrip("；") if stage else "", self._changed("cutoff")
        parts = (whose_times(self.committee), noted, changed if changed not in noted else "")
        told = "；".join(filter(None, (*parts, self._changed("receivers", COLUMNS["receivers"]))))
        made = Milestone("cutoff", period.text, period.status, basis, recipient=receivers, note=told)
        for one in self._printed(made, period):
            early = [
                sitting.starts
                for closing, sitting in pairs(period, review)
                if closing == one.window and sitting.starts <= closing.latest
            ]
            opens = f"{one.window.opens} 起接收" if one.window and one.window.opens else ""
            warning = f"评审最早 {min(early)}，可能不等到最迟日，请尽早交" if early else ""
            yield one._replace(note="；".join(filter(None, (opens, warning, one.note))), warning=warning)

    def stages(self, audience: str | None) -> Iterator[Milestone]:
        """The stages beside the cut-off; who acts and where stands in the note."""
        for stage in self.committee.stages:
            if stage.is_cutoff:
                continue
            period = _concerning(stage.period, audience)
            made = Milestone("stage", period.text, period.status, stage.basis, note=stage.about, stage=stage.name)
            for one in self._printed(made, period):
                opens = f"{one.window.opens} 起" if one.window and one.window.opens else ""
                yield one._replace(note="；".join(filter(None, (opens, whose_times(self.committee), one.note))))

    def unit_notices(self, period: Period) -> Iterator[Milestone]:
        """The unit's notice ends with its n-th day; papers go out on the working day after it."""
        rule = self.plan.milestones["unit_notice"]
        if self._is_exempt(rule):
            yield self._exempted("unit_notice")
            return
        asked = days_asked(rule)
        whole = "，".join(filter(None, (f"次日起满{asked}", asked.rolled)))
        how = f"最晚在这天贴出：{whole}，再下一个工作日交材料"
        note = "；".join(filter(None, (how, whose_times(self.committee))))
        for one in self._printed(Milestone("unit_notice", rule["words"], period.status, read_basis(rule)), period):
            if one.days:
                ends = (self.calendar.shift(day, -1) for day in one.days)
                days = DueDays(*(asked.before(day, self.calendar) for day in ends))
                yield one._replace(days=days, note=note)
            else:
                yield one

    def review_notices(self) -> Iterator[Milestone]:
        """The public notice before the review, where the report has to tell of it; none where no report has to."""
        label, to = LABELS["review_notice"], self._entry
        made = Milestone("review_notice", label, NOT_APPLICABLE, read_basis(to), note=to.get("note", ""))
        if label in to.get("ready", ""):
            yield made._replace(status=Status.UNSTATED, note=_BEFORE_REPORT)
        elif any(label in one.get("ready", "") for one in self.plan.reports):
            yield made

    def reports(self, period: Period, review_date: date | None) -> Iterator[Milestone]:
        """The n-th day before the review, the review day itself not counted."""
        rule, to = self.plan.milestones["report"], self._entry
        if self._is_exempt(rule):
            yield self._exempted("report")
            return
        if to["recipient"] is None:
            yield Milestone("report", rule["words"], NOT_APPLICABLE, read_basis(to), note=to.get("note", ""))
            return
        how = "" if period.windows else why_undated(period)
        note = "；".join(part for part in (to.get("note"), how) if part)
        made = Milestone("report", rule["words"], period.status, read_basis(to), recipient=to["recipient"], note=note)
        made = made._replace(content=to.get("ready", ""))
        for window in period.windows:
            made = made._replace(note=self._reckoned(note, window))
            safe, last = (self._before(day, days_asked(rule), review_date) for day in (window.starts, window.latest))
            if safe and last:
                yield made._replace(window=window, days=DueDays(safe, last))
            else:
                known = f"稳妥日 {safe}，最迟日" if safe else ""
                yield made._replace(window=window, note="；".join(filter(None, (made.note, known + NOT_ANNOUNCED))))
        if not period.windows:
            yield made

    def _reckoned(self, note: str, window: Window) -> str:
        """The note, and from what the days are reckoned, where that is not a day that was given."""
        is_printed = window in self.committee.review.windows
        return "；".join(filter(None, (note, "按预计评审时间推算" if is_printed else "")))

    def _before(self, day: date, asked: DayCount, review_date: date | None) -> date | None:
        """None = a year is not announced yet; who gives the day of a review asks for just that one."""
        try:
            return asked.before(day, self.calendar)
        except CalendarRangeError:
            if review_date:
                raise
            return None

    def reviews(self, period: Period, cutoff: Period) -> Iterator[Milestone]:
        """A review is no deadline: its two days are the first and the last that may be meant, worked or not."""
        made = Milestone("review", period.text, period.status, self.committee.cite(COLUMNS["review"]))
        made = made._replace(note=self._changed("review"))
        for window in period.windows:
            first, latest = window.starts, window.latest
            notes = ["评审在这两天之间（含）"] if first < latest else self._doubts(window, cutoff)
            given = [] if window in self.committee.review.windows else ["日期是给定的，不是通知印的"]
            told = "；".join(filter(None, [*given, *notes, made.note]))
            yield made._replace(window=window, days=DueDays(first, latest), note=told)
        if not period.windows:
            yield _undated(made, period)

    def _changed(self, cell: str, what: str = "") -> str:
        """What a cell (named in words: `what`) said before a later document changed it; empty where none did."""
        change = self.committee.changed(cell)
        if change is None:
            return ""
        if change.kind == SUSPENDED:
            return f"{what}原为“{change.old}”，作废" if change.old else ""
        was = f"{what}原为“{change.old}”，" if change.old not in ("", change.new) else what
        return f"{was}{change.basis.document}（{change.issued}印发）{change.kind}"

    def after(self, review_date: date | None) -> Iterator[Milestone]:
        """What follows the review has no printed day."""
        notice, filing, to = self.plan.milestones["result_notice"], self.plan.milestones["result_filing"], self._entry
        if self._is_exempt(notice):
            yield self._exempted("result_notice")
        else:
            note = notice_over(days_asked(notice), review_date, self.calendar)
            yield Milestone("result_notice", notice["words"], Status.UNSTATED, read_basis(notice), note=note)
        if self._is_exempt(filing):
            yield self._exempted("result_filing")
        elif to["filing"] is None:
            yield Milestone("result_filing", filing["words"], NOT_APPLICABLE, read_basis(to), note=to.get("note", ""))
        else:
            made = Milestone("result_filing", filing["words"], Status.UNSTATED, read_basis(to), recipient=to["filing"])
            yield made._replace(note=filed_by(filing, review_date, self.calendar))

    def _is_exempt(self, rule: Mapping[str, Any]) -> bool:
        return self.committee.kind in rule.get("not_for", ())

    def _exempted(self, event: str) -> Milestone:
        rule = self.plan.milestones[event]
        note = f"{self.committee.kind}不经评委会评审，没有这一步（读解）"
        return Milestone(event, rule["words"], NOT_APPLICABLE, read_basis(rule), note=note)

    @cached_property
    def _entry(self) -> Mapping[str, Any]:
        return report_entry(self.plan, self.committee)

    def _printed(self, made: Milestone, period: Period) -> Iterator[Milestone]:
        for window, days in dated(period, self.calendar):
            yield made._replace(window=window, days=days)
        if not period.windows:
            yield _undated(made, period)

    def _doubts(self, window: Window, cutoff: Period) -> list[str]:
        """What is odd about a day on which a committee is said to sit."""
        printed, day = self.committee.review, window.latest
        doubts = []
        if not self.calendar.is_workday(day):
            doubts.append("这天不是工作日")
        if printed.windows and not any(one.starts <= day <= one.latest for one in printed.windows):
            doubts.append(f"通知印的是{printed.text}，请核对")
        sitting = Period(printed.text, Status.DATED, (window,))
        if any(day <= closing.latest for closing, _ in pairs(cutoff, sitting)):
            doubts.append(f"这天接收材料（{cutoff.text}）可能还没有截止，请核对")
        return doubts


def _undated(made: Milestone, period: Period) -> Milestone:
    return made._replace(note="；".join(filter(None, (why_undated(period), made.note))))
