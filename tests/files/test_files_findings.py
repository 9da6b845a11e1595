"""Findings as values, and their pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from textwrap import indent

import pytest
from places import TESTS

from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files import bundled
from zhicheng_cli.files import finding_pages as pages
from zhicheng_cli.files.checking import bundled_knowledge, check_files
from zhicheng_cli.files.finding_pages import Page, find_page, read_pages
from zhicheng_cli.files.findings import Finding, Severity, blocks, closest, did_you_mean, path_text
from zhicheng_cli.plan.checks import KINDS as PLAN_KINDS

SOURCE = TESTS.parent / "src" / "zhicheng_cli"
PLAN = (TESTS / "positive" / "plan_2032.yaml").read_text(encoding="utf-8")
CONTACTS = (TESTS / "positive" / "contacts.yaml").read_text(encoding="utf-8")


def test_a_line() -> None:
    assert str(Finding("甲.yaml", 3, 7, "E301", "序号 2 重复")) == "甲.yaml:3:7: E301 序号 2 重复"
    assert str(Finding("-", 1, 1, "N104", "甲", "乙")) == "-:1:1: N104 甲（乙）"


def test_order_is_by_file_line_column_and_code() -> None:
    places = [("a", 2, 1), ("a", 2, 10), ("a", 10, 1), ("b", 1, 1)]
    findings = [Finding(*place, code, "甲") for place in places for code in ("E101", "N104")]
    assert sorted([*findings[3:], *findings[:3]]) == findings


@pytest.mark.parametrize(
    ("code", "severity"), [("E101", Severity.ERROR), ("W305", Severity.WARNING), ("N301", Severity.NOTICE)]
)
def test_severity_is_the_first_letter(code: str, severity: Severity) -> None:
    finding = Finding("f", 1, 1, code, "甲")
    assert finding.severity is severity
    assert blocks([finding]) is (severity is Severity.ERROR)


def test_one_error_blocks() -> None:
    assert not blocks([])
    assert blocks([Finding("f", 1, 1, "N104", "甲"), Finding("f", 1, 1, "E101", "甲")])


def test_paths() -> None:
    assert path_text(()) == ""
    assert path_text(("committees", 11, "printed", "cutoff")) == "committees[11].printed.cutoff"
    assert path_text((0, "甲")) == "[0].甲"


def test_suggestions() -> None:
    assert closest("specialities", ["specialties", "series"]) == "specialties"
    assert closest("甲", ["乙"]) is None
    assert did_you_mean("中级", ["高级", "中级职务"]) == "是否想写“中级职务”？"
    assert did_you_mean("甲", ["乙", "丙"]) == "可用：乙、丙"
    assert did_you_mean("甲", [str(number) for number in range(17)]) == ""


def codes_in_source() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {code for text in texts for code in re.findall(r'"([EWN]\d{3})"', text)}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes_in_source() == set(read_pages())


def test_pages_are_in_order_and_full() -> None:
    all_pages = read_pages()
    for letter in "EWN":
        codes = [code for code in all_pages if code[0] == letter]
        assert codes == sorted(codes)
    for page in all_pages.values():
        assert page.title
        assert page.about.endswith("。")
        assert page.remedy.endswith("。")
        assert not page.wrong or page.right


@pytest.mark.parametrize("typed", ["E302", "e302", " e302 ", "Ｅ３０２", "ｅ302"])
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    assert find_page(typed, read_pages()).code == "E302"


@pytest.mark.parametrize(("typed", "hint"), [("E3361", "是否想写“E336"), ("甲", ""), ("", ""), ("E9999", "")])
def test_an_unknown_code(typed: str, hint: str) -> None:
    with pytest.raises(ZcError) as caught:
        find_page(typed, read_pages())
    assert caught.value.message == f"没有这个代码：{typed}"
    assert caught.value.hint.startswith(hint)
    assert caught.value.exit_code == 2


def test_a_broken_page_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "findings.yaml").write_text("a: [", encoding="utf-8")
    monkeypatch.setattr(pages, "data_dir", lambda: tmp_path)
    with pytest.raises(ZcError, match="损坏"):
        read_pages()


def test_bundled_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (bundled.data_dir() / "titles.yaml").is_file()
    assert (bundled.schema_dir() / "plan.schema.json").is_file()
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(bundled, "_INSTALLED", tmp_path)
    assert bundled.data_dir() == tmp_path / "data"
    monkeypatch.setattr(bundled, "_CHECKOUT", tmp_path)
    with pytest.raises(ZcError, match="schemas 文件夹不见了"):
        bundled.schema_dir()


def in_place(excerpt: str, whole: str) -> str:
    """The whole file with its first line of the same key replaced by the excerpt, indented alike."""
    key = re.match(r"\w+", excerpt)
    assert key
    meant = {"specialities": "specialties", "2021": "issuer", "name": "issuer"}.get(key[0], key[0])
    line = re.search(rf"^( *)(- )?{meant}: .*$", whole, re.MULTILINE)
    assert line, meant
    indent = line[1] + (line[2] or "")
    return whole[: line.start()] + indent + excerpt + whole[line.end() :]


KINDS = {**PLAN_KINDS, **DATA_KINDS}
SOURCE_OF_ONE = "{document: 某规定, clause: null, evidence: text, place: null}"
STANDARD = """format: zc.standard/1
series: 工程
document: 甲部发〔2030〕1号
title: null
date: 2030-02-01
evidence: copy
note: 见于转载
levels:
  - level: 高
    ways:
"""
RULES = f"""format: zc.rules/1
initial:
  - {{degrees: [本科], years: 1, after_degree: 0, level: 助理级, source: {SOURCE_OF_ONE}}}
equivalents:
  - {{word: 高级工班, degree: 大专, source: {SOURCE_OF_ONE}}}
parameters:
"""


def rule_file(page: Page, excerpt: str) -> str:
    """The lines of an example within a file of their kind."""
    if page.code in ("E707", "W710", "W711"):
        return RULES + indent(excerpt.replace("…", f"words: 某句, source: {SOURCE_OF_ONE}"), "  ")
    level = "正高级" if "正高" in excerpt or "after: 中级" in excerpt else "中级"
    lines = excerpt if excerpt.startswith("-") else f"- {excerpt}"
    return STANDARD.replace("高", level) + indent(lines, "      ")


#: Those of dossiers and subscriptions are tried where these are tested.
EXAMPLES = [page for page in read_pages().values() if page.wrong and page.code[1] not in "68"]


@cache
def known() -> dict[str, frozenset[str]]:
    return bundled_knowledge(KINDS)


@pytest.mark.parametrize("page", EXAMPLES, ids=[page.code for page in EXAMPLES])
def test_the_wrong_example_has_the_fault_and_the_right_one_has_not(page: Page) -> None:
    whole = CONTACTS if "phone" in page.wrong else PLAN
    told = {}
    for example in (page.wrong, page.right):
        if page.code == "E308":
            text = whole.replace("reviews: 助理工程师、工程师", "reviews: 技术员、工程师")
            text = text.replace("[助理工程师, 工程师]", example.split("reviews: ")[2], 1)
        elif page.code[1] == "7":
            text = rule_file(page, example)
        else:
            text = example if "\n" in example else in_place(example, whole)
        told[example] = {one.code for one in check_files([("f", text.encode())], KINDS, known()).findings}
    assert page.code in told[page.wrong]
    assert page.code not in told[page.right]
    assert page.code[1] != "7" or told[page.right] == set()
