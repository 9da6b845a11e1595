"""A new ledger in the place of a broken one, which is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reminders.ledger.ledger_samples import (
    damaged_inside,
    entry,
    state,
    tell,
)

from zhicheng_cli.errors import TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.ledger.ledger_database import VERSION
from zhicheng_cli.reminders.ledger.ledger_file import open_ledger, read_ledger, renew_ledger


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
