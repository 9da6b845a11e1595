"""The rules: one module each. Its docstring is the user's page; see `docs/rules.md` for how to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.figures import NO_FIGURE, UNFIT_FIGURE
from zhicheng_cli.applicant.law.law import FigureError, Law, Parameter
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words

#: The modules, in the order in which an applicant meets the rules; a rule's number is in its module (`CODE`).
MODULES = (
    "title", "specialty", "scope", "route", "exam", "years", "initial", "grassroots",
    "registration", "hours", "professional_hours", "in_post", "discipline", "integrity", "assessments",
    "standing", "materials", "unit_notice", "cutoff",
)  # fmt: skip

_ASK = "请先问材料接收单位"
#: What any rule answers that needs a figure which the data does not have for the day, or that is none.
_WORDS = {"no_figure": Words(NO_FIGURE, "", _ASK), "unfit_figure": Words(UNFIT_FIGURE, "", _ASK)}


class Rule(NamedTuple):
    """One rule.

    Attributes:
        code: `R501`; findings about it are E501, W501, N501.
        name: the first line of the module's docstring.
        page: the rest of it.
        reads: the facts it may ask for, by name; it sees no others.
        parameters: the identifiers of the parameters it uses.
        only_if_known: whether it uses them only where the data speaks of them.
        columns: the columns of the plan (附件1) that it reads.
        sources: what else it rests on, as of a law.
        words: reason code → how it reads.
        judge: facts and law → reason.
        side: whether it is about the conditions or the formalities.
        due: the milestone (`plan.milestones.LABELS`) until which a formality need not be there.
        awaits: the facts of a formality that need not be told until then.
        to_do: what is done for a formality that is not told to be there; may use `params`.
        brief: the same without `seen`, and without `from_day` unless it fails, where that spares asking for facts;
            a roster tells no more. None = `judge` asks for nothing that is not needed.
    """

    code: str
    name: str
    page: str
    reads: tuple[str, ...]
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    sources: Callable[[Law], Iterable[Parameter]]
    words: Mapping[str, Words]
    judge: Callable[[Facts, Law], Reason]
    brief: Callable[[Facts, Law], Reason] | None = None
    only_if_known: bool = False
    side: Side = Side.CONDITIONS
    due: str = "cutoff"
    awaits: tuple[str, ...] = ()
    to_do: str = ""

    def on(self, facts: Facts, law: Law) -> Reason:
        """The answer on a person."""
        return self.judge(self.seen(facts), law)

    def seen(self, facts: Facts) -> Facts:
        """The facts that it may ask for, and no others: so that a column can stand for a person."""
        given = facts.__dict__
        return Facts(**{name: given[name] for name in self.reads if name in given})


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order."""
    return tuple(_rule(import_module(f"{__name__}.{name}")) for name in MODULES)


def _held_to_evidence(judge: Callable[[Facts, Law], Reason]) -> Callable[[Facts, Law], Reason]:
    """Nobody is refused on words that were not seen: what rests on weak sources alone, or lacks a figure that holds
    on the day, is unconfirmed (design §7)."""

    def held(facts: Facts, law: Law) -> Reason:
        try:
            reason = judge(facts, law)
        except FigureError as error:
            figure: Items = (("figure", error.name),)
            if error.why:
                return Reason("unfit_figure", Verdict.UNCONFIRMED, (*figure, ("why", error.why)))
            return Reason("no_figure", Verdict.UNCONFIRMED, (*figure, ("whose", ""), ("day", error.day)))
        if reason.verdict is not Verdict.FAILS or not reason.cites or any(one.strong for one in reason.cites):
            return reason
        return reason._replace(verdict=Verdict.UNCONFIRMED)

    return held


def _nothing_else(_law: Law) -> tuple[Parameter, ...]:
    return ()


def _rule(module: ModuleType) -> Rule:
    name, _, page = (module.__doc__ or "").partition("\n\n")
    return Rule(
        module.CODE,
        name.rstrip("。"),
        page.strip(),
        module.READS,
        module.PARAMETERS,
        getattr(module, "PLAN_COLUMNS", ()),
        getattr(module, "sources", _nothing_else),
        {**module.WORDS, **_WORDS} if module.PARAMETERS else module.WORDS,
        _held_to_evidence(module.judge),
        _held_to_evidence(module.brief) if hasattr(module, "brief") else None,
        getattr(module, "ONLY_IF_KNOWN", False),
        module.SIDE,
        getattr(module, "DUE", "cutoff"),
        getattr(module, "AWAITS", ()),
        getattr(module, "TO_DO", ""),
    )
