"""What the user set once, in every command: below the option and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

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
    assert "没有这个城市：丙市" in zc(*JULY).err
    monkeypatch.setenv("ZC_CITY", "乙市")
    assert "没有这个城市：乙市" in zc(*JULY).err
    assert "没有这个城市：甲市" in zc(*JULY, "--city", "甲市").err
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
