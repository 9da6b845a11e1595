"""What a rule rests on: its parameters, the plan's columns, and what it names itself, as of the plan's year."""

from __future__ import annotations

from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.rules import Rule
from zhicheng_cli.plan.citation import Citation


def sources_of(rule: Rule, law: Law) -> list[Parameter]:
    """The figures and words that a rule uses, each with what it rests on; never empty."""
    found = [law.parameters[name] for name in rule.parameters if name in law.parameters]
    return [*found, *(_column(law, column) for column in rule.columns), *rule.sources(law)]


def _column(law: Law, column: str) -> Parameter:
    annexes = law.plan.annexes
    cite = Citation(law.plan.document, f"{annexes} {column}" if annexes else None, "text")
    return Parameter(f"plan.{column}", None, f"{annexes} 各行印的{column}" if annexes else f"通知印的{column}", cite)
