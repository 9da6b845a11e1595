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
