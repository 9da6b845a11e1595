"""What a rule rests on: its parameters, the plan's columns, the standards, as they hold in the plan's year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .law import Initial, Law, Parameter
from .rules import Rule
from .verdicts import Citation

#: Rules that rest on a table of their own.
_YEARS, _INITIAL, _UNIT_NOTICE = "R506", "R507", "R518"


def sources_of(rule: Rule, law: Law) -> list[Parameter]:
    """The figures and words that a rule uses, each with what it rests on; never empty."""
    found = [one for asked in rule.parameters for one in law.parameters if one.id == asked]
    found += (_column(law, column) for column in rule.columns)
    if rule.code == _YEARS:
        found += _standards(law)
    elif rule.code == _INITIAL:
        found += map(_initial, law.initials)
    elif rule.code == _UNIT_NOTICE:
        found.append(_unit_notice(law))
    return found


def _column(law: Law, column: str) -> Parameter:
    cite = Citation(law.plan.document, f"附件1 {column}", "text")
    return Parameter(f"plan.{column}", None, f"附件1 各行印的{column}", cite)


def _standards(law: Law) -> Iterator[Parameter]:
    """One line for each document and evidence that a series' standard rests on."""
    for series, standard in law.standards.items():
        ways = (way for level in standard.levels for way in (*level.ways, *level.local))
        for cite, number in Counter(way.cite for way in ways).items():
            words = f"{number} 条；内容见 zc rules --standard {series}"
            yield Parameter(f"standard.{series}", None, words, cite)


def _initial(line: Initial) -> Parameter:
    words = f"{'、'.join(line.degrees)}满 {line.years} 年，可初定{line.level}"
    if line.after_degree:
        words += f"；其中取得学历后至少 {line.after_degree} 年"
    return Parameter("initial", line.years, words, line.cite)


def _unit_notice(law: Law) -> Parameter:
    rule = law.plan.milestones["unit_notice"]
    basis = rule["basis"]
    cite = Citation(basis["document"], basis["clause"], basis["evidence"])
    return Parameter("milestones.unit_notice", rule["workdays"], rule["words"], cite)
