"""Who decides what a row only recommends: the rows of the province's plan, where such a plan is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .committees import Committee, Deciding, Decision, Plan, Undecided
from .dataset import Dataset
from .fields import core_of, distinct
from .fit import Fit
from .search import Search

#: What a unit that reviews by itself decides, it does not send on.
_OWN = "自主评审"


def decided_by(
    data: Dataset, committee: Committee, title: str | None = None, specialty: str | None = None
) -> Decision | None:
    """Who decides on the titles that a row recommends.

    Args:
        data: of the city.
        title: only that one, where the row recommends it.
        specialty: only that one, of those of the row.

    Returns:
        None where the row sends nothing on, or no plan of the province and year is there.
    """
    if not committee.recommends or data.province is None:
        return None
    titles = [one for one in _sent_on(data.search, committee) if title in (None, one)]
    if title is not None and not titles and _recommends(data.search, committee, title):
        titles = [title]
    if not titles:
        return None
    field = data.search.asked_field(specialty, title).word if specialty else ""
    fields = data.search.fields.meant(committee, field) if field else committee.specialties
    fields = fields or committee.series
    search = data.province.search
    taken = [
        _Reviewed(row, name, word, fit)
        for row in search.plan.committees
        for name in titles
        for word, fit in _fits(search, row, committee, name, fields)
    ]
    printed = {(one.title, one.word) for one in taken if one.fit.is_sure}
    kept = [one for one in taken if one.fit.is_sure or (one.title, one.word) not in printed]
    return Decision(search.plan, tuple(_rows(kept)), tuple(_undecided(titles, fields, kept)))


def with_decisions(
    data: Dataset, committees: Iterable[Committee], title: str | None = None, specialty: str | None = None
) -> Plan:
    """The city's plan, with who decides on what these of its rows recommend.

    Args:
        title, specialty: as for `decided_by`.

    Raises:
        ZcError: a row sends something on, and the province's plan has errors.
    """
    found = ((one.no, decided_by(data, one, title, specialty)) for one in committees)
    return data.plan._replace(decisions={no: decision for no, decision in found if decision})


class _Reviewed(NamedTuple):
    """A row of the province, a title that it reviews, and how it takes a word of the city's row for it."""

    row: Committee
    title: str
    word: str
    fit: Fit


def _rows(taken: Iterable[_Reviewed]) -> Iterator[Deciding]:
    """Row by row; the titles that it reviews in the same fields together."""
    by_row: dict[int, dict[str, list[_Reviewed]]] = {}
    for one in taken:
        by_row.setdefault(one.row.no, {}).setdefault(one.title, []).append(one)
    for of_row in by_row.values():
        by_fields: dict[tuple[tuple[str, Fit], ...], list[_Reviewed]] = {}
        for of_title in of_row.values():
            by_fields.setdefault(tuple((one.word, one.fit) for one in of_title), []).append(of_title[0])
        for fields, alike in by_fields.items():
            yield Deciding(alike[0].row, tuple(one.title for one in alike), fields)


def _undecided(titles: Iterable[str], fields: Sequence[str], taken: Iterable[_Reviewed]) -> Iterator[Undecided]:
    """What is not among those that are taken; titles that lack the same together."""
    found = {(one.title, one.word) for one in taken}
    by_fields: dict[tuple[str, ...], list[str]] = {}
    for title in titles:
        if lacking := tuple(word for word in fields if (title, word) not in found):
            by_fields.setdefault(lacking, []).append(title)
    for lacking, alike in by_fields.items():
        yield Undecided(tuple(alike), lacking if len(lacking) < len(fields) else ())


def _sent_on(search: Search, committee: Committee) -> tuple[str, ...]:
    """The single titles that a row recommends, those apart that a unit reviews by itself."""
    titles = distinct(committee.single_titles(committee.recommends))
    return tuple(one for one in titles if not _is_own(search, committee, one))


def _recommends(search: Search, committee: Committee, title: str) -> bool:
    """The same by another name of the title: a group, the old or the new one."""
    taken = search.takes(committee, title)
    return taken is not None and taken.column == "推荐" and not _is_own(search, committee, title)


def _is_own(search: Search, committee: Committee, name: str) -> bool:
    routes = [one for one in committee.routes if one.route == _OWN]
    known = search.titles.named(name, committee.series)
    return any(route.concerns_all or any(route.leads_to(title) for title in known) for route in routes)


def _fits(
    search: Search, row: Committee, committee: Committee, title: str, fields: Iterable[str]
) -> list[tuple[str, Fit]]:
    """How a row of the province takes a title of the city's row in its fields; empty = it does not."""
    known = search.titles.named(title, committee.series)
    series = {one.series for one in known} or set(committee.series)
    taken = search.takes(row, title) if series & set(row.series) else None
    if taken is None or taken.column == "推荐":
        return []
    levels = {one.level for one in known}
    found = ((word, _fit(search, row, word)) for word in fields)
    return [(word, fit) for word, fit in found if fit and not _is_excepted(row, fit, levels)]


def _fit(search: Search, row: Committee, word: str) -> Fit | None:
    names = {name for one in row.series for name in (one, *search.titles.series_names.get(one, ()))}
    if names.issuperset(row.specialties):
        return Fit("系列", "、".join(row.series), exact=True)
    core = core_of(word)
    return search.fields.fit(row, word) or (search.fields.fit(row, core) if len(core) > 1 else None)


def _is_excepted(row: Committee, fit: Fit, levels: set[str]) -> bool:
    return any(one.specialty == fit.words and levels <= set(one.levels) for one in row.except_levels)
