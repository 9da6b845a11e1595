"""Titles: levels and the words for them, names within a series, old and new names."""

import re
from typing import Any

import pytest

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.titles import Title, Titles, likely_title

DOCUMENT, _ = parse((data_dir() / "titles.yaml").read_bytes(), "titles.yaml")
assert DOCUMENT is not None
TITLES = Titles(DOCUMENT.value)
ROWS = [(series["name"], row) for series in DOCUMENT.value["series"] for row in series["titles"]]
GENERAL = {
    title for title in TITLES.all if any(title[:2] == (row["title"], of) and "general" in row for of, row in ROWS)
}

#: 职称系列（专业）各层级名称（人社部，2021年11月）; 公共法律服务 are 公证员 and 司法鉴定人.
NATIONAL = (
    "高等学校教师", "哲学社会科学研究人员", "自然科学研究人员", "卫生技术人员", "工程技术人员", "农业技术人员",
    "新闻专业人员", "出版专业人员", "图书资料专业人员", "文物博物专业人员", "档案专业人员", "工艺美术专业人员",
    "技工院校教师", "体育专业人员",
    "翻译专业人员", "播音主持专业人员", "会计人员", "统计专业人员", "经济专业人员", "实验技术人才", "中等职业学校教师",
    "中小学教师", "艺术专业人员", "公证员", "司法鉴定人", "船舶专业技术人员", "民用航空飞行技术人员", "审计专业人员",
)  # fmt: skip
LADDERS = {
    "高等学校教师": "助教 讲师 副教授 教授",
    "哲学社会科学研究": "研究实习员 助理研究员 副研究员 研究员",
    "自然科学研究": "研究实习员 助理研究员 副研究员 研究员",
    "卫生技术": "医士 医师 主治医师 副主任医师 主任医师；医士 医师 主管医师 副主任医师 主任医师；"
    "药士 药师 主管药师 副主任药师 主任药师；护士 护师 主管护师 副主任护师 主任护师；"
    "技士 技师 主管技师 副主任技师 主任技师",
    "工程": "技术员 助理工程师 工程师 高级工程师 正高级工程师",
    "农业": "农业技术员 助理农艺师 农艺师 高级农艺师 正高级农艺师；"
    "农业技术员 助理畜牧师 畜牧师 高级畜牧师 正高级畜牧师；"
    "农业技术员 助理兽医师 兽医师 高级兽医师 正高级兽医师；农业技术推广研究员",
    "新闻": "助理记者 记者 主任记者 高级记者；助理编辑 编辑 主任编辑 高级编辑",
    "出版": "助理编辑 编辑 副编审 编审",
    "图书资料": "管理员 助理馆员 馆员 副研究馆员 研究馆员",
    "文物博物": "助理馆员 馆员 副研究馆员 研究馆员",
    "档案": "管理员 助理馆员 馆员 副研究馆员 研究馆员",
    "工艺美术": "工艺美术员 助理工艺美术师 工艺美术师 高级工艺美术师 正高级工艺美术师",
    "技工院校教师": "助理讲师 讲师 高级讲师 正高级讲师；"
    "二级实习指导教师 一级实习指导教师 高级实习指导教师 正高级实习指导教师",
    "体育教练员": "初级教练 中级教练 高级教练 国家级教练",
    "翻译": "三级翻译 二级翻译 一级翻译 译审",
    "播音主持": "二级播音员主持人 一级播音员主持人 主任播音员主持人 播音指导",
    "会计": "助理会计师 会计师 高级会计师 正高级会计师",
    "统计": "助理统计师 统计师 高级统计师 正高级统计师",
    "经济": "助理经济师 经济师 高级经济师 正高级经济师；"
    "助理知识产权师 知识产权师 高级知识产权师 正高级知识产权师；"
    "助理人力资源管理师 人力资源管理师 高级人力资源管理师 正高级人力资源管理师",
    "实验技术": "实验员 助理实验师 实验师 高级实验师 正高级实验师",
    "中等职业学校教师": "助理讲师 讲师 高级讲师 正高级讲师",
    "中小学教师": "三级教师 二级教师 一级教师 高级教师 正高级教师",
    "艺术": "四级演员 三级演员 二级演员 一级演员；四级美术师 三级美术师 二级美术师 一级美术师",
    "文学创作": "四级文学创作 三级文学创作 二级文学创作 一级文学创作",
    "公证员": "四级公证员 三级公证员 二级公证员 一级公证员",
    "司法鉴定人": "初级司法鉴定人 中级司法鉴定人 副高级司法鉴定人 正高级司法鉴定人；"
    "法医师 主检法医师 副主任法医师 主任法医师",
    "船舶": "驾驶员 助理驾驶员 中级驾驶员 高级船长 正高级船长；轮机员 助理轮机员 中级轮机员 高级轮机长 正高级轮机长",
    "民用航空飞行技术": "三级飞行员 二级飞行员 一级飞行员 正高级飞行员",
    "审计": "助理审计师 审计师 高级审计师 正高级审计师",
    "思想政治工作": "政工员 助理政工师 政工师 高级政工师 正高级政工师",
}


@pytest.mark.parametrize(
    ("word", "levels"),
    [
        ("初级", ("员级", "助理级")),
        ("中级", ("中级",)),
        ("高级", ("副高级", "正高级")),
        ("员级", ("员级",)),
        ("正高级", ("正高级",)),
        ("特级", ()),
        ("", ()),
        ("高", ()),
    ],
)
def test_words_for_levels(word: str, levels: tuple[str, ...]) -> None:
    assert TITLES.levels_in(word) == levels
    assert (word in TITLES.level_words) == bool(levels)


def test_every_word_for_a_level_once_groups_first() -> None:
    assert TITLES.level_words == ("初级", "中级", "高级", "员级", "助理级", "副高级", "正高级")


def test_a_title_of_several_series_has_the_level_of_the_one_that_is_meant() -> None:
    assert {title.series for title in TITLES.named("技术员")} == {"工程", "农业"}
    assert TITLES.named("技术员", ["农业"]) == [Title("技术员", "农业", "员级", "农业技术员")]
    # Not in the series asked for: any series is better than none.
    assert TITLES.named("工程师", ["律师"]) == [Title("工程师", "工程", "中级")]
    assert TITLES.named("总工程师") == []


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("一级翻译", "副译审"),
        ("副译审", "一级翻译"),
        ("翻译", "二级翻译"),
        ("译审", None),  # kept its name
        ("三级播音员", None),  # abolished, not renamed
        ("文学创作一级", "一级文学创作"),
        ("高级工程师", None),
        ("二级演员", "艺术二级"),  # its general name
        ("艺术二级", None),
        ("高级知识产权师", "高级经济师"),
    ],
)
def test_old_and_new_names(title: str, other: str | None) -> None:
    assert [one.other_name for one in TITLES.named(title)] == [other]


def test_renamed_titles_keep_their_level_and_point_at_each_other() -> None:
    for title in TITLES.all:
        if title.other_name:
            (other,) = TITLES.named(title.other_name, [title.series])
            assert other.level == title.level
            assert other.other_name == (None if title in GENERAL else title.title)


def test_membership_and_iteration_are_by_name() -> None:
    assert "副主任中药师" in TITLES
    assert "总工程师" not in TITLES
    assert 7 not in TITLES
    assert len(list(TITLES)) == len(set(TITLES)) == len({title.title for title in TITLES.all})
    assert TITLES.series_names["工程"] == ("工程技术",)
    assert TITLES.series_names["会计"] == ()


@pytest.mark.parametrize(
    ("word", "series"),
    [
        *((name, "") for name in NATIONAL),
        ("工程技术", "工程"),
        ("卫生系列", "卫生技术"),
        ("体育专业人员", "体育教练员"),
        ("公证员", "公证员"),
        ("政工", "思想政治工作"),
    ],
)
def test_a_series_is_known_by_its_official_name(word: str, series: str) -> None:
    found = TITLES.series_called(word)
    assert found in TITLES.series_names
    assert not series or found == series


@pytest.mark.parametrize("word", ["", "人员", "专业", "技术人员", "烹饪", "工程师"])
def test_other_words_name_no_series(word: str) -> None:
    assert TITLES.series_called(word) is None


@pytest.mark.parametrize(("series", "ladder"), LADDERS.items(), ids=LADDERS)
def test_each_series_has_all_its_levels(series: str, ladder: str) -> None:
    """A line a trade, from the lowest level on; - is a level that there is none of."""
    for line in ladder.split("；"):
        names = line.split()
        levels = TITLES.levels[len(TITLES.levels) - len(names) :]
        for level, name in zip(levels, names, strict=True):
            found = [title.level for title in TITLES.named(name, [series]) if title.series == series]
            assert found == ([level] if name != "-" else []), name


@pytest.mark.parametrize(
    ("word", "series", "near"),
    [
        ("助工", "工程", "“助理工程师”"),
        ("高工", None, "“高级工程师”、“高级工艺美术师”、“高级政工师”"),  # which of them, nobody wrote
        ("中级工程师", None, "“工程师”"),
        ("初级会计师", None, "“助理会计师”"),
        ("副高级工程师", None, "“高级工程师”"),
        ("主治大夫", "卫生技术", "“主治医师”"),
        ("主管护士", "卫生技术", "“主管护师”"),
        ("高级工程帅", None, "“高级工程师”"),
        ("厨师", "会计", "会计系列有：会计员、助理会计师"),
        ("厨师", None, "没有相近的名称"),
        ("", None, "没有相近的名称"),
        ("中级", None, "没有相近的名称"),
    ],
)
def test_the_nearest_title_is_of_the_same_series(word: str, series: str | None, near: str) -> None:
    hint = likely_title(word, TITLES, series)
    assert near in hint
    named = re.findall("“(.*?)”", hint)
    assert not series or {title.series for name in named for title in TITLES.named(name, [series])} <= {series}
    assert "全名" not in hint


def test_from_other_data() -> None:
    levels = [{"name": "甲", "group": "上"}, {"name": "乙", "group": "上"}]
    row: dict[str, Any] = {"title": "新名", "level": "乙", "formerly": "旧名"}
    titles = Titles({"levels": levels, "series": [{"name": "某系列", "titles": [row]}]})
    assert titles.all == (Title("新名", "某系列", "乙", "旧名"),)
    assert titles.level_words == ("上", "甲", "乙")
