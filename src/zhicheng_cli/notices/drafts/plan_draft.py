"""Next year's plan from this year's: words carried over for a clerk to edit, each row marked until it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhicheng_cli.plan.changes import rows_now

from .plan_frame import UNKNOWN

#: What only this year's notice said.
_OF_ITS_YEAR = ("dates_in", "before_includes", "before_said_by", "status", "approved", "annexes")
_DROPPED = ("withdrawn", "reckoning", "changes")
#: What stands in a row as it holds now, and in no file.
_NOT_WRITTEN = ("changes", "suspended")


def draft_from(value: Mapping[str, Any], year: int) -> dict[str, Any]:
    """The draft of a plan.

    Rows hold as later documents left them, and are counted anew; keys stay. The old number of the notice stands
    wherever it stood, with a mark; so do the old clauses.

    Args:
        value: the plan before, in the form of its file.
        year: of the draft.
    """
    about = value["plan"]
    old, marked = about["document"], f"{about['document']}（{about['year']}年度的，{UNKNOWN}）"
    rows = [_row(row, no, about["year"]) for no, row in enumerate(rows_now(value)[0], start=1)]
    made = {key: inner for key, inner in value.items() if key not in _DROPPED} | {"committees": rows}
    kept = {key: inner for key, inner in about.items() if key not in _OF_ITS_YEAR}
    made["plan"] = kept | {"year": year, "title": f"{about['title']}（{UNKNOWN}）", "status": "draft"}
    clauses = [{**one, "text": f"（{UNKNOWN}）{one['text']}"} for one in value["clauses"]]
    draft: dict[str, Any] = _renamed({**made, "clauses": clauses}, old, marked)
    return draft


def _row(row: Mapping[str, Any], no: int, year: int) -> dict[str, Any]:
    note = {"about": "name", "text": f"{UNKNOWN}：抄自{year}年度的第{row['no']}行"}
    source = {key: value for key, value in row["source"].items() if key != "row"} | {"row": no}
    kept = {key: value for key, value in row.items() if key not in (*_NOT_WRITTEN, "source", "notes")}
    return kept | {"no": no, "notes": [note, *row.get("notes", ())], "source": source}


def _renamed(value: Any, old: str, new: str) -> Any:
    """The same with the old notice's number marked, where it stands as a document."""
    if isinstance(value, Mapping):
        return {key: new if key == "document" and one == old else _renamed(one, old, new) for key, one in value.items()}
    return [_renamed(one, old, new) for one in value] if isinstance(value, list) else value
