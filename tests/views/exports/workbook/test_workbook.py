"""The workbook, read back by openpyxl and opened by LibreOffice, beside the notice itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from views.exports.workbook.sample_workbooks import (
    SHEETS,
    YEARS_LATER,
    Row,
    about,
    alone,
    bare,
    cells,
    make,
    milestones,
    one_committee,
    opened,
    printed,
    rows,
)

from zhicheng_cli import __version__
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.periods import read_period

openpyxl = pytest.importorskip("openpyxl")


LABELS = {"单位内部公示", "材料接收截止", "评前公示", "评前报告", "预计评审", "结果公示", "结果备案"}
# What the notice prints → its last working days, counted on the calendar of 2021 by hand. 1 August 2021 was a Sunday,
# 31 July and 21 August Saturdays, 30 and 31 October a weekend, 1 October a holiday.
DAYS = {
    "6月": ("2021-06-01", "2021-06-30"),
    "6月下旬": ("2021-06-21", "2021-06-30"),
    "7月": ("2021-07-01", "2021-07-30"),
    "8月": ("2021-07-30", "2021-08-31"),
    "8月底": ("2021-08-20", "2021-08-31"),
    "9月": ("2021-09-01", "2021-09-30"),
    "9月上旬": ("2021-09-01", "2021-09-10"),
    "10月": ("2021-09-30", "2021-10-29"),
    "11月": ("2021-11-01", "2021-11-30"),
}
PRECISION = {"6月下旬": "到旬", "9月上旬": "到旬", "8月底": "到月底"}
# Cut-offs in several windows: 批次、对象 → first day of acceptance, the two days.
SEVERAL: dict[int, dict[str, tuple[str | None, ...]]] = {
    29: {
        "第1批": ("2021-04-01", "2021-06-30", "2021-06-30"),
        "第2批": ("2021-07-01", "2021-09-30", "2021-09-30"),
        "第3批": ("2021-10-01", "2021-12-31", "2021-12-31"),
    },
    31: {"市直学校以外": (None, *DAYS["10月"]), "市直学校": (None, *DAYS["9月"])},
    32: {"市直学校以外": (None, *DAYS["10月"]), "市直学校": (None, *DAYS["9月"])},
}
UNDATED = {14: "没有印时间", 45: "由各县(区)人力社保、教育部门确定", 46: "由各县(区)人力社保、卫生部门确定"}


# 计划


def test_sheets_are_those_promised(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_every_committee_is_there_as_the_notice_prints_it(book: Any) -> None:
    columns = (
        "评委单位名称",
        "所评资格名称",
        "推荐资格名称",
        "接收材料截止时间",
        "材料接收单位及电话",
        "预计评审时间",
        "备注",
    )
    found = rows(book["计划"])
    assert list(dict.fromkeys(row["序号"] for row in found)) == list(range(1, 47))
    notice = printed(8)
    for row in found:
        shown = [bare(row[column]).replace("0572-", "") for column in columns]
        assert shown == notice[row["序号"]], row["序号"]


#: 附件1：初中级以考代评的各行，截止时间是推荐资格的
EXAMINED_BESIDE = {
    17: "高级经济师、正高级经济师",
    18: "高级会计师、正高级会计师",
    19: "高级统计师",
    20: "高级审计师",
    21: "副研究馆员、研究馆员",
}


def test_a_cutoff_has_a_row_for_each_window_with_its_own_days(book: Any) -> None:
    notice = printed(8)
    found: dict[int, list[Row]] = {}
    for row in rows(book["计划"]):
        found.setdefault(row["序号"], []).append(row)
    for number, windows in found.items():
        shown = {row["批次、对象"] or "": (row["开始接收"], row["稳妥"], row["最迟"]) for row in windows}
        assert len(shown) == len(windows)
        if number in UNDATED:
            assert shown == {"": (None, None, None)}
        else:
            whose = EXAMINED_BESIDE.get(number, "")
            assert shown == SEVERAL.get(number, {whose: (None, *DAYS.get(notice[number][3], ()))}), number


def test_precision_is_said_beside_the_days(book: Any) -> None:
    for row in rows(book["计划"]):
        text = bare(row["接收材料截止时间"])
        if row["序号"] in UNDATED:
            assert row["精度"] is None
        else:
            assert row["精度"] == ("区间" if row["序号"] == 29 else PRECISION.get(text, "到月"))


def test_committees_without_a_date_keep_a_row_with_the_reason(book: Any) -> None:
    reasons = {row["序号"]: row["没有日期的原因"] for row in rows(book["计划"]) if row["没有日期的原因"]}
    assert set(reasons) == set(UNDATED)
    for number, why in UNDATED.items():
        assert why in reasons[number]
        assert re.search(rf"^{number} 号 .*{re.escape(why)}", about(book)["没有截止日期的"], re.MULTILINE)


def test_kinds_ways_and_sources_stand_beside(book: Any) -> None:
    by_number = {row["序号"]: row for row in rows(book["计划"])}
    assert by_number[12]["类别"] == "中评委"
    assert by_number[18]["评审方式"] == "以考代评、考评结合"
    assert by_number[29]["评审方式"] == "初定"
    assert all(row["出处"] == f"湖人社函〔2021〕57号 附件1 第{number}行" for number, row in by_number.items())


def test_a_day_that_may_come_too_late_is_warned_of_in_its_row(data: Dataset, book: Any) -> None:
    """Row 29: the third batch is taken to the end of December, and reviewed in December."""
    warned = {(row["序号"], row["批次、对象"]): row["提示"] for row in rows(book["计划"]) if row["提示"]}
    assert warned == {(29, "第3批"): "评审最早 2021-12-01，可能不等到最迟日，请尽早交"}
    plan, committee = one_committee(data)
    assert "提示" not in rows(opened(alone(plan, committee, data.calendar))["计划"])[0]


# Types


def test_days_are_dates_that_sort(book: Any) -> None:
    for name in ("计划", "里程碑"):
        dates = [
            row[column] for row in cells(book[name]) for column in ("稳妥", "最迟") if row[column].value is not None
        ]
        assert len(dates) > 80
        assert all(cell.is_date and cell.number_format == "yyyy-mm-dd" for cell in dates)
        assert all(isinstance(row["序号"].value, int) for row in cells(book[name]))


def test_no_cell_is_a_formula_or_a_link(book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}
            assert not any(cell.hyperlink for cell in row)


def test_telephones_are_texts_with_the_area_code(book: Any) -> None:
    contacts = cells(book["联系人"])
    assert all(row[column].data_type == "s" for row in contacts for column in ("联系电话", "电话（加区号）"))
    phones = {row["序号"]: row["材料接收单位及电话"] for row in rows(book["计划"])}
    assert phones[1] == "省蓄电池行业协会\n0572-6870380\n长兴县人力社保局\n0572-6038432"
    assert phones[18] == "市财政局\n0572-2150069\n0572-2033099"
    assert phones[40] == "浙江省椅业协会\n18768353956\n安吉考评中心\n0572-5031286"
    cutoffs = {row["序号"]: row["交给谁"] for row in rows(book["里程碑"]) if row["节点"] == "材料接收截止"}
    assert cutoffs[40] == phones[40]


# 里程碑


def test_every_committee_has_its_year_and_all_its_milestones(book: Any) -> None:
    found = rows(book["里程碑"])
    years = [row["序号"] for row in found if row["节点"] == "全年一览"]
    assert years == list(range(1, 47)) == [row["序号"] for row in found[:46]]
    for number in years:
        labels = [row["节点"] for row in found[46:] if row["序号"] == number]
        assert set(labels) == LABELS, number
        assert labels.count("材料接收截止") == (len(SEVERAL[number]) if number in SEVERAL else 1)


def test_milestones_of_a_committee_have_their_days(book: Any) -> None:
    """Row 12: papers in July, review in September; 18 and 26 September 2021 were worked, 19 to 21 were not."""
    days = {row["节点"]: (row["精度"], row["稳妥"], row["最迟"]) for row in milestones(book, 12)}
    assert days == {
        "全年一览": ("到月", "2021-07-01", "2021-07-30"),
        "单位内部公示": ("到月", "2021-06-23", "2021-07-22"),
        "材料接收截止": ("到月", "2021-07-01", "2021-07-30"),
        "评前公示": (None, None, None),
        "评前报告": ("到月", "2021-08-23", "2021-09-22"),
        "预计评审": ("到月", "2021-09-01", "2021-09-30"),
        "结果公示": (None, None, None),
        "结果备案": (None, None, None),
    }


@pytest.mark.parametrize("number", [14, 29, 31, 45])
def test_a_year_with_several_cutoffs_or_none_points_to_their_rows(book: Any, number: int) -> None:
    year = milestones(book, number)[0]
    assert (year["精度"], year["稳妥"], year["最迟"]) == (None, None, None)
    several = "截止分几次，稳妥、最迟见各次的“材料接收截止”"
    assert (several in (year["说明"] or "")) == (number in SEVERAL)


def test_milestones_tell_what_they_rest_on(book: Any) -> None:
    by_label = {row["节点"]: row for row in milestones(book, 12)}
    report = by_label["评前报告"]
    assert (report["依据"], report["条款"], report["可靠程度"]) == (
        "湖人社函〔2021〕57号",
        "二（一）2",
        "通知或法规原文",
    )
    assert report["交给谁"] == "市人力社保局核准"
    assert by_label["材料接收截止"]["条款"] == "附件1 第12行 接收材料截止时间"
    assert by_label["单位内部公示"]["可靠程度"] == "仅见于二手资料，请核实"
    assert by_label["单位内部公示"]["条款"] == "条号未核实"


def test_whom_a_window_concerns_is_said_where_some_are_named(book: Any) -> None:
    who = [(row["节点"], row["批次、对象"]) for row in milestones(book, 31)]
    assert ("材料接收截止", "市直学校以外") in who
    assert ("材料接收截止", "市直学校") in who
    assert ("预计评审", None) in who


# 联系人


def test_contacts_are_as_the_notice_prints_them(book: Any) -> None:
    found = rows(book["联系人"])
    assert [row["序号"] for row in found] == list(range(1, 17))
    for row in found:
        field, *rest = printed(5)[row["序号"]]
        assert re.sub(r"[\s、]", "", row["专业"]) == field.replace("、", "")
        assert [row[column] for column in ("主管部门", "联系人", "联系电话")] == rest
        assert row["电话（加区号）"] == f"0572-{rest[-1]}"


def test_contacts_of_another_notice_are_marked(data: Dataset) -> None:
    book = opened(make(data, contacts_notice="某人社函〔2020〕1号"))
    assert "取自 某人社函〔2020〕1号，不是本计划的通知" in about(book)["联系人"]
    assert book.active.title == "说明"


# 说明


def test_about_names_source_extent_and_meaning(book: Any) -> None:
    lines = about(book)
    assert lines["通知"] == "湖州市人力资源和社会保障局关于做好2021年度职称评审工作的通知"
    assert (lines["文号"], lines["发文单位"]) == ("湖人社函〔2021〕57号", "湖州市人力资源和社会保障局")
    assert lines["印发日期"] == "2021-05-25"
    assert lines["筛选"] == "没有筛选，是整个计划"
    assert lines["评委会"] == "附件1 共 46 行，这里有 46 行（全部）"
    assert lines["工作表“计划”"].startswith("50 行")
    assert lines["工作表“里程碑”"].startswith(f"{book['里程碑'].max_row - 2} 行")
    assert "通知没有印到日" in lines["推算"]
    assert {"稳妥", "最迟", "精度", "电话"} <= set(lines)
    assert "过了这天一定晚了" in lines["最迟"]
    assert "落在上个月的，收不收请先问" in lines["稳妥"]
    assert lines["稳妥日已过、最迟日未过"] == "可能已经截止，请打电话问；以材料接收单位的答复为准"
    assert lines["制作"] == f"zc {__version__}，按 2021-07-01 这天"
    assert not {"注意", "暂定"} & set(lines)
    assert book.active.title == "计划"


def test_a_filter_is_named_with_what_it_leaves(data: Dataset) -> None:
    book = opened(make(data, Filters(month=8), chosen="8月截止"))
    numbers = {number for number, cells in printed(8).items() if cells[3] in ("8月", "8月底")} | {29}
    assert {row["序号"] for row in rows(book["计划"])} == numbers
    assert {row["序号"] for row in rows(book["里程碑"])} == numbers
    lines = about(book)
    assert lines["筛选"] == "8月截止"
    assert lines["评委会"] == f"附件1 共 46 行，这里有 {len(numbers)} 行"
    assert lines["没有截止日期的"].count("（不在筛选结果里）") == len(UNDATED)
    assert len(rows(book["联系人"])) == 16


def test_reasons_for_a_match_have_a_column_when_there_are_any(data: Dataset, book: Any) -> None:
    found = rows(opened(make(data, Filters(specialty="暖通")))["计划"])
    assert found
    assert all(row["符合的原因"] for row in found)
    assert "符合的原因" not in rows(book["计划"])[0]


def test_a_plan_of_a_past_year_says_so_first(data: Dataset) -> None:
    """From 25 May 2021 to 24 November 2026 it is 5 years, and a day less than 6 months."""
    book = opened(make(data, today=YEARS_LATER))
    assert book.active.title == "说明"
    assert book["说明"]["A2"].value == "注意"
    assert "距今5年5个月" in book["说明"]["B2"].value
    assert all("距今5年5个月" in sheet.oddHeader.left.text for sheet in book)


def test_days_beyond_the_announced_years_are_provisional(data: Dataset) -> None:
    plan, committee = one_committee(data)
    committee = committee._replace(cutoff=read_period("7月", 2035), review=read_period("9月", 2035))
    plan = plan._replace(about={**plan.about, "year": 2035}, committees=(committee,))
    book = opened(alone(plan, committee, data.calendar.extended()))
    assert "还没有公布" in about(book)["暂定"]
    assert rows(book["计划"])[0]["精度"] == "到月（暂定）"
