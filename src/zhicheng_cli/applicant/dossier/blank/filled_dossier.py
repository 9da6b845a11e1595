"""A dossier of which some things are known, as YAML: just those, each with what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .template import Section, render, sections


def filled_text(schema: Mapping[str, Any], value: Mapping[str, Any], heading: Sequence[str]) -> str:
    """The YAML text.

    Args:
        schema: of the dossier.
        value: what is known, in the dossier's shape.
        heading: lines of words to stand first.
    """
    parts = (_known(part, value[part.key]) for part in sections(schema, None) if part.key in value)
    return render(tuple(parts), heading, value, None, {})


def _known(part: Section, value: Any) -> Section:
    """The part with the fields that are known."""
    entries = value if part.many else [value]
    known = {key for one in entries if isinstance(one, Mapping) for key in one}
    return part._replace(blanks=tuple(one for one in part.blanks if one.key in known or not one.key))
