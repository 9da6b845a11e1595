"""`zc remind --send`: what cron runs; silent but for what somebody should look at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import FINDINGS, OK, TEMPORARY_FAILURE
from zhicheng_cli.reminders.delivery.sendmail import SendmailTransport
from zhicheng_cli.reminders.delivery.smtp import SmtpTransport
from zhicheng_cli.reminders.delivery.transport import SendOutcome, Sent, Transport
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger
from zhicheng_cli.reminders.running import deliver, notify
from zhicheng_cli.reminders.subscriptions.password import find_password
from zhicheng_cli.reminders.subscriptions.subscriptions import Sendmail, Subscriptions
from zhicheng_cli.views.screen.output import say

from .remind_ledger import numbering_of
from .remind_run import run_of_today

_FAILURES = {
    SendOutcome.REFUSED: "没有收下",
    SendOutcome.DEFERRED: "暂时不收，下次再发",
    SendOutcome.UNKNOWN: "交出后没有答复，不知是否送到，不会自动重发（zc remind --status）",
}


def send(file: Path, place: Path, session: Session) -> int:
    """Send what is due; the exit code.

    Args:
        place: the ledger's.

    Raises:
        ZcError: what is set is wrong (2), or the server cannot be reached (75).
    """
    with read_ledger(place, numbering=numbering_of(lambda: session)) or nullcontext() as known:
        run = run_of_today(file, session, known, quiet=True)
    transport = transport_of(run.subscriptions)
    with open_ledger(place, numbering=numbering_of(lambda: session)) as ledger:
        run = run._replace(ledger=ledger)
        _tell_doubts(ledger, session)
        with transport:
            sent = deliver(run, ledger, transport, run.letters(), _now)
            failed = [one for letter, one in sent if tell_failure(letter.recipient, one)]
            if not session.is_of_asked_year:
                notices = notify(run, ledger, transport, _now)
                failed += [one for recipient, one in notices if tell_failure(recipient, one)]
    return exit_code(failed) or (FINDINGS if run.left_out else OK)


def transport_of(subscriptions: Subscriptions) -> Transport:
    """The way of sending, its password looked up.

    Raises:
        ZcError: there is no such password.
    """
    transport = subscriptions.transport
    if isinstance(transport, Sendmail):
        return SendmailTransport(transport)
    password = None if transport.password is None else find_password(transport.password, os.environ)
    return SmtpTransport(transport, password)


def _tell_doubts(ledger: Ledger, session: Session) -> None:
    """What somebody should look at, although nothing failed today."""
    last = ledger.summary().last_today
    if last is not None and last > session.today:
        hint = "请检查这台机器的日期；用 --today 试发过的，用 zc remind --forget 地址 去掉"
        say(f"账本里有 {last} 的记录，今天却是 {session.today}：{hint}")
    cut_off = [one for one in ledger.unknown() if not one.is_under_way(_now())]
    if cut_off:
        hint = "zc remind --status 查看，--arrived 或 --forget 了结"
        say(f"有 {len(cut_off)} 封信不知是否送到，没有重发：{hint}")


def tell_failure(recipient: str, sent: Sent) -> bool:
    """Say one line of a mail that was not accepted; whether it was not."""
    told = _FAILURES.get(sent.outcome)
    if told is None:
        return False
    reply = f"：{sent.reply}" if sent.reply else ""
    say(f"{recipient}：{told}{reply}", even_if_quiet=True)
    return True


def exit_code(failed: Sequence[Sent]) -> int:
    """0 where nothing failed, 75 where all of it may go another time."""
    if not failed:
        return OK
    return TEMPORARY_FAILURE if all(one.outcome is SendOutcome.DEFERRED for one in failed) else FINDINGS


def _now() -> datetime:
    return datetime.now(UTC)
