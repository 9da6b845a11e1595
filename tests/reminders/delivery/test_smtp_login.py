"""Passwords: wrong, not for this server, and never repeated."""

from __future__ import annotations

from base64 import b64encode

import pytest
from mail_server import DROP, HOST, MailServer, rude_server
from reminders.delivery.sample_deliveries import (
    PATIENT,
    SENDER,
    Claims,
    mail,
    transport,
    unreachable,
    unusable,
)

from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp


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
