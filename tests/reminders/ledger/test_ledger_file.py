"""The ledger's file: whose it is, how it is made, what stands in its place."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from reminders.ledger.ledger_samples import (
    DAY,
    KEY,
    NOW,
    B,
    begin,
    claim,
    damaged_inside,
    entry,
    reading,
    tell,
    told_by,
    told_in,
)

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger
from zhicheng_cli.reminders.ledger.records import Told


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


def test_every_commit_reaches_the_disk(ledger: Ledger) -> None:
    assert ledger._database.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert ledger._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_reading_makes_nothing(path: Path) -> None:
    assert read_ledger(path) is None
    assert not path.parent.exists()
    begin(path)
    before = path.read_bytes()
    with reading(path) as reader:
        assert told_by(reader) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}
        with pytest.raises(ZcError):
            tell(reader, 2, entry(lead="3w"))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["ledger.db"]


@pytest.mark.parametrize("beside_a_writer", [False, True])
def test_where_nothing_may_be_written_it_is_read_as_it_stands(
    beside_a_writer: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with open_ledger(path) if beside_a_writer else nullcontext(), reading(path) as reader:
        assert told_by(reader) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}


@pytest.mark.parametrize("quicker", [False, True])
def test_a_file_system_without_links(quicker: bool, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may be quicker there, too: its ledger stays."""

    def no_links(draft: Path, place: Path) -> None:
        if quicker:
            shutil.copy(draft, place)
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    with open_ledger(path) as ledger:
        assert tell(ledger, 1, entry())
    with reading(path) as reader:
        assert told_by(reader) == {(KEY, "safe"): Told(DAY, frozenset({"7w"}))}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_written_can_be_read(path: Path) -> None:
    begin(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    with reading(path) as reader:
        assert told_by(reader)
    with pytest.raises(ZcError, match="不能使用账本"):
        open_ledger(path)
    path.parent.chmod(0o700)


def test_reading_goes_on_beside_a_writer(path: Path) -> None:
    with open_ledger(path) as writer:
        assert claim(writer, 1, entry())
        with reading(path) as reader:
            assert [one.message_id for one in reader.unknown()] == ["<1@example.com>"]


def test_a_path_with_signs_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "账本 #1?mode=ro%20" / "a&b.db"
    begin(path)
    assert path.is_file()


OPENINGS = pytest.mark.parametrize("opening", [open_ledger, read_ledger, renew_ledger])


@OPENINGS
@pytest.mark.parametrize("name", ["", ".", "./", "..", "/", "nothing/.."])
def test_a_folder_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opening: Callable[[Path], object], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZcError, match="是一个文件夹") as caught:
        opening(Path(name))
    assert type(caught.value) is ZcError
    assert list(tmp_path.iterdir()) == []


@OPENINGS
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_regular_file_is_refused_and_stays(tmp_path: Path, opening: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "fifo.db")
    for place in (tmp_path / "fifo.db", Path(os.devnull)):
        with pytest.raises(ZcError, match="不是普通的文件") as caught:
            opening(place)
        assert type(caught.value) is ZcError
    assert [one.name for one in tmp_path.iterdir()] == ["fifo.db"]


@OPENINGS
@pytest.mark.skipif(sys.platform == "win32", reason="there, not everybody may make links")
@pytest.mark.parametrize("target", ["loop.db", "nothing.db", "no folder/ledger.db"])
def test_a_link_to_nothing_is_refused_and_leads_to_nothing_new(
    tmp_path: Path, opening: Callable[[Path], object], target: str
) -> None:
    (tmp_path / "loop.db").symlink_to(target)
    with pytest.raises(ZcError, match="指向的文件不存在") as caught:
        opening(tmp_path / "loop.db")
    assert type(caught.value) is ZcError
    assert [one.name for one in tmp_path.iterdir()] == ["loop.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="there, not everybody may make links")
def test_a_link_is_followed_and_stays(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link.db"
    begin(path)
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
    begin(other)

    def link(draft: Path, place: Path) -> None:
        other.rename(place)
        usual(draft, place)

    usual = os.link
    monkeypatch.setattr(os, "link", link)
    with open_ledger(path) as ledger:
        assert told_by(ledger)
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
    begin(tmp_path / "ledger.db")
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]
