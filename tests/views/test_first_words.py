"""What stands first on a screen of committees, and which of a table's widths is shown below it."""

from __future__ import annotations

import re

import pytest
from running import Run

JULY = ("--format", "table", "--today", "2021-07-01")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # 附件1: twelve rows print 7月, and 29 takes its second batch from July to September.
        ("plan --month 7", "7月接收材料：13 个评委会；最近截止的 12 个：稳妥 07-01、最迟 07-30（还有29天）。"),
        # 12月各1批次: the day alone, without a week-end to step over.
        ("plan --committee 29", "序号 29：1 个评委会；最近截止的 29 号：09-30（还有91天）。"),
        ("plan --committee 45", "序号 45：1 个评委会。"),
        ("plan --committee 4", "序号 4：1 个评委会；都已截止。"),
        ("upcoming -c 12 -c 31 --within 10wd", "07-15 以前可能截止的：1 个评委会；"),
        ("upcoming --committee 31", "07-31 以前没有截止。"),
    ],
)
def test_the_first_line_is_the_answer(zc: Run, words: str, first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert zc(*words.split(), *JULY).out.splitlines()[0].startswith(first)


@pytest.mark.parametrize("command", ["plan", "upcoming --within 30d"])
def test_rows_without_a_date_stand_in_one_line(zc: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    folded, whole = (zc(*command.split(), *more, *JULY).out for more in ((), ("--all",)))
    line = "没有印日期的 3 个：14 技工学校教师-中级、45 县区中小学教师-中级、46 县区卫技人员-中级"
    assert line in folded
    assert not re.search("^(14|45|46)  ", folded, re.MULTILINE)
    assert line not in whole
    assert re.findall("^(14|45|46)  ", whole, re.MULTILINE) == ["14", "45", "46"]


@pytest.mark.parametrize(
    ("columns", "named"), [(120, "市建设工程专业中级职务评审委员会"), (80, "建设工程-中级"), (60, "建设工程-中级")]
)
def test_names_where_there_is_room_else_keys(
    zc: Run, columns: int, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert f"12    {named[:4]}" in zc("plan", "--month", "7", *JULY).out
    shown = zc("upcoming", *JULY).out
    assert f"12    {named[:4]}" in shown
    assert max(map(len, shown.splitlines())) <= columns


def test_notes_are_short_unless_all_is_asked_for(zc: Run) -> None:
    short, long = (zc("plan", "--month", "7", *more, *JULY).out for more in ((), ("-v",)))
    assert short.count("推算") == long.count("推算") == 1
    assert "（-v 说怎样算）" in short
    assert "遇休息日取之前的最后一个工作日" in "".join(long.split())
