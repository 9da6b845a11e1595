"""What the standard asks of a person for the title applied for, as far as it can be told without days."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import NONE
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.standards import LevelStandard
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict
from zhicheng_cli.plan.titles import Title

from .derived import derived
from .ways import Holder, Need, held_title, local_ways, national_ways, need

#: Routes on which other things count than this rule.
_OTHER_ROUTES = ("初定", "确认", "直通车")


class Case(NamedTuple):
    """What can be told without days.

    Attributes:
        needs: what the national ways ask, then the local variants.
        stricter: what the province's own words ask beside the national ones.
        otherwise: the answer where no figure may be told for the degree itself.
    """

    needs: tuple[Need, ...]
    stricter: tuple[Need, ...]
    otherwise: Reason | None


class Aim(NamedTuple):
    """What is applied for, and its standard."""

    target: Title
    standard: LevelStandard


@derived("title", "committee", "specialty", "route")
def _aim(title: str | None, committee: int | None, specialty: str | None, route: str | None, law: Law) -> Aim | Reason:
    """Which title of which series is applied for; or the answer where that is open, or another rule judges it."""
    if title is None:
        return Reason("title_missing", Verdict.UNKNOWN, missing=("title",))
    readings = law.rows.titles(committee, title, None)
    if len(readings) > 1:
        readings = law.rows.titles(committee, title, specialty)
    if not readings:
        return Reason("title_unknown", Verdict.UNCONFIRMED, (("title", title),))
    if len(readings) > 1:
        return _open_series(title, committee, specialty)
    target = readings[0]
    other = _other_way(law, target, committee, route)
    if other:
        return Reason("other_way", Verdict.NOT_APPLICABLE, (("route", other),))
    standard = law.standard(target)
    if standard is None or not standard.ways:
        return Reason("no_standard", Verdict.UNCONFIRMED, (("series", target.series), ("level", target.level)))
    return Aim(target, standard)


def _open_series(title: str, committee: int | None, specialty: str | None) -> Reason:
    """The answer on a title that several series of the row bear, such as 馆员."""
    wanted = (("committee", committee), ("specialty", specialty))
    missing = next(((name,) for name, given in wanted if given is None), ())
    if missing:
        return Reason("series_open", Verdict.UNKNOWN, (("title", title),), missing=missing)
    return Reason("series_unclear", Verdict.UNCONFIRMED, (("title", title),))


@derived(_aim, "held_title", "held_series")
def _held(aim: Aim | Reason, held: str | None, series: str | None, law: Law) -> tuple[Title | None, bool]:
    """The title held, read; and whether it is told at all."""
    return None if isinstance(aim, Reason) else held_title(law, aim.target, held, series), held is not None


@derived(_aim, "employer_kind")
def _kind(aim: Aim | Reason, kind: str | None, law: Law) -> str | None:
    """The kind of employer, where the standard asks for it."""
    return None if isinstance(aim, Reason) or not aim.standard.asks_employer else kind


@derived(_aim, "degree", _held, _kind)
def case(
    aim: Aim | Reason, degree: str | None, held: tuple[Title | None, bool], kind: str | None, law: Law
) -> Case | Reason:
    """What can be told from the facts that are no days."""
    if isinstance(aim, Reason):
        return aim
    (target, standard), (title, is_told) = aim, held
    if degree is None:
        return Reason("degree_missing", Verdict.UNKNOWN, (("title", target.title),), missing=("degree",))
    given = (title.title if title else NONE) if is_told else None
    person = Holder(target, degree, title, given, kind, standard.accepts)
    if title is not None and person.holds_as_much(law):
        return Reason("already_held", Verdict.UNCONFIRMED, (("held_level", title.level), ("title", target.title)))
    ways, local = national_ways(standard, degree), local_ways(standard, person)
    otherwise = _otherwise(standard, person, bool(ways))
    if otherwise and not ways and not local:
        return otherwise
    needs = tuple(need(law, person, way) for way in (*ways, *local))
    return Case(needs, tuple(one for one in needs if one.way.own), otherwise)


@derived(case)
def asked_years(found: Case | Reason, law: Law) -> tuple[int, ...]:
    """The numbers of years that the ways ask for: of a person's years, nothing else matters than which are reached."""
    return () if isinstance(found, Reason) else tuple(sorted({one.way.years or 0 for one in found.needs}))


def _otherwise(standard: LevelStandard, person: Holder, has_ways: bool) -> Reason | None:
    """The answer where the words for the degree were not seen, or there are none."""
    own = standard.way(person.degree)
    params: Items = (("degree", person.degree), ("title", person.target.title))
    if own is not None and own.years is None:
        return Reason("unseen", Verdict.UNCONFIRMED, (*params, ("document", own.cite.document)), cites=(own.cite,))
    if has_ways:
        return None
    cite = standard.ways[0].cite
    params = (*params, ("document", cite.document))
    if standard.complete:
        return Reason("no_way", Verdict.FAILS, params, cites=(cite,))
    return Reason("no_way_seen", Verdict.UNCONFIRMED, params, cites=(cite,))


def _other_way(law: Law, target: Title, committee: int | None, route: str | None) -> str | None:
    if route in _OTHER_ROUTES:
        return route
    routes = law.routes(committee, target)
    return routes[0] if routes and set(routes) <= {"以考代评", "初定"} else None
