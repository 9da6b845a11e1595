"""The checks of what milestones and reports rest on, and of whom a milestone does not concern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import sound

from .check_evidence import check_basis

#: By these nobody sits over a person.
_NO_REVIEW = {"初定", "以考代评"}


def check_milestones(document: Document, context: Context) -> Iterator[Finding]:
    """Each basis is as well known as it can be; only those whom no committee reviews are left out, and by all alike."""
    value = document.value
    rules: list[tuple[DataPath, Any]] = [(("milestones", event), rule) for event, rule in value["milestones"].items()]
    others = [
        ((table, index), rule)
        for table in ("reports", "ready", "reckoning")
        for index, rule in enumerate(value.get(table, ()))
    ]
    for path, rule in (*rules, *others):
        yield from check_basis(document, (*path, "basis"), rule["basis"], value["plan"]["document"])
    reviewed: dict[str, int] = {}
    for _, row in sound(document, "committees", context):
        if any(route["route"] not in _NO_REVIEW for route in row["routes"]):
            reviewed.setdefault(row["kind"], row["no"])
    first: dict[str, tuple[Any, list[str]]] = {}
    for path, rule in rules:
        left_out, name = sorted(rule.get("not_for", ())), rule["basis"]["document"]
        for index, kind in enumerate(rule.get("not_for", ())):
            if kind in reviewed:
                message = f"第{reviewed[kind]}行是{kind}，要评审，这一步对它也适用"
                yield document.finding((*path, "not_for", index), "W319", message, "只写不经评审的类别，如 初定")
        event, alike = first.setdefault(name, (path[-1], left_out))
        if left_out != alike and name != value["plan"]["document"]:
            message = f"依据同是“{name}”，不适用的类别却与 {event} 的不同"
            yield document.finding((*path, "not_for"), "W319", message, "核对两处的 not_for")
