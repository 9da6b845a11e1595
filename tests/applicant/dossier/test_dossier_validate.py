"""`zc validate` on dossiers: what the rules say stands at the place it speaks of; files of any kind mix."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS
from running import Run

from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
from zhicheng_cli.applicant.dossier.checks.check_eligibility import check_eligibility
from zhicheng_cli.applicant.judgement import assessment
from zhicheng_cli.applicant.law import law as law_module
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.verdicts import Reason, Verdict, Words
from zhicheng_cli.applicant.rules import Rule
from zhicheng_cli.cli import main
from zhicheng_cli.files import checking
from zhicheng_cli.files.document import Document, parse
from zhicheng_cli.files.findings import blocks
from zhicheng_cli.plan.dataset import Dataset

TODAY = date(2021, 7, 1)
TEXT = """\
applicant: {name: 样例甲}
target:
  title: 工程师
  committee: 12
education:
  - {level: 本科}
titles:
  - title: 助理工程师
"""


@cache
def law() -> Law:
    return make_law(Dataset(year=2021), TODAY)


def document(text: str) -> Document:
    read, found = parse(text.encode(), "f")
    assert read is not None
    assert found == []
    return read


def rule(reads: tuple[str, ...], reason: Reason, code: str = "R590", **words: Words) -> Rule:
    said = {reason.code: Words("说明"), **words}
    return Rule(code, "样例", "", reads, (), (), lambda _law: (), said, lambda _facts, _law: reason)


def judged(monkeypatch: pytest.MonkeyPatch, *rules: Rule, text: str = TEXT) -> list[str]:
    monkeypatch.setattr(assessment, "all_rules", lambda: rules)
    return [str(one) for one in check_eligibility(document(text), law())]


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.FAILS, "E590"),
        (Verdict.UNKNOWN, "W590"),
        (Verdict.DISCRETION, "W590"),
        (Verdict.UNCONFIRMED, "N590"),
        (Verdict.MEETS, None),
        (Verdict.NOT_APPLICABLE, None),
    ],
)
def test_a_finding_for_each_verdict(verdict: Verdict, code: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = judged(monkeypatch, rule(("title",), Reason("some", verdict)))
    assert found == ([f"f:3:10: {code} 说明"] if code else [])


def test_message_and_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("要满{years}年", "现有{done}年", "{from_day} 起可报")
    reason = Reason("short", Verdict.FAILS, (("years", 4),), (("done", 3),), from_day=date(2022, 3, 15))
    assert judged(monkeypatch, rule(("obtained",), reason, short=words)) == [
        "f:8:5: E590 要满4年；现有3年（2022-03-15 起可报）"
    ]


def test_missing_inputs_are_named_with_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = Reason("lacking", Verdict.UNKNOWN, missing=("obtained", "hours_previous_total"))
    assert judged(monkeypatch, rule(("title", *reason.missing), reason)) == [
        "f:8:5: W590 说明（请写上：现有职称取得日期 titles[0].obtained、上年度学时总学时 hours[0].total）"
    ]


def test_one_place_for_two_facts_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = Reason("lacking", Verdict.UNKNOWN, missing=("submitted", "submitted"))
    (line,) = judged(monkeypatch, rule(("submitted",), reason))
    assert line == "f:3:3: W590 说明（请写上：交材料日期 target.submitted）"


def test_unknown_without_a_missing_input_tells_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = Reason("open", Verdict.UNKNOWN)
    assert judged(monkeypatch, rule(("title",), reason, open=Words("说明", "", "问市局"))) == [
        "f:3:10: W590 说明（问市局）"
    ]


def test_it_stands_at_what_few_rules_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Title and committee are asked for by both; the one rule is about the title held, the other about the degree."""
    reason = Reason("some", Verdict.FAILS)
    rules = [
        rule(("title", "committee", "held_title"), reason, "R590"),
        rule(("title", "committee", "degree"), reason, "R591"),
        rule(("title", "submitted"), reason, "R592"),
        rule(("integrity",), reason, "R593"),
    ]
    assert [line[:12] for line in judged(monkeypatch, *rules)] == [
        "f:8:12: E590", "f:6:13: E591", "f:3:10: E592", "f:1:1: E593 ",
    ]  # fmt: skip


def test_the_real_rules_on_a_whole_dossier() -> None:
    text = (TESTS / "positive" / "dossier.yaml").read_text(encoding="utf-8")
    assert [str(one) for one in check_eligibility(document(text), law())] == []
    retired = text.replace("status: 在职", "status: 退休")
    (finding,) = check_eligibility(document(retired), law())
    assert (finding.code, finding.line, finding.path) == ("E512", 7, "applicant.status")


@pytest.fixture
def zc(zc: Run) -> Run:
    return lambda *words: zc("validate", *words, "--today", "2021-07-01")


def test_a_whole_dossier(zc: Run) -> None:
    assert zc(TESTS / "positive" / "dossier.yaml") == (0, "", "检查了 1 个文件：没有问题\n")


def test_a_dossier_that_lacks_much(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "档案.yaml"
    file.write_text(TEXT, encoding="utf-8")
    code, out, _ = zc(file)
    assert code == 1
    assert f"{file}:1:12: W512 " in out
    assert zc(file, "--form-only") == (0, "", "检查了 1 个文件：没有问题\n")


def test_dossiers_with_errors_are_not_judged(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "档案.yaml"
    file.write_text(TEXT.replace("level: 本科", "levle: 本科"), encoding="utf-8")
    code, out, _ = zc(file)
    assert code == 1
    assert [line.split(": ")[1][:4] for line in out.splitlines()] == ["E202"]


def test_kinds_mix(zc: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes((TESTS / "positive" / "dossier.yaml").read_bytes())
    (tmp_path / "b.yml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes((TESTS / "positive" / "plan_2032.yaml").read_bytes())
    code, out, err = zc(tmp_path, "--form-only", TESTS / "positive" / "contacts.yaml")
    assert (code, out, err) == (0, "", "检查了 4 个文件：没有问题\n")
    code, out, _ = zc(tmp_path)
    assert code == 1
    assert {line.split(":")[0] for line in out.splitlines()} == {str(tmp_path / "b.yml")}


def test_from_standard_input(zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.TextIOWrapper(io.BytesIO((TESTS / "positive" / "dossier.yaml").read_bytes()))
    monkeypatch.setattr(sys, "stdin", raw)
    assert zc("-")[0] == 0


def test_as_json(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "档案.yaml"
    file.write_text(TEXT, encoding="utf-8")
    _, out, _ = zc(file, "--json")
    found = {one["code"]: one for one in json.loads(out)["findings"]}
    assert found["W512"]["path"] == "applicant.status"
    assert found["W512"]["severity"] == "warning"


def test_the_law_is_made_once_and_only_for_dossiers(zc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*arguments: object) -> Law:
        made.append(arguments)
        return law()

    monkeypatch.setattr(law_module, "make_law", counted)
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(TEXT, encoding="utf-8")
    zc(tmp_path)
    assert len(made) == 1
    zc(TESTS / "positive" / "contacts.yaml")
    zc(tmp_path, "--form-only")
    assert len(made) == 1


def test_what_the_data_tell_is_read_only_for_data(zc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def knowledge(_: object) -> dict[str, frozenset[str]]:
        asked.append(True)
        return {}

    monkeypatch.setattr(checking, "bundled_knowledge", knowledge)
    (tmp_path / "empty.yaml").write_text("甲: 乙\n", encoding="utf-8")
    zc(TESTS / "positive" / "dossier.yaml", tmp_path / "empty.yaml", "--form-only")
    assert asked == []
    zc(TESTS / "positive" / "contacts.yaml")
    assert asked == [True]


def test_the_day_and_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(TESTS / "positive" / "dossier.yaml")
    assert main(["validate", file, "--today", "2021-05-31", "--form-only"]) == 1
    assert "E602 日期 2021-06-01 在今天（2021-05-31）之后" in capsys.readouterr().out
    assert main(["validate", file, "--year", "2021", "--today", "2026-11-24"]) == 0
    assert "2021年度的计划" in capsys.readouterr().err
    assert main(["validate", file, "--year", "2031"]) == 2
    assert main(["validate", file, "--today", "昨天"]) == 2


def test_another_data_folder(zc: Run, tmp_path: Path) -> None:
    code, _, err = zc(TESTS / "positive" / "dossier.yaml", "--data-dir", tmp_path / "none")
    assert code == 2
    assert "没有这个数据文件夹" in err


def test_facts_are_drawn_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Facts] = []

    def judge(facts: Facts, _: Law) -> Reason:
        seen.append(facts)
        return Reason("fine", Verdict.MEETS)

    one = rule(("title", "degree"), Reason("fine", Verdict.MEETS))._replace(judge=judge)
    assert judged(monkeypatch, one) == []
    assert seen[0].given() == {"title": "工程师", "degree": "本科"}


WHOLE = (TESTS / "positive" / "dossier.yaml").read_text(encoding="utf-8").split("\n")


@given(st.sets(st.integers(0, len(WHOLE) - 1), max_size=12), st.data())
def test_whatever_is_left_of_a_dossier_is_judged_or_refused(left_out: set[int], chance: st.DataObject) -> None:
    """Lines are left out and words changed: there may be findings, but never a crash."""
    lines = [line for number, line in enumerate(WHOLE) if number not in left_out]
    place = chance.draw(st.integers(0, len(lines) - 1))
    lines[place] = re.sub(r"\d{4}", lambda _: str(chance.draw(st.integers(1900, 2099))), lines[place])
    text = "\n".join(lines)
    found = checking.check_files([("f", text.encode())], dossier_kinds(lambda: law().search, TODAY))
    if not blocks(found.findings):
        judged_by_rules = list(check_eligibility(found.documents["f"], law()))
        assert all(one.line <= len(lines) for one in judged_by_rules)
