"""The clauses of a body."""

from __future__ import annotations

import yaml
from places import ROOT

from zhicheng_cli.notices.notice_clauses import NoticeClause, read_clauses
from zhicheng_cli.notices.papers.opening import read_paper


def clauses(*texts: str) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in read_clauses([read_paper("a.txt", text.encode()) for text in texts])]


def test_the_clauses_of_2021_are_those_that_were_copied_by_hand() -> None:
    text = (ROOT / "data" / "notice_2021.txt").read_bytes()
    plan = yaml.load((ROOT / "data" / "plan_2021.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert list(read_clauses([read_paper("a.txt", text)])) == [NoticeClause(**one) for one in plan["clauses"]]


def test_levels_headings_and_paragraphs() -> None:
    body = """关于做好某事的通知
各单位：
一、 总则
（一）甲。
1.乙，这里断开
在下一页。
（1）丙；
2.丁：
第二段。
（二）戊
二、己。
附件：1.表
三、不是正文。
"""
    told = [("一（一）", "甲。"), ("一（一）1", "乙，这里断开在下一页。"), ("一（一）1（1）", "丙；")]
    told += [("一（一）2", "丁：\n第二段。"), ("二", "己。")]
    assert clauses(body) == told
    assert clauses("没有条款。", body) == told
    assert clauses("没有条款。") == []


def test_a_level_that_is_left_out_leaves_no_gap() -> None:
    assert clauses("一、甲。\n1.乙。\n二、丙。\n表\t表\t表\n三、丁。") == [
        ("一", "甲。"),
        ("一1", "乙。"),
        ("二", "丙。"),
    ]
