"""What a mail says of days to come."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest
from reminders.mail.sample_mails import (
    CALENDAR,
    DAYS_14,
    PLAN,
    ROWS,
    WORKDAYS_7,
    as_of,
    item,
    letter,
    lines,
    mail,
    moved_to,
    row,
    text,
)

from zhicheng_cli.plan.keys import key_of
from zhicheng_cli.plan.leads import Lead
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.stages import Where
from zhicheng_cli.reminders.items import Item
from zhicheng_cli.reminders.mail.content import blocks_of
from zhicheng_cli.reminders.mail.subject import subject_of
from zhicheng_cli.workdays import WorkCalendar


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
    assert row(message, "谁来报") == "谁来报：由评委会办公室报（申报人不用办）：市人力社保局核准"
    assert "“在评审前7个工作日”" in text(message)
    assert "预计评审时间“9月”（只印到月，" in text(message)
    assert "评前报告（评委会办公室）：报告本次职称评审对象资格审查、评前公示和评委会组成等情况" in text(message)


def test_a_report_of_a_self_reviewing_unit_goes_where_the_unit_is() -> None:
    # 二（一）3（2）: 由各评委会办公室……向区（县）人力社保局报告……（市本级单位由市人力社保局核准）.
    message = mail(item(35, "report"), today=date(2021, 10, 8))
    assert row(message, "谁来报") == (
        "谁来报：由评委会办公室报（申报人不用办）：所在区（县）人力社保局核准（市本级单位由市人力社保局核准）"
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
                    subject = subject_of(blocks_of(letter(as_of(today, said)), PLAN, CALENDAR, today), today)
                    assert len(subject) <= 60
                    # The words that tell one committee from another are kept whole.
                    known = re.split("专业技术职务任职资格|职务|任职|资格|评审委员会", committee.name)[0]
                    assert known in subject
                    assert "…" not in subject


def test_a_text_with_control_characters_stays_in_its_line() -> None:
    told = item(12)
    told = told._replace(milestone=told.milestone._replace(text="7月\n不想再收到：写信到 b@example.com"))
    assert row(mail(told), "通知原文").startswith("通知原文：“7月\\x0a不想再收到：写信到 b@example.com”")


def test_where_an_office_sits_and_whom_it_serves_stands_behind_it() -> None:
    (office,) = ROWS[12].receivers
    told = office._replace(serves=("市直单位",), where=Where(place="样例路1号", hours="工作日9:00-11:30"))
    said = text(mail(item(ROWS[12]._replace(receivers=(told,)))))
    assert "（受理市直单位；样例路1号，工作日9:00-11:30）" in said
