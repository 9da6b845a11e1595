"""What a later notice changes or adds, in the form of the plan's `changes`: new words with what is read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhicheng_cli.notices.drafts.keys_carried import carry_keys
from zhicheng_cli.notices.drafts.plan_assembly import finding_of, rows_of
from zhicheng_cli.notices.readings.row_readings import read_row
from zhicheng_cli.notices.supplements.supplement_plan_rows import NewRow
from zhicheng_cli.notices.supplements.supplement_words import CORRECTED
from zhicheng_cli.plan.changes import ADDED, TIMES, rows_now
from zhicheng_cli.plan.titles import Titles

from .import_finding import ImportFinding

#: Is no reading of the words, but of a person.
_NOTES = "notes"
#: What was taken for granted.
ASSUMED = "W461"


def with_readings(
    changes: Sequence[Mapping[str, Any]], plan: Mapping[str, Any], known: Titles, found: list[ImportFinding]
) -> list[dict[str, Any]]:
    """The changes, those of words that are read (offices, titles, fields) with the readings that change with them.

    Args:
        changes: of one notice, in its order.
        found: takes what is not plain of them.
    """
    printed = {row["no"]: row["printed"] for row in rows_now(plan)[0]}
    counties = plan["region"]["counties"]
    made = []
    for entry in changes:
        cell, no = entry.get("cell"), entry["no"]
        if entry["kind"] != CORRECTED or cell is None or cell in TIMES:
            made.append({**entry})
            continue
        before, printed[no] = printed[no], {**printed[no], cell: entry["new"]}
        was, now = (read_row(cells, known, counties) for cells in (before, printed[no]))
        reads = {key: one for key, one in now.fields.items() if key != _NOTES and was.fields.get(key) != one}
        gone = [key for key in was.fields if key not in (_NOTES, *now.fields)]
        made.append({**entry, **({"reads": reads} if reads else {})})
        found += [finding_of(doubt, no) for doubt in now.doubts if doubt not in was.doubts]
        if gone:
            message = f"改了以后读不出 {'、'.join(gone)} 了，changes 里去不掉原来的"
            found.append(ImportFinding(ASSUMED, message, "核对这一行的读法", no, column=cell))
    return made


def added_rows(
    new: Sequence[NewRow], plan: Mapping[str, Any], known: Titles, told: Mapping[str, str], found: list[ImportFinding]
) -> list[dict[str, Any]]:
    """The rows that are new, as entries of `changes`: numbered on from the plan's last, each with a key of its own.

    Args:
        told: the notice's `document` and day `issued`.
        found: takes what is not plain of them.
    """
    there, withdrawn = rows_now(plan)
    numbers = [row["no"] for row in (*plan["committees"], *plan.get("withdrawn", ()), *plan.get("changes", ()))]
    rows, _ = rows_of([one.row for one in new], known, plan["region"]["counties"], found)
    taken = [one["key"] for one in (*there, *withdrawn) if "key" in one]
    keys = carry_keys(rows, (), plan["region"]["city"], taken).keys
    made = []
    for no, (one, row, key) in enumerate(zip(new, rows, keys, strict=True), start=max(numbers) + 1):
        # Under which number it stands there is no number of the plan's: `words` is the whole row.
        source = {"document": told["document"]}
        entry = {"no": no, "key": key, **{name: value for name, value in row.items() if name != "no"}, "source": source}
        made.append({"kind": ADDED, "no": no, **told, "words": one.words, "row": entry})
    return made
