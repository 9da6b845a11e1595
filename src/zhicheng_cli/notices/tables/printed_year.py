"""A year as notices print it: 2024年度, 二〇二四年度."""

from __future__ import annotations

import re

from zhicheng_cli.written.folding import folded
from zhicheng_cli.written.numbers import year_in_digits

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CHINESE_YEAR = re.compile(r"(二[〇零○O][〇零○O一二三四五六七八九]{2})年")


def year_of(words: str) -> int | None:
    """The year that stands in words: 2024年度, 二〇二四年度."""
    if match := _YEAR.search(folded(words)):
        return int(match[1])
    match = _CHINESE_YEAR.search(words)
    return int(year_in_digits(match[1])) if match else None
