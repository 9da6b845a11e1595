"""A program that stands in for sendmail: its exit code decides, and nobody waits for it without end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from select import select

import pytest
from reminders.delivery.sample_deliveries import PATIENT, SENDER, SHORT, Claims, body_of, deliver, mail, send

from zhicheng_cli.errors import USAGE, ZcError
from zhicheng_cli.reminders.delivery.sendmail import SendmailTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, Sent
from zhicheng_cli.reminders.subscriptions.subscriptions import Sendmail

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
        ([], ["-f", SENDER, "a@example.com"]),
        (["-oi", "-f", "x@example.com"], ["-oi", "-f", "x@example.com", "a@example.com"]),
        (["-fx@example.com"], ["-fx@example.com", "a@example.com"]),
        (["--from=x@example.com"], ["--from=x@example.com", "a@example.com"]),
        (["-oi", "-t"], ["-oi", "-t", "-f", SENDER]),
        (["-ti"], ["-ti", "-f", SENDER]),
        (["--read-recipients"], ["--read-recipients", "-f", SENDER]),
    ],
)
def test_the_program_gets_sender_and_recipient_unless_it_has_them(
    tmp_path: Path, given: list[str], expected: list[str]
) -> None:
    with program(tmp_path, *given) as one:
        assert send(one) == Sent(SendOutcome.ACCEPTED, "0")
    arguments, content = seen_by_program(tmp_path)
    assert arguments == expected
    assert "\r" not in content
    assert body_of(content.encode()) == "评审材料 7月30日 截止\n"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (1, SendOutcome.REFUSED),
        # sysexits.h: usage, data, input, user, host, unavailable (a server's no), file, output, permission, settings.
        *((code, SendOutcome.REFUSED) for code in (64, 65, 66, 67, 68, 69, 72, 73, 77, 78)),
        (75, SendOutcome.DEFERRED),
        # An internal error, one of the system, of input and output, of the protocol: perhaps after the hand-over.
        *((code, SendOutcome.UNKNOWN) for code in (70, 71, 74, 76)),
        # A shell says so of a program that was killed.
        (128 + 9, SendOutcome.UNKNOWN),
    ],
)
def test_the_programs_exit_code_decides(tmp_path: Path, code: int, outcome: SendOutcome) -> None:
    with program(tmp_path, code=code, words="\n  msmtp: no\x1b such user  \nmore\n") as one:
        sent = send(one)
    assert sent == Sent(outcome, f"{code} msmtp: no\\x1b such user")


def test_a_program_that_is_not_there_is_found_out_before_the_claim(tmp_path: Path) -> None:
    claim = Claims()
    one = SendmailTransport(Sendmail((str(tmp_path / "msmtp"),)))
    with pytest.raises(ZcError, match="找不到发信程序") as caught:
        send(one, claim)
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
        assert send(one).outcome is SendOutcome.UNKNOWN


@pytest.mark.skipif(sys.platform == "win32", reason="there, its children cannot be found")
def test_what_a_program_that_does_not_end_has_started_is_killed_too(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "held")
    held = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    one = SendmailTransport(Sendmail(("sh", "-c", f"exec >'{tmp_path}/held'; echo up; sleep 60 & wait"), 2 * SHORT))
    assert deliver(one, "a@example.com") == [SendOutcome.UNKNOWN]
    assert os.read(held, 9) == b"up\n"
    # It ends when nobody holds it any more.
    assert select([held], [], [], PATIENT)[0]
    assert os.read(held, 9) == b""
    os.close(held)


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
        send(one)


def test_without_room_for_its_words_no_program_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("zhicheng_cli.reminders.delivery.sendmail.TemporaryFile", refuse)
    with program(tmp_path) as one, pytest.raises(ZcError, match="磁盘已满"):
        send(one)
    assert not (tmp_path / "seen.json").exists()


def test_what_may_repeat_a_password_is_not_told(tmp_path: Path) -> None:
    with program(tmp_path, "--password=Geheim-7", code=1, words="no user for --password=Geheim-7\n") as one:
        assert send(one) == Sent(SendOutcome.REFUSED, "1")


def test_a_program_that_the_system_loses_sight_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(SendmailTransport, "_finish", broken)
    with program(tmp_path) as one:
        assert send(one) == Sent(SendOutcome.UNKNOWN, f"与“{sys.executable}”的联系中断")


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
        assert send(one, Claims(False)) == Sent(SendOutcome.SKIPPED, "")
    assert not (tmp_path / "seen.json").exists()
