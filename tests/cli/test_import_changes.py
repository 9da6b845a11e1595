"""A later notice becomes the changes of the plan it speaks of, which then hold in every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run
from years import data_with, plan_text

NOTICE = """样人社函〔2021〕99号
湖州市人力资源和社会保障局关于延长2021年度部分职称评审材料接收时间的通知
各区县人力社保局：
根据湖人社函〔2021〕57号，现就有关事项通知如下：
一、市建设工程专业中级职务评审委员会接收材料截止时间由7月延长至8月15日。
二、党校系统教师中评委评审工作暂缓开展，具体时间另行通知。
{more}
（虚构测试样本）
湖州市人力资源和社会保障局
2021年7月20日
"""


def written(where: Path, more: str = "", text: str = NOTICE) -> Path:
    file = where / "延期.txt"
    file.write_text(text.format(more=more), encoding="utf-8")
    return file


def test_what_it_changes_holds_in_the_plan(zc: Run, tmp_path: Path) -> None:
    told = zc("import", written(tmp_path), "--json")
    assert told.code == 1
    assert [(one["kind"], one["no"], one.get("new")) for one in told.json["changes"]] == [
        ("延期", 12, "8月15日"),
        ("暂缓", 2, None),
    ]
    assert [(one["code"], one["row"]) for one in told.json["findings"]] == [("W461", 2)]
    entries = "".join(
        "  - {" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}\n" for one in told.json["changes"]
    )
    data = data_with(tmp_path / "data", plan_2021=plan_text(year=2021, more=f"changes:\n{entries}"))
    assert zc("validate", data).code == 0
    later = zc("deadline", "--committee", "12", "--json", "--data-dir", data, "--today", "2021-07-21")
    cutoff = next(one for one in later.json["milestones"] if one["event"] == "cutoff")
    assert (cutoff["text"], cutoff["last"]) == ("8月15日", "2021-08-13")


def test_a_later_notice_whose_title_has_no_year_is_one_too(zc: Run, tmp_path: Path) -> None:
    told = zc(
        "import", written(tmp_path, text=NOTICE.replace("2021年度部分职称", "部分职称")), "--year", "2021", "--json"
    )
    assert [(one["kind"], one["no"]) for one in told.json["changes"]] == [("延期", 12), ("暂缓", 2)]


def test_the_screen_says_first_what_is_changed(zc: Run, tmp_path: Path) -> None:
    told = zc("import", written(tmp_path, "三、各评委会顺延10天。"))
    assert told.out.splitlines()[:2] == [
        "怎样改\t序号\t栏\t原来\t现在\t依据的原文",
        "延期\t12\t接收材料截止时间\t7月\t8月15日\t市建设工程专业中级职务评审委员会接收材料截止时间由7月延长至8月15日",
    ]
    assert "有 2 处要核对" in told.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE.replace("湖州市", "样例市"), "这不是湖州市的通知"),
        (NOTICE.replace("2021年度", "2020年度"), "没有 2020 年度的计划"),
        (
            NOTICE.replace("由7月延长至8月15日", "照旧").replace("暂缓开展，具体时间另行通知", "照常"),
            "没有读出改了哪一行",
        ),
    ],
)
def test_what_changes_nothing_of_the_plan_is_refused(zc: Run, tmp_path: Path, text: str, said: str) -> None:
    told = zc("import", written(tmp_path, text=text))
    assert (told.code, told.out) == (2, "")
    assert said in told.err
