"""`zc remind --status`, `--forget`, `--arrived`, `--new-ledger`, `--carry-over`: looking after the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import FINDINGS, ZcError
from zhicheng_cli.reminders.ledger.carrying_over import Numbering
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger
from zhicheng_cli.reminders.status import status_of
from zhicheng_cli.views.screen.output import OutputOptions, emit, say


def numbering_of(session: Callable[[], Session]) -> Numbering:
    """By which plans a ledger from before committees had keys is read; the data are opened only for such a one."""
    opened = cache(session)
    return Numbering(lambda name: opened().plan_named(name), lambda: opened().calendar)


def show_status(place: Path, options: OutputOptions, numbering: Numbering) -> None:
    """Show what the ledger knows."""
    with read_ledger(place, numbering=numbering) or nullcontext() as ledger:
        if ledger is None:
            say(f"还没有账本：{place}")
        emit(status_of(place, ledger, datetime.now(UTC)), options)


def forget(place: Path, what: Sequence[str], numbering: Numbering) -> None:
    """Take mails or addresses out of the ledger.

    Raises:
        ZcError: one of them is not there; the others are forgotten all the same.
    """
    with _standing(place, numbering) as ledger:
        unknown = [one for one in what if not _forget(ledger, one)]
    if unknown:
        hint = "可以写收信的地址，或 zc remind --status 列出的编号"
        raise ZcError(f"账本里没有：{'、'.join(unknown)}", hint, exit_code=FINDINGS)


def confirm(place: Path, what: Sequence[str], numbering: Numbering) -> None:
    """Record that mails without an answer did arrive.

    Raises:
        ZcError: one of them is not there, or has an answer; the others are recorded all the same.
    """
    with _standing(place, numbering) as ledger:
        unknown = [one for one in what if not ledger.arrived(one, datetime.now(UTC))]
    if unknown:
        raise ZcError(f"没有不知是否送到的：{'、'.join(unknown)}", "编号见 zc remind --status", exit_code=FINDINGS)


def renew(place: Path, numbering: Numbering) -> None:
    """Keep a ledger that cannot be used beside a new one.

    Raises:
        ZcError: it can be used, is open elsewhere (75), or cannot be replaced; nothing has changed.
    """
    kept = renew_ledger(place, numbering=numbering)
    if kept is not None:
        say(f"原来的挪到了 {kept}", even_if_quiet=True)
    say(f"新建了账本 {place}；它不知道以前说过什么，现在到期的会再发一次", even_if_quiet=True)


def carry_over(place: Path, numbering: Numbering) -> None:
    """Carry over a ledger from before committees had keys, on somebody's word that its numbers are those of the plans.

    Raises:
        ZcError: there is none, or it cannot be carried over.
    """
    _standing(place, numbering._replace(confirmed=True)).close()
    say(f"账本 {place} 记的是评委会的代号，不是序号", even_if_quiet=True)


def _standing(place: Path, numbering: Numbering) -> Ledger:
    """The ledger to write in, which must be there."""
    standing = read_ledger(place, numbering=numbering)
    if standing is None:
        raise ZcError(f"还没有账本：{place}", "账本在别处的，用 --ledger 写明")
    standing.close()
    return open_ledger(place, numbering=numbering)


def _forget(ledger: Ledger, what: str) -> bool:
    count = ledger.forget(what)
    if count:
        say(f"{what}：忘掉了 {count} 封，到期的下次运行时再发")
    return bool(count)
