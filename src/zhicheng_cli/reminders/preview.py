"""Who would get what, and why: the answer of `zc remind --dry-run`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import undated_words
from zhicheng_cli.plan.filters import in_words
from zhicheng_cli.views.parts.decided import decided_document
from zhicheng_cli.views.parts.documents import committee_name, plan_document, source_document
from zhicheng_cli.views.parts.wording import (
    IMPRECISE_NOTE,
    PRECISION,
    PROVISIONAL_NOTE,
    day_name,
    day_name_of,
    day_with_weekday,
    is_imprecise,
    is_provisional,
    key_batch,
    key_who,
    left_text,
    milestone_who,
    name_text,
    source_line,
)
from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar

from .items import Item
from .mail.mail_wording import departed_words, former_name
from .running import Due, Run


class Preview(NamedTuple):
    """The letters of a day, none of them sent."""

    run: Run
    letters: Sequence[Due]

    def document(self) -> dict[str, object]:
        """`zc.remind/2`."""
        return {
            "format": "zc.remind/2",
            "plans": [plan_document(one.plan) for one in self.run.editions],
            "today": self.run.today.isoformat(),
            "provisional": self._is_provisional(),
            "subscribers": len(self.run.subscriptions.subscribers),
            "letters": [
                {
                    "address": due.subscriber.person.address,
                    "name": due.subscriber.person.name or None,
                    "year": due.edition.plan.year,
                    "items": [self._item(one, due) for one in due.letter.items],
                }
                for due in self.letters
            ],
            "undated": [one.no for one in self._undated()],
        }

    def _item(self, one: Item, due: Due) -> dict[str, Any]:
        milestone, day, calendar = one.milestone, one.day, due.edition.calendar
        return {
            "committee": committee_name(one.committee),
            "event": milestone.event,
            "label": milestone.label,
            "text": milestone.text,
            "audience": one.key.audience,
            "batch": key_batch(one.committee, one.key),
            "stage": one.key.stage or None,
            "precision": str(milestone.precision) if milestone.precision else None,
            "which": one.which,
            "day": day.isoformat() if day else None,
            "was": one.was.isoformat() if one.was else None,
            "was_last": one.was_last.isoformat() if one.was_last else None,
            "was_undated": one.was_undated,
            "lead": str(one.lead) if one.lead else None,
            "begins": one.lead.before(day, calendar).isoformat() if one.lead and day else None,
            "days_left": one.left and one.left.days,
            "workdays_left": one.left and one.left.workdays,
            "wanted_by": _wanted_by(one, due),
            "source": source_document(one.committee.source),
            **decided_document(due.edition.plan, one.committee, calendar),
        }

    def table(self) -> Table:
        """Every column, one row an item."""
        columns = (
            "收件人", "姓名", "年度", "序号", "评委会", "节点", "对象", "批次", "原文", "精度", "哪一天", "日期",
            "原日期", "还有天数", "还有工作日", "提前量", "起提醒日", "订阅", "出处",
        )  # fmt: skip
        rows = tuple(self._row(one, due) for due in self.letters for one in due.letter.items)
        return Table(columns, rows, self._sources())

    def _row(self, one: Item, due: Due) -> tuple[str, ...]:
        shown = {key: "" if value is None else str(value) for key, value in self._item(one, due).items()}
        person = due.subscriber.person
        return (
            *(person.address, person.name, str(due.edition.plan.year), str(one.committee.no), one.committee.name),
            *(shown[key] for key in ("label", "audience", "batch", "text")),
            PRECISION[one.milestone.precision] if one.milestone.precision else "",
            day_name(one.milestone, one.which),
            shown["day"],
            _was_text(one),
            *(shown[key] for key in ("days_left", "workdays_left", "lead", "begins", "wanted_by")),
            str(one.committee.source),
        )

    def screen(self) -> Sequence[Part]:
        """One table a letter."""
        shown: list[Part] = [self._sources()]
        for due in self.letters:
            person, year = due.subscriber.person, due.edition.plan.year
            who = f"{person.name} <{person.address}>" if person.name else person.address
            shown.append(f"{who} · {year}年度" if len(self.run.editions) > 1 else who)
            rows = tuple(self._screen_row(one, due) for one in due.letter.items)
            shown.append(Table(("序号", "评委会", "节点", "日期", "还有", "为什么"), rows))
        shown.append(self._ending())
        if undated := self._undated():
            numbers = "、".join(str(one.no) for one in undated)
            why = undated_words(one.cutoff for one in undated)
            shown.append(f"{why}，所以不会提醒的：{numbers} 号（zc show 序号 看向谁打听）")
        for year, unknown in self.run.unknown().items():
            told = "、".join(map(str, unknown))
            shown.append(f"{year}年度的 {told} 号：有的日子所在的年份，工作日安排还没有公布，公布后才提醒")
        if is_imprecise(one.milestone.window for one in self._items()):
            shown.append(IMPRECISE_NOTE)
        if self._is_provisional():
            shown.append(PROVISIONAL_NOTE)
        return shown

    def _ending(self) -> str:
        today, count = self.run.today, len(self.run.subscriptions.subscribers)
        if self.letters:
            return f"今天（{today}）要发 {len(self.letters)} 封，订阅的有 {count} 项。这是预演，没有发出。"
        ahead = self.run.next_day()
        then = f"下一次在{ahead}" if ahead else "这份计划里没有还要提醒的，以后不会再发"
        return f"今天（{today}）没有要发的（发过的不再列），订阅的有 {count} 项；{then}。"

    def _screen_row(self, one: Item, due: Due) -> tuple[str, ...]:
        who = milestone_who(one.committee, one.milestone) or ("" if one.day else key_who(one.committee, one.key))
        label = f"{one.milestone.label}\n（{who}）" if who else one.milestone.label
        name = day_name(one.milestone, one.which)
        day = f"{name} {day_with_weekday(one.day)}".lstrip() if one.day else f"{_gone(one)}没有日期了"
        reasons = [*_reasons(one, due.edition.plan, due.edition.calendar), f"订阅：{_wanted_by(one, due)}"]
        left = left_text(one.left)
        return str(one.committee.no), name_text(one.committee), label, day, left, "\n".join(reasons)

    def _sources(self) -> str:
        return "；".join(source_line(one.plan) for one in self.run.editions)

    def _undated(self) -> tuple[Committee, ...]:
        """The committees of this year's plan that somebody wants and that have no day at all."""
        edition = self.run.editions[0]
        wanted = {key for one in self.run.subscriptions.subscribers for key in edition.committees(one)}
        return tuple(one for one in edition.plan.committees if one.key in wanted and not one.has_windows)

    def _items(self) -> Iterator[Item]:
        return (one for due in self.letters for one in due.letter.items)

    def _is_provisional(self) -> bool:
        return any(
            is_provisional((one.day for one in due.letter.items if one.day), due.edition.calendar)
            for due in self.letters
        )


def _wanted_by(one: Item, due: Due) -> str:
    """The entry of the subscriptions that wants the committee, in words."""
    want = due.edition.wanted_by(due.people, one.key.committee)
    year = f"（{want.numbers_of}年度）" if want.numbers_of not in (None, due.edition.plan.year) else ""
    numbers, names = ("、".join(str(one) for one in want.committees if isinstance(one, kind)) for kind in (int, str))
    words = [f"序号 {numbers}{year}" if numbers else "", f"评委会：{names}" if names else ""]
    return "；".join(filter(None, (*words, in_words(want.filters)))) or "全部"


def _gone(one: Item) -> str:
    return f"{day_name_of(one.key.event, one.which)} "


def _was_text(one: Item) -> str:
    days = [str(day) for day in (one.was, one.was_last) if day]
    return "没有日期" if one.was_undated else "、".join(days)


def _reasons(one: Item, plan: Plan, calendar: WorkCalendar) -> Iterator[str]:
    if former := former_name(one):
        yield former
    if one.departure:
        yield f"评委会{departed_words(one.departure, plan)}，原为 {_was_text(one)}"
    elif one.is_change:
        yield f"日期有变，原为 {_was_text(one)}"
    if one.lead is not None and one.day is not None:
        yield f"提前{one.lead.words}（{one.lead.before(one.day, calendar)} 起）"
