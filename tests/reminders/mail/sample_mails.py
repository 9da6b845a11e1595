"""Mails made of the plan of 2021: days counted by hand, words from the notice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage, Message
from typing import Any

from icalendar import Calendar

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import time_left
from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.plan_reading import read_plan
from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.reminders.mail.composing import compose
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Sendmail, Subscriber, Subscriptions
from zhicheng_cli.workdays import WorkCalendar, default_calendar

DOCUMENT, _ = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")
assert DOCUMENT is not None
PLAN = read_plan(DOCUMENT.value)
ROWS = {committee.no: committee for committee in PLAN.committees}
CALENDAR = default_calendar()
#: A Thursday after 端午; 1 July is 14 days and, by hand, 10 working days off (18, 21–25, 28–30 June, 1 July).
TODAY = date(2021, 6, 17)
NOW = datetime(2021, 6, 17, 1, 30, tzinfo=UTC)
DAYS_14, WORKDAYS_7 = Lead(14, workdays=False), Lead(7, workdays=True)
OFFICE = Mailbox("office@example.org", "样例办公室")
HEADERS = [
    "Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "List-Unsubscribe", "MIME-Version",
    "Message-ID", "Subject", "To",
]  # fmt: skip


def item(
    committee: int | Committee,
    event: str = "cutoff",
    which: str = "safe",
    *,
    lead: Lead | None = DAYS_14,
    was: date | None = None,
    was_last: date | None = None,
    pick: int = 0,
    calendar: WorkCalendar = CALENDAR,
) -> Item:
    committee = ROWS[committee] if isinstance(committee, int) else committee
    one = [found for found in milestones(PLAN, committee, calendar) if found.event == event][pick]
    return Item(committee, one, key_of(PLAN, committee, one), which, lead, was, was_last)


def as_of(today: date, one: Item, calendar: WorkCalendar = CALENDAR) -> Item:
    """The same, with what is left on another day."""
    days = one.milestone.days
    return one._replace(milestone=one.milestone._replace(left=days and time_left(days, today, calendar)))


def letter(*items: Item, recipient: str = "a@example.com") -> Letter:
    return Letter(recipient, items)


def mail(
    *items: Item,
    name: str = "样例甲",
    recipient: str = "a@example.com",
    sender: Mailbox = OFFICE,
    unsubscribe: str | None = None,
    today: date = TODAY,
    now: datetime = NOW,
    calendar: WorkCalendar = CALENDAR,
    plan: Plan = PLAN,
) -> EmailMessage:
    subscriber = Subscriber(Mailbox(recipient, name), (), ("cutoff",), (DAYS_14,), ("safe",))
    subscriptions = Subscriptions(sender, Sendmail(("sendmail",)), unsubscribe, (subscriber,))
    told = letter(*(as_of(today, one, calendar) for one in items), recipient=recipient)
    return compose(told, subscriber, subscriptions, plan, calendar, today=today, now=now)


def body(message: Message, kind: str) -> str:
    assert isinstance(message, EmailMessage)
    part = message.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def text(message: Message) -> str:
    return body(message, "plain")


def lines(message: Message) -> list[str]:
    return [line.strip() for line in text(message).split("\n")]


def row(message: Message, name: str) -> str:
    (found,) = [line for line in lines(message) if line.startswith(f"{name}：")]
    return found


def attached(message: EmailMessage) -> bytes:
    (part,) = message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def events(message: EmailMessage) -> list[tuple[str, date, int]]:
    """Status, first day and SEQUENCE of what the attached calendar holds."""
    found: list[Any] = Calendar.from_ical(attached(message)).walk("VEVENT")
    return sorted((str(one["STATUS"]), one["DTSTART"].dt, int(one["SEQUENCE"])) for one in found)


def moved_to(words: str) -> Committee:
    """Row 12 as a later edition of the plan might print it."""
    row_12 = ROWS[12]
    return row_12._replace(printed={**row_12.printed, "cutoff": words}, cutoff=read_period(words, 2021))
