"""How answers are read: as people write them, refused with a reason, put into the dossier; and going back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from applicant.dossier.interview.sample_persons_asked import PERSONS, TOPICS, law, talk_to, topic_of
from applicant.dossier.sample_blanks import IDENTITY, findings

from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
from zhicheng_cli.applicant.dossier.interview.deciding_next import answered_topics
from zhicheng_cli.applicant.dossier.interview.interview import Interviewed, Question, begun, interview
from zhicheng_cli.applicant.dossier.interview.topic_answers import Known, answered, picked
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import parse

BEFORE: dict[str, Any] = {
    "format": "zc.dossier/1",
    "applicant": {"name": "我"},
    "target": {"title": "正高级经济师"},
    "education": [{"level": "本科"}],
    "titles": [{"title": "高级经济师"}],
    "work": [{"from": "2001-07", "to": "至今"}],
    "exams": [{"kind": "正高级经济师"}],
    "hours": [{"year": 2021, "total": 30}],
}


def read(key: str, text: str) -> dict[str, Any]:
    """What an answer adds to the dossier, or changes in it."""
    after = answered(TOPICS[key], text, Known(BEFORE, law()))
    return {part: value for part, value in after.items() if value != BEFORE.get(part)}


def spells(*pairs: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    return [{"from": begin, "to": end, **more} for begin, end in pairs]


@pytest.mark.parametrize(
    ("key", "typed", "written"),
    [
        ("title", " 工程 师", {"target": {"title": "工程师"}}),
        ("title", "高工", {"target": {"title": "高级工程师"}}),
        ("title", "中级工程师", {"target": {"title": "工程师"}}),
        ("title", "工程师职称", {"target": {"title": "工程师"}}),
        ("title", "工程师（机械）", {"target": {"title": "工程师", "specialty": "机械"}}),
        ("title", "机械工程师", {"target": {"title": "工程师", "specialty": "机械"}}),
        (
            "title", "德清 小学数学 高级教师",
            {"target": {"title": "高级教师", "specialty": "小学数学"}, "employer": {"county": "德清县"}},
        ),
        ("status", "2", {"applicant": {"name": "我", "status": "退休"}}),
        ("manager", "不是", {"applicant": {"name": "我", "manager": False}}),
        ("self_appointing", "对", {"employer": {"self_appointing": True}}),
        ("employer_kind", "民营", {"employer": {"kind": "民营企业"}}),
        ("employer", " 样例（甲）公司 ", {"employer": {"name": "样例（甲）公司"}}),
        ("degree", "4 2015-06", {"education": [{"level": "本科", "date": "2015-06"}]}),
        ("degree", "大学本科 2015年6月", {"education": [{"level": "本科", "date": "2015-06"}]}),
        ("degree", "硕士研究生2015.06", {"education": [{"level": "研究生", "degree": "硕士", "date": "2015-06"}]}),
        ("degree", "博士（2015-06-30）", {"education": [{"level": "研究生", "degree": "博士", "date": "2015-06-30"}]}),
        ("degree", "职高，201506", {"education": [{"level": "中专", "date": "2015-06"}]}),
        ("degree", "高级工班", {"education": [{"level": "高级工班"}]}),
        ("graduated", "2015 年 6 月", {"education": [{"level": "本科", "date": "2015-06"}]}),
        ("held", "没有", {"titles": []}),
        ("held", "经济师 2015-06", {"titles": [{"title": "经济师", "obtained": "2015-06"}]}),
        ("held", "经济师", {"titles": [{"title": "经济师"}]}),
        ("obtained", "2015/6", {"titles": [{"title": "高级经济师", "obtained": "2015-06"}]}),
        ("appointed", "2015.6.1", {"titles": [{"title": "高级经济师", "appointed": "2015-06-01"}]}),
        ("work", "2015-07", {"work": spells(("2015-07", "至今"))}),
        ("work", "2015 年 7 月到现在", {"work": spells(("2015-07", "至今"))}),
        ("work", "2010-07 2013-06、2015-07~至今", {"work": spells(("2010-07", "2013-06"), ("2015-07", "至今"))}),
        ("work", "2010年7月至2013年6月", {"work": spells(("2010-07", "2013-06"))}),
        ("grassroots", "没有", {"work": spells(("2001-07", "至今"), grassroots=False)}),
        (
            "grassroots", "2012-01至2013-06",
            {"work": [
                *spells(("2001-07", "至今"), grassroots=False), *spells(("2012-01", "2013-06"), grassroots=True),
            ]},
        ),
        ("exam", "1", {}),
        ("exam", "没有考", {"exams": []}),
        ("exam_valid_until", "2023-12-31", {"exams": [{"kind": "正高级经济师", "valid_until": "2023-12-31"}]}),
        ("exam_passed", "2020-09", {"exams": [{"kind": "正高级经济师", "passed": "2020-09"}]}),
        ("record", "1", {"discipline": [], "integrity": []}),
        ("record", "有", {}),
        ("discipline", "无", {"discipline": []}),
        (
            "discipline", "记过 2020-05-01；警告",
            {"discipline": [{"kind": "记过", "effective": "2020-05-01"}, {"kind": "警告"}]},
        ),
        ("integrity", "0", {"integrity": []}),
        ("integrity", "2019-12-01", {"integrity": [{"recorded": "2019-12-01"}]}),
        ("standing", "都没有", {"standing": []}),
        ("standing", "1、破格 1", {"standing": ["援藏", "破格"]}),
        (
            "assessments", "合格 优秀、2",
            {"assessments": [
                {"year": 2018, "grade": "合格"}, {"year": 2019, "grade": "优秀"}, {"year": 2020, "grade": "合格"},
            ]},
        ),
        (
            "registered", "只有今年的",
            {"hours": [
                {"year": 2021, "total": 30, "recognised": False},
                {"year": 2020, "registered": True, "recognised": True},
            ]},
        ),
        (
            "hours_previous", "96 学时，66",
            {"hours": [{"year": 2021, "total": 30}, {"year": 2020, "total": 96, "professional": 66}]},
        ),
        ("hours_current", "40.5", {"hours": [{"year": 2021, "total": 40.5}]}),
        ("hours_current", "0", {"hours": [{"year": 2021, "total": 0, "professional": 0}]}),
        ("materials", "还没有", {"materials": [{"kind": "申报材料", "there": False}]}),
        ("notice", "2021-06-01 至 2021-06-08", {"public_notice": {"from": "2021-06-01", "to": "2021-06-08"}}),
        ("notice", "2021-06-01", {"public_notice": {"from": "2021-06-01"}}),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_people_write_it(key: str, typed: str, written: dict[str, Any]) -> None:
    assert read(key, typed) == written


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("title", "工程帅", "工程师"),
        ("title", "机械", "没有“机械”这个职称"),
        ("title", "德清 南浔 工程师", "没有“德清南浔工程师”"),
        ("title", "天文学大师", "没有“天文学大师”这个职称"),
        ("status", "9", "1 至 4"),
        ("manager", "也许", "是 或 否"),
        ("degree", "本科 2015-13", "不是日期"),
        ("degree", "小学 2015-06", "小学"),
        ("held", "助理 2018-09", "没有“助理”这个职称"),
        ("work", "2015", "不是日期"),
        ("work", "2010-07 2013-06 2015-07", "看不出"),
        ("work", "2015-07 至 2013-06", "结束早于开始"),
        ("discipline", "批评 2020-05-01", "批评"),
        ("assessments", "合格、合格", "要写 3 年的等次"),
        ("hours_previous", "96 66 30", "一个或两个数"),
        ("hours_previous", "66 96", "不能比总学时多"),
        ("hours_previous", "96.3", "半个"),
        ("hours_previous", "4000", "0 至 2000"),
        ("notice", "2021-06-01 至 2021-06", "写到日"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_reason(key: str, typed: str, why: str) -> None:
    with pytest.raises(ZcError) as error:
        read(key, typed)
    assert why in str(error.value)


def test_a_choice_may_be_told_as_it_begins_where_one_alone_does() -> None:
    assert picked("预", ("技师班", "预备技师班")) == "预备技师班"
    with pytest.raises(ZcError, match="没有“”这一项"):
        picked("", ("甲", "乙"))


def put(
    *answers: str, begin: dict[str, Any] | None = None, again: bool = False
) -> tuple[list[Question], Interviewed | None]:
    """The questions that are put for these answers; and what came of it, if it ended."""
    talk = interview(law(), begin, again=again)
    asked = [next(talk)]
    for answer in answers:
        try:
            asked.append(talk.send(answer))
        except StopIteration as end:
            return asked, end.value
    return asked, None


def keys(asked: Iterable[Question]) -> list[str]:
    return [topic_of(one) for one in asked]


def test_the_title_must_be_told() -> None:
    for nothing in ("", "不知道"):
        asked, _ = put(nothing)
        assert not asked[0].may_skip
        assert "必须写" in asked[1].problem
        assert asked[1].dossier == {}


def test_one_goes_back_as_far_as_the_first_question() -> None:
    asked, _ = put("工程师", "机械", "返回", "返回", "返回", "高级教师")
    assert keys(asked) == ["title", "field", "county", "field", "title", "title", "field"]
    assert "第一个问题" in asked[5].problem
    assert asked[3].dossier["target"] == {"title": "工程师"}
    assert asked[6].dossier["target"] == {"title": "高级教师"}


def test_a_word_for_the_work_that_nobody_knows_is_asked_for_again() -> None:
    asked, _ = put("工程师", "qwerty", "机械")
    assert keys(asked) == ["title", "field", "field", "county"]
    assert "不知道这个词" in asked[2].problem


def test_a_word_that_nobody_knows_any_more_is_asked_for_anew() -> None:
    """As it may be where another plan, or a hand, has changed what was kept."""
    kept = begun(law(), None, "工程师") | {"employer": {"county": "吴兴区"}}
    asked, _ = put(begin=kept | {"target": {"title": "工程师", "specialty": "qwerty"}})
    assert keys(asked) == ["field"]


def test_the_committee_that_was_found_is_said_with_the_next_question() -> None:
    asked, _ = put("工程师", "建筑", "吴兴区", "评审")
    assert "12 号 市建设工程专业中级职务评审委员会" in asked[-1].heading
    assert "7月" in asked[-1].heading


def test_what_is_said_with_the_title_is_not_asked_for() -> None:
    asked, _ = put("德清 建筑工程师", "评审")
    assert keys(asked) == ["title", "route", "status"]
    assert "12 号" in asked[-1].heading
    assert asked[1].heading == "记下的是：工程师、建筑、德清县；不对的写 返回"
    # A word that nobody knows is.
    asked, _ = put("qwerty工程师")
    assert keys(asked) == ["title", "field"]
    assert asked[1].heading == "记下的是：工程师；不对的写 返回"
    assert put("工程师")[0][1].heading == ""


def test_what_no_dossier_may_say_is_refused() -> None:
    asked, _ = put("工程师", "机械", "吴兴区", "评审", "在职", "都没有", "本科 2024-06")
    assert keys(asked)[-2:] == ["degree", "degree"]
    assert "在今天（2021-06-01）之后" in asked[-1].problem


def test_an_identity_number_typed_in_a_wrong_place_is_masked() -> None:
    asked, _ = put(IDENTITY)
    assert asked[1].problem
    assert IDENTITY not in asked[1].problem


def test_what_was_answered_is_not_asked_again() -> None:
    answers = PERSONS["engineer"].answers
    asked, _ = put("工程师", "机械", "吴兴区", "评审", "在职")
    _, rest = talk_to(answers, law(), asked[-1].dossier)
    assert sorted([*keys(asked[:-1]), *rest]) == sorted(answers)
    whole, _ = talk_to(answers, law())
    assert talk_to(answers, law(), whole.dossier) == (whole, [])


def test_one_answer_is_changed_and_what_hangs_on_it_asked() -> None:
    whole, _ = talk_to(PERSONS["engineer"].answers, law())
    labels = [one.label for one in answered_topics(whole.dossier, law())]
    asked, end = put("专业或工作", "建筑", begin=whole.dossier, again=True)
    assert asked[0].choices == tuple(labels)
    assert keys(asked) == ["again", "field", "route"]
    asked, end = put("专业或工作", "建筑", "评审", begin=whole.dossier, again=True)
    assert end is not None
    assert end.dossier["target"]["committee"] == "建设工程-中级"
    assert end.dossier["titles"] == whole.dossier["titles"]
    # Nothing to change, or the old answer stays.
    assert put("", begin=whole.dossier, again=True)[1] == Interviewed(whole.dossier, "")
    assert put("学历", "", begin=whole.dossier, again=True)[1] == Interviewed(whole.dossier, "")
    assert "1 至" in put("99", begin=whole.dossier, again=True)[0][1].problem


def test_another_title_leaves_what_was_told_of_the_person() -> None:
    whole, _ = talk_to(PERSONS["engineer"].answers, law())
    _, end = put("1", "会计师", begin=whole.dossier, again=True)
    assert end is not None
    assert "会计" in end.told
    assert end.dossier["education"] == whole.dossier["education"]


def test_the_committee_may_be_given_before() -> None:
    begin = begun(law(), law().committee(12), "工程师", "样例甲")
    assert begin["applicant"] == {"name": "样例甲"}
    assert begin["target"] == {"title": "工程师", "committee": "建设工程-中级", "route": "评审"}
    talk = interview(law(), begun(law(), law().committee(12)))
    assert topic_of(next(talk)) == "title"
    assert talk.send("高级工程师").dossier["target"] == {
        "committee": "建设工程-中级", "title": "高级工程师", "route": "推荐",
    }  # fmt: skip


def test_a_committee_that_this_plan_does_not_have_is_found_anew() -> None:
    whole, _ = talk_to(PERSONS["engineer"].answers, law())
    of = whole.dossier["target"] | {"committee": "别处的-中级"}
    assert talk_to({}, law(), whole.dossier | {"target": of})[0] == whole


@pytest.mark.parametrize("name", PERSONS)
def test_what_is_kept_is_valid_and_the_same(name: str) -> None:
    found, _ = talk_to(PERSONS[name].answers, law())
    text = filled_text(load_schema("dossier"), found.dossier, ["我的申报档案"])
    assert findings(text) == []
    document, _ = parse(text.encode(), "x.yaml")
    assert document is not None
    assert document.value == found.dossier
