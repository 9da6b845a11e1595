"""What a person settled of an import: cells looked at, words put right, one question a notice answered once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.schema import check_form

from .import_finding import ImportFinding

FORMAT = "zc.import-answers/1"
_SCHEMA = "import_answers"
_NAMED = ("code", "table", "row", "column", "message")
#: Told once for a whole notice; `before_includes` answers it.
DAY_OPEN = "W424"
#: A time before the notice: months printed without a year may be the next one's; `dates_in` answers it.
TOO_EARLY = "W429"
#: What was made of words that are themselves right: who confirms a cell has seen it.
_OF_READINGS = frozenset(f"{letter}{number}" for letter in "WN" for number in range(440, 460))

#: Table, row (its printed number) and column of a cell.
CellPlace = tuple[int, int, str]


class Settled(NamedTuple):
    """The answers to an import's questions.

    Attributes:
        before_includes: whether the 30th counts in 9月30日前; None = not asked, or not known.
        dates_in: the calendar year of months printed without one; None = the plan's own.
        cells: of the cells that were looked at, the words that stand in the source.
        seen: findings that are about no cell, as code, table, row, column and message.
    """

    before_includes: bool | None = None
    dates_in: int | None = None
    cells: Mapping[CellPlace, str] = {}
    seen: Collection[tuple[Any, ...]] = ()

    def and_then(self, later: Settled) -> Settled:
        """Both; of two answers to one question the later holds."""
        return Settled(
            self.before_includes if later.before_includes is None else later.before_includes,
            self.dates_in if later.dates_in is None else later.dates_in,
            {**self.cells, **later.cells},
            tuple(dict.fromkeys((*self.seen, *later.seen))),
        )

    def of_row(self, table: int, row: int) -> dict[str, str]:
        """The cells of a row that were looked at, each with the words that stand in the source."""
        return {column: words for (of, no, column), words in self.cells.items() if (of, no) == (table, row)}

    def unseen(self, found: Iterable[ImportFinding]) -> Iterator[ImportFinding]:
        """Those that nobody has looked at; errors always stay."""
        for one in found:
            is_answered = {DAY_OPEN: self.before_includes, TOO_EARLY: self.dates_in}.get(one.code) is not None
            is_of_cell = one.code in _OF_READINGS and (one.table, one.row, one.column) in self.cells
            if one.code[0] == "E" or not (is_answered or is_of_cell or named(one) in self.seen):
                yield one


NOTHING_SETTLED = Settled()


def read_settled(data: bytes, file: str, sources: Sequence[bytes]) -> Settled:
    """Read a file of answers.

    Args:
        sources: the notice's own files; the answers must be to these.

    Raises:
        ZcError: it is no such file, or was made while looking at other files.
    """
    document, found = parse(data, file)
    if document is None or (found := [*found, *check_form(document, _SCHEMA)]):
        first = f"：{found[0].message}" if found else ""
        raise ZcError(f"“{file}”不是核对通知的答复{first}", "用核对页导出的文件")
    value = document.value
    if sorted(value["sources"]) != sorted(map(digest, sources)):
        raise ZcError(f"“{file}”是看着另外的文件答的", "通知换过的，重新核对")
    cells = {(one["table"], one["row"], one["column"]): one["words"] for one in value.get("cells", ())}
    seen = tuple(tuple(one[key] for key in _NAMED) for one in value.get("seen", ()))
    return Settled(value.get("before_includes"), value.get("dates_in"), cells, seen)


def digest(data: bytes) -> str:
    """By what the answers know a file."""
    return sha256(data).hexdigest()


def named(one: ImportFinding) -> tuple[Any, ...]:
    """By what the answers know a finding."""
    return one.code, one.table, one.row, one.column, one.message


def settled_document(settled: Settled, sources: Sequence[bytes]) -> dict[str, Any]:
    """`zc.import-answers/1`, as `read_settled` takes it."""
    cells = [
        {"table": table, "row": row, "column": column, "words": words}
        for (table, row, column), words in settled.cells.items()
    ]
    seen = [dict(zip(_NAMED, one, strict=True)) for one in settled.seen]
    asked = {"before_includes": settled.before_includes, "dates_in": settled.dates_in}
    told = {key: value for key, value in asked.items() if value is not None}
    return {"format": FORMAT, "sources": [*map(digest, sources)], **told, "cells": cells, "seen": seen}
