"""Rows whose papers are handed in by stages: each with its own days, one of them the cut-off."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pytest
from running import Run
from years import data_with, plan_text

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.keys import key_of, keys_with_days
from zhicheng_cli.plan.milestones import Milestone, milestones

STAGES = """\
    stages:
      - {name: 个人网上申报, text: 6月1日至6月20日, who: 个人, where: {url: sl.example.cn}}
      - {name: 单位审核, text: 6月25日, who: 单位, clause: 三（一）}
      - name: 报送纸质材料
        text: 7月
        is_cutoff: true
        who: 主管部门
        where: {place: 样例路1号201室, hours: "工作日9:00-11:30", person: 样例, phones: ["2033099"]}
"""


def folder(where: Path, stages: str = STAGES, cutoff: str = "7月") -> Path:
    """The bundled data; row 12, which prints 7月, has stages."""
    head, tail = plan_text(year=2021).split("  - no: 12\n")
    tail = tail.replace("cutoff: 7月", f"cutoff: {cutoff}", 1).replace("    kind:", f"{stages}    kind:", 1)
    return data_with(where, plan_2021=f"{head}  - no: 12\n{tail}")


def read(data: Path) -> tuple[Dataset, Committee]:
    dataset = Dataset(data)
    return dataset, next(one for one in dataset.plan.committees if one.no == 12)


def made(data: Path) -> list[Milestone]:
    dataset, of = read(data)
    return milestones(dataset.plan, of, dataset.calendar, today=date(2021, 6, 1))


def test_each_stage_is_a_milestone_with_its_own_days(tmp_path: Path) -> None:
    found = {one.label: one for one in made(folder(tmp_path)) if one.days}
    # 2021-06-20 is a Sunday, 25 June a Friday; 7月 closes between 1 July and 30 July, the last Friday.
    days = {label: tuple(map(str, found[label].days or ())) for label in ("个人网上申报", "单位审核", "材料接收截止")}
    assert days == {
        "个人网上申报": ("2021-06-18", "2021-06-18"),
        "单位审核": ("2021-06-25", "2021-06-25"),
        "材料接收截止": ("2021-07-01", "2021-07-30"),
    }
    assert found["个人网上申报"].note == "2021-06-01 起；由个人办；sl.example.cn"
    assert found["单位审核"].basis.clause == "三（一）"
    assert (
        "即“报送纸质材料”；由主管部门办；样例路1号201室，工作日9:00-11:30，样例 2033099" in found["材料接收截止"].note
    )
    assert [one.label for one in made(folder(tmp_path))][:4] == [
        "单位内部公示",
        "个人网上申报",
        "单位审核",
        "材料接收截止",
    ]


def test_a_stage_without_a_batch_stands_where_its_day_belongs_among_the_batches(tmp_path: Path) -> None:
    stages = (
        "    stages:\n      - {name: 单位审核, text: 8月20日}\n      - {name: 个人网上申报, text: 6月1日至6月20日}\n"
    )
    found = made(folder(tmp_path, stages, cutoff="1-3月、4-6月、7-8月各1批次"))
    # The stages end on 18 June and 20 August; the unit posts its notice on 23 March, 22 June and 23 August.
    assert [(one.label, one.batch) for one in found] == [
        *(("单位内部公示", 1), ("材料接收截止", 1), ("个人网上申报", None)),
        *(("单位内部公示", 2), ("材料接收截止", 2), ("单位审核", None)),
        *(("单位内部公示", 3), ("材料接收截止", 3)),
        *((label, None) for label in ("评前公示", "评前报告", "预计评审", "结果公示", "结果备案")),
    ]


def test_a_row_without_the_column_is_known_by_its_stage(tmp_path: Path) -> None:
    dataset, of = read(folder(tmp_path, cutoff='""'))
    assert [(one.earliest, one.latest) for one in of.cutoff.windows] == [(date(2021, 7, 1), date(2021, 7, 31))]
    assert dataset.plan.year == 2021
    assert of.cite("接收材料截止时间").clause == "附件1 第12行 报送纸质材料"


def test_every_answer_prints_the_words_of_that_stage(zc: Run, tmp_path: Path) -> None:
    """The day is known, so that nothing is printed, or no words at all, would be wrong."""
    options = ("--data-dir", folder(tmp_path, cutoff='""'), "--today", "2021-06-15")
    shown = zc("plan", "--specialty", "建筑", "--format", "table", *options).out
    assert "通知没有印时间" not in shown
    for command in (("plan", "--specialty", "建筑"), ("upcoming", "--within", "60d", "--specialty", "建筑")):
        rows = [line.split("\t") for line in zc(*command, "--format", "tsv", *options).out.splitlines()]
        told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        cutoffs = {one.get("截止") or one.get("接收材料截止时间") for one in told if not one.get("环节")}
        assert "7月" in cutoffs
        assert "" not in cutoffs


def test_every_stage_has_a_name_of_its_own_for_calendars_and_ledgers(tmp_path: Path) -> None:
    dataset, of = read(folder(tmp_path))
    keys = {key_of(dataset.plan, of, one) for one in made(folder(tmp_path)) if one.days}
    assert keys == set(keys_with_days(dataset.plan, of))
    assert "湖州市/2021/建设工程-中级/stage///单位审核" in map(str, keys)


def test_commands_show_the_stages(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path), "--today", "2021-06-01")
    for command in (("deadline", "--committee", "12"), ("show", "12")):
        for form in ("table", "tsv"):
            said = re.sub(r"\s", "", zc(*command, "--format", form, *options).out)
            assert "个人网上申报" in said
            assert ("个人网上申报：06-18（还有17天）" if form == "table" else "2021-06-18") in said


def test_a_stage_that_cannot_be_read_silences_nobody(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, STAGES.replace("6月25日", "尽快")), "--today", "2021-06-01")
    assert zc("validate", options[1]).code == 1
    said = zc("deadline", "--committee", "12", *options)
    assert said.code == 0
    assert "2021-07-30" in said.out
    assert re.search("单位审核.*读不懂", said.out)


def test_a_stage_without_a_printed_time_is_told(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, STAGES.replace("text: 6月25日", 'text: ""')), "--today", "2021-06-01")
    assert zc("validate", options[1]).code == 0
    said = zc("deadline", "--committee", "12", "--format", "tsv", *options)
    assert re.search("\t单位审核\t.*通知没有印时间", said.out)
    assert zc("show", "12", "--json", *options).code == 0


def test_calendars_the_workbook_and_the_page_show_the_stages(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path), "--today", "2021-06-01")
    for name in ("plan.ics", "plan.xlsx", "plan.html"):
        assert zc("export", name.partition(".")[2], "--committee", "12", "-o", tmp_path / name, *options).code == 0
    events = icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    found = {(str(one["SUMMARY"]), str(one.decoded("DTSTART")), str(one.decoded("DTEND"))) for one in events}
    # A span is printed; what is due on a Sunday is due on the Friday before. DTEND is the day after.
    assert ("市建设工程专业中级评委会 个人网上申报", "2021-06-01", "2021-06-21") in found
    assert ("市建设工程专业中级评委会 个人网上申报截止", "2021-06-18", "2021-06-19") in found
    assert ("市建设工程专业中级评委会 单位审核截止", "2021-06-25", "2021-06-26") in found
    told = {str(one["SUMMARY"]): str(one["DESCRIPTION"]).split("\n") for one in events}
    stage = told["市建设工程专业中级评委会 单位审核截止"]
    assert {"环节：单位审核", "原文：6月25日", "通知印到日。", "说明：由单位办"} <= set(stage)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    steps = [row[2].value for row in book["里程碑"].iter_rows() if row[0].value == 12]
    assert steps[:5] == ["全年一览", "单位内部公示", "个人网上申报", "单位审核", "材料接收截止"]
    assert "办＝申报环节" in str([row[0].value for row in book["里程碑"].iter_rows(max_row=2)])
    assert "<b>个人网上申报</b>" in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_upcoming_tells_the_stages_that_end(zc: Run, tmp_path: Path) -> None:
    """Who misses the stage that closes on 18 June cannot hand in in July."""
    options = ("upcoming", "--within", "10d", "--specialty", "建筑", "--data-dir", folder(tmp_path))
    found = zc(*options, "--today", "2021-06-15", "--json")
    assert found.code == 0
    ends = [(one["no"], one["stage"], one["safe"], one["next"], one["days_left"]) for one in found.json["stages"]]
    assert ends == [
        (12, "个人网上申报", "2021-06-18", "2021-06-18", 3),
        (12, "单位审核", "2021-06-25", "2021-06-25", 10),
    ]
    assert 12 not in [one["no"] for one in found.json["cutoffs"]]
    assert "stages" not in zc(*options, "--today", "2021-06-15", "--json", "--json-version", "1").json
    rows = [line.split("\t") for line in zc(*options, "--today", "2021-06-15", "--format", "tsv").out.splitlines()]
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(one["序号"], one["截止"], one["最迟"]) for one in told if one["环节"]] == [
        ("12", "6月1日至6月20日", "2021-06-18"),
        ("12", "6月25日", "2021-06-25"),
    ]
    shown = zc(*options, "--today", "2021-06-15", "--format", "table").out
    assert "个人网上申报" in shown
    assert shown.startswith("06-25 以前没有材料接收截止。\n这段时间里可能结束的环节（")
    # What has ended is no longer told; the closing stage is the cut-off.
    later = zc(*options, "--today", "2021-06-26", "--json")
    assert "stages" not in later.json
    assert 12 in [one["no"] for one in later.json["cutoffs"]]


HEAD = "no: 12, document: 某人社函〔2021〕99号, issued: 2021-07-20"
STOPPED = f"{{kind: 暂缓, {HEAD}, words: 评审暂缓开展}}"
LATER = f"{{kind: 延期, {HEAD}, words: 延期至8月15日, cell: cutoff, old: 7月, new: 8月15日}}"


def changed(where: Path, *changes: str, cutoff: str = "7月") -> Path:
    """The rows with stages, and what later documents change of them."""
    data = folder(where, cutoff=cutoff)
    with (data / "plan_2021.yaml").open("a", encoding="utf-8") as file:
        file.write("\nchanges:\n" + "".join(f"  - {one}\n" for one in changes))
    return data


@pytest.mark.parametrize("cutoff", ["7月", '""'])
def test_a_suspended_row_has_no_days_of_its_stages(zc: Run, tmp_path: Path, cutoff: str) -> None:
    found = [one for one in made(changed(tmp_path, STOPPED, cutoff=cutoff)) if one.takes_papers]
    assert [(one.label, one.text, one.days) for one in found] == [
        (label, "暂缓", None) for label in ("个人网上申报", "单位审核", "材料接收截止")
    ]
    assert all("某人社函〔2021〕99号暂缓：评审暂缓开展" in one.note for one in found)
    for form in ("ics", "html", "md"):
        out = tmp_path / f"out.{form}"
        zc("export", form, "--committee", "12", "-o", out, "--data-dir", tmp_path / "data", "--today", "2021-06-01")
        assert "2021-06-25" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("cutoff", ["7月", '""'])
def test_the_stage_by_which_a_row_is_known_moves_with_it(tmp_path: Path, cutoff: str) -> None:
    _, of = read(changed(tmp_path, LATER, cutoff=cutoff))
    assert [one.period.text for one in of.stages] == ["6月1日至6月20日", "6月25日", "8月15日"]
    assert (of.cutoff.text, of.void("cutoff")) == ("8月15日", ("7月",))
    assert of.cite("接收材料截止时间").document == "某人社函〔2021〕99号"


def test_what_is_resumed_has_its_stages_again(tmp_path: Path) -> None:
    resumed = "{kind: 恢复, no: 12, document: 某人社函〔2021〕120号, issued: 2021-08-02, words: 恢复评审工作}"
    _, of = read(changed(tmp_path, LATER, STOPPED.replace("07-20", "07-22"), resumed, cutoff='""'))
    assert [one.period.text for one in of.stages] == ["6月1日至6月20日", "6月25日", "8月15日"]
    assert (of.cutoff.text, of.void("cutoff"), of.review.text) == ("8月15日", ("7月",), "9月")
