"""The checks of whom a contact is read to serve, beside the plan's rows: each reading rests on printed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding

#: 附件1第36、38行印为“轻纺工程(纺织)”; 附件1第12行“市建设工程专业”所列专业.
_ROWS = re.compile("(?:附件([0-9]+))?第([0-9、]+)行(?:[也并]?印[为有]?)?(?:“(.*?)”)?")
_SAME = "用词相同"
#: So says a basis itself that it is no more than a reading.
_INFERRED = re.compile("推断|没有单列")
#: So many characters of a field stand in the words it is read from.
_SHARED = 2


def check_serving(
    document: Document, path: DataPath, row: Mapping[str, Any], rows: Mapping[int, Mapping[str, Any]]
) -> Iterator[Finding]:
    """Each field stands in a row that its basis names, or in the printed words of the contact; and of the fields that
    begin with those words, none is left out.

    Args:
        row: of the contacts.
        rows: of the plan of the same notice, by number.
    """
    fields = dict.fromkeys(field for of in rows.values() for field in of["specialties"])
    words = [word for entry in row["specialties"] for word in row.get("expands", {}).get(entry, (entry,))]
    for number, cover in enumerate(row["covers"]):
        place: DataPath = (*path, "covers", number)
        if cover["specialty"] not in fields:
            continue  # W403 tells of those
        for why in _why_not(cover, row, words, rows):
            message = f"“{cover['basis']}”看不出说的是{cover['specialty']}：{why}"
            yield document.finding((*place, "specialty"), "W319", message, "核对专业和依据")
        if _INFERRED.search(cover["basis"]) and cover.get("strength") != "reading":
            message = f"依据说的是推断，却没有写成较弱的：“{cover['basis']}”"
            yield document.finding((*place, "basis"), "W319", message, "补上 strength: reading")
    served = {cover["specialty"] for cover in row["covers"]}
    for field in fields:
        named = [word for word in words if field.startswith(word)]
        if named and field not in served:
            message = f"印有“{named[0]}”，计划里的专业“{field}”却没有写"
            yield document.finding((*path, "covers"), "W319", message, "补进 covers；确不归它管的，在 notes 里说明")


def _why_not(
    cover: Mapping[str, Any],
    row: Mapping[str, Any],
    words: Sequence[str],
    rows: Mapping[int, Mapping[str, Any]],
) -> Iterator[str]:
    field, basis, printed = cover["specialty"], cover["basis"], row["printed"]["specialties"]
    annexes = {str(one["source"].get("annex")) for one in rows.values()}
    named = [
        (f"附件{annex}" if annex else "", no, _row_named(annex, int(no), rows), "".join(quoted.split()))
        for annex, told, quoted in _ROWS.findall(basis)
        if not annex or annex in annexes
        for no in told.split("、")
        if no
    ]
    known = [(annex, no, of, quoted) for annex, no, of, quoted in named if of is not None]
    for annex, no, of, quoted in known:
        if quoted not in "".join("".join(of["printed"].values()).split()):
            yield f"{annex}第{no}行里没有“{quoted}”"
    if known and not any(field in of["specialties"] for _, _, of, _ in known):
        yield f"{known[0][0]}第{'、'.join(no for _, no, _, _ in named)}行没有这个专业"
    if _SAME in basis and field not in words:
        yield f"{_annex(row)}这一行印的是“{printed}”"
    least = 1 if cover.get("strength") == "reading" else _SHARED
    if not named and _SAME not in basis and len({*field} & {*printed}) < least:
        yield f"{_annex(row)}这一行印的是“{printed}”"


def _row_named(annex: str, number: int, rows: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row that a basis names: by its place where it says the annex, 附件3第2行, else by its number in the plan."""
    if not annex:
        return rows.get(number)
    placed = (
        row for no, row in rows.items() if str(row["source"].get("annex")) == annex and _placed(no, row) == number
    )
    return next(placed, None)


def _placed(no: int, row: Mapping[str, Any]) -> int:
    return int(row["source"].get("row", no))


def _annex(row: Mapping[str, Any]) -> str:
    """The annex in which a row stands; empty where it stands in none."""
    annex = row["source"].get("annex")
    return "" if annex is None else f"附件{annex}"
