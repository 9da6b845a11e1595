"""A mail server that works, refuses, breaks off or has no manners: every mail's fate is known, and none goes twice."""

from __future__ import annotations

import re
import socket
import tracemalloc
from email import policy
from email.message import EmailMessage
from functools import partial
from time import monotonic, perf_counter, sleep

import pytest
from mail_server import DROP, STALL, MailServer, rude_server
from reminders.delivery.sample_deliveries import (
    PATIENT,
    SENDER,
    SHORT,
    Claims,
    body_of,
    deliver,
    mail,
    send,
    smtp,
    transport,
    unreachable,
)

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.reminders.delivery import server_answers
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, Sent, ServerUnreachableError, one_line


def test_many_mails_go_over_one_connection(server: MailServer) -> None:
    with transport(server) as one:
        sent = [one.send(mail(to), SENDER, to, Claims()) for to in ("a@example.com", "b@example.com")]
    assert sent == [Sent(SendOutcome.ACCEPTED, "250 2.0.0 queued")] * 2
    assert [(each.sender, *each.recipients) for each in server.mails] == [
        (SENDER, "a@example.com"), (SENDER, "b@example.com"),
    ]  # fmt: skip
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
    with MailServer("tls") as server, SmtpTransport(smtp(server.port, "tls"), None) as one:
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
        send(one, claim)
    assert seen == [["CONNECT", "EHLO", "MAIL", "RCPT"]]


def test_what_another_has_claimed_is_not_handed_over_and_the_next_is(server: MailServer) -> None:
    with transport(server) as one:
        assert send(one, Claims(False)) == Sent(SendOutcome.SKIPPED, "")
        assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
    assert [each.recipients for each in server.mails] == [("b@example.com",)]
    assert server.stages.count("CONNECT") == 1


def test_a_claim_that_fails_leaves_nothing_half_said(server: MailServer) -> None:
    def fail() -> bool:
        raise ZcError("磁盘已满")

    with transport(server) as one:
        with pytest.raises(ZcError, match="磁盘已满"):
            send(one, fail)
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
        assert send(one, claim) == Sent(outcome, answer)
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
        sent = send(one)
    assert sent == Sent(SendOutcome.REFUSED, "550 5.1.1 no\\x1b[31m such user")


def test_words_that_never_end_are_cut() -> None:
    assert len(one_line(b"x" * 5000)) < 300
    assert one_line("退信\n\n 原因\t甲".encode()) == "退信 原因 甲"
    assert one_line(b"\xff") == "\ufffd"


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", [DROP, STALL, "421 4.3.2 closing", "nonsense"])
def test_lost_before_the_mail_it_is_tried_once_more_and_claimed_once(stage: str, how: str, server: MailServer) -> None:
    server.on(stage, how)
    claim = Claims()
    with transport(server, timeout=SHORT if how == STALL else PATIENT) as one:
        assert send(one, claim).outcome is SendOutcome.ACCEPTED
    assert claim.count == 1
    assert len(server.mails) == 1
    assert server.stages.count("CONNECT") == 2


def test_a_server_that_does_not_come_back_is_unreachable_and_the_mail_not_handed_over(server: MailServer) -> None:
    server.on("DATA", DROP)
    claim = Claims(seen=lambda: server.on("CONNECT", "421 4.3.2 shutting down"))
    with transport(server) as one, pytest.raises(ServerUnreachableError):
        send(one, claim)
    assert claim.count == 1
    assert server.mails == []


def test_single_mails_that_always_break_the_connection_stop_no_other(server: MailServer) -> None:
    for recipient in ("a@example.com", "c@example.com"):
        server.on("RCPT", DROP, DROP, recipient=recipient)
    with transport(server) as one:
        outcomes = deliver(one, *(f"{letter}@example.com" for letter in "abcd"))
    assert outcomes == [SendOutcome.DEFERRED, SendOutcome.ACCEPTED] * 2


def test_a_server_that_always_breaks_the_connection_is_unreachable(server: MailServer) -> None:
    server.on("MAIL", *[DROP] * 4)
    with transport(server) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.DEFERRED]
        with pytest.raises(ServerUnreachableError) as caught:
            deliver(one, "b@example.com")
    assert caught.value.exit_code == TEMPORARY_FAILURE
    assert server.mails == []


@pytest.mark.parametrize("how", [DROP, STALL, "nonsense", "354 go on"])
def test_lost_after_the_mail_nobody_knows_and_it_is_not_sent_again(how: str, server: MailServer) -> None:
    server.on("CONTENT", how)
    claim = Claims()
    with transport(server, timeout=SHORT if how == STALL else PATIENT) as one:
        assert send(one, claim).outcome is SendOutcome.UNKNOWN
        assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
    assert claim.count == 1
    assert server.stages.count("CONTENT") == 2
    assert server.stages.count("CONNECT") == 2


def test_a_server_that_closes_with_its_refusal_is_connected_again(server: MailServer) -> None:
    server.on("CONTENT", "421 4.7.0 too much for one connection")
    with transport(server) as one:
        assert deliver(one, "a@example.com", "b@example.com") == [SendOutcome.DEFERRED, SendOutcome.ACCEPTED]
    assert server.stages.count("CONNECT") == 2


@pytest.mark.parametrize("how", [DROP, STALL, "500 what?"])
def test_mails_that_were_accepted_stay_so_when_the_farewell_fails(how: str, server: MailServer) -> None:
    server.on("QUIT", how)
    with transport(server, timeout=SHORT) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


@pytest.mark.parametrize("how", [DROP, "500 what?"])
def test_a_reset_that_fails_costs_a_new_connection_only(how: str, server: MailServer) -> None:
    server.on("RCPT", "550 5.1.1 no such user")
    server.on("RSET", how)
    with transport(server) as one:
        assert deliver(one, "a@example.com", "b@example.com") == [SendOutcome.REFUSED, SendOutcome.ACCEPTED]


def endless(one: socket.socket, said: bytes, pause: float) -> None:
    while True:
        one.sendall(said)
        sleep(pause)


RUDENESSES = {
    "flood": partial(endless, said=b"250-" + b"y" * 60 + b"\r\n", pause=0),
    "flood without end of line": partial(endless, said=b"250-" + b"y" * 60, pause=0),
    "drip": partial(endless, said=b"250", pause=SHORT / 5),
    "drip lines": partial(endless, said=b"250-z\r\n", pause=SHORT / 5),
}
RUDE = pytest.mark.parametrize("rudeness", RUDENESSES.values(), ids=RUDENESSES)


@RUDE
@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "DATA", "CONTENT", "QUIT"])
def test_an_answer_without_end_holds_nobody(stage: str, rudeness: partial[None]) -> None:
    patience = SHORT if rudeness.keywords["pause"] else PATIENT
    start = perf_counter()
    with rude_server(stage, rudeness) as port, SmtpTransport(smtp(port, timeout=patience), None) as one:
        if stage in ("MAIL", "DATA"):
            assert deliver(one, "a@example.com") == [SendOutcome.DEFERRED]
        if stage in ("CONNECT", "EHLO", "MAIL", "DATA"):
            with pytest.raises(ServerUnreachableError):
                deliver(one, "a@example.com")
        else:
            outcome = SendOutcome.UNKNOWN if stage == "CONTENT" else SendOutcome.ACCEPTED
            assert deliver(one, "a@example.com") == [outcome]
    assert perf_counter() - start < PATIENT


@RUDE
def test_an_answer_without_end_takes_no_memory(rudeness: partial[None]) -> None:
    tracemalloc.start()
    try:
        with rude_server("CONNECT", rudeness) as port:
            unreachable(smtp(port, timeout=SHORT))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4_000_000


def test_a_long_answer_in_many_small_pieces_is_understood() -> None:
    def say(one: socket.socket) -> None:
        for octet in b"550-first\r\n" + b"550-more\r\n" * 50 + b"550 last\r\n":
            one.sendall(bytes([octet]))

    with rude_server("RCPT", say) as port, SmtpTransport(smtp(port), None) as one:
        sent = send(one)
    assert sent.outcome is SendOutcome.REFUSED
    assert sent.reply.startswith("550 first more more")


def test_the_words_of_an_answer_that_makes_no_sense_are_not_quoted() -> None:
    for answer, told in (("250 eh", "250"), ("what?", "看不懂"), ("999 never", "999")):
        with MailServer() as server:
            server.on("CONTENT" if answer != "250 eh" else "DATA", answer, answer)
            with transport(server) as one:
                sent = send(one)
            assert told in sent.reply
            assert sent.reply.startswith("它的回答")
            assert not re.search("[A-Za-z]", sent.reply)


def test_a_server_that_goes_away_between_two_mails() -> None:
    with MailServer() as server:
        one = transport(server)
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]
    with one, pytest.raises(ServerUnreachableError):
        deliver(one, "b@example.com")


def test_an_answer_whose_time_is_up_is_not_waited_for() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        server_answers._Lines(ours).next(monotonic() - 1)
