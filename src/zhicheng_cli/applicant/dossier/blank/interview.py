"""The questions of `zc new dossier --ask`: one after the other, each answer read and refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.applicant.identity import birth_date, is_formed, is_sound
from zhicheng_cli.errors import Pointer, ZcError
from zhicheng_cli.files.privacy import masked
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.days import WrittenDay
from zhicheng_cli.written.folding import folded, without_blanks
from zhicheng_cli.written.numbers import read_identity
from zhicheng_cli.written.spellings import chosen
from zhicheng_cli.written.writings import Writing, read
from zhicheng_cli.written.yes_no import NO, YES, read_flag

from .template import Blank, Section

#: Reads an answer that needs the plan: `target.title`, `target.committee`, an identity number.
Readers = Mapping[str, Callable[[str], Any]]
FilledIn = dict[str, Any]

_YES_NO = (YES, NO)
#: How a part may be answered as a whole, where the dossier may say that there is none.
_HAS, _HAS_NONE = "有", "没有"


class Question(NamedTuple):
    """What to ask next.

    Attributes:
        text: what is asked, in a few words.
        hint: what to write, one line.
        choices: to be picked by number or word.
        secret: not to be shown while it is typed.
        may_skip: whether an empty answer means "not known".
        heading: of the part that begins with this question; or empty.
        problem: why the last answer to it was refused; or empty.
        see: where that can be helped, if anywhere.
    """

    text: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    secret: bool = False
    may_skip: bool = True
    heading: str = ""
    problem: str = ""
    see: Pointer | None = None


Interview = Generator[Question, str, Any]


def interview(
    parts: Sequence[Section],
    given: Mapping[str, Any],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    readers: Readers,
) -> Generator[Question, str, FilledIn]:
    """Ask for every field of the parts that is not given: yields questions, is sent answers, returns the dossier.

    Args:
        given: what is known already, in the dossier's shape.
        entries: for a list, what its first entries surely hold (the years of `hours`).
        readers: path → how to read that answer; raises ZcError with the reason for refusing it.
    """
    values: FilledIn = {}
    for part in parts:
        if part.many:
            found: Any = yield from _list(part, entries.get(part.key, ()), readers)
        else:
            known = given.get(part.key, {})
            found = {**known, **(yield from _fields(part, known, readers, _heading(part)))} or None
        if found is not None:
            values[part.key] = found
    return values


def _heading(part: Section) -> str:
    return f"{part.title}：{part.hint}" if part.hint else part.title


def _fields(
    part: Section, known: Mapping[str, Any], readers: Readers, heading: str
) -> Generator[Question, str, FilledIn]:
    values: FilledIn = {}
    for blank in part.blanks:
        if blank.key in known:
            continue
        value = yield from _one(blank, f"{part.key}.{blank.key}", readers, heading)
        heading = ""
        if value is not None:
            values[blank.key] = value
    return values


def _list(
    part: Section, first: Sequence[Mapping[str, Any]], readers: Readers
) -> Generator[Question, str, list[Any] | None]:
    """The entries; an empty list where there are none, None where it is not known."""
    heading = _heading(part)
    if part.blanks[0].key == "":
        return (yield from _several(part.blanks[0], heading))
    if first:
        return (yield from _preset(part, first, readers, heading)) or None
    can_be_none = bool(part.form)
    choices = (_HAS, _HAS_NONE) if can_be_none else _YES_NO
    text = f"{part.title}，有还是没有" if can_be_none else f"现在填{part.title}吗"
    answer = yield from _choice(Question(text, choices=choices, heading=heading))
    if answer != choices[0]:
        return [] if answer == _HAS_NONE else None
    found: list[Any] = []
    more: str | None = _YES_NO[0]
    while more == _YES_NO[0]:
        entry = yield from _fields(part, {}, readers, f"第 {len(found) + 1} 条{part.title}")
        if not entry:
            break
        found.append(entry)
        more = yield from _choice(Question(f"再加一条{part.title}", choices=_YES_NO))
    return found or None


def _preset(
    part: Section, first: Sequence[Mapping[str, Any]], readers: Readers, heading: str
) -> Generator[Question, str, list[Any]]:
    found = []
    for entry in first:
        named = "、".join(map(str, entry.values()))
        got = yield from _fields(part, entry, readers, f"{heading}\n{named} 年度" if heading else f"{named} 年度")
        heading = ""
        if got:
            found.append({**entry, **got})
    return found


def _one(blank: Blank, path: str, readers: Readers, heading: str) -> Interview:
    choices = _YES_NO if blank.writing is Writing.FLAG else blank.choices
    is_secret = blank.writing is Writing.IDENTITY
    question = Question(blank.title, blank.hint, choices, is_secret, not blank.required, heading)
    return (yield from _until_read(question, lambda text: _read(blank, path, text, readers)))


def _choice(question: Question) -> Generator[Question, str, str | None]:
    answer: str | None = yield from _until_read(question, lambda text: _picked(text, question.choices))
    return answer


def _several(blank: Blank, heading: str) -> Generator[Question, str, list[str] | None]:
    def read(text: str) -> list[str]:
        if folded(text) in ("0", "无", _HAS_NONE):
            return []
        return list(dict.fromkeys(_picked(one, blank.choices) for one in re.split(r"[,，、;；\s]+", text) if one))

    question = Question(blank.title, "可以写几个，用 、 隔开；没有写 0", blank.choices, heading=heading)
    found: list[str] | None = yield from _until_read(question, read)
    return found


def checked_identity(text: str) -> str:
    """An identity number as typed, without spaces; never told again.

    Raises:
        ZcError: it is none; the message does not hold it.
    """
    number = read_identity(text)
    if not is_formed(number):
        raise ZcError("身份证号是 18 位，末位可以是 X（老的是 15 位）", f"写了 {len(number)} 位")
    if birth_date(number) is None:
        raise ZcError("号码里的出生日期没有这一天", "请对照身份证再写一遍")
    if not is_sound(number):
        raise ZcError("号码的校验位对不上", "有一位写错了，请对照身份证再写一遍")
    return number


def _until_read(question: Question, read: Callable[[str], Any]) -> Interview:
    """The answer, asked for again until it can be read; None for an empty one."""
    while True:
        text = yield question
        is_empty = not folded(text)
        if is_empty and question.may_skip:
            return None
        try:
            if is_empty:
                raise UnreadError("这一项必须写")
            return read(text)
        except ZcError as error:
            question = question._replace(problem=masked(str(error)), see=error.see, heading="")


def _read(blank: Blank, path: str, text: str, readers: Readers) -> Any:
    if path in readers:
        return readers[path](_by_number(text, blank.choices) or text)
    if blank.writing is Writing.FLAG:
        return _picked(text, _YES_NO) == YES
    if blank.writing is Writing.CHOICE:
        return _picked(text, blank.choices)
    value = read(text, blank.writing)
    if isinstance(value, WrittenDay):
        return value.text
    return value if isinstance(value, str) else _within(value, blank)


def _by_number(text: str, choices: Sequence[str]) -> str | None:
    plain = without_blanks(text)
    number = int(plain) if re.fullmatch(r"[0-9]{1,3}", plain) else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


def _picked(text: str, choices: Sequence[str]) -> str:
    word = chosen(text, choices)
    if picked := _by_number(text, choices):
        return picked
    if word in choices:
        return word
    if tuple(choices) in (_YES_NO, (_HAS, _HAS_NONE)):
        return choices[0] if read_flag(text) else choices[1]
    begun = [one for one in choices if one.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    raise UnreadError(f"没有“{word}”这一项", f"请写 1 至 {len(choices)} 的序号，或列出的字")


def _within(number: int | float, blank: Blank) -> int | float:
    least, most = blank.limits or (number, number)
    if not least <= number <= most:
        raise UnreadError(f"应当在 {least:g} 至 {most:g} 之间")
    return number
