"""Words of a list in the words of others: 学历 as 教育部's lists and personnel files have them."""

from __future__ import annotations

import pytest

from zhicheng_cli.applicant.law.facts import DEGREES
from zhicheng_cli.written.spellings import chosen


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("大学本科", "本科"),
        ("本科学历", "本科"),
        ("大学 本科毕业", "本科"),
        ("硕士研究生", "硕士"),
        ("硕士学位", "硕士"),
        ("博士研究生学历", "博士"),
        ("专科", "大专"),
        ("大学专科", "大专"),
        ("中专", "中职"),
        ("第二学士学位", "第二学士"),
    ],
)
def test_other_words_for_the_very_same(text: str, word: str) -> None:
    assert chosen(text, DEGREES) == word
    assert word in DEGREES


@pytest.mark.parametrize("text", ["大学", "研究生", "学士", "双学位", "函授本科", "初中", "毕业", "学历", ""])
def test_what_may_be_two_things_is_not_guessed(text: str) -> None:
    assert chosen(text, DEGREES) == text


def test_a_word_of_the_list_is_itself() -> None:
    assert chosen("中专", DEGREES) == "中职"
    assert chosen("中专", ("中专", "中职")) == "中专"
    assert chosen("大学本科", ("高中",)) == "大学本科"
