"""Words that are chosen from a list, and what else people write for the very same."""

from __future__ import annotations

from collections.abc import Collection

from .folding import folded

#: What every list of 学历 and every clerk takes for the same; 大学, 研究生 and 学士 may be two things each.
_SAME = {
    **dict.fromkeys(("大学本科", "本科生"), "本科"),
    **dict.fromkeys(("大学专科", "专科", "高职", "高专"), "大专"),
    **dict.fromkeys(("硕士研究生", "硕士生"), "硕士"),
    **dict.fromkeys(("博士研究生", "博士生"), "博士"),
    **dict.fromkeys(("中专", "职高", "中等职业教育"), "中职"),
}
#: What may stand behind a degree and says nothing more.
_BEHIND = ("学历", "学位", "毕业")


def chosen(text: str, choices: Collection[str]) -> str:
    """The word of the list that a text means; any other text folded."""
    word = folded(text)
    bare = next((word.removesuffix(more) for more in _BEHIND if word.endswith(more)), word)
    return next((one for one in (word, bare, _SAME.get(bare, word)) if one in choices), word)
