"""Who would get what, and why: the answer of `zc remind --dry-run`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.deadlines import days_left, workdays_left
from zhicheng_cli.views.documents import plan_document
from zhicheng_cli.views.table import Table
from zhicheng_cli.views.words import (
    IMPRECISE,
    PRECISION,
    PROVISIONAL,
    day_name,
    day_with_weekday,
    is_imprecise,
    is_provisional,
    milestone_who,
    name_text,
    source_line,
)
from zhicheng_cli.workdays import WorkCalendar

from .items import Item, Letter
from .subscriptions import Subscriber, Want
from .wants import Wanted

_WANTS = {"specialties": "专业", "series": "系列", "levels": "级别", "receivers": "接收单位"}


class Preview(NamedTuple):
    """The letters of a day, none of them sent.

    Attributes:
        subscribers: how many were looked at.
    """

    plan: Plan
    letters: Sequence[tuple[Subscriber, Letter]]
    subscribers: int
    wanted: Wanted
    calendar: WorkCalendar
    today: date

    def document(self) -> dict[str, object]:
        """`zc.remind/1`."""
        return {
            "format": "zc.remind/1",
            "plan": plan_document(self.plan),
            "today": self.today.isoformat(),
            "provisional": self._is_provisional(),
            "subscribers": self.subscribers,
            "letters": [
                {
                    "address": subscriber.person.address,
                    "name": subscriber.person.name or None,
                    "items": [self._item(one, subscriber) for one in letter.items],
                }
                for subscriber, letter in self.letters
            ],
        }

    def _item(self, one: Item, subscriber: Subscriber) -> dict[str, Any]:
        milestone, day = one.milestone, one.day
        return {
            "committee": {"no": one.committee.no, "name": one.committee.name},
            "event": milestone.event,
            "label": milestone.label,
            "text": milestone.text,
            "audience": one.key.audience,
            "batch": one.key.batch,
            "precision": str(milestone.precision) if milestone.precision else None,
            "which": one.which,
            "day": day.isoformat() if day else None,
            "was": one.was.isoformat() if one.was else None,
            "lead": str(one.lead) if one.lead else None,
            "begins": one.lead.before(day, self.calendar).isoformat() if one.lead and day else None,
            "days_left": days_left(day, self.today) if day else None,
            "workdays_left": workdays_left(day, self.today, self.calendar) if day else None,
            "wanted_by": self._wanted_by(one, subscriber),
            "source": one.committee.source._asdict(),
        }

    def table(self) -> Table:
        """Every column, one row an item."""
        columns = (
            "收件人", "姓名", "序号", "评委会", "节点", "对象", "批次", "原文", "精度", "哪一天", "日期", "原日期",
            "还有天数", "还有工作日", "提前量", "起提醒日", "订阅", "出处",
        )  # fmt: skip
        rows = tuple(self._row(one, subscriber) for subscriber, letter in self.letters for one in letter.items)
        return Table(columns, rows, source_line(self.plan))

    def _row(self, one: Item, subscriber: Subscriber) -> tuple[str, ...]:
        about = self._item(one, subscriber)
        shown = {key: "" if value is None else str(value) for key, value in about.items()}
        return (
            subscriber.person.address,
            subscriber.person.name,
            str(one.committee.no),
            one.committee.name,
            *(shown[key] for key in ("label", "audience", "batch", "text")),
            PRECISION[one.milestone.precision] if one.milestone.precision else "",
            day_name(one.milestone, one.which),
            *(shown[key] for key in ("day", "was", "days_left", "workdays_left", "lead", "begins", "wanted_by")),
            str(one.committee.source),
        )

    def screen(self) -> list[Table | str]:
        """One table a letter."""
        shown: list[Table | str] = [source_line(self.plan)]
        for subscriber, letter in self.letters:
            person = subscriber.person
            shown.append(f"{person.name} <{person.address}>" if person.name else person.address)
            rows = tuple(self._screen_row(one, subscriber) for one in letter.items)
            shown.append(Table(("序号", "评委会", "节点", "日期", "还有", "为什么"), rows))
        if self.letters:
            shown.append(
                f"今天（{self.today}）要发 {len(self.letters)} 封，订阅的有 {self.subscribers} 人。这是预演，没有发出。"
            )
        else:
            shown.append(f"今天（{self.today}）没有要发的；订阅的有 {self.subscribers} 人。")
        if is_imprecise(one.milestone.window for one in self._items()):
            shown.append(IMPRECISE)
        if self._is_provisional():
            shown.append(PROVISIONAL)
        return shown

    def _screen_row(self, one: Item, subscriber: Subscriber) -> tuple[str, ...]:
        who = milestone_who(one.committee, one.milestone)
        label = f"{one.milestone.label}\n（{who}）" if who else one.milestone.label
        day = f"{day_name(one.milestone, one.which)} {day_with_weekday(one.day)}".lstrip() if one.day else "没有日期了"
        reasons = [*_reasons(one, self.calendar), f"订阅：{self._wanted_by(one, subscriber)}"]
        name = name_text(one.committee)
        return str(one.committee.no), name, label, day, self._left(one), "\n".join(reasons)

    def _left(self, one: Item) -> str:
        if one.day is None:
            return ""
        workdays = workdays_left(one.day, self.today, self.calendar)
        return "已过" if workdays is None else f"{days_left(one.day, self.today)}天\n{workdays}个工作日"

    def _wanted_by(self, one: Item, subscriber: Subscriber) -> str:
        """The entry of the subscriptions that wants the committee, in words."""
        want = next((want for want in subscriber.wants if one.committee.no in self.wanted.fitting(want)), Want())
        words = [f"{'、'.join(map(str, want.committees))}号"] if want.committees else []
        words += [f"{name}：{'、'.join(found)}" for key, name in _WANTS.items() if (found := getattr(want, key))]
        return "；".join(words) or "全部"

    def _items(self) -> Iterator[Item]:
        return (one for _, letter in self.letters for one in letter.items)

    def _is_provisional(self) -> bool:
        return is_provisional((one.day for one in self._items() if one.day), self.calendar)


def _reasons(one: Item, calendar: WorkCalendar) -> Iterator[str]:
    if one.was is not None:
        yield f"日期有变，原为 {one.was}"
    if one.lead is not None and one.day is not None:
        yield f"提前{one.lead.words}（{one.lead.before(one.day, calendar)} 起）"
