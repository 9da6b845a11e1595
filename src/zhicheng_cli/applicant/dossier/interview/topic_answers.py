"""What is written of an answer: the words that a person typed, read, and put into the dossier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import GRADES, PENALTIES
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.days import WrittenDay, read_date
from zhicheng_cli.written.folding import folded, seen, without_blanks
from zhicheng_cli.written.numbers import read_number
from zhicheng_cli.written.spellings import chosen
from zhicheng_cli.written.writings import NOW
from zhicheng_cli.written.yes_no import FLAGS, NO, YES, read_flag

from .title_answer import known_title, said_of_title
from .topics import CLEAN, DEGREES_CALLED, NOT_PASSED, READY, REGISTERED, Topic

#: A dossier's content, or a part of it, in the dossier's own shape.
FilledIn = dict[str, Any]

#: What stands between several things on one line.
_BETWEEN = r"[,，、;；]\s*"
_WORDS = rf"{_BETWEEN}|\s+"
#: A day, or a month, at the end of what is written before it: 本科 2015-06.
_DATED = re.compile(r"(.*?)[\s,，、(（]*((?:19|20)\d\d\s*[-/.年]\s*\d{1,2}.*|(?:19|20)\d{4}(?:\d\d)?)", re.DOTALL)
_FROM_TO = r"至今|现在|[至到~～]|—+| - "
_LEAST_HOURS, _MOST_HOURS = 0, 2000
#: What the only paper is called that is told of: whether all are there.
_PAPERS = "申报材料"


class Known(NamedTuple):
    """What an answer is read beside.

    Attributes:
        value: the dossier so far.
    """

    value: FilledIn
    law: Law

    @property
    def years(self) -> tuple[int, int]:
        """The plan's year before, and its own: of which hours are told."""
        return self.law.plan.year - 1, self.law.plan.year

    @property
    def graded(self) -> range:
        """The years whose grades are asked for."""
        title = self.value["target"]["title"]
        return range(self.law.plan.year - self.law.parameter(f"assessments.{title}").number, self.law.plan.year)


def answered(topic: Topic, text: str, known: Known) -> FilledIn:
    """The dossier with this answer in it.

    Raises:
        ZcError: it cannot be read, with the reason.
    """
    return known.value | _READERS[topic.key](text, topic, known)


def picked(text: str, choices: Sequence[str]) -> str:
    """The one of the choices that is meant: by its number, in its words, or as they begin.

    Raises:
        UnreadError: it is none of them.
    """
    plain = without_blanks(text)
    if re.fullmatch(r"[0-9]{1,3}", plain) and 1 <= int(plain) <= len(choices):
        return choices[int(plain) - 1]
    forms = {folded(one): one for one in choices}
    word = chosen(text, forms)
    begun = [one for form, one in forms.items() if form.startswith(word)]
    if word in forms or len(begun) == 1:
        return forms.get(word) or begun[0]
    if tuple(choices) == (YES, NO):
        return YES if read_flag(text) else NO
    raise UnreadError(f"没有“{word}”这一项", f"请写 1 至 {len(choices)} 的序号，或列出的字")


#: Reads an answer; the parts of the dossier that it makes, or changes.
_AnswerReader = Callable[[str, Topic, Known], FilledIn]


def _field(part: str, key: str, read: Callable[[str, Topic], Any]) -> _AnswerReader:
    """A reader of one field of a part that is no list."""

    def reader(text: str, topic: Topic, known: Known) -> FilledIn:
        return {part: known.value.get(part, {}) | {key: read(text, topic)}}

    return reader


def _entry(part: str, key: str) -> _AnswerReader:
    """A reader of a day that belongs to the last entry of a list."""

    def reader(text: str, _topic: Topic, known: Known) -> FilledIn:
        *others, last = known.value[part]
        return {part: [*others, last | {key: _day(text)}]}

    return reader


def _choice(text: str, topic: Topic) -> str:
    return picked(text, topic.choices)


def _flag(text: str, topic: Topic) -> bool:
    return picked(text, topic.choices) == YES


def _day(text: str) -> str:
    """A day or a month, as far as it is written."""
    return read_date(text).text


def _is_none(text: str) -> bool:
    plain = without_blanks(text)
    return plain == "0" or FLAGS.get(plain) is False


def _each(text: str) -> list[str]:
    return [one for one in re.split(_BETWEEN, text.strip()) if one]


def _with_day(text: str) -> tuple[str, str | None]:
    """What is written, and the day behind it, if there is one."""
    found = _DATED.fullmatch(text.strip())
    return (found[1].strip(), _day(found[2].strip(" )）"))) if found else (text.strip(), None)


def _spell(text: str) -> FilledIn:
    """A stretch of time: 2015-07 至今, 2010-07 至 2013-06, or a beginning alone, which goes on."""
    ends = _ends(text)
    if not 1 <= len(ends) <= 2:
        raise UnreadError("看不出从哪年哪月到哪年哪月", "如 2010-07 至 2013-06")
    first, *last = ends
    if last and last[0].day < first.day:
        raise UnreadError("结束早于开始", "先写开始的年月")
    return {"from": first.text, "to": last[0].text if last else NOW}


def _ends(text: str) -> list[WrittenDay]:
    """The days between which it lies; blanks may stand within a day, and between two."""
    pieces = [one for one in re.split(_FROM_TO, text.strip()) if one.strip()]
    try:
        return [read_date(one) for one in pieces]
    except UnreadError:
        return [read_date(one) for piece in pieces for one in piece.split()]


def _degree(text: str, topic: Topic, _known: Known) -> FilledIn:
    word, day = _with_day(text)
    row = dict(DEGREES_CALLED[_degree_called(word, topic.choices)])
    return {"education": [row | ({"date": day} if day else {})]}


def _degree_called(word: str, choices: Sequence[str]) -> str:
    """The degree that is meant; for 中专、职高、技校 any of the three is."""
    plain = folded(word)
    same = next((one for one in choices if plain in one.split("、")), None)
    return same or picked(word, choices)


def _held(text: str, _topic: Topic, known: Known) -> FilledIn:
    if _is_none(text):
        return {"titles": []}
    word, day = _with_day(text)
    return {"titles": [{"title": known_title(word, known.law), **({"obtained": day} if day else {})}]}


def _work(text: str, _topic: Topic, _known: Known) -> FilledIn:
    return {"work": [_spell(one) for one in _each(text)]}


def _grassroots(text: str, _topic: Topic, known: Known) -> FilledIn:
    rest = [row | {"grassroots": False} for row in known.value["work"]]
    return {"work": [*rest, *([] if _is_none(text) else [_spell(one) | {"grassroots": True} for one in _each(text)])]}


def _exam(text: str, topic: Topic, known: Known) -> FilledIn:
    if picked(text, topic.choices) == NOT_PASSED:
        return {"exams": []}
    return {"exams": [{"kind": known.value["target"]["title"]}]}


def _discipline(text: str, _topic: Topic, _known: Known) -> FilledIn:
    return {"discipline": [] if _is_none(text) else [_penalty(one) for one in _each(text)]}


def _penalty(text: str) -> FilledIn:
    word, day = _with_day(text)
    return {"kind": picked(word, PENALTIES), **({"effective": day} if day else {})}


def _integrity(text: str, _topic: Topic, _known: Known) -> FilledIn:
    return {"integrity": [] if _is_none(text) else [{"recorded": _day(one)} for one in _each(text)]}


def _standing(text: str, topic: Topic, _known: Known) -> FilledIn:
    if _is_none(text) or without_blanks(text) in ("都没有", "都没"):
        return {"standing": []}
    words = [one for one in re.split(_WORDS, text) if one]
    return {"standing": list(dict.fromkeys(picked(one, topic.choices) for one in words))}


def _assessments(text: str, _topic: Topic, known: Known) -> FilledIn:
    grades, years = [picked(one, GRADES) for one in re.split(_WORDS, text.strip()) if one], known.graded
    if len(grades) != len(years):
        raise UnreadError(f"要写 {len(years)} 年的等次", f"从 {years[0]} 年写起，如 {'、'.join(['合格'] * len(years))}")
    return {"assessments": [{"year": year, "grade": grade} for year, grade in zip(years, grades, strict=True)]}


def _registered(text: str, topic: Topic, known: Known) -> FilledIn:
    told = zip(known.years, REGISTERED[picked(text, topic.choices)], strict=True)
    return {"hours": _in_years(known, {year: dict(steps) for year, steps in told})}


def _hours(place: int) -> _AnswerReader:
    def reader(text: str, _topic: Topic, known: Known) -> FilledIn:
        numbers = [_learnt(one) for one in re.split(_WORDS, re.sub(r"\s+(?=学时)", "", text).strip()) if one]
        if not 1 <= len(numbers) <= 2:
            raise UnreadError("要写一个或两个数", "先写总学时，再写专业科目，如 96、66")
        total, *part = numbers
        if part and part[0] > total:
            raise UnreadError("专业科目不能比总学时多", "先写总学时，再写专业科目，如 96、66")
        told = {"total": total} | ({"professional": part[0]} if part else {"professional": 0} if total == 0 else {})
        return {"hours": _in_years(known, {known.years[place]: told})}

    return reader


def _learnt(text: str) -> int | float:
    hours = read_number(text, "学时")
    if not _LEAST_HOURS <= hours <= _MOST_HOURS or hours * 2 % 1:
        raise UnreadError(f"学时应当在 {_LEAST_HOURS} 至 {_MOST_HOURS} 之间，可以有半个")
    return hours


def _in_years(known: Known, told: Mapping[int, FilledIn]) -> list[FilledIn]:
    """The rows of the years, with what is told of them."""
    rows = {row.get("year"): row for row in known.value.get("hours", ())}
    for year, more in told.items():
        rows[year] = {"year": year} | rows.get(year, {}) | more
    return list(rows.values())


def _materials(text: str, topic: Topic, _known: Known) -> FilledIn:
    return {"materials": [{"kind": _PAPERS, "there": picked(text, topic.choices) == READY}]}


def _notice(text: str, _topic: Topic, _known: Known) -> FilledIn:
    told = _spell(text)
    days = {key: _very_day(told[key]) for key in ("from", "to") if told[key] != NOW}
    return {"public_notice": days}


def _very_day(text: str) -> str:
    day: WrittenDay = read_date(text)
    if day.of_month:
        raise UnreadError("只写到月", "公示的日期要写到日，如 2021-06-01 至 2021-06-08")
    return text


def _record(text: str, topic: Topic, _known: Known) -> FilledIn:
    """Whoever has something of either is asked what it is."""
    return {"discipline": [], "integrity": []} if picked(text, topic.choices) == CLEAN else {}


def _title(text: str, _topic: Topic, known: Known) -> FilledIn:
    """The title, and what else was said with it: 德清 机械工程师."""
    said = said_of_title(text, known.law)
    target = {"title": said.title, **({"specialty": "、".join(said.fields)} if said.fields else {})}
    employer = {"county": said.county} if said.county else {}
    own = known.value.get("employer", {}) | employer
    return {"target": known.value["target"] | target, **({"employer": own} if own else {})}


def _specialty(text: str, _topic: Topic, known: Known) -> FilledIn:
    return {"target": known.value["target"] | {"specialty": folded(text)}}


_READERS: dict[str, _AnswerReader] = {
    "title": _title,
    "field": _specialty,
    "county": _field("employer", "county", _choice),
    "employer": _field("employer", "name", lambda text, _topic: seen(text).strip()),
    "self_appointing": _field("employer", "self_appointing", _flag),
    "status": _field("applicant", "status", _choice),
    "degree": _degree,
    "graduated": _entry("education", "date"),
    "held": _held,
    "obtained": _entry("titles", "obtained"),
    "appointed": _entry("titles", "appointed"),
    "work": _work,
    "grassroots": _grassroots,
    "exam": _exam,
    "exam_valid_until": _entry("exams", "valid_until"),
    "exam_passed": _entry("exams", "passed"),
    "record": _record,
    "discipline": _discipline,
    "integrity": _integrity,
    "employer_kind": _field("employer", "kind", _choice),
    "manager": _field("applicant", "manager", _flag),
    "standing": _standing,
    "assessments": _assessments,
    "registered": _registered,
    "hours_previous": _hours(0),
    "hours_current": _hours(1),
    "materials": _materials,
    "notice": _notice,
}
