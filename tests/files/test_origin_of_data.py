"""An installed copy of the data and a checkout's are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

from zhicheng_cli.files import bundled


@pytest.mark.parametrize(
    ("folder", "told"), [("包/_bundled/data", "随程序安装"), ("data", "源码目录"), ("别处", "另外指定")]
)
def test_three_origins(folder: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_INSTALLED", tmp_path / "包" / "_bundled")
    monkeypatch.setattr(bundled, "_CHECKOUT", tmp_path)
    assert bundled.origin_of_data(tmp_path / folder).startswith(told)


def test_the_sources_say_which_it_is(zc: Run) -> None:
    told = f"数据文件夹\t{bundled.data_dir()}\t源码目录里的，改了马上生效\n"
    assert told in zc("sources", "--format", "tsv", "--today", "2021-07-01").out
    assert "源码目录里的" in zc("sources", "--format", "table", "--today", "2021-07-01").out
