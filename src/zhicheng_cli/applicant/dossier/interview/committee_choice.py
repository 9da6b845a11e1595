"""Which committee a person goes to, found from title, work and place; or why there is none."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from zhicheng_cli.applicant.judgement.match import route_to
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.find import find_committee
from zhicheng_cli.plan.ranking import Group, RankedRow, Request, rank
from zhicheng_cli.plan.reception import Reception, receive
from zhicheng_cli.plan.unknown_word import UnknownWordError

from .topic_answers import FilledIn, picked
from .topics import COMMITTEE, COUNTY, FIELD, INITIALLY, ROUTE, Topic

_REVIEW = "评审"


class Doors(NamedTuple):
    """Where such a person may hand in.

    Attributes:
        reviewing: the committees that come first, more than one only where nothing tells which.
        initial: the row by which graduates get the title without review.
        told: why there is none, in a sentence; empty where there is one.
        unknown: nobody knows the word for the work; what is said of it.
    """

    reviewing: tuple[Committee, ...] = ()
    initial: Committee | None = None
    told: str = ""
    unknown: ZcError | None = None

    @property
    def both_ways(self) -> bool:
        """Whether the title is had by a review or without one."""
        return bool(self.reviewing) and self.initial is not None


def by_exam(title: str, law: Law) -> str:
    """What is said of a title that an exam alone gives, whatever the work; empty where none does."""
    found = law.search.exams.of_title(title)
    return found.sentence if found else ""


def told_instead(value: FilledIn, law: Law) -> str:
    """Why nobody need be judged, in a sentence: an exam gives the title, nobody reviews it for such work; or empty."""
    if committee_of(value, law):
        return ""
    return by_exam(value["target"]["title"], law) or doors(value, law).told


def doors(value: FilledIn, law: Law) -> Doors:
    """Where one may hand in who has told title, and perhaps work and place."""
    target, employer = value["target"], value.get("employer", {})
    title, field, county = target["title"], target.get("specialty"), employer.get("county")
    # Whatever day it is: that one's own committee is closed does not make another one's of it.
    ranking = rank(law.search, Request(title, field, county, employer.get("name")))
    try:
        reply = receive(ranking, law.search)
    except UnknownWordError as error:
        return Doors(unknown=error)
    reviewing = [one for one in ranking.rows if one.group is not Group.INITIAL]
    initial = next((one.committee for one in ranking.rows if one.group is Group.INITIAL and one.routes), None)
    if reply.reception is not Reception.COMMITTEE or not (reviewing or initial):
        return Doors(told=reply.words or f"通知没有安排“{title}”由哪个评委会评审；请先问{law.plan.region.bureau}")
    alike = [one.committee for one in reviewing if field is None or _stands_alike(one, reviewing[0])]
    return Doors(tuple(alike), initial)


def _stands_alike(one: RankedRow, other: RankedRow) -> bool:
    """Whether nothing but its number puts the one row before the other."""
    key, of = ((each.is_named, each.group, each.whom, each.nearness, each.recommends) for each in (one, other))
    return key == of and ("county" in one.committee.scope) == ("county" in other.committee.scope)


def committee_of(value: FilledIn, law: Law) -> Committee | None:
    """The committee that the dossier names; None where it names none, or one that is none."""
    named = value["target"].get("committee")
    try:
        return None if named is None else find_committee(str(named), law.search)
    except ZcError:
        return None


def going_to(value: FilledIn, of: Committee, law: Law) -> FilledIn:
    """The dossier of one who goes to that committee."""
    taken = law.rows.takes(of.no, value["target"]["title"])
    route = route_to(of, taken is not None and taken.column == "推荐")
    return value | {"target": value["target"] | {"committee": of.key, "route": route}}


def settled(value: FilledIn, law: Law, done: Container[str]) -> FilledIn:
    """The dossier with its committee, where what is told leaves one.

    Args:
        done: what was asked, be it that no answer was known.
    """
    target = value["target"]
    if "title" not in target or (committee_of(value, law) and "route" in target):
        return value
    of = committee_of(value, law) or _only(value, law, done)
    return going_to(value, of, law) if of else value


def _only(value: FilledIn, law: Law, done: Container[str]) -> Committee | None:
    """The committee that is left; None while there may be several, or there is none."""
    told = {FIELD.key: "specialty" in value["target"], COUNTY.key: "county" in value.get("employer", {})}
    if by_exam(value["target"]["title"], law) or not all(there or key in done for key, there in told.items()):
        return None
    found = doors(value, law)
    if found.both_ways and "route" not in value["target"] and ROUTE.key not in done:
        return None
    if len(found.reviewing) > 1 and COMMITTEE.key not in done:
        return None
    return found.reviewing[0] if found.reviewing else found.initial


def chosen_door(topic: Topic, text: str, value: FilledIn, law: Law) -> FilledIn:
    """The dossier with the answer to one of the two questions on committees.

    Raises:
        UnreadError: it is none of the choices.
    """
    word, found = picked(text, topic.choices), doors(value, law)
    if topic.key == ROUTE.key:
        if word == INITIALLY and found.initial:
            return going_to(value, found.initial, law)
        return value | {"target": value["target"] | {"route": _REVIEW}}
    return going_to(value, found.reviewing[topic.choices.index(word)], law)
