"""备注: its clauses, each with what it tells: fields, a way, whom the row takes, or something else."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class ClauseKind(StrEnum):
    """What a clause of the remarks tells."""

    FIELDS = "fields"
    WAY = "way"
    SCOPE = "scope"
    OTHER = "other"


class RemarkClause(NamedTuple):
    """A clause as printed; of fields, `items` are they, without 等 and 专业.

    Attributes:
        is_open: whether 等 stands behind the items.
    """

    kind: ClauseKind
    words: str
    items: tuple[str, ...] = ()
    is_open: bool = False


_END = re.compile(r"[。；;\s]+|[，,](?![^(（]*[)）])")
_WAY = re.compile("以考代评|考评结合|委托|自主评[聘审]单位自行|自行(?:开展|组织)|推荐\\S*安排|自主评[聘审]$")
#: 经济、会计等专业的初中级通过考试取得,不再初定 is one clause, though a comma stands in it.
_LEFT_OUT = re.compile(r"[^。；;]*不再(?:初定|评审)[^。；;]*")
_SCOPE = re.compile(r"不含|不包[含括]|除外|仅限|只限|限于|本公司|本行业|本单位|本系统|不再")
_BEFORE = re.compile(
    r"^(?:全省范围内|全市范围内)|^(?:评审|申报|含|包括|涉及|主要)*专业(?:为|包括|有)?[:：]?|^(?:含|包括)"
)
_BEHIND = re.compile(r"(等?)(?:各?(?:相关)?专业|领域|方向|系列)?$")
_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
_ITEMS = re.compile(r"[、/|及]|以及")
#: A sentence, not a list of fields.
_SENTENCE = re.compile(
    "应当|必须|须|申报|取消|提供|另附|实施|通过|按照|根据|材料(?!工程|科学)|人员|请|可以|可|由|的(?!技术)|办理|时间|电话|见|批|报名|考试|答辩|面试"
)
_LONGEST_ITEM = 14


def remark_clauses(remarks: str) -> tuple[RemarkClause, ...]:
    """The clauses of the remarks, in order."""
    clauses = []
    rest = remarks
    if whole := _LEFT_OUT.search(remarks):
        clauses.append(RemarkClause(ClauseKind.SCOPE, whole[0].strip()))
        rest = remarks.replace(whole[0], "。")
    clauses += [_clause(words) for part in _END.split(rest) if (words := part.strip("、"))]
    return tuple(clauses)


def _clause(words: str) -> RemarkClause:
    limit = _BRACKET.sub("", words) if "除外" in words else words
    if _SCOPE.search(limit):
        return RemarkClause(ClauseKind.SCOPE, words)
    if _WAY.search(words):
        return RemarkClause(ClauseKind.WAY, words)
    bare = _BEFORE.sub("", words)
    behind = _BEHIND.search(bare)
    listed = bare[: behind.start()] if behind else bare
    items = tuple(filter(None, _split(listed)))
    if items and all(len(_BRACKET.sub("", one)) <= _LONGEST_ITEM and not _SENTENCE.search(one) for one in items):
        return RemarkClause(ClauseKind.FIELDS, words, items, bool(behind and behind[1]))
    return RemarkClause(ClauseKind.OTHER, words)


def _split(words: str) -> list[str]:
    """At what separates, but not within brackets."""
    parts, depth = [""], 0
    for one in words:
        depth += (one in "(（") - (one in ")）")
        if depth == 0 and _ITEMS.fullmatch(one):
            parts.append("")
        else:
            parts[-1] += one
    return parts
