"""What a person explained in the plan before: it holds this year too, where the words that it is about are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zhicheng_cli.notices.readings.reading_doubt import ReadingDoubt
from zhicheng_cli.written.folding import folded

#: Where an explanation points elsewhere: 第39行, 第36、38行, 附件2第11行, 正文二（一）3.
_POINTER = re.compile(
    r"(附件2)?第(\d+(?:[、和及至—-]\d+)*)行|(正文[一二三四五六七八九十]+(?:（[一二三四五六七八九十]+）)?\d*(?:（\d+）)?)"
)
_NUMBER = re.compile(r"\d+")
_FROM_TO = re.compile("[至—-]")

_PlanPart = Mapping[str, Any]


class CarriedExplanations:
    """The explanations of last year's plan and contacts, as they read in this year's.

    Args:
        plan, contacts: of this year, in the form of their files, with keys.
        plan_before, contacts_before: of the same city.
    """

    def __init__(
        self,
        plan: _PlanPart,
        contacts: Sequence[_PlanPart],
        plan_before: _PlanPart,
        contacts_before: Sequence[_PlanPart],
    ) -> None:
        self._pointed = dict(_pointed(plan_before, contacts_before))
        self._pointers = {words: pointer for pointer, words in _pointed(plan, contacts)}
        self._fields_before = set(_fields(plan_before["committees"]))
        self._fields = set(_fields(plan["committees"]))
        self._rows = {row["key"]: row for row in plan_before["committees"]}
        self._contacts = {folded(one["printed"]["specialties"]): one for one in contacts_before}

    def of_row(self, row: _PlanPart) -> tuple[dict[str, Any], list[ReadingDoubt]]:
        """A committee's row with the notes of the row before, and what could not be carried."""
        before = self._rows.get(row["key"])
        return ({**row}, []) if before is None else self._noted(row, before, "name")

    def of_contact(self, contact: _PlanPart) -> tuple[dict[str, Any], list[ReadingDoubt]]:
        """A contact with the fields that a person found it to serve, and with its notes."""
        before = self._contacts.get(folded(contact["printed"]["specialties"]))
        if before is None:
            return {**contact}, []
        made, doubts = self._noted(contact, before, "specialties")
        own = {one["specialty"]: one for one in contact["covers"]}
        covers: dict[str, Mapping[str, Any]] = {}
        for one in before["covers"]:
            basis = self._now(one["basis"])
            if one["specialty"] in self._fields and basis is not None:
                covers[one["specialty"]] = {**one, "basis": basis}
            elif one["specialty"] not in own:
                doubts.append(_left(f"{one['specialty']}：{one['basis']}", "specialties"))
        # Of the fields of last year the person has said which the contact serves.
        covers |= {field: one for field, one in own.items() if field not in {*covers} and self._is_open(field, before)}
        return {**made, "covers": list(covers.values())}, doubts

    def _is_open(self, field: str, before: _PlanPart) -> bool:
        return field not in self._fields_before or field in {one["specialty"] for one in before["covers"]}

    def _noted(self, row: _PlanPart, before: _PlanPart, called: str) -> tuple[dict[str, Any], list[ReadingDoubt]]:
        was, now = before["printed"], row["printed"]
        is_called_so = folded(was[called]) == folded(now[called])
        notes, doubts, settled = [], [], {cell for cell in now if is_called_so and was.get(cell) == now[cell]}
        for one in before.get("notes", ()):
            text = self._now(one["text"])
            if one["about"] in settled and text is not None:
                notes.append({**one, "text": text})
            else:
                doubts.append(_left(one["text"], one["about"]))
        open_still = {doubt.column for doubt in doubts}
        notes += [
            one
            for one in row.get("notes", ())
            if one not in notes and (one["about"] not in settled or one["about"] in open_still)
        ]
        made = {**{key: value for key, value in row.items() if key != "source"}, "notes": notes}
        if not notes:
            del made["notes"]
        return {**made, "source": row["source"]}, doubts

    def _now(self, text: str) -> str | None:
        """An explanation as it reads this year; None = what it points to is there no more."""
        parts, at = [], 0
        for found in _POINTER.finditer(text):
            now = self._moved(found[3]) if found[3] else self._rows_moved(found[1] or "", found[2])
            if now is None:
                return None
            parts += [text[at : found.start()], now]
            at = found.end()
        return "".join([*parts, text[at:]])

    def _rows_moved(self, annex: str, numbers: str) -> str | None:
        """第36、38行, each of them; rows from one to another need not follow each other any more."""
        now = [self._moved(f"{annex}第{number}行") for number in _NUMBER.findall(numbers)]
        if None in now or _FROM_TO.search(numbers):
            return None
        told = iter(_NUMBER.findall(one or "")[-1] for one in now)
        return f"{annex}第{_NUMBER.sub(lambda _: next(told), numbers)}行"

    def _moved(self, pointer: str) -> str | None:
        return self._pointers.get(self._pointed.get(pointer, ("", "")))


def _pointed(plan: _PlanPart, contacts: Iterable[_PlanPart]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What an explanation may point to → the words that stand there."""
    for row in plan["committees"]:
        yield f"第{row['no']}行", ("row", folded(row["printed"]["name"]))
    for one in contacts:
        yield f"附件2第{one['no']}行", ("contact", folded(one["printed"]["specialties"]))
    for clause in plan["clauses"]:
        # It is the same though it names another year.
        yield f"正文{clause['id']}", ("clause", re.sub(r"\d", "", folded(clause["text"])))


def _fields(rows: Iterable[_PlanPart]) -> Iterator[str]:
    for row in rows:
        yield from row["specialties"]


def _left(text: str, column: str) -> ReadingDoubt:
    return ReadingDoubt("N455", column, f"去年的说明没有抄过来：{text}", "所说的字句今年不一样；还说得对的，补上")
