"""A day's run: from the subscriptions to letters, from letters to mails that the ledger knows of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from email.message import EmailMessage
from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.workdays import WorkCalendar

from .delivery import Outcome, Sent, Transport
from .due import Reminders
from .items import Letter
from .ledger import Entry, Ledger
from .mail import compose
from .subscriptions import Subscriber, Subscriptions
from .wants import Wanted


class Run(NamedTuple):
    """What a run needs to know.

    Attributes:
        ledger: None = nobody was told anything yet.
        left_out: how many entries of the file have errors and are not among its subscribers.
    """

    subscriptions: Subscriptions
    plan: Plan
    wanted: Wanted
    calendar: WorkCalendar
    today: date
    ledger: Ledger | None = None
    left_out: int = 0

    def letters(self) -> Iterator[tuple[Subscriber, Letter]]:
        """What is due today, one by one, so that many subscribers need no more memory than few.

        Raises:
            ZcError: a subscription asks for something the plan does not know, the ledger fails, or the calendar does
                not know the days.
        """
        reminders = Reminders(self.plan, self.calendar, self.today)
        plan = f"{self.plan.about['region']}/{self.plan.year}"
        for subscriber in self.subscriptions.subscribers:
            told = self.ledger.told(plan, subscriber.person.address) if self.ledger else {}
            letter = reminders.letter(subscriber, self.wanted.committees(subscriber), told)
            if letter is not None:
                yield subscriber, letter

    def message(self, subscriber: Subscriber, letter: Letter, now: datetime) -> EmailMessage:
        """The mail for a letter."""
        return compose(letter, subscriber, self.subscriptions, self.plan, self.calendar, today=self.today, now=now)


def deliver(
    run: Run,
    ledger: Ledger,
    transport: Transport,
    letters: Iterable[tuple[Subscriber, Letter]],
    clock: Callable[[], datetime],
) -> Iterator[tuple[Letter, Sent]]:
    """Send letters one by one: claimed in the ledger just before a mail is handed over, recorded once it is answered.

    What comes to no answer stays claimed: nobody can know whether it arrived, so it is not sent again by itself.

    Args:
        letters: those of `run`.
        clock: tells the time, with its zone.

    Raises:
        ServerUnreachableError: the server cannot be reached; the letters that are left are still due.
        ZcError: the ledger fails.
    """
    for subscriber, letter in letters:
        message = run.message(subscriber, letter, clock())
        yield letter, _hand_over(_Mail(message, letter), run, ledger, transport, clock)


class _Mail(NamedTuple):
    message: EmailMessage
    letter: Letter

    @property
    def identifier(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def entries(self) -> list[Entry]:
        return [Entry(one.key, one.which, one.day, one.lead_text) for one in self.letter.items]


def _hand_over(mail: _Mail, run: Run, ledger: Ledger, transport: Transport, clock: Callable[[], datetime]) -> Sent:
    recipient = mail.letter.recipient
    claimed = False

    def claim() -> bool:
        nonlocal claimed
        claimed = ledger.claim(mail.identifier, recipient, mail.entries, today=run.today, now=clock())
        return claimed

    try:
        sent = transport.send(mail.message, run.subscriptions.sender.address, recipient, claim)
    except ZcError as error:
        # A transport that gives up has handed nothing over.
        if claimed:
            ledger.release(mail.identifier, recipient, error.message, clock())
        raise
    if sent.outcome is Outcome.ACCEPTED:
        ledger.accept(mail.identifier, clock(), sent.reply)
    elif sent.outcome in (Outcome.REFUSED, Outcome.DEFERRED):
        ledger.release(mail.identifier, recipient, sent.reply, clock())
    return sent
