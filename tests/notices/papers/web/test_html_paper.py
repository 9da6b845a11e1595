"""Whole web pages: their encodings, their paragraphs, archives of them, and pages that cannot be read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError
from zhicheng_cli.notices.papers.web import html_paper
from zhicheng_cli.notices.papers.web.html_paper import read_html

WORDS = "样例市职称评审通知"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


def page(charset: str = "", words: str = WORDS) -> str:
    return f"<html><head>{META.format(charset) if charset else ''}</head><body><p>{words}</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        page().encode(),
        page().encode("gbk"),
        page("gb2312").encode("gbk"),
        # What the page says of itself is wrong.
        page("gb2312").encode(),
        page("utf-8").encode("gbk"),
        page("iso-8859-1").encode("gbk"),
        page("x-unheard-of").encode("gb18030"),
        # A byte order mark counts more than anything else.
        page("gb2312").encode("utf-8-sig"),
        page("gb2312").encode("utf-16"),
        b"\xfe\xff" + page().encode("utf-16-be"),
        page().encode("utf-16-le"),
        page().encode("utf-16-be"),
        b'<?xml version="1.0" encoding="gb2312"?>' + page().encode("gbk"),
    ],
)
def test_the_words_are_the_same_in_every_encoding(data: bytes) -> None:
    assert [one.words for one in read_html(data, "a.html").paragraphs] == [WORDS]


def test_signs_beyond_gb2312_and_of_taiwan() -> None:
    assert read_html(page("gb2312", "喆㐀").encode("gb18030"), "a").paragraphs[0].words == "喆㐀"
    assert read_html(page("big5", "職稱評審").encode("big5"), "a").paragraphs[0].words == "職稱評審"


def test_a_broken_byte_is_told() -> None:
    (only,) = read_html(page(words="样例").encode().replace("例".encode(), b"\xe4\xbe\xff"), "a").paragraphs
    assert only.words.startswith("样�")
    assert [doubt.kind.value for doubt in only.doubts] == ["unreadable"]


def test_paragraphs_and_what_stands_beside_them() -> None:
    paper = read_html(
        b"<title>t</title><nav>A</nav><h1>B</h1>C<div>D<p>E<span><p>F</span></div><s>G</s>H"
        b"<img src=a.png><img src=a.png><img src='data:,'><iframe></iframe>"
        b"<p style='display:none'>I</p><footer>J</footer>",
        "a.html",
    )
    assert [one.words for one in paper.paragraphs] == ["A", "B", "C", "D", "E", "F", "H", "J"]
    assert [doubt.words for one in paper.paragraphs for doubt in one.doubts] == ["G"]
    assert [(one.kind.value, one.words) for one in paper.doubts] == [
        ("left_out", "嵌入的内容："),
        ("hidden", "I"),
        ("picture", "表格以外的图片：a.png"),
    ]


ARCHIVE = (
    b'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="=="\r\n\r\n'
    b"--==\r\nContent-Type: %s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--==\r\n"
    b"Content-Type: image/png\r\n\r\n\r\n--==--\r\n"
)


@pytest.mark.parametrize(
    ("kind", "coding", "content"),
    [
        (b'text/html; charset="gb2312"', b"quoted-printable", encodestring(page().encode("gbk"))),
        (b"text/html", b"base64", b64encode(page("utf-8").encode())),
        (b"text/html; charset=big5", b"8bit", page().encode()),
    ],
)
def test_an_archive(kind: bytes, coding: bytes, content: bytes) -> None:
    assert [one.words for one in read_html(ARCHIVE % (kind, coding, content), "a.mht").paragraphs] == [WORDS]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是能读的网页"),
        (b"<html><frameset><frame src=a.html></frameset></html>", "框架网页"),
        (ARCHIVE % (b"text/plain", b"8bit", b"a"), "里面没有网页"),
        (b"<b>" * 5000 + b"a", "太深|不是能读的网页"),
        (b"<html>" + b"<table><tr><td>" * 20_000 + b"a", "太深|不是能读的网页"),  # and none of them ends
    ],
)
def test_a_page_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(UnreadablePaperError, match=message):
        read_html(data, "a.html")


def test_a_page_of_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_paper, "MAX_ELEMENTS", 3)
    with pytest.raises(UnreadablePaperError, match="太大"):
        read_html(page().encode(), "a.html")
    with pytest.raises(UnreadablePaperError, match="太大"):
        read_html(b"<p>" * 10, "a.html")  # more than is unpacked


def test_entities_are_not_followed() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    words = [one.words for one in read_html(bomb + b"<p>&b;&c;x</p>", "a.html").paragraphs]
    assert words[-1] == "&b;&c;x"


Cut = Callable[[bytes, int, int], bytes]
CUTS: list[Cut] = [
    lambda data, at, _: data[:at],
    lambda data, at, to: data[:at] + bytes([to]) + data[at + 1 :],
    lambda data, at, to: data[:at] + data[at + to :],
]
RICH = (
    "<style>.a>.b{display:none}</style><ol><li>甲</ol><table><caption>题</caption><col><thead><tr><td rowspan=2>1"
    "<td colspan=3>甲<tbody><tr><td class=b>2<td><table><tr><td>乙</table></table>"
).encode()


@given(st.sampled_from(CUTS), st.integers(0, len(RICH) - 1), st.integers(0, 255))
def test_whatever_bytes_there_are_one_error_alone_comes_out(cut: Cut, at: int, to: int) -> None:
    with suppress(UnreadablePaperError):
        read_html(cut(RICH, at, to), "a.html")


@given(st.binary(max_size=300))
def test_whatever_an_archive_holds(content: bytes) -> None:
    with suppress(UnreadablePaperError):
        read_html(ARCHIVE % (b"text/html", b"quoted-printable", content), "a.mht")
