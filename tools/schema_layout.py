"""Lay out the schemas: what fits on a line of 120 columns stands on one, what does not gets a line for each member.

Usage: python tools/schema_layout.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
WIDTH = 120


def laid_out(value: Any, indent: int = 0, taken: int = 0) -> str:
    """A value as JSON; the first of its lines begins after so many columns, the others after `indent`."""
    text = json.dumps(value, ensure_ascii=False)
    if taken + _columns(text) < WIDTH or not isinstance(value, dict | list):
        return text
    inner = indent + 2
    if isinstance(value, dict):
        keys = {f"{' ' * inner}{json.dumps(key, ensure_ascii=False)}: ": one for key, one in value.items()}
        members = ",\n".join(key + laid_out(one, inner, _columns(key)) for key, one in keys.items())
    elif isinstance(value[0], dict | list):
        members = ",\n".join(" " * inner + laid_out(one, inner, inner) for one in value)
    else:
        members = _filled([json.dumps(one, ensure_ascii=False) for one in value], inner)
    return f"{text[0]}\n{members}\n{' ' * indent}{text[-1]}"


def _filled(words: list[str], indent: int) -> str:
    lines = [" " * indent + words[0]]
    for word in words[1:]:
        lines[-1] += ","
        if _columns(f"{lines[-1]} {word},") <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(" " * indent + word)
    return "\n".join(lines)


def _columns(text: str) -> int:
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


if __name__ == "__main__":
    for path in SCHEMAS.rglob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(laid_out(schema) + "\n", encoding="utf-8", newline="\n")
