"""`zc check` and `zc rules`: what people and programs see of the judgement."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from places import TESTS
from running import Run

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.judgement import assessment
from zhicheng_cli.applicant.judgement.rule_pages import find_rule, rule_page
from zhicheng_cli.applicant.law.facts import BY_NAME, Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.law_files import rule_files
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, Reason, Verdict, Words
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.dataset import Dataset

#: One who meets everything, with an identity number of nobody: there is no place 000000.
DOSSIER = (TESTS / "positive" / "dossier.yaml").read_text(encoding="utf-8")
IDENTITY = "000000198503010013"
JULY = ["--today", "2021-07-01"]
LATER = date(2021, 7, 15)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return written(tmp_path, "样例甲.yaml")


@pytest.fixture(scope="module")
def law() -> Law:
    return make_law(Dataset(year=2021), date(2021, 7, 1))


def written(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = DOSSIER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def made_up(verdict: Verdict, **reason: Any) -> Callable[[Facts, Law], Reason]:
    return lambda _facts, _law: Reason("found", verdict, **reason)


BY_HEART = Citation("某办法", None, "recalled")
IN_TEXT = Citation("某规定", "第三条", "text")
FOUND = {"found": Words("要满{years}年", ("从{since}起", "到{until}"), "等到{from_day}")}


def rule(code: str, judge: Callable[[Facts, Law], Reason], reads: tuple[str, ...] = ("title",)) -> Rule:
    return Rule(code, f"规则{code[-1]}", "", reads, (), (), lambda _: (), FOUND, judge)


@pytest.fixture
def made_up_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four rules whose answers are known: what is shown does not hang on what the law says this year."""
    years = {"params": (("years", 4),)}
    rules = (
        rule("R501", made_up(Verdict.NOT_APPLICABLE, **years)),
        rule("R502", made_up(Verdict.MEETS, cites=(IN_TEXT,), **years)),
        rule("R503", made_up(Verdict.UNKNOWN, missing=("degree", "hours_current_total"), cites=(IN_TEXT,), **years)),
        rule(
            "R504",
            made_up(
                Verdict.FAILS,
                seen=(("since", date(2018, 3, 15)),),
                from_day=LATER,
                cites=(BY_HEART, IN_TEXT),
                **years,
            ),
            ("title", "held_title"),
        ),
    )
    monkeypatch.setattr(assessment, "all_rules", lambda: rules)


def test_who_meets_everything_ends_with_0(zc: Run, dossier: Path) -> None:
    result = zc("check", str(dossier), "--json", *JULY)
    assert result.code == 0
    assert result.json["verdict"] == "meets"
    assert {one["verdict"] for one in result.json["rules"]} == {"meets", "not_applicable"}
    assert result.err == ""


def test_what_is_not_written_is_unknown_and_says_where_to_write_it(zc: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "a.yaml", ("discipline: []\n", ""))
    result = zc("check", str(file), "--json", *JULY)
    assert (result.code, result.json["verdict"]) == (1, "unknown")
    missing = [one for rule in result.json["rules"] for one in rule["missing"]]
    assert missing == [{"fact": "discipline", "path": "discipline", "label": "处分"}]


def lines_of(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines()]


@pytest.mark.usefixtures("made_up_rules")
def test_the_screen_begins_with_both_verdicts_why_and_what_is_to_be_done(
    zc: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    result = zc("check", str(dossier), "--format", "table", *JULY)
    assert result.code == 1
    assert lines_of(result.out)[1:7] == [
        "条件：不符合——要满4年；从2018-03-15起",
        "未知：还没有写 最高学历、本年度学时总学时",
        "手续：未知",
        "要做的，按日期：",
        "等到2021-07-15",
        "已符合 1 条，不适用 1 条；每条的理由、依据，信息写在哪里，全部节点：加 --all",
    ]


@pytest.mark.usefixtures("made_up_rules")
def test_all_of_the_screen_tells_reasons_what_is_missing_and_what_would_mend_it(
    zc: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    result = zc("check", str(dossier), "--format", "table", "--all", *JULY)
    lines = lines_of(result.out)
    assert result.code == 1
    assert "结论：不符合（不符合 1 条，未知 1 条，符合 1 条）" in lines
    assert "按 2021-07-01 判定 · 湖州市2021年度 · 湖人社函〔2021〕57号（2021-05-25印发）" in lines
    assert "R502 规则2 符合 要满4年 [1]" in lines
    assert "R504 规则4 不符合 要满4年；从2018-03-15起 [2]" in lines
    assert "不适用：规则1（R501）" in lines
    assert "最高学历 education[1].level R503" in lines
    assert "本年度学时总学时 hours[1].total R503" in lines
    assert "R504 等到2021-07-15 2021-07-15" in lines
    assert "不符合的各条全部满足的最早日期：2021-07-15" in lines
    assert "[1] 某规定 第三条 · 通知或法规原文" in lines
    assert "[2] 某办法（条号未核实） · 未见出处，请查原文件" in lines
    # Milestones count on through the same list of bases; then whom to turn to.
    assert "[3] 职称评审管理暂行规定（人社部令第40号）（条号未核实） · 仅见于二手资料，请核实" in lines
    assert "材料接收 市职业资格指导服务中心 2033099" in lines
    assert any(line.startswith("继续教育 湖州市住房和城乡建设局") for line in lines)


@pytest.mark.usefixtures("made_up_rules")
def test_a_row_a_rule(zc: Run, dossier: Path) -> None:
    head, *rows = zc("check", str(dossier), "--format", "tsv", *JULY).out.splitlines()
    assert head.split("\t") == [
        "档案", "姓名", "规则", "名称", "结论", "理由", "缺少的信息", "写在哪里", "怎样才符合", "最早日期", "依据",
        "条款", "可靠程度",
    ]  # fmt: skip
    assert [row.split("\t")[2] for row in rows] == ["R501", "R502", "R503", "R504"]
    assert rows[2].split("\t")[6:8] == ["最高学历；本年度学时总学时", "education[1].level；hours[1].total"]
    assert rows[3].split("\t") == [
        "样例甲.yaml", "样例甲", "R504", "规则4", "不符合", "要满4年；从2018-03-15起", "", "", "等到2021-07-15",
        "2021-07-15", "某办法；某规定", "条号未核实；第三条", "未见出处，请查原文件；通知或法规原文",
    ]  # fmt: skip


@pytest.mark.usefixtures("made_up_rules")
def test_the_document_of_a_rule(zc: Run, dossier: Path) -> None:
    document = zc("check", str(dossier), "--json", *JULY).json
    assert document["rules"][3] == {
        "code": "R504",
        "name": "规则4",
        "verdict": "fails",
        "reason": {"code": "found", "params": {"years": 4}, "seen": {"since": "2018-03-15"}},
        "sentence": "要满4年；从2018-03-15起",
        "missing": [],
        "remedy": "等到2021-07-15",
        "from_day": "2021-07-15",
        "citations": [BY_HEART._asdict(), IN_TEXT._asdict()],
    }
    assert document["from_day"] == "2021-07-15"
    # Inputs are what some rule reads, and nothing else of the person.
    assert document["inputs"] == [
        {"fact": "title", "path": "target.title", "label": "申报职称", "value": "工程师"},
        {"fact": "held_title", "path": "titles[0].title", "label": "现有职称", "value": "助理工程师"},
    ]


def test_lists_among_the_inputs_name_their_parts(zc: Run, tmp_path: Path) -> None:
    changes = (
        ("discipline: []", "discipline: [{kind: 警告, effective: 2012-05-01}]"),
        ("integrity: []", "integrity: [{recorded: 2011-01-01}]"),
    )
    document = zc("check", str(written(tmp_path, "a.yaml", *changes)), "--json", *JULY).json
    inputs = {one["fact"]: one["value"] for one in document["inputs"]}
    assert inputs["discipline"] == [{"kind": "警告", "effective": "2012-05-01"}]
    assert inputs["integrity"] == [{"recorded": "2011-01-01"}]
    assert inputs["materials"] == [{"kind": "业绩报告", "there": True, "date": "2021-06-01"}]
    assert inputs["standing"] == []


def test_the_receipt_names_the_bytes_of_every_file(zc: Run, dossier: Path) -> None:
    receipt = zc("check", str(dossier), "--json", *JULY).json["receipt"]
    data = Dataset(year=2021)
    files = {**data.contents, **rule_files(data)}
    assert receipt["day"] == "2021-07-01"
    assert receipt["program"].startswith("zhicheng-cli ")
    assert receipt["data"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert {"plan_2021.yaml", "rules.yaml", "standards/engineering.yaml"} <= set(receipt["data"])


def test_equal_input_gives_equal_bytes(zc: Run, tmp_path: Path) -> None:
    first = zc("check", str(written(tmp_path, "a.yaml")), "--json", *JULY).out
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    assert zc("check", str(written(elsewhere, "a.yaml")), "--json", *JULY).out == first


def test_several_dossiers_and_a_broken_one(zc: Run, tmp_path: Path) -> None:
    good = written(tmp_path, "好.yaml")
    unknown = written(tmp_path, "缺.yaml", ("integrity: []\n", ""))
    broken = written(tmp_path, "错.yaml", ("integrity: []", "integrty: []"))
    both = zc("check", str(good), str(unknown), "--json", *JULY)
    assert both.code == 1
    assert both.json["format"] == "zc.assessments/3"
    assert [one["verdict"] for one in both.json["assessments"]] == ["meets", "unknown"]
    with_broken = zc("check", str(good), str(broken), "--json", *JULY)
    assert with_broken.code == 2
    assert [one["file"] for one in with_broken.json["assessments"]] == ["好.yaml"]
    line = DOSSIER[: DOSSIER.index("integrity:")].count("\n") + 1
    (found,) = with_broken.error["findings"]
    assert (Path(found["file"]).name, found["line"], found["column"], found["code"]) == ("错.yaml", line, 1, "E202")
    assert "没有判定" in with_broken.err
    alone = zc("check", str(broken), "--json", *JULY)
    assert (alone.code, alone.out) == (2, "")


def test_a_file_that_is_not_there_is_2(zc: Run, tmp_path: Path) -> None:
    result = zc("check", str(tmp_path / "没有.yaml"), *JULY)
    assert (result.code, result.out) == (2, "")
    assert "E001" in result.err


def test_standard_input(zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOSSIER.encode())))
    document = zc("check", "-", "--json", *JULY).json
    assert (document["file"], document["verdict"]) == ("-", "meets")


def test_the_bare_minimum_is_unknown_and_says_how_to_find_a_committee(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: zc.dossier/1\napplicant: {name: 样例乙}\ntarget: {title: 工程师}\n", encoding="utf-8")
    result = zc("check", str(file), "--format", "table", *JULY)
    assert result.code == 1
    assert "条件：未知——还没有写 评委会序号、" in result.out.replace("\n", "")
    assert "没有写是哪个评委会；可能受理的见 zc match" in result.out
    assert "结论：未知" in zc("check", str(file), "--format", "table", "--all", *JULY).out
    document = zc("check", str(file), "--json", *JULY).json
    assert (document["target"]["committee"], document["milestones"], document["receivers"]) == (None, [], [])


@pytest.mark.parametrize(("county", "audiences"), [("市直", {"市直学校"}), ("安吉县", {None})])
def test_where_the_city_has_days_of_its_own_only_the_applicants_are_shown(
    zc: Run, tmp_path: Path, county: str, audiences: set[str | None]
) -> None:
    # 附件1 第31行 prints 10月(市直学校9月).
    file = written(
        tmp_path,
        "a.yaml",
        ("county: 吴兴区", f"county: {county}"),
        ("committee: 12\n  specialty: 建筑\n", "committee: 31\n"),
    )
    document = zc("check", str(file), "--json", *JULY).json
    cutoffs = [one for one in document["milestones"] if one["event"] == "cutoff"]
    assert {one["audience"] for one in cutoffs} == audiences


@pytest.mark.parametrize("form", ["table", "tsv", "csv", "md", "json"])
def test_an_identity_number_is_masked_in_every_form(zc: Run, tmp_path: Path, form: str) -> None:
    # In its own place, in a wrong one, and in the file's name.
    changes = (("name: 某建筑公司", f'name: "某公司{IDENTITY}"'), ("post: 技术员", f'post: "{IDENTITY}"'))
    file = written(tmp_path, f"{IDENTITY}.yaml", *changes)
    result = zc("check", str(file), "--format", form, *JULY)
    assert result.out
    assert IDENTITY not in result.out
    shown = zc("check", str(file), "--format", form, "--show-private", *JULY)
    assert IDENTITY in shown.out


def test_the_document_names_nobody_unless_asked(zc: Run, dossier: Path) -> None:
    file = dossier.rename(dossier.with_name("a.yaml"))
    hidden = zc("check", str(file), "--json", *JULY)
    assert hidden.json["applicant"] == {"name": None, "identity": "000*************13"}
    assert "样例甲" not in hidden.out
    shown = zc("check", str(file), "--json", "--show-private", *JULY).json
    assert shown["applicant"] == {"name": "样例甲", "identity": IDENTITY}


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_a_result_file_is_the_owners_alone(zc: Run, dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "结论.json"
    assert zc("check", str(dossier), "-o", str(target), *JULY).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert json.loads(target.read_text(encoding="utf-8"))["verdict"] == "meets"


def test_a_plan_of_a_past_year_says_so(zc: Run, dossier: Path) -> None:
    assert "注意：这是2021年度的计划" in zc("check", str(dossier), "--year", "2021", "--today", "2026-11-24").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "没有写是哪个档案"),
        (["--jobs", "2"], "--jobs 只用于名册"),
        (["--roster", "a.csv"], "结果放在哪里"),
        (["a.yaml", "--roster", "a.csv", "-o", "b.csv"], "不能同时写"),
    ],
)
def test_usage(zc: Run, arguments: list[str], words: str) -> None:
    result = zc("check", *arguments, *JULY)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


@pytest.mark.parametrize("number", [1, 2])
def test_the_documents_fit_their_schemas(zc: Run, tmp_path: Path, number: int) -> None:
    files = [str(written(tmp_path, f"{index}.yaml", ("standing: []\n", ""))) for index in range(number)]
    document = zc("check", *files, "--json", *JULY).json
    schema = load_schema("output/assessment" if number == 1 else "output/assessments")
    Draft202012Validator(schema).validate(document)
    assert document["format"] == schema["properties"]["format"]["const"]


def test_the_schema_knows_every_verdict() -> None:
    schema = load_schema("output/assessment")
    assert set(schema["properties"]["verdict"]["enum"]) == set(Verdict) == set(IN_WORDS)


@pytest.mark.parametrize("one", all_rules(), ids=lambda one: one.code)
def test_every_rule_has_a_whole_page(one: Rule) -> None:
    page = rule_page(one)
    assert all(page), page
    assert "：\n" not in page.about
    assert set(one.reads) <= set(BY_NAME)


#: Where the law was not seen well enough, or leaves it to people, no example can be met or failed outright.
SOFT = {Verdict.UNCONFIRMED, Verdict.DISCRETION}


@pytest.mark.parametrize("one", all_rules(), ids=lambda one: one.code)
def test_the_examples_of_a_page_are_true(one: Rule, law: Law) -> None:
    page = rule_page(one)
    for excerpt, promised in (
        (page.meets, {Verdict.MEETS, Verdict.NOT_APPLICABLE, *SOFT}),
        (page.fails, {Verdict.FAILS, *SOFT}),
    ):
        document, found = parse(excerpt.encode(), "例")
        assert document is not None
        assert found == []
        target = {"title": "工程师", **document.value.get("target", {})}
        value = {"applicant": {"name": "样例甲"}, **document.value, "target": target}
        facts = read_dossier(value, law).facts
        assert one.on(facts, law).verdict in promised


@pytest.mark.parametrize("text", ["R506", "506", "e506", "Ｎ５０６", " w506 "])
def test_a_rule_is_found_however_its_code_is_typed(text: str) -> None:
    found = find_rule(text)
    assert found is not None
    assert found.code == "R506"


@pytest.mark.parametrize("text", ["E302", "R599", "5067", "", "规则"])
def test_what_is_no_rule_has_no_page_of_one(text: str) -> None:
    assert find_rule(text) is None


@pytest.mark.parametrize(("code", "title"), [("R506", "{}"), ("E506", "{}：不符合"), ("n506", "{}：待核实")])
def test_explain_shows_the_rules_page_under_each_of_its_codes(zc: Run, code: str, title: str) -> None:
    rule506 = find_rule("506")
    assert rule506 is not None
    result = zc("explain", code, "--json")
    (page,) = result.json["pages"]
    assert page["code"] == code.upper()
    assert page["title"] == title.format(rule506.name)
    assert page["right"] == rule_page(rule506).meets
    assert "\n符合：\n" in zc("explain", code).out


def test_explain_lists_the_rules_too(zc: Run) -> None:
    codes = {page["code"] for page in zc("explain", "--json").json["pages"]}
    assert {one.code for one in all_rules()} | {"E302"} <= codes


def test_the_catalogue_has_every_rule_with_its_figures_and_their_sources(zc: Run) -> None:
    document = zc("rules", "--json", *JULY).json
    assert [one["code"] for one in document["rules"]] == [one.code for one in all_rules()]
    hours = next(one for one in document["rules"] if one["code"] == "R510")
    total = next(one for one in hours["parameters"] if one["id"] == "hours.total")
    # 人社部令第25号 第八条
    assert total["value"] == 90
    assert total["citation"]["clause"] == "第八条"
    assert "第八条" in zc("rules", "--all", "--format", "table", *JULY).out
    short = zc("rules", "--format", "table", *JULY).out
    assert short.startswith(f"{len(all_rules())} 条规则：条件 ")
    assert [line[:4] for line in short.splitlines() if line[:1] == "R"] == [one.code for one in all_rules()]


def test_every_parameter_that_a_rule_names_is_in_the_years_rules(zc: Run) -> None:
    document = zc("rules", "--json", *JULY).json
    for told, one in zip(document["rules"], all_rules(), strict=True):
        assert {*one.parameters} <= {parameter["id"] for parameter in told["parameters"]}


def test_every_rule_says_what_it_rests_on(zc: Run) -> None:
    """Parameters, the plan's columns, or a table of its own: none stands on nothing."""
    for rule in zc("rules", "--json", *JULY).json["rules"]:
        assert rule["parameters"], rule["code"]
        assert all(one["citation"]["document"] for one in rule["parameters"])


def test_one_rule_whole(zc: Run) -> None:
    result = zc("rules", "E507", *JULY)
    assert result.code == 0
    assert result.out.startswith("R507  ")
    for words in ("看哪些信息", "用哪些数字（2021年度）", "可能的理由", "怎么办：", "education[].level"):
        assert words in result.out


def test_the_standard_of_a_series(zc: Run) -> None:
    document = zc("rules", "--standard", "工程系列", "--json", *JULY).json
    assert document["series"] == "工程"
    ways = next(level["ways"] for level in document["levels"] if level["level"] == "中级")
    # 人社部发〔2019〕16号: 大学本科或大学专科，取得助理工程师满4年
    bachelor = next(way for way in ways if "本科" in way["degrees"] and way["region"] is None)
    assert (bachelor["after"], bachelor["years"]) == ("助理级", 4)
    assert "人社部发〔2019〕16号" in zc("rules", "--standard", "工程", *JULY).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["R599"], "没有这条规则：R599"),
        (["--standard", "屠龙"], "没有这个系列：屠龙"),
        (["R506", "--standard", "工程"], "只能用一个"),
    ],
)
def test_what_is_not_known(zc: Run, arguments: list[str], words: str) -> None:
    result = zc("rules", *arguments, *JULY)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


@pytest.mark.parametrize("typed", ["R506", "r506", "R 506", "Ｒ５０６", "R\u200b506"])
def test_a_code_is_one_however_it_is_typed(zc: Run, typed: str) -> None:
    assert zc("rules", typed).out == zc("rules", "R506").out


@pytest.mark.parametrize("typed", ["e302", "E 302", "Ｅ３０２"])
def test_a_findings_code_is_one_however_it_is_typed(zc: Run, typed: str) -> None:
    assert zc("explain", typed).out == zc("explain", "E302").out != ""
