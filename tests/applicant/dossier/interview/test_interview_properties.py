"""Whatever is answered: it ends, what is kept is valid, and no question is put whose answers all change nothing."""

from __future__ import annotations

from typing import Any

from applicant.dossier.interview.sample_persons_asked import TOPICS, law, topic_of
from applicant.dossier.sample_blanks import findings
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
from zhicheng_cli.applicant.dossier.interview.deciding_next import facts_so_far
from zhicheng_cli.applicant.dossier.interview.interview import Interviewed, interview
from zhicheng_cli.applicant.dossier.interview.topic_answers import Known, answered
from zhicheng_cli.applicant.judgement.assessment import assess
from zhicheng_cli.files.bundled import load_schema

TITLES = (
    "工程师",
    "高级工程师",
    "助理工程师",
    "一级教师",
    "副主任医师",
    "副主任护师",
    "高级会计师",
    "正高级经济师",
    "馆员",
)
FIELDS = ("机械", "建筑", "小学数学", "内科", "护理", "会计", "经济", "档案", "电梯", "")
#: What is asked to find the committee; the others only where a rule wants to know.
FINDING = ("title", "field", "county", "route", "committee")


def changes(key: str, before: dict[str, Any]) -> bool:
    """Whether some answer changes what a rule says, or is what another question goes on from."""
    topic = TOPICS[key]
    told = assess(facts_so_far(before, law()), law())
    ahead = [answered(topic, text, Known(before, law())) for text in topic.answers]
    needed = {one.needs for one in TOPICS.values()} & {*topic.absent}
    return any(assess(facts_so_far(one, law()), law()) != told or needed & {*one} for one in ahead)


def walked(data: st.DataObject) -> tuple[Interviewed, list[str]]:
    """What comes of answers that are drawn, and what was asked."""
    talk, asked = interview(law()), list[str]()
    question = next(talk)
    while True:
        key = topic_of(question)
        assert question.problem == ""
        assert key not in asked
        assert key in FINDING or changes(key, question.dossier), (key, question.dossier)
        asked.append(key)
        words = {"title": TITLES, "field": FIELDS}.get(key) or (question.choices or TOPICS[key].answers)
        unknown = ("不知道",) if question.may_skip else ()
        try:
            question = talk.send(data.draw(st.sampled_from((*words, *unknown))))
        except StopIteration as end:
            return end.value, asked


@settings(max_examples=12)
@given(st.data())
def test_whatever_is_answered(data: st.DataObject) -> None:
    found, asked = walked(data)
    assert len(asked) <= len(TOPICS)
    assert findings(filled_text(load_schema("dossier"), found.dossier, ["档案"])) == []
