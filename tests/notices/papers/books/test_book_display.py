"""What a cell of a workbook displays; expected as Excel in Chinese displays it."""

from __future__ import annotations

from datetime import datetime

import pytest

from zhicheng_cli.notices.papers.books.book_display import moment_displayed, number_displayed, text_displayed
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind

#: 44743 is 2022-07-01, a Friday: DATE(2022,7,1) in Excel.
DAY = "44743"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("m月d日", "7月1日"),
        ('m"月"', "7月"),
        ("yyyy-mm-dd", "2022-07-01"),
        ("yyyy/m/d", "2022/7/1"),
        ("yy.mm.dd", "22.07.01"),
        ('yyyy"年"m"月"d"日";@', "2022年7月1日"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Friday, July 01, 2022"),
        ("d-mmm-yy", "1-Jul-22"),
        ("ddd mmmmm", "Fri J"),
        ("e年m月", "2022年7月"),
        ("[DBNum1][$-804]yyyy年m月d日", "二〇二二年七月一日"),
        ('[Red]m"月上旬"', "7月上旬"),
        ("m月d日aaaa", "7月1日星期五"),
        ("m月d日(aaa)", "7月1日(五)"),
        ("m月d日_ ", "7月1日"),
        ("m月d日* ", "7月1日"),
    ],
)
def test_a_day_is_shown_as_its_format_says_and_told(code: str, words: str) -> None:
    assert number_displayed(DAY, code) == (words, Doubt(DoubtKind.DATED, "2022-07-01"))


@pytest.mark.parametrize(
    ("serial", "code", "words", "told"),
    [
        ("44743.4375", "h:mm", "10:30", "2022-07-01 10:30:00"),
        ("44743.729166666664", "yyyy/m/d h:mm AM/PM", "2022/7/1 5:30 PM", "2022-07-01 17:30:00"),
        ("44743.4375", "上午/下午h时mm分", "上午10时30分", "2022-07-01 10:30:00"),
        ("44743.4375", "mm:ss", "30:00", "2022-07-01 10:30:00"),
        ("44743.4375", "[DBNum1]h时mm分", "十时三十分", "2022-07-01 10:30:00"),
        ("44751", "[DBNum1]m月d日", "七月九日", "2022-07-09"),
        ("44763", "[DBNum1]m月d日", "七月二十一日", "2022-07-21"),
        ("1.5", "[h]:mm", "36:00", "1900-01-01 12:00:00"),
    ],
)
def test_times_and_chinese_numerals(serial: str, code: str, words: str, told: str) -> None:
    assert number_displayed(serial, code) == (words, Doubt(DoubtKind.DATED, told))


def test_a_workbook_that_counts_from_1904_has_other_days() -> None:
    assert number_displayed("43281", "m月d日", from_1904=True) == ("7月1日", Doubt(DoubtKind.DATED, "2022-07-01"))


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("5551234", "General", "5551234"),
        ("5.551234E6", "General", "5551234"),
        ("5551234.0", "General", "5551234"),
        ("3.1400000000000001", "General", "3.14"),
        ("0.1234567890123", "General", "0.123456789"),
        ("5551234", "G/通用格式", "5551234"),
        ("5551234", "0000000", "5551234"),
        ("51234", "0000000", "0051234"),
        ("5551234", '"0551-"0000000', "0551-5551234"),
        ("5515551234", "0000-0000000", "0551-5551234"),
        ("5551234", "[<=9999999]###-####;(###) ###-####", "555-1234"),
        ("5515551234", "[<=9999999]###-####;(###) ###-####", "(551) 555-1234"),
        ("5551234", "@", "5551234"),
        ("7", '0"月"', "7月"),
        ("7", 'General"月"', "7月"),
        ("5551234", "#,##0", "5,551,234"),
        ("12", "#,##0", "12"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("1234567", "0.0,千", "1234.6千"),
        ("12.5", "0.##", "12.5"),
        ("12.5", "0.0?", "12.5 "),
        ("5", "??0", "  5"),
        ("0.5", "#.##", ".5"),
        ("2.5", "0", "3"),
        ("0.35", "0%", "35%"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0", "-5"),
        ("0", '0;-0;"—"', "—"),
        ("12", "[$￥-804]0.00", "￥12.00"),
        ("12.30", "[Red]0.00_ ", "12.30 "),
    ],
)
def test_a_number_is_shown_as_its_format_says(raw: str, code: str, words: str) -> None:
    assert number_displayed(raw, code) == (words, None)


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("138555512341", "General", "138555512341"),
        ("0.00000001", "General", "0.00000001"),
        ("12345678", "0.00E+00", "12345678"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "[<0]0;[>9]0", "5"),
        ("12", "[DBNum2]0", "12"),
        ("12", "[DBNum1]General", "12"),
        ("nan", "General", "nan"),
        ("abc", "General", "abc"),
        ("1e400", "0", "1e400"),
        ("1e999999999", "General", "1e999999999"),
        ("1e-999999999", "General", "1e-999999999"),
        ("-1", "m月d日", "-1"),
        (DAY, "[DBNum2]m月d日", "2022-07-01"),
        (DAY, "m月0日", "2022-07-01"),
    ],
)
def test_what_cannot_be_made_out_is_told_with_its_digits(raw: str, code: str, words: str) -> None:
    shown = number_displayed(raw, code)
    assert (shown.words, shown.doubt and shown.doubt.kind) == (words, DoubtKind.SHOWN)


def test_a_format_may_show_nothing() -> None:
    assert number_displayed("5", ";;;") == ("", Doubt(DoubtKind.HIDDEN, "5"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("General", "人事处"),
        ("m月d日", "人事处"),
        ('"市局"@', "市局人事处"),
        ("0;-0;0;@_ ", "人事处 "),
        (";;;", ""),
        ('0";"0', "人事处"),
    ],
)
def test_a_text_may_have_a_format_too(code: str, words: str) -> None:
    assert text_displayed("人事处", code) == words


def test_a_moment_that_the_file_has_as_such() -> None:
    at = datetime(2022, 7, 1)
    assert moment_displayed(at, "m月d日") == ("7月1日", Doubt(DoubtKind.DATED, "2022-07-01"))
    assert moment_displayed(at, "General") == ("2022-07-01", Doubt(DoubtKind.DATED, "2022-07-01"))
