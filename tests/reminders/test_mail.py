"""The mail: days counted by hand on a 2021 calendar, words from the notice; its head safe whatever is in a name."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidHeaderDefect
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.policy import SMTP, compat32, default
from email.utils import parseaddr
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.committees import Committee, Plan, Receiver, read_plan
from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.reminders.mail import compose, headers, message_id
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Sendmail, Subscriber, Subscriptions
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
OFFICE = Mailbox("office@example.org", "样例办公室")
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
    was_last: date | None = None,
    pick: int = 0,
    calendar: WorkCalendar = CALENDAR,
) -> Item:
    committee = ROWS[committee] if isinstance(committee, int) else committee
    one = [found for found in milestones(PLAN, committee, calendar) if found.event == event][pick]
    return Item(committee, one, key_of(PLAN, committee, one), which, lead, was, was_last)


def letter(*items: Item, recipient: str = "a@example.com") -> Letter:
    return Letter(recipient, items)


def mail(
    *items: Item,
    name: str = "样例甲",
    recipient: str = "a@example.com",
    sender: Mailbox = OFFICE,
    unsubscribe: str | None = None,
    today: date = TODAY,
    now: datetime = NOW,
    calendar: WorkCalendar = CALENDAR,
    plan: Plan = PLAN,
) -> EmailMessage:
    subscriber = Subscriber(Mailbox(recipient, name), (), ("cutoff",), (DAYS_14,), ("safe",))
    subscriptions = Subscriptions(sender, Sendmail(("sendmail",)), unsubscribe, (subscriber,))
    told = letter(*items, recipient=recipient)
    return compose(told, subscriber, subscriptions, plan, calendar, today=today, now=now)


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
        "【职称】市建设工程专业中级职务评审委员会：材料7月1日（含）前交稳妥（还有14天、10个工作日）"
    )
    said = lines(message)
    assert said[0] == "样例甲，您好："
    assert "1. 市建设工程专业中级职务评审委员会（附件1 第12行）" in said
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


def test_it_opens_with_what_it_is_about_and_the_day_that_the_days_are_counted_from() -> None:
    assert lines(mail(item(12), item(18, was=date(2021, 7, 20), lead=None)))[2] == (
        "您订阅的职称评审计划里，1 个日期有变，1 个日期将近。以下天数从 2021-06-17 算起（当天不算）。"
    )


def test_what_holds_between_two_days_is_said_once() -> None:
    words = "过了最迟日一定晚了；两天之间以接收单位的答复为准；稳妥日落在上个月的，收不收请先问。"
    assert text(mail(item(12), item(13), item(12, "unit_notice"))).count(words) == 1
    for one in (item(29), item(12, "review"), item(12, "report")):
        assert "两天之间以接收单位" not in text(mail(one))
    assert "两天之间以评委会定的评审日期为准" in text(mail(item(12, "report")))


def test_both_days_of_a_milestone_make_one_block() -> None:
    message = mail(item(12, which="last", lead=Lead(31, workdays=True)), item(12))
    assert text(message).count("市建设工程专业中级职务评审委员会（附件1 第12行）") == 1
    assert row(message, "稳妥").endswith("（这次提醒：提前14天）")
    assert row(message, "最迟").endswith("（这次提醒：提前31个工作日）")
    assert message["Subject"].endswith("材料7月1日（含）前交稳妥（还有14天、10个工作日）")


def test_the_last_day_alone_names_itself() -> None:
    message = mail(item(12, which="last"))
    # 21 working days more than to 1 July.
    assert message["Subject"] == (
        "【职称】市建设工程专业中级职务评审委员会：材料最迟7月30日截止（还有43天、31个工作日）"
    )
    assert row(message, "最迟").endswith("（这次提醒：提前14天）")


@pytest.mark.parametrize(
    ("event", "today", "subject", "safe"),
    [
        (
            "cutoff",
            date(2021, 7, 29),
            "材料可能已截止，最迟7月30日，请马上问",
            "2021年7月1日（周四），已过——可能已经截止，请马上打电话问接收单位",
        ),
        (
            "cutoff",
            date(2021, 7, 30),
            "材料可能已截止，最迟就是今天，请马上问",
            "2021年7月1日（周四），已过——可能已经截止，请马上打电话问接收单位",
        ),
        (
            "unit_notice",
            date(2021, 7, 1),
            "单位公示可能已来不及，最迟7月22日，请马上问",
            "2021年6月23日（周三），已过——可能已经来不及，请马上打电话问接收单位",
        ),
        (
            "report",
            date(2021, 9, 1),
            "评前报告可能已来不及，最迟9月22日，请马上核对评审日期",
            "2021年8月23日（周一），已过——可能已经来不及，请马上核对评审日期",
        ),
    ],
)
def test_once_the_safe_day_has_passed_it_may_be_too_late(event: str, today: date, subject: str, safe: str) -> None:
    message = mail(item(12, event, "last"), today=today)
    assert message["Subject"] == f"【职称】市建设工程专业中级职务评审委员会：{subject}"
    assert row(message, "稳妥") == f"稳妥：{safe}"


def test_where_nobody_is_named_one_asks_the_local_bureau() -> None:
    alone = ROWS[12]._replace(receivers=())
    message = mail(item(alone, which="last"), today=date(2021, 7, 29))
    assert row(message, "稳妥").endswith("请马上问当地人力社保部门")
    assert message["Subject"].endswith("请马上问当地人力社保部门")


def test_when_both_days_have_passed_nobody_is_told_to_hurry() -> None:
    message = mail(item(12, was=date(2021, 9, 1)), today=date(2021, 8, 2))
    assert row(message, "稳妥") == "稳妥：2021年7月1日（周四），已过"
    assert row(message, "最迟") == "最迟：2021年7月30日（周五），已过"
    assert message["Subject"].endswith("材料截止有变：现为稳妥7月1日、最迟7月30日，已过")


def test_on_the_day_itself_it_says_today_and_no_lead_time() -> None:
    message = mail(item(12), today=date(2021, 7, 1))
    assert message["Subject"].endswith("材料7月1日（含）前交稳妥（就是今天）")
    assert row(message, "稳妥") == "稳妥：2021年7月1日（周四），就是今天"
    assert "这次提醒" not in text(message)


def test_a_safe_day_rolls_back_into_the_month_before() -> None:
    message = mail(item(36), today=date(2021, 7, 29))
    assert row(message, "稳妥") == "稳妥：2021年7月30日（周五），还有1天、1个工作日（这次提醒：提前14天）"
    assert row(message, "材料交到") == "材料交到：湖州市服装行业协会 13705727066"
    assert "1. 湖州市服装行业协会（限本行业；附件1 第36行）" in lines(message)


def test_a_unit_notice_says_what_it_rests_on_and_how_well_that_is_known() -> None:
    message = mail(item(12, "unit_notice", lead=WORKDAYS_7))
    assert message["Subject"] == (
        "【职称】市建设工程专业中级职务评审委员会：单位公示6月23日（含）前贴出稳妥（还有6天、4个工作日）"
    )
    assert row(message, "规定") == "规定：“单位公示不少于5个工作日”"
    assert row(message, "通知原文").startswith("通知原文：接收材料截止时间“7月”（只印到月，")
    assert "仅见于二手资料，请核实" in text(message)
    assert "评委会：湖人社函〔2021〕57号 附件1 第12行" in text(message)


def test_a_report_says_to_whom() -> None:
    # 7 working days before 1 and 30 September: 19–21 September are 中秋, 26 September (a Sunday) is worked.
    message = mail(item(12, "report", lead=WORKDAYS_7), today=date(2021, 8, 20))
    assert message["Subject"] == (
        "【职称】市建设工程专业中级职务评审委员会：评前报告8月23日（含）前报出稳妥（还有3天、1个工作日）"
    )
    assert row(message, "最迟").startswith("最迟：2021年9月22日（周三）")
    # 二（一）2: 各中、高评委办公室……向市人力社保局报告.
    assert row(message, "谁来报") == "谁来报：由评委会办公室报市人力社保局核准（申报人不用办）"
    assert "“在评审前7个工作日”" in text(message)
    assert "预计评审时间“9月”（只印到月，" in text(message)
    assert "评前报告（评委会办公室）：报告本次职称评审对象资格审查、评前公示和评委会组成等情况" in text(message)


def test_a_report_of_a_self_reviewing_unit_goes_where_the_unit_is() -> None:
    # 二（一）3（2）: 由各评委会办公室……向区（县）人力社保局报告……（市本级单位由市人力社保局核准）.
    message = mail(item(35, "report"), today=date(2021, 10, 8))
    assert row(message, "谁来报") == (
        "谁来报：由评委会办公室报所在区（县）人力社保局核准（市本级单位由市人力社保局核准；申报人不用办）"
    )
    both = text(mail(item(35, "report"), item(12, "report")))
    assert both.count("报告本次职称评审对象资格审查") == 1
    assert "（湖人社函〔2021〕57号 二（一）2；湖人社函〔2021〕57号 二（一）3（2））" in both


def test_a_review_has_no_deadline() -> None:
    message = mail(item(12, "review"), today=date(2021, 8, 18))
    assert message["Subject"] == "【职称】市建设工程专业中级职务评审委员会：评审最早9月1日（还有14天、10个工作日）"
    assert row(message, "最早").startswith("最早：2021年9月1日（周三）")
    assert row(message, "最晚").startswith("最晚：2021年9月30日（周四）")
    assert row(message, "接收单位").endswith("0572-2033099")
    assert "稳妥" not in text(message)
    assert "只印到月，上面的日子是推算的" in row(message, "通知原文")


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
    assert message["Subject"] == "【职称】市建设工程专业中级职务评审委员会材料截止有变：现为7月20日（原7月30日）"
    assert row(message, "日期有变") == "日期有变：原为 2021年7月30日（周五），现为 2021年7月20日（周二）"
    assert "这次提醒" not in text(message)
    assert "1 个日期有变。" in text(message)


@pytest.mark.parametrize(
    ("printed", "subject", "said"),
    [
        # Told 21 to 30 June, as 6月下旬 is read; 5 days before the last of them is no gain of 4.
        ("6月25日", "现为6月25日（原6月21日、6月30日）", "2021年6月25日（周五），比原来的最迟日早5天"),
        ("6月30日", "现为6月30日（原6月21日、6月30日）", "2021年6月30日（周三），就是原来的最迟日"),
        ("7月2日", "现为7月2日（原6月21日、6月30日）", "2021年7月2日（周五），比原来的最迟日晚2天"),
    ],
)
def test_two_days_that_became_one_are_both_named(printed: str, subject: str, said: str) -> None:
    message = mail(item(moved_to(printed), lead=None, was=date(2021, 6, 21), was_last=date(2021, 6, 30)))
    assert message["Subject"] == f"【职称】市建设工程专业中级职务评审委员会材料截止有变：{subject}"
    told = "日期有变：原来告诉您的是：稳妥 2021年6月21日（周一）、最迟 2021年6月30日（周三）；现在是 "
    assert row(message, "日期有变") == told + said


def test_two_days_that_both_moved_are_told_one_by_one() -> None:
    def moved(safe: date, last: date) -> EmailMessage:
        row_12 = moved_to("7月中旬")
        return mail(item(row_12, lead=None, was=safe), item(row_12, which="last", lead=None, was=last))

    # Told 1 and 30 July; 7月中旬 is 11 (a Sunday, so Friday the 9th) to 20 July.
    earlier = moved(date(2021, 7, 1), date(2021, 7, 30))
    assert "· 稳妥：原为 2021年7月1日（周四），现为 2021年7月9日（周五）" in lines(earlier)
    assert "· 最迟：原为 2021年7月30日（周五），现为 2021年7月20日（周二）" in lines(earlier)
    assert earlier["Subject"].endswith("材料截止有变：现为稳妥7月9日、最迟7月20日")
    later = moved(date(2021, 6, 21), date(2021, 6, 30))
    assert later["Subject"].endswith("材料截止有变：现为稳妥7月9日、最迟7月20日")


def test_a_review_that_became_one_day_names_its_days() -> None:
    row_12 = ROWS[12]._replace(review=read_period("9月15日", 2021))
    message = mail(item(row_12, "review", lead=None, was=date(2021, 9, 1), was_last=date(2021, 9, 30)))
    assert message["Subject"].endswith("评审有变：现为9月15日（原9月1日、9月30日）")
    assert row(message, "日期有变").endswith(
        "最晚 2021年9月30日（周四）；现在是 2021年9月15日（周三），比原来的最晚日早15天"
    )


def test_a_day_that_is_gone_says_so() -> None:
    gone = item(12, was=date(2021, 7, 30), lead=None, which="last")
    gone = gone._replace(milestone=gone.milestone._replace(window=None, days=None))
    message = mail(gone)
    assert message["Subject"] == "【职称】市建设工程专业中级职务评审委员会材料截止有变：原定的日子取消，现无日期"
    told = "日期有变：原定 2021年7月30日（周五），现在的计划里没有日期了，请问接收单位"
    assert row(message, "日期有变") == told
    assert "先备好" not in text(message)


def test_two_days_that_are_gone_are_both_named() -> None:
    def gone(which: str, was: date) -> Item:
        one = item(12, lead=None, which=which, was=was)
        return one._replace(milestone=one.milestone._replace(window=None, days=None))

    asked = "现在的计划里没有日期了，请问接收单位"
    two = mail(gone("safe", date(2021, 7, 1)), gone("last", date(2021, 7, 30)))
    told = "日期有变：原定 稳妥 2021年7月1日（周四）、最迟 2021年7月30日（周五），"
    assert row(two, "日期有变") == told + asked
    # One day that stood for both.
    one = mail(gone("safe", date(2021, 7, 30)), gone("last", date(2021, 7, 30)))
    assert row(one, "日期有变") == "日期有变：原定 2021年7月30日（周五），" + asked


def test_one_day_that_stood_for_both_and_is_another_day_now_is_told_once() -> None:
    message = mail(item(moved_to("7月20日"), lead=None, was=date(2021, 7, 30), was_last=date(2021, 7, 30)))
    assert message["Subject"].endswith("材料截止有变：现为7月20日（原7月30日）")
    assert row(message, "日期有变") == "日期有变：原为 2021年7月30日（周五），现为 2021年7月20日（周二）"


def test_a_day_where_there_was_none_is_a_change() -> None:
    message = mail(item(moved_to("7月20日"), lead=None)._replace(was_undated=True))
    assert message["Subject"].endswith("材料截止有变：现为7月20日（原无日期）")
    assert row(message, "日期有变") == "日期有变：原来没有日期，现为 2021年7月20日（周二）"
    assert "1 个日期有变。" in text(message)


def test_several_batches_that_became_one_day_are_named_by_where_they_lay() -> None:
    now = item(moved_to("7月20日"), lead=None, was=date(2021, 6, 30), was_last=date(2021, 12, 31))
    message = mail(now._replace(was_keys=(now.key._replace(batch=1), now.key._replace(batch=3))))
    told = (
        "最早 2021年6月30日（周三）、最晚 2021年12月31日（周五）；现在是 2021年7月20日（周二），比原来的最晚日早164天"
    )
    assert row(message, "日期有变").endswith(told)


def test_several_items_make_one_mail_in_order() -> None:
    message = mail(
        item(13), item(12), item(17, which="last"), item(18, which="last", was=date(2021, 7, 20), lead=None), item(4)
    )
    headings = [line for line in lines(message) if re.match(r"\d+\. ", line)]
    # 18 has moved; then 1 June (row 4: already past, so last), 1 July, 30 July (rows 17 and 13).
    assert [int(re.findall(r"第(\d+)行", line)[0]) for line in headings] == [18, 12, 13, 17, 4]
    assert message["Subject"] == "【职称】1 个日期有变（另有 4 个将近）：会计专业材料截止现为稳妥7月1日、最迟7月30日"
    assert "1 个日期有变，4 个日期将近。" in text(message)
    assert text(message).count("登记2020、2021年度继续教育学时情况") == 1
    coming = mail(item(13), item(12), item(12, which="last"))
    assert coming["Subject"] == "【职称】2 个日期将近，最近的 7月1日（稳妥）：市建设工程专业中级职务评审委员会材料截止"
    late = mail(item(13, which="last"), item(12, which="last"), today=date(2021, 7, 29))
    assert late["Subject"].endswith("，最近的 7月30日（最迟）：市建设工程专业中级职务评审委员会材料可能已截止")
    # 初定's batches are printed to the day: the day has no other name.
    exact = mail(item(29), item(29, pick=1))
    assert exact["Subject"].startswith("【职称】2 个日期将近，最近的 6月30日：大、中专毕业生初定")


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
                was, was_last = date(2021, 12, 20), date(2021, 12, 31)
                changed = told._replace(was=was, was_last=was_last)
                for said, today in product(
                    (told, told._replace(which="safe"), changed), (date(2021, 1, 4), one.days.last)
                ):
                    subject = str(mail(said, today=today)["Subject"])
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
    assert f"List-Unsubscribe: <mailto:office@example.org?subject={subject}>\r\n".encode() in message.as_bytes()
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
    subject = "subject=%E9%80%80%E8%AE%A2"
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
    # Nobody's subscriptions file may name these either.
    "root@localhost",
    "-a@example.com",
    "a@192.0.2.1",
    # A reader of headers would decode it.
    "=?utf-8?q?a?=@example.com",
    "a=?utf-8?b?DQo=?=@example.com",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
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
    made = [message_id("office@example.org", one, today) for one in others]
    assert len(set(made)) == len(others)
    assert all(re.fullmatch(r"<zc\.[0-9a-f]{32}@example\.org>", one) for one in made)
    assert message_id("office@example.org", letter(item(13), base), today) == made[-1]
    # A reminder is the same on whatever day it is sent again; a change made twice is news twice.
    later = [message_id("office@example.org", one, date(2021, 6, 18)) for one in others]
    assert [one == other for one, other in zip(made, later, strict=True)] == [
        not one.items[0].is_change for one in others
    ]
    assert mail(base)["Message-ID"] == made[0]


def test_long_domains_are_not_broken() -> None:
    domain = ".".join(["x" * 50] * 4)
    message = mail(item(12), sender=Mailbox(f"office@{domain}", "样例办公室"))
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Message-ID"] == message["Message-ID"]
    assert read["Message-ID"].endswith(f"@{domain}>")
    assert read["List-Unsubscribe"] == f"<mailto:office@{domain}?subject=%E9%80%80%E8%AE%A2>"


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


# ---- its calendar ----


def test_the_calendar_holds_what_the_mail_tells() -> None:
    # SEQUENCE: 25 May → 17 June are 23 days.
    assert events(mail(item(12))) == [
        ("CONFIRMED", date(2021, 7, 30), 23),
        ("TENTATIVE", date(2021, 7, 1), 23),
    ]
    two = mail(item(12), item(moved_to("7月20日")._replace(no=13)))
    assert ("CONFIRMED", date(2021, 7, 20), 23) in events(two)
    assert len(events(two)) == 3


def test_the_calendar_of_a_later_mail_replaces_the_one_before() -> None:
    moved = [item(moved_to("8月"), lead=None, was=date(2021, 7, 1)), item(moved_to("8月"), which="last")]
    days = [date(2021, 6, 17), date(2021, 6, 21), date(2021, 6, 22)]
    mails = [mail(item(12), today=days[0]), mail(*moved, today=days[1]), mail(item(moved_to("8月")), today=days[2])]
    found: list[list[Any]] = [Calendar.from_ical(attached(one)).walk("VEVENT") for one in mails]
    assert [{int(one["SEQUENCE"]) for one in some} for some in found] == [{23}, {27}, {28}]
    assert len({frozenset(str(one["UID"]) for one in some) for some in found}) == 1
    stamps = {one[name].dt for one in found[0] for name in ("DTSTAMP", "LAST-MODIFIED")}
    # Two on one day are told apart by the instant.
    assert stamps == {NOW.astimezone(UTC)}


def test_the_calendar_of_a_span_that_became_a_day_cancels_the_span() -> None:
    known = item(moved_to("6月25日"), lead=None, was=date(2021, 7, 1))._replace(was_last=date(2021, 7, 30))
    message = mail(known)
    assert events(message) == [("CANCELLED", date(2021, 7, 1), 23), ("CONFIRMED", date(2021, 6, 25), 23)]
    found: list[Any] = Calendar.from_ical(attached(message)).walk("VEVENT")
    (gone,) = [str(one["DESCRIPTION"]) for one in found if one["STATUS"] == "CANCELLED"]
    assert gone == "通知已改，这一条作废；原为 2021-07-01，现为 2021-06-25"


def test_the_calendar_of_a_batch_cancels_what_was_told_before_there_were_any() -> None:
    batch = item(29, lead=None, was=date(2021, 6, 1))
    before = batch.key._replace(batch=None)
    message = mail(batch._replace(was_last=date(2021, 6, 29), was_keys=(before,)))
    found: list[Any] = Calendar.from_ical(attached(message)).walk("VEVENT")
    gone = [one for one in found if one["STATUS"] == "CANCELLED"]
    assert [(one["DTSTART"].dt, str(one["X-ZC-KEY"])) for one in gone] == [
        (date(2021, 6, 1), str(before)),
        (date(2021, 6, 29), str(before)),
    ]
    # 第1批: 4-6月, as it stands.
    assert [one["DTSTART"].dt for one in found if one not in gone] == [date(2021, 4, 1), date(2021, 6, 30)]


def test_the_calendar_of_a_day_that_is_gone_cancels_it() -> None:
    gone = item(12, was=date(2021, 7, 30), lead=None, which="last")
    gone = gone._replace(milestone=gone.milestone._replace(window=None, days=None))
    assert events(mail(gone)) == [("CANCELLED", date(2021, 7, 30), 23)] * 2
    both: list[list[Any]] = [Calendar.from_ical(attached(mail(one))).walk("VEVENT") for one in (gone, item(12))]
    before, after = ({str(one["UID"]) for one in found} for found in both)
    assert before == after


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


def test_a_text_with_control_characters_stays_in_its_line() -> None:
    told = item(12)
    told = told._replace(milestone=told.milestone._replace(text="7月\n不想再收到：写信到 b@example.com"))
    assert row(mail(told), "通知原文").startswith("通知原文：“7月\\x0a不想再收到：写信到 b@example.com”")
