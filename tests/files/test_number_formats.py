"""What a cell shows of a number; expected as Excel in Chinese shows it (the year first)."""

from __future__ import annotations

from datetime import datetime

import pytest

from zhicheng_cli.files.number_formats import day_shown, format_code, number_shown

#: 42917 is 2017-07-01: DATE(2017,7,1) in Excel.
DAY = "42917"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2017-07-01"),
        ('yyyy"年"m"月"d"日";@', "2017-07-01"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2017-07-01"),
        ('yyyy"年"m"月"', "2017-07"),
        ("[DBNum1][$-804]yyyy年m月", "2017-07"),
        ("mmm-yy", "2017-07"),
        ("e年m月", "2017-07"),
        ("yyyy", "2017"),
        ('m"月"d"日"', "7月1日"),
        ("m月", "7月"),
        ("dd", "1日"),
        ("yyyy-mm-dd h:mm", "2017-07-01"),
        ("General", DAY),
        ("@", DAY),
        ("0_ ", DAY),
        ('[Red]0.00"元"', DAY),
        ("0.00E+00", DAY),
        ("aaaa", DAY),
    ],
)
def test_as_much_of_a_day_as_is_shown(code: str, shown: str) -> None:
    assert number_shown(DAY, code) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(14, "2017-07-01"), (17, "2017-07"), (57, "2017-07"), (58, "7月1日"), (31, "2017-07-01"), (0, DAY)],
)
def test_formats_without_words_of_their_own(number: int, shown: str) -> None:
    """Chinese Excel has its own for months (ECMA-376 part 1, 18.8.30, zh-cn)."""
    assert number_shown(DAY, format_code(number, {})) == shown
    assert number_shown(DAY, format_code(number, {number: "yyyy"})) == "2017"


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("89.99999999999999", "General", "90"),
        ("90.00000000000001", "0.0", "90.0"),
        ("96.5", "General", "96.5"),
        ("89.96", "0.0", "89.96"),
        ("2016.1", "0.00", "2016.10"),
        ("123", "000000", "000123"),
        ("330000190001010018", "General", "330000190001010018"),
        ("1E+3", "General", "1000"),
        ("0.00000012", "General", "0.00000012"),
        ("-3", "General", "-3"),
        ("1234.5", "0.00E+00", "1234.5"),
    ],
)
def test_numbers_have_no_more_digits_than_are_seen(raw: str, code: str, shown: str) -> None:
    assert number_shown(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("42917.5", "yyyy-mm-dd h:mm", "2017-07-01 12:00:00"),
        ("42917.5", "yyyy-mm-dd", "2017-07-01"),
        ("42917.999999", "yyyy-mm-dd", "2017-07-02"),
        ("0.5", "h:mm:ss", "12:00:00"),
        ("0.5", "mm:ss.0", "12:00:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("3000000", "yyyy-mm-dd", "3000000"),
    ],
)
def test_moments(raw: str, code: str, shown: str) -> None:
    assert number_shown(raw, code) == shown


def test_days_may_count_from_1904() -> None:
    assert number_shown("41455", "yyyy-mm-dd", from_1904=True) == "2017-07-01"


def test_a_day_that_is_no_number_is_shown_as_its_format_has_it() -> None:
    assert day_shown(datetime(2017, 7, 1), "yyyy年m月") == "2017-07"
    assert day_shown(datetime(2017, 7, 1), "General") == "2017-07-01"


def test_what_is_no_number_is_none() -> None:
    with pytest.raises(ValueError, match="float"):
        number_shown("x", "General")
