"""What later documents change of one stage: its time, its name, where it is; what it said is void, and told once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plan.test_stages import HEAD, LATER, STOPPED, changed, read
from running import Run

from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import Status
from zhicheng_cli.plan.stages import Stage

ONLINE = "stage: 个人网上申报"
MOVED = (
    f"{{kind: 延期, {HEAD}, clause: 二, {ONLINE}, words: 网上申报改为6月1日至6月30日, "
    "old: 6月1日至6月20日, new: 6月1日至6月30日}"
)
AGAIN = (
    MOVED.replace("99号", "120号")
    .replace("2021-07-20", "2021-08-02")
    .replace("6月30日", "7月2日")
    .replace("20日", "30日")
)
HALTED = f"{{kind: 暂缓, {HEAD}, {ONLINE}, words: 系统维护，网上申报暂缓}}"
RESUMED = f"{{kind: 恢复, {HEAD.replace('99号', '120号').replace('07-20', '08-02')}, {ONLINE}, words: 恢复网上申报}}"
PLACE = (
    f"{{kind: 更正, {HEAD}, stage: 报送纸质材料, cell: place, words: 改到样例路9号, "
    "old: 样例路1号201室, new: 样例路9号}"
)
NAME = f"{{kind: 更正, {HEAD}, stage: 单位审核, cell: name, words: 单位审核改为单位审查, new: 单位审查}}"
GONE = f"{{kind: 撤销, {HEAD}, stage: 单位审核, words: 不再由单位审核}}"
WITH_CUTOFF = f"{{kind: 延期, {HEAD}, stage: 报送纸质材料, words: 报送延期至8月15日, old: 7月, new: 8月15日}}"


def stages(where: Path, *changes: str, cutoff: str = "7月") -> dict[str, Stage]:
    return {one.name: one for one in read(changed(where, *changes, cutoff=cutoff))[1].stages}


def test_a_stage_that_is_put_off_has_its_new_days_and_says_what_it_had(tmp_path: Path) -> None:
    online = stages(tmp_path, MOVED)["个人网上申报"]
    assert [(str(one.opens), str(one.latest)) for one in online.period.windows] == [("2021-06-01", "2021-06-30")]
    assert (online.void, online.note) == (
        ("6月1日至6月20日",),
        "原为“6月1日至6月20日”，某人社函〔2021〕99号（2021-07-20印发）延期",
    )
    assert (online.basis.document, online.basis.clause) == ("某人社函〔2021〕99号", "二")
    # Where it is stays as it was.
    assert online.where.url == "sl.example.cn"


def test_a_second_change_goes_upon_the_first_whatever_order_the_file_has(tmp_path: Path) -> None:
    online = stages(tmp_path, AGAIN, MOVED)["个人网上申报"]
    assert online.period.text == "6月1日至7月2日"
    assert online.void == ("6月1日至6月20日", "6月1日至6月30日")
    assert online.note == "原为“6月1日至6月30日”，某人社函〔2021〕120号（2021-08-02印发）延期"


def test_a_suspended_stage_has_no_days_until_it_is_resumed(tmp_path: Path) -> None:
    online = stages(tmp_path / "halted", HALTED)["个人网上申报"]
    assert (online.period.status, online.period.windows) == (Status.UNDECIDED, ())
    assert online.period.reason == "某人社函〔2021〕99号暂缓：系统维护，网上申报暂缓"
    assert (online.void, online.note) == (("6月1日至6月20日",), "原为“6月1日至6月20日”，作废")
    again = stages(tmp_path / "resumed", HALTED, RESUMED)["个人网上申报"]
    assert (again.period.text, again.void) == ("6月1日至6月20日", ())
    assert again.note == "某人社函〔2021〕120号（2021-08-02印发）恢复"
    # A later day ends it, too.
    assert stages(tmp_path / "moved", HALTED, AGAIN.replace(", old: 6月1日至6月30日", ""))[
        "个人网上申报"
    ].period.windows


@pytest.mark.parametrize("cutoff", ["7月", '""'])
def test_of_the_stage_that_is_the_cutoff_nothing_else_is_suspended(tmp_path: Path, cutoff: str) -> None:
    halted = HALTED.replace(ONLINE, "stage: 报送纸质材料")
    _, of = read(changed(tmp_path / "halted", halted, cutoff=cutoff))
    assert [bool(one.period.windows) for one in of.stages] == [True, True, False]
    assert (of.cutoff.status, of.void("cutoff")) == (Status.UNDECIDED, ("7月",))
    assert of.review.windows
    resumed = RESUMED.replace(ONLINE, "stage: 报送纸质材料")
    _, again = read(changed(tmp_path / "again", halted, resumed, cutoff=cutoff))
    assert (again.cutoff.text, again.stages[-1].period.text, again.void("cutoff")) == ("7月", "7月", ())


def test_where_a_stage_is_and_what_it_is_called_may_change(tmp_path: Path) -> None:
    found = stages(tmp_path, PLACE, NAME)
    assert list(found) == ["个人网上申报", "单位审查", "报送纸质材料"]
    assert found["报送纸质材料"].where.place == "样例路9号"
    assert found["报送纸质材料"].where.hours == "工作日9:00-11:30"
    assert found["报送纸质材料"].note == "地点原为“样例路1号201室”，某人社函〔2021〕99号（2021-07-20印发）更正"
    assert found["单位审查"].note == "环节名称原为“单位审核”，某人社函〔2021〕99号（2021-07-20印发）更正"
    # Its time is still that of the notice.
    assert found["单位审查"].basis.clause == "三（一）"


def test_a_stage_may_be_no_more(tmp_path: Path) -> None:
    dataset, of = read(changed(tmp_path, GONE))
    assert [one.name for one in of.stages] == ["个人网上申报", "报送纸质材料"]
    assert [(one.kind, one.stage, one.old, one.new) for one in of.changes] == [("撤销", "单位审核", "6月25日", "")]
    assert "单位审核" not in [one.label for one in milestones(dataset.plan, of, dataset.calendar)]


@pytest.mark.parametrize("cutoff", ["7月", '""'])
def test_the_stage_by_which_a_row_is_known_takes_its_cutoff_along(tmp_path: Path, cutoff: str) -> None:
    """As if the cut-off had been named, which is in the column, too, where it is printed there."""
    _, of = read(changed(tmp_path / "stage", WITH_CUTOFF, cutoff=cutoff))
    assert (of.cutoff.text, of.void("cutoff"), of.stages[-1].period.text) == ("8月15日", ("7月",), "8月15日")
    assert of.cite("接收材料截止时间").document == "某人社函〔2021〕99号"
    dataset, same = read(changed(tmp_path / "cell", LATER, cutoff=cutoff))
    assert of.cutoff == same.cutoff
    # Whichever of the two was named, the stage says what it had, and rests on what changed it.
    for closing in (of.stages[-1], same.stages[-1]):
        assert (closing.void, closing.basis.document) == (("7月",), "某人社函〔2021〕99号")
    made = next(one for one in milestones(dataset.plan, same, dataset.calendar) if one.event == "cutoff")
    assert made.note.count("原为“7月”") == 1


def test_a_row_that_is_suspended_after_its_stage_was_put_off(tmp_path: Path) -> None:
    online = stages(tmp_path, MOVED, STOPPED.replace("07-20", "07-22"))["个人网上申报"]
    assert online.period.text == "暂缓"
    assert online.void == ("6月1日至6月20日", "6月1日至6月30日")


def test_every_answer_and_export_says_so(zc: Run, tmp_path: Path) -> None:
    data = changed(tmp_path, MOVED, PLACE, GONE)
    options = ("--data-dir", data, "--today", "2021-06-02")
    assert zc("validate", data).code == 0
    for command in (("deadline", "--committee", "12"), ("show", "12")):
        for form in ("table", "tsv", "md"):
            said = re.sub(r"\s", "", zc(*command, "--format", form, *options).out)
            assert ("06-30" if form == "table" else "2021-06-30") in said
            assert "原为“6月1日至6月20日”" in said
            assert "样例路9号" in said
            assert "06-18" not in said
    told = zc("show", "12", "--json", *options).json["committee"]
    online = next(one for one in told["stages"] if one["name"] == "个人网上申报")
    assert (online["time"]["text"], online["time"]["void"]) == ("6月1日至6月30日", ["6月1日至6月20日"])
    assert [one["stage"] for one in told["changes"]] == ["个人网上申报", "报送纸质材料", "单位审核"]
    assert "stage" not in str(zc("show", "12", "--json", "--json-version", "1", *options).json)
    for form in ("ics", "html"):
        out = tmp_path / f"out.{form}"
        assert zc("export", form, "--committee", "12", "-o", out, *options).code == 0
        text = re.sub(r"\r?\n ", "", out.read_text(encoding="utf-8"))
        assert "原为“6月1日至6月20日”" in text
        assert "6月18日" not in text
