"""The check of the figures against the plans beside them: a year for which none holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from zhicheng_cli.applicant.law.figures import NO_FIGURE, concerns, holding, overridden
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import DataPath, Finding
from zhicheng_cli.plan.checks.check_folders import CityFiles
from zhicheng_cli.plan.region import Region, is_province, read_region

_HINT = "查到那一天有效的规定，补一项；在此之前，用到它的规则只说待核实"


def check_gaps(city: CityFiles, needed: Mapping[str, bool]) -> Iterator[Finding]:
    """A figure of which no row holds for the city on the last day of a plan's year, at its last row.

    A province's plan says who decides on those that the cities judged: nothing is asked for it.

    Args:
        needed: the names of the figures that the rules use; whether they use it only where the data speaks of it.
    """
    tables = [one.value for one in city.rules]
    if not tables:
        return
    plans = ((one.value["plan"]["year"], read_region(one.value["region"])) for one in city.plans)
    asked = sorted({(date(year, 12, 31), region) for year, region in plans if not is_province(region.city)})
    if not asked:
        return
    name = asked[0][1].city
    rows = overridden(tables[-1], tables[0] if len(tables) > 1 else {}, name)["parameters"]
    held = [(day, {row["id"] for row in holding(rows, region, day)}) for day, region in asked]
    spoken_of = {row["id"] for row in rows if any(concerns(row, region) for _, region in asked)}
    for figure, only_if_known in needed.items():
        lacking = "、".join(str(day) for day, names in held if figure not in names)
        if lacking and (figure in spoken_of or not only_if_known):
            rules, path = _place(city.rules, figure, asked[0][1])
            message = NO_FIGURE.format(figure=figure, whose=name, day=lacking)
            yield rules.finding(path, "W709", message, _HINT)


def _place(rules: tuple[Document, ...], figure: str, region: Region) -> tuple[Document, DataPath]:
    """The last row of that name in the nearest file that has one for the region; else the table of the nearest file."""
    for one in rules:
        rows = enumerate(one.value.get("parameters", ()))
        found = [index for index, row in rows if row["id"] == figure and concerns(row, region)]
        if found:
            return one, ("parameters", found[-1], "id")
    return rules[0], ("parameters",)
