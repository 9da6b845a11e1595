"""Rows as they are understood: those of the notice of 2021 against the plan that was made by hand, and invented ones of
other kinds, with readings that were made by hand."""

from typing import Any

import pytest
from notices.invented_rows import ROWS as INVENTED
from notices.invented_rows import InventedRow

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.readings.row_readings import read_row
from zhicheng_cli.plan.titles import Titles

PLAN = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")[0].value  # type: ignore[union-attr]
KNOWN = Titles(parse((data_dir() / "titles.yaml").read_bytes(), "titles.yaml")[0].value)  # type: ignore[union-attr]
#: What stands in a row of the plan and is no reading of its printed words.
BESIDE = {"no", "key", "printed", "source"}
#: Explanations, which a person writes: not compared.
EXPLAINED = {"notes"}


@pytest.mark.parametrize("row", PLAN["committees"], ids=lambda row: str(row["no"]))
def test_the_rows_of_2021_are_read_as_they_were_by_hand(row: dict[str, Any]) -> None:
    read = read_row(row["printed"], KNOWN, PLAN["region"]["counties"]).fields
    by_hand = {key: value for key, value in row.items() if key not in BESIDE | EXPLAINED}
    assert {key: value for key, value in read.items() if key not in EXPLAINED} == by_hand
    assert [key for key in read if key not in EXPLAINED] == list(by_hand), "the order of the fields"


@pytest.mark.parametrize("row", INVENTED, ids=lambda row: row.printed["name"])
def test_invented_rows(row: InventedRow) -> None:
    read = read_row(row.printed, KNOWN, row.counties)
    assert {key: read.fields.get(key) for key in row.fields} == row.fields
    assert {one.code for one in read.doubts} == row.codes


def test_an_office_with_all_that_is_printed_of_it() -> None:
    printed = dict.fromkeys(PLAN["committees"][0]["printed"], "")
    cell = "市甲局（市直学校）张老师 5551234 甲路1号 工作日9:00-17:00 http://jia.example.cn"
    read = read_row({**printed, "name": "出版专业", "receivers": cell}, KNOWN)
    assert read.fields["receivers"] == [
        {
            "unit": "市甲局",
            "phones": ["5551234"],
            "serves": ["市直学校"],
            "place": "甲路1号",
            "url": "http://jia.example.cn",
            "hours": "工作日9:00-17:00",
            "person": "张老师",
        }
    ]


@pytest.mark.parametrize(
    "cell",
    [
        *("高级（甲、乙）" * 50, "(" * 2000, "（" * 300 + "）" * 300, "甲（乙）" * 12),
        "高级（甲、乙、丙、丁、戊、己）" * 3,
    ],
)
def test_what_is_no_title_at_any_length_is_read_as_printed(cell: str) -> None:
    printed = dict.fromkeys(PLAN["committees"][0]["printed"], "")
    read = read_row({**printed, "name": "出版专业", "reviews": cell}, KNOWN)
    assert "".join(read.fields["reviews"]) == cell
    assert {one.code for one in read.doubts} >= {"W445"}
