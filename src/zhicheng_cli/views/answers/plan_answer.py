"""`zc plan`: the committees that fit, with their two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import dated, known, undated_words, why_undated
from zhicheng_cli.plan.periods import Period
from zhicheng_cli.plan.search import Match
from zhicheng_cli.plan.upcoming import cutoffs
from zhicheng_cli.views.parts.coming_first import period_coming, rows_coming
from zhicheng_cli.views.parts.decided import all_decided_lines, decided_days, decided_document, decided_windows
from zhicheng_cli.views.parts.documents import committee_document, plan_document, undated_document
from zhicheng_cli.views.parts.further_columns import further_columns
from zhicheng_cli.views.parts.wording import (
    IMPRECISE,
    PRECISION,
    PROVISIONAL,
    cell_text,
    day_text,
    is_imprecise,
    is_provisional,
    name_text,
    receivers_text,
    short_day,
    source_line,
    source_text,
    time_text,
)
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar


class PlanAnswer(NamedTuple):
    """The committees that fit the filters; of the plan's decisions those on what they recommend.

    Attributes:
        undated: committees that fit but for the month, which their period does not tell; with that period.
    """

    plan: Plan
    matches: Sequence[Match]
    undated: Sequence[tuple[Committee, Period]]
    today: date
    calendar: WorkCalendar

    def document(self) -> dict[str, object]:
        """`zc.plan/2`."""
        committees = [
            {
                **committee_document(match.committee, self.calendar),
                **decided_document(self.plan, match.committee, self.calendar),
                "matched": list(match.reasons),
            }
            for match in self.matches
        ]
        return {
            "format": "zc.plan/2",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self._is_provisional(("cutoff", "review")),
            "committees": committees,
            "undated": [undated_document(committee, period) for committee, period in self.undated],
        }

    def table(self) -> Table:
        """Every column; a row per committee and cut-off window that fits, so that each day has a cell of its own."""
        columns = (
            "序号", "评委单位名称", "范围", "类别", "评审方式", "所评资格名称", "推荐资格名称", "接收材料截止时间",
            "对象", "批次", "开始接收", "精度", "稳妥", "最迟", "距最迟天数", "没有日期的原因",
            "材料接收单位及电话", "预计评审时间", "备注", "符合的原因", "出处",
        )  # fmt: skip
        further = further_columns(self.plan, [match.committee for match in self.matches], self.calendar)
        told = [(match.committee, row) for match in self.matches for row in self._rows(match)]
        order = {
            "接收材料截止时间": rows_coming(columns, (row for _, row in told), self.today),
            "预计评审时间": [period_coming(one.review, self.today) for one, _ in told],
        }
        rows = tuple((*row, *(tell(one) for tell in further.values())) for one, row in told)
        return Table((*columns, *further), rows, source_line(self.plan), order=order)

    def _rows(self, match: Match) -> Iterator[tuple[str, ...]]:
        one = match.committee
        routes = "、".join(one.route_names)
        columns = (cell_text(one, key) for key in ("reviews", "recommends", "cutoff"))
        before = (str(one.no), cell_text(one, "name"), one.scope_words, one.kind, routes, *columns)
        about = (receivers_text(one), cell_text(one, "review"), cell_text(one, "remarks"))
        windows = dict.fromkeys(one.cutoff.windows, match.reasons) if match.windows is None else match.windows
        for cutoff in cutoffs(one, self.today, self.calendar):
            if cutoff.window not in windows:
                continue
            after = (*about, "；".join(windows[cutoff.window]), source_text(one))
            window, left = cutoff.window, cutoff.left.last
            who = (window.audience or "", str(window.batch or ""), day_text(window.opens))
            yield (*before, *who, PRECISION[window.precision], *map(day_text, cutoff.days), str(left.days), "", *after)
        if not one.cutoff.windows:
            yield (*before, *[""] * 7, why_undated(one.cutoff), *about, "；".join(match.reasons), source_text(one))

    def screen(self) -> list[Table | str]:
        """What a terminal shows: short dates, one row a committee, the year in the caption."""
        columns = ["序号", "评委会", "截止", "稳妥", "最迟", "评审", "接收单位及电话"]
        reasons = any(match.reasons for match in self.matches)
        rows = tuple(self._screen_row(match, reasons) for match in self.matches)
        shown: list[Table | str] = [source_line(self.plan)]
        if rows:
            shown.append(Table((*columns, "符合的原因") if reasons else tuple(columns), rows))
        shown.append(f"共 {len(rows)} 个。{self.plan.region.area_words}。详情：zc show 序号")
        if self.undated:
            shown.append(undated_text(self.undated))
        shown += all_decided_lines(self.plan, self.calendar)
        windows = (window for match in self.matches for window in match.committee.cutoff.windows)
        if is_imprecise((*windows, *decided_windows(self.plan))):
            shown.append(IMPRECISE)
        if self._is_provisional():
            shown.append(PROVISIONAL)
        return shown

    def _screen_row(self, match: Match, reasons: bool) -> tuple[str, ...]:
        one = match.committee
        shown = [
            [f"{window.who} {short_day(day, self.plan.year)}{self._passed(day)}".strip() for day in days]
            for window, days in dated(one.cutoff, self.calendar)
        ]
        safe, last = ("\n".join(lines) for lines in (zip(*shown, strict=True) if shown else ((), ())))
        times = (time_text(one, "cutoff") or why_undated(one.cutoff), safe, last, time_text(one, "review") or "—")
        cells = (str(one.no), name_text(one), *times, receivers_text(one))
        return (*cells, "；".join(match.reasons)) if reasons else cells

    def _passed(self, day: date) -> str:
        """That the day is over; not for a plan of a past year, of which one line says it for all."""
        return "已过" if day < self.today and self.plan.last_year >= self.today.year else ""

    def _is_provisional(self, columns: tuple[str, ...] = ("cutoff",)) -> bool:
        periods = [getattr(match.committee, column) for match in self.matches for column in columns]
        days = (day for period in periods for _, due in known(period, self.calendar) for day in due if day)
        return is_provisional((*days, *decided_days(self.plan, self.calendar)), self.calendar)


def undated_text(undated: Sequence[tuple[Committee, Period]]) -> str:
    """The committees that a month cannot find, in words."""
    numbers = "、".join(str(committee.no) for committee, _ in undated)
    what = undated_words(period for _, period in undated)
    return f"另有 {len(undated)} 个{what}，不知道是否落在这个月：{numbers} 号（zc show 序号）"
