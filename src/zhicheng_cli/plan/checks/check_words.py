"""The checks of the words that people use."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.plan.words import compared

_LISTS = {"trades": ("plain", "reading"), "exams": ("words",), "others": ("words",)}


def check_words(document: Document) -> Iterator[Finding]:
    """A word stands once, in whatever writing: it cannot lead to two places."""
    seen: set[str] = set()
    for path, word in _words(document):
        if compared(word) in seen:
            yield document.finding(path, "E401", f"“{word}”重复", "请删去一处")
        seen.add(compared(word))


def _words(document: Document) -> Iterator[tuple[DataPath, str]]:
    for table, keys in _LISTS.items():
        for index, row in enumerate(document.value[table]):
            for key in keys:
                yield from (((table, index, key, number), word) for number, word in enumerate(row.get(key, ())))
