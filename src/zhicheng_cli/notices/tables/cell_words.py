"""The words of a cell without its layout: a line end within a word joins, one between two items parts them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from zhicheng_cli.written.folding import folded

from .column_meaning import Meaning

_BLANKS = re.compile(r"[ \t\n\u3000\xa0\u2002-\u200a]+")
#: A shorter number before the line end is the area's, or another phone's.
_BROKEN_NUMBER = re.compile(r"(?<!\d)([1-9]\d{0,5})[ \t]*\n[ \t]*(\d{1,10})(?!\d)")
_PHONE_LENGTHS = (7, 8, 11)
#: Nothing is parted before or behind these; a closing bracket may end an item.
_BINDING_BEFORE = "、，,；;：:。（(/～~—–-至《“〔["
_BINDING_AFTER = "、，,；;：:。）)/～~—–-至》”〕]（("
_SEPARATORS = re.compile(r"[、，,；;。/]")
#: Where nothing but blanks parts words like these, they may well be a list: 软件 硬件.
_BARE_WORD = re.compile("[一-鿿]{2,6}")
#: No item is longer, whatever brackets are open.
_LONGEST_ITEM = 120
#: So many lines a broken item has.
_MOST_PARTS = 3
#: Titles end so.
_TITLE_ENDS = "师员授家者辑练译审理级督"
_TITLE_STARTS = re.compile("正高|副高|高级|副|助理|主任|一级|二级|三级|四级|正|首席|研究|特级|教授|中级|初级")
_ITEMS = (Meaning.REVIEWS, Meaning.RECOMMENDS, Meaning.REMARKS)
_WHOLE = frozenset(
    ("以考代评", "考评结合", "委托评审", "初定", "评审", "自主评聘", "自主评审", "考试", "面试答辩", "初中级以考代评")
)


class JoinedWords(NamedTuple):
    """Words of a cell, and where it stayed open whether two of them are one: before and behind each such blank."""

    words: str
    open_joints: tuple[tuple[str, str], ...] = ()


def cell_words(raw: str, meaning: Meaning, titles: Collection[str]) -> JoinedWords:
    """The words as they are displayed, without the blanks of layout.

    Args:
        raw: a line end is a newline.
        titles: known ones, folded.
    """
    if meaning in (Meaning.RECEIVERS, Meaning.PHONE):
        raw = _BROKEN_NUMBER.sub(_joined_number, raw)
    pieces = [one for one in _BLANKS.split(raw.strip()) if one]
    if not pieces:
        return JoinedWords("")
    is_list = meaning is Meaning.REMARKS and "\n" not in raw.strip() and all(map(_BARE_WORD.fullmatch, pieces))
    joined, still_open = pieces[0], []
    for at, piece in enumerate(pieces[1:], start=1):
        parted, is_open = _parted(joined, pieces[at : at + _MOST_PARTS], meaning, titles)
        if is_open or (is_list and not parted):
            still_open.append((_last_item(joined[-_LONGEST_ITEM:]), _first_item(piece[:_LONGEST_ITEM])))
        joined += f" {piece}" if parted else piece
    return JoinedWords(joined, tuple(still_open))


def _parted(before: str, after: Sequence[str], meaning: Meaning, titles: Collection[str]) -> tuple[bool, bool]:
    """Whether a blank stays between what is joined so far and the pieces after it, and whether that is not sure."""
    left, right = before[-1], after[0][0]
    if meaning in (Meaning.NO, Meaning.CUTOFF, Meaning.REVIEW, Meaning.STAGE, Meaning.URL):
        return False, False
    if left in _BINDING_BEFORE or right in _BINDING_AFTER:
        return False, False
    if meaning in (Meaning.RECEIVERS, Meaning.PHONE):
        return _is_narrow(left) or _is_narrow(right), False
    if left.isascii() and right.isascii():
        return True, False
    if _is_narrow(left) or _is_narrow(right) or meaning not in _ITEMS:
        return False, False
    # An item may itself be broken by the next line end.
    items = [_first_item("".join(after[: end + 1])[:_LONGEST_ITEM]) for end in range(len(after))]
    return _items_parted(_last_item(before[-_LONGEST_ITEM:]), items, meaning, titles)


def _items_parted(left: str, rights: Sequence[str], meaning: Meaning, titles: Collection[str]) -> tuple[bool, bool]:
    right = rights[0]
    if any(folded(left + one) in titles for one in rights):
        return False, False
    if _is_known(left, titles) and any(_is_known(one, titles) for one in rights):
        return True, False
    if meaning is Meaning.REMARKS or left.count("（") + left.count("(") > left.count("）") + left.count(")"):
        return False, False
    if left[-1] not in _TITLE_ENDS + "）)" or left in (
        "助理",
        "一级",
        "二级",
        "三级",
        "四级",
        "高级",
        "正高级",
        "副高级",
    ):
        return False, False
    return (True, False) if _TITLE_STARTS.match(right) and left[-1] in "师员授家者辑练译审" else (False, True)


def _joined_number(broken: re.Match[str]) -> str:
    """A phone of seven, eight or eleven digits that a line end breaks; two phones stay two."""
    return broken[1] + broken[2] if len(broken[1] + broken[2]) in _PHONE_LENGTHS else broken[0]


def _is_known(item: str, titles: Collection[str]) -> bool:
    return folded(item) in titles or folded(item) in _WHOLE


def _last_item(words: str) -> str:
    """The last item of words, from the separator or blank before it on; within brackets none separates."""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        sign = words[at]
        depth += (sign in "）)") - (sign in "（(")
        if depth <= 0 and (sign == " " or _SEPARATORS.match(sign)):
            return words[at + 1 :]
    return words


def _first_item(words: str) -> str:
    depth = 0
    for at, sign in enumerate(words):
        depth += (sign in "（(") - (sign in "）)")
        if depth <= 0 and (sign == " " or _SEPARATORS.match(sign)):
            return words[:at]
    return words


def _is_narrow(sign: str) -> bool:
    return folded(sign).isascii() and folded(sign).isalnum()
