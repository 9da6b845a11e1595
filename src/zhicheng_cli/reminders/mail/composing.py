"""One letter as a message: text, page and calendar, under a head that no name can break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from zhicheng_cli.errors import visible
from zhicheng_cli.files.text import whole
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
from .headers import POLICY, unsubscribe_address, unsubscribe_words, write_head
from .mail_wording import departed_words
from .subject import subject_of

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
) -> EmailMessage:
    """The mail of a letter: `multipart/mixed` of text and page, and a calendar of what has a day, all in base64.

    The same arguments make the same bytes. Serialise it with its own policy (`as_bytes()`).

    Args:
        now: the instant of sending, with its zone; written as +08:00.

    Raises:
        ZcError: an address is none, the sender's, the recipient's or the one to unsubscribe at.
        CalendarRangeError: the calendar does not know the days between today and a day told.
    """
    sender, recipient = subscriptions.sender, Mailbox(letter.recipient, subscriber.person.name)
    unsubscribe = unsubscribe_address(sender, subscriptions.unsubscribe)
    blocks = blocks_of(letter, plan, calendar, today)
    subject = subject_of(blocks, today)
    attached = calendar_of(blocks, letter, plan, calendar, now, today)
    file_name = f"zhicheng-{plan.year}.ics"
    content = _content(recipient, blocks, plan, calendar, today)
    content = content._replace(footer=tuple(_footer(sender, unsubscribe, file_name)))
    message = _body(content, subject)
    _attach(message, attached, file_name)
    write_head(
        message, letter, people=(sender, recipient), subject=subject, today=today, now=now, unsubscribe=unsubscribe
    )
    _fix_boundaries(message)
    return message


def _content(recipient: Mailbox, blocks: tuple[Block, ...], plan: Plan, calendar: WorkCalendar, today: date) -> Content:
    """All that is said, but for what is said of the mail itself."""
    return Content(
        greeting=f"{recipient.name}，您好：" if recipient.name else "您好：",
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


def _body(content: Content, subject: str) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message.set_content(_rendered("mail.txt.j2", content, subject), cte="base64")
    message.add_alternative(_rendered("mail.html.j2", content, subject), subtype="html", cte="base64")
    return message


def _rendered(template: str, content: Content, subject: str) -> str:
    return _environment().get_template(template).render(content=content, subject=subject)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__name__.rpartition(".")[0], "."),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Text of the data without control characters: one line stays one."""
    return visible(whole(value)) if type(value) is str else value


def _attach(message: EmailMessage, content: bytes, file_name: str) -> None:
    parameters = {"charset": "utf-8", "method": "PUBLISH"}
    message.add_attachment(
        content, maintype="text", subtype="calendar", cte="base64", filename=file_name, params=parameters
    )


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries that are the same every time; base64 has no hyphens, so no line of a part can be one."""
    digest = message["Message-ID"].partition("@")[0].rpartition(".")[2]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"zc-{number}-{digest}")
