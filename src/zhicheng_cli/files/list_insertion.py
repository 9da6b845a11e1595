"""One entry more at the end of a list in a YAML file that people wrote: everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from zhicheng_cli.errors import ZcError

from .document import Document, read


def with_entry(document: Document, key: str, entry: Any, written: Callable[[str], str]) -> str:
    """The text of a document with an entry more at the end of one of its lists.

    Args:
        document: a mapping that can be read without errors.
        key: of the list, at the top.
        entry: what shall be read from the new text there.
        written: the entry as lines of a block, each with this indent before it.

    Raises:
        ZcError: the list is written in a way in which nothing can be added to it.
    """
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    text = document.text.replace("\r\n", "\n")
    root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    node = next(value for name, value in root.value if name.value == key)
    if not node.value:
        # What stands behind the brackets on their line, a comment, goes behind the name.
        end = _line_end(text, node.end_mark.index)
        before = text[: node.start_mark.index].rstrip()
        new = before + text[node.end_mark.index : end] + _broken(written("  ")) + text[end:]
    elif node.flow_style:
        raise ZcError(f"{document.file} 的 {key} 写在方括号里，不能接着写", "先改成一行一项、以“- ”开头的写法")
    else:
        end = _line_end(text, _last_scalar(node).end_mark.index)
        new = text[:end] + _broken(written(" " * node.start_mark.column)) + text[end:]
    again, found, _ = read(new, document.file)
    expected = {**document.value, key: [*document.value[key], entry]}
    if found or again is None or again.value != expected:
        raise ZcError(f"{document.file} 的写法特别，不能自动并入", "把打印出来的一段自己贴进去")
    return new.replace("\n", line_end)


def _last_scalar(node: Any) -> Any:
    """The last piece of a block: its own end is only known where the next one begins, behind the comments."""
    while not (isinstance(node, yaml.ScalarNode) or node.flow_style):
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return node


def _line_end(text: str, index: int) -> int:
    """Where the line with this character ends; that of a text in a block of its own is the line before."""
    if index and text[index - 1] == "\n":
        return index - 1
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _broken(lines: str) -> str:
    return "\n" + lines.removesuffix("\n")
