"""One ranking for every answer: expected rows and their order were read off 附件1."""

from __future__ import annotations

from datetime import date

import pytest

from zhicheng_cli.applicant.judgement.match import match
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.ranking import Group, Ranking, Request, rank
from zhicheng_cli.plan.reception import Reception, Reply, receive
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.unknown_word import UnknownWordError

JUNE = date(2021, 6, 1)


@pytest.fixture(scope="module")
def search() -> Search:
    return Dataset(None, 2021).search


def numbers(ranking: Ranking, group: Group = Group.MAIN) -> list[int]:
    return [one.committee.no for one in ranking.rows if one.group is group]


def test_printed_words_come_before_readings_and_the_rows_of_companies_last(search: Search) -> None:
    # 附件1: 41 and 42 print 机械工程 for their own people; 9 is for everybody, and is led to by everyday words.
    ranking = rank(search, Request("工程师", "机械"))
    assert numbers(ranking) == [9, 13, 41, 42]
    # 6 prints 农业机械化, and 等 behind; so does 11.
    assert numbers(ranking, Group.OPEN) == [6, 11]
    assert numbers(ranking, Group.INITIAL) == [29]
    assert numbers(rank(search, Request("工程师", "机械", employer="浙江三一装备有限公司"))) == [42, 9, 13]
    assert numbers(rank(search, Request("工程师", "机械", employer="三一装备"))) == [9, 13, 42]


def test_without_a_title_every_row_of_the_field_counts(search: Search) -> None:
    # 附件1: 1 has 电池领域…, 39 蓄电池; neither prints 机械.
    assert numbers(rank(search, Request(field="机械"))) == [9, 13, 41, 42]
    assert numbers(rank(search, Request(field="会计"))) == [18]
    assert numbers(rank(search, Request(field="防灾减灾")))[0] == 9


def test_without_a_field_the_title_tells(search: Search) -> None:
    assert numbers(rank(search, Request("主任记者")), Group.OPEN) == [4]
    assert numbers(rank(search, Request("会计师")), Group.OPEN) == []


def test_the_own_county_comes_first_of_those_for_some(search: Search) -> None:
    assert numbers(rank(search, Request("工程师", "轻纺工程", "安吉县"))) == [40, 10, 13, 36, 38, 44]
    assert numbers(rank(search, Request("工程师", "家居", "安吉县")))[0] == 40
    assert numbers(rank(search, Request("一级教师", "小学", "德清县"))) == [45, 33]
    assert numbers(rank(search, Request("一级教师", "小学", "市直"))) == [33]


def test_what_is_still_open_comes_first_while_the_year_lasts(search: Search) -> None:
    # 附件1: 10 closes in June, 13 in August.
    request, calendar = Request("工程师", "轻纺工程"), Dataset(None, 2021).calendar
    assert numbers(rank(search, request, JUNE, calendar))[:2] == [10, 13]
    assert numbers(rank(search, request, date(2021, 8, 20), calendar))[:2] == [13, 10]
    assert numbers(rank(search, request, date(2022, 8, 20), calendar))[:2] == [10, 13]


def test_a_row_that_is_refused_says_why(search: Search) -> None:
    refused = {one.committee.no: one.refused for one in rank(search, Request("工程师", "建筑")).every}
    assert (refused[12], refused[4], refused[7]) == ("", "title", "field")
    assert {one.committee.no: one.refused for one in rank(search, Request("会计师", "会计")).every}[18] == "exam"
    assert {one.committee.no: one.refused for one in rank(search, Request("工程师", "防灾减灾")).every}[9] == "level"
    assert {one.committee.no: one.refused for one in rank(search, Request("高级工程师", "防灾减灾")).every}[9] == ""


@pytest.mark.parametrize(
    ("title", "field", "expected"),
    [
        (None, "机械", Reception.COMMITTEE),
        ("工程师", None, Reception.COMMITTEE),
        (None, "中级会计", Reception.EXAM),
        (None, "公务员", Reception.NONE),
        ("经济师", "经济", Reception.EXAM),
    ],
)
def test_what_is_said_with_and_without_a_title(
    search: Search, title: str | None, field: str | None, expected: Reception
) -> None:
    assert receive(rank(search, Request(title, field)), search).reception is expected


@pytest.mark.parametrize("title", [None, "工程师"])
def test_nobody_knows_the_word(search: Search, title: str | None) -> None:
    with pytest.raises(UnknownWordError, match="不知道这个词：甲乙丙"):
        receive(rank(search, Request(title, "甲乙丙")), search)


@pytest.mark.parametrize("county", [None, "德清县", "市直"])
@pytest.mark.parametrize("title", ["工程师", "高级工程师", "助理工程师", "一级教师", "副主任药师", "经济师", "馆员"])
def test_the_rules_agree_with_the_ranking(title: str, county: str | None) -> None:
    """What the plan alone refuses the rules refuse, and nothing else, where they are asked no more than the plan."""
    data = Dataset(None, 2021)
    law = make_law(data, JUNE)
    for field in (*data.search.fields.specialties(), "机械", "计算机", "土木", "护士", "小学", "网络", "电梯"):
        ranking = rank(law.search, Request(title, field, county), JUNE, law.calendar)
        found = match(Facts(title=title, specialty=field, **{"county": county} if county else {}), law)
        if receive(ranking, law.search) == Reply(Reception.COMMITTEE):
            assert [one.committee.no for one in found.could] == [one.committee.no for one in ranking.rows], field
