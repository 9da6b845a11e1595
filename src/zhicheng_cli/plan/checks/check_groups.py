"""The checks of the titles that a grouped one is taken apart into: 高级（农艺师、畜牧师）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding

from .check_references import titles_in

_BRACKETS = re.compile(r"[(（]([^)）]*)[)）]")
_COMMA = re.compile("[、，,]")


def check_groups(document: Document, path: DataPath, row: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    """Each title is made of the printed characters, and none that the print plainly makes is left out."""
    known = dict.fromkeys(one.title for one in titles_in(context) if one.series in row["series"])
    for entry, titles in row.get("titles", {}).items():
        place: DataPath = (*path, "titles", entry)
        within = [word for words in _BRACKETS.findall(entry) for word in _COMMA.split(words) if word]
        for index, title in enumerate(titles):
            if title in known and not (_made_of(title, entry, (entry[0], *within)) if within else _short(entry, title)):
                message = f"“{title}”不是“{entry}”里的字拼成的"
                yield document.finding((*place, index), "W319", message, "照所印的字展开")
        left = [one for one in known if within and one not in titles and _made_of(one, entry, (entry[0],))]
        for title in left:
            message = f"“{entry}”里有“{title}”，展开里却没有"
            yield document.finding(place, "W319", message, "照所印的字展开", of_key=True)
        for word in within:
            if not left and not any(word in title for title in titles):
                message = f"“{entry}”展开的资格里没有一个有“{word}”"
                yield document.finding(place, "W319", message, "照所印的字展开", of_key=True)


def _made_of(title: str, entry: str, starts: tuple[str, ...]) -> bool:
    """Whether characters of the entry, in their order, make the title, from its first word to its last."""
    last = _BRACKETS.findall(entry)[-1] if entry[-1] in ")）" else ""
    ends = (_BRACKETS.sub("", entry)[-1:], *filter(None, _COMMA.split(last)))
    return title.startswith(starts) and title.endswith(ends) and _in_order(title, entry)


def _short(entry: str, title: str) -> bool:
    """Whether the entry is short for the title (一级 of 文学创作一级), or the title a part of the entry."""
    return _in_order(entry, title) or _in_order(title, entry)


def _in_order(characters: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in characters)
