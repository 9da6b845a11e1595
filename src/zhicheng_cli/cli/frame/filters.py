"""The filters of `zc plan`, for every command that takes them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.errors import ZcError

from .options import read_month

if TYPE_CHECKING:
    from datetime import date

    from zhicheng_cli.plan.search import Filters


class By(StrEnum):
    """Which printed period `--month` looks at."""

    CUTOFF = "cutoff"
    REVIEW = "review"


_Text = str | None

Month = Annotated[_Text, typer.Option(metavar="月", help="接收材料（或评审）的时间碰到这个月的，1 到 12")]
ByPeriod = Annotated[By | None, typer.Option(help="--month 看截止（cutoff，缺省）还是看评审（review）")]
Level = Annotated[_Text, typer.Option(metavar="级别", help="初级、中级、高级，或员级、助理级、副高级、正高级")]
Route = Annotated[_Text, typer.Option(metavar="方式", help="评审、以考代评、考评结合、委托评审、初定、自主评审")]
Kind = Annotated[
    _Text, typer.Option(metavar="类别", help="高评委、中评委、初评委、专业、初定、自主评审单位、区县评委会")
]
Specialty = Annotated[_Text, typer.Option(metavar="专业", help="专业、系列或备注里的字，也认常用叫法，如暖通")]
Title = Annotated[_Text, typer.Option(metavar="职称", help="职称全名，如工程师（不会找到高级工程师）")]
Receiver = Annotated[_Text, typer.Option(metavar="单位", help="材料接收单位的名称或电话")]
StillOpen = Annotated[bool, typer.Option("--open", help="今天还没有截止的")]


def read_filters(year: int, *, month: str | None, by: By | None, open_on: date | None, **words: str | None) -> Filters:
    """The filters as given on the command line.

    Args:
        year: of the plan.
        words: the other fields of `Filters`, by name.

    Raises:
        ZcError: one is empty, the month is none or of another year, `--by` stands without `--month`.
    """
    from zhicheng_cli.plan.search import Filters

    if by is not None and month is None:
        raise ZcError("--by 要和 --month 一起用", "例如 --month 7 --by review")
    given = {name: _given(text, f"--{name}") for name, text in words.items()}
    return Filters(month=_month(month, year), by=(by or By.CUTOFF).value, open_on=open_on, **given)


def _month(text: str | None, year: int) -> int | None:
    if text is None:
        return None
    asked, month = read_month(text, "--month ")
    if asked not in (None, year):
        raise ZcError(f"--month 写的是 {asked} 年，计划是 {year} 年的", f"用 --year {asked} 选计划")
    return month


def _given(text: str | None, option: str) -> str | None:
    """The text without spaces around it; an empty one would match everything."""
    if text is None:
        return None
    if not text.strip():
        raise ZcError(f"{option} 后面没有写内容", "去掉这个选项，或写上要找的字")
    return text.strip()
