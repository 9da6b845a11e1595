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


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("deadline 12", ["交材料：稳妥 07-01、最迟 07-30（还有29天），交 市职业资格指导服务中心 2033099"]),
        (
            "show 31",
            [
                "交材料（市直学校以外）：稳妥 09-30、最迟 10-29（还有120天），交 市教育局 2025621",
                "交材料（市直学校）：稳妥 09-01、最迟 09-30（还有91天），交 市教育局 2025621",
            ],
        ),
        ("show 45", ["交材料：由各县(区)人力社保、教育部门确定，请问当地"]),
    ],
)
def test_by_when_and_to_whom_stands_below_the_name(
    zc: Run, words: str, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert zc(*words.split(), *JULY).out.splitlines()[1 : 1 + len(lines)] == lines


def test_what_an_answer_rests_on_is_named_in_short_and_told_in_full(zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    short, long = (zc("deadline", "12", *more, *JULY).out for more in ((), ("-v",)))
    assert "[1] 职称评审管理暂行规定（人社部令第40号）（条号未核实） · 仅见于二手资料，请核实\n" in short
    assert "其余依据：湖人社函〔2021〕57号，通知或法规原文（-v 逐条写出）" in short
    assert "附件1 第12行" not in short
    assert "[2] 湖人社函〔2021〕57号 附件1 第12行 接收材料截止时间 · 通知或法规原文" in long
