"""`zc workday`: one day, a shift, a count, or a month drawn."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from zhicheng_cli.views.parts.citations import EVIDENCE
from zhicheng_cli.views.parts.wording import WEEKDAYS
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar


def day_document(day: date, calendar: WorkCalendar) -> dict[str, Any]:
    """What is known of one day."""
    special = calendar.special.get(day)
    return {
        "date": day.isoformat(),
        "weekday": day.isoweekday(),
        "workday": calendar.is_workday(day),
        "kind": kind_text(day, calendar),
        "name": special.name if special else None,
        "provisional": not calendar.is_announced(day),
        "may_change": calendar.may_still_change(day),
        "notices": [dict(notice) for notice in calendar.notices_for(day)],
    }


def kind_text(day: date, calendar: WorkCalendar) -> str:
    """工作日, 周末, 放假 (a festival or its bridge) or 调休上班."""
    workday, special = calendar.is_workday(day), calendar.special.get(day)
    if special and workday and day.weekday() > 4:
        return "调休上班"
    if special and not workday:
        return "放假"
    return "工作日" if workday else "周末"


def day_sentence(day: date, calendar: WorkCalendar) -> str:
    """One day in words: `2021-09-18 周六：工作日（调休上班，中秋）`."""
    special = calendar.special.get(day)
    kind = kind_text(day, calendar)
    name = f"，{special.name}" if special else ""
    workday = "工作日" if calendar.is_workday(day) else "休息日"
    why = f"（{kind}{name}）" if kind != "工作日" else ""
    told = f"{day} 周{WEEKDAYS[day.weekday()]}：{workday}{why}"
    return " · ".join(filter(None, (told, caution(day, calendar))))


def caution(day: date, calendar: WorkCalendar) -> str:
    """That a day is provisional, or may still be changed by the next notice."""
    if not calendar.is_announced(day):
        return "暂定：该年安排尚未公布，只按周一至周五和元旦、劳动节、国庆节的固定日期推算"
    if calendar.may_still_change(day):
        return f"{calendar.announced_to.year + 1} 年的通知公布后可能还会调整"
    return ""


def _basis_text(day: date, calendar: WorkCalendar) -> str:
    """The notices of one day in one cell."""
    return "\n".join(_notices([day], calendar))


def notice_lines(days: Sequence[date], calendar: WorkCalendar) -> list[str]:
    """The notices that made these days so, each once."""
    return [f"依据：{told}" for told in _notices(days, calendar)]


def _notices(days: Sequence[date], calendar: WorkCalendar) -> list[str]:
    lines = []
    for day in days:
        for notice in calendar.notices_for(day):
            name = notice.get("document") or f"国务院办公厅 {notice['year']} 年节假日安排"
            address = f" {notice['address']}" if notice.get("address") else ""
            known = EVIDENCE[notice["evidence"]] if "document" in notice else "网址据公开数据集所记"
            lines.append(f"{name}{address} · {known}")
        if day in calendar.special and not calendar.notices_for(day) and calendar.is_announced(day):
            lines.append(f"{day.year} 年的通知未收录网址，按 chinese-calendar 的数据")
    return list(dict.fromkeys(lines))


class WorkdayAnswer(NamedTuple):
    """One day, and where asked the day `shift` working days away."""

    day: date
    calendar: WorkCalendar
    shift: int | None = None

    @property
    def result(self) -> date | None:
        """The shifted day."""
        return None if self.shift is None else self.calendar.shift(self.day, self.shift)

    def document(self) -> dict[str, object]:
        """`zc.workday/1`."""
        document: dict[str, object] = {"format": "zc.workday/1", **day_document(self.day, self.calendar)}
        if self.shift is not None and self.result:
            document |= {"shift": self.shift, "result": day_document(self.result, self.calendar)}
        return document

    def table(self) -> Table:
        """One row; the shift in columns of its own."""
        one = day_document(self.day, self.calendar)
        columns = ["日期", "星期", "工作日", "类别", "名称", "暂定", "依据"]
        cells = [one["date"], WEEKDAYS[self.day.weekday()], "是" if one["workday"] else "否"]
        cells += [
            one["kind"],
            one["name"] or "",
            "是" if one["provisional"] else "",
            _basis_text(self.day, self.calendar),
        ]
        if self.shift is not None and self.result:
            columns += ["推算工作日", "结果", "结果暂定"]
            cells += [f"{self.shift:+d}", str(self.result), "" if self.calendar.is_announced(self.result) else "是"]
        return Table(tuple(columns), (tuple(cells),))

    def screen(self) -> list[Table | str]:
        """Sentences."""
        lines: list[Table | str] = [day_sentence(self.day, self.calendar)]
        days = [self.day]
        if self.shift and self.result:
            side = "之后" if self.shift > 0 else "之前"
            lines.append(f"{self.day} {side}第 {abs(self.shift)} 个工作日（当天不算）：")
            lines.append(f"  {day_sentence(self.result, self.calendar)}")
            days.append(self.result)
        return [*lines, *notice_lines(days, self.calendar)]


class CountAnswer(NamedTuple):
    """Working days between two days."""

    start: date
    end: date
    calendar: WorkCalendar

    @property
    def provisional(self) -> bool:
        """Whether one of the days lies outside the announced years."""
        return not (self.calendar.is_announced(self.start) and self.calendar.is_announced(self.end))

    def document(self) -> dict[str, object]:
        """`zc.workday-count/1`."""
        return {
            "format": "zc.workday-count/1",
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "count": self.calendar.count(self.start, self.end),
            "provisional": self.provisional,
        }

    def table(self) -> Table:
        """One row."""
        count = str(self.calendar.count(self.start, self.end))
        cells = (str(self.start), str(self.end), count, "是" if self.provisional else "")
        return Table(("起（不算）", "止（算）", "工作日数", "暂定"), (cells,))

    def screen(self) -> list[Table | str]:
        """A sentence."""
        count = self.calendar.count(self.start, self.end)
        lines: list[Table | str] = [f"{self.start}（不算）至 {self.end}（算）：{count} 个工作日"]
        cautions = dict.fromkeys(caution(day, self.calendar) for day in (self.start, self.end))
        return [*lines, *(line for line in cautions if line)]


class MonthAnswer(NamedTuple):
    """A month drawn, holidays and make-up days marked."""

    year: int
    month: int
    calendar: WorkCalendar

    @property
    def days(self) -> list[date]:
        """Every day of the month."""
        first = date(self.year, self.month, 1)
        return [first + timedelta(offset) for offset in range(monthrange(self.year, self.month)[1])]

    def document(self) -> dict[str, object]:
        """`zc.workday-month/1`."""
        return {
            "format": "zc.workday-month/1",
            "month": f"{self.year:04d}-{self.month:02d}",
            "workdays": sum(self.calendar.is_workday(day) for day in self.days),
            "days": [day_document(day, self.calendar) for day in self.days],
        }

    def table(self) -> Table:
        """A row a day."""
        rows = []
        for day in self.days:
            one = day_document(day, self.calendar)
            workday = "是" if one["workday"] else "否"
            provisional = "是" if one["provisional"] else ""
            basis = _basis_text(day, self.calendar)
            rows.append(
                (str(day), WEEKDAYS[day.weekday()], workday, one["kind"], one["name"] or "", provisional, basis)
            )
        return Table(("日期", "星期", "工作日", "类别", "名称", "暂定", "依据"), tuple(rows))

    def screen(self) -> list[Table | str]:
        """Weeks from Monday; 休 a day off by notice, 班 a weekend day worked."""
        weeks: list[list[str]] = []
        for day in self.days:
            if not weeks or day.weekday() == 0:
                weeks.append([""] * 7)
            weeks[-1][day.weekday()] = f"{day.day:2d}{self._mark(day)}"
        total = sum(self.calendar.is_workday(day) for day in self.days)
        shown: list[Table | str] = [f"{self.year}年{self.month}月 · {total} 个工作日"]
        shown.append(Table(tuple(WEEKDAYS), tuple(tuple(week) for week in weeks)))
        shown.append("休＝按通知放假，班＝调休上班；未标的周六、周日休息")
        return [*shown, *self._special_lines(), *notice_lines(self.days, self.calendar)]

    def _mark(self, day: date) -> str:
        return {"放假": "休", "调休上班": "班"}.get(kind_text(day, self.calendar), "")

    def _special_lines(self) -> list[str]:
        special = [day for day in self.days if day in self.calendar.special]
        lines = [f"  {day_sentence(day, self.calendar)}" for day in special]
        cautions = dict.fromkeys(caution(day, self.calendar) for day in self.days)
        return [*lines, *(line for line in cautions if line)]
