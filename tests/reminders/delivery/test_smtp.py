"""A mail server that works or refuses: every mail's fate is known."""

from __future__ import annotations

import re
import socket
from email import policy
from email.message import EmailMessage

import pytest
from mail_server import HOST, MailServer
from reminders.delivery.sample_deliveries import PATIENT, SENDER, Claims, body_of, deliver, mail, transport

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, Sent, one_line
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp


def test_many_mails_go_over_one_connection(server: MailServer) -> None:
    with transport(server) as one:
        sent = [one.send(mail(to), SENDER, to, Claims()) for to in ("a@example.com", "b@example.com")]
    assert sent == [Sent(SendOutcome.ACCEPTED, "250 2.0.0 queued")] * 2
    assert [(each.sender, each.recipients) for each in server.mails] == [
        (SENDER, ("a@example.com",)),
        (SENDER, ("b@example.com",)),
    ]
    assert body_of(server.mails[0].content) == "评审材料 7月30日 截止\n"
    assert server.stages == ["CONNECT", "EHLO", *["MAIL", "RCPT", "DATA", "CONTENT"] * 2, "QUIT"]


def test_without_a_mail_there_is_no_connection(server: MailServer) -> None:
    with transport(server):
        pass
    assert server.stages == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_with_tls_and_password_the_mail_comes_encrypted_and_authenticated(security: str) -> None:
    with MailServer(security, user="office", password="secret-1") as server:
        with transport(server, security, password="secret-1") as one:
            assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]
        assert [(each.encrypted, each.user) for each in server.mails] == [(True, "office")]


def test_the_authority_named_by_the_environment_is_trusted() -> None:
    with MailServer("tls") as server, SmtpTransport(Smtp(HOST, server.port, "tls", timeout=PATIENT), None) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


def test_a_line_that_begins_with_a_dot_arrives_as_it_is(server: MailServer) -> None:
    message = EmailMessage(policy=policy.SMTP)
    message["To"] = "a@example.com"
    message.set_content(".\n..two\nplain\n.\n", cte="7bit")
    with transport(server) as one:
        assert one.send(message, SENDER, "a@example.com", Claims()).outcome is SendOutcome.ACCEPTED
    assert body_of(server.mails[0].content) == ".\n..two\nplain\n.\n"


def test_every_line_ends_in_crlf(server: MailServer) -> None:
    message = EmailMessage(policy=policy.default)  # whose own lines end in LF
    message["To"] = "a@example.com"
    message.set_content("one\ntwo\n")
    with transport(server) as one:
        assert one.send(message, SENDER, "a@example.com", Claims()).outcome is SendOutcome.ACCEPTED
    assert not re.search(rb"(?<!\r)\n", server.mails[0].content)


def test_the_machines_name_is_not_told(monkeypatch: pytest.MonkeyPatch, server: MailServer) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda name="": "办公室电脑.local")
    with transport(server) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


def test_the_claim_comes_after_the_recipient_is_accepted_and_before_the_mail(server: MailServer) -> None:
    seen: list[list[str]] = []
    claim = Claims(seen=lambda: seen.append(list(server.stages)))
    with transport(server) as one:
        one.send(mail(), SENDER, "a@example.com", claim)
    assert seen == [["CONNECT", "EHLO", "MAIL", "RCPT"]]


def test_what_another_has_claimed_is_not_handed_over_and_the_next_is(server: MailServer) -> None:
    with transport(server) as one:
        assert one.send(mail(), SENDER, "a@example.com", Claims(False)) == Sent(SendOutcome.SKIPPED, "")
        assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
    assert [each.recipients for each in server.mails] == [("b@example.com",)]
    assert server.stages.count("CONNECT") == 1


def test_a_claim_that_fails_leaves_nothing_half_said(server: MailServer) -> None:
    def fail() -> bool:
        raise ZcError("磁盘已满")

    with transport(server) as one:
        with pytest.raises(ZcError, match="磁盘已满"):
            one.send(mail(), SENDER, "a@example.com", fail)
        assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
    assert [each.recipients for each in server.mails] == [("b@example.com",)]


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "CONTENT"])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("450 4.2.1 later please", SendOutcome.DEFERRED), ("552 5.3.4 too big", SendOutcome.REFUSED)],
)
def test_a_refusal_at_any_stage_is_certain_and_stops_no_other(
    stage: str, answer: str, outcome: SendOutcome, server: MailServer
) -> None:
    server.on(stage, answer)
    claim = Claims()
    with transport(server) as one:
        assert one.send(mail(), SENDER, "a@example.com", claim) == Sent(outcome, answer)
        assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
    assert claim.count == (stage in ("DATA", "CONTENT"))
    assert [each.recipients for each in server.mails] == [("b@example.com",)]
    assert server.stages.count("CONNECT") == 1


def test_among_many_recipients_only_the_refused_go_without(server: MailServer) -> None:
    recipients = [f"p{number}@example.com" for number in range(9)]
    server.on("RCPT", "550 5.1.1 no such user", recipient=recipients[2])
    server.on("RCPT", "451 4.3.0 busy", recipient=recipients[5])
    server.on("CONTENT", "554 5.7.1 looks like spam", recipient=recipients[7])
    with transport(server) as one:
        outcomes = deliver(one, *recipients)
    expected = [SendOutcome.ACCEPTED] * 9
    expected[2], expected[5], expected[7] = SendOutcome.REFUSED, SendOutcome.DEFERRED, SendOutcome.REFUSED
    assert outcomes == expected
    assert [each.recipients for each in server.mails] == [(recipients[number],) for number in (0, 1, 3, 4, 6, 8)]


def test_an_answer_of_many_lines_and_control_characters_becomes_one_line(server: MailServer) -> None:
    server.on("RCPT", "550-5.1.1 no\x1b[31m\r\n550 such user")
    with transport(server) as one:
        sent = one.send(mail(), SENDER, "a@example.com", Claims())
    assert sent == Sent(SendOutcome.REFUSED, "550 5.1.1 no\\x1b[31m such user")


def test_words_that_never_end_are_cut() -> None:
    assert len(one_line(b"x" * 5000)) < 300
    assert one_line("退信\n\n 原因\t甲".encode()) == "退信 原因 甲"
    assert one_line(b"\xff") == "\ufffd"
