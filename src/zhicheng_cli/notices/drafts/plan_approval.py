"""A person has looked through a plan: what that changes in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.findings import path_text
from zhicheng_cli.plan.approval import PlanStanding, digest_of, standing_of

from .plan_frame import UNKNOWN
from .plan_text import DRAFT
from .yaml_text import scalar_text

#: The head of a plan, whose lines are indented; the lines of its standing.
_HEAD = re.compile(r"(?m)^plan:[ \t]*(?:#.*)?\r?\n(?:[ \t]+\S.*\r?\n)+")
_STANDING = re.compile(r"(?m)^[ \t]+status:.*\r?\n|^[ \t]+approved:.*\r?\n(?:[ \t]+(?:by|on|digest):.*\r?\n)*")
_NO_DIGEST = "0" * 64


def approved_bytes(data: bytes, file: str, by: str, on: date) -> bytes:
    """The file of a plan with who looked through it, and when; all else stays as it is.

    Args:
        data: the file, in UTF-8, without errors.

    Raises:
        ZcError: it is approved already, something in it is still to be found out, or its head is written on one line.
    """
    document, _ = parse(data, file)
    value: Any = document.value if document else {}
    if standing_of(value["plan"], data) is PlanStanding.APPROVED:
        approved = value["plan"]["approved"]
        raise ZcError(f"“{file}”已经由{approved['by']}在 {approved['on']} 核对过", "没有改动，不用再写")
    if left := [path_text(path) for path in unknown_places(value)]:
        more = f"等 {len(left)} 处" if len(left) > 3 else ""
        raise ZcError(f"还有写着“{UNKNOWN}”的地方：{'、'.join(left[:3])}{more}", "核实、改掉以后再写核对的人")
    text = data.decode("utf-8").replace(DRAFT, "", 1)
    head = _HEAD.search(text)
    if head is None:
        raise ZcError(f"“{file}”的 plan 没有分行写，写不进核对的人", "把 plan 的各项各写一行")
    end = "\r\n" if "\r\n" in head[0] else "\n"
    by_whom = f"{{by: {scalar_text(by, in_flow=True)}, on: {on}, digest: {_NO_DIGEST}}}"
    lines = f"  status: approved{end}  approved: {by_whom}{end}"
    made = f"{text[: head.start()]}{_STANDING.sub('', head[0])}{lines}{text[head.end() :]}".encode()
    return made.replace(_NO_DIGEST.encode(), digest_of(made).encode(), 1)


def unknown_places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where something is still to be found out: 未核实."""
    if isinstance(value, str):
        if UNKNOWN in value:
            yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from unknown_places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from unknown_places(inner, (*path, index))
