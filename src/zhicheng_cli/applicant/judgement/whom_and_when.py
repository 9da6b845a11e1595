"""By which days an applicant acts, and whom one turns to: the plan's row, seen by one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.contacts import Contact, ContactMatch, contacts_for
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.milestones import Milestone, audiences, milestones


class WhomAndWhen(NamedTuple):
    """Of one application.

    Attributes:
        committee: None = not given, or no such row; then all else is empty.
        milestones: those that concern the applicant, each with what is left until it.
        contacts, nobody_for: for the person's specialty, as `plan.contacts.contacts_for` tells them.
    """

    committee: Committee | None = None
    milestones: Sequence[Milestone] = ()
    contacts: Sequence[ContactMatch] = ()
    nobody_for: Sequence[str] = ()


def whom_and_when(facts: Facts, law: Law, contacts: tuple[Contact, ...]) -> WhomAndWhen:
    """The days of an application and those to turn to.

    Args:
        contacts: all that the plan's notice lists (附件2).

    Raises:
        CalendarRangeError: the calendar does not know the days of the cut-off.
    """
    committee = law.committee(facts.committee)
    if committee is None:
        return WhomAndWhen()
    if facts.title:
        committee = law.search.exams.as_asked(committee, Filters(title=facts.title, specialty=facts.specialty))
    field = law.search.asked_field(facts.specialty, facts.title).word if facts.specialty else ""
    fields = law.search.fields.meant(committee, field) if field else None
    return WhomAndWhen(committee, own_milestones(committee, facts, law), *contacts_for(committee, contacts, fields))


def own_milestones(committee: Committee, facts: Facts, law: Law) -> list[Milestone]:
    """Those that concern the applicant: where some have days of their own, either these or the others' fall away."""
    named = audiences(committee)
    whom = law.plan.region.audiences_of(facts.county, (None, *named))
    if facts.county is not None and len(whom) == 1 and whom != (None,):
        return milestones(law.plan, committee, law.calendar, today=law.today, audience=whom[0])
    found = milestones(law.plan, committee, law.calendar, today=law.today)
    return [one for one in found if not named or facts.county is None or one.audience in (None, *whom)]
