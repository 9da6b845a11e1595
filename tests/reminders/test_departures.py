"""`zc remind` when a body leaves the plan: who was told its days hears of it, once; nobody else does."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from reminders.cron_runs import Cron
from years import data_with, plan_text

from zhicheng_cli.errors import FINDINGS, OK

#: 第12行 市建设工程专业中级职务评审委员会: 7月; 第29行 市林业系列中级职务评审委员会.
BUILDERS, NAME = "建设工程-中级", "市建设工程专业中级职务评审委员会"
LEFT = tuple(number for number in range(1, 47) if number != 12)
WITHDRAWN = "withdrawn:\n  - {no: 12, key: 建设工程-中级, words: 撤销第12行, document: 湖人社函〔2021〕99号}\n"
TOLD, AFTER = "2021-06-22", "2021-06-23"
#: The one who asked for it, by number, key, name, field; one who wants all; one who wants others alone.
PEOPLE = """\
  - {address: a@example.com, wants: [{committees: [12]}], days: [safe]}
  - {address: b@example.com, wants: [{committees: [建设工程-中级]}], days: [safe]}
  - {address: c@example.com, wants: [{committees: [市建设工程专业中级职务评审委员会]}], days: [safe]}
  - {address: d@example.com, wants: [{specialties: [建筑]}], days: [safe], lead: [7w]}
  - {address: e@example.com, days: [safe], lead: [7w]}
  - {address: f@example.com, wants: [{committees: [31]}], days: [safe]}
numbers_of: 2021
"""


def edition(cron: Cron, *, more: str = "", moved_up: bool = False, **others: str) -> tuple[str, ...]:
    """The option for data in whose plan of 2021 row 12 is missing."""
    numbers = () if moved_up else LEFT
    data_with(cron.folder, plan_2021=plan_text(LEFT, year=2021, more=more, numbers=numbers), **others)
    return "--data-dir", str(cron.folder / "data")


def heard(cron: Cron) -> dict[str, str]:
    """By recipient, what was sent last."""
    return dict(zip(cron.recipients, cron.texts, strict=True))


def events(cron: Cron, number: int = -1) -> list[Any]:
    (part,) = cron.mails[number].iter_attachments()
    return icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")


@pytest.mark.parametrize("moved_up", [False, True])
def test_who_was_told_of_a_body_that_is_withdrawn_hears_of_it_once(moved_up: bool, cron: Cron) -> None:
    cron.write(PEOPLE)
    assert cron.send(TOLD) == OK
    assert sorted(heard(cron)) == [f"{one}@example.com" for one in "abcde"]
    count = len(cron.mails)
    data = edition(cron, more="" if moved_up else WITHDRAWN, moved_up=moved_up)
    # No other body has that specialty: its word is unknown now, and said to be.
    assert cron.send(AFTER, *data) == FINDINGS
    mails = cron.mails[count:]
    assert sorted(cron.recipients[count:]) == [f"{one}@example.com" for one in "abcde"]
    basis = "计划没有写明由哪个文件撤去" if moved_up else "湖人社函〔2021〕99号：撤销第12行"
    for mail, text in zip(mails, cron.texts[count:], strict=True):
        first = text.splitlines()[2]
        assert first.startswith(f"“{NAME}”已从2021年度的计划中撤去（{basis}），原来告诉您的日期不再有效。")
        assert mail["Subject"] == f"【职称】{NAME}已撤去，原定的日子作废"
        assert f"{NAME}（原湖人社函〔2021〕57号 附件1 第12行）" in text
        assert "原定 稳妥 2021年7月1日（周四）、最迟 2021年7月30日（周五），不再有效" in text
    told = {str(one["UID"]) for one in events(cron, 0)}
    gone = events(cron)
    assert {str(one["UID"]) for one in gone} == told
    assert {str(one["STATUS"]) for one in gone} == {"CANCELLED"}
    for today in (AFTER, "2021-06-28", "2021-07-01"):
        cron.send(today, *data)
    assert not any(NAME in text for text in cron.texts[count + 5 :])


def test_a_preview_says_who_hears_of_it_and_why(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    cron.write(PEOPLE)
    assert cron.send(TOLD) == OK
    data = edition(cron, more=WITHDRAWN)
    cron.said()
    assert cron.preview("--json", *data, today=AFTER) == OK
    letters = {one["address"][0]: one["items"] for one in cron.document("remind")["letters"]}
    assert sorted(letters) == ["a", "b", "c", "d", "e"]
    wanted = {
        who: {(one["committee"]["no"], one["committee"]["name"], one["wanted_by"]) for one in items}
        for who, items in letters.items()
    }
    assert wanted == {
        "a": {(12, NAME, "序号 12")},
        "b": {(12, NAME, f"评委会：{BUILDERS}")},
        "c": {(12, NAME, f"评委会：{NAME}")},
        "d": {(12, NAME, "专业：建筑")},
        "e": {(12, NAME, "全部")},
    }
    assert [(one["day"], one["was"], one["lead"]) for one in letters["a"]] == [
        (None, "2021-07-01", None),
        (None, "2021-07-30", None),
    ]
    assert cron.preview("--format", "table", *data, today=AFTER) == OK
    assert "评委会已从2021年度的计划中撤去（湖人社函〔2021〕99号：撤销第12行），原为 2021-07-01" in cron.said()[0]


def test_one_whose_days_are_over_is_not_told_of(cron: Cron) -> None:
    assert cron.send(TOLD) == OK
    assert cron.send("2021-07-31", *edition(cron, more=WITHDRAWN)) == OK
    assert len(cron.mails) == 1


def test_it_is_told_beside_what_comes_near_and_before_it(cron: Cron) -> None:
    cron.write("  - {address: a@example.com, wants: [{committees: [12, 13]}], days: [safe]}\nnumbers_of: 2021\n")
    assert cron.send(TOLD) == OK
    # 第13行: 8月, so that the safe day is 30 July; 30 days before is 30 June.
    assert cron.send("2021-06-30", *edition(cron, more=WITHDRAWN)) == OK
    first = cron.texts[-1].splitlines()[2]
    assert "撤去" in first
    assert first.endswith("您订阅的职称评审计划里，1 个日期将近。以下天数从 2021-06-30 算起（当天不算）。")
    assert cron.mails[-1]["Subject"].endswith(f"{NAME}已撤去，原定的日子作废（另有 1 个日期）")
    assert {str(one["STATUS"]) for one in events(cron)} == {"CANCELLED", "CONFIRMED", "TENTATIVE"}


def test_what_moves_to_the_plan_of_another_year_is_not_withdrawn(cron: Cron) -> None:
    cron.write(PEOPLE)
    assert cron.send(TOLD) == OK
    text = plan_text(LEFT, year=2021)
    data = ("--data-dir", str(data_with(cron.folder, plan_2021=text, plan_2022=plan_text())))
    run = (cron.file, "--send", "--today", AFTER, *data)
    assert cron.remind(*run) == FINDINGS
    first = cron.texts[-1].splitlines()[2]
    assert first == f"“{NAME}”已不在2021年度的计划里，改列在2022年度的计划，原来告诉您的日期不再有效。"
    assert "撤去" not in cron.texts[-1]
    assert cron.remind(*run) == FINDINGS
    assert len(cron.mails) == 10


def test_a_plan_of_another_year_without_it_takes_nothing_back(cron: Cron) -> None:
    assert cron.send(TOLD) == OK
    data = ("--data-dir", str(data_with(cron.folder, plan_2022=plan_text(LEFT))))
    for today in (AFTER, "2022-01-03"):
        assert cron.remind(cron.file, "--send", "--today", today, *data) in (OK, FINDINGS)
    assert not any("撤去" in text or "不在" in text for text in cron.texts)


def test_one_that_comes_back_is_told_again(cron: Cron) -> None:
    assert cron.send(TOLD) == OK
    assert cron.send(AFTER, *edition(cron, more=WITHDRAWN)) == OK
    assert cron.send("2021-06-24") == OK
    assert "原来没有日期，现为 2021年7月1日（周四）" in cron.texts[-1]
    assert {str(one["STATUS"]) for one in events(cron)} == {"CONFIRMED", "TENTATIVE"}


def test_a_key_that_is_put_right_is_no_departure(cron: Cron) -> None:
    """The same printed name under another key: the same body."""
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], days: [safe]}\nnumbers_of: 2021\n")
    assert cron.send("2021-06-16") == OK
    text = plan_text(year=2021)
    old = {str(one["UID"]) for one in events(cron)}
    assert text.count(f"key: {BUILDERS}\n") == 1
    data_with(cron.folder, plan_2021=text.replace(f"key: {BUILDERS}\n", "key: 建设工程\n"))
    data = ("--data-dir", str(cron.folder / "data"))
    assert cron.send("2021-06-17", *data) == OK
    assert len(cron.mails) == 1
    assert cron.send(TOLD, *data) == OK
    assert "撤去" not in cron.texts[-1]
    assert "有变" not in cron.texts[-1]
    gone = {str(one["UID"]) for one in events(cron) if one["STATUS"] == "CANCELLED"}
    assert gone == old
    assert {str(one["X-ZC-KEY"]) for one in events(cron) if one["STATUS"] != "CANCELLED"} == {
        "湖州市/2021/建设工程/cutoff//"
    }
    assert cron.send("2021-06-28", *data) == OK
    assert not any(one["STATUS"] == "CANCELLED" for one in events(cron))
