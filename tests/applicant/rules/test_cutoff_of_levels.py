"""Cut-offs that are printed for levels apart: nobody is told that it is too late, or not, for another level's day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from running import Run
from years import data_with, plan_text

from zhicheng_cli.applicant.judgement.assessment import assess, sentence
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import make_law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.plan.dataset import Dataset

_BY = "document: 某号, issued: 2021-06-10"


def folder(where: Path, cutoff: str) -> Path:
    text = plan_text(year=2021)
    head, tail = text.split("  - no: 12\n")
    return data_with(where, plan_2021=f"{head}  - no: 12\n{tail.replace('cutoff: 7月', f'cutoff: {cutoff}', 1)}")


# 2021-07-20 is a Tuesday, 2021-08-10 too.
@pytest.mark.parametrize(
    ("today", "county", "verdict"),
    [
        (date(2021, 7, 1), "吴兴区", Verdict.MEETS),
        (date(2021, 8, 1), "吴兴区", Verdict.UNCONFIRMED),
        (date(2021, 8, 1), None, Verdict.UNCONFIRMED),
        (date(2021, 8, 11), "吴兴区", Verdict.FAILS),
    ],
)
def test_a_day_for_levels_is_no_day_for_all(tmp_path: Path, today: date, county: str | None, verdict: Verdict) -> None:
    law = make_law(Dataset(folder(tmp_path, "中初级:7月20日;高级:8月10日")), today)
    facts = Facts(title="工程师", committee=12, county=county)
    (reason,) = (reason for rule, reason in assess(facts, law).outcomes if rule.code == "R519")
    assert reason.verdict is verdict
    assert (reason.code == "whom_open") == (verdict is Verdict.UNCONFIRMED)


def test_every_command_answers_such_a_row(zc: Run, tmp_path: Path) -> None:
    options = ("--data-dir", folder(tmp_path, "中初级:7月20日;高级:8月10日"), "--today", "2021-07-01")
    for command in (("show", "12"), ("deadline", "12"), ("plan", "--month", "8"), ("upcoming", "--within", "60d")):
        said = zc(*command, *options)
        assert said.code == 0
        assert "高级" in said.out
        assert "2021-08-10" in said.out


def test_stages_that_the_cell_itself_names_are_stages(zc: Run, tmp_path: Path) -> None:
    """The review of 9月 comes after; 2021-08-31 is a Tuesday, 2021-08-15 a Sunday."""
    data = folder(tmp_path, '"8月31日(网上申报8月15日)"')
    of = next(one for one in Dataset(data).plan.committees if one.no == 12)
    assert [str(one.latest) for one in of.cutoff.windows] == ["2021-08-31"]
    assert [(one.name, one.is_cutoff) for one in of.stages] == [("网上申报", False)]
    told = zc("deadline", "12", "--json", "--data-dir", data, "--today", "2021-07-01").json["milestones"]
    days = {one["label"]: one["last"] for one in told if one["last"]}
    assert (days["网上申报"], days["材料接收截止"]) == ("2021-08-13", "2021-08-31")


def test_where_all_are_stages_the_last_one_is_the_cutoff(tmp_path: Path) -> None:
    data = folder(tmp_path, '"申报时间:7月1日至7月10日;报送材料:7月20日至7月23日"')
    of = next(one for one in Dataset(data).plan.committees if one.no == 12)
    assert [str(one.latest) for one in of.cutoff.windows] == ["2021-07-23"]
    assert of.closing_stage is not None
    assert [one.is_cutoff for one in of.stages] == [False, True]


def test_what_is_printed_as_before_may_be_settled_once(tmp_path: Path) -> None:
    for told, days in (
        ("", ("2021-07-29", "2021-07-30")),
        ("true", ("2021-07-30",) * 2),
        ("false", ("2021-07-29",) * 2),
    ):
        data = folder(tmp_path / (told or "open"), "7月30日前")
        plan = data / "plan_2021.yaml"
        more = f"  before_includes: {told}\n  before_said_by: 样例市人社局 2021-06-01 电话答复\n" if told else ""
        text = plan.read_text(encoding="utf-8").replace("  year: 2021\n", f"  year: 2021\n{more}", 1)
        plan.write_text(text, encoding="utf-8")
        of = next(one for one in Dataset(data).plan.committees if one.no == 12)
        assert [(str(one.earliest), str(one.latest)) for one in of.cutoff.windows] == [days]


def test_what_a_later_notice_says_is_not_said_to_be_printed_in_the_row(tmp_path: Path) -> None:
    later = f"{{kind: 延期, no: 12, {_BY}, words: 延期至8月15日, cell: cutoff, old: 7月, new: 8月15日}}"
    stopped = f"{{kind: 暂缓, no: 12, {_BY}, words: 评审暂缓}}"
    told = {}
    for name, change in {"as printed": "", "later": later, "stopped": stopped}.items():
        more = f"changes:\n  - {change}\n" if change else ""
        data = data_with(tmp_path / name, plan_2021=plan_text(year=2021, more=more))
        law = make_law(Dataset(data), date(2021, 6, 15))
        outcomes = assess(Facts(title="工程师", committee=12, county="吴兴区"), law).outcomes
        told[name] = next(sentence(rule, reason) for rule, reason in outcomes if rule.code == "R519")
    assert told["as printed"].startswith("第12行印的截止时间是“7月”")
    assert told["later"].startswith("第12行现在的截止时间是“8月15日”")
    assert told["stopped"].startswith("第12行没有截止日期：某号暂缓：评审暂缓")
