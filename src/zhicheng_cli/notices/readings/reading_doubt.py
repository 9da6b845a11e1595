"""A reading that is not plain, with what was assumed."""

from __future__ import annotations

from typing import NamedTuple


class ReadingDoubt(NamedTuple):
    """One thing that a person has to look at.

    Attributes:
        code: of the finding, W440 to W459.
        column: a key of `Committee.printed`, or another column by its printed header.
        message: what is printed, in a Chinese sentence.
        assumed: how it was read.
        note: what the plan itself tells of it; empty = nothing.
    """

    code: str
    column: str
    message: str
    assumed: str
    note: str = ""
