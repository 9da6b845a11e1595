"""How the rows of a plan take titles, levels and fields of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.written.folding import folded

from .committees import Committee, Plan, Route
from .fields import Fields
from .titles import Title, Titles

if TYPE_CHECKING:
    from .asked_field import AskedField
    from .fit import Fit
    from .words import Vocabulary

#: The kind of row, and the route, for graduates.
INITIAL = "初定"


class Taken(NamedTuple):
    """How a committee takes a title.

    Attributes:
        column: 所评 or 推荐; None = not printed by name, but of a level that a route names.
        words: the printed entry, which may be a group of titles; or the words of the route.
        other_name: the printed name, where it is the title's old or new one.
    """

    column: str | None
    words: str
    other_name: str | None = None


class Taking:
    """What the rows of a plan take.

    Args:
        titles: the content of `titles.yaml`, read when first needed.
        words: reads the words that people use, when a word is asked for that the plan does not print.
    """

    def __init__(
        self,
        plan: Plan,
        titles: Mapping[str, Any],
        words: Callable[[], Vocabulary | None] = lambda: None,
    ) -> None:
        self.plan = plan
        self._titles, self._words = titles, words
        #: The titles of rows, as `exams.py` finds them.
        self.titles_of_rows: dict[int, tuple[Committee, list[Title]]] = {}
        self._takers: dict[str, tuple[Committee, ...]] = {}
        self._taken: dict[tuple[str, str], Taken | None] = {}
        self._fits: dict[tuple[str, bool, str | None], list[tuple[Committee, Fit]]] = {}
        self._asked: dict[tuple[str, str | None], AskedField] = {}

    @cached_property
    def titles(self) -> Titles:
        """All known titles."""
        return Titles(self._titles)

    @cached_property
    def fields(self) -> Fields:
        """The plan's fields of work, with the words that people use for them."""
        return Fields(self.plan, self.titles, self._words)

    def levels_of(self, committee: Committee) -> tuple[str, ...]:
        """The levels of a committee's titles, and those its routes name, lowest first."""
        found = {title.level for name in committee.all_titles for title in self.titles.named(name, committee.series)}
        found |= {level for route in committee.routes for level in route.levels}
        return tuple(level for level in self.titles.levels if level in found)

    def level_reason(self, committee: Committee, levels: set[str]) -> str | None:
        """Why a committee is one of those levels: an empty string where it reviews them itself; None if it is not."""
        if not levels & set(self.levels_of(committee)):
            return None
        examined = [route.words for route in committee.routes if levels & set(route.levels)]
        named = {
            words: any(title.level in levels for name in titles for title in self.titles.named(name, committee.series))
            for words, titles in _titles_by_column(committee)
        }
        return _by_column(committee, named) if any(named.values()) else "；".join(examined)

    def title_reason(self, committee: Committee, word: str) -> str | None:
        """Why a committee takes a title: an empty string where it prints it as one it reviews; None if it does not."""
        taken = self.takes(committee, word)
        if taken is None:
            return None
        if taken.other_name:
            return f"“{word}”与“{taken.other_name}”是同一职称的两种名称"
        return f"“{word}”：{taken.words}" if taken.column is None else _by_column(committee, {taken.column: True})

    def takes(self, committee: Committee, title: str) -> Taken | None:
        """How a committee takes a title: grouped titles, old and new names, and levels that a route names count too."""
        asked = committee.key, title
        if asked not in self._taken:
            self._taken[asked] = self._how_taken(committee, title)
        return self._taken[asked]

    def _how_taken(self, committee: Committee, title: str) -> Taken | None:
        word = folded(title)
        for name in (word, *self._other_names(committee, word)):
            for column, entry, titles in _entries_by_column(committee):
                if name in map(folded, (entry, *titles)):
                    return Taken(column, entry, None if name == word else name)
        for route in committee.routes:
            if route.levels and self._examined(word, committee, route):
                return Taken(None, route.words)
        return None

    def asked_field(self, typed: str, title: str | None = None) -> AskedField:
        """The field that is meant by words of a person who asks for it, maybe with a title."""
        if (typed, title) not in self._asked:
            from .asked_field import field_asked

            takers = self.takers(title) if title else self.plan.committees
            self._asked[typed, title] = field_asked(typed, self.fields, takers)
        return self._asked[typed, title]

    def fit(self, committee: Committee, field: AskedField) -> Fit | None:
        """How a committee takes a field; what is read in other words is never printed."""
        found = self.fields.fit(committee, field.word) if field.word else None
        return found._replace(place="别名", exact=False) if found and field.is_read else found

    def fits(self, field: AskedField, title: str | None) -> list[tuple[Committee, Fit]]:
        """The committees that take both a field and a title, where one is told, and how they take the field."""
        asked = field.word, field.is_read, title
        if asked not in self._fits:
            takers = self.takers(title) if title is not None else self.plan.committees
            self._fits[asked] = [(one, fit) for one in takers if (fit := self.fit(one, field))]
        return self._fits[asked]

    def takers(self, title: str) -> tuple[Committee, ...]:
        """The committees that take a title, in the plan's order."""
        if title not in self._takers:
            self._takers[title] = tuple(one for one in self.plan.committees if self.takes(one, title))
        return self._takers[title]

    def meant_titles(self, of: Committee | None, title: str, field: str | None) -> tuple[Title, ...]:
        """What a title may be: one in each series of the committee that bears it, fewer where the field tells."""
        found = self.titles.named(folded(title), of.series if of else ())
        word = folded(self.asked_field(field, title).word) if field else ""
        told = [one for one in found if word and self._speaks_of(word, one.series)]
        return tuple(told or found)

    def ways(self, of: Committee, title: str, field: str | None) -> tuple[tuple[Route, ...], ...]:
        """The routes by which a committee leads to a title, once for each thing that the title may be.

        A route that names whom it concerns goes before one that concerns all.
        """
        return tuple(dict.fromkeys(of.ways_to(one) for one in self.meant_titles(of, title, field)))

    def takes_first_titles(self, of: Committee, title: str) -> bool:
        """Whether it is a row of 初定 at the title's level, which lists titles as examples only, and does not exclude
        its series."""
        named = self.titles.named(title, of.series)
        routes = [route for route in of.routes if route.route == INITIAL]
        return any(
            one.level in route.levels and one.series not in of.scope.get("excludes_series", ())
            for one in named[:1]
            for route in routes
        )

    def series_hint(self, word: str) -> str:
        """What may be meant by a word that names no series: the series of a specialty of that name, else a near one."""
        from zhicheng_cli.files.findings import did_you_mean

        rows = [one for one in self.plan.committees if folded(word) in map(folded, one.specialties)]
        if rows:
            series = "、".join(dict.fromkeys(name for one in rows for name in one.series))
            return f"“{word}”是专业，属于{series}系列；专业另写在专业一项"
        return did_you_mean(word, list(self.titles.series_names))

    def _speaks_of(self, word: str, series: str) -> bool:
        return word in series or word in self.titles.series_names[series] or series in self.fields.led(word)

    def _other_names(self, committee: Committee, word: str) -> list[str]:
        of_series = (one for one in self.titles.named(word) if one.series in committee.series)
        return [one.other_name for one in of_series if one.other_name in committee.all_titles]

    def _examined(self, word: str, committee: Committee, route: Route) -> bool:
        """A title that the row does not print by name but covers by level, such as 会计师 in 初中级以考代评."""
        return any(
            title.series in committee.series and title.level in route.levels for title in self.titles.named(word)
        )


def _titles_by_column(committee: Committee) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The titles a row reviews, and those it only recommends, as printed and singly."""
    for words, entries in (("所评", committee.reviews), ("推荐", committee.recommends)):
        yield words, (*entries, *committee.single_titles(entries))


def _entries_by_column(committee: Committee) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Column, printed entry, and the single titles that it stands for."""
    for words, entries in (("所评", committee.reviews), ("推荐", committee.recommends)):
        for entry in entries:
            yield words, entry, committee.single_titles((entry,))


def _by_column(committee: Committee, named: Mapping[str, bool]) -> str:
    """Whether the row itself reviews what is looked for, or prints it under 推荐资格; how, where it says how."""
    if [words for words, is_named in named.items() if is_named] != ["推荐"]:
        return ""
    if committee.kind in ("中评委", "中初评委", "初评委", "区县评委会") and "自主评审" not in committee.route_names:
        return "本行只推荐，不评审"
    routes = [route for route in committee.route_names if route != "评审"]
    return f"印在推荐资格栏{f'，方式：{chr(0x3001).join(routes)}' if routes else ''}"
