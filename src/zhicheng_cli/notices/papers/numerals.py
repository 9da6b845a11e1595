"""A count → the sign that a list shows for it, in the formats of Word (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

import re
from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLAIN = ("〇零一二三四五六七八九", "十百千")
_LEGAL = ("零零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_PADDED = re.compile(r"(0*1), 0*2, 0*3, \.\.\.")
#: Larger counts than this stand in no list.
_MOST = 9999


def numeral(count: int, form: str) -> str | None:
    """The sign for a count; None where the format, or the count in it, is not known."""
    padded = _PADDED.fullmatch(form)
    if padded:
        return f"{count:0{len(padded[1])}d}"
    known = _FORMS.get(form)
    return known(count) if known and 0 <= count <= _MOST else None


def _of(signs: str) -> Callable[[int], str | None]:
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else None


def _roman(count: int) -> str:
    told = ""
    for amount, sign in _ROMAN:
        told += sign * (count // amount)
        count %= amount
    return told


def _letter(count: int) -> str:
    """A … Z, AA, BB: beyond the alphabet Word doubles the letter."""
    return "" if count < 1 else chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _counting(count: int, words: tuple[str, str], *, tens_begin_with_one: bool) -> str:
    """十二, 二十, 一百零三, 一千零二十."""
    digits, units = words
    told = ""
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        unit = units[place - 1] if place else ""
        if digit:
            told += digits[digit + 1] + unit
        elif told and count % 10**place and not told.endswith(digits[1]):
            told += digits[1]
    if not tens_begin_with_one and 10 <= count < 20:
        told = told[1:]
    return told or digits[1]


def _up_to_99(count: int) -> str | None:
    """十二, 九十九; what programs show from 100 on differs."""
    return _plainly(count) if count < 100 else None


def _plainly(count: int) -> str:
    return _counting(count, _PLAIN, tens_begin_with_one=False)


def _digits(count: int) -> str:
    return "".join(_PLAIN[0][0 if digit == "0" else int(digit) + 1] for digit in str(count))


_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: str(count).translate({0x30 + one: 0xFF10 + one for one in range(10)}),
    "decimalFullWidth2": lambda count: str(count).translate({0x30 + one: 0xFF10 + one for one in range(10)}),
    "numberInDash": lambda count: f"- {count} -",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda count: _letter(count).lower(),
    "chineseCounting": _up_to_99,
    "chineseCountingThousand": _plainly,
    "taiwaneseCounting": _up_to_99,
    "taiwaneseCountingThousand": _plainly,
    "japaneseCounting": _up_to_99,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": lambda count: _counting(count, _LEGAL, tens_begin_with_one=True),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _of(_CIRCLES),
    "decimalEnclosedCircleChinese": _of(_CIRCLES),
    "decimalEnclosedFullstop": _of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "none": lambda count: "",
}
