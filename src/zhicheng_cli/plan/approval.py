"""Whether a person has looked through a plan: a draft, an approved plan, or one that was changed since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any

_BOM = b"\xef\xbb\xbf"
#: The digest cannot be of itself.
_DIGEST = re.compile(rb"(\bdigest:\s*[\"']?)[0-9a-f]{64}")
DRAFT = "draft"
#: The last line of a file as it was written, with the digest of what stands above.
_SEAL = "# 由程序写成；以上有人改过的，再写时不覆盖。{}\n"


class PlanStanding(StrEnum):
    """How far a plan can be relied on."""

    #: Nothing is said of it: made by hand, or before there were drafts.
    UNMARKED = "unmarked"
    APPROVED = "approved"
    DRAFT = "draft"
    #: Approved, and changed since: a draft again.
    CHANGED = "changed"

    @property
    def is_draft(self) -> bool:
        """Whether it still waits for a person."""
        return self in (PlanStanding.DRAFT, PlanStanding.CHANGED)


def digest_of(data: bytes) -> str:
    """The digest of a plan's file, whatever digest stands in it, without the mark of its encoding."""
    return sha256(_DIGEST.sub(rb"\1", data.removeprefix(_BOM))).hexdigest()


def standing_of(about: Mapping[str, Any], data: bytes) -> PlanStanding:
    """How a plan stands.

    Args:
        about: its `plan`.
        data: its whole file.
    """
    if about.get("status") == DRAFT:
        return PlanStanding.DRAFT
    if "status" not in about and "approved" not in about:
        return PlanStanding.UNMARKED
    fits = about.get("approved", {}).get("digest") == digest_of(data)
    return PlanStanding.APPROVED if fits else PlanStanding.CHANGED


def sealed(text: str) -> str:
    """A written file, with a last line by which it is known whether a person has changed it since."""
    return text + _SEAL.format(sha256(text.encode("utf-8")).hexdigest())


def is_as_written(data: bytes) -> bool:
    """Whether a file is just as it was written: nobody's work is lost when it is written anew."""
    text = data.decode("utf-8", "replace")
    above = text[: len(text) - len(_SEAL.format("0" * 64))]
    return sealed(above) == text
