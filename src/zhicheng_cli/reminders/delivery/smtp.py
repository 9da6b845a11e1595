"""Delivery to a mail server: one connection for all mails, and for each the certain knowledge whether it was taken."""

from __future__ import annotations

import binascii
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from errno import EHOSTUNREACH, ENETDOWN, ENETUNREACH
from functools import cached_property
from types import TracebackType
from typing import Self

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp

from .server_answers import EndlessAnswerError, PlainConversation, Secrets, ServerAnswer, TlsConversation
from .transport import SendOutcome, Sent, ServerUnreachableError, with_line_ends

#: How we greet: the machine's own name may be Chinese, take seconds to look up, and is nobody's business.
_OUR_NAME = "[127.0.0.1]"
_CLOSING = 421
_GO_AHEAD = 354
_BAD_CREDENTIALS = (526, 534, 535)
#: OpenSSL's numbers of what may be wrong with a certificate (x509_vfy.h).
_DISTRUST = {
    9: "还没有生效，或者本机的日期不对",
    10: "已经过期，或者本机的日期不对",
    18: "是自签名的",
    19: "的签发机构不受信任",
    20: "的签发机构不受信任",
    21: "的签发机构不受信任",
    62: "不是给这个主机名的",
    64: "不是给这个地址的",
}
#: What breaks a connection, in Chinese.
_BREAKS = {
    EndlessAnswerError: "它的回答没完没了，好像不是邮件服务器",
    TimeoutError: "等了很久没有回答",
    ConnectionRefusedError: "那里没有邮件服务",
    socket.gaierror: "找不到这个主机名",
    ssl.SSLError: "加密连接没有建立起来",
}


class _LostError(Exception):
    """The connection broke, stalled or was closed by the server before the mail itself was sent."""


class SmtpTransport:
    """A mail server; connected at the first mail, and again when the connection breaks.

    Args:
        settings: the server.
        password: of the user named there.
    """

    def __init__(self, settings: Smtp, password: str | None) -> None:
        self._settings = settings
        self._password = password
        self._secrets = Secrets(settings.user, password)
        self._server: smtplib.SMTP | None = None
        self._lost_before = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._server is not None:
            with suppress(OSError):
                self._server.quit()
            self._drop()

    def send(self, message: EmailMessage, sender: str, recipient: str, claim: Callable[[], bool]) -> Sent:
        """See `Transport.send`.

        A connection that is lost before the mail itself was sent is made once more. When that is lost too, the mail is
        deferred, since it may be the cause; when the next one fares no better, the server counts as unreachable.
        """
        content = _as_sent(message)
        claims: list[bool] = []

        def claim_once() -> bool:
            if not claims:
                claims.append(claim())
            return claims[0]

        for _ in range(2):
            try:
                sent = self._converse(content, sender, recipient, claim_once)
            except _LostError as error:
                self._drop()
                lost = str(error)
            except BaseException:
                # In the middle of a conversation nothing can follow, not even QUIT.
                self._drop()
                raise
            else:
                self._lost_before = False
                return sent
        if self._lost_before:
            raise self._unreachable(lost)
        self._lost_before = True
        return Sent(SendOutcome.DEFERRED, lost)

    def _converse(self, content: bytes, sender: str, recipient: str, claim: Callable[[], bool]) -> Sent:
        server = self._server = self._server or self._connect()
        options = [f"SIZE={len(content)}"] if server.has_extn("size") else []
        for ask in (lambda: server.mail(sender, options), lambda: server.rcpt(recipient)):
            answer = self._before(ask)
            if answer.kind != 2:
                return self._turned_down(server, answer)
        if not claim():
            self._reset(server)
            return Sent(SendOutcome.SKIPPED, "")
        answer = self._before(lambda: server.docmd("DATA"))
        if answer.code != _GO_AHEAD:
            return self._turned_down(server, answer)
        return self._hand_over(server, content)

    def _hand_over(self, server: smtplib.SMTP, content: bytes) -> Sent:
        """From here on, only the server knows whether it has the mail, until it answers."""
        try:
            server.send(content + b".\r\n")
            answer = self._answer(*server.getreply())
        except OSError as error:
            self._drop()
            return Sent(SendOutcome.UNKNOWN, _words(error))
        outcomes = {2: SendOutcome.ACCEPTED, 4: SendOutcome.DEFERRED, 5: SendOutcome.REFUSED}
        if answer.code == _CLOSING or answer.kind not in outcomes:
            self._drop()
        outcome = outcomes.get(answer.kind, SendOutcome.UNKNOWN)
        return Sent(outcome, answer.text if outcome is SendOutcome.ACCEPTED else answer.reason)

    def _turned_down(self, server: smtplib.SMTP, answer: ServerAnswer) -> Sent:
        if answer.kind not in (4, 5):
            raise _LostError(answer.reason)
        self._reset(server)
        return Sent(SendOutcome.DEFERRED if answer.kind == 4 else SendOutcome.REFUSED, answer.reason)

    def _reset(self, server: smtplib.SMTP) -> None:
        """Back to before MAIL, for the next mail; where that fails, it gets a new connection."""
        try:
            code, _ = server.rset()
        except OSError:
            code = 0
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None

    def _connect(self) -> smtplib.SMTP:
        """A server that is ready for the first mail."""
        try:
            server = self._greeted()
            try:
                self._secure(server)
                server.ehlo_or_helo_if_needed()
                self._log_in(server)
            except BaseException:
                server.close()
                raise
        except OSError as error:
            raise self._explained(error) from error
        return server

    def _greeted(self) -> smtplib.SMTP:
        one = self._settings
        try:
            if one.security == "tls":
                return TlsConversation(one.host, one.port, _OUR_NAME, timeout=one.timeout, context=self._tls)
            return PlainConversation(one.host, one.port, _OUR_NAME, timeout=one.timeout)
        except OSError:
            raise
        except ValueError as error:  # such as UnicodeError, of a label that is empty or too long
            raise ZcError(f"“{one.host}”不能是邮件服务器的名字", "请改正 host，写成 smtp.example.com 这样") from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Trusts whom the system trusts, or the environment names."""
        return ssl.create_default_context()

    def _secure(self, server: smtplib.SMTP) -> None:
        if self._settings.security != "starttls":
            return
        try:
            server.starttls(context=self._tls)
        except smtplib.SMTPNotSupportedError as error:
            raise ZcError(
                f"邮件服务器{self._place}不提供 STARTTLS，没有发送任何内容",
                "请把 security 改成 tls（端口一般是 465），或者问邮箱的管理员",
            ) from error

    def _log_in(self, server: smtplib.SMTP) -> None:
        user, password = self._settings.user, self._password
        if user is None or password is None:
            return
        try:
            server.login(user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise self._turned_away(self._answer(error.smtp_code, error.smtp_error)) from None
        except UnicodeError:
            raise ZcError("用户名或密码里有 ASCII 以外的字符，不能登录邮件服务器", "请换一个，或者改用授权码") from None
        except binascii.Error:
            raise self._unreachable("登录时它的回答看不懂") from None
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException):
            raise
        except smtplib.SMTPException as error:
            raise ZcError(
                f"邮件服务器{self._place}不接受用户名和密码登录",
                "端口 465 用 security: tls，587 用 starttls；不要登录就去掉 user",
            ) from error

    def _turned_away(self, answer: ServerAnswer) -> ZcError:
        """Why the login failed."""
        if answer.kind != 5:
            return self._unreachable(f"登录没有成功（{answer.code}）")
        if answer.code in _BAD_CREDENTIALS:
            message, hint = "用户名或密码不对", "很多邮箱要用“授权码”，不是登录网页的密码"
        else:
            message, hint = "登录没有成功", "请问邮箱的管理员"
        # A server may repeat what it was told, cut or in another form: its words are not shown.
        return ZcError(f"邮件服务器{self._place}说{message}（{answer.code}）", hint)

    def _explained(self, error: OSError) -> ZcError:
        """Why there is no connection."""
        if isinstance(error, ssl.SSLCertVerificationError):
            return ZcError(
                f"邮件服务器{self._place}的证书不可信：证书{_DISTRUST.get(error.verify_code, '通不过检查')}",
                "没有发送任何内容；请核对 host；单位自己的根证书用环境变量 SSL_CERT_FILE 指定",
            )
        if isinstance(error, smtplib.SMTPResponseException):
            return self._unreachable(self._answer(error.smtp_code, error.smtp_error).reason)
        return self._unreachable(_words(error))

    def _before(self, ask: Callable[[], tuple[int, bytes]]) -> ServerAnswer:
        """An answer to anything that comes before the mail itself.

        Raises:
            _LostError: there is none, or the server says that it closes the connection.
        """
        try:
            answer = self._answer(*ask())
        except OSError as error:
            raise _LostError(_words(error)) from error
        if answer.code == _CLOSING:
            raise _LostError(answer.reason)
        return answer

    def _answer(self, code: int, words: bytes | str) -> ServerAnswer:
        return ServerAnswer(code, self._secrets.removed(words))

    def _unreachable(self, reason: str) -> ServerUnreachableError:
        return ServerUnreachableError(
            f"连不上邮件服务器{self._place}：{reason}", "下次运行会接着发；请核对 host、port 和 security"
        )

    @property
    def _place(self) -> str:
        return f"“{self._settings.host}:{self._settings.port}”"


def _as_sent(message: EmailMessage) -> bytes:
    """The mail as it goes over the line, without the final dot: lines end in CRLF, a dot that begins one is doubled."""
    content = message.as_bytes(policy=with_line_ends(message, "\r\n")).replace(b"\n.", b"\n..")
    return content if content.endswith(b"\r\n") else content + b"\r\n"


def _words(error: OSError) -> str:
    """In Chinese, what broke a connection; smtplib keeps the cause of its own errors as their context."""
    cause = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else error
    for kind, words in _BREAKS.items():
        if isinstance(cause, kind):
            return words
    if isinstance(cause, OSError) and cause.errno in (EHOSTUNREACH, ENETDOWN, ENETUNREACH):
        return "网络不通"
    return "连接中断"
