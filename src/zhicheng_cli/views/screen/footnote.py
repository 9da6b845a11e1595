"""What stands below an answer: short, unless everything is asked for."""

from __future__ import annotations


class Footnote:
    """A note, in a few words and at length; shown once, below everything else.

    Args:
        short: one line; empty = only who asks for everything reads of it.
        long: all there is to say, with -v.
    """

    __slots__ = ("long", "short")

    def __init__(self, short: str, long: str) -> None:
        self.short, self.long = short, long
