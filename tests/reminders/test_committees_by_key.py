"""`zc remind` when numbers change: a subscriber goes on hearing of the same body, and of no other."""

from __future__ import annotations

from typing import Any

import icalendar
from before_keys import old_ledger, old_uid
from reminders.cron_runs import SEVEN_BEFORE, Cron

from zhicheng_cli.errors import OK, USAGE


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
    assert {str(one["DESCRIPTION"]) for one in gone.values()} == {"这一条换了编号，作废；以新的一条为准"}
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
