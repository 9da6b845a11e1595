"""Reading rules and standards from a folder: what is wrong or missing, and what is remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from applicant.law.sample_law import FILES, RULES
from known_data import copy_data

from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.applicant.law.law_files import read_rules
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError


def copied(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


def test_a_wrong_standard_stops_the_reading(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "standards" / "engineering.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("series: 工程", "series: 工成"), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="E704"):
        read_rules(Dataset(folder, 2021))


def test_a_title_that_goes_from_the_table_is_missed_at_once(tmp_path: Path) -> None:
    """What was found valid was found so with that table of titles."""
    folder = copied(tmp_path)
    assert len(read_rules(Dataset(folder, 2021))[1]) == len(FILES)
    file = folder / "standards" / "agriculture.yaml"
    assert "正高级兽医师" in file.read_text(encoding="utf-8")
    titles = folder / "titles.yaml"
    text = titles.read_text(encoding="utf-8").replace("  - name: 工艺美术\n", "  - name: 工艺与美术\n")
    titles.write_text(text, encoding="utf-8")
    plan = folder / "plan_2021.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("[工艺美术]", "[工艺与美术]"), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="E704"):
        read_rules(Dataset(folder, 2021))


def test_missing_standards_are_said_aloud(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for file in (folder / "standards").iterdir():
        file.unlink()
    (folder / "standards").rmdir()
    with pytest.raises(ZcError, match="没有各系列的标准"):
        make_law(Dataset(folder, 2021), date(2021, 6, 1))


def test_what_was_read_before_is_remembered(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = read_rules(Dataset(folder, 2021))
    assert read_rules(Dataset(folder, 2021)) == first
    assert first[0] == RULES


def test_a_folder_without_figures(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "rules.yaml").unlink()
    with pytest.raises(ZcError, match=r"没有申报规则的数字（rules\.yaml）"):
        read_rules(Dataset(folder, 2021))


def test_a_standard_that_cannot_be_read(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "standards" / "z.yaml").mkdir()
    with pytest.raises(InvalidDataError, match="E001"):
        read_rules(Dataset(folder, 2021))
