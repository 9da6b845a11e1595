"""`zc remind --send`: each is told once, whatever happens to the mails of others, to other runs, and to this one."""

from __future__ import annotations

import email
import json
import os
import re
import subprocess
import sys
import time
from typing import Any

import pytest
from mail_server import DROP, STALL, closed_port
from places import ROOT
from reminders.cron_runs import SEVEN_BEFORE, SUBSCRIBERS, THREE, Cron
from years import data_with, plan_text

from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, OK, TEMPORARY_FAILURE, USAGE, ZcError
from zhicheng_cli.reminders.items import Letter
from zhicheng_cli.reminders.mail.composing import compose

ALL, NOT_B, B_LAST = (
    [f"{name}@example.com" for name in names] for names in (("a", "b", "c"), ("a", "c"), ("a", "c", "b"))
)


def test_a_mail_is_sent_in_silence_and_once(cron: Cron) -> None:
    assert cron.send("2021-05-31") == OK
    assert cron.server.mails == []
    assert cron.send("2021-06-01") == OK
    assert cron.send("2021-06-01") == OK
    (mail,) = cron.server.mails
    assert (mail.sender, mail.recipients) == ("zhicheng@example.gov.cn", ("a@example.com",))
    assert "市建设工程专业中级职务评审委员会" in cron.texts[0]
    assert cron.said() == ("", "")


def test_a_day_without_a_run_is_made_up_for(cron: Cron) -> None:
    for today in ("2021-06-01", "2021-06-24", "2021-06-25", "2021-07-02"):
        assert cron.send(today) == OK
    # 30 days before; the seven working days of 22 June, two days late; on 2 July the safe day is over.
    assert [re.findall(r"提前[^）]+", text) for text in cron.texts] == [["提前30天"], ["提前7个工作日"]]


def test_several_things_for_one_person_make_one_mail(cron: Cron) -> None:
    cron.write("  - {address: a@example.com, wants: [{committees: [9, 12, 34]}], days: [safe]}\n")
    assert cron.send("2021-06-01") == OK
    (text,) = cron.texts
    assert [number in text for number in ("第9行", "第12行", "第34行")] == [True] * 3


def test_an_address_that_is_there_twice_gets_one_mail(cron: Cron) -> None:
    cron.write(
        "  - {address: a@example.com, wants: [{committees: [12]}], days: [safe]}\n"
        "  - {address: A@EXAMPLE.com, wants: [{committees: [12, 8]}], lead: [30d], days: [safe]}\n"
    )
    assert cron.send() == OK
    (text,) = cron.texts
    assert [text.count(f"第{number}行 接收材料截止时间") for number in (8, 12)] == [1, 1]
    assert cron.send() == OK
    assert len(cron.server.mails) == 1


def test_one_refused_address_does_not_stop_the_rest(cron: Cron) -> None:
    cron.write(THREE)
    cron.server.on("RCPT", "550 5.1.1 no such user", recipient="b@example.com")
    assert cron.send() == FINDINGS
    assert cron.recipients == NOT_B
    assert cron.said() == ("", "b@example.com：没有收下：550 5.1.1 no such user\n")
    # Nothing was recorded as told, so the next run tries again; those who have it get nothing.
    assert cron.send() == OK
    assert cron.recipients == B_LAST


def test_a_mail_that_cannot_be_written_does_not_stop_the_rest(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_for_b(letter: Letter, *rest: Any, **more: Any) -> Any:
        if letter.recipient == "b@example.com":
            raise ZcError("写不成")
        return compose(letter, *rest, **more)

    monkeypatch.setattr("zhicheng_cli.reminders.running.compose", broken_for_b)
    cron.write(THREE)
    assert cron.send() == FINDINGS
    assert cron.recipients == NOT_B
    assert "b@example.com：没有收下：写不成" in cron.said()[1]


def test_an_address_that_is_put_off_is_tried_again(cron: Cron) -> None:
    cron.write(THREE)
    cron.server.on("RCPT", "450 4.2.0 greylisted", recipient="b@example.com")
    assert cron.send() == TEMPORARY_FAILURE
    assert cron.said()[1] == "b@example.com：暂时不收，下次再发：450 4.2.0 greylisted\n"
    assert cron.send() == OK
    assert cron.recipients == B_LAST


def test_a_server_that_is_not_there_loses_nothing(cron: Cron) -> None:
    cron.write(port=closed_port())
    assert cron.send() == TEMPORARY_FAILURE
    out, err = cron.said()
    assert (out, err.count("\n")) == ("", 1)
    assert "连不上邮件服务器" in err
    cron.write()
    assert cron.send() == OK
    assert len(cron.server.mails) == 1


def test_a_connection_that_breaks_in_the_middle_is_made_again(cron: Cron) -> None:
    cron.write(THREE)
    cron.server.on("RCPT", DROP, recipient="b@example.com")
    assert cron.send() == OK
    assert cron.recipients == ALL


def test_a_server_that_goes_away_for_good_leaves_no_doubt(cron: Cron) -> None:
    """Claimed, then the connection is lost before the content, twice over: certainly not sent, so due again."""
    cron.write(THREE)
    cron.server.on("DATA", DROP, DROP, DROP, DROP)
    assert cron.send() == TEMPORARY_FAILURE
    assert cron.status()["unknown"] == []
    assert cron.send() == OK
    assert sorted(cron.recipients) == ALL


def test_no_answer_after_the_mail_is_not_sent_again_by_itself(cron: Cron) -> None:
    cron.write(THREE)
    cron.server.on("CONTENT", DROP, recipient="b@example.com")
    assert cron.send() == FINDINGS
    assert "b@example.com：交出后没有答复，不知是否送到" in cron.said()[1]
    assert cron.send() == OK
    assert cron.recipients == NOT_B
    document = cron.status()
    assert document["accepted"] == 2
    (unknown,) = document["unknown"]
    assert unknown["address"] == "b@example.com"
    assert [(item["committee"], item["which"], item["day"], item["lead"]) for item in unknown["items"]] == [
        (12, "safe", "2021-07-01", "7w"),
        (12, "last", "2021-07-30", "shown"),
    ]
    assert cron.remind("--forget", unknown["message_id"]) == OK
    assert cron.send() == OK
    assert cron.recipients == B_LAST


def test_a_clock_that_jumped_back_is_said_and_doubles_nothing(cron: Cron) -> None:
    assert cron.send("2021-06-28") == OK
    assert cron.send("2021-06-03") == OK
    assert len(cron.server.mails) == 1
    assert "请检查这台机器的日期" in cron.said()[1]


def test_an_entry_with_errors_does_not_stop_the_rest(cron: Cron) -> None:
    cron.write("  - {address: nobody, wants: [{levels: [中及]}]}\n" + SUBSCRIBERS)
    assert cron.send() == FINDINGS
    assert cron.recipients == ["a@example.com"]
    err = cron.said()[1]
    assert "subscriptions.yaml:5:" in err
    assert "“中级”" in err
    assert cron.preview("--json", today="2021-06-28") == OK
    assert [one["address"] for one in cron.document("remind")["letters"]] == ["a@example.com"]


def test_a_file_with_errors_beyond_that_sends_nothing(cron: Cron) -> None:
    cron.write(more="password: hunter22")
    assert cron.send() == USAGE
    assert cron.server.stages == []
    err = cron.said()[1]
    assert "subscriptions.yaml:3:" in err
    assert "hunter22" not in err


def test_a_plan_of_a_past_year_is_said_where_people_look(cron: Cron) -> None:
    """From January until the new notice comes, cron must not mail every day."""
    assert cron.send("2026-11-24") == OK
    assert cron.server.stages == []
    assert cron.said() == ("", "")
    assert cron.preview(today="2026-11-24") == OK
    assert "2021年度的计划" in cron.said()[1]


STAND_IN = """\
import sys
from pathlib import Path
folder = Path(sys.argv[1])
(folder / f"{len(list(folder.iterdir()))}.eml").write_bytes(sys.stdin.buffer.read())
"""


def test_a_program_may_send_the_mail(cron: Cron) -> None:
    program, box = cron.folder / "stand_in.py", cron.folder / "box"
    program.write_text(STAND_IN, encoding="utf-8")
    box.mkdir()
    command = json.dumps([sys.executable, str(program), str(box), "-t"])
    head, _, tail = cron.file.read_text(encoding="utf-8").partition("transport:")
    rest = tail.partition("\n")[2]
    cron.file.write_text(f"{head}transport: {{sendmail: {{command: {command}}}}}\n{rest}", encoding="utf-8")
    for _ in range(2):
        assert cron.send() == OK
    (mail,) = box.iterdir()
    assert email.message_from_bytes(mail.read_bytes())["To"].endswith("<a@example.com>")


def test_the_home_folder_is_meant_by_its_sign(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(cron.folder))
    monkeypatch.chdir(cron.folder)
    run = ["remind", str(cron.file), "--send", "--year", "2021", "--today", SEVEN_BEFORE]
    assert main([*run, "--ledger=~/told.sqlite3"]) == OK
    assert (cron.folder / "told.sqlite3").is_file()
    assert not (cron.folder / "~").exists()


def start(cron: Cron) -> subprocess.Popen[bytes]:
    homes = {name: str(cron.folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    command = [sys.executable, "-m", "zhicheng_cli", "remind", str(cron.file), "--send", "--year", "2021"]
    return subprocess.Popen(
        [*command, "--today", SEVEN_BEFORE, "--ledger", str(cron.ledger)],
        env={**os.environ, **homes, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_runs_at_once_send_once(cron: Cron) -> None:
    people = [f"p{number}@example.com" for number in range(12)]
    cron.write("".join(f"  - {{address: {one}, wants: [{{committees: [12]}}]}}\n" for one in people))
    runs = [start(cron) for _ in range(3)]
    ends = [(run.communicate(timeout=60), run.returncode) for run in runs]
    assert [code for _, code in ends] == [OK] * 3, ends
    assert sorted(cron.recipients) == sorted(people)


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGKILL")
@pytest.mark.parametrize(
    ("stage", "unknown"), [("RCPT", 0), ("CONTENT", 1)], ids=["before it is handed over", "before the answer"]
)
def test_a_kill_loses_nothing_and_doubles_nothing(stage: str, unknown: int, cron: Cron) -> None:
    cron.write(THREE, more="timeout: 60")
    cron.server.on(stage, STALL, recipient="b@example.com")
    run = start(cron)
    waited = time.monotonic() + 30
    while cron.server.stages.count(stage) < 2:
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < waited, cron.server.stages
        time.sleep(0.02)
    run.kill()
    run.communicate()
    assert cron.recipients == ["a@example.com"]
    # What the server took is not sent again; what was certainly not handed over is; the rest is for people.
    assert cron.send() == OK
    assert cron.recipients == ["a@example.com", *["b@example.com"] * (1 - unknown), "c@example.com"]
    assert [one["address"] for one in cron.status()["unknown"]] == ["b@example.com"] * unknown


def yearless(cron: Cron, today: str) -> int:
    return cron.remind(cron.file, "--send", "--today", today)


def test_without_a_plan_of_the_year_the_sender_is_told_once_a_month(cron: Cron) -> None:
    """The bundled plan is of 2021: its last day, 31 December, is over."""
    counts = []
    for today in ("2021-12-31", "2022-01-03", "2022-01-04", "2022-01-31", "2022-02-01", "2022-02-02", "2023-02-01"):
        assert yearless(cron, today) == OK
        counts.append(len(cron.mails))
    assert counts == [0, 1, 1, 1, 2, 2, 3]
    assert set(cron.recipients) == {"zhicheng@example.gov.cn"}
    assert cron.mails[0]["Subject"] == "【职称】没有 2022 年度的计划，提醒停了"
    assert "最新的一份是湖州市2021年度 · 湖人社函〔2021〕57号" in cron.texts[0]
    assert "plan_2022.yaml" in cron.texts[0]
    assert cron.mails[0]["List-Unsubscribe"] is None
    # Nobody waits for an answer to it.
    assert cron.status()["unknown"] == []
    # Who asks for a year knows which it is.
    assert cron.send("2024-01-01") == OK
    assert len(cron.mails) == 3


def test_a_word_to_the_sender_that_was_refused_is_tried_again(cron: Cron) -> None:
    cron.server.on("RCPT", "450 later", recipient="zhicheng@example.gov.cn")
    assert yearless(cron, "2022-01-03") == TEMPORARY_FAILURE
    assert "zhicheng@example.gov.cn：暂时不收" in cron.said()[1]
    assert yearless(cron, "2022-01-04") == OK
    assert len(cron.mails) == 1


def test_a_plan_of_the_year_needs_no_word_to_the_sender(cron: Cron) -> None:
    data_with(cron.folder, plan_2022=plan_text())
    for today in ("2022-01-03", "2022-12-31"):
        assert cron.remind(cron.file, "--send", "--today", today, "--data-dir", cron.folder / "data") in (OK, FINDINGS)
    assert "zhicheng@example.gov.cn" not in cron.recipients
