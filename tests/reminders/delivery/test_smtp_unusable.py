"""Servers that cannot be used: not there now, wrong in the settings, or not with this password, which none repeats."""

from __future__ import annotations

import errno
import re
import smtplib
import socket
from base64 import b64encode
from collections.abc import Iterator

import pytest
from mail_server import DROP, MailServer, closed_port, rude_server, silent_port
from reminders.delivery.sample_deliveries import SHORT, send, smtp, transport, unreachable, unusable

from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_no_server_there(security: str) -> None:
    assert "没有邮件服务" in unreachable(smtp(closed_port(), security)).message


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_server_that_never_greets(security: str) -> None:
    with silent_port() as port:
        assert "没有回答" in unreachable(smtp(port, security, timeout=SHORT)).message


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "找不到这个主机名" in unreachable(Smtp("mail.invalid", 25, "none")).message


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN])
def test_no_way_to_the_server(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise OSError(number, "unreachable")

    monkeypatch.setattr(socket, "create_connection", nowhere)
    assert "网络不通" in unreachable(Smtp("mail.example.com", 25, "none")).message


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize("host", ["a..b", ".example.com", "x" * 64 + ".example.com"])
def test_a_host_that_is_no_name_is_an_error_of_the_settings(host: str, security: str) -> None:
    """Later it is no name either: cron must not try it for ever in silence."""
    assert "不能是邮件服务器的名字" in unusable(Smtp(host, 25, security)).message


@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down", "554 5.3.2 no service", "450 later"])
def test_a_greeting_that_sends_away(answer: str, server: MailServer) -> None:
    server.on("CONNECT", answer)
    assert answer in unreachable(smtp(server.port)).message


@pytest.mark.parametrize("answer", ["250 ok", "354 go on", "HTTP/1.1 400 Bad Request", "-1 what", "\xff"])
def test_a_greeting_that_is_none_is_not_quoted(answer: str) -> None:
    with rude_server("CONNECT", lambda one: one.sendall(answer.encode("latin-1") + b"\r\n")) as port:
        told = unreachable(smtp(port)).message.removeprefix("连不上邮件服务器")
    assert "它的回答" in told
    assert not re.search("[A-Za-z]|-1", told)


def test_a_server_that_hangs_up_at_the_greeting(server: MailServer) -> None:
    server.on("CONNECT", DROP)
    assert "连接中断" in unreachable(smtp(server.port)).message


def test_tls_to_a_server_without(server: MailServer) -> None:
    assert "加密连接没有建立" in unreachable(smtp(server.port, "tls", timeout=SHORT)).message


def test_a_certificate_that_nobody_vouches_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with MailServer("tls") as server:
        message = unusable(smtp(server.port, "tls")).message
        assert "证书不可信" in message
        assert "签发机构不受信任" in message
        assert server.mails == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_host(security: str) -> None:
    with MailServer(security, names=("mail.example.com",)) as server:
        assert "不是给这个" in unusable(smtp(server.port, security)).message


def test_without_starttls_neither_address_nor_password_is_sent() -> None:
    with MailServer("none", user="office", password="secret-1") as server:
        error = unusable(smtp(server.port, "starttls", "office"), "secret-1")
        assert "不提供 STARTTLS" in error.message
        assert server.stages == ["CONNECT", "EHLO"]


def test_starttls_refused_for_now() -> None:
    with MailServer("starttls") as server:
        server.on("STARTTLS", "454 4.7.0 not now")
        assert "454" in unreachable(smtp(server.port, "starttls")).message


USER, PASSWORD = "office@example.com", "Geheim 7-word"


@pytest.fixture
def office() -> Iterator[MailServer]:
    with MailServer("tls", user=USER, password=PASSWORD) as running:
        yield running


def test_a_wrong_password_is_said_and_not_shown(office: MailServer) -> None:
    error = unusable(smtp(office.port, "tls", USER), "secret-2")
    assert "用户名或密码不对" in error.message
    assert "535" in error.message
    assert "授权码" in error.hint
    assert "secret-2" not in str(error)
    assert office.mails == []


def test_a_login_that_is_refused_for_another_reason_is_not_called_a_wrong_password(office: MailServer) -> None:
    office.on("AUTH", *["554 5.7.1 not from here"] * 3)
    error = unusable(smtp(office.port, "tls", USER), PASSWORD)
    assert error.message.endswith("登录没有成功（554）")
    assert "授权码" not in error.hint


def test_a_connection_that_breaks_while_the_password_is_written(
    office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise smtplib.SMTPServerDisconnected("Server not connected")

    monkeypatch.setattr(smtplib.SMTP, "login", broken)
    assert "连接中断" in unreachable(smtp(office.port, "tls", USER), PASSWORD).message


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
def test_a_server_that_repeats_the_password_at_the_login_is_not_quoted(echo: str, office: MailServer) -> None:
    office.on("AUTH", *[f"535 5.7.8 bad: {echo}"] * 3)
    assert unusable(smtp(office.port, "tls", USER), PASSWORD).message.endswith("（535）")


@pytest.mark.parametrize(
    ("stage", "answer", "reply"),
    [
        *(
            (stage, f"{code} {PASSWORD}", code)
            for stage in ("MAIL", "RCPT", "DATA", "CONTENT")
            for code in ("450", "550")
        ),
        ("CONTENT", f"250 {PASSWORD}", 250),
        # Broken in two; and what only looks like it.
        ("RCPT", f"550-it was {PASSWORD[:5]}\r\n550 {PASSWORD[5:]}", 550),
        ("RCPT", "550 5.1.1 Geheim 8-word", "550 5.1.1 Geheim 8-word"),
    ],
)
def test_a_server_that_repeats_the_password_later_is_not_quoted(
    stage: str, answer: str, reply: int | str, office: MailServer
) -> None:
    office.on(stage, answer)
    with transport(office, "tls", password=PASSWORD) as one:
        assert send(one).reply == str(reply)


@pytest.mark.parametrize("challenge", ["334 a", "334 !!!x", "334 \xff\xfex"])
@pytest.mark.parametrize("method", ["CRAM-MD5", "LOGIN"])
def test_a_challenge_that_makes_no_sense(challenge: str, method: str) -> None:
    say = lambda one: one.sendall(challenge.encode("latin-1") + b"\r\n")  # noqa: E731
    with rude_server("AUTH", say, f"AUTH {method}") as port:
        assert "登录时它的回答看不懂" in unreachable(smtp(port, "none", USER), PASSWORD).message


@pytest.mark.parametrize(("answers", "told"), [(["454 4.7.0 temporary failure"] * 3, "454"), ([DROP], "")])
def test_authentication_that_fails_for_now_or_breaks_off(answers: list[str], told: str, office: MailServer) -> None:
    office.on("AUTH", *answers)
    assert told in unreachable(smtp(office.port, "tls", USER), PASSWORD).message


def test_a_server_without_authentication() -> None:
    with MailServer("tls") as server:
        assert "不接受用户名和密码登录" in unusable(smtp(server.port, "tls", USER), PASSWORD).message


def test_a_password_that_the_protocol_cannot_carry(office: MailServer) -> None:
    error = unusable(smtp(office.port, "tls", USER), "密码甲")
    assert "ASCII" in error.message
    assert "密码甲" not in str(error)
