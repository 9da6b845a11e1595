"""The pieces of the JSON documents (docs/json.md): one function a shape, used by every document that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zhicheng_cli.plan.citation import Source
from zhicheng_cli.plan.committees import Committee, Plan, Receiver
from zhicheng_cli.plan.deadlines import TimeLeft, dated, known, why_undated
from zhicheng_cli.plan.periods import Period, Window
from zhicheng_cli.workdays import WorkCalendar

from .wording import told_note

if TYPE_CHECKING:
    from zhicheng_cli.plan.changes import Change
    from zhicheng_cli.plan.contacts import Contact, ContactMatch
    from zhicheng_cli.plan.milestones import Milestone
    from zhicheng_cli.plan.stages import Stage, Where

_SafeAndLast = tuple[date | None, date | None]


def plan_document(plan: Plan) -> dict[str, Any]:
    """Which plan an answer was drawn from."""
    return {
        "year": plan.year,
        "region": plan.region.city,
        "document": plan.document,
        "issued": plan.about["issued"],
    }


def committee_name(committee: Committee) -> dict[str, Any]:
    """Which committee it is."""
    return {"no": committee.no, "key": committee.key, "name": committee.name}


def committee_document(committee: Committee, calendar: WorkCalendar) -> dict[str, Any]:
    """One committee whole: the contract, and its printed columns and readings beside it."""
    return {
        **committee_name(committee),
        "kind": committee.kind,
        "routes": list(committee.route_names),
        "reviews": list(committee.reviews),
        "recommends": list(committee.recommends),
        "titles": {entry: list(titles) for entry, titles in committee.titles.items()},
        "cutoff": period_document(committee.cutoff, dated(committee.cutoff, calendar), committee.void("cutoff")),
        "review": period_document(committee.review, known(committee.review, calendar), committee.void("review")),
        "receivers": full_receivers_document(committee.receivers),
        "series": list(committee.series),
        "specialties": list(committee.specialties),
        "scope": _scope(committee),
        "remarks": committee.printed["remarks"],
        "printed": dict(committee.printed),
        "route_basis": [
            route._asdict() | {"levels": list(route.levels), "titles": list(route.titles), "series": list(route.series)}
            for route in committee.routes
        ],
        "notes": [dict(note) for note in committee.notes],
        "changes": [_change_document(one) for one in committee.changes],
        "stages": [_stage_document(one, calendar) for one in committee.stages],
        "printed_notes": [one._asdict() for one in committee.printed_notes],
        "source": source_document(committee.source),
    }


def source_document(source: Source) -> dict[str, Any]:
    """Where a row stands; the clause only where the notice has no table."""
    placed = source._asdict()
    return placed if source.clause else {key: value for key, value in placed.items() if key != "clause"}


def _change_document(one: Change) -> dict[str, Any]:
    return {**one._asdict(), "issued": one.issued.isoformat(), "basis": one.basis._asdict()}


def _stage_document(one: Stage, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "name": one.name,
        "who": one.who,
        "is_cutoff": one.is_cutoff,
        "time": period_document(one.period, known(one.period, calendar), one.void),
        "where": _where_document(one.where),
        "note": one.note,
        "basis": one.basis._asdict(),
    }


def _where_document(where: Where) -> dict[str, Any]:
    return {**where._asdict(), "phones": list(where.phones)}


def _scope(committee: Committee) -> dict[str, Any] | None:
    if not committee.scope:
        return None
    return {key: value for key, value in committee.scope.items() if key != "reading"} | {"words": committee.scope_words}


def receivers_document(receivers: Iterable[Receiver]) -> list[dict[str, Any]]:
    """The offices that take papers; phones as printed."""
    return [{"unit": one.unit, "phones": list(one.phones)} for one in receivers]


def full_receivers_document(receivers: Iterable[Receiver]) -> list[dict[str, Any]]:
    """The same, with whom they serve and where they are."""
    receivers = tuple(receivers)
    more = ({"serves": list(one.serves), "where": _where_document(one.where)} for one in receivers)
    return [short | long for short, long in zip(receivers_document(receivers), more, strict=True)]


def period_document(
    period: Period, windows: Iterable[tuple[Window, _SafeAndLast]], void: Iterable[str] = ()
) -> dict[str, Any]:
    """A printed period with its windows; `void` is what its cell said before."""
    return {
        "text": period.text,
        "status": str(period.status),
        "delegated_to": period.delegated_to,
        "why": period.reason or None,
        "void": [*void, *period.void],
        "windows": [_window_document(window, *days) for window, days in windows],
    }


def _window_document(window: Window, safe: date | None, last: date | None) -> dict[str, Any]:
    return {
        "opens": window.opens.isoformat() if window.opens else None,
        "earliest": window.earliest.isoformat(),
        "latest": window.latest.isoformat(),
        "precision": str(window.precision),
        "audience": window.audience,
        "batch": window.batch,
        "stage": window.stage,
        "closes_at": window.closes_at,
        "tentative": window.tentative,
        "rolling": window.rolling,
        "safe": safe.isoformat() if safe else None,
        "last": last.isoformat() if last else None,
    }


def undated_document(committee: Committee, period: Period) -> dict[str, Any]:
    """A committee whose period has no date, and why."""
    return {
        **committee_name(committee),
        "text": period.text,
        "status": str(period.status),
        "reason": why_undated(period),
    }


def left_document(left: TimeLeft | None) -> dict[str, int | None]:
    """Days and working days left to the last day, and to the safe one."""
    safe, last = left or (None, None)
    return {
        "days_left": last and last.days,
        "workdays_left": last and last.workdays,
        "days_left_safe": safe and safe.days,
        "workdays_left_safe": safe and safe.workdays,
    }


def milestone_document(one: Milestone) -> dict[str, Any]:
    """One milestone, with what is left of the time."""
    return {**_days_of(one), **left_document(one.left), **_about(one)}


def lasting_milestone_document(one: Milestone) -> dict[str, Any]:
    """One milestone, without what changes from day to day."""
    return {**_days_of(one), **_about(one)}


def _days_of(one: Milestone) -> dict[str, Any]:
    safe, last = one.days or (None, None)
    return {
        "event": one.event,
        "label": one.label,
        "text": one.text,
        "status": str(one.status),
        "audience": one.audience,
        "batch": one.batch,
        "stage": one.stage or (one.window and one.window.stage) or None,
        "closes_at": one.window and one.window.closes_at,
        "tentative": bool(one.window and one.window.tentative),
        "precision": str(one.precision) if one.precision else None,
        "safe": safe.isoformat() if safe else None,
        "last": last.isoformat() if last else None,
    }


def _about(one: Milestone) -> dict[str, Any]:
    return {"recipient": one.recipient, "note": told_note(one), "basis": one.basis._asdict()}


def contacts_document(found: Iterable[tuple[Contact, Sequence[ContactMatch]]]) -> list[dict[str, Any]]:
    """Each contact once, with the fields it was found for (None = the whole row) and why."""
    return [
        {
            **contact_document(contact),
            "matched": [{"specialty": one.specialty, "basis": one.basis} for one in matches],
        }
        for contact, matches in found
    ]


def contact_document(contact: Contact) -> dict[str, Any]:
    """A row of 附件2."""
    return {
        "no": contact.no,
        "specialties": list(contact.specialties),
        "department": contact.department,
        "person": contact.person,
        "phone": contact.phone,
        "source": source_document(contact.source),
    }
