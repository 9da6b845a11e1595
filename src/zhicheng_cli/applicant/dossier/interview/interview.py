"""The interview: after every answer the question that decides next, until the answer stands."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
from zhicheng_cli.applicant.dossier.checks.check_dossier import FORMAT, dossier_kinds
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.errors import Pointer, ZcError
from zhicheng_cli.files.checking import check_files
from zhicheng_cli.files.findings import Severity
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.folding import folded

from .committee_choice import chosen_door, committee_of, doors, settled
from .deciding_next import Ending, answered_topics, dossier_schema, next_topic
from .topic_answers import FilledIn, Known, answered, picked
from .topics import AGAIN, COMMITTEE, COUNTY, FIELD, ROUTE, TITLE, Topic

_BACK = ("返回", "后退", "上一题", "<")
_UNKNOWN = ("不知道", "不清楚", "不确定", "不记得", "?")
#: Whose dossier it is, where no name is told.
_ME = "我"
#: What a person tells of the target; the rest of it is found.
_TOLD = ("title", "specialty")
_LEADING = (TITLE.key, FIELD.key, COUNTY.key)


class Question(NamedTuple):
    """What to ask next.

    Attributes:
        number: of the question, from 1; one that was gone back to has its own again.
        text: what is asked, as one would ask.
        hint: what to write, one line.
        choices: to be picked by number or word.
        may_skip: whether an empty answer means "not known".
        heading: what has been found out meanwhile, to be said before it; or empty.
        problem: why the last answer to it was refused; or empty.
        see: where that can be helped, if anywhere.
        dossier: what is known so far, to be kept; empty before there is anything to keep.
    """

    number: int
    text: str
    hint: str
    choices: tuple[str, ...]
    may_skip: bool
    heading: str
    problem: str
    see: Pointer | None
    dossier: FilledIn


class Interviewed(NamedTuple):
    """What came of it.

    Attributes:
        dossier: in the dossier's shape.
        told: why there is nothing to judge, in a sentence; or empty.
    """

    dossier: FilledIn
    told: str


class _Here(NamedTuple):
    """Where the conversation stands.

    Attributes:
        done: the keys of the questions that were put.
        again: the question that is to be answered again.
    """

    value: FilledIn
    done: frozenset[str] = frozenset()
    again: Topic | None = None


Interview = Generator[Question, str, Interviewed]


def begun(law: Law, of: Committee | None = None, title: str | None = None, name: str = "") -> FilledIn:
    """A dossier of which only this is known.

    Args:
        name: of the person; empty = 我.
    """
    target = {"committee": of and of.key, "title": title}
    value = {"format": FORMAT, "applicant": {"name": name or _ME}}
    return settled(value | {"target": {key: told for key, told in target.items() if told}}, law, frozenset())


def interview(law: Law, dossier: Mapping[str, Any] | None = None, *, again: bool = False) -> Interview:
    """Ask what can still change the answer: yields questions, is sent answers, returns the dossier.

    返回 goes back to the question before; an empty answer, or 不知道, leaves a thing unknown.

    Args:
        dossier: what is known already, in the dossier's shape; it is kept, but for what is answered anew.
        again: whether it is asked first which answer shall be changed.
    """
    here = _Here(dict(dossier or begun(law)), again=AGAIN if again else None)
    past: list[_Here] = []
    problem, see, heading = "", None, ""
    while not isinstance(topic := here.again or next_topic(here.value, here.done, law), Ending):
        shown = _shown(topic, here.value, law)
        text = yield _question(shown, here.value, law)._replace(
            number=len(past) + 1, heading=heading, problem=problem, see=see
        )
        problem, see, heading = "", None, ""
        if folded(text) in _BACK:
            here, problem = (past.pop(), "") if past else (here, "这是第一个问题")
            continue
        try:
            after = _after(shown, text, here, law)
        except ZcError as error:
            problem, see = masked(str(error)), error.see
            continue
        heading = _found_out(here.value, after.value, law) or _heard(topic, text, after.value)
        past.append(here)
        here = after
    return Interviewed(here.value, topic.told)


def _shown(topic: Topic, value: FilledIn, law: Law) -> Topic:
    """The question, with what may be chosen."""
    if topic.key == AGAIN.key:
        return topic._replace(choices=tuple(one.label for one in answered_topics(value, law)))
    return topic


def _question(topic: Topic, value: FilledIn, law: Law) -> Question:
    title, held = value["target"].get("title", ""), (value.get("titles") or [{}])[-1].get("title", "")
    years = {"previous": law.plan.year - 1, "current": law.plan.year}
    graded = Known(value, law).graded if topic.key == "assessments" else ()
    text = topic.text.format(title=title, held=held, years="、".join(map(str, graded)), **years)
    kept = value if title else {}
    return Question(1, text, topic.hint, topic.choices, topic.key != TITLE.key, "", "", None, kept)


def _after(topic: Topic, text: str, here: _Here, law: Law) -> _Here:
    """Where the conversation stands after an answer.

    Raises:
        ZcError: it cannot be read, with the reason.
    """
    is_unknown = not folded(text) or folded(text) in _UNKNOWN
    if topic.key == AGAIN.key:
        labels = {one.label: one for one in answered_topics(here.value, law)}
        return here._replace(again=None if is_unknown else labels[picked(text, topic.choices)])
    if is_unknown and topic.key == TITLE.key and "title" not in here.value["target"]:
        raise ZcError("这一项必须写", "不知道评哪个的，先写现在职称的上一级，如 助理工程师的上一级是工程师")
    done = here.done | {topic.key}
    value = here.value if is_unknown else _read(topic, text, here.value, law)
    if here.again and topic.key in _LEADING:  # there other committees may be found
        value = value | {"target": {key: value["target"][key] for key in _TOLD if key in value["target"]}}
    return _Here(settled(value, law, done), done)


def _read(topic: Topic, text: str, value: FilledIn, law: Law) -> FilledIn:
    if topic.key in (ROUTE.key, COMMITTEE.key):
        return chosen_door(topic, text, value, law)
    read = answered(topic, text, Known(value, law))
    if topic.key in (TITLE.key, FIELD.key) and (unknown := doors(read, law).unknown):
        if topic.key == FIELD.key:
            raise unknown
        read["target"].pop("specialty")  # It is asked for.
    _refuse_faults(read, law)
    return read


def _refuse_faults(value: FilledIn, law: Law) -> None:
    """What a dossier may not say: a day to come, an end before its beginning.

    Raises:
        UnreadError: the first of its faults.
    """
    text = filled_text(dossier_schema(), value, ())
    found = check_files([("", text.encode())], dossier_kinds(lambda: law.search, law.today)).findings
    if fault := next((one for one in found if one.severity is Severity.ERROR), None):
        raise UnreadError(fault.message, fault.hint)


def _found_out(before: FilledIn, after: FilledIn, law: Law) -> str:
    """What is said where the committee has just been found."""
    of = committee_of(after, law)
    if of is None or of.key == before["target"].get("committee"):
        return ""
    return f"归 {of.no} 号 {of.name}（接收材料截止：{of.cutoff.text or '没有印'}）"


def _heard(topic: Topic, text: str, value: FilledIn) -> str:
    """What was made of the answer to the first question, where it is not just what was typed."""
    if topic.key != TITLE.key:
        return ""
    title = value["target"].get("title", "")
    told = (title, value["target"].get("specialty"), value.get("employer", {}).get("county"))
    return "" if folded(text) in (title, "") else f"记下的是：{'、'.join(filter(None, told))}；不对的写 返回"
