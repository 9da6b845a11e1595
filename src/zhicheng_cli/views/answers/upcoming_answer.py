"""`zc upcoming`: the next cut-offs, soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import undated_words, why_undated
from zhicheng_cli.plan.upcoming import Cutoff, StageEnd
from zhicheng_cli.views.parts.coming_first import period_coming, rows_coming
from zhicheng_cli.views.parts.decided import all_decided_lines, decided_days, decided_document, decided_windows
from zhicheng_cli.views.parts.documents import (
    committee_name,
    full_receivers_document,
    left_document,
    milestone_document,
    plan_document,
    undated_document,
)
from zhicheng_cli.views.parts.first_words import folded_words, nearest_words
from zhicheng_cli.views.parts.further_columns import further_columns
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PRECISION,
    PROVISIONAL_NOTE,
    audience_text,
    cell_text,
    day_text,
    is_imprecise,
    is_provisional,
    key_text,
    left_text,
    milestone_who,
    name_text,
    receivers_text,
    short_day,
    source_line,
    time_text,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.colour import Role, day_role, joined, toned
from zhicheng_cli.views.screen.table import Fitting, Table
from zhicheng_cli.workdays import WorkCalendar


class UpcomingAnswer(NamedTuple):
    """Cut-offs within a horizon, the committees whose cut-off has no date, and the stages within the horizon.

    Attributes:
        whole: whether a screen has a row for those without a date, too.
        exams: what of that which is asked for an examination alone gives, in sentences.
    """

    plan: Plan
    cutoffs: Sequence[Cutoff]
    undated: Sequence[Committee]
    today: date
    until: date
    calendar: WorkCalendar
    stages: Sequence[StageEnd] = ()
    whole: bool = False
    exams: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether a shown day lies outside the announced years."""
        days = [day for one in self.cutoffs for day in one.days] + [day for one in self.stages for day in one.days]
        return is_provisional((*days, *decided_days(self.plan, self.calendar)), self.calendar)

    def document(self) -> dict[str, object]:
        """`zc.upcoming/2`."""
        stages = [self._stage(one) for one in self.stages]
        return {
            "format": "zc.upcoming/2",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "until": self.until.isoformat(),
            "provisional": self.provisional,
            "cutoffs": [self._cutoff(one) for one in self.cutoffs],
            "undated": [undated_document(one, one.cutoff) for one in self.undated],
            **({"stages": stages} if stages else {}),
        }

    def _stage(self, one: StageEnd) -> dict[str, object]:
        return {
            **committee_name(one.committee),
            **milestone_document(one.milestone),
            "next": one.next_day.isoformat(),
        }

    def _cutoff(self, one: Cutoff) -> dict[str, object]:
        return {
            **committee_name(one.committee),
            "text": one.committee.cutoff.text,
            "audience": one.window.audience,
            "batch": one.window.batch,
            "closes_at": one.window.closes_at,
            "tentative": one.window.tentative,
            "precision": str(one.window.precision),
            "safe": one.days.safe.isoformat(),
            "last": one.days.last.isoformat(),
            **left_document(one.left),
            "next": one.next_day.isoformat(),
            "receivers": full_receivers_document(one.committee.receivers),
            **decided_document(self.plan, one.committee, self.calendar),
        }

    def table(self) -> Table:
        """Every column; after the cut-offs the stages, named in the last column; the undated ones last, and why."""
        columns = (
            "序号", "评委会", "范围", "截止", "对象", "批次", "精度", "稳妥", "最迟", "距最迟天数", "距最迟工作日",
            "材料接收单位及电话", "所评资格名称", "推荐资格名称", "预计评审时间", "备注", "说明",
        )  # fmt: skip
        committees = [one.committee for one in self.cutoffs] + [one.committee for one in self.stages] + [*self.undated]
        further = further_columns(self.plan, committees, self.calendar)
        rows = [self._row(one) for one in self.cutoffs]
        rows += [_stage_row(one) for one in self.stages]
        rows += [(*_before(one), *[""] * 7, *_after(one), why_undated(one.cutoff)) for one in self.undated]
        order = {
            "截止": rows_coming(columns, rows, self.today),
            "预计评审时间": [period_coming(one.review, self.today) for one in committees],
        }
        told = [(*row, *(cell(one) for cell in further.values())) for one, row in zip(committees, rows, strict=True)]
        if self.stages:
            named = {len(self.cutoffs) + at: one.milestone.stage for at, one in enumerate(self.stages)}
            told = [(*row, named.get(at, "")) for at, row in enumerate(told)]
        headings = (*columns, *further, *(["环节"] if self.stages else []))
        return Table(headings, tuple(told), source_line(self.plan), order=order)

    def _row(self, one: Cutoff) -> tuple[str, ...]:
        window, left = one.window, one.left.last
        return (
            *_before(one.committee),
            audience_text(one.committee, window),
            str(window.batch or ""),
            PRECISION[window.precision],
            *map(day_text, one.days),
            str(left.days),
            str(left.workdays),
            *_after(one.committee),
            "稳妥日已过，可能已截止" if one.days.safe < self.today else "",
        )

    def screen(self) -> Sequence[Part]:
        """How many and which is next; the soonest first; those without a date in one line, or a row each."""
        shown: list[Part] = [*self.exams, self._first_line()]
        if self.cutoffs:
            shown.append(self._rows_table())
        if self.stages:
            shown.append("这段时间里可能结束的环节（错过一步，后面的就办不了）：")
            rows = tuple(self._screen_stage(one) for one in self.stages)
            shown.append(Table(("序号", "评委会", "环节", "时间", "稳妥", "最迟", "距最迟", "说明"), rows))
        if self.undated and not self.whole:
            shown.append(folded_words(self.undated, [one.cutoff for one in self.undated]))
        elif self.undated:
            undated = tuple(
                (str(one.no), name_text(one), why_undated(one.cutoff), receivers_text(one) or "—")
                for one in self.undated
            )
            shown.append(f"{undated_words(one.cutoff for one in self.undated)}的：")
            shown.append(Table(("序号", "评委会", "原因", "接收单位及电话"), undated))
        shown += all_decided_lines(self.plan, self.calendar)
        shown += [f"详情：zc show 序号。{self.plan.region.area_words}。", source_line(self.plan)]
        windows = (*(one.window for one in self.cutoffs), *(one.milestone.window for one in self.stages))
        if is_imprecise((*windows, *decided_windows(self.plan))):
            shown.append(IMPRECISE_NOTE)
        if self.provisional:
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _screen_stage(self, one: StageEnd) -> tuple[str, ...]:
        made = one.milestone
        who = milestone_who(one.committee, made)
        return (
            str(one.committee.no),
            name_text(one.committee),
            f"{made.stage}\n（{who}）" if who else made.stage,
            made.text,
            *(short_day(day, self.plan.year) for day in one.days),
            left_text(made.left and made.left.last),
            made.note,
        )

    def _first_line(self) -> str:
        of = f"{short_day(self.until, self.plan.year)} 以前"
        if not self.cutoffs:
            return f"{of}没有{'材料接收' if self.stages else ''}截止。"
        committees = {one.committee.no for one in self.cutoffs}
        nearest = nearest_words(self.cutoffs, self.plan, self.today)
        return joined(f"{of}可能截止的：{len(committees)} 个评委会；", nearest, "。")

    def _rows_table(self) -> Fitting:
        """With names where there is room, else with keys."""
        columns = ("序号", "评委会", "截止", "稳妥", "最迟", "距最迟", "接收单位及电话")
        return Fitting(
            tuple(
                Table(columns, tuple(self._screen_row(one, called(one.committee)) for one in self.cutoffs))
                for called in (name_text, key_text)
            )
        )

    def _screen_row(self, one: Cutoff, called: str) -> tuple[str, ...]:
        of, year, days = one.committee, self.plan.year, one.left.last.days
        name = f"{called}\n（{one.window.who}）" if one.window.who else called
        over = one.days.safe < self.today
        safe = toned(f"{short_day(one.days.safe, year)} 已过", Role.PAST) if over else short_day(one.days.safe, year)
        times = (time_text(of, "cutoff"), safe, short_day(one.days.last, year), toned(f"{days}天", day_role(days)))
        return (str(of.no), name, *times, receivers_text(of))


def _stage_row(one: StageEnd) -> tuple[str, ...]:
    made, of, left = one.milestone, one.committee, one.milestone.left
    return (
        str(of.no),
        cell_text(of, "name"),
        of.scope_words,
        made.text,
        made.audience or "",
        str(made.batch or ""),
        PRECISION[made.precision] if made.precision else "",
        *map(day_text, one.days),
        *((str(left.last.days), str(left.last.workdays)) if left else ("", "")),
        *_after(of),
        made.note,
    )


def _before(committee: Committee) -> tuple[str, ...]:
    return (str(committee.no), cell_text(committee, "name"), committee.scope_words, cell_text(committee, "cutoff"))


def _after(committee: Committee) -> tuple[str, ...]:
    return (
        receivers_text(committee),
        *(cell_text(committee, key) for key in ("reviews", "recommends", "review", "remarks")),
    )
