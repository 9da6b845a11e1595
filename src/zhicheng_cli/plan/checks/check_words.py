"""The checks of the words that people use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.plan.city_folders import CITIES
from zhicheng_cli.plan.words import compared

#: What leads to a word of no plan is misspelt, or its row is gone.
AS_IN_THE_PLAN = "照计划里的写法写；那一行撤去了的，可以删去这一处"
_LISTS = {"trades": ("plain", "reading"), "exams": ("words",), "others": ("words",)}


def check_words(document: Document, context: Context) -> Iterator[Finding]:
    """A word stands once, in whatever writing: it cannot lead to two places.

    Those of a city lead to what a plan prints; the shared ones are of all cities and years, and need not be in any.
    """
    seen: set[str] = set()
    for path, word in _words(document):
        if compared(word) in seen:
            yield document.finding(path, "E401", f"“{word}”重复", "请删去一处")
        seen.add(compared(word))
    known = context.known.get("words")
    if known is None or Path(document.file).parent.parent.name != CITIES:
        return
    for index, row in enumerate(document.value["trades"]):
        for number, word in enumerate(row["means"]):
            if word not in known:
                message = f"计划里没有专业或系列“{word}”"
                yield document.finding(("trades", index, "means", number), "W403", message, AS_IN_THE_PLAN)


def _words(document: Document) -> Iterator[tuple[DataPath, str]]:
    for table, keys in _LISTS.items():
        for index, row in enumerate(document.value.get(table, ())):
            for key in keys:
                yield from (((table, index, key, number), word) for number, word in enumerate(row.get(key, ())))
