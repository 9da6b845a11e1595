"""Files written as a whole, or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import writing
from zhicheng_cli.files.text import read_bytes
from zhicheng_cli.files.writing import replacing, write_file

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX files")


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_failing_replacement_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ZcError, match="磁盘已满"):
        write_file(target, b"new")
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["a.csv"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.csv", b"new")
    assert names_in(tmp_path) == []


@posix_only
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_request_to_end_removes_the_draft(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "a.csv"):
        signal.raise_signal(number)
    assert names_in(tmp_path) == []
    assert signal.getsignal(number) == signal.SIG_DFL
    # What `nohup` set stays.
    signal.signal(number, signal.SIG_IGN)
    try:
        with replacing(tmp_path / "a.csv"):
            signal.raise_signal(number)
        assert signal.getsignal(number) == signal.SIG_IGN
    finally:
        signal.signal(number, signal.SIG_DFL)
    assert names_in(tmp_path) == ["a.csv"]


@posix_only
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_request_to_end_just_after_the_draft_was_made_removes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    close = os.close

    def closed(number: int) -> None:
        close(number)
        signal.raise_signal(getattr(signal, name))

    monkeypatch.setattr(os, "close", closed)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.csv", b"new")
    assert names_in(tmp_path) == []


@posix_only
def test_links_in_a_circle_are_not_replaced(tmp_path: Path) -> None:
    loop, other = tmp_path / "a.csv", tmp_path / "b.csv"
    loop.symlink_to(other)
    other.symlink_to(loop)
    with pytest.raises(ZcError, match="链接绕成了圈"):
        write_file(loop, b"new")
    assert loop.is_symlink()
    assert sorted(names_in(tmp_path)) == ["a.csv", "b.csv"]
    (found,) = read_bytes(str(loop))[1]
    assert (found.code, found.hint) == ("E001", "链接绕成了圈")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="这是一个文件夹") as caught:
        write_file(tmp_path, b"")
    assert "-o" in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="不存在") as caught:
        write_file(tmp_path / "没有" / "a.csv", b"")
    assert "建立文件夹" in caught.value.hint


@posix_only
def test_a_read_only_file_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anything
    with pytest.raises(ZcError, match="没有权限"):
        write_file(target, b"new")
    assert target.read_text() == "old"


@posix_only
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix_only
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "a.csv", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_devices_are_written_directly() -> None:
    write_file(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    with pytest.raises(ZcError, match="磁盘已满"):
        write_file(Path("/dev/full"), b"x")


def written_piecewise(target: Path, *, private: bool = False) -> str:
    with replacing(target, private=private) as draft:
        assert (draft.name, draft.parent) == (f".{target.name}.zc-part", target.parent)
        draft.write_bytes(b"new")
    return target.read_text()


def test_a_draft_takes_the_place_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    assert written_piecewise(target) == "new"
    assert names_in(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("ending", [ValueError, KeyboardInterrupt, SystemExit])
def test_any_exception_removes_the_draft(tmp_path: Path, ending: type[BaseException]) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def break_off() -> None:
        with replacing(target) as draft:
            draft.write_bytes(b"ne")
            raise ending

    with pytest.raises(ending):
        break_off()
    assert (target.read_text(), names_in(tmp_path)) == ("old", ["a.csv"])


def test_what_a_killed_run_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".a.csv.zc-part").write_text("half of it, and longer than the new one")
    assert written_piecewise(tmp_path / "a.csv") == "new"
    assert names_in(tmp_path) == ["a.csv"]


def test_of_two_writers_the_first_does_not_publish_the_draft_of_the_second(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"

    def meet_another() -> None:
        with replacing(target) as first:
            first.rename(tmp_path / "first")  # keeps its inode from being given to the second
            first.write_text("half")

    with pytest.raises(ZcError, match="另一个程序"):
        meet_another()
    assert not target.exists()
    assert (tmp_path / ".a.csv.zc-part").read_text() == "half"


@posix_only
def test_a_private_file_is_its_owners_alone_at_every_moment(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with replacing(target, private=True) as draft:
        assert mode_of(draft) == 0o600
    assert mode_of(target) == 0o600
    target.chmod(0o644)
    write_file(target, b"new", private=True)
    assert mode_of(target) == 0o600


@posix_only
def test_a_file_written_piecewise_has_the_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        written_piecewise(tmp_path / "a.csv")
    finally:
        os.umask(mask)
    assert mode_of(tmp_path / "a.csv") == 0o640


def test_a_full_disk_is_told_and_an_unreadable_input_is_not_taken_for_it(tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="磁盘已满"), replacing(tmp_path / "a.csv"):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "a.csv"):
        (tmp_path / "input.csv").read_bytes()
    assert names_in(tmp_path) == []


@posix_only
def test_a_device_stands_for_itself() -> None:
    with replacing(Path("/dev/null")) as draft:
        assert draft == Path("/dev/null")


def test_on_windows_a_file_that_is_refused_may_be_open_in_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "Excel" in writing._advice(tmp_path / "a.csv", PermissionError())
