"""Titles: series, level, and the names they bore before or bear now (`data/titles.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple


class Title(NamedTuple):
    """One title of one series.

    Attributes:
        title: e.g. 高级工程师.
        series: e.g. 工程.
        level: 员级, 助理级, 中级, 副高级 or 正高级.
        other_name: its new name if it was renamed, its old one if it is the new; else None.
    """

    title: str
    series: str
    level: str
    other_name: str | None = None


class Titles:
    """All known titles.

    Args:
        value: the content of `titles.yaml`, validated.
    """

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.levels: tuple[str, ...] = tuple(level["name"] for level in value["levels"])
        self._groups: dict[str, list[str]] = {}
        for level in value["levels"]:
            self._groups.setdefault(level["group"], []).append(level["name"])
        self.series_names: dict[str, tuple[str, ...]] = {
            series["name"]: tuple(series.get("aka", ())) for series in value["series"]
        }
        self.all: tuple[Title, ...] = tuple(
            Title(row["title"], series["name"], row["level"], row.get("renamed", {}).get("new") or row.get("formerly"))
            for series in value["series"]
            for row in series["titles"]
        )

    @cached_property
    def _by_name(self) -> dict[str, list[Title]]:
        by_name: dict[str, list[Title]] = {}
        for title in self.all:
            by_name.setdefault(title.title, []).append(title)
        return by_name

    @property
    def level_words(self) -> tuple[str, ...]:
        """Every word that `levels_in` understands: groups first, then the five levels."""
        return (*self._groups, *(level for level in self.levels if level not in self._groups))

    def levels_in(self, word: str) -> tuple[str, ...]:
        """The levels that a word means: 高级 → 副高级, 正高级; unknown words mean none."""
        if word in self._groups:
            return tuple(self._groups[word])
        return (word,) if word in self.levels else ()

    def series_called(self, word: str) -> str | None:
        """The series of that name, also of one that it is called elsewhere (工程技术); None if there is none."""
        return next((name for name, others in self.series_names.items() if word == name or word in others), None)

    def __contains__(self, title: object) -> bool:
        return title in self._by_name

    def __iter__(self) -> Any:
        return iter(self._by_name)

    def named(self, title: str, series: Collection[str] = ()) -> list[Title]:
        """The titles of that name, in the given series if it occurs there, else in any."""
        found = self._by_name.get(title, [])
        return [one for one in found if one.series in series] or found
