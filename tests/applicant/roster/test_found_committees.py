"""The committee of a row that names none: one that is plainly the first; else which it may be, or why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from applicant.roster.sample_results import answers, write_csv

from zhicheng_cli.cli import main

pytest.importorskip("pyarrow")

#: Title, specialty, county, employer → how the cell begins, and what is told beside it. The numbers are those of 附件1.
FOUND = [
    (("工程师", "建筑", "", ""), "12  市建设工程专业中级", "按职称和专业找的，请核对）"),
    # 机电工程, by an everyday word; 13 is the second that the word leads to, 41 and 42 are of one company each
    (("工程师", "机械", "南浔区", ""), "9  市第一工程专业中级", "也可能是第 13、41、42 行"),
    (("工程师", "机械", "", "某公司"), "9  市第一工程专业中级", "也可能是第 13 行的）"),
    # an everyday word that may mean either of two: neither is taken
    (("工程师", "化工", "", ""), "（", "可能是第 10、13"),
    (("工程师", "", "", ""), "（", "请写评委会序号"),
    (("会计师", "会计", "", ""), "（", "由考试取得，没有评委会收材料"),
    (("工程师", "挖掘机", "", ""), "（", "不知道这个词：挖掘机"),
    (("政工师", "", "", ""), "（", "看不出归哪个评委会"),
]


def judge(roster: Path, result: Path) -> None:
    """Before any of the committees has closed."""
    main(["check", "--roster", str(roster), "-o", str(result), "--today", "2021-05-28", "-q"])


@pytest.mark.parametrize("headed", [True, False])
def test_the_committee_is_found_and_said_to_be_found(headed: bool, tmp_path: Path) -> None:
    heading = ["姓名", "申报职称", "申报专业", "县区", "单位"]
    rows = [["样例甲", *asked] for asked, *_ in FOUND]
    if headed:
        heading, rows = [*heading, "评委会序号"], [*([*row, ""] for row in rows), ["样例乙", *FOUND[0][0], "9"]]
    result = tmp_path / "result.csv"
    judge(write_csv(tmp_path / "roster.csv", [heading, *rows]), result)
    people = answers(result)
    for one, (asked, begins, told) in zip(people, FOUND, strict=False):
        assert one["评委会"].startswith(begins), asked
        assert told in one["评委会"], asked
    assert people[0]["材料接收单位"] == "市职业资格指导服务中心\n0572-2033099"
    # Where nobody takes papers there is nothing to get ready.
    assert people[5]["材料接收单位"] == people[5]["要做的事"] == ""
    if headed:
        # One that is named is taken as it is, and nothing is told of it.
        assert people[-1]["评委会"].startswith("9  市第一工程专业中级")
        assert "（" not in people[-1]["评委会"]
    assert "没有写报哪个评委会" not in people[0]["理由"]


def test_a_title_that_one_committee_alone_takes_needs_no_specialty(tmp_path: Path) -> None:
    result = tmp_path / "result.csv"
    rows = [["姓名", "申报职称"], ["样例甲", "工艺美术师"]]
    judge(write_csv(tmp_path / "roster.csv", rows), result)
    (one,) = answers(result)
    assert one["评委会"].startswith("15  市工艺美术专业中级")
    assert one["评委会"].endswith("（按职称找的，请核对）")
