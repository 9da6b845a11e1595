"""Checking files: each by itself, and against the others among them."""

from __future__ import annotations

from math import inf

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import Document, parse, read
from zhicheng_cli.files.findings import Finding, Severity
from zhicheng_cli.files.text import decode
from zhicheng_cli.files.traps import find_traps
from zhicheng_cli.plan.titles import Titles

from . import Context, check_document, kind_of


def check_files(files: list[tuple[str, bytes]], context: Context | None = None) -> list[Finding]:
    """Check data files, and each against the others among them.

    Args:
        files: name and content.
        context: what is known from elsewhere, for what the files do not say themselves.

    Returns:
        Every finding, sorted by file, line and column.
    """
    found: list[Finding] = []
    documents = []
    for file, data in files:
        document, seen = _parse_for_people(data, file)
        found += seen
        if document is not None:
            documents.append(document)
    # Where the writing is wrong, what was read there says nothing about the content.
    misread = {(one.file, one.line) for one in found if one.severity is Severity.ERROR}
    context = _context(documents, context or Context())
    for document in documents:
        found += (one for one in check_document(document, context) if (one.file, one.line) not in misread)
    return sorted(set(found))


def _parse_for_people(data: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Parse, and look for the traps of input methods: they explain the syntax error that they lead to better."""
    text, found = decode(data, file)
    if found:
        return None, found
    document, found, quoted = read(text, file)
    traps = find_traps(text, file, quoted)
    first = min((trap.line for trap in traps if trap.severity is Severity.ERROR), default=inf)
    return document, [*(one for one in found if one.code != "E101" or one.line < first), *traps]


def bundled_context() -> Context:
    """What the data that came with the program knows: for a file that is checked by itself."""
    folder = data_dir()
    names = ["titles.yaml", *(path.name for path in folder.glob("plan_*.yaml"))]
    documents = [parse((folder / name).read_bytes(), name)[0] for name in names]
    return _context([document for document in documents if document], Context())


def _context(documents: list[Document], known: Context) -> Context:
    """The known context, with what these documents say in its place where they say it."""
    titles: set[str] = set()
    words: set[str] = set()
    for document in documents:
        kind = kind_of(document.value)
        try:
            if kind and kind.schema == "titles":
                titles.update(Titles(document.value))
            elif kind and kind.schema == "plan":
                rows = document.value["committees"]
                words.update(word for row in rows for word in (*row["specialties"], *row["series"]))
        except (KeyError, TypeError, AttributeError):
            continue  # its form is wrong; the schema check says where
    return Context(frozenset(titles) or known.titles, frozenset(words) or known.words)
