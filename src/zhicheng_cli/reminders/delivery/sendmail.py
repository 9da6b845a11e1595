"""Delivery by a program of this machine, such as msmtp or sendmail: one run for each mail."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import reason_of
from zhicheng_cli.reminders.subscriptions import Sendmail

from . import Outcome, Sent, one_line, with_line_ends

#: With these the program reads the recipient from the header To.
_FROM_HEADER = frozenset({"-t", "-ti", "-it", "--read-recipients"})


class SendmailTransport:
    """Runs the command once for each mail: the mail on standard input, the recipient as its last argument.

    Lines end in a bare line feed, as such programs expect it. The sender is for the program's own settings to say.
    """

    def __init__(self, settings: Sendmail) -> None:
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing stays open between mails."""

    def send(self, message: EmailMessage, sender: str, recipient: str, claim: Callable[[], bool]) -> Sent:
        """See `Transport.send`; `sender` is not used. The exit code decides: 0, 75 (EX_TEMPFAIL), any other."""
        command = self._command(recipient)
        content = message.as_bytes(policy=with_line_ends(message, "\n"))
        if not claim():
            return Sent(Outcome.SKIPPED, "")
        try:
            code, words = self._run(command, content)
        except subprocess.TimeoutExpired:
            return Sent(Outcome.UNKNOWN, f"“{command[0]}”在 {self._settings.timeout:g} 秒内没有结束")
        except OSError as error:
            raise ZcError(f"发信程序“{command[0]}”不能运行：{reason_of(error)}", "请检查它能否直接运行") from error
        return Sent(_outcome(code), f"{code} {words}".rstrip())

    def _command(self, recipient: str) -> list[str]:
        program, *arguments = self._settings.command
        found = shutil.which(program)
        if found is None:
            raise ZcError(f"找不到发信程序“{program}”", "请先安装它，或者在 transport 的 command 里写出它的完整路径")
        if _FROM_HEADER.isdisjoint(arguments):
            arguments.append(recipient)
        return [found, *arguments]

    def _run(self, command: list[str], content: bytes) -> tuple[int, str]:
        """Exit code and first line of what it said."""
        # A file, not a pipe: one that children of the program hold open would outlast the time limit.
        with TemporaryFile() as words:
            code = subprocess.run(
                command,
                input=content,
                stdout=subprocess.DEVNULL,
                stderr=words,
                timeout=self._settings.timeout,
                check=False,
            ).returncode
            words.seek(0)
            return code, one_line(next((line for line in words if line.strip()), b""))


def _outcome(code: int) -> Outcome:
    if code == 0:
        return Outcome.ACCEPTED
    if code < 0:
        return Outcome.UNKNOWN  # killed: how far it came, nobody knows
    return Outcome.DEFERRED if code == TEMPORARY_FAILURE else Outcome.REFUSED
