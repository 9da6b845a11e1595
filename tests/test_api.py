"""What the package offers to Python: as documented, as typed, and as the commands answer."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from known_data import copy_data
from mypy import api as mypy
from places import ROOT, TESTS
from running import Run

import zhicheng_cli as zc
from zhicheng_cli import __version__
from zhicheng_cli.api_values import AboutPerson, FilterWords
from zhicheng_cli.plan.filters import FILTERS

JULY = date(2021, 7, 1)
HUZHOU = zc.load(year=2021, today=JULY)
DOCUMENT = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
DOSSIER: dict[str, Any] = {"format": "zc.dossier/1", "applicant": {"name": "样例甲"}, "target": {"title": "工程师"}}
#: Not checked by a type checker: what a script may write all the same.
UNTYPED: Any = HUZHOU


def test_the_document_is_true() -> None:
    test = doctest.DocTestParser().get_doctest(DOCUMENT, {}, "python.md", "docs/python.md", 0)
    assert len(test.examples) > 25
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_the_document_passes_a_type_checker_and_a_wrong_name_does_not(tmp_path: Path) -> None:
    script = tmp_path / "from_python.py"
    wrong = 'huzhou.plan(lvel="中级")\nzc.lod()\n'
    script.write_text(doctest.script_from_examples(DOCUMENT) + wrong, encoding="utf-8")
    told, _, _ = mypy.run(
        [
            "--strict",
            "--cache-dir",
            str(ROOT / ".mypy_cache"),
            "--config-file",
            str(ROOT / "pyproject.toml"),
            str(script),
        ]
    )
    lines = [line for line in told.splitlines() if ": error: " in line]
    assert ['"lvel"' in lines[0], '"lod"' in lines[1], len(lines)] == [True, True, 2], told


def test_the_import_costs_nothing() -> None:
    script = "import sys; before = {*sys.modules}; import zhicheng_cli as zc; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["zhicheng_cli", "zhicheng_cli.version"]


def test_every_name_that_is_offered_is_there() -> None:
    offered = {name for name in dir(zc) if not name.startswith("_")}
    assert {"load", "CityPlan", "ZcError", "DossierError", "CalendarRangeError", "workdays"} <= offered
    for name in offered:
        assert getattr(zc, name) is not None
    assert zc.__version__ == __version__
    with pytest.raises(AttributeError, match="lod"):
        _ = zc.lod  # type: ignore[attr-defined]


def test_the_filters_are_those_of_the_commands() -> None:
    assert FilterWords.__optional_keys__ == {one.name for one in FILTERS if one.many}


def test_a_plan_is_what_the_command_prints(zc: Run) -> None:
    for options, words in (
        (["--month", "7", "--level", "中级"], {"month": 7, "level": "中级"}),
        (["--month", "9", "--by", "review", "--kind", "高评委"], {"review_month": 9, "kind": "高评委"}),
        (["--open", "--title", "工程师"], {"open_on": JULY, "title": " 工程师 "}),
    ):
        document = zc("plan", "--json", "--year", "2021", "--today", "2021-07-01", *options).json
        found = UNTYPED.plan(**words)
        assert [one.committee.no for one in found.matches] == [row["no"] for row in document["committees"]]
        assert [one.no for one, _ in found.undated] == [row["no"] for row in document["undated"]]
    both = HUZHOU.plan(kind=("高评委", "初定"))
    assert both == HUZHOU.plan(kind=["高评委", "初定"])
    assert {one.committee.kind for one in both.matches} == {"高评委", "初定"}


def test_deadlines_and_what_comes_next_are_what_the_commands_print(zc: Run) -> None:
    as_of = ["--json", "--year", "2021", "--today", "2021-07-01"]
    told = zc("deadline", "31", "--audience", "市直学校", *as_of).json["milestones"]
    found = HUZHOU.deadlines(HUZHOU.committee(31), audience="市直学校")
    assert [(one.event, one.days and str(one.days.last)) for one in found] == [
        (one["event"], one["last"]) for one in told
    ]
    document = zc("upcoming", "--within", "40d", *as_of).json
    coming = HUZHOU.upcoming(days=40)
    assert [(one.committee.no, str(one.next_day)) for one in coming.cutoffs] == [
        (row["no"], row["next"]) for row in document["cutoffs"]
    ]
    assert [one.no for one in coming.undated] == [row["no"] for row in document["undated"]]
    assert coming.stages == ()
    assert [one.no for one in HUZHOU.contacts] == [row["no"] for row in zc("contacts", *as_of).json["contacts"]]


def test_a_match_is_what_the_command_prints(zc: Run) -> None:
    words = ["--county", "南浔", "--kind", "民营企业", "--industry", "电梯", "--no-self-appointing"]
    as_of = ["--json", "--year", "2021", "--today", "2021-07-01"]
    document = zc("match", "--title", "工程师", "--specialty", "机械", *words, *as_of).json
    known: AboutPerson = {"county": "南浔", "employer_kind": "民营企业", "industry": "电梯", "self_appointing": False}
    found = HUZHOU.match("工程师", "机械", **known)
    assert [one.committee.no for one in found.could] == [row["no"] for row in document["could"]]
    assert str(HUZHOU.match("经济师", "经济").answer) == "exam"


def test_any_words_lead_where_the_command_leads(zc: Run) -> None:
    document = zc("find", "电梯", "南浔", "--all", "--json", "--year", "2021", "--today", "2021-07-01").json
    found = HUZHOU.find("电梯", "南浔")
    assert [one.committee.no for one in found.rows] == [row["no"] for row in document["committees"]]


def test_a_check_is_what_the_command_prints(zc: Run) -> None:
    file = TESTS / "dossiers" / "review.yaml"
    document = zc("check", file, "--json", "--year", "2021", "--today", "2021-07-01").json
    for found in (HUZHOU.check(file), HUZHOU.check(str(file))):
        assert found.verdict == document["verdict"]
        assert [(one.code, one.verdict) for one in found.rules] == [
            (row["code"], row["verdict"]) for row in document["rules"]
        ]
        assert found.committee == HUZHOU.committee(12)
    alone = HUZHOU.check({**DOSSIER, "applicant": {"name": "样例甲", "birth_date": date(1990, 1, 1)}})
    assert (alone.verdict, alone.committee) == ("unknown", None)
    assert "education" in {path.split("[")[0] for one in alone.rules for path in one.missing}


def test_the_data_of_another_folder_and_day(tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    found = zc.load(data_dir=str(data), today=date(2026, 12, 1), provisional=True)
    assert (found.year, found.region, found.document, found.is_draft) == (2021, "湖州市", "湖人社函〔2021〕57号", False)
    assert found.calendar.is_workday(date(2030, 1, 2))
    assert zc.load(data_dir=data).today >= date(2026, 1, 1)
    plan = data / "plan_2021.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("year: 2021", "yaer: 2021", 1), encoding="utf-8")
    with pytest.raises(zc.ZcError) as caught:
        zc.load(data_dir=data)
    assert "E202" in {one.code for one in caught.value.findings}


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (lambda: zc.load(year=1999), "没有 1999 年度的计划", "现有：2021"),
        (lambda: zc.load(city="无"), "无", ""),
        (lambda: zc.load(data_dir="没有的"), "没有这个数据文件夹", ""),
        (lambda: zc.load(today=UNTYPED), "today 要写日期", "date(2021, 7, 1)"),
        (lambda: HUZHOU.plan(open_on=datetime(2021, 7, 1)), "open_on 要写日期", "date(2021, 7, 1)"),
        (lambda: UNTYPED.deadlines(12, review_date="2021-09-15"), "review_date 要写日期", ""),
        (lambda: HUZHOU.deadlines(12, audience="市直学校"), "市直学校", ""),
        (lambda: HUZHOU.committee(99), "没有序号为 99 的评委会", "1 至 46"),
        (lambda: HUZHOU.committee("建设"), "对应 3 个评委会", ""),
        (lambda: HUZHOU.plan(month=13), "13 不是月份", "1 到 12"),
        (lambda: UNTYPED.plan(review_month="7"), "7 不是月份", "1 到 12"),
        (lambda: UNTYPED.plan(lvel="中级"), "没有这个筛选条件：lvel", "是否想写“level”？"),
        (lambda: UNTYPED.plan(level=3), "level 要写文字", ""),
        (lambda: HUZHOU.plan(level=" "), "level 要写文字", ""),
        (lambda: HUZHOU.plan(level=["中级", "中及"]), "没有这个级别：中及", "是否想写“中级”？"),
        (lambda: UNTYPED.match("工程师", "建筑", cuonty="吴兴区"), "没有这个信息：cuonty", "是否想写“county”？"),
        (lambda: UNTYPED.match("工程师", "建筑", self_appointing="是"), "self_appointing 要写 True 或 False", ""),
        (lambda: HUZHOU.match("工程师", "建筑", employer_kind="民企业"), "没有这个单位性质：民企业", "民营企业"),
        (lambda: HUZHOU.find("水利", " "), "words 要写文字", ""),
        (lambda: HUZHOU.find("哈哈哈哈"), "不知道“哈哈哈哈”", ""),
        (lambda: HUZHOU.match("", "建筑"), "title 要写文字", ""),
        (lambda: HUZHOU.match("工程狮", "建筑"), "没有这个职称名称：工程狮", "写上系列"),
        (lambda: HUZHOU.check({**DOSSIER, "titles": {1, 2}}), "档案里的值写不成文字", ""),
    ],
)
def test_what_cannot_be_is_an_error_with_a_hint(asked: Any, message: str, hint: str) -> None:
    with pytest.raises(zc.ZcError) as caught:
        asked()
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("dossier", "code"),
    [({**DOSSIER, "targt": {}}, "E202"), ("没有的.yaml", "E001"), ({}, "E210")],
)
def test_a_dossier_with_errors_lists_them_all(dossier: Any, code: str) -> None:
    with pytest.raises(zc.DossierError) as caught:
        HUZHOU.check(dossier)
    assert code in {one.code for one in caught.value.findings}
    assert str(caught.value.findings[0]) in str(caught.value)
