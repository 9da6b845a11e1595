"""`zc remind` over each of the seven kinds of changes: who was told is told once, and no void day as one that holds."""

from __future__ import annotations

import pytest
from cli.test_seven_changes import CASES, GONE
from plan.test_changes import folder
from reminders.cron_runs import Cron
from years import data_with

from zhicheng_cli.errors import OK

#: Whoever wants 建筑 hears of a new row, too.
_WANTS = {"补充": "committees: [23]", "新增": "specialties: [建筑]", "撤销": "committees: [体育教练员]"}
#: That it is suspended and resumed on the same day moves nothing.
_MAILS = {"恢复": 1}


@pytest.mark.parametrize("kind", [*CASES, "撤销"])
def test_a_change_is_told_once_and_its_void_days_as_void(cron: Cron, kind: str) -> None:
    change, void = (CASES[kind].change, CASES[kind].void) if kind in CASES else ((GONE,), ("2021-07-01", "2021-07-30"))
    want = _WANTS.get(kind, "committees: [12]")
    cron.write(
        f"  - {{address: a@example.com, wants: [{{{want}}}], days: [safe, last], lead: [180d], "
        "milestones: [unit_notice, cutoff, report, review]}\n"
    )
    before, after = str(data_with(cron.folder / "before")), str(folder(cron.folder / "after", *change))
    for day, data in (("2021-06-08", before), ("2021-06-15", after), ("2021-06-16", after)):
        assert cron.send(day, "--data-dir", data) == OK
    assert len(cron.mails) == _MAILS.get(kind, 2)
    if kind == "恢复":
        return
    told = cron.texts[1].split("\n")
    assert any("某人社函〔2021〕99号" in line for line in told)
    if kind in CASES and kind != "新增":
        assert any(CASES[kind].words in line for line in told)
    for day in void:
        year, month, number = map(int, day.split("-"))
        # A line is what is said of one thing: 原为 …，现为 …; 原定 …，不再有效.
        for line in told:
            assert f"{year}年{month}月{number}日" not in line or "原" in line.partition(f"{month}月{number}日")[0], line
    for day in CASES[kind].holds if kind in CASES else ():
        _, month, number = map(int, day.split("-"))
        assert any(f"{month}月{number}日" in line for line in told), day
