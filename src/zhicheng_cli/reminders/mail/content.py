"""What a mail says, in pieces that its text and its page both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Basis, Committee, Plan
from zhicheng_cli.plan.milestones import LABELS, Milestone
from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.views.calendar.texts import Subject
from zhicheng_cli.views.phones import read_phone
from zhicheng_cli.views.words import EVIDENCE, is_provisional, name_text
from zhicheng_cli.workdays import WorkCalendar

from .words import INFERRED, full_day, is_exact, left_words, which_words

_TO = {"cutoff": "材料交到", "unit_notice": "材料交到"}


class Span(NamedTuple):
    """Some words, and where they lead (`tel:`, `mailto:`, `https:`), or nowhere."""

    text: str
    href: str = ""


class Line(NamedTuple):
    """A line of words; `strong` for what matters most."""

    spans: tuple[Span, ...]
    strong: bool = False

    @property
    def text(self) -> str:
        """The bare words."""
        return "".join(span.text for span in self.spans)


class Row(NamedTuple):
    """Something said of a milestone, and what it is."""

    name: str
    lines: tuple[Line, ...]


class Block(NamedTuple):
    """One milestone of one committee, with all that is told of it.

    Attributes:
        items: its safe and its last day, or one of them.
    """

    items: tuple[Item, ...]
    heading: str
    label: str
    rows: tuple[Row, ...]

    @property
    def committee(self) -> Committee:
        """Whose it is."""
        return self.items[0].committee

    @property
    def milestone(self) -> Milestone:
        """What it is."""
        return self.items[0].milestone

    @property
    def is_change(self) -> bool:
        """Whether a day has moved."""
        return any(item.was for item in self.items)

    def nearest(self, today: date) -> Item:
        """The item whose day comes next; one that is past or has no day comes last."""
        return min(self.items, key=lambda item: (item.day is None or item.day < today, item.day or date.max))


class Content(NamedTuple):
    """A whole mail.

    Attributes:
        age: of a past year's plan, said in words.
        ready: what to have ready, for all blocks together.
        notes: what holds for all blocks.
        footer: about the mail itself.
    """

    greeting: str
    opening: str
    age: str | None
    blocks: tuple[Block, ...]
    ready: Row | None
    notes: tuple[str, ...]
    footer: tuple[Line, ...]


def plain(text: str) -> Line:
    """A line without links."""
    return Line((Span(text),))


def blocks_of(letter: Letter, plan: Plan, calendar: WorkCalendar, today: date) -> tuple[Block, ...]:
    """A letter's items, both days of a milestone as one block: changes first, then by day.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    together: dict[object, list[Item]] = {}
    for item in letter.items:
        together.setdefault((item.committee.no, item.key), []).append(item)
    made = [_block(items, plan, calendar, today) for items in together.values()]
    return tuple(sorted(made, key=lambda block: _order(block, today)))


def _order(block: Block, today: date) -> tuple[bool, bool, date, int]:
    day = block.nearest(today).day or date.max
    return not block.is_change, not today <= day < date.max, day, block.committee.no


def _block(items: Iterable[Item], plan: Plan, calendar: WorkCalendar, today: date) -> Block:
    told = tuple(sorted(items, key=lambda item: item.which != "safe"))
    committee, milestone = told[0].committee, told[0].milestone
    who = _who(told[0], plan, calendar)
    name = name_text(committee).replace("\n", "")
    rows = [
        *_changes(told),
        *_days(told, calendar, today),
        *_words(committee, milestone),
        *_receivers(committee, milestone, plan.about["area_code"]),
        Row("出处", tuple(plain(line) for line in _sources(committee, milestone))),
    ]
    label = f"{milestone.label}（{who}）" if who else milestone.label
    return Block(told, f"{committee.no}号 {name}", label, tuple(rows))


def _who(item: Item, plan: Plan, calendar: WorkCalendar) -> str:
    """Batch and audience, as the calendar says it; also of a milestone that has no window any more."""
    one, key = item.milestone, item.key
    if one.window and one.days:
        return Subject(plan, item.committee, one, one.window, one.days, calendar).who
    return " ".join(part for part in (f"第{key.batch}批" if key.batch else "", key.audience) if part)


def _changes(items: Sequence[Item]) -> Iterator[Row]:
    changed = [(item, item.was) for item in items if item.was]
    lines = []
    for item, was in changed:
        # Of a milestone without days it is not known whether it had one or two.
        several = len(changed) > 1 if item.day is None else not is_exact(item.milestone)
        which = which_words(item.milestone, item.which) if several else ""
        if item.day is None:
            ask = "接收单位" if item.committee.receivers else "当地人力社保部门"
            told = f"{which}原定 {full_day(was)}，现在的计划里没有日期了，请问{ask}"
        else:
            told = f"{which}原为 {full_day(was)}，现为 {full_day(item.day)}"
        lines.append(Line((Span(told),), strong=True))
    if lines:
        yield Row("日期有变", tuple(lines))


def _days(items: Sequence[Item], calendar: WorkCalendar, today: date) -> Iterator[Row]:
    milestone = items[0].milestone
    if milestone.days is None:
        return
    leads = {item.which: item.lead for item in items if item.lead}
    exact = is_exact(milestone)
    for which, day in zip(("safe", "last"), milestone.days, strict=True):
        lead = leads.get(which) or (leads.get("last") if exact else None)
        provisional = "（暂定）" if is_provisional((today, day), calendar) else ""
        told = f"{full_day(day)}{provisional}，{left_words(day, today, calendar)}"
        reminder = f"（这次提醒：提前{lead.words}）" if lead else ""
        yield Row(which_words(milestone, which), (Line((Span(told + reminder),), strong=lead is not None),))
        if exact:
            return


def _words(committee: Committee, milestone: Milestone) -> Iterator[Row]:
    """The printed words, how closely they name the day, and what must be known beside."""
    printed = [f"“{milestone.text}”"] if milestone.text else []
    if milestone.basis.evidence != "text" and printed:
        yield Row("规定", (plain(printed.pop()),))
    if milestone.window:
        if milestone.event == "report":
            printed.append(f"预计评审时间“{committee.review.text}”")
        elif milestone.event == "unit_notice":
            printed.append(f"接收材料截止时间“{committee.cutoff.text}”")
        printed[-1] += INFERRED.get(milestone.window.precision, "")
    if printed:
        yield Row("通知原文", tuple(map(plain, printed)))
    notes = [note for note in (_moved_by_holiday(milestone), milestone.note) if note]
    if notes:
        yield Row("说明", tuple(map(plain, notes)))


def _moved_by_holiday(milestone: Milestone) -> str:
    window, days = milestone.window, milestone.days
    if milestone.event != "cutoff" or not window or not days or not window.earliest == window.latest != days.last:
        return ""
    return f"{full_day(window.latest)}不是工作日，取之前的最后一个工作日"


def _receivers(committee: Committee, milestone: Milestone, area_code: str) -> Iterator[Row]:
    if milestone.recipient and milestone.event != "cutoff":
        yield Row("报给", (plain(milestone.recipient),))
    lines = []
    for receiver in committee.receivers:
        spans = [Span(receiver.unit)]
        for phone in receiver.phones:
            number = read_phone(phone, area_code)
            spans += [Span(" "), Span(number.shown, f"tel:{number.dialled}" if number.dialled else "")]
        lines.append(Line(tuple(spans)))
    if lines:
        yield Row(_TO.get(milestone.event, "接收单位"), tuple(lines))


def ready_of(blocks: Sequence[Block], plan: Plan) -> Row | None:
    """What to have ready for the milestones of a mail, each thing once."""
    events = [event for event in LABELS if any(one.milestone.event == event for one in blocks if one.milestone.days)]
    found = dict.fromkeys(one for event in events for one in plan.ready_for(event))
    lines = []
    for one in found:
        labels = "、".join(LABELS[event] for event in events if event in one.events)
        lines.append(plain(f"{labels}：{one.words}（{_basis_words(one.basis)}）"))
    return Row("先备好", tuple(lines)) if lines else None


def _sources(committee: Committee, milestone: Milestone) -> Iterator[str]:
    basis = milestone.basis
    yield f"{_basis_words(basis)} · {EVIDENCE[basis.evidence]}"
    if not (basis.clause or "").startswith(f"附件{committee.source.annex} 第{committee.source.row}行"):
        yield f"评委会：{committee.source}"


def _basis_words(basis: Basis) -> str:
    return f"{basis.document} {basis.clause}" if basis.clause else f"{basis.document}（条号未核实）"
