"""The rows of `rules.yaml`: which of them hold for a region on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from zhicheng_cli.plan.region import Region

FigureRow = Mapping[str, Any]

#: How it reads that a figure cannot be used; `whose`: the city, where that must be said.
NO_FIGURE = "规则数据缺 {figure}：{whose}没有 {day} 当日的数"
UNFIT_FIGURE = "规则数据的 {figure} 不能用：{why}"


def overridden(shared: Mapping[str, Any], own: Mapping[str, Any], city: str) -> dict[str, Any]:
    """The tables of `rules.yaml` as they are for a city: of a parameter that its own file has, no shared row counts;
    its other tables stand for the shared ones.

    Args:
        own: of the city's own file; empty = it has none.
    """
    mine = [{"city": city, **row} for row in own.get("parameters", ())]
    named = {row["id"] for row in mine}
    rest = (row for row in shared.get("parameters", ()) if row["id"] not in named)
    return {**shared, **own, "parameters": [*mine, *rest]}


def holding(rows: Iterable[FigureRow], region: Region, day: date) -> Iterator[FigureRow]:
    """The rows for that region of which `since` and `until`, both included, leave the day in."""
    asked = day.isoformat()
    dated = (row for row in rows if (row.get("since") or asked) <= asked <= (row.get("until") or asked))
    return (row for row in dated if concerns(row, region))


def distance(row: FigureRow) -> int:
    """How far a row is from the applicant: the city's own 0, the province's 1, for all 2. The nearest counts."""
    return 0 if "city" in row else 1 if "province" in row else 2


def concerns(row: FigureRow, region: Region) -> bool:
    """Whether a row is for all, or for this province or city."""
    asked = (("province", region.province), ("city", region.city))
    return all(row.get(key, name) == name for key, name in asked)
