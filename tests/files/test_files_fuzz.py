"""Whatever the bytes: findings, never a traceback, and each of them somewhere in the file."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
from zhicheng_cli.cli import main
from zhicheng_cli.files import checks as of_files
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.checking import bundled_knowledge, check_files
from zhicheng_cli.files.finding_pages import read_pages
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.files.text import decode, lines
from zhicheng_cli.plan import checks as of_plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.search import Search


@cache
def search() -> Search:
    return Dataset(year=2021).search


KINDS = {**of_plan.KINDS, **of_files.KINDS, **dossier_kinds(search, date(2021, 7, 1))}
PLAN = (TESTS / "positive" / "plan_2032.yaml").read_text(encoding="utf-8")
SMALL = [path.read_text(encoding="utf-8") for path in sorted((TESTS / "positive").glob("*.yaml"))]
REAL = [path.read_text(encoding="utf-8") for path in sorted(data_dir().glob("*.yaml"))]
CODES = frozenset(read_pages())
MARKS = "-?:,[]{}#&*!|>'\"%@`~=<\t\n\r \\0179.：，“”\u3000\xa0\x00\x85\u2028\ufeff甲😀"
PIECES = st.sampled_from([*MARKS, "---", "...", "<<", ": ", "- ", "null", "no", "0572"])


@cache
def known() -> dict[str, frozenset[str]]:
    return bundled_knowledge(KINDS)


def examine(data: bytes) -> list[Finding]:
    """Check the file, and check the findings."""
    found = check_files([("甲.yaml", data)], KINDS, known()).findings
    text, broken = decode(data, "甲.yaml")
    rows = lines(text)
    for one in found:
        assert one.code in CODES
        assert re.search("[一-鿿]", one.message)
        assert one.line >= 1
        assert one.column >= 1
        if not broken:
            assert one.line <= len(rows), one
            assert one.column <= len(rows[one.line - 1]) + 1, one
    assert found == sorted(set(found))
    return found


def ways(base: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A file with a stretch of characters deleted, inserted, doubled or swapped with another."""

    def change(text: str, spots: list[int], how: str, piece: str) -> str:
        one, two, three = sorted(spot % (len(text) + 1) for spot in spots)
        two = min(two, one + 40)
        three = max(two, min(three, two + 40))
        middle = {
            "delete": "",
            "insert": piece + text[one:two],
            "double": text[one:two] * 2,
            "swap": text[two:three] + text[one:two],
        }[how]
        return text[:one] + middle + text[three if how == "swap" else two :]

    spots = st.lists(st.integers(0, 10**6), min_size=3, max_size=3)
    return st.builds(change, base, spots, st.sampled_from(["delete", "insert", "double", "swap"]), PIECES)


def with_lines_changed(text: str, spots: list[int], how: str) -> str:
    rows = text.split("\n")
    one, two = (spot % len(rows) for spot in spots)
    if how == "delete":
        del rows[one]
    elif how == "double":
        rows.insert(two, rows[one])
    else:
        rows[one], rows[two] = rows[two], rows[one]
    return "\n".join(rows)


LINES = st.builds(
    with_lines_changed,
    st.sampled_from(REAL + SMALL),
    st.lists(st.integers(0, 10**6), min_size=2, max_size=2),
    st.sampled_from(["delete", "double", "swap"]),
)


@given(st.binary(max_size=200))
@settings(max_examples=200)
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: \xff")
@example("\ufeff\ufeffformat: [甲]\n".encode())
def test_any_bytes(data: bytes) -> None:
    examine(data)


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
@settings(max_examples=500)
@example("format: [甲]\n")
@example("format: {甲: 乙}\n")
@example("a: 1\r\n\x85b: \u2028: c")
def test_any_text(text: str) -> None:
    examine(text.encode("utf-8", "surrogatepass"))


@given(ways(ways(st.sampled_from(SMALL))))
@settings(max_examples=250)
def test_small_files_with_characters_changed(text: str) -> None:
    examine(text.encode())


@given(ways(st.sampled_from(REAL)))
@settings(max_examples=60)
def test_real_files_with_characters_changed(text: str) -> None:
    examine(text.encode())


@given(LINES)
@settings(max_examples=120)
def test_files_with_lines_changed(text: str) -> None:
    examine(text.encode())


VALUES = st.recursive(
    st.sampled_from(["null", "true", "12", "-1", "2021.0", "1e999", '""', "甲", "9月", "[]", "{}", "2021-02-30"]),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["no", "name", "甲", "format"]), inner, max_size=2).map(
            lambda fields: "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"
        )
    ),
    max_leaves=4,
)
FIELD = re.compile(r"(?m)^( *(?:- )?\w+:) (?=\S)([^{\[\n].*)$")


@given(st.sampled_from(SMALL), st.integers(0, 10**6), VALUES)
@settings(max_examples=250)
def test_fields_with_anything_inside(text: str, spot: int, value: str) -> None:
    fields = list(FIELD.finditer(text))
    chosen = fields[spot % len(fields)]
    examine((text[: chosen.start(2)] + value + text[chosen.end(2) :]).encode())


@given(st.binary(max_size=60) | ways(st.just(PLAN)).map(str.encode))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_command_ends_well(capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        code = main(["validate", "-"])
    told = capsys.readouterr()
    assert code in (0, 1)
    assert "Traceback" not in told.err
    assert "程序内部出错" not in told.err
    assert all(re.match(r"-:\d+:\d+: [EWN]\d{3} ", line) for line in told.out.splitlines())
