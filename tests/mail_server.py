"""A real mail server for tests: aiosmtpd on loopback, with TLS, STARTTLS and AUTH, that also fails when told to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, Self

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
#: Instead of an answer: the connection is cut; or nothing is said, ever.
DROP, STALL = "drop", "stall"


class Received(NamedTuple):
    """A mail that the server answered for."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    encrypted: bool
    user: str | None


@cache
def authority() -> trustme.CA:
    """The one certificate authority that the servers' certificates come from."""
    return trustme.CA()


def write_authority(path: Path) -> Path:
    """The authority's certificate as a file, for SSL_CERT_FILE."""
    authority().cert_pem.write_to_path(path)
    return path


class MailServer:
    """The server, running between `with` and its end.

    Args:
        security: `tls`, `starttls` or `none`.
        user, password: what AUTH accepts; None = no AUTH is offered.
        names: whom the certificate is for.
    """

    def __init__(
        self,
        security: str = "none",
        user: str | None = None,
        password: str = "",
        names: tuple[str, ...] = (HOST, "localhost"),
    ) -> None:
        self.mails: list[Received] = []
        #: Every stage in order, over all connections.
        self.stages: list[str] = []
        self._faults: list[tuple[str, str | None, list[str]]] = []
        self.user = user
        self._security, self._password = security, password
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority().issue_cert(*names).configure_cert(context)
        self._controller = _Controller(self, context, tls=security == "tls")

    def on(self, stage: str, *answers: str, recipient: str | None = None) -> None:
        """Answer otherwise, from now on: the first time with the first answer, and so on, then as usual.

        Args:
            stage: CONNECT, EHLO, AUTH, MAIL, RCPT, DATA, CONTENT (when the mail is there), RSET or QUIT.
            answers: such as `450 later`, DROP or STALL.
            recipient: only where this one is spoken of (RCPT), or was (DATA, CONTENT).
        """
        self._faults.append((stage, recipient, list(answers)))

    @property
    def host(self) -> str:
        return HOST

    @property
    def port(self) -> int:
        return self._controller.port

    def __enter__(self) -> Self:
        self._controller.start()
        self.stages.clear()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def fault(self, stage: str, recipients: tuple[str, ...]) -> str | None:
        """The answer due now, if it is another than usual."""
        for place, recipient, answers in self._faults:
            if place == stage and answers and (recipient is None or recipient in recipients):
                return answers.pop(0)
        return None

    def smtp(self, context: ssl.SSLContext) -> SMTP:
        """One connection's server."""
        return _Smtp(
            self,
            handler=_Handler(self),
            hostname="mail.example.com",
            tls_context=context if self._security == "starttls" else None,
            require_starttls=self._security == "starttls",
            auth_require_tls=self._security == "starttls" or self.user is None,
            authenticator=self._authenticate,
        )

    def _authenticate(self, *arguments: Any) -> AuthResult:
        data = arguments[-1]
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == (self.user, self._password)
        return AuthResult(success=right, handled=False, auth_data=data.login.decode())


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_EHLO(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [one for one in responses if self._server.user is not None or not one.startswith("250-AUTH")]

    async def handle_DATA(self, smtp: _Smtp, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await smtp.answer_for("CONTENT")
        if answer is None or answer.startswith("2"):
            assert envelope.mail_from is not None
            assert isinstance(envelope.content, bytes)
            recipients = tuple(envelope.rcpt_tos)
            mail = Received(envelope.mail_from, recipients, envelope.content, smtp.is_encrypted(), session.auth_data)
            self._server.mails.append(mail)
        return answer or "250 2.0.0 queued"


class _Smtp(SMTP):
    def __init__(self, server: MailServer, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._server = server
        self._smtp_methods = {
            command: partial(self._unless_told, command, usual) for command, usual in self._smtp_methods.items()
        }

    def is_encrypted(self) -> bool:
        assert self.transport is not None
        return self.transport.get_extra_info("sslcontext") is not None

    async def answer_for(self, stage: str, argument: str | None = None) -> str | None:
        """What to say otherwise than usual at this stage; on DROP and STALL, what comes after is never reached."""
        assert self.envelope is not None
        recipients = tuple(self.envelope.rcpt_tos)
        if stage == "RCPT" and argument:
            recipients = (argument.partition("<")[2].partition(">")[0],)
        self._server.stages.append(stage)
        answer = self._server.fault(stage, recipients)
        if answer == DROP:
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.abort()
        if answer in (DROP, STALL):
            await asyncio.sleep(60)
        return answer

    async def _handle_client(self) -> None:
        answer = await self.answer_for("CONNECT")
        if answer is None:
            await super()._handle_client()
        else:
            await self._say_and_close(answer)

    async def _unless_told(self, command: str, usual: Callable[[str | None], Any], argument: str | None) -> None:
        answer = await self.answer_for(command, argument)
        if answer is None:
            await usual(argument)
        elif answer.startswith("421"):
            await self._say_and_close(answer)
        else:
            await self.push(answer)

    async def _say_and_close(self, answer: str) -> None:
        await self.push(answer)
        assert self.transport is not None
        self.transport.close()


class _Controller(Controller):
    def __init__(self, server: MailServer, context: ssl.SSLContext, *, tls: bool) -> None:
        self._server, self._context = server, context
        super().__init__(None, hostname=HOST, port=closed_port(), ssl_context=context if tls else None)

    def factory(self) -> SMTP:
        return self._server.smtp(self._context)


@contextmanager
def rude_server(stage: str, rudeness: Callable[[socket.socket], None], offers: str = "SIZE 10000000") -> Iterator[int]:
    """The port of a server without manners, as no mail server's library would have it.

    Args:
        stage: CONNECT, or a command, or CONTENT (when the mail is there): what comes instead of its answer.
        rudeness: says it, into the connection, until that is closed.
        offers: the last line of its answer to EHLO.
    """
    with socket.socket() as one:
        one.bind((HOST, 0))
        one.listen()
        threading.Thread(target=_accept, args=(one, stage, rudeness, offers), daemon=True).start()
        yield one.getsockname()[1]


def _accept(one: socket.socket, stage: str, rudeness: Callable[[socket.socket], None], offers: str) -> None:
    with suppress(OSError):
        while True:
            connection, _ = one.accept()
            threading.Thread(target=_talk, args=(connection, stage, rudeness, offers), daemon=True).start()


def _talk(connection: socket.socket, stage: str, rudeness: Callable[[socket.socket], None], offers: str) -> None:
    usual = {"CONNECT": "220 hello", "EHLO": f"250-hello\r\n250 {offers}", "DATA": "354 go on", "QUIT": "221 bye"}
    with suppress(OSError), connection, connection.makefile("rb") as lines:
        now = "CONNECT"
        while True:
            if now == stage:
                rudeness(connection)
            connection.sendall((usual.get(now, "250 ok") + "\r\n").encode())
            now = "CONTENT" if now == "DATA" else ""
            while now in ("", "CONTENT"):
                line = lines.readline()
                if not line:
                    return
                if now == "" or line == b".\r\n":
                    now = now or line.decode().split()[0].upper()
                    break


@contextmanager
def silent_port() -> Iterator[int]:
    """A port where connections are taken and nothing is ever said."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        one.listen()
        yield one.getsockname()[1]


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port
