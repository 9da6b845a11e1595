"""The first day of a person in a roster: with the year of its plan where this one takes no papers any more by then."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from zhicheng_cli.cli import main

pytest.importorskip("pyarrow")

_ASKED = {"申报职称": "工程师", "评委会序号": "12", "县区": "吴兴区", "单位性质": "事业单位", "最高学历": "本科"}
_LATER = "最早日期 那时本年度已经截止，看 {} 年度的计划"


@pytest.mark.parametrize(
    ("obtained", "number", "day", "remark"),
    [
        ("2017-07-15", "", "", ""),
        ("2018-07-01", "", "2022-07-01", _LATER.format(2022)),
        ("2018-09-01", "", "2022-09-01", _LATER.format(2023)),
        (
            "2018-09",
            "000000199001010019",
            "2022-09-30",
            "身份证号的位数或校验码不对；只写到月，按那个月的最后一天算：现有职称取得日期；" + _LATER.format(2023),
        ),
    ],
)
def test_it_is_told_with_the_year_of_its_plan(
    obtained: str, number: str, day: str, remark: str, tmp_path: Path
) -> None:
    """本科、助理工程师满4年（人社部发〔2019〕16号）；第12行印“7月”，最迟日 2021-07-30."""
    person = {"姓名": "样例甲", "身份证号": number, **_ASKED, "现有职称": "助理工程师", "现有职称取得日期": obtained}
    with (tmp_path / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([person.keys(), person.values()])
    result = tmp_path / "result.csv"
    main(["check", "--roster", str(tmp_path / "roster.csv"), "-o", str(result), "--today", "2021-07-01", "-q"])
    with result.open(encoding="utf-8-sig", newline="") as file:
        (found,) = csv.DictReader(file)
    assert (found["最早日期"], found["备注"]) == (day, remark)
