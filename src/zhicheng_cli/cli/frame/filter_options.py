"""The filters as options, for every command that takes them; the shell completes their values."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.filters import FILTERS, Filter, Filters, in_words
from zhicheng_cli.written.folding import folded

from .completions import Offer, committees, offering_of_data, titles
from .options import in_place_of, option, read_month

if TYPE_CHECKING:
    from zhicheng_cli.plan.committees import Committee
    from zhicheng_cli.plan.dataset import Dataset
    from zhicheng_cli.plan.periods import Period
    from zhicheng_cli.plan.search import Match

    from .session import Session

CommitteeList = Annotated[
    list[str] | None,
    typer.Option(
        "--committee",
        "-c",
        metavar="序号或名称",
        help="只要这几个评委会；可以写几次",
        autocompletion=offering_of_data(committees),
    ),
]
#: What was typed, by the name of the parameter.
Asked = Mapping[str, Any]


class By(StrEnum):
    """Which printed period `--month` looks at."""

    CUTOFF = "cutoff"
    REVIEW = "review"


class Selected(NamedTuple):
    """What was asked for, and found.

    Attributes:
        numbers: the committees that were named; empty = all.
        matches: those of them that fit the filters.
        undated: those that fit but for the month, which their period does not tell; with that period.
        exams: what of that which is asked for an examination alone gives, in sentences.
    """

    filters: Filters
    numbers: tuple[int, ...]
    matches: list[Match]
    undated: list[tuple[Committee, Period]]
    exams: tuple[str, ...] = ()

    @property
    def chosen(self) -> str:
        """What was asked for, in words; empty = the whole plan."""
        told = f"序号：{'、'.join(map(str, self.numbers))}" if self.numbers else ""
        return "；".join(filter(None, (told, in_words(self.filters))))


def takes_filters() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command an option for each filter, and one for committees by name, in the place of its parameter
    `asked: Asked`."""
    named = option("committee", CommitteeList, None)
    return in_place_of("asked", [named, *(made for one in FILTERS for made in _options(one))], dict)


def select(asked: Asked, session: Session) -> Selected:
    """What fits what was typed.

    Raises:
        ZcError: as for `read_filters`; a value is not known, or a committee's name fits none or several.
    """
    filters, names = read_filters(asked, session), asked["committee"] or ()
    return select_of(filters, _numbers_of(names, session) if names else (), session)


def _numbers_of(names: Iterable[str], session: Session) -> tuple[int, ...]:
    from zhicheng_cli.plan.find import find_committee

    return tuple(dict.fromkeys(find_committee(name.strip(), session.data.search).no for name in names))


def of_mine(asked: Asked, session: Session, *, not_me: bool) -> Asked:
    """What was typed; where that is no filter at all, and somebody looks on, the user's own committee: the one of
    whose office he is, else the one that he applies to."""
    from .own_defaults import committee_of_office
    from .profile import committee_of_profile, is_seen

    if any(value for name, value in asked.items() if name != "by"):
        return asked
    if not not_me and is_seen() and (office := committee_of_office()):
        return {**asked, "committee": [office]}
    of = committee_of_profile(session, not_me=not_me, only_if_seen=True)
    return {**asked, "committee": [of.key]} if of else asked


def select_of(filters: Filters, numbers: Collection[int], session: Session) -> Selected:
    """The same of filters and committees that are read already.

    Raises:
        ZcError: a value is not known.
    """
    search, calendar = session.data.search, session.calendar
    return Selected(
        filters,
        tuple(numbers),
        [one for one in search.select(filters, calendar) if not numbers or one.committee.no in numbers],
        [one for one in search.without_dates(filters, calendar) if not numbers or one[0].no in numbers],
        tuple(one.sentence for one in search.exams.asked(filters)),
    )


def _options(one: Filter) -> Iterator[inspect.Parameter]:
    if one.many:
        yield _option(one.name, str, metavar=one.value, help=one.about, autocompletion=offering_of_data(_offers(one)))
    elif one.name == "month":
        yield _option(one.name, str, metavar=one.value, help=one.about)
        yield _option("by", By, help="--month 看截止（cutoff，缺省）还是看评审（review）")
    elif one.name == "open_on":
        yield _option("still_open", bool, "--open", default=False, help=one.about)


def _option(name: str, kind: type, *flags: str, default: Any = None, **about: Any) -> inspect.Parameter:
    typed = kind if default is not None else kind | None
    return option(name, Annotated[typed, typer.Option(*flags, **about)], default)


def _offers(one: Filter) -> Callable[[Dataset, str], list[Offer]]:
    if one.name == "title":
        return titles
    return lambda data, incomplete: [(word, "") for word in one.known(data.search)]


def read_filters(asked: Asked, session: Session) -> Filters:
    """The filters as given on the command line.

    Raises:
        ZcError: one is empty, the month is none or of another year, `--by` stands without `--month`.
    """
    if asked.get("by") and asked["month"] is None:
        raise ZcError("--by 要和 --month 一起用", "例如 --month 7 --by review")
    found: dict[str, Any] = {
        one.name: _given(asked[one.name], f"--{one.name}") for one in FILTERS if one.many and one.name in asked
    }
    if asked.get("still_open"):
        found["open_on"] = session.today
    if (month := asked.get("month")) is not None:
        found["review_month" if asked["by"] is By.REVIEW else "month"] = _month(month, session)
    return Filters(**found)


def _month(text: str, session: Session) -> int:
    asked, month = read_month(text, "--month ")
    year = session.data.plan.year
    if asked not in (None, year):
        raise ZcError(f"--month 写的是 {asked} 年，计划是 {year} 年的", f"用 --year {asked} 选计划")
    return month


def _given(text: str | None, option: str) -> str | None:
    """The text; an empty one would match everything."""
    if text is not None and not folded(text):
        raise ZcError(f"{option} 后面没有写内容", "去掉这个选项，或写上要找的字")
    return text
