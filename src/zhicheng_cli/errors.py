"""The one base error: what went wrong, what to do, and the exit code it ends with."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Exit codes of every command (docs/behaviour.md).
OK = 0
FINDINGS = 1
USAGE = 2
TEMPORARY_FAILURE = 75
INTERRUPTED = 130


#: Control characters would move the cursor, change colours or break a line in two; those of direction or of no width
#: would let a text look like another.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}
_CONTROLS |= {
    code: f"\\u{code:04x}" for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A))
}
_CONTROLS[0xFEFF] = "\\ufeff"


def visible(text: str, *, keep: str = "") -> str:
    """The text with its control characters spelt out, `\\x1b`, except those to keep."""
    return text if text.isprintable() else text.translate(_spelt_out(keep))


@cache
def _spelt_out(keep: str) -> dict[int, str]:
    return {code: told for code, told in _CONTROLS.items() if chr(code) not in keep}


class NextStep(StrEnum):
    """What a user can turn to; with what he types for it, it is the screen that says so."""

    ALL_COMMITTEES = "all_committees"
    TAKERS_OF_TITLE = "takers_of_title"
    TAKERS_OF_SPECIALTY = "takers_of_specialty"
    OTHER_TAKERS = "other_takers"
    SEVERAL_COMMITTEES = "several_committees"
    AS_TITLE = "as_title"
    NO_AUDIENCE = "no_audience"
    ANOTHER_YEAR = "another_year"
    PROVISIONAL_DAYS = "provisional_days"
    CHECK_FILES = "check_files"
    PAGE_OF_CODE = "page_of_code"
    STANDARD = "standard"
    BLANK_ROSTER = "blank_roster"


class Pointer(NamedTuple):
    """Where a message points on: a step, and the word that it is about."""

    step: NextStep
    about: str = ""


class ZcError(Exception):
    """The program cannot go on.

    Attributes:
        message: what happened, one Chinese sentence.
        hint: what the user can do about it, or an empty string.
        see: where that can be done, if anywhere.
        exit_code: the process's exit code.
        findings: what is wrong with files, where that is why; values of `files.findings.Finding`.
        summary: then the message without them.
    """

    exit_code = USAGE
    findings: Sequence[Any] = ()
    summary = ""

    def __init__(
        self, message: str, hint: str = "", see: Pointer | None = None, *, exit_code: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.see = see
        if exit_code is not None:
            self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message}（{self.hint}）" if self.hint else self.message
