"""What is said of a word for a field of work that nobody knows, or that no row takes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zhicheng_cli.errors import NextStep, Pointer, ZcError

if TYPE_CHECKING:
    from .committees import Committee
    from .taking import Taking

_RECEIVERS, _NAMED = 2, 3


class UnknownWordError(ZcError):
    """Nobody knows the word for the field, and the title does not tell it; the message names what is near in the same
    trade, and whom to ask."""

    def __init__(self, word: str, title: str | None, search: Taking) -> None:
        takers = search.takers(title) if title else search.plan.committees
        units = (" ".join((each.unit, *each.phones)) for one in takers if not one.limits for each in one.receivers)
        most = Counter(units).most_common(_RECEIVERS)
        ask = "、".join(unit for unit, _ in most) or search.plan.region.bureau
        is_title = any(word in one for one in search.titles)
        see = Pointer(NextStep.AS_TITLE) if is_title else None
        named = near_words(word, search) or "没有相近的写法；"
        super().__init__(f"不知道这个词：{word}", f"{named}写所学专业或所做工作的名称，或问{ask}", see)


def near_words(word: str, search: Taking) -> str:
    """The known words of the same trade, as a question; empty = there are none."""
    near = search.fields.near(word)[:_NAMED]
    return f"是否想写{'、'.join(f'“{one}”' for one in near)}？" if near else ""


def rows_of_field(typed: str, search: Taking) -> list[Committee]:
    """The committees that take a field told in whatever words, in the plan's order.

    Raises:
        UnknownWordError: nobody knows the word, or it is only like one.
        ZcError: no title is to be had for it, or the plan has no row for it.
    """
    field = search.asked_field(typed)
    is_guessed = field.is_read and field.meaning is not None and field.meaning.slipped
    if found := () if is_guessed else search.fields.committees(field.word):
        return found
    if field.meaning is None or is_guessed:
        raise UnknownWordError(typed, None, search)
    raise ZcError(
        f"“{typed}”：{field.meaning.told or '这个计划没有收它的评委会'}", see=Pointer(NextStep.ALL_COMMITTEES)
    )
