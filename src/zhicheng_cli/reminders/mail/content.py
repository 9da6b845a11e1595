"""What a mail says, in pieces that its text and its page both show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.milestones import LABELS, Milestone
from zhicheng_cli.plan.report_entries import ready_for
from zhicheng_cli.reminders.departure import Departure
from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.views.parts.citations import EVIDENCE, citation_text
from zhicheng_cli.views.parts.decided import LABEL, decided_lines
from zhicheng_cli.views.parts.wording import (
    BY_REVIEW,
    day_name,
    day_name_of,
    is_provisional,
    key_who,
    milestone_who,
    source_text,
    void_lines,
)
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.phones import read_phone

from .mail_wording import (
    INFERRED,
    ask_words,
    days_before,
    departed_words,
    former_name,
    full_day,
    is_between,
    late_words,
    left_words,
    moved_words,
    names_before,
)

_TO = {"cutoff": "材料交到", "unit_notice": "材料交到"}
#: Whose business it is, where it is not the applicant's.
_READY = {"report": "评前报告（评委会办公室）"}
#: An address in a clause, in brackets as it is printed.
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


class Span(NamedTuple):
    """Some words, and where they lead (`tel:`, `mailto:`, `http:`, `https:`), or nowhere."""

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


class MailRow(NamedTuple):
    """Something said of a milestone, and what it is."""

    name: str
    lines: tuple[Line, ...]


class Block(NamedTuple):
    """One milestone of one committee, with all that is told of it.

    Attributes:
        items: its safe and its last day, or one of them.
        who: its batch and audience, or an empty string.
    """

    items: tuple[Item, ...]
    heading: str
    who: str
    rows: tuple[MailRow, ...]

    @property
    def committee(self) -> Committee:
        """Whose it is."""
        return self.items[0].committee

    @property
    def milestone(self) -> Milestone:
        """What it is."""
        return self.items[0].milestone

    @property
    def departure(self) -> Departure | None:
        """That its committee has left the plan."""
        return self.items[0].departure

    @property
    def label(self) -> str:
        """The milestone, and whom it concerns."""
        return f"{self.milestone.label}（{self.who}）" if self.who else self.milestone.label

    @property
    def is_change(self) -> bool:
        """Whether a day has moved."""
        return any(item.is_change for item in self.items)

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

    opening: str
    age: str | None
    blocks: tuple[Block, ...]
    ready: MailRow | None
    notes: tuple[str, ...]
    footer: tuple[Line, ...]


def plain(text: str) -> Line:
    """A line without links."""
    return Line((Span(text),))


def linked(text: str) -> Line:
    """A line with its printed addresses as links, without their brackets."""
    parts = _ADDRESS.split(text)
    return Line(tuple(Span(part, part if number % 2 else "") for number, part in enumerate(parts) if part))


def blocks_of(letter: Letter, plan: Plan, calendar: WorkCalendar, today: date) -> tuple[Block, ...]:
    """A letter's items, both days of a milestone as one block: changes first, then by day.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    together: dict[MilestoneKey, list[Item]] = {}
    for item in letter.items:
        together.setdefault(item.key, []).append(item)
    made = [_block(items, plan, calendar, today) for items in together.values()]
    return tuple(_renamed(sorted(made, key=lambda block: _order(block, today))))


def _renamed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; the first of each body says which other name the person knows."""
    said = set()
    for block in blocks:
        key, former = block.committee.key, former_name(block.items[0])
        rows = (MailRow("名称有变", (plain(former),)),) if former and key not in said else ()
        said.add(key)
        yield block._replace(rows=(*rows, *block.rows))


def _order(block: Block, today: date) -> tuple[bool, bool, bool, date, int]:
    day = block.nearest(today).day or date.max
    return block.departure is None, not block.is_change, not today <= day < date.max, day, block.committee.no


def _block(items: Iterable[Item], plan: Plan, calendar: WorkCalendar, today: date) -> Block:
    told = tuple(sorted(items, key=lambda item: item.which != "safe"))
    committee, milestone = told[0].committee, told[0].milestone
    if told[0].departure:
        return Block(told, f"{committee.name}（原{committee.source}）", _who(told[0]), _departed(told, plan))
    rows = [
        *_changes(told),
        *_days(told, calendar, today),
        *_words(committee, milestone),
        *_receivers(committee, milestone, plan.region.area_code),
        *_further(committee, milestone, plan, calendar),
        MailRow("出处", tuple(plain(line) for line in _sources(committee, milestone))),
    ]
    return Block(told, _heading(committee), _who(told[0]), tuple(rows))


def _departed(items: Sequence[Item], plan: Plan) -> tuple[MailRow, ...]:
    departure = items[0].departure
    assert departure is not None
    told = f"评委会{departed_words(departure, plan)}；{_told_before(items)}，不再有效"
    return (MailRow("已撤去" if departure.year is None else "不在计划里", (Line((Span(told),), strong=True),)),)


def _heading(committee: Committee) -> str:
    limits = f"限{committee.limits}" if committee.limits else ""
    told = "；".join(filter(None, (limits, committee.source.place)))
    return f"{committee.name}（{told}）" if told else committee.name


def _who(item: Item) -> str:
    """Batch and audience; also of a milestone that has no window any more."""
    if item.milestone.window:
        return milestone_who(item.committee, item.milestone)
    return key_who(item.committee, item.key)


def _changes(items: Sequence[Item]) -> Iterator[MailRow]:
    changed = [item for item in items if item.is_change]
    if changed:
        told = [_gone(changed)] if changed[0].day is None else list(map(_change, changed))
        yield MailRow("日期有变", tuple(Line((Span(line),), strong=True) for line in told))


def _gone(changed: Sequence[Item]) -> str:
    """Of a milestone without days: which it had."""
    ask = "接收单位" if changed[0].committee.receivers else "当地人力社保部门"
    return f"{_told_before(changed)}，现在的计划里没有日期了，请问{ask}"


def _told_before(changed: Sequence[Item]) -> str:
    """The days that were told; they are named only where they were different ones."""
    one = changed[0]
    was = {day_name_of(one.key.event, item.which): item.was for item in changed if item.was}
    named = len(set(was.values())) > 1
    told = dict.fromkeys(f"{name} {full_day(day)}" if named else full_day(day) for name, day in was.items())
    return f"原定 {'、'.join(told)}"


def _change(item: Item) -> str:
    """What was told before, and what holds now."""
    assert item.day is not None
    now, days = full_day(item.day), days_before(item)
    name = day_name(item.milestone, item.which)
    which = f"{name}：" if name else ""
    if not days:
        return f"{which}原来没有日期，现为 {now}"
    if len(days) == 1:
        return f"{which}原为 {full_day(days[0])}，现为 {now}"
    names = names_before(item)
    told = "、".join(f"{name} {full_day(day)}" for name, day in zip(names, days, strict=True))
    return f"{which}原来告诉您的是：{told}；现在是 {now}，{moved_words(days[1], item.day, f'原来的{names[1]}日')}"


def _days(items: Sequence[Item], calendar: WorkCalendar, today: date) -> Iterator[MailRow]:
    committee, milestone = items[0].committee, items[0].milestone
    if milestone.days is None or milestone.left is None:
        return
    leads = {day_name(milestone, item.which): item.lead for item in items if item.lead}
    names = (day_name(milestone, which) for which in ("safe", "last"))
    for name, left in dict(zip(names, milestone.left, strict=True)).items():
        day = left.day
        lead = leads.get(name)
        provisional = "（暂定）" if is_provisional((today, day), calendar) else ""
        told = f"{full_day(day)}{provisional}，{left_words(left)}"
        late = day < today and is_between(milestone, today)
        if late:
            told += f"——可能已经{late_words(milestone.event)}，{ask_words(committee, milestone.event)}"
        elif lead and day > today:
            told += f"（这次提醒：提前{lead.words}）"
        yield MailRow(name or "日期", (Line((Span(told),), strong=late or lead is not None),))


def _words(committee: Committee, milestone: Milestone) -> Iterator[MailRow]:
    """The printed words, how closely they name the day, and what must be known beside."""
    printed = [f"“{milestone.text}”"] if milestone.text else []
    if milestone.basis.evidence != "text" and printed:
        yield MailRow("规定", (plain(printed.pop()),))
    if milestone.window:
        if milestone.event == "report":
            printed.append(f"预计评审时间“{committee.review.text}”")
        elif milestone.event == "unit_notice":
            printed.append(f"接收材料截止时间“{committee.cutoff.text}”")
        printed[-1] += INFERRED.get(milestone.window.precision, "")
    if printed:
        yield MailRow("通知原文", tuple(map(plain, printed)))
    notes = [note for note in (_moved_by_holiday(milestone), milestone.note) if note]
    if notes:
        yield MailRow("说明", tuple(map(plain, notes)))


def _moved_by_holiday(milestone: Milestone) -> str:
    window, days = milestone.window, milestone.days
    if not milestone.takes_papers or not window or not days or not window.earliest == window.latest != days.last:
        return ""
    return f"{full_day(window.latest)}不是工作日，取之前的最后一个工作日"


def _receivers(committee: Committee, milestone: Milestone, area_code: str) -> Iterator[MailRow]:
    if milestone.event == "report" and milestone.recipient:
        yield MailRow("谁来报", (plain(f"由评委会办公室报（申报人不用办）：{milestone.recipient}"),))
    lines = []
    for receiver in committee.receivers:
        spans = [Span(receiver.unit)]
        for phone in receiver.phones:
            number = read_phone(phone, area_code)
            spans += [Span(" "), Span(number.shown, f"tel:{number.dialled}" if number.dialled else "")]
        if receiver.more:
            spans.append(Span(f"（{receiver.more}）"))
        lines.append(Line(tuple(spans)))
    lines += map(plain, void_lines(committee, "receivers"))
    if lines:
        yield MailRow(_TO.get(milestone.event, "接收单位"), tuple(lines))


def _further(committee: Committee, milestone: Milestone, plan: Plan, calendar: WorkCalendar) -> Iterator[MailRow]:
    """What else is printed for those who hand in, and who decides what is only recommended."""
    if milestone.event in BY_REVIEW:
        return
    for note in committee.printed_notes:
        yield MailRow(note.about, (linked(str(note)),))
    if decided := decided_lines(plan, committee, calendar):
        yield MailRow(LABEL, tuple(map(plain, decided)))


def ready_of(blocks: Sequence[Block], plan: Plan) -> MailRow | None:
    """What to have ready for the milestones of a mail, each thing once, and for which of them."""
    asked = {(one.committee.no, one.milestone.event): one.committee for one in blocks if one.milestone.days}
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for (_, event), committee in sorted(asked.items(), key=lambda one: list(LABELS).index(one[0][1])):
        for one in ready_for(plan, committee, event):
            labels, bases = found.setdefault(one.words, ({}, {}))
            labels[_READY.get(event, LABELS[event])] = None
            bases[citation_text(one.basis)] = None
    lines = (linked(f"{'、'.join(labels)}：{words}（{'；'.join(bases)}）") for words, (labels, bases) in found.items())
    return MailRow("先备好", tuple(lines)) if found else None


def _sources(committee: Committee, milestone: Milestone) -> Iterator[str]:
    basis = milestone.basis
    yield f"{citation_text(basis)} · {EVIDENCE[basis.evidence]}"
    source = committee.source
    if basis.document != source.document or not (basis.clause or "").startswith(source.place):
        yield f"评委会：{source}"
    yield from source_text(committee).splitlines()[1:]
