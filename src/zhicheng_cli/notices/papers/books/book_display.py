"""What a cell of a workbook displays of the number or text in it (ECMA-376 part 1, 18.8.31).

A day is shown as its format says, and told: a `7月` may hold the 1st of July. What a format would show that is not
known here is told, and the digits stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from zhicheng_cli.files.number_formats import moment
from zhicheng_cli.notices.papers.numerals import numeral
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<filling>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>am/pm|a/p|上午/下午)|(?P<general>general|g/通用格式)|(?P<power>e[+-])|(?P<weekday>a{3,4})"
    r"|(?P<moment>y+|e+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<sign>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Excel keeps so many digits of a number, and shows a number without a format in so many characters.
_KEPT, _ROOM = 15, 11
#: No number of a notice has as many digits.
_MOST = 40
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "=": lambda one, other: one == other,
}


class Display(NamedTuple):
    """What a cell displays, and why that is not plain.

    Attributes:
        words: as displayed, where that can be told.
        doubt: a day behind a format, or a format that shows nothing, or is not known here.
    """

    words: str
    doubt: Doubt | None = None


class _Token(NamedTuple):
    kind: str
    text: str


class _UnknownFormatError(Exception):
    """A format whose display is not known here."""


@lru_cache(maxsize=1 << 12)
def number_displayed(raw: str, code: str, *, from_1904: bool = False) -> Display:
    """What is seen of a number.

    Args:
        raw: the number as the file has it.
        code: its format in words.
        from_1904: whether the workbook counts its days from then.
    """
    try:
        number = Decimal(raw)
        if not _is_usual(number):
            raise InvalidOperation
        section, is_bare = _section(code, number)
        if _is_moment(section):
            at = moment(float(raw), from_1904)
            return Display(raw, Doubt(DoubtKind.SHOWN, raw)) if at is None else _day(at, number, section)
        words = _number(abs(number) if is_bare else number, section)
    except (_UnknownFormatError, ArithmeticError):
        return Display(_whole(raw), Doubt(DoubtKind.SHOWN, code))
    return Display(words, None if words.strip() else Doubt(DoubtKind.HIDDEN, raw))


def moment_displayed(at: datetime, code: str) -> Display:
    """What is seen of a moment that the file has as such; all of it, where the format is none of moments."""
    section = _tokens(_sections(code)[0])
    if _is_moment(section):
        return _day(at, Decimal(0), section)
    return Display(_told(at), Doubt(DoubtKind.DATED, _told(at)))


def text_displayed(text: str, code: str) -> str:
    """What is seen of a text: a format may put words around it, or show nothing."""
    sections = _sections(code)
    shown = sections[-1] if len(sections) == 4 or "@" in sections[-1] else "@"
    return "".join(text if one == _Token("sign", "@") else one.text for one in _literal(_tokens(shown)))


def _sections(code: str) -> list[str]:
    """The format of each kind of number; a semicolon in a text parts nothing."""
    parts = [""]
    for found in _TOKEN.finditer(code):
        if found["other"] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return parts


@lru_cache(maxsize=256)
def _tokens(section: str) -> tuple[_Token, ...]:
    return tuple(_Token(found.lastgroup or "", found[found.lastgroup or 0]) for found in _TOKEN.finditer(section))


def _section(code: str, number: Decimal) -> tuple[tuple[_Token, ...], bool]:
    """The format for a number, and whether it is shown without its sign."""
    sections = [_tokens(one) for one in _sections(code)][:3]
    conditions = [_condition(one) for one in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _TESTS[condition[0]](number, condition[1]):
                return section, False
        raise _UnknownFormatError
    if len(sections) > 1 and number < 0:
        return sections[1], True
    return sections[2 if len(sections) == 3 and not number else 0], False


def _condition(section: tuple[_Token, ...]) -> tuple[str, Decimal] | None:
    for token in section:
        if token.kind == "bracket" and (found := _CONDITION.fullmatch(token.text)):
            return found[1], Decimal(found[2])
    return None


def _is_moment(section: tuple[_Token, ...]) -> bool:
    return any(
        one.kind in ("moment", "weekday") or (one.kind == "bracket" and _ELAPSED.fullmatch(one.text)) for one in section
    )


def _literal(section: tuple[_Token, ...]) -> Iterator[_Token]:
    """The tokens that are seen: neither colours nor places; of a currency its sign."""
    for one in section:
        if one.kind == "bracket":
            if one.text.startswith("$"):
                yield _Token("quoted", one.text[1:].partition("-")[0])
            elif one.text.upper().startswith("DBNUM") or _ELAPSED.fullmatch(one.text):
                yield one
        elif one.kind == "width":
            yield _Token("quoted", " ")
        elif one.kind != "filling":
            yield one


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d}" if f"{at:%H%M%S}" == "000000" else f"{at:%Y-%m-%d %H:%M:%S}"


def _day(at: datetime, number: Decimal, section: tuple[_Token, ...]) -> Display:
    shown = list(_literal(section))
    chinese = any(one == _Token("bracket", "DBNum1") for one in shown)
    if any(one.kind == "bracket" and one.text.upper().startswith("DBNUM") and one.text != "DBNum1" for one in shown):
        return Display(_told(at), Doubt(DoubtKind.SHOWN, _told(at)))
    has_halves = any(one.kind == "half" for one in shown)
    runs = [one for one in shown if one.kind in ("moment", "bracket")]
    words, place = "", 0
    for one in shown:
        if one.kind == "moment":
            around = [runs[near].text[0].lower() if 0 <= near < len(runs) else "" for near in (place - 1, place + 1)]
            is_minute = one.text[0] in "mM" and len(one.text) < 3 and (around[0] == "h" or around[1] == "s")
            words += _part(at, one.text.lower(), is_minute=is_minute, has_halves=has_halves, chinese=chinese)
            place += 1
        elif one.kind == "weekday":
            words += ("星期" if len(one.text) == 4 else "") + _WEEKDAYS[at.weekday()]
        elif one.kind == "half":
            words += _half(at, one.text)
        elif one.kind == "bracket":
            words += _elapsed(number, one.text.lower())
            place += 1
        elif one.kind in ("quoted", "escaped", "other", "sign"):
            words += one.text
        else:
            return Display(_told(at), Doubt(DoubtKind.SHOWN, _told(at)))
    return Display(words.strip(), Doubt(DoubtKind.DATED, _told(at)))


def _part(at: datetime, run: str, *, is_minute: bool, has_halves: bool, chinese: bool) -> str:
    if run[0] in "ye":
        year = f"{at.year:04}"[-2 if run in ("y", "yy") else 0 :]
        return "".join(_DIGITS[int(one)] for one in year) if chinese else year
    if len(run) > 2 and run[0] in "md":
        name = _MONTHS[at.month - 1] if run[0] == "m" else _DAYS[at.weekday()]
        return name[:1] if run == "mmmmm" else name[:3] if len(run) == 3 else name
    hour = (at.hour - 1) % 12 + 1 if has_halves else at.hour
    number = at.minute if is_minute else {"m": at.month, "d": at.day, "h": hour, "s": at.second}[run[0]]
    return _in_chinese(number) if chinese else f"{number:0{min(len(run), 2)}}"


def _in_chinese(number: int) -> str:
    return numeral(number, "chineseCounting") or "" if number else _DIGITS[0]


def _half(at: datetime, written: str) -> str:
    first, _, second = written.partition("/")
    return second if at.hour >= 12 else first


def _elapsed(number: Decimal, run: str) -> str:
    if run.startswith("dbnum"):
        return ""
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[run[0]]:0{len(run)}}"


def _whole(raw: str) -> str:
    """All the digits of a number, where it is one."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    return f"{number:f}" if _is_usual(number) else raw


def _is_usual(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) < _MOST


def _number(number: Decimal, section: tuple[_Token, ...]) -> str:
    number = Decimal(f"{float(number):.{_KEPT}g}") if len(number.as_tuple().digits) > _KEPT else number
    shown = list(_literal(section))
    if any(one.kind in ("power", "half", "bracket") or one == _Token("sign", "/") for one in shown):
        raise _UnknownFormatError
    if not any(one.kind in ("digit", "general") or one.text == "@" for one in shown):
        return "".join(one.text for one in shown)
    if any(one.kind == "general" or one == _Token("sign", "@") for one in shown):
        return "".join(_general(number) if one.kind in ("general", "sign") else one.text for one in shown)
    return _by_digits(number, shown)


def _general(number: Decimal) -> str:
    """A number without a format, as far as there is room for it."""
    whole = f"{abs(number):f}".partition(".")[0]
    if len(whole) > _ROOM or 0 < abs(number) < Decimal("1e-4"):
        raise _UnknownFormatError
    room = max(_ROOM - len(whole) - 1, 0)
    text = f"{round(number, room):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _by_digits(number: Decimal, shown: list[_Token]) -> str:
    """Digits laid from the point outwards into the places that the format has for them."""
    digits = [place for place, one in enumerate(shown) if one.kind == "digit"]
    point = next((place for place, one in enumerate(shown) if one == _Token("sign", ".")), len(shown))
    before = [place for place in digits if place < point]
    after = [place for place in digits if place > point]
    commas = [place for place, one in enumerate(shown) if one == _Token("sign", ",")]
    thousands = sum(1 for place in commas if before and place > before[-1])
    is_grouped = any(before[0] < place < before[-1] for place in commas if before)
    number = number.scaleb(2 * sum(one == _Token("sign", "%") for one in shown) - 3 * thousands)
    number = number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    laid = _whole_digits(whole.lstrip("0"), before, shown, is_grouped=is_grouped)
    for place, digit in zip(after, fraction, strict=True):
        rest = fraction[after.index(place) :].strip("0")
        laid[place] = digit if rest or shown[place].text == "0" else " " if shown[place].text == "?" else ""
    words = "".join(laid.get(place, "" if place in commas else one.text) for place, one in enumerate(shown))
    return f"-{words}" if number < 0 else words


def _whole_digits(whole: str, before: list[int], shown: list[_Token], *, is_grouped: bool) -> dict[int, str]:
    laid: dict[int, str] = {}
    zeros = next((len(before) - nth for nth, place in enumerate(before) if shown[place].text == "0"), 0)
    whole = whole.rjust(zeros, "0")
    for nth, place in enumerate(reversed(before)):
        first = nth == len(before) - 1
        end = max(len(whole) - nth, 0)
        digits = whole[:end] if first else whole[max(end - 1, 0) : end]
        if is_grouped:
            digits = "".join(
                one + ("," if (left := len(digits) - 1 - at + nth) and left % 3 == 0 else "")
                for at, one in enumerate(digits)
            )
        laid[place] = digits or (" " if shown[place].text == "?" else "")
    return laid
