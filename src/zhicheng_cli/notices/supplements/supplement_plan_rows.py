"""A table of a later notice in the plan's own form: rows that say something else now, and rows that are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhicheng_cli.notices.import_rows import ImportedRow
from zhicheng_cli.plan.changes import TIMES, PlanEntry, told_time

from .supplement_rows import plain, rows_named
from .supplement_sentences import SaidChange, Unsettled
from .supplement_words import CORRECTED, MOVED


class NewRow(NamedTuple):
    """A row that the plan has not, and its words as printed."""

    row: ImportedRow
    words: str


def read_plan_rows(
    printed: Sequence[ImportedRow], rows: Sequence[PlanEntry], moved: str, *, adds: bool
) -> Iterator[SaidChange | NewRow | Unsettled]:
    """What the rows of such a table change, field by field; numbers tell nothing, the table counts its own.

    Args:
        printed: of the table, read.
        rows: of the plan, as they stand before.
        moved: the cell that the notice puts off; empty = none.
        adds: whether the notice says that something is added.
    """
    for one in printed:
        words = row_words(one)
        name = plain(one.printed.get("name", ""))
        there = [row for row in rows if plain(row["printed"]["name"]) == name]
        found = rows_named(name, rows)
        if len(there) == 1:
            yield from _differences(one, there[0], words, moved, "")
        elif adds and name and not there:
            yield NewRow(one, words)
        elif len(found.rows) == 1:
            yield from _differences(one, found.rows[0], words, moved, found.assumed)
        else:
            yield Unsettled(words, found.unclear or f"没有名称是“{name}”的行")


def row_words(row: ImportedRow) -> str:
    """The words of a row, as a change gives them."""
    return "｜".join(filter(None, (*row.printed.values(), *row.stages.values())))


def _differences(
    one: ImportedRow, row: PlanEntry, words: str, moved: str, assumed: str
) -> Iterator[SaidChange | Unsettled]:
    for cell, new in one.printed.items():
        had = told_time(row, cell) if cell in TIMES else row["printed"][cell]
        if plain(new) == plain(had) or (cell == "name" and assumed):
            continue
        if not new:
            yield Unsettled(words, f"{row['no']}号这一栏原来是“{had}”，这里空着")
        else:
            kind = MOVED if cell in TIMES and moved == cell else CORRECTED
            yield SaidChange(kind, row, cell, new, words, "", assumed)
    if one.stages:
        yield Unsettled(words, f"分了环节的时间（{'、'.join(one.stages)}）没有和{row['no']}号的对照")
