"""What stands in a roster's cells and headings: read as facts, written as text, refused with a reason."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.applicant.law.facts import BY_NAME, FIELDS, Facts, Field, Shape
from zhicheng_cli.applicant.roster.cells import CellReading, Cells, write
from zhicheng_cli.applicant.roster.headings import PASSED_THROUGH, find_headings, read_headings
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Withdrawn
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.folding import folded

SEARCH = Dataset(year=2021).search
PLAN = SEARCH.plan
CELLS = Cells(SEARCH)

words = st.text("甲乙丙丁工程师（）A1", min_size=1, max_size=6)
days = st.dates(date(1950, 1, 1), date(2030, 12, 31))


def values(field: Field) -> st.SearchStrategy[Any]:
    """What a fact may be, other than not given."""
    kinds: dict[Shape, st.SearchStrategy[Any]] = {
        Shape.TEXT: words,
        Shape.WORD: words.map(folded),
        Shape.CHOICE: st.sampled_from(field.choices or ("",)),
        Shape.NUMBER: st.integers(0, 2000) | st.sampled_from((0.5, 12.25)),
        **dict.fromkeys((Shape.DAY, Shape.DATE), days),
        Shape.FLAG: st.booleans(),
        Shape.COMMITTEE: st.sampled_from([one.no for one in PLAN.committees]),
        Shape.WORDS: st.lists(st.sampled_from(field.choices or ("",)), max_size=3).map(tuple),
        Shape.DATED: st.lists(dated(field), max_size=3).map(tuple),
        Shape.NAMED: st.lists(st.tuples(st.sampled_from(("助理农艺师", "会计师")), st.none() | days), max_size=3).map(
            tuple
        ),
        Shape.GRADED: st.lists(st.tuples(st.integers(1990, 2030), st.sampled_from(field.choices or ("",)))).map(tuple),
        Shape.PAPERS: st.lists(st.tuples(st.text("论文业绩表", min_size=1), flags, st.none() | days), max_size=3).map(
            tuple
        ),
    }
    known = {"title": list(SEARCH.titles), "held_series": list(SEARCH.titles.series_names)}
    return st.sampled_from(known[field.name]) if field.name in known else kinds[field.shape]


flags = st.none() | st.booleans()


def dated(field: Field) -> st.SearchStrategy[Any]:
    return st.tuples(st.sampled_from(field.choices), st.none() | days) if field.choices else st.none() | days


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(data=st.data())
def test_what_is_written_is_read_again(field: Field, data: st.DataObject) -> None:
    value = data.draw(values(field))
    assert CELLS.read(write(value, field), field) == CellReading(value)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("obtained", date(2016, 6, 30), "2016-06-30"),
        ("manager", True, "是"),
        ("manager", False, "否"),
        ("hours_previous_total", 96.0, "96"),
        ("hours_previous_total", 29.5, "29.5"),
        ("integrity", (date(2019, 12, 31), None), "2019-12-31、日期不详"),
        ("discipline", (("警告", None), ("记过", date(2021, 5, 1))), "警告、记过 2021-05-01"),
        ("materials", (("论文", True, date(2021, 5, 1)), ("聘书", False, None)), "论文√ 2021-05-01、聘书×"),
        ("materials", (("聘书", None, None),), "聘书"),
        ("other_titles", (), "无"),
    ],
)
def test_how_a_fact_is_written(name: str, value: object, text: str) -> None:
    assert write(value, BY_NAME[name]) == text
    assert CELLS.read(text, BY_NAME[name]) == CellReading(value)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\u200b\ufeff"])
def test_a_blank_cell_is_not_given(field: Field, blank: str) -> None:
    assert CELLS.read(blank, field) == CellReading(None)
    assert write(None, field) == ""


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("obtained", "2021年7月1日", date(2021, 7, 1)),
        ("obtained", "２０２１/7/1", date(2021, 7, 1)),
        ("obtained", "2021.7.1", date(2021, 7, 1)),
        ("obtained", "20210701", date(2021, 7, 1)),
        ("obtained", "2021-07-01 00:00:00", date(2021, 7, 1)),
        ("committee", "12号", 12),
        ("committee", "12.0", 12),
        ("committee", "市建设工程专业中级职务评审委员会", 12),
        ("committee", "建设工程-中级", 12),
        ("committee", "建设工程——中级", 12),
        ("committee", "快递", 3),
        ("manager", "√", True),
        ("manager", "FALSE", False),
        ("hours_previous_total", "９６", 96),
        ("hours_previous_total", "96.0", 96),
        ("grassroots_months", "14 个月", 14),
        ("discipline", "警告2020-05-01", (("警告", date(2020, 5, 1)),)),
        ("discipline", "记过；降低岗位等级 2020-05-01", (("记过", None), ("降低岗位等级", date(2020, 5, 1)))),
        ("discipline", "无", ()),
        ("integrity", "2019-01-01、日期不详", (date(2019, 1, 1), None)),
        ("assessments", "2019年度合格，2020 优秀", ((2019, "合格"), (2020, "优秀"))),
        ("standing", "援藏,破格", ("援藏", "破格")),
        ("materials", "论文√ 2021-05-01、聘书×", (("论文", True, date(2021, 5, 1)), ("聘书", False, None))),
        ("materials", "聘书", (("聘书", None, None),)),
        ("held_title", "无", "无"),
        # A filler is not seen: no entry stands where nobody sees one.
        ("other_titles", "助理农艺师、\u3164", (("助理农艺师", None),)),
        ("materials", "聘书、\u3164", (("聘书", None, None),)),
    ],
)  # fmt: skip
def test_what_people_write(name: str, text: str, value: object) -> None:
    assert CELLS.read(text, BY_NAME[name]) == CellReading(value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("obtained", "2016年6月", date(2016, 6, 30)),
        ("degree_date", "2016.06", date(2016, 6, 30)),
        ("work_since", "2016-2", date(2016, 2, 29)),
        ("discipline", "警告 2020/5、记过 2021-05-01", (("警告", date(2020, 5, 31)), ("记过", date(2021, 5, 1)))),
        ("integrity", "2019年12月", (date(2019, 12, 31),)),
        ("materials", "论文√ 2021年5月、聘书", (("论文", True, date(2021, 5, 31)), ("聘书", None, None))),
    ],
)  # fmt: skip
def test_a_month_counts_from_its_last_day_and_is_told(name: str, text: str, value: object) -> None:
    assert CELLS.read(text, BY_NAME[name]) == CellReading(value, by_month=True)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("submitted", "2021-07", "写到日"),
        ("notice_from", "2021年7月", "写到日"),
        ("obtained", "2016.1", "1 月还是 10 月"),
        ("obtained", "44378", "不是日期"),
        ("obtained", "2021-02-29", "没有这一天"),
        ("committee", "99", "没有这个评委会"),
        ("committee", "0", "没有这个评委会"),
        ("committee", "建设", "对应"),
        ("committee", "甲乙丙", "没有这个评委会"),
        ("route", "评", "只能写"),
        ("manager", "也许", "写 是 或 否"),
        ("hours_previous_total", "-1", "不小于 0"),
        ("hours_previous_total", "九十", "应当是数字"),
        ("hours_previous_total", "nan", "应当是数字"),
        ("hours_previous_total", "2年", "应当是数字"),
        ("grassroots_months", "2年", "应当是数字"),
        ("discipline", "批评 2020-05-01", "只能写"),
        ("discipline", "警告 去年", "不是日期"),
        ("assessments", "合格", "年度和等次"),
        ("standing", "援助", "只能写"),
        ("other_titles", "助理农艺师 2013-03-01、2014-05-01", "写名称和日期"),
        ("materials", "√", "材料名称"),
        ("title", "#N/A", "公式"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, text: str, why: str) -> None:
    with pytest.raises(UnreadError, match=why):
        CELLS.read(text, BY_NAME[name])


@pytest.mark.parametrize("text", ["26", "26号", "体育教练员"])
def test_a_withdrawn_committee_is_told_with_what_withdrew_it(text: str) -> None:
    rows = tuple(one for one in PLAN.committees if one.no != 26)
    gone = Withdrawn(26, key="体育教练员", words="撤销第26行", document="样人社〔2021〕1号")
    search = copy(SEARCH)
    search.plan = PLAN._replace(committees=rows, withdrawn=(gone,))
    with pytest.raises(UnreadError) as told:
        Cells(search).read(text, BY_NAME["committee"])
    assert (told.value.message, told.value.hint) == ("26 号（体育教练员）已撤去", "样人社〔2021〕1号：撤销第26行")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(text=st.text(max_size=30))
def test_any_text_is_read_or_refused(field: Field, text: str) -> None:
    try:
        value, _ = CELLS.read(text, field)
    except UnreadError:
        return
    hash(value)
    assert (value is None) == (not folded(text))


def test_every_fact_has_a_heading_of_its_own() -> None:
    assert len({*PASSED_THROUGH.values(), *(field.label for field in FIELDS)}) == len(FIELDS) + 2
    assert {field.name for field in FIELDS} == set(Facts.__annotations__)


def test_headings_are_understood_in_chinese_and_english_with_spaces() -> None:
    columns = read_headings(["\ufeff姓名", " 申报 职称", "committee", "最高学历\n", "", ""])
    assert columns.keys == ("name", "title", "committee", "degree", "#5", "#6")


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["姓名", "申报职称", "申报专也"], "是否想写“申报专业”"),
        (["姓名", "申报职称", "", "县区"], "第 3 列没有列名"),
        (["姓名", "申报职称", "县区", "county"], "“县区”有 2 列（第 3、4 列）"),
        (["姓名"], "缺少这些列：申报职称"),
        ([], "缺少这些列：姓名、申报职称"),
        (["姓名", "申报职称", "学历"], "“学历”不认识（是否想写“最高学历”？都不是的话"),
        (["姓名", "申报职称", "评委会编号"], "是否想写“评委会序号”"),
        (["姓名", "申报职称", "所在单位"], "是否想写“单位”"),
        (["姓名", "职称"], "“职称”不认识（是否想写“申报职称”或“现有职称”？"),
        (["姓名", "申报职称", "职称"], "是否想写“现有职称”？"),
        (["姓名", "申报职称", "日期"], "是否想写“交材料日期”或“最高学历取得日期”或"),
        (["姓名", "申报职称", *[f"列{n}" for n in range(2000)]], "列太多"),
    ],
)
def test_a_heading_that_is_not_understood_is_an_error(headings: list[str], said: str) -> None:
    with pytest.raises(ZcError) as caught:
        read_headings(headings)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "heading", ["序号", "部门", "工号", "手机", "备注", "备注-学历", "单位电话", "出生日期", "所学专业", "职称" * 11]
)
def test_a_column_that_is_none_of_ours_is_kept(heading: str) -> None:
    columns = read_headings(["姓名", heading, "申报职称"])
    assert columns.keys == ("name", "+2", "title")
    assert columns.kept == {"+2": heading}


def test_an_identity_number_that_stands_in_a_heading_is_masked() -> None:
    assert read_headings(["姓名", "申报职称", "000000199001010019"]).headings[2] == "000*************19"


@pytest.mark.parametrize(
    ("heading", "key"),
    [("身份证号码", "identity"), ("公民身份号码", "identity"), ("工作单位", "employer"), ("申报\n职称 ", "title")],
)
def test_a_heading_may_say_the_very_same_in_other_words(heading: str, key: str) -> None:
    assert key in read_headings(["姓名", heading, *["申报职称"] * (key != "title")]).keys


@pytest.mark.parametrize(
    "above", [[], [["某公司2021年申报名册"]], [["某公司申报名册", ""], [], ["填表日期：", "2021-06-01"]]]
)
def test_titles_may_stand_above_the_headings(above: list[list[str]]) -> None:
    columns, place = find_headings([*above, ["姓名", "申报职称"], ["申报职称", "姓名"]])
    assert (columns.keys, place) == (("name", "title"), len(above))


def test_a_cell_is_no_longer_than_a_fact() -> None:
    with pytest.raises(UnreadError, match="写了 5001 字，太长"):
        CELLS.read("论文" * 2500 + "√", BY_NAME["materials"])


@pytest.mark.parametrize(("field", "text"), [("title", "工程帅"), ("held_series", "工成"), ("committee", "没有这个")])
def test_a_refusal_is_the_same_with_and_without_what_may_be_meant(field: str, text: str) -> None:
    said = []
    for hints in (True, False):
        with pytest.raises(UnreadError) as caught:
            CELLS.read(text, BY_NAME[field], hints=hints)
        said.append(caught.value.message)
    assert said[0] == said[1]
