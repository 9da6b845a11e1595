"""Every mail's fate is known: against a real server that also fails, and a program that stands in for sendmail."""

from __future__ import annotations

import re
import socket
import sys
import tracemalloc
from base64 import b64encode
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import perf_counter, sleep

import pytest
from mail_server import DROP, HOST, STALL, MailServer, closed_port, rude_server, silent_port, trusting, write_authority

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.delivery import SendOutcome, Sent, ServerUnreachableError, one_line
from zhicheng_cli.reminders.delivery.sendmail import SendmailTransport
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.subscriptions.subscriptions import Sendmail, Smtp

SENDER = "office@example.com"
PATIENT = 5.0
#: For what is meant to stall.
SHORT = 0.3


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


def transport(
    server: MailServer, security: str = "none", *, timeout: float = PATIENT, password: str = ""
) -> SmtpTransport:
    settings = Smtp(HOST, server.port, security, server.user, timeout=timeout)
    return SmtpTransport(settings, password if server.user else None, tls_context=trusting())


def deliver(one: SmtpTransport | SendmailTransport, *recipients: str) -> list[SendOutcome]:
    return [one.send(mail(to), SENDER, to, Claims()).outcome for to in recipients]


def body_of(content: bytes) -> str:
    text: str = message_from_bytes(content, policy=policy.default).get_content()
    return text.replace("\r\n", "\n")


# What goes well.


def test_many_mails_go_over_one_connection() -> None:
    with MailServer() as server:
        with transport(server) as one:
            sent = [one.send(mail(to), SENDER, to, Claims()) for to in ("a@example.com", "b@example.com")]
        assert sent == [Sent(SendOutcome.ACCEPTED, "250 2.0.0 queued")] * 2
        assert [(each.sender, each.recipients) for each in server.mails] == [
            (SENDER, ("a@example.com",)),
            (SENDER, ("b@example.com",)),
        ]
        assert body_of(server.mails[0].content) == "评审材料 7月30日 截止\n"
        assert server.stages == ["CONNECT", "EHLO", *["MAIL", "RCPT", "DATA", "CONTENT"] * 2, "QUIT"]


def test_without_a_mail_there_is_no_connection() -> None:
    with MailServer() as server:
        with transport(server):
            pass
        assert server.stages == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_with_tls_and_password_the_mail_comes_encrypted_and_authenticated(security: str) -> None:
    with MailServer(security, user="office", password="secret-1") as server:
        with transport(server, security, password="secret-1") as one:
            assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]
        assert [(each.encrypted, each.user) for each in server.mails] == [(True, "office")]


def test_the_authority_named_by_the_environment_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(write_authority(tmp_path / "authority.pem")))
    with MailServer("tls") as server, SmtpTransport(Smtp(HOST, server.port, "tls", timeout=PATIENT), None) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


def test_a_line_that_begins_with_a_dot_arrives_as_it_is() -> None:
    message = EmailMessage(policy=policy.SMTP)
    message["To"] = "a@example.com"
    message.set_content(".\n..two\nplain\n.\n", cte="7bit")
    with MailServer() as server:
        with transport(server) as one:
            assert one.send(message, SENDER, "a@example.com", Claims()).outcome is SendOutcome.ACCEPTED
        assert body_of(server.mails[0].content) == ".\n..two\nplain\n.\n"


def test_every_line_ends_in_crlf() -> None:
    message = EmailMessage(policy=policy.default)  # whose own lines end in LF
    message["To"] = "a@example.com"
    message.set_content("one\ntwo\n")
    with MailServer() as server:
        with transport(server) as one:
            assert one.send(message, SENDER, "a@example.com", Claims()).outcome is SendOutcome.ACCEPTED
        assert not re.search(rb"(?<!\r)\n", server.mails[0].content)


def test_the_machines_name_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda name="": "办公室电脑.local")
    with MailServer() as server, transport(server) as one:
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


# The claim.


def test_the_claim_comes_after_the_recipient_is_accepted_and_before_the_mail() -> None:
    with MailServer() as server:
        seen: list[list[str]] = []
        claim = Claims(seen=lambda: seen.append(list(server.stages)))
        with transport(server) as one:
            one.send(mail(), SENDER, "a@example.com", claim)
        assert seen == [["CONNECT", "EHLO", "MAIL", "RCPT"]]


def test_what_another_has_claimed_is_not_handed_over_and_the_next_is() -> None:
    with MailServer() as server:
        with transport(server) as one:
            assert one.send(mail(), SENDER, "a@example.com", Claims(False)) == Sent(SendOutcome.SKIPPED, "")
            assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
        assert [each.recipients for each in server.mails] == [("b@example.com",)]
        assert server.stages.count("CONNECT") == 1


def test_a_claim_that_fails_leaves_nothing_half_said() -> None:
    def fail() -> bool:
        raise ZcError("磁盘已满")

    with MailServer() as server:
        with transport(server) as one:
            with pytest.raises(ZcError, match="磁盘已满"):
                one.send(mail(), SENDER, "a@example.com", fail)
            assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
        assert [each.recipients for each in server.mails] == [("b@example.com",)]


# Refusals.


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "CONTENT"])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("450 4.2.1 later please", SendOutcome.DEFERRED), ("552 5.3.4 too big", SendOutcome.REFUSED)],
)
def test_a_refusal_at_any_stage_is_certain_and_stops_no_other(stage: str, answer: str, outcome: SendOutcome) -> None:
    with MailServer() as server:
        server.on(stage, answer)
        claim = Claims()
        with transport(server) as one:
            assert one.send(mail(), SENDER, "a@example.com", claim) == Sent(outcome, answer)
            assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
        assert claim.count == (stage in ("DATA", "CONTENT"))
        assert [each.recipients for each in server.mails] == [("b@example.com",)]
        assert server.stages.count("CONNECT") == 1


def test_among_many_recipients_only_the_refused_go_without() -> None:
    recipients = [f"p{number}@example.com" for number in range(9)]
    with MailServer() as server:
        server.on("RCPT", "550 5.1.1 no such user", recipient=recipients[2])
        server.on("RCPT", "451 4.3.0 busy", recipient=recipients[5])
        server.on("CONTENT", "554 5.7.1 looks like spam", recipient=recipients[7])
        with transport(server) as one:
            outcomes = deliver(one, *recipients)
        expected = [SendOutcome.ACCEPTED] * 9
        expected[2], expected[5], expected[7] = SendOutcome.REFUSED, SendOutcome.DEFERRED, SendOutcome.REFUSED
        assert outcomes == expected
        assert [each.recipients for each in server.mails] == [(recipients[number],) for number in (0, 1, 3, 4, 6, 8)]


def test_an_answer_of_many_lines_and_control_characters_becomes_one_line() -> None:
    with MailServer() as server:
        server.on("RCPT", "550-5.1.1 no\x1b[31m\r\n550 such user")
        with transport(server) as one:
            sent = one.send(mail(), SENDER, "a@example.com", Claims())
        assert sent == Sent(SendOutcome.REFUSED, "550 5.1.1 no\\x1b[31m such user")


def test_words_that_never_end_are_cut() -> None:
    assert len(one_line(b"x" * 5000)) < 300
    assert one_line("退信\n\n 原因\t甲".encode()) == "退信 原因 甲"
    assert one_line(b"\xff") == "\ufffd"


# Connections that break.


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", [DROP, STALL, "421 4.3.2 closing", "nonsense"])
def test_lost_before_the_mail_it_is_tried_once_more_and_claimed_once(stage: str, how: str) -> None:
    with MailServer() as server:
        server.on(stage, how)
        claim = Claims()
        with transport(server, timeout=SHORT if how == STALL else PATIENT) as one:
            assert one.send(mail(), SENDER, "a@example.com", claim).outcome is SendOutcome.ACCEPTED
        assert claim.count == 1
        assert len(server.mails) == 1
        assert server.stages.count("CONNECT") == 2


def test_a_server_that_does_not_come_back_is_unreachable_and_the_mail_not_handed_over() -> None:
    with MailServer() as server:
        server.on("DATA", DROP)
        claim = Claims(seen=lambda: server.on("CONNECT", "421 4.3.2 shutting down"))
        with transport(server) as one, pytest.raises(ServerUnreachableError):
            one.send(mail(), SENDER, "a@example.com", claim)
        assert claim.count == 1
        assert server.mails == []


def test_single_mails_that_always_break_the_connection_stop_no_other() -> None:
    with MailServer() as server:
        for recipient in ("a@example.com", "c@example.com"):
            server.on("RCPT", DROP, DROP, recipient=recipient)
        with transport(server) as one:
            outcomes = deliver(one, *(f"{letter}@example.com" for letter in "abcd"))
        assert outcomes == [SendOutcome.DEFERRED, SendOutcome.ACCEPTED] * 2


def test_a_server_that_always_breaks_the_connection_is_unreachable() -> None:
    with MailServer() as server:
        server.on("MAIL", *[DROP] * 4)
        with transport(server) as one:
            assert deliver(one, "a@example.com") == [SendOutcome.DEFERRED]
            with pytest.raises(ServerUnreachableError) as caught:
                deliver(one, "b@example.com")
        assert caught.value.exit_code == TEMPORARY_FAILURE
        assert server.mails == []


@pytest.mark.parametrize("how", [DROP, STALL, "nonsense", "354 go on"])
def test_lost_after_the_mail_nobody_knows_and_it_is_not_sent_again(how: str) -> None:
    with MailServer() as server:
        server.on("CONTENT", how)
        claim = Claims()
        with transport(server, timeout=SHORT if how == STALL else PATIENT) as one:
            assert one.send(mail(), SENDER, "a@example.com", claim).outcome is SendOutcome.UNKNOWN
            assert deliver(one, "b@example.com") == [SendOutcome.ACCEPTED]
        assert claim.count == 1
        assert server.stages.count("CONTENT") == 2
        assert server.stages.count("CONNECT") == 2


def test_a_server_that_closes_with_its_refusal_is_connected_again() -> None:
    with MailServer() as server:
        server.on("CONTENT", "421 4.7.0 too much for one connection")
        with transport(server) as one:
            assert deliver(one, "a@example.com", "b@example.com") == [SendOutcome.DEFERRED, SendOutcome.ACCEPTED]
        assert server.stages.count("CONNECT") == 2


@pytest.mark.parametrize("how", [DROP, STALL, "500 what?"])
def test_mails_that_were_accepted_stay_so_when_the_farewell_fails(how: str) -> None:
    with MailServer() as server:
        server.on("QUIT", how)
        with transport(server, timeout=SHORT) as one:
            assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]


@pytest.mark.parametrize("how", [DROP, "500 what?"])
def test_a_reset_that_fails_costs_a_new_connection_only(how: str) -> None:
    with MailServer() as server:
        server.on("RCPT", "550 5.1.1 no such user")
        server.on("RSET", how)
        with transport(server) as one:
            assert deliver(one, "a@example.com", "b@example.com") == [SendOutcome.REFUSED, SendOutcome.ACCEPTED]


# Servers without manners.


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


# Servers that cannot be used.


def unreachable(settings: Smtp, password: str | None = None) -> ServerUnreachableError:
    claim = Claims()
    with (
        SmtpTransport(settings, password, tls_context=trusting()) as one,
        pytest.raises(ServerUnreachableError) as caught,
    ):
        one.send(mail(), SENDER, "a@example.com", claim)
    assert claim.count == 0
    assert caught.value.exit_code == TEMPORARY_FAILURE
    return caught.value


def unusable(settings: Smtp, password: str | None = None) -> ZcError:
    with SmtpTransport(settings, password, tls_context=trusting()) as one, pytest.raises(ZcError) as caught:
        one.send(mail(), SENDER, "a@example.com", Claims())
    assert caught.value.exit_code == USAGE
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_no_server_there(security: str) -> None:
    assert "没有邮件服务" in unreachable(Smtp(HOST, closed_port(), security)).message


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_server_that_never_greets(security: str) -> None:
    with silent_port() as port:
        assert "没有回答" in unreachable(Smtp(HOST, port, security, timeout=SHORT)).message


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "找不到这个主机名" in unreachable(Smtp("mail.invalid", 25, "none")).message


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize("host", ["a..b", ".example.com", "x" * 64 + ".example.com"])
def test_a_host_that_is_no_name_is_an_error_of_the_settings(host: str, security: str) -> None:
    """Later it is no name either: cron must not try it for ever in silence."""
    assert "不能是邮件服务器的名字" in unusable(Smtp(host, 25, security)).message


@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down", "554 5.3.2 no service", "450 later"])
def test_a_greeting_that_sends_away(answer: str) -> None:
    with MailServer() as server:
        server.on("CONNECT", answer)
        assert answer in unreachable(Smtp(HOST, server.port, "none")).message


@pytest.mark.parametrize("answer", ["250 ok", "354 go on", "HTTP/1.1 400 Bad Request", "-1 what", "\xff"])
def test_a_greeting_that_is_none_is_not_quoted(answer: str) -> None:
    with rude_server("CONNECT", lambda one: one.sendall(answer.encode("latin-1") + b"\r\n")) as port:
        told = unreachable(Smtp(HOST, port, "none", timeout=PATIENT)).message.removeprefix("连不上邮件服务器")
    assert "它的回答" in told
    assert not re.search("[A-Za-z]|-1", told)


def test_a_server_that_hangs_up_at_the_greeting() -> None:
    with MailServer() as server:
        server.on("CONNECT", DROP)
        assert "连接中断" in unreachable(Smtp(HOST, server.port, "none")).message


def test_tls_to_a_server_without() -> None:
    with MailServer() as server:
        assert "加密连接没有建立" in unreachable(Smtp(HOST, server.port, "tls", timeout=SHORT)).message


def test_a_certificate_that_nobody_vouches_for() -> None:
    with MailServer("tls") as server:
        settings = Smtp(HOST, server.port, "tls", timeout=PATIENT)
        with SmtpTransport(settings, None) as one, pytest.raises(ZcError) as caught:
            deliver(one, "a@example.com")
        assert caught.value.exit_code == USAGE
        assert "证书不可信" in caught.value.message
        assert "签发机构不受信任" in caught.value.message
        assert server.mails == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_host(security: str) -> None:
    with MailServer(security, names=("mail.example.com",)) as server:
        assert "不是给这个" in unusable(Smtp(HOST, server.port, security, timeout=PATIENT)).message


def test_without_starttls_neither_address_nor_password_is_sent() -> None:
    with MailServer("none", user="office", password="secret-1") as server:
        error = unusable(Smtp(HOST, server.port, "starttls", "office", timeout=PATIENT), "secret-1")
        assert "不提供 STARTTLS" in error.message
        assert server.stages == ["CONNECT", "EHLO"]


def test_starttls_refused_for_now() -> None:
    with MailServer("starttls") as server:
        server.on("STARTTLS", "454 4.7.0 not now")
        assert "454" in unreachable(Smtp(HOST, server.port, "starttls", timeout=PATIENT)).message


def test_a_wrong_password_is_said_and_not_shown() -> None:
    with MailServer("tls", user="office", password="secret-1") as server:
        error = unusable(Smtp(HOST, server.port, "tls", "office", timeout=PATIENT), "secret-2")
        assert "用户名或密码不对" in error.message
        assert "535" in error.message
        assert "授权码" in error.hint
        assert "secret-2" not in str(error)
        assert server.mails == []


USER, PASSWORD = "office@example.com", "Geheim 7-word"
PLAIN = f"\0{USER}\0{PASSWORD}".encode()
ECHOES = [
    PASSWORD,
    PASSWORD.upper(),
    f"you said {PASSWORD}!",
    PASSWORD.replace(" ", "  "),
    b64encode(PASSWORD.encode()).decode(),
    b64encode(PASSWORD.encode()).decode().rstrip("=").lower(),
    b64encode(USER.encode()).decode(),
    f"AUTH PLAIN {b64encode(PLAIN).decode()}",
    PASSWORD.encode().hex(),
    PLAIN.hex().upper(),
    "x" * 195 + PASSWORD,
]


@pytest.mark.parametrize("echo", ECHOES)
def test_a_server_that_repeats_the_password_at_the_login_is_not_quoted(echo: str) -> None:
    with MailServer("tls", user=USER, password="another") as server:
        server.on("AUTH", *[f"535 5.7.8 bad: {echo}"] * 3)
        error = unusable(Smtp(HOST, server.port, "tls", USER, timeout=PATIENT), PASSWORD)
        assert error.message.endswith("（535）")


@pytest.mark.parametrize(
    ("stage", "code"),
    [*((stage, code) for stage in ("MAIL", "RCPT", "DATA", "CONTENT") for code in ("450", "550")), ("CONTENT", "250")],
)
def test_a_server_that_repeats_the_password_later_is_not_quoted(stage: str, code: str) -> None:
    with MailServer("tls", user=USER, password=PASSWORD) as server:
        server.on(stage, f"{code} {PASSWORD}")
        with transport(server, "tls", password=PASSWORD) as one:
            assert one.send(mail(), SENDER, "a@example.com", Claims()).reply == code


def test_a_password_broken_in_two_is_not_quoted_either() -> None:
    with MailServer("tls", user=USER, password=PASSWORD) as server:
        server.on("RCPT", f"550-it was {PASSWORD[:5]}\r\n550 {PASSWORD[5:]}")
        with transport(server, "tls", password=PASSWORD) as one:
            assert one.send(mail(), SENDER, "a@example.com", Claims()).reply == "550"


def test_what_only_looks_like_the_password_is_quoted() -> None:
    with MailServer("tls", user=USER, password=PASSWORD) as server:
        server.on("RCPT", "550 5.1.1 Geheim 8-word")
        with transport(server, "tls", password=PASSWORD) as one:
            assert one.send(mail(), SENDER, "a@example.com", Claims()).reply == "550 5.1.1 Geheim 8-word"


@pytest.mark.parametrize("challenge", ["334 a", "334 !!!x", "334 \xff\xfex"])
@pytest.mark.parametrize("method", ["CRAM-MD5", "LOGIN"])
def test_a_challenge_that_makes_no_sense(challenge: str, method: str) -> None:
    settings = Smtp(HOST, 0, "none", USER, timeout=PATIENT)
    say = lambda one: one.sendall(challenge.encode("latin-1") + b"\r\n")  # noqa: E731
    with rude_server("AUTH", say, f"AUTH {method}") as port:
        assert "登录时它的回答看不懂" in unreachable(settings._replace(port=port), PASSWORD).message


def test_authentication_that_fails_for_now() -> None:
    with MailServer("tls", user="office", password="secret-1") as server:
        server.on("AUTH", *["454 4.7.0 temporary failure"] * 3)
        assert "454" in unreachable(Smtp(HOST, server.port, "tls", "office", timeout=PATIENT), "secret-1").message


def test_authentication_that_breaks_off() -> None:
    with MailServer("tls", user="office", password="secret-1") as server:
        server.on("AUTH", DROP)
        unreachable(Smtp(HOST, server.port, "tls", "office", timeout=PATIENT), "secret-1")


def test_a_server_without_authentication() -> None:
    with MailServer("tls") as server:
        error = unusable(Smtp(HOST, server.port, "tls", "office", timeout=PATIENT), "secret-1")
        assert "不接受用户名和密码登录" in error.message


def test_a_password_that_the_protocol_cannot_carry() -> None:
    with MailServer("tls", user="office", password="secret-1") as server:
        error = unusable(Smtp(HOST, server.port, "tls", "office", timeout=PATIENT), "密码甲")
        assert "ASCII" in error.message
        assert "密码甲" not in str(error)


def test_a_server_that_goes_away_between_two_mails() -> None:
    with MailServer() as server:
        one = transport(server)
        assert deliver(one, "a@example.com") == [SendOutcome.ACCEPTED]
    with one, pytest.raises(ServerUnreachableError):
        deliver(one, "b@example.com")


# A program instead of a server.

STAND_IN = """
import json, pathlib, sys, time
time.sleep({sleep})
content = sys.stdin.buffer.read()
pathlib.Path({seen!r}).write_text(json.dumps([sys.argv[1:], content.decode("ascii")]))
sys.stderr.write({words!r})
sys.exit({code})
"""


def program(
    folder: Path, *arguments: str, code: int = 0, words: str = "", sleep: float = 0, timeout: float = PATIENT
) -> SendmailTransport:
    script = folder / "stand_in.py"
    script.write_text(STAND_IN.format(sleep=sleep, seen=str(folder / "seen.json"), words=words, code=code), "utf-8")
    return SendmailTransport(Sendmail((sys.executable, str(script), *arguments), timeout))


def seen_by_program(folder: Path) -> tuple[list[str], str]:
    import json

    arguments, content = json.loads((folder / "seen.json").read_text("utf-8"))
    return arguments, content


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ["a@example.com"]),
        (["-oi", "-f", "x@example.com"], ["-oi", "-f", "x@example.com", "a@example.com"]),
        (["-oi", "-t"], ["-oi", "-t"]),
        (["-ti"], ["-ti"]),
        (["--read-recipients"], ["--read-recipients"]),
    ],
)
def test_the_program_gets_the_recipient_unless_it_reads_the_header(
    tmp_path: Path, given: list[str], expected: list[str]
) -> None:
    with program(tmp_path, *given) as one:
        assert one.send(mail(), SENDER, "a@example.com", Claims()) == Sent(SendOutcome.ACCEPTED, "0")
    arguments, content = seen_by_program(tmp_path)
    assert arguments == expected
    assert "\r" not in content
    assert body_of(content.encode()) == "评审材料 7月30日 截止\n"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(75, SendOutcome.DEFERRED), (1, SendOutcome.REFUSED), (67, SendOutcome.REFUSED), (78, SendOutcome.REFUSED)],
)
def test_the_programs_exit_code_decides(tmp_path: Path, code: int, outcome: SendOutcome) -> None:
    with program(tmp_path, code=code, words="\n  msmtp: no\x1b such user  \nmore\n") as one:
        sent = one.send(mail(), SENDER, "a@example.com", Claims())
    assert sent == Sent(outcome, f"{code} msmtp: no\\x1b such user")


def test_a_program_that_is_not_there_is_found_out_before_the_claim(tmp_path: Path) -> None:
    claim = Claims()
    one = SendmailTransport(Sendmail((str(tmp_path / "msmtp"),)))
    with pytest.raises(ZcError, match="找不到发信程序") as caught:
        one.send(mail(), SENDER, "a@example.com", claim)
    assert caught.value.exit_code == USAGE
    assert claim.count == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there, no file says that it can be run")
def test_a_program_that_cannot_be_run_is_an_error_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "msmtp").write_bytes(b"\x00 no program")
    (tmp_path / "msmtp").chmod(0o700)
    with pytest.raises(ZcError, match="不能运行"):
        deliver(SendmailTransport(Sendmail((str(tmp_path / "msmtp"),))), "a@example.com")


def test_a_program_that_does_not_end_is_killed_and_nobody_knows(tmp_path: Path) -> None:
    with program(tmp_path, sleep=30, timeout=SHORT) as one:
        assert one.send(mail(), SENDER, "a@example.com", Claims()).outcome is SendOutcome.UNKNOWN


@pytest.mark.skipif(sys.platform == "win32", reason="there, its children cannot be found")
def test_what_a_program_that_does_not_end_has_started_is_killed_too(tmp_path: Path) -> None:
    script, alive = tmp_path / "parent.py", tmp_path / "alive"
    child = f"import pathlib, time; time.sleep({4 * SHORT}); pathlib.Path({str(alive)!r}).write_text('yes')"
    script.write_text(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", "utf-8")
    one = SendmailTransport(Sendmail((sys.executable, str(script)), 2 * SHORT))
    assert deliver(one, "a@example.com") == [SendOutcome.UNKNOWN]
    sleep(6 * SHORT)
    assert not alive.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, no file says that it can be run")
@pytest.mark.parametrize(
    ("content", "told"), [("exit 0\n", "第一行要写 #!"), ("#!/nothing/here\n", "#! 后面写的程序不存在")]
)
def test_a_script_that_cannot_be_run_is_told_why(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "msmtp").write_text(content, "utf-8")
    (tmp_path / "msmtp").chmod(0o700)
    with pytest.raises(ZcError, match=told) as caught:
        deliver(SendmailTransport(Sendmail((str(tmp_path / "msmtp"),))), "a@example.com")
    assert caught.value.exit_code == USAGE


def test_an_argument_that_no_program_can_get(tmp_path: Path) -> None:
    with program(tmp_path, "a\0b") as one, pytest.raises(ZcError, match="空字符"):
        one.send(mail(), SENDER, "a@example.com", Claims())


def test_without_room_for_its_words_no_program_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("zhicheng_cli.reminders.delivery.sendmail.TemporaryFile", refuse)
    with program(tmp_path) as one, pytest.raises(ZcError, match="磁盘已满"):
        one.send(mail(), SENDER, "a@example.com", Claims())
    assert not (tmp_path / "seen.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_of_a_program_that_was_killed_nobody_knows(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "utf-8")
    one = SendmailTransport(Sendmail((sys.executable, str(script))))
    assert deliver(one, "a@example.com") == [SendOutcome.UNKNOWN]


def test_a_program_that_reads_nothing_is_judged_by_its_exit_code(tmp_path: Path) -> None:
    script = tmp_path / "deaf.py"
    script.write_text("raise SystemExit(75)", "utf-8")
    one = SendmailTransport(Sendmail((sys.executable, str(script))))
    large = mail(body="长" * 400_000)
    assert one.send(large, SENDER, "a@example.com", Claims()).outcome is SendOutcome.DEFERRED


def test_what_is_claimed_elsewhere_runs_no_program(tmp_path: Path) -> None:
    with program(tmp_path) as one:
        assert one.send(mail(), SENDER, "a@example.com", Claims(False)) == Sent(SendOutcome.SKIPPED, "")
    assert not (tmp_path / "seen.json").exists()
