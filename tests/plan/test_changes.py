"""Later documents (延期, 暂缓, 更正, 撤销, 新增 …): the base stays as printed, every answer says what holds."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import product
from pathlib import Path

import icalendar
import openpyxl
import pytest
from known_data import copy_data
from running import Run
from years import data_with, plan_text

from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import Status

_HEAD = "document: 某人社函〔2021〕99号, issued: 2021-07-20"
#: Row 12 takes papers in 7月 and sits in 9月, as the notice prints.
LATER = f"{{kind: 延期, no: 12, {_HEAD}, words: 接收材料延期至8月15日, cell: cutoff, old: 7月, new: 8月15日}}"
STOPPED = f"{{kind: 暂缓, no: 12, {_HEAD}, words: 评审暂缓开展}}"
RESUMED = "{kind: 恢复, no: 12, document: 某人社函〔2021〕120号, issued: 2021-08-02, words: 恢复评审工作}"
GONE = f"{{kind: 撤销, no: 26, {_HEAD}, words: 撤销体育教练员评审}}"


def folder(where: Path, *changes: str) -> Path:
    """The bundled data with these changes of its plan."""
    text = plan_text(year=2021, more="changes:\n" + "".join(f"  - {one}\n" for one in changes))
    return data_with(where, plan_2021=text)


def row(where: Path, *changes: str, no: int = 12) -> Committee:
    plan = Dataset(folder(where, *changes)).plan
    return next(one for one in plan.committees if one.no == no)


def test_what_holds_is_the_new_day_and_what_held_is_kept_as_void(tmp_path: Path) -> None:
    of = row(tmp_path, LATER)
    assert [(one.earliest, one.latest) for one in of.cutoff.windows] == [(date(2021, 8, 15), date(2021, 8, 15))]
    assert (of.cutoff.text, of.void("cutoff"), of.void("review")) == ("8月15日", ("7月",), ())
    assert of.cite("接收材料截止时间").document == "某人社函〔2021〕99号"
    assert of.cite("预计评审时间").document == "湖人社函〔2021〕57号"


def test_who_takes_the_papers_no_longer_is_told_with_the_cutoff(tmp_path: Path) -> None:
    moved = (
        f"{{kind: 更正, no: 12, {_HEAD}, words: 材料报样例中心, cell: receivers, new: 样例中心 2000009, "
        'reads: {receivers: [{unit: 样例中心, phones: ["2000009"]}]}}'
    )
    dataset = Dataset(folder(tmp_path, moved))
    of = next(one for one in dataset.plan.committees if one.no == 12)
    made = next(one for one in milestones(dataset.plan, of, dataset.calendar) if one.event == "cutoff")
    assert made.recipient == "样例中心 2000009"
    assert made.note == (
        "材料接收单位及电话原为“市职业资格指导服务中心 2033099”，某人社函〔2021〕99号（2021-07-20印发）更正"
    )
    # Its days are still those of the notice.
    assert made.basis.document == "湖人社函〔2021〕57号"


def test_a_suspended_row_is_undecided_with_the_reason(tmp_path: Path) -> None:
    of = row(tmp_path, STOPPED)
    for period in (of.cutoff, of.review):
        assert (period.status, period.windows) == (Status.UNDECIDED, ())
        assert period.reason == "某人社函〔2021〕99号暂缓：评审暂缓开展"
    assert (of.void("cutoff"), of.void("review")) == (("7月",), ("9月",))


def test_what_is_resumed_holds_again_whatever_order_the_file_has(tmp_path: Path) -> None:
    of = row(tmp_path, RESUMED, STOPPED)
    assert (of.cutoff.text, of.review.text) == ("7月", "9月")
    assert of.cutoff.windows
    assert [one.kind for one in of.changes] == ["暂缓", "暂缓", "恢复", "恢复"]
    # What holds again is not void, and that it was suspended is no time that it had.
    assert (of.void("cutoff"), of.void("review")) == ((), ())
    twice = STOPPED.replace("99号", "100号")
    assert row(tmp_path / "twice", STOPPED, twice, RESUMED).void("cutoff") == ()


def test_a_cell_may_be_resumed_at_another_time_while_the_other_one_stays_suspended(tmp_path: Path) -> None:
    resumed = RESUMED.replace("恢复评审工作", "8月16日起恢复，材料收到9月15日").replace(
        "}", ", cell: cutoff, old: 7月, new: 9月15日}"
    )
    of = row(tmp_path, STOPPED, resumed)
    assert (of.cutoff.text, of.void("cutoff")) == ("9月15日", ("7月",))
    assert (of.review.status, of.void("review")) == (Status.UNDECIDED, ("9月",))


def test_a_later_day_than_the_suspended_one_ends_its_suspension(tmp_path: Path) -> None:
    later = LATER.replace("99号", "120号").replace("2021-07-20", "2021-08-02").replace("old: 7月", "old: 暂缓")
    of = row(tmp_path, STOPPED, later)
    assert (of.cutoff.text, of.void("cutoff")) == ("8月15日", ("7月",))
    assert of.review.status is Status.UNDECIDED


def test_a_second_change_goes_upon_the_first(tmp_path: Path) -> None:
    again = LATER.replace("99号", "120号").replace("7月,", "8月15日,").replace("8月15日}", "9月1日}")
    again = again.replace("2021-07-20", "2021-08-10").replace("延期至8月15日", "延期至9月1日")
    of = row(tmp_path, LATER, again)
    assert (of.cutoff.text, of.void("cutoff")) == ("9月1日", ("7月", "8月15日"))


def test_a_corrected_cell_brings_its_reading(tmp_path: Path) -> None:
    corrected = (
        f"{{kind: 更正, no: 12, {_HEAD}, words: 电话更正为2033098, cell: receivers, "
        "old: 市职业资格指导服务中心 2033099, new: 市职业资格指导服务中心 2033098, "
        'reads: {receivers: [{unit: 市职业资格指导服务中心, phones: ["2033098"]}]}}'
    )
    of = row(tmp_path, corrected)
    assert [one.phones for one in of.receivers] == [("2033098",)]
    assert of.void("receivers") == ("市职业资格指导服务中心 2033099",)


def test_a_withdrawn_row_is_no_more_and_a_new_one_is_there(tmp_path: Path) -> None:
    kept = re.search(r"(?ms)^  - no: 12\n(.*?)\n\n", plan_text(year=2021))
    assert kept
    new = kept[1].replace("建设工程-中级", "样例工程-中级").replace("湖人社函〔2021〕57号", "某人社函〔2021〕99号")
    new = "\n".join(f"    {line}" for line in new.replace("row: 12", "row: 47").splitlines())
    added = f"kind: 新增\n    no: 47\n    {_HEAD.replace(', ', chr(10) + '    ')}\n    words: 增设一个\n"
    plan = Dataset(folder(tmp_path, GONE, f"{added}    row:\n        no: 47\n{new}")).plan
    assert [one.no for one in plan.committees] == [*range(1, 26), *range(27, 48)]
    gone = plan.withdrawn[-1]
    assert plan.key_of_number(26) == "体育教练员"
    assert (gone.no, gone.key, gone.document) == (26, "体育教练员", "某人社函〔2021〕99号")
    assert plan.committees[-1].key == "样例工程-中级"


def test_a_number_that_is_given_again_is_that_of_the_new_row(tmp_path: Path) -> None:
    """The body that had it is still withdrawn, unless it is the very same that comes back."""
    found = re.search(r"(?ms)^  - no: 26\n(.*?)\n\n", plan_text(year=2021))
    assert found
    rest = found[1].replace("湖人社函〔2021〕57号", "某人社函〔2021〕120号")
    for key, gone in (("体育教练员-新", ["体育教练员"]), ("体育教练员", [])):
        lines = "\n".join(f"    {line}" for line in rest.replace("key: 体育教练员", f"key: {key}").splitlines())
        head = "kind: 新增\n    no: 26\n    document: 某人社函〔2021〕120号\n    issued: 2021-08-02\n    words: 增设\n"
        plan = Dataset(folder(tmp_path / key, GONE, f"{head}    row:\n        no: 26\n{lines}")).plan
        assert [one.key for one in plan.withdrawn] == gone
        assert plan.key_of_number(26) == key


def test_every_answer_says_what_holds_and_what_held(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, LATER), "--today", "2021-07-21")
    for command in (("show", "12"), ("plan", "--month", "8"), ("deadline", "--committee", "12")):
        for form in ("table", "tsv", "csv", "md"):
            said = zc(*command, "--format", form, *options)
            assert said.code == 0
            assert "8月15日" in said.out
            assert "原为" in said.out
            assert "7月" in said.out
    assert not re.search("^12\t", zc("plan", "--month", "7", *options).out, re.MULTILINE)
    told = zc("deadline", "--committee", "12", "--json", *options).json
    cutoff = next(one for one in told["milestones"] if one["event"] == "cutoff")
    # 2021-08-15 is a Sunday.
    assert (cutoff["text"], cutoff["last"], cutoff["basis"]["document"]) == (
        "8月15日",
        "2021-08-13",
        "某人社函〔2021〕99号",
    )
    assert "原为“7月”，某人社函〔2021〕99号（2021-07-20印发）延期" in cutoff["note"]


RENAMED = (
    f"{{kind: 更正, no: 12, {_HEAD}, words: 名称更正为市样例建设工程专业中级职务评审委员会, cell: name, "
    "new: 市样例建设工程专业中级职务评审委员会}"
)
MOVED_OFFICE = (
    f"{{kind: 更正, no: 12, {_HEAD}, words: 改由样例中心受理, cell: receivers, "
    "new: 样例中心 2033098 建筑 样例路1号 工作日, "
    'reads: {receivers: [{unit: 样例中心, phones: ["2033098"], serves: [建筑], place: 样例路1号, hours: 工作日}]}}'
)
_OLD_NAME, _OLD_OFFICE = "市建设工程专业中级职务评审委员会", "市职业资格指导服务中心 2033099"


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("command", "form"),
    [
        *product([("show", "12")], ["table", "tsv", "csv", "md", "json"]),
        # On the screen its columns are too narrow for a whole name.
        *product([("plan",), ("plan", "--title", "工程师")], ["tsv", "csv", "json"]),
        *product([("upcoming",)], ["tsv", "csv"]),
    ],
)
def test_a_name_and_a_receiver_that_were_changed_are_told_beside_the_new_ones(
    zc: Run, tmp_path: Path, command: tuple[str, ...], form: str
) -> None:
    options = ("--data-dir", folder(tmp_path, RENAMED, MOVED_OFFICE), "--today", "2021-06-01")
    said = without_space(zc(*command, "--format", form, *options).out)
    assert "市样例建设工程专业中级职务评审委员会" in said
    assert without_space(_OLD_NAME) in said
    assert without_space(_OLD_OFFICE) in said
    if form != "json":
        assert f"（原为{without_space(_OLD_NAME)}，作废）" in said
        assert "样例中心2033098（受理建筑；样例路1号，工作日）" in said
    if command[0] == "show" or (command[0] == "plan" and form not in ("table", "json")):
        assert "名称更正为市样例建设工程专业中级职务评审委员会" in said


@pytest.mark.parametrize("form", ["ics", "xlsx", "html"])
def test_exports_tell_what_changed_a_row_and_where_its_receivers_are(zc: Run, tmp_path: Path, form: str) -> None:
    options = ("--data-dir", folder(tmp_path, RENAMED, MOVED_OFFICE), "--today", "2021-06-01")
    out = tmp_path / f"out.{form}"
    assert zc("export", form, "--committee", "12", "-o", out, *options).code == 0
    if form == "xlsx":
        book = openpyxl.load_workbook(out)
        text = "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    elif form == "ics":
        events = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
        text = "".join(str(one["DESCRIPTION"]) for one in events)
    else:
        text = out.read_text(encoding="utf-8")
        assert f"<del>{_OLD_NAME}</del>" in text
    assert "更正：名称更正为市样例建设工程专业中级职务评审委员会" in text
    assert "受理建筑；样例路1号，工作日" in text


def test_no_void_day_is_shown_for_a_suspended_row(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, STOPPED), "--today", "2021-07-21")
    said = zc("deadline", "--committee", "12", *options)
    assert "2021-07-30" not in said.out
    assert "某人社函〔2021〕99号暂缓：评审暂缓开展" in said.out
    assert "12" in zc("plan", "--month", "7", *options).err
    page = tmp_path / "page.html"
    assert zc("export", "html", "-o", page, *options).code == 0
    assert page.read_text(encoding="utf-8").count("<del>7月</del>") == 1


@pytest.mark.parametrize("words", ["尽快", "2033年1月"])
def test_a_cell_that_cannot_be_read_silences_nobody(zc: Run, tmp_path: Path, words: str) -> None:
    data = copy_data(tmp_path)
    plan = data / "plan_2021.yaml"
    head, tail = plan.read_text(encoding="utf-8").split("  - no: 12\n")
    plan.write_text(f"{head}  - no: 12\n{tail.replace('cutoff: 7月', f'cutoff: {words}', 1)}", encoding="utf-8")
    options = ("--data-dir", data, "--today", "2021-07-01")
    assert zc("validate", data).code == 1
    said = zc("plan", "--month", "7", *options)
    # The rows of 附件1 whose cut-off cell prints 7月, but for 12, and row 29 whose second batch runs 7-9月.
    assert re.findall(r"^(\d+)\t", said.out, re.MULTILINE) == [
        str(no) for no in (3, 8, 15, 17, 18, 23, 24, 26, 27, 29, 38, 39)
    ]
    assert said.code == 0
    assert re.search(r"没有日期.*\b12\b", said.err)
    for command in (("show", "12"), ("deadline", "--committee", "12"), ("plan", "--title", "工程师")):
        told = zc(*command, "--format", "tsv", *options)
        assert told.code == 0
        assert words in told.out
        assert "读不懂" in told.out or "不在计划年度" in told.out
    assert zc("deadline", "--committee", "15", *options).code == 0


def test_months_without_a_year_belong_to_the_year_that_the_plan_says(tmp_path: Path) -> None:
    text = plan_text(year=2021).replace("  year: 2021\n", "  year: 2021\n  dates_in: 2022\n", 1)
    plan = Dataset(data_with(tmp_path, plan_2021=text)).plan
    cutoff = next(one for one in plan.committees if one.no == 12).cutoff
    assert [(one.earliest, one.latest) for one in cutoff.windows] == [(date(2022, 7, 1), date(2022, 7, 31))]


def test_json_of_changed_data_is_one_document(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, LATER, GONE), "--today", "2021-07-21")
    told = json.loads(zc("plan", "--json", *options).out)
    assert 26 not in [one["no"] for one in told["committees"]]
