"""The law that rules apply: the plan, the dated parameters, the standards, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.errors import Pointer, ZcError
from zhicheng_cli.plan.citation import Citation, read_citation
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import DueDays, dated
from zhicheng_cli.plan.periods import Window
from zhicheng_cli.plan.reckoning import Reckoning, reckonings
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.titles import Title
from zhicheng_cli.workdays import WorkCalendar

from .figure_forms import MONTHS_IN, misfit
from .figures import NO_FIGURE, UNFIT_FIGURE, FigureRow, concerns, distance, holding
from .plan_rows import PlanRows
from .standards import LevelStandard, Standard, read_standard

if TYPE_CHECKING:
    from zhicheng_cli.plan.dataset import Dataset


class FigureError(ZcError):
    """The data has no figure `name` that holds on a day, or one that is none, and why: the rule that needs it cannot
    judge, the others can."""

    def __init__(self, name: str, day: date, why: str = "") -> None:
        super().__init__((UNFIT_FIGURE if why else NO_FIGURE).format(figure=name, whose="", day=day, why=why))
        self.name, self.day, self.why = name, day, why


class Parameter(NamedTuple):
    """One figure of the law, with the words it rests on (`data/rules.yaml`).

    Attributes:
        value: a number, or words.
        of: of how many the number is a share; None = it stands by itself.
        unit: of a number: 学时, 年 or 月.
        words: the rule in words.
        whose: for whom it holds, in words: 全国, or the name of a province or city.
        see: where more of it stands.
    """

    id: str
    value: int | tuple[str, ...] | None
    words: str
    cite: Citation
    whose: str = "全国"
    of: int | None = None
    unit: str = ""
    see: Pointer | None = None

    @property
    def number(self) -> int:
        """The value of a parameter that is a number."""
        if not isinstance(self.value, int):
            raise ZcError(f"参数 {self.id} 应当是数字", "请检查 rules.yaml")
        return self.value

    @property
    def listed(self) -> tuple[str, ...]:
        """The value of a parameter that is a list of words."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def months(self) -> int:
        """The same of a term, in months."""
        return self.number * MONTHS_IN[self.unit]


class Initial(NamedTuple):
    """One line of the table of 初定: with such a degree and so many years of work, such a level.

    Attributes:
        after_degree: of the years, at least so many after the degree.
    """

    degrees: tuple[str, ...]
    years: int
    after_degree: int
    level: str
    cite: Citation


class Law:
    """Everything a rule may ask about beside the facts. It reads no clock: `today` is the day of judgement.

    Args:
        rules: the content of `rules.yaml`, validated.
        standards: the contents of the standards, validated.
    """

    def __init__(
        self,
        search: Search,
        rules: Mapping[str, Any],
        standards: Mapping[str, Mapping[str, Any]],
        calendar: WorkCalendar,
        today: date,
    ) -> None:
        self.search, self.calendar, self.today = search, calendar, today
        self.plan: Plan = search.plan
        self.rows = PlanRows(search, calendar, today)
        self._rules = rules
        self._standards = standards
        self.committee = lru_cache(maxsize=None)(self._committee)
        self.target = lru_cache(maxsize=None)(self._target)
        self.routes = lru_cache(maxsize=None)(self._routes)
        self.cutoffs = lru_cache(maxsize=None)(self._cutoffs)
        self.standard = lru_cache(maxsize=None)(self._standard)
        self.initial = lru_cache(maxsize=None)(self._initial)

    @cached_property
    def year_end(self) -> date:
        """31 December of the plan's year: the day as of which parameters hold, and to which years are counted."""
        return date(self.plan.year, 12, 31)

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """The standards by their series."""
        return {value["series"]: read_standard(value, self.plan.region) for value in self._standards.values()}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters that hold in the plan's year, by their names; none that is no figure."""
        return {name: _parameter(row) for name, row in self._nearest.items() if misfit(row) is None}

    @cached_property
    def _nearest(self) -> dict[str, FigureRow]:
        return {row["id"]: row for row in sorted(self._holding("parameters"), key=distance, reverse=True)}

    @cached_property
    def initials(self) -> tuple[Initial, ...]:
        """The table of 初定 as it holds in the plan's year."""
        return tuple(map(_initial, self._holding("initial")))

    @cached_property
    def equivalents(self) -> dict[str, str]:
        """What the classes of 技工院校 count as: 高级工班 → 大专, by the words of the dossier."""
        rows = sorted(self._holding("equivalents"), key=distance, reverse=True)
        return {row["word"]: row["degree"] for row in rows}

    def reckons(self, counted: str) -> bool:
        """Whether the notice prints a day to which something is counted (资历, 学时), be it for some cases alone."""
        return any(counted in one.counts for one in self.plan.reckoning)

    def reckonings(
        self, counted: str, title: str | None, batches: Iterable[int | None]
    ) -> tuple[Reckoning | None, ...]:
        """The days to which the notice has something counted, for a title in one of some batches; see `reckonings`."""
        titles = self.search.titles
        levels = dict.fromkeys(one.level for one in titles.named(title or "")) or titles.levels
        return reckonings(self.plan.reckoning, counted, levels, batches)

    def _holding(self, table: str) -> Iterator[FigureRow]:
        return holding(self._rules.get(table, ()), self.plan.region, self.year_end)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            FigureError: none holds in the plan's year, or the one that does is no figure.
        """
        if name in self.parameters:
            return self.parameters[name]
        unfit = misfit(self._nearest[name]) if name in self._nearest else None
        raise FigureError(name, self.year_end, unfit.why if unfit else "")

    def speaks_of(self, name: str) -> bool:
        """Whether the data has a parameter of that name, be it for another year."""
        return any(row["id"] == name and concerns(row, self.plan.region) for row in self._rules.get("parameters", ()))

    def _initial(self, degree: str, level: str) -> Initial | None:
        fitting = [row for row in self._holding("initial") if degree in row["degrees"] and row["level"] == level]
        return _initial(min(fitting, key=distance)) if fitting else None

    def _committee(self, number: int | None) -> Committee | None:
        return next((one for one in self.plan.committees if one.no == number), None)

    def _target(self, title: str | None, committee: int | None = None) -> Title | None:
        """The title applied for; one that several series bear is read as the committee's."""
        if title is None:
            return None
        of = self.committee(committee)
        found = self.search.titles.named(title, of.series if of else ())
        return found[0] if found else None

    def _routes(self, committee: int | None, target: Title) -> tuple[str, ...]:
        """The ways by which a committee's row leads to a title, in printed order; none without a committee."""
        of = self.committee(committee)
        return tuple(dict.fromkeys(route.route for route in of.routes if route.leads_to(target))) if of else ()

    def _standard(self, target: Title) -> LevelStandard | None:
        """The degree-and-years standard of a title."""
        if target.series not in self.standards:
            return None
        return self.standards[target.series].level(target.level, target.title)

    def _cutoffs(self, committee: int | None, county: str | None) -> tuple[tuple[tuple[Window, DueDays], ...], ...]:
        """The windows of a committee's cut-off, each with its two days, for each of those to whom an applicant of that
        county may belong; without a county, for those who are not told apart by it.

        Raises:
            CalendarRangeError: the calendar does not know the days.
        """
        of = self.committee(committee)
        if of is None:
            return ()
        windows = dated(of.cutoff, self.calendar)
        whom = self.plan.region.audiences_of(county or "", (window.audience for window, _ in windows))
        return tuple(tuple(pair for pair in windows if pair[0].audience == one) for one in whom)

    def rank(self, level: str) -> int:
        """The level's place, from 0 for the lowest."""
        return self.search.titles.levels.index(level)

    def column(self, committee: Committee, column: str) -> Citation:
        """A cell of the plan as what a reason rests on."""
        return committee.cite(column)


def _parameter(row: FigureRow) -> Parameter:
    whose = row.get("city", row.get("province", "全国"))
    value, cite = _value(row.get("value")), read_citation(row["source"])
    return Parameter(row["id"], value, row["words"], cite, whose, row.get("of"), row.get("unit", ""))


def _initial(row: FigureRow) -> Initial:
    return Initial(tuple(row["degrees"]), row["years"], row["after_degree"], row["level"], read_citation(row["source"]))


def _value(value: Any) -> int | tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) else value


def make_law(data: Dataset, today: date, calendar: WorkCalendar | None = None) -> Law:
    """The law of a dataset's year.

    Raises:
        InvalidDataError: the rules or a standard have errors.
        ZcError: the data folder has no figures or no standards.
    """
    from .law_files import read_rules

    rules, standards = read_rules(data)
    return Law(data.search, rules, standards, calendar or data.calendar, today)
