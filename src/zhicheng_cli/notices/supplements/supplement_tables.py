"""The tables of a later notice: what a cell said, and what it says now, in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhicheng_cli.notices.papers.paper import Grid
from zhicheng_cli.notices.tables.column_meaning import Meaning, meaning_of
from zhicheng_cli.notices.tables.shown_signs import shown_signs
from zhicheng_cli.plan.changes import TIMES, PlanEntry

from .supplement_rows import plain, rows_named
from .supplement_sentences import SaidChange, Unsettled
from .supplement_words import CORRECTED, MOVED, cell_in

_SIDES = (
    ("new", "(?:调整|变更|更正|延期|延长|修改|更改|推迟|修正)后的?|^现(?=[^有场])|^新的?"),
    ("old", "(?:调整|变更|更正|延期|延长|修改|更改|推迟|修正)前的?|^原[来定先]?的?"),
)
_ITEM = re.compile("栏目|项目|事项|内容|类别")
_CELLS = {Meaning.CUTOFF, Meaning.REVIEW, Meaning.REVIEWS, Meaning.RECOMMENDS, Meaning.RECEIVERS, Meaning.REMARKS}


class _Head(NamedTuple):
    """What a column holds: `no`, `name`, `item`, or `old` and `new` of a cell, which may be empty."""

    side: str
    cell: str = ""


def read_tables(grids: Sequence[Grid], rows: Sequence[PlanEntry], moved: str) -> Iterator[SaidChange | Unsettled]:
    """What the tables change.

    Args:
        rows: of the plan, as they stand before.
        moved: the cell that the notice speaks of, where a table does not say; empty = none.
    """
    for grid in grids:
        words = [[_words(one.words) if one else "" for one in row] for row in grid.rows]
        heads = next(((at, found) for at, row in enumerate(words) if (found := _heads(row))), None)
        if heads is None:
            yield from (Unsettled("｜".join(row), "表里没有写改前、改后") for row in words[:1])
            continue
        first, columns = heads
        for row in words[first + 1 :]:
            yield from _row_changes(row, columns, rows, moved)


def _words(text: str) -> str:
    return re.sub(r"\s", "", shown_signs(text)[0])


def says_what_is_new(headers: Sequence[str]) -> bool:
    """Whether one of the columns holds what a cell says now, beside another that may say what it said."""
    return _heads(headers) is not None


def _heads(row: Sequence[str]) -> list[_Head] | None:
    """What the columns hold, if one of them says what holds now."""
    heads = [_head(one) for one in row]
    return heads if any(one.side == "new" for one in heads) else None


def _head(header: str) -> _Head:
    for side, form in _SIDES:
        if re.search(form, plain(header)):
            bare = re.sub(form, "", plain(header))
            meaning = meaning_of(bare)
            return _Head(side, meaning.value if meaning in _CELLS else cell_in(bare))
    meaning = meaning_of(header)
    if meaning in (Meaning.NO, Meaning.NAME):
        return _Head(meaning.value)
    return _Head("item" if _ITEM.search(header) else "")


def _row_changes(
    row: Sequence[str], columns: Sequence[_Head], rows: Sequence[PlanEntry], moved: str
) -> Iterator[SaidChange | Unsettled]:
    said = "｜".join(filter(None, row))
    told = {one.side: words for one, words in zip(columns, row, strict=True) if one.side in ("no", "name", "item")}
    if not said or not (named := told.get("name", "") or told.get("no", "")):
        if said:
            yield Unsettled(said, "没有写是哪个评委会")
        return
    numbered = f"第{told['no']}行" if told.get("no", "").isdigit() else ""
    found = rows_named(plain(f"{numbered}{told.get('name', '')}"), rows)
    if len(found.rows) != 1:
        yield Unsettled(said, found.unclear or f"没有名称是“{named}”的行")
        return
    for one, new in zip(columns, row, strict=True):
        if one.side != "new" or not new:
            continue
        cell = one.cell or cell_in(told.get("item", "")) or moved
        if not cell:
            yield Unsettled(said, "没有写明改的是哪一栏")
            continue
        had = found.rows[0]["printed"][cell]
        was = [words for head, words in zip(columns, row, strict=True) if head == _Head("old", one.cell)]
        if was and plain(was[0]) != plain(had):
            yield Unsettled(said, f"写的原来是“{was[0]}”，{found.rows[0]['no']}号这一栏是“{had}”")
        elif plain(new) != plain(had):
            kind = MOVED if cell in TIMES and moved == cell else CORRECTED
            yield SaidChange(kind, found.rows[0], cell, new, said, "", found.assumed)
