"""What a user set once: where it stands, what it says, what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from platformdirs import user_cache_path, user_config_path

from zhicheng_cli.files import user_config, user_files
from zhicheng_cli.files.user_config import (
    ConfigError,
    UserConfig,
    changed,
    config_of,
    read_config,
    setting,
)
from zhicheng_cli.files.user_files import config_file

WHOLE = "format: zc.config/1\ncity: 湖州市\ndata_dir: ~/数据\ncommittee: 12\ncolour: never\npager: less -FRX\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path))
    return tmp_path / "config.yaml"


@pytest.mark.parametrize("xdg", [None, "", "/own", "/own/", "own", "~/own"])
@pytest.mark.parametrize("home", [None, "/home/zc", "/home/zc/", "/"])
@pytest.mark.parametrize("platform", [sys.platform, "freebsd14"])
def test_the_folders_are_where_platformdirs_has_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, xdg: str | None, home: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("ZC_CONFIG_DIR", "")
    for name, value in (("XDG_CACHE_HOME", xdg), ("XDG_CONFIG_HOME", xdg), ("HOME", home)):
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    assert user_files.cache_folder() == user_cache_path("zhicheng-cli", appauthor=False)
    assert user_files.config_folder() == user_config_path("zhicheng-cli", appauthor=False)


def test_the_environment_names_another_folder(file: Path) -> None:
    assert config_file() == file


@pytest.mark.parametrize("text", [None, "", "\n", "format: zc.config/1\n"])
def test_without_settings_nothing_is_set(file: Path, text: str | None) -> None:
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert read_config() == UserConfig()


def test_everything_is_text_as_it_would_be_typed(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    assert read_config() == UserConfig("湖州市", "~/数据", "12", "never", "less -FRX")


def test_what_was_read_is_read_again_only_when_it_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    read = read_config()
    with monkeypatch.context() as blind:
        blind.setattr(user_config, "_checked", lambda _: pytest.fail("read again"))
        assert read_config() == read
    file.write_text("city: 嘉兴市\n", encoding="utf-8")
    assert read_config() == UserConfig("嘉兴市")


def test_all_that_is_wrong_is_told_at_once(file: Path) -> None:
    file.write_text("city: ''\ncolour: 彩色\nname: 甲\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config()
    assert [(one.code, one.line, one.column) for one in caught.value.findings] == [
        ("E207", 1, 7),
        ("E204", 2, 9),
        ("E202", 3, 1),
    ]
    assert str(file) in str(caught.value)


def test_a_file_of_another_kind(file: Path) -> None:
    with pytest.raises(ConfigError, match="E2"):
        config_of(b"format: zc.words/1\nwords: []\n", "config.yaml")


def test_a_file_that_cannot_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("city: 湖州市\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "refused", str(file))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match="没有读取这个文件的权限"):
        read_config()


def test_a_change_keeps_what_else_stands_there() -> None:
    text = "# 我的\nformat: zc.config/1\ncity: 湖州市  # 老家\n\ncolour: never\n"
    assert changed(text, {"city": "嘉兴市"}) == "# 我的\nformat: zc.config/1\n\ncolour: never\ncity: 嘉兴市\n"
    assert changed(text, {"city": None}) == "# 我的\nformat: zc.config/1\n\ncolour: never\n"


@pytest.mark.parametrize("value", ["湖州市", "C:\\数据 甲", "12", 'a "b" #c', "a: b", "yes"])
def test_what_is_set_is_read_back(value: str) -> None:
    text = changed("", {"city": value, "pager": "never"})
    assert config_of(text.encode(), "config.yaml") == UserConfig(city=value, pager="never")


def test_one_setting_for_what_works_without_them(file: Path) -> None:
    assert setting("colour") is None
    file.write_text(WHOLE, encoding="utf-8")
    assert setting("colour") == "never"
    file.write_text("colour: 彩色\n", encoding="utf-8")
    assert setting("colour") is None
