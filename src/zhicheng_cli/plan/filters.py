"""The filters: each defined once, for every command, for subscriptions and for the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.phones import local_number

from .fields import distinct
from .titles import likely_title
from .unknown_word import rows_of_field

if TYPE_CHECKING:
    from zhicheng_cli.workdays import WorkCalendar

    from .committees import Committee
    from .periods import Period, Window
    from .taking import Taking

    #: Why a committee fits, which may be an empty string; None = it does not.
    Test = Callable[[Committee], str | None]

_TAKEN = "接收"
_SEPARATORS = re.compile("[、，,；;/]")
FilterValue = str | tuple[str, ...] | None


class Filters(NamedTuple):
    """What is asked for: all of it, and of several words for one filter any. None = not asked.

    Attributes:
        month, review_month: touched by the time for handing in, or by that of the review.
        open_on: what may still be handed in on that day.
    """

    month: int | None = None
    review_month: int | None = None
    level: FilterValue = None
    route: FilterValue = None
    kind: FilterValue = None
    series: FilterValue = None
    specialty: FilterValue = None
    title: FilterValue = None
    receiver: FilterValue = None
    open_on: date | None = None

    def values(self, name: str) -> tuple[Any, ...]:
        """What one filter is asked: nothing, one value or several; words folded."""
        value = getattr(self, name)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        return tuple(folded(one) if isinstance(one, str) else one for one in values)


class Filter(NamedTuple):
    """One filter, as every door knows it.

    Attributes:
        name: the field of `Filters`, and of the page's form.
        many: the field of a subscription, which takes a list; None = it looks at days, which change: who subscribed
            by them would not hear of the very change.
        label: what is asked.
        value: what stands for a value in a help text.
        about: what may be written.
        example: a value that people write.
        known: the values there are: to suggest, to complete and to choose from.
        test: how a value is judged on a committee; raises ZcError for one that is not known.
        phrase: how a value reads, where that is not `label：value`.
    """

    name: str
    many: str | None
    label: str
    value: str
    about: str
    example: str
    known: Callable[[Taking], Iterable[Any]]
    test: Callable[[Any, Taking, WorkCalendar], Test]
    phrase: str = ""

    def says(self, values: Iterable[Any]) -> str:
        """The values in words: `级别：中级、高级`."""
        return (self.phrase or f"{self.label}：{{}}").format("、".join(map(str, values)))


def in_words(filters: Filters) -> str:
    """The filters as people say them; empty = none."""
    return "；".join(one.says(values) for one in FILTERS if (values := filters.values(one.name)))


def unknown(what: str, word: str, choices: Iterable[str]) -> ZcError:
    """The error for a value that is not known, with the likely one."""
    from zhicheng_cli.files.findings import did_you_mean

    hint = did_you_mean(word, distinct(choices))
    return ZcError(f"没有这个{what}：{word}", hint, None if hint else Pointer(NextStep.ALL_COMMITTEES))


def cutoff_of(committee: Committee) -> Period:
    """What `month` looks at."""
    return committee.cutoff


def review_of(committee: Committee) -> Period:
    """What `review_month` looks at."""
    return committee.review


def _months(_taking: Taking) -> Iterable[int]:
    return range(1, 13)


def _in_month(period: Callable[[Committee], Period], what: str) -> Callable[[int, Taking, WorkCalendar], Test]:
    def test(month: int, _taking: Taking, _calendar: WorkCalendar) -> Test:
        def fits(committee: Committee) -> str | None:
            touching = [one for one in period(committee).windows if one.touches(month)]
            return _touching(touching, month, what) if touching else None

        return fits

    return test


def taken_in(committee: Committee, month: int) -> Iterator[tuple[Window, str]]:
    """The windows of a cut-off that `month` finds, and why each."""
    touching = (one for one in committee.cutoff.windows if one.touches(month))
    return ((one, _touching([one], month, _TAKEN)) for one in touching)


def _touching(windows: Iterable[Window], month: int, what: str) -> str:
    """Why a month finds windows: a range by the months in which papers are taken, too, not by its end alone."""
    spans = [f"{one.starts} 至 {one.latest}" for one in windows if one.opens and one.latest.month != month]
    return f"{what}期 {'、'.join(spans)}" if spans else ""


def _levels(taking: Taking) -> Iterable[str]:
    return taking.titles.level_words


def _of_level(word: str, taking: Taking, _calendar: WorkCalendar) -> Test:
    levels = taking.titles.levels_in(word)
    if not levels:
        raise unknown("级别", word, _levels(taking))
    return lambda committee: taking.level_reason(committee, set(levels))


def _printed(words: Callable[[Committee], Iterable[str]]) -> Callable[[Taking], Iterable[str]]:
    """All that stands in a column, in the plan's order."""
    return lambda taking: distinct(word for one in taking.plan.committees for word in words(one))


def _with(
    what: str, words: Callable[[Committee], Iterable[str]], meant: Callable[[str, Taking], str] = lambda word, _: word
) -> Callable[[str, Taking, WorkCalendar], Test]:
    """Fits where the word stands in a column as it is."""

    def test(word: str, taking: Taking, _calendar: WorkCalendar) -> Test:
        asked, known = meant(word, taking), _printed(words)(taking)
        if asked not in known:
            raise unknown(what, word, known)
        return lambda committee: "" if asked in words(committee) else None

    return test


def _routes(committee: Committee) -> Iterable[str]:
    return committee.route_names


def _kinds(committee: Committee) -> Iterable[str]:
    return (committee.kind,)


def _series(committee: Committee) -> Iterable[str]:
    return committee.series


def _of_specialty(word: str, taking: Taking, _calendar: WorkCalendar) -> Test:
    fields = [taking.asked_field(one).word for one in _of_a_list(word, taking) if rows_of_field(one, taking)]

    def fits(committee: Committee) -> str | None:
        return next(filter(None, (taking.fields.reason(committee, one) for one in fields)), None)

    return fits


def _of_a_list(word: str, taking: Taking) -> tuple[str, ...]:
    """The fields of a list that is no word by itself: 会计、审计."""
    parts = tuple(filter(None, _SEPARATORS.split(word)))
    return parts if len(parts) > 1 and taking.asked_field(word).is_read else (word,)


def _titles(taking: Taking) -> Iterable[str]:
    return distinct((*taking.titles, *_printed(lambda one: (*one.reviews, *one.recommends))(taking)))


def _of_title(word: str, taking: Taking, _calendar: WorkCalendar) -> Test:
    if word not in map(folded, _titles(taking)):
        raise ZcError(f"没有这个职称名称：{word}", likely_title(word, taking.titles))
    return lambda committee: taking.title_reason(committee, word)


_units = _printed(lambda one: (receiver.unit for receiver in one.receivers))


def _at_receiver(word: str, taking: Taking, _calendar: WorkCalendar) -> Test:
    area = taking.plan.region.area_code
    number = local_number(word, area)

    def fits(committee: Committee) -> str | None:
        phones = (local_number(phone, area) for one in committee.receivers for phone in one.phones)
        hit = any(word in folded(one.unit) for one in committee.receivers) or number in phones
        return "" if hit else None

    if not any(fits(committee) is not None for committee in taking.plan.committees):
        raise unknown("材料接收单位", word, _units(taking))
    return fits


def _is_open(today: date, taking: Taking, calendar: WorkCalendar) -> Test:
    """Open: a window whose last day has not passed; an undated row while the plan's year lasts."""
    from .deadlines import dated, why_undated

    def fits(committee: Committee) -> str | None:
        if not committee.cutoff.windows:
            return why_undated(committee.cutoff) if today.year <= taking.plan.last_year else None
        windows = dated(committee.cutoff, calendar)
        begun = [days for one, days in windows if one.starts_taking(today) and today <= days.last]
        if not begun:
            return None
        told = [f"{one.who or '其他单位'}已截止" for one, days in windows if days.last < today]
        if all(days.safe < today for days in begun):
            told.append("稳妥日已过，可能已截止")
        return "；".join(told)

    return fits


#: The month comes first: its reason may be another one for each window.
FILTERS = (
    Filter(
        "month", None, "接收材料的月份", "月", "接收材料（或评审）的时间碰到这个月的，1 到 12", "7",
        _months, _in_month(cutoff_of, _TAKEN), "{}月接收材料",
    ),
    Filter(
        "review_month", None, "评审的月份", "月", "评审的时间碰到这个月的，1 到 12", "9",
        _months, _in_month(review_of, "评审"), "{}月评审",
    ),
    Filter(
        "level", "levels", "级别", "级别", "初级、中级、高级，或员级、助理级、副高级、正高级", "中级",
        _levels, _of_level,
    ),
    Filter(
        "route", "routes", "评审方式", "方式", "评审、以考代评、考评结合、委托评审、初定、自主评审", "以考代评",
        _printed(_routes), _with("评审方式", _routes),
    ),
    Filter(
        "kind", "kinds", "类别", "类别", "高评委、中评委、中初评委、初评委、专业、初定、自主评审单位、区县评委会",
        "中评委", _printed(_kinds), _with("类别", _kinds),
    ),
    Filter(
        "series", "series", "系列", "系列", "系列的全名，如工程", "工程",
        _printed(_series), _with("系列", _series, lambda word, taking: taking.titles.series_called(word) or word),
    ),
    Filter(
        "specialty", "specialties", "专业", "专业", "专业、系列或备注里的字，也认常用叫法，如暖通", "暖通",
        lambda taking: taking.fields.specialties(), _of_specialty,
    ),
    Filter(
        "title", "titles", "职称", "职称", "职称全名，如工程师（不会找到高级工程师）", "工程师",
        _titles, _of_title,
    ),
    Filter(
        "receiver", "receivers", "接收单位", "单位", "材料接收单位的名称或电话", "市教育局",
        _units, _at_receiver,
    ),
    Filter(
        "open_on", None, "还没有截止", "", "今天还没有截止的", "",
        lambda taking: (), _is_open, "{} 还没有截止",
    ),
)  # fmt: skip
