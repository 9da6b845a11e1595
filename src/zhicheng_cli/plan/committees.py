"""The plan of a year: its committees as they hold, as printed and as understood (`data/plan_2021.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .citation import Citation, Source
from .periods import Period
from .region import Region
from .stages import Stage, Where

if TYPE_CHECKING:
    from .changes import Change
    from .fit import Fit
    from .printed_notes import PrintedNote
    from .reckoning import Reckoning
    from .titles import Title

#: The columns of 附件1 as printed, by the keys of `Committee.printed`.
COLUMNS = {
    "name": "评委单位名称（内容）",
    "reviews": "所评资格名称",
    "recommends": "推荐资格名称",
    "cutoff": "接收材料截止时间",
    "receivers": "材料接收单位及电话",
    "review": "预计评审时间",
    "remarks": "备注",
}


class Receiver(NamedTuple):
    """An office that takes papers; phones are printed text without area code.

    Attributes:
        serves: whose papers it takes, as printed; empty = everyone's.
        where: where it sits, when it is open and whom to ask, where the notice says; without phones.
    """

    unit: str
    phones: tuple[str, ...]
    serves: tuple[str, ...] = ()
    where: Where = Where()

    @property
    def more(self) -> str:
        """Whom it serves and where it is; or empty."""
        return "；".join(filter(None, (f"受理{'、'.join(self.serves)}" if self.serves else "", str(self.where))))

    def __str__(self) -> str:
        return " ".join((self.unit, *self.phones)) + (f"（{self.more}）" if self.more else "")


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


class PapersFor(NamedTuple):
    """The titles for which a row takes papers, where an examination gives others of it.

    Attributes:
        titles: as printed, singly.
        group: 高级, where these are of that group of levels and those are not; else empty.
    """

    titles: tuple[str, ...] = ()
    group: str = ""

    @property
    def short(self) -> str:
        """The group, else the titles; empty = nothing is said of examinations."""
        return self.group or str(self)

    def __str__(self) -> str:
        return "、".join(self.titles)


class Committee(NamedTuple):
    """One row of the plan (附件1), as it holds now.

    Attributes:
        no: what this notice prints; it may be another body's next year.
        key: ours: the same body through the years, renumbering and renaming.
        printed: the seven columns as printed, by the notice or by what changed it: name, reviews, recommends, cutoff,
            receivers, review, remarks.
        kind: 高评委, 中评委, 中初评委 (printed 中、初级), 初评委, 专业, 初定, 自主评审单位 or 区县评委会.
        reviews, recommends: printed entries, a grouped title as one.
        titles: grouped entry → the single titles it stands for.
        cutoff, review: the printed periods, read.
        scope: whom the row concerns, where the notice says.
        meant_for: whom the name speaks of, where the notice does not say who that is; else empty.
        except_levels: the specialties of which it does not take all levels.
        stages: the stages of handing in, in printed order, where the notice tells them apart.
        changes: what later documents changed of the row, in their order.
        printed_notes: fees, quotas, forms, as printed.
        papers_for: whose papers are taken, where an examination gives other titles of the row; empty where none does,
            or it is not said which.
        by_exam: why it has no times for who asks: an examination alone gives what is asked of it (`plan.exams`).
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
    changes: tuple[Change, ...] = ()
    stages: tuple[Stage, ...] = ()
    printed_notes: tuple[PrintedNote, ...] = ()
    papers_for: PapersFor = PapersFor()
    by_exam: str = ""

    @property
    def name(self) -> str:
        """The printed name."""
        return self.printed["name"]

    @property
    def route_names(self) -> tuple[str, ...]:
        """The ways to a title, each once, in printed order."""
        return tuple(dict.fromkeys(route.route for route in self.routes))

    def ways_to(self, title: Title) -> tuple[Route, ...]:
        """The routes that concern a title; one that names whom it concerns goes before those that concern all."""
        fitting = [route for route in self.routes if route.leads_to(title)]
        return tuple([route for route in fitting if not route.concerns_all] or fitting)

    def changed(self, cell: str) -> Change | None:
        """The last change of a cell, a key of `printed`."""
        return next((one for one in reversed(self.changes) if one.cell == cell and not one.stage), None)

    @property
    def closing_stage(self) -> Stage | None:
        """The stage by which the row is known, where there are stages."""
        return next((one for one in self.stages if one.is_cutoff), None)

    def cite(self, column: str = "") -> Citation:
        """What a cell rests on, by its printed heading: the notice, or what changed it; the whole row."""
        if column == COLUMNS["cutoff"] and self.closing_stage and not self.printed["cutoff"]:
            return self.closing_stage.basis
        change = next((self.changed(key) for key, heading in COLUMNS.items() if heading == column), None)
        return change.basis if change else self.source.cell(column)

    def void(self, cell: str) -> tuple[str, ...]:
        """What a cell said before it was changed and does not say now, the oldest first."""
        old = dict.fromkeys(one.old for one in self.changes if one.cell == cell and not one.stage)
        return tuple(one for one in old if one and one != self.printed[cell])

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


class Deciding(NamedTuple):
    """A row of the province that reviews titles which a row of the city recommends.

    Attributes:
        titles: which of them, singly.
        fields: specialty of the city's row → how the province's takes it.
    """

    committee: Committee
    titles: tuple[str, ...]
    fields: tuple[tuple[str, Fit], ...]

    @property
    def printed(self) -> tuple[Fit, ...]:
        """The fields that the city's row prints and the province's too."""
        return tuple(fit for _, fit in self.fields if fit.is_sure)

    @property
    def alike(self) -> tuple[Fit, ...]:
        """Those that are only like one of the city's row: to be asked about."""
        return tuple(fit for _, fit in self.fields if not fit.is_sure)


class Undecided(NamedTuple):
    """Titles that no row of the province's plan reviews in these specialties; none = in none of the city's row."""

    titles: tuple[str, ...]
    fields: tuple[str, ...]


class Decision(NamedTuple):
    """What the province's plan says of the titles that a row of the city recommends.

    Attributes:
        plan: the province's.
        rows: those that review them, in its order.
        undecided: what no row of it takes.
    """

    plan: Plan
    rows: tuple[Deciding, ...]
    undecided: tuple[Undecided, ...]


class Plan(NamedTuple):
    """A year's plan.

    Attributes:
        about: year, document, title, issuer, issued.
        region: where it is the plan of.
        clauses: the notice's sentences that milestones and rules rest on, by their number.
        milestones: days and words of 单位公示, 评前报告, 结果公示, 结果备案, each with its basis.
        reports: who gets the report before a review; the first entry that fits a committee counts.
        ready: what must be ready for a milestone (see `report_entries.ready_for`).
        withdrawn: rows that are no more.
        reckoning: to which days years, achievements and hours are counted, where the notice says.
        decisions: number → who decides on what a row recommends, where the province's plan was asked.
        is_draft: it waits for a person to look it through, where its file was asked.
    """

    about: Mapping[str, Any]
    region: Region
    clauses: Mapping[str, str]
    milestones: Mapping[str, Mapping[str, Any]]
    reports: tuple[Mapping[str, Any], ...]
    committees: tuple[Committee, ...]
    ready: tuple[Ready, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    reckoning: tuple[Reckoning, ...] = ()
    decisions: Mapping[int, Decision] = MappingProxyType({})
    is_draft: bool = False

    @property
    def year(self) -> int:
        """The year of the plan."""
        return int(self.about["year"])

    @property
    def last_year(self) -> int:
        """The last one in which it counts as this year's: the next where its 年度 runs on into it (`dates_in`)."""
        return max(self.year, int(self.about.get("dates_in", 0)))

    @property
    def document(self) -> str:
        """The notice's number."""
        return str(self.about["document"])

    @property
    def issued(self) -> date:
        """The notice's date."""
        return date.fromisoformat(self.about["issued"])

    @property
    def annexes(self) -> str:
        """The annexes in which its rows stand: 附件1、附件3; empty where they stand in none."""
        sources = [row.source for row in self.committees if row.source.document == self.document]
        return "、".join(f"附件{annex}" for annex in sorted({one.annex for one in sources if one.annex is not None}))

    def key_of_number(self, no: int) -> str | None:
        """The key of the body that has a number, or had it before its row was withdrawn; None = no body has it."""
        named = {one.no: one.key for one in self.withdrawn} | {one.no: one.key for one in self.committees}
        return named.get(no) or None
