"""Checking data files of any kind: each by itself, and against what the others tell.

A kind names its schema and what a schema cannot say. The kinds themselves belong to the layers that know what the
files are about: `files.checks`, `plan.checks` and so on export theirs, and the caller joins those it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf
from types import MappingProxyType
from typing import Any, NamedTuple

from zhicheng_cli.written.writings import settle

from .bundled import data_dir
from .document import Document, YamlMapping, parse, read
from .findings import UNNAMED, Finding, Severity
from .schema import bundled_schema, check_form
from .text import decode
from .traps import find_traps

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Context(NamedTuple):
    """What a check knows beyond its document.

    Attributes:
        known: what the other files tell, by topic, e.g. all titles under `titles`; a topic that is not there is not
            known, so nothing is checked against it.
        broken: the rows of this very file that do not fit the schema, by index; nothing more can be said of them.
    """

    known: Mapping[str, frozenset[str]] = _NOTHING
    broken: frozenset[int] = frozenset()


class Kind(NamedTuple):
    """A kind of data file.

    Attributes:
        name: in words.
        schema: its schema's name.
        keys: top-level keys that betray the kind where `format` is missing.
        table: the list whose rows the checks take one by one; empty = the file is taken as a whole.
        check: what a schema cannot say; it may rely on the form of the document, but for the broken rows.
        alone: whether its check needs nothing that other files tell.
        by_hand: whether people fill it in: it is read as they write before its form is looked at (`written`).
        first: what is to be said before the form is looked at, such as of passwords; the schema, which might repeat
            what is written there, then says nothing of the same places.
        tells: by topic, the words in a document that the checks of other files need. A form that is wrong may raise
            KeyError, TypeError or AttributeError.
        former: by `format`, the forms in which it was written before, with what they lack.
    """

    name: str
    schema: str
    keys: frozenset[str]
    table: str
    check: Callable[[Document, Context], Iterable[Finding]]
    tells: Mapping[str, Callable[[Any], Iterable[str]]] = _NOTHING
    alone: bool = False
    by_hand: bool = False
    first: Callable[[Document], Iterable[Finding]] = lambda _: ()
    former: Mapping[str, str] = _NOTHING


class Checked(NamedTuple):
    """What came of checking files.

    Attributes:
        documents: those that could be read, by the names given; of use only if no finding blocks.
        findings: all of them, sorted by file, line and column.
    """

    documents: dict[str, Document]
    findings: list[Finding]


def kind_of(value: Any, kinds: Mapping[str, Kind]) -> Kind | None:
    """The kind of a file, from its `format`, else from the keys that betray a kind: the one of which most are there."""
    if not isinstance(value, YamlMapping):
        return None
    named = value.get("format")
    if isinstance(named, str):
        for name, kind in kinds.items():
            if named == name or named in kind.former:
                return kind
    betrayed = [kind for kind in kinds.values() if kind.keys & value.keys()]
    return max(betrayed, key=lambda kind: len(kind.keys & value.keys()), default=None)


def check_files(
    files: Iterable[tuple[str, bytes]],
    kinds: Mapping[str, Kind],
    known: Mapping[str, frozenset[str]] | Callable[[], Mapping[str, frozenset[str]]] = _NOTHING,
) -> Checked:
    """Check data files, and each against the others among them.

    Args:
        files: name and content.
        kinds: the kinds they may be of, by `format`.
        known: what is known from elsewhere, on topics of which the files do not speak themselves; a function is asked
            only if there is such a topic, and a file that may need it.
    """
    found: list[Finding] = []
    documents: dict[str, Document] = {}
    for file, data in files:
        document, seen = _parse_for_people(data, file)
        found += seen
        if document is not None:
            documents[file] = document
            found += _settled(document, kinds)
    # Where the writing is wrong, what was read there says nothing about the content.
    misread = {(one.file, one.line) for one in found if one.severity is Severity.ERROR}
    if callable(known):
        here = [kind for document in documents.values() if (kind := kind_of(document.value, kinds))]
        untold = _topics(kinds.values()) - _topics(here)
        known = known() if untold and not all(kind.alone for kind in here) else _NOTHING
    context = Context(_gather(documents.values(), kinds, known))
    for document in documents.values():
        found += (one for one in _check(document, kinds, context) if (one.file, one.line) not in misread)
    return Checked(documents, sorted(set(found)))


def bundled_knowledge(kinds: Mapping[str, Kind]) -> dict[str, frozenset[str]]:
    """What the data that came with the program tells: for a file that is checked by itself."""
    documents = (parse(path.read_bytes(), path.name)[0] for path in data_dir().glob("*.yaml"))
    # Our own files all name their format: one of another layer's is not to be taken for one of these kinds.
    ours = (document for document in documents if document and document.value["format"] in kinds)
    return _gather(ours, kinds, _NOTHING)


def _parse_for_people(data: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Parse, and look for the traps of input methods: they explain the syntax error that they lead to better."""
    text, found = decode(data, file)
    if found:
        return None, found
    document, found, quoted = read(text, file)
    traps = find_traps(text, file, quoted)
    first = min((trap.line for trap in traps if trap.severity is Severity.ERROR), default=inf)
    return document, [*(one for one in found if one.code != "E101" or one.line < first), *traps]


def _settled(document: Document, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    """Put what is meant in the place of what people wrote; a month that stands for a day is told."""
    kind = kind_of(document.value, kinds)
    for path, month in settle(document.value, bundled_schema(kind.schema)) if kind and kind.by_hand else ():
        message = f"只写到月，按那个月的最后一天 {month.day} 算，免得算早"
        yield document.finding(path, "N620", message, "知道是哪一天的，写到日")


def _topics(kinds: Iterable[Kind]) -> set[str]:
    return {topic for kind in kinds for topic in kind.tells}


def _gather(
    documents: Iterable[Document], kinds: Mapping[str, Kind], known: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """What is known, with what these documents tell in its place where they tell it."""
    told: dict[str, set[str]] = {}
    garbled = set()
    for document in documents:
        kind = kind_of(document.value, kinds)
        for topic, words_in in kind.tells.items() if kind else ():
            try:
                told.setdefault(topic, set()).update(words_in(document.value))
            except (KeyError, TypeError, AttributeError):
                garbled.add(topic)  # its schema says where; against half of the words, good ones would look wrong
    gathered = {**known, **{topic: frozenset(words) for topic, words in told.items()}}
    return {topic: words for topic, words in gathered.items() if words and topic not in garbled}


def _check(document: Document, kinds: Mapping[str, Kind], context: Context) -> list[Finding]:
    """Schema first; the other checks only where the form is right, so that they can rely on it.

    A row that does not fit is left out of them, so that one mistake hides no other.
    """
    kind = kind_of(document.value, kinds)
    if kind is None:
        names = "、".join(kind.name for kind in kinds.values())
        hint = f"第一行写 format，例如 format: {next(iter(kinds))}；认得的有：{names}"
        return [Finding(document.file, 1, 1, "E210", "认不出这是哪一种数据文件", hint)]
    named = document.value.get("format")
    if isinstance(named, str) and named in kind.former:
        current = next(name for name, one in kinds.items() if one is kind)
        message = f"{kind.name}是以前的写法 {named}，现在是 {current}"
        return [document.finding(("format",), "E211", message, f"{kind.former[named]}，再把 format 改成 {current}")]
    found = list(kind.first(document))
    told = tuple(one.path for one in found if UNNAMED not in one.path)
    places = {(one.line, one.column) for one in found}
    found += (
        one
        for one in check_form(document, kind.schema)
        # Of an unknown field whose name is not told, its position tells that it is the same.
        if not _within(one.path, told) and not (one.code == "E202" and (one.line, one.column) in places)
    )
    broken = broken_rows(found, kind.table)
    return found if broken is None else [*found, *kind.check(document, context._replace(broken=broken))]


def _within(path: str, places: Iterable[str]) -> bool:
    """Whether a place in a document is one of these or below."""
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) for one in places)


def broken_rows(found: Iterable[Finding], table: str) -> frozenset[int] | None:
    """The rows of a table that the findings are about; None when one is about the file beyond its rows."""
    rows = set()
    for finding in found:
        row = re.match(rf"{table}\[(\d+)\]", finding.path) if table else None
        if row is None:
            return None
        rows.add(int(row[1]))
    return frozenset(rows)
