"""Persons who are asked: what each answers, the whole dossier that is the same person, and talking to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from zhicheng_cli.applicant.dossier.interview.interview import Interviewed, Question, interview
from zhicheng_cli.applicant.dossier.interview.topics import AGAIN, COMMITTEE, COUNTY, FIELD, PERSONAL, ROUTE, TITLE
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(None, 2021, today=date(2021, 6, 1))
TOPICS = {one.key: one for one in (TITLE, FIELD, COUNTY, ROUTE, COMMITTEE, AGAIN, *PERSONAL)}
#: No more questions than this for anybody in the table.
GOAL = 15


@cache
def law(today: date = date(2021, 6, 1)) -> Law:
    """The law of 2021 on a day."""
    return make_law(DATA, today, DATA.calendar)


class Person(NamedTuple):
    """Somebody who is asked.

    Attributes:
        answers: by the key of the question: to all that should be put, and to no other.
        whole: the person's whole dossier, as a file would have it, but for what the answers' words settle.
    """

    answers: dict[str, str]
    whole: Mapping[str, Any]


_CLEAN = {"status": "1", "record": "1", "standing": "0"}
_LEARNT = _CLEAN | {"registered": "1", "hours_previous": "96 66"}
_HOURS = [
    {"year": 2020, "total": 96, "professional": 66, "registered": True, "recognised": True},
    {"year": 2021, "total": 90, "professional": 60, "registered": True, "recognised": True},
]
_WHOLE: dict[str, Any] = {
    "applicant": {"name": "样例甲", "status": "在职", "manager": False},
    "hours": _HOURS,
    "discipline": [],
    "integrity": [],
    "standing": [],
    "exams": [],
    "assessments": [{"year": 2020, "grade": "合格"}],
    "materials": [{"kind": "业绩报告", "there": True}],
    "public_notice": {"from": "2021-05-17", "to": "2021-05-24"},
}
_COUNTY = {"county": "吴兴区", "kind": "民营企业", "self_appointing": False}


def _whole(**parts: Any) -> dict[str, Any]:
    return _WHOLE | {"employer": _COUNTY} | parts


PERSONS = {
    "engineer": Person(
        _LEARNT
        | {"title": "工程师", "field": "机械", "county": "吴兴", "route": "评审", "degree": "本科 2015-06"}
        | {"held": "助理工程师 2016-09"},
        _whole(
            target={"title": "工程师", "committee": 9, "specialty": "机械", "route": "评审"},
            education=[{"level": "本科", "degree": "学士", "full_time": True, "date": "2015-06-30"}],
            titles=[{"title": "助理工程师", "series": "工程", "obtained": "2016-09-30", "how": "评审"}],
        ),
    ),
    "engineer too early": Person(
        _CLEAN
        | {"title": "工程师", "field": "机械", "county": "吴兴区", "route": "2", "degree": "本科 2019-06"}
        | {"held": "助理工程师 2020-09", "work": "2019-07"},
        _whole(
            target={"title": "工程师", "committee": 9, "specialty": "机械", "route": "评审"},
            education=[{"level": "本科", "date": "2019-06-30"}],
            titles=[{"title": "助理工程师", "obtained": "2020-09-30"}],
            work=[{"from": "2019-07-31", "to": "至今"}],
        ),
    ),
    "teacher of a county": Person(
        _LEARNT
        | {"title": "高级教师", "field": "初中数学", "county": "德清", "degree": "本科 2008-06"}
        | {"held": "一级教师 2013-09", "self_appointing": "否"},
        _whole(
            employer=_COUNTY | {"county": "德清县", "kind": "事业单位"},
            target={"title": "高级教师", "committee": 31, "specialty": "初中数学", "route": "评审"},
            education=[{"level": "本科", "date": "2008-06-30"}],
            titles=[{"title": "一级教师", "obtained": "2013-09-30", "appointed": "2013-12-31"}],
        ),
    ),
    "nurse": Person(
        {"title": "主管护师"},
        {"applicant": {"name": "样例甲"}, "target": {"title": "主管护师"}},
    ),
    "nurse's employer": Person(
        _LEARNT
        | {"title": "副主任护师", "field": "护理", "county": "1", "self_appointing": "n", "degree": "本科，2008.6"}
        | {"held": "主管护师 2014年9月", "appointed": "2014-12"},
        _whole(
            employer=_COUNTY | {"county": "市直", "kind": "事业单位"},
            target={"title": "副主任护师", "committee": 30, "specialty": "护理", "route": "评审"},
            education=[{"level": "本科", "date": "2008-06-30"}],
            titles=[{"title": "主管护师", "obtained": "2014-09-30", "appointed": "2014-12-31"}],
        ),
    ),
    "graduate": Person(
        _CLEAN
        | {"title": "助理工程师", "field": "机械", "county": "长兴县", "route": "初定", "degree": "本科（2019年6月）"}
        | {"work": "2019-07 至今"},
        _whole(
            employer=_COUNTY | {"county": "长兴县"},
            target={"title": "助理工程师", "committee": 29, "specialty": "机械", "route": "初定"},
            education=[{"level": "本科", "date": "2019-06-30"}],
            titles=[],
            work=[{"from": "2019-07-31", "to": "至今"}],
        ),
    ),
    "accountant": Person(
        _LEARNT
        | {"title": "高级会计师", "field": "会计", "county": "吴兴区", "degree": "本科 2005-06"}
        | {"held": "会计师 2010-09", "exam": "合格", "exam_valid_until": "2023-12-31"},
        _whole(
            target={"title": "高级会计师", "committee": 18, "specialty": "会计", "route": "推荐"},
            education=[{"level": "本科", "date": "2005-06-30"}],
            titles=[{"title": "会计师", "obtained": "2010-09-30"}],
            exams=[{"kind": "高级会计师", "valid_until": "2023-12-31"}],
        ),
    ),
    "physician": Person(
        _LEARNT
        | {"title": "副主任医师", "field": "内科", "county": "吴兴区", "self_appointing": "否"}
        | {"degree": "硕士 2010-06", "held": "主治医师 2014-09", "appointed": "2014-10"}
        | {"work": "2010-07", "grassroots": "2012-01 至 2013-06"},
        _whole(
            target={"title": "副主任医师", "committee": 30, "specialty": "内科", "route": "评审"},
            education=[{"level": "研究生", "degree": "硕士", "date": "2010-06-30"}],
            titles=[{"title": "主治医师", "obtained": "2014-09-30", "appointed": "2014-10-31"}],
            work=[
                {"from": "2010-07-31", "to": "至今", "grassroots": False},
                {"from": "2012-01-31", "to": "2013-06-30", "grassroots": True},
            ],
        ),
    ),
}  # fmt: skip


def topic_of(question: Question) -> str:
    """The key of the question that was put."""
    for key, topic in TOPICS.items():
        fixed = max(topic.text.replace("{", "}").split("}")[::2], key=len)
        if fixed in question.text:
            return key
    raise AssertionError(question.text)


def talk_to(
    answers: Mapping[str, str], of: Law, begin: Mapping[str, Any] | None = None
) -> tuple[Interviewed, list[str]]:
    """What comes of a conversation, and the questions that were put; whoever has no answer does not know it."""
    talk = interview(of, begin)
    asked: list[str] = []
    try:
        question = next(talk)
        while True:
            assert question.problem == "", (question.text, question.problem)
            asked.append(topic_of(question))
            assert len(asked) <= len(TOPICS), asked
            question = talk.send(answers.get(asked[-1], ""))
    except StopIteration as end:
        return end.value, asked
