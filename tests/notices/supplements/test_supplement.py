"""What a later notice changes: the sentences and tables of such notices, invented, on the rows of 附件1."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from places import ROOT

from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.papers.paper import Grid, PaperCell, Spot
from zhicheng_cli.notices.supplements.supplement import Supplement, is_supplement, read_supplement

TITLE = "样例市人力资源和社会保障局关于调整2021年度部分职称评审工作安排的通知"
NUMBER = "样人社函〔2021〕99号"
SHORT = "名称没有写全，当作2号市党校系统教师中级专业技术资格评审委员会"
ROW_3 = "市邮管局市场监管处"


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    document, found = parse((ROOT / "data" / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")
    assert document is not None
    assert not found
    plan: dict[str, Any] = document.value
    return plan


def read(
    plan: dict[str, Any], *lines: str, grids: tuple[Grid, ...] = (), issued: date | None = date(2021, 7, 20)
) -> Supplement:
    return read_supplement([TITLE, *lines], grids, plan, NUMBER, issued)


def grid(*rows: str) -> Grid:
    """A table, its fields parted by `|`."""
    cells = [
        tuple(PaperCell(words, Spot(None, 1, at, column)) for column, words in enumerate(row.split("|"), 1))
        for at, row in enumerate(rows, 1)
    ]
    return Grid(tuple(cells), Spot(None, 1))


#: Sentence → (kind, number, cell, old, new) of each change.
SAID: dict[str, list[tuple[str, int, str, str | None, str | None]]] = {
    "将市建设工程专业中级职务评审委员会接收材料截止时间由7月延长至8月15日。": [
        ("延期", 12, "cutoff", "7月", "8月15日")
    ],
    "市快递工程中级专业技术资格评审委员会评审时间由9月推迟到10月，接收材料截止时间由7月延期至8月底。": [
        ("延期", 3, "review", "9月", "10月"),
        ("延期", 3, "cutoff", "7月", "8月底"),
    ],
    "第12行“接收材料截止时间”“7月”更正为“8月”。": [("更正", 12, "cutoff", "7月", "8月")],
    "附件1序号3的联系电话更正为2710013。": [("更正", 3, "receivers", f"{ROW_3} 2710012", f"{ROW_3} 2710013")],
    "附件1序号３、第4行的材料接收截止时间调整为８月３１日": [
        ("更正", 3, "cutoff", "7月", "８月３１日"),
        ("更正", 4, "cutoff", "6月", "８月３１日"),
    ],
    "第3行原“市邮管局市场监管处”应为“市邮政管理局市场监管处”。": [
        ("更正", 3, "receivers", f"{ROW_3} 2710012", "市邮政管理局市场监管处 2710012")
    ],
    "第3行备注“网络工程”更正为“物流网络工程”。": [
        ("更正", 3, "remarks", "快递设备工程、网络工程、信息工程", "快递设备工程、物流网络工程、信息工程")
    ],
    "将第3号评委会名称更名为市快递工程专业中级评审委员会。": [
        ("更正", 3, "name", "市快递工程中级专业技术资格评审委员会", "市快递工程专业中级评审委员会")
    ],
    "第3行的受理单位延期至8月": [("更正", 3, "receivers", f"{ROW_3} 2710012", "8月")],
    "因故暂缓开展市党校系统教师中级专业技术资格评审委员会评审工作，具体时间另行通知。": [("暂缓", 2, "", None, None)],
    "第2行材料接收截止时间延期至何时另行通知": [("暂缓", 2, "cutoff", None, None)],
    "第2行的评审会议暂停。": [("暂缓", 2, "review", None, None)],
    "第2行恢复评审工作，材料接收截止时间为9月15日，评审时间为10月。": [
        ("恢复", 2, "cutoff", None, "9月15日"),
        ("恢复", 2, "review", None, "10月"),
    ],
    "第2行的评审工作恢复。": [("恢复", 2, "", None, None)],
    "第2行的评审工作暂停。": [("暂缓", 2, "", None, None)],
    "撤销第26行。": [("撤销", 26, "", None, None)],
    "按照《关于延长时间的通知》办理。": [],
    "取消某人的中级职称。": [],
}


@pytest.mark.parametrize("sentence", SAID)
def test_a_sentence_changes_what_it_says(plan: dict[str, Any], sentence: str) -> None:
    found = read(plan, f"一、{sentence}")
    assert [tuple(one.get(key) for key in ("kind", "no", "cell", "old", "new")) for one in found.changes] == [
        (kind, no, cell or None, old, new) for kind, no, cell, old, new in SAID[sentence]
    ]
    for one in found.changes:
        assert (one["document"], one["issued"], one["clause"]) == (NUMBER, "2021-07-20", "一")
        assert one["words"] == sentence.rstrip("。")
    assert (found.assumed, found.unsettled) == ({}, ())


#: Sentence → why a person has to settle it.
OPEN = {
    "各评委会材料接收截止时间统一延长至9月30日": "说的是各评委会，没有写是哪些行",
    "第12行材料接收时间顺延10个工作日": "只写了推后多少天，没有写到哪天",
    "请各单位及时调整为网上申报": "没有写是哪个评委会",
    "第99行材料接收截止时间延长至8月31日": "没有第99行",
    "第3行市建设工程专业中级职务评审委员会接收材料截止时间延长至8月31日": "写的序号是3，名称却是12号的",
    "养蚕中评委材料接收截止时间延长至8月31日": "没有名称是“养蚕”的行",
    "中小学教师评委会材料接收截止时间延长至8月31日": "“中小学教师”对应",
    "中级评委会材料接收截止时间延长至8月31日": "没有写是哪个评委会",
    "第12行调整为8月31日": "没有写明改的是哪一栏",
    "第12行材料接收截止时间调整为": "没有写明改成什么",
    "第12行材料接收截止时间由6月延长至8月31日": "写的原来是“6月”，12号这一栏是“7月”",
    "第3行备注“电气工程”更正为“电气”": "3号这一栏没有“电气工程”",
    "第1行电话更正为6870381": "1号有 2 个电话，没有写改的是哪个",
    "第3行新增专业": "新增、补充的，没有写明是哪一栏的什么字",
    "第12行材料接收截止时间延长至8月32日": "“8月32日”读不懂：",
    "第12行（样人社函〔2021〕58号）材料接收截止时间为8月": "说的不是湖人社函〔2021〕57号",
}


@pytest.mark.parametrize("sentence", OPEN)
def test_what_nobody_can_take_over_is_told(plan: dict[str, Any], sentence: str) -> None:
    found = read(plan, f"{sentence}。")
    assert found.changes == ()
    assert [one.why.startswith(OPEN[sentence]) for one in found.unsettled] == [True]


def test_a_short_name_is_taken_for_the_one_row_it_fits_and_that_is_told(plan: dict[str, Any]) -> None:
    found = read(plan, "党校系统教师中评委材料接收截止时间延期至9月。")
    assert [(one["no"], one["new"]) for one in found.changes] == [(2, "9月")]
    assert found.assumed == {0: SHORT}
    # Of another level there is none of that name.
    assert read(plan, "党校系统教师高评委材料接收截止时间延期至9月。").changes == ()


def test_a_heading_names_the_row_of_the_lines_under_it(plan: dict[str, Any]) -> None:
    lines = (
        "一、关于市建设工程专业中级职务评审委员会",
        "材料接收截止时间由7月延长至8月15日；评审时间由9月推迟至10月。",
        "二、其他",
        "材料接收截止时间延长至8月16日。",
    )
    found = read(plan, *lines)
    assert [(one["no"], one["cell"], one["clause"]) for one in found.changes] == [
        (12, "cutoff", "一"),
        (12, "review", "一"),
    ]
    assert [one.why for one in found.unsettled] == ["没有写是哪个评委会"]


def test_without_its_day_nothing_is_taken_over(plan: dict[str, Any]) -> None:
    found = read(plan, "撤销第26行。", issued=None)
    assert (found.changes, [one.why for one in found.unsettled]) == ((), ["没有读出发文日期"])


def test_a_table_of_what_was_and_what_is(plan: dict[str, Any]) -> None:
    table = grid(
        "序号|评委会名称|原截止时间|调整后截止时间|调整后评审时间",
        "3|市快递工程中级专业技术资格评审委员会|7月|8月底|9月",
        "12||6月|8月底|",
        "|养蚕中评委||8月|",
        "||说明||",
        "||||",
    )
    found = read(plan, "部分时间推迟如下", grids=(table,))
    assert [(one["kind"], one["no"], one["cell"], one["old"], one["new"]) for one in found.changes] == [
        ("更正", 3, "cutoff", "7月", "8月底")
    ]
    assert [one.why for one in found.unsettled] == [
        "写的原来是“6月”，12号这一栏是“7月”",
        "没有名称是“养蚕”的行",
        "没有写是哪个评委会",
    ]


def test_a_table_whose_columns_say_only_before_and_after(plan: dict[str, Any]) -> None:
    items = grid("序号|项目|更正前|更正后", "12|评审时间|9月|10月", "12|其他|甲|乙")
    found = read(plan, grids=(items,))
    assert [(one["no"], one["cell"], one["new"]) for one in found.changes] == [(12, "review", "10月")]
    assert [one.why for one in found.unsettled] == ["没有写明改的是哪一栏"]
    moved = grid("序号|延期前|延期后", "12|7月|8月底")
    found = read(plan, "材料接收截止时间延长至下表所列的时间", grids=(moved,))
    assert [(one["kind"], one["cell"], one["new"]) for one in found.changes] == [("延期", "cutoff", "8月底")]


def test_a_table_that_says_no_before_and_after_is_told(plan: dict[str, Any]) -> None:
    found = read(plan, grids=(grid("序号|截止时间", "12|8月"),))
    assert [one.why for one in found.unsettled] == ["表里没有写改前、改后"]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        (TITLE, True),
        ("关于延长2021年度职称申报时间的通知", True),
        ("样例市人力资源和社会保障局关于做好2021年度职称评审工作的补充通知", True),
        ("关于《关于做好2021年度职称评审工作的通知》的更正说明", True),
        ("样例市2021年度职称评审工作延期公告", True),
        ("关于2021年度职称评审计划的更正", True),
        ("关于做好2021年度职称评审工作的通知（补充）", True),
        ("2.职称评审专业调整公告", False),
        ("现将职称评审时间调整如下：详见延期公告", False),
        ("样例市人力资源和社会保障局关于做好2021年度职称评审工作的通知", False),
        ("关于转发《关于延长申报时间的通知》的通知", False),
    ],
)
def test_a_title_says_whether_it_changes_an_earlier_notice(title: str, is_one: bool) -> None:
    assert is_supplement(title) is is_one
