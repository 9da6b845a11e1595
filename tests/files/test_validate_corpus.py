"""The data files in `positive/` and `negative/`; a file that is added there is a test.

A negative file begins with one line for each finding that must come out of it, in order: `# 期望: E301 12:9`.

A `.diff` is a sound file of `positive/`, named after `---`, with changes: the lines marked ` ` and `-` stand together
in one place of it and give way to those marked ` ` and `+`; `@@` parts one change from the next.
"""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from places import TESTS

from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.cli import main
from zhicheng_cli.files import checks as of_files
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.checking import bundled_knowledge, check_files
from zhicheng_cli.files.finding_pages import read_pages
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan import checks as of_plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.search import Search
from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
from zhicheng_cli.reminders.subscriptions.wants import Wanted


@cache
def search() -> Search:
    return Dataset(year=2021).search


KINDS = {
    **of_plan.KINDS,
    **DATA_KINDS,
    **of_files.KINDS,
    **dossier_kinds(search, date(2021, 7, 1)),
    **subscription_kinds(lambda: Wanted(search(), Dataset(year=2021).calendar)),
}
DATA = TESTS.parent / "data"
NEGATIVE = sorted((TESTS / "negative").iterdir())
POSITIVE = sorted((TESTS / "positive").iterdir())
EXPECTED = re.compile(r"# 期望: ([EWN]\d{3}) (\d+):(\d+)")
BASE = re.compile(r"^--- (.*)\n", re.MULTILINE)

#: Codes that a text file in `negative/` cannot have: they are about bytes (see `test_files_bytes.py`).
OF_BYTES = {"E001", "E002", "E003", "E004", "E005", "E006"}
#: Nor this: it is about the permissions of another file (see `test_subscriptions.py`).
OF_PERMISSIONS = {"E810"}
#: Nor these: they are about several files (`test_gaps.py`, `test_plan_keys.py`, `test_check_folders.py`,
#: `test_checks.py`, and `test_bodies.py`).
OF_SEVERAL = {"W403", "E315", "E316", "E321", "E326", "W709", "N303", "W325", "W819"}
#: Nor these: they are about notices, which are no data files (`test_day_off_notice.py`, `tests/notices/readings/`).
OF_NOTICES = {"E408", "E409", "E410", "E411", "E412", "E413"}
OF_NOTICES |= {code for code in read_pages() if "420" <= code[1:] <= "469"}


@cache
def known() -> dict[str, frozenset[str]]:
    return bundled_knowledge(KINDS)


def check(name: str, data: bytes) -> list[Finding]:
    return check_files([(name, data)], KINDS, known()).findings


def expected(path: Path) -> list[tuple[str, int, int]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [match.groups() for match in map(EXPECTED.fullmatch, lines) if match]
    return sorted((code, int(line), int(column)) for code, line, column in found)


def content(path: Path) -> str:
    """What a file says, or the base of a `.diff` with its changes."""
    text = path.read_bytes().decode().replace("\r\n", "\n")
    if path.suffix != ".diff":
        return text
    _, base, changes = BASE.split(text)
    made = "\n" + content(TESTS / "positive" / base)
    for change in filter(None, changes.split("@@\n")):
        lines = change.removesuffix("\n").split("\n")
        assert {line[:1] for line in lines} <= set(" -+"), change
        old, new = ("".join(f"\n{line[1:]}" for line in lines if line[0] in marks) for marks in (" -", " +"))
        assert made.count(f"{old}\n") == 1, f"must stand once in {base}:{old}"
        made = made.replace(f"{old}\n", f"{new}\n")
    return made.removeprefix("\n")


def in_files(paths: list[Path], folder: Path) -> list[str]:
    """The names of files in a folder with what these say."""
    files = [folder / f"{path.stem}.yaml" for path in paths]
    for path, file in zip(paths, files, strict=True):
        file.write_bytes(content(path).encode())
    return list(map(str, files))


def variants(path: Path) -> list[bytes]:
    """The file as it is, as Windows editors save it, and without the last line end."""
    data = content(path).encode()
    windows = data.replace(b"\n", b"\r\n")
    return [data, windows, b"\xef\xbb\xbf" + data, b"\xef\xbb\xbf" + windows, data.rstrip(b"\n")]


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_negative(path: Path) -> None:
    assert expected(path), "no line `# 期望: CODE line:column`"
    assert path.name[:4] in {code for code, _, _ in expected(path)}
    for data in variants(path):
        found = check(f"{path.stem}.yaml", data)
        assert sorted((one.code, one.line, one.column) for one in found) == expected(path), "\n".join(map(str, found))
        for one in found:
            assert re.search("[一-鿿]", one.message)
            assert not re.search(r"None|True|False|\['|\{'|[。，]（|。）", str(one)), "words of the machine"


@pytest.mark.parametrize("path", POSITIVE, ids=lambda path: path.stem)
def test_positive(path: Path) -> None:
    for data in variants(path):
        assert check(f"{path.stem}.yaml", data) == []


def test_positive_files_as_one_set() -> None:
    assert check_files([(f"{path.stem}.yaml", content(path).encode()) for path in POSITIVE], KINDS).findings == []


def test_every_code_has_a_negative_file() -> None:
    others = OF_BYTES | OF_PERMISSIONS | OF_SEVERAL | OF_NOTICES
    assert {code for path in NEGATIVE for code, _, _ in expected(path)} | others == set(read_pages())


def test_a_folder_stands_for_the_yaml_files_below_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", "d/e.yaml", "f.yaml/g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("标题: 甲\n", encoding="utf-8")
    assert main(["validate", str(tmp_path), str(tmp_path / "b.yaml")]) == 1
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.out.splitlines()] == [
        str(tmp_path / name) for name in ("a.yml", "b.yaml", "d/e.yaml")
    ]
    assert told.err == "检查了 3 个文件：错误 3\n"


def test_a_folder_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"文件夹“{tmp_path}”里没有 YAML 文件")


@pytest.mark.parametrize(("paths", "code"), [(POSITIVE, 0), (NEGATIVE, 1)], ids=["positive", "negative"])
def test_exit_code(paths: list[Path], code: int, tmp_path: Path) -> None:
    for path in paths:  # several are plans of one city and year: beside each other that is a fault
        (tmp_path / path.stem).mkdir()
        in_files([path], tmp_path / path.stem)
    assert main(["validate", str(tmp_path), "--form-only", "--year", "2021"]) == code


@pytest.mark.parametrize(("name", "code"), [("N302_overlap", 0), ("W305_review", 1), ("E304_swapped", 1)])
def test_notices_alone_are_no_failure(name: str, code: int, tmp_path: Path) -> None:
    assert main(["validate", *in_files([TESTS / "negative" / f"{name}.diff"], tmp_path)]) == code


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = in_files([TESTS / "negative" / "E302_quoted.diff"], tmp_path)
    for words in (["--json"], ["--format", "json"]):
        assert main(["validate", file, *words]) == 1
        told = json.loads(capsys.readouterr().out)
        Draft202012Validator(load_schema("output/findings")).validate(told)
        assert told["files"] == [file]
        (finding,) = told["findings"]
        assert (finding["line"], finding["column"], finding["severity"]) == (27, 21, "error")
        assert finding["path"] == "committees[0].printed.cutoff"


def in_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str, *words: str) -> str:
    """What a pipe of that encoding gets."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    assert main(["validate", *words]) == 1
    sys.stdout.flush()
    return raw.getvalue().decode(encoding)


def test_json_loses_no_character_in_any_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "坏䶮.yaml"
    file.write_text("标题: 甲\n", encoding="utf-8")
    escaped = in_encoding(monkeypatch, "gbk", str(file), "--json")
    assert escaped.isascii()
    plain = in_encoding(monkeypatch, "utf-8", str(file), "--json")
    assert "坏䶮.yaml" in plain
    assert json.loads(escaped) == json.loads(plain)
    assert json.loads(escaped)["findings"][0]["file"] == str(file)
    assert "坏?.yaml:1:1: E210" in in_encoding(monkeypatch, "gbk", str(file))


def test_json_is_not_escaped_without_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "坏.yaml"
    file.write_text("标题: 甲\n", encoding="utf-8")
    assert "坏.yaml" in in_encoding(monkeypatch, "gbk", str(file), "--json")


def test_for_a_code_host(capsys: pytest.CaptureFixture[str]) -> None:
    file = TESTS / "negative" / "E306_contact.yaml"
    assert main(["validate", str(file), "--format", "github"]) == 1
    line = capsys.readouterr().out
    assert line.startswith(f"::error file={file},line=6,col=77,title=E306::电话号码的写法不对：“200 0001”（")
