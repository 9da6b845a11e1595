"""A ledger of version 1, carried over: it named a committee by its number, and knew no name of it.

Whose a number was, the plan of today says; but it may have been numbered anew since. The only witness is the days that
the newest mail told by that number: where they are not those that the body of that number has now, either the numbers
or the days have changed, and nobody but a person can tell which.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import PlanNamed
from zhicheng_cli.plan.milestones import LABELS, milestones
from zhicheng_cli.workdays import CalendarRangeError, WorkCalendar, default_calendar

from .ledger_faults import RENEW, UnusableLedgerError, damaged

# What the newest mail told of each number and event.
_NEWEST = """
    WITH newest AS (SELECT plan, committee, event, max(message) AS message FROM records GROUP BY plan, committee, event)
    SELECT DISTINCT plan, committee, event, audience, batch, which, day
    FROM records JOIN newest USING (plan, committee, event, message) ORDER BY plan, committee, event, which DESC
"""
#: An event, an audience, a batch and a day of it, as the ledger has them → the day.
_DaysTold = dict[tuple[str, str, int, str], date]
_SHOWN = 3


class Numbering(NamedTuple):
    """Whose the numbers in a ledger of version 1 are.

    Attributes:
        named: the plans that it may be of.
        calendar: their working days.
        confirmed: somebody says that the numbers are those of these plans: the days told are no witness.
    """

    named: PlanNamed = lambda _: None
    calendar: Callable[[], WorkCalendar] = default_calendar
    confirmed: bool = False


def rename_committees(database: sqlite3.Connection, place: Path, numbering: Numbering, tables: Iterable[str]) -> None:
    """Within a transaction: name the committees of version 1 by their keys.

    Args:
        tables: the statements that make the tables of records.

    Raises:
        UnusableLedgerError: it is damaged; nobody knows whose a number is; or a number is not known to be that of the
            body whose days were told by it.
    """
    keys = _keys(database, place, numbering)
    database.execute("CREATE TEMP TABLE keys (plan, no, key, PRIMARY KEY (plan, no))")
    database.executemany("INSERT INTO keys VALUES (?, ?, ?)", keys)
    database.execute("ALTER TABLE records RENAME TO numbered")
    database.execute("DROP INDEX told_once")
    database.execute("DROP INDEX records_by_message")
    for statement in tables:
        database.execute(statement)
    database.execute(
        """
        INSERT OR REPLACE INTO committees
        SELECT plan, key, no, key, no, (SELECT max(id) FROM numbered) FROM keys
        """
    )
    database.execute(
        """
        INSERT OR IGNORE INTO records
        SELECT id, message, recipient, plan, key, event, audience, batch, which, day, lead, current
        FROM numbered JOIN keys USING (plan) WHERE keys.no = numbered.committee
        """
    )
    database.execute("DROP TABLE numbered")
    database.execute("DROP TABLE keys")


def _keys(database: sqlite3.Connection, place: Path, numbering: Numbering) -> list[tuple[str, int, str]]:
    """Of each plan and number in it, the key of the body that has it."""
    rows = database.execute("SELECT DISTINCT plan, committee FROM records ORDER BY plan, committee").fetchall()
    if any((type(plan), type(no)) != (str, int) for plan, no in rows):
        raise damaged(place)
    plans = {plan: numbering.named(plan) for plan, _ in rows}
    found = [(plan, no, known.key_of_number(no) if (known := plans[plan]) else None) for plan, no in rows]
    if unknown := [f"{plan} 的 {no} 号" for plan, no, key in found if key is None]:
        hint = f"把那年的计划放回数据文件夹（--data-dir）再运行；不要了的，{RENEW}"
        raise UnusableLedgerError(f"账本“{place}”是按序号记的，不知道是哪个评委会：{'、'.join(unknown)}", hint)
    if not numbering.confirmed:
        _ask_about(database, place, numbering, {name: plan for name, plan in plans.items() if plan})
    return [(plan, no, key) for plan, no, key in found if key]


def _ask_about(database: sqlite3.Connection, place: Path, numbering: Numbering, plans: Mapping[str, Plan]) -> None:
    bodies = {(name, one.no): one for name, plan in plans.items() for one in plan.committees}
    told: dict[tuple[str, int, str], list[tuple[tuple[str, str, int, str], str]]] = {}
    for row in database.execute(_NEWEST):
        if tuple(map(type, row)) != (str, int, str, str, int, str, str):
            raise damaged(place)
        name, no, event, *rest, day = row
        told.setdefault((name, no, event), []).append(((event, *rest), day))
    calendar = numbering.calendar().extended()
    days = {key: _days_of(plans[key[0]], one, calendar) for key, one in bodies.items()}
    doubts = [
        f"{name} 的 {no} 号说过{_words(event, (day for _, day in some))}，现在这个号是“{body.name}”，"
        f"{_words(event, (str(day) for mark, day in days[name, no].items() if mark[0] == event))}"
        for (name, no, event), some in told.items()
        # A number that was withdrawn is nobody else's.
        if (body := bodies.get((name, no))) and any(str(days[name, no].get(mark, "")) != day for mark, day in some)
    ]
    if doubts:
        more = f"；等 {len(doubts)} 处" if len(doubts) > _SHOWN else ""
        hint = (
            "计划重新编过号的，用编号以前的数据转：zc remind --carry-over --data-dir 那时的数据；"
            f"序号没有动、只是日子改了的：zc remind --carry-over；不要了的，{RENEW}"
        )
        words = f"{'；'.join(doubts[:_SHOWN])}{more}"
        raise UnusableLedgerError(f"账本“{place}”是按序号记的，和现在的计划对不上，先什么也不发：{words}", hint)


def _days_of(plan: Plan, committee: Committee, calendar: WorkCalendar) -> _DaysTold:
    found: _DaysTold = {}
    with suppress(CalendarRangeError):
        for one in milestones(plan, committee, calendar):
            for which, day in one.days._asdict().items() if one.days else ():
                found[one.event, one.audience or "", one.batch or 0, which] = day
    return found


def _words(event: str, days: Iterable[str]) -> str:
    known = "、".join(dict.fromkeys(day for day in days if day))
    return f"{LABELS.get(event, event)} {known or '没有日期'}"
