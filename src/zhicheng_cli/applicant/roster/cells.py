"""What a roster's cell says: its text read as a fact, and a fact written as text, by the field's shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import NONE, Field, Shape
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.find import SeveralError, WithdrawnError, find_committee
from zhicheng_cli.plan.taking import Taking
from zhicheng_cli.plan.titles import likely_title
from zhicheng_cli.written import UnreadError
from zhicheng_cli.written.days import WrittenDay, read_date, read_day
from zhicheng_cli.written.folding import folded, keyed, seen
from zhicheng_cli.written.numbers import read_number, read_row
from zhicheng_cli.written.spellings import chosen
from zhicheng_cli.written.yes_no import NO, YES, read_flag

#: A paper's name, whether it is there, and since when.
_PAPER = re.compile(r"(.*?) ?(?:([√✓✔☑×✗✘☒])\ufe0f?)? ?(\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}[日号]?)?)?)?")
_NAMED = re.compile(r"(?!\d{4}[-/.年])(.+?) ?(\d{4}[-/.年]\S*)?", re.ASCII)
_GRADED = re.compile(r"(\d{4}) ?年?(?:度)? ?(\S+)", re.ASCII)
_SEPARATORS = re.compile(r"[、，,；;\n]+")
#: A record whose day is not known.
_NO_DAY = "日期不详"
#: No fact takes more characters; what reads them takes its time with each.
_LONGEST = 5000
#: What Excel leaves in a cell whose formula failed.
_EXCEL_ERRORS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


class CellReading(NamedTuple):
    """What a cell says.

    Attributes:
        value: the fact, as `Facts` holds it; None for a blank cell.
        by_month: somewhere only a month is written, and its last day counts.
    """

    value: Any
    by_month: bool = False


class Cells:
    """Reads the cells of a roster.

    Args:
        search: of the plan whose committees a roster may name.
    """

    def __init__(self, search: Taking) -> None:
        self._search = search
        words = [word for one in search.plan.committees for word in (one.name, one.key, *one.specialties)]
        self._names = "\n".join(map(keyed, (*words, *(row.key or "" for row in search.plan.withdrawn))))
        self._hints = True
        self._readers: dict[Shape, Callable[[str, Field], Any]] = {
            Shape.TEXT: lambda text, field: seen(text),
            Shape.WORD: self._word,
            Shape.CHOICE: _choice,
            Shape.NUMBER: lambda text, field: read_number(text, *field.units),
            Shape.DAY: lambda text, field: read_day(text),
            Shape.DATE: lambda text, field: read_date(text),
            Shape.FLAG: lambda text, field: read_flag(text),
            Shape.COMMITTEE: self._committee,
            Shape.WORDS: lambda text, field: tuple(_choice(entry, field) for entry in _entries(text)),
            Shape.DATED: lambda text, field: tuple(_dated(entry, field) for entry in _entries(text)),
            Shape.NAMED: lambda text, field: tuple(map(_named, _entries(text))),
            Shape.GRADED: lambda text, field: tuple(_graded(entry, field) for entry in _entries(text)),
            Shape.PAPERS: lambda text, field: tuple(map(_paper, _entries(text))),
        }

    def read(self, text: str, field: Field, *, hints: bool = True) -> CellReading:
        """The fact that a cell gives.

        Args:
            hints: whether a refusal says what may be meant, which takes longer than all else.

        Raises:
            UnreadError: the text is not what the field asks for.
        """
        if len(text) > _LONGEST:
            raise UnreadError(f"写了 {len(text)} 字，太长", f"一格最多 {_LONGEST} 字")
        plain = folded(text)
        if not plain:
            return CellReading(None)
        if plain in _EXCEL_ERRORS:
            raise UnreadError("这是 Excel 公式出错后留下的内容")
        self._hints = hints
        value = self._readers[field.shape](text, field)
        return CellReading(_settled(value), any(one.of_month for one in _days(value)))

    def _word(self, text: str, field: Field) -> str | None:
        word, titles = folded(text), self._search.titles
        if field.name == "title" and word not in titles:
            raise UnreadError("职称表里没有这个职称", likely_title(word, titles) if self._hints else "")
        if field.name == "held_series" and word != NONE:
            word = titles.series_called(word) or ""
            if not word:
                raise UnreadError("没有这个系列", self._search.series_hint(folded(text)) if self._hints else "")
        return self._search.plan.region.county_called(word) if field.name == "county" else word

    def _committee(self, text: str, field: Field) -> int:
        """As everywhere, but what is written is not said again: it may be anything that stands in a wrong column."""
        try:
            # Only what stands in a name is looked for: to tell what else may be meant takes its time.
            if read_row(text) or keyed(text) in self._names:
                return find_committee(text, self._search).no
        except WithdrawnError as error:
            raise UnreadError(error.message, error.hint) from None
        except SeveralError as error:
            raise UnreadError(f"对应 {len(error.several)} 个评委会", "写计划里的序号") from None
        except ZcError:
            pass
        raise UnreadError("计划里没有这个评委会", "写计划里的序号")


def _days(value: Any) -> Iterator[WrittenDay]:
    """The days in a value as it was read."""
    if isinstance(value, WrittenDay):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _days(one)


def _settled(value: Any) -> Any:
    """The value with plain days."""
    if isinstance(value, WrittenDay):
        return value.day
    return tuple(map(_settled, value)) if isinstance(value, tuple) else value


def write(value: Any, field: Field) -> str:
    """The text that `Cells.read` reads as that value; empty for None.

    Args:
        value: as `Facts` holds it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if not isinstance(value, tuple):
        return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
    return "、".join(map(_write_entry, value)) or NONE


def _write_entry(entry: Any) -> str:
    match entry:
        case None:
            return _NO_DAY
        case (str() as name, bool() | None as there, date() | None as since):
            return f"{name}{'' if there is None else '√' if there else '×'}{f' {since}' if since else ''}"
        case (first, second):
            return f"{first} {second}" if second is not None else str(first)
    return str(entry)


def _choice(text: str, field: Field) -> str:
    word = chosen(text, field.choices)
    if word not in field.choices:
        raise UnreadError(f"只能写 {'、'.join(field.choices)}")
    return word


def _entries(text: str) -> list[str]:
    """The entries of a list as they are seen, where anything is; 无 alone is an empty list."""
    entries = [seen(entry) for entry in _SEPARATORS.split(text) if folded(entry)]
    return [] if entries == [NONE] else entries


def _dated(entry: str, field: Field) -> tuple[str, WrittenDay | None] | WrittenDay | None:
    """A penalty with its day, or a day alone."""
    plain = folded(entry)
    if not field.choices:
        return None if plain == _NO_DAY else read_date(plain)
    kind = max((one for one in field.choices if plain.startswith(one)), key=len, default=plain)
    day = plain.removeprefix(kind)
    return _choice(kind, field), read_date(day) if day else None


def _named(entry: str) -> tuple[str, WrittenDay | None]:
    found = _NAMED.fullmatch(folded(entry))
    if found is None:
        raise UnreadError("写名称和日期，如 助理农艺师 2013-03-01")
    return found[1], read_date(found[2]) if found[2] else None


def _graded(entry: str, field: Field) -> tuple[int, str]:
    found = _GRADED.fullmatch(folded(entry))
    if found is None:
        raise UnreadError("写年度和等次，如 2019 合格、2020 优秀")
    return int(found[1]), _choice(found[2], field)


def _paper(entry: str) -> tuple[str, bool | None, WrittenDay | None]:
    found = _PAPER.fullmatch(entry)
    if not found or not found[1]:
        raise UnreadError("写材料名称和有没有，如 论文√、业绩表×")
    return found[1], read_flag(found[2]) if found[2] else None, read_date(found[3]) if found[3] else None
