"""`zc remind` over plans that change, and of two years: each change is told once."""

from __future__ import annotations

import re
from pathlib import Path

import icalendar
import pytest
from mail_server import closed_port
from plan.test_stages import folder as staged
from reminders.cron_runs import Cron, changed, copied

from zhicheng_cli.errors import OK
from zhicheng_cli.views.parts.wording import PROVISIONAL_NOTE


def moved(folder: Path, cutoff: str) -> tuple[str, str]:
    """The option for data with another cut-off printed for committee 12."""
    data, head, tail = copied(folder)
    (data / "plan_2021.yaml").write_text(head + changed(tail, "cutoff: 7月\n", f"cutoff: {cutoff}\n"), encoding="utf-8")
    return "--data-dir", str(data)


def test_a_plan_that_moves_a_day_says_so_once(cron: Cron) -> None:
    assert cron.send() == OK
    later = moved(cron.folder, "8月")
    for _ in range(2):
        assert cron.send("2021-06-23", *later) == OK
    # And back again, and once more: each is news to one who was told the other.
    assert cron.send("2021-06-24") == OK
    assert cron.send("2021-06-25", *later) == OK
    assert cron.send("2021-06-25", *later) == OK
    changes = [re.findall(r"原为 ?([^，。；\n]+)，现为 ?([^，。（；\n]+)", text) for text in cron.texts]
    # The day it was about, and the other one that the mail showed.
    assert [len(found) for found in changes] == [0, 2, 2, 2]
    # 8月1日 is a Sunday, so the safe day of 8月 is Friday 30 July.
    assert "7月1日" in changes[1][0][0]
    assert "7月30日" in changes[1][0][1]
    assert "7月30日" in changes[2][0][0]
    assert "7月1日" in changes[2][0][1]


def test_a_preview_says_what_moved_and_what_is_gone(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], days: [safe], lead: [7w]}\n")
    assert cron.send() == OK
    cron.said()
    assert cron.preview("--format", "table", *moved(cron.folder, "8月"), today="2021-06-23") == OK
    assert "日期有变，原为 2021-07-01" in cron.said()[0]
    assert cron.preview("--format", "table", *moved(cron.folder, "待定"), today="2021-06-23") == OK
    assert "没有日期了" in cron.said()[0]


def test_a_preview_says_that_its_days_are_provisional(cron: Cron) -> None:
    data, head, tail = copied(cron.folder)
    late = changed(head, "  year: 2021\n", "  year: 2026\n") + changed(tail, "review: 9月", "review: 2027年1月")
    (data / "plan_2026.yaml").write_text(late, encoding="utf-8")
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], milestones: [review], lead: [30d]}\n")
    run = (cron.file, "--data-dir", data, "--today", "2026-12-20", "--dry-run", "--format", "table")
    assert cron.remind(*run, "--provisional") == OK
    assert PROVISIONAL_NOTE.short in cron.said()[0].replace("\n", "")


def test_batches_that_come_and_go_are_told_each_time(cron: Cron) -> None:
    batches = moved(cron.folder, "5-6月、7-8月各1批次")
    counts = []
    for day, data in (("22", ()), ("23", batches), ("24", ()), ("25", batches), ("25", batches), ("26", ())):
        assert cron.send(f"2021-06-{day}", *data) == OK
        counts.append(len(cron.server.mails))
    assert counts == [1, 2, 3, 4, 4, 5]
    told = cron.texts
    assert "第1批" in told[1]
    assert "第2批" in told[1]
    assert ["日期有变" in text for text in told] == [False, True, True, True, True]
    # A calendar that keeps the later edition of each event ends with what the plan says: 7月 and no batch.
    kept: dict[str, tuple[tuple[int, str], str, str]] = {}
    for mail in cron.mails:
        (attached,) = mail.iter_attachments()
        for event in icalendar.Calendar.from_ical(attached.get_content()).events:
            edition = (int(str(event["SEQUENCE"])), str(event["DTSTAMP"].to_ical()))
            assert str(event["UID"]) not in kept or edition > kept[str(event["UID"])][0]
            kept[str(event["UID"])] = (edition, str(event["STATUS"]), str(event["X-ZC-KEY"]))
    live = {key for _, status, key in kept.values() if status != "CANCELLED"}
    assert live == {"湖州市/2021/建设工程-中级/cutoff//"}


def test_several_days_without_batches_are_never_told_as_batches(cron: Cron) -> None:
    """7、8、9月 are undecided again: each is told by its place, in the mail, its calendar and the preview."""
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], days: [safe], lead: [180d]}\n")
    undecided = moved(cron.folder, "待定")
    assert cron.send("2021-06-22", *moved(cron.folder, "7、8、9月")) == OK
    cron.said()
    for form, said in (("json", '"batch": null'), ("table", "（第3次）")):
        assert cron.preview("--format", form, *undecided, today="2021-06-23") == OK
        assert said in cron.said()[0]
    assert cron.send("2021-06-23", *undecided) == OK
    assert "材料接收截止（第3次）" in cron.texts[1]
    (attached,) = cron.mails[1].iter_attachments()
    events = icalendar.Calendar.from_ical(attached.get_content()).events
    titles = {f"【取消】市建设工程专业中级评委会 第{place}次 材料截止" for place in (1, 2, 3)}
    assert {str(one["SUMMARY"]) for one in events} == titles
    for mail, text in zip(cron.mails, cron.texts, strict=True):
        assert not re.search("第.批", str(mail["Subject"]) + text)


def test_a_preview_of_a_stage_that_is_no_more_says_so(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], days: [safe], lead: [7w]}\n")
    assert cron.send("2021-06-08", "--data-dir", str(staged(cron.folder / "a"))) == OK
    cron.said()
    assert cron.preview("--format", "table", today="2021-06-10") == OK
    said = cron.said()[0]
    assert "个人网上申报" in said
    assert "没有日期了" in said


def test_what_one_cannot_know_yet_keeps_nothing_else_back(cron: Cron) -> None:
    """A review in a year whose working days are not announced; a draft of the next plan that has errors."""
    data, head, tail = copied(cron.folder)
    head = changed(head, "  year: 2021\n", "  year: 2026\n")
    late = head + changed(tail, "review: 9月", "review: 2027年1月")
    (data / "plan_2026.yaml").write_text(late, encoding="utf-8")
    draft = changed(head + tail, "  year: 2026\n", "  year: 2027\n").replace("kind: 中评委\n", "kind: 乱写\n")
    (data / "plan_2027.yaml").write_text(draft, encoding="utf-8")
    cron.write("  - {address: a@example.com, wants: [{committees: [8, 12]}], days: [safe]}\n")
    run = (cron.file, "--data-dir", data, "--today", "2026-06-22")
    assert cron.remind(*run, "--dry-run", "--format", "table") == OK
    assert "2026年度的 12 号：有的日子" in cron.said()[0].replace("\n", "")
    assert cron.remind(*run, "--send") == OK
    (text,) = cron.texts
    # 12's cut-off is in July, and known.
    assert [f"附件1 第{no}行）" in text for no in (8, 12)] == [True, True]
    assert "2027 年度的计划先不提醒" in cron.said()[1]


def two_years(folder: Path) -> Path:
    """The data, and a plan of 2022 beside it in which committee 12 closes in January; its review of 2021 is late."""
    data, head, tail = copied(folder)
    next_year = changed(head, "  year: 2021\n", "  year: 2022\n") + changed(tail, "cutoff: 7月\n", "cutoff: 1月\n")
    (data / "plan_2022.yaml").write_text(next_year, encoding="utf-8")
    late = head + changed(tail, "review: 9月\n", "review: 2022年1月\n")
    (data / "plan_2021.yaml").write_text(late, encoding="utf-8")
    return data


def test_around_new_year_two_plans_are_near(cron: Cron) -> None:
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], milestones: [cutoff, review], lead: [7w]}\n")
    data, days = two_years(cron.folder), []
    for today in ("2021-12-21", "2021-12-22", "2021-12-23", "2022-01-20", "2022-01-21", "2022-01-24"):
        assert cron.remind(cron.file, "--send", "--today", today, "--data-dir", data) == OK
        days.append(len(cron.server.mails))
    # 1 January 2022 is a holiday: the safe day of 1月 is 31 December, and seven working days before it is the 22nd;
    # the last one is Sunday 30 January, worked before the Spring Festival, as is the 29th: the 21st.
    # The review of the old plan may be on any day of January: seven working days before the 1st is the 23rd, before
    # the 31st the 24th.
    assert days == [0, 1, 2, 2, 3, 4]
    assert ["湖州市2022年度" in text for text in cron.texts] == [True, False, True, False]


def test_a_preview_of_two_plans_and_of_one_address_twice(cron: Cron) -> None:
    people = (
        "  - {address: a@example.com, wants: [{committees: [12]}, {specialties: [特种设备]}], lead: [7w]}\n"
        "  - {address: a@EXAMPLE.com, wants: [{committees: [34]}], milestones: [review], lead: [366d]}\n"
    )
    cron.write(people, port=closed_port())
    data = two_years(cron.folder)
    # The coming plan does not know the specialty: no error, since the file is written for this year's.
    other = data / "plan_2022.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("特种设备", "别的设备"), encoding="utf-8")
    run = (cron.file, "--dry-run", "--data-dir", data, "--today", "2021-12-22")
    assert cron.remind(*run, "--json") == OK
    document = cron.document("remind")
    assert [one["year"] for one in document["plans"]] == [2021, 2022]
    found = [
        (letter["year"], item["committee"]["no"], item["wanted_by"])
        for letter in document["letters"]
        for item in letter["items"]
    ]
    assert (2022, 12, "序号 12") in found
    assert {entry for entry in found if entry[1] == 34} == {(2022, 34, "序号 34")}
    assert len(document["letters"]) == 1
    assert cron.remind(*run, "--format", "table") == OK
    assert "a@example.com · 2022年度" in cron.said()[0]
