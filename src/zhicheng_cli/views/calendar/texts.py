"""What people read in a calendar event: Chinese, and plain enough for every calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from zhicheng_cli.errors import visible
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Period, Window
from zhicheng_cli.views.phones import read_phone
from zhicheng_cli.views.words import EVIDENCE, PROVISIONAL, WEEKDAYS, is_imprecise, is_provisional, source_line
from zhicheng_cli.workdays import WorkCalendar

#: Line breaks to some readers, none to others.
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\\": "＼"})


def plain(text: str) -> str:
    """The text with what calendar programs stumble over spelt out or replaced: control characters, odd line breaks,
    and the backslash, which some of them read back as something else."""
    return visible(text, keep="\n").translate(_BREAKS)


class Subject(NamedTuple):
    """What an event is about: one milestone that has days, of one committee."""

    plan: Plan
    committee: Committee
    milestone: Milestone
    window: Window
    days: DueDays
    calendar: WorkCalendar

    @property
    def is_deadline(self) -> bool:
        """Whether something must be done by its days; on those of a review a committee sits."""
        return self.milestone.event != "review"

    @property
    def period(self) -> Period:
        """The printed period it comes from."""
        return self.committee.review if self._by_review else self.committee.cutoff

    @property
    def provisional(self) -> bool:
        """Whether one of its days lies outside the announced years."""
        return is_provisional((self.window.starts, self.window.latest, *self.days), self.calendar)

    @property
    def _by_review(self) -> bool:
        return self.milestone.event in ("report", "review")

    @property
    def who(self) -> str:
        """Batch and audience, 第2批 or 市直学校; where others are named apart, 市直学校以外."""
        if self.window.audience:
            return self.window.who
        named = [one.audience for one in self.period.windows if one.audience and one.batch == self.window.batch]
        others = f"{'、'.join(named)}以外" if named else ""
        return " ".join(part for part in (self.window.who, others) if part)

    def summary(self, what: str, *marks: str) -> str:
        """One line: what, which committee, for whom; `marks` stand in brackets after what."""
        noted = "，".join((*filter(None, marks), *(["暂定"] if self.provisional else [])))
        told = f"{what}（{noted}）" if noted else what
        return plain(" · ".join(part for part in (told, self.committee.name, self.who) if part))

    def description(self) -> str:
        """All there is to know, a line each; the same for every event of the milestone."""
        return plain("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        one, committee = self.milestone, self.committee
        limits = f"（限{committee.limits}）" if committee.limits else ""
        who = f" {self.who}" if self.who else ""
        yield f"第{committee.no}行 {committee.name}{limits}{who}"
        yield f"原文：{one.text}"
        yield from self._day_lines()
        yield from self._inference()
        if one.event != "cutoff" and one.recipient:
            yield f"报：{one.recipient}"
        yield from self._receivers()
        if one.note:
            yield f"说明：{one.note}"
        if self.provisional:
            yield PROVISIONAL
        clause = f" {one.basis.clause}" if one.basis.clause else "（条号未核实）"
        yield f"依据：{one.basis.document}{clause}（{EVIDENCE[one.basis.evidence]}）"
        yield f"出处：{committee.source}"

    def _day_lines(self) -> Iterator[str]:
        safe, last = self.days
        names = ("稳妥", "最迟") if self.is_deadline else ("最早", "最晚")
        if safe == last:
            yield f"{'截止' if self.is_deadline else '日期'}：{_day(last)}"
        else:
            yield f"{names[0]}：{_day(safe)}"
            yield f"{names[1]}：{_day(last)}"

    def _inference(self) -> Iterator[str]:
        """How the days were come by, where they are not simply the printed ones."""
        window, (safe, last) = self.window, self.days
        imprecise = is_imprecise([window])
        if not self.is_deadline:
            if imprecise:
                yield f"通知没有印到日，只印了“{self.milestone.text}”。"
            return
        unprinted = "通知没有印到日，" if imprecise else ""
        if safe < last:
            first = f"最早可能到稳妥日 {safe} 就截止，请以稳妥日为准"
            yield f"{unprinted}两日由{self._ground}推算：{first}；最迟日 {last} 不保证。"
        elif imprecise or self.milestone.event != "cutoff":
            yield f"{unprinted}日期由{self._ground}推算。"
        if self.milestone.event == "cutoff":
            yield from self._rolled_back()

    def _rolled_back(self) -> Iterator[str]:
        window, (safe, last) = self.window, self.days
        pairs = [("稳妥日", safe, window.earliest)] if safe < last else []
        for name, day, printed in (*pairs, ("最迟日" if pairs else "截止日", last, window.latest)):
            if day < printed:
                yield f"{printed} 不上班，{name}取之前的最后一个工作日 {day}。"

    @property
    def _ground(self) -> str:
        if self.window not in self.period.windows:
            return f"给定的评审日 {self.window.latest} "
        return f"{'预计评审时间' if self._by_review else '接收材料截止时间'}“{self.period.text}”"

    def _receivers(self) -> Iterator[str]:
        verb = "交到" if self.milestone.event == "cutoff" else "材料接收单位"
        area = self.plan.about["area_code"]
        for receiver in self.committee.receivers:
            phones = "、".join(read_phone(phone, area).shown for phone in receiver.phones)
            yield f"{verb}：{receiver.unit} {phones}".rstrip()


def calendar_description(plan: Plan, undated: Iterable[int]) -> str:
    """What the calendar rests on, and the numbers of the committees that are not in it."""
    told = [f"出处：{source_line(plan)}", "通知只印到月、旬的，日子是推算的，见各条说明"]
    if numbers := "、".join(map(str, sorted(undated))):
        told.append(f"没有日期的不在日历里：第{numbers}行")
    return plain("。".join(told) + "。")


def _day(day: date) -> str:
    return f"{day} 周{WEEKDAYS[day.weekday()]}"
