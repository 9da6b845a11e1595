"""Titles: levels and the words for them, names within a series, old and new names."""

from typing import Any

import pytest

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.titles import Title, Titles

DOCUMENT, _ = parse((data_dir() / "titles.yaml").read_bytes(), "titles.yaml")
assert DOCUMENT is not None
TITLES = Titles(DOCUMENT.value)


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
    ],
)
def test_old_and_new_names(title: str, other: str | None) -> None:
    assert [one.other_name for one in TITLES.named(title)] == [other]


def test_renamed_titles_keep_their_level_and_point_at_each_other() -> None:
    for title in TITLES.all:
        if title.other_name:
            (other,) = TITLES.named(title.other_name, [title.series])
            assert (other.level, other.other_name) == (title.level, title.title)


def test_membership_and_iteration_are_by_name() -> None:
    assert "副主任中药师" in TITLES
    assert "总工程师" not in TITLES
    assert 7 not in TITLES
    assert len(list(TITLES)) == len(set(TITLES)) == len({title.title for title in TITLES.all})
    assert TITLES.series_names["工程"] == ("工程技术",)
    assert TITLES.series_names["会计"] == ()


def test_from_other_data() -> None:
    levels = [{"name": "甲", "group": "上"}, {"name": "乙", "group": "上"}]
    row: dict[str, Any] = {"title": "新名", "level": "乙", "formerly": "旧名"}
    titles = Titles({"levels": levels, "series": [{"name": "某系列", "titles": [row]}]})
    assert titles.all == (Title("新名", "某系列", "乙", "旧名"),)
    assert titles.level_words == ("上", "甲", "乙")
