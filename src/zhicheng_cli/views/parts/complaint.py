"""What is said where the program cannot go on: a sentence, or a document where JSON was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import say, say_document, shown_to_all, words_are_in_json
from zhicheng_cli.views.screen.pointers import guided, told

if TYPE_CHECKING:
    from zhicheng_cli.files.findings import Finding


class FaultyFilesError(ZcError):
    """Files are not as they have to be; the message lists what is wrong, then says what does not happen therefore.

    Args:
        so: what does not happen.
        findings: what is wrong.
        hint, exit_code: as for any error.
    """

    def __init__(self, so: str, findings: Sequence[Finding], hint: str = "", *, exit_code: int | None = None) -> None:
        from .findings_text import findings_text

        self.summary, self.findings = so, findings
        super().__init__(f"{findings_text(findings)}{so}", hint, exit_code=exit_code)


def complain(error: ZcError) -> None:
    """Say on stderr what happened and what to do, as `zc.error/1` where JSON was asked for; `--quiet` or not."""
    if words_are_in_json():
        say_document(error_document(error))
    else:
        say(told(error), even_if_quiet=True)


def error_document(error: ZcError) -> dict[str, object]:
    """`zc.error/1`."""
    return {
        "format": "zc.error/1",
        "error": {
            "message": shown_to_all(error.summary if error.findings else error.message),
            "hint": shown_to_all(guided(error.hint, error.see)),
            "exit_code": error.exit_code,
            "findings": _findings(error.findings) if error.findings else [],
        },
    }


def _findings(found: Sequence[Finding]) -> list[dict[str, object]]:
    from .findings_text import finding_document

    return [finding_document(one) for one in found]
