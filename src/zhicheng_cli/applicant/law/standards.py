"""The degree-and-years standards of the series (`data/standards/<series>.yaml`), as decision tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from zhicheng_cli.plan.citation import Citation, read_citation
from zhicheng_cli.plan.region import Region


class Way(NamedTuple):
    """One line of a decision table: with such a degree, so many years after such a title.

    Attributes:
        degrees: of which the applicant has one.
        after: the level of the title needed before; None = none is needed, years are years of work.
        years: None = the text was not seen, so no figure is told.
        counts: `certificate` or `appointment`, from which years run; None = the words do not say.
        region: for a local variant, whose it is, in words.
        worked: where years of work after the title are asked for, of what work; None = the words do not say so.
        own: for a local variant, whether it is of the applicant's own province or city, not of another city there.
        whom: whom alone a local variant concerns, in words.
        cite: the words it rests on.
        note: what a reader must know beside it.
    """

    degrees: tuple[str, ...]
    after: str | None
    years: int | None
    cite: Citation
    counts: str | None = None
    region: str | None = None
    whom: str | None = None
    note: str = ""
    own: bool = False
    worked: str | None = None


class LevelStandard(NamedTuple):
    """The ways to one level of a series.

    Attributes:
        titles: the titles it concerns; empty = all of the level.
        complete: whether the words seen list every degree that has an ordinary way.
        ways: of the national standard.
        local: variants of the applicant's province and of cities there, beside it.
        accepts: other series whose titles count as this one's for the title needed before.
        by: `exam` where the level is obtained by an exam alone; None where it is reviewed.
        note: what a reader must know of the level.
    """

    level: str
    titles: tuple[str, ...]
    complete: bool
    ways: tuple[Way, ...]
    local: tuple[Way, ...]
    by: str | None = None
    note: str = ""
    accepts: tuple[str, ...] = ()

    @property
    def asks_employer(self) -> bool:
        """Whether a local variant concerns one kind of employer only."""
        return any(way.whom for way in self.local)

    def way(self, degree: str) -> Way | None:
        """The national way for a degree."""
        return next((way for way in self.ways if degree in way.degrees), None)

    def local_ways(self, degree: str) -> tuple[Way, ...]:
        """The local variants for a degree."""
        return tuple(way for way in self.local if degree in way.degrees)


class Standard(NamedTuple):
    """The standard of one series.

    Attributes:
        document: what it is called; None where no document was found.
        note: what of it was seen, and whether it is later than the notice.
    """

    series: str
    document: str | None
    levels: tuple[LevelStandard, ...]
    note: str = ""

    def level(self, level: str, title: str) -> LevelStandard | None:
        """What is asked for a title of a level: words of its own before those for the level."""
        of_level = [one for one in self.levels if one.level == level]
        own = [one for one in of_level if title in one.titles]
        return next(iter(own or [one for one in of_level if not one.titles]), None)


def read_standard(value: Mapping[str, Any], region: Region) -> Standard:
    """The standard from the validated content of its file, with what one of that region must know beside it."""
    document, worked = value["document"], value.get("worked")
    levels = tuple(_level(row, document, worked, region) for row in value["levels"])
    return Standard(value["series"], document, levels, value["note"])


def _level(row: Mapping[str, Any], document: str | None, worked: str | None, region: Region) -> LevelStandard:
    local = [way for way in row.get("local", ()) if way["province"] == region.province]
    return LevelStandard(
        row["level"],
        tuple(row.get("titles", ())),
        row.get("complete", False),
        tuple(_ways(row["ways"], document, worked, region)),
        tuple(_ways(local, document, None, region)),
        row.get("by"),
        row.get("note", ""),
        tuple(row.get("accepts", ())),
    )


def _ways(rows: Iterable[Mapping[str, Any]], document: str | None, worked: str | None, region: Region) -> Iterable[Way]:
    for row in rows:
        named = {**row, "document": row.get("document", document) or "没有查到文号"}
        yield Way(
            tuple(row["degrees"]),
            row["after"],
            row["years"],
            read_citation(named),
            row.get("counts"),
            row.get("region"),
            row.get("whom"),
            row.get("note", ""),
            "region" in row and row.get("city", region.city) == region.city,
            worked if row["after"] and "document" not in row else None,
        )
