"""Subscriptions files for tests, and what is found in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from places import TESTS

from zhicheng_cli.files.checking import check_files
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
from zhicheng_cli.reminders.subscriptions.subscription_reading import read_subscriptions
from zhicheng_cli.reminders.subscriptions.subscriptions import Subscriptions
from zhicheng_cli.reminders.subscriptions.wants import Wanted

FULL = (TESTS / "positive" / "subscriptions.yaml").read_text(encoding="utf-8")
SECRET = "geheim-Gh7"
SENDER = "sender: {address: zhicheng@example.gov.cn}\n"
PROGRAM = "transport: {sendmail: {command: [msmtp, -t]}}\n"
SUBSCRIBERS = "subscribers:\n  - {address: a@example.com}\n"
#: What is no address, and what the hint shows.
NO_ADDRESSES = [
    ("", "写成"),
    ("a", "写成"),
    ("@example.com", "写成"),
    ("a@", "写成"),
    ("a@@example.com", ""),
    ("a@b@example.com", ""),
    ("a b@example.com", ""),
    (" a@example.com", "“a@example.com”"),
    ("a@example.com\n", "“a@example.com”"),
    ("a@example.com\r\nBcc: b@example.com", ""),
    ("a@example.com,b@example.com", ""),
    ("a@example.com;", "“a@example.com”"),
    ("<a@example.com>", "“a@example.com”"),
    ("样例甲 <a@example.com>", "“a@example.com”"),
    ("mailto:a@example.com", "“a@example.com”"),
    ("ａ＠ｅxample.com", "“a@example.com”"),
    ("a@example。com", "“a@example.com”"),
    ("样例@example.com", ""),
    ("a@example.中国", "“a@example.xn--fiqs8s”"),
    ("a@样例..中国", "写成 a@example.com 这样"),
    ('"a b"@example.com', ""),
    (".a@example.com", ""),
    ("a.@example.com", ""),
    ("a..b@example.com", ""),
    ("-oQ@example.com", ""),
    ("a@localhost", ""),
    ("a@-b.com", ""),
    ("a@b-.com", ""),
    *((one, "") for one in ("a@例子.com", "a@example.com>", "root@localhost", "a@-example.com")),
    ("a@b..com", ""),
    ("a@example.com.", "“a@example.com”"),
    ("a@192.0.2.1", ""),
    ("a@[192.0.2.1]", ""),
    ("a\0@example.com", ""),
    (f"{'a' * 65}@example.com", ""),
    (f"a@{'b' * 64}.com", ""),
    (f"a@{'b.' * 130}com", ""),
    ("=?utf-8?q?a?=@example.com", ""),
    ("=?utf-8?b?DQo=?=@example.com", ""),
    ("a=?b@example.com", ""),
    ("a@example.com=?", "“a@example.com”"),
    (f"a@example.com:{SECRET}", "“a@example.com”"),
    (f"a:{SECRET}@example.com", "写成"),
    (f"a：{SECRET}@example.com", "写成"),
    ("邮箱：a@example.com", "“a@example.com”"),
]
#: Windows keeps who may read in lists of its own.
modes = pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")


@cache
def data() -> Dataset:
    return Dataset(year=2021)


def wanted() -> Wanted:
    return Wanted(data().search, data().calendar)


KINDS = subscription_kinds(cache(wanted))


def findings(text: str, file: str = "f.yaml") -> list[Finding]:
    return check_files([(file, text.encode())], KINDS).findings


def codes(text: str, file: str = "f.yaml") -> list[str]:
    return [one.code for one in findings(text, file)]


def value(text: str) -> Any:
    document, found = parse(text.encode(), "f")
    assert document is not None
    assert found == []
    return document.value


def read(text: str, folder: Path = Path()) -> Subscriptions:
    assert codes(text) == []
    return read_subscriptions(value(text), folder)


def smtp(fields: str) -> str:
    return f"{SENDER}transport:\n  smtp: {{{fields}}}\n{SUBSCRIBERS}"


def listed(*rows: str) -> str:
    """A file with these subscribers, of which nothing else is wrong."""
    return SENDER + PROGRAM + "subscribers:\n" + "".join(f"  - {row}\n" for row in rows)


PIECES = st.sampled_from(
    ["a", "B", "9", ".", "@", "-", "+", "_", '"', " ", "\r", "\n", "\t", "\0", "\x85", "\u2028", "，", "甲", "<", ">",
     ":", ",", ";", "\\", "example", ".com", "@example.com", "\udc80"]
)  # fmt: skip
TEXTS = st.text(max_size=12) | st.lists(PIECES, max_size=8).map("".join)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(node, dict | list):
        for step, one in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(one, (*path, step))
