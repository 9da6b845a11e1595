"""`zc remind --dry-run`: what would be sent, on the screen or as `.eml` files; nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import reason_of, write_file
from zhicheng_cli.reminders.ledger.ledger_file import read_ledger
from zhicheng_cli.reminders.preview import Preview
from zhicheng_cli.reminders.running import Due, Run
from zhicheng_cli.views.screen.output import OutputOptions, emit, say

from .remind_ledger import numbering_of
from .remind_run import run_of_today


def preview(file: Path, place: Path, session: Session, options: OutputOptions, eml: Path | None) -> None:
    """Show what would be sent, and write it into the folder `eml`.

    Args:
        place: the ledger's.

    Raises:
        ZcError: the file or the ledger cannot be used, or the folder cannot be written.
    """
    with read_ledger(place, numbering=numbering_of(lambda: session)) or nullcontext() as ledger:
        run = run_of_today(file, session, ledger)
        letters = list(run.letters())
    session.warn_of_age()
    emit(Preview(run, letters), options)
    if eml is not None:
        _write_mails(run, letters, eml)


def _write_mails(run: Run, letters: Sequence[Due], folder: Path) -> None:
    """One file a mail, the owner's alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        standing = next(folder.glob("*.eml"), None)
    except OSError as error:
        raise ZcError(f"不能建立文件夹“{folder}”：{reason_of(error)}") from error
    if standing is not None:
        raise ZcError(f"文件夹“{folder}”里已经有信（{standing.name}），没有改动它", "换一个文件夹，免得新旧混在一起")
    width, written, write = len(str(len(letters))), 0, run.writer()
    for number, due in enumerate(letters, start=1):
        try:
            message = write(due, datetime.now(UTC))
        except ZcError as error:
            say(f"{due.letter.recipient}：{error}", even_if_quiet=True)
            continue
        write_file(folder / f"{number:0{width}}.eml", message.as_bytes(), private=True)
        written += 1
    say(f"写了 {written} 封信，在 {folder}")
