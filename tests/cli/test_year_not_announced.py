"""A review that runs into a year whose working days are not announced: what is known is written, and the rest is named.

The plan is the one of 2021 as one of 2026; its first row is reviewed in January 2027, of which nothing is announced.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from known_data import copy_data
from running import Run

TODAY = "2026-09-30"
DOSSIER = """\
format: zc.dossier/1
applicant: {{name: 样例甲, status: 在职, manager: false}}
employer: {{name: 样例公司, county: 吴兴区, kind: 事业单位, self_appointing: false}}
education: [{{level: 本科, date: 2012-06-30}}]
titles: [{{title: 工程师, series: 工程, obtained: 2014-09-01, how: 评审}}]
target: {{title: 高级工程师, committee: {0}, route: 评审}}
"""
SUBSCRIPTIONS = """\
format: zc.subscriptions/1
sender: {address: z@example.gov.cn}
transport: {sendmail: {command: [sendmail, -t]}}
subscribers:
  - {address: a@example.com, wants: [{committees: [1, 12]}], milestones: [cutoff, report, review], lead: [90w]}
"""
ROSTER = "姓名,申报职称,评委会序号\n样例甲,高级工程师,1\n样例乙,工程师,12\n"
WAITING = "要等那年的工作日安排公布"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_data(tmp_path_factory.mktemp("data"))
    text = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    text = text.replace("\n  year: 2021", "\n  year: 2026", 1).replace("issued: 2021-05-25", "issued: 2026-05-25", 1)
    text = text.replace("review: 12月\n", "review: 次年1月\n", 1)
    (folder / "plan_2021.yaml").unlink()
    (folder / "plan_2026.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number in (1, 12):
        (tmp_path / f"{number}.yaml").write_text(DOSSIER.format(number), encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    (tmp_path / "r.csv").write_text(ROSTER, encoding="utf-8")
    for file in tmp_path.iterdir():
        file.chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["tsv", "json", "md", "csv", "table"])
@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "--by", "review", "--month", "1"),
        ("plan", "--open"),
        ("show", "1"),
        ("deadline", "-c", "1"),
        ("upcoming",),
        ("contacts",),
        ("match", "--title", "高级工程师", "--specialty", "电池循环经济"),
        ("rules",),
        ("sources",),
        ("check", "1.yaml", "12.yaml"),
    ],
)
def test_every_answer_is_given(words: tuple[str, ...], form: str, zc: Run, data: Path, work: Path) -> None:
    result = zc(*words, "--data-dir", data, "--today", TODAY, "--format", form)
    assert result.code in (0, 1), result.err
    assert result.out
    if words[0] in ("show", "deadline"):
        assert WAITING in re.sub(r"\s", "", result.out)


@pytest.mark.parametrize("form", ["ics", "xlsx", "csv", "json", "html", "md", "site"])
def test_every_export_is_written(form: str, zc: Run, data: Path, work: Path) -> None:
    alarm = ("--alarm", "7w") if form in ("ics", "site") else ()
    result = zc("export", form, "-o", f"out.{form}", "--data-dir", data, "--today", TODAY, *alarm)
    assert result.code == 0, result.err
    assert (work / f"out.{form}").exists()
    if form == "ics":
        written = (work / "out.ics").read_text(encoding="utf-8")
        assert written.count("X-ZC-KEY:湖州市/2026/蓄电池-高级/cutoff/") == 2
        assert f"{WAITING}、不在日历里：1 号评前报告" in result.err


def test_every_mail_is_written(zc: Run, data: Path, work: Path) -> None:
    options = ("--eml", "mails", "--ledger", "ledger", "--data-dir", data, "--today", TODAY)
    assert zc("remind", "s.yaml", *options).code == 0


def test_a_roster_is_judged(zc: Run, data: Path, work: Path) -> None:
    assert zc("check", "--roster", "r.csv", "-o", "o.csv", "--data-dir", data, "--today", TODAY).code in (0, 1)
    assert (work / "o.csv").read_text(encoding="utf-8-sig").count("样例") == 2


def test_the_days_that_are_known_are_written_and_the_others_are_null(zc: Run, data: Path) -> None:
    result = zc("plan", "--data-dir", data, "--today", TODAY, "--json")
    first, *others = json.loads(result.out)["committees"]
    assert [(one["earliest"], one["safe"], one["last"]) for one in first["review"]["windows"]] == [
        ("2027-01-01", None, None)
    ]
    assert [(one["safe"], one["last"]) for one in first["cutoff"]["windows"]] == [("2026-09-30", "2026-10-30")]
    assert len(others) == 45
    assert all(one["safe"] for row in others for period in ("cutoff", "review") for one in row[period]["windows"])


def test_with_provisional_they_are_reckoned_and_said_to_be_so(zc: Run, data: Path) -> None:
    result = zc("deadline", "-c", "1", "--data-dir", data, "--today", TODAY, "--provisional", "--json")
    report = next(one for one in result.json["milestones"] if one["event"] == "report")
    # The 7th working day before 1 January, a holiday: 23 December; before 31 January, a Sunday: 21 January.
    assert (report["safe"], report["last"], result.json["provisional"]) == ("2026-12-23", "2027-01-21", True)
    assert not zc("deadline", "-c", "1", "--data-dir", data, "--today", TODAY, "--json").json["provisional"]


def test_a_plan_of_which_no_day_is_announced_is_no_guess(zc: Run, data: Path, tmp_path: Path) -> None:
    folder = copy_data(tmp_path)
    text = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    text = text.replace("\n  year: 2021", "\n  year: 2027", 1).replace("issued: 2021-05-25", "issued: 2027-05-25", 1)
    (folder / "plan_2027.yaml").write_text(text, encoding="utf-8")
    for form in ("tsv", "json"):
        result = zc("plan", "--data-dir", folder, "--today", "2027-06-01", "--format", form)
        assert (result.code, result.out) == (2, "")
        assert "已公布的范围是 2004-01-01 至 2026-12-31" in result.err
