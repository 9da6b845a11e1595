"""What the user set once, in every command: below the option and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import TESTS
from running import Run

ROOT = TESTS.parent
JULY = ["plan", "--month", "7", "--today", "2021-07-01"]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("ZC_CONFIG_DIR", str(folder))
    return folder / "config.yaml"


def test_the_option_comes_first_then_the_environment_then_the_file(
    config: Path, zc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text("city: 丙市\n", encoding="utf-8")
    wrong = zc(*JULY).err
    assert "没有这个城市：丙市" in wrong
    assert "这是个人设置里写的，见 zc config" in wrong
    monkeypatch.setenv("ZC_CITY", "乙市")
    assert "没有这个城市：乙市" in zc(*JULY).err
    typed = zc(*JULY, "--city", "甲市").err
    assert "没有这个城市：甲市" in typed
    assert "个人设置" not in typed
    assert zc(*JULY, "--city", "湖州市").code == 0


def test_a_relative_data_folder_counts_from_the_settings(config: Path, zc: Run) -> None:
    config.write_text("data_dir: 数据\n", encoding="utf-8")
    assert f"没有这个数据文件夹：{config.parent / '数据'}" in zc(*JULY).err


def test_broken_settings_stop_a_command_but_neither_its_help_nor_the_check(config: Path, zc: Run) -> None:
    config.write_text("city: 湖州市\ncolour: 彩色\n", encoding="utf-8")
    answer = zc(*JULY)
    assert (answer.code, answer.out) == (2, "")
    assert f"{config}:2:9: E204" in answer.err
    assert zc("plan", "-h").code == 0
    assert zc("explain", "E204").code == 0
    found = zc("validate", config)
    assert (found.code, found.out.count("E204")) == (1, 1)
    assert zc("validate", "data").code == 0


def test_what_is_set_holds_until_it_is_taken_back(config: Path, zc: Run) -> None:
    assert not config.exists()
    assert zc("config", "set", "city", "湖州").code == 0
    assert zc("config", "set", "colour", "never").code == 0
    assert settings(zc) == {
        "city": ("湖州", "file", None),
        "committee": (None, "default", None),
        "colour": ("never", "file", None),
    }
    assert zc("config", "unset", "city").code == 0
    assert settings(zc)["city"] == (None, "default", None)
    assert zc("config", "path").out == f"{config}\n"


def settings(zc: Run, *words: str) -> dict[str, tuple[str | None, str, str | None]]:
    """Value, origin and variable by name, but for those that hang on the machine."""
    shown = zc("config", "--json", *words).json["settings"]
    return {
        one["name"]: (one["value"], one["from"], one["variable"])
        for one in shown
        if one["name"] not in ("data_dir", "pager")
    }


def test_where_each_value_comes_from(config: Path, zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("city: 丙市\ncolour: never\npager: most\n", encoding="utf-8")
    assert settings(zc)["city"] == ("丙市", "file", None)
    monkeypatch.setenv("ZC_CITY", "乙市")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert settings(zc)["city"] == ("乙市", "environment", "ZC_CITY")
    assert settings(zc)["colour"] == ("always", "environment", "FORCE_COLOR")
    assert settings(zc, "--city", "甲市")["city"] == ("甲市", "option", None)
    assert "most\t个人设置" in zc("config").out


def test_a_committee_is_kept_by_its_key_and_is_the_default_of_an_office(config: Path, zc: Run) -> None:
    assert zc("deadline", "--today", "2021-07-01").code == 2
    assert zc("config", "set", "committee", "12").code == 0
    assert settings(zc)["committee"] == ("建设工程-中级", "file", None)
    for command in ("deadline", "show"):
        answer = zc(command, "--json", "--today", "2021-07-01")
        assert answer.json["committee"]["no"] == 12
        assert "照个人设置看 建设工程-中级" in answer.err
        assert zc(command, "31", "--json", "--today", "2021-07-01").json["committee"]["no"] == 31


def test_a_data_folder_is_kept_by_its_whole_path(config: Path, zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert zc("config", "set", "data_dir", "data").code == 0
    monkeypatch.chdir(config.parent)
    assert zc(*JULY).code == 0
    assert f'data_dir: "{ROOT / "data"}"' in config.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("set city 杭州", "没有这个城市：杭州"),
        ("set committee 99", "99"),
        ("set colour 彩色", "颜色不能是“彩色”"),
        ("set data_dir 没有的", "没有这个数据文件夹"),
        ("set city", "没有写全（写法：zc config set city 值）"),
        ("set", "没有写全"),
        ("unset", "没有写全"),
        ("unset city 湖州", "unset 后面不写值"),
        ("path city", "path 后面不写别的"),
        ("sett", "是不是想写 set"),
        ("set town 湖州", "只能是 city、data_dir、committee、colour、pager"),
    ],
)
def test_nothing_is_written_that_would_not_hold(config: Path, zc: Run, words: str, message: str) -> None:
    answer = zc("config", *words.split())
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert not config.exists()


def test_broken_settings_are_shown_and_can_be_mended(config: Path, zc: Run) -> None:
    config.write_text("city: 湖州市\ncolour: 彩色\n", encoding="utf-8")
    answer = zc("config")
    assert answer.code == 2
    assert "E204" in answer.err
    assert "colour\t颜色\tauto\t缺省" in answer.out
    assert zc("config", "set", "pager", "never").code == 2
    assert zc("config", "set", "colour", "auto").code == 0
    assert zc(*JULY).code == 0


@pytest.mark.parametrize("content", ["city: 湖州\n".encode("gbk"), b"\xff\xfec\x00", b"# " + b"x" * 2_000_000])
@pytest.mark.parametrize("words", [("set", "colour", "never"), ("unset", "colour")])
def test_a_file_that_is_no_text_is_not_changed(config: Path, zc: Run, content: bytes, words: tuple[str, ...]) -> None:
    config.write_bytes(content)
    refused = zc("config", *words)
    assert (refused.code, refused.out) == (2, "")
    assert f"{config}:1:" in refused.err
    assert ": E00" in refused.err
    assert config.read_bytes() == content


def test_a_program_is_told_that_it_is_the_settings(config: Path, zc: Run) -> None:
    config.write_text("colour: 彩色\n", encoding="utf-8")
    error = zc(*JULY, "--json").error
    assert error["message"] == "个人设置有错，先改好它"
    assert [one["code"] for one in error["findings"]] == ["E204"]


def test_a_folder_that_cannot_be_made(zc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path / "file" / "own"))
    answer = zc("config", "set", "colour", "auto")
    assert answer.code == 2
    assert "不能建立文件夹" in answer.err
