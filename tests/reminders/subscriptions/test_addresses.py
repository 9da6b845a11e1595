"""Addresses and names that break no head."""

from __future__ import annotations

import json
import re
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.subscriptions.sample_subscriptions import NO_ADDRESSES, SECRET, TEXTS, codes, listed

from zhicheng_cli.reminders.subscriptions.addresses import breaks_a_line, problem_of, shown


@pytest.mark.parametrize(
    "address",
    ["a@example.com", "first.last+tag@sub.example.com", "o'neil_1@example.com", "1234567890@qq.example.com",
     "a@xn--fiqs8s.example", "a@1-2.example.com", f"{'a' * 64}@example.com"],
)  # fmt: skip
def test_an_address(address: str) -> None:
    assert problem_of(address) is None


@pytest.mark.parametrize(("address", "hint"), NO_ADDRESSES)
def test_no_address(address: str, hint: str) -> None:
    problem = problem_of(address)
    assert problem is not None
    assert hint in problem[1]
    assert SECRET not in f"{problem}{shown(address)}"
    meant = re.search("“(.*)”", problem[1])
    assert not meant or problem_of(meant[1]) is None


ENCODED_WORDS = st.lists(st.sampled_from(["a", ".", "=?", "?=", "=?utf-8?q?a?=", "=?x?b?DQo=?="]), max_size=4).map(
    "".join
)


@given(
    TEXTS
    | ENCODED_WORDS.map(lambda text: f"{text}@example.com")
    | TEXTS.map(lambda text: f"a@example.com{text}")
    | TEXTS.map(lambda text: f"{text}@example.com")
)
@settings(max_examples=800)
def test_no_accepted_address_can_break_a_header_or_become_an_option(address: str) -> None:
    if problem_of(address) is None:
        assert re.fullmatch("[!-~]+", address)
        assert not set(address) & set(' ()<>[]:;,\\"')
        assert not address.startswith("-")
        parsed = Address(addr_spec=address)
        assert (parsed.addr_spec, address.count("@")) == (address, 1)


@given(TEXTS)
@settings(max_examples=400)
def test_no_accepted_name_can_break_a_header(name: str) -> None:
    if not breaks_a_line(name):
        assert len(f"{name}.".splitlines()) == 1
        message = EmailMessage()
        message["To"] = Address(name, addr_spec="a@example.com")
        message["Subject"] = name
        assert {line.split(b":")[0] for line in bytes(message).split(b"\n\n")[0].split(b"\n") if line[:1] != b" "} == {
            b"To",
            b"Subject",
        }


@pytest.mark.parametrize("mark", ["\n", "\r", "\t", "\x7f", "\x85", "\u2028", "\u200b", "\ufeff", "\u202e"])
def test_marks_that_no_text_may_hold(mark: str) -> None:
    assert breaks_a_line(f"样例{mark}甲")
    written = json.dumps(f"样例{mark}甲")
    for place in ("name: {}", "wants: [{{specialties: [{}]}}]"):
        assert codes(listed(f"{{address: a@example.com, {place.format(written)}}}"))[:1] in (["E803"], ["E004"])


def test_a_name_of_any_script_is_one() -> None:
    assert not any(map(breaks_a_line, ("样例甲", "Jo Ñandú", "买买提·样例", "㐂𠮷", "样例　乙")))
