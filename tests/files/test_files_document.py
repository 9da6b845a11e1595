"""YAML with positions: what a scalar means, and where everything stands."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import CSafeLoader, load

from zhicheng_cli.files.document import Document, parse, resolve
from zhicheng_cli.files.findings import Finding


def read(text: str) -> Document:
    document, found = parse(dedent(text).encode(), "甲.yaml")
    assert found == []
    assert document is not None
    return document


def refuse(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in parse(dedent(text).encode(), "甲.yaml")[1]]


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "No", "YES", "on", "off", "y", "n"),
        *("2021-05-25", "2021-05-25 10:00:00", "12:30", "1:2:3", "190:20:30.15"),
        *("0o7", "0x1F", "0b1", "1_000", "1,000", "+", "-", ".", "..", "1.", ".5", "-.5", "1e", "e3", "1.5.2"),
        *(".inf", "-.inf", ".nan", ".NaN", "nULL", "tRUE", "None", "<<", "=", "１２", "十二"),
        *("12 月", "7月", "2033099转801", "010-12345678", "2033099-1"),
    ],
)
def test_text_stays_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("-12", -12), ("99999999999999", 99999999999999)),
        *(("1.0", 1.0), ("-1.5", -1.5), ("1e3", 1000.0), ("1E-3", 0.001), ("1.5e+2", 150.0), ("0.5", 0.5)),
        *(("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None)),
        *(("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)),
    ],
)
def test_the_core_schema(text: str, value: Any) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", ["123456789012345", "-12345678901234", "0572", "00", "1234567890123456.5"])
def test_numbers_that_would_lose_digits_stay_text(text: str) -> None:
    assert resolve(text) == text


def test_quoted_is_text() -> None:
    document = read("""\
        - "12"
        - 'null'
        - ""
        - |
          12
        - >-
          true
        - "甲\\
          乙"
        - "0572"
        - "111111111111111111"
        """)
    assert document.value == ["12", "null", "", "12\n", "true", "甲乙", "0572", "111111111111111111"]


@pytest.mark.parametrize("number", ["0572", "00", "-01", "111111111111111111", "11111111111111111X", "123456789012345"])
def test_numbers_that_must_be_quoted(number: str) -> None:
    assert refuse(f"a: [{number}]") == [("E113", 1, 5)]
    assert refuse(f"{number}: a") == [("E113", 1, 1)]
    assert refuse(f"a: ['{number}']") == []


@pytest.mark.parametrize("number", ["0", "12345678901234", "0.5", "1x", "0x", "0572-2033099"])
def test_numbers_that_need_no_quotes(number: str) -> None:
    assert refuse(f"a: {number}") == []


NESTED = """\
    # 注
    甲:
      乙: 一
      丙:   二
      "丁": "三"
      戊:
        - 四
        -   - 五
            - {己: 六, 庚: [七, 八]}
        - 辛: 九
    壬: []
    癸:
    """


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("甲",), (2, 1), (3, 3)),
        (("甲", "乙"), (3, 3), (3, 6)),
        (("甲", "丙"), (4, 3), (4, 8)),
        (("甲", "丁"), (5, 3), (5, 8)),
        (("甲", "戊"), (6, 3), (7, 5)),
        (("甲", "戊", 0), (7, 7), (7, 7)),
        (("甲", "戊", 1), (8, 9), (8, 9)),
        (("甲", "戊", 1, 0), (8, 11), (8, 11)),
        (("甲", "戊", 1, 1), (9, 11), (9, 11)),
        (("甲", "戊", 1, 1, "己"), (9, 12), (9, 15)),
        (("甲", "戊", 1, 1, "庚"), (9, 18), (9, 21)),
        (("甲", "戊", 1, 1, "庚", 1), (9, 25), (9, 25)),
        (("甲", "戊", 2), (10, 7), (10, 7)),
        (("甲", "戊", 2, "辛"), (10, 7), (10, 10)),
        (("壬",), (11, 1), (11, 4)),
        (("癸",), (12, 1), (12, 3)),
        ((), (1, 1), (1, 1)),
    ],
)
def test_positions(path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]) -> None:
    document = read(NESTED)
    assert document.position(path) == value
    assert document.position(path, of_key=True) == key


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        (("甲", "无"), ("甲",)),
        (("甲", "戊", 9), ("甲", "戊")),
        (("甲", "戊", "无", 1), ("甲", "戊")),
        (("甲", 0), ("甲",)),
        (("甲", "乙", 0), ("甲", "乙")),
        (("无", "无"), ()),
    ],
)
def test_what_is_missing_stands_at_its_parent(path: tuple[str | int, ...], parent: tuple[str | int, ...]) -> None:
    document = read(NESTED)
    assert document.position(path) == document.position(parent)


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("9月15日前", 4 + 5),
        ('"9月15日前"', 5 + 5),
        ("'9月15日前'", 5 + 5),
        ('"9月\\u0031\\u0035日前"', 4),
        ('"9月15\\\n   日前"', 4),
        (">-\n  9月15日前", 4),
    ],
)
def test_position_inside_a_text(written: str, column: int) -> None:
    document = read(f"a: {written}\n")
    assert document.value == {"a": "9月15日前"}
    assert document.position(("a",), offset=5) == (1, column)
    assert document.finding(("a",), "E302", "甲", "乙", offset=5) == Finding(
        "甲.yaml", 1, column, "E302", "甲", "乙", "a"
    )


def test_a_finding_knows_its_path() -> None:
    found = read(NESTED).finding(("甲", "戊", 1, 1, "庚", 1), "E999", "不对")
    assert str(found) == "甲.yaml:9:25: E999 不对"
    assert found.path == "甲.戊[1][1].庚[1]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", [("E107", 2, 1)]),
        ("a: {b: 1, b: 2, b: 3}\n", [("E107", 1, 11), ("E107", 1, 17)]),
        ("a: 1\na:\n  - b: [c]\n", [("E107", 2, 1)]),
        ("1: a\n", [("E112", 1, 1)]),
        ("true: a\nnull: b\n", [("E112", 1, 1), ("E112", 2, 1)]),
        ("? [a, b]\n: c\nd: 1\n", [("E112", 1, 3)]),
        ("? {a: {b: 1}}\n: {c: 1}\nd: 1\n", [("E112", 1, 3)]),
        ("a: &x 1\nb: *x\n", [("E108", 1, 4), ("E108", 2, 4)]),
        ("a: &x [1]\nb: &y {c: 1}\n", [("E108", 1, 4), ("E108", 2, 4)]),
        ("? *x\n: 1\n", [("E108", 1, 3)]),
        ("a: !!int '1'\n", [("E110", 1, 4)]),
        ("a: !x &y [1]\n", [("E108", 1, 4), ("E110", 1, 4)]),
        ("a: !!set {b}\n", [("E110", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("E111", 2, 1)]),
        ("a: 1\n...\n---\nb: 2\n---\nc: 3\n", [("E111", 3, 1)]),
    ],
)
def test_what_has_no_place_in_a_data_file(text: str, found: list[tuple[str, int, int]]) -> None:
    assert sorted(refuse(text)) == sorted(found)


def test_the_first_of_two_counts() -> None:
    document, _ = parse(b"a: 1\nb: 2\na: [3]\n1: x\n", "f")
    assert document is not None
    assert document.value == {"a": 1, "b": 2}
    assert document.position(("a",)) == (1, 4)


def test_a_second_mention_tells_where_the_first_is() -> None:
    (found,) = parse("甲: 1\n乙: 2\n甲: 3\n".encode(), "f")[1]
    assert str(found) == "f:3:1: E107 这个字段写了两次（前一处在第 1 行，请删去一处）"


def test_the_first_document_is_still_there() -> None:
    document, found = parse(b"a: 1\n---\nb: [", "f")
    assert document is not None
    assert document.value == {"a": 1}
    assert [one.code for one in found] == ["E111"]


# Invisible characters are refused (E004).
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], exclude_characters="\u3164"), max_size=8
).map(lambda text: f"“{text}”")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9999) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=20,
)


@given(VALUES)
def test_the_same_values_as_other_readers(value: Any) -> None:
    from json import dumps

    text = dumps(value, ensure_ascii=False, indent=1).replace("\x7f", "x")
    document, found = parse(text.encode(), "f")
    assert found == []
    assert document is not None
    assert document.value == load(text, Loader=CSafeLoader)
