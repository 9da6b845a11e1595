"""Yes and no, in the words and signs that people use."""

from __future__ import annotations

from . import UnreadError
from .folding import without_blanks

YES, NO = "是", "否"
_YES = (YES, "有", "对", "已", "√", "✓", "✔", "☑", "y", "yes", "true", "1")
_NO = (NO, "没有", "没", "无", "不是", "不", "不对", "未", "×", "✗", "✘", "☒", "n", "no", "false", "0")
FLAGS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}


def read_flag(text: str) -> bool:
    """Yes or no.

    Raises:
        UnreadError: it is neither; the hint names what is.
    """
    flag = FLAGS.get(without_blanks(text).casefold())
    if flag is None:
        raise UnreadError("看不出是还是否", f"写 {YES} 或 {NO}，也可以写 有、没有、对、不是、√、×、1、0")
    return flag
