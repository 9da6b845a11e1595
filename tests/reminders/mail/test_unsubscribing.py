"""The way out of a mail, in its head and in its words."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, compat32, default
from urllib.parse import unquote_to_bytes

import pytest
from reminders.mail.sample_mails import HEADERS, item, mail, text

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.mail import headers
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox


@pytest.mark.parametrize(
    ("given", "header", "said"),
    [
        (
            "https://example.com/leave?list=1",
            "<https://example.com/leave?list=1>",
            "打开 https://example.com/leave?list=1",
        ),
        ("mailto:leave@example.com", "<mailto:leave@example.com>", "写信到 leave@example.com。"),
        ("mailto:b@example.com?subject=%E9%80%80", "<mailto:b@example.com?subject=%E9%80%80>", "主题写“退”。"),
        ("https://example.com/退 订\r\nBcc: x@example.com", None, "打开 https://example.com/%E9%80%80%20"),
    ],
)
def test_where_to_unsubscribe_may_be_given(given: str, header: str | None, said: str) -> None:
    message = mail(item(12), unsubscribe=given)
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert sorted(read.keys()) == HEADERS
    assert header is None or read["List-Unsubscribe"] == header
    assert said in text(message)


@pytest.mark.parametrize(
    "given",
    [
        "mailto:a@example.com?subject=%E9%80%80%E8%AE%A2",
        "mailto:a@example.com?subject=退订",
        "https://example.com/%AE%AE-%FF",
        "https://example.com/退订？编号=甲",
    ],
)
def test_no_escaped_octet_looks_like_an_unfilled_template(given: str) -> None:
    """SpamAssassin, check_unresolved_template: % and two capital letters in a header are 3.0 points."""
    header = mail(item(12), unsubscribe=given)["List-Unsubscribe"]
    assert header.isascii()
    assert not re.search("%[A-Z][A-Z_-]", header)
    assert unquote_to_bytes(header) == unquote_to_bytes(f"<{given}>")


@pytest.mark.parametrize(
    "given",
    [
        # CR LF Bcc: evil@example.com CR LF X-Z:, in base64.
        "mailto:u@example.com?subject==?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20NClgtWTog?=",
        "https://example.com/=?utf-8?q?a=0D=0A=0D=0ANEWBODY?=",
        "https://example.com/?a==?utf-8?Q?=0ABcc:_evil@example.com?=",
    ],
)
def test_an_encoded_word_in_the_address_to_unsubscribe_at_is_never_decoded(given: str) -> None:
    message = mail(item(12), unsubscribe=given)
    raw = message.as_bytes()
    assert b"=?" not in re.search(rb"^List-Unsubscribe: .*$", raw, re.MULTILINE)[0]  # type: ignore[index]
    for policy in (default, SMTP, compat32):
        read = message_from_bytes(raw, policy=policy)
        assert sorted(read.keys()) == HEADERS
        assert read["List-Unsubscribe"] == message["List-Unsubscribe"] == f"<{given.replace('=?', '%3D?')}>"
    assert b"NEWBODY" not in raw.split(b"\r\n\r\n")[1]


@pytest.mark.parametrize("name", ["Subject", "List-Unsubscribe"])
def test_what_is_set_is_not_decoded(name: str) -> None:
    message = EmailMessage(policy=headers.POLICY)
    message[name] = "a =?utf-8?q?b=0D=0ABcc:_b@example.com?="
    assert message[name] == "a =?utf-8?q?b=0D=0ABcc:_b@example.com?="
    assert message_from_bytes(message.as_bytes()).keys() == [name]


def test_an_odd_address_of_the_sender_stays_the_one_to_write_to() -> None:
    message = mail(item(12), sender=Mailbox("a?cc=b&c%23#@example.org"))
    # RFC 6068: ?, &, % and # in an address are written as %3F, %26, %25 and %23.
    subject = "subject=unsubscribe"
    assert message["List-Unsubscribe"] == f"<mailto:a%3Fcc%3Db%26c%2523%23@example.org?{subject}>"
    assert "写信到 a?cc=b&c%23#@example.org，主题写“退订”" in text(message)


@pytest.mark.parametrize("given", ["http://example.com/", "javascript:alert(1)", "leave@example.com", ""])
def test_other_addresses_to_unsubscribe_at_are_refused(given: str) -> None:
    with pytest.raises(ZcError, match="退订地址不对"):
        mail(item(12), unsubscribe=given)


def test_a_refused_address_to_unsubscribe_at_is_not_repeated() -> None:
    with pytest.raises(ZcError) as caught:
        mail(item(12), unsubscribe="http://example.com/?token=geheim")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("length", [40, 60, 100, 900])
def test_the_address_to_unsubscribe_at_is_never_torn(length: int) -> None:
    address = f"https://example.com/{'x' * length}"
    raw = mail(item(12), unsubscribe=address).as_bytes()
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in raw
    for policy in (default, SMTP, compat32):
        assert message_from_bytes(raw, policy=policy)["List-Unsubscribe"] == f"<{address}>"
    assert BytesHeaderParser().parsebytes(raw)["List-Unsubscribe"] == f"<{address}>"


def test_an_address_to_unsubscribe_at_must_fit_its_line() -> None:
    # RFC 5322, 2.1.1: 998 characters without the line's end.
    rest = len("List-Unsubscribe: <https://example.com/>")
    raw = mail(item(12), unsubscribe=f"https://example.com/{'x' * (998 - rest)}").as_bytes()
    assert max(map(len, raw.split(b"\r\n"))) == 998
    with pytest.raises(ZcError, match="退订地址太长"):
        mail(item(12), unsubscribe=f"https://example.com/{'x' * (999 - rest)}")
