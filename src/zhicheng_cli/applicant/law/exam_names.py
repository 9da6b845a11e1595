"""What an examination is for, by the names that certificates bear: 高级经济专业技术资格 (人社部规〔2020〕1号) …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhicheng_cli.plan.titles import Title, Titles
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
    told = folded(kind)
    bracketed = _BRACKETS.findall(told)
    word = _without_tails(_BRACKETS.sub("", told))
    named = next(filter(None, map(titles.named, _names(told))), None) or _after_its_series(word, titles)
    if named:
        own = [one for one in named if one.series in {titles.series_called(word) for word in bracketed}]
        return frozenset((one.series, one.level) for one in own or named)
    level = next((one for one in _LEVELS if word.startswith(one) or word.endswith(one)), None)
    series = titles.series_called(_without_tails(word.removeprefix(level or "").removesuffix(level or "")))
    level = level or next((one for one in bracketed if one in _LEVELS), None)
    if series is None:
        return None
    return frozenset((series, one) for one in _LEVELS[level]) if level else frozenset()


def _names(word: str) -> Iterator[str]:
    """The name, then without what stands in brackets behind it: 咨询工程师(投资)(某方向), 咨询工程师(投资), …."""
    yield (word := _without_tails(word))
    while word.endswith((")", "）")) and (bracket := _BRACKETS.search(word, max(word.rfind("("), word.rfind("（")))):
        yield (word := _without_tails(word[: bracket.start()]))


def _after_its_series(word: str, titles: Titles) -> list[Title]:
    """The title behind its series' name (图书资料副研究馆员), or behind a subject (人力资源管理专业高级经济师)."""
    for at in range(1, len(word)):
        if named := titles.named(word[at:]):
            series = titles.series_called(word[:at])
            is_subject = series is None and word[:at].endswith("专业") and len({one.series for one in named}) == 1
            return [one for one in named if is_subject or one.series == series]
    return []


def _without_tails(word: str) -> str:
    """The name itself: 高级经济 of 高级经济专业技术资格考试合格证明."""
    while tail := next((one for one in _TAILS if word.endswith(one) and word != one), None):
        word = word.removesuffix(tail)
    return word
