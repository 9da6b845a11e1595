"""The checks of the table of titles."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.files.row_checks import check_unique, sound


def check_titles(document: Document, context: Context) -> Iterator[Finding]:
    """A title stands once in a series, at a known level; a renamed one is there under both names."""
    levels = [level["name"] for level in document.value["levels"]]
    yield from check_unique(document, "series", sound(document, "series", context), "name")
    for index, series in sound(document, "series", context):
        prefix: DataPath = ("series", index)
        yield from check_unique(document, "titles", enumerate(series["titles"]), "title", prefix)
        names = {row["title"] for row in series["titles"]}
        for number, row in enumerate(series["titles"]):
            path = (*prefix, "titles", number)
            if row["level"] not in levels:
                yield document.finding((*path, "level"), "E402", f"没有“{row['level']}”这个级别", "、".join(levels))
            for other in (row.get("renamed", {}).get("new"), row.get("formerly"), row.get("general")):
                if other is not None and other not in names:
                    yield document.finding(path, "E402", f"另一名称“{other}”不在本系列里", "新旧名称和统称都要列出")
