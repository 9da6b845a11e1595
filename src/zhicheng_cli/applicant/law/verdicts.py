"""What a rule answers: a verdict, the reason for it as a code with parameters, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.errors import Pointer
from zhicheng_cli.plan.citation import Citation


class Side(StrEnum):
    """Which of the two questions a rule is about: may one apply at all (评审条件), and is the application in order
    (申报手续)."""

    CONDITIONS = "conditions"
    FORMALITIES = "formalities"


class Verdict(StrEnum):
    """Three values of logic, and what else an honest answer needs (design §7)."""

    MEETS = "meets"
    FAILS = "fails"
    UNKNOWN = "unknown"
    UNCONFIRMED = "unconfirmed"
    DISCRETION = "discretion"
    NOT_APPLICABLE = "not_applicable"


#: As people read them.
IN_WORDS = {
    Verdict.MEETS: "符合",
    Verdict.FAILS: "不符合",
    Verdict.UNKNOWN: "未知",
    Verdict.UNCONFIRMED: "待核实",
    Verdict.DISCRETION: "需人工认定",
    Verdict.NOT_APPLICABLE: "不适用",
}

#: The first of these that any rule answers is the verdict on the whole.
WEIGHT = (
    Verdict.FAILS,
    Verdict.UNKNOWN,
    Verdict.DISCRETION,
    Verdict.UNCONFIRMED,
    Verdict.MEETS,
    Verdict.NOT_APPLICABLE,
)


Items = tuple[tuple[str, str | int | date], ...]


class Reason(NamedTuple):
    """What a rule answers.

    Attributes:
        code: what was found; the rule's module holds the wording (`WORDS`).
        params: what the rule asks: of the law's side, so that few combinations exist.
        seen: what the person has: numbers, days; needed for the sentence, not for the verdict's kind. `later` is the
            year of the plan for which `from_day` comes in time, where this one's does not.
        missing: the facts, by name, without which there is no verdict.
        from_day: the first day on which it is met, where it is not and a day can be told.
        cites: the words it rests on.
        until: the last day on which it is met, where it is and a day can be told.
    """

    code: str
    verdict: Verdict
    params: Items = ()
    seen: Items = ()
    missing: tuple[str, ...] = ()
    from_day: date | None = None
    cites: tuple[Citation, ...] = ()
    until: date | None = None


class Words(NamedTuple):
    """How a reason reads, as formats of its parameters.

    Attributes:
        says: what the rule asks, or finds; may use `params` only.
        seen: what the person has; may use `params`, `seen` and `from_day`. Of several pieces, those whose parameters
            are not all there are left out.
        remedy: what would meet it, and from which day; may use all of them.
        lacks: how the sentence goes on where a fact is missing, with its own mark; may use `params` only.
        see: where what would meet it is found.
        awaited: whether nothing is wrong so far: what is asked for is only not there yet, and need not be.
    """

    says: str = ""
    seen: str | tuple[str, ...] = ""
    remedy: str = ""
    lacks: str = ""
    see: Pointer | None = None
    awaited: bool = False

    @property
    def general(self) -> str:
        """The format of what is the same for everyone."""
        return self.says + self.lacks


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on the whole: fails before unknown before discretion before unconfirmed before meets."""
    found = set(verdicts)
    return next((one for one in WEIGHT if one in found), Verdict.UNKNOWN)
