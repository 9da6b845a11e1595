"""Broken YAML, explained: every row of the table has an input that leads to it."""

from __future__ import annotations

import re

import pytest

from zhicheng_cli.files import syntax
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.findings import Finding

SIGN = "这里不能这样开头"
NO_COLON = "这一行缺少“英文冒号加空格”"
COLON = "这里不能再出现冒号"
CARRIED_ON = "这一行的缩进不对，或者上一行缺少“英文冒号加空格”"
QUESTION = "这里不能用问号加空格"
LIST = "列表不能从这里开始"
KEY = "缩进或字段名不对"
DASH = "列表的缩进不对"
START = "这一行与文件开头的写法接不上"
BRACKET = "方括号没有正确结束"
BRACE = "花括号没有正确结束"
NOTHING = "这里缺少内容，或者多了括号、逗号"
CUT_OFF = "括号没有结束，文件就完了"
OPEN = "引号没有结束"
AFTER = "引号后面多出了文字"
ESCAPE = "双引号里的反斜杠写法不对"
BLOCK = "“|”或“>”后面不能接着写文字"
ALIAS = "这里会被当作锚点或别名（& 和 *）"
TAG = "数据文件里不能用标签（!）"
OTHER = "这里不是合法的 YAML"

CASES = [
    ("a: @b", SIGN, 1, 4),
    ("a: `b`", SIGN, 1, 4),
    ("a: %b", SIGN, 1, 4),
    ("甲: 1\n乙:\n\t丙: 1", SIGN, 3, 1),
    ("a: 1\nb\nc: 2", NO_COLON, 2, 1),
    ("a: 1\nb\n\n# 注\n\nc: 2", NO_COLON, 2, 1),
    ("a:\n  b: 1\n  甲乙丙\n  c: 1", NO_COLON, 3, 3),
    ("a: 1\nb:2\nc: 3", NO_COLON, 2, 1),
    ("a: b: c", COLON, 1, 5),
    ("- a: 注意: c", COLON, 1, 8),
    ("a:\n  b: 1\n   c: 2", CARRIED_ON, 3, 4),
    ("a: 甲\n  b: 1", CARRIED_ON, 2, 3),
    ("a:\n  b\n  c: 1", CARRIED_ON, 3, 3),
    ("- b\n  c: 1", CARRIED_ON, 2, 3),
    ("a: ? b", QUESTION, 1, 4),
    ("a: - b", LIST, 1, 4),
    ("a:\n    b: 1\n  c: 2", KEY, 3, 3),
    ("a:\n  - b\n - c", KEY, 3, 2),
    ("a: 1\n- b", KEY, 2, 1),
    ("a: [b]]", KEY, 1, 7),
    ("a: [b]\n  c: 1", KEY, 2, 3),
    ("a: [b] c", KEY, 1, 8),
    ("- a\nb: 1", DASH, 2, 1),
    ("  a: 1\nb: 2", START, 2, 1),
    ("[a]\nb: 1", START, 2, 1),
    ("%YAML 1.2\na: 1", START, 2, 1),
    ("a: [b, c\nd: 1", BRACKET, 1, 4),
    ("a: [b, c", BRACKET, 1, 4),
    ("a: [b}", BRACKET, 1, 4),
    ("a: [b: c: d]", BRACKET, 1, 4),
    ("a: {b: 1\nc: 2", BRACE, 1, 4),
    ("a: [{b: 1, c: [2}, {d: 3}]", BRACKET, 1, 15),
    ("a: {b: c: d}", BRACE, 1, 4),
    ("a: ]", NOTHING, 1, 4),
    ("a: ,b", NOTHING, 1, 4),
    ("a: [b,,c]", NOTHING, 1, 7),
    ("a: [,]", NOTHING, 1, 5),
    ("a: [", CUT_OFF, 1, 5),
    ("a: [b,\n  {c: 1},", CUT_OFF, 2, 10),
    ("a: [b,\n", CUT_OFF, 2, 1),
    ('a: "b\nc: 1\n', OPEN, 1, 4),
    ("a: 'b\nc: 1", OPEN, 1, 4),
    ("a: 'b''", OPEN, 1, 4),
    ('a: "b\n---\nc"', OPEN, 1, 4),
    ('a: 1\nb: "甲\nc: 2\nd: "乙"', OPEN, 2, 4),
    ('a: ["甲, "乙"]\nb: "丙', AFTER, 1, 10),
    ('a: ["甲, 乙]\nb: ["丙"]', OPEN, 1, 5),
    ('a: "甲"乙"', AFTER, 1, 7),
    ('a: "甲" 乙', AFTER, 1, 8),
    ("a: '甲'乙'丙'", AFTER, 1, 7),
    ('a: {b: "c" d: e}', AFTER, 1, 12),
    ('a: "\\q"', ESCAPE, 1, 5),
    ('a: "甲C:\\地"', ESCAPE, 1, 8),
    ('a: "\\xzz"', ESCAPE, 1, 7),
    ('a: "\\ud800"', ESCAPE, 1, 7),
    ("a: | b", BLOCK, 1, 6),
    ("a: >b", BLOCK, 1, 5),
    ("a: *", ALIAS, 1, 4),
    ("a: *甲", ALIAS, 1, 4),
    ("a: &甲 b", ALIAS, 1, 4),
    ("a: !x!y z", TAG, 1, 4),
    ("a: !<x", TAG, 1, 4),
    ("a: !%zz b", TAG, 1, 4),
    ("a: !b{}", TAG, 1, 4),
    ("a: |0\n  b", OTHER, 1, 5),
    ("a: 1\n%b", OTHER, 2, 3),
    ("%YAML 3.0\n---\na: 1", OTHER, 1, 1),
]


def explain(text: str) -> Finding:
    document, found = parse(text.encode(), "f")
    assert document is None
    (only,) = found
    return only


@pytest.mark.parametrize(("text", "message", "line", "column"), CASES, ids=[repr(case[0]) for case in CASES])
def test_cause_and_place(text: str, message: str, line: int, column: int) -> None:
    found = explain(text)
    assert (found.message, found.line, found.column) == (message, line, column)
    assert found.code == {ALIAS: "E108", TAG: "E110"}.get(message, "E101")
    assert found.hint


def test_every_explanation_is_needed() -> None:
    table = {one.message for one in vars(syntax)["_PROBLEMS"]}
    assert table | {CARRIED_ON, AFTER, CUT_OFF} == {message for _, message, _, _ in CASES}


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_no_english_reaches_the_reader(text: str) -> None:
    assert not re.search("[A-Za-z]", str(explain(text)).removeprefix("f:").replace("YAML", "")[8:])


def test_an_open_quote_tells_where_it_was_closed_by_another() -> None:
    assert explain('a: 1\nb: "甲\nc: 2\nd: "乙"').hint == "到第 4 行才遇到下一个引号"


def test_what_was_found_before_is_told_too() -> None:
    _, found = parse(b"a: *x\na: 1\nb: c: d\n", "f")
    assert [(one.code, one.line) for one in found] == [("E108", 1), ("E107", 2), ("E101", 3)]


def test_a_fault_on_the_line_after_a_quote_is_not_blamed_on_it() -> None:
    assert explain('a: "b"\n  c: 1').message == KEY
    assert explain("a: |\n  b\n c: 1").message == KEY
