"""A later notice becomes the changes of the plan it speaks of, which then hold in every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from running import Run
from years import data_with, plan_text

from zhicheng_cli.files.bundled import load_schema

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


IN_THE_PLANS_FORM = """附件
2021年度评审工作计划（调整、新增部分）

序号\t评委单位名称\t所评资格名称\t推荐资格名称\t接收材料截止时间\t材料接收单位及电话\t预计评审时间\t备注
1\t市样例工程专业中级职务评审委员会\t工程师\t高级工程师\t9月\t市样例服务中心 5550101\t11月\t样例检测
2\t市党校系统教师中级专业技术资格评审委员会\t讲师\t{recommended}\t9月15日\t市委党校组织人事处 2359161\t10月\t
""".replace("{recommended}", "副教授、教授、副研究员、研究员、高级讲师、正高级讲师")


def test_changes_are_written_as_the_plan_has_them_and_hold_there(zc: Run, tmp_path: Path) -> None:
    """A table in the plan's own form is compared field by field; what it adds gets the next number."""
    text = NOTICE.replace("二、党校系统教师中评委评审工作暂缓开展，具体时间另行通知。", "二、新增下列评委会，见附件。")
    notice = written(tmp_path, "三、第3行的联系电话更正为2710013。", text + IN_THE_PLANS_FORM)
    changes = tmp_path / "改动.yaml"
    told = zc("import", notice, "-o", changes, "--json")
    assert told.code == 1
    Draft202012Validator(load_schema("output/import")).validate(told.json)
    assert f"改动 6 处，写入 {changes}；核对以后抄进计划的 changes" in told.err
    assert [(one["kind"], one["no"], one.get("cell"), one.get("new")) for one in told.json["changes"]] == [
        ("延期", 12, "cutoff", "8月15日"),
        ("更正", 3, "receivers", "市邮管局市场监管处 2710013"),
        ("更正", 2, "reviews", "讲师"),
        ("更正", 2, "cutoff", "9月15日"),
        ("更正", 2, "review", "10月"),
        ("新增", 47, None, None),
    ]
    assert ("W461", 47) in {(one["code"], one["row"]) for one in told.json["findings"]}
    entries = "\n".join(line for line in changes.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    data = data_with(tmp_path / "data", plan_2021=plan_text(year=2021, more=f"{entries}\n"))
    # A phone is not its whole cell: W330 asks for the words that show the rest.
    checked = zc("validate", data)
    assert {line.split(": ")[1][:4] for line in checked.out.splitlines()} == {"W330", "N301", "N302"}
    at = ("--data-dir", data, "--today", "2021-07-21", "--json")
    assert zc("show", "3", *at).json["committee"]["receivers"][0]["phones"] == ["2710013"]
    assert zc("show", "2", *at).json["committee"]["reviews"] == ["讲师"]
    new = zc("show", "47", *at).json["committee"]
    assert (new["key"], new["specialties"]) == ("样例工程-中级", ["样例检测"])
    assert zc("import", notice, "-o", changes).code == 1, "they may be read anew"


def test_changes_replace_nothing_else(zc: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan_2021.yaml"
    plan.write_text("plan: {year: 2021}\n", encoding="utf-8")
    told = zc("import", written(tmp_path), "-o", plan)
    assert (told.code, plan.read_text(encoding="utf-8")) == (2, "plan: {year: 2021}\n")
    assert told.err.startswith(f"“{plan}”里不是改动，没有改动它")
    nothing = written(tmp_path, text=NOTICE.replace("由7月延长至8月15日", "顺延10天").replace("二、党校", "二、养蚕"))
    told = zc("import", nothing, "-o", tmp_path / "改动.yaml")
    assert told.err == "没有一处读成了改动，没有写（照原件写进计划的 changes）\n"
    assert not (tmp_path / "改动.yaml").exists()
