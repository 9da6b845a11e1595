"""The dated rows of `rules.yaml`: which of them hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

Rows = Iterable[Mapping[str, Any]]


def holding(rows: Rows, day: date) -> Iterator[Mapping[str, Any]]:
    """The rows of which `since` and `until`, both included, leave that day in; an end that is not given is open."""
    asked = day.isoformat()
    return (row for row in rows if (row.get("since") or asked) <= asked <= (row.get("until") or asked))
