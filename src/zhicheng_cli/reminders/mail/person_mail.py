"""The mail to one person of a roster: a letter as plain text, under a head that nothing in it can break."""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage

from zhicheng_cli.plan.keys import plan_key
from zhicheng_cli.reminders.subscriptions.addresses import same_address
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox
from zhicheng_cli.views.parts.person_letter import PersonLetter

from .headers import POLICY, identifier_of, write_head


def person_mail(letter: PersonLetter, sender: Mailbox, address: str, *, today: date, now: datetime) -> EmailMessage:
    """The mail; the same letter to the same address has the same Message-ID, on whatever day it is written.

    Raises:
        ZcError: an address is none.
    """
    message = EmailMessage(policy=POLICY)
    message.set_content(letter.text(str(today)), cte="base64")
    identifier = identifier_of(
        sender.address, ["person", plan_key(letter.plan), same_address(address), *letter.essence()]
    )
    recipient = Mailbox(address, letter.person.name)
    write_head(message, people=(sender, recipient), subject=letter.subject, identifier=identifier, now=now)
    return message
