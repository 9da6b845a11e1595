"""Under which name a body was told: each record is of the name of its time, whatever came after."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reminders.ledger.ledger_samples import KEY, LATER, NOW, PLAN, A, B, claim, entry, reading, tell

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.ledger import ledger_database
from zhicheng_cli.reminders.ledger.carrying_over import Numbering
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_database import VERSION
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger
from zhicheng_cli.reminders.ledger.records import LastTold

OLD, NEW, NEWER = "市建设评委会", "市住建评委会", "市城建评委会"
C, D = "c@example.com", "d@example.com"


def known(ledger: Ledger, recipient: str) -> str:
    """The name under which somebody last heard of the body."""
    return ledger.called(PLAN)[KEY.committee].name_at(ledger.told(PLAN, recipient)[KEY, "safe"].number)


def test_each_person_knows_the_name_of_his_time(ledger: Ledger) -> None:
    for number, (name, who) in enumerate(((OLD, A), (NEW, B), (NEWER, C), (OLD, D))):
        assert tell(ledger, number, entry()._replace(name=name), to=who)
    assert [known(ledger, who) for who in (A, B, C, D)] == [OLD, NEW, NEWER, OLD]
    assert tell(ledger, 9, entry(lead="3w")._replace(name=NEW))
    assert [known(ledger, who) for who in (A, B, C, D)] == [NEW, NEW, NEWER, OLD]


def test_a_claim_that_is_refused_changes_no_name(ledger: Ledger) -> None:
    assert tell(ledger, 1, entry()._replace(name=OLD))
    before = ledger.called(PLAN)
    assert not claim(ledger, 2, entry()._replace(name=NEW))
    assert ledger.called(PLAN) == before


def test_records_of_a_time_without_names_have_none() -> None:
    called = LastTold(12, NEWER, 12, 4, ((9, OLD), (9, NEW), (11, NEW)))
    assert [called.name_at(number) for number in (4, 5, 9, 10, 11, 12)] == ["", OLD, OLD, NEW, NEW, NEWER]


def test_whatever_is_told_released_and_forgotten(ledger: Ledger) -> None:
    """Numbers of records that are gone are given again."""
    numbers = count()
    people = [A, B, C]
    steps = st.tuples(st.sampled_from(people), st.sampled_from([OLD, NEW, NEWER, ""]), st.booleans())

    @given(st.lists(steps, max_size=12))
    def holds(history: Sequence[tuple[str, str, bool]]) -> None:
        knows: dict[str, str] = {}
        for table in ("records", "messages", "committees", "former_names"):
            ledger._database.execute(f"DELETE FROM {table}")
        for who, name, is_taken in history:
            number = next(numbers)
            if not name:
                ledger.forget(who)
                knows.pop(who, None)
            elif is_taken:
                assert tell(ledger, number, entry(lead=f"{number}d")._replace(name=name), to=who)
                knows[who] = name
            else:
                assert claim(ledger, number, entry(lead=f"{number}d")._replace(name=name), to=who)
                ledger.release(f"<{number}@example.com>", who, "450", NOW)
            assert {one: known(ledger, one) for one in people if ledger.told(PLAN, one)} == knows

    ledger._database.execute("PRAGMA synchronous = OFF")
    holds()


def earlier(path: Path, version: int) -> None:
    """A ledger of one of the versions that kept the last name alone."""
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry()._replace(name=OLD))
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE former_names")
        database.execute(f"PRAGMA user_version = {version}")
        database.commit()


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("version", [2, 3])
def test_a_ledger_of_the_last_name_alone_is_carried_over(version: int, path: Path) -> None:
    earlier(path, version)
    with reading(path) as reader:
        assert known(reader, A) == OLD
    assert version_of(path) == version
    for number, name in ((2, NEW), (3, NEWER)):
        with open_ledger(path) as ledger:
            ledger.check()
            assert tell(ledger, number, entry(LATER, f"{number}d")._replace(name=name), to=B)
            assert [known(ledger, A), known(ledger, B)] == [OLD, name]
    assert version_of(path) == VERSION


def test_what_is_not_carried_over_to_its_end_stays_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier(path, 3)

    def killed() -> list[tuple[str, ...]]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ledger_database, "_own_tables", killed)
        with closing(sqlite3.connect(path, isolation_level=None)) as database, pytest.raises(KeyboardInterrupt):
            ledger_database._carry_over(database, path, Numbering())
    assert version_of(path) == 3
    with open_ledger(path) as ledger:
        assert known(ledger, A) == OLD


def test_names_that_an_older_ledger_cannot_have_are_damage(path: Path) -> None:
    earlier(path, 3)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE former_names (a)")
    with pytest.raises(ZcError, match="已损坏"):
        open_ledger(path)
