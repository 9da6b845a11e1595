"""Identity numbers are masked wherever words leave the program: messages, lists, errors."""

from __future__ import annotations

import re

#: Between the digits of a long number people write whatever is no letter.
_GAP = r"[\W_]{0,5}"
#: Two days on end are none: no place begins with 19 or 20.
_NO_DAY = r"(?!(?:19|20)\d\d([-./])[01]\d\1[0-3]\d\D)"
#: An identity number: place, a day of birth, three digits and a last one; however it is grouped.
_IDENTITY = _GAP.join(
    [*[r"\d"] * 6, "[12１２]", "[09０９]", r"\d", r"\d", "[01０１]", r"\d", "[0-3０-３]", r"\d", *[r"\d"] * 3]
)
#: It has 18 characters, the last a digit or X, or, before 1999, 15 digits. A longer row of digits may be one with a
#: slip of the hand, a row of 14 one without its end. `\d` takes in full-width digits.
_NUMBER = (
    rf"\d{{15,}}[XxＸｘ]?|(?<!\d){_NO_DAY}{_IDENTITY}(?:{_GAP}[\dXxＸｘ])?|(?<!\d)\d{{6}}(?:19|20)\d\d[01]\d[0-3]\d(?!\d)"
    r"|(?<!\d)\d{6}([\W_]{1,5})(?:\d{8}|\d{6})\2\d{3}[0-9０-９XxＸｘ]?(?!\d)"
)
HEAD, TAIL = 3, 2
#: No shorter text holds what is taken for an identity number.
SHORTEST = 14
#: What all of these have: few texts do, and most starts of the program need not learn the whole.
_LONG = re.compile(rf"(?:\d{_GAP}){{{SHORTEST}}}")


def masked(text: str) -> str:
    """The text with every identity number in it made unreadable but for its first three and last two characters.

    Whatever could be one is taken for one: 15 digits or more, also full-width ones and inside longer text, with or
    without a final X. Mask before cutting a text short: half a number is no longer found.
    """
    return re.sub(_NUMBER, _stars, text) if _LONG.search(text) else text


def _stars(match: re.Match[str]) -> str:
    number = match[0]
    return number[:HEAD] + "*" * (len(number) - HEAD - TAIL) + number[-TAIL:]
