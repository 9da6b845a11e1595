"""The JSON document of `zc find`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.asked_field import AskedField
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import dated
from zhicheng_cli.plan.finding import FindResult
from zhicheng_cli.plan.ranking import RankedRow
from zhicheng_cli.views.parts.decided import decided_document
from zhicheng_cli.views.parts.documents import (
    committee_name,
    contacts_document,
    full_receivers_document,
    period_document,
    plan_document,
)
from zhicheng_cli.workdays import WorkCalendar


class FindFrame(NamedTuple):
    """What stands in the document beside the result itself.

    Attributes:
        words: as they were typed.
        kind: what kind of answer it is.
        provisional: whether a shown day lies in a year whose working days are not announced.
    """

    plan: Plan
    words: Sequence[str]
    kind: str
    today: date
    calendar: WorkCalendar
    provisional: bool


def find_document(result: FindResult, of: FindFrame) -> dict[str, object]:
    """`zc.find/1`."""
    return {
        "format": "zc.find/1",
        "plan": plan_document(of.plan),
        "today": of.today.isoformat(),
        "provisional": of.provisional,
        "words": list(map(masked, of.words)),
        "asked": _asked_document(result),
        "answer": of.kind,
        "told": list(result.told),
        "committees": [_committee_document(one, result, of) for one in result.rows],
        "contacts": contacts_document(result.contacts),
        "no_contact_for": [{**committee_name(one), "specialties": list(fields)} for one, fields in result.nobody],
    }


def _asked_document(result: FindResult) -> dict[str, Any]:
    asked = result.asked
    return {
        "title": result.title,
        "level": asked.level,
        "specialties": list(map(_field_document, result.fields)),
        "county": asked.county,
        "employer": asked.employer and masked(asked.employer),
        "committees": list(asked.committees),
        "month": asked.month,
        "kind": asked.kind,
        "route": asked.route,
        "receivers": list(asked.receivers),
        "contacts": list(asked.contacts),
        "continuing_education": bool(asked.hours),
        "not_understood": list(map(masked, result.unknown)),
        "not_needed": list(asked.idle),
    }


def _field_document(field: AskedField) -> dict[str, Any]:
    meaning = field.meaning
    understood = meaning and {
        "word": meaning.word,
        "means": list(meaning.means),
        "sure": meaning.sure,
        "note": meaning.note,
    }
    return {"typed": masked(field.typed), "understood": understood}


def _committee_document(row: RankedRow, result: FindResult, of: FindFrame) -> dict[str, Any]:
    one = row.committee
    return {
        **committee_name(one),
        "group": str(result.group(row)),
        "scope": one.scope_words or None,
        "recommends": row.recommends,
        "routes": list(routes_of(row)),
        "field": row.reason,
        "closed": is_closed(one, of.today, of.calendar),
        "cutoff": period_document(one.cutoff, dated(one.cutoff, of.calendar), one.void("cutoff")),
        "receivers": full_receivers_document(one.receivers),
        **decided_document(of.plan, one, of.calendar),
    }


def routes_of(row: RankedRow) -> tuple[str, ...]:
    """The ways to the title; all of the row, where no title was asked for."""
    named = (route.route for route in row.routes)
    return tuple(dict.fromkeys(named)) or row.committee.route_names


def is_closed(committee: Committee, today: date, calendar: WorkCalendar) -> bool:
    """Whether the last day of all of its windows is over."""
    last = [days.last for _, days in dated(committee.cutoff, calendar)]
    return bool(last) and max(last) < today
