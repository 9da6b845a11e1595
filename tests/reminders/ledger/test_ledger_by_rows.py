"""A ledger from before committees had keys is carried over whole, or refused and left as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from before_keys import ROWS, old_ledger
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.ledger.ledger_samples import MEMORY, PLAN, POSIX, A, B, reading, state, told_by
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.deadlines import due_days
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.ledger import ledger_database
from zhicheng_cli.reminders.ledger.carrying_over import Numbering
from zhicheng_cli.reminders.ledger.ledger_database import VERSION
from zhicheng_cli.reminders.ledger.ledger_faults import UnusableLedgerError
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger
from zhicheng_cli.reminders.ledger.records import LastTold, Mark, Told

TOLD = [
    (A, PLAN, 12, "cutoff", "safe", "2021-07-01", "30d"),
    (A, PLAN, 12, "cutoff", "safe", "2021-07-01", "7w"),
    (A, PLAN, 12, "cutoff", "last", "2021-07-30", "shown"),
    (B, PLAN, 34, "review", "safe", "2021-07-11", "1w"),
]
NOW = "'2021-06-01T08:30:00+08:00'"
FAILED = f"INSERT INTO failures VALUES ('b@example.com', '<2>', '450', {NOW}, {NOW}, 3)"
UNKNOWN = "UPDATE messages SET accepted_at = NULL WHERE recipient = 'b@example.com'"


def named(name: str) -> Plan | None:
    return Dataset(year=2021).plan if name == PLAN else None


NUMBERING = Numbering(named)


def mark(row: int, event: str, which: str) -> Mark:
    (key,) = (key for key, no in ROWS.items() if no == row)
    return MilestoneKey("湖州市", 2021, key, event), which


CARRIED = {
    mark(12, "cutoff", "safe"): Told(date(2021, 7, 1), frozenset({"30d", "7w"})),
    mark(12, "cutoff", "last"): Told(date(2021, 7, 30), frozenset({"shown"})),
}


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_all_of_it_is_carried_over(path: Path) -> None:
    old_ledger(path, TOLD, FAILED, UNKNOWN)
    for _ in range(2):
        with open_ledger(path, numbering=NUMBERING) as ledger:
            ledger.check()
            assert told_by(ledger) == CARRIED
            assert told_by(ledger, B).keys() == {mark(34, "review", "safe")}
            assert ledger.called(PLAN) == {
                "建设工程-中级": LastTold(12, "建设工程-中级", 12, 4),
                "中小学教师-初级": LastTold(34, "中小学教师-初级", 34, 4),
            }
            (unknown,) = ledger.unknown()
            assert [(one.key.committee, one.no) for one in unknown.entries] == [("中小学教师-初级", 34)]
            (failure,) = ledger.failures()
            assert (failure.recipient, failure.times) == (B, 3)
            assert ledger.summary().accepted == 1
    assert version(path) == VERSION
    # From now on no plan is asked for.
    with open_ledger(path) as ledger:
        assert told_by(ledger) == CARRIED


def test_who_only_reads_changes_nothing(path: Path) -> None:
    old_ledger(path, TOLD)
    before = state(path.parent)
    reader = read_ledger(path, numbering=NUMBERING)
    assert reader is not None
    with reader:
        assert told_by(reader) == CARRIED
    assert state(path.parent) == before
    assert version(path) == 1


def test_a_row_that_was_withdrawn_since_is_still_known(path: Path, tmp_path: Path) -> None:
    gone = "withdrawn:\n  - {no: 26, key: 体育教练员, words: 撤销第26行, document: 湖人社函〔2021〕99号}\n"
    text = plan_text(MOVED_UP, numbers=MOVED_UP, year=2021, more=gone)
    plan = Dataset(data_with(tmp_path, plan_2021=text), 2021).plan
    old_ledger(path, [(A, PLAN, 26, "cutoff", "safe", "2021-07-01", "7w"), *TOLD])
    with open_ledger(path, numbering=Numbering({PLAN: plan}.get)) as ledger:
        assert told_by(ledger).keys() == {mark(26, "cutoff", "safe"), *CARRIED}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ((A, "湖州市/2019", 12, "cutoff", "safe", "2019-07-01", "7w"), "湖州市/2019 的 12 号"),
        ((A, PLAN, 47, "cutoff", "safe", "2021-07-01", "7w"), "湖州市/2021 的 47 号"),
    ],
)
def test_what_nobody_knows_any_more_is_refused(
    told: tuple[str, str, int, str, str, str, str], words: str, path: Path
) -> None:
    old_ledger(path, [*TOLD, told])
    before = state(path.parent)
    for opening in (open_ledger, read_ledger):
        with pytest.raises(UnusableLedgerError, match="按序号记的") as caught:
            opening(path, numbering=NUMBERING)
        assert words in caught.value.message
        assert "--data-dir" in caught.value.hint
        assert "zc remind --new-ledger" in caught.value.hint
        assert state(path.parent)[path.name] == before[path.name]
        assert version(path) == 1
    assert renew_ledger(path, numbering=NUMBERING) == path.with_name(f"{path.name}.corrupt-1")
    with reading(path) as reader:
        assert told_by(reader) == {}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE records SET committee = 'x'",
        "UPDATE records SET plan = x'ff'",
        "UPDATE records SET day = x'ff'",
        "ALTER TABLE records DROP COLUMN lead",
        "CREATE TRIGGER keep BEFORE DELETE ON messages BEGIN SELECT RAISE(FAIL, 'no'); END",
        "ALTER TABLE messages RENAME COLUMN reply TO reqly",
        "CREATE TABLE committees (a)",
    ],
)
def test_a_damaged_one_is_not_carried_over(damage: str, path: Path) -> None:
    old_ledger(path, TOLD[:1], *(["DROP INDEX told_once"] if "DROP COLUMN" in damage else []), damage)
    for opening in (open_ledger, read_ledger):
        with pytest.raises(UnusableLedgerError, match="已损坏"):
            opening(path, numbering=NUMBERING)
        assert version(path) == 1
    assert renew_ledger(path, numbering=NUMBERING) is not None


def test_what_another_process_has_carried_over_meanwhile_stays_so(path: Path) -> None:
    old_ledger(path, TOLD)
    open_ledger(path, numbering=NUMBERING).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        ledger_database._carry_over(database, path, Numbering())
    with reading(path) as reader:
        assert told_by(reader) == CARRIED


def test_an_empty_one_needs_no_plan(path: Path) -> None:
    old_ledger(path, [])
    with open_ledger(path) as ledger:
        assert told_by(ledger) == {}
    assert version(path) == VERSION


@settings(max_examples=8)
@given(st.permutations(range(1, 47)), st.data())
def test_whatever_the_numbers_were_the_records_are_the_same(order: list[int], data: st.DataObject) -> None:
    """The number is looked up in the plan of that time, and then forgotten."""
    plan = Dataset(year=2021).plan
    other = plan._replace(committees=tuple(one._replace(no=no) for one, no in zip(plan.committees, order, strict=True)))
    # 附件1, all of them in July: the safe day is the 1st, the last one the 30th.
    july = [number for number, one in enumerate(plan.committees) if one.cutoff.text == "7月"]
    told = data.draw(st.lists(st.sampled_from(july), min_size=1, max_size=5, unique=True))
    found = []
    for numbered in (plan, other):
        with TemporaryDirectory(dir=MEMORY) as folder:
            path = Path(folder) / "ledger.db"
            rows = [(A, PLAN, numbered.committees[one].no, "cutoff", "safe", "2021-07-01", "7w") for one in told]
            old_ledger(path, rows)
            with open_ledger(path, numbering=Numbering({PLAN: numbered}.get)) as ledger:
                found.append(told_by(ledger))
    assert found[0] == found[1]
    assert {key.committee for key, _ in found[0]} == {plan.committees[one].key for one in told}


# ---- a plan that was numbered anew, or whose days have changed, since the ledger was written ----


def days_of(plan: Plan) -> dict[tuple[str, str], date]:
    """By key and `safe` or `last`, the days of the cut-offs that everybody has in one go."""
    dated, calendar = ((one.key, one.cutoff.windows) for one in plan.committees), Dataset(year=2021).calendar
    return {
        (key, which): day
        for key, windows in dated
        if len(windows) == 1 and not windows[0].audience
        for which, day in due_days(windows[0], calendar)._asdict().items()
    }


def other(order: Sequence[int]) -> Plan:
    """The plan of 2021 with these of its rows, numbered anew."""
    plan = Dataset(year=2021).plan
    rows = (plan.committees[was - 1]._replace(no=no) for no, was in enumerate(order, start=1))
    return plan._replace(committees=tuple(rows))


def test_days_that_are_not_those_of_the_number_are_asked_about(path: Path) -> None:
    """34 were the teachers: 6月下旬, 21 to 30 June; now it is 湖州市电梯行业协会: 9月."""
    told = [(A, PLAN, 34, "cutoff", "safe", "2021-06-21", "7w"), (A, PLAN, 34, "cutoff", "last", "2021-06-30", "shown")]
    old_ledger(path, [*TOLD[:3], *told])
    before = state(path.parent)
    numbering = Numbering({PLAN: other(MOVED_UP)}.get)
    for opening in (open_ledger, read_ledger):
        with pytest.raises(UnusableLedgerError, match="按序号记的") as caught:
            opening(path, numbering=numbering)
        said = "湖州市/2021 的 34 号说过材料接收截止 2021-06-21、2021-06-30"
        assert f"{said}，现在这个号是“湖州市电梯行业协会”，材料接收截止 2021-09-01、2021-09-30" in caught.value.message
        assert "12 号" not in caught.value.message
        assert [words in caught.value.hint for words in ("--carry-over --data-dir", "--new-ledger")] == [True, True]
        assert state(path.parent)[path.name] == before[path.name]
    with open_ledger(path, numbering=NUMBERING) as ledger:
        assert {key.committee for key, _ in told_by(ledger)} == {"建设工程-中级", "中小学教师-初级"}


@pytest.mark.parametrize(
    ("day", "now"),
    [
        ("2021-07-02", "现在这个号是“市建设工程专业中级职务评审委员会”，材料接收截止 2021-07-01、2021-07-30"),
        ("", "没有日期"),
    ],
)
def test_a_day_that_changed_needs_somebodys_word(day: str, now: str, path: Path) -> None:
    old_ledger(path, [*TOLD[:1], (B, PLAN, 12, "cutoff", "safe", day, "change")])
    with pytest.raises(UnusableLedgerError) as caught:
        open_ledger(path, numbering=NUMBERING)
    assert now in caught.value.message
    with open_ledger(path, numbering=NUMBERING._replace(confirmed=True)) as ledger:
        assert told_by(ledger, B)[mark(12, "cutoff", "safe")].day == (date.fromisoformat(day) if day else None)


def test_the_newest_mail_is_the_witness(path: Path) -> None:
    """Who is told of no change, since he no longer wants it, keeps the older day."""
    old_ledger(path, [(A, PLAN, 12, "cutoff", "safe", "2021-06-01", "7w"), (B, PLAN, *TOLD[0][2:])])
    with open_ledger(path, numbering=NUMBERING) as ledger:
        assert told_by(ledger)[mark(12, "cutoff", "safe")].day == date(2021, 6, 1)


def test_many_doubts_are_counted(path: Path) -> None:
    old_ledger(path, [(A, PLAN, no, "cutoff", "safe", "2021-02-01", "7w") for no in range(1, 9)])
    with pytest.raises(UnusableLedgerError, match="；等 8 处") as caught:
        open_ledger(path, numbering=NUMBERING)
    assert caught.value.message.count("说过") == 3


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(1, 47)), st.sets(st.integers(0, 45), min_size=1, max_size=8))
def test_however_the_plan_was_numbered_nothing_false_is_known(order: list[int], told: set[int]) -> None:
    """It is refused, or every day that was told is one of the body that it is said to be of."""
    plan, now = Dataset(year=2021).plan, other(order)
    days = days_of(plan)
    bodies = [one for number, one in enumerate(plan.committees) if number in told and (one.key, "safe") in days]
    rows = [
        (A, PLAN, one.no, "cutoff", which, str(days[one.key, which]), "7w")
        for one in bodies
        for which in ("safe", "last")
    ]
    with TemporaryDirectory(dir=MEMORY) as folder:
        path = Path(folder) / "ledger.db"
        old_ledger(path, rows)
        try:
            ledger = open_ledger(path, numbering=Numbering({PLAN: now}.get))
        except UnusableLedgerError:
            assert any(now.committees[one.no - 1].cutoff.text != one.cutoff.text for one in bodies)
            return
        with ledger:
            assert all(days[key.committee, which] == one.day for (key, which), one in told_by(ledger).items())


CARRYING = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.reminders.ledger import ledger_database
from zhicheng_cli.reminders.ledger.carrying_over import Numbering
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger

path, stop = Path(sys.argv[1]), sys.argv[2]

def stall(at):
    if stop == at:
        print("there", flush=True)
        input()

def named(_):
    stall("begun")
    return Dataset(year=2021).plan

usual = ledger_database._own_tables

def own_tables():
    stall("all but committed")
    return usual()

ledger_database._own_tables = own_tables
with open_ledger(path, numbering=Numbering(named)) as ledger:
    stall("committed")
    print(len(ledger.told("湖州市/2021", "a@example.com")))
"""


def carry(path: Path, stop: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CARRYING, str(path), stop],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@POSIX
@pytest.mark.parametrize(("stop", "left"), [("begun", 1), ("all but committed", 1), ("committed", VERSION)])
def test_a_kill_leaves_it_whole_before_or_after(stop: str, left: int, path: Path) -> None:
    old_ledger(path, TOLD)
    one = carry(path, stop)
    assert one.stdout is not None
    assert one.stdout.readline() == "there\n"
    one.send_signal(signal.SIGKILL)
    one.communicate()
    assert version(path) == left
    with open_ledger(path, numbering=NUMBERING) as ledger:
        ledger.check()
        assert told_by(ledger) == CARRIED


def test_several_processes_carry_it_over_once(path: Path) -> None:
    old_ledger(path, TOLD)
    children = [carry(path) for _ in range(3)]
    assert [one.communicate(timeout=60)[0] for one in children] == ["2\n"] * 3
    with open_ledger(path) as ledger:
        ledger.check()
        assert told_by(ledger) == CARRIED
