"""`zc find`: the committee for what was typed, until when, to whom; then the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.plan.asked_field import AskedField
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.contacts import listed_in
from zhicheng_cli.plan.deadlines import DueDays, dated, why_undated
from zhicheng_cli.plan.finding import FindResult
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.plan.ranking import Group, RankedRow
from zhicheng_cli.plan.reception import Reception
from zhicheng_cli.views.parts.decided import all_decided_lines, decided_days
from zhicheng_cli.views.parts.row_groups import GROUPS, NOT_EXCLUDED, initial_line, not_excluded_line
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PROVISIONAL_NOTE,
    cell_text,
    day_text,
    fields_text,
    is_imprecise,
    is_provisional,
    name_text,
    nobody_text,
    receivers_text,
    short_day,
    short_name,
    source_line,
    source_text,
    time_text,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Fitting, Table
from zhicheng_cli.workdays import WorkCalendar

from .find_document import FindFrame, find_document, is_closed, routes_of

#: So many rows are shown, unless all are asked for: beside an answer, and as the answer.
_BESIDE, _ALONE = 6, 11
#: So few rows of one series differ by whose they are, not by field.
_FEW = 2
_LABELS = {
    "title": "职称",
    "level": "级别",
    "fields": "专业",
    "county": "县区",
    "employer": "单位",
    "committees": "序号",
    "month": "月份",
    "kind": "类别",
    "route": "方式",
    "receivers": "接收单位",
    "contacts": "联系人",
}


class FindAnswer(NamedTuple):
    """The answer to what was typed, as of a day.

    Attributes:
        words: as they were typed.
        everything: whether all is shown, not the first rows only.
    """

    plan: Plan
    words: Sequence[str]
    result: FindResult
    today: date
    calendar: WorkCalendar
    everything: bool = False

    def document(self) -> dict[str, object]:
        """`zc.find/1`."""
        provisional = self._is_provisional()
        asked = FindFrame(self.plan, self.words, self.answer, self.today, self.calendar, provisional)
        return find_document(self.result, asked)

    def table(self) -> Table:
        """Every column, the best row first; of contacts theirs."""
        if self._is_about_contacts:
            columns = ("序号", "专业", "主管部门", "联系人", "联系电话", "对应的专业和依据")
            return Table(
                columns, tuple(self._contact_row(*one) for one in self.result.contacts), source_line(self.plan)
            )
        every = (
            "序号", "评委会", "归类", "范围", "评审方式", "评审或推荐", "专业", "截止", "稳妥", "最迟", "是否已截止",
            "材料接收单位及电话", "出处",
        )  # fmt: skip
        return Table(every, tuple(map(self._row, self.result.rows)), source_line(self.plan))

    def _row(self, row: RankedRow) -> tuple[str, ...]:
        one = row.committee
        windows = self._windows(one)
        safe, last = (
            "\n".join(f"{window.who} {day_text(days[which])}".strip() for window, days in windows) for which in (0, 1)
        )
        return (
            str(one.no),
            cell_text(one, "name"),
            GROUPS[self.result.group(row)],
            one.scope_words,
            "、".join(routes_of(row)),
            "推荐" if row.recommends else "评审" if row.taken else "",
            row.reason,
            time_text(one, "cutoff") or why_undated(one.cutoff),
            safe,
            last,
            "是" if is_closed(one, self.today, self.calendar) else "否",
            receivers_text(one),
            source_text(one),
        )

    @staticmethod
    def _contact_row(contact: Any, matches: Any) -> tuple[str, ...]:
        specialties = "、".join(contact.specialties)
        about = (contact.department, contact.person, contact.phone, fields_text(matches))
        return (str(contact.no), specialties, *about)

    # --- for people

    def screen(self) -> list[Part]:
        """The answer, then the other rows, then what to do next."""
        shown: list[Part] = [self.understood(), *self.said()]
        if self._is_about_contacts:
            return [*shown, *self._contacts(), source_line(self.plan)]
        main = self.result.main
        if self.result.reception is Reception.EXAM:
            shown += map(self._beside_exam, main)
        elif main and self.result.is_one:
            shown += [self._best(main[0]), *self._others(main[1:], "也可能：")]
        else:
            shown += self._others(main, "")
        shown += [*self._apart(), *all_decided_lines(self.plan, self.calendar)]
        if self.result.reception is Reception.COMMITTEE and main and self.result.is_one:
            number = main[0].committee.no
            shown.append(f"全部日期和要求：zc show {number}；够不够条件：zc me new")
        return [*shown, *self._notes(), source_line(self.plan)]

    def understood(self) -> str:
        """What the words were taken for, in a line."""
        told = "、".join(f"{label} {words}" for label, words in self._understood())
        return f"按 {told} 查找" if told else "全部"

    def said(self) -> list[str]:
        """What is to be said beside the rows: that an examination gives the title, what was not understood."""
        result = self.result
        told = list(result.told)
        if self.answer == "several" and result.main and (tells := self._what_tells()):
            told.append(f"这样的有 {len(result.main)} 个，写上{tells}才能定是哪一个：")
        told += filter(None, map(_told_otherwise, result.fields))
        told += [f"没有看懂：{'、'.join(result.unknown)}"] if result.unknown else []
        told += [f"没有用上：{'、'.join(result.asked.idle)}"] if result.asked.idle else []
        return told

    def _understood(self) -> Iterator[tuple[str, str]]:
        asked = self.result.asked._replace(title=self.result.title)
        for name, label in _LABELS.items():
            value = getattr(asked, name)
            words = value if isinstance(value, tuple) else () if value is None else (value,)
            if name == "contacts":
                words = tuple(one.person for one, _ in self.result.contacts if one.no in asked.contacts)
            if words:
                yield label, "、".join(map(str, words)) + ("月" if name == "month" else "")
        if asked.hours:
            yield "继续教育", "的联系人"

    @property
    def _is_about_contacts(self) -> bool:
        return bool(self.result.asked.hours or (self.result.contacts and not self.result.rows))

    @property
    def answer(self) -> str:
        """What kind of answer it is, as the document has it."""
        if self._is_about_contacts:
            return "contacts"
        is_list = self.result.reception is Reception.COMMITTEE and not self.result.is_one
        return "several" if is_list else str(self.result.reception)

    def _what_tells(self) -> str:
        """What would tell the rows apart: the title, the field, or where the employer is; or empty."""
        result, main = self.result, self.result.main
        if result.fields:
            return "" if result.title or len(result.fields) > 1 else "职称或级别"
        if not result.title:
            return ""
        is_by_county = len(main) == _FEW and any("county" in one.committee.scope for one in main)
        return "县区" if is_by_county else "专业或工作"

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer other than that nobody is known."""
        return self.result.reception is not Reception.NONE

    @staticmethod
    def _beside_exam(row: RankedRow) -> str:
        """For what the row of an examination takes papers."""
        one = row.committee
        papers = f"收{one.papers_for}的材料" if one.papers_for.titles else "没有写明哪些资格收材料"
        return f"{one.no} 号 {short_name(one)}：{papers}（zc show {one.no}）"

    def _best(self, row: RankedRow) -> Table:
        return Table(("项目", "内容"), tuple(self._best_rows(row)), headed=False)

    def _best_rows(self, row: RankedRow) -> Iterator[tuple[str, str]]:
        one = row.committee
        yield f"{one.no} 号", name_text(one).replace("\n", "")
        yield "怎样", self.manner(row)
        for stage in one.stages:
            if not stage.is_cutoff:
                yield stage.name, stage.period.text
        yield "截止", self._cutoff(one)
        receivers = receivers_text(one, "；")
        yield "交到", f"{receivers}（{self.plan.region.area_words}）" if receivers else "问当地人力社保部门"
        if self.result.asked.committees:
            yield "专业", "、".join(one.specialties) or "不分"
            yield "评审", time_text(one, "review") or why_undated(one.review)
        elif row.reason:
            yield "专业", row.reason
        if self.result.contacts:
            yield "继续教育", "；".join(f"{who.department} {who.person} {who.phone}" for who, _ in self.result.contacts)
        yield from (("提醒", meaning.note) for meaning in self._meanings() if meaning.note)

    def _meanings(self) -> list[Any]:
        return [one.meaning for one in self.result.fields if one.meaning]

    def manner(self, row: RankedRow) -> str:
        """How the row takes the title; what it takes, where none was asked for."""
        one = row.committee
        if self.result.title and row.taken:
            routes = "、".join(routes_of(row))
            return f"本行推荐“{self.result.title}”，由上一级评审" if row.recommends and routes == "评审" else routes
        parts = ("评", cell_text(one, "reviews")), ("推荐", cell_text(one, "recommends"))
        return "；".join(f"{verb} {what}" for verb, what in parts if what)

    def _cutoff(self, one: Committee) -> str:
        """As printed, and both days of each window."""
        from zhicheng_cli.views.parts.first_words import days_words
        from zhicheng_cli.views.screen.colour import joined

        printed = (time_text(one, "cutoff") or why_undated(one.cutoff)).replace("\n", "")
        days = [
            joined(f"{window.who} " if window.who else "", days_words(days, self.plan, self.today))
            for window, days in self._windows(one)
        ]
        parts = [part for each in days for part in ("；", each)][1:]
        return joined(f"{printed}：", *parts) if parts else printed

    def _windows(self, one: Committee) -> list[tuple[Window, DueDays]]:
        """The windows that concern employers of the county that was told."""
        windows = dated(one.cutoff, self.calendar)
        whom = self.plan.region.audiences_of(self.result.asked.county, (window.audience for window, _ in windows))
        return [(window, days) for window, days in windows if window.audience in whom]

    def _others(self, rows: Sequence[RankedRow], caption: str) -> Iterator[Part]:
        """Short lines in order; of more than a screen holds the numbers."""
        most = _BESIDE if caption else _ALONE
        shown = rows if self.everything or len(rows) <= most + 1 else rows[:most]
        if shown:
            columns = ("序号", "评委会", "截止", "稳妥", "最迟", "接收单位")
            lines = [self._short_row(one) for one in shown]
            phones = ("、".join(phone for each in one.committee.receivers for phone in each.phones) for one in shown)
            short = tuple((*line[:-1], phone) for line, phone in zip(lines, phones, strict=True))
            yield Fitting((Table(columns, tuple(lines), caption), Table((*columns[:-1], "电话"), short, caption)))
        if len(shown) < len(rows):
            numbers = "、".join(str(one.committee.no) for one in rows[len(shown) :])
            yield f"--all 列出其余 {len(rows) - len(shown)} 个：{numbers} 号"

    def _short_row(self, row: RankedRow) -> tuple[str, ...]:
        one = row.committee
        windows = self._windows(one)
        safe, last = (
            "\n".join(f"{window.who} {short_day(days[which], self.plan.year)}".strip() for window, days in windows)
            for which in (0, 1)
        )
        name = short_name(one) + (f"（限{one.limits}）" if one.limits else "")
        return (str(one.no), name, one.cutoff.text or why_undated(one.cutoff), safe, last, receivers_text(one, "；"))

    def _apart(self) -> Iterator[Part]:
        """The rows that merely do not exclude the field, and those without review, a line each."""
        if not self.result.main:
            yield from self._initial()
        open_rows = [one for one in self.result.rows if self.result.group(one) is Group.OPEN]
        if open_rows and (self.everything or not self.result.main):
            yield from self._others(open_rows, NOT_EXCLUDED)
        elif open_rows:
            yield not_excluded_line(one.committee.no for one in open_rows)
        if self.result.main:
            yield from self._initial()

    def _initial(self) -> Iterator[Part]:
        """The rows without review, a line each; with whom papers go to where nothing else is told."""
        for one in (row.committee for row in self.result.rows if self.result.group(row) is Group.INITIAL):
            yield initial_line(one, self._windows(one), self.plan, self.today, whom=not self.result.main)

    def _contacts(self) -> Iterator[Part]:
        columns = ("专业", "主管部门", "联系人", "联系电话")
        rows = tuple(self._contact_row(*one)[1:5] for one in self.result.contacts)
        if rows:
            yield Table(columns, rows)
        yield from (nobody_text(one, fields, self._listed) for one, fields in self.result.nobody)

    @property
    def _listed(self) -> str:
        return listed_in([one for one, _ in self.result.contacts])

    def _notes(self) -> Iterator[Part]:
        windows = [window for one in self.result.rows for window, _ in self._windows(one.committee)]
        if is_imprecise(windows):
            yield IMPRECISE_NOTE
        if self._is_provisional():
            yield PROVISIONAL_NOTE

    def _is_provisional(self) -> bool:
        days = [day for one in self.result.rows for _, due in self._windows(one.committee) for day in due]
        return is_provisional([*days, *decided_days(self.plan, self.calendar)], self.calendar)


def _told_otherwise(field: AskedField) -> str:
    """As what a word was taken, where it is another one; empty where it is the same."""
    from zhicheng_cli.plan.words import compared

    same = map(compared, (field.typed, field.meaning.exam)) if field.meaning else ()
    if field.meaning is None or compared(field.meaning.word) in same:
        return ""
    return f"“{field.typed}”按“{field.meaning.word}”理解"
