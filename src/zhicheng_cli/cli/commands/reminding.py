"""What `zc remind` does: preview, send, tell what the ledger knows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import FINDINGS, OK, TEMPORARY_FAILURE, ZcError
from zhicheng_cli.views.screen.output import OutputOptions, emit, say

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.reminders.delivery import Sent, Transport
    from zhicheng_cli.reminders.items import Letter
    from zhicheng_cli.reminders.ledger.ledger import Ledger
    from zhicheng_cli.reminders.running import Due, Edition, Run
    from zhicheng_cli.reminders.subscriptions.subscriptions import Subscriptions
    from zhicheng_cli.reminders.subscriptions.wants import Wanted


def usual_ledger() -> Path:
    """Where the ledger is unless another place is given: in the user's state folder."""
    from platformdirs import user_state_path

    return user_state_path("zhicheng-cli", appauthor=False) / "reminders.sqlite3"


def preview(file: Path, place: Path, session: Session, options: OutputOptions, eml: Path | None) -> None:
    """Show what would be sent, or write it into `.eml` files; nothing is recorded."""
    from zhicheng_cli.reminders.ledger.ledger_file import read_ledger
    from zhicheng_cli.reminders.preview import Preview

    run = _run(file, session)
    ledger = read_ledger(place)
    try:
        run = run._replace(ledger=ledger)
        letters = list(run.letters())
    finally:
        if ledger is not None:
            ledger.close()
    session.warn_of_age()
    emit(Preview(run, letters), options)
    if eml is not None:
        _write_mails(run, letters, eml)


def send(file: Path, place: Path, session: Session) -> int:
    """Send what is due; the exit code.

    Raises:
        ZcError: what is set is wrong (2), or the server cannot be reached (75).
    """
    from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
    from zhicheng_cli.reminders.running import deliver

    run = _run(file, session, quiet=True)
    transport = _transport(run.subscriptions)
    with open_ledger(place) as ledger:
        run = run._replace(ledger=ledger)
        _tell_doubts(ledger, session)
        with transport:
            failed = [
                sent
                for letter, sent in deliver(run, ledger, transport, run.letters(), _now)
                if _tell_failure(letter, sent)
            ]
    return _exit_code(failed) or (FINDINGS if run.left_out else OK)


def show_status(place: Path, options: OutputOptions) -> None:
    """Show what the ledger knows."""
    from zhicheng_cli.reminders.ledger.ledger_file import read_ledger
    from zhicheng_cli.reminders.status import status_of

    ledger = read_ledger(place)
    if ledger is None:
        say(f"还没有账本：{place}")
        emit(status_of(place, None, _now()), options)
        return
    with closing(ledger):
        emit(status_of(place, ledger, _now()), options)


def forget(place: Path, what: Sequence[str]) -> None:
    """Take mails or addresses out of the ledger.

    Raises:
        ZcError: one of them is not there; the others are forgotten all the same.
    """
    with _standing(place) as ledger:
        unknown = [one for one in what if not _forget(ledger, one)]
    if unknown:
        hint = "可以写收信的地址，或 zc remind --status 列出的编号"
        raise ZcError(f"账本里没有：{'、'.join(unknown)}", hint, exit_code=FINDINGS)


def confirm(place: Path, what: Sequence[str]) -> None:
    """Record that mails without an answer did arrive.

    Raises:
        ZcError: one of them is not there, or has an answer; the others are recorded all the same.
    """
    with _standing(place) as ledger:
        unknown = [one for one in what if not ledger.arrived(one, _now())]
    if unknown:
        raise ZcError(f"没有不知是否送到的：{'、'.join(unknown)}", "编号见 zc remind --status", exit_code=FINDINGS)


def renew(place: Path) -> None:
    """Keep a ledger that cannot be used beside a new one.

    Raises:
        ZcError: it can be used, is open elsewhere (75), or cannot be replaced; nothing has changed.
    """
    from zhicheng_cli.reminders.ledger.ledger_file import renew_ledger

    kept = renew_ledger(place)
    if kept is not None:
        say(f"原来的挪到了 {kept}", even_if_quiet=True)
    say(f"新建了账本 {place}；它不知道以前说过什么，现在到期的会再发一次", even_if_quiet=True)


def _standing(place: Path) -> Ledger:
    """The ledger to write in, which must be there."""
    from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger

    standing = read_ledger(place)
    if standing is None:
        raise ZcError(f"还没有账本：{place}", "账本在别处的，用 --ledger 写明")
    standing.close()
    return open_ledger(place)


def _run(file: Path, session: Session, *, quiet: bool = False) -> Run:
    """The run of today; what is wrong with the file is said on stderr.

    Subscribers whose own entry has an error are left out: it must not keep the others from hearing in time.

    Raises:
        ZcError: the file cannot be read, or has errors beyond that.
    """
    from zhicheng_cli.reminders.running import Edition, Run
    from zhicheng_cli.reminders.subscriptions.subscription_reading import read_subscriptions
    from zhicheng_cli.reminders.subscriptions.wants import Wanted

    wanted = Wanted(session.data.search, session.calendar)
    editions = [Edition(session.data.plan, wanted, session.calendar), *_neighbours(session)]
    value, broken = _checked(file, wanted, quiet=quiet)
    rows = [row for index, row in enumerate(value["subscribers"]) if index not in broken]
    subscriptions = read_subscriptions({**value, "subscribers": rows}, file.parent)
    return Run(subscriptions, tuple(editions), session.today, left_out=len(broken))


def _neighbours(session: Session) -> Iterator[Edition]:
    """The plans of other years; one that has errors, such as a draft of next year's, is said and left out."""
    from zhicheng_cli.reminders.running import Edition
    from zhicheng_cli.reminders.subscriptions.wants import Wanted

    for year in session.other_years:
        try:
            data = session.other(year)
            calendar = session.calendar_of(data)
            edition = Edition(data.plan, Wanted(data.search, calendar), calendar, lenient=True)
        except ZcError as error:
            say(f"{year} 年度的计划先不提醒：{error}", even_if_quiet=True)
            continue
        yield edition


def _checked(file: Path, wanted: Wanted, *, quiet: bool) -> tuple[Any, frozenset[int]]:
    """The content, and which subscribers have errors."""
    from zhicheng_cli.files.checking import broken_rows, check_files
    from zhicheng_cli.files.findings import Severity
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
    from zhicheng_cli.views.parts.findings_text import findings_text

    data, found = read_bytes(str(file))
    documents = {}
    if not found:
        checked = check_files([(str(file), data)], subscription_kinds(lambda: wanted))
        found, documents = checked.findings, checked.documents
    errors = [one for one in found if one.severity is Severity.ERROR]
    shown = errors if quiet else found
    if shown:
        say(findings_text(shown).rstrip("\n"), even_if_quiet=bool(errors))
    broken = broken_rows(errors, "subscribers")
    if str(file) not in documents:
        raise ZcError("订阅文件读不了", "检查路径；空白的：zc new subscriptions")
    if broken is None:
        raise ZcError("订阅文件有错，什么也没有发", "请先改正")
    if broken:
        say(f"有错的 {len(broken)} 项先不管，其余照常；请改正", even_if_quiet=True)
    return documents[str(file)].value, broken


def _transport(subscriptions: Subscriptions) -> Transport:
    from zhicheng_cli.reminders.subscriptions.password import find_password
    from zhicheng_cli.reminders.subscriptions.subscriptions import Smtp

    transport = subscriptions.transport
    if isinstance(transport, Smtp):
        from zhicheng_cli.reminders.delivery.smtp import SmtpTransport

        password = None if transport.password is None else find_password(transport.password, os.environ)
        return SmtpTransport(transport, password)
    from zhicheng_cli.reminders.delivery.sendmail import SendmailTransport

    return SendmailTransport(transport)


def _tell_doubts(ledger: Ledger, session: Session) -> None:
    """What somebody should look at, although nothing failed today."""
    from zhicheng_cli.reminders.status import is_under_way

    last = ledger.summary().last_today
    if last is not None and last > session.today:
        hint = "请检查这台机器的日期；用 --today 试发过的，用 zc remind --forget 地址 去掉"
        say(f"账本里有 {last} 的记录，今天却是 {session.today}：{hint}")
    cut_off = [one for one in ledger.unknown() if not is_under_way(one, _now())]
    if cut_off:
        hint = "zc remind --status 查看，--arrived 或 --forget 了结"
        say(f"有 {len(cut_off)} 封信不知是否送到，没有重发：{hint}")


def _tell_failure(letter: Letter, sent: Sent) -> bool:
    """Say one line of a mail that was not accepted; whether it was not."""
    from zhicheng_cli.reminders.delivery import SendOutcome

    told = {
        SendOutcome.REFUSED: "没有收下",
        SendOutcome.DEFERRED: "暂时不收，下次再发",
        SendOutcome.UNKNOWN: "交出后没有答复，不知是否送到，不会自动重发（zc remind --status）",
    }.get(sent.outcome)
    if told is None:
        return False
    say(
        f"{letter.recipient}：{told}：{sent.reply}" if sent.reply else f"{letter.recipient}：{told}", even_if_quiet=True
    )
    return True


def _exit_code(failed: Sequence[Sent]) -> int:
    from zhicheng_cli.reminders.delivery import SendOutcome

    if not failed:
        return OK
    return TEMPORARY_FAILURE if all(one.outcome is SendOutcome.DEFERRED for one in failed) else FINDINGS


def _forget(ledger: Ledger, what: str) -> bool:
    count = ledger.forget(what)
    if count:
        say(f"{what}：忘掉了 {count} 封，到期的下次运行时再发")
    return bool(count)


def _write_mails(run: Run, letters: Sequence[Due], folder: Path) -> None:
    """One file a mail, the owner's alone."""
    from zhicheng_cli.files.writing import reason_of, write_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
        standing = next(folder.glob("*.eml"), None)
    except OSError as error:
        raise ZcError(f"不能建立文件夹“{folder}”：{reason_of(error)}") from error
    if standing is not None:
        raise ZcError(f"文件夹“{folder}”里已经有信（{standing.name}），没有改动它", "换一个文件夹，免得新旧混在一起")
    width, written = len(str(len(letters))), 0
    for number, due in enumerate(letters, start=1):
        try:
            message = run.message(due, _now())
        except ZcError as error:
            say(f"{due.letter.recipient}：{error}", even_if_quiet=True)
            continue
        write_file(folder / f"{number:0{width}}.eml", message.as_bytes(), private=True)
        written += 1
    say(f"写了 {written} 封信，在 {folder}")


def _now() -> datetime:
    return datetime.now(UTC)
