"""What a later document changes of one stage of a row: its time, its name, where it is; or that it is no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WITHDRAWN, SUSPENDED, RESUMED = "撤销", "暂缓", "恢复"
#: The cells of a stage that a document may change, in words; the time is meant where none is named.
STAGE_CELLS = {
    "text": "时间",
    "name": "环节名称",
    "note": "说明",
    "place": "地点",
    "url": "网址",
    "hours": "办公时间",
    "person": "联系人",
}
STAGE_TIME = "text"
_OF_WHERE = ("place", "url", "hours", "person")

StageEntry = Mapping[str, Any]


def stage_named(row: Mapping[str, Any], name: str) -> StageEntry | None:
    """The stage of a row that is so called now; both in the form of the plan file."""
    return next((one for one in row.get("stages", ()) if one["name"] == name), None)


def stage_said(stage: StageEntry, cell: str) -> str:
    """What a cell of a stage says now; a suspended time, what it said before."""
    said: str = stage.get("where", {}).get(cell, "") if cell in _OF_WHERE else stage.get(cell, "")
    return stage.get("suspended", said) if cell == STAGE_TIME else said


def stages_after(
    stages: Sequence[StageEntry], entry: Mapping[str, Any]
) -> tuple[list[StageEntry], list[Mapping[str, Any]]]:
    """The stages after an entry of `changes`, and the entry with the old and the new words; none where no stage is so
    called."""
    after: list[StageEntry] = []
    told: list[Mapping[str, Any]] = []
    for stage in stages:
        if stage["name"] != entry["stage"]:
            after.append(stage)
        elif entry["kind"] == WITHDRAWN:
            told.append({**entry, "cell": STAGE_TIME, "old": stage_said(stage, STAGE_TIME), "new": ""})
        else:
            cell = entry.get("cell", STAGE_TIME)
            old = stage_said(stage, cell)
            new = entry.get("new", SUSPENDED if entry["kind"] == SUSPENDED else old)
            told.append({**entry, "cell": cell, "old": old, "new": new})
            after.append(changed_stage(stage, told[-1]))
    return after, told


def changed_stage(stage: StageEntry, told: Mapping[str, Any]) -> StageEntry:
    """The stage after one change, told with the old and the new words, which it keeps among its `changes`."""
    cell, new = told["cell"], told["new"]
    said = {"where": {**stage.get("where", {}), cell: new}} if cell in _OF_WHERE else {cell: new}
    after = {**stage, **said, "changes": [*stage.get("changes", ()), told]}
    if cell == STAGE_TIME:
        after.pop("suspended", None)
        if told["kind"] == SUSPENDED:
            after["suspended"] = told["old"]
    return after
