"""Servers that cannot be used are told apart: not there now, or wrong in the settings."""

from __future__ import annotations

import re
import socket

import pytest
from mail_server import DROP, HOST, MailServer, closed_port, rude_server, silent_port
from reminders.delivery.sample_deliveries import (
    PATIENT,
    SHORT,
    deliver,
    unreachable,
    unusable,
)

from zhicheng_cli.errors import USAGE, ZcError
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp


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
