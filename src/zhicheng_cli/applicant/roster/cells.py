"""What a roster's cell says: its text read as a fact, and a fact written as text, by the field's shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Any
from unicodedata import normalize

from zhicheng_cli.applicant.law.facts import NONE, Field, Papers, Shape, county_called
from zhicheng_cli.plan.committees import Plan

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_PAPER = re.compile(r"(.*?)\s*([√✓✔×✗✘]?)\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?")
_GRADED = re.compile(r"(\d{4})\s*年?(?:度)?\s*(\S+)", re.ASCII)
_SEPARATORS = re.compile(r"[、，,；;\n]+")
_FLAGS = {
    "是": True, "有": True, "√": True, "✓": True, "✔": True, "true": True, "yes": True, "y": True, "1": True,
    "否": False, "无": False, "×": False, "✗": False, "✘": False, "false": False, "no": False, "n": False, "0": False,
}  # fmt: skip
_THERE = {"√": True, "✓": True, "✔": True, "×": False, "✗": False, "✘": False, "": None}
#: A record whose day is not known.
_NO_DAY = "日期不详"
_HOW_DATE = "写成 2021-07-01 这样，写到日"
#: What Excel leaves in a cell whose formula failed.
_EXCEL_ERRORS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


class CellError(ValueError):
    """A text that cannot be read as what its column asks for; `why` does not repeat the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Cells:
    """Reads the cells of a roster.

    Args:
        plan: whose committees a roster may name.
    """

    def __init__(self, plan: Plan) -> None:
        self._committees: Mapping[str, int] = {
            **{one.name: one.no for one in plan.committees},
            **{str(one.no): one.no for one in plan.committees},
        }
        self._readers: dict[Shape, Callable[[str, Field], Any]] = {
            Shape.TEXT: lambda text, field: county_called(text) if field.name == "county" else text,
            Shape.CHOICE: _choice,
            Shape.NUMBER: _number,
            Shape.DATE: lambda text, field: _day(text),
            Shape.FLAG: _flag,
            Shape.COMMITTEE: self._committee,
            Shape.WORDS: _words,
            Shape.DATED: _dated,
            Shape.GRADED: _graded,
            Shape.PAPERS: _papers,
        }

    def read(self, text: str, field: Field) -> Any:
        """The fact that a cell gives; None for a blank cell.

        Raises:
            CellError: the text is not what the field asks for.
        """
        text = text.strip()
        if not text:
            return None
        if text in _EXCEL_ERRORS:
            raise CellError("这是 Excel 公式出错后留下的内容")
        return self._readers[field.shape](text, field)

    def _committee(self, text: str, field: Field) -> int:
        plain = normalize("NFKC", text)
        number = self._committees.get(text) or self._committees.get(_integral(plain.removesuffix("号")))
        if number is None:
            raise CellError("计划里没有这个评委会，写附件1 的序号")
        return number


def write(value: Any, field: Field) -> str:
    """The text that `Cells.read` reads as that value; empty for None.

    Args:
        value: as `Facts` holds it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
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


def _integral(text: str) -> str:
    """Excel's 12.0 and 012 as 12."""
    text = text.strip().removesuffix(".0")
    return text.lstrip("0") if text.isdecimal() else text


def _choice(text: str, field: Field) -> str:
    if text not in field.choices:
        raise CellError(f"只能写 {'、'.join(field.choices)}")
    return text


def _number(text: str, field: Field) -> int | float:
    try:
        number = float(normalize("NFKC", text))
    except ValueError:
        raise CellError("应当是数字") from None
    if not isfinite(number) or number < 0 or "_" in text:
        raise CellError("应当是不小于 0 的数字")
    return int(number) if number.is_integer() else number


def _day(text: str) -> date:
    found = _DAY.fullmatch(normalize("NFKC", text))
    if not found:
        raise CellError(f"不是日期，{_HOW_DATE}")
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        raise CellError("没有这一天") from None


def _flag(text: str, field: Field) -> bool:
    flag = _FLAGS.get(normalize("NFKC", text).casefold())
    if flag is None:
        raise CellError("写 是 或 否")
    return flag


def _entries(text: str) -> list[str]:
    """The entries of a list, each once trimmed; 无 alone is an empty list."""
    entries = [entry.strip() for entry in _SEPARATORS.split(text) if entry.strip()]
    return [] if entries == [NONE] else entries


def _words(text: str, field: Field) -> tuple[str, ...]:
    return tuple(_choice(entry, field) for entry in _entries(text))


def _dated(text: str, field: Field) -> tuple[tuple[str, date | None] | date | None, ...]:
    if not field.choices:
        return tuple(None if entry == _NO_DAY else _day(entry) for entry in _entries(text))
    return tuple(_penalty(entry, field) for entry in _entries(text))


def _penalty(entry: str, field: Field) -> tuple[str, date | None]:
    kind, _, day = entry.partition(" ")
    if kind not in field.choices:
        kind = max((one for one in field.choices if entry.startswith(one)), key=len, default=kind)
        day = entry.removeprefix(kind)
    return _choice(kind, field), _day(day.strip()) if day.strip() else None


def _graded(text: str, field: Field) -> tuple[tuple[int, str], ...]:
    found = [_GRADED.fullmatch(normalize("NFKC", entry)) for entry in _entries(text)]
    if None in found:
        raise CellError("写年度和等次，如 2019 合格、2020 优秀")
    return tuple((int(one[1]), _choice(one[2], field)) for one in found if one)


def _papers(text: str, field: Field) -> Papers:
    return tuple(_paper(entry) for entry in _entries(text))


def _paper(entry: str) -> tuple[str, bool | None, date | None]:
    found = _PAPER.fullmatch(entry)
    if not found or not found[1]:
        raise CellError("写材料名称和有没有，如 论文√、业绩表×")
    return found[1], _THERE[found[2]], _day(found[3]) if found[3] else None
