"""The form of a mail: its head is safe whatever is in a name."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date, timedelta, timezone
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidHeaderDefect
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, compat32, default
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reminders.mail.sample_mails import (
    HEADERS,
    NOW,
    ROWS,
    WORKDAYS_7,
    attached,
    body,
    item,
    letter,
    lines,
    mail,
    moved_to,
    text,
)
from reminders.subscriptions.sample_subscriptions import NO_ADDRESSES

from zhicheng_cli.errors import ZcError
from zhicheng_cli.reminders.mail import headers
from zhicheng_cli.reminders.mail.headers import POLICY, _encoded
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox


def test_its_parts_are_text_page_and_calendar() -> None:
    message = message_from_bytes(mail(item(12)).as_bytes(), policy=default)
    parts = [(part.get_content_type(), part.get("Content-Transfer-Encoding")) for part in message.walk()]
    assert parts == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", "base64"),
        ("text/html", "base64"),
        ("text/calendar", "base64"),
    ]
    *_, words, page, calendar = message.walk()
    assert {part.get_content_charset() for part in (words, page, calendar)} == {"utf-8"}
    assert calendar.get_filename() == "zhicheng-2021.ics"
    assert calendar.get_param("method") is None
    assert "METHOD" not in attached(mail(item(12))).decode()


def test_its_headers() -> None:
    message = mail(item(12))
    assert sorted(message.keys()) == HEADERS
    assert message["From"].addresses[0].display_name == "样例办公室"
    assert message["From"].addresses[0].addr_spec == "office@example.org"
    assert message["To"].addresses[0].display_name == "样例甲"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "zh-CN"
    # SpamAssassin takes one in percent-encoded UTF-8 for a template that nobody has filled in; people read 退订.
    subject = "unsubscribe"
    assert message["List-Unsubscribe"] == f"<mailto:office@example.org?subject={subject}>"
    assert f"List-Unsubscribe: <mailto:office@example.org?subject={subject}>\r\n".encode() in message.as_bytes()
    assert "主题写“退订”" in text(message)


@pytest.mark.parametrize("hours", [-8, 0, 8, 13])
def test_its_date_is_that_of_china(hours: int) -> None:
    now = NOW.astimezone(timezone(timedelta(hours=hours)))
    assert mail(item(12), now=now)["Date"] == "Thu, 17 Jun 2021 09:30:00 +0800"


@pytest.mark.parametrize("address", [address for address, _ in NO_ADDRESSES])
def test_a_bad_address_is_refused(address: str) -> None:
    with pytest.raises(ZcError, match="收件人的邮箱地址不对") as caught:
        mail(item(12), recipient=address)
    assert "\n" not in str(caught.value)
    with pytest.raises(ZcError, match="发件人的邮箱地址不对"):
        mail(item(12), sender=Mailbox(address, ""))


@pytest.mark.parametrize("address", ["a.b+c@mail.example.com", "a@xn--fsqu00a.example", "o'x@example.com"])
def test_usual_addresses_pass(address: str) -> None:
    message = message_from_bytes(mail(item(12), recipient=address, name="").as_bytes(), policy=default)
    assert [one.addr_spec for one in message["To"].addresses] == [address]
    assert lines(message)[0] == "您好："


def test_the_same_letter_makes_the_same_bytes() -> None:
    message = mail(item(12), item(13))
    assert message.as_bytes() == mail(item(12), item(13)).as_bytes()
    # Whoever writes it out, with the policy of SMTP or with its own.
    assert message.as_bytes(policy=SMTP) == message.as_bytes()


def test_message_ids_tell_letters_apart() -> None:
    base = item(12)
    others = [
        letter(base),
        letter(base, recipient="b@example.com"),
        letter(item(13)),
        letter(item(12, which="last")),
        letter(item(12, lead=WORKDAYS_7)),
        letter(item(12, lead=None, was=date(2021, 7, 2))),
        letter(item(12, was=date(2021, 7, 2))),
        letter(item(12)._replace(was_undated=True)),
        letter(item(12, "unit_notice")),
        letter(item(moved_to("7月20日"))),
        letter(base, item(13)),
    ]
    today = date(2021, 6, 17)
    made = [headers.message_id("office@example.org", one, today) for one in others]
    assert len(set(made)) == len(others)
    assert all(re.fullmatch(r"<zc\.[0-9a-f]{32}@example\.org>", one) for one in made)
    assert headers.message_id("office@example.org", letter(item(13), base), today) == made[-1]
    # A reminder is the same on whatever day it is sent again; a change made twice is news twice.
    later = [headers.message_id("office@example.org", one, date(2021, 6, 18)) for one in others]
    assert [one == other for one, other in zip(made, later, strict=True)] == [
        not one.items[0].is_change for one in others
    ]
    assert mail(base)["Message-ID"] == made[0]


CHARACTERS = st.sampled_from("aé职😀 ＝?=") | st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])


@given(st.text(CHARACTERS, min_size=1, max_size=200))
@example("aé" * 60)
@example("【职称】市建设工程专业中级职务评审委员会：材料7月1日（含）前交稳妥（还有14天、10个工作日）")
def test_only_the_last_encoded_word_is_padded(text: str) -> None:
    """Some readers take padding for the end of the whole subject; RFC 2047, 2: no word is longer than 75."""
    lines = _encoded(text, "Subject", POLICY.linesep).split("\r\n ")
    assert not any("==?=" in line or line.endswith("=?=") for line in lines[:-1] if "?b?" in line)
    assert max(map(len, lines)) <= 75
    assert len(lines[0]) <= 76 - len("Subject: ")
    words = [decode_header(line) for line in lines]
    # Each is whole in itself: no character is cut in two.
    assert "".join(part.decode(charset) for ((part, charset),) in words) == text


def test_long_domains_are_not_broken() -> None:
    domain = ".".join(["x" * 50] * 4)
    message = mail(item(12), sender=Mailbox(f"office@{domain}", "样例办公室"))
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Message-ID"] == message["Message-ID"]
    assert read["Message-ID"].endswith(f"@{domain}>")
    assert read["List-Unsubscribe"] == f"<mailto:office@{domain}?subject=unsubscribe>"


NASTY = [
    "样例甲\r\nBcc: b@example.com",
    "\nX-Evil: 1",
    "甲\r\n\r\n<script>",
    "甲\u2028Bcc: b@example.com",
    "甲\x85Bcc: b@example.com",
    "a\x00\x0b\x0c\x1c\x7fb",
    'x" <b@example.com>, "y',
    "b@example.com,",
    "组: b@example.com;",
    "=?utf-8?q?a=0D=0ABcc=3A_b=40example.com?=",
    "=?utf-8?b?5qC35L6L?= <b@example.com>",
    "(注)\\",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "\u202e甲",
    "湖州市职业资格指导服务中心职称评审办公室（样例，很长的名字）",
    "样" * 3000,
    "a" * 3000,
    "a b " * 1000,
    " ",
    "\ud800甲",
]


def checked(make: Callable[[], EmailMessage]) -> EmailMessage:
    """What must hold of any mail, whatever words it is made of; the mail as read back."""
    message = make()
    raw = message.as_bytes()
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    read = message_from_bytes(raw, policy=default)
    assert isinstance(read, EmailMessage)
    assert sorted(read.keys()) == HEADERS
    assert [one.addr_spec for one in read["To"].addresses] == ["a@example.com"]
    assert [one.addr_spec for one in read["From"].addresses] == ["office@example.org"]
    assert not any(part.defects for part in read.walk())
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert text(read) == text(message)
    assert body(read, "html") == body(message, "html")
    assert attached(read) == attached(message)
    return read


def told_name(message: EmailMessage, header: str) -> str:
    """The name in an address, as a reader that knows RFC 2047 puts it together."""
    name, _ = parseaddr(message_from_bytes(message.as_bytes())[header])
    return str(make_header(decode_header(name)))


@pytest.mark.parametrize("name", NASTY)
def test_no_name_breaks_the_head(name: str) -> None:
    checked(lambda: mail(item(12), name=name, sender=Mailbox("office@example.org", name)))


@settings(max_examples=60)
@given(st.text(max_size=120) | st.sampled_from(NASTY), st.text(max_size=120), st.text(min_size=1), st.text(min_size=1))
def test_no_words_break_a_mail(recipient: str, sender: str, name: str, words: str) -> None:
    committee = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name})
    told = item(committee)
    told = told._replace(milestone=told.milestone._replace(text=words, note=words))
    message = checked(lambda: mail(told, name=recipient, sender=Mailbox("office@example.org", sender)))
    assert len(str(message["Subject"])) <= 60
    assert not any("\n" in line for line in message["Subject"].splitlines())


def encoded(words: str, kind: str, charset: str) -> str:
    """An encoded word (RFC 2047)."""
    octets = words.encode("utf-8", "replace")
    inner = b64encode(octets).decode() if kind in "bB" else "".join(f"={octet:02X}" for octet in octets)
    return f"=?{charset}?{kind}?{inner}?="


INSIDE = st.text(max_size=8) | st.sampled_from(
    ["\r\nBcc: b@example.com", "\r\n\r\n<p>", "a\nX-Evil: 1", "\rTo: b@example.com", "甲", " ", "\r\n"]
)
ENCODED = st.builds(encoded, INSIDE, st.sampled_from("bBqQ"), st.sampled_from(["utf-8", "UTF-8", "iso-8859-1", "x"]))
PIECES = ENCODED | INSIDE | st.sampled_from(["=?", "?=", "<", ">", "?subject=", "@", ",", ":", '"', "\\", "%0D%0A"])
ANYTHING = st.lists(PIECES, max_size=4).map("".join)
ADDRESSES = st.just("a@example.com") | ANYTHING.map(lambda words: f"{words}@example.com")
LEAVING = st.none() | st.tuples(st.sampled_from(["mailto:a@example.com", "https://example.com/", ""]), ANYTHING).map(
    "".join
)


@settings(max_examples=150, deadline=None)
@given(st.tuples(ANYTHING, ANYTHING, ANYTHING, ANYTHING), st.tuples(ADDRESSES, ADDRESSES), LEAVING)
def test_whatever_is_written_there_are_our_headers_and_one_recipient(
    names: tuple[str, ...], addresses: tuple[str, str], unsubscribe: str | None
) -> None:
    (recipient, sender), (name, sender_name, committee, words) = addresses, names
    told = item(ROWS[12]._replace(printed={**ROWS[12].printed, "name": committee or "甲"}))
    told = told._replace(milestone=told.milestone._replace(text=words or "甲", note=words))
    try:
        message = mail(
            told, name=name, recipient=recipient, sender=Mailbox(sender, sender_name), unsubscribe=unsubscribe
        )
    except ZcError:
        return
    for raw in (message.as_bytes(), message.as_bytes(policy=SMTP), message.as_bytes(policy=message.policy.clone())):
        read = message_from_bytes(raw, policy=default)
        assert sorted(read.keys()) == HEADERS
        assert [one.addr_spec for one in read["To"].addresses] == [recipient]
        assert [one.addr_spec for one in read["From"].addresses] == [sender]
        assert raw.split(b"\r\n\r\n", 1)[1].startswith(b"--zc-0-")
    assert sorted(BytesHeaderParser(policy=compat32).parsebytes(message.as_bytes()).keys()) == HEADERS


@pytest.mark.parametrize(
    "folded", ["a\r\nBcc: b@example.com", "a\r\n\r\n<p>", "a\rBcc: b", "a\nBcc: b", "a\r\n\tb", "a\r\n b\r\n"]
)
def test_a_head_with_a_stray_line_end_is_never_written(folded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "_encoded", lambda *_: "a\r\n b")
    assert sorted(message_from_bytes(mail(item(12)).as_bytes()).keys()) == HEADERS
    monkeypatch.setattr(headers, "_encoded", lambda *_: folded)
    with pytest.raises(ZcError, match="写不成") as caught:
        mail(item(12))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fault", [InvalidHeaderDefect("a"), HeaderParseError("a"), ValueError("a")])
def test_what_the_library_objects_to_is_an_error_of_this_letter(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(headers, "Address", refuse)
    with pytest.raises(ZcError, match="写不成"):
        mail(item(12))


def words_of(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="=")), max_size=4))
def test_names_arrive_as_they_are(parts: list[str]) -> None:
    name = words_of(parts)[:64].strip()
    message = mail(item(12), name=name, sender=Mailbox("office@example.org", name))
    assert told_name(message, "To") == name
    assert told_name(message, "From") == name
