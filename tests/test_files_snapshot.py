"""A data folder is validated once per content, and the cache can only ever cost time."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhicheng_cli.cli import main
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import bundled, snapshot
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan import dataset
from zhicheng_cli.plan.checks import files as checks
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError

NAMES = ["plan_2021.yaml", "contacts.yaml", "titles.yaml", "aliases.yaml", "systems.yaml", "workdays.yaml"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(bundled.data_dir(), copy)
    return copy


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
    original = checks.check_files

    def check_files(files: list[tuple[str, bytes]]) -> list[Finding]:
        counted.append(len(files))
        return original(files)

    monkeypatch.setattr(checks, "check_files", check_files)
    return counted


def kept(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_validated_once(folder: Path, cache: Path, validations: list[int]) -> None:
    first = Dataset(folder)
    assert validations == [6]
    second = Dataset(folder)
    assert validations == [6]
    assert len(kept(cache)) == 1
    assert second.plan == first.plan
    assert second.contacts == first.contacts
    assert second.systems == first.systems
    assert second.search.aliases == first.search.aliases
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


def test_another_schema_or_version_and_it_is_validated_again(
    folder: Path, cache: Path, validations: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dataset(folder)
    schemas = tmp_path / "schemas"
    shutil.copytree(bundled.schema_dir(), schemas)
    monkeypatch.setattr(dataset, "schema_dir", lambda: schemas)
    Dataset(folder)
    assert len(validations) == 1
    with (schemas / "plan.schema.json").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    Dataset(folder)
    assert len(validations) == 2
    monkeypatch.setattr(snapshot, "__version__", "999")
    Dataset(folder)
    assert len(validations) == 3


def test_nothing_is_kept_of_faulty_data_and_every_error_is_told(folder: Path, cache: Path) -> None:
    plan, contacts = folder / "plan_2021.yaml", folder / "contacts.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("cutoff: 6月\n", "cutoff: 6月前\n"), encoding="utf-8")
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
    file = folder / "aliases.yaml"
    with file.open("a", encoding="utf-8") as stream:
        stream.write("  - {alias: 甲乙丙, means: [计划里没有的专业]}\n")
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


def test_a_folder_in_place_of_the_snapshot(folder: Path, cache: Path, validations: list[int]) -> None:
    Dataset(folder)
    for path in kept(cache):
        path.unlink()
        path.mkdir()
    assert Dataset(folder).plan.year == 2021
    assert Dataset(folder).plan.year == 2021
    assert len(validations) == 3


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


def test_the_digest_tells_names_and_borders_apart() -> None:
    contents = [("a", b"12"), ("b", b"3")]
    assert snapshot.digest(contents) == snapshot.digest(list(contents))
    others = [[("a", b"1"), ("b", b"23")], [("a", b"12"), ("c", b"3")], [("b", b"3"), ("a", b"12")], []]
    assert len({snapshot.digest(one) for one in [contents, *others]}) == 5


def test_what_is_kept_is_what_was_read(folder: Path, cache: Path) -> None:
    Dataset(folder)
    (file,) = kept(cache)
    assert sorted(json.loads(file.read_text(encoding="utf-8"))["values"]) == sorted(NAMES)


# ---- the folder itself ----


def test_unreadable_files_are_all_told(folder: Path) -> None:
    (folder / "titles.yaml").unlink()
    (folder / "systems.yaml").unlink()
    with pytest.raises(InvalidDataError) as caught:
        Dataset(folder)
    assert [(Path(one.file).name, one.code) for one in caught.value.findings] == [
        ("titles.yaml", "E001"),
        ("systems.yaml", "E001"),
    ]


def test_no_folder_no_plan_no_such_year(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="没有这个数据文件夹"):
        Dataset(tmp_path / "无")
    with pytest.raises(ZcError, match="没有 1999 年度的计划") as caught:
        Dataset(folder, 1999)
    assert "现有：2021" in caught.value.hint
    (folder / "plan_2021.yaml").unlink()
    (folder / "plan_new.yaml").write_bytes(b"")
    with pytest.raises(ZcError, match="里没有年度计划"):
        Dataset(folder)


def test_the_newest_plan_unless_a_year_is_asked_for(folder: Path) -> None:
    text = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    (folder / "plan_2022.yaml").write_text(text.replace("year: 2021", "year: 2022", 1), encoding="utf-8")
    assert Dataset(folder).plan.year == 2022
    assert Dataset(folder, 2021).plan.year == 2021
    assert Dataset(folder).years == [2021, 2022]


def test_last_years_plan_under_this_years_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "plan_2021.yaml", folder / "plan_2022.yaml")
    assert main(["plan", "--data-dir", str(folder)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "plan_2022.yaml" in told.err
    assert "E313" in told.err
