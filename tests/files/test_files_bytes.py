"""Files as bytes: encodings, sizes, depths, and what is no file at all."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from running import Run
from yaml._yaml import CParser

from zhicheng_cli.files import document
from zhicheng_cli.files.checking import check_files
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.text import MAX_BYTES, byte_position, decode, lines, read_bytes
from zhicheng_cli.plan.checks import KINDS

GOOD = "format: zc.words/1\ntrades:\n  - {plain: [甲], means: [乙]}\n"


def codes(data: bytes) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in check_files([("甲.yaml", data)], KINDS).findings]


def message(data: bytes) -> str:
    (only,) = check_files([("甲.yaml", data)], KINDS).findings
    return str(only)


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.encode() + b"...\n",
        b"---\n" + GOOD.encode(),
        b"%YAML 1.2\n---\n" + GOOD.encode(),
        GOOD.replace("甲", "䶮𠮷😀").encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "end mark", "start mark", "directive", "rare characters"],
)
def test_read_without_a_word(data: bytes) -> None:
    assert codes(data) == []


def test_gbk() -> None:
    data = GOOD.encode("gbk")
    assert codes(data) == [("E003", 3, len("  - {plain: [") + 1)]
    assert "GBK" in message(data)


def test_gbk_after_bom_and_utf8() -> None:
    assert codes(b"\xef\xbb\xbf# " + "注".encode() + "甲".encode("gbk")) == [("E003", 1, 4)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16(encoding: str) -> None:
    bom = {"utf-16": b"", "utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}[encoding]
    assert codes(bom + GOOD.encode(encoding)) == [("E003", 1, 1)]
    assert "UTF-16" in message(bom + GOOD.encode(encoding))


def test_utf_16_without_bom() -> None:
    assert codes("a: 1".encode("utf-16-le")) == [("E004", 1, 2)]


def test_neither_utf8_nor_gbk() -> None:
    data = b"a: 1\nb: \xff\xff\xff"
    assert codes(data) == [("E003", 2, 4)]
    assert "GBK" not in message(data)
    assert "损坏" in message(data)


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x07", "\x0b", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff"])
def test_control_characters(control: str) -> None:
    assert codes(f"格式: 一\n说明: 甲乙{control}丙\n".encode()) == [("E004", 2, 7)]


def test_control_character_far_behind() -> None:
    data = ("# 注\n" * 20_000 + "甲: \x02\n").encode()
    assert codes(data) == [("E004", 20_001, 4)]


def test_control_character_in_a_comment_behind_a_syntax_error() -> None:
    assert ("E004", 2, 3) in codes(b"a: 1\n# \x02\nb: c: d\n")


def test_byte_order_mark_in_the_middle_is_text() -> None:
    assert codes(b"format: zc.words/1\ntrades: []\n# \xef\xbb\xbf\n") == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"\n \n", "空的"),
        (b"\xef\xbb\xbf", "空的"),
        (b"# a\n", "只有注释"),
        ("\ufeff# 甲\r\n\r\n".encode(), "只有注释"),
    ],
)
def test_nothing_inside(data: bytes, words: str) -> None:
    assert codes(data) == [("E005", 1, 1)]
    assert words in message(data)


def test_only_a_start_mark_is_no_known_kind() -> None:
    assert codes(b"---\n") == [("E210", 1, 1)]


def test_largest_size(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert read_bytes(str(file))[1] == []
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    data, found = read_bytes(str(file))
    assert data == b""
    assert [(one.code, one.line, one.column) for one in found] == [("E002", 1, 1)]
    assert "2 MB" in found[0].message


@pytest.mark.parametrize("size", [9_000_000, 50_000_000, 5_000_000_000])
def test_large_files_are_not_read_through(tmp_path: Path, zc: Run, size: int) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as stream:
        stream.truncate(size)
    code, out, _ = zc("validate", str(file))
    assert code == 2
    assert out.startswith(f"{file}:1:1: E002 ")


@pytest.mark.parametrize("levels", [65, 10_000, 1_000_000])
@pytest.mark.parametrize("kind", ["[", "{a: ", "- ", "? "])
def test_depth(kind: str, levels: int) -> None:
    column = 64 * len(kind) + 1
    found = [one for one in check_files([("甲.yaml", (kind * levels).encode())], KINDS).findings if one.code == "E109"]
    assert [(one.line, one.column) for one in found] == [(1, column)]


def test_depth_where_the_library_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """From libyaml 0.2.6 on (in PyYAML 6.0.4) it gives up before the first level was told."""

    def parser(stream: bytes) -> Any:
        if len(stream) > 1_000:
            mark = yaml.Mark("", 1_000, 0, 1_000, None, 0)
            raise yaml.scanner.ScannerError(
                "while increasing flow level", mark, "exceeded maximum nesting depth 1000", mark
            )
        return CParser(stream)

    monkeypatch.setattr(document, "CParser", parser)
    assert codes(b"[" * 10_000) == [("E109", 1, 65)]


def test_depth_of_a_block() -> None:
    data = "".join(" " * level + "a:\n" for level in range(1_000))
    assert codes(data.encode()) == [("E109", 65, 65)]


def test_64_levels_are_read() -> None:
    data = "format: zc.words/1\ntrades: " + "[" * 63 + "]" * 63
    assert [code for code, _, _ in codes(data.encode())] == ["E203"]


def test_alias_bomb_is_not_blown_up() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    found = check_files([("甲.yaml", bomb.encode())], KINDS).findings
    assert [one.code for one in found] == ["E108"] * (30 + 29 * 9)


def test_folder_and_missing_file(tmp_path: Path) -> None:
    for name, words in ((tmp_path, "文件夹"), (tmp_path / "没有.yaml", "找不到")):
        data, (found,) = read_bytes(str(name))
        assert (data, found.code, found.line, found.column) == (b"", "E001", 1, 1)
        assert words in found.message


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, "/dev/null/x", "\udc80"])
def test_impossible_names(name: str) -> None:
    data, (found,) = read_bytes(name)
    assert (data, found.code) == (b"", "E001")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_no_permission(tmp_path: Path, zc: Run) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(GOOD, encoding="utf-8")
    file.chmod(0)
    assert zc("validate", str(file))[0] == 2


def test_no_permission_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, (found,) = read_bytes(str(tmp_path / "a.yaml"))
    assert (found.code, "权限" in found.message) == ("E001", True)


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch, zc: Run) -> None:
    standard_input(monkeypatch, GOOD.replace("乙", "建筑").encode())
    assert zc("validate", "-") == (0, "", "检查了 1 个文件：没有问题\n")
    standard_input(monkeypatch, b"a: b: c")
    code, out, err = zc("validate", "-")
    assert (code, err) == (1, "检查了 1 个文件：错误 1\n")
    assert out.startswith("-:1:5: E101 ")
    standard_input(monkeypatch, b"#" * (MAX_BYTES + 1))
    assert zc("validate", "-")[0] == 2


def test_unreadable_and_faulty_files_are_all_told(tmp_path: Path, zc: Run) -> None:
    good, bad = tmp_path / "b.yaml", tmp_path / "a.yaml"
    good.write_text(GOOD.replace("乙", "建筑"), encoding="utf-8")
    bad.write_text("a: b: c", encoding="utf-8")
    code, out, err = zc("validate", str(tmp_path / "c.yaml"), str(good), str(bad), str(bad))
    assert code == 2
    assert [line.split(": ")[1][:4] for line in out.splitlines()] == ["E101", "E001"]
    assert err == "检查了 3 个文件：错误 2\n"


def test_byte_position() -> None:
    data = "甲乙\r\n丙\r丁\u2028戊己".encode()
    assert byte_position(data, data.index("乙".encode())) == (1, 2)
    assert byte_position(data, data.index("丙".encode())) == (2, 1)
    assert byte_position(data, data.index("丁".encode())) == (3, 1)
    assert byte_position(data, data.index("己".encode())) == (4, 2)


def test_lines_end_where_yaml_ends_them() -> None:
    assert lines("a\nb\r\nc\rd\x85e\u2028f\u2029g\x0bh\x0ci\x1cj") == [*"abcdef", "g\x0bh\x0ci\x1cj"]


def test_decode() -> None:
    assert decode("\ufeff甲".encode(), "f") == ("甲", [])
    text, found = decode(b"\xff", "f")
    assert (text, [type(one) for one in found]) == ("", [Finding])


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n" * 2000,  # the same field again and again
        "a：1\n" * 2000,  # full-width colons
        "format: zc.plan-data/2\ncommittees:\n" + "-\n" * 2000,  # rows that are none
        "format: zc.plan-data/2\ncommittees:\n" + "- {no: 1}\n" * 2000,  # many faults in each row
    ],
)
def test_too_many_findings_end_with_a_word(text: str) -> None:
    found = check_files([("f", text.encode())], KINDS).findings
    assert "E006" in {one.code for one in found}
    assert 100 <= len(found) <= 2002


def test_a_finding_is_one_line_whatever_stands_in_the_file() -> None:
    data = rb"""format: "zc.titles/1\e[31m\n"
levels: []
series: []
"""
    told = [str(one) for one in check_files([("f\n", data)], KINDS).findings]
    assert told
    assert not any("\x1b" in one or "\n" in one for one in told)
    long = Finding("f", 1, 1, "E311", "长" * 5000)
    assert len(str(long)) < 500


def test_a_folder_that_cannot_be_opened_is_not_passed_over(
    tmp_path: Path, zc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose titles stand in a locked folder must hear of it, and the rest is checked all the same."""
    (tmp_path / "a.yaml").write_text("format: zc.words/1\ntrades: []\n", encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == locked:
            raise PermissionError(13, "denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    code, out, _ = zc("validate", str(tmp_path))
    assert code == 2
    assert f"{locked}:1:1: E001 没有读取这个文件夹的权限" in out


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    data, found = read_bytes("-")
    assert data == b""
    assert [str(one) for one in found] == ["-:1:1: E001 标准输入已经关闭"]
