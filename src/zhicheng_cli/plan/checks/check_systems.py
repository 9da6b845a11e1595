"""The checks of the other systems that a notice names."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_unique, sound

from .check_evidence import check_basis


def check_systems(document: Document, context: Context) -> Iterator[Finding]:
    """A system stands once, and by each of its names in the clause it is said to, where the notice's plan is known."""
    yield from check_unique(document, "systems", sound(document, "systems", context), "name")
    clauses: dict[str, dict[str, str]] = {}
    for told in context.known.get("clauses", ()):
        notice, clause, text = told.split("\n", 2)
        clauses.setdefault(notice, {})[clause] = text
    for index, row in sound(document, "systems", context):
        texts = clauses.get(row["source"]["document"])
        if texts is None:
            continue
        path: DataPath = ("systems", index)
        yield from check_basis(document, (*path, "source"), row["source"], row["source"]["document"])
        names = [((*path, "source", "clause"), row["name"], row["source"]["clause"])]
        names += [
            ((*path, "other_names", number, "clause"), other["name"], other["clause"])
            for number, other in enumerate(row["other_names"])
        ]
        for where, name, clause in names:
            if clause not in texts:
                yield document.finding(where, "E312", f"没有收录条款“{clause}”", "先在计划的 clauses 里照抄原文")
            elif name not in texts[clause]:
                yield document.finding(where, "E311", f"条款“{clause}”里没有“{name}”", "核对名称和条款")
