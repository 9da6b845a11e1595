"""The password where it may stand: in the environment, or in a file of its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reminders.subscriptions.sample_subscriptions import SECRET, codes, findings, modes, smtp

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.subscriptions.password import fault_of, find_password
from zhicheng_cli.reminders.subscriptions.subscriptions import Password


def test_a_password_in_the_place_of_its_file_is_not_repeated(tmp_path: Path) -> None:
    text = smtp(f"host: localhost, user: a, password: {{file: {SECRET}}}")
    (found,) = findings(text, str(tmp_path / "f.yaml"))
    assert found.code == "W811"
    assert SECRET not in str(found)
    refusal(Password(file=tmp_path / SECRET))


def private(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def refusal(password: Password, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ZcError) as caught:
        find_password(password, environ or {})
    told = f"{caught.value}{caught.value.__cause__ or ''}"
    assert SECRET not in told
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_password_is_found(tmp_path: Path, end: str) -> None:
    secret = f" {SECRET} 密 "
    assert find_password(Password("ZC_P"), {"ZC_P": secret + end}) == secret
    file = private(tmp_path / "p", (secret + end).encode())
    assert find_password(Password(file=file), {}) == secret
    assert find_password(Password(file=private(tmp_path / "b", b"\xef\xbb\xbf" + file.read_bytes())), {}) == secret


@pytest.mark.parametrize("content", ["", "\n", f"{SECRET}\n\n", f"a\n{SECRET}", f"{SECRET}\0", f"\n{SECRET}"])
def test_no_password_in_what_was_found(tmp_path: Path, content: str) -> None:
    assert "ZC_P" in refusal(Password("ZC_P"), {"ZC_P": content})
    assert str(tmp_path / "p") in refusal(Password(file=private(tmp_path / "p", content.encode())))


def test_no_password_at_all(tmp_path: Path) -> None:
    assert "没有环境变量 ZC_P" in refusal(Password("ZC_P"), {"ZC_Q": SECRET})
    assert "文件或所在的文件夹不存在" in refusal(Password(file=tmp_path / "p"))
    assert "不是普通文件" in refusal(Password(file=tmp_path))
    assert "路径不对" in refusal(Password(file=Path("a\0b")))
    assert "太大" in refusal(Password(file=private(tmp_path / "l", SECRET.encode() * 1000)))
    assert "不是 UTF-8" in refusal(Password(file=private(tmp_path / "b", SECRET.encode() + b"\xff")))


@modes
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o602, 0o620, 0o666, 0o610, 0o777, 0o444])
def test_a_password_file_of_more_than_its_owner(tmp_path: Path, mode: int) -> None:
    private(tmp_path / "geheim", SECRET.encode(), mode)
    assert refusal(Password(file=tmp_path / "geheim")) == f"密码文件“{tmp_path / 'geheim'}”别人也能读写"
    text = smtp("host: localhost, user: a, password: {file: geheim}")
    (finding,) = findings(text, str(tmp_path / "f.yaml"))
    assert (finding.code, finding.path) == ("E810", "transport.smtp.password.file")
    assert "chmod 600" in finding.hint


@modes
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_password_file_of_its_owner_alone(tmp_path: Path, mode: int) -> None:
    private(tmp_path / "geheim", SECRET.encode(), mode)
    assert find_password(Password(file=tmp_path / "geheim"), {}) == SECRET
    assert codes(smtp("host: localhost, user: a, password: {file: geheim}"), str(tmp_path / "f.yaml")) == []


@modes
@pytest.mark.parametrize("whose", ["ours", "root's", "another's"])
def test_a_password_file_of_another_user(tmp_path: Path, whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = private(tmp_path / "geheim", SECRET.encode())
    real, owner = Path.stat, {"ours": 1000, "root's": 0, "another's": 1001}[whose]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def of_owner(status: os.stat_result) -> os.stat_result:
        return os.stat_result((*status[:4], owner, *status[5:]))

    monkeypatch.setattr(Path, "stat", lambda *args, **kept: of_owner(real(*args, **kept)))
    fstat = os.fstat
    monkeypatch.setattr(os, "fstat", lambda number: of_owner(fstat(number)))
    if whose != "another's":
        assert fault_of(file) is None
        assert find_password(Password(file=file), {}) == SECRET
        return
    assert "别的用户" in refusal(Password(file=file))
    fault = fault_of(file)
    assert fault is not None
    assert "别的用户" in fault[0]


@modes
def test_a_link_counts_as_its_file(tmp_path: Path) -> None:
    private(tmp_path / "open", SECRET.encode(), 0o644)
    (tmp_path / "link").symlink_to("open")
    assert "别人" in refusal(Password(file=tmp_path / "link"))


@modes
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "不是普通文件" in refusal(Password(file=tmp_path / "pipe"))
    text = smtp("host: localhost, user: a, password: {file: pipe}")
    assert codes(text, str(tmp_path / "f.yaml")) == ["E810"]
