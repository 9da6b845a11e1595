"""What is other in one plan than in another: bodies by their keys, days by how much they moved, phones as dialled.

Days of two years are compared as days of the calendar: the 10th of July and the 12th of July of the next year are two
days apart. What is printed in other words and says the same is no difference.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.plan.committees import Committee, Plan, Withdrawn
from zhicheng_cli.plan.periods import Period, Window
from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.phones import local_number


class Facet(StrEnum):
    """What of a body can differ."""

    NO = "no"
    NAME = "name"
    KIND = "kind"
    REVIEWS = "reviews"
    RECOMMENDS = "recommends"
    ROUTES = "routes"
    SERIES = "series"
    SPECIALTIES = "specialties"
    SCOPE = "scope"
    CUTOFF = "cutoff"
    REVIEW = "review"
    STAGE = "stage"
    RECEIVERS = "receivers"
    PHONES = "phones"
    REMARKS = "remarks"
    NOTES = "printed_notes"


class Move(NamedTuple):
    """By how many days a window moved; later is positive, None = one of the two does not tell that day.

    Attributes:
        who: whom it concerns, and its batch; empty = everyone.
    """

    who: str
    opens: int | None
    earliest: int
    latest: int


class Difference(NamedTuple):
    """One thing that differs.

    Attributes:
        about: which of several: a stage's name, a receiver's.
        old, new: what is only in the one, and only in the other: words, titles, offices, numbers as printed.
        moves: of a time with days on both sides that belong together.
    """

    facet: Facet
    old: tuple[str, ...]
    new: tuple[str, ...]
    about: str = ""
    moves: tuple[Move, ...] = ()


class BodyDifference(NamedTuple):
    """A body that is not the same in both plans.

    Attributes:
        old, new: its rows; None = it has none there.
        withdrawn: what withdrew it, where the newer plan says.
        alike: of one that is only in the newer plan, the key of a body of the same name that is only in the older.
    """

    key: str
    old: Committee | None
    new: Committee | None
    differences: tuple[Difference, ...] = ()
    withdrawn: Withdrawn | None = None
    alike: str = ""


class BodyYear(NamedTuple):
    """A body in the plan of a year.

    Attributes:
        committee: its row; None = it has none.
        differences: what is other than in the last year in which it had one.
    """

    plan: Plan
    committee: Committee | None
    differences: tuple[Difference, ...] = ()


def through_the_years(key: str, plans: Iterable[Plan]) -> list[BodyYear]:
    """A body in each plan, the oldest first."""
    found: list[BodyYear] = []
    last: tuple[Plan, Committee] | None = None
    for plan in plans:
        row = next((one for one in plan.committees if one.key == key), None)
        found.append(BodyYear(plan, row, tuple(_differences(*last, plan, row)) if last and row else ()))
        last = (plan, row) if row else last
    return found


def plan_differences(old: Plan, new: Plan) -> list[BodyDifference]:
    """The bodies that are not the same, in the newer plan's order; those that it has no more stand at the end."""
    before = {one.key: one for one in old.committees}
    after = {one.key: one for one in new.committees}
    gone = {folded(one.name): key for key, one in before.items() if key not in after}
    found = []
    for key, row in after.items():
        if key in before:
            told = tuple(_differences(old, before[key], new, row))
            found += [BodyDifference(key, before[key], row, told)] if told else []
        else:
            found.append(BodyDifference(key, None, row, alike=gone.get(folded(row.name), "")))
    by = {one.key: one for one in new.withdrawn}
    found += [BodyDifference(key, row, None, (), by.get(key)) for key, row in before.items() if key not in after]
    return found


def _differences(old: Plan, before: Committee, new: Plan, after: Committee) -> Iterator[Difference]:
    years = new.year - old.year
    yield from _words(Facet.NO, str(before.no), str(after.no))
    yield from _words(Facet.NAME, before.name, after.name)
    yield from _words(Facet.KIND, before.kind, after.kind)
    for facet, one, other in (
        (Facet.REVIEWS, before.single_titles(before.reviews), after.single_titles(after.reviews)),
        (Facet.RECOMMENDS, before.single_titles(before.recommends), after.single_titles(after.recommends)),
        (Facet.ROUTES, before.route_names, after.route_names),
        (Facet.SERIES, before.series, after.series),
        (Facet.SPECIALTIES, before.specialties, after.specialties),
    ):
        yield from _sets(facet, one, other)
    yield from _words(Facet.SCOPE, before.scope_words, after.scope_words)
    yield from _times(Facet.CUTOFF, before.cutoff, after.cutoff, years)
    yield from _times(Facet.REVIEW, before.review, after.review, years)
    yield from _stages(before, after, years)
    yield from _receivers(old, before, new, after)
    yield from _words(Facet.REMARKS, before.printed["remarks"], after.printed["remarks"])
    yield from _sets(Facet.NOTES, _notes(before), _notes(after))


def _notes(row: Committee) -> list[str]:
    return [f"{note.about}：{note}" for note in row.printed_notes]


def _words(facet: Facet, old: str, new: str) -> Iterator[Difference]:
    if folded(old) != folded(new):
        yield Difference(facet, (old,) if old else (), (new,) if new else ())


def _sets(facet: Facet, old: Iterable[str], new: Iterable[str], about: str = "") -> Iterator[Difference]:
    """What is only in the one and only in the other; their order says nothing."""
    before, after = ({folded(one): one for one in words} for words in (old, new))
    if before.keys() != after.keys():
        left = tuple(one for word, one in before.items() if word not in after)
        yield Difference(facet, left, tuple(one for word, one in after.items() if word not in before), about)


def _stages(before: Committee, after: Committee, years: int) -> Iterator[Difference]:
    """The stages by their names, but for the one that is the cut-off itself in both plans."""
    old = {one.name: one for one in before.stages}
    new = {one.name: one for one in after.stages}
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was and now:
            if not (was.is_cutoff and now.is_cutoff):
                yield from _times(Facet.STAGE, was.period, now.period, years, name)
        else:
            there, here = ((one.period.text or name,) if one else () for one in (was, now))
            yield Difference(Facet.STAGE, there, here, name)


def _receivers(old: Plan, before: Committee, new: Plan, after: Committee) -> Iterator[Difference]:
    yield from _sets(
        Facet.RECEIVERS,
        [f"{one.unit}（{one.more}）" if one.more else one.unit for one in before.receivers],
        [f"{one.unit}（{one.more}）" if one.more else one.unit for one in after.receivers],
    )
    was, now = _phones(before, old.region.area_code), _phones(after, new.region.area_code)
    for unit in was:
        if unit in now and was[unit].keys() != now[unit].keys():
            left = tuple(one for number, one in was[unit].items() if number not in now[unit])
            come = tuple(one for number, one in now[unit].items() if number not in was[unit])
            yield Difference(Facet.PHONES, left, come, unit)


def _phones(row: Committee, area_code: str) -> dict[str, dict[str, str]]:
    """Of each office its numbers as printed, by how they are dialled within the area."""
    found: dict[str, dict[str, str]] = {}
    for one in row.receivers:
        found.setdefault(one.unit, {}).update({local_number(phone, area_code): phone for phone in one.phones})
    return found


def _times(facet: Facet, old: Period, new: Period, years: int, about: str = "") -> Iterator[Difference]:
    if _says_the_same(old, new, years):
        return
    before, after = ((one.text,) if one.text else () for one in (old, new))
    yield Difference(facet, before, after, about, tuple(_moves(old.windows, new.windows, years)))


def _says_the_same(old: Period, new: Period, years: int) -> bool:
    if not old.windows and not new.windows:
        return folded(old.text) == folded(new.text) and (old.status, old.reason) == (new.status, new.reason)
    return [_moved(one, years) for one in old.windows] == list(new.windows)


def _moves(old: Sequence[Window], new: Sequence[Window], years: int) -> Iterator[Move]:
    """The windows that belong together: of the same people, batch and stage, as many here as there."""
    groups = dict.fromkeys((one.audience, one.batch, one.stage) for one in old)
    for group in groups:
        was, now = ([one for one in side if (one.audience, one.batch, one.stage) == group] for side in (old, new))
        for before, after in zip(was, now, strict=False) if len(was) == len(now) else ():
            then = _moved(before, years)
            opens = (after.opens - then.opens).days if after.opens and then.opens else None
            yield Move(after.who, opens, (after.earliest - then.earliest).days, (after.latest - then.latest).days)


def _moved(window: Window, years: int) -> Window:
    opens = window.opens and _in_year(window.opens, years)
    earliest, latest = _in_year(window.earliest, years), _in_year(window.latest, years)
    return window._replace(opens=opens, earliest=earliest, latest=latest)


def _in_year(day: date, years: int) -> date:
    """The same day so many years on; the last of February stays the last."""
    year = day.year + years
    if (day.month, day.day) == (2, monthrange(day.year, 2)[1]):
        return date(year, 2, monthrange(year, 2)[1])
    return day.replace(year=year)
