"""Words without their layout."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.tables.cell_words import cell_words
from zhicheng_cli.notices.tables.column_meaning import Meaning
from zhicheng_cli.notices.tables.shown_signs import shown_signs

TITLES = frozenset(("高级工程师", "正高级工程师", "助理工艺美术师", "一级教师", "实习指导教师", "一级实习指导教师"))

# Broken lines of the notice of 2021 (湖人社函〔2021〕57号, 附件1), and the cells as they are displayed.
JOINED = [
    (Meaning.CUTOFF, "10 月", "10月"),
    (Meaning.NAME, "社会科学研究 系列", "社会科学研究系列"),
    (Meaning.RECEIVERS, "市职业资格\n指导服务中心 5550101", "市职业资格指导服务中心 5550101"),
    (Meaning.RECEIVERS, "甲协会 5550101\n乙局 5550102", "甲协会 5550101 乙局 5550102"),
    (Meaning.RECEIVERS, "甲局 555\n0101", "甲局 5550101"),
    (Meaning.RECEIVERS, "甲局 5550101\n5550102", "甲局 5550101 5550102"),
    (Meaning.RECEIVERS, "甲局 0572\n5550102", "甲局 0572 5550102"),
    (Meaning.RECEIVERS, "甲局 12333\n5550102", "甲局 12333 5550102"),
    (Meaning.RECOMMENDS, "高级工程师\n正高级工程师", "高级工程师 正高级工程师"),
    (Meaning.RECOMMENDS, "高级工程师、正 高级工程师、\n副主任(中)药 师", "高级工程师、正高级工程师、副主任(中)药师"),
    (Meaning.REVIEWS, "律师(公证员)助 理、四级律师(公 证员)", "律师(公证员)助理、四级律师(公证员)"),
    (Meaning.REVIEWS, "工艺美术员、助理 工艺美术师", "工艺美术员、助理工艺美术师"),
    (Meaning.REVIEWS, "一级实习指\n导教师", "一级实习指导教师"),
    (Meaning.REVIEWS, "初中级以考 代评", "初中级以考代评"),
    (Meaning.REMARKS, "以考代评 考评结合", "以考代评 考评结合"),
    (Meaning.REMARKS, "以考代评 考评\n结合。另附", "以考代评 考评结合。另附"),
    (Meaning.RECOMMENDS, "高级工程师\n正高级\n工程师", "高级工程师 正高级工程师"),
    (Meaning.URL, "http://a.cn/b\nc", "http://a.cn/bc"),
    (Meaning.REMARKS, "水利工程技术开发、 规划设计", "水利工程技术开发、规划设计"),
    (Meaning.REMARKS, "用 Word 97 写", "用Word 97写"),
    (Meaning.NAME, " \n ", ""),
]


@pytest.mark.parametrize(("meaning", "raw", "words"), JOINED)
def test_layout_is_taken_away(meaning: Meaning, raw: str, words: str) -> None:
    assert cell_words(raw, meaning, TITLES) == (words, ())


def test_two_titles_that_nobody_knows_stay_open() -> None:
    assert cell_words("样例授\n甲乙师", Meaning.REVIEWS, TITLES) == ("样例授甲乙师", (("样例授", "甲乙师"),))


def test_words_that_only_typed_blanks_part_stay_open_in_a_remark() -> None:
    assert cell_words("软件 硬件", Meaning.REMARKS, TITLES) == ("软件硬件", (("软件", "硬件"),))
    assert cell_words("软件\n硬件", Meaning.REMARKS, TITLES) == ("软件硬件", ())
    assert cell_words("软件、医药 工程", Meaning.REMARKS, TITLES) == ("软件、医药工程", ())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("7月", ("7月", 0)),
        ("⼯程（甲）", ("工程（甲）", 0)),
        ("工\u200b程\u00ad师", ("工程师", 0)),
        ("\ue000月\ufffd", ("〓月〓", 2)),
        ("甲\n乙\t丙\u3000丁\ue000", ("甲\n乙\t丙\u3000丁〓", 1)),
        ("plain", ("plain", 0)),
    ],
)
def test_signs_are_what_they_look_like(words: str, shown: tuple[str, int]) -> None:
    assert shown_signs(words) == shown
