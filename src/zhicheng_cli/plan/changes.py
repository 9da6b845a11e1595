"""What later documents changed of a plan's rows (延期, 更正 …): the base stays, what holds is made of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from .citation import Citation
from .stage_changes import RESUMED, STAGE_TIME, SUSPENDED, WITHDRAWN, changed_stage, stage_named, stages_after

#: The cells with times, which a document may suspend.
TIMES = ("cutoff", "review")
ADDED = "新增"

PlanEntry = Mapping[str, Any]


class Change(NamedTuple):
    """What a later document changed of one row.

    Attributes:
        kind: 延期, 暂缓, 恢复, 更正, 补充, 撤销 (of a stage) or 新增.
        cell: the key of a printed column, or of a stage's cell; empty = the row, or the stage, as a whole.
        old, new: what the cell said before, and says now; of a suspended one, what it said before it was suspended.
        words: the document's own.
        issued: the document's date.
        stage: the name of the stage whose cell it is, as it was then; empty = the cell is a column.
    """

    kind: str
    cell: str
    old: str
    new: str
    words: str
    issued: date
    basis: Citation
    stage: str = ""


class ChangeStep(NamedTuple):
    """One entry of `changes`, its place among them, and the row before and after it; None = there is none.

    An entry that changes the time of the stage by which a row is known changes its cut-off, and is given as one.
    """

    place: int
    entry: Mapping[str, Any]
    before: PlanEntry | None
    after: PlanEntry | None


def steps(plan: Mapping[str, Any]) -> Iterator[ChangeStep]:
    """The changes in a plan file in the order in which they were issued, each upon those before it."""
    rows: dict[int, PlanEntry] = {row["no"]: row for row in plan["committees"]}
    for index, entry in sorted(enumerate(plan.get("changes", ())), key=lambda one: str(one[1]["issued"])):
        before = rows.pop(entry["no"], None)
        entry = _of_cutoff(before, entry)  # noqa: PLW2901 - the entry, as it is understood from here on
        after = _after(before, entry)
        if after is not None:
            rows[entry["no"]] = after
        yield ChangeStep(index, entry, before, after)


def rows_now(plan: Mapping[str, Any]) -> tuple[list[PlanEntry], list[Mapping[str, Any]]]:
    """The rows that hold now, by number, and those that are withdrawn, in the form of the plan file.

    What was changed of a row stands in it as `changes`, and what its suspended times said before as `suspended`; an
    entry `of_stage` named the stage that is the cut-off, and no other one is suspended with it.
    """
    rows = {row["no"]: row for row in plan["committees"]}
    withdrawn = list(plan.get("withdrawn", ()))
    for _, entry, before, after in steps(plan):
        rows.pop(entry["no"], None)
        if after is not None:
            rows[entry["no"]] = after
        elif before is not None:
            gone = {"no": entry["no"], "key": before["key"], "words": entry["words"], "document": entry["document"]}
            withdrawn.append(gone)
    there = {row["key"] for row in rows.values()}
    return [rows[no] for no in sorted(rows)], [one for one in withdrawn if one.get("key") not in there]


def told_time(row: PlanEntry, cell: str) -> str:
    """What a cell says now, before it was suspended; a cut-off without its column, by the stage that it is known by."""
    printed: str = row.get("suspended", {}).get(cell, row["printed"][cell])
    closing = (one["text"] for one in row.get("stages", ()) if one.get("is_cutoff"))
    return printed or next(closing, "") if cell == "cutoff" else printed


def read_change(entry: Mapping[str, Any]) -> Change:
    """One of a row's `changes`."""
    basis = Citation(entry["document"], entry.get("clause"), entry.get("evidence", "text"))
    kind, cell, old, new, words = (entry[key] for key in ("kind", "cell", "old", "new", "words"))
    return Change(kind, cell, old, new, words, date.fromisoformat(entry["issued"]), basis, entry.get("stage", ""))


def _of_cutoff(before: PlanEntry | None, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    stage = stage_named(before, entry["stage"]) if before and "stage" in entry else None
    if stage is None or not stage.get("is_cutoff") or entry["kind"] == WITHDRAWN:
        return entry
    if entry.get("cell", STAGE_TIME) != STAGE_TIME:
        return entry
    return {key: one for key, one in entry.items() if key != "stage"} | {"cell": "cutoff", "of_stage": True}


def _after(before: PlanEntry | None, entry: Mapping[str, Any]) -> PlanEntry | None:
    if entry["kind"] == ADDED:
        return {**entry["row"], "changes": [_told(entry, "", "", "")]} if "row" in entry else before
    if before is not None and "stage" in entry:
        stages, told = stages_after(before.get("stages", ()), entry)
        return {**before, "stages": stages, "changes": [*before.get("changes", ()), *told]} if told else before
    if before is None or entry["kind"] == WITHDRAWN:
        return None
    if entry.get("cell", "name") not in before["printed"]:
        return before  # a stage's, of no stage: it is told
    new = _said(before, entry)
    told = [_told(entry, cell, told_time(before, cell), words) for cell, words in new.items()]
    suspended = dict(before.get("suspended", {}))
    for cell in new:
        suspended.pop(cell, None)
        if entry["kind"] == SUSPENDED:
            suspended[cell] = told_time(before, cell)
    after = {
        **before,
        "printed": {**before["printed"], **new},
        "changes": [*before.get("changes", ()), *told],
        "suspended": suspended,
    }
    if "cutoff" in new and "cutoff" not in suspended and "stages" in before:
        after["stages"] = [
            changed_stage(one, _told(entry, STAGE_TIME, one["text"], new["cutoff"])) if one.get("is_cutoff") else one
            for one in before["stages"]
        ]
    return {**after, **entry.get("reads", {})}


def _said(before: PlanEntry, entry: Mapping[str, Any]) -> dict[str, str]:
    """The cells that an entry changes, with what they say after it."""
    if entry["kind"] == SUSPENDED:
        cells = [entry["cell"]] if "cell" in entry else TIMES
        return {cell: entry.get("new") or SUSPENDED for cell in cells}
    if entry["kind"] == RESUMED:
        cells = [entry["cell"]] if "cell" in entry else list(before.get("suspended", ()))
        return {cell: entry.get("new") or told_time(before, cell) for cell in cells}
    return {entry["cell"]: entry.get("new", "")} if "cell" in entry else {}


def _told(entry: Mapping[str, Any], cell: str, old: str, new: str) -> dict[str, Any]:
    return {**entry, "cell": cell, "old": old, "new": new}
