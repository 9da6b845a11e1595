"""What people type, in any order and joined: what each word is, by the notice's titles, fields, rows and offices."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_plan import CONTACTS, DATA, PLAN, SEARCH

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.asked_words import AskedWords, read_words
from zhicheng_cli.plan.lexicon import Lexicon, Sort
from zhicheng_cli.plan.search import Search

LEXICON = Lexicon(DATA.search, CONTACTS)


def read(typed: str) -> dict[str, Any]:
    """What was understood, without what is empty."""
    return {name: value for name, value in read_words(typed.split(" "), LEXICON)._asdict().items() if value}


LIFTS = {"fields": ("电梯",), "county": "南浔区"}
MECHANICS = {"title": "工程师", "fields": ("机械",)}


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        *((typed, MECHANICS) for typed in ("机械 工程师", "工程师 机械", "机械工程师", "工程师机械", "工程師、機械")),
        ("高级电气工程师", {"title": "高级工程师", "fields": ("电气",)}),
        ("电气高工", {"title": "高级工程师", "fields": ("电气",)}),
        ("高级 工程师", {"title": "高级工程师"}),
        ("初级 工程师", {"title": "助理工程师"}),
        ("中级 工程师", {"title": "工程师"}),
        ("建设工程 中级", {"fields": ("建设工程",), "level": "中级"}),
        ("新闻专业 中级职称", {"fields": ("新闻",), "level": "中级", "idle": ("专业", "职称")}),
        # The row's own key, of which both words are parts.
        ("建设工程-中级", {"committees": (12,)}),
        ("建设工程—中级", {"committees": (12,)}),
        *((typed, {"committees": (12,)}) for typed in ("12", "１２", "12号", "第12行", "十二号", "第十二行")),
        ("12 31", {"committees": (12, 31)}),
        ("市建设工程专业中级职务评审委员会", {"committees": (12,)}),
        ("第一工程", {"committees": (9,)}),
        ("行业协会", {"committees": (35, 36, 37, 38, 39)}),
        *((typed, LIFTS) for typed in ("电梯 南浔", "南浔区 电梯", "电梯南浔", "湖州市南浔区电梯")),
        ("南浔区电梯工程师", {"title": "工程师", "fields": ("电梯",), "county": "南浔区"}),
        ("市本级 医生", {"fields": ("医生",), "county": "市直"}),
        *((typed, {"month": 7}) for typed in ("7月", "七月", "7 月", "07月", "7月份", "2021年7月", "2021-07", "7月底")),
        ("十一月", {"month": 11}),
        ("2021年 7月", {"month": 7}),
        ("彭永财", {"contacts": (1,)}),
        # Printed 陆 婷.
        ("陆 婷", {"contacts": (3,)}),
        ("市水利局", {"contacts": (6,)}),
        ("2033099", {"receivers": ("2033099",)}),
        ("0572-2033099", {"receivers": ("0572-2033099",)}),
        # Of 市委党校组织人事处 in 附件1, and of 党校 in 附件2.
        ("2359161", {"receivers": ("2359161",), "contacts": (15,)}),
        ("2211516", {"contacts": (1,)}),
        ("教育局", {"receivers": ("教育局",)}),
        ("南浔区人力社保局", {"receivers": ("南浔区人力社保局",)}),
        ("高评委", {"kind": "高评委"}),
        ("初定", {"kind": "初定"}),
        ("以考代评", {"route": "以考代评"}),
        ("继续教育 建筑", {"hours": ("继续教育",), "fields": ("建筑",)}),
        ("机械 设计", {"fields": ("机械设计",)}),
        ("机 械 设 计", {"fields": ("机械设计",)}),
        # 施工 tells too little beside another word.
        ("土木 施工", {"fields": ("土木施工",)}),
        ("电梯、锅炉", {"fields": ("电梯", "锅炉")}),
        ("software engineer", {"fields": ("software engineer",)}),
        ("CAD 制图", {"fields": ("cad制图",)}),
        ("PLC工程师", {"title": "工程师", "fields": ("plc",)}),
        # 编辑 is a title, and no part of this major.
        ("编辑出版学", {"fields": ("编辑出版学",)}),
        # 小学一级教师 is a former title that no row takes.
        ("德清小学一级教师", {"title": "一级教师", "fields": ("小学",), "county": "德清县"}),
        # What a job is called is not the title that is asked for.
        ("电梯工程师 助理工程师", {"title": "助理工程师", "fields": ("电梯",)}),
        ("助理工程师建筑工程师", {"title": "助理工程师", "fields": ("建筑",)}),
        # Both are titles; one is asked for, the other tells the field.
        *((typed, {"title": "主管护师", "fields": ("护士",)}) for typed in ("主管护师 护士", "护士 主管护师")),
        ("护士 医师", {"title": "医师", "fields": ("护士",)}),
        ("三一装备", {"committees": (42,)}),
        ("三一装备 机械", {"fields": ("机械",), "employer": "浙江三一装备有限公司"}),
        ("湖州师范学院", {"employer": "湖州师范学院"}),
        ("德清县人民医院 护士", {"title": "护士", "county": "德清县", "employer": "人民医院"}),
        ("我是机械工程师想评高级", {"title": "高级工程师", "fields": ("机械",), "idle": ("我是", "想评")}),
        ("湖州", {}),
        ("怎么评", {"idle": ("怎么评",)}),
        ("何雅琴", {"fields": ("何雅琴",)}),
        # No row 12 and no row 5.
        ("12.5", {"fields": ("12.5",)}),
        ("\u200b机械\u200b", {"fields": ("机械",)}),
    ],
)
def test_words_are_taken_apart(typed: str, understood: dict[str, Any]) -> None:
    assert read(typed) == understood


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "没有写要找什么"),
        (" \u200b\x07", "没有写要找什么"),
        ("机" * 61, "写得太长了"),
        (" ".join(["机械"] * 21), "写得太长了"),
        ("13月", "没有 13 月"),
        ("0月", "没有 0 月"),
        ("7月 8月", "写了 2 个月份：7月、8月"),
        ("2022年7月", "这是2021年度的计划，不是2022年的"),
        ("2020", "这是2021年度的计划，不是2020年的"),
        ("47", "没有序号为 47 的评委会"),
        ("-3", "没有序号为 -3 的评委会"),
        ("工程师 高级工程师", "写了 2 个职称：工程师、高级工程师"),
        ("中级 高级", "写了 2 个级别：中级、高级"),
        ("中级 高级工程师", "“高级工程师”不是中级"),
        ("德清 安吉", "写了 2 个县区：德清县、安吉县"),
        ("高评委 中评委", "写了 2 个类别：高评委、中评委"),
        ("2000000", "通知里没有这个电话：2000000"),
    ],
)
def test_what_cannot_be_meant_is_said(typed: str, told: str) -> None:
    with pytest.raises(ZcError) as refused:
        read(typed)
    assert refused.value.message.startswith(told)
    assert refused.value.exit_code == 2


@given(st.lists(st.text(max_size=30), max_size=5))
def test_whatever_is_typed_is_read_or_refused(words: list[str]) -> None:
    """Nothing that was typed is lost: it is a field, or it is what it was taken for, or it tells nothing."""
    try:
        found = read_words(words, LEXICON)
    except ZcError:
        return
    assert isinstance(found, AskedWords)
    assert all(found.fields)


@pytest.mark.parametrize("field", ["机械", "电梯", "医生"])
@pytest.mark.parametrize("title", ["工程师", "副主任医师"])
@pytest.mark.parametrize("county", ["德清", ""])
def test_the_order_of_words_tells_nothing(field: str, title: str, county: str) -> None:
    words = list(filter(None, (field, title, county)))
    told = read_words(words, LEXICON)
    assert told == read_words(words[::-1], LEXICON) == read_words(["".join((county, field, title))], LEXICON)


def test_without_everyday_words_the_printed_ones_are_known() -> None:
    alone = Lexicon(SEARCH, CONTACTS)
    assert read_words(["机电工程工程师"], alone) == AskedWords(title="工程师", fields=("机电工程",))
    assert read_words(["机械"], alone).fields == ("机械",)


def test_without_words_of_its_own_a_city_still_knows_what_its_notice_prints() -> None:
    bare = Lexicon(Search(PLAN, DATA._values["titles.yaml"]), CONTACTS)
    assert bare.piece("机械").sort is Sort.UNKNOWN
    assert bare.piece("工程师").sort is Sort.TITLE


def test_what_is_told_by_itself_is_one_name_with_no_other_word() -> None:
    # 消防工程师 and 图书馆员 are fields and names of their own.
    for word, title in (("消防", "工程师"), ("图书", "馆员")):
        found = read_words([word], LEXICON, [title])
        assert (found.title, found.fields) == (title, (word,))
    with pytest.raises(ZcError, match="没有写要找什么"):
        read_words([], LEXICON, [" "])
