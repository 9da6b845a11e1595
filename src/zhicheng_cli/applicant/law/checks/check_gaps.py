"""The check of the figures against the plans beside them: a year for which none holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from zhicheng_cli.applicant.law.figures import holding
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan.region import read_region

_HINT = "查到那一天有效的规定，补一项；在此之前，用到它的规则只说待核实"


def check_gaps(rules: Document, plans: Iterable[Document], needed: Iterable[str]) -> Iterator[Finding]:
    """A figure of which no row holds on the last day of a plan's year, at its last row.

    Args:
        rules: a `rules.yaml` without errors.
        plans: without errors, of one city.
        needed: the names of the figures that the rules use.
    """
    rows = rules.value["parameters"]
    asked = sorted((date(plan.value["plan"]["year"], 12, 31), read_region(plan.value["region"])) for plan in plans)
    held = [(day, {row["id"] for row in holding(rows, region, day)}) for day, region in asked]
    for name in needed:
        lacking = "、".join(str(day) for day, names in held if name not in names)
        if lacking:
            last = max((index for index, row in enumerate(rows) if row["id"] == name), default=None)
            path = ("parameters",) if last is None else ("parameters", last, "id")
            yield rules.finding(path, "W709", f"规则数据缺 {name}：没有 {lacking} 当日的数", _HINT)
