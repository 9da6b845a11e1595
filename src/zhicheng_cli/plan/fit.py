"""How a committee takes a field of work: where it is printed, and how surely that is the field."""

from __future__ import annotations

from typing import NamedTuple

_SURE = ("专业", "系列")


class Fit(NamedTuple):
    """How a committee takes a field.

    Attributes:
        place: where it is printed: 专业, 系列, 名称, 备注; or 别名, which is our reading.
        words: what is printed there.
        exact: the word says what is printed, not a part of it, and not by an alias.
    """

    place: str
    words: str
    exact: bool

    @property
    def is_sure(self) -> bool:
        """Whether the row is printed to take it: a name or a remark may only touch it."""
        return self.exact and self.place in _SURE
