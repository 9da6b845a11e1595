"""The one base error: what went wrong, what to do, and the exit code it ends with."""

from __future__ import annotations

#: Exit codes of every command (docs/behaviour.md).
OK = 0
FINDINGS = 1
USAGE = 2
TEMPORARY_FAILURE = 75
INTERRUPTED = 130


class ZcError(Exception):
    """The program cannot go on.

    Attributes:
        message: what happened, one Chinese sentence.
        hint: what the user can do about it, or an empty string.
        exit_code: the process's exit code.
    """

    exit_code = USAGE

    def __init__(self, message: str, hint: str = "", *, exit_code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if exit_code is not None:
            self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message}（{self.hint}）" if self.hint else self.message
