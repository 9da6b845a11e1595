"""What people typed, answered: the rows in order, or an examination, or whom to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.workdays import WorkCalendar

from .asked_field import AskedField
from .asked_words import AskedWords
from .committees import Committee
from .contacts import Contact, ContactMatch, by_contact, contacts_of, listed_in, search_contacts
from .exams import BY_EXAM
from .filters import Filters
from .ranking import Group, RankedRow, Ranking, Request, is_of_county, rank
from .reception import Reception, Reply, receive
from .search import Search
from .unknown_word import UnknownWordError

#: The level that people say of the higher of its two: 初级 is 助理工程师.
_BEGINNERS = "初级"
#: So few rows for a title are worth a look, even if the field is not known.
_FEW_TAKERS = 3
_Contacts = tuple[tuple[Contact, Sequence[ContactMatch]], ...]


class FindResult(NamedTuple):
    """The answer.

    Attributes:
        title: the one that counts, be it told or the only one of the level that was told.
        reception: whether a committee takes papers; that one does where only contacts were asked for.
        told: what is to be said beside the rows, in sentences.
        fields: what the words for fields of work were taken for.
        is_one: whether the first row is the answer; else the rows are a list of which none stands out.
        rows: best first; those of a title that an examination gives have no times.
        contacts: of continuing education, each with the fields it was found for.
        nobody: committees with fields for which the notice names nobody.
        unknown: words that nobody knows.
    """

    asked: AskedWords
    title: str | None = None
    reception: Reception = Reception.COMMITTEE
    told: tuple[str, ...] = ()
    fields: tuple[AskedField, ...] = ()
    is_one: bool = False
    rows: tuple[RankedRow, ...] = ()
    contacts: _Contacts = ()
    nobody: tuple[tuple[Committee, Sequence[str]], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def main(self) -> tuple[RankedRow, ...]:
        """The rows that are for what was asked, 初定 and mere 等 apart."""
        return tuple(one for one in self.rows if self.group(one) is Group.MAIN)

    def group(self, row: RankedRow) -> Group:
        """Where a row belongs; who asks for no field is not asked whether the row prints it."""
        is_open = row.group is Group.OPEN
        return Group.MAIN if is_open and not self.asked.fields else row.group


class AtHand(NamedTuple):
    """What an answer is looked for in, and when."""

    search: Search
    contacts: tuple[Contact, ...]
    today: date
    calendar: WorkCalendar


def find(asked: AskedWords, at: AtHand) -> FindResult:
    """The answer to what was understood.

    Raises:
        ZcError: nobody knows the words.
        CalendarRangeError: the calendar does not know the days of a cut-off.
    """
    known = tuple(one for one in asked.fields if _is_known(one, at.search))
    unknown = tuple(one for one in asked.fields if one not in known)
    asked = asked._replace(fields=known)
    if unknown and not known and (asked.is_about_nothing or _needs_a_field(asked, at.search)):
        raise _nobody_knows(unknown[0], asked.title, at)
    if asked._replace(employer=None, idle=()) == AskedWords():
        found = _of_employer(asked, at)
    elif asked.hours:
        found = _about_hours(asked, at)
    elif asked.contacts and not asked.receivers:
        found = FindResult(asked, contacts=_contacts_named(asked, at))
    else:
        found = _chosen(_by_number(asked, at) if asked.committees else _by_request(asked, at), at)
    return found._replace(unknown=unknown)


def _needs_a_field(asked: AskedWords, search: Search) -> bool:
    """Whether title or level tell so little that all rows for them would be no answer."""
    return bool(asked.level) or (asked.title is not None and len(search.takers(asked.title)) > _FEW_TAKERS)


def _is_known(field: str, search: Search) -> bool:
    if search.asked_field(field).meaning:
        return True
    fits = (search.fields.fit(one, field) for one in search.plan.committees)
    # One character stands in some name or other.
    return any(fit and (fit.exact or len(field) > 1) for fit in fits)


def _nobody_knows(word: str, title: str | None, at: AtHand) -> ZcError:
    """What is said of a word that nobody knows: what it is not, and whom to ask."""
    listed = listed_in(at.contacts)
    about = f"不知道“{word}”：不是通知里的职称、专业、县区、评委会或接收单位，也不是{listed}的联系人"
    error = UnknownWordError(word, title, at.search)
    return ZcError(about, error.hint, error.see)


def _about_hours(asked: AskedWords, at: AtHand) -> FindResult:
    """Whom to ask about continuing education: for the fields, for the rows, else everybody."""
    rows = [one for one in at.search.plan.committees if one.no in asked.committees]
    searches = [search_contacts(one, at.contacts, at.search) for one in asked.fields]
    searches += [contacts_of(rows, at.contacts)] if rows else []
    if not searches:
        named = [one for one in at.contacts if any(word in entry for entry in one.words for word in asked.hours)]
        return FindResult(asked, contacts=tuple((one, ()) for one in named or at.contacts))
    matches = [one for search in searches for one in search.matches]
    nobody = [one for search in searches for one in search.nobody]
    return FindResult(asked, contacts=tuple(by_contact(matches)), nobody=tuple(nobody))


def _of_employer(asked: AskedWords, at: AtHand) -> FindResult:
    """What is said to who names an employer only, or nothing that tells what is looked for.

    Raises:
        ZcError: not even an employer is named.
    """
    if not asked.employer:
        raise ZcError("看不出要找什么", "写上职称、专业或工作，如 机械 工程师")
    told = f"通知没有写“{asked.employer}”；归哪个评委会看职称和专业，请写上，或问{at.search.plan.region.bureau}"
    return FindResult(asked, reception=Reception.NONE, told=(told,))


def _contacts_named(asked: AskedWords, at: AtHand) -> _Contacts:
    return tuple((one, ()) for one in at.contacts if one.no in asked.contacts)


def _by_number(asked: AskedWords, at: AtHand) -> FindResult:
    """The rows that were named, in the order in which they were."""
    ranking = rank(at.search, Request(asked.title, county=asked.county), at.today, at.calendar)
    rows = sorted((one for one in ranking.every if one.committee.no in asked.committees), key=_as_named(asked))
    told = tuple(f"{one.committee.no} 号不评“{asked.title}”" for one in rows if one.refused == "title")
    matches = contacts_of([one.committee for one in rows], at.contacts).matches if len(rows) == 1 else ()
    return FindResult(asked, asked.title, told=told, rows=tuple(rows), contacts=tuple(by_contact(matches)))


def _as_named(asked: AskedWords) -> Callable[[RankedRow], int]:
    return lambda row: asked.committees.index(row.committee.no)


def _by_request(asked: AskedWords, at: AtHand) -> FindResult:
    """The rows for a title, fields, a level, or for all, best first."""
    rankings = _rankings(asked, asked.title, at)
    title = asked.title
    if title is None and asked.level and len(rankings) == 1:
        title = title_of_level(asked.level, rankings[0], at.search)
    if title != asked.title:
        rankings = _rankings(asked, title, at)
    told = [_told(asked, title, one, at.search) for one in rankings]
    receptions = [one.reception for one in told]
    reception = next((one for one in Reception if one in receptions), Reception.NONE)
    groups = [_rows(ranking, one.reception) for ranking, one in zip(rankings, told, strict=True)]
    fields = tuple(one.field for one in rankings if one.field.typed)
    words = tuple(dict.fromkeys(one.words for one in told if one.words))
    return FindResult(asked, title, reception, words, fields, rows=_merged(groups))


def _rankings(asked: AskedWords, title: str | None, at: AtHand) -> list[Ranking]:
    """One for each field; where the title alone is told and no row takes it, by what it says as a word."""
    fields: Sequence[str | None] = asked.fields or (None,)
    words = at.search.fields.words
    if title and not asked.fields and not at.search.takers(title) and words and words.exact(title):
        fields = (title,)
    requests = (Request(title, field, asked.county, asked.employer) for field in fields)
    return [rank(at.search, one, at.today, at.calendar) for one in requests]


def title_of_level(level: str, ranking: Ranking, search: Search) -> str | None:
    """The one title of a level that the first row for the field is for; None = there are several, or no such row."""
    first = next((one.committee for one in ranking.rows if one.fit), None)
    if first is None:
        return None
    of_series = [one for one in search.titles.all if one.series in first.series]
    levels = search.titles.levels_in(level)
    for one in reversed(levels) if level == _BEGINNERS else levels:
        titles = tuple(dict.fromkeys(each.title for each in of_series if each.level == one))
        titles = tuple(name for name in titles if name in first.all_titles) or titles
        if titles:
            return titles[0] if len(titles) == 1 else None
    return None


def _told(asked: AskedWords, title: str | None, ranking: Ranking, search: Search) -> Reply:
    """Whether a committee takes papers for what one ranking is of."""
    if not ranking.field.typed:
        exam = search.exams.of_title(title) if title else None
        if exam:
            return Reply(Reception.EXAM, exam.sentence)
        if title and not ranking.rows:
            return Reply(Reception.NONE, f"通知没有安排“{title}”由哪个评委会评审；请先问{search.plan.region.bureau}")
        return Reply(Reception.COMMITTEE)
    series = next((one.committee.series for one in ranking.rows if one.fit), ())
    exams = search.exams.asked(Filters(series=series, level=asked.level)) if asked.level and not title else ()
    if exams and len(exams) == len(series):
        return Reply(Reception.EXAM, "；".join(one.sentence for one in exams))
    reply = receive(ranking, search)
    if reply.reception is not Reception.EXAM:
        return reply
    exam = search.exams.of_title(title) if title else None
    return reply._replace(words=exam.sentence if exam else f"{reply.words}（请问{_whom_to_ask(ranking, search)}）")


def _whom_to_ask(ranking: Ranking, search: Search) -> str:
    """About an examination: who takes the papers of the row for the field, else the bureau."""
    rows = [one.committee for one in ranking.every if one.fit and BY_EXAM in one.committee.route_names]
    units = [" ".join((each.unit, *each.phones)) for one in rows[:1] for each in one.receivers]
    return "、".join(units) or search.plan.region.bureau


def _rows(ranking: Ranking, reception: Reception) -> tuple[RankedRow, ...]:
    """The rows for what is asked; beside an examination those that say so."""
    if reception is Reception.COMMITTEE:
        is_told = bool(ranking.request.title) or not ranking.field.typed
        return ranking.rows if is_told else _of_one_trade(ranking.rows)
    if reception is Reception.NONE:
        return ()
    asked = [one for one in ranking.every if one.fit or (one.taken and not ranking.field.typed)]
    return tuple(one for one in asked if BY_EXAM in one.committee.route_names)


def _of_one_trade(rows: Sequence[RankedRow]) -> tuple[RankedRow, ...]:
    """The rows for a field without a title: no row that leaves all to the title, nor, where rows are named for the
    field, one of other series."""
    series = {name for one in rows if one.is_named for name in one.committee.series}
    kindred = (one for one in rows if not series or not series.isdisjoint(one.committee.series))
    return tuple(one for one in kindred if one.is_named or not one.goes_by_title)


def _merged(groups: Sequence[Sequence[RankedRow]]) -> tuple[RankedRow, ...]:
    """The rows of several fields, each once: those named for more of them first, the best of each before its next; then
    those for some people only."""
    if len(groups) == 1:
        return tuple(groups[0])
    found = [one for one in chain.from_iterable(zip_longest(*groups)) if one is not None]
    named = Counter(_numbers(one for one in found if one.is_named))
    rows: dict[int, RankedRow] = {}
    for one in sorted(
        found, key=lambda one: (not one.is_named, bool(one.committee.meant_for), -named[one.committee.no])
    ):
        rows.setdefault(one.committee.no, one)
    return tuple(rows.values())


def _numbers(rows: Iterable[RankedRow]) -> Iterator[int]:
    return (one.committee.no for one in rows)


def _chosen(found: FindResult, at: AtHand) -> FindResult:
    """The rows that fit all else that was asked, as they are for what was asked."""
    asked = found.asked
    filters = Filters(
        month=asked.month,
        level=None if found.title else asked.level,
        route=asked.route,
        kind=asked.kind,
        receiver=asked.receivers or None,
    )
    fitting = {one.no: one for one in _fitting(filters, found, at)}
    rows = [one for one in found.rows if one.committee.no in fitting and _is_of_place(one, asked, at)]
    if not (asked.title or asked.fields or asked.level or asked.committees):
        rows.sort(key=lambda one: one.committee.no)
    if found.title or found.reception is Reception.EXAM:
        by_title = Filters(title=found.title) if found.title else Filters(level=_levels_examined(found))
        fitting = {one.committee.no: at.search.exams.as_asked(one.committee, by_title) for one in rows}
    told = found.told
    if found.rows and not rows:
        is_ranked = found.title or asked.fields or asked.level or asked.committees
        others = f"；不看其余条件的有 {'、'.join(map(str, _numbers(found.rows)))} 号" if is_ranked else ""
        told = (*told, f"没有全部符合的评委会{others}")
    reception = found.reception if rows or found.reception is Reception.EXAM else Reception.NONE
    rows = [one._replace(committee=fitting[one.committee.no]) for one in rows]
    if rows and _is_of_county_only(asked):
        told = (*told, f"只列出写有{asked.county}或各县区的；其他的没有写县区，请写上专业或职称")
    contacts = (*found.contacts, *_contacts_named(asked, at))
    found = found._replace(rows=tuple(rows), told=told, reception=reception, contacts=contacts)
    return found._replace(is_one=_stands_out(found, at))


def _fitting(filters: Filters, found: FindResult, at: AtHand) -> Iterator[Committee]:
    """The rows that fit filters, as they are for what they ask."""
    if filters == Filters():
        return (at.search.exams.as_asked(one.committee, filters) for one in found.rows)
    return (one.committee for one in at.search.select(filters, at.calendar))


def _stands_out(found: FindResult, at: AtHand) -> bool:
    """Whether the first row is for what was asked more surely than the second one."""
    claims = [
        (one.nearness, one.whom, one.recommends, is_of_county(one.committee, found.asked.county, at.search))
        for one in found.main[:2]
    ]
    is_list = not (found.title or found.fields) and len(claims) > 1
    return bool(claims) and not is_list and (len(claims) == 1 or claims[0] != claims[1])


def _levels_examined(found: FindResult) -> tuple[str, ...]:
    """The levels that are had by the examinations that the words name, or the level that was told."""
    meant = (one.meaning.levels for one in found.fields if one.meaning)
    levels = dict.fromkeys(level for series in meant for of_series in series.values() for level in of_series)
    return tuple(levels) or tuple(filter(None, [found.asked.level]))


def _is_of_county_only(asked: AskedWords) -> bool:
    """Whether a county is told, and nothing of a person or a row."""
    return asked.county is not None and not (asked.title or asked.fields or asked.level or asked.committees)


def _is_of_place(row: RankedRow, asked: AskedWords, at: AtHand) -> bool:
    """Whether a row is one of the county, where nothing else was asked for."""
    if asked.county is None or not _is_of_county_only(asked):
        return True
    named = any(asked.county in one.unit for one in row.committee.receivers)
    return named or is_of_county(row.committee, asked.county, at.search)
