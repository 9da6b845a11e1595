"""`zc remind` over plans with stages, and with changes by later documents: each told once, with its document."""

from __future__ import annotations

from pathlib import Path

from plan.test_changed_stages import MOVED
from plan.test_changes import LATER, RESUMED, STOPPED
from plan.test_changes import folder as changed_by
from plan.test_printed_notes import SAID as NOTES_SAID
from plan.test_printed_notes import folder as noted
from plan.test_stages import STAGES
from plan.test_stages import STOPPED as STAGE_STOPPED
from plan.test_stages import changed as stages_changed
from plan.test_stages import folder as staged
from reminders.cron_runs import SEVEN_BEFORE, Cron
from running import Run
from sample_city import SUBSCRIPTIONS

from zhicheng_cli.errors import OK

_WANT = "  - {address: a@example.com, wants: [{committees: [12]}], days: [safe], lead: [7w]}\n"


def test_each_stage_is_told_and_one_that_moves_is_told_once(cron: Cron) -> None:
    """The stage ends on Sunday 20 June, so on Friday 18; 14 June was a holiday, so 8 June is 7 working days before."""
    cron.write(_WANT)
    data = str(staged(cron.folder / "a"))
    for day in ("2021-06-08", "2021-06-09"):
        assert cron.send(day, "--data-dir", data) == OK
    (text,) = cron.texts
    assert "个人网上申报" in text
    assert "6月18日" in text
    assert "sl.example.cn" in text
    assert "个人网上申报6月18日截止" in str(cron.mails[0]["subject"])
    later = str(staged(cron.folder / "b", STAGES.replace("6月20日", "6月30日")))
    for day in ("2021-06-10", "2021-06-11"):
        assert cron.send(day, "--data-dir", later) == OK
    assert len(cron.mails) == 2
    assert "6月30日" in cron.texts[1]
    # The stage is no longer printed: told once, too.
    rest = "\n".join(line for line in STAGES.split("\n") if "网上申报" not in line)
    gone = str(staged(cron.folder / "c", rest))
    for day in ("2021-06-11", "2021-06-15"):
        assert cron.send(day, "--data-dir", gone) == OK
    # And 单位审核 on 25 June comes near on 15 June.
    assert sum("没有日期" in text for text in cron.texts) == 1


def test_a_change_is_told_once_with_its_document(cron: Cron) -> None:
    cron.write(_WANT)
    assert cron.send() == OK
    data = str(changed_by(cron.folder / "a", LATER))
    for day in ("2021-07-21", "2021-07-22"):
        assert cron.send(day, "--data-dir", data) == OK
    assert len(cron.mails) == 2
    assert "某人社函〔2021〕99号" in cron.texts[1]
    assert "8月13日" in cron.texts[1]
    stopped = str(changed_by(cron.folder / "b", STOPPED))
    for day in ("2021-07-23", "2021-07-24"):
        assert cron.send(day, "--data-dir", stopped) == OK
    assert len(cron.mails) == 3
    assert "某人社函〔2021〕99号暂缓：评审暂缓开展" in cron.texts[2]


def test_a_stage_of_a_suspended_row_is_told_once_and_again_when_it_is_resumed(cron: Cron) -> None:
    """On 8 June the stage that ends on 18 June is near; it is suspended on 9 June and resumed on 11 June."""
    cron.write(_WANT)
    assert cron.send("2021-06-08", "--data-dir", str(staged(cron.folder / "a"))) == OK
    stopped = STAGE_STOPPED.replace("2021-07-20", "2021-06-09")
    resumed = RESUMED.replace("2021-08-02", "2021-06-11")
    for name, changes in (("b", (stopped,)), ("c", (stopped, resumed))):
        data = str(stages_changed(cron.folder / name, *changes))
        for day in {"b": ("2021-06-09", "2021-06-10"), "c": ("2021-06-11", "2021-06-11")}[name]:
            assert cron.send(day, "--data-dir", data) == OK
    told = cron.texts
    assert len(told) == 3
    assert "某人社函〔2021〕99号暂缓：评审暂缓开展" in told[1]
    assert "个人网上申报" in told[1]
    assert "6月18日" in told[2]


def test_who_was_told_of_a_stage_is_told_once_of_its_change(cron: Cron) -> None:
    """It ended on Friday 18 June; it ends on Wednesday 30 June."""
    cron.write("  - {address: a@example.com, wants: [{committees: [12]}], days: [safe], lead: [7w]}\n")
    before = str(staged(cron.folder / "a"))
    assert cron.send("2021-06-08", "--data-dir", before) == OK
    moved = str(stages_changed(cron.folder / "b", MOVED))
    for day in ("2021-06-10", "2021-06-11"):
        assert cron.send(day, "--data-dir", moved) == OK
    assert len(cron.mails) == 2
    assert "6月30日" in cron.texts[1]
    assert "某人社函〔2021〕99号（2021-07-20印发）延期" in cron.texts[1]


def test_fees_and_quotas_are_told_to_those_who_hand_in(cron: Cron) -> None:
    cron.write(_WANT)
    assert cron.send(SEVEN_BEFORE, "--data-dir", str(noted(cron.folder / "a"))) == OK
    assert all(one in cron.texts[0] for one in NOTES_SAID)


def test_the_former_document_has_no_letter_about_nothing_but_stages(zc: Run, tmp_path: Path) -> None:
    """On 8 June only the stage of row 12 comes near: version 1, which has no stages, has no letter that day."""
    file = tmp_path / "订阅.yaml"
    file.write_text(SUBSCRIPTIONS.partition("subscribers:")[0] + "subscribers:\n" + _WANT, encoding="utf-8")
    data = staged(tmp_path / "data")
    options = ("remind", file, "--dry-run", "--ledger", tmp_path / "账本", "--data-dir", data, "--today", "2021-06-08")
    letters = {version: zc(*options, "--json", "--json-version", str(version)).json["letters"] for version in (1, 2)}
    assert [one["stage"] for letter in letters[2] for one in letter["items"]] == ["个人网上申报"]
    assert letters[1] == []
