"""What an examination is for, by the names that certificates bear: 高级经济专业技术资格 (人社部规〔2020〕1号) …"""

from __future__ import annotations

import re

from zhicheng_cli.plan.titles import Titles
from zhicheng_cli.written.folding import folded

#: What certificates write behind the name, longest first where one holds another.
_TAILS = (
    "合格证书", "合格证明", "合格证", "证书", "成绩单", "成绩", "考试", "评价", "任职资格", "职业资格", "专业技术资格",
    "资格", "职务", "专业技术", "专业",
)  # fmt: skip
_BRACKETS = re.compile(r"[(（]([^)）]*)[)）]")
#: The levels that are examined, by the words of certificates; 高级 leads to 高级经济师, not to 正高级.
_LEVELS = {"正高级": ("正高级",), "高级": ("副高级",), "中级": ("中级",), "初级": ("助理级", "员级")}


def examined(kind: str, titles: Titles) -> frozenset[tuple[str, str]] | None:
    """Series and levels for which an examination is; empty where only the series is told; None for an unknown name.

    Args:
        kind: as written: a title (高级经济师), or a certificate's name (高级经济专业技术资格、
            经济专业技术资格（高级）); a subject in brackets is passed over.
    """
    word = folded(kind)
    bracketed = _BRACKETS.findall(word)
    word = _without_tails(_BRACKETS.sub("", word))
    named = titles.named(word)
    if named:
        return frozenset((one.series, one.level) for one in named)
    level = next((one for one in _LEVELS if word.startswith(one)), None)
    series = titles.series_called(word.removeprefix(level or ""))
    level = level or next((one for one in bracketed if one in _LEVELS), None)
    if series is None:
        return None
    return frozenset((series, one) for one in _LEVELS[level]) if level else frozenset()


def _without_tails(word: str) -> str:
    """The name itself: 高级经济 of 高级经济专业技术资格考试合格证明."""
    while tail := next((one for one in _TAILS if word.endswith(one) and word != one), None):
        word = word.removesuffix(tail)
    return word
