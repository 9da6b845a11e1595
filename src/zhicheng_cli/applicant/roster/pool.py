"""A roster judged by one process or by several: the answers come in the roster's order either way."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from datetime import date
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pyarrow as pa

from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.workdays import WorkCalendar

from .batches import Batch, Roster
from .engine import Engine, JudgedBatch
from .found_committees import Finder
from .headings import Columns

#: Batches that wait for each process, so that none is idle and memory stays flat.
_AHEAD = 2


class Ground(NamedTuple):
    """What the law is made from, in each process anew: a law holds more than can be sent."""

    folder: Path
    city: str | None
    year: int
    today: date
    calendar: WorkCalendar

    def engine(self, columns: Columns, source: str = "") -> Engine:
        """An engine for a roster's columns.

        Raises:
            ZcError: the data have errors or are missing.
        """
        data = Dataset(self.folder, self.year, city=self.city, today=self.today)
        law = make_law(data, self.today, self.calendar)
        return Engine(columns, law, source, Finder(law, lambda: data.search))


def judge_roster(roster: Roster, basis: Ground, jobs: int = 1) -> Iterator[JudgedBatch]:
    """The answers to each batch.

    Args:
        jobs: processes that judge; with more than one, this one only reads and gathers.

    Raises:
        ZcError: the roster is damaged further on, or the calendar does not know the plan's year.
    """
    _keep_memory_small()
    if jobs <= 1:
        engine = basis.engine(roster.columns)
        return map(engine.judge, roster.batches)
    return _by_several(roster, basis, jobs)


def _by_several(roster: Roster, basis: Ground, jobs: int) -> Iterator[JudgedBatch]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (roster.columns, basis))
    waiting: deque[Future[JudgedBatch]] = deque()
    try:
        with closing(roster.batches) as batches:  # type: ignore[type-var]
            for batch in batches:
                waiting.append(pool.submit(_judge, batch))
                if len(waiting) > jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _keep_memory_small() -> None:
    """Let Arrow give memory back at once; its usual pool holds some tens of MiB for later."""
    try:
        pa.set_memory_pool(pa.jemalloc_memory_pool())
        pa.jemalloc_set_decay_ms(0)
    except NotImplementedError:  # pragma: no cover (Arrow has no jemalloc on Windows)
        pa.set_memory_pool(pa.system_memory_pool())


_engine: Engine


# What follows runs in processes of its own, where nothing counts the lines.
def _begin(columns: Columns, basis: Ground) -> None:  # pragma: no cover
    """Make this process ready; it ends by itself when the one that started it is gone."""
    global _engine  # noqa: PLW0603
    # Ctrl-C and the end of a terminal reach the whole group; the first process then ends the others.
    for name in {"SIGINT", "SIGHUP"} & set(dir(signal)):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    _keep_memory_small()
    _engine = basis.engine(columns, source=str(os.getpid()))


def _end_with_parent() -> None:  # pragma: no cover
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _judge(batch: Batch) -> JudgedBatch:  # pragma: no cover
    return _engine.judge(batch)
