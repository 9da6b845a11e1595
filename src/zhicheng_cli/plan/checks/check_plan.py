"""The checks of a year's plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_phones, check_unique, sound
from zhicheng_cli.plan.periods import Status
from zhicheng_cli.plan.printed_times import printed_times

from .alike import differ_little, near_duplicates
from .check_changes import check_changes
from .check_groups import check_groups
from .check_milestones import check_milestones
from .check_notice import check_notice
from .check_readings import check_readings
from .check_references import check_references, check_reports
from .check_region import check_area_codes, check_region
from .check_stages import check_stages
from .check_times import check_times
from .numbered import check_annexes, check_covers, check_numbers, check_source, check_tables

_SPACE = re.compile(r"\s")
#: Signs between offices and their phones, and what phones and persons are labelled with.
_BESIDE_OFFICES = re.compile(
    r"[、，,;；:：|/。()（）]|(?:联系|咨询|办公|受理)?电话(?:号码)?|传真|手机|联系人|(?:办公)?地址|地点|网址|网站"
)
#: 由各县(区)人力社保、教育部门确定.
_NO_OFFICE = re.compile("由?.*(?:确定|决定|另定|另行通知)|[-—–/]+|待定|暂无|详?见.*")


def check_plan(document: Document, context: Context) -> Iterator[Finding]:
    """Everything a plan must be beyond its schema (design §4, §6)."""
    yield from check_notice(document, context)
    yield from _check_identity(document, context)
    yield from check_region(document, context)
    notice, annexes = document.value["plan"]["document"], document.value["plan"].get("annexes", ())
    if annexes:
        yield from check_tables(document, "committees", context, annexes)
    else:
        yield from check_annexes(document, "committees", context)
    for index, row in sound(document, "committees", context):
        path: DataPath = ("committees", index)
        yield from check_source(document, (*path, "source"), row, notice, tables=max(1, len(annexes)))
        yield from _check_row(document, path, row, context)
    yield from check_changes(document, context, _check_row)
    yield from check_reports(document, context)
    yield from check_milestones(document, context)
    yield from _check_clauses(document)
    yield from _check_milestones(document)
    yield from _check_bodies(document, list(sound(document, "committees", context)))


def _check_row(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """What a row says, as the notice prints it or as a change leaves it."""
    yield from check_times(document, path, row)
    yield from check_stages(document, path, row)
    yield from _check_covered(document, path, row)
    yield from check_references(document, path, row, context)
    yield from check_readings(document, path, row, context)
    yield from check_groups(document, path, row, context)
    yield from _check_titles(document, path, row, context)
    yield from _check_receivers(document, path, row)


def _check_identity(document: Document, context: Context) -> Iterator[Finding]:
    """Numbers have gaps only where a row was withdrawn; no two bodies have one key, not even but for its case."""
    withdrawn: set[int] = set()
    rows = {row["no"] for _, row in sound(document, "committees", context)}
    for index, one in enumerate(document.value.get("withdrawn", ())):
        if one["no"] in withdrawn | rows:
            message = f"序号 {one['no']} 写成撤去的行，又另有一处"
            yield document.finding(("withdrawn", index, "no"), "E301", message, "撤去的行不再列在 committees 里")
        withdrawn.add(one["no"])
    yield from check_numbers(document, "committees", context, withdrawn)
    seen: dict[str, int] = {}
    for index, row in sound(document, "committees", context):
        first = seen.setdefault(row["key"].casefold(), row["no"])
        if first != row["no"]:
            message = f"代号“{row['key']}”与第{first}行的相同"
            yield document.finding(("committees", index, "key"), "E314", message, "一个评委会一个代号")


def _check_covered(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    printed, other = row["printed"], row.get("other_words", {})
    for column in ("reviews", "recommends"):
        parts = [*row[column], *([other[column]] if column in other else [])]
        yield from check_covers(document, (*path, column), printed[column], parts)
    offices = _BESIDE_OFFICES.sub("", printed["receivers"])
    yield from check_covers(document, (*path, "receivers"), offices, _receiver_words(row))
    entries = {*row["reviews"], *row["recommends"]}
    for entry in row.get("titles", {}):
        if entry not in entries:
            where = (*path, "titles", entry)
            yield document.finding(where, "E308", f"“{entry}”不在所评资格或推荐资格里", of_key=True)
    text = _SPACE.sub("", "".join(printed.values()))
    for key in ("routes", "except_levels"):
        for index, reading in enumerate(row.get(key, ())):
            if _SPACE.sub("", reading["words"]) not in text:
                where = (*path, key, index, "words")
                yield document.finding(where, "E311", f"本行原文里没有“{reading['words']}”", "依据要照抄本行的文字")


def _receiver_words(row: Mapping[str, Any]) -> list[str]:
    """What was read of the cell of the receivers, in the order in which it is printed there; of a cell that prints no
    office, its own words."""
    printed, words, at = _SPACE.sub("", row["printed"]["receivers"]), list[str](), 0
    if not row["receivers"] and _NO_OFFICE.fullmatch(printed):
        return [_BESIDE_OFFICES.sub("", printed)]
    for receiver in row["receivers"]:
        more = [receiver[key] for key in ("place", "url", "hours", "person") if key in receiver]
        told = (receiver["unit"], *receiver["phones"], *more, *receiver.get("serves", ()))
        places = {word: printed.find(_SPACE.sub("", word), at) for word in told}
        words += [_BESIDE_OFFICES.sub("", word) for word in sorted(told, key=places.__getitem__)]
        at = max(places[word] + len(_SPACE.sub("", word)) for word in told)
    return words


def _check_titles(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    known = context.known.get("titles")
    if known is None:
        return
    expands = row.get("titles", {})
    for column in ("reviews", "recommends"):
        for index, entry in enumerate(row[column]):
            for title in expands.get(entry, [entry]):
                if title not in known:
                    where = (*path, column, index)
                    hint = "先在 titles.yaml 里补上，或写明成组名称的展开"
                    yield document.finding(where, "E303", f"职称表里没有“{title}”", hint)


def _check_receivers(document: Document, path: DataPath, row: Mapping[str, Any]) -> Iterator[Finding]:
    phones = [
        ((*path, "receivers", index, "phones", number), phone)
        for index, receiver in enumerate(row["receivers"])
        for number, phone in enumerate(receiver["phones"])
    ]
    yield from check_phones(document, phones)
    yield from check_area_codes(document, phones, row.get("notes", ()), [document.value["region"]["area_code"]])
    cutoff = printed_times(document.value).read(row["printed"]["cutoff"])
    if not row["receivers"] and cutoff.status not in (Status.DELEGATED, Status.UNREAD):
        hint = "只有截止时间写明“由…确定”的行可以没有接收单位"
        yield document.finding((*path, "receivers"), "E307", "缺少材料接收单位", hint)


def _check_clauses(document: Document) -> Iterator[Finding]:
    """A clause stands once; whatever rests on the notice itself names one that the file quotes."""
    value = document.value
    yield from check_unique(document, "clauses", enumerate(value["clauses"]), "id")
    named: list[tuple[DataPath, str | None]] = [
        (("bodies", index, "clauses", number), clause)
        for index, body in enumerate(value["bodies"])
        for number, clause in enumerate(body["clauses"])
    ]
    rules = [(("milestones", event), rule) for event, rule in value["milestones"].items()]
    rules += [(("reports", index), rule) for index, rule in enumerate(value["reports"])]
    for table in ("ready", "reckoning"):
        rules += [((table, index), rule) for index, rule in enumerate(value.get(table, ()))]
    for path, rule in rules:
        if rule["basis"]["document"] == value["plan"]["document"]:
            named.append(((*path, "basis", "clause"), rule["basis"]["clause"]))
    known = {clause["id"] for clause in value["clauses"]}
    for where, clause in named:
        if clause is None:
            yield document.finding(where, "E312", "依据是本通知，却没有写明条款", "写上 clauses 里的编号")
        elif clause not in known:
            yield document.finding(where, "E312", f"没有收录条款“{clause}”", "先在 clauses 里照抄原文")


def _check_milestones(document: Document) -> Iterator[Finding]:
    """The words of a milestone, or of what it takes, are those of its clause where they rest on the notice itself."""
    value = document.value
    texts = {clause["id"]: _SPACE.sub("", clause["text"]) for clause in reversed(value["clauses"])}
    told: list[tuple[DataPath, Any, str]] = [
        *((("milestones", event), rule, "words") for event, rule in value["milestones"].items()),
        *((("ready", index), rule, "words") for index, rule in enumerate(value.get("ready", ()))),
        *((("reckoning", index), rule, "words") for index, rule in enumerate(value.get("reckoning", ()))),
        *((("reports", index), rule, "ready") for index, rule in enumerate(value["reports"]) if "ready" in rule),
    ]
    for path, rule, key in told:
        basis, words = rule["basis"], _SPACE.sub("", rule[key])
        if basis["document"] == value["plan"]["document"] and words not in texts.get(basis["clause"], words):
            message = f"条款“{basis['clause']}”里没有“{rule[key]}”"
            yield document.finding((*path, key), "E311", message, "依据要照抄条款的文字")


def _check_bodies(document: Document, rows: list[tuple[int, Any]]) -> Iterator[Finding]:
    """Names of one body that differ a little, across the file and within a row."""
    places: dict[str, DataPath] = {}
    for index, body in enumerate(document.value["bodies"]):
        places.setdefault(body["name"], ("bodies", index, "name"))
    for index, row in rows:
        places.setdefault(row["printed"]["name"], ("committees", index, "printed", "name"))
        for number, receiver in enumerate(row["receivers"]):
            places.setdefault(receiver["unit"], ("committees", index, "receivers", number, "unit"))
    told = set()
    for shorter, longer in near_duplicates(places):
        told.add(frozenset((shorter, longer)))
        yield _alike(document, places[longer], longer, shorter)
    for index, row in rows:
        for number, receiver in enumerate(row["receivers"]):
            unit, name = receiver["unit"], row["printed"]["name"]
            if differ_little(unit, name) and frozenset((unit, name)) not in told:
                yield _alike(document, ("committees", index, "receivers", number, "unit"), unit, name)


def _alike(document: Document, path: DataPath, one: str, other: str) -> Finding:
    message = f"“{one}”与“{other}”只差几个字，可能是同一单位的两种印法"
    return document.finding(path, "N301", message, "照原文保留，不要改成一样")
