"""The region of a plan: counties as people write them, whom an audience means, and no place in the code."""

from __future__ import annotations

import ast
import re
from datetime import date

import pytest
from places import ROOT

from zhicheng_cli.applicant.judgement.assessment import assess, remedy, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.region import Region

REGION = Region("样例市", "样例省", ("甲区", "乙县"), "010", ("市级", "市属"), "市人社局", "市职称中心")
#: Names of places, and the words of one notice for what is the city's own.
PLACES = re.compile("湖州|浙江|吴兴|南浔|德清|长兴|安吉|0572|市直|市人力社保局|市职业资格|市职业指导")


def test_an_area_code_that_is_not_known_is_said_to_be_none() -> None:
    assert REGION.area_words == "固定电话区号 010"
    assert REGION._replace(area_code="").area_words == "固定电话区号还不知道"


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("甲区", "甲区"),
        ("甲", "甲区"),
        (" 样例省样例市乙县 ", "乙县"),
        ("样例市乙", "乙县"),
        ("样例乙县", "乙县"),
        ("样例省样例甲", "甲区"),
        ("样例样例市市级", "市级"),
        ("样例市市直", "样例市市直"),
        ("市级", "市级"),
        ("市属", "市级"),
        ("样例市市属", "市级"),
        ("市直", "市直"),
        ("吴兴区", "吴兴区"),
    ],
)
def test_a_county_as_people_write_it(text: str, county: str) -> None:
    assert REGION.county_called(text) == county


@pytest.mark.parametrize(
    ("county", "audiences", "own"),
    [
        ("市级", (None, "市级学校"), ("市级学校",)),
        ("市级", ("市属学校", None), ("市属学校",)),
        # Whose school is in a township no county tells.
        ("市级", (None, "乡镇学校"), (None, "乡镇学校")),
        ("甲区", (None, "市级学校"), (None,)),
        # Without a county each may be meant.
        (None, (None, "市级学校"), (None, "市级学校")),
        ("甲区", (None, "县区", "市级学校"), ("县区",)),
        ("市级", (None, "各县(区)", "市级学校"), ("市级学校",)),
        ("甲区", ("甲区学校", "乙县", None), ("甲区学校",)),
        ("甲区", ("乙县", None), (None,)),
        # Levels are no areas: a county tells nothing of them.
        ("甲区", ("中初级", "高级"), ("中初级", "高级")),
        ("市级", ("县区",), ("县区",)),
    ],
)
def test_whom_an_audience_means(
    county: str | None, audiences: tuple[str | None, ...], own: tuple[str | None, ...]
) -> None:
    assert REGION.audiences_of(county, audiences) == own


def test_sentences_take_the_names_of_the_plans_region() -> None:
    here = make_law(Dataset(year=2021), date(2021, 6, 1))
    there = here.search.plan._replace(region=REGION)
    here.search.plan = here.plan = there
    people = (
        Facts(title="工程师", committee=12, county="德清县"),
        Facts(title="工程师", committee=12, county="吴兴区", status="公务员", discipline=(("开除", None),)),
        Facts(title="高级教师", committee=31, route="确认", standing=("援藏",)),
        Facts(title="二级教师", committee=45, county="市级", integrity=(date(2020, 1, 1),)),
        Facts(title="高级教师", committee=31, submitted=date(2021, 10, 8)),
    )
    told = "\n".join(
        text for person in people for one in assess(person, here).outcomes for text in (sentence(*one), remedy(*one))
    )
    assert "面向样例全市；所写县区不是市级、甲区、乙县之一" in told
    assert "市人社局" in told
    assert "市级单位的人不在内" in told
    assert "规则数据缺 standing：没有 2021-12-31 当日的数" in told  # it stands in the other city's notice
    # What the rows themselves print is theirs to say.
    assert not PLACES.search(re.sub("“.*?”|所在县区：.*", "", told))


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (".", PLACES),
        # Other notices have other annexes, or none.
        ("zhicheng_cli/applicant", re.compile("附件[0-9]")),
        ("zhicheng_cli/plan", re.compile("附件[0-9]")),
    ],
)
def test_no_place_and_no_annex_stands_in_the_code(room: str, words: re.Pattern[str]) -> None:
    """But in examples of docstrings, which nobody is shown; the pages of rules are shown."""
    for path in (ROOT / "src" / room).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
            and not (isinstance(node, ast.Module) and path.parent.name == "rules")
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not words.search(node.value), f"{path.name}:{node.lineno}: {node.value}"
