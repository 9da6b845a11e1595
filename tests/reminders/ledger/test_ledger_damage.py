"""No broken ledger is taken for an empty one, and only our own errors come out."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.ledger.ledger_samples import (
    KEY,
    LATER,
    NOW,
    A,
    B,
    begin,
    claim,
    damaged_inside,
    entry,
    state,
    tell,
    told_by,
)

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_database import VERSION
from zhicheng_cli.reminders.ledger.ledger_faults import UnusableLedgerError, fault
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger
from zhicheng_cli.reminders.status import status_of

pytestmark = pytest.mark.usefixtures("impatient")


def damaged_header(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


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


@pytest.mark.parametrize(
    "damage",
    [damaged_header, damaged_inside, cut_short, emptied, emptied_but_for_its_log, text_instead, foreign,
     lost_but_for_its_log],
    ids=lambda one: one.__name__,
)  # fmt: skip
def test_a_broken_ledger_is_refused_left_as_it_is_and_can_be_renewed(
    path: Path, damage: Callable[[Path], None]
) -> None:
    begin(path)
    damage(path)
    before = state(path.parent)
    told = "不见了，只剩下它的日志" if damage is lost_but_for_its_log else "已损坏"
    for opening in (read_ledger, open_ledger):
        with pytest.raises(UnusableLedgerError, match=told) as caught:
            opening(path)
        assert caught.value.exit_code == USAGE
        assert str(path) in caught.value.message
        assert "zc remind --new-ledger" in caught.value.hint
        assert state(path.parent) == before
    kept = renew_ledger(path)
    assert kept == path.with_name("ledger.db.corrupt-1" + ("" if path.name in before else "-wal"))
    with open_ledger(path) as ledger:
        assert told_by(ledger) == {}
    after = {name: content for name, content in state(path.parent).items() if name != path.name}
    assert after == {name.replace("ledger.db", "ledger.db.corrupt-1"): content for name, content in before.items()}
    path.write_bytes(b"\0")
    assert renew_ledger(path) == path.with_name("ledger.db.corrupt-2")


def test_a_ledger_that_lost_a_table_is_no_ledger(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger._database.execute("DROP TABLE records")
        with pytest.raises(UnusableLedgerError, match="已损坏"):
            told_by(ledger)
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
    "UPDATE records SET committee = ''",
    "UPDATE records SET committee = '12'",
    "UPDATE committees SET no = 'x'",
    "UPDATE committees SET name = x'ff'",
    "UPDATE committees SET until = 'x'",
    "UPDATE former_names SET until = 'x'",
    "UPDATE former_names SET name = x'ff'",
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
    for recipient in (A, B):
        with suppress(ZcError), open_ledger(path) as ledger:
            told_by(ledger, recipient)
    with suppress(ZcError):
        reader = read_ledger(path)
        if reader is not None:
            with reader:
                known = status_of(path, reader, NOW)
                known.document(), known.screen()
    steps: list[Callable[[Ledger], object]] = [
        Ledger.check,
        Ledger.summary,
        lambda ledger: tell(ledger, 90, entry(LATER)),
        lambda ledger: claim(ledger, 91, entry(LATER), to=B),
        lambda ledger: ledger.release("<92@example.com>", B, "450", NOW),
        lambda ledger: ledger.arrived("91@", NOW),
        lambda ledger: ledger.forget(A),
        lambda ledger: ledger.forget("nobody"),
    ]
    for step in steps:
        with suppress(ZcError), open_ledger(path) as ledger:
            step(ledger)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_a_ledger_is_damage(path: Path, nonsense: str) -> None:
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
        assert tell(ledger, 2, entry()._replace(name="市城乡建设中级职称评审委员会"), to=B)
        ledger.release("<3@example.com>", B, "450", NOW)
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
            key = KEY._replace(committee=f"甲{number}", audience="市直学校" if number % 2 else None)
            assert tell(
                ledger, number, entry(key=key), entry(LATER, "30d", key=key, which="last"), to=(A, B)[number % 2]
            )
        assert claim(ledger, 50, entry(None, "change"))
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
            renew_ledger(path)

    holds()


def test_no_word_of_sqlite_reaches_people() -> None:
    codes = {value for name, value in vars(sqlite3).items() if name.startswith("SQLITE_") and isinstance(value, int)}
    assert len(codes) > 50
    for code in codes:
        error = sqlite3.OperationalError("Could not decode to UTF-8 column")
        error.sqlite_errorcode = code
        told = str(fault(error, Path("账本"))).replace("zc remind --new-ledger", "").replace("--ledger", "")
        assert not re.search("[A-Za-z]{3}", told)


CHANGES = [
    "ALTER TABLE messages RENAME COLUMN reply TO reqly",
    "CREATE TRIGGER keep BEFORE DELETE ON messages BEGIN SELECT RAISE(FAIL, 'no'); END",
    "DROP INDEX told_once",
    "CREATE TABLE other (a)",
]


@pytest.mark.parametrize("change", CHANGES)
def test_tables_that_are_not_ours_are_damage_before_anything_is_sent(change: str, path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    for use in (open_ledger, read_ledger):
        with pytest.raises(ZcError, match="已损坏"):
            use(path)
    assert renew_ledger(path) is not None
    open_ledger(path).close()


def test_where_no_new_ledger_can_be_made_the_old_one_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(path)
    damaged_inside(path)
    before = state(path.parent)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    for name in ("open", "link"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, refuse)
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
    begin(path)
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
            renew_ledger(path)
        assert caught.value.exit_code == TEMPORARY_FAILURE
        assert set(state(path.parent)) == before
    assert renew_ledger(path) == path.with_name("ledger.db.corrupt-1")


@pytest.mark.parametrize("name", ["subscriptions.yaml", "名单", "ledger.db.txt"])
def test_what_is_plainly_something_else_is_not_renamed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("subscribers: []\n", "utf-8")
    with pytest.raises(ZcError, match="看上去不是账本"):
        renew_ledger(tmp_path / name)
    assert state(tmp_path) == {name: b"subscribers: []\n"}


def test_a_ledger_of_another_name_is_known_by_its_beginning(tmp_path: Path) -> None:
    begin(tmp_path / "账本")
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
