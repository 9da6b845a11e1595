"""Tables as the user wants them: which columns, left to right, and in which order the rows stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeGuard

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.folding import folded

from .answer import Answer, Part
from .column_keys import key_of
from .table import Fitting, Table

#: What stands in a cell for nothing.
_NOTHING = ("", "—")


class Arranged(NamedTuple):
    """An answer whose tables are as they were asked for; columns go by heading or key.

    Attributes:
        fields: the columns, left to right; empty = all, as they are.
        sort: the columns to sort by, the one that counts most first; with `-` before it, downwards.
    """

    answer: Answer
    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """The JSON document, which has its own shape."""
        return self.answer.document()

    def table(self) -> Table:
        """The rows in the order that was asked for, and of the columns those that were.

        Raises:
            ZcError: a column is not there, or asked for twice.
        """
        return arranged(self.answer.table(), self.fields, self.sort)

    def screen(self) -> Sequence[Part]:
        """The table alone where columns were chosen, else the screen with its rows in order.

        A row of it is told by its first cell, as in the table; where the screen has none such, the table is shown.
        """
        table, screen = self.answer.table(), self.answer.screen()
        names = [row[0] for part in screen if _is_part(part, table) for row in _one(part).rows]
        if self.fields or not names:
            return [self.table()]
        places = _places(names, table, _order(table, self.sort))
        return [_in_order(part, places) if _is_part(part, table) else part for part in screen]


def arranged(table: Table, fields: Sequence[str], sort: Sequence[str]) -> Table:
    """The rows in the order that was asked for, and of the columns those that were; arguments as for `Arranged`.

    Raises:
        ZcError: a column is not there, or asked for twice.
    """
    kept = [_column(name, table) for name in _named(fields, table)] or [*range(len(table.columns))]
    for at in kept:
        if kept.count(at) > 1:
            raise ZcError(f"--fields 里“{table.columns[at]}”写了两次", "每一列只写一次")
    rows = [table.rows[at] for at in _order(table, sort)]
    columns = tuple(table.columns[at] for at in kept)
    return Table(columns, tuple(tuple(row[at] for at in kept) for row in rows), table.caption)


def _is_part(part: Part, table: Table) -> TypeGuard[Table | Fitting]:
    return isinstance(part, Table | Fitting) and _one(part).columns[0] == table.columns[0]


def _one(part: Table | Fitting) -> Table:
    """The table, or one of those that have the same rows."""
    return part.tables[0] if isinstance(part, Fitting) else part


def _in_order(part: Table | Fitting, places: Iterator[int]) -> Table | Fitting:
    ranks = list(islice(places, len(_one(part).rows)))
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    if isinstance(part, Fitting):
        return Fitting(tuple(_with_rows(one, order) for one in part.tables))
    return _with_rows(part, order)


def _with_rows(table: Table, order: Sequence[int]) -> Table:
    return Table(table.columns, tuple(table.rows[at] for at in order), table.caption, headed=table.headed)


def _places(names: Sequence[str], table: Table, order: Sequence[int]) -> Iterator[int]:
    """For each row of the screen its place; one that stands for several rows of the table has that of the first."""
    place = {at: rank for rank, at in enumerate(order)}
    of_name: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(table.rows):
        of_name[row[0]].append(place[at])
    shown, seen = Counter(names), Counter[str]()
    for name in names:
        found = of_name[name] or [len(order)]
        yield found[seen[name]] if len(found) == shown[name] else min(found)
        seen[name] += 1


def _order(table: Table, sort: Sequence[str]) -> list[int]:
    """The rows, by their numbers, as they shall stand; where nothing stands comes last, upwards and downwards.

    What is sorted by begins with a group, which keeps its place both ways.
    """
    order = list(range(len(table.rows)))
    for name in reversed(_named(sort, table)):
        at = _column(name.removeprefix("-"), table)
        values = table.order.get(table.columns[at]) or [_rank(row[at]) for row in table.rows]
        downwards = name.startswith("-")
        ranks = {row: value for row, value in enumerate(values) if value}
        if downwards:
            ranks = {row: (-group, *rest) for row, (group, *rest) in ranks.items()}
        filled = sorted((row for row in order if row in ranks), key=ranks.__getitem__, reverse=downwards)
        order = filled + [row for row in order if row not in ranks]
    return order


def _rank(cell: str) -> tuple[Any, ...]:
    """How a cell sorts: numbers as numbers, days and what else has digits in it by these; empty = it has nothing."""
    if cell in _NOTHING:
        return ()
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", cell):
        return (0, float(cell))
    parts = re.split(r"([0-9]+)", cell)
    return (1, *(int(part) if at % 2 else part for at, part in enumerate(parts)))


def _named(asked: Sequence[str], table: Table) -> list[str]:
    """The columns asked for, one by one: 、 may stand between two, or within a heading."""
    known = {folded(heading) for heading in table.columns}
    return [one for words in asked for one in ([words] if words in known else words.split("、"))]


def _column(name: str, table: Table) -> int:
    """Which column is meant, by its heading, by that of a like one elsewhere, or by its key."""
    key = key_of(name).casefold().replace("-", "_")
    for at, heading in enumerate(table.columns):
        if name == folded(heading) or key == key_of(heading):
            return at
    raise _unknown_column(name, table)


def _unknown_column(name: str, table: Table) -> ZcError:
    from zhicheng_cli.files.findings import closest

    keys = {word: heading for heading in table.columns for word in (heading, key_of(heading))}
    near = closest(name, list(keys))
    there = "、".join(f"{heading} {key_of(heading)}" for heading in table.columns)
    return ZcError(f"没有这一列：{name}", f"是否想写“{near}”？" if near else f"这里有：{there}")
