"""The questions of `zc new dossier --ask`: one after the other, each answer read and refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from unicodedata import normalize

from zhicheng_cli.applicant.identity import LENGTH, birth_date, is_sound
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.privacy import masked

from .template import Blank, BlankKind, Section

#: Reads an answer that needs the plan: `target.title`, `target.committee`, an identity number.
Readers = Mapping[str, Callable[[str], Any]]
Answers = dict[str, Any]

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_FLAGS = {
    **dict.fromkeys(("是", "有", "对", "y", "yes", "true", "1"), True),
    **dict.fromkeys(("否", "没有", "无", "不是", "n", "no", "false", "2"), False),
}
_YES_NO = ("是", "否")
#: How a part may be answered as a whole, where the dossier may say that there is none.
_HAS, _HAS_NONE = "有", "没有"
#: No dossier tells of earlier or later days.
_YEARS = range(1900, 2100)


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
    """

    text: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    secret: bool = False
    may_skip: bool = True
    heading: str = ""
    problem: str = ""


Interview = Generator[Question, str, Any]


class _RefusedError(Exception):
    """An answer that cannot be read; its text says why."""


def interview(
    parts: Sequence[Section],
    given: Mapping[str, Any],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    readers: Readers,
) -> Generator[Question, str, Answers]:
    """Ask for every field of the parts that is not given: yields questions, is sent answers, returns the dossier.

    Args:
        given: what is known already, in the dossier's shape.
        entries: for a list, what its first entries surely hold (the years of `hours`).
        readers: path → how to read that answer; raises ZcError with the reason for refusing it.
    """
    values: Answers = {}
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
) -> Generator[Question, str, Answers]:
    values: Answers = {}
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
    can_be_none = "[]" in part.hint
    choices = (_HAS, _HAS_NONE) if can_be_none else _YES_NO
    text = f"{part.title}，有还是没有" if can_be_none else f"现在填{part.title}吗"
    answer = yield from _choice(Question(text, choices=choices, heading=heading.replace("写 []", "答 没有")))
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
    choices = _YES_NO if blank.kind is BlankKind.FLAG else blank.choices
    is_secret = blank.kind is BlankKind.IDENTITY
    question = Question(blank.title, _hint(blank), choices, is_secret, not blank.required, heading)
    return (yield from _until_read(question, lambda text: _read(blank, path, text, readers)))


def _hint(blank: Blank) -> str:
    """What to write, without what only concerns YAML, and without the choices, which are shown."""
    pieces = re.split(r"[；，]", blank.hint.rstrip("。"))
    needless = ("从 ", "写 true", "加英文双引号", "不加引号", "本评委会有 ")
    return "，".join(piece for piece in pieces if not piece.startswith(needless))


def _choice(question: Question) -> Generator[Question, str, str | None]:
    answer: str | None = yield from _until_read(question, lambda text: _picked(text, question.choices))
    return answer


def _several(blank: Blank, heading: str) -> Generator[Question, str, list[str] | None]:
    def read(text: str) -> list[str]:
        if text in ("0", "无", _HAS_NONE):
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
    number = "".join(text.split()).upper()
    if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", number):
        raise ZcError("身份证号是 18 位，末位可以是 X（老的是 15 位）", f"写了 {len(number)} 位")
    if birth_date(number) is None:
        raise ZcError("号码里的出生日期没有这一天", "请对照身份证再写一遍")
    if len(number) == LENGTH and not is_sound(number):
        raise ZcError("号码的校验位对不上", "有一位写错了，请对照身份证再写一遍")
    return number


def _until_read(question: Question, read: Callable[[str], Any]) -> Interview:
    """The answer, asked for again until it can be read; None for an empty one."""
    while True:
        text = normalize("NFKC", (yield question)).strip()
        if not text and question.may_skip:
            return None
        try:
            if not text:
                raise _RefusedError("这一项必须写")
            return read(text)
        except _RefusedError as refused:
            question = question._replace(problem=masked(str(refused)), heading="")
        except ZcError as error:
            question = question._replace(problem=masked(str(error)), heading="")


def _read(blank: Blank, path: str, text: str, readers: Readers) -> Any:
    if path in readers:
        return readers[path](_by_number(text, blank.choices) or text)
    read = _BY_KIND.get(blank.kind)
    return read(text, blank) if read else " ".join(text.split())


def _by_number(text: str, choices: Sequence[str]) -> str | None:
    number = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0
    return choices[number - 1] if 1 <= number <= len(choices) else None


def _picked(text: str, choices: Sequence[str]) -> str:
    if picked := _by_number(text, choices):
        return picked
    if text in choices:
        return text
    if tuple(choices) in (_YES_NO, (_HAS, _HAS_NONE)):
        return choices[0] if _flag(text) else choices[1]
    begun = [one for one in choices if one.startswith(text)]
    if len(begun) == 1:
        return begun[0]
    raise _RefusedError(f"没有“{text}”这一项，请写 1 至 {len(choices)} 的序号，或列出的字")


def _day(text: str) -> str:
    match = _DAY.fullmatch(text.replace(" ", ""))
    if not match:
        raise _RefusedError("写成 2020-06-30 这样，要写到日")
    try:
        day = date(*(int(part) for part in match.groups() if part))
    except ValueError:
        raise _RefusedError("没有这一天") from None
    if day.year not in _YEARS:
        raise _RefusedError(f"年份应当在 {_YEARS[0]} 至 {_YEARS[-1]} 之间")
    return day.isoformat()


def _flag(text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise _RefusedError("请写 是 或 否")
    return _FLAGS[text.lower()]


def _number(text: str, blank: Blank) -> int | float:
    plain = text.removesuffix("学时").removesuffix("年").strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) or (blank.kind is BlankKind.INTEGER and "." in plain):
        raise _RefusedError("请写一个数字" if blank.kind is BlankKind.NUMBER else "请写一个整数")
    value = float(plain) if "." in plain else int(plain)
    least, most = blank.limits or (value, value)
    if not least <= value <= most:
        raise _RefusedError(f"应当在 {least:g} 至 {most:g} 之间")
    return value


_BY_KIND: dict[BlankKind, Callable[[str, Blank], Any]] = {
    BlankKind.CHOICE: lambda text, blank: _picked(text, blank.choices),
    BlankKind.DATE: lambda text, _: _day(text),
    BlankKind.DATE_OR_NOW: lambda text, _: "至今" if text in ("至今", "现在") else _day(text),
    BlankKind.FLAG: lambda text, _: _flag(text),
    BlankKind.INTEGER: _number,
    BlankKind.NUMBER: _number,
}
