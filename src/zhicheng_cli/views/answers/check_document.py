"""The documents of `zc check --json`: a judgement with its receipt. Equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import Assessment, Outcome, remedy, sentence
from zhicheng_cli.applicant.judgement.steps import ToDo
from zhicheng_cli.applicant.judgement.two_verdicts import SideVerdict, TwoVerdicts
from zhicheng_cli.applicant.law.facts import BY_NAME, Facts
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.plan.committees import Committee, Decision
from zhicheng_cli.plan.contacts import ContactMatch, by_contact
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.views.parts.deciding_text import deciding_days, deciding_document
from zhicheng_cli.views.parts.documents import (
    committee_name,
    contacts_document,
    full_receivers_document,
    milestone_document,
    plan_document,
)
from zhicheng_cli.views.parts.wording import is_provisional
from zhicheng_cli.views.screen.pointers import guided
from zhicheng_cli.workdays import WorkCalendar

if TYPE_CHECKING:
    from zhicheng_cli.applicant.judgement.receipt import Receipt
    from zhicheng_cli.applicant.law.verdicts import Items
    from zhicheng_cli.plan.committees import Plan


class Judged(NamedTuple):
    """One person's judgement, and whom to turn to.

    Attributes:
        file: the dossier's name without its folder, masked; `-` for standard input.
        name: of the person, masked.
        identity: the identity number as it may be shown; None = not given.
        paths: for each fact where it stands in the dossier, or would stand.
        committee: None = not given, or no such row.
        contacts, nobody_for: for the person's specialty, as `plan.contacts.contacts_for` tells them.
        listed_in: where the notice lists its contacts: 附件2.
        decision: who decides on the title, where the committee recommends it and a plan of the province tells.
    """

    file: str
    name: str
    identity: str | None
    facts: Facts
    paths: Mapping[str, str]
    assessment: Assessment
    verdicts: TwoVerdicts
    committee: Committee | None = None
    milestones: Sequence[Milestone] = ()
    contacts: Sequence[ContactMatch] = ()
    nobody_for: Sequence[str] = ()
    listed_in: str = ""
    decision: Decision | None = None

    @property
    def applicable(self) -> tuple[Outcome, ...]:
        """What was judged: the outcomes of the rules that apply."""
        outcomes = self.assessment.outcomes
        return tuple(one for one in outcomes if one.reason.verdict is not Verdict.NOT_APPLICABLE)

    @property
    def missing(self) -> dict[str, list[Outcome]]:
        """Fact without which there is no verdict → the outcomes that miss it."""
        by_fact: dict[str, list[Outcome]] = {}
        for one in self.assessment.outcomes:
            for fact in one.reason.missing:
                by_fact.setdefault(fact, []).append(one)
        return by_fact

    def is_provisional(self, calendar: WorkCalendar) -> bool:
        """Whether a milestone lies outside the announced years."""
        days = [day for one in self.milestones if one.days for day in one.days]
        return is_provisional([*days, *deciding_days(calendar, self.decision)], calendar)


#: The parts of an entry of a list, as a dossier names them.
_PARTS = {
    "discipline": ("kind", "effective"),
    "integrity": ("recorded",),
    "other_titles": ("title", "obtained"),
    "assessments": ("year", "grade"),
    "materials": ("kind", "there", "date"),
}


def assessment_document(
    judged: Judged, plan: Plan, receipt: Receipt, calendar: WorkCalendar, *, show_name: bool
) -> dict[str, Any]:
    """`zc.assessment/3`.

    Args:
        show_name: whether the person's name may stand there; the identity number is shown as `judged` holds it.
    """
    today, committee = receipt.day, judged.committee
    assessment = judged.assessment
    return {
        "format": "zc.assessment/3",
        "plan": plan_document(plan),
        "today": today.isoformat(),
        "provisional": judged.is_provisional(calendar),
        "receipt": {"program": receipt.program, "day": receipt.day.isoformat(), "data": dict(receipt.data)},
        "file": judged.file,
        "applicant": {"name": judged.name if show_name else None, "identity": judged.identity},
        "target": {
            "title": _plain(judged.facts.title),
            "committee": committee_name(committee) if committee else None,
        },
        "inputs": _inputs(judged),
        "verdict": str(assessment.verdict),
        "from_day": _plain(None if assessment.later else assessment.from_day),
        "conditions": _side(judged.verdicts.conditions),
        "formalities": _side(judged.verdicts.formalities),
        "to_do": [_step(one) for one in judged.verdicts.to_do],
        "rules": [_rule(one, judged.paths) for one in assessment.outcomes],
        "milestones": [milestone_document(one) for one in judged.milestones],
        "receivers": full_receivers_document(committee.receivers if committee else ()),
        **({"decided_by": deciding_document(judged.decision, calendar)} if judged.decision else {}),
        "contacts": contacts_document(by_contact(judged.contacts)),
        "no_contact_for": list(judged.nobody_for),
    }


def assessments_document(documents: list[dict[str, Any]], today: date) -> dict[str, Any]:
    """`zc.assessments/3`, around the documents of several persons."""
    return {"format": "zc.assessments/3", "today": today.isoformat(), "assessments": documents}


def _inputs(judged: Judged) -> list[dict[str, Any]]:
    """The facts that were given and that a rule may read; what no rule reads is nobody's business."""
    read = {name for one in judged.assessment.outcomes for name in one.rule.reads}
    return [
        {"fact": fact, "path": judged.paths[fact], "label": BY_NAME[fact].label, "value": _value(fact, value)}
        for fact, value in judged.facts.given().items()
        if fact in read
    ]


def _value(fact: str, value: Any) -> Any:
    """A fact's value in JSON; the entries of a list by the names that a dossier gives their parts."""
    if not isinstance(value, tuple):
        return _plain(value)
    if fact not in _PARTS:
        return [_plain(one) for one in value]
    entries = (one if isinstance(one, tuple) else (one,) for one in value)
    return [{part: _plain(one) for part, one in zip(_PARTS[fact], entry, strict=True)} for entry in entries]


def _plain(value: Any) -> Any:
    """A value in JSON; what is written in a wrong place may be an identity number."""
    if isinstance(value, str):
        return masked(value)
    return value.isoformat() if isinstance(value, date) else value


def _side(side: SideVerdict) -> dict[str, Any]:
    return {
        "verdict": str(side.verdict),
        "now": str(side.now),
        "in_words": side.in_words,
        "is_closed": side.is_closed,
        "fails": _codes(side.fails),
        "unknown": _codes(side.unknown),
        "open": _codes(side.open),
        "not_yet": [{"rule": one.rule.code, "until": until.isoformat()} for one, until in side.not_yet],
        "met": _codes(side.met),
    }


def _codes(outcomes: Iterable[Outcome]) -> list[str]:
    return [one.rule.code for one in outcomes]


def _step(one: ToDo) -> dict[str, Any]:
    safe, last = one.days or (None, None)
    return {
        "what": _plain(one.what),
        "rules": list(one.rules),
        "by": _plain(one.by),
        "safe": _plain(safe),
        "last": _plain(last),
        "from_day": _plain(one.from_day),
        "who": one.who,
        "whom": [{"unit": _plain(of.unit), "person": of.person, "phones": list(of.phones)} for of in one.whom],
        "citations": [cite._asdict() for cite in one.cites],
    }


def _rule(one: Outcome, paths: Mapping[str, str]) -> dict[str, Any]:
    reason = one.reason
    return {
        "code": one.rule.code,
        "name": one.rule.name,
        "verdict": str(reason.verdict),
        "reason": {"code": reason.code, "params": _items(reason.params), "seen": _items(reason.seen)},
        "sentence": _plain(sentence(one.rule, reason)),
        "missing": [{"fact": fact, "path": paths[fact], "label": BY_NAME[fact].label} for fact in reason.missing],
        "remedy": _plain(guided(remedy(one.rule, reason), one.rule.words[reason.code].see)),
        "from_day": _plain(reason.from_day),
        "citations": [cite._asdict() for cite in reason.cites],
    }


def _items(items: Items) -> dict[str, Any]:
    return {name: _plain(value) for name, value in items}
