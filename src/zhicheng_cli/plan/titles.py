"""Titles: series, level, and the names they bore before or bear now (`data/titles.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

_ENDS = ("人员", "人才", "系列", "专业", "技术")
#: So many near titles are named; of a series in which none is near, so many are listed.
_NAMED, _LISTED = 3, 10
#: Every level, lowest first, with the group it belongs to.
LEVELS = {"员级": "初级", "助理级": "初级", "中级": "中级", "副高级": "高级", "正高级": "高级"}


class Title(NamedTuple):
    """One title of one series.

    Attributes:
        title: e.g. 高级工程师.
        series: e.g. 工程.
        level: 员级, 助理级, 中级, 副高级 or 正高级.
        other_name: its new name if it was renamed, its old one if it is the new, the general one under which a notice
            prints it if it names its field (二级演员 → 艺术二级); else None.
    """

    title: str
    series: str
    level: str
    other_name: str | None = None


class Titles:
    """All known titles.

    Args:
        value: the content of `titles.yaml`, validated.

    Attributes:
        short: what people say for short → title: 高工 → 高级工程师.
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
            Title(row["title"], series["name"], row["level"], _other_name(row))
            for series in value["series"]
            for row in series["titles"]
        )

        self.short: dict[str, str] = {
            short: row["title"]
            for series in value["series"]
            for row in series["titles"]
            for short in row.get("short", ())
        }

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
        """The series of that name, also of one that it is called elsewhere (工程技术人员); None if there is none."""
        for called in _called(word):
            for name, others in self.series_names.items():
                if called == name or called in others:
                    return name
        return None

    def __contains__(self, title: object) -> bool:
        return title in self._by_name

    def __iter__(self) -> Any:
        return iter(self._by_name)

    def named(self, title: str, series: Collection[str] = ()) -> list[Title]:
        """The titles of that name, in the given series if it occurs there, else in any."""
        found = self._by_name.get(title, [])
        return [one for one in found if one.series in series] or found


def _other_name(row: Mapping[str, Any]) -> str | None:
    return row.get("renamed", {}).get("new") or row.get("formerly") or row.get("general")


def _called(word: str) -> Iterator[str]:
    """The word, then what is left of it without the common ends of a series' name: 经济专业人员 → 经济."""
    yield word
    while ends := [end for end in _ENDS if word.endswith(end)]:
        word = word.removesuffix(ends[0])
        yield word


def likely_title(word: str, titles: Titles, series: str | None = None) -> str:
    """A hint for a title that the table does not know: the nearest ones, of that series where it is known.

    A merely similar name may be of another level or trade, so without a series only a very similar one is named.
    """
    known = [one for one in titles.all if one.series == series]
    near = _near(word, known or titles.all, titles, 0.5 if known else 0.75)
    if near:
        return f"是否想写{'、'.join(f'“{one}”' for one in near[:_NAMED])}？"
    if known:
        more = "等" * (len(known) > _LISTED)
        return f"{series}系列有：{'、'.join(one.title for one in known[:_LISTED])}{more}"
    return "没有相近的名称；与证书或计划逐字核对，写上系列"


def _near(word: str, known: Sequence[Title], titles: Titles, cutoff: float) -> tuple[str, ...]:
    """A level before a title (中级工程师), an abbreviation (助工), else the most similar name."""
    from difflib import get_close_matches

    for level in titles.level_words:
        if word == level:
            return ()
        rest = word.removeprefix(level)
        if rest == word:
            continue
        of_level = [one.title for one in known if one.level in titles.levels_in(level)]
        if trade := dict.fromkeys(title for title in of_level if title.endswith(rest)):
            return tuple(trade)
    if short := {one.title: None for one in known if one.title[0] == word[:1] and _shortens(word, one.title)}:
        return tuple(short)
    names = [one.title for one in known if cutoff < 0.75 or one.title[0] == word[:1]]
    return tuple(get_close_matches(word, dict.fromkeys(names), n=1, cutoff=cutoff))


def _shortens(word: str, title: str) -> bool:
    """Whether the letters of the word stand in the title in that order."""
    letters = iter(title)
    return len(word) < len(title) and all(letter in letters for letter in word)
