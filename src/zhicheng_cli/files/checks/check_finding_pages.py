"""The checks of the pages that explain the finding codes."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.row_checks import check_unique, sound


def check_pages(document: Document, context: Context) -> Iterator[Finding]:
    """A code has one page."""
    yield from check_unique(document, "pages", sound(document, "pages", context), "code")
