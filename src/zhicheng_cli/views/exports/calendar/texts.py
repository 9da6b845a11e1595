"""What people read in a calendar event: Chinese, and plain enough for every calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng_cli.errors import visible
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import DueDays, due_days
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Period, Precision, Window
from zhicheng_cli.views.parts.citations import EVIDENCE, citation_text
from zhicheng_cli.views.parts.decided import LABEL, decided_lines
from zhicheng_cli.views.parts.wording import (
    BY_REVIEW,
    PROVISIONAL,
    WEEKDAYS,
    day_name,
    is_imprecise,
    is_provisional,
    milestone_who,
    note_lines,
    period_of,
    short_name,
    source_line,
    source_text,
    void_lines,
)
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.phones import read_phone

#: How a day is printed that is known.
_EXACT = dict.fromkeys(Precision, "通知印的是一段时间，这是它的最后一天。") | {Precision.DAY: "通知印到日。"}
#: Line breaks to some readers, none to others.
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


def plain(text: str) -> str:
    """The text with what calendar programs stumble over spelt out or replaced: control characters, odd line breaks,
    and the backslash, which some of them read back as something else."""
    return visible(text.translate(_BREAKS), keep="\n").replace("\\", "＼")


class Subject(NamedTuple):
    """What an event is about: one milestone that has days, of one committee.

    Attributes:
        former: words on the other name that the reader knows the committee by; empty = there is none.
    """

    plan: Plan
    committee: Committee
    milestone: Milestone
    window: Window
    days: DueDays
    calendar: WorkCalendar
    former: str = ""

    @property
    def is_deadline(self) -> bool:
        """Whether something must be done by its days; on those of a review a committee sits."""
        return self.milestone.event != "review"

    @property
    def period(self) -> Period:
        """The printed period it comes from."""
        return period_of(self.committee, self.milestone)

    @property
    def provisional(self) -> bool:
        """Whether one of its days lies outside the announced years."""
        return is_provisional((self.window.starts, self.window.latest, *self.days), self.calendar)

    @property
    def _who(self) -> str:
        return milestone_who(self.committee, self.milestone)

    def title(self, what: str, note: str = "") -> str:
        """One line: 市建设工程专业中级评委会 材料截止最迟（稳妥 7月1日）; `note` is what stands in the brackets."""
        noted = "，".join(filter(None, (note, "暂定" if self.provisional else "")))
        return title(self.committee, self._who, f"{what}（{noted}）" if noted else what)

    def month_day(self, day: date) -> str:
        """`7月1日`; with its year where that is not the plan's."""
        return f"{self._month(day)}{day.day}日"

    def _month(self, day: date) -> str:
        return f"{'' if day.year == self.plan.year else f'{day.year}年'}{day.month}月"

    def some_day(self, first: date, last: date) -> str:
        """`7月内某日` of a whole month, else `6月23日至7月22日某日`."""
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and first.day == 1 and (last + timedelta(days=1)).day == 1:
            return f"{self._month(first)}内某日"
        return f"{self.month_day(first)}至{f'{last.day}日' if same_month else self.month_day(last)}某日"

    def description(self) -> str:
        """All there is to know, a line each; the same for every event of the milestone."""
        return plain("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        one, committee = self.milestone, self.committee
        limits = f"（限{committee.limits}）" if committee.limits else ""
        who = f" {self._who}" if self._who else ""
        yield f"第{committee.no}行 {committee.name}{limits}{who}"
        if self.former:
            yield self.former
        if one.stage:
            yield f"环节：{one.stage}"
        yield f"{'原文' if self._is_printed or one.basis.document == self.plan.document else '规定'}：{one.text}"
        yield from self._day_lines()
        yield from self._inference()
        if one.event != "cutoff" and one.recipient:
            yield f"报：{one.recipient}"
        if one.content:
            yield f"要报的：{one.content}"
        if one.event == "report":
            yield "由评委会办公室报（申报人不用办）"
        yield from self._receivers()
        if one.event not in BY_REVIEW:
            yield from note_lines(committee)
            yield from (f"{LABEL}：{line}" for line in decided_lines(self.plan, committee, self.calendar))
        if one.note:
            yield f"说明：{one.note}"
        if self.provisional:
            yield PROVISIONAL
        yield f"依据：{citation_text(one.basis)}（{EVIDENCE[one.basis.evidence]}）"
        yield f"出处：{source_text(committee)}"

    def _day_lines(self) -> Iterator[str]:
        safe, last = self.days
        if safe == last:
            yield f"{'截止' if self.is_deadline else '日期'}：{_day(last)}"
        else:
            yield f"{day_name(self.milestone, 'safe')}：{_day(safe)}"
            yield f"{day_name(self.milestone, 'last')}：{_day(last)}"

    @property
    def _is_printed(self) -> bool:
        """Whether its time is itself printed, by the notice or by what changed it; that of the others is reckoned."""
        return self.milestone.takes_papers or not self.is_deadline

    def _inference(self) -> Iterator[str]:
        """How closely the days are printed, and how those were come by that are not simply the printed ones."""
        window, (safe, last) = self.window, self.days
        imprecise = is_imprecise([window])
        if self._is_printed and not imprecise and window in self.period.windows:
            yield _EXACT[window.precision]
        if self._is_printed and window.tentative:
            yield "通知自己写的是拟、预计、原则上之类，这个时间还可能变。"
        if not self.is_deadline:
            if imprecise:
                yield f"通知没有印到日，只印了“{self.milestone.text}”。"
            return
        unprinted = "通知没有印到日，" if imprecise else ""
        if safe < last:
            told = f"{unprinted}两日由{self._ground}推算：{self._at_the_earliest()}，请以稳妥日为准"
            yield f"{told}；最迟日 {self.month_day(last)}不保证。"
        elif imprecise or not self.milestone.takes_papers:
            yield f"{unprinted}日期由{self._ground}推算。"
        if self.milestone.takes_papers:
            yield from self._rolled_back()

    def _at_the_earliest(self) -> str:
        """What the safe day is there for."""
        safe = self.month_day(self.days.safe)
        if self.milestone.takes_papers:
            return f"最早可能到稳妥日 {safe}就截止"
        if self.milestone.event == "unit_notice":
            cutoff = self.month_day(due_days(self.window, self.calendar).safe)
            return f"材料最早可能 {cutoff}截止，那样 {safe}就要贴出"
        return f"评审最早可能 {self.month_day(self.window.starts)}，那样 {safe}就要报"

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
        printed = "预计评审时间" if self.milestone.event in BY_REVIEW else "接收材料截止时间"
        return f"{self.milestone.stage or printed}“{self.period.text}”"

    def _receivers(self) -> Iterator[str]:
        verb = "交到" if self.milestone.event == "cutoff" else "材料接收单位"
        area = self.plan.region.area_code
        for receiver in self.committee.receivers:
            phones = "、".join(read_phone(phone, area).shown for phone in receiver.phones)
            yield f"{verb}：{receiver.unit} {phones}".rstrip() + (f"（{receiver.more}）" if receiver.more else "")
        yield from void_lines(self.committee, "receivers")


def title(committee: Committee, who: str, what: str) -> str:
    """The committee first, in few words: a phone shows little more."""
    return plain(" ".join(filter(None, (short_name(committee), who, what))))


def calendar_description(plan: Plan, undated: Iterable[int]) -> str:
    """What the calendar rests on, and the numbers of the committees that are not in it."""
    told = [f"出处：{source_line(plan)}", "通知只印到月、旬的，日子是推算的，见各条说明"]
    if numbers := "、".join(map(str, sorted(undated))):
        told.append(f"没有日期的不在日历里：第{numbers}行")
    return plain("。".join(told) + "。")


def _day(day: date) -> str:
    return f"{day} 周{WEEKDAYS[day.weekday()]}"
