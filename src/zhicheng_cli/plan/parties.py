"""Whose business a milestone is: the applicant's, or that of the office of the committee."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .milestones import Milestone


class Party(StrEnum):
    """Who acts."""

    APPLICANT = "applicant"
    OFFICE = "office"


#: What is the other's alone. The notice in the unit is the applicant's and his employer's; whom the report goes to
#: and where the result is filed is the office's.
_OF_OTHERS = {Party.APPLICANT: ("report", "result_filing"), Party.OFFICE: ("unit_notice",)}


def of_party(found: Iterable[Milestone], party: Party | None) -> list[Milestone]:
    """The milestones that concern a party; all without one."""
    return [one for one in found if party is None or one.event not in _OF_OTHERS[party]]
