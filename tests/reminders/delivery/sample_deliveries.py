"""Mails to be delivered in tests, and what is asked of a transport."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from mail_server import HOST, MailServer

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.delivery.sendmail import SendmailTransport
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, Sent, ServerUnreachableError
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp

SENDER = "office@example.com"
PATIENT = 5.0
#: For what is meant to stall.
SHORT = 0.2


class Claims:
    """Counts how often it was claimed."""

    def __init__(self, answer: bool = True, *, seen: Callable[[], None] = lambda: None) -> None:
        self.count, self._answer, self._seen = 0, answer, seen

    def __call__(self) -> bool:
        self.count += 1
        self._seen()
        return self._answer


def mail(recipient: str = "a@example.com", body: str = "评审材料 7月30日 截止\n") -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = SENDER, recipient, "截止提醒"
    message.set_content(body, cte="base64")
    return message


def smtp(port: int, security: str = "none", user: str | None = None, *, timeout: float = PATIENT) -> Smtp:
    return Smtp(HOST, port, security, user, timeout=timeout)


def transport(
    server: MailServer, security: str = "none", *, timeout: float = PATIENT, password: str = ""
) -> SmtpTransport:
    settings = smtp(server.port, security, server.user, timeout=timeout)
    return SmtpTransport(settings, password if server.user else None)


def send(one: SmtpTransport | SendmailTransport, claim: Callable[[], bool] | None = None) -> Sent:
    return one.send(mail(), SENDER, "a@example.com", claim or Claims())


def deliver(one: SmtpTransport | SendmailTransport, *recipients: str) -> list[SendOutcome]:
    return [one.send(mail(to), SENDER, to, Claims()).outcome for to in recipients]


def body_of(content: bytes) -> str:
    text: str = message_from_bytes(content, policy=policy.default).get_content()
    return text.replace("\r\n", "\n")


def unreachable(settings: Smtp, password: str | None = None) -> ServerUnreachableError:
    claim = Claims()
    with SmtpTransport(settings, password) as one, pytest.raises(ServerUnreachableError) as caught:
        send(one, claim)
    assert claim.count == 0
    assert caught.value.exit_code == TEMPORARY_FAILURE
    return caught.value


def unusable(settings: Smtp, password: str | None = None) -> ZcError:
    with SmtpTransport(settings, password) as one, pytest.raises(ZcError) as caught:
        send(one)
    assert caught.value.exit_code == USAGE
    assert caught.value.hint
    return caught.value
