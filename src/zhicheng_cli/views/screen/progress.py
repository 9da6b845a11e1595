"""What takes longer than a second says so on a terminal: one line, which is gone when the answer comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from .output import is_quiet

if TYPE_CHECKING:
    from threading import Event

_T = TypeVar("_T")
#: Seconds before the first word, and between two.
_PATIENCE = 1.0


class Work:
    """How far it is: so many, of so many where that is known."""

    def __init__(self, total: int = 0) -> None:
        self.done, self.total = 0, total


@contextmanager
def in_progress(what: str, total: int = 0) -> Iterator[Work]:
    """While this goes on for more than a second, a line on stderr tells what, how far, and for how long.

    Not in a pipe, and not where only results are wanted.

    Args:
        what: in a few words: 读文件.
        total: of the parts; 0 = it has none that could be counted.
    """
    work = Work(total)
    if is_quiet() or sys.stderr is None or not sys.stderr.isatty():
        yield work
        return
    from threading import Event, Thread

    ended = Event()
    teller = Thread(target=_tell, args=(what, work, ended), daemon=True)
    teller.start()
    try:
        yield work
    finally:
        ended.set()
        teller.join()


def _tell(what: str, work: Work, ended: Event) -> None:
    from time import monotonic

    from .terminal import cell_width

    started, widest = monotonic(), 0
    while not ended.wait(_PATIENCE):
        far = f" {work.done}/{work.total}" if work.total else f" {work.done}" if work.done else ""
        line = f"{what}{far}，已 {int(monotonic() - started)} 秒…"
        # Whoever writes next begins where the line does.
        print(line.ljust(widest), end="\r", file=sys.stderr, flush=True)
        widest = max(widest, cell_width(line))
    if widest:
        print(" " * widest, end="\r", file=sys.stderr, flush=True)


def counted(items: Sequence[_T], what: str) -> Iterator[_T]:
    """The items, one after the other; how many are done is told as for `in_progress`."""
    with in_progress(what, len(items)) as work:
        for item in items:
            yield item
            work.done += 1
