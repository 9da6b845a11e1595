"""Titles that an examination gives: for them nobody takes papers, so no day for handing in is theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.written.folding import folded

from .committees import Committee, PapersFor, Plan, Route
from .periods import Period, Status
from .titles import LEVELS, Titles

if TYPE_CHECKING:
    from .filters import Filters
    from .taking import Taking
    from .titles import Title
    from .words import WordMeaning

#: The route of a title that an examination gives.
BY_EXAM = "以考代评"
SOME_EXAM = "参加相应的专业技术资格考试"
_TIMES = ("cutoff", "review")


class ByExam(NamedTuple):
    """What is asked for and an examination alone gives.

    Attributes:
        asked: a title, or a level, in words.
        exams: the names of the examinations, as far as they are known.
        rows: of the plan, that say so; none where the plan does not have it.
        is_reading: whether the rows leave open which of their titles are examined.
        ask: whom to ask: the rows' receivers, else the bureau.
    """

    asked: str
    exams: tuple[str, ...]
    rows: tuple[Committee, ...]
    is_reading: bool
    ask: str

    @property
    def sentence(self) -> str:
        """That it is an examination, which, where the notice says so, and whom to ask."""
        return f"{self.asked}由考试取得，没有评委会收材料：{self.exam}（{'；'.join(self._basis())}）"

    @property
    def reason(self) -> str:
        """The same in the row itself: why it has no day for what is asked."""
        unclear = "（通知没有写明哪些资格以考代评，这是解读）" if self.is_reading else ""
        return f"{self.asked}由考试取得，不交材料：{self.exam}{unclear}"

    @property
    def exam(self) -> str:
        """Which examination, as far as it is known."""
        return "、".join(self.exams) or SOME_EXAM

    def _basis(self) -> Iterator[str]:
        for row in self.rows:
            yield f"第{row.no}行写有“{exam_words(row)}”"
        if self.is_reading:
            yield "通知没有写明哪些资格以考代评，这是解读"
        if not self.rows:
            yield "通知没有这个职称，考试名称请核实"
        yield f"请问{self.ask}"


class Exams:
    """Which titles of a plan are had by an examination alone: as a whole, and row by row."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._titles = taking.titles_of_rows

    def national(self, title: Title) -> WordMeaning | None:
        """The national examination that gives a title; None = none is known to."""
        words = self._taking.fields.words
        exams = words.exams if words else ()
        return next((one for one in exams if title.level in one.levels.get(title.series, ())), None)

    def gives(self, committee: Committee, title: Title) -> bool:
        """Whether an examination alone gives a title in a row: its words say so, or they leave open which of its
        titles are examined, and there is a national examination for this one."""
        ways = {route.route for route in committee.ways_to(title)}
        return BY_EXAM in ways and (len(ways) == 1 or self.national(title) is not None)

    def of_title(self, word: str) -> ByExam | None:
        """The examination that gives a title, where no row takes papers for it; None = a row does, or none is known."""
        titles = self._taking.titles.named(folded(word))
        return self._of(f"“{word}”", titles) if titles else None

    def title_in(self, committee: Committee | None, word: str) -> ByExam | None:
        """The same in a row that has the title; else, and without a row, of the plan as a whole."""
        titles = _named(self._titles_of(committee), (folded(word),)) if committee else []
        if committee is None or not titles:
            return self.of_title(word)
        return self._made(f"“{word}”", titles, (committee,)) if self._all(committee, titles) else None

    def asked(self, filters: Filters) -> tuple[ByExam, ...]:
        """What of the titles, or of the levels of a series, that filters ask for an examination alone gives."""
        if words := filters.values("title"):
            return tuple(filter(None, map(self.of_title, words)))
        series = filter(None, map(self._taking.titles.series_called, filters.values("series")))
        pairs = ((one, word, self._of_level(one, word)) for one in series for word in filters.values("level"))
        return tuple(found for one, word, of in pairs if of and (found := self._of(f"{one}系列的{word}", of)))

    def as_asked(self, committee: Committee, filters: Filters) -> Committee:
        """The row for who asks with filters: without its times, where an examination alone gives what is asked of it.

        What the notice prints stays in `printed`.
        """
        if BY_EXAM not in committee.route_names:
            return committee
        narrows = any(filters.values(name) for name in ("title", "level", "series", "specialty"))
        if committee.papers_for.titles and not narrows:
            return committee
        titles, words = self._asked_of(committee, filters), filters.values("title") or filters.values("level")
        asked = "、".join(f"“{one}”" for one in words) or "这一行的资格"
        if not (self._all(committee, titles) if words else titles and all(_says(committee, one) for one in titles)):
            return committee
        said = self._made(asked, titles, (committee,))
        nothing = Period("", Status.UNSTATED, reason=said.reason)
        changes = tuple(one for one in committee.changes if not one.stage and one.cell not in _TIMES)
        return committee._replace(cutoff=nothing, review=nothing, stages=(), changes=changes, by_exam=said.reason)

    def _all(self, committee: Committee, titles: Collection[Title]) -> bool:
        """Whether there are titles, and an examination alone gives each in the row."""
        return bool(titles) and all(self.gives(committee, one) for one in titles)

    def _asked_of(self, committee: Committee, filters: Filters) -> list[Title]:
        """The titles of a row that are asked for."""
        found, titles = self._titles_of(committee), self._taking.titles
        if words := filters.values("title"):
            found = _named(found, words)
        if levels := {level for word in filters.values("level") for level in titles.levels_in(word)}:
            found = [one for one in found if one.level in levels]
        told = {name for word in filters.values("series") if (name := titles.series_called(word))}
        told |= {name for word in filters.values("specialty") if (name := titles.series_called(word))}
        return [one for one in found if one.series in told] or found

    def _of_level(self, series: str, word: str) -> list[Title]:
        levels = self._taking.titles.levels_in(word)
        return [one for one in self._taking.titles.all if one.series == series and one.level in levels]

    def _of(self, asked: str, titles: Collection[Title]) -> ByExam | None:
        """The same of several titles; None = a row takes papers for one, or nothing is known of one."""
        rows: dict[int, Committee] = {}
        for title in titles:
            takers = [one for one in self._taking.plan.committees if self._has(one, title)]
            if not all(self.gives(one, title) for one in takers) or not (takers or self.national(title)):
                return None
            rows |= {one.no: one for one in takers}
        return self._made(asked, titles, tuple(rows.values()))

    def _has(self, committee: Committee, title: Title) -> bool:
        named = {title.title, title.other_name}
        return any(one.series == title.series and one.title in named for one in self._titles_of(committee))

    def _titles_of(self, committee: Committee) -> list[Title]:
        """The titles of a row; what was asked once of this very row is remembered."""
        of, titles = self._titles.get(committee.no, (None, []))
        if of is not committee:
            titles = titles_of(committee, self._taking.titles)
            self._titles[committee.no] = committee, titles
        return titles

    def _made(self, asked: str, titles: Iterable[Title], rows: tuple[Committee, ...]) -> ByExam:
        exams = dict.fromkeys(one.exam for title in titles if (one := self.national(title)))
        is_reading = any(not _says(row, one) for row in rows for one in titles if row.ways_to(one))
        units = dict.fromkeys(" ".join((one.unit, *one.phones)) for row in rows for one in row.receivers)
        ask = "、".join(units) or self._taking.plan.region.bureau
        return ByExam(asked, tuple(exams), rows, is_reading, ask)


def _named(titles: Iterable[Title], words: Collection[str]) -> list[Title]:
    """Those of one of these names, be it the old or the new one."""
    return [one for one in titles if not {one.title, one.other_name}.isdisjoint(words)]


def titles_of(committee: Committee, titles: Titles) -> list[Title]:
    """The titles of a row: those printed by name, and those of the levels that an examination gives in it."""
    named = [one for name in committee.all_titles for one in titles.named(name) if one.series in committee.series]
    levels = {level for route in _exam_routes(committee) for level in route.levels}
    by_level = (one for one in titles.all if one.series in committee.series and one.level in levels)
    return [*dict.fromkeys((*named, *by_level))]


def papers_for(committee: Committee, titles: Titles) -> PapersFor:
    """The printed titles for which a row takes papers, where it says that others are had by examination; empty where
    it says nothing of examinations, or leaves open which titles are examined."""
    routes = _exam_routes(committee)
    if not routes or any(route.concerns_all for route in routes):
        return PapersFor()
    found = {one: _says(committee, one) for one in titles_of(committee, titles)}
    examined = {one.title for one, is_examined in found.items() if is_examined}
    groups = [{LEVELS[one.level] for one in found if found[one] is is_examined} for is_examined in (False, True)]
    group = next(iter(groups[0])) if len(groups[0]) == 1 and groups[0].isdisjoint(groups[1]) else ""
    return PapersFor(tuple(title for title in committee.all_titles if title not in examined), group)


def with_papers_for(plan: Plan, titles: Mapping[str, Any]) -> Plan:
    """The plan with `papers_for` of each row.

    Args:
        titles: the content of `titles.yaml`.
    """
    concerned = {one.no for one in plan.committees if _exam_routes(one)}
    if not concerned:
        return plan
    # Only their series: every start would pay for reading all the others.
    series = {name for one in plan.committees if one.no in concerned for name in one.series}
    known = Titles({**titles, "series": [one for one in titles["series"] if one["name"] in series]})
    rows = (one._replace(papers_for=papers_for(one, known)) if one.no in concerned else one for one in plan.committees)
    return plan._replace(committees=tuple(rows))


def whose_times(committee: Committee) -> str:
    """Of a row that has examinations beside papers: for whom its times are; empty of any other."""
    routes = _exam_routes(committee)
    if not routes or committee.by_exam:
        return ""
    words = exam_words(committee)
    if set(committee.route_names) == {BY_EXAM}:
        return f"本行的资格都由考试取得（{words}），不交材料"
    if not committee.papers_for.titles:
        return f"写有“{words}”：由考试取得的资格不交材料，哪些是，通知没有写明"
    return f"收{committee.papers_for}的材料；{words}，由考试取得，不交材料"


def exam_words(committee: Committee) -> str:
    """The printed words by which a row has examinations."""
    return "、".join(dict.fromkeys(route.words for route in _exam_routes(committee)))


def _exam_routes(committee: Committee) -> list[Route]:
    return [route for route in committee.routes if route.route == BY_EXAM]


def _says(committee: Committee, title: Title) -> bool:
    """Whether a row itself says that an examination alone gives a title."""
    return {route.route for route in committee.ways_to(title)} == {BY_EXAM}
