"""Everyday words and the committee that an expert clerk would name first: read off 附件1 and general knowledge of the
trades, not off the program."""

from __future__ import annotations

from datetime import date

import pytest

from zhicheng_cli.applicant.judgement.match import Matches, match
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.reception import Reception

FIRST = [
    ("机械设计制造及其自动化", "工程师", 9),
    ("机 械 设 计", "工程师", 9),
    ("數控技術", "工程师", 9),
    ("软件工程", "高级工程师", 9),
    ("網絡工程", "高级工程师", 9),
    ("设备工程师", "工程师", 9),
    ("运维工程师", "工程师", 9),
    ("信息技术工程", "工程师", 13),
    ("锅炉工程师", "工程师", 9),
    ("安全生产", "工程师", 9),
    ("新能源科学与工程", "工程师", 10),
    ("制药工程", "高级工程师", 10),
    ("印染", "助理工程师", 10),
    ("污水处理", "工程师", 10),
    ("建筑环境与能源应用工程", "工程师", 12),
    ("给排水科学与工程", "工程师", 12),
    ("造价员", "助理工程师", 12),
    ("BIM", "工程师", 12),
    ("桥梁", "工程师", 7),
    ("水库管理员", "助理工程师", 8),
    ("采矿工程", "工程师", 11),
    ("林业", "高级工程师", 11),
    ("测绘工程", "工程师", 11),
    ("快递公司网络工程师", "工程师", 3),
    ("茶学", "农艺师", 6),
    ("宠物医生", "兽医师", 6),
    ("骨科", "副主任医师", 30),
    ("药剂科", "副主任药师", 30),
    ("小学语文", "高级教师", 31),
    ("职高老师", "高级讲师", 32),
    ("湖笔", "工艺美术师", 15),
    ("小说", "文学创作三级", 28),
    ("游泳教练", "教练", 26),
    ("博物馆讲解员", "助理馆员", 5),
    ("物理学", "助理研究员", 24),
    ("会计学", "高级会计师", 18),
    ("应届毕业生", "助理工程师", 29),
]
IN_COUNTIES = [
    ("小学数学", "一级教师", "吴兴区", 45),
    ("小学数学", "一级教师", "市直", 33),
    ("小学", "三级教师", "市直", 34),
    ("蓄电池", "工程师", "长兴县", 39),
    ("蓄电池", "工程师", "德清县", 10),
    ("妇产科", "副主任医师", "德清县", 30),
]


@pytest.fixture(scope="module")
def law() -> Law:
    return make_law(Dataset(None, 2021), date(2021, 6, 1))


def find(law: Law, word: str, title: str, **more: str) -> Matches:
    return match(Facts(title=title, specialty=word, **more), law)


@pytest.mark.parametrize(("word", "title", "number"), FIRST)
def test_the_committee_that_a_clerk_would_name_comes_first(law: Law, word: str, title: str, number: int) -> None:
    found = find(law, word, title)
    assert found.answer is Reception.COMMITTEE
    assert found.could[0].committee.no == number


@pytest.mark.parametrize(("word", "title", "county", "number"), IN_COUNTIES)
def test_the_county_tells_which(law: Law, word: str, title: str, county: str, number: int) -> None:
    assert find(law, word, title, county=county).could[0].committee.no == number


def test_of_several_words_the_one_that_suits_the_title_counts(law: Law) -> None:
    assert find(law, "银行里的计算机主管", "工程师").could[0].committee.no == 9
    assert find(law, "高校财务会计科", "高级会计师").could[0].committee.no == 18
    assert find(law, "银行保安", "工程师").answer is Reception.NONE


def test_a_company_of_its_own_comes_first_for_its_people_alone(law: Law) -> None:
    assert find(law, "环保工程师", "工程师", employer="美欣达集团有限公司").could[0].committee.no == 43
    assert find(law, "环保工程师", "工程师").could[0].committee.no == 10


@pytest.mark.parametrize(
    ("word", "title", "told"),
    [
        ("护理", "主管护师", "全国卫生专业技术资格考试"),
        ("软件设计师", "工程师", "软考"),
        ("CPA", "会计师", "执业资格"),
        ("采购经理", "经济师", "经济专业技术资格考试"),
        ("档案", "馆员", "通过考试取得"),
        ("没听过的部门", "经济师", "经济专业技术资格考试"),
    ],
)
def test_an_exam_is_told_and_no_committee_takes_papers(law: Law, word: str, title: str, told: str) -> None:
    found = find(law, word, title)
    assert (found.answer, found.could) == (Reception.EXAM, ())
    assert told in found.told


def test_an_exam_beside_a_review_elsewhere_keeps_its_row(law: Law) -> None:
    # 附件1 第22行：以考代评、委托评审
    found = find(law, "英语", "翻译")
    assert found.answer is Reception.EXAM
    assert [one.committee.no for one in found.could] == [22]
    assert find(law, "英语", "译审").answer is Reception.COMMITTEE


@pytest.mark.parametrize(
    ("word", "title", "told"),
    [
        ("保洁员", "工程师", "职业技能等级"),
        ("工程师", "工程师", "没有写专业"),
        ("技师学院", "高级讲师", "没有安排"),
        ("高校辅导员", "讲师", "没有安排"),
        ("公交车司机", "工程师", "职业技能等级"),
        ("律师", "工程师", "不评审“工程师”"),
        ("防灾减灾", "工程师", "印有“防灾减灾(初、中级除外)”，不收“工程师”"),
    ],
)
def test_what_nobody_takes_is_told(law: Law, word: str, title: str, told: str) -> None:
    found = find(law, word, title)
    assert (found.answer, found.could) == (Reception.NONE, ())
    assert told in found.told


def test_a_word_that_nobody_knows_names_whom_to_ask(law: Law) -> None:
    with pytest.raises(ZcError, match=r"不知道这个词：甲乙丙.*市职业资格指导服务中心 2033099"):
        find(law, "甲乙丙", "工程师")


def test_where_the_title_tells_the_trade_the_word_need_not_be_known(law: Law) -> None:
    found = find(law, "甲乙丙", "副主任医师")
    assert found.answer is Reception.COMMITTEE
    assert [one.committee.no for one in found.could] == [30, 46]
