"""Delivery by a program of this machine, such as msmtp or sendmail: one run for each mail."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from errno import ELOOP, ENOENT, ENOEXEC
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from zhicheng_cli.errors import TEMPORARY_FAILURE, ZcError
from zhicheng_cli.files.writing import reason_of
from zhicheng_cli.reminders.subscriptions.subscriptions import Sendmail

from .transport import SendOutcome, Sent, one_line, with_line_ends

#: With these the program reads the recipient from the header To.
_FROM_HEADER = frozenset({"-t", "-ti", "-it", "--read-recipients"})
#: With these, or one that begins so, it is told already who gets the mails that come back.
_SENDER = ("-f", "-r", "--from", "--read-envelope-from")
#: sysexits.h: what ends so may have been handed on already, and only its answer was lost: an internal error, one of the
#: system, of input or output (msmtp: the connection broke), of the protocol (the server's answer made no sense).
_UNKNOWN = frozenset({70, 71, 74, 76})
#: A shell adds the signal that has killed its program.
_KILLED = 128
#: Octets that are read of what it says.
_WORDS = 65536
#: Of a program that is there.
_REASONS = {
    ELOOP: "链接绕成了一圈",
    ENOENT: "第一行 #! 后面写的程序不存在",
    ENOEXEC: "它不是程序；是脚本的话，第一行要写 #! 和解释它的程序",
}


class SendmailTransport:
    """Runs the command once for each mail: the mail on standard input, the recipient as its last argument.

    Lines end in a bare line feed, as such programs expect it. What comes back goes to the sender (`-f`), unless the
    command says to whom.
    Only its exit code counts: a program that ends with 0 answers for the mail, even if it never read it.
    """

    def __init__(self, settings: Sendmail) -> None:
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing stays open between mails."""

    def send(self, message: EmailMessage, sender: str, recipient: str, claim: Callable[[], bool]) -> Sent:
        """See `Transport.send`. The exit code decides: 0, 75 (EX_TEMPFAIL), one that leaves it unknown, any other."""
        command = self._command(sender, recipient)
        content = message.as_bytes(policy=with_line_ends(message, "\n"))
        if not claim():
            return Sent(SendOutcome.SKIPPED, "")
        with _scratch() as words:
            process = _start(command, words)
            try:
                code = self._finish(process, content)
            except subprocess.TimeoutExpired:
                return Sent(SendOutcome.UNKNOWN, f"“{command[0]}”在 {self._settings.timeout:g} 秒内没有结束")
            except OSError:
                return Sent(SendOutcome.UNKNOWN, f"与“{command[0]}”的联系中断")
            words.seek(0)
            said = one_line(next((line for line in words.read(_WORDS).splitlines() if line.strip()), b""))
            if any(len(argument) > 3 and argument in said for argument in self._settings.command[1:]):
                said = ""  # it may repeat a password that stands there
        return Sent(_outcome(code), f"{code} {said}".rstrip())

    def _command(self, sender: str, recipient: str) -> list[str]:
        program, *arguments = self._settings.command
        found = shutil.which(program)
        if found is None:
            raise ZcError(f"找不到发信程序“{program}”", "请先安装它，或者在 transport 的 command 里写出它的完整路径")
        if not any(one.startswith(_SENDER) for one in arguments):
            arguments += ["-f", sender]
        if _FROM_HEADER.isdisjoint(arguments):
            arguments.append(recipient)
        return [found, *arguments]

    def _finish(self, process: subprocess.Popen[bytes], content: bytes) -> int:
        """Its exit code; whatever interrupts it, neither the program nor what it has started goes on."""
        with process:
            try:
                process.communicate(content, timeout=self._settings.timeout)
            except BaseException:
                _kill(process)
                raise
        return process.returncode


def _scratch() -> IO[bytes]:
    """For what the program says: a pipe that its children hold open would outlast the time limit."""
    try:
        return TemporaryFile()
    except OSError as error:
        raise ZcError(f"不能建立临时文件：{reason_of(error)}", "请检查磁盘和临时文件夹（环境变量 TMPDIR）") from error


def _start(command: list[str], words: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words, start_new_session=True
        )
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or reason_of(error)
        raise ZcError(f"发信程序“{command[0]}”不能运行：{reason}", "请检查它能否直接运行") from error
    except ValueError as error:
        raise ZcError(f"发信程序“{command[0]}”不能运行：参数里有空字符", "请改正 transport 的 command") from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # Its session is its own, so that whatever it has started is reached too.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _outcome(code: int) -> SendOutcome:
    if code == 0:
        return SendOutcome.ACCEPTED
    if code < 0 or code > _KILLED or code in _UNKNOWN:
        return SendOutcome.UNKNOWN  # how far it came, nobody knows
    return SendOutcome.DEFERRED if code == TEMPORARY_FAILURE else SendOutcome.REFUSED
