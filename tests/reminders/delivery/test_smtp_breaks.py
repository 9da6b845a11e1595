"""Connections that break and servers without manners: what was handed over is never sent twice."""

from __future__ import annotations

import re
import socket
import tracemalloc
from collections.abc import Callable
from time import perf_counter, sleep

import pytest
from mail_server import DROP, HOST, STALL, MailServer, rude_server
from reminders.delivery.sample_deliveries import PATIENT, SENDER, SHORT, Claims, deliver, mail, transport, unreachable

from zhicheng_cli.errors import TEMPORARY_FAILURE
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, ServerUnreachableError
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", [DROP, STALL, "421 4.3.2 closing", "nonsense"])
def test_lost_before_the_mail_it_is_tried_once_more_and_claimed_once(stage: str, how: str, server: MailServer) -> None:
    server.on(stage, how)
    claim = Claims()
    with transport(server, timeout=SHORT if how == STALL else PATIENT) as one:
        assert one.send(mail(), SENDER, "a@example.com", claim).outcome is SendOutcome.ACCEPTED
    assert claim.count == 1
    assert len(server.mails) == 1
    assert server.stages.count("CONNECT") == 2


def test_a_server_that_does_not_come_back_is_unreachable_and_the_mail_not_handed_over(server: MailServer) -> None:
    server.on("DATA", DROP)
    claim = Claims(seen=lambda: server.on("CONNECT", "421 4.3.2 shutting down"))
    with transport(server) as one, pytest.raises(ServerUnreachableError):
        one.send(mail(), SENDER, "a@example.com", claim)
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
        assert one.send(mail(), SENDER, "a@example.com", claim).outcome is SendOutcome.UNKNOWN
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


def flood(one: socket.socket) -> None:
    while True:
        one.sendall(b"250-" + b"y" * 60 + b"\r\n")


def flood_without_end_of_line(one: socket.socket) -> None:
    while True:
        one.sendall(b"250-" + b"y" * 60)


def drip(one: socket.socket) -> None:
    one.sendall(b"250-")
    while True:
        one.sendall(b"z")
        sleep(SHORT / 5)


def drip_lines(one: socket.socket) -> None:
    while True:
        one.sendall(b"250-z\r\n")
        sleep(SHORT / 5)


RUDE = pytest.mark.parametrize("rudeness", [flood, flood_without_end_of_line, drip, drip_lines])


@RUDE
@pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "DATA", "CONTENT", "QUIT"])
def test_an_answer_without_end_holds_nobody(stage: str, rudeness: Callable[[socket.socket], None]) -> None:
    patience = SHORT if "drip" in rudeness.__name__ else PATIENT
    start = perf_counter()
    with rude_server(stage, rudeness) as port:
        one = SmtpTransport(Smtp(HOST, port, "none", timeout=patience), None)
        with one:
            if stage in ("MAIL", "DATA"):
                assert deliver(one, "a@example.com") == [SendOutcome.DEFERRED]
            if stage in ("CONNECT", "EHLO", "MAIL", "DATA"):
                with pytest.raises(ServerUnreachableError):
                    deliver(one, "a@example.com")
            else:
                assert deliver(one, "a@example.com") == [
                    SendOutcome.UNKNOWN if stage == "CONTENT" else SendOutcome.ACCEPTED
                ]
    assert perf_counter() - start < PATIENT


@RUDE
def test_an_answer_without_end_takes_no_memory(rudeness: Callable[[socket.socket], None]) -> None:
    tracemalloc.start()
    try:
        with rude_server("CONNECT", rudeness) as port:
            unreachable(Smtp(HOST, port, "none", timeout=SHORT))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4_000_000


def test_a_long_answer_in_many_small_pieces_is_understood() -> None:
    def say(one: socket.socket) -> None:
        for octet in b"550-first\r\n" + b"550-more\r\n" * 50 + b"550 last\r\n":
            one.sendall(bytes([octet]))

    with rude_server("RCPT", say) as port, SmtpTransport(Smtp(HOST, port, "none", timeout=PATIENT), None) as one:
        sent = one.send(mail(), SENDER, "a@example.com", Claims())
    assert sent.outcome is SendOutcome.REFUSED
    assert sent.reply.startswith("550 first more more")


def test_the_words_of_an_answer_that_makes_no_sense_are_not_quoted() -> None:
    for answer, told in (("250 eh", "250"), ("what?", "看不懂"), ("999 never", "999")):
        with MailServer() as server:
            server.on("CONTENT" if answer != "250 eh" else "DATA", answer, answer)
            with transport(server) as one:
                sent = one.send(mail(), SENDER, "a@example.com", Claims())
            assert told in sent.reply
            assert sent.reply.startswith("它的回答")
            assert not re.search("[A-Za-z]", sent.reply)


def test_a_server_that_goes_away_between_two_mails() -> None:
    with MailServer() as server:
        one = transport(server)
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]
    with one, pytest.raises(ServerUnreachableError):
        deliver(one, "b@example.com")
