"""The statutory festivals (全国年节及纪念日放假办法): those of a fixed date, and what a year's entry lacks of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Month, day, name; the other festivals move with the moon and the sun.
FIXED = ((1, 1, "元旦"), (5, 1, "劳动节"), (5, 2, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节"))
_MOVABLE = ("春节", "清明", "端午", "中秋")


def festivals_lacking(year: Mapping[str, Any]) -> list[str]:
    """The festivals on which an entry of `years` lets nobody off: half of a notice is none.

    Returns:
        Their names, with the day where it is fixed; empty = the year is entered whole.
    """
    free = {row["date"]: row["name"] for row in year["days"] if not row["workday"]}
    fixed = ((f"{month:02}-{day:02}", name) for month, day, name in FIXED if (month, day) != (5, 2))  # since 2025
    lacking = [f"{name}（{day}）" for day, name in fixed if f"{year['year']}-{day}" not in free]
    return lacking + [name for name in _MOVABLE if not any(name in one for one in free.values())]
