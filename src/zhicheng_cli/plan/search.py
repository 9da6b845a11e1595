"""Which committees fit the filters, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.workdays import WorkCalendar

from .committees import Committee, Plan, Route
from .deadlines import dated, why_undated
from .fields import Fields, distinct, folded
from .periods import Period, Status
from .titles import Titles


class Filters(NamedTuple):
    """What `zc plan` was asked for; None means "any".

    Attributes:
        by: whether `month` speaks of the cut-off or of the review.
        open_on: keep what may still be handed in on that day.
    """

    month: int | None = None
    by: str = "cutoff"
    level: str | None = None
    route: str | None = None
    kind: str | None = None
    specialty: str | None = None
    title: str | None = None
    receiver: str | None = None
    open_on: date | None = None


class Match(NamedTuple):
    """A committee, and why it fits, one short reason per filter that is not self-evident."""

    committee: Committee
    reasons: tuple[str, ...] = ()


class Taken(NamedTuple):
    """How a committee takes a title.

    Attributes:
        column: 所评 or 推荐; None = not printed by name, but of a level that a route names.
        words: the printed entry, which may be a group of titles; or the words of the route.
        other_name: the printed name, where it is the title's old or new one.
    """

    column: str | None
    words: str
    other_name: str | None = None


class Search:
    """Finds committees in a plan.

    Args:
        titles, aliases: the contents of `titles.yaml` and `aliases.yaml`, read when first needed.
    """

    def __init__(self, plan: Plan, titles: Mapping[str, Any], aliases: Mapping[str, Any]) -> None:
        self.plan = plan
        self._titles, self._aliases = titles, aliases

    @cached_property
    def titles(self) -> Titles:
        """All known titles."""
        return Titles(self._titles)

    @cached_property
    def fields(self) -> Fields:
        """The plan's fields of work, with the aliases for them."""
        return Fields(self.plan, self.titles, self._aliases)

    def select(self, filters: Filters, calendar: WorkCalendar) -> list[Match]:
        """The committees that fit all filters, in the plan's order.

        Raises:
            ZcError: a filter's value is unknown (exit code 2, with a suggestion).
        """
        tests = list(self._tests(filters, calendar))
        matches = []
        for committee in self.plan.committees:
            reasons = [test(committee) for test in tests]
            if all(reason is not None for reason in reasons):
                matches.append(Match(committee, tuple(reason for reason in reasons if reason)))
        return matches

    def _tests(self, filters: Filters, calendar: WorkCalendar) -> Iterator[Callable[[Committee], str | None]]:
        """A test answers None (does not fit), or the reason, which may be empty."""
        if filters.month is not None:
            yield _in_month(filters.month, filters.by)
        if filters.level is not None:
            yield self._has_level(filters.level)
        if filters.route is not None:
            yield self._has_route(filters.route)
        if filters.kind is not None:
            yield self._is_kind(filters.kind)
        if filters.specialty is not None:
            yield self._has_specialty(filters.specialty, filters)
        if filters.title is not None:
            yield self._has_title(filters.title)
        if filters.receiver is not None:
            yield self._has_receiver(filters.receiver)
        if filters.open_on is not None:
            yield _is_open(filters.open_on, self.plan.year, calendar)

    def without_dates(self, filters: Filters, calendar: WorkCalendar) -> list[tuple[Committee, Period]]:
        """The committees that a month cannot find since their period has no date, and that fit all other filters.

        Returns:
            Each with that period.
        """
        if filters.month is None:
            return []
        fitting = self.select(filters._replace(month=None), calendar)
        found = [(match.committee, _period(match.committee, filters.by)) for match in fitting]
        return [(committee, period) for committee, period in found if period.status is not Status.DATED]

    def levels_of(self, committee: Committee) -> tuple[str, ...]:
        """The levels of a committee's titles, and those its routes name, lowest first."""
        found = {title.level for name in committee.all_titles for title in self.titles.named(name, committee.series)}
        found |= {level for route in committee.routes for level in route.levels}
        return tuple(level for level in self.titles.levels if level in found)

    def _has_level(self, word: str) -> Callable[[Committee], str | None]:
        levels = self.titles.levels_in(word)
        if not levels:
            raise unknown("级别", word, self.titles.level_words)
        return lambda committee: self._level_reason(committee, set(levels))

    def _level_reason(self, committee: Committee, levels: set[str]) -> str | None:
        if not levels & set(self.levels_of(committee)):
            return None
        examined = [route.words for route in committee.routes if levels & set(route.levels)]
        named = {
            words: any(title.level in levels for name in titles for title in self.titles.named(name, committee.series))
            for words, titles in _titles_by_column(committee)
        }
        return _by_column(committee, named) if any(named.values()) else "；".join(examined)

    def _has_route(self, word: str) -> Callable[[Committee], str | None]:
        known = distinct(route.route for committee in self.plan.committees for route in committee.routes)
        if word not in known:
            raise unknown("评审方式", word, known)
        return lambda committee: "" if any(route.route == word for route in committee.routes) else None

    def _is_kind(self, word: str) -> Callable[[Committee], str | None]:
        known = distinct(committee.kind for committee in self.plan.committees)
        if word not in known:
            raise unknown("类别", word, known)
        return lambda committee: "" if committee.kind == word else None

    def _has_title(self, word: str) -> Callable[[Committee], str | None]:
        word = folded(word)
        printed = distinct(entry for committee in self.plan.committees for entry in _entries(committee))
        if word not in self.titles and word not in map(folded, printed):
            raise ZcError(f"没有这个职称名称：{word}", _title_hint(word, (*self.titles, *printed)))
        return lambda committee: self._title_reason(committee, word)

    def _title_reason(self, committee: Committee, word: str) -> str | None:
        taken = self.takes(committee, word)
        if taken is None:
            return None
        if taken.other_name:
            return f"“{word}”与“{taken.other_name}”是同一职称的两种名称"
        return f"“{word}”：{taken.words}" if taken.column is None else _by_column(committee, {taken.column: True})

    def title_hint(self, word: str) -> str:
        """What to write instead of a title that is not known."""
        return _title_hint(word, self.titles)

    def takes(self, committee: Committee, title: str) -> Taken | None:
        """How a committee takes a title: grouped titles, old and new names, and levels that a route names count too."""
        word = folded(title)
        for name in (word, *self._other_names(committee, word)):
            for column, entry, titles in _entries_by_column(committee):
                if name in map(folded, (entry, *titles)):
                    return Taken(column, entry, None if name == word else name)
        for route in committee.routes:
            if route.levels and self._examined(word, committee, route):
                return Taken(None, route.words)
        return None

    def _other_names(self, committee: Committee, word: str) -> list[str]:
        of_series = (one for one in self.titles.named(word) if one.series in committee.series)
        return [one.other_name for one in of_series if one.other_name in committee.all_titles]

    def _examined(self, word: str, committee: Committee, route: Route) -> bool:
        """A title that the row does not print by name but covers by level, such as 会计师 in 初中级以考代评."""
        return any(
            title.series in committee.series and title.level in route.levels for title in self.titles.named(word)
        )

    def _has_receiver(self, word: str) -> Callable[[Committee], str | None]:
        word = folded(word)
        number = word.removeprefix(self.plan.about["area_code"]).lstrip("- ")

        def fits(committee: Committee) -> str | None:
            hit = any(word in folded(receiver.unit) or number in receiver.phones for receiver in committee.receivers)
            return "" if hit else None

        if not any(fits(committee) is not None for committee in self.plan.committees):
            units = distinct(receiver.unit for committee in self.plan.committees for receiver in committee.receivers)
            raise unknown("材料接收单位", word, units)
        return fits

    def _has_specialty(self, word: str, filters: Filters) -> Callable[[Committee], str | None]:
        self.fields.committees(word)
        return lambda committee: None if self._excepted(committee, filters) else self.fields.reason(committee, word)

    def _excepted(self, committee: Committee, filters: Filters) -> bool:
        """Whether the row does not take the specialty at the level asked for: 防灾减灾(初、中级除外)."""
        fit = committee.except_levels and self.fields.fit(committee, filters.specialty or "")
        if not fit:
            return False
        wanted = set(self.titles.levels_in(filters.level) if filters.level else ())
        wanted |= {one.level for one in self.titles.named(filters.title or "", committee.series)}
        excepted = {level for one in committee.except_levels if one.specialty == fit.words for level in one.levels}
        return bool(wanted) and wanted <= excepted


def _titles_by_column(committee: Committee) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The titles a row reviews, and those it only recommends, as printed and singly."""
    for words, entries in (("所评", committee.reviews), ("推荐", committee.recommends)):
        yield words, (*entries, *committee.single_titles(entries))


def _entries_by_column(committee: Committee) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Column, printed entry, and the single titles that it stands for."""
    for words, entries in (("所评", committee.reviews), ("推荐", committee.recommends)):
        for entry in entries:
            yield words, entry, committee.single_titles((entry,))


def _by_column(committee: Committee, named: Mapping[str, bool]) -> str:
    """Whether the row itself reviews what is looked for, or prints it under 推荐资格; how, where it says how."""
    if [words for words, is_named in named.items() if is_named] != ["推荐"]:
        return ""
    if committee.kind in ("中评委", "初评委", "区县评委会") and "自主评审" not in committee.route_names:
        return "本行只推荐，不评审"
    routes = [route for route in committee.route_names if route != "评审"]
    return f"印在推荐资格栏{f'，方式：{chr(0x3001).join(routes)}' if routes else ''}"


def _entries(committee: Committee) -> tuple[str, ...]:
    return (*committee.reviews, *committee.recommends)


def _period(committee: Committee, by: str) -> Period:
    return committee.review if by == "review" else committee.cutoff


def _in_month(month: int, by: str) -> Callable[[Committee], str | None]:
    def fits(committee: Committee) -> str | None:
        touching = [one for one in _period(committee, by).windows if one.touches(month)]
        if not touching:
            return None
        # A range is found by the months in which papers are taken, too, not by its end alone.
        spans = [f"{one.starts} 至 {one.latest}" for one in touching if one.opens and one.latest.month != month]
        return f"{'评审' if by == 'review' else '接收'}期 {'、'.join(spans)}" if spans else ""

    return fits


def _is_open(today: date, year: int, calendar: WorkCalendar) -> Callable[[Committee], str | None]:
    """Open: a window whose last day has not passed; an undated row while the plan's year lasts."""

    def fits(committee: Committee) -> str | None:
        if not committee.cutoff.windows:
            return why_undated(committee.cutoff) if today.year <= year else None
        windows = dated(committee.cutoff, calendar)
        begun = [days for one, days in windows if one.starts_taking(today) and today <= days.last]
        if not begun:
            return None
        told = [f"{one.who or '其他单位'}已截止" for one, days in windows if days.last < today]
        if all(days.safe < today for days in begun):
            told.append("稳妥日已过，可能已截止")
        return "；".join(told)

    return fits


def _title_hint(word: str, titles: Iterable[str]) -> str:
    """The likely title; a merely similar one may be of another level (中级经济师, 高级经济师) or trade."""
    from difflib import get_close_matches

    near = get_close_matches(word, [title for title in titles if title.startswith(word[:1])], n=1, cutoff=0.8)
    return f"是否想写“{near[0]}”？" if near else "职称要写全名，例如 工程师；全部见 zc plan 的所评、推荐资格"


def unknown(what: str, word: str, choices: Iterable[str]) -> ZcError:
    """The error for a value that is not known, with the likely one."""
    from zhicheng_cli.files.findings import did_you_mean

    return ZcError(f"没有这个{what}：{word}", did_you_mean(word, distinct(choices)) or "全部见 zc plan")
