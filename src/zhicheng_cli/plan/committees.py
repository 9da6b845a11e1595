"""The plan of a year: its committees as printed, and as read (`data/plan_2021.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from .citation import Citation, Source, read_basis
from .periods import Period, read_period
from .region import Region, read_region

if TYPE_CHECKING:
    from .titles import Title


class Receiver(NamedTuple):
    """An office that takes papers; phones are printed text without area code."""

    unit: str
    phones: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.unit, *self.phones))


class Route(NamedTuple):
    """A way to a title: 评审, 以考代评, 考评结合, 委托评审, 初定 or 自主评审.

    Attributes:
        words: the printed words it rests on.
        levels, titles, series: whom it concerns, where the notice says; empty = not said.
    """

    route: str
    words: str
    levels: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    note: str = ""

    def leads_to(self, title: Title) -> bool:
        """Whether the way concerns a title; one that names nobody concerns all."""
        asked = ((self.levels, title.level), (self.titles, title.title), (self.series, title.series))
        return all(not named or one in named for named, one in asked)

    @property
    def concerns_all(self) -> bool:
        """Whether the notice leaves open whom it concerns."""
        return not (self.levels or self.titles or self.series)


class LevelLimit(NamedTuple):
    """A specialty of which a row takes not all levels; `words` are the printed ones."""

    specialty: str
    levels: tuple[str, ...]
    words: str


class Ready(NamedTuple):
    """What must be ready for a milestone, in the words of its basis; `events` are keys of `milestones.LABELS`."""

    events: tuple[str, ...]
    words: str
    basis: Citation


class Committee(NamedTuple):
    """One row of the plan (附件1).

    Attributes:
        no: what this notice prints; it may be another body's next year.
        key: ours: the same body through the years, renumbering and renaming.
        printed: the seven columns as printed: name, reviews, recommends, cutoff, receivers, review, remarks.
        kind: 高评委, 中评委, 初评委, 专业, 初定, 自主评审单位 or 区县评委会.
        reviews, recommends: printed entries, a grouped title as one.
        titles: grouped entry → the single titles it stands for.
        cutoff, review: the printed periods, read.
        scope: whom the row concerns, where the notice says.
        meant_for: whom the name speaks of, where the notice does not say who that is; else empty.
        except_levels: the specialties of which it does not take all levels.
        notes: remarks of ours on printed oddities and readings.
    """

    no: int
    key: str
    printed: Mapping[str, str]
    kind: str
    routes: tuple[Route, ...]
    reviews: tuple[str, ...]
    recommends: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    receivers: tuple[Receiver, ...]
    series: tuple[str, ...]
    specialties: tuple[str, ...]
    scope: Mapping[str, Any]
    notes: tuple[Mapping[str, str], ...]
    source: Source
    cutoff: Period
    review: Period
    except_levels: tuple[LevelLimit, ...] = ()
    meant_for: str = ""

    @property
    def name(self) -> str:
        """The printed name."""
        return self.printed["name"]

    @property
    def route_names(self) -> tuple[str, ...]:
        """The ways to a title, each once, in printed order."""
        return tuple(dict.fromkeys(route.route for route in self.routes))

    @property
    def has_windows(self) -> bool:
        """Whether any day can be told of it."""
        return bool(self.cutoff.windows or self.review.windows)

    @property
    def limits(self) -> str:
        """For whom alone the row sits, where its name does not say so: 本公司, 本行业, a county; or empty."""
        named = [self.scope[key] for key in ("county", "unit") if key in self.scope]
        return "、".join(limit for limit in named if limit not in self.name)

    @property
    def scope_words(self) -> str:
        """Whom the row concerns, as printed, and what of that is our reading; or empty."""
        return "；".join(self.scope[key] for key in ("words", "reading") if key in self.scope)

    def single_titles(self, entries: Iterable[str]) -> tuple[str, ...]:
        """The entries with grouped ones expanded, in order."""
        return tuple(title for entry in entries for title in self.titles.get(entry, (entry,)))

    @property
    def all_titles(self) -> tuple[str, ...]:
        """Every single title the row reviews or recommends, in printed order."""
        return self.single_titles((*self.reviews, *self.recommends))


class Withdrawn(NamedTuple):
    """A row that the notice, or a later document, has withdrawn; its number stays free.

    Attributes:
        key: of the body that had it; empty = there never was one.
        words, document: what withdrew it.
    """

    no: int
    key: str
    words: str
    document: str


class Plan(NamedTuple):
    """A year's plan.

    Attributes:
        about: year, document, title, issuer, issued.
        region: where it is the plan of.
        clauses: the notice's sentences that milestones and rules rest on, by their number.
        milestones: working days and words of 单位公示, 评前报告, 结果公示, 结果备案, each with its basis.
        reports: who gets the report before a review; the first entry that fits a committee counts.
        ready: what must be ready for a milestone (see `milestones.ready_for`).
        withdrawn: rows that are no more.
    """

    about: Mapping[str, Any]
    region: Region
    clauses: Mapping[str, str]
    milestones: Mapping[str, Mapping[str, Any]]
    reports: tuple[Mapping[str, Any], ...]
    committees: tuple[Committee, ...]
    ready: tuple[Ready, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def year(self) -> int:
        """The year of the plan."""
        year: int = self.about["year"]
        return year

    @property
    def document(self) -> str:
        """The notice's number."""
        document: str = self.about["document"]
        return document

    @property
    def issued(self) -> date:
        """The notice's date."""
        return date.fromisoformat(self.about["issued"])

    def key_of_number(self, no: int) -> str | None:
        """The key of the body that has a number, or had it before its row was withdrawn; None = no body has it."""
        named = {one.no: one.key for one in self.committees} | {one.no: one.key for one in self.withdrawn}
        return named.get(no) or None


def read_plan(value: Mapping[str, Any]) -> Plan:
    """The plan from the validated content of a plan file.

    Raises:
        PeriodError: a printed period cannot be read (the validation reports it before).
    """
    about = value["plan"]
    return Plan(
        about=about,
        region=read_region(value["region"]),
        clauses={clause["id"]: clause["text"] for clause in value["clauses"]},
        milestones=value["milestones"],
        reports=tuple(value["reports"]),
        committees=tuple(_committee(row, about["year"]) for row in value["committees"]),
        ready=tuple(Ready(tuple(one["events"]), one["words"], read_basis(one)) for one in value.get("ready", ())),
        withdrawn=tuple(Withdrawn(**{"key": "", **one}) for one in value.get("withdrawn", ())),
    )


def _committee(row: Mapping[str, Any], year: int) -> Committee:
    printed = row["printed"]
    return Committee(
        no=row["no"],
        key=row["key"],
        printed=printed,
        kind=row["kind"],
        routes=tuple(_route(route) for route in row["routes"]),
        reviews=tuple(row["reviews"]),
        recommends=tuple(row["recommends"]),
        titles={entry: tuple(titles) for entry, titles in row.get("titles", {}).items()},
        receivers=tuple(_receiver(receiver) for receiver in row["receivers"]),
        series=tuple(row["series"]),
        specialties=tuple(row["specialties"]),
        scope=row.get("scope", {}),
        notes=tuple(row.get("notes", ())),
        source=Source(**row["source"]),
        cutoff=read_period(printed["cutoff"], year),
        review=read_period(printed["review"], year),
        meant_for=row.get("meant_for", ""),
        except_levels=tuple(
            LevelLimit(one["specialty"], tuple(one["levels"]), one["words"]) for one in row.get("except_levels", ())
        ),
    )


def _route(value: Mapping[str, Any]) -> Route:
    lists = {key: tuple(value.get(key, ())) for key in ("levels", "titles", "series")}
    return Route(value["route"], value["words"], note=value.get("note", ""), **lists)


def _receiver(value: Mapping[str, Any]) -> Receiver:
    return Receiver(value["unit"], tuple(value["phones"]))
