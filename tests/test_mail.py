"""The mail: days counted by hand on a 2021 calendar, words from the notice; its head safe whatever is in a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.committees import Committee, Receiver, read_plan
from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.reminders.mail import compose, message_id
from zhicheng_cli.reminders.subscriptions import Person, Sendmail, Subscriber, Subscriptions
from zhicheng_cli.workdays import WorkCalendar, default_calendar

DOCUMENT, _ = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")
assert DOCUMENT is not None
PLAN = read_plan(DOCUMENT.value)
ROWS = {committee.no: committee for committee in PLAN.committees}
CALENDAR = default_calendar()
#: A Thursday after 端午; 1 July is 14 days and, by hand, 10 working days off (18, 21–25, 28–30 June, 1 July).
TODAY = date(2021, 6, 17)
NOW = datetime(2021, 6, 17, 1, 30, tzinfo=UTC)
DAYS_14, WORKDAYS_7 = Lead(14, workdays=False), Lead(7, workdays=True)
OFFICE = Person("office@example.org", "样例办公室")
HEADERS = [
    "Auto-Submitted",
    "Content-Language",
    "Content-Type",
    "Date",
    "From",
    "List-Unsubscribe",
    "MIME-Version",
    "Message-ID",
    "Subject",
    "To",
]


def item(
    committee: int | Committee,
    event: str = "cutoff",
    which: str = "safe",
    *,
    lead: Lead | None = DAYS_14,
    was: date | None = None,
    pick: int = 0,
    calendar: WorkCalendar = CALENDAR,
) -> Item:
    committee = ROWS[committee] if isinstance(committee, int) else committee
    one = [found for found in milestones(PLAN, committee, calendar) if found.event == event][pick]
    return Item(committee, one, key_of(PLAN, committee, one), which, lead, was)


def letter(*items: Item, recipient: str = "a@example.com") -> Letter:
    return Letter(recipient, items)


def mail(
    *items: Item,
    name: str = "样例甲",
    recipient: str = "a@example.com",
    sender: Person = OFFICE,
    unsubscribe: str | None = None,
    today: date = TODAY,
    now: datetime = NOW,
    calendar: WorkCalendar = CALENDAR,
) -> EmailMessage:
    subscriber = Subscriber(Person(recipient, name), (), ("cutoff",), (DAYS_14,), ("safe",))
    subscriptions = Subscriptions(sender, Sendmail(("sendmail",)), unsubscribe, (subscriber,))
    told = letter(*items, recipient=recipient)
    return compose(told, subscriber, subscriptions, PLAN, calendar, today=today, now=now)


def body(message: Message, kind: str) -> str:
    assert isinstance(message, EmailMessage)
    part = message.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def text(message: Message) -> str:
    return body(message, "plain")


def lines(message: Message) -> list[str]:
    return [line.strip() for line in text(message).split("\n")]


def row(message: Message, name: str) -> str:
    (found,) = [line for line in lines(message) if line.startswith(f"{name}：")]
    return found


def attached(message: EmailMessage) -> bytes:
    (part,) = message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def events(message: EmailMessage) -> list[tuple[str, date, int]]:
    """Status, first day and SEQUENCE of what the attached calendar holds."""
    found: list[Any] = Calendar.from_ical(attached(message)).walk("VEVENT")
    return sorted((str(one["STATUS"]), one["DTSTART"].dt, int(one["SEQUENCE"])) for one in found)


def moved_to(words: str) -> Committee:
    """Row 12 as a later edition of the plan might print it."""
    row_12 = ROWS[12]
    return row_12._replace(printed={**row_12.printed, "cutoff": words}, cutoff=read_period(words, 2021))


# ---- what it says ----


def test_a_cutoff_is_told_with_both_days_and_all_that_is_needed() -> None:
    message = mail(item(12))
    assert message["Subject"] == (
        "【职称】市建设工程专业中级职务评审委员会：材料最早7月1日截止（还有14天、10个工作日）"
    )
    said = lines(message)
    assert said[0] == "样例甲，您好："
    assert "1. 12号 市建设工程专业中级职务评审委员会" in said
    assert "材料接收截止" in said
    assert row(message, "稳妥") == "稳妥：2021年7月1日（周四），还有14天、10个工作日（这次提醒：提前14天）"
    # 31 July is a Saturday; after 1 July come 2, 5–9, 12–16, 19–23 and 26–30 July: 21 more.
    assert row(message, "最迟") == "最迟：2021年7月30日（周五），还有43天、31个工作日"
    assert row(message, "通知原文").startswith("通知原文：“7月”（只印到月，上面的日子是推算的；")
    assert row(message, "材料交到") == "材料交到：市职业资格指导服务中心 0572-2033099"
    assert row(message, "出处") == "出处：湖人社函〔2021〕57号 附件1 第12行 接收材料截止时间 · 通知或法规原文"
    assert "依据的计划：湖州市2021年度 · 湖人社函〔2021〕57号（2021-05-25印发）" in said
    assert text(message).count("通知没有印到日，稳妥、最迟两日是由印出的月、旬推算的") == 1
    assert "登记2020、2021年度继续教育学时情况" in text(message)
    assert "（湖人社函〔2021〕57号 二（二））" in text(message)


def test_both_days_of_a_milestone_make_one_block() -> None:
    message = mail(item(12, which="last", lead=Lead(31, workdays=True)), item(12))
    assert text(message).count("12号 市建设工程") == 1
    assert row(message, "稳妥").endswith("（这次提醒：提前14天）")
    assert row(message, "最迟").endswith("（这次提醒：提前31个工作日）")
    assert message["Subject"].endswith("材料最早7月1日截止（还有14天、10个工作日）")


def test_the_last_day_alone_names_itself() -> None:
    message = mail(item(12, which="last"), today=date(2021, 7, 29))
    assert message["Subject"] == "【职称】市建设工程专业中级职务评审委员会：材料最迟7月30日截止（还有1天、1个工作日）"
    assert row(message, "稳妥") == "稳妥：2021年7月1日（周四），已过"


def test_on_the_day_itself_it_says_today() -> None:
    message = mail(item(12), today=date(2021, 7, 1))
    assert message["Subject"].endswith("材料最早7月1日截止（就是今天）")


def test_a_safe_day_rolls_back_into_the_month_before() -> None:
    message = mail(item(36), today=date(2021, 7, 29))
    assert row(message, "稳妥") == "稳妥：2021年7月30日（周五），还有1天、1个工作日（这次提醒：提前14天）"
    assert row(message, "材料交到") == "材料交到：湖州市服装行业协会 13705727066"
    assert "36号 湖州市服装行业协会（限本行业）" in text(message)


def test_a_unit_notice_says_what_it_rests_on_and_how_well_that_is_known() -> None:
    message = mail(item(12, "unit_notice", lead=WORKDAYS_7))
    assert (
        message["Subject"] == "【职称】市建设工程专业中级职务评审委员会：单位公示稳妥6月23日贴出（还有6天、4个工作日）"
    )
    assert row(message, "规定") == "规定：“单位公示不少于5个工作日”"
    assert row(message, "通知原文").startswith("通知原文：接收材料截止时间“7月”（只印到月，")
    assert "仅见于二手资料，请核实" in text(message)
    assert "评委会：湖人社函〔2021〕57号 附件1 第12行" in text(message)


def test_a_report_says_to_whom() -> None:
    # 7 working days before 1 and 30 September: 19–21 September are 中秋, 26 September (a Sunday) is worked.
    message = mail(item(12, "report", lead=WORKDAYS_7), today=date(2021, 8, 20))
    assert (
        message["Subject"] == "【职称】市建设工程专业中级职务评审委员会：评前报告稳妥8月23日报出（还有3天、1个工作日）"
    )
    assert row(message, "最迟").startswith("最迟：2021年9月22日（周三）")
    assert row(message, "报给") == "报给：市人力社保局核准"
    assert "“在评审前7个工作日”" in text(message)
    assert "预计评审时间“9月”（只印到月，" in text(message)
    assert "评前报告：报告本次职称评审对象资格审查、评前公示和评委会组成等情况" in text(message)


def test_a_review_has_no_deadline() -> None:
    message = mail(item(12, "review"), today=date(2021, 8, 18))
    assert message["Subject"] == "【职称】市建设工程专业中级职务评审委员会：评审最早9月1日（还有14天、10个工作日）"
    assert row(message, "最早").startswith("最早：2021年9月1日（周三）")
    assert row(message, "最晚").startswith("最晚：2021年9月30日（周四）")
    assert row(message, "接收单位").endswith("0572-2033099")


def test_batches_and_audiences_are_named() -> None:
    # 17, 18 (a Saturday, worked), 22–24, 26 (a Sunday, worked), 27–30 September.
    batch = mail(item(29, pick=1), today=date(2021, 9, 16))
    assert batch["Subject"] == "【职称】大、中专毕业生初定（第2批）：材料9月30日截止（还有14天、10个工作日）"
    assert "材料接收截止（第2批）" in lines(batch)
    assert row(batch, "日期").startswith("日期：2021年9月30日（周四）")
    for pick in (0, 1):
        message = mail(item(31, pick=pick))
        schools = "材料接收截止（市直学校）" in lines(message)
        assert schools or "材料接收截止（市直学校以外）" in lines(message)
        # 1 to 7 October 2021 is National Day, 31 October a Sunday.
        assert row(message, "稳妥").startswith("稳妥：2021年9月1日（" if schools else "稳妥：2021年9月30日（")
        assert row(message, "最迟").startswith("最迟：2021年9月30日（" if schools else "最迟：2021年10月29日（")


def test_a_printed_day_that_is_no_working_day_is_explained() -> None:
    message = mail(item(moved_to("7月31日")))
    assert row(message, "日期").startswith("日期：2021年7月30日（周五）")
    assert row(message, "说明") == "说明：2021年7月31日（周六）不是工作日，取之前的最后一个工作日"
    assert "推算" not in text(message)


def test_a_day_that_moved_says_old_and_new() -> None:
    message = mail(item(moved_to("7月20日"), lead=None, was=date(2021, 7, 30)))
    assert message["Subject"] == "【职称】日期有变：市建设工程专业中级职务评审委员会材料截止由7月30日改为7月20日"
    assert row(message, "日期有变") == "日期有变：原为 2021年7月30日（周五），现为 2021年7月20日（周二）"
    assert "这次提醒" not in text(message)
    assert "1 个日期有变。" in text(message)


def test_a_day_that_is_gone_says_so() -> None:
    gone = item(12, was=date(2021, 7, 30), lead=None, which="last")
    gone = gone._replace(milestone=gone.milestone._replace(window=None, days=None))
    message = mail(gone)
    assert message["Subject"] == "【职称】日期有变：市建设工程专业中级职务评审委员会材料截止原定7月30日，现无日期"
    told = "日期有变：原定 2021年7月30日（周五），现在的计划里没有日期了，请问接收单位"
    assert row(message, "日期有变") == told
    assert "先备好" not in text(message)


def test_several_items_make_one_mail_in_order() -> None:
    message = mail(
        item(13), item(12), item(17, which="last"), item(18, which="last", was=date(2021, 7, 20), lead=None), item(4)
    )
    headings = [line for line in lines(message) if re.match(r"\d+\. ", line)]
    # 18 has moved; then 1 June (row 4: already past, so last), 1 July, 30 July (rows 17 and 13).
    assert [int(re.findall(r"\d+", line)[1]) for line in headings] == [18, 12, 13, 17, 4]
    assert message["Subject"] == "【职称】1 个日期有变（另有 4 个将近）：会计专业材料最迟截止由7月20日改为7月30日"
    assert "1 个日期有变，4 个日期将近。" in text(message)
    assert text(message).count("登记2020、2021年度继续教育学时情况") == 1
    coming = mail(item(13), item(12), item(12, which="last"))
    assert coming["Subject"] == "【职称】2 个日期将近，最早 7月1日：市建设工程专业中级职务评审委员会材料截止"


def test_a_plan_of_a_past_year_is_said_to_be_one() -> None:
    message = mail(item(12), today=date(2022, 6, 17))
    assert "注意：这是2021年度的计划（湖人社函〔2021〕57号，2021-05-25印发，距今1年" in text(message)
    assert "注意" not in text(mail(item(12)))
    assert "2021年7月1日" in message["Subject"]


def test_provisional_days_are_said_to_be_provisional() -> None:
    until_2020 = WorkCalendar(2004, 2020, {}).extended()
    message = mail(item(12, calendar=until_2020), calendar=until_2020)
    assert row(message, "稳妥").startswith("稳妥：2021年7月1日（周四）（暂定）")
    assert text(message).count("暂定：") == 1
    assert "暂定" not in text(mail(item(12)))


def test_no_subject_is_longer_than_60_and_each_names_its_committee() -> None:
    for committee in PLAN.committees:
        for one in milestones(PLAN, committee, CALENDAR):
            if one.days:
                told = Item(committee, one, key_of(PLAN, committee, one), "last", DAYS_14)
                subject = str(mail(told, today=date(2021, 1, 4))["Subject"])
                assert len(subject) <= 60
                # The words that tell one committee from another are kept whole.
                known = re.split("专业技术职务任职资格|职务|任职|资格|评审委员会", committee.name)[0]
                assert known in subject
                assert "…" not in subject


# ---- its form ----


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
    assert calendar.get_param("method") == "PUBLISH"
    assert "METHOD:PUBLISH" in attached(mail(item(12))).decode()


def test_its_headers() -> None:
    message = mail(item(12))
    assert sorted(message.keys()) == HEADERS
    assert message["From"].addresses[0].display_name == "样例办公室"
    assert message["From"].addresses[0].addr_spec == "office@example.org"
    assert message["To"].addresses[0].display_name == "样例甲"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "zh-CN"
    # 退订 in UTF-8, percent-encoded.
    subject = "%E9%80%80%E8%AE%A2"
    assert message["List-Unsubscribe"] == f"<mailto:office@example.org?subject={subject}>"
    assert f"<mailto:office@example.org?subject={subject}>".encode() in message.as_bytes()
    assert "主题写“退订”" in text(message)


@pytest.mark.parametrize("hours", [-8, 0, 8, 13])
def test_its_date_is_that_of_china(hours: int) -> None:
    now = NOW.astimezone(timezone(timedelta(hours=hours)))
    assert mail(item(12), now=now)["Date"] == "Thu, 17 Jun 2021 09:30:00 +0800"


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


@pytest.mark.parametrize("given", ["http://example.com/", "javascript:alert(1)", "leave@example.com", ""])
def test_other_addresses_to_unsubscribe_at_are_refused(given: str) -> None:
    with pytest.raises(ZcError, match="退订地址不对"):
        mail(item(12), unsubscribe=given)


BAD_ADDRESSES = [
    "",
    "a",
    "@example.com",
    "a@",
    "a b@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com\n",
    "a@example.com,b@example.com",
    "样例@example.com",
    "a@例子.com",
    "a..b@example.com",
    "<a@example.com>",
    f"{'a' * 65}@example.com",
    "a@-example.com",
    "a@example.com>",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_bad_address_is_refused(address: str) -> None:
    with pytest.raises(ZcError, match="收件人的邮箱地址不对") as caught:
        mail(item(12), recipient=address)
    assert "\n" not in str(caught.value)
    with pytest.raises(ZcError, match="发件人的邮箱地址不对"):
        mail(item(12), sender=Person(address, ""))


@pytest.mark.parametrize(
    "address", ["root@localhost", "a.b+c@mail.example.com", "a@xn--fsqu00a.example", "o'x@example.com"]
)
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
        letter(item(12, "unit_notice")),
        letter(item(moved_to("7月20日"))),
        letter(base, item(13)),
    ]
    today = date(2021, 6, 17)
    made = [message_id("office@example.org", one, today) for one in others]
    assert len(set(made)) == len(others)
    assert all(re.fullmatch(r"<zc\.[0-9a-f]{32}@example\.org>", one) for one in made)
    assert message_id("office@example.org", letter(item(13), base), today) == made[-1]
    # A reminder is the same on whatever day it is sent again; a change made twice is news twice.
    later = [message_id("office@example.org", one, date(2021, 6, 18)) for one in others]
    assert [one == other for one, other in zip(made, later, strict=True)] == [not one.items[0].was for one in others]
    assert mail(base)["Message-ID"] == made[0]


def test_long_domains_are_not_broken() -> None:
    domain = ".".join(["x" * 50] * 4)
    message = mail(item(12), sender=Person(f"office@{domain}", "样例办公室"))
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Message-ID"] == message["Message-ID"]
    assert read["Message-ID"].endswith(f"@{domain}>")
    assert read["List-Unsubscribe"].strip().startswith(f"<mailto:office@{domain}?subject=%E9%80%80")


# ---- its calendar ----


def test_the_calendar_holds_what_the_mail_tells() -> None:
    assert events(mail(item(12))) == [
        ("CONFIRMED", date(2021, 7, 30), 0),
        ("TENTATIVE", date(2021, 7, 1), 0),
    ]
    two = mail(item(12), item(moved_to("7月20日")._replace(no=13)))
    assert ("CONFIRMED", date(2021, 7, 20), 0) in events(two)
    assert len(events(two)) == 3


def test_the_calendar_of_a_moved_day_replaces_the_one_before() -> None:
    first = events(mail(item(12)))
    then = events(mail(item(moved_to("8月"), lead=None, was=date(2021, 7, 1)), item(moved_to("8月"), which="last")))
    assert {sequence for _, _, sequence in first} == {0}
    assert {sequence for _, _, sequence in then} == {1}


def test_the_calendar_of_a_day_that_is_gone_cancels_it() -> None:
    gone = item(12, was=date(2021, 7, 30), lead=None, which="last")
    gone = gone._replace(milestone=gone.milestone._replace(window=None, days=None))
    assert events(mail(gone)) == [("CANCELLED", date(2021, 7, 30), 1)]


# ---- its page ----


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
    }
    assert "url(" not in page
    assert ("lang", "zh-CN") in read.attributes


def test_nothing_in_the_data_is_markup() -> None:
    evil = '<script>alert("1")</script><img src=x onerror=y>'
    row_12 = ROWS[12]
    printed = {**row_12.printed, "name": evil}
    committee = row_12._replace(printed=printed, receivers=(Receiver(evil, ('2"><b>',)),))
    page = body(mail(item(committee), name=evil, sender=Person("office@example.org", evil)), "html")
    read = _Page(page)
    assert not {"script", "img", "b"} & set(read.tags)
    assert evil in "".join(read.words)


# ---- whatever is in a name ----

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
    checked(lambda: mail(item(12), name=name, sender=Person("office@example.org", name)))


@settings(max_examples=60)
@given(st.text(max_size=120) | st.sampled_from(NASTY), st.text(max_size=120), st.text(min_size=1), st.text(min_size=1))
def test_no_words_break_a_mail(recipient: str, sender: str, name: str, words: str) -> None:
    committee = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name})
    told = item(committee)
    told = told._replace(milestone=told.milestone._replace(text=words, note=words))
    message = checked(lambda: mail(told, name=recipient, sender=Person("office@example.org", sender)))
    assert len(str(message["Subject"])) <= 60
    assert not any("\n" in line for line in message["Subject"].splitlines())


def words_of(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="=")), max_size=4))
def test_names_arrive_as_they_are(parts: list[str]) -> None:
    name = words_of(parts)[:64].strip()
    message = mail(item(12), name=name, sender=Person("office@example.org", name))
    assert told_name(message, "To") == name
    assert told_name(message, "From") == name


def test_a_text_with_control_characters_stays_in_its_line() -> None:
    told = item(12)
    told = told._replace(milestone=told.milestone._replace(text="7月\n不想再收到：写信到 b@example.com"))
    assert row(mail(told), "通知原文").startswith("通知原文：“7月\\x0a不想再收到：写信到 b@example.com”")
