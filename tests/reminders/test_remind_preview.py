"""`zc remind --dry-run`: who would get what and why; nothing is sent or recorded. One thing at a time."""

from __future__ import annotations

import email
import email.policy
import sys

import pytest
from mail_server import closed_port
from reminders.cron_runs import SEVEN_BEFORE, THREE, Cron

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK, USAGE


def test_a_preview_says_who_gets_what_and_why(cron: Cron) -> None:
    cron.write("  - {address: a@example.com, name: 样例甲, wants: [{specialties: [暖通]}], days: [safe]}\n")
    assert cron.preview("--json") == OK
    (letter,) = cron.document("remind")["letters"]
    (item,) = letter["items"]
    assert (letter["address"], letter["name"]) == ("a@example.com", "样例甲")
    assert (item["committee"]["no"], item["day"], item["lead"], item["begins"], item["wanted_by"]) == (
        12, "2021-07-01", "7w", "2021-06-22", "专业：暖通",
    )  # fmt: skip
    assert (item["days_left"], item["workdays_left"], item["was"]) == (9, 7, None)
    assert not cron.ledger.exists()
    assert cron.server.stages == []
    # What was told is not shown again.
    assert cron.send() == OK
    assert cron.preview("--format", "table") == OK
    assert "没有要发的" in cron.said()[0]


def test_a_preview_of_nothing_says_when_and_whom_it_cannot_remind(cron: Cron) -> None:
    cron.write("  - {address: a@example.com, wants: [{committees: [12, 45]}], days: [safe]}\n", port=closed_port())
    assert cron.preview("--format", "table", today="2021-05-26") == OK
    out = cron.said()[0].replace("\n", "")
    assert "下一次在2021-06-01" in out
    assert "不会提醒的：45 号" in out
    assert cron.preview("--format", "table", today="2021-07-02") == OK
    assert "不会再发" in cron.said()[0]


def test_a_preview_writes_the_very_mails(cron: Cron) -> None:
    cron.write(THREE, port=closed_port())
    mails = cron.folder / "mails"
    assert cron.preview("--eml", str(mails)) == OK
    assert sorted(path.name for path in mails.iterdir()) == ["1.eml", "2.eml", "3.eml"]
    message = email.message_from_bytes((mails / "2.eml").read_bytes(), policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "b@example.com"
    if sys.platform != "win32":
        assert {path.stat().st_mode & 0o777 for path in mails.iterdir()} == {0o600}
    # Old and new would lie side by side.
    assert cron.preview("--eml", str(mails)) == USAGE
    assert "已经有信" in cron.said()[1]


def test_off_a_terminal_it_must_be_said_what_to_do(cron: Cron) -> None:
    assert main(["remind", str(cron.file)]) == USAGE
    assert "--send" in cron.said()[1]


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


def test_without_a_file_the_one_here_is_taken(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(cron.folder)
    elsewhere = cron.file.rename(cron.folder / "elsewhere.yaml")
    assert main(["remind", "--dry-run"]) == USAGE
    assert "zc new subscriptions" in cron.said()[1]
    elsewhere.rename(cron.file)
    assert main(["remind", "--dry-run", "--today", SEVEN_BEFORE, "--json"]) == OK
    assert len(cron.document("remind")["letters"]) == 1
