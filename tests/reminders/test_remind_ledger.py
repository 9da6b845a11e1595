"""`zc remind --status`, `--arrived`, `--forget`, `--new-ledger`: what is kept between runs, and looked after."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mail_server import DROP
from reminders.cron_runs import THREE, Cron

from zhicheng_cli.errors import FINDINGS, OK, USAGE


def damage(ledger: Path) -> None:
    ledger.write_bytes(b"not a database, " * 100)


def age(ledger: Path) -> None:
    with sqlite3.connect(ledger) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize("spoil", [damage, age])
def test_a_ledger_that_cannot_be_used_is_never_replaced_in_silence(spoil: Callable[[Path], None], cron: Cron) -> None:
    assert cron.send("2021-06-01") == OK
    spoil(cron.ledger)
    before = cron.ledger.read_bytes()
    for _ in range(2):
        assert cron.send() == USAGE
        assert cron.ledger.name in cron.said()[1]
    assert cron.preview() == USAGE
    assert cron.remind("--status") == USAGE
    assert len(cron.server.mails) == 1
    assert cron.ledger.read_bytes() == before
    assert cron.remind("--new-ledger") == OK
    others = [path for path in cron.folder.iterdir() if path != cron.ledger and path.is_file()]
    assert before in [path.read_bytes() for path in others]
    assert cron.send() == OK
    assert len(cron.server.mails) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root 什么都能写")
def test_a_ledger_that_cannot_be_written_sends_nothing(cron: Cron) -> None:
    cron.folder.chmod(0o500)
    try:
        assert cron.send() == USAGE
    finally:
        cron.folder.chmod(0o700)
    assert cron.server.stages == []


def test_a_folder_in_place_of_the_ledger_sends_nothing(cron: Cron) -> None:
    cron.ledger.mkdir()
    assert cron.send() == USAGE
    assert cron.server.stages == []
    assert "文件夹" in cron.said()[1]


def test_status_and_forget_without_a_ledger(cron: Cron) -> None:
    assert cron.remind("--status") == OK
    assert cron.remind("--forget", "a@example.com") == USAGE
    assert "还没有账本" in cron.said()[1]
    assert not cron.ledger.exists()


@pytest.mark.parametrize(
    ("stage", "answer", "told"),
    [
        ("CONNECT", "220 mail.example.com", set()),
        ("CONTENT", DROP, {"不会自动重发"}),
        ("RCPT", "550 no", {"没有收下的，还在订阅文件里的话"}),
    ],
)
def test_status_says_what_to_do_about_what(stage: str, answer: str, told: set[str], cron: Cron) -> None:
    if told:
        cron.server.on(stage, answer, recipient="a@example.com")
    cron.send()
    cron.said()
    assert cron.remind("--status", "--format", "table") == OK
    out = cron.said()[0].replace("\n", "")
    assert {words for words in ("不会自动重发", "没有收下的，还在订阅文件里的话") if words in out} == told


def test_a_mail_that_arrived_after_all_is_no_doubt_any_more(cron: Cron) -> None:
    cron.write(THREE)
    cron.server.on("CONTENT", DROP, recipient="b@example.com")
    assert cron.send() == FINDINGS
    assert cron.remind("--arrived", "b@example.com") == OK
    document = cron.status()
    assert (document["accepted"], document["unknown"]) == (3, [])
    assert cron.send() == OK
    assert cron.recipients == ["a@example.com", "c@example.com"]
    # There is no doubt about it to settle twice.
    assert cron.remind("--arrived", "b@example.com") == FINDINGS
    assert "没有不知是否送到的" in cron.said()[1]


def test_an_address_that_failed_can_be_forgotten(cron: Cron) -> None:
    cron.server.on("RCPT", "550 no", recipient="a@example.com")
    assert cron.send() == FINDINGS
    assert cron.remind("--forget", "a@example.com") == OK
    assert cron.remind("--forget", "a@example.com") == FINDINGS


def test_a_ledger_that_is_sound_is_not_set_aside(cron: Cron) -> None:
    assert cron.send() == OK
    assert cron.remind("--new-ledger") == USAGE
    assert "没有坏" in cron.said()[1]
    assert cron.send() == OK
    assert len(cron.server.mails) == 1
    # Where there is none, there is nothing to set aside.
    cron.ledger = cron.folder / "other.sqlite3"
    assert cron.remind("--new-ledger") == OK
    assert "挪到" not in cron.said()[1]
    cron.ledger = cron.folder
    assert cron.remind("--new-ledger") == USAGE


def test_forgetting_an_address(cron: Cron) -> None:
    assert cron.send() == OK
    assert cron.remind("--forget", "b@example.com") == FINDINGS
    assert "账本里没有：b@example.com" in cron.said()[1]
    assert cron.remind("--forget", "a@example.com") == OK
    assert cron.send() == OK
    # The same mail: a mailbox that has the first can tell.
    first, second = cron.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_the_status_on_a_screen(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    cron.write(THREE)
    cron.server.on("CONTENT", DROP, recipient="a@example.com")
    cron.server.on("RCPT", "550 no", recipient="b@example.com")
    assert cron.send() == FINDINGS
    cron.said()
    assert cron.remind("--status", "--format", "table") == OK
    out = cron.said()[0]
    assert "发出 1 封" in out
    assert "不知是否送到 1 封" in out
    assert "没有收下 1 个地址" in out
    assert "第12行 材料接收截止 稳妥 2021-07-01" in out
    assert "550 no" in out
