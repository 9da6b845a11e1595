"""Whatever is written there are findings, and no crash."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import TESTS
from reminders.subscriptions.sample_subscriptions import (
    FULL,
    PROGRAM,
    SENDER,
    SUBSCRIBERS,
    TEXTS,
    codes,
    findings,
    listed,
    places,
    smtp,
    value,
)

from zhicheng_cli.cli import main
from zhicheng_cli.files.checking import broken_rows, check_files
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.finding_pages import Page, read_pages
from zhicheng_cli.files.findings import MOST
from zhicheng_cli.reminders.subscriptions.blank_subscriptions import BLANK
from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
from zhicheng_cli.reminders.subscriptions.subscription_reading import read_subscriptions
from zhicheng_cli.reminders.subscriptions.wants import Wanted


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("host: localhost, security: none", None),
        ("host: LOCALHOST, security: none", None),
        ("host: 127.0.0.1, port: 2525, security: none", None),
        ("host: '::1', port: 587, security: none", None),
        ("host: localhost.example.com, security: none", "E806"),
        ("host: 192.0.2.1, security: none", "E806"),
        ("host: localhost, port: 465, security: none", "W807"),
        ("host: localhost, port: 465, security: starttls", "W807"),
        ("host: localhost, port: 587, security: tls", "W807"),
        ("host: localhost, port: 25, security: tls", "W807"),
        ("host: localhost, port: 2525", "W807"),
        ("host: localhost, port: 2525, security: tls", None),
        ("host: localhost, port: 465", None),
        ("host: localhost, port: 0", "E206"),
        ("host: localhost, port: 65536", "E206"),
        ("host: localhost, timeout: 0", "E206"),
        ("host: 'localhost:25'", "E205"),
        ("host: 'smtp://localhost'", "E205"),
        ('host: "localhost\\n"', "E803"),
        ("host: localhost, security: ssl", "E204"),
    ],
)
def test_the_mail_server(fields: str, code: str | None) -> None:
    assert codes(smtp(fields)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mailto:a@example.com", None),
        ("MAILTO:a@example.com?Subject=td", None),
        ("mailto:a@example.com?subject=td&body=1", "E812"),
        ("mailto:a@example.com?cc=b@example.com", "E812"),
        ("mailto:a%2Cb@example.com", "E801"),
        ("https://www.example.com/td?x=1#a", None),
        ("http://www.example.com/", "E812"),
        ("a@example.com", "E812"),
        ("https://", "E812"),
        ("https://www.example.com/退订", "E812"),
        ("https://www.example.com/a b", "E812"),
        ("https://www.example.com/>", "E812"),
        ("mailto:", "E812"),
        ("mailto:a", "E801"),
        ("mailto:a@example.com?subject=<", "E812"),
        ("javascript:a", "E812"),
        ("ftp://www.example.com/", "E812"),
        ("mailto:u@example.com?subject==?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20NClgtWTog?=", "E812"),
        ("https://example.com/=?utf-8?q?a=0D=0A=0D=0ANEWBODY?=", "E812"),
        ("https://example.com/?a==?", "E812"),
        ("mailto:a@example.com?subject=a%0D%0ABcc:%20b@example.com", "E812"),
        ("https://example.com/%e2%80%ae", "E812"),
        ("https://example.com/?a=%E9%80%80&b=%3F", None),
        (f"https://example.com/{'a' * 280}", None),
        (f"https://example.com/{'a' * 281}", "E205"),
    ],
)
def test_the_way_out(address: str, code: str | None) -> None:
    assert codes(f"{SENDER}{PROGRAM}unsubscribe: '{address}'\n{SUBSCRIBERS}") == ([code] if code else [])


def test_a_row_that_does_not_fit_is_checked_as_far_as_it_goes() -> None:
    rows = [
        "{address: b, lead: [30k], leed: 1}",
        "{address: a@example.com, lead: [30k, 5], milestones: [x, x], days: [safe, 稳妥], wants: {levels: [甲]}}",
        "{address: 5, lead: [5x], wants: [{levels: [中极]}]}",
        '{address: a@EXAMPLE.com, leed: 1, name: "a\\tb"}',
        "5",
    ]
    assert sorted((one.code, one.line) for one in findings(listed(*rows))) == sorted([
        ("E202", 4), ("E801", 4), ("E804", 4),
        ("E203", 5), ("E204", 5), ("E204", 5), ("E203", 5), ("W805", 5),
        ("E203", 6), ("E804", 6), ("E813", 6),
        ("W802", 7), ("E202", 7), ("E803", 7),
        ("E203", 8),
    ])  # fmt: skip


def test_no_file_has_findings_without_end() -> None:
    words = ", ".join(["甲乙丙"] * 3000)
    assert codes(listed(f"{{address: a@example.com, wants: [{{levels: [{words}]}}]}}")) == ["E813"] * MOST + ["E006"]
    rows = ["{address: a@example.com, password: x}"] * 3000
    assert codes(listed(*rows)) == ["E808"] * MOST + ["E006"]


def test_many_warnings_stop_nobody() -> None:
    rows = ["{address: a@example.com}"] * 3000
    found = findings(listed(*rows))
    assert [one.code for one in found] == ["W802"] * (MOST + 1)
    assert f"只列出前 {MOST} 处" in found[-1].message
    # An error among them is still told.
    found = findings(listed(*rows, "{address: b}"))
    assert [one.code for one in found] == [*["W802"] * (MOST + 1), "E801"]


@pytest.mark.parametrize("place", ["name: {}", "wants: [{{specialties: [{}]}}]", "lead: [{}]"])
def test_long_words_are_no_words(place: str) -> None:
    for file in (
        listed(f"{{address: a@example.com, {place.format('甲' * 201)}}}"),
        f"sender: {{address: a@example.com, name: {'甲' * 201}}}\n{PROGRAM}{SUBSCRIBERS}",
    ):
        (found,) = findings(file)
        assert found.code == "E205"
        assert "最多 200 个字符" in found.message


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u202d"])
@pytest.mark.parametrize(
    ("row", "path"),
    [
        ("{{address: b@example.com, name: 样{}例}}", "subscribers[1].name"),
        (
            "{{address: b@example.com, wants: [{{levels: [中级]}}, {{levels: [中级, 初{}级]}}]}}",
            "subscribers[1].wants[1].levels[1]",
        ),
        ("{{address: b@example.com, na{}me: 样例}}", "subscribers[1]"),
        ("样{}例", "subscribers[1]"),
    ],
)
def test_an_invisible_mark_is_a_fault_of_its_row_alone(mark: str, row: str, path: str) -> None:
    found = findings(listed("{address: a@example.com}", row.format(mark)))
    assert [(one.code, one.path) for one in found] == [("E004", path)]
    assert broken_rows(found, "subscribers") == frozenset([1])
    elsewhere = f"sender: {{address: a@example.com, name: 样{mark}例}}\n{PROGRAM}{SUBSCRIBERS}"
    assert broken_rows(findings(elsewhere), "subscribers") is None


def test_one_bad_row_hides_no_other_and_is_not_spoken_of_twice() -> None:
    rows = ["{address: a@example.com, leed: [30k]}", "{address: b, lead: [30k]}", "{address: a@EXAMPLE.com}", "甲"]
    assert [(one.code, one.line) for one in findings(listed(*rows))] == [
        ("E202", 4), ("E801", 5), ("E804", 5), ("W802", 6), ("E203", 7),
    ]  # fmt: skip


PAGES = read_pages()
EXAMPLES = [page for page in PAGES.values() if page.wrong and page.code[1] == "8"]


def placed(excerpt: str) -> str:
    """The lines of a page within a file of which nothing else is wrong."""
    return {
        "smtp": f"{SENDER}transport:\n  {excerpt}\n{SUBSCRIBERS}",
        "password": smtp(f"host: localhost, user: a, {excerpt}"),
        "unsubscribe": f"{SENDER}{PROGRAM}{excerpt}\n{SUBSCRIBERS}",
        "address": listed(excerpt),
        "{address": listed(excerpt),
    }.get(excerpt.partition(":")[0], listed(f"{{address: a@example.com, {excerpt}}}"))


@pytest.mark.parametrize("page", EXAMPLES, ids=[page.code for page in EXAMPLES])
def test_the_wrong_example_of_a_page_has_the_fault_and_the_right_one_has_none(page: Page) -> None:
    assert codes(placed(page.wrong)) == [page.code]
    assert codes(placed(page.right)) == []


LEAVES = (
    st.none() | st.booleans() | st.integers(-2, 70000) | st.floats(allow_nan=False) | TEXTS
    | st.sampled_from(["cutoff", "30d", "a@example.com", "中级", "none", "~", "~nobody/x", "/", "a\0", "x" * 300])
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "address",
        "name",
        "wants",
        "lead",
        "password",
        "env",
        "file",
        "smtp",
        "sendmail",
        "host",
        "port",
        "user",
        "levels",
    ]
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | TEXTS, inner, max_size=3), max_leaves=6
)


@cache
def as_json(text: str) -> tuple[str, list[tuple[Any, ...]]]:
    """A good file as JSON, and the places of its values, none of them the whole."""
    root = value(text)
    return json.dumps(root), [path for path in places(root) if path]


def spoilt(text: str, place: int, instead: Any) -> str:
    """A good file as JSON, with one value in it replaced; the first place is the whole."""
    written, paths = as_json(text)
    place %= len(paths) + 1
    if place == 0:
        return json.dumps(instead)
    root = json.loads(written)
    *outer, last = paths[place - 1]
    node = root
    for step in outer:
        node = node[step]
    node[last] = instead
    return json.dumps(root)


@given(st.sampled_from([FULL, BLANK, SENDER + PROGRAM + SUBSCRIBERS]), st.integers(0, 10**4), VALUES)
@settings(max_examples=400, deadline=None)
def test_whatever_stands_anywhere_there_are_findings_and_no_crash(text: str, place: int, instead: Any) -> None:
    changed = spoilt(text, place, instead)
    found = findings(changed)
    assert {one.code for one in found} <= PAGES.keys()
    document, _ = parse(changed.encode(), "f")
    if document is not None and not any(one.code[0] == "E" for one in found):
        read_subscriptions(document.value, Path())


@given(VALUES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_command_ends_well(capsys: pytest.CaptureFixture[str], tmp_path: Path, instead: Any) -> None:
    file = tmp_path / "f.yaml"
    document = {"format": "zc.subscriptions/1", "sender": instead, "transport": instead, "subscribers": [instead]}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert main(["validate", str(file)]) == 1
    assert "程序内部出错" not in capsys.readouterr().err


def test_a_plan_is_asked_for_only_where_there_is_such_a_file() -> None:
    def never() -> Wanted:
        raise AssertionError

    kinds = subscription_kinds(never)
    assert [one.code for one in check_files([("f", b"format: zc.plan-data/2\n")], kinds).findings] == ["E210"]


def test_it_is_checked_alone_and_beside_others(capsys: pytest.CaptureFixture[str]) -> None:
    example = str(TESTS.parent / "examples" / "subscriptions.yaml")
    assert main(["validate", example, "--year", "2021"]) == 0
    files = [example, str(TESTS / "positive" / "dossier.yaml"), str(TESTS / "positive" / "titles.yaml")]
    assert main(["validate", *files, "--form-only", "--year", "2021"]) == 0
    assert main(["validate", example, str(TESTS / "negative" / "E813_words.yaml")]) == 1
    assert "是否想写“中级”？" in capsys.readouterr().out
