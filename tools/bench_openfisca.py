"""The degree–years–hours part of the judgement as an openfisca-core model, over a roster in CSV.

Usage: python tools/bench_openfisca.py ROSTER.csv RESULT.csv

Run by `tools/bench_roster.py` in an environment of its own (openfisca-core and numpy are all it needs). It answers yes
or no: whether the years since the title held are enough for the degree, and the hours of both years. No reasons, no
unknowns, no dates from which it would be met: that is what openfisca's columns can hold.
"""

# mypy: disable-error-code="import-not-found,import-untyped,misc"
from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="", is_person=True)
DEGREES = ("高中", "中职", "大专", "本科", "第二学士", "硕士", "博士")
#: Years in the title before, by degree.
YEARS = np.array([99, 99, 5, 4, 4, 2, 0])
HOURS = 90
PERIOD = "2021-12"
_COLUMNS = {
    "degree": "最高学历",
    "obtained": "现有职称取得日期",
    "hours_previous": "上年度学时总学时",
    "hours_current": "本年度学时总学时",
}


class degree(Variable):  # noqa: N801 - openfisca names variables by their classes
    """The place in `DEGREES`; -1 = not given."""

    value_type, entity, definition_period, default_value = int, Person, DateUnit.ETERNITY, -1


class obtained(Variable):  # noqa: N801
    """When the title held was obtained."""

    value_type, entity, definition_period, default_value = date, Person, DateUnit.ETERNITY, date(9999, 12, 31)


class hours_previous(Variable):  # noqa: N801
    """Hours of the year before."""

    value_type, entity, definition_period = float, Person, DateUnit.MONTH


class hours_current(Variable):  # noqa: N801
    """Hours of the year."""

    value_type, entity, definition_period = float, Person, DateUnit.MONTH


class years_in_title(Variable):  # noqa: N801
    """Completed years since the title held."""

    value_type, entity, definition_period = int, Person, DateUnit.MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        """By year and month."""
        since = person("obtained", period).astype("datetime64[M]").astype(int)
        until = np.datetime64(period.start.date, "M").astype(int)
        return np.maximum((until - since) // 12, 0)


class has_years(Variable):  # noqa: N801
    """Whether the years are enough for the degree."""

    value_type, entity, definition_period = bool, Person, DateUnit.MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        """The table of years."""
        known = person("degree", period)
        return (known >= 0) & (person("years_in_title", period) >= YEARS[np.maximum(known, 0)])


class has_hours(Variable):  # noqa: N801
    """Whether the hours of both years are enough."""

    value_type, entity, definition_period = bool, Person, DateUnit.MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        """Both years."""
        return (person("hours_previous", period) >= HOURS) & (person("hours_current", period) >= HOURS)


class eligible(Variable):  # noqa: N801
    """Both."""

    value_type, entity, definition_period = bool, Person, DateUnit.MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:  # noqa: N805
        """Both."""
        return person("has_years", period) & person("has_hours", period)


_VARIABLES = (degree, obtained, hours_previous, hours_current, years_in_title, has_years, has_hours, eligible)


def _read(path: Path) -> tuple[list[str], dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        heading = next(rows)
        places = [heading.index("姓名"), *(heading.index(column) for column in _COLUMNS.values())]
        names, degrees, days, before, now = zip(*([row[place] for place in places] for row in rows), strict=True)
    codes = {name: place for place, name in enumerate(DEGREES)}
    return list(names), {
        "degree": np.array([codes.get(one, -1) for one in degrees]),
        "obtained": np.array([one or "9999-12-31" for one in days], dtype="datetime64[D]"),
        "hours_previous": np.array([float(one or 0) for one in before]),
        "hours_current": np.array([float(one or 0) for one in now]),
    }


def main(roster: Path, result: Path) -> None:
    """Read, judge, write."""
    system = TaxBenefitSystem([Person])
    for variable in _VARIABLES:
        system.add_variable(variable)
    names, columns = _read(roster)
    simulation = SimulationBuilder().build_default_simulation(system, count=len(names))
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    answers = [simulation.calculate(name, PERIOD) for name in ("has_years", "has_hours", "eligible")]
    with result.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["姓名", "年限", "学时", "结论"])
        writer.writerows(zip(names, *(one.tolist() for one in answers), strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
