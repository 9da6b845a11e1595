"""The page in a mail says what its text says, and needs nothing from elsewhere."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from reminders.mail.sample_mails import PLAN, ROWS, body, item, lines, mail, text

from zhicheng_cli.plan.committees import Receiver
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox


class _Page(HTMLParser):
    """The words of a page, its tags and the addresses in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_the_page_says_what_the_text_says() -> None:
    message = mail(item(12), item(12, "unit_notice"), item(40, "report"), item(18, was=date(2021, 7, 20), lead=None))
    shown = squeezed("".join(_Page(body(message, "html")).words))
    for line in lines(message):
        bare = squeezed(re.sub(r"^(\d+\. |· )", "", line))
        if bare and bare != "--------":
            name, colon, rest = bare.partition("：")
            assert bare in shown or (colon and name in shown and rest in shown), line


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = body(mail(item(18), item(36), unsubscribe="https://example.com/leave"), "html")
    read = _Page(page)
    assert set(read.tags).isdisjoint({"img", "script", "link", "iframe", "style", "object", "form", "base"})
    assert set(read.addresses) == {
        "tel:+865722150069",
        "tel:+865722033099",
        "tel:+8613705727066",
        "mailto:office@example.org",
        "https://example.com/leave",
        "http://xsplt.hrss.huzhou.gov.cn/#/",
    }
    assert "url(" not in page
    assert ("lang", "zh-CN") in read.attributes


def test_an_address_in_a_clause_is_a_link_without_brackets() -> None:
    message = mail(item(12))
    assert "登记管理系统（http://xsplt.hrss.huzhou.gov.cn/#/），登记2020、2021年度" in text(message)
    page = body(message, "html")
    assert '<a href="http://xsplt.hrss.huzhou.gov.cn/#/"' in page
    assert "登记管理系统（http://xsplt.hrss.huzhou.gov.cn/#/），登记2020" in "".join(_Page(page).words)


def test_only_addresses_of_pages_become_links() -> None:
    words = '看<javascript:alert(1)>、<https://example.com/"onclick="x>'
    plan = PLAN._replace(ready=(PLAN.ready[0]._replace(words=words),))
    read = _Page(body(mail(item(12), plan=plan), "html"))
    assert 'https://example.com/"onclick="x' in read.addresses
    assert not any(address.startswith("javascript") for address in read.addresses)
    assert "onclick" not in dict(read.attributes)


def test_each_thing_to_have_ready_is_said_once() -> None:
    message = mail(item(12), item(13), item(12, "unit_notice"), item(12, "report"), item(13, "report"))
    ready = text(message).partition("先备好：\n")[2].partition("\n\n")[0].split("\n")
    # Clauses 二（二）, 一（二） and 二（三） for those who apply, 二（一）2 for the office.
    assert [re.findall("〕57号 ([^）]+（[^）]+）[^）]*)）", line) for line in ready] == [
        ["二（二）"], ["一（二）"], ["二（三）"], ["二（一）2"],
    ]  # fmt: skip
    assert ready[0].startswith("· 单位内部公示、材料接收截止：")


def test_nothing_in_the_data_is_markup() -> None:
    evil = '<script>alert("1")</script><img src=x onerror=y>'
    row_12 = ROWS[12]
    printed = {**row_12.printed, "name": evil}
    committee = row_12._replace(printed=printed, receivers=(Receiver(evil, ('2"><b>',)),))
    page = body(mail(item(committee), name=evil, sender=Mailbox("office@example.org", evil)), "html")
    read = _Page(page)
    assert not {"script", "img", "b"} & set(read.tags)
    assert evil in "".join(read.words)
