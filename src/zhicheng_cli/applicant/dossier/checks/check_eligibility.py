"""What the rules say of a dossier, as findings at the places that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from zhicheng_cli.applicant.dossier.dossier import Reading, read_dossier
from zhicheng_cli.applicant.judgement import assessment
from zhicheng_cli.applicant.judgement.assessment import Outcome
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.errors import Pointer
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding, path_text

#: The letter of a finding; what is met or does not concern the person is none.
_LETTERS = {Verdict.FAILS: "E", Verdict.UNKNOWN: "W", Verdict.DISCRETION: "W", Verdict.UNCONFIRMED: "N"}


def check_eligibility(document: Document, law: Law) -> Iterator[Finding]:
    """One finding for each rule that is not met: E5nn fails, W5nn unknown or left to people, N5nn unconfirmed.

    Args:
        document: a dossier in which the other checks found no error.

    Raises:
        CalendarRangeError: the calendar does not know the plan's year.
    """
    reading = read_dossier(document.value, law)
    outcomes = assessment.assess(reading.facts, law).outcomes
    askers = _askers(tuple(one.rule.reads for one in outcomes))
    for outcome in outcomes:
        letter = _LETTERS.get(outcome.reason.verdict)
        if letter:
            message = assessment.sentence(*outcome)
            code = f"{letter}{outcome.rule.code[1:]}"
            hint = _hint(outcome, reading.paths)
            yield document.finding(_place(outcome, reading, askers), code, message, *hint)


def _hint(outcome: Outcome, paths: Mapping[str, DataPath]) -> tuple[str, Pointer | None]:
    """Where to write what is missing; else what would meet the rule."""
    missing = outcome.reason.missing
    if outcome.reason.verdict is not Verdict.UNKNOWN or not missing:
        return assessment.remedy(*outcome), outcome.rule.words[outcome.reason.code].see
    named = dict.fromkeys(f"{BY_NAME[name].label} {path_text(paths[name])}" for name in missing)
    return f"请写上：{'、'.join(named)}", None


def _place(outcome: Outcome, reading: Reading, askers: Mapping[str, int]) -> DataPath:
    """Of the facts that a rule asked for: the first that is missing, else the one that most belongs to it.

    Nearly every rule asks for title and committee; what few rules ask for is what this one is about.
    """
    if outcome.reason.missing:
        return reading.paths[outcome.reason.missing[0]]
    given = reading.facts.given()
    names = [name for name in outcome.rule.reads if name in given] or outcome.rule.reads
    return reading.paths[min(names, key=askers.__getitem__)]


@cache
def _askers(reads: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """By how many rules each fact is asked for."""
    return {name: sum(name in one for one in reads) for name in BY_NAME}
