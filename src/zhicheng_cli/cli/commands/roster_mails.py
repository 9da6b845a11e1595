"""`zc check --roster --mail`: the letters as mails, looked at first, then sent once each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import FINDINGS, OK, ZcError, visible
from zhicheng_cli.reminders.delivery.transport import SendOutcome
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger
from zhicheng_cli.reminders.mail.person_mail import person_mail
from zhicheng_cli.reminders.running import Run, deliver_notices
from zhicheng_cli.reminders.subscriptions.addresses import problem_of, shown
from zhicheng_cli.reminders.subscriptions.subscriptions import Subscriptions
from zhicheng_cli.views.parts.person_letter import PersonLetter
from zhicheng_cli.views.screen.output import say, show
from zhicheng_cli.views.screen.table import Table

from .remind_ledger import numbering_of
from .remind_run import way_of_sending
from .remind_send import exit_code, tell_failure, transport_of
from .roster_letters import person_letters

_COLUMNS = ("行号", "姓名", "邮箱", "主题", "发不发")
_TO_SEND, _SENT = "发", "发过了，不再发"


class _Addressed(NamedTuple):
    """A letter with where it goes.

    Attributes:
        message: None = it cannot be sent.
        standing: in words.
    """

    letter: PersonLetter
    message: EmailMessage | None
    standing: str


class _MailPreview(NamedTuple):
    """Who would get a mail."""

    found: Sequence[_Addressed]

    def table(self) -> Table:
        """A row a person."""
        return Table(_COLUMNS, tuple(map(_row, self.found)))

    def screen(self) -> list[Table | str]:
        """The same."""
        return [self.table()]


def mail(roster: Path, subscriptions: Path, place: Path, session: Session, *, send: bool) -> int:
    """Show who would get a mail, or send them.

    Args:
        subscriptions: the file that says who sends and how; its subscribers get nothing.
        place: the ledger's.

    Returns:
        The exit code.

    Raises:
        ZcError: a file cannot be used, the roster has no column of addresses, or the server cannot be reached (75).
    """
    way = way_of_sending(subscriptions, session)
    with read_ledger(place, numbering=numbering_of(lambda: session)) or nullcontext() as ledger:
        found = list(_addressed(roster, way, session, ledger))
    session.warn_of_age()
    session.warn_of_contacts()
    if not send:
        show(_MailPreview(found))
        count = sum(one.standing == _TO_SEND for one in found)
        say(f"要发 {count} 封。这是预演，没有发出；要发出，加 --send")
        return OK
    return _send(found, way, place, session)


def _addressed(roster: Path, way: Subscriptions, session: Session, ledger: Ledger | None) -> Iterator[_Addressed]:
    seen: set[str] = set()
    for letter in person_letters(roster, session):
        address = letter.person.address
        if address is None:
            raise ZcError("名册里没有“邮箱”这一列", "加一列，列名写 邮箱")
        problem = problem_of(address)
        if problem:
            yield _Addressed(letter, None, f"不发：{problem[0]}" if address else "不发：没有写邮箱")
            continue
        try:
            message = person_mail(letter, way.sender, address, today=session.today, now=datetime.now(UTC))
        except ZcError as error:
            yield _Addressed(letter, None, f"不发：{error}")
            continue
        identifier = str(message["Message-ID"])
        is_sent = identifier in seen or (ledger is not None and ledger.has(identifier))
        seen.add(identifier)
        yield _Addressed(letter, message, _SENT if is_sent else _TO_SEND)


def _row(one: _Addressed) -> tuple[str, ...]:
    person = one.letter.person
    return (
        str(person.row),
        visible(person.name),
        visible(shown(person.address or "")),
        one.letter.subject,
        visible(one.standing),
    )


def _send(found: Sequence[_Addressed], way: Subscriptions, place: Path, session: Session) -> int:
    for one in found:
        if one.message is None:
            say(f"第 {one.letter.person.row} 行 {visible(one.letter.person.name)}：{visible(one.standing)}")
    due = [one for one in found if one.standing == _TO_SEND]
    mails = [(one.message, one.letter.person.address or "") for one in due if one.message]
    transport, run = transport_of(way), Run(way, (), session.today)
    with open_ledger(place, numbering=numbering_of(lambda: session)) as ledger, transport:
        sent = list(deliver_notices(run, ledger, transport, mails, lambda: datetime.now(UTC)))
    failed = [one for recipient, one in sent if tell_failure(recipient, one)]
    accepted = sum(one.outcome is SendOutcome.ACCEPTED for _, one in sent)
    say(f"发出 {accepted} 封；发过的 {sum(one.standing == _SENT for one in found)} 封没有再发")
    return exit_code(failed) or (FINDINGS if any(one.message is None for one in found) else OK)
