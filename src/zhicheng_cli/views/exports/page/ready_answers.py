"""The answers of `zc find`, made ready for the page: for each title, field, level and place that make a difference.

All ranking is done here, by `plan/finding.py`; the page's script takes words apart and looks the answer up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.asked_field import leads
from zhicheng_cli.plan.asked_words import AskedWords
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.contacts import Contact
from zhicheng_cli.plan.fields import core_of
from zhicheng_cli.plan.finding import AtHand, FindResult, find, title_of_level
from zhicheng_cli.plan.ranking import Group, RankedRow, Request, is_of_county, rank
from zhicheng_cli.plan.reception import Reception
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.words import WordMeaning
from zhicheng_cli.views.answers.find_answer import FindAnswer
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.folding import folded

#: What stands in a sentence for the field and the title as they are typed.
FIELD_MARK, TITLE_MARK = "\ue000", "\ue001"
#: The place of a row that every county has by itself: whichever is asked for.
ANY_COUNTY = "*"
#: The title that has nothing to do with a field.
ANY_TITLE = "?"
_RECEPTIONS = tuple(Reception)


class FieldClass(NamedTuple):
    """Words for fields of work that lead to the same rows for the same reasons.

    Attributes:
        word: one of them, by which the plan is asked.
        rows: the committees that print it, or a part of it, or that it leads to.
        series: those of the rows, and those that the word leads to.
        is_whatever: whether the answer is the same with a title that has nothing to do with it.
    """

    word: str
    rows: frozenset[int]
    series: frozenset[str]
    is_whatever: bool


class TitleClass(NamedTuple):
    """Titles that every row takes alike.

    Attributes:
        title: one of them.
        rows: the committees that take it.
    """

    title: str
    rows: frozenset[int]
    series: frozenset[str]


class ReadyAnswers:
    """The answers of one plan, each once, and which holds for what.

    Attributes:
        titles: title → the number of its class.
    """

    def __init__(self, search: Search, contacts: Sequence[Contact], calendar: WorkCalendar) -> None:
        self.search, self.plan = search, search.plan
        # Once the plan's year is over no row goes behind another for being closed: the visitor's day tells.
        self._at = AtHand(search, tuple(contacts), date(self.plan.year + 1, 1, 1), calendar)
        self._strings: dict[str, int] = {}
        self._rows: dict[Any, int] = {}
        self._answers: dict[Any, int] = {}
        self._classes: dict[Any, int] = {}
        self.field_classes: list[FieldClass] = []
        self.titles, self.title_classes = self._of_titles()

    def of_word(self, word: str) -> int:
        """The number of the class of a field."""
        text = folded(word).removesuffix("专业") or word
        meaning = self.search.asked_field(word).meaning
        told = meaning and (*meaning[1:5], meaning.told)
        held = frozenset(one for one in self._cores if one in text)
        key = (told, held, text if text in self._printed else "")
        if key not in self._classes:
            fits = [self.search.fields.fit(one, word) or self._holds(one, held) for one in self.plan.committees]
            alike = (told, tuple(fits))
            if alike not in self._classes:
                self._classes[alike] = len(self.field_classes)
                self.field_classes.append(self._field_class(word, meaning))
            self._classes[key] = self._classes[alike]
        return self._classes[key]

    @cached_property
    def _printed(self) -> str:
        """All that a word may be a part of."""
        rows = self.plan.committees
        known = self.search.titles.series_names
        series = (name for one in rows for own in one.series for name in (own, *known.get(own, ())))
        return folded(
            "|".join((*(one.name + "|" + one.printed["remarks"] for one in rows), *series, *self._specialties))
        )

    @cached_property
    def _specialties(self) -> tuple[str, ...]:
        return self.search.fields.specialties()

    @cached_property
    def _cores(self) -> frozenset[str]:
        """What a word may hold of what a row prints."""
        return frozenset(core_of(folded(one)) for one in self._specialties)

    @staticmethod
    def _holds(committee: Committee, cores: frozenset[str]) -> bool:
        """Whether a row prints one of them as the telling part of a specialty."""
        return any(core_of(folded(one)) in cores for one in committee.specialties)

    def _field_class(self, word: str, meaning: WordMeaning | None) -> FieldClass:
        cores = frozenset(one for one in self._cores if one in folded(word))
        rows = [
            one
            for one in self.plan.committees
            if self.search.fields.fit(one, word) or (meaning and leads(one, meaning)) or self._holds(one, cores)
        ]
        series = {name for one in rows for name in one.series} | {*(meaning.means if meaning else ())}
        series |= {*(meaning.levels if meaning else ())}
        is_whatever = bool(meaning and (meaning.leads_nowhere or (meaning.exam and not meaning.levels)))
        return FieldClass(word, frozenset(one.no for one in rows), frozenset(series), is_whatever)

    def _of_titles(self) -> tuple[dict[str, int], list[TitleClass]]:
        """The class of each title, and the classes."""
        found: dict[Any, int] = {}
        classes: list[TitleClass] = []
        numbers = {}
        for title in self.search.titles:
            named = self.search.titles.named(title)
            takers = {one.no: self.search.takes(one, title) for one in self.search.takers(title)}
            exams = frozenset((one.series, one.level, self.search.exams.national(one) is not None) for one in named)
            key = (exams, tuple((no, one and one.column, one and one.words) for no, one in takers.items()))
            if key not in found:
                found[key] = len(classes)
                series = frozenset(one.series for one in named)
                classes.append(TitleClass(title, frozenset(takers), series))
            numbers[title] = found[key]
        return numbers, classes

    def document(self) -> dict[str, Any]:
        """Everything, as it stands in the page; to be asked for once all fields are known (`of_word`)."""
        plain = self._without_field()
        fields = list(map(self._with_field, self.field_classes))
        otherwise = list(map(self._unrelated, self.title_classes))
        employer = find(AskedWords(employer=FIELD_MARK), self._at).told[0]
        unknown = [self._unknown(None), *(self._unknown(one.title) for one in self.title_classes)]
        return {
            "titles": ["|".join(one) for one in self._titles_of_classes()],
            "strings": list(self._strings),
            "rows": list(self._rows),
            "answers": list(self._answers),
            "fields": list(map(_inverted, fields)),
            "plain": _inverted(plain),
            "otherwise": otherwise,
            "unknown": unknown,
            "employer": employer,
        }

    def _titles_of_classes(self) -> Iterator[list[str]]:
        for number in range(len(self.title_classes)):
            yield [title for title, of in self.titles.items() if of == number]

    def _unknown(self, title: str | None) -> int | None:
        """What is said of a word that nobody knows; None = the title tells enough by itself."""
        try:
            find(AskedWords(title=title, fields=(FIELD_MARK,)), self._at)
        except ZcError as error:
            return self._string("；".join(filter(None, (error.message, error.hint))))
        return None

    def _without_field(self) -> dict[str, int]:
        """For each title, each level, and a place alone."""
        found: dict[str, int] = {}
        for number, of in enumerate(self.title_classes):
            found |= self._everywhere(AskedWords(title=of.title), str(number))
        for level in self.search.titles.level_words:
            found |= self._everywhere(AskedWords(level=level), level)
        for county in (*self.plan.region.counties, self.plan.region.own):
            found |= self._answer(AskedWords(county=county), f"@{county}")
        return found

    def _with_field(self, of: FieldClass) -> dict[str, int]:
        """For a class of fields, alone and with each title and level that has to do with it."""
        alone = AskedWords(fields=(of.word,))
        found = self._everywhere(alone, "")
        for number, title in enumerate(self.title_classes):
            if of.rows & title.rows or of.series & title.series:
                found |= self._everywhere(alone._replace(title=title.title), str(number))
        if of.is_whatever and "" in found:
            found[ANY_TITLE] = found[""]
        ranking = rank(self.search, Request(field=of.word))
        for level in self.search.titles.level_words:
            only = title_of_level(level, ranking, self.search)
            if only is None:
                found |= self._everywhere(alone._replace(level=level), level)
            else:
                same = str(self.titles[only])
                alike = {key: at for key, at in found.items() if key.partition("@")[0] == same}
                found |= {level + key.removeprefix(same): at for key, at in alike.items()}
        return found

    def _unrelated(self, title: TitleClass) -> int | None:
        """For a title with a field that has nothing to do with it; None = there is no such field."""
        other = (one for one in self.field_classes if not (one.rows & title.rows or one.series & title.series))
        for field in other:
            asked = AskedWords(title=title.title, fields=(field.word,))
            if found := self._answer(asked, ""):
                return found[""]
        return None

    def _everywhere(self, asked: AskedWords, key: str) -> dict[str, int]:
        """The answer whatever the place, and those of the places that make a difference."""
        found, result = self._answered(asked, key)
        if result is None:
            return found
        scopes = [row.committee.scope for row in result.rows if row.is_named or not asked.fields]
        for scope in scopes:
            if scope.get("unit") == "本公司":
                found |= self._answer(asked._replace(employer=scope["organisation"]), f"{key}@{scope['organisation']}")
            elif "unit" in scope and scope.get("county") in self.plan.region.counties:
                found |= self._answer(asked._replace(county=scope["county"]), f"{key}@{scope['county']}")
        if any("county" in scope and "unit" not in scope for scope in scopes):
            # In a draft the counties may still be missing.
            places = [*((ANY_COUNTY, one) for one in self.plan.region.counties[:1]), (self.plan.region.own,) * 2]
            for place, county in places:
                found |= self._answer(asked._replace(county=county), f"{key}@{place}")
        return found

    def _answer(self, asked: AskedWords, key: str) -> dict[str, int]:
        return self._answered(asked, key)[0]

    def _answered(self, asked: AskedWords, key: str) -> tuple[dict[str, int], FindResult | None]:
        """The number of the answer, under its key; nothing where nobody knows the words."""
        with suppress(ZcError):
            result = find(asked, self._at)
            return {key: self._kept(self._document(result))}, result
        return {}, None

    def _kept(self, document: tuple[Any, ...]) -> int:
        return self._answers.setdefault(document, len(self._answers))

    def _document(self, result: FindResult) -> tuple[Any, ...]:
        """Reception, sentences, rows, their claims and tiers, and the numbers of those that merely do not exclude it.

        Of two rows with the same claim none is surer than the other; what is closed on the visitor's day goes behind
        the others of its tier.
        """
        shown = FindAnswer(self.plan, (), result, self._at.today, self._at.calendar)
        asked, title = result.asked, result.title
        marks = [*((word, FIELD_MARK) for word in asked.fields), *([(title, TITLE_MARK)] if title else [])]
        rows = [one for one in result.rows if result.group(one) is not Group.OPEN]
        open_rows = sorted(one.committee.no for one in result.rows if result.group(one) is Group.OPEN)
        told = tuple(self._string(self._marked(one, marks)) for one in result.told)
        claims, tiers = (_numbered(map(of, rows)) for of in (self._claim_in(asked.county), _tier))
        kept = tuple(self._row(row, result, shown, marks) for row in rows)
        return (_RECEPTIONS.index(result.reception), told, kept, claims, tiers, tuple(open_rows))

    def _claim_in(self, county: str | None) -> Callable[[RankedRow], Any]:
        return lambda row: (row.nearness, row.whom, row.recommends, is_of_county(row.committee, county, self.search))

    def _row(self, row: RankedRow, result: FindResult, shown: FindAnswer, marks: Any) -> int:
        """The number of a row: which committee, whether it is one of 初定, manner, reason, why it has no days."""
        texts = (shown.manner(row), row.reason, row.committee.by_exam)
        said = tuple(self._string(self._marked(text, marks)) for text in texts)
        is_initial = result.group(row) is Group.INITIAL
        return self._rows.setdefault((row.committee.no, int(is_initial), *said), len(self._rows))

    @staticmethod
    def _marked(text: str, marks: Iterable[tuple[str, str]]) -> str:
        for word, mark in marks:
            text = text.replace(f"“{word}”", f"“{mark}”").replace(f"别名：{word} ", f"别名：{mark} ")
        # Beside days, the number of a row must not read as one.
        return re.sub(r"(\d+(?:、\d+)*) 号", r"序号 \1", text)

    def _string(self, text: str) -> int:
        return self._strings.setdefault(text, len(self._strings))


def _tier(row: RankedRow) -> Any:
    return (not row.is_named, not row.fit, row.group is Group.INITIAL, row.whom)


def _numbered(values: Iterable[Any]) -> tuple[int, ...]:
    """Equal values as equal numbers."""
    numbers: dict[Any, int] = {}
    return tuple(numbers.setdefault(one, len(numbers)) for one in values)


def _inverted(answers: Mapping[str, int]) -> str:
    """`answer:key,key answer:key`: most keys share their answer with others."""
    keys: dict[int, list[str]] = {}
    for key, answer in answers.items():
        keys.setdefault(answer, []).append(key)
    return " ".join(f"{answer}:{','.join(of)}" for answer, of in keys.items())
