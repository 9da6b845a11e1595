"""The run of today for `zc remind`: the subscriptions, checked, and the plans of the years around."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhicheng_cli.cli.frame.session import Session, decided_plan
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.checking import broken_rows, check_files
from zhicheng_cli.files.findings import Severity
from zhicheng_cli.files.text import read_bytes
from zhicheng_cli.plan.keys import plan_key
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.running import Edition, Run
from zhicheng_cli.reminders.subscriptions.bodies import Bodies
from zhicheng_cli.reminders.subscriptions.check_subscriptions import HELD_BACK, subscription_kinds
from zhicheng_cli.reminders.subscriptions.subscription_reading import read_subscriptions
from zhicheng_cli.reminders.subscriptions.subscriptions import Subscriptions
from zhicheng_cli.reminders.subscriptions.wants import Wanted
from zhicheng_cli.views.parts.complaint import FaultyFilesError
from zhicheng_cli.views.parts.findings_text import findings_text
from zhicheng_cli.views.screen.output import say
from zhicheng_cli.views.screen.pointers import told


def run_of_today(file: Path, session: Session, ledger: Ledger | None, *, quiet: bool = False) -> Run:
    """The run of today; what is wrong with the file is said on stderr.

    Subscribers whose own entry has an error are left out: it must not keep the others from hearing in time.

    Raises:
        ZcError: the file cannot be read, or has errors beyond that.
    """
    wanted = wanted_of(session, ledger)
    editions = [
        Edition(decided_plan(session.data, lenient=True), wanted, session.calendar),
        *_neighbours(session, wanted.bodies),
    ]
    value, broken, held = _checked(file, wanted, quiet=quiet)
    rows = [row for index, row in enumerate(value["subscribers"]) if index not in broken]
    subscriptions = read_subscriptions({**value, "subscribers": rows}, file.parent)
    return Run(subscriptions, tuple(editions), session.today, ledger, left_out=len(broken | held))


def way_of_sending(file: Path, session: Session) -> Subscriptions:
    """Who sends and by which way, of a subscriptions file; nobody of its subscribers.

    Raises:
        ZcError: the file cannot be read, or has errors beyond its subscribers.
    """
    value, *_ = _checked(file, wanted_of(session), quiet=True)
    return read_subscriptions({**value, "subscribers": []}, file.parent)


def wanted_of(session: Session, ledger: Ledger | None = None) -> Wanted:
    """What subscriptions want of the plan of the day; their numbers may be of another year's, or of before a change."""
    data = session.data
    names = {plan_key(plan) for year in data.years if (plan := session.plan_of(year))} if ledger else ()
    # Asked at once: who is asked later may have closed the ledger.
    called = {name: ledger.called(name) for name in names} if ledger else {}
    told = {plan: {key: (one.first, one.name) for key, one in some.items()} for plan, some in called.items()}
    bodies = Bodies(data.search, data.years, session.plan_of, lambda plan: told.get(plan, {}))
    return Wanted(data.search, session.calendar, bodies)


def _neighbours(session: Session, bodies: Bodies) -> Iterator[Edition]:
    """The plans of other years; one that has errors, such as a draft of next year's, is said and left out."""
    for year in session.other_years:
        try:
            data = session.other(year)
            calendar = session.calendar_of(data)
            edition = Edition(decided_plan(data, lenient=True), Wanted(data.search, calendar, bodies), calendar)
        except ZcError as error:
            say(f"{year} 年度的计划先不提醒：{told(error)}", even_if_quiet=True)
            continue
        yield edition


def _checked(file: Path, wanted: Wanted, *, quiet: bool) -> tuple[Any, frozenset[int], frozenset[int]]:
    """The content; which subscribers have errors; of which something is held back."""
    data, found = read_bytes(str(file))
    documents = {}
    if not found:
        checked = check_files([(str(file), data)], subscription_kinds(lambda: wanted))
        found, documents = checked.findings, checked.documents
    errors = [one for one in found if one.severity is Severity.ERROR]
    shown = errors if quiet else [one for one in found if one.severity is not Severity.NOTICE]
    broken = broken_rows((one for one in errors if one.code not in HELD_BACK), "subscribers")
    of_rows = (one for one in errors if one.path.startswith("subscribers["))
    held = broken_rows((one for one in of_rows if one.code in HELD_BACK), "subscribers") or frozenset()
    if str(file) not in documents:
        raise FaultyFilesError("订阅文件读不了", shown, "检查路径；空白的：zc new subscriptions")
    if broken is None:
        raise FaultyFilesError("订阅文件有错，什么也没有发", shown, "请先改正")
    if shown:
        say(findings_text(shown).rstrip("\n"), even_if_quiet=bool(errors))
    if broken:
        say(f"有错的 {len(broken)} 项先不管，其余照常；请改正", even_if_quiet=True)
    return documents[str(file)].value, broken, held
