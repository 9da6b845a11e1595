"""Values as a clerk would write them in YAML: short things on one line, long texts folded, phones in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Any

from zhicheng_cli.files.document import resolve

_WIDTH = 110
#: A character of Chinese is two wide.
_TEXT_WIDTH = 64
_PLAIN = re.compile(r"[\w〔〕（）()《》“”、，。；：·…/—–～.+%-]+(?: [\w〔〕（）()《》“”、，。；：·…/—–～.+%-]+)*")
#: What a reader may take for a number, or for a sign of YAML.
_NUMBER_LIKE = re.compile(r"[-%….]|[\d_.+]+$")
#: After these a long text may go on in the next line.
_BREAKS = re.compile(r"[^，。；：、\n]*[，。；：、\n]|[^，。；：、\n]+")
#: What is written field by field though it would fit on one line.
_BLOCK = frozenset({"printed", "titles", "region", "plan", "scope", "expands", "where"})


def scalar_text(value: Any, *, in_flow: bool = False, quoted: bool = False) -> str:
    """A text, a number or nothing; in quotes where it must be."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) and resolve(value) == value and not _NUMBER_LIKE.match(value)
    return value if is_plain and not quoted and not (in_flow and "," in value) else dumps(value, ensure_ascii=False)


def flow_text(value: Any, key: str = "") -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar_text(one)}: {flow_text(inner, one)}" for one, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(one, key) for one in value) + "]"
    return scalar_text(value, in_flow=True, quoted=key in ("phones", "phone", "area_code"))


def block_lines(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    """The fields of a mapping, a line or several each."""
    margin = " " * indent
    for key, inner in value.items():
        name = scalar_text(key)
        if isinstance(inner, Mapping) and inner and (key in _BLOCK or not _fits(inner, indent + len(name))):
            yield f"{margin}{name}:"
            yield from block_lines(inner, indent + 2)
        elif isinstance(inner, list) and any(isinstance(one, Mapping) for one in inner):
            yield f"{margin}{name}:"
            yield from _items(inner, indent + 2)
        elif isinstance(inner, str):
            yield from _text_lines(f"{margin}{name}: ", inner, indent + 2, quoted=key in ("phone", "area_code"))
        else:
            yield f"{margin}{name}: {flow_text(inner, key)}"


def _items(items: Sequence[Mapping[str, Any]], indent: int) -> Iterator[str]:
    margin = " " * indent
    for one in items:
        if "note" not in one and "text" not in one and _fits(one, indent):
            yield f"{margin}- {flow_text(one)}"
        else:
            yield from as_item(block_lines(one, indent + 2), indent)


def as_item(lines: Iterator[str], indent: int) -> Iterator[str]:
    """The lines of a mapping as an item of a list."""
    for number, line in enumerate(lines):
        yield line if number else f"{' ' * indent}- {line[indent + 2 :]}"


def _fits(value: Any, used: int) -> bool:
    return used + len(flow_text(value)) <= _WIDTH


def _text_lines(head: str, text: str, indent: int, *, quoted: bool) -> Iterator[str]:
    """A text behind its name; a long one in quotes, each line but the last ending with a backslash."""
    whole = f"{head}{scalar_text(text, quoted=quoted)}"
    if len(text) <= _TEXT_WIDTH + 10 and "\n" not in text:
        yield whole
        return
    parts = [""]
    for piece in _BREAKS.findall(text):
        if len(parts[-1]) + len(piece) > _TEXT_WIDTH and parts[-1]:
            parts.append("")
        parts[-1] += piece
    escaped = [dumps(part, ensure_ascii=False)[1:-1] for part in parts]
    escaped = [f"\\{one}" if one.startswith(" ") else one for one in escaped]
    margin = " " * indent
    for number, part in enumerate(escaped):
        start = f'{head}"' if number == 0 else margin
        yield f"{start}{part}" + ('"' if number == len(escaped) - 1 else "\\")
