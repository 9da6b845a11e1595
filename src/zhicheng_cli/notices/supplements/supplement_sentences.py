"""The sentences of a later notice, each with the changes it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.plan.changes import ADDED, TIMES, PlanEntry, told_time
from zhicheng_cli.plan.stage_changes import RESUMED, SUSPENDED, WITHDRAWN

from .supplement_rows import NamedRows, plain, rows_named
from .supplement_words import BY_DAYS, CORRECTED, LATER, MOVED, SaidVerb, cell_in, verb_in

_QUOTED = re.compile('[“「『《"]([^”」』》"]*)[”」』》"]')
_OLD = re.compile(r"(?:由|从)(?:原(?:来|定|先)?的?)?(.{1,40}?)$|原(?:来|定|先)?(?:的|为|是|写|印)*(.{1,40}?)$")
_IS = re.compile("(?:为|是|:|定于)(?=.)")
_CLAUSE_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+条"
    r"|\d{1,2}[.、](?!\d)|\(\d{1,2}\))"
)


class SaidChange(NamedTuple):
    """One change as a sentence tells it.

    Attributes:
        kind: 延期, 更正 …
        row: the plan's row.
        cell: the key of a printed column; empty = the row as a whole.
        new: the new words of the cell; None = there are none.
        words: the sentence, as printed.
        clause: its number, as printed.
        assumed: what was taken for granted; empty = nothing.
    """

    kind: str
    row: PlanEntry
    cell: str
    new: str | None
    words: str
    clause: str
    assumed: str = ""

    def entry(self, document: str, issued: str) -> dict[str, Any]:
        """As an entry of a plan's `changes`."""
        told: dict[str, Any] = {"kind": self.kind, "no": self.row["no"], "document": document, "issued": issued}
        if self.clause:
            told["clause"] = self.clause
        told["words"] = self.words
        if self.cell:
            told["cell"] = self.cell
        if self.cell and self.kind not in (SUSPENDED, RESUMED):
            told["old"] = told_time(self.row, self.cell) if self.cell in TIMES else self.row["printed"][self.cell]
        return told if self.new is None else {**told, "new": self.new}


class Unsettled(NamedTuple):
    """A sentence that changes something, of which nobody can say what without a person."""

    words: str
    why: str


def read_sentences(lines: Sequence[str], rows: Sequence[PlanEntry]) -> Iterator[SaidChange | Unsettled]:
    """What the sentences of a body change.

    Args:
        lines: without blanks, in order.
        rows: of the plan, as they stand before.
    """
    clause, under = "", NamedRows()
    for line in lines:
        match = _CLAUSE_NUMBER.match(plain(line))
        if match:
            clause, under = re.sub("[、.]$", "", match[0]), NamedRows()
        for sentence in _parted(line[match.end() if match else 0 :], "。;；"):
            text = untitled(plain(sentence))
            named = rows_named(text, rows)
            if verb_in(text) is None and not BY_DAYS.search(text):
                under = named if named.rows or named.unclear else under
                continue
            yield from _read(sentence, clause, named if named.rows or named.unclear else under, rows)


def _read(sentence: str, clause: str, named: NamedRows, rows: Sequence[PlanEntry]) -> Iterator[SaidChange | Unsettled]:
    """The changes of a sentence, clause by clause; a row that an earlier clause names holds for the next."""
    said = _ClauseContext(sentence, clause, "", bool(LATER.search(plain(sentence))))
    resumed: list[SaidChange] = []
    for part in _parted(sentence, ",，"):
        text = untitled(plain(part))
        own = rows_named(text, rows)
        named = own if own.rows or own.unclear else named
        verb = verb_in(text)
        if verb is None and BY_DAYS.search(text):
            yield Unsettled(sentence, "只写了推后多少天，没有写到哪天")
        elif verb is None:
            again = _resumed_at(part, text, resumed)
            resumed = [one for one in resumed if one.cell] + again if again else resumed
            said = said._replace(cell=cell_in(text) or said.cell)
        elif named.unclear or (not named.rows and (verb.is_towards or cell_in(text))):
            yield Unsettled(sentence, named.unclear or "没有写是哪个评委会")
        else:
            for row in named.rows:
                one = _change(part, text, verb, row, said)
                one = one._replace(assumed=named.assumed) if isinstance(one, SaidChange) else one
                if isinstance(one, SaidChange) and one.kind == RESUMED:
                    resumed.append(one)
                else:
                    yield one
            said = said._replace(cell="")
    yield from resumed


class _ClauseContext(NamedTuple):
    """What a clause stands in: its sentence, its number, the cell named before, and whether the time is told later."""

    sentence: str
    clause: str
    cell: str
    is_told_later: bool


def _resumed_at(part: str, text: str, resumed: list[SaidChange]) -> list[SaidChange]:
    """What a clause such as 评审时间为10月 says of rows that are resumed."""
    match = _IS.search(text)
    cell = cell_in(text[: match.start()]) if match else ""
    if match is None or cell not in TIMES:
        return []
    rows = {one.row["no"]: one for one in resumed}
    return [one._replace(cell=cell, new=part[match.end() :]) for one in rows.values()]


def _change(part: str, text: str, verb: SaidVerb, row: PlanEntry, said: _ClauseContext) -> SaidChange | Unsettled:
    cell = cell_in(text[: verb.start]) or said.cell
    if verb.kind == ADDED:
        return Unsettled(said.sentence, "新增、补充的，没有写明是哪一栏的什么字")
    if said.is_told_later and verb.kind in (MOVED, SUSPENDED):
        return _whole(SUSPENDED, row, cell, said)
    if not verb.is_towards:
        return _whole(verb.kind, row, cell, said)
    cell = cell or _cell_by_old(part, verb, row)
    new = _new_words(part, verb)
    if not (cell and new):
        return Unsettled(said.sentence, "没有写明改的是哪一栏" if new else "没有写明改成什么")
    whole = _whole_cell(row, cell, part, verb, new)
    if isinstance(whole, Unsettled):
        return whole._replace(words=said.sentence)
    kind = CORRECTED if verb.kind == MOVED and cell not in TIMES else verb.kind
    return SaidChange(kind, row, cell, whole, said.sentence, said.clause)


def _whole(kind: str, row: PlanEntry, cell: str, said: _ClauseContext) -> SaidChange:
    """A change of the row, or of one of its times, without new words."""
    return SaidChange(kind, row, cell if kind != WITHDRAWN and cell in TIMES else "", None, said.sentence, said.clause)


def _new_words(part: str, verb: SaidVerb) -> str:
    rest = part[verb.end :]
    quoted = _QUOTED.match(rest)
    return quoted[1] if quoted else rest.strip("：:")


def _old_words(part: str, verb: SaidVerb) -> str:
    before = part[: verb.start]
    if quoted := _QUOTED.findall(before):
        return str(quoted[-1])
    match = _OLD.search(before)
    return (match[1] or match[2]) if match else ""


def _cell_by_old(part: str, verb: SaidVerb, row: PlanEntry) -> str:
    """The one cell that says what the clause says was there before."""
    old = plain(_old_words(part, verb))
    cells = [cell for cell, words in row["printed"].items() if old and old in plain(words)]
    return cells[0] if len(cells) == 1 else ""


def _whole_cell(row: PlanEntry, cell: str, part: str, verb: SaidVerb, new: str) -> str | Unsettled:
    """What the cell says afterwards: the new words, or its own with a part of them replaced."""
    had = told_time(row, cell) if cell in TIMES else row["printed"][cell]
    old = _old_words(part, verb)
    if not old or plain(old) == plain(had):
        return new if cell != "receivers" or not new.isdigit() or old else _only_phone(row, new)
    if cell in TIMES:
        return Unsettled("", f"写的原来是“{old}”，{row['no']}号这一栏是“{had}”")
    if had.count(old) != 1:
        return Unsettled("", f"{row['no']}号这一栏没有“{old}”")
    return had.replace(old, new)


def _only_phone(row: PlanEntry, new: str) -> str | Unsettled:
    phones = [phone for one in row["receivers"] for phone in one["phones"]]
    if len(phones) != 1:
        return Unsettled("", f"{row['no']}号有 {len(phones)} 个电话，没有写改的是哪个")
    return str(row["printed"]["receivers"].replace(phones[0], new))


def _parted(text: str, signs: str) -> list[str]:
    """The parts of a text between signs that stand outside quotes and brackets."""
    parts, depth = [""], 0
    for one in text:
        depth += (one in "“「『《（(") - (one in "”」』》）)")
        if one in signs and depth <= 0:
            parts.append("")
        else:
            parts[-1] += one
    return [one for one in parts if one]


def untitled(text: str) -> str:
    """A text in which the titles of documents say nothing; every sign keeps its place."""
    return re.sub("《[^》]*》", lambda one: "\0" * len(one[0]), text)
