"""A notice of a single committee: what stands in its sentences becomes one row, and every field says so."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.opening import read_paper

TITLE = "关于开展2031年度样例市建设工程专业中级职称评审工作的通知"
NOTICE = """样建职评〔2031〕3号
{title}
各有关单位，各县的评审委员会（虚构测试样本）：
现就样例市建设工程专业中级职务评审委员会2031年度评审工作有关事项通知如下：
一、评审范围
在样例市从事建设工程专业技术工作的人员。
二、申报时间
2031年6月1日至7月15日，逾期不予受理。
三、材料受理
受理单位：市样例服务中心；联系电话：5550101。监督电话：5559999。
四、评审时间预计为9月。投诉受理电话：5559998。
五、
样例市建设工程专业中级职务评审委员会办公室
2031年5月8日
"""
TEXT = NOTICE.format(title=TITLE)


def imported(text: str) -> Imported:
    return import_notice([read_paper("通知.txt", text.encode())], ("工程师",))


def test_labels_and_headings_say_what_the_row_holds() -> None:
    result = imported(TEXT)
    (row,) = result.rows
    assert row.printed == {
        "name": "样例市建设工程专业中级职务评审委员会",
        "cutoff": "2031年6月1日至7月15日",
        "receivers": "市样例服务中心 5550101",
        "review": "9月",
        "remarks": "",
    }
    assert [(one.unit, one.phones) for one in row.receivers] == [("市样例服务中心", ("5550101",))]
    assert row.times.cutoff is not None
    assert [str(one.latest) for one in row.times.cutoff.windows] == ["2031-07-15"]
    assert {(one.code, one.column) for one in result.findings} == {
        ("W463", column) for column in ("name", "cutoff", "receivers", "review")
    }


def test_without_a_committees_name_it_is_called_as_the_title_says() -> None:
    (row,) = imported(TEXT.replace("建设工程专业中级职务评审委员会", "建设工程处")).rows
    assert row.printed["name"] == "样例市建设工程专业中级职称评审"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("职称", "项目"),
        TEXT.replace("时间", "事项"),
        "关于开展2031年度职称工作的通知\n申报时间：6月。\n",
        "",
    ],
)
def test_a_body_without_committee_or_time_is_no_plan(text: str) -> None:
    result = imported(text or "关于职称评审的通知\n")
    assert result.refused is not None


def test_beside_a_table_that_could_not_be_read_no_sentence_takes_its_place() -> None:
    table = "".join("甲\t乙\t丙\t丁\t戊\n" for _ in range(6))
    assert imported(f"{TEXT}\n{table}").refused is not None


def test_a_body_that_names_many_committees_is_no_notice_of_one() -> None:
    names = "".join(f"样例市{one}工程专业中级职务评审委员会\n受理时间：6月\n" for one in "甲乙丙丁")
    result = imported(TEXT.replace("五、\n", names))
    assert result.refused is not None
    assert result.refused.code == "E420"
