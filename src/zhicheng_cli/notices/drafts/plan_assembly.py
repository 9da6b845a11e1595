"""What a notice comes to → the plan and the contacts, in the form of their files, and what is still to be found out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.notices.explanations_carried import CarriedExplanations
from zhicheng_cli.notices.import_finding import ImportFinding, sorted_findings
from zhicheng_cli.notices.import_rows import ImportedRow
from zhicheng_cli.notices.import_settled import NOTHING_SETTLED, Settled
from zhicheng_cli.notices.importing import Imported, ImportedContact
from zhicheng_cli.notices.readings.contact_readings import read_contact
from zhicheng_cli.notices.readings.reading_doubt import ReadingDoubt
from zhicheng_cli.notices.readings.receivers import ReadReceivers
from zhicheng_cli.notices.readings.row_readings import read_row
from zhicheng_cli.plan.committees import COLUMNS
from zhicheng_cli.plan.titles import Titles

from .keys_carried import carry_keys
from .plan_frame import CarriedFrame, region_of

_PLAN_FORMAT, _CONTACTS_FORMAT = "zc.plan-data/2", "zc.contacts-data/2"
_SAID_BY = "未核实：核对通知时这样答的，要写明是谁在哪天说的"
_ANNEX = re.compile(r"附件(\d*)$")
_HANDED_IN = re.compile("报送|提交|纸质|受理|接收|截止")
_ABOUT = (("收费", re.compile("费")), ("名额", re.compile("名额|指标|数量")), ("表格", re.compile("表")))
#: Columns whose words stand with the offices.
_OF_OFFICES = re.compile("地址|地点|网址|网站|邮箱|联系人|电话")


class MadePlan(NamedTuple):
    """A draft.

    Attributes:
        plan: the content of its file.
        contacts: that of the contacts; None = the notice has none.
        findings: those of the import, and what was assumed since.
        refused: rows of the notice that are in no plan, each told by a finding.
    """

    plan: dict[str, Any]
    contacts: dict[str, Any] | None
    findings: tuple[ImportFinding, ...]
    refused: int


def make_plan(
    imported: Imported,
    lines: Sequence[str],
    known: Titles,
    base: Mapping[str, Any],
    *,
    is_own: bool,
    settled: Settled = NOTHING_SETTLED,
    contacts_before: Mapping[str, Any] | None = None,
) -> MadePlan:
    """The plan of a notice.

    Args:
        imported: not refused, and with a day of issue.
        lines: of the notice's body, without blanks.
        known: all known titles.
        base, contacts_before: those before; without a plan of this city, another's, of which only the common law holds.
        is_own: whether it is this city's.
        settled: what a person answered; what holds for the whole notice stands in the plan.
    """
    head = imported.head
    document = head.number or head.title
    found = list(imported.findings)
    clauses = {one.id: one.text for one in imported.clauses}
    region = region_of(head.issuer, "".join(lines), base if is_own else None, found)
    rows, refused = rows_of(imported.rows, known, region["counties"], found)
    annexes = _annexes(lines)
    for row, source in zip(rows, _sources(rows, imported.rows, document, annexes), strict=True):
        row["source"] = source
    places = [(one.table, one.no) for one in imported.rows if one.printed.get("name")]
    rows = _with_keys(rows, base, region["city"], places, found, is_own=is_own)
    frame = CarriedFrame(document, clauses, base, is_own=is_own)
    about = {"year": head.year, "document": document, "title": head.title or document, "issuer": head.issuer}
    plan = {
        "format": _PLAN_FORMAT,
        "plan": {**about, "issued": str(head.issued), **_answered(settled, head.year), "status": "draft"},
        "region": region,
        "clauses": [{"id": clause, "text": text} for clause, text in clauses.items()],
        "bodies": frame.bodies(),
        "milestones": frame.milestones(),
        "ready": frame.ready(),
        "reports": frame.reports(),
        "committees": rows,
    }
    contacts = _contacts(imported.contacts, plan, annexes, found)
    if is_own:
        _explain(plan, contacts, base, contacts_before, places, found)
    return MadePlan(plan, contacts, tuple(sorted_findings([*found, *frame.findings])), refused)


def _with_keys(
    rows: list[dict[str, Any]],
    base: Mapping[str, Any],
    city: str,
    places: Sequence[tuple[int, int]],
    found: list[ImportFinding],
    *,
    is_own: bool,
) -> list[dict[str, Any]]:
    before = base["committees"] if is_own else ()
    carried = carry_keys(rows, before, city, [one.get("key", "") for one in base.get("withdrawn", ())])
    found += [_of_row(doubt, places[index]) for index, doubt in carried.doubts.items()]
    return [{"no": row.pop("no"), "key": key, **row} for row, key in zip(rows, carried.keys, strict=True)]


def _explain(
    plan: dict[str, Any],
    contacts: dict[str, Any] | None,
    base: Mapping[str, Any],
    contacts_before: Mapping[str, Any] | None,
    places: Sequence[tuple[int, int]],
    found: list[ImportFinding],
) -> None:
    """Put in what a person explained in the plan and the contacts before, as far as it still holds."""
    rows, people = plan["committees"], contacts["contacts"] if contacts else []
    explained = CarriedExplanations(plan, people, base, contacts_before["contacts"] if contacts_before else [])
    for at, row in enumerate(rows):
        rows[at], doubts = explained.of_row(row)
        found += [_of_row(doubt, places[at]) for doubt in doubts]
    for at, one in enumerate(people):
        people[at], doubts = explained.of_contact(one)
        found += [finding_of(doubt, one["no"]) for doubt in doubts]


def _of_row(doubt: ReadingDoubt, place: tuple[int, int]) -> ImportFinding:
    """Of a row of the notice, by its table and its printed number."""
    table, no = place
    return finding_of(doubt, no)._replace(table=table)


def _answered(settled: Settled, year: int | None) -> dict[str, Any]:
    """What was answered once for the whole notice; who said whether the day counts is no part of an answer."""
    made: dict[str, Any] = {}
    if settled.dates_in not in (None, year):
        made["dates_in"] = settled.dates_in
    if settled.before_includes is not None:
        made |= {"before_includes": settled.before_includes, "before_said_by": _SAID_BY}
    return made


def finding_of(doubt: ReadingDoubt, row: int | None) -> ImportFinding:
    """The finding of a doubt about a row."""
    return ImportFinding(doubt.code, doubt.message, doubt.assumed, row=row, column=doubt.column)


def rows_of(
    printed: Sequence[ImportedRow], known: Titles, counties: Sequence[str], found: list[ImportFinding]
) -> tuple[list[dict[str, Any]], int]:
    """The rows without key and source, and how many were refused: those without a name."""
    rows: list[dict[str, Any]] = []
    for one in printed:
        cells = {column: one.printed.get(column, "") for column in COLUMNS}
        if not cells["name"]:
            message = f"第{one.no}行没有评委会名称，没有写进计划"
            found.append(ImportFinding("E454", message, "对照原件补上", row=one.no, table=one.table, column="name"))
            continue
        read = read_row(cells, known, counties, ReadReceivers(one.receivers, (), cells["receivers"]))
        found += [finding_of(doubt, one.no)._replace(table=one.table) for doubt in read.doubts]
        row = {"no": len(rows) + 1, "printed": cells, **read.fields}
        rows.append({**row, **_stages(one, found), **_printed_notes(one)})
    return rows, len(printed) - len(rows)


def _stages(row: ImportedRow, found: list[ImportFinding]) -> dict[str, Any]:
    stages: list[dict[str, Any]] = [{"name": name, "text": words} for name, words in row.stages.items()]
    if not stages:
        return {}
    if not row.printed.get("cutoff"):
        closing = next((one for one in reversed(stages) if _HANDED_IN.search(one["name"])), None)
        if closing is not None:
            closing["is_cutoff"] = True
            message = f"没有截止一栏，分了 {len(stages)} 步"
            found.append(ImportFinding("W447", message, f"以“{closing['name']}”为截止", row=row.no, column="cutoff"))
    return {"stages": stages}


def _printed_notes(row: ImportedRow) -> dict[str, Any]:
    notes = [
        {"about": next((about for about, form in _ABOUT if form.search(header)), "其他"), "words": words}
        for header, words in row.extra.items()
        if words and not _OF_OFFICES.search(header)
    ]
    return {"printed_notes": notes} if notes else {}


def _annexes(lines: Sequence[str]) -> list[int]:
    """The numbers of the annexes whose titles stand alone in a line; a sole one has none."""
    return [int(found[1] or 1) for line in lines if (found := _ANNEX.fullmatch(line))]


def _sources(
    rows: Sequence[Mapping[str, Any]], printed: Sequence[ImportedRow], document: str, annexes: Sequence[int]
) -> list[dict[str, Any]]:
    named = [one for one in printed if one.printed.get("name")]
    sources = []
    for row, one in zip(rows, named, strict=True):
        annex = {"annex": annexes[one.table - 1]} if one.table <= len(annexes) else {}
        sources.append({"document": document, **annex, "row": one.no if one.no > 0 else row["no"]})
    return sources


def _contacts(
    printed: Sequence[ImportedContact], plan: Mapping[str, Any], annexes: Sequence[int], found: list[ImportFinding]
) -> dict[str, Any] | None:
    if not printed:
        return None
    document = plan["plan"]["document"]
    annex = annexes[-1] if len(annexes) > 1 else 2
    contacts = []
    for number, one in enumerate(printed, start=1):
        cells = {"specialties": one.specialty, "department": one.department, "person": one.person, "phone": one.phone}
        read = read_contact(cells, plan["committees"], annex)
        found += [finding_of(doubt, number)._replace(table=None) for doubt in read.doubts]
        source = {"document": document, "annex": annex, "row": number}
        contacts.append({"no": number, "printed": cells, **read.fields, "source": source})
    about = {"format": _CONTACTS_FORMAT, "year": plan["plan"]["year"], "document": document}
    return {**about, "contacts": contacts}
