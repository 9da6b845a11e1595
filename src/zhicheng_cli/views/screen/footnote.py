"""What stands below an answer: short, unless everything is asked for."""

from __future__ import annotations

from typing import NamedTuple


class Footnote(NamedTuple):
    """A note, in a few words and at length; shown once, below everything else.

    Attributes:
        short: one line; empty = only who asks for everything reads of it.
        long: all there is to say, with -v.
    """

    short: str
    long: str
