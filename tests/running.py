"""A command of ours, run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Result(NamedTuple):
    """How it ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """What stands on stderr where JSON was asked for: one error, behind the notes."""
        *notes, last = map(json.loads, self.err.splitlines())
        assert {one["format"] for one in notes} <= {"zc.note/1"}
        assert last["format"] == "zc.error/1"
        return last["error"]


def in_words(stderr: bytes) -> str:
    """What was said, be it in words or, where JSON was asked for, in lines of it."""
    lines = stderr.decode().splitlines()
    told: list[Any] = [json.loads(one) if one.startswith("{") else {"note": one} for one in lines]
    return "".join(f"{one['note'] if 'note' in one else one['error']['message']}\n" for one in told)


Run = Callable[..., Result]
