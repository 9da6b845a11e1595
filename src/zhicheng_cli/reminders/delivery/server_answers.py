"""A server's answers, limited in size and in time, as far as they may be shown: no server is trusted."""

from __future__ import annotations

import smtplib
import socket
from base64 import b64encode
from time import monotonic
from typing import NamedTuple

from .transport import one_line

#: Of one answer. RFC 5321, 4.5.3.1.5: a line has 512 octets at most; who offers much, needs some dozen lines.
_LINES, _OCTETS = 100, 65536
_CHUNK = 4096
#: The code of an answer that has none.
NO_CODE = -1


class ServerAnswer(NamedTuple):
    """A server's answer.

    Attributes:
        code: three digits, or `NO_CODE`.
        words: in one line; empty where they may not be shown.
    """

    code: int
    words: str

    @property
    def kind(self) -> int:
        """2 done, 3 go on, 4 not now, 5 never."""
        return self.code // 100

    @property
    def text(self) -> str:
        """Code and words."""
        return f"{self.code} {self.words}".rstrip()

    @property
    def reason(self) -> str:
        """Why it does not go on: the server's own words where it says no, ours where its answer makes no sense."""
        if self.kind in (4, 5):
            return self.text
        return "它的回答看不懂，好像不是邮件服务器" if self.code == NO_CODE else f"它的回答不合规矩（{self.code}）"


class Secrets:
    """What was entrusted to a server and may not come back in its words, in any case and however it is broken up.

    Args:
        user, password: of the login; None = there is none.
    """

    def __init__(self, user: str | None, password: str | None) -> None:
        plain = (f"\0{user}\0{password}", f"{user}\0{user}\0{password}")
        given = [one.encode() for one in (password, *plain) if one] if password else []
        spelt = [(one.decode(), b64encode(one).decode().rstrip("="), one.hex()) for one in given]
        login = [b64encode(user.encode()).decode().rstrip("=")] if password and user else []
        self._forms = {_squeezed(form) for form in (*login, *(form for forms in spelt for form in forms))} - {""}

    def removed(self, words: bytes | str) -> str:
        """The words in one line, or none at all when a secret is among them."""
        text = words if isinstance(words, str) else words.decode("utf-8", "replace")
        squeezed = _squeezed(text)
        return "" if any(form in squeezed for form in self._forms) else one_line(text)


class EndlessAnswerError(OSError):
    """An answer that is longer than any in earnest."""


class _Lines:
    """What a server says, line by line; stands where smtplib keeps its own reader, and goes when that would."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock, self._rest = sock, bytearray()

    def close(self) -> None:
        """The socket is closed by whom it belongs to."""

    def next(self, deadline: float) -> bytes:
        """One line with its end.

        Raises:
            TimeoutError: it is not there in time.
            EndlessAnswerError: it has no end.
            ConnectionError: the server has closed the connection.
        """
        while (end := self._rest.find(b"\n") + 1) == 0:
            if len(self._rest) > _OCTETS:
                raise EndlessAnswerError
            left = deadline - monotonic()
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left)
            data = self._sock.recv(_CHUNK)
            if not data:
                raise ConnectionResetError
            self._rest += data
        line = bytes(self._rest[:end])
        del self._rest[:end]
        return line


class _Bounded(smtplib.SMTP):
    """A conversation in which the timeout counts for each answer as a whole."""

    def getreply(self) -> tuple[int, bytes]:
        """One answer: its code, `NO_CODE` where it has none, and its words.

        Raises:
            OSError: there is none, or none in time, or it does not end; the connection is closed.
        """
        sock = self.sock
        assert sock is not None  # whoever waits for an answer has just been able to say something
        if self.file is None:
            self.file = _Lines(sock)
        try:
            answer = _read(self.file, monotonic() + self.timeout)
            sock.settimeout(self.timeout)
        except OSError:
            self.close()
            raise
        return answer


class PlainConversation(_Bounded):
    """Without TLS, or with STARTTLS."""


class TlsConversation(smtplib.SMTP_SSL, _Bounded):
    """With TLS from the first byte on."""


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def _read(lines: _Lines, deadline: float) -> tuple[int, bytes]:
    words: list[bytes] = []
    octets = 0
    while True:
        line = lines.next(deadline)
        octets += len(line)
        words.append(line[4:].strip())
        if not (line[:3].isdigit() and len(line) > 3):
            return NO_CODE, b"\n".join(words)
        if line[3:4] != b"-":
            return int(line[:3]), b"\n".join(words)
        if len(words) >= _LINES or octets > _OCTETS:
            raise EndlessAnswerError
