"""The facts that a dossier tells, and where each stands in it.

What is not given stays unknown. Where a list may hold something that would change the answer (an entry whose degree
is not given, say), the answer is unknown, too. The order of a list's entries never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.applicant.law.exam_names import examined
from zhicheng_cli.applicant.law.facts import BY_NAME, DEGREES, FIELDS, NONE, Facts, Shape
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.findings import DataPath
from zhicheng_cli.files.row_checks import is_date
from zhicheng_cli.workdays import CalendarRangeError

from .history import draw_grassroots, draw_work

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.plan.titles import Title

Row = Mapping[str, Any]
NumberedRow = tuple[int, Row]
Drawn = dict[str, tuple[Any, DataPath]]


class Reading(NamedTuple):
    """What a dossier tells.

    Attributes:
        facts: the facts.
        paths: for each fact, by name, where it stands, or would stand.
    """

    facts: Facts
    paths: dict[str, DataPath]


class _Held(NamedTuple):
    """An entry of the titles held, with what the table of titles says of it; rank -1 = nothing."""

    entry: NumberedRow
    series: str | None
    rank: int
    in_series: bool


_PLAIN = tuple(
    (field.name, field.path.split(".")[0], field.path.split(".")[1], field.shape is Shape.DAY)
    for field in FIELDS
    if "." in field.path and "[" not in field.path and field.shape is not Shape.COMMITTEE
)
_OF_LEVEL = {
    "高中": "高中", "中专": "中职", "职高": "中职", "技校": "中职", "大专": "大专", "本科": "本科", "研究生": "本科",
}  # fmt: skip
_OF_DEGREE = {"学士": "本科", "第二学士": "第二学士", "硕士": "硕士", "博士": "博士"}
_HIGHEST, _NOTHING = len(DEGREES) - 1, -1
#: 研究生 may have 硕士, 博士 or neither; the classes of 技工院校 never count as more than 本科.
_GRADUATE, _BACHELOR = "研究生", DEGREES.index("本科")
CLASSES = ("中级工班", "高级工班", "预备技师班", "技师班")
_TITLE_KEYS = {"held_title": "title", "held_series": "series", "obtained": "obtained", "appointed": "appointed",
               "held_by": "how"}  # fmt: skip


def read_dossier(value: Row, law: Law) -> Reading:
    """The facts that a dossier tells, and where each of them stands in it, or would stand if it were given.

    Args:
        value: a dossier's content that fits its schema.
    """
    drawn: Drawn = {}
    for name, part, key, is_day in _PLAIN:
        given = value.get(part, {}).get(key)
        drawn[name] = (_day(given) if is_day else given, (part, key))
    county = drawn["county"][0]
    drawn["county"] = (county and law.plan.region.county_called(county), drawn["county"][1])
    day = min(law.today, drawn["submitted"][0] or law.today)
    drawn["committee"] = (_committee(law, value["target"].get("committee")), ("target", "committee"))
    target = law.target(drawn["title"][0], drawn["committee"][0])
    drawn |= _education(value.get("education"), law, day)
    drawn |= _titles(value.get("titles"), law, day, target)
    in_field = partial(law.rows.in_field, specialty=drawn["specialty"][0], series=target.series if target else None)
    drawn |= draw_work(
        value.get("work") or (), _counted(drawn, law), in_field, drawn["degree_date"], drawn["obtained"][0]
    )
    drawn["grassroots_months"] = draw_grassroots(value.get("work") or (), day, _enough(law))
    drawn |= _hours(value.get("hours"), law.plan.year)
    title, committee = drawn["title"][0], drawn["committee"][0]
    readings = law.rows.titles(committee, title, drawn["specialty"][0]) if title else ()
    handed_in = drawn["submitted"][0] or law.today
    drawn |= _exams(value.get("exams"), title, day, handed_in, readings, law)
    drawn |= _lists(value)
    facts = {name: fact for name, (fact, _) in drawn.items() if fact is not None}
    return Reading(Facts(**facts), {name: drawn[name][1] for name in BY_NAME})


def _counted(drawn: Drawn, law: Law) -> date:
    """The first day to which years may be counted: up to it work that goes on is counted, and its end is none before.

    Today where the calendar does not know it.
    """
    from zhicheng_cli.applicant.rules.shared.circumstances import counted_to

    told = Facts(**{name: drawn[name][0] for name in ("committee", "county", "submitted")})
    try:
        return max(counted_to(told, law).first, law.today)
    except CalendarRangeError:
        return law.today


@lru_cache(maxsize=1 << 12)
def _committee(law: Law, given: int | str | None) -> int | None:
    from zhicheng_cli.plan.find import find_committee

    if given is None:
        return None
    try:
        return find_committee(str(given), law.search).no
    except ZcError:
        return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None and is_date(text) else None


def _not_after(rows: Sequence[Row], key: str, today: date) -> list[NumberedRow]:
    """The entries with their indexes, but for those of a day to come."""
    entries = [(index, row, _day(row.get(key))) for index, row in enumerate(rows)]
    return [(index, row) for index, row, day in entries if day is None or day <= today]


def _settled(part: str, entries: Sequence[NumberedRow], key: str) -> tuple[Any, DataPath]:
    """What all entries that count say; None where one says nothing, or another thing."""
    said = [row.get(key) for _, row in entries]
    silent = [index for (index, _), one in zip(entries, said, strict=True) if one is None]
    agreed = said[0] if not silent and all(one == said[0] for one in said) else None
    return agreed, (part, silent[0] if silent else entries[0][0], key)


def _narrowed(entries: Sequence[NumberedRow], key: str, best: Callable[[Iterable[date]], date]) -> list[NumberedRow]:
    """Of entries that count alike, the one of the earliest or latest day; all, where a day is not given."""
    days = [_day(row.get(key)) for _, row in entries]
    given = [day for day in days if day is not None]
    if len(given) < len(days):
        return list(entries)
    day = best(given)
    return [entry for entry, one in zip(entries, days, strict=True) if one == day]


def _dated(told: tuple[Any, DataPath]) -> tuple[date | None, DataPath]:
    return _day(told[0]), told[1]


def _education(rows: Sequence[Row] | None, law: Law, day: date) -> Drawn:
    """The highest degree; of several equal ones the earliest."""
    entries = _not_after(rows or (), "date", day)
    spans = [_span(row, law) for _, row in entries]
    best = max((low for low, _ in spans), default=_NOTHING)
    higher = [entry for entry, (_, high) in zip(entries, spans, strict=True) if high > best]
    if best == _NOTHING or higher:
        index, row = (higher or [(0, {})])[0]
        key = "degree" if row.get("level") == _GRADUATE else "level"
        names = {"degree": key, "degree_date": "date", "degree_full_time": "full_time", "degree_equivalent": "level"}
        return {name: (None, ("education", index, one)) for name, one in names.items()}
    highest = [entry for entry, (low, _) in zip(entries, spans, strict=True) if low == best]
    first = _narrowed(highest, "date", min)
    index, row = first[0]
    return {
        "degree": (DEGREES[best], ("education", index, "level" if "level" in row else "degree")),
        "degree_date": _dated(_settled("education", first, "date")),
        "degree_full_time": _settled("education", first, "full_time"),
        "degree_equivalent": (row.get("level") in CLASSES, ("education", index, "level")),
    }


def _span(row: Row, law: Law) -> tuple[int, int]:
    """The lowest and the highest rank that an entry may mean; -1 = none is certain."""
    level, degree = row.get("level"), row.get("degree")
    if degree in _OF_DEGREE:
        rank = DEGREES.index(_OF_DEGREE[degree])
        if level in _OF_LEVEL:
            rank = max(rank, DEGREES.index(_OF_LEVEL[level]))
        return rank, rank
    if level in CLASSES:
        word = law.equivalents.get(level)
        return (DEGREES.index(word), DEGREES.index(word)) if word else (_NOTHING, _BACHELOR)
    if level in _OF_LEVEL and (level != _GRADUATE or degree is not None):
        rank = DEGREES.index(_OF_LEVEL[level])
        return rank, rank
    return (_BACHELOR if level == _GRADUATE else _NOTHING), _HIGHEST


def _titles(rows: Sequence[Row] | None, law: Law, day: date, target: Title | None) -> Drawn:
    """The highest title of the target's series, else of any; of several equal ones the earliest."""
    entries = _not_after(rows or (), "obtained", day)
    unnamed = [index for index, row in entries if "title" not in row]
    if rows is None or unnamed or not entries:
        drawn: Drawn = {name: (None, ("titles", (unnamed or [0])[0], key)) for name, key in _TITLE_KEYS.items()}
        drawn["other_titles"] = (None if rows is None or unnamed else (), ("titles",))
        return drawn if rows is None or unnamed else {**drawn, "held_title": (NONE, ("titles",))}
    held = [_held(entry, law, target) for entry in entries]
    pool = [one for one in held if one.in_series] or held
    top = max(one.rank for one in pool)
    first = _narrowed([one.entry for one in pool if one.rank == top], "obtained", min)
    index, title = min(((index, row["title"]) for index, row in first), key=lambda one: one[1])
    told = {name: _settled("titles", first, key) for name, key in _TITLE_KEYS.items()}
    series = {one.series for one in pool if one.entry in first}
    others = [(row["title"], _day(row.get("obtained"))) for index, row in entries if (index, row) not in first]
    return {
        "other_titles": (_sorted(others), ("titles",)),
        "held_title": (title, ("titles", index, "title")),
        "held_series": (series.pop() if len(series) == 1 else None, told["held_series"][1]),
        "obtained": _dated(told["obtained"]),
        "appointed": _dated(told["appointed"]),
        "held_by": told["held_by"],
    }


def _held(entry: NumberedRow, law: Law, target: Title | None) -> _Held:
    """Series and rank of a title held; a name that several series bear counts as the target's, if that bears it."""
    titles, wanted = law.search.titles, target.series if target else None
    title, given = entry[1]["title"], entry[1].get("series")
    named = titles.named(title)
    if given is not None:
        series: str | None = law.search.titles.series_called(given) or given
        found = [one for one in named if one.series == series]
        in_series = series == wanted
    else:
        series = named[0].series if len({one.series for one in named}) == 1 else None
        found = [one for one in named if one.series == wanted]
        in_series = bool(found)
    return _Held(entry, series, max((law.rank(one.level) for one in found or named), default=_NOTHING), in_series)


def _enough(law: Law) -> int | None:
    """The months of service at the grassroots that are asked for; more do not matter."""
    asked = law.parameters.get("grassroots")
    return asked.months if asked else None


def _hours(rows: Sequence[Row] | None, year: int) -> Drawn:
    """The hours of the year before the plan's, and of the plan's."""
    rows = rows or ()
    drawn: Drawn = {}
    new = len(rows)
    for when, number in (("previous", year - 1), ("current", year)):
        entries = [(index, row) for index, row in enumerate(rows) if row.get("year") == number]
        for key in ("total", "general", "industry", "professional", "registered", "recognised"):
            absent: tuple[Any, DataPath] = (None, ("hours", new, key))
            drawn[f"hours_{when}_{key}"] = _settled("hours", entries, key) if entries else absent
        new += not entries
    return drawn


def _exams(
    rows: Sequence[Row] | None, title: str | None, day: date, handed_in: date, readings: Sequence[Title], law: Law
) -> Drawn:
    """The exam for the title that is valid longest; else one that cannot be read, which may be it; else any other.

    Args:
        handed_in: the earliest day of the handing in.
        readings: what the title applied for may be.
    """
    if rows is not None and not rows:
        return {**_no_exam(0), "exam": (NONE, ("exams",))}
    past = _not_after(rows or (), "passed", day)
    told = [(entry, examined(entry[1].get("kind", ""), law.search.titles)) for entry in past]
    wanted = {(one.series, one.level) for one in readings}
    own = [entry for entry, levels in told if levels and levels & wanted]
    unnamed = next((index for index, row in past if "kind" not in row), None)
    if title is None or not past or (unnamed is not None and not own):
        return _no_exam(unnamed or 0)
    unread = [entry for entry, levels in told if not levels]
    best = _valid_longest(own, handed_in) if own else _narrowed(unread or past, "passed", max)
    index, kind = min(((index, row["kind"]) for index, row in best), key=lambda one: one[1])
    return {
        "exam": (kind, ("exams", index, "kind")),
        "exam_passed": _dated(_settled("exams", best, "passed")),
        "exam_valid_until": _dated(_settled("exams", best, "valid_until")),
    }


def _valid_longest(entries: Sequence[NumberedRow], day: date) -> list[NumberedRow]:
    """Those whose validity ends last; one whose end is not told goes before those that have ended."""
    ends = {index: until for index, row in entries if (until := _day(row.get("valid_until")))}
    last = max(ends.values(), default=date.min)
    if last >= day or len(ends) == len(entries):
        return [entry for entry in entries if ends.get(entry[0]) == last]
    return _narrowed([entry for entry in entries if entry[0] not in ends], "passed", max)


def _no_exam(index: int) -> Drawn:
    names = {"exam": "kind", "exam_passed": "passed", "exam_valid_until": "valid_until"}
    return {name: (None, ("exams", index, key)) for name, key in names.items()}


def _lists(value: Row) -> Drawn:
    """The lists that are facts as a whole, in an order of their own; an entry that is incomplete is left out.

    A penalty whose kind is not given may be any, so that nothing is known of the penalties.
    """
    discipline, integrity = value.get("discipline"), value.get("integrity")
    if discipline is not None:
        kinds = [(row.get("kind"), _day(row.get("effective"))) for row in discipline]
        discipline = _sorted(kinds) if all(kind for kind, _ in kinds) else None
    if integrity is not None:
        integrity = tuple(sorted((_day(row.get("recorded")) for row in integrity), key=lambda day: day or date.max))
    grades = _complete(value.get("assessments"), lambda row: (row["year"], row["grade"]), "year", "grade")
    papers = _complete(
        value.get("materials"), lambda row: (row["kind"], row.get("there"), _day(row.get("date"))), "kind"
    )
    standing = value.get("standing")
    return {
        "discipline": (discipline, ("discipline",)),
        "integrity": (integrity, ("integrity",)),
        "assessments": (grades, ("assessments",)),
        "standing": (None if standing is None else tuple(sorted(standing)), ("standing",)),
        "materials": (papers, ("materials",)),
    }


def _complete(
    rows: Sequence[Row] | None, taken: Callable[[Row], tuple[Any, ...]], *keys: str
) -> tuple[Any, ...] | None:
    """What is taken from the entries that have these keys; None if there is none left of those that are there."""
    whole = [taken(row) for row in rows or () if all(key in row for key in keys)]
    return None if rows is None or (rows and not whole) else _sorted(whole)


def _sorted(rows: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=lambda row: [str(one) for one in row]))
