"""A day's run: from the subscriptions to letters, from letters to mails that the ledger knows of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from email.message import EmailMessage
from types import MappingProxyType
from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.keys import plan_key
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.records import LastTold
from zhicheng_cli.reminders.subscriptions.addresses import same_address
from zhicheng_cli.reminders.subscriptions.subscriptions import Subscriber, Subscriptions, Want
from zhicheng_cli.reminders.subscriptions.wants import Wanted
from zhicheng_cli.workdays import WorkCalendar

from .delivery.transport import SendOutcome, Sent, Transport
from .due import Reminders
from .items import Letter
from .mail.composing import compose
from .mail.no_plan_notice import no_plan_notice
from .mail.told_alike import Alike


class Edition(NamedTuple):
    """A year's plan to remind of; what is wanted but unknown to it is passed over."""

    plan: Plan
    wanted: Wanted
    calendar: WorkCalendar

    def committees(self, subscriber: Subscriber) -> frozenset[str]:
        """The keys of the committees that a subscriber wants."""
        return self.wanted.committees(subscriber, lenient=True)

    def departed(self, subscriber: Subscriber, keys: Iterable[str]) -> frozenset[str]:
        """Of committees that are no longer in the plan, those that a subscriber may have wanted."""
        wants = subscriber.wants or (Want(),)
        return frozenset(key for key in keys if any(self.wanted.may_mean(want, key) for want in wants))

    def wanted_by(self, people: Iterable[Subscriber], key: str) -> Want:
        """The entry of the subscriptions that asks for a committee; an empty one asks for all."""
        wants = [want for one in people for want in one.wants or (Want(),)]
        fitting = (want for want in wants if key in self.wanted.committees_of(want, lenient=True))
        return next(fitting, None) or next((want for want in wants if self.wanted.may_mean(want, key)), Want())


class Due(NamedTuple):
    """A letter, whose it is (all entries with that address), and the plan that it speaks of."""

    edition: Edition
    people: tuple[Subscriber, ...]
    letter: Letter

    @property
    def subscriber(self) -> Subscriber:
        """Under whose name it is sent."""
        return self.people[0]


class Run(NamedTuple):
    """What a run needs to know.

    Attributes:
        editions: the plans that may have days to come: this year's first, then last year's and any coming one.
        ledger: None = nobody was told anything yet.
        left_out: how many entries of the file have errors, so that they, or some of what they want, are left out.
    """

    subscriptions: Subscriptions
    editions: tuple[Edition, ...]
    today: date
    ledger: Ledger | None = None
    left_out: int = 0

    def letters(self) -> Iterator[Due]:
        """What is due today, one by one, so that many subscribers need no more memory than few.

        An address that is there several times gets one letter for all that it asks for.

        Raises:
            ZcError: the ledger fails, or the calendar does not know the days.
        """
        for edition in self.editions:
            plan = plan_key(edition.plan)
            called = self.ledger.called(plan) if self.ledger else {}
            reminders = self._reminders(edition, called)
            for people in _by_address(self.subscriptions.subscribers):
                told = self.ledger.told(plan, people[0].person.address) if self.ledger else {}
                wanted = [edition.committees(one) | edition.departed(one, reminders.departures) for one in people]
                found = [reminders.letter(one, keys, told) for one, keys in zip(people, wanted, strict=True)]
                letter = reminders.joined([one for one in found if one])
                if letter is not None:
                    yield Due(edition, tuple(people), letter)

    def _reminders(self, edition: Edition, called: Mapping[str, LastTold] = MappingProxyType({})) -> Reminders:
        """Those of one plan; `called` as `Reminders` takes it."""
        days = edition.wanted.review_dates(self.subscriptions.review_dates)
        later = self._later(edition.plan.year)
        return Reminders(edition.plan, edition.calendar, self.today, called, later, days)

    def _later(self, year: int) -> dict[str, int]:
        """The years of the plans after this one, by the keys of their committees; the next one counts."""
        plans = sorted((one.plan for one in self.editions if one.plan.year > year), key=lambda plan: -plan.year)
        return {one.key: plan.year for plan in plans for one in plan.committees}

    def next_day(self) -> date | None:
        """The next day after today on which something falls due that is not due yet; None = never again."""
        days = [
            day
            for edition in self.editions
            for reminders in [self._reminders(edition)]
            for one in self.subscriptions.subscribers
            if (day := reminders.next_day(one, edition.committees(one)))
        ]
        return min(days, default=None)

    def unknown(self) -> dict[int, list[int]]:
        """By year, the numbers of the committees whose days are not known yet."""
        found = {one.plan.year: self._reminders(one).unknown for one in self.editions}
        return {year: [one.no for one in committees] for year, committees in found.items() if committees}

    def writer(self) -> Callable[[Due, datetime], EmailMessage]:
        """Writes the mails for letters; what many are told alike is made once."""
        written = {edition.plan.year: Alike() for edition in self.editions}

        def message(due: Due, now: datetime) -> EmailMessage:
            plan, alike = due.edition.plan, written[due.edition.plan.year]
            people = (due.subscriber, self.subscriptions)
            return compose(due.letter, *people, plan, due.edition.calendar, today=self.today, now=now, alike=alike)

        return message


def _by_address(subscribers: Iterable[Subscriber]) -> list[list[Subscriber]]:
    people: dict[str, list[Subscriber]] = {}
    for one in subscribers:
        people.setdefault(same_address(one.person.address), []).append(one)
    return list(people.values())


def deliver(
    run: Run, ledger: Ledger, transport: Transport, letters: Iterable[Due], clock: Callable[[], datetime]
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
    write = run.writer()
    for due in letters:
        try:
            message = write(due, clock())
        except ZcError as error:
            # What is wrong with one mail must not keep the others from going.
            yield due.letter, Sent(SendOutcome.REFUSED, str(error))
            continue
        yield due.letter, _hand_over(_Mail(message, due.letter), run, ledger, transport, clock)


def notify(run: Run, ledger: Ledger, transport: Transport, clock: Callable[[], datetime]) -> Iterator[tuple[str, Sent]]:
    """Tell the sender, once a month, that there is nothing to tell any more until there is a plan of this year.

    Raises:
        ZcError: as for `deliver`.
    """
    newest = max((one.plan for one in run.editions), key=lambda plan: plan.year)
    sender = run.subscriptions.sender
    if newest.year < run.today.year and run.next_day() is None:
        message = no_plan_notice(sender, newest, today=run.today, now=clock())
        yield from deliver_notices(run, ledger, transport, [(message, sender.address)], clock)


def deliver_notices(
    run: Run,
    ledger: Ledger,
    transport: Transport,
    notices: Iterable[tuple[EmailMessage, str]],
    clock: Callable[[], datetime],
) -> Iterator[tuple[str, Sent]]:
    """Send mails that tell of no day, each to its address; one whose Message-ID is in the ledger is not sent again.

    Raises:
        ZcError: as for `deliver`.
    """
    for message, recipient in notices:
        yield recipient, _hand_over(_Mail(message, Letter(recipient, ())), run, ledger, transport, clock)


class _Mail(NamedTuple):
    message: EmailMessage
    letter: Letter

    @property
    def identifier(self) -> str:
        return str(self.message["Message-ID"])

    def claimed_in(self, ledger: Ledger, *, today: date, now: datetime) -> bool:
        """Whether it is ours to send."""
        letter = self.letter
        if not letter.items:
            return ledger.claim_notice(self.identifier, letter.recipient, today=today, now=now)
        return ledger.claim(self.identifier, letter.recipient, letter.entries, today=today, now=now, seen=letter.seen)


def _hand_over(mail: _Mail, run: Run, ledger: Ledger, transport: Transport, clock: Callable[[], datetime]) -> Sent:
    recipient = mail.letter.recipient
    claimed = False

    def claim() -> bool:
        nonlocal claimed
        claimed = mail.claimed_in(ledger, today=run.today, now=clock())
        return claimed

    try:
        sent = transport.send(mail.message, run.subscriptions.sender.address, recipient, claim)
    except ZcError as error:
        # A transport that gives up has handed nothing over.
        if claimed:
            ledger.release(mail.identifier, recipient, error.message, clock())
        raise
    if sent.outcome is SendOutcome.ACCEPTED:
        ledger.accept(mail.identifier, clock(), sent.reply)
    elif sent.outcome in (SendOutcome.REFUSED, SendOutcome.DEFERRED):
        ledger.release(mail.identifier, recipient, sent.reply, clock())
    return sent
