"""Whether the text layer of a file means anything: one whose signs are mapped at random is refused, not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from unicodedata import category, normalize

from zhicheng_cli.notices.papers.pages.page_ink import Sign
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: So many signs of a font are needed to judge it.
ENOUGH = 40
#: A readable Chinese text has fewer signs without meaning, and more of the usual ones, than this.
MEANINGLESS = 0.3
USUAL = 0.75


class TextLayer:
    """Counts signs by page and font; judges them at the end."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, str], Counter[str]] = {}

    def count(self, signs: Iterable[Sign], page: int) -> None:
        """Takes the signs of a page."""
        for sign in signs:
            counted = self._counts.setdefault((page, sign.font), Counter())
            for one in sign.text:
                counted[one] += 1

    def judge(self) -> None:
        """Sees that the signs of every font make sense, on each page and on all of them.

        Raises:
            UnreadablePaperError: those of one do not.
        """
        by_font: dict[str, Counter[str]] = {}
        for (_, font), counted in self._counts.items():
            by_font.setdefault(font, Counter()).update(counted)
        if any(_means_nothing(counted) for counted in (*self._counts.values(), *by_font.values())):
            raise UnreadablePaperError(
                "文字层没有意义（字体的编码残缺，复制出来是乱码）", "请用原来的 Word 文件，或把各页存成图片再试"
            )


def _means_nothing(counted: Counter[str]) -> bool:
    kinds: Counter[str] = Counter()
    for one, number in counted.items():
        kinds[_kind(one)] += number
    total = kinds.total() - kinds["blank"]
    chinese = kinds["usual"] + kinds["rare"]
    if total < ENOUGH:
        return False
    return kinds["none"] > MEANINGLESS * total or (chinese >= ENOUGH and kinds["usual"] < USUAL * chinese)


@cache
def _kind(one: str) -> str:
    """`usual`: one of the 3,755 commonest characters (GB 2312, first level); `none`: no sign of a Chinese text."""
    if one.isspace():
        return "blank"
    plain = normalize("NFKC", one)
    if all("\u3400" <= part <= "\u9fff" or part >= "\U00020000" for part in plain):
        return "usual" if all(_is_of_first_level(part) for part in plain) else "rare"
    meaningless = one == "\ufffd" or category(one) in ("Cc", "Co", "Cn") or "\x80" <= one <= "\u024f"
    return "none" if meaningless and one not in "·×÷°±§" else "other"


def _is_of_first_level(one: str) -> bool:
    try:
        code = one.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7
