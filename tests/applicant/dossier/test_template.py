"""The blank dossier: just what matters, valid as it stands; and the questions of `--ask`."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from applicant.dossier.sample_blanks import IDENTITY, LAW, PAIRS, SCHEMA, blank, filled, findings, session

from zhicheng_cli.applicant.dossier.blank.blank_dossier import checked_title
from zhicheng_cli.applicant.dossier.blank.template import scalar
from zhicheng_cli.cli import main
from zhicheng_cli.cli.commands import new_dossier as _new_dossier
from zhicheng_cli.errors import OK, ZcError
from zhicheng_cli.files.document import parse


def all_live(text: str) -> str:
    """The template with one # taken away from every line to fill in, as its words tell the user to do."""
    lines = filled(text).splitlines()
    return "\n".join(line[1:] if line.startswith("#") and not line.startswith("##") else line for line in lines)


def keys(text: str) -> set[str]:
    """`section.key` of everything that stands in the template, live or to be filled in."""
    found, section = set(), ""
    for line in text.splitlines():
        if line.startswith("##") or not line.strip():
            continue
        plain = line.removeprefix("#")
        key = plain.strip().removeprefix("- ").partition(":")[0]
        if not plain.startswith(" "):
            section = key
            found.add(key)
        else:
            found.add(f"{section}.{key}")
    return found


def fields(number: int | None, title: str | None = None) -> set[str]:
    return keys(blank(number, title).text())


@pytest.mark.parametrize(("number", "title"), PAIRS)
def test_every_template_is_valid_once_the_name_is_filled(number: int, title: str) -> None:
    text = blank(number, title).text()
    assert findings(filled(text)) == []
    # Nothing else is said: everything stays unknown.
    document, _ = parse(filled(text).encode(), "x.yaml")
    assert document is not None
    assert document.value["applicant"] == {"name": "样例甲"}
    assert set(document.value) == {"format", "applicant", "target"}
    assert document.value["target"]["committee"] == number


@pytest.mark.parametrize("number", [None, *(of.no for of in LAW.plan.committees)])
def test_a_template_without_a_title_is_valid_once_both_are_filled(number: int | None) -> None:
    assert findings(filled(blank(number).text())) == []


@pytest.mark.parametrize("number", [None, 12, 17, 29, 30, 37])
def test_every_line_to_fill_in_is_yaml_once_its_mark_is_gone(number: int | None) -> None:
    document, found = parse(all_live(blank(number).text()).encode(), "x.yaml")
    assert document is not None
    assert not found
    known = {*SCHEMA["properties"]}
    assert set(document.value) <= known


def test_without_committee_every_field_is_there() -> None:
    everything = fields(None)
    for key, value in SCHEMA["properties"].items():
        inner = value.get("items", value)
        assert key in everything
        assert {f"{key}.{name}" for name in inner.get("properties", {})} <= everything


@pytest.mark.parametrize(
    ("number", "title", "there", "absent"),
    [
        (12, "工程师", {"hours.total", "titles.obtained", "public_notice.from"}, {"exams", "employer.self_appointing"}),
        (17, "高级经济师", {"exams.kind", "exams.valid_until"}, {"work.grassroots"}),
        (29, "助理工程师", {"work.from", "education.level"}, {"public_notice", "hours", "exams", "titles"}),
        (30, "副主任医师", {"employer.self_appointing", "work.grassroots"}, {"exams", "employer.name"}),
        (30, "主任医师", {"employer.self_appointing"}, {"work.grassroots"}),
        (31, "高级教师", {"employer.county", "employer.self_appointing"}, {"exams"}),
        (37, "工程师", {"employer.industry"}, {"employer.self_appointing", "employer.name"}),
        (41, "工程师", {"employer.name"}, {"employer.county", "employer.self_appointing"}),
        (17, "正高级经济师", {"assessments.grade"}, set()),
        (12, "高级工程师", {"titles.appointed"}, {"assessments"}),
    ],
)
def test_just_the_fields_that_matter(number: int, title: str, there: set[str], absent: set[str]) -> None:
    found = fields(number, title)
    assert there <= found
    assert not absent & found


def test_the_heading_says_whom_by_when_and_where_it_is_printed() -> None:
    heading = "\n".join(blank(12, "工程师").heading)
    for words in (
        "12 号",
        "市建设工程专业中级职务评审委员会",
        "7月",
        "2021-07-01",
        "2021-07-30",
        "2033099",
        "附件1 第12行",
    ):
        assert words in heading
    assert "由各县(区)人力社保、教育部门确定" in "\n".join(blank(45).heading)


def test_the_numbers_that_are_asked_for_are_told() -> None:
    text = blank(12, "工程师").text()
    assert "不少于90学时" in text
    assert "year: 2020" in text
    assert "year: 2021" in text
    assert "R510" in text
    assert "没有写有没有" not in text


def test_with_a_title_alone_the_way_to_a_committee_is_told() -> None:
    text = blank(None, "工程师").text()
    assert findings(text.replace('name: ""', "name: 样例甲")) == []
    assert "申报职称：工程师\n" in text
    assert "由哪个评委会受理：zc match --title 工程师 --specialty 专业\n" in text
    assert "  title: 工程师\n" in text
    assert "  committee:" not in text.replace("#  committee:", "")


def test_the_route_is_filled_in_where_committee_and_title_tell_it() -> None:
    assert blank(12, "工程师").given["target"]["route"] == "评审"
    assert blank(12, "高级工程师").given["target"]["route"] == "推荐"
    assert blank(29, "助理工程师").given["target"]["route"] == "初定"
    assert "route" not in blank(12).given["target"]


@pytest.mark.parametrize(
    ("number", "title", "told"),
    [
        (12, "高级经济师", "12 号评委会"),
        (12, "工程师师", "是否想写“工程师”"),
        (29, "会计师", "不再初定"),
        (27, "三级", "艺术三级"),
    ],
)
def test_a_title_that_the_committee_does_not_take_is_an_error(number: int, title: str, told: str) -> None:
    with pytest.raises(ZcError, match=told):
        checked_title(LAW, LAW.committee(number), title)


def test_a_title_that_the_committee_takes_is_let_pass() -> None:
    for number, title in PAIRS:
        assert checked_title(LAW, LAW.committee(number), title) == title
    # Printed as 副主任(中)药师; people type full-width brackets, and row 29 lists titles as examples only.
    assert checked_title(LAW, LAW.committee(10), "副主任中药师") == "副主任中药师"
    assert checked_title(LAW, LAW.committee(29), "助理农艺师") == "助理农艺师"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("工程师", "工程师"),
        ("2020-06-30", "2020-06-30"),
        ("至今", "至今"),
        (IDENTITY, f'"{IDENTITY}"'),
        ("no", '"no"'),
        ("a: b # c", '"a: b # c"'),
        ("说“好”：#1", '"说“好”：#1"'),
        (True, "true"),
        (96.5, "96.5"),
        ("助理 工程师", '"助理 工程师"'),
    ],
)
def test_a_value_stands_so_that_it_is_read_back(value: Any, text: str) -> None:
    assert scalar(value) == text
    document, found = parse(f"x: {text}\n".encode(), "x.yaml")
    assert document is not None
    assert not found
    assert document.value["x"] == value


def test_without_a_file_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _new_dossier.run("12", "工程师", None, False, session()) == OK
    assert findings(filled(capsys.readouterr().out)) == []


def test_a_file_is_the_owners_alone_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "档案.yaml"
    assert _new_dossier.run("12", None, path, False, session()) == OK
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "zc check" in capsys.readouterr().err
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ZcError, match="--force"):
        _new_dossier.run("12", None, path, False, session())
    assert path.read_text(encoding="utf-8") == "mine"
    assert _new_dossier.run("12", None, path, False, session(), force=True) == OK
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_template_passes_validation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The consistency of a dossier too, with the name filled in and nothing else."""
    for number, title in PAIRS:
        path = tmp_path / f"{number}_{title}.yaml"
        path.write_text(filled(blank(number, title).text()), encoding="utf-8")
    code = main(["validate", "--form-only", "--today", "2021-06-01", str(tmp_path)])
    assert code == 0, capsys.readouterr().out


def test_unfilled_it_is_refused_at_the_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "档案.yaml"
    _new_dossier.run("12", "工程师", path, False, session())
    capsys.readouterr()
    assert main(["validate", "--form-only", str(path)]) == 1
    assert "姓名" in capsys.readouterr().out


def test_questions_need_a_terminal() -> None:
    with pytest.raises(ZcError, match="终端"):
        _new_dossier.run("12", "工程师", None, True, session())
