"""A plan whose rows stand in two annexes: each row is told by its own table, the numbers run on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Run
from years import data_with, plan_text


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled plan, its rows 41 to 46 in a table of their own in annex 3."""
    text = plan_text(year=2021).replace("  year: 2021\n", "  year: 2021\n  annexes: [1, 3]\n", 1)
    text = re.sub(r"annex: 1, row: 4([1-6])}", r"annex: 3, row: \1}", text)
    return data_with(tmp_path_factory.mktemp("tables"), plan_2021=text)


def test_the_plan_is_found_valid(zc: Run, data: Path) -> None:
    assert zc("validate", data / "plan_2021.yaml").code == 0


@pytest.mark.parametrize(("no", "place", "source"), [(40, "附件1 第40行", (1, 40)), (42, "附件3 第2行", (3, 2))])
def test_a_row_is_told_by_its_own_table(zc: Run, data: Path, no: int, place: str, source: tuple[int, int]) -> None:
    asked = (str(no), "--data-dir", data, "--today", "2021-06-01")
    document = zc("show", *asked, "--json").json
    assert (document["committee"]["source"]["annex"], document["committee"]["source"]["row"]) == source
    assert {one["basis"]["clause"] for one in document["milestones"] if one["event"] == "cutoff"} == {
        f"{place} 接收材料截止时间"
    }
    assert f"湖人社函〔2021〕57号 {place}" in zc("show", *asked).out


def test_a_plan_says_in_which_annexes_its_rows_stand(zc: Run, data: Path) -> None:
    nowhere = zc("match", "--title", "一级飞行员", "--specialty", "建筑", "--data-dir", data, "--today", "2021-06-01")
    assert "附件1、附件3 没有评委会评审或推荐" in nowhere.out + nowhere.err


def test_a_number_that_is_none_is_told_by_the_annexes_of_the_plan(zc: Run, data: Path) -> None:
    said = zc("show", "99", "--data-dir", data, "--today", "2021-06-01")
    assert "湖人社函〔2021〕57号 附件1、附件3 的序号是 1 至 46" in said.err


def test_a_row_that_stands_in_an_annex_without_a_table_has_no_number_there(zc: Run, tmp_path: Path) -> None:
    """Its number is ours; the rows of the table beside it count on."""
    text = plan_text(year=2021).replace("  year: 2021\n", "  year: 2021\n  annexes: [1]\n", 1)
    text = text.replace("annex: 1, row: 46}", "annex: 1}", 1)
    data = data_with(tmp_path, plan_2021=text)
    assert zc("validate", data / "plan_2021.yaml").code == 0
    assert zc("show", "46", "--data-dir", data, "--json").json["committee"]["source"]["row"] is None


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("附件3第1、3行", []),
        ("附件3第1、4行", ["附件3第4行里没有“轻纺工程(纺织)”"]),
        ("附件3第1、30行", []),
        ("第36、38行", []),  # without an annex, the numbers of the plan
        ("第36、37行", ["第37行里没有“轻纺工程(纺织)”"]),
    ],
)
def test_the_reading_of_a_contact_names_a_row_by_its_place(
    zc: Run, tmp_path: Path, rows: str, wrong: list[str]
) -> None:
    """Rows 36 to 46 are 1 to 11 of annex 3: its row 1 is not the first of the plan. Of a row 30 nothing is known."""
    text = plan_text(year=2021).replace("  year: 2021\n", "  year: 2021\n  annexes: [1, 3]\n", 1)
    text = re.sub(r"annex: 1, row: (3[6-9]|4[0-6])}", lambda found: f"annex: 3, row: {int(found[1]) - 35}}}", text)
    data = data_with(tmp_path, plan_2021=text)
    contacts = (data / "contacts.yaml").read_text(encoding="utf-8")
    assert "附件1第36、38行" in contacts
    contacts = contacts.replace("附件1第36、38行", rows).replace("附件1第40行", "附件3第5行")
    (data / "contacts.yaml").write_text(contacts, encoding="utf-8")
    found = zc("validate", "--json", data / "contacts.yaml").json["findings"]
    told = [one["message"].rpartition("：")[2] for one in found if one["code"] == "W319"]
    assert told == wrong
