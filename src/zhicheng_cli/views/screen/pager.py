"""A long answer piece by piece, as git shows one: only on a terminal, and only what the terminal does not hold."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress

from zhicheng_cli.files.user_config import setting

NEVER = "never"
#: As git sets it: what fits is left standing, colours are shown, the screen is not cleared.
_LESS = "FRX"


def pager_choice() -> tuple[str, str]:
    """The command, or never; and the variable that says so: empty = the settings, or what the system has."""
    for name, value in (
        ("ZC_PAGER", os.environ.get("ZC_PAGER")),
        ("", setting("pager")),
        ("PAGER", os.environ.get("PAGER")),
    ):
        if value is not None:
            return value.strip() or NEVER, name
    for command in ("more",) if sys.platform == "win32" else ("less",):
        if shutil.which(command):
            return command, ""
    return NEVER, ""


def is_paged(text: str) -> bool:
    """Whether stdout is a terminal that does not hold the text, and there is a pager for it that could be started.

    It was shown then, and to leave it early is no failure.
    """
    if not (_is_terminal() and text.count("\n") >= shutil.get_terminal_size((80, 24)).lines):
        return False
    command = pager_choice()[0]
    return command not in (NEVER, "cat") and _run(command, text)


def _is_terminal() -> bool:
    try:
        return os.isatty(sys.stdout.fileno()) and os.environ.get("TERM") != "dumb"
    except (OSError, ValueError):
        return False


def _run(command: str, text: str) -> bool:
    import signal
    import subprocess

    encoding = sys.stdout.encoding or "utf-8"
    environment = {"LESS": _LESS, **os.environ}
    if encoding.lower().replace("-", "") == "utf8":
        environment.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    # Ctrl-C is for the pager: it goes on.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # A command with its options, as in a shell; what the user says himself is his own to run.
        process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
        with suppress(OSError):  # left before the end
            process.communicate(text.encode(encoding, errors="replace"))
        # 126 and 127: the shell could not run it.
        return process.wait() not in (126, 127)
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
