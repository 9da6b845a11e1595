"""Traps of input methods: caught where they are one, and nowhere else."""

from __future__ import annotations

from textwrap import dedent

import pytest

from zhicheng_cli.files.checking import check_files
from zhicheng_cli.files.document import read
from zhicheng_cli.files.traps import find_traps
from zhicheng_cli.plan.checks import KINDS


def traps(text: str) -> list[tuple[str, int, int]]:
    return sorted((one.code, one.line, one.column) for one in find_traps(text, "f", read(text, "f")[2]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kind：中评委", ("E102", 5)),
        ("kind： 中评委", ("E102", 5)),
        ("  - kind：中评委", ("E102", 9)),
        ("- - kind：中评委", ("E102", 9)),
        ("- {unit：甲, phones: []}", ("E102", 8)),
        ("- { unit：甲}", ("E102", 9)),
        ("- {phones: [], unit：甲}", ("E102", 20)),
        ("a: {unit：甲}", ("E102", 9)),
        ("a: [甲，乙]", ("E103", 6)),
        ("a: [甲, 乙，丙，丁]", ("E103", 9)),
        ("- [甲，乙]", ("E103", 5)),
        ("[甲，乙]", ("E103", 3)),
        ("a: [[甲，乙]]", ("E103", 7)),
        ('a: ["甲，乙", 丙，丁]', ("E103", 13)),
        ("- {a: 1, b: [甲，乙]}", ("E103", 15)),
        ("- {a: 甲，b: 乙}", ("E103", 8)),
        ("- {a: 甲， b: 乙}", ("E103", 8)),
        ("a: “甲”", ("N104", 4)),
        ("a: ‘甲’", ("N104", 4)),
        ("- “甲”", ("N104", 3)),
        ("- a: “甲”  # 注", ("N104", 6)),
        ("a: [“甲”, 乙]", ("N104", 5)),
        ("a: [乙, “甲”]", ("N104", 8)),
        ("a: {b: “甲”, c: 1}", ("N104", 8)),
        ("a: {b: “甲”}", ("N104", 8)),
        ("\ta: 1", ("E105", 1)),
        ("  \ta: 1", ("E105", 3)),
        ("\t", ("E105", 1)),
        ("　a: 1", ("E106", 1)),
        ("  　a: 1", ("E106", 3)),
        ("\xa0\xa0a: 1", ("E106", 1)),
        ("　# 全角空格后面的不是注释", ("E106", 1)),
        ("a:　1", ("E106", 3)),
        ("- a:　1", ("E106", 5)),
        ("甲:\xa01", ("E106", 3)),
    ],
)
def test_caught(text: str, found: tuple[str, int]) -> None:
    code, column = found
    assert [one for one in traps("# 注\n" + text) if one[0] == code] == [(code, 2, column)]


@pytest.mark.parametrize(
    "text",
    [
        "# kind：中评委",
        "  # kind：[甲，乙] “丙”",
        "a: 1  # kind：中评委",
        "a: []  # [甲，乙]",
        "a: [1, # 甲，乙\n    2]",
        "a: 1  # 见: “甲”",
        "a: 注意：中评委",
        "a: 见 note：一",
        "注意：甲: 1",
        "a: 甲，乙",
        "a: 甲[乙，丙]",
        "- {a: 甲，乙丙, b: 1}",
        "- {a: 第1行（建设）印“规划”，第2行印“城乡规划”}",
        "a: [甲, 乙]，丙",
        "a: “甲”与“乙”",
        "a: “甲”是乙",
        "a: 乙是“甲”",
        "a: 乙、“甲”",
        '"a": "“甲”"',
        "a: [\"甲，乙\", '丙，丁']",
        'a: "[甲，乙]"',
        'a: "甲\n  kind：乙\n  [甲，乙]\n  \t丙\n　丁"',
        "a: '甲\n  kind：乙\n  丙: “丁”'",
        "a: |\n  kind：乙\n  丙: “丁”\n  　戊\nb: 1",
        "a: >-\n  kind：乙\n  [甲，乙]\n",
        "a: 甲\u3000乙\xa0丙",
        "a: 甲\t",
        "a:\t1",
        "",
    ],
)
def test_no_trap(text: str) -> None:
    assert traps(text) == []


def test_all_are_told_at_once() -> None:
    text = """\
        甲: |
          kind：这里是文字
        kind：中评委
        a: [甲，乙]
        \u3000b: “丙”
        """
    assert traps(dedent(text)) == [("E102", 3, 5), ("E103", 4, 6), ("E106", 5, 1)]


def codes(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in check_files([("f", text.encode())], KINDS).findings]


def test_a_trap_explains_the_syntax_error_it_leads_to() -> None:
    assert codes("a: 1\nkind：中评委\n# 注\n\nb: 1\n") == [("E102", 2)]
    assert codes("a: 1\n\tb: 1\n") == [("E105", 2)]


def test_a_syntax_error_before_the_first_trap_is_told() -> None:
    assert codes("a: b: c\nkind：中评委\n") == [("E101", 1), ("E102", 2)]
    assert codes("@") == [("E101", 1)]


def test_a_notice_explains_no_syntax_error() -> None:
    assert codes("a: “甲”\nb: c: d\n") == [("N104", 1), ("E101", 2)]


def test_content_is_not_judged_where_the_writing_is_wrong() -> None:
    aliases = "format: zc.words/1\ntrades:\n  - {plain: [甲], means: %s}\n"
    assert codes(aliases % "*x") == [("E108", 3)]
    assert codes(aliases % "007") == [("E113", 3)]
    assert codes(aliases % "甲") == [("E203", 3)]
    assert codes(aliases % "[甲，乙]" + "  - {plain: [乙], means: []}\n") == [("E103", 3), ("E207", 4)]
