"""The ledger: nothing is told twice, nothing is lost at a kill, and no broken file is taken for an empty one."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_database import VERSION, UnusableLedgerError, fault
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger
from zhicheng_cli.reminders.ledger.records import Entry, Failure, Summary, Told, Unknown
from zhicheng_cli.reminders.status import status_of

KEY = MilestoneKey("湖州市", 2021, 12, "cutoff")
PLAN = "湖州市/2021"
TODAY = date(2021, 6, 1)
NOW = datetime(2021, 6, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
DAY, LATER = date(2021, 7, 1), date(2021, 7, 8)
A, B = "a@example.com", "b@example.com"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs signals or limits of POSIX")


def told_by(ledger: Ledger, plan: str, recipient: str) -> dict[tuple[MilestoneKey, str], Told]:
    """What the ledger told, but for the numbers, of which only the order counts."""
    return {mark: one._replace(number=0) for mark, one in ledger.told(plan, recipient).items()}


def entry(
    day: date | None = DAY, lead: str = "7w", *, which: str = "safe", key: MilestoneKey = KEY, anew: bool = False
) -> Entry:
    return Entry(key, which, day, lead, anew)


def tell(ledger: Ledger, number: int, *entries: Entry, to: str = A, today: date = TODAY) -> bool:
    """Claim and accept."""
    if not ledger.claim(f"<{number}@example.com>", to, entries, today=today, now=NOW):
        return False
    ledger.accept(f"<{number}@example.com>", NOW, "250 ok")
    return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.db"


# What was told.


def test_what_was_told_is_known_after_closing(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert told_by(ledger, PLAN, A) == {}
        assert tell(ledger, 1, entry(), entry(lead="30d", which="last"))
        assert tell(ledger, 2, entry(lead="3w"))
    with open_ledger(path) as ledger:
        assert told_by(ledger, PLAN, A) == {
            (KEY, "safe"): Told(DAY, frozenset({"7w", "3w"})),
            (KEY, "last"): Told(DAY, frozenset({"30d"})),
        }


def test_records_are_kept_apart_by_all_that_makes_them_one(path: Path) -> None:
    others = [
        KEY._replace(no=13),
        KEY._replace(event="report"),
        KEY._replace(audience="市直学校"),
        KEY._replace(batch=1),
    ]
    with open_ledger(path) as ledger:
        for number, key in enumerate((KEY, *others)):
            assert tell(ledger, number, entry(key=key))
        assert tell(ledger, 10, entry(which="last"))
        assert tell(ledger, 11, entry(key=KEY._replace(year=2022)))
        assert tell(ledger, 12, entry(key=KEY._replace(region="嘉兴市")))
        assert tell(ledger, 13, entry(), to=B)
        told = Told(DAY, frozenset({"7w"}))
        assert told_by(ledger, PLAN, A) == {**{(key, "safe"): told for key in (KEY, *others)}, (KEY, "last"): told}
        assert told_by(ledger, PLAN, B) == {(KEY, "safe"): told}
        assert told_by(ledger, "湖州市/2022", A) == {(KEY._replace(year=2022), "safe"): told}


def test_an_address_is_one_whatever_the_case_of_its_domain(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry(), to="Chen@Example.COM")
        assert not tell(ledger, 2, entry(), to="Chen@example.com")
        assert tell(ledger, 3, entry(), to="chen@example.com")
        assert told_by(ledger, PLAN, "Chen@EXAMPLE.com")


def test_that_there_is_no_day_any_more_is_told_once(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert tell(ledger, 2, entry(None, "change"))
        assert not tell(ledger, 3, entry(None, "change"))
        assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(None, frozenset({"change"}))}


def test_a_day_that_moves_back_can_be_told_again(path: Path) -> None:
    with open_ledger(path) as ledger:
        for number, day in enumerate((DAY, LATER, DAY, LATER, DAY)):
            assert tell(ledger, 10 * number, entry(day, anew=True), entry(day, "change", anew=True))
            assert not tell(ledger, 10 * number + 1, entry(day))
            assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(day, frozenset({"7w", "change"}))}


def test_a_day_that_moves_back_before_the_move_was_certain_can_be_told_again(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert ledger.claim("<2@example.com>", A, [entry(LATER, "change", anew=True)], today=TODAY, now=NOW)
        assert tell(ledger, 3, entry(DAY, "change", anew=True), entry(DAY, anew=True))
        assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"7w", "change"}))}


def test_what_takes_the_place_of_words_it_does_not_know_is_refused(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        seen = ledger.told(PLAN, A)[KEY, "safe"].number
        assert tell(ledger, 2, entry(LATER, "change", anew=True))
        stale = [entry(None, "change", anew=True)]
        assert not ledger.claim("<3@example.com>", A, stale, today=TODAY, now=NOW, seen=seen)
        latest = ledger.told(PLAN, A)[KEY, "safe"]
        assert latest.day == LATER
        assert ledger.claim("<4@example.com>", A, stale, today=TODAY, now=NOW, seen=latest.number)


def test_told_is_what_was_claimed_since_the_day_last_moved(path: Path) -> None:
    numbers = count()

    @given(st.lists(st.tuples(st.sampled_from([DAY, LATER, None]), st.sampled_from(["30d", "7w", "change"]))))
    def holds(history: list[tuple[date | None, str]]) -> None:
        recipient = f"p{next(numbers)}@example.com"
        latest: date | None = None
        leads: set[str] = set()
        for day, lead in history:
            moved = not leads or day != latest
            if moved:
                latest, leads = day, set()
            assert tell(ledger, next(numbers), entry(day, lead, anew=moved), to=recipient) == (lead not in leads)
            leads.add(lead)
            assert told_by(ledger, PLAN, recipient) == {(KEY, "safe"): Told(latest, frozenset(leads))}

    with open_ledger(path) as ledger:
        ledger._database.execute("PRAGMA synchronous = OFF")
        holds()


def test_ten_thousand_recipients_are_asked_in_half_a_second(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger._database.execute("PRAGMA synchronous = OFF")
        for number in range(10_000):
            assert tell(ledger, number, entry(), entry(which="last"), to=f"p{number}@example.com")
        seconds = []
        for _ in range(3):
            start = perf_counter()
            answers = [told_by(ledger, PLAN, f"p{number}@example.com") for number in range(10_000)]
            seconds.append(perf_counter() - start)
        assert min(seconds) < 0.5
        assert all(len(one) == 2 for one in answers)


# Claims.


def test_a_claim_counts_as_told_and_is_listed_as_unknown(path: Path) -> None:
    entries = (entry(), entry(None, "change", key=KEY._replace(audience="市直学校", batch=2)))
    with open_ledger(path) as ledger:
        assert ledger.claim("<1@example.com>", A, entries, today=TODAY, now=NOW)
        assert told_by(ledger, PLAN, A)[KEY, "safe"] == Told(DAY, frozenset({"7w"}))
    with open_ledger(path) as ledger:
        assert ledger.unknown() == [Unknown("<1@example.com>", A, entries, NOW, TODAY)]
        assert not tell(ledger, 2, entry())
        assert ledger.summary() == Summary(0, None, TODAY)


def test_a_claim_is_all_or_nothing(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert not ledger.claim("<2@example.com>", A, [entry(lead="30d"), entry()], today=TODAY, now=NOW)
        assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
        assert ledger.unknown() == []
        assert ledger.failures() == []
        assert ledger.summary() == Summary(1, NOW, TODAY)


def test_a_release_makes_it_due_again_and_keeps_why(path: Path) -> None:
    later = NOW + timedelta(days=1)
    with open_ledger(path) as ledger:
        assert ledger.claim("<1@example.com>", A, [entry()], today=TODAY, now=NOW)
        ledger.release("<1@example.com>", A, "554 spam", NOW)
        assert told_by(ledger, PLAN, A) == {}
        assert ledger.unknown() == []
        ledger.release("<2@example.com>", A, "550 no such user", later)
        assert ledger.failures() == [Failure(A, "<2@example.com>", "550 no such user", NOW, later, 2)]
        assert tell(ledger, 3, entry())
        assert ledger.failures() == []


def test_only_who_claimed_can_release(path: Path) -> None:
    with open_ledger(path) as first, open_ledger(path) as second:
        assert first.claim("<1@example.com>", A, [entry()], today=TODAY, now=NOW)
        assert not second.claim("<1@example.com>", A, [entry()], today=TODAY, now=NOW)
        second.release("<1@example.com>", A, "450 later", NOW)
        first.accept("<1@example.com>", NOW, "250 ok")
        assert told_by(second, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
        assert second.unknown() == []


def test_instants_are_compared_whatever_their_zone(path: Path) -> None:
    with open_ledger(path) as ledger:
        for number, hours in ((1, 8), (2, 0)):
            now = datetime(2021, 6, 1, 8 if hours == 8 else 1, tzinfo=timezone(timedelta(hours=hours)))
            assert ledger.claim(f"<{number}@x>", A, [entry(lead=f"{number}d")], today=TODAY, now=now)
            ledger.accept(f"<{number}@x>", now, "250")
        assert ledger.summary().last_accepted == datetime(2021, 6, 1, 1, tzinfo=UTC)


def test_the_latest_day_of_any_run_is_kept(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.summary().last_today is None
        assert tell(ledger, 1, entry(), today=date(2021, 6, 9))
        assert tell(ledger, 2, entry(lead="3w"), today=date(2021, 6, 2))
        assert ledger.summary().last_today == date(2021, 6, 9)


# Forgetting.


@pytest.mark.parametrize("what", ["<1@example.com>", "1@example.com", " <1@example.com> ", "1@e", "<1@e"])
def test_a_forgotten_mail_is_due_again(path: Path, what: str) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert tell(ledger, 2, entry(lead="3w"))
        assert ledger.forget(what) == 1
        assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"3w"}))}
        assert tell(ledger, 1, entry())


def test_a_forgotten_address_is_told_everything_again(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert tell(ledger, 2, entry(LATER, "change"))
        assert tell(ledger, 3, entry(), to=B)
        ledger.release("<4@example.com>", A, "450", NOW)
        assert ledger.forget("a@EXAMPLE.com") == 2
        assert told_by(ledger, PLAN, A) == {}
        assert told_by(ledger, PLAN, B)
        assert ledger.failures() == []


@pytest.mark.parametrize("what", ["", "<>", "nobody@example.com", "%", "_@example.com"])
def test_what_is_not_there_is_not_forgotten(path: Path, what: str) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert ledger.forget(what) == 0
        assert told_by(ledger, PLAN, A)


def test_an_ambiguous_beginning_forgets_nothing(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 11, entry())
        assert tell(ledger, 12, entry(lead="3w"))
        with pytest.raises(ZcError, match="有 2 封"):
            ledger.forget("1")
        assert told_by(ledger, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"7w", "3w"}))}


def test_what_is_forgotten_while_under_way_stays_forgotten_and_hurts_no_other(path: Path) -> None:
    with open_ledger(path) as first, open_ledger(path) as second:
        assert first.claim("<1@example.com>", A, [entry()], today=TODAY, now=NOW)
        assert second.forget(A) == 1
        assert second.claim("<2@example.com>", B, [entry()], today=TODAY, now=NOW)
        first.accept("<1@example.com>", NOW, "250 ok")
        assert [one.message_id for one in second.unknown()] == ["<2@example.com>"]
        assert told_by(second, PLAN, A) == {}


# Several processes, kills and full disks.

CHILD = """
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.ledger.records import Entry
path, now, today = Path(sys.argv[1]), datetime(2021, 6, 1, tzinfo=timezone.utc), date(2021, 6, 1)

def claim(ledger, number, name):
    entries = [Entry(MilestoneKey("湖州市", 2021, number, "cutoff"), "safe", date(2021, 7, 1), "7w")]
    return ledger.claim(f"<{number}.{name}@x>", "a@example.com", entries, today=today, now=now)
"""


def child(path: Path, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_of_several_processes_exactly_one_gets_each_claim(path: Path) -> None:
    """They also make the ledger together: whoever is first, no other replaces it."""
    racing = """
print("ready", flush=True)
input()
with open_ledger(path) as ledger:
    for number in range(60):
        name = f"{sys.argv[0]}-{id(ledger)}"
        if claim(ledger, number, name):
            print(number)
            ledger.accept(f"<{number}.{name}@x>", now, "250")
"""
    children = [child(path, racing) for _ in range(3)]
    for one in children:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in children:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    won = [int(number) for one in children for number in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in children] == [0, 0, 0]
    assert sorted(won) == list(range(60))
    assert [one.name for one in path.parent.iterdir()] == ["ledger.db"]


@POSIX
@pytest.mark.parametrize("lines", [1, 2, 3, 40, 41, 42])
def test_a_kill_at_any_point_loses_nothing(path: Path, lines: int) -> None:
    working = """
with open_ledger(path) as ledger:
    for number in range(1_000_000):
        print("claiming", number, flush=True)
        claim(ledger, number, "x")
        print("claimed", number, flush=True)
        ledger.accept(f"<{number}.x@x>", now, "250")
        print("accepted", number, flush=True)
"""
    one = child(path, working)
    assert one.stdout is not None
    said = [one.stdout.readline() for _ in range(lines)]
    one.send_signal(signal.SIGKILL)
    said += one.stdout.read().splitlines(keepends=True)
    one.communicate()
    steps = [(word, int(number)) for word, number in (line.split() for line in said if line.endswith("\n"))]
    with open_ledger(path) as ledger:
        told = {key.no for key, _ in told_by(ledger, PLAN, A)}
        unknown = {each.entries[0].key.no for each in ledger.unknown()}
    claimed, accepted = ({number for word, number in steps if word == one} for one in ("claimed", "accepted"))
    last = steps[-1][1]
    assert claimed <= told
    assert told - claimed <= {last}
    assert accepted <= told - unknown
    assert unknown <= {last}


@POSIX
def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    filling = """
import resource
with open_ledger(path) as ledger:
    ledger._database.execute("PRAGMA wal_autocheckpoint = 4")
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    try:
        for number in range(100_000):
            if claim(ledger, number, "x"):
                ledger.accept(f"<{number}.x@x>", now, "250")
                print(number)
    except ZcError as error:
        print(error.exit_code, error)
"""
    out, _ = child(path, filling).communicate(timeout=60)
    *numbers, error = out.splitlines()
    assert len(numbers) > 10
    assert error.startswith("2 ")
    assert "磁盘" in error
    with open_ledger(path) as ledger:
        told = {key.no for key, _ in told_by(ledger, PLAN, A)}
        assert {int(one) for one in numbers} <= told
        assert len(told) <= len(numbers) + 1


FILLING_UP = """
for size in range(0, 80, 4):
    for one in path.iterdir():
        one.unlink()
    if size:
        (path / "fill").write_bytes(b"x" * 1024 * size)
    try:
        open_ledger(path / "ledger.db").close()
        said = ""
    except ZcError as error:
        said = error.message
    standing = (path / "ledger.db").exists()
    (path / "fill").unlink(missing_ok=True)
    with open_ledger(path / "ledger.db") as ledger:
        ledger.check()
        print(size, int(standing), "full" if "磁盘已满" in said else said)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk of its own")
def test_a_disk_that_is_full_when_the_ledger_is_made_leaves_nothing_broken(tmp_path: Path) -> None:
    small = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=80k tmpfs "$0" && exec "$@"', str(tmp_path)]
    if subprocess.run([*small, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    command = [*small, sys.executable, "-c", CHILD + FILLING_UP, str(tmp_path)]
    out = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.splitlines()
    assert [line.split()[0] for line in out] == [str(size) for size in range(0, 80, 4)]
    assert out[0] == "0 1 "
    assert out[-1] == "76 0 full"
    assert {line.partition(" ")[2] for line in out} == {"1 ", "1 full", "0 full"}


def test_a_full_database_is_said_and_the_claim_is_taken_back(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger._database.execute("PRAGMA max_page_count = 12")
        with pytest.raises(ZcError, match="磁盘已满") as caught:
            any(not tell(ledger, number, entry(lead=f"{number}d")) for number in range(1000))
        assert caught.value.exit_code == USAGE
        told = told_by(ledger, PLAN, A)[KEY, "safe"].leads
        ledger._database.execute("PRAGMA max_page_count = 1000")
        assert len(told) == ledger.summary().accepted + len(ledger.unknown())
        assert tell(ledger, 1001, entry(lead="1001d"))


def test_locked_too_long_is_a_temporary_failure(path: Path) -> None:
    with open_ledger(path, patience=0.05) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ZcError, match="占用") as caught:
            tell(ledger, 1, entry())
        assert caught.value.exit_code == TEMPORARY_FAILURE
        other.execute("ROLLBACK")
        assert tell(ledger, 1, entry())


# The file.


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_the_file_and_its_new_folders_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "ledger.db"
    mask = os.umask(0)
    try:
        with open_ledger(path) as ledger:
            assert tell(ledger, 1, entry())
            modes = {one.name: one.stat().st_mode & 0o777 for one in (*path.parents[:2], *path.parent.iterdir())}
    finally:
        os.umask(mask)
    assert modes == {"a": 0o700, "b": 0o700, "ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}


def test_every_commit_reaches_the_disk(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger._database.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert ledger._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_reading_makes_nothing(path: Path) -> None:
    assert read_ledger(path) is None
    assert not path.parent.exists()
    with open_ledger(path) as ledger:
        tell(ledger, 1, entry())
    before = path.read_bytes()
    reader = read_ledger(path)
    assert reader is not None
    with reader:
        assert told_by(reader, PLAN, A) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
        with pytest.raises(ZcError):
            tell(reader, 2, entry(lead="3w"))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["ledger.db"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_written_can_be_read(path: Path) -> None:
    with open_ledger(path) as ledger:
        tell(ledger, 1, entry())
    path.chmod(0o400)
    path.parent.chmod(0o500)
    reader = read_ledger(path)
    assert reader is not None
    with reader:
        assert told_by(reader, PLAN, A)
    with pytest.raises(ZcError, match="不能使用账本"):
        open_ledger(path)
    path.parent.chmod(0o700)


def test_reading_goes_on_beside_a_writer(path: Path) -> None:
    with open_ledger(path) as writer:
        assert writer.claim("<1@x>", A, [entry()], today=TODAY, now=NOW)
        reader = read_ledger(path)
        assert reader is not None
        with reader:
            assert [one.message_id for one in reader.unknown()] == ["<1@x>"]


def test_a_path_with_signs_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "账本 #1?mode=ro%20" / "a&b.db"
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    assert path.is_file()


def damaged_header(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def damaged_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def emptied_but_for_its_log(path: Path) -> None:
    path.with_name("ledger.db-wal").write_bytes(path.read_bytes())
    path.write_bytes(b"")


def text_instead(path: Path) -> None:
    path.write_text("提醒记录\n" * 100, "utf-8")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE messages (id INTEGER)")


def lost_but_for_its_log(path: Path) -> None:
    path.rename(path.with_name("ledger.db-wal"))


DAMAGES = [
    damaged_header,
    damaged_inside,
    cut_short,
    emptied,
    emptied_but_for_its_log,
    text_instead,
    foreign,
    lost_but_for_its_log,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_broken_ledger_is_refused_left_as_it_is_and_can_be_renewed(path: Path, damage: object) -> None:
    assert callable(damage)
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    damage(path)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with pytest.raises(ZcError) as caught:
        open_ledger(path)
    assert caught.value.exit_code == USAGE
    assert str(path) in caught.value.message
    assert "zc remind --new-ledger" in caught.value.hint
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
    kept = renew_ledger(path)
    assert kept == path.with_name("ledger.db.corrupt-1" + ("" if path.name in before else "-wal"))
    with open_ledger(path) as ledger:
        assert told_by(ledger, PLAN, A) == {}
    after = {one.name: one.read_bytes() for one in path.parent.iterdir() if one != path}
    assert after == {name.replace("ledger.db", "ledger.db.corrupt-1"): content for name, content in before.items()}
    path.write_bytes(b"\0")
    assert renew_ledger(path) == path.with_name("ledger.db.corrupt-2")


def told_in(path: Path) -> object:
    reader = read_ledger(path)
    assert reader is not None
    with reader:
        return told_by(reader, PLAN, A)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("opening", [open_ledger, read_ledger])
def test_a_broken_ledger_is_said_to_be_so(path: Path, opening: object, damage: object) -> None:
    assert callable(opening)
    assert callable(damage)
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    damage(path)
    with pytest.raises(
        UnusableLedgerError, match="不见了，只剩下它的日志" if damage is lost_but_for_its_log else "已损坏"
    ):
        opening(path)


def test_a_ledger_that_lost_a_table_is_no_ledger(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger._database.execute("DROP TABLE records")
        with pytest.raises(UnusableLedgerError, match="已损坏"):
            told_by(ledger, PLAN, A)
    assert renew_ledger(path) == path.with_name("ledger.db.corrupt-1")


def test_what_passes_for_sound_but_is_not_can_be_renewed(path: Path) -> None:
    """An index that lost a row hides what was told; the check at each opening looks at the pages only."""
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        ledger._database.execute("PRAGMA writable_schema = ON")
        ledger._database.execute("UPDATE sqlite_schema SET sql = replace(sql, 'current = 1', 'current = 0')")
    assert renew_ledger(path) == path.with_name("ledger.db.corrupt-1")


#: What no ledger holds; SQLite, for which any column may hold anything, finds nothing wrong with it.
NONSENSE = [
    "UPDATE records SET day = '2021-13-01'",
    "UPDATE records SET day = x'ff'",
    "UPDATE records SET day = CAST(x'ff' AS TEXT)",
    "UPDATE records SET plan = '湖州市/二〇'",
    "UPDATE records SET event = 'cutofg'",
    "UPDATE records SET which = 'sage'",
    "UPDATE records SET lead = 'w7'",
    "UPDATE records SET committee = 'x'",
    "UPDATE messages SET recipient = x'00'",
    "UPDATE messages SET today = 'x', accepted_at = NULL",
    "UPDATE messages SET claimed_at = '2021-06-01', accepted_at = NULL",
    "UPDATE messages SET accepted_at = '0001-01-01T00:00:00+14:00'",
    "UPDATE messages SET message_id = CAST(x'ff' AS TEXT)",
    "UPDATE failures SET since = 'x'",
    "UPDATE failures SET times = 'x'",
    "UPDATE failures SET reason = CAST(x'ff' AS TEXT)",
]


def use(path: Path) -> None:
    """All that can be done with a ledger, and what is told of it; every error but ZcError comes out."""
    for plan, recipient in ((PLAN, A), (PLAN, B)):
        with suppress(ZcError), open_ledger(path, patience=0.05) as ledger:
            told_by(ledger, plan, recipient)
    with suppress(ZcError):
        reader = read_ledger(path, patience=0.05)
        if reader is not None:
            with reader:
                known = status_of(path, reader, NOW)
                known.document(), known.screen()
    steps: list[Callable[[Ledger], object]] = [
        Ledger.check,
        Ledger.summary,
        lambda ledger: tell(ledger, 90, entry(LATER)),
        lambda ledger: ledger.claim("<91@example.com>", B, [entry(LATER)], today=TODAY, now=NOW),
        lambda ledger: ledger.release("<92@example.com>", B, "450", NOW),
        lambda ledger: ledger.arrived("91@", NOW),
        lambda ledger: ledger.forget(A),
        lambda ledger: ledger.forget("nobody"),
    ]
    for step in steps:
        with suppress(ZcError), open_ledger(path, patience=0.05) as ledger:
            step(ledger)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_a_ledger_is_damage(path: Path, nonsense: str) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        ledger.release("<2@example.com>", B, "450", NOW)
        ledger._database.execute(nonsense)
        with pytest.raises(UnusableLedgerError, match="已损坏"):
            ledger.check()
    kept = renew_ledger(path)
    assert kept is not None
    use(kept)


@pytest.fixture(scope="module")
def worn(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger in which there is something of everything."""
    path = tmp_path_factory.mktemp("worn") / "ledger.db"
    with open_ledger(path) as ledger:
        for number in range(40):
            key = KEY._replace(no=number, audience="市直学校" if number % 2 else None)
            assert tell(
                ledger, number, entry(key=key), entry(LATER, "30d", key=key, which="last"), to=(A, B)[number % 2]
            )
        assert ledger.claim("<50@example.com>", A, [entry(None, "change")], today=TODAY, now=NOW)
        ledger.release("<51@example.com>", B, "550 没有这个人", NOW)
    return path.read_bytes()


def test_whatever_byte_is_wrong_only_our_own_errors_come_out(path: Path, worn: bytes) -> None:
    path.parent.mkdir()
    written = [at for at, byte in enumerate(worn) if byte]

    @given(st.lists(st.tuples(st.sampled_from(written), st.integers(1, 255)), min_size=1, max_size=40))
    @settings(max_examples=150)
    def holds(flips: list[tuple[int, int]]) -> None:
        content = bytearray(worn)
        for at, bits in flips:
            content[at] ^= bits
        for one in path.parent.iterdir():
            one.unlink()
        path.write_bytes(content)
        use(path)
        with suppress(ZcError):
            renew_ledger(path, patience=0.05)

    holds()


def test_no_word_of_sqlite_reaches_people() -> None:
    codes = {value for name, value in vars(sqlite3).items() if name.startswith("SQLITE_") and isinstance(value, int)}
    assert len(codes) > 50
    for code in codes:
        error = sqlite3.OperationalError("Could not decode to UTF-8 column")
        error.sqlite_errorcode = code
        told = str(fault(error, Path("账本"))).replace("zc remind --new-ledger", "").replace("--ledger", "")
        assert not re.search("[A-Za-z]{3}", told)


# Another in its place.


def state(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_where_no_new_ledger_can_be_made_the_old_one_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    damaged_inside(path)
    before = state(path.parent)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    for owner, name in ((os, "open"), (os, "link")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, refuse)
            if name == "link":
                patch.setattr(Path, "rename", renaming_all_but_drafts)
            with pytest.raises(ZcError, match="磁盘已满"):
                renew_ledger(path)
        assert state(path.parent) == before


rename = Path.rename


def renaming_all_but_drafts(old: Path, new: Path) -> Path:
    if old.name.startswith(".zc-"):
        raise OSError(28, "no space")
    return rename(old, new)


def test_a_sound_ledger_is_not_renewed(path: Path) -> None:
    assert renew_ledger(path) is None
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    before = state(path.parent)
    with pytest.raises(ZcError, match="没有坏"):
        renew_ledger(path)
    assert state(path.parent) == before


def test_a_ledger_that_is_open_elsewhere_is_not_renewed(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        ledger._database.execute(f"PRAGMA user_version = {VERSION + 1}")
        before = set(state(path.parent))
        with pytest.raises(ZcError, match="占用") as caught:
            renew_ledger(path, patience=0.05)
        assert caught.value.exit_code == TEMPORARY_FAILURE
        assert set(state(path.parent)) == before
    assert renew_ledger(path, patience=0.05) == path.with_name("ledger.db.corrupt-1")


@pytest.mark.parametrize("name", ["subscriptions.yaml", "名单", "ledger.db.txt"])
def test_what_is_plainly_something_else_is_not_renamed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("subscribers: []\n", "utf-8")
    with pytest.raises(ZcError, match="看上去不是账本"):
        renew_ledger(tmp_path / name)
    assert state(tmp_path) == {name: b"subscribers: []\n"}


def test_a_ledger_of_another_name_is_known_by_its_beginning(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "账本") as ledger:
        assert tell(ledger, 1, entry())
    damaged_inside(tmp_path / "账本")
    assert renew_ledger(tmp_path / "账本") == tmp_path / "账本.corrupt-1"


def test_a_ledger_of_a_newer_version_is_left_alone(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger._database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for opening in (open_ledger, read_ledger):
        with pytest.raises(ZcError, match="由更新的 zc 写成") as caught:
            opening(path)
        assert caught.value.exit_code == USAGE
    assert path.read_bytes() == before


OPENINGS = pytest.mark.parametrize("opening", [open_ledger, read_ledger, renew_ledger])


@OPENINGS
@pytest.mark.parametrize("name", ["", ".", "./", "..", "/", "nothing/.."])
def test_a_folder_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opening: object, name: str) -> None:
    assert callable(opening)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZcError, match="是一个文件夹") as caught:
        opening(Path(name))
    assert type(caught.value) is ZcError
    assert list(tmp_path.iterdir()) == []


@OPENINGS
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_regular_file_is_refused_and_stays(tmp_path: Path, opening: object) -> None:
    assert callable(opening)
    os.mkfifo(tmp_path / "fifo.db")
    for place in (tmp_path / "fifo.db", Path(os.devnull)):
        with pytest.raises(ZcError, match="不是普通的文件") as caught:
            opening(place)
        assert type(caught.value) is ZcError
    assert [one.name for one in tmp_path.iterdir()] == ["fifo.db"]


@OPENINGS
@pytest.mark.skipif(sys.platform == "win32", reason="there, not everybody may make links")
@pytest.mark.parametrize("target", ["loop.db", "nothing.db", "no folder/ledger.db"])
def test_a_link_to_nothing_is_refused_and_leads_to_nothing_new(tmp_path: Path, opening: object, target: str) -> None:
    assert callable(opening)
    (tmp_path / "loop.db").symlink_to(target)
    with pytest.raises(ZcError, match="指向的文件不存在") as caught:
        opening(tmp_path / "loop.db")
    assert type(caught.value) is ZcError
    assert [one.name for one in tmp_path.iterdir()] == ["loop.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="there, not everybody may make links")
def test_a_link_is_followed_and_stays(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link.db"
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    link.symlink_to(path)
    assert told_in(link)
    damaged_inside(path)
    assert renew_ledger(link) == path.with_name("ledger.db.corrupt-1")
    assert link.is_symlink()
    assert told_in(link) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are Unicode")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.db"))
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert ledger.forget("\udcff") == 0
        ledger.release("<2@example.com>", B, "“\udcff”", NOW)
        assert ledger.failures()[0].reason == "“?”"
    assert told_in(path)


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", "utf-8")
    with pytest.raises(ZcError, match="不能使用账本"):
        open_ledger(tmp_path / "state" / "deep" / "ledger.db")


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ZcError, match="没有权限"):
        open_ledger(tmp_path / "ledger.db")


def test_a_ledger_that_another_made_meanwhile_is_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = path.with_name("other.db")
    with open_ledger(other) as ledger:
        assert tell(ledger, 1, entry())

    def link(draft: Path, place: Path) -> None:
        other.rename(place)
        usual(draft, place)

    usual = os.link
    monkeypatch.setattr(os, "link", link)
    with open_ledger(path) as ledger:
        assert told_by(ledger, PLAN, A)
    assert [one.name for one in path.parent.iterdir()] == ["ledger.db"]


def test_a_draft_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ZcError, match="磁盘已满"):
        open_ledger(tmp_path / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert tell(ledger, 1, entry())
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE messages RENAME COLUMN reply TO reqly",
        "CREATE TRIGGER keep BEFORE DELETE ON messages BEGIN SELECT RAISE(FAIL, 'no'); END",
        "DROP INDEX told_once",
        "CREATE TABLE other (a)",
    ],
)
def test_tables_that_are_not_ours_are_damage_before_anything_is_sent(change: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    for use in (open_ledger, read_ledger):
        with pytest.raises(ZcError, match="已损坏"):
            use(path)
    assert renew_ledger(path) is not None
    open_ledger(path).close()
