"""Checking files: each by itself, and against the others among them."""

from __future__ import annotations

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import Document, parse
from zhicheng_cli.files.findings import Finding, blocks
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
    context = _context(documents, context or Context())
    for document in documents:
        found += check_document(document, context)
    return sorted(set(found))


def _parse_for_people(data: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Parse, and look for the traps of input methods; a trap explains a syntax error better than itself."""
    document, found = parse(data, file)
    text, _ = decode(data, file)
    traps = find_traps(text, file)
    if document is None and blocks(traps):
        found = [finding for finding in found if finding.code != "E101"]
    return document, [*found, *traps]


def bundled_context() -> Context:
    """What the data that came with the program knows: for a file that is checked by itself."""
    folder = data_dir()
    names = ["titles.yaml", *(path.name for path in folder.glob("plan_*.yaml"))]
    documents = [parse((folder / name).read_bytes(), name)[0] for name in names]
    return _context([document for document in documents if document], Context())


def _context(documents: list[Document], known: Context) -> Context:
    """The known context, with what these documents say in its place where they say it."""
    titles, levels, words = known.titles, known.levels, known.words
    for document in documents:
        kind = kind_of(document.value)
        try:
            if kind and kind.schema == "titles":
                read = Titles(document.value)
                titles, levels = frozenset(read), frozenset(read.levels)
            elif kind and kind.schema == "plan":
                rows = document.value["committees"]
                words = frozenset(word for row in rows for word in (*row["specialties"], *row["series"]))
        except (KeyError, TypeError, AttributeError):
            continue  # its form is wrong; the schema check says where
    return Context(titles, levels, words)
