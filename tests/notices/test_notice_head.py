"""The head of a notice, in the ways it is printed."""

from __future__ import annotations

from datetime import date

import pytest

from zhicheng_cli.notices.notice_head import NoticeHead, read_head
from zhicheng_cli.notices.papers.opening import read_paper


def head(*lines: str) -> NoticeHead:
    return read_head([read_paper("a.txt", "\n".join(lines).encode())])


TITLE = "样例市人力资源和社会保障局关于开展2031年度职称评审工作的通知"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("样人社函〔2031〕5号", "样人社函〔2031〕5号"),
        ("样人社发 [2031] 12 号", "样人社发[2031]12号"),
        ("样职改办（2031）第3号", "样职改办（2031）第3号"),
        ("文号：样人社【2031】5号", "样人社【2031】5号"),
        ("根据样人社函〔2030〕5号的规定", ""),
    ],
)
def test_number(line: str, number: str) -> None:
    assert head(line, TITLE)[0] == number


def test_number_in_a_table_of_the_page() -> None:
    assert head("索引号\t001\n文号\t样人社函〔2031〕5号", TITLE)[0] == "样人社函〔2031〕5号"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2031年4月8日", date(2031, 4, 8)),
        ("２０３１年 4 月 8 日", date(2031, 4, 8)),
        ("二〇三一年四月二十八日", date(2031, 4, 28)),
        ("二○三一年十月三十日", date(2031, 10, 30)),
        ("二零三一年十二月十日", date(2031, 12, 10)),
        ("2031年2月30日", None),
        ("二〇三一年十十月一日", None),
        ("2031年4月8日印发", None),
    ],
)
def test_day(line: str, day: date | None) -> None:
    assert head(TITLE, "样例市人力资源和社会保障局", line)[1] == day


def test_the_day_under_the_signature_counts() -> None:
    assert head("2031年12月1日", TITLE, "样例市人力社保局", "2031年4月8日")[1] == date(2031, 4, 8)


@pytest.mark.parametrize(
    ("lines", "title", "issuer"),
    [
        ((TITLE,), TITLE, "样例市人力资源和社会保障局"),
        (("样例市人力资源和社会保障局", TITLE[13:]), TITLE, "样例市人力资源和社会保障局"),
        (
            ("关于开展2031年度", "职称评审工作的通知", "样例市人社局", "2031年4月8日"),
            "关于开展2031年度职称评审工作的通知",
            "样例市人社局",
        ),
        (("关于开展2031年度职称评审的通知（虚构测试样本）",), "关于开展2031年度职称评审的通知", ""),
        (("一、按照关于开展2031年度职称评审的通知，办理。",), "", ""),
    ],
)
def test_title_and_issuer(lines: tuple[str, ...], title: str, issuer: str) -> None:
    assert head(*lines)[3:] == (issuer, title)


def test_year_in_chinese_numerals() -> None:
    assert head("关于开展二〇三一年度职称评审工作的通知")[2] == 2031
