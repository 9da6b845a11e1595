"""One letter as a message: text, page and calendar, under a head that no name can break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from email.message import EmailMessage, MIMEPart

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Subscriber, Subscriptions
from zhicheng_cli.views.parts.wording import (
    IMPRECISE,
    PROVISIONAL,
    age_line,
    day_name,
    is_imprecise,
    is_provisional,
    source_line,
)
from zhicheng_cli.workdays import WorkCalendar

from .attachment import calendar_of
from .content import Block, Content, Line, Span, blocks_of, plain, ready_of
from .headers import POLICY, UNSUBSCRIBE_WORD, message_id, unsubscribe_address, unsubscribe_words, write_head
from .mail_wording import departed_words
from .subject import subject_of
from .told_alike import Alike, Said, wording

#: What holds between the two days, for the milestones that have them.
_BETWEEN = {
    ("unit_notice", "cutoff"): "过了最迟日一定晚了；两天之间以接收单位的答复为准；稳妥日落在上个月的，收不收请先问。",
    ("report",): "评前报告：过了最迟日一定晚了；两天之间以评委会定的评审日期为准。",
}


def compose(
    letter: Letter,
    subscriber: Subscriber,
    subscriptions: Subscriptions,
    plan: Plan,
    calendar: WorkCalendar,
    *,
    today: date,
    now: datetime,
    alike: Alike | None = None,
) -> EmailMessage:
    """The mail of a letter: `multipart/mixed` of text and page, and a calendar of what has a day, all in base64.

    The same arguments make the same bytes. Serialise it with its own policy (`as_bytes()`).

    Args:
        now: the instant of sending, with its zone; written as +08:00.
        alike: what was said in mails of the same run, of the same subscriptions and plan. What a letter has in common
            with one of them is taken over, its calendar with the stamps of that instant.

    Raises:
        ZcError: an address is none, the sender's, the recipient's or the one to unsubscribe at.
        CalendarRangeError: the calendar does not know the days between today and a day told.
    """
    sender, recipient = subscriptions.sender, Mailbox(letter.recipient, subscriber.person.name)
    unsubscribe = unsubscribe_address(sender, subscriptions.unsubscribe)
    said = (alike or Alike()).said(letter, lambda: _said(letter, subscriptions, plan, calendar, today, now))
    identifier = message_id(sender.address, letter, today)
    # The same every time; base64 has no hyphens, so no line of a part can be one.
    inner, outer = (f"zc-{number}-{identifier.partition('@')[0].rpartition('.')[2]}" for number in (1, 0))
    words = (one.greeting(recipient.name) for one in said.words)
    message = EmailMessage(policy=POLICY)
    message["MIME-Version"] = "1.0"
    _join(message, "mixed", outer, (_join(MIMEPart(policy=POLICY), "alternative", inner, words), said.calendar))
    people = (sender, recipient)
    write_head(message, people=people, subject=said.subject, identifier=identifier, now=now, unsubscribe=unsubscribe)
    return message


def _said(
    letter: Letter,
    subscriptions: Subscriptions,
    plan: Plan,
    calendar: WorkCalendar,
    today: date,
    now: datetime,
) -> Said:
    """What is said, whoever it is said to."""
    blocks = blocks_of(letter, plan, calendar, today)
    subject = subject_of(blocks, today)
    file_name = f"zhicheng-{plan.year}.ics"
    attached = _attached(calendar_of(blocks, letter, plan, calendar, now, today), file_name)
    content = _content(blocks, plan, calendar, today)
    unsubscribe = unsubscribe_address(subscriptions.sender, subscriptions.unsubscribe, UNSUBSCRIBE_WORD)
    content = content._replace(footer=tuple(_footer(subscriptions.sender, unsubscribe, file_name)))
    words = tuple(wording(template, content, subject) for template in ("mail.txt.j2", "mail.html.j2"))
    return Said(letter, subject, words, attached)


def _content(blocks: tuple[Block, ...], plan: Plan, calendar: WorkCalendar, today: date) -> Content:
    """All that is said, but for what is said of the mail itself."""
    return Content(
        opening=_opening(blocks, plan, today),
        age=age_line(plan, today),
        blocks=blocks,
        ready=ready_of(blocks, plan),
        notes=tuple(_notes(blocks, plan, calendar, today)),
        footer=(),
    )


def _opening(blocks: Sequence[Block], plan: Plan, today: date) -> str:
    gone = {block.committee.key: (block.committee.name, block.departure) for block in blocks if block.departure}
    left = "".join(f"“{name}”{departed_words(one, plan)}，原来告诉您的日期不再有效。" for name, one in gone.values())
    others = [block for block in blocks if block.departure is None]
    changed = sum(block.is_change for block in others)
    counts = ((changed, "日期有变"), (len(others) - changed, "日期将近"))
    told = "，".join(f"{count} 个{what}" for count, what in counts if count)
    return left + (f"您订阅的职称评审计划里，{told}。以下天数从 {today} 算起（当天不算）。" if others else "")


def _notes(blocks: Sequence[Block], plan: Plan, calendar: WorkCalendar, today: date) -> Iterator[str]:
    days = [day for block in blocks for day in block.milestone.days or ()]
    deadlines = [block.milestone for block in blocks if block.milestone.event != "review"]
    if is_imprecise(one.window for one in deadlines):
        yield IMPRECISE
    for events, between in _BETWEEN.items():
        if any(one.event in events and day_name(one, "safe") for one in deadlines):
            yield between
    if days and is_provisional((today, *days), calendar):
        yield PROVISIONAL
    yield f"依据的计划：{source_line(plan)}"


def _footer(sender: Mailbox, unsubscribe: str, file_name: str) -> Iterator[Line]:
    yield plain(f"附件 {file_name} 是以上日期的日历，可以导入手机或电脑的日历；日子改了、没有了的，导入后旧的会取消。")
    name = f"{sender.name} " if sender.name else ""
    address = Span(sender.address, f"mailto:{sender.address}")
    yield Line((Span(f"这封信由程序自动发出；直接回复，信会寄到发件人 {name}"), address, Span("。")))
    where, subject = unsubscribe_words(unsubscribe)
    link = Span(where, unsubscribe)
    if where == unsubscribe:
        yield Line((Span("不想再收到：打开 "), link))
    else:
        yield Line((Span("不想再收到：写信到 "), link, Span(f"，主题写“{subject}”。" if subject else "。")))


def _attached(content: bytes, file_name: str) -> MIMEPart:
    part = MIMEPart(policy=POLICY)
    parameters = {"charset": "utf-8"}
    part.set_content(
        content, "text", "calendar", cte="base64", disposition="attachment", filename=file_name, params=parameters
    )
    return part


def _join(into: MIMEPart, kind: str, boundary: str, parts: Iterable[MIMEPart]) -> MIMEPart:
    into["Content-Type"] = f'multipart/{kind}; boundary="{boundary}"'
    into.set_payload(list(parts))
    return into
