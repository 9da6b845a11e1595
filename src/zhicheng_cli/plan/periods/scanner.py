"""A printed text cut into words that remember where they were printed."""

from collections.abc import Container, Sequence

from .period import PeriodError
from .period_words import WORDS

_DIGITS = "0123456789〇○零一二三四五六七八九十廿卅"
DIGIT = frozenset(_DIGITS)
_TENS = {"": 0, "十": 10, "二十": 20, "廿": 20, "三十": 30, "卅": 30}
_NUMERALS = {tens + ones: _TENS[tens] + one for tens in _TENS for one, ones in enumerate(("", *"一二三四五六七八九"))}
# One form of each character: full-width ASCII (U+FF01 to U+FF5E), the dashes of all kinds, and the radicals (⽉ for 月)
# that text taken from a PDF has.
_FOLD: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "‐‑‒–—―─━−﹣"), "-") | dict.fromkeys(map(ord, "〜∼"), "~")
_FOLD |= dict.fromkeys(map(ord, ",，;；"), "、") | dict.fromkeys(map(ord, "∶︰"), ":")
_FOLD |= str.maketrans(
    "〔〕[]【】［］⽉⽇⾄⽌⽣⾼⾃⾏⼀⼆⼋⼗⼯⼈⽹⼩⼤⾯", "()()()()月日至止生高自行一二八十工人网小大面"
)
_LONGEST_WORD = 12
_DASH = frozenset("-~")
_SINGLE = frozenset("()、-~")
_NEXT_WORD = _SINGLE | DIGIT | frozenset("至到和及")


def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in WORDS:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


_LENGTHS = _lengths()


class Scanner:
    """The text without its blanks, in folded characters and cut into tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        bare = "".join(text.split()).replace("元月", "一月")
        self.origin = (
            range(len(text)) if len(bare) == len(text) else [at for at, one in enumerate(text) if not one.isspace()]
        )
        self.chars = bare.translate(_FOLD)
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self._cut()
        self.starts.append(len(self.chars))
        self.tokens += [""] * 6  # so that one may always look ahead
        self.at = 0

    def _cut(self) -> None:
        chars, at, stop = self.chars, 0, len(self.chars)
        tokens, starts = self.tokens, self.starts
        while at < stop:
            first = chars[at]
            end, token = at + 1, ""
            for length in _LENGTHS.get(first, ()):
                if (token := chars[at : at + length]) in WORDS:
                    end = at + length
                    break
            else:
                token = first
                if first in DIGIT:
                    while end < stop and chars[end] in DIGIT:
                        end += 1
                    end = self._hour(at, end)
                    token = chars[at:end]
                elif first in _DASH:
                    while end < stop and chars[end] in _DASH:
                        end += 1
                    token = "-"
            tokens.append(token)
            starts.append(at)
            at = end

    def _hour(self, start: int, end: int) -> int:
        """Where digits end: in `2024-07-17 23:59` the blank before the hour is all that tells day and hour apart."""
        if isinstance(self.origin, range) or self.chars[end : end + 1] != ":":
            return end
        breaks = (at for at in range(end - 1, start, -1) if self.origin[at] - self.origin[at - 1] > 1)
        return next(breaks, end)

    @property
    def token(self) -> str:
        """The token that stands here; empty at the end."""
        return self.tokens[self.at]

    @property
    def unit_ahead(self) -> str:
        """The token after the number that stands here; empty if there is no number."""
        return self.tokens[self.at + 1] if self.tokens[self.at][:1] in DIGIT else ""

    def accept(self, words: Container[str]) -> str:
        """Step over the token if it is one of the words, and return it; else return an empty string."""
        found = self.tokens[self.at]
        if found and found in words:
            self.at += 1
            return found
        return ""

    def expect(self, words: Sequence[str]) -> None:
        """Step over one of the words; anything else is an error that names the first of them."""
        if not self.accept(words):
            found = f"{self.error(self.at)}，应为" if self.token else "缺少"
            raise self.error(self.at, f"{found}“{words[0]}”")

    def number(self, limit: int, unit: str, before: str = "") -> int:
        """Step over a number from 1 to `limit`, printed in digits or in Chinese."""
        digits = self.tokens[self.at]
        if digits[:1] not in DIGIT:
            raise self.error(self.at, "缺少数字" if digits in ("", "年", "月", "日", "号") else "")
        value = value_of(digits)
        if not 1 <= value <= limit:
            raise self.error(self.at, f"没有{before}{digits[:_LONGEST_WORD]}{unit}")
        self.at += 1
        return value

    def between(self, start: int, stop: int) -> str:
        """Return what is printed from one token up to another, without its blanks."""
        return self.printed(self.starts[start], self.starts[stop])

    def printed(self, start: int, stop: int) -> str:
        """Return what is printed from one character up to another, without blanks, both counted without them."""
        return "".join(self.text[self.origin[at]] for at in range(start, stop))

    def error(self, at: int, reason: str = "", stop: int = 0) -> PeriodError:
        """Return the error for the tokens from `at` to `stop`; without these, for a word that is not known."""
        start = self.starts[at] if at < len(self.starts) else len(self.chars)
        end = self.starts[stop] if stop else self._word_end(at)
        word = self.printed(start, min(end, start + _LONGEST_WORD))
        position = self.origin[start] if start < len(self.chars) else len(self.text)
        return PeriodError(self.text, position, word, reason or f"不认识“{word}”")

    def _word_end(self, at: int) -> int:
        """Where a word that was not understood ends: at a blank, a number, a mark, or a word that joins two times."""
        chars, start = self.chars, self.starts[at]
        if start == len(chars) or chars[start] in _SINGLE:
            return min(start + 1, len(chars))
        end = start + 1
        while end < len(chars) and self.origin[end] - self.origin[end - 1] == 1:
            if chars[end] not in DIGIT if chars[start] in DIGIT else chars[end] in _NEXT_WORD:
                break
            end += 1
        return end


def value_of(digits: str) -> int:
    """The value of a number of at most two digits; 0 for any other one: 009 is no month, and 一二 no day."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 2 else _NUMERALS.get(digits, 0)
