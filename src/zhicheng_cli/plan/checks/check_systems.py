"""The checks of the other systems that a notice names."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng_cli.files.checking import Context
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.row_checks import check_unique, sound


def check_systems(document: Document, context: Context) -> Iterator[Finding]:
    """A system stands once."""
    yield from check_unique(document, "systems", sound(document, "systems", context), "name")
