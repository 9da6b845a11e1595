"""`zc plan`: the committees that fit, with their two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import dated, known, undated_words, why_undated
from zhicheng_cli.plan.periods import Period, Window
from zhicheng_cli.plan.search import Match
from zhicheng_cli.plan.upcoming import Cutoff, cutoffs
from zhicheng_cli.views.parts.coming_first import period_coming, rows_coming
from zhicheng_cli.views.parts.decided import all_decided_lines, decided_days, decided_document, decided_windows
from zhicheng_cli.views.parts.documents import committee_document, plan_document, undated_document
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
    name_text,
    receivers_text,
    short_day,
    source_line,
    source_text,
    time_text,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Fitting, Table
from zhicheng_cli.workdays import WorkCalendar

if TYPE_CHECKING:
    from zhicheng_cli.plan.ranking import RankedRow


class PlanAnswer(NamedTuple):
    """The committees that fit the filters; of the plan's decisions those on what they recommend.

    Attributes:
        undated: committees that fit but for the month, which their period does not tell; with that period.
        chosen: what was asked for, in words; empty = the whole plan.
        whole: whether a screen has a row for those without a date, too.
        exams: what of that which is asked for an examination alone gives, in sentences.
        ranked: the rows for a field of work, best first: the order of a screen; empty = the plan's order.
    """

    plan: Plan
    matches: Sequence[Match]
    undated: Sequence[tuple[Committee, Period]]
    today: date
    calendar: WorkCalendar
    chosen: str = ""
    whole: bool = False
    exams: tuple[str, ...] = ()
    ranked: tuple[RankedRow, ...] = ()

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
        windows = _windows(match)
        for cutoff in self._cutoffs(match):
            after = (*about, "；".join(windows[cutoff.window]), source_text(one))
            window, left = cutoff.window, cutoff.left.last
            who = (audience_text(one, window), str(window.batch or ""), day_text(window.opens))
            yield (*before, *who, PRECISION[window.precision], *map(day_text, cutoff.days), str(left.days), "", *after)
        if not one.cutoff.windows:
            yield (*before, *[""] * 7, why_undated(one.cutoff), *about, "；".join(match.reasons), source_text(one))

    def _cutoffs(self, match: Match) -> list[Cutoff]:
        """Those of a committee that fit."""
        windows = _windows(match)
        return [one for one in cutoffs(match.committee, self.today, self.calendar) if one.window in windows]

    def screen(self) -> Sequence[Part]:
        """How many fit and which day is next; short dates, one row a committee; those without a date in one line."""
        from zhicheng_cli.views.parts.first_words import folded_words

        main, beside = self._parted()
        dated_rows = [match for match in main if match.committee.cutoff.windows]
        rows = main if self.whole or not dated_rows else dated_rows
        first = [] if self.exams and not dated_rows else [self._first_line(main)]
        shown: list[Part] = [*self.exams, *first]
        if rows:
            shown.append(self._rows_table(rows))
        if others := [match.committee for match in main if match not in rows]:
            shown.append(folded_words(others, [one.cutoff for one in others]))
        shown += beside
        if self.undated:
            shown.append(undated_text(self.undated))
        shown += all_decided_lines(self.plan, self.calendar)
        shown += [f"详情：zc show 序号。{self.plan.region.area_words}。", source_line(self.plan)]
        windows = (window for match in self.matches for window in match.committee.cutoff.windows)
        if is_imprecise((*windows, *decided_windows(self.plan))):
            shown.append(IMPRECISE_NOTE)
        if self._is_provisional():
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _parted(self) -> tuple[Sequence[Match], list[str]]:
        """The rows in rank order (the plan's, where no field is asked for), and lines for those that merely do not
        exclude the field and for 初定, where others are there."""
        if not self.ranked:
            return self.matches, []
        from zhicheng_cli.plan.ranking import Group
        from zhicheng_cli.views.parts.row_groups import initial_line, not_excluded_line

        by_number = {match.committee.no: match for match in self.matches}
        found = [(row.group, by_number[row.committee.no]) for row in self.ranked if row.committee.no in by_number]
        main = [match for group, match in found if group is Group.MAIN]
        if self.whole or not main:
            return [match for _, match in found], []
        merely = [match.committee.no for group, match in found if group is Group.OPEN]
        initial = (match.committee for group, match in found if group is Group.INITIAL)
        lines = [initial_line(one, dated(one.cutoff, self.calendar), self.plan, self.today) for one in initial]
        return main, [*([not_excluded_line(merely)] if merely else []), *lines]

    def _first_line(self, shown: Sequence[Match]) -> str:
        from zhicheng_cli.views.parts.first_words import nearest_words
        from zhicheng_cli.views.screen.colour import joined

        of = self.chosen.replace("：", " ") or f"{self.plan.region.city}{self.plan.year}年度"
        nearest = nearest_words([one for match in shown for one in self._cutoffs(match)], self.plan, self.today)
        if not self.matches:
            return f"{of}：没有评委会"
        return joined(f"{of}：{len(self.matches)} 个评委会", *(("；", nearest) if nearest else ()), "。")

    def _rows_table(self, matches: Sequence[Match]) -> Fitting:
        """With names, reviews and reasons in columns of their own where there is room, else with keys."""
        why = ("符合的原因",) if any(match.reasons for match in matches) else ()
        wide = Table(
            ("序号", "评委会", "截止", "稳妥", "最迟", "评审", "接收单位及电话", *why),
            tuple(self._wide_row(match)[: 7 + len(why)] for match in matches),
        )
        columns = ("序号", "评委会", "截止", "稳妥～最迟", "接收单位及电话")
        named, keyed = (
            Table(columns, tuple(self._narrow_row(match, called(match.committee)) for match in matches))
            for called in (name_text, key_text)
        )
        return Fitting((wide, named, keyed))

    def _wide_row(self, match: Match) -> tuple[str, ...]:
        from zhicheng_cli.views.screen.colour import joined

        one = match.committee
        of_windows = dated(one.cutoff, self.calendar)
        safe, last = (
            joined(*(self._days(window.who, days[at : at + 1]) for window, days in of_windows), separator="\n")
            for at in (0, 1)
        )
        times = (time_text(one, "cutoff") or why_undated(one.cutoff), safe, last, time_text(one, "review") or "—")
        return (str(one.no), name_text(one), *times, receivers_text(one), "；".join(match.reasons))

    def _narrow_row(self, match: Match, called: str) -> tuple[str, ...]:
        from zhicheng_cli.views.screen.colour import joined

        one = match.committee
        days = joined(*(self._days(who.who, days) for who, days in dated(one.cutoff, self.calendar)), separator="\n")
        named = "\n".join((called, *(f"（{reason}）" for reason in match.reasons)))
        return (str(one.no), named, time_text(one, "cutoff") or why_undated(one.cutoff), days, receivers_text(one))

    def _days(self, who: str, days: Sequence[date]) -> str:
        """Days, each once, and whether they are over; not for a plan of a past year: one line says it for all."""
        from zhicheng_cli.views.screen.colour import day_role, toned

        told = f"{who} {'～'.join(dict.fromkeys(short_day(day, self.plan.year) for day in days))}".strip()
        if self.plan.last_year < self.today.year:
            return told
        left = (days[-1] - self.today).days
        return toned(f"{told} 已过" if left < 0 else told, day_role(left))

    def _is_provisional(self, columns: tuple[str, ...] = ("cutoff",)) -> bool:
        periods = [getattr(match.committee, column) for match in self.matches for column in columns]
        days = (day for period in periods for _, due in known(period, self.calendar) for day in due if day)
        return is_provisional((*days, *decided_days(self.plan, self.calendar)), self.calendar)


def _windows(match: Match) -> Mapping[Window, Sequence[str]]:
    """The windows that fit, each with why."""
    return dict.fromkeys(match.committee.cutoff.windows, match.reasons) if match.windows is None else match.windows


def undated_text(undated: Sequence[tuple[Committee, Period]]) -> str:
    """The committees that a month cannot find, in words."""
    numbers = "、".join(str(committee.no) for committee, _ in undated)
    what = undated_words(period for _, period in undated)
    return f"另有 {len(undated)} 个{what}，不知道是否落在这个月：{numbers} 号（zc show 序号）"
