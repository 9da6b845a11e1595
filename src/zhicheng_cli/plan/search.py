"""Which committees fit: filters, names, and why a row matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import normalize

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.findings import did_you_mean
from zhicheng_cli.workdays import WorkCalendar

from .committees import Committee, Plan, Route
from .deadlines import due_days, why_undated
from .periods import Period, Status
from .titles import Titles

#: A committee's number as people write it: 12, 12号, 第12行.
_NUMBER = re.compile(r"第?(-?[0-9]+)[号行]?")
_NUMBERS = re.compile(r"\d+(?:[,，、\s]+\d+)+")


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
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Words people type → words of the plan."""
        return {row["alias"]: tuple(row["means"]) for row in self._aliases["aliases"]}

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
            yield self._has_specialty(filters.specialty)
        if filters.title is not None:
            yield self._has_title(filters.title)
        if filters.receiver is not None:
            yield self._has_receiver(filters.receiver)
        if filters.open_on is not None:
            yield _is_open(filters.open_on, self.plan.year, calendar)

    def without_dates(self, filters: Filters, calendar: WorkCalendar) -> list[Committee]:
        """The committees that a month cannot find since their period has no date, and that fit all other filters."""
        if filters.month is None:
            return []
        fitting = self.select(filters._replace(month=None), calendar)
        return [match.committee for match in fitting if _period(match.committee, filters.by).status is not Status.DATED]

    def alias_note(self, word: str) -> str | None:
        """What a user of that alias should know beside the rows it leads to."""
        notes = {row["alias"]: row.get("note") for row in self._aliases["aliases"]}
        return notes.get(folded(word))

    def levels_of(self, committee: Committee) -> tuple[str, ...]:
        """The levels of a committee's titles, and those its routes name, lowest first."""
        found = {title.level for name in committee.all_titles for title in self.titles.named(name, committee.series)}
        found |= {level for route in committee.routes for level in route.levels}
        return tuple(level for level in self.titles.levels if level in found)

    def _has_level(self, word: str) -> Callable[[Committee], str | None]:
        levels = self.titles.levels_in(word)
        if not levels:
            raise _unknown("级别", word, self.titles.level_words)
        return lambda committee: "" if set(levels) & set(self.levels_of(committee)) else None

    def _has_route(self, word: str) -> Callable[[Committee], str | None]:
        known = _distinct(route.route for committee in self.plan.committees for route in committee.routes)
        if word not in known:
            raise _unknown("评审方式", word, known)
        return lambda committee: "" if any(route.route == word for route in committee.routes) else None

    def _is_kind(self, word: str) -> Callable[[Committee], str | None]:
        known = _distinct(committee.kind for committee in self.plan.committees)
        if word not in known:
            raise _unknown("类别", word, known)
        return lambda committee: "" if committee.kind == word else None

    def _has_title(self, word: str) -> Callable[[Committee], str | None]:
        word = folded(word)
        printed = _distinct(entry for committee in self.plan.committees for entry in _entries(committee))
        if word not in self.titles and word not in map(folded, printed):
            raise _unknown("职称名称", word, (*self.titles, *printed))
        return lambda committee: self._title_reason(committee, word)

    def _title_reason(self, committee: Committee, word: str) -> str | None:
        if word in map(folded, (*_entries(committee), *committee.all_titles)):
            return ""
        for title in self.titles.named(word):
            if title.series in committee.series and title.other_name in committee.all_titles:
                return f"“{word}”与“{title.other_name}”是同一职称的两种名称"
        for route in committee.routes:
            if route.levels and self._examined(word, committee, route):
                return f"“{word}”：{route.words}"
        return None

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
            units = _distinct(receiver.unit for committee in self.plan.committees for receiver in committee.receivers)
            raise _unknown("材料接收单位", word, units)
        return fits

    def _has_specialty(self, word: str) -> Callable[[Committee], str | None]:
        self.in_field(word)
        return lambda committee: self.specialty_reason(committee, word)

    def in_field(self, word: str) -> list[Committee]:
        """The committees that take that field.

        Raises:
            ZcError: none does.
        """
        found = [committee for committee in self.plan.committees if self.specialty_reason(committee, word)]
        if not found:
            raise _unknown("专业", word, (*self.specialties(), *self.aliases))
        return found

    def specialties(self) -> tuple[str, ...]:
        """Every specialty and series of the plan, in its order."""
        return _distinct(word for one in self.plan.committees for word in (*one.specialties, *one.series))

    def specialty_reason(self, committee: Committee, word: str) -> str | None:
        """Why a committee takes that field: specialty, name, series, remark or alias; None if it does not."""
        word, remarks = folded(word), committee.printed["remarks"]
        for specialty in committee.specialties:
            if word in folded(specialty):
                return f"专业：{_with_brackets(specialty, remarks)}"
        for series in committee.series:
            if word in series or word in self.titles.series_names.get(series, ()):
                return f"系列：{series}"
        if word in folded(committee.name):
            return "名称"
        if word in folded(remarks) and not _excluded(committee, word):
            return "备注"
        for meant in self.aliases.get(word, ()):
            if meant in committee.specialties or meant in committee.series:
                return f"别名：{word} → {_with_brackets(meant, remarks)}"
        return None

    def specialties_meant(self, committee: Committee, word: str) -> tuple[str, ...]:
        """Those of a committee's specialties that the word speaks of; all, when it speaks of the whole row."""
        word = folded(word)
        aliases = self.aliases.get(word, ())
        found = tuple(one for one in committee.specialties if word in folded(one) or one in aliases)
        return found or committee.specialties

    def find(self, text: str) -> Committee:
        """The one committee of that number, name or field.

        Raises:
            ZcError: none fits, or several do; the message lists them (exit code 2).
        """
        word = folded(text)
        if not word:
            raise ZcError("没有写是哪个评委会", "写附件1 的序号，或名称、专业里的字")
        if number := _NUMBER.fullmatch(word):
            return self._numbered(number[1])
        if word in self.titles and not any(word in one for one in self.specialties()):
            raise ZcError(f"“{text}”是职称，不是评委会", f"用 zc plan --title {word} 查找评它的评委会")
        exact = [one for one in self.plan.committees if folded(one.name) == word]
        found = exact or [one for one in self.plan.committees if _named(one, word)]
        if not found and word in self.aliases:
            raise ZcError(f"“{text}”不是评委会的名称", f"用 zc plan --specialty {text} 查找")
        if len(found) == 1:
            return found[0]
        if found:
            lines = "\n".join(f"  {one.no}  {one.name}" for one in found)
            raise ZcError(f"“{text}”对应 {len(found)} 个评委会，请用序号指明：\n{lines}")
        if _NUMBERS.fullmatch(word):
            raise ZcError(f"“{text}”不是一个序号", "几个评委会请用空格分开，例如 zc deadline 12 31")
        names = (*(one.name for one in self.plan.committees), *self.specialties())
        raise _unknown("评委会", text, names)

    def _numbered(self, number: str) -> Committee:
        for committee in self.plan.committees:
            if str(committee.no) == number.lstrip("0"):
                return committee
        last = self.plan.committees[-1].no
        raise ZcError(f"没有序号为 {number} 的评委会", f"{self.plan.document} 附件1 的序号是 1 至 {last}")


def folded(text: str) -> str:
    """The text with full-width letters, digits and brackets made half-width: people type, and notices print, either."""
    return normalize("NFKC", text)


def _entries(committee: Committee) -> tuple[str, ...]:
    return (*committee.reviews, *committee.recommends)


def _with_brackets(specialty: str, remarks: str) -> str:
    """The specialty with the brackets printed after it, which may take something away: 防灾减灾(初、中级除外)."""
    printed = re.search(rf"{re.escape(specialty)}[(（][^)）]*[)）]", remarks)
    return printed[0] if printed else specialty


def _named(committee: Committee, word: str) -> bool:
    return bool(word) and any(word in folded(words) for words in (committee.name, *committee.specialties))


def _excluded(committee: Committee, word: str) -> bool:
    return any(word in series or series in word for series in committee.scope.get("excludes_series", ()))


def _period(committee: Committee, by: str) -> Period:
    return committee.review if by == "review" else committee.cutoff


def _in_month(month: int, by: str) -> Callable[[Committee], str | None]:
    return lambda committee: "" if any(one.touches(month) for one in _period(committee, by).windows) else None


def _is_open(today: date, year: int, calendar: WorkCalendar) -> Callable[[Committee], str | None]:
    """Open: a window whose last day has not passed; an undated row while the plan's year lasts."""

    def fits(committee: Committee) -> str | None:
        windows = committee.cutoff.windows
        if not windows:
            return why_undated(committee.cutoff) if today.year <= year else None
        coming = [(window, days) for window in windows if today <= (days := due_days(window, calendar)).last]
        begun = [days for window, days in coming if window.opens is None or window.opens <= today]
        if not begun:
            return None
        waiting = {window.audience for window, _ in coming}
        told = [f"{one.audience or '其他单位'}已截止" for one in windows if one.audience not in waiting]
        if all(days.safe < today for days in begun):
            told.append("稳妥日已过，可能已截止")
        return "；".join(told)

    return fits


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _unknown(what: str, word: str, choices: Iterable[str]) -> ZcError:
    return ZcError(f"没有这个{what}：{word}", did_you_mean(word, _distinct(choices)) or "全部见 zc plan")
