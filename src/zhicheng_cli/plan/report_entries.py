"""Who gets the report before a review, and the result: the first entry of the plan that fits a committee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .citation import read_basis
from .committees import Committee, Plan, Ready


def report_entry(plan: Plan, committee: Committee) -> Mapping[str, Any]:
    """The entry in the form of the plan file; where none fits, one that names nobody."""
    found = next((entry for entry in plan.reports if _fits(entry, committee)), None)
    return found or {"recipient": None, "filing": None, "note": "通知没有写明", **plan.milestones["report"]}


def ready_for(plan: Plan, committee: Committee, event: str) -> tuple[Ready, ...]:
    """What must be ready for a milestone of a committee; `event` is a key of `milestones.LABELS`."""
    if event == "report":
        entry = report_entry(plan, committee)
        return (Ready((event,), entry["ready"], read_basis(entry)),) if "ready" in entry else ()
    return tuple(one for one in plan.ready if event in one.events)


def _fits(entry: Mapping[str, Any], committee: Committee) -> bool:
    routes = {route.route for route in committee.routes}
    asked: Iterable[tuple[str, Iterable[str]]] = (
        ("kinds", [committee.kind]),
        ("routes", routes),
        ("series", committee.series),
        ("specialties", committee.specialties),
    )
    return all(key not in entry or set(entry[key]) & set(has) for key, has in asked)
