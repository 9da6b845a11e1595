"""The filters as options, for every command that takes them; the shell completes their values."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.filters import FILTERS, Filter, Filters
from zhicheng_cli.written.folding import folded

from .options import in_place_of, option, read_month, read_today

if TYPE_CHECKING:
    from .session import Session

#: What was typed, by the name of the parameter.
Asked = Mapping[str, Any]


class By(StrEnum):
    """Which printed period `--month` looks at."""

    CUTOFF = "cutoff"
    REVIEW = "review"


def takes_filters(*, days: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command an option for each filter, in the place of its parameter `asked: Asked`.

    Args:
        days: also for those that look at days.
    """

    options = [made for one in FILTERS if days or one.many for made in _options(one)]
    return in_place_of("asked", options, dict)


def _options(one: Filter) -> Iterator[inspect.Parameter]:
    if one.many:
        yield _option(one.name, str, metavar=one.value, help=one.about, autocompletion=_completion(one))
    elif one.name == "month":
        yield _option(one.name, str, metavar=one.value, help=one.about)
        yield _option("by", By, help="--month 看截止（cutoff，缺省）还是看评审（review）")
    elif one.name == "open_on":
        yield _option("still_open", bool, "--open", default=False, help=one.about)


def _option(name: str, kind: type, *flags: str, default: Any = None, **about: Any) -> inspect.Parameter:
    typed = kind if default is not None else kind | None
    return option(name, Annotated[typed, typer.Option(*flags, **about)], default)


def _completion(one: Filter) -> Callable[[typer.Context, str], list[str]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from .session import Session

        try:
            year, today, data_dir, city = map(ctx.params.get, ("year", "today", "data_dir", "city"))
            known = one.known(Session(year, read_today(today), data_dir, city=city).data.search)
        except ZcError:
            return []
        return [word for word in known if word.startswith(incomplete)]

    return complete


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
