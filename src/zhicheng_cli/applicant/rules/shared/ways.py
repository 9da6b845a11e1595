"""The ways to a title that a standard opens to one kind of person, as far as they can be told without days."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import DEGREES, NONE
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.standards import LevelStandard, Way
from zhicheng_cli.applicant.law.verdicts import Items
from zhicheng_cli.plan.titles import Title, likely_title

from .circumstances import State

#: Kinds of employer that a local variant "for enterprises" concerns.
_ENTERPRISES = ("国有企业", "民营企业", "外资企业")


class Need(NamedTuple):
    """What a way asks of this person.

    Attributes:
        params: what the sentences about it need.
        fact: the day from which years run; None where no days are needed.
        state: where no days are needed.
        missing: the facts without which the state is unknown.
        other_series: the title held is of another series.
        nearest: for a title held that the table does not know, what may be meant.
    """

    way: Way
    params: Items
    fact: str | None = None
    state: State | None = None
    missing: tuple[str, ...] = ()
    other_series: bool = False
    nearest: str = ""

    @property
    def strong(self) -> bool:
        """Whether a verdict may rest on it."""
        return self.way.region is None and self.way.cite.strong


class Holder(NamedTuple):
    """Of whom the ways are asked.

    Attributes:
        degree: one of `DEGREES`.
        held: the title held, read; None where there is none or it is not given.
        held_title: as given: `NONE`, or None for not given.
        kind: of the employer.
        accepted: other series whose titles count as those of the target's.
    """

    target: Title
    degree: str
    held: Title | None
    held_title: str | None
    kind: str | None
    accepted: tuple[str, ...] = ()

    def holds_as_much(self, law: Law) -> bool:
        """Whether the title held is of the same series and no lower than the one applied for."""
        held, target = self.held, self.target
        return held is not None and held.series == target.series and law.rank(held.level) >= law.rank(target.level)


def held_title(law: Law, target: Title, title: str | None, series: str | None) -> Title | None:
    """The title held; one that the table does not know is taken to be of another series and high enough.

    A title that the series given does not bear is of that series all the same: one of the two is a slip.
    """
    if title is None or title == NONE:
        return None
    titles = law.search.titles
    called = (titles.series_called(series) or series) if series else target.series
    found = titles.named(title, (called,))
    if not found:
        return Title(title, "", target.level)
    return found[0]._replace(series=called) if series else found[0]


def national_ways(standard: LevelStandard, degree: str) -> list[Way]:
    """The ways for a degree and, where they do not merely ask more, for lower ones; highest degree first."""
    ways: list[Way] = []
    for one in reversed(DEGREES[: DEGREES.index(degree) + 1]):
        way = standard.way(one)
        if way is not None and way.years is not None and not any(_asks_more(way, other) for other in ways):
            ways.append(way)
    return ways


def local_ways(standard: LevelStandard, person: Holder) -> list[Way]:
    """The local variants for the person's degree and kind of employer; one that is not given may be any."""
    fits = (None, *_ENTERPRISES)
    return [way for way in standard.local_ways(person.degree) if way.whom is None or person.kind in fits]


def need(law: Law, person: Holder, way: Way) -> Need:
    """What a way asks of a person."""
    params = _params(person, way)
    if way.after is None:
        # 见习 comes after the degree; a local variant counts all years of work.
        fact = "work_since" if way.region else "work_after_degree_since"
        return Need(way, params, fact) if way.years else Need(way, params, state=State.YES)
    if person.held_title is None:
        return Need(way, params, state=State.UNKNOWN, missing=("held_title",))
    if person.held is None or law.rank(person.held.level) < law.rank(way.after):
        return Need(way, params, state=State.NO)
    fact = "appointed" if way.counts == "appointment" else "obtained"
    held = person.held
    if not held.series:
        near = likely_title(held.title, law.search.titles, person.target.series)
        return Need(way, (*params, ("held", held.title), ("near", near)), fact, nearest=near)
    return Need(way, params, fact, other_series=held.series not in (person.target.series, *person.accepted))


def _asks_more(way: Way, than: Way) -> bool:
    stronger = way.cite.strong and not than.cite.strong
    return way.after == than.after and (way.years or 0) >= (than.years or 0) and not stronger


def _params(person: Holder, way: Way) -> Items:
    return (
        ("title", person.target.title),
        ("series", person.target.series),
        ("degree", person.degree),
        ("after", way.after or ""),
        ("years", way.years or 0),
        ("asked", _asked(way)),
        ("document", way.cite.document),
        ("region", way.region or ""),
    )


def _asked(way: Way) -> str:
    if way.after is None and way.years:
        since, whom = "" if way.region else "取得学历后", f"（{way.whom}）" if way.whom else ""
        return f"要{since}从事本专业工作满{way.years}年{whom}"
    if way.after is None:
        return "不要求任职年限"
    if not way.years:
        return f"要有{way.after}职称"
    if way.worked:
        return f"要取得{way.after}职称后从事{way.worked}满{way.years}年"
    return f"要{'聘任' if way.counts == 'appointment' else '有'}{way.after}职称满{way.years}年"
