"""The checks of the aliases of specialties."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.row_checks import check_unique, sound

#: What leads to a word of no plan is misspelt, or its row is gone.
AS_IN_THE_PLAN = "照计划里的写法写；那一行撤去了的，可以删去这一处"


def check_aliases(document: Document, context: Context) -> Iterator[Finding]:
    """An alias stands once and leads to words that the plan has: one that is such a word leads to itself, too."""
    yield from check_unique(document, "aliases", sound(document, "aliases", context), "alias")
    words = context.known.get("words")
    if words is None:
        return
    for index, row in sound(document, "aliases", context):
        if row["alias"] in words and row["alias"] not in row["means"]:
            message = f"“{row['alias']}”就是计划里印的，却没有说它自己"
            hint = f"印出的词先指自己：在 means 里写上 {row['alias']}，或者删去这一条"
            yield document.finding(("aliases", index, "alias"), "W407", message, hint)
        for number, word in enumerate(row["means"]):
            if word not in words:
                path = ("aliases", index, "means", number)
                yield document.finding(path, "W403", f"计划里没有专业或系列“{word}”", AS_IN_THE_PLAN)
