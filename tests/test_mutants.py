"""Small changes of the shipped data (`tools/mutants.py`): what the checks let pass is answered."""

from __future__ import annotations

from functools import cache

import pytest
from mutants import Mutant, Shipped, drawn, judge

from zhicheng_cli.files.findings import path_text


@cache
def shipped() -> Shipped:
    return Shipped()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_accepted_is_answered(seed: int) -> None:
    for mutant in drawn(list(every()), seed, count=5):
        assert judge(shipped(), mutant)[0] in {"caught", "same", "shown", "differs"}, (mutant.place, mutant.change)


@cache
def every() -> tuple[Mutant, ...]:
    return tuple(shipped().mutants())


def mutant_at(file: str, path: str, change: str) -> Mutant:
    asked = (file, path, change)
    return next(one for one in every() if (one.file, path_text(one.path), one.change) == asked)


@pytest.mark.parametrize(
    ("file", "path", "change", "code"),
    [
        ("plan_2021.yaml", "committees[11].source.annex", "+1", "E310"),
        ("plan_2021.yaml", "milestones.unit_notice.not_for", "delete", "W319"),
        ("plan_2021.yaml", "milestones.report.workdays", "x10", "W319"),
        ("plan_2021.yaml", "plan.issued", "year-1", "W322"),
        ("plan_2021.yaml", "committees[44].scope", "delete", "W319"),
        ("plan_2021.yaml", "committees[37].scope", "exchange", "W319"),
        ("plan_2021.yaml", "committees[34].key", "exchange", "W325"),
        ("plan_2021.yaml", "committees[12].meant_for", "delete", "W319"),
        ("plan_2021.yaml", "committees[4].routes[1].series", "delete", "W319"),
        ("plan_2021.yaml", "committees[28].routes[0].levels", "delete", "W319"),
        ("plan_2021.yaml", "committees[13].routes[1].titles", "drop", "W319"),
        ("plan_2021.yaml", "committees[17].specialties", "empty", "W319"),
        ("plan_2021.yaml", "reports", "swap", "W319"),
        ("plan_2021.yaml", "reports[3].kinds", "delete", "W319"),
        ("contacts.yaml", "contacts[15].source.annex", "-1", "E310"),
        ("contacts.yaml", "contacts[4].covers", "drop", "W319"),
        ("contacts.yaml", "contacts[4].expands", "delete", "W319"),
        ("titles.yaml", "series[20].titles[4].formerly", "delete", "W402"),
        ("rules.yaml", "parameters[0].value", "/12", "W711"),
        ("rules.yaml", "parameters[8].unit", "unit", "W711"),
        ("rules.yaml", "initial[1].years", "exchange", "E701"),
        ("standards/engineering.yaml", "levels[2].ways[2].years", "x10", "W712"),
    ],
)
def test_what_would_be_answered_wrongly_is_caught(file: str, path: str, change: str, code: str) -> None:
    assert judge(shipped(), mutant_at(file, path, change)) == ("caught", code)
