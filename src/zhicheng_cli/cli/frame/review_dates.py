"""The days on which committees sit, as they are typed: `2021-09-15` for one, `12=2021-09-15` for one of several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.find import find_committee

from .options import read_day

if TYPE_CHECKING:
    from zhicheng_cli.plan.committees import Committee
    from zhicheng_cli.plan.search import Search

_OPTION = "--review-date "


def read_review_dates(texts: Sequence[str], found: Sequence[Committee], search: Search) -> dict[str, date]:
    """The days by the keys of the committees.

    Args:
        found: those that were chosen.

    Raises:
        ZcError: a day cannot be read, or it is not told whose it is, or of a committee that was not chosen.
    """
    days = {}
    for text in texts:
        name, equals, day = text.replace("＝", "=").rpartition("=")
        if equals:
            committee = find_committee(name.strip(), search)
        elif len(found) == 1:
            committee = found[0]
        else:
            raise ZcError(
                f"选了 {len(found)} 个评委会，不知道 {text} 是哪一个的评审日期", "写成 序号=日期，如 12=2021-09-15"
            )
        if all(committee.key != one.key for one in found):
            raise ZcError(f"{committee.no} 号没有选上，用不上它的评审日期", "加上 -c 序号，或去掉它的 --review-date")
        days[committee.key] = read_day(day, _OPTION)
    return days
