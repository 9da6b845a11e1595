"""What a mail and its calendar say of days that moved or are gone."""

from __future__ import annotations

from datetime import UTC, date
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar
from reminders.mail.sample_mails import NOW, ROWS, attached, events, item, lines, mail, moved_to, row, text

from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.reminders.items import Item


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


def test_of_a_day_that_was_reckoned_and_is_gone_no_printed_words_are_left() -> None:
    message = mail(item(moved_to("待定"), "unit_notice", lead=None, was=date(2021, 6, 23)))
    told = "日期有变：原定 2021年6月23日（周三），现在的计划里没有日期了，请问接收单位"
    assert row(message, "日期有变") == told
    assert row(message, "规定")
    assert "通知原文" not in text(message)


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


def test_the_calendar_holds_what_the_mail_tells() -> None:
    # SEQUENCE: 25 May → 17 June are 23 days, a hundred for each.
    assert events(mail(item(12))) == [
        ("CONFIRMED", date(2021, 7, 30), 2300),
        ("TENTATIVE", date(2021, 7, 1), 2300),
    ]
    two = mail(item(12), item(moved_to("7月20日")._replace(no=13, key="企业创新型人才-中级")))
    assert ("CONFIRMED", date(2021, 7, 20), 2300) in events(two)
    assert len(events(two)) == 3


def test_the_calendar_of_a_later_mail_replaces_the_one_before() -> None:
    moved = [item(moved_to("8月"), lead=None, was=date(2021, 7, 1)), item(moved_to("8月"), which="last")]
    days = [date(2021, 6, 17), date(2021, 6, 21), date(2021, 6, 22)]
    mails = [mail(item(12), today=days[0]), mail(*moved, today=days[1]), mail(item(moved_to("8月")), today=days[2])]
    found: list[list[Any]] = [Calendar.from_ical(attached(one)).walk("VEVENT") for one in mails]
    assert [{int(one["SEQUENCE"]) for one in some} for some in found] == [{2300}, {2700}, {2800}]
    assert len({frozenset(str(one["UID"]) for one in some) for some in found}) == 1
    stamps = {one[name].dt for one in found[0] for name in ("DTSTAMP", "LAST-MODIFIED")}
    # Two on one day are told apart by the instant.
    assert stamps == {NOW.astimezone(UTC)}


def test_the_calendar_of_a_span_that_became_a_day_cancels_the_span() -> None:
    known = item(moved_to("6月25日"), lead=None, was=date(2021, 7, 1))._replace(was_last=date(2021, 7, 30))
    message = mail(known)
    assert events(message) == [("CANCELLED", date(2021, 7, 1), 2300), ("CONFIRMED", date(2021, 6, 25), 2300)]
    found: list[Any] = Calendar.from_ical(attached(message)).walk("VEVENT")
    (gone,) = [str(one["DESCRIPTION"]) for one in found if one["STATUS"] == "CANCELLED"]
    assert gone == "【取消】这一条作废：通知已改；原为 2021-07-01，现为 2021-06-25"


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
    assert events(mail(gone)) == [("CANCELLED", date(2021, 7, 30), 2300)] * 2
    both: list[list[Any]] = [Calendar.from_ical(attached(mail(one))).walk("VEVENT") for one in (gone, item(12))]
    before, after = ({str(one["UID"]) for one in found} for found in both)
    assert before == after
