"""What nobody sees in a text, taken out: two texts that look alike are one word, however they were typed or pasted."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import category, normalize

#: Radicals that PDF files have for the characters themselves (Unicode, EquivalentUnifiedIdeograph.txt). The Kangxi
#: ones (⼯) are compatibility characters, which Unicode folds by itself; these it does not.
_RADICALS = "⺁⺄⺒⺜⺝⺟⺠⺩⺫⺬⺮⺶⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"
_IDEOGRAPHS = "厂乙巳日月母民王目示竹羊虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟"
#: Invisible, though Unicode counts them among letters and marks: fillers, joiners and selectors of a glyph's variant.
_FILLERS = (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
#: What is typed for a hyphen; the full-width and the small one are folded to it.
_DASHES = re.compile(" *[‐-―−─-]+ *")
#: Beside ideographs, a blank before or after these means nothing either; brackets are half-width by then.
_BESIDE = frozenset("〇、。()")


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """The text as it is looked up and compared; never what is shown of the data, nor of a person's own words.

    Full-width letters, digits and brackets are half-width, radicals and compatibility ideographs the usual ones;
    invisible characters are gone, and so are blanks and line breaks around the text and between Chinese characters.
    Between Latin words one blank stays.
    """
    plain = normalize("NFKC", _without_controls(text).translate(_same()))
    return _joined(plain, lambda before, after: _is_chinese(before) and _is_chinese(after))


def keyed(text: str) -> str:
    """The text as the key of a committee is looked up: folded, and a dash of any length is one hyphen."""
    return _DASHES.sub("-", folded(text))


def seen(text: str) -> str:
    """A person's own words as they are seen: without controls and marks of no width, and one blank for several."""
    return " ".join(_without_controls(text).split())


def without_blanks(text: str) -> str:
    """The same without blanks, but where two digits or Latin letters would run into one: for days, numbers, codes."""
    return _joined(folded(text), lambda before, after: not ((before + after).isascii() and (before + after).isalnum()))


def _without_controls(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(one for one in text if one.isspace() or category(one) not in ("Cc", "Cf"))


@cache
def _same() -> dict[int, str | None]:
    silent = (*_FILLERS, *(code for codes in _SELECTORS for code in codes))
    return {**dict.fromkeys(silent), **dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True))}


def _joined(text: str, runs_on: Callable[[str, str], bool]) -> str:
    """The words of a text, a blank between two unless the last character of one runs on into the first of the next."""
    words = text.split()
    rest = [after if runs_on(before[-1], after[0]) else f" {after}" for before, after in pairwise(words)]
    return "".join((*words[:1], *rest))


def _is_chinese(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff" or "\uf900" <= one <= "\ufaff" or one >= "\U00020000" or one in _BESIDE
