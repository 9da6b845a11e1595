"""The words by which a later notice says what it changes, how, and of which cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhicheng_cli.plan.changes import ADDED
from zhicheng_cli.plan.stage_changes import RESUMED, SUSPENDED, WITHDRAWN

MOVED, CORRECTED = "延期", "更正"

_TO = "(?:至|到|为|成|于)"
#: What stands before the new words, and how the row is changed by them.
_TOWARDS = (
    (MOVED, rf"(?:延长|延期|推迟|顺延|延后|推后|延缓|顺推|再延){_TO}|延至|延到"),
    (CORRECTED, rf"(?:调整|更正|变更|更改|修改|修正|更新|改|提前|订正|勘正|更换|更名){_TO}|应为|应是|改用"),
)
#: What needs no new words.
_BARE = (
    (SUSPENDED, "暂缓|暂停|中止|暂不(?:开展|组织|进行|受理)|(?:延期|推迟|延后)(?=举行|进行|开展|组织|,|$)"),
    (RESUMED, "恢复|重新启动|重启|重新开展"),
    (WITHDRAWN, "撤销|取消|不再(?:开展|组织|进行|设立|受理|承担)|停止(?:开展|组织|受理)"),
    (ADDED, "新增|增设|增补|增加|补充(?!通知|说明|公告|材料)"),
)
VERB = re.compile(
    "|".join(f"(?P<t{at}>{form})" for at, (_, form) in enumerate(_TOWARDS))
    + "|"
    + "|".join(f"(?P<b{at}>{form})" for at, (_, form) in enumerate(_BARE))
)

#: A time that is told later: the change is a suspension.
LATER = re.compile("(?:另行)(?:通知|公布|确定)|时间待定|(?:视|根据).{0,20}(?:确定|而定)")
#: So many days on, without saying which day that is.
BY_DAYS = re.compile(
    r"(?:延长|延期|推迟|顺延|延后|提前)(?:了|约)?[0-9一二三四五六七八九十半两]+个?(?:工作日|天|日|周|星期|月)(?![0-9])"
)
#: Every row is meant.
ALL_ROWS = re.compile(
    "(?:各|所有|全部|全市各?|各级)个?(?:评委会|评审委员会|中评委|高评委|系列|专业)|(?:以上|上述)各?评[委审]"
)

_TAKING = "接收|受理|报送|提交|递交|申报|收取|上报|送审"
_CELLS = (
    ("receivers", f"电话|联系方式|联系人|(?:{_TAKING})(?:材料)?(?:单位|部门|地点|地址)"),
    ("recommends", "推荐资格"),
    ("reviews", "所评资格"),
    ("remarks", "备注|专业范围|评审专业"),
    ("name", "(?:评委会|评委单位|评审委员会)?名称|更名"),
    (
        "cutoff",
        f"(?:{_TAKING})(?:申报|评审)?(?:材料)?的?(?:截止|截至)?(?:时间|日期|期限)?|截止(?:时间|日期)?|材料接收",
    ),
    (
        "review",
        "(?:预计)?评审(?:会议?|工作|活动)?(?:召开|举行)?的?(?:时间|日期)|评审会",
    ),
)
CELL = re.compile("|".join(f"(?P<{cell}>{form})" for cell, form in _CELLS))

#: What the title of a notice says that changes an earlier one.
TITLE = re.compile("补充|延期|延长|推迟|顺延|调整|更正|勘误|变更|暂缓|暂停|恢复|撤销|取消|增补|新增")


class SaidVerb(NamedTuple):
    """A word of change in a clause: how it changes, where it stands, whether the new words follow it."""

    kind: str
    start: int
    end: int
    is_towards: bool


def verb_in(clause: str) -> SaidVerb | None:
    """The word of change of a clause, the one before new words first."""
    found = [_said(match) for match in VERB.finditer(clause)]
    return next((one for one in found if one.is_towards), found[0] if found else None)


def cell_in(words: str) -> str:
    """The cell that words name, the nearest to their end; empty = none."""
    named = [match.lastgroup or "" for match in CELL.finditer(words)]
    return named[-1] if named else ""


def _said(match: re.Match[str]) -> SaidVerb:
    group = match.lastgroup or ""
    table = _TOWARDS if group[0] == "t" else _BARE
    return SaidVerb(table[int(group[1:])][0], match.start(), match.end(), group[0] == "t")
