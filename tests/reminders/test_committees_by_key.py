"""`zc remind` when numbers change: a subscriber goes on hearing of the same body, and of no other."""

from __future__ import annotations

import email
import email.policy
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
from before_keys import old_ledger, old_uid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_server import MailServer
from reminders.cron_runs import SEVEN_BEFORE, Cron
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.errors import FINDINGS, OK, USAGE


def attached(cron: Cron) -> list[Any]:
    """The events beside the last mail."""
    (part,) = cron.mails[-1].iter_attachments()
    return icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")


def test_what_a_ledger_by_rows_knows_is_not_told_again(cron: Cron) -> None:
    told = [
        ("a@example.com", "湖州市/2021", 12, "cutoff", "safe", "2021-07-01", "30d"),
        ("a@example.com", "湖州市/2021", 12, "cutoff", "last", "2021-07-30", "shown"),
    ]
    old_ledger(cron.ledger, told, "UPDATE messages SET accepted_at = NULL")
    (unknown,) = cron.status()["unknown"]
    assert [(one["committee"], one["lead"]) for one in unknown["items"]] == [(12, "30d"), (12, "shown")]
    assert cron.send("2021-06-21") == OK
    assert cron.texts == []
    assert cron.send(SEVEN_BEFORE) == OK
    assert "日期有变" not in cron.texts[0]
    # The mails of that time told the same days under UIDs that rested on the row.
    old = {old_uid("湖州市/2021/12/cutoff//", part) for part in ("span", "day")}
    gone = {str(one["UID"]): one for one in attached(cron) if one["STATUS"] == "CANCELLED"}
    assert gone.keys() == old
    assert {str(one["DESCRIPTION"]) for one in gone.values()} == {"【取消】这一条作废：它换了编号，以新的一条为准"}
    live = [one for one in attached(cron) if one["STATUS"] != "CANCELLED"]
    assert {str(one["X-ZC-KEY"]) for one in live} == {"湖州市/2021/建设工程-中级/cutoff//"}
    # Once is enough.
    assert cron.send("2021-06-28") == OK
    assert not any(one["STATUS"] == "CANCELLED" for one in attached(cron))


def test_a_ledger_by_rows_of_a_plan_that_is_gone_sends_nothing(cron: Cron) -> None:
    old_ledger(cron.ledger, [("a@example.com", "湖州市/2019", 12, "cutoff", "safe", "2019-07-01", "30d")])
    before = cron.ledger.read_bytes()
    for code in (cron.send(), cron.preview(), cron.remind("--status")):
        assert code == USAGE
    assert cron.said()[1].count("湖州市/2019 的 12 号") == 3
    assert cron.server.stages == []
    assert cron.ledger.read_bytes() == before
    assert cron.remind("--new-ledger") == OK
    assert cron.send() == OK
    assert len(cron.texts) == 1


# ---- the same body under another number ----

TEACHERS = "市中小学教师初级职务评审委员会"
LIFTS = "湖州市电梯行业协会"
#: Seven working days before 21 June 2022, the safe day of 6月下旬: 20, 17, 16, 15, 14, 13, 10.
JUNE = "2022-06-10"


def wanting(*numbers: int, year: str = "numbers_of: 2021\n") -> str:
    return f"  - {{address: a@example.com, wants: [{{committees: {list(numbers)}}}], days: [safe]}}\n{year}"


def later(cron: Cron, order: Sequence[int] = MOVED_UP, change: tuple[str, str] = ("", "")) -> tuple[str, ...]:
    """A day in 2022, with a plan of that year that has these rows of 2021."""
    text = plan_text(order).replace(*change) if change[0] else plan_text(order)
    data_with(cron.folder, plan_2022=text)
    return "--data-dir", str(cron.folder / "data")


def test_the_subscriber_of_a_number_goes_on_hearing_of_the_same_body(cron: Cron) -> None:
    """34 are the teachers in 2021; in 2022 they are 33, and 34 is 湖州市电梯行业协会."""
    cron.write(wanting(34))
    data = later(cron)
    assert cron.remind(cron.file, "--dry-run", "--json", "--today", JUNE, *data) == OK
    ((letter,), said) = cron.document("remind")["letters"], cron.said()
    assert [(item["committee"], item["which"]) for item in letter["items"]] == [
        ({"no": 33, "key": "中小学教师-初级", "name": TEACHERS}, "safe")
    ]
    assert {item["wanted_by"] for item in letter["items"]} == {"序号 34（2021年度）"}
    assert said == ("", "")
    assert cron.remind(cron.file, "--eml", cron.folder / "mails", "--today", JUNE, *data) == OK
    mail = email.message_from_bytes((cron.folder / "mails" / "1.eml").read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert f"{TEACHERS}（附件1 第33行）" in body.get_content()
    assert LIFTS not in body.get_content()
    assert cron.remind(cron.file, "--send", "--today", JUNE, *data) == OK
    (text,) = cron.texts
    assert TEACHERS in text
    told = {str(one["UID"]) for one in attached(cron)}
    # All numbers change once more within the year: that is nothing to tell.
    shuffled = later(cron, list(reversed(MOVED_UP)))
    assert cron.remind(cron.file, "--send", "--today", JUNE, *shuffled) == OK
    assert len(cron.texts) == 1
    # A day that moves is told, under the number of now, and under the same UIDs.
    moved = later(cron, list(reversed(MOVED_UP)), ("cutoff: 6月下旬\n", "cutoff: 6月中旬\n"))
    assert cron.remind(cron.file, "--send", "--today", JUNE, *moved) == OK
    assert f"{TEACHERS}（附件1 第13行）" in cron.texts[-1]
    assert "日期有变" in cron.texts[-1]
    assert {str(one["UID"]) for one in attached(cron)} == told
    assert not any(LIFTS in text for text in cron.texts)


def test_a_number_of_no_year_is_held_back_and_the_rest_goes_on(cron: Cron) -> None:
    cron.write(wanting(34, 9, year=""))
    data = later(cron)
    # 第9行: 6月, in both plans.
    assert cron.remind(cron.file, "--send", "--today", "2022-05-25", *data) == FINDINGS
    _, err = cron.said()
    assert "E818 34 号各年不同：2021 年度是“中小学教师-初级”，2022 年度是“电梯行业协会”" in err
    (text,) = cron.texts
    assert "第9行" in text
    assert not any(name in text for name in (TEACHERS, LIFTS))
    assert cron.remind(cron.file, "--dry-run", "--format", "table", "--today", JUNE, *data) == OK
    out, err = cron.said()
    assert "E818" in err
    assert not any(name in out for name in (TEACHERS, LIFTS))
    # Once the year is written, they are told of.
    cron.write(wanting(34, 9))
    assert cron.remind(cron.file, "--send", "--today", JUNE, *data) == OK
    assert TEACHERS in cron.texts[-1]


def test_a_plan_that_is_renumbered_under_way_takes_no_subscriber_along(cron: Cron) -> None:
    """Row 26 is struck from the plan of 2021 and the rest moved up, after reminders were sent."""
    cron.write(wanting(34, 12))
    assert cron.send("2021-06-10") == OK
    assert TEACHERS in cron.texts[0]
    data_with(cron.folder, plan_2021=plan_text(MOVED_UP, year=2021))
    data = ("--data-dir", str(cron.folder / "data"))
    # 电梯: 9月, seven working days before the 1st is 23 August; 12 is as it was.
    for today in ("2021-06-16", SEVEN_BEFORE, "2021-08-23", "2021-09-01"):
        assert cron.send(today, *data) == FINDINGS
        assert "E818 34 号提醒过的是“中小学教师-初级”，2021 年度的计划改了，现在是“电梯行业协会”" in cron.said()[1]
    assert [TEACHERS in text for text in cron.texts] == [True, False]
    assert not any(LIFTS in text for text in cron.texts)
    cron.write(wanting(12).replace("[12]", "[中小学教师-初级, 12]"))
    assert cron.send("2021-06-18", *data) == OK
    assert f"{TEACHERS}（附件1 第33行）" in cron.texts[-1]


def test_a_ledger_by_numbers_meets_a_plan_that_was_numbered_anew(cron: Cron) -> None:
    """Nothing is sent until somebody says by which data it is to be read."""
    told = [("a@example.com", "湖州市/2021", 34, "cutoff", "safe", "2021-06-21", "7w")]
    old_ledger(cron.ledger, told)
    cron.write(wanting(34))
    before = cron.ledger.read_bytes()
    data_with(cron.folder, plan_2021=plan_text(MOVED_UP, year=2021))
    data = ("--data-dir", str(cron.folder / "data"))
    for code in (cron.send("2021-06-16", *data), cron.preview(*data), cron.remind("--status", *data)):
        assert code == USAGE
    assert cron.said()[1].count("34 号说过材料接收截止 2021-06-21，现在这个号是“湖州市电梯行业协会”") == 3
    assert (cron.server.stages, cron.ledger.read_bytes()) == ([], before)
    # By the data of then.
    assert cron.remind("--carry-over") == OK
    for today in ("2021-06-16", SEVEN_BEFORE, "2021-08-23", "2021-09-01"):
        assert cron.send(today, *data) == FINDINGS
        assert "E818 34 号提醒过的是“中小学教师-初级”" in cron.said()[1]
    assert cron.texts == []


def test_a_ledger_by_numbers_meets_a_day_that_was_put_right(cron: Cron) -> None:
    """On somebody's word that the numbers are as they were, the change is told, once."""
    old_ledger(cron.ledger, [("a@example.com", "湖州市/2021", 12, "cutoff", "safe", "2021-06-30", "7w")])
    assert cron.send("2021-06-16") == USAGE
    assert cron.remind("--carry-over") == OK
    assert "记的是评委会的代号" in cron.said()[1]
    for _ in range(2):
        assert cron.send("2021-06-16") == OK
    (text,) = cron.texts
    assert "原为 2021年6月30日（周三），现为 2021年7月1日（周四）" in text
    # Once carried over, there is nothing to say any more.
    assert cron.remind("--carry-over") == OK
    cron.ledger = cron.folder / "other.sqlite3"
    assert cron.remind("--carry-over") == USAGE


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, 47)))
def test_whatever_the_numbers_the_ledger_keeps_the_same(order: list[int], server: MailServer, capsys: Any) -> None:
    kept = []
    for rows in (range(1, 47), order):
        with TemporaryDirectory() as folder:
            cron = Cron(Path(folder), server, capsys)
            cron.write(wanting(34, 12, 29, 31))
            assert cron.remind(cron.file, "--send", "--today", JUNE, *later(cron, list(rows))) == OK
            with closing(sqlite3.connect(cron.ledger)) as database:
                kept.append(sorted(database.execute("SELECT plan, committee, event, batch, which, day FROM records")))
    assert kept[0] == kept[1] != []
