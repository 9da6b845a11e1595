"""A data folder is validated once per content, and the cache can only ever cost time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import grimp
import pytest
from yaml._yaml import CParser

import zhicheng_cli
from zhicheng_cli.files import bundled, checking, snapshot
from zhicheng_cli.files.checking import Checked, Kind
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError
from zhicheng_cli.plan.printed_times import PrintedTimes

PACKAGE = Path(zhicheng_cli.__file__).parent
#: At the end of `plan/periods/reader.py`: words that were read are read no more.
NO_MORE_TENS_OF_DAYS = """
_read_all = read_period

def read_period(text: str, year: int, **settled) -> Period:
    if "旬" in text:
        raise PeriodError(text, text.index("旬"), "旬", "不认识“旬”")
    return _read_all(text, year, **settled)
"""
NAMES = ["plan_2021.yaml", "contacts.yaml", "titles.yaml", "systems.yaml", "workdays.yaml"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    copy.mkdir()
    for name in NAMES:
        shutil.copy(bundled.data_dir() / name, copy)
    return copy


def add_year(folder: Path, year: int) -> None:
    text = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    (folder / f"plan_{year}.yaml").write_text(text.replace("year: 2021", f"year: {year}", 1), encoding="utf-8")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(path))
    monkeypatch.setenv("LOCALAPPDATA", str(path))
    return path


@pytest.fixture
def validations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each validation."""
    counted: list[int] = []
    original = checking.check_files

    def check_files(files: Iterable[tuple[str, bytes]], kinds: Mapping[str, Kind]) -> Checked:
        files = list(files)
        counted.append(len(files))
        return original(files, kinds)

    monkeypatch.setattr(checking, "check_files", check_files)
    return counted


def kept(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_validated_once(folder: Path, cache: Path, validations: list[int]) -> None:
    first = Dataset(folder)
    assert validations == [5]
    second = Dataset(folder)
    assert validations == [5]
    assert len(kept(cache)) == 1
    assert second.plan == first.plan
    assert second.contacts == first.contacts
    assert second.systems == first.systems
    assert second.calendar.special == first.calendar.special


@pytest.mark.parametrize("name", NAMES)
def test_one_changed_byte_and_it_is_validated_again(
    folder: Path, cache: Path, validations: list[int], name: str
) -> None:
    Dataset(folder)
    file = folder / name
    file.write_bytes(file.read_bytes().replace(b"#", b"##", 1))
    Dataset(folder)
    Dataset(folder)
    assert len(validations) == 2


@pytest.mark.parametrize("name", NAMES)
def test_one_byte_that_is_a_fault_is_reported(folder: Path, cache: Path, name: str) -> None:
    Dataset(folder)
    file = folder / name
    file.write_bytes(file.read_bytes().replace(b"format:", b"formet:", 1))
    with pytest.raises(InvalidDataError, match="formet") as caught:
        Dataset(folder)
    assert [(one.file, one.code) for one in caught.value.findings if one.code[0] == "E"] == [(str(file), "E202")]
    file.write_bytes(file.read_bytes().replace(b"formet:", b"format:", 1))
    assert Dataset(folder).plan.year == 2021


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the package and its schemas, taken for the program."""
    copied = tmp_path / "program"
    shutil.copytree(PACKAGE, copied / "src" / "zhicheng_cli", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(bundled.schema_dir(), copied / "schemas")
    monkeypatch.setattr(snapshot, "_PACKAGE", copied / "src" / "zhicheng_cli")
    monkeypatch.setattr(snapshot, "schema_dir", lambda: copied / "schemas")
    monkeypatch.setattr(snapshot, "_program", snapshot._program.__wrapped__)
    return copied


@pytest.mark.parametrize(
    "name",
    [
        "schemas/plan.schema.json",
        "src/zhicheng_cli/workdays.py",
        "src/zhicheng_cli/files/checking.py",
        "src/zhicheng_cli/plan/periods/reader.py",
        "src/zhicheng_cli/plan/checks/check_plan.py",
        "src/zhicheng_cli/applicant/law/checks/check_rules.py",
    ],
)
def test_another_schema_reader_or_checker_and_it_is_validated_again(
    folder: Path, cache: Path, validations: list[int], program: Path, name: str
) -> None:
    Dataset(folder)
    Dataset(folder)
    assert len(validations) == 1
    with (program / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    Dataset(folder)
    Dataset(folder)
    assert len(validations) == 2


def test_another_version_and_it_is_validated_again(
    folder: Path, cache: Path, validations: list[int], program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dataset(folder)
    monkeypatch.setattr(snapshot, "__version__", "999")
    Dataset(folder)
    Dataset(folder)
    assert len(validations) == 2


def test_what_the_verdict_rests_on_is_all_of_what_it_imports() -> None:
    graph = grimp.build_graph("zhicheng_cli")
    readers = ("zhicheng_cli.plan.dataset", "zhicheng_cli.applicant.law.law_files")
    needed = set(readers).union(*map(graph.find_upstream_modules, readers))
    rooms = {f"zhicheng_cli.{room.replace('/', '.')}" for room in snapshot._ROOMS}
    elsewhere = {name for name in needed if name.count(".") > 1 and not any(name.startswith(room) for room in rooms)}
    assert elsewhere == set()


def test_a_reader_that_no_longer_reads_a_time_is_not_passed_over(tmp_path: Path, cache: Path) -> None:
    """Of a folder that the reader of the day before found valid."""
    program = tmp_path / "program"
    shutil.copytree(PACKAGE, program / "src" / "zhicheng_cli", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (bundled.data_dir(), bundled.schema_dir()):
        shutil.copytree(path, program / path.name)

    def unread() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "zhicheng_cli", "plan", "--json", "--today", "2021-07-01"],
            env={**os.environ, "PYTHONPATH": str(program / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=tmp_path, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        times = (one[cell] for one in json.loads(done.stdout)["committees"] for cell in ("cutoff", "review"))
        return [one["text"] for one in times if one["status"] == "unread"]

    assert [unread(), unread()] == [[], []]
    with (program / "src" / "zhicheng_cli" / "plan" / "periods" / "reader.py").open("a", encoding="utf-8") as stream:
        stream.write(NO_MORE_TENS_OF_DAYS)
    assert {"9月上旬", "6月下旬"} <= set(unread())


def test_nothing_is_kept_of_faulty_data_and_every_error_is_told(folder: Path, cache: Path) -> None:
    plan, contacts = folder / "plan_2021.yaml", folder / "contacts.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("cutoff: 6月\n", "cutoff: 6月后\n"), encoding="utf-8")
    contacts.write_text(contacts.read_text(encoding="utf-8").replace('"2211516"', '"22"'), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        Dataset(folder)
    errors = [one for one in caught.value.findings if one.code[0] == "E"]
    # Rows 4–7, 9–11, 16 and 25 of the notice say 6月.
    assert [one.code for one in errors] == ["E306"] + ["E302"] * 9
    lines = str(caught.value).split("\n")
    assert lines == ["数据文件有错，不能据此作答：", *map(str, errors)]
    assert caught.value.exit_code == 2
    assert kept(cache) == []


def test_warnings_and_notices_do_not_block(folder: Path, cache: Path) -> None:
    file = folder / "contacts.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("specialty: 建筑,") == 1
    file.write_text(text.replace("specialty: 建筑,", "specialty: 计划里没有的专业,"), encoding="utf-8")
    assert Dataset(folder).plan.year == 2021


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b'{"digest": 1}', b"[" * 100_000, b"\xff\x00"])
def test_a_spoilt_snapshot_costs_only_time(folder: Path, cache: Path, validations: list[int], content: bytes) -> None:
    Dataset(folder)
    for path in kept(cache):
        path.write_bytes(content)
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2033099", b"2033098"),  # a wrong phone would be told to everybody
        (b'"year": 2021', b'"year": 2022'),
        (b'"plan_2021.yaml"', b'"plan_2031.yaml"'),
        (b"}", b""),
        (b"\n", b""),
    ],
)
def test_a_snapshot_that_was_damaged_since_is_none(
    folder: Path, cache: Path, validations: list[int], old: bytes, new: bytes
) -> None:
    """The contents beside it are still right; what is kept of them is not what was written."""
    Dataset(folder)
    (file,) = kept(cache)
    content = file.read_bytes()
    before, found, after = content.rpartition(old)
    assert found
    file.write_bytes(before + new + after)
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2


def test_a_folder_in_place_of_the_snapshot(folder: Path, cache: Path, validations: list[int]) -> None:
    Dataset(folder)
    for path in kept(cache):
        path.unlink()
        path.mkdir()
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_place_of_the_snapshot_keeps_nobody_waiting(
    folder: Path, cache: Path, validations: list[int]
) -> None:
    Dataset(folder)
    (file,) = kept(cache)
    file.unlink()
    os.mkfifo(file)
    os.mkfifo(file.with_name(f"{file.name}.tmp"))
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2
    assert kept(cache) == [file]


def test_a_file_in_place_of_the_cache_folder(folder: Path, cache: Path, validations: list[int]) -> None:
    cache.write_bytes(b"")
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2


def test_a_read_only_cache_folder(
    folder: Path, cache: Path, validations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root may write into a read-only folder, so that it is pretended.
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2
    assert not cache.exists()


@pytest.fixture
def homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Neither HOME nor an entry in the list of users, as in some containers; in an empty folder."""
    for name in ("HOME", "USERPROFILE", "HOMEPATH", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    yield here
    assert list(here.iterdir()) == [], "no folder called ~ is made"


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("older", [False, True])
def test_no_home(folder: Path, validations: list[int], monkeypatch: pytest.MonkeyPatch, older: bool) -> None:
    if older:  # platformdirs left the `~` as it was
        monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/zhicheng-cli"))
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 2


def test_a_relative_cache_folder_is_not_used(
    folder: Path, validations: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("LOCALAPPDATA", "cache")
    assert Dataset(folder).plan.year == 2021
    assert list(here.iterdir()) == []


def test_two_folders_do_not_disturb_each_other(folder: Path, cache: Path, validations: list[int]) -> None:
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    for _ in range(2):
        Dataset(folder)
        Dataset(other)
    assert len(validations) == 2
    assert len(kept(cache)) == 2


def test_two_years_do_not_disturb_each_other(folder: Path, cache: Path, validations: list[int]) -> None:
    add_year(folder, 2022)
    for _ in range(2):
        for year in (2021, 2022):
            assert Dataset(folder, year).plan.year == year
    assert len(validations) == 2
    assert len(kept(cache)) == 2


def test_each_file_is_parsed_once(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def parser(stream: bytes) -> object:
        parsed.append(stream.decode().partition("\nformat: ")[2].partition("\n")[0])
        return CParser(stream)

    monkeypatch.setattr("zhicheng_cli.files.document.CParser", parser)
    Dataset(folder)
    assert len(parsed) == len(set(parsed)) == 5


def test_the_basis_tells_names_and_borders_apart() -> None:
    contents = [("a", b"12"), ("b", b"3")]
    assert snapshot.basis(contents) == snapshot.basis(list(contents))
    others = [[("a", b"1"), ("b", b"23")], [("a", b"12"), ("c", b"3")], [("b", b"3"), ("a", b"12")], []]
    assert len({snapshot.basis(one) for one in [contents, *others]}) == 5


def test_what_is_kept_is_what_was_read(folder: Path, cache: Path) -> None:
    Dataset(folder)
    (file,) = kept(cache)
    assert sorted(json.loads(file.read_bytes().rpartition(b"\n")[2])["values"]) == sorted(NAMES)


def test_a_printed_time_is_kept_as_it_was_read(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        *("4月15日至5月31日17:00(含)", "7月(市直学校6月)", "3月、7月各1批次", "原定6月，延长至7月", "拟于7月上旬"),
        *("由各县(区)教育部门确定", "待定", "", "某个好日子"),
    ]
    plan = folder / "plan_2021.yaml"
    text = plan.read_text(encoding="utf-8")
    for printed in words:
        text = text.replace("cutoff: 7月\n", f'cutoff: "{printed}"\n', 1)
    plan.write_text(text, encoding="utf-8")
    read = Dataset(folder).plan
    monkeypatch.setattr(PrintedTimes, "read_strictly", pytest.fail)
    assert {*words} <= {row.cutoff.text for row in read.committees}
    assert Dataset(folder).plan == read
