"""The reckoning day (资历、学时算到哪天), where a notice prints one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from .citation import Citation, read_basis


class Reckoning(NamedTuple):
    """To which day something is counted.

    Attributes:
        counts: 资历, 业绩, 学时: what is counted to it.
        levels, batch: whom it concerns, where the notice tells levels or batches apart; else all.
        words: the notice's own.
    """

    day: date
    counts: tuple[str, ...]
    levels: tuple[str, ...]
    batch: int | None
    words: str
    basis: Citation


def read_reckoning(plan: Mapping[str, Any]) -> tuple[Reckoning, ...]:
    """The reckoning days of a plan file."""
    return tuple(
        Reckoning(
            date.fromisoformat(one["day"]),
            tuple(one["counts"]),
            tuple(one.get("levels", ())),
            one.get("batch"),
            one["words"],
            read_basis(one),
        )
        for one in plan.get("reckoning", ())
    )


def reckonings(
    found: Iterable[Reckoning], counted: str, levels: Iterable[str], batches: Iterable[int | None]
) -> tuple[Reckoning | None, ...]:
    """The reckoning days that a case may have, of each day the first that concerns it; none where none is printed.

    Args:
        counted: 资历, 业绩 or 学时.
        levels: those that the case may be of.
        batches: those that it may be handed in with.

    Returns:
        Several where it depends on what is not known, None among them where the notice may print no day for the case.
    """
    batches = tuple(batches) or (None,)
    of = [one for one in found if counted in one.counts]
    told = [next((one for one in of if _concerns(one, level, batch)), None) for level in levels for batch in batches]
    days: dict[date | None, Reckoning | None] = {}
    for one in told:
        days.setdefault(one and one.day, one)
    return () if set(days) == {None} else tuple(days.values())


def _concerns(one: Reckoning, level: str, batch: int | None) -> bool:
    return (not one.levels or level in one.levels) and one.batch in (None, batch)
