"""`zc remind`, from the subscriptions file to the mail server and back, as cron runs it."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jsonschema import Draft202012Validator
from mail_server import DROP, STALL, MailServer, closed_port
from places import ROOT

from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, OK, TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.files.bundled import data_dir, load_schema
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.reminders.mail import compose

Run = Callable[..., int]
SUBSCRIBERS = """\
  - {address: a@example.com, name: 样例甲, wants: [{committees: [12]}], days: [safe]}
"""
#: The seventh working day before 1 July 2021, the safe day of committee 12.
SEVEN_BEFORE = "2021-06-22"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def subscriptions(folder: Path, port: int, subscribers: str = SUBSCRIBERS, more: str = "timeout: 5") -> Path:
    file = folder / "subscriptions.yaml"
    text = f"""\
format: zc.subscriptions/1
sender: {{address: zhicheng@example.gov.cn, name: 样例发信人}}
transport: {{smtp: {{host: 127.0.0.1, port: {port}, security: none, {more}}}}}
subscribers:
{subscribers}"""
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def send(tmp_path: Path) -> Run:
    """Run `zc remind --send` on a day; the ledger is the same every time."""

    def run(file: Path, today: str, *more: str) -> int:
        place = ("--ledger", str(tmp_path / "ledger.sqlite3"))
        return main(["remind", str(file), "--send", *place, "--year", "2021", "--today", today, *more])

    return run


def texts(server: MailServer) -> list[str]:
    found = []
    for mail in server.mails:
        message = email.message_from_bytes(mail.content, policy=email.policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        found.append(body.get_content())
    return found


def test_a_mail_is_sent_in_silence_and_once(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port)
    assert send(file, "2021-05-31") == OK
    assert server.mails == []
    assert send(file, "2021-06-01") == OK
    assert send(file, "2021-06-01") == OK
    assert [(mail.sender, mail.recipients) for mail in server.mails] == [
        ("zhicheng@example.gov.cn", ("a@example.com",))
    ]
    assert "市建设工程专业中级职务评审委员会" in texts(server)[0]
    assert capsys.readouterr() == ("", "")


def test_a_day_without_a_run_is_made_up_for(tmp_path: Path, server: MailServer, send: Run) -> None:
    file = subscriptions(tmp_path, server.port)
    for today in ("2021-06-01", "2021-06-24", "2021-06-25", "2021-07-02"):
        assert send(file, today) == OK
    # 30 days before; the seven working days of 22 June, two days late; on 2 July the safe day is over.
    assert [re.findall(r"提前[^）]+", text) for text in texts(server)] == [["提前30天"], ["提前7个工作日"]]


def test_several_things_for_one_person_make_one_mail(tmp_path: Path, server: MailServer, send: Run) -> None:
    people = "  - {address: a@example.com, wants: [{committees: [9, 12, 34]}], days: [safe]}\n"
    assert send(subscriptions(tmp_path, server.port, people), "2021-06-01") == OK
    (text,) = texts(server)
    assert [number in text for number in ("第9行", "第12行", "第34行")] == [True] * 3


THREE = "".join(f"  - {{address: {name}@example.com, wants: [{{committees: [12]}}], days: [safe]}}\n" for name in "abc")


def recipients(server: MailServer) -> list[str]:
    return [mail.recipients[0] for mail in server.mails]


def test_one_refused_address_does_not_stop_the_rest(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("RCPT", "550 5.1.1 no such user", recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == FINDINGS
    assert recipients(server) == ["a@example.com", "c@example.com"]
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "b@example.com：没有收下：550 5.1.1 no such user\n"
    # Nothing was recorded as told, so the next run tries again; those who have it get nothing.
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "c@example.com", "b@example.com"]


def test_a_mail_that_cannot_be_written_does_not_stop_the_rest(
    tmp_path: Path,
    server: MailServer,
    send: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken_for_b(letter: Letter, *rest: Any, **more: Any) -> Any:
        if letter.recipient == "b@example.com":
            raise ZcError("写不成")
        return compose(letter, *rest, **more)

    monkeypatch.setattr("zhicheng_cli.reminders.running.compose", broken_for_b)
    assert send(subscriptions(tmp_path, server.port, THREE), SEVEN_BEFORE) == FINDINGS
    assert recipients(server) == ["a@example.com", "c@example.com"]
    assert "b@example.com：没有收下：写不成" in capsys.readouterr().err


def test_an_address_that_is_put_off_is_tried_again(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("RCPT", "450 4.2.0 greylisted", recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == TEMPORARY_FAILURE
    assert capsys.readouterr().err == "b@example.com：暂时不收，下次再发：450 4.2.0 greylisted\n"
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "c@example.com", "b@example.com"]


def test_a_server_that_is_not_there_loses_nothing(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(subscriptions(tmp_path, closed_port()), SEVEN_BEFORE) == TEMPORARY_FAILURE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "连不上邮件服务器" in err
    assert send(subscriptions(tmp_path, server.port), SEVEN_BEFORE) == OK
    assert len(server.mails) == 1


def test_a_connection_that_breaks_in_the_middle_is_made_again(tmp_path: Path, server: MailServer, send: Run) -> None:
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("RCPT", DROP, recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "b@example.com", "c@example.com"]


def test_no_answer_after_the_mail_is_not_sent_again_by_itself(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("CONTENT", DROP, recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == FINDINGS
    assert "b@example.com：交出后没有答复，不知是否送到" in capsys.readouterr().err
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "c@example.com"]
    place = str(tmp_path / "ledger.sqlite3")
    assert main(["remind", "--status", "--ledger", place, "--json"]) == OK
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(load_schema("output/remind-status")).validate(document)
    assert document["accepted"] == 2
    (unknown,) = document["unknown"]
    assert unknown["address"] == "b@example.com"
    assert [(item["committee"], item["which"], item["day"], item["lead"]) for item in unknown["items"]] == [
        (12, "safe", "2021-07-01", "7w"),
        (12, "last", "2021-07-30", "shown"),
    ]
    assert main(["remind", "--forget", unknown["message_id"], "--ledger", place]) == OK
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "c@example.com", "b@example.com"]


def moved(folder: Path, cutoff: str) -> Path:
    """The data, with another cut-off printed for committee 12."""
    data = folder / f"data-{len(list(folder.iterdir()))}"
    shutil.copytree(data_dir(), data)
    plan = data / "plan_2021.yaml"
    head, mark, tail = plan.read_text(encoding="utf-8").partition("\n  - no: 12\n")
    assert mark
    changed = tail.replace("cutoff: 7月\n", f"cutoff: {cutoff}\n", 1)
    assert changed != tail
    plan.write_text(head + mark + changed, encoding="utf-8")
    return data


def test_a_plan_that_moves_a_day_says_so_once(tmp_path: Path, server: MailServer, send: Run) -> None:
    file = subscriptions(tmp_path, server.port)
    assert send(file, SEVEN_BEFORE) == OK
    later = moved(tmp_path, "8月")
    for _ in range(2):
        assert send(file, "2021-06-23", "--data-dir", str(later)) == OK
    # And back again, and once more: each is news to one who was told the other.
    assert send(file, "2021-06-24") == OK
    assert send(file, "2021-06-25", "--data-dir", str(later)) == OK
    assert send(file, "2021-06-25", "--data-dir", str(later)) == OK
    changes = [re.findall(r"原为 ?([^，。；\n]+)，现为 ?([^，。（；\n]+)", text) for text in texts(server)]
    # The day it was about, and the other one that the mail showed.
    assert [len(found) for found in changes] == [0, 2, 2, 2]
    # 8月1日 is a Sunday, so the safe day of 8月 is Friday 30 July.
    assert "7月1日" in changes[1][0][0]
    assert "7月30日" in changes[1][0][1]
    assert "7月30日" in changes[2][0][0]
    assert "7月1日" in changes[2][0][1]


def test_batches_that_come_and_go_are_told_each_time(tmp_path: Path, server: MailServer, send: Run) -> None:
    file, batches = subscriptions(tmp_path, server.port), moved(tmp_path, "5-6月、7-8月各1批次")
    counts = []
    for day, data in (("22", None), ("23", batches), ("24", None), ("25", batches), ("25", batches), ("26", None)):
        more = ("--data-dir", str(data)) if data else ()
        assert send(file, f"2021-06-{day}", *more) == OK
        counts.append(len(server.mails))
    assert counts == [1, 2, 3, 4, 4, 5]
    told = texts(server)
    assert "第1批" in told[1]
    assert "第2批" in told[1]
    assert ["日期有变" in text for text in told] == [False, True, True, True, True]
    # A calendar that keeps the later edition of each event ends with what the plan says: 7月 and no batch.
    kept: dict[str, Any] = {}
    for mail in server.mails:
        message = email.message_from_bytes(mail.content, policy=email.policy.default)
        (attached,) = (part for part in message.iter_attachments())
        for event in icalendar.Calendar.from_ical(attached.get_content()).events:
            edition = (int(str(event["SEQUENCE"])), str(event["DTSTAMP"].to_ical()))
            assert str(event["UID"]) not in kept or edition > kept[str(event["UID"])][0]
            kept[str(event["UID"])] = (edition, str(event["STATUS"]), str(event["X-ZC-KEY"]))
    live = {key for _, status, key in kept.values() if status != "CANCELLED"}
    assert live == {"湖州市/2021/12/cutoff//"}


def test_what_one_cannot_know_yet_keeps_nothing_else_back(
    tmp_path: Path, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A review in a year whose working days are not announced; a draft of the next plan that has errors."""
    data = tmp_path / "years"
    shutil.copytree(data_dir(), data)
    this_year = (data / "plan_2021.yaml").read_text(encoding="utf-8").replace("  year: 2021\n", "  year: 2026\n")
    head, row = this_year.split("\n  - no: 12\n")
    late = f"{head}\n  - no: 12\n{row.replace('review: 9月', 'review: 2027年1月', 1)}"
    (data / "plan_2026.yaml").write_text(late, encoding="utf-8")
    draft = this_year.replace("  year: 2026\n", "  year: 2027\n").replace("cutoff: 7月\n", "cutoff: 乱写\n")
    (data / "plan_2027.yaml").write_text(draft, encoding="utf-8")
    people = "  - {address: a@example.com, wants: [{committees: [8, 12]}], days: [safe]}\n"
    file, place = subscriptions(tmp_path, server.port, people), ("--ledger", str(tmp_path / "ledger.sqlite3"))
    run = ["remind", str(file), "--data-dir", str(data), "--today", "2026-06-22", *place]
    assert main([*run, "--dry-run", "--format", "table"]) == OK
    assert "2026年度的 12 号：有的日子" in capsys.readouterr().out.replace("\n", "")
    assert main([*run, "--send"]) == OK
    (text,) = texts(server)
    # 12's cut-off is in July, and known.
    assert [f"附件1 第{no}行）" in text for no in (8, 12)] == [True, True]
    assert "2027 年度的计划先不提醒" in capsys.readouterr().err


def two_years(folder: Path) -> Path:
    """The data, and a plan of 2022 beside it in which committee 12 closes in January; its review of 2021 is late."""
    data = folder / "years"
    shutil.copytree(data_dir(), data)
    plan = data / "plan_2021.yaml"
    head, mark, tail = plan.read_text(encoding="utf-8").partition("\n  - no: 12\n")
    next_year = (
        head.replace("  year: 2021\n", "  year: 2022\n") + mark + tail.replace("cutoff: 7月\n", "cutoff: 1月\n", 1)
    )
    (data / "plan_2022.yaml").write_text(next_year, encoding="utf-8")
    plan.write_text(head + mark + tail.replace("review: 9月\n", "review: 2022年1月\n", 1), encoding="utf-8")
    return data


def test_around_new_year_two_plans_are_near(tmp_path: Path, server: MailServer) -> None:
    people = "  - {address: a@example.com, wants: [{committees: [12]}], milestones: [cutoff, review], lead: [7w]}\n"
    file, data = subscriptions(tmp_path, server.port, people), two_years(tmp_path)
    place = ("--ledger", str(tmp_path / "ledger.sqlite3"), "--data-dir", str(data))
    days = []
    for today in ("2021-12-21", "2021-12-22", "2021-12-23", "2022-01-20", "2022-01-21", "2022-01-24"):
        assert main(["remind", str(file), "--send", "--today", today, *place]) == OK
        days.append(len(server.mails))
    # 1 January 2022 is a holiday: the safe day of 1月 is 31 December, and seven working days before it is the 22nd;
    # the last one is Sunday 30 January, worked before the Spring Festival, as is the 29th: the 21st.
    # The review of the old plan may be on any day of January: seven working days before the 1st is the 23rd, before
    # the 31st the 24th.
    assert days == [0, 1, 2, 2, 3, 4]
    told = texts(server)
    assert ["湖州市2022年度" in text for text in told] == [True, False, True, False]


def test_a_preview_of_two_plans_and_of_one_address_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = (
        "  - {address: a@example.com, wants: [{committees: [12]}, {specialties: [特种设备]}], lead: [7w]}\n"
        "  - {address: a@EXAMPLE.com, wants: [{committees: [34]}], milestones: [review], lead: [366d]}\n"
    )
    file, data = subscriptions(tmp_path, closed_port(), people), two_years(tmp_path)
    # The coming plan does not know the specialty: no error, since the file is written for this year's.
    other = data / "plan_2022.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("特种设备", "别的设备"), encoding="utf-8")
    run = ["remind", str(file), "--dry-run", "--data-dir", str(data), "--today", "2021-12-22"]
    assert main([*run, "--ledger", str(tmp_path / "none"), "--json"]) == OK
    document = json.loads(capsys.readouterr().out)
    assert [one["year"] for one in document["plans"]] == [2021, 2022]
    found = [
        (letter["year"], item["committee"]["no"], item["wanted_by"])
        for letter in document["letters"]
        for item in letter["items"]
    ]
    assert (2022, 12, "序号 12") in found
    assert {entry for entry in found if entry[1] == 34} == {(2022, 34, "序号 34")}
    assert len(document["letters"]) == 1
    assert main([*run, "--ledger", str(tmp_path / "none"), "--format", "table"]) == OK
    assert "a@example.com · 2022年度" in capsys.readouterr().out


def test_an_address_that_is_there_twice_gets_one_mail(tmp_path: Path, server: MailServer, send: Run) -> None:
    people = (
        "  - {address: a@example.com, wants: [{committees: [12]}], days: [safe]}\n"
        "  - {address: a@EXAMPLE.com, wants: [{committees: [12, 8]}], lead: [30d], days: [safe]}\n"
    )
    assert send(subscriptions(tmp_path, server.port, people), SEVEN_BEFORE) == OK
    (text,) = texts(server)
    assert [text.count(f"第{number}行 接收材料截止时间") for number in (8, 12)] == [1, 1]
    assert send(subscriptions(tmp_path, server.port, people), SEVEN_BEFORE) == OK
    assert len(server.mails) == 1


def test_a_preview_of_nothing_says_when_and_whom_it_cannot_remind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "  - {address: a@example.com, wants: [{committees: [12, 45]}], days: [safe]}\n"
    file = subscriptions(tmp_path, closed_port(), people)
    assert preview(file, tmp_path, "--format", "table", today="2021-05-26") == OK
    out = capsys.readouterr().out.replace("\n", "")
    assert "下一次在2021-06-01" in out
    assert "不会提醒的：45 号" in out
    assert preview(file, tmp_path, "--format", "table", today="2021-07-02") == OK
    assert "不会再发" in capsys.readouterr().out


def environment(folder: Path) -> dict[str, str]:
    homes = {name: str(folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    return {**os.environ, **homes, "PYTHONPATH": str(ROOT / "src")}


def start(folder: Path, file: Path, today: str = SEVEN_BEFORE) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "zhicheng_cli", "remind", str(file), "--send", "--year", "2021", "--today", today]
    return subprocess.Popen(
        [*command, "--ledger", str(folder / "ledger.sqlite3")],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_runs_at_once_send_once(tmp_path: Path, server: MailServer) -> None:
    people = "".join(f"  - {{address: p{number}@example.com, wants: [{{committees: [12]}}]}}\n" for number in range(12))
    file = subscriptions(tmp_path, server.port, people)
    runs = [start(tmp_path, file) for _ in range(3)]
    ends = [(run.communicate(timeout=60), run.returncode) for run in runs]
    assert [code for _, code in ends] == [OK] * 3, ends
    assert sorted(recipients(server)) == sorted(f"p{number}@example.com" for number in range(12))


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGKILL")
@pytest.mark.parametrize(
    ("stage", "unknown"), [("RCPT", 0), ("CONTENT", 1)], ids=["before it is handed over", "before the answer"]
)
def test_a_kill_loses_nothing_and_doubles_nothing(
    stage: str, unknown: int, tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port, THREE, more="timeout: 60")
    server.on(stage, STALL, recipient="b@example.com")
    run = start(tmp_path, file)
    waited = time.monotonic() + 30
    while server.stages.count(stage) < 2:
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < waited, server.stages
        time.sleep(0.02)
    run.kill()
    run.communicate()
    assert recipients(server) == ["a@example.com"]
    # What the server took is not sent again; what was certainly not handed over is; the rest is for people.
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", *["b@example.com"] * (1 - unknown), "c@example.com"]
    capsys.readouterr()
    assert main(["remind", "--status", "--ledger", str(tmp_path / "ledger.sqlite3"), "--json"]) == OK
    assert [one["address"] for one in json.loads(capsys.readouterr().out)["unknown"]] == ["b@example.com"] * unknown


def test_a_clock_that_jumped_back_is_said_and_doubles_nothing(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port)
    assert send(file, "2021-06-28") == OK
    assert send(file, "2021-06-03") == OK
    assert len(server.mails) == 1
    assert "请检查这台机器的日期" in capsys.readouterr().err


def preview(file: Path, folder: Path, *more: str, today: str = SEVEN_BEFORE) -> int:
    place = ("--ledger", str(folder / "ledger.sqlite3"))
    return main(["remind", str(file), "--dry-run", *place, "--year", "2021", "--today", today, *more])


def test_a_preview_says_who_gets_what_and_why(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "  - {address: a@example.com, name: 样例甲, wants: [{specialties: [暖通]}], days: [safe]}\n"
    file = subscriptions(tmp_path, server.port, people)
    assert preview(file, tmp_path, "--json") == OK
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(load_schema("output/remind")).validate(document)
    (letter,) = document["letters"]
    (item,) = letter["items"]
    assert (letter["address"], letter["name"]) == ("a@example.com", "样例甲")
    assert (item["committee"]["no"], item["day"], item["lead"], item["begins"], item["wanted_by"]) == (
        12,
        "2021-07-01",
        "7w",
        "2021-06-22",
        "专业：暖通",
    )
    assert (item["days_left"], item["workdays_left"], item["was"]) == (9, 7, None)
    assert not (tmp_path / "ledger.sqlite3").exists()
    assert server.stages == []
    # What was told is not shown again.
    assert send(file, SEVEN_BEFORE) == OK
    assert preview(file, tmp_path, "--format", "table") == OK
    assert "没有要发的" in capsys.readouterr().out


def test_a_preview_writes_the_very_mails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = subscriptions(tmp_path, closed_port(), THREE)
    mails = tmp_path / "mails"
    assert preview(file, tmp_path, "--eml", str(mails)) == OK
    names = sorted(path.name for path in mails.iterdir())
    assert names == ["1.eml", "2.eml", "3.eml"]
    message = email.message_from_bytes((mails / "2.eml").read_bytes(), policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "b@example.com"
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o777 for path in mails.iterdir()} == {0o600}
    # Old and new would lie side by side.
    assert preview(file, tmp_path, "--eml", str(mails)) == USAGE
    assert "已经有信" in capsys.readouterr().err


def test_off_a_terminal_it_must_be_said_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remind", str(subscriptions(tmp_path, closed_port()))]) == USAGE
    assert "--send" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.yaml", "--status"],
        ["--send", "--dry-run"],
        ["--status", "--send"],
        ["--send", "--eml", "x"],
        ["--forget", "x", "--new-ledger"],
    ],
)
def test_one_thing_at_a_time(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remind", *arguments]) == USAGE
    assert capsys.readouterr().err


def test_without_a_file_the_one_here_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["remind", "--dry-run"]) == USAGE
    assert "zc new subscriptions" in capsys.readouterr().err
    subscriptions(tmp_path, closed_port())
    assert main(["remind", "--dry-run", "--today", SEVEN_BEFORE, "--json"]) == OK
    assert len(json.loads(capsys.readouterr().out)["letters"]) == 1


def test_an_entry_with_errors_does_not_stop_the_rest(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "  - {address: nobody, wants: [{levels: [中及]}]}\n" + SUBSCRIBERS
    file = subscriptions(tmp_path, server.port, people)
    assert send(file, SEVEN_BEFORE) == FINDINGS
    assert recipients(server) == ["a@example.com"]
    err = capsys.readouterr().err
    assert "subscriptions.yaml:5:" in err
    assert "“中级”" in err
    assert preview(file, tmp_path, "--json", today="2021-06-28") == OK
    assert [one["address"] for one in json.loads(capsys.readouterr().out)["letters"]] == ["a@example.com"]


def test_a_file_with_errors_beyond_that_sends_nothing(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = subscriptions(tmp_path, server.port, more="password: hunter22")
    assert send(file, SEVEN_BEFORE) == USAGE
    assert server.stages == []
    err = capsys.readouterr().err
    assert "subscriptions.yaml:3:" in err
    assert "hunter22" not in err


def test_a_plan_of_a_past_year_is_said_where_people_look(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """From January until the new notice comes, cron must not mail every day."""
    file = subscriptions(tmp_path, server.port)
    assert send(file, "2026-11-24") == OK
    assert server.stages == []
    assert capsys.readouterr() == ("", "")
    assert preview(file, tmp_path, today="2026-11-24") == OK
    assert "2021年度的计划" in capsys.readouterr().err


def damage(ledger: Path) -> None:
    ledger.write_bytes(b"not a database, " * 100)


def age(ledger: Path) -> None:
    with sqlite3.connect(ledger) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize("spoil", [damage, age])
def test_a_ledger_that_cannot_be_used_is_never_replaced_in_silence(
    spoil: Callable[[Path], None],
    tmp_path: Path,
    server: MailServer,
    send: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, ledger = subscriptions(tmp_path, server.port), tmp_path / "ledger.sqlite3"
    assert send(file, "2021-06-01") == OK
    spoil(ledger)
    before = ledger.read_bytes()
    for _ in range(2):
        assert send(file, SEVEN_BEFORE) == USAGE
        assert ledger.name in capsys.readouterr().err
    assert preview(file, tmp_path) == USAGE
    assert main(["remind", "--status", "--ledger", str(ledger)]) == USAGE
    assert len(server.mails) == 1
    assert ledger.read_bytes() == before
    assert main(["remind", "--new-ledger", "--ledger", str(ledger)]) == OK
    assert before in [path.read_bytes() for path in tmp_path.iterdir() if path.name != ledger.name and path.is_file()]
    assert send(file, SEVEN_BEFORE) == OK
    assert len(server.mails) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root 什么都能写")
def test_a_ledger_that_cannot_be_written_sends_nothing(tmp_path: Path, server: MailServer, send: Run) -> None:
    tmp_path.chmod(0o500)
    try:
        assert send(subscriptions(tmp_path, server.port), SEVEN_BEFORE) == USAGE
    finally:
        tmp_path.chmod(0o700)
    assert server.stages == []


def test_a_folder_in_place_of_the_ledger_sends_nothing(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ledger.sqlite3").mkdir()
    assert send(subscriptions(tmp_path, server.port), SEVEN_BEFORE) == USAGE
    assert server.stages == []
    assert "文件夹" in capsys.readouterr().err


def test_status_and_forget_without_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "none.sqlite3")
    assert main(["remind", "--status", "--ledger", place]) == OK
    assert main(["remind", "--forget", "a@example.com", "--ledger", place]) == USAGE
    assert "还没有账本" in capsys.readouterr().err
    assert not Path(place).exists()


def test_a_mail_that_arrived_after_all_is_no_doubt_any_more(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file, place = subscriptions(tmp_path, server.port, THREE), ("--ledger", str(tmp_path / "ledger.sqlite3"))
    server.on("CONTENT", DROP, recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == FINDINGS
    assert main(["remind", "--arrived", "b@example.com", *place]) == OK
    capsys.readouterr()
    assert main(["remind", "--status", "--json", *place]) == OK
    document = json.loads(capsys.readouterr().out)
    assert (document["accepted"], document["unknown"]) == (3, [])
    assert send(file, SEVEN_BEFORE) == OK
    assert recipients(server) == ["a@example.com", "c@example.com"]
    # There is no doubt about it to settle twice.
    assert main(["remind", "--arrived", "b@example.com", *place]) == FINDINGS
    assert "没有不知是否送到的" in capsys.readouterr().err


def test_an_address_that_failed_can_be_forgotten(tmp_path: Path, server: MailServer, send: Run) -> None:
    server.on("RCPT", "550 no", recipient="a@example.com")
    assert send(subscriptions(tmp_path, server.port), SEVEN_BEFORE) == FINDINGS
    place = ("--ledger", str(tmp_path / "ledger.sqlite3"))
    assert main(["remind", "--forget", "a@example.com", *place]) == OK
    assert main(["remind", "--forget", "a@example.com", *place]) == FINDINGS


def test_a_ledger_that_is_sound_is_not_set_aside(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file, ledger = subscriptions(tmp_path, server.port), tmp_path / "ledger.sqlite3"
    assert send(file, SEVEN_BEFORE) == OK
    assert main(["remind", "--new-ledger", "--ledger", str(ledger)]) == USAGE
    assert "没有坏" in capsys.readouterr().err
    assert send(file, SEVEN_BEFORE) == OK
    assert len(server.mails) == 1
    # Where there is none, there is nothing to set aside.
    assert main(["remind", "--new-ledger", "--ledger", str(tmp_path / "other.sqlite3")]) == OK
    assert "挪到" not in capsys.readouterr().err
    assert main(["remind", "--new-ledger", "--ledger", str(tmp_path)]) == USAGE


def test_a_server_that_goes_away_for_good_leaves_no_doubt(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Claimed, then the connection is lost before the content, twice over: certainly not sent, so due again."""
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("DATA", DROP, DROP, DROP, DROP)
    assert send(file, SEVEN_BEFORE) == TEMPORARY_FAILURE
    capsys.readouterr()
    assert main(["remind", "--status", "--json", "--ledger", str(tmp_path / "ledger.sqlite3")]) == OK
    assert json.loads(capsys.readouterr().out)["unknown"] == []
    assert send(file, SEVEN_BEFORE) == OK
    assert sorted(recipients(server)) == ["a@example.com", "b@example.com", "c@example.com"]


def test_forgetting_an_address(
    tmp_path: Path, server: MailServer, send: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file, place = subscriptions(tmp_path, server.port), str(tmp_path / "ledger.sqlite3")
    assert send(file, SEVEN_BEFORE) == OK
    assert main(["remind", "--forget", "b@example.com", "--ledger", place]) == FINDINGS
    assert "账本里没有：b@example.com" in capsys.readouterr().err
    assert main(["remind", "--forget", "a@example.com", "--ledger", place]) == OK
    assert send(file, SEVEN_BEFORE) == OK
    assert len(server.mails) == 2
    ids = [email.message_from_bytes(mail.content)["Message-ID"] for mail in server.mails]
    # The same mail: a mailbox that has the first can tell.
    assert ids[0] == ids[1]


def test_the_status_on_a_screen(
    tmp_path: Path,
    server: MailServer,
    send: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = subscriptions(tmp_path, server.port, THREE)
    server.on("CONTENT", DROP, recipient="a@example.com")
    server.on("RCPT", "550 no", recipient="b@example.com")
    assert send(file, SEVEN_BEFORE) == FINDINGS
    capsys.readouterr()
    ledger = ("--ledger", str(tmp_path / "ledger.sqlite3"))
    assert main(["remind", "--status", *ledger, "--format", "table"]) == OK
    out = capsys.readouterr().out
    assert "发出 1 封" in out
    assert "不知是否送到 1 封" in out
    assert "没有收下 1 个地址" in out
    assert "第12行 材料接收截止 稳妥 2021-07-01" in out
    assert "550 no" in out


STAND_IN = """\
import sys
from pathlib import Path
folder = Path(sys.argv[1])
(folder / f"{len(list(folder.iterdir()))}.eml").write_bytes(sys.stdin.buffer.read())
"""


def test_a_program_may_send_the_mail(tmp_path: Path, send: Run) -> None:
    program, box = tmp_path / "stand_in.py", tmp_path / "box"
    program.write_text(STAND_IN, encoding="utf-8")
    box.mkdir()
    command: list[Any] = [sys.executable, str(program), str(box), "-t"]
    file = tmp_path / "subscriptions.yaml"
    file.write_text(
        f"""\
format: zc.subscriptions/1
sender: {{address: zhicheng@example.gov.cn}}
transport: {{sendmail: {{command: {json.dumps(command)}}}}}
subscribers:
{SUBSCRIBERS}""",
        encoding="utf-8",
    )
    for _ in range(2):
        assert send(file, SEVEN_BEFORE) == OK
    (mail,) = box.iterdir()
    assert email.message_from_bytes(mail.read_bytes())["To"].endswith("<a@example.com>")


def test_the_home_folder_is_meant_by_its_sign(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    run = ["remind", str(subscriptions(tmp_path, server.port)), "--send", "--year", "2021", "--today", SEVEN_BEFORE]
    assert main([*run, "--ledger=~/told.sqlite3"]) == OK
    assert (tmp_path / "told.sqlite3").is_file()
    assert not (tmp_path / "~").exists()
