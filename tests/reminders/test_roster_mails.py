"""`zc check --roster --mail`: looked at first, each letter sent once, and nothing that breaks its head."""

from __future__ import annotations

from pathlib import Path

import pytest
from applicant.roster.sample_results import write_csv
from reminders.cron_runs import Cron

from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, OK, TEMPORARY_FAILURE, USAGE

pytest.importorskip("pyarrow")

HEADING = ["姓名", "申报职称", "申报专业", "评委会序号", "最高学历", "邮箱"]
FULL = ["样例甲", "工程师", "建筑", "12", "本科", "a@example.org"]


def run(cron: Cron, rows: list[list[str]], *more: str, today: str = "2021-06-10", heading: list[str] = HEADING) -> int:
    roster = write_csv(cron.folder / "roster.csv", [heading, *rows])
    told = ["check", "--roster", str(roster), "--mail", str(cron.file), "--ledger", str(cron.ledger), "--year", "2021"]
    return main([*told, "--today", today, *more])


def standing(cron: Cron) -> list[list[str]]:
    """The cells of the preview's rows."""
    return [line.split("\t") for line in cron.said()[0].splitlines()[1:]]


def test_it_is_looked_at_first_and_sent_once(cron: Cron) -> None:
    assert run(cron, [FULL]) == OK
    subject = "【职称】2021年度申报工程师（建筑）的核对结果"
    assert standing(cron) == [["2", "样例甲", "a@example.org", subject, "发"]]
    assert cron.server.mails == []
    assert not cron.ledger.exists()
    assert run(cron, [FULL], "--send") == OK
    # Another day, another row, and the address in capitals: the same letter.
    again = [["样例乙", *FULL[1:-1], ""], [*FULL[:-1], "A@example.org"]]
    assert run(cron, again, "--send", today="2021-06-11") == FINDINGS
    assert cron.recipients == ["a@example.org"]
    (mail,) = cron.server.mails
    assert mail.sender == "zhicheng@example.gov.cn"
    (text,) = cron.texts
    for words in (
        "样例甲：",
        "2021-07-01 以前，最迟 2021-07-30：交材料（市职业资格指导服务中心 2033099）",
        "还缺这些信息",
    ):
        assert words in text
    cron.said()
    run(cron, [FULL])
    assert standing(cron)[0][-1] == "发过了，不再发"


def test_another_answer_is_another_letter(cron: Cron) -> None:
    assert run(cron, [FULL], "--send") == OK
    assert run(cron, [[*FULL[:4], "高中", FULL[5]]], "--send") == OK
    assert len(cron.server.mails) == 2


def test_one_who_is_there_twice_gets_one_mail(cron: Cron) -> None:
    assert run(cron, [FULL, FULL], "--send") == OK
    assert len(cron.server.mails) == 1


def test_subscribers_get_nothing_and_their_faults_do_not_matter(cron: Cron) -> None:
    cron.write("  - {address: nobody, wants: [{committees: [999]}]}\n")
    assert run(cron, [FULL], "--send") == OK
    assert cron.recipients == ["a@example.org"]


@pytest.mark.parametrize(
    "address", ["", "甲@example.org", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "-f@x.org", "a" * 500]
)
def test_a_broken_address_keeps_nobody_else_from_getting_a_mail(address: str, cron: Cron) -> None:
    rows = [[*FULL[:-1], address], ["样例乙", *FULL[1:]]]
    assert run(cron, rows, "--send") == FINDINGS
    assert cron.recipients == ["a@example.org"]
    assert "第 2 行 样例甲：不发" in cron.said()[1]


def test_no_name_or_field_breaks_the_head(cron: Cron) -> None:
    smuggled = "x\r\nBcc: b@example.org\r\n\r\n=?utf-8?b?eA==?="
    assert run(cron, [[f"样例{smuggled}", FULL[1], smuggled, *FULL[3:]]], "--send") == OK
    (mail,) = cron.server.mails
    assert mail.recipients == ("a@example.org",)
    (message,) = cron.mails
    assert message["Bcc"] is None
    assert sorted(key.lower() for key in message) == sorted({key.lower() for key in message})
    assert "Bcc" in message["Subject"]
    assert "\n" not in message["Subject"]


def test_what_the_server_refuses_is_told_and_tried_again(cron: Cron) -> None:
    cron.server.on("RCPT", "550 5.1.1 no such user", recipient="a@example.org")
    assert run(cron, [FULL], "--send") == FINDINGS
    assert "a@example.org：没有收下：550" in cron.said()[1]
    assert run(cron, [FULL], "--send") == OK
    assert cron.recipients == ["a@example.org"]


def test_a_server_that_is_not_there_is_another_time(cron: Cron) -> None:
    cron.write(port=1)
    assert run(cron, [FULL], "--send") == TEMPORARY_FAILURE


def test_a_roster_without_addresses_and_rows_says_so(cron: Cron) -> None:
    assert run(cron, [FULL[:-1]], heading=HEADING[:-1]) == USAGE
    assert "没有“邮箱”这一列" in cron.said()[1]
    assert run(cron, []) == OK
    assert "要发 0 封" in cron.said()[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--send"], "--send 要和 --mail"),
        (["--ledger", "x"], "--ledger 要和 --mail"),
        (["--mail", "x"], "--mail 只用于名册"),
    ],
)
def test_what_does_not_go_together_is_refused(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "x.yaml"), *words]) == USAGE
    assert told in capsys.readouterr().err
