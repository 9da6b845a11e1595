"""What people type leads where the notice says: the first row, an examination, a contact, or whom to ask."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from real_plan import CALENDAR, CONTACTS, DATA

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.asked_words import read_words
from zhicheng_cli.plan.finding import AtHand, FindResult, find
from zhicheng_cli.plan.lexicon import Lexicon
from zhicheng_cli.plan.ranking import Group

SEARCH = DATA.search
LEXICON = Lexicon(SEARCH, CONTACTS)
AT = AtHand(SEARCH, CONTACTS, date(2021, 6, 1), CALENDAR)

#: What five kinds of people type, with the rows of 附件1 or 附件2 of which one has to be the first.
with (Path(__file__).parent / "found_words.csv").open(encoding="utf-8", newline="") as file:
    TYPED = [(row["typed"], row["answer"], row["first"]) for row in csv.DictReader(file)]


def found(typed: str) -> FindResult:
    return find(read_words(typed.split(" "), LEXICON), AT)


def numbers(of: FindResult, group: Group = Group.MAIN) -> list[int]:
    return [one.committee.no for one in of.rows if of.group(one) is group]


@pytest.mark.parametrize(("typed", "answer", "first"), TYPED, ids=[one[0] for one in TYPED])
def test_the_answer_comes_first(typed: str, answer: str, first: str) -> None:
    if answer == "error":
        with pytest.raises(ZcError):
            found(typed)
        return
    answers, rows = found(typed), [int(no) for no in first.split()]
    if answer == "contacts":
        assert [one.no for one, _ in answers.contacts] == rows
    else:
        assert str(answers.reception) in answer.split()
        named = [*numbers(answers), *numbers(answers, Group.INITIAL)]
        assert not rows or named[0] in rows


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("7月", [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 38, 39]),
        # Those of one trade or county after the general ones.
        ("7月 工程师", [8, 12, 3, 38, 39]),
        ("7月 机械", []),
        ("高评委", [1, 30, 31, 32]),
        ("德清", [37, 45, 46]),
        # The association's papers go to the county's office, too.
        ("南浔", [35, 45, 46]),
        ("市教育局 9月", [31, 32, 33]),
        ("2359161", [2]),
        ("12 31 9", [12, 31, 9]),
        ("会计 统计 审计 高级", [18, 19, 20]),
        # Row 13, for innovative people only, prints both.
        ("药厂 质检", [10, 9, 13]),
        # 播音 is a field of both words, 广电工程 of one only.
        ("电视台 播音员", [25, 9]),
    ],
)
def test_the_rows_are_these(typed: str, rows: list[int]) -> None:
    assert numbers(found(typed)) == rows


def test_rows_apart() -> None:
    """Row 9 prints 机电工程; 6 and 11 list other fields and 等; 29 is for graduates, without review."""
    mechanics = found("机械 工程师")
    assert numbers(mechanics) == [one.committee.no for one in mechanics.main] == [9, 13, 41, 42]
    assert set(numbers(mechanics, Group.OPEN)) == {6, 11}
    assert numbers(mechanics, Group.INITIAL) == [29]
    # 等 of engineering rows is nothing to accountants.
    assert numbers(found("会计"), Group.OPEN) == []


@pytest.mark.parametrize(
    "typed", ["会计师", "中级会计师", "会计 中级", "主管护师", "护理 中级", "经济师 长兴", "工程师 软考"]
)
def test_an_examination_has_no_day(typed: str) -> None:
    answer = found(typed)
    assert str(answer.reception) == "exam"
    assert any("考试" in one for one in answer.told)
    assert not [one for one in answer.rows if one.committee.cutoff.windows]


@pytest.mark.parametrize(
    ("typed", "ask"), [("中级会计师", "市财政局 2150069"), ("软考", "市人力社保局"), ("护士", "市人力社保局")]
)
def test_an_examination_names_whom_to_ask(typed: str, ask: str) -> None:
    assert f"请问{ask}" in "".join(found(typed).told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("湖州师范学院", "通知没有写“湖州师范学院”"),
        ("政工师", "政工"),
        ("货车司机", "技能"),
        ("7月 机械", "没有全部符合的评委会；不看其余条件的有 9、13"),
        ("2月", "没有全部符合的评委会"),
        ("12 记者", "12 号不评“记者”"),
        ("技工学校 讲师", "讲师"),
        ("高级轮机长", "通知没有安排“高级轮机长”由哪个评委会评审；请先问市人力社保局"),
    ],
)
def test_what_the_notice_does_not_have_is_said(typed: str, told: str) -> None:
    answer = found(typed)
    assert told in "".join(answer.told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("何雅琴", "不知道“何雅琴”：不是通知里的职称、专业、县区、评委会或接收单位，也不是附件2的联系人"),
        ("何雅琴 工程师", "不知道“何雅琴”"),
        # It stands in the name of many a committee.
        ("中", "不知道“中”"),
        ("湖州", "看不出要找什么"),
        ("怎么评", "看不出要找什么"),
    ],
)
def test_what_nobody_knows_is_said(typed: str, told: str) -> None:
    with pytest.raises(ZcError) as refused:
        found(typed)
    assert refused.value.message.startswith(told)
    assert refused.value.hint


def test_what_is_not_understood_beside_what_is() -> None:
    assert found("机械 何雅琴").unknown == ("何雅琴",)
    assert found("7月 何雅琴").unknown == ("何雅琴",)
    # Three rows take the title: they are worth a look.
    few = found("何雅琴 助理研究员")
    assert (few.unknown, sorted(numbers(few))) == (("何雅琴",), [23, 24, 33])


@pytest.mark.parametrize(
    ("typed", "contacts", "nobody"),
    [
        ("继续教育", list(range(1, 17)), []),
        ("公需科目", [9], []),
        ("继续教育 水利 档案", [6, 14], []),
        ("12 继续教育", [1], []),
        # 附件2 names nobody for 快递.
        ("继续教育 快递", [], [3]),
        ("陈爱", [14], []),
        ("省厅 彭永财", [1], []),
    ],
)
def test_whom_to_ask_about_continuing_education(typed: str, contacts: list[int], nobody: list[int]) -> None:
    answer = found(typed)
    assert [one.no for one, _ in answer.contacts] == contacts
    assert [one.no for one, _ in answer.nobody] == nobody


def test_what_is_said_is_said_once() -> None:
    assert len(found("护士 医师 药师").told) == 1
    assert found("德清").told == ("只列出写有德清县或各县区的；其他的没有写县区，请写上专业或职称",)


def test_the_only_title_of_a_level_is_the_title() -> None:
    assert found("机械 中级").title == "工程师"
    assert found("机械 初级").title == "助理工程师"
    assert found("机械 高级").title == "高级工程师"
    # 主治医师, 主管护师, 主管药师 …
    assert found("护理 中级").title is None
    assert found("农业 中级").title is None
    # The series has no title of that level; no field is told; several are.
    assert found("小说 员级").title is None
    assert found("中级").title is None
    assert found("机械 暖通 中级").title is None
