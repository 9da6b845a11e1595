"""Where answers go: the right form, whole files, streams of any encoding."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import (
    OutputFormat,
    OutputOptions,
    emit,
    resolve_format,
    say,
    set_quiet,
    set_words_in_json,
)
from zhicheng_cli.views.screen.table import Table

TABLE = Table(("序号", "姓名"), (("1", "䶮"), ("2", "=甲")))


class Names:
    def document(self) -> dict[str, object]:
        return {"format": "zc.names/1", "a": 1, "names": ["䶮", "甲"]}

    def table(self) -> Table:
        return TABLE

    def screen(self) -> list[Table | str]:
        return ["上面", TABLE, "下面一", "下面二"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    set_quiet(False)
    set_words_in_json(False)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def emitted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, chosen: OutputFormat | None = None) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    emit(Names(), OutputOptions(chosen))
    return stream.getvalue()


def emitted_bytes(monkeypatch: pytest.MonkeyPatch, encoding: str, chosen: OutputFormat) -> bytes:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline="\r\n"))
    emit(Names(), OutputOptions(chosen))
    sys.stdout.flush()
    return raw.getvalue()


@pytest.mark.parametrize(
    ("options", "is_tty", "chosen"),
    [
        (OutputOptions(), True, OutputFormat.TABLE),
        (OutputOptions(), False, OutputFormat.TSV),
        (OutputOptions(path=Path("-")), False, OutputFormat.TSV),
        (OutputOptions(path=Path("计划.CSV")), True, OutputFormat.CSV),
        (OutputOptions(path=Path("a.json")), True, OutputFormat.JSON),
        (OutputOptions(path=Path("a.md")), True, OutputFormat.MD),
        (OutputOptions(path=Path("a.tsv")), True, OutputFormat.TSV),
        (OutputOptions(path=Path("a.txt")), True, OutputFormat.TABLE),
        (OutputOptions(OutputFormat.JSON, Path("a.xyz")), True, OutputFormat.JSON),
    ],
)
def test_resolve_format(options: OutputOptions, is_tty: bool, chosen: OutputFormat) -> None:
    assert resolve_format(options, is_tty) is chosen


@pytest.mark.parametrize("name", ["a.xlsx", "计划"])
def test_an_unknown_suffix_lists_the_known_ones(name: str) -> None:
    with pytest.raises(ZcError) as caught:
        resolve_format(OutputOptions(path=Path(name)), True)
    assert name in caught.value.message
    assert ".csv、.json、.jsonl、.md、.tsv、.txt" in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_pipe_gets_tsv(monkeypatch: pytest.MonkeyPatch) -> None:
    assert emitted(monkeypatch, io.StringIO()) == "序号\t姓名\n1\t䶮\n2\t=甲\n"


def test_a_terminal_gets_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    line = "─" if os.name != "nt" else "-"
    expected = f"上面\n\n序号  姓名\n{line * 10}\n1     䶮\n2     =甲\n\n下面一\n下面二\n"
    assert emitted(monkeypatch, Terminal()) == expected


def test_json_keeps_order_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    text = emitted(monkeypatch, Terminal(), OutputFormat.JSON)
    assert text == '{\n  "format": "zc.names/1",\n  "a": 1,\n  "names": [\n    "䶮",\n    "甲"\n  ]\n}\n'


def test_markdown_to_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    assert emitted(monkeypatch, io.StringIO(), OutputFormat.MD).startswith("| 序号 | 姓名 |\n")


def test_csv_on_stdout_has_no_mark_and_keeps_its_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert emitted_bytes(monkeypatch, "utf-8", OutputFormat.CSV) == "序号,姓名\r\n1,䶮\r\n2,'=甲\r\n".encode()


def test_tsv_line_ends_are_lf_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert emitted_bytes(monkeypatch, "utf-8", OutputFormat.TSV) == "序号\t姓名\n1\t䶮\n2\t=甲\n".encode()


def test_a_narrow_encoding_loses_a_character_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "1\t?\n" in emitted_bytes(monkeypatch, "gbk", OutputFormat.TSV).decode("gbk")
    assert "gbk" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_loses_nothing_in_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = emitted_bytes(monkeypatch, encoding, OutputFormat.JSON).decode(encoding)
    assert json.loads(written) == Names().document()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b"\xef\xbb\xbf" + "序号,姓名\r\n".encode()),
        ("a.tsv", "序号\t姓名\n1\t䶮\n".encode()),
        ("a.json", b'{\n  "format": "zc.names/1",\n'),
        ("a.md", "| 序号 |".encode()),
        ("a.txt", "上面\n\n序号  姓名\n".encode()),
    ],
)
def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: bytes) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    emit(Names(), OutputOptions(path=tmp_path / name))
    written = (tmp_path / name).read_bytes()
    assert written.startswith(start)
    assert b"\x1b" not in written
    assert names_in(tmp_path) == [name]


def test_quiet_silences_words_but_not_errors(capsys: pytest.CaptureFixture[str]) -> None:
    say("提示")
    set_quiet(True)
    say("没人要听")
    say("错误", even_if_quiet=True)
    assert capsys.readouterr().err == "提示\n错误\n"


def test_saying_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    for stream in (closed, None, io.TextIOWrapper(io.BytesIO(), encoding="ascii")):
        monkeypatch.setattr(sys, "stderr", stream)
        say("䶮")
