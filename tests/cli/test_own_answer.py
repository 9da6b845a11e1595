"""`zc` by itself, where it is known who asks: may I, what is missing, by which days, whom to call."""

from __future__ import annotations

from pathlib import Path

import pytest
from applicant.dossier.interview.sample_persons_asked import PERSONS, law, talk_to
from running import Run

from zhicheng_cli.applicant.dossier.blank.filled_dossier import filled_text
from zhicheng_cli.files.bundled import load_schema


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("ZC_TODAY", "2021-06-01")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "me.yaml"


def keep(name: str, mine: Path) -> None:
    found, _ = talk_to(PERSONS[name].answers, law())
    mine.write_text(filled_text(load_schema("dossier"), found.dossier, ["我的申报档案"]), encoding="utf-8")


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("today", ["2021-06-01", "2021-12-01"])
def test_it_fits_a_screen(zc: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, name: str, today: str) -> None:
    keep(name, mine)
    monkeypatch.setenv("ZC_TODAY", today)
    assert len(zc().out.splitlines()) <= 24


def test_it_says_whether_what_when_and_whom(zc: Run, mine: Path) -> None:
    keep("engineer", mine)
    lines = zc().out.splitlines()
    assert lines[0] == "我 · 申报 工程师 · 9  市第一工程专业中级职务评审委员会"
    assert lines[1].startswith("条件：待核实")
    said = "\n".join(lines)
    # 第9行：6月；the notice in the unit takes five working days, and the papers are handed in on a further one.
    assert "手续：还没到" in said
    assert "稳妥 2021-06-01，最迟 06-30 · 市职业资格指导服务中心 2033099" in said
    assert "请单位贴出公示" in said
    assert "问谁：市职业资格指导服务中心 2033099" in said
    assert "邓小萃 2399971（继续教育）" in said


def test_of_an_exam_title_it_says_which(zc: Run, mine: Path) -> None:
    keep("nurse", mine)
    assert "全国卫生专业技术资格考试" in zc().out


def test_without_a_committee_the_questions_go_on(zc: Run, mine: Path) -> None:
    mine.write_text("format: zc.dossier/1\napplicant: {name: 我}\ntarget: {title: 工程师}\n", encoding="utf-8")
    assert "用 zc me new 接着答" in zc().out


def test_a_broken_one_is_told(zc: Run, mine: Path) -> None:
    mine.write_text("target: {", encoding="utf-8")
    found = zc()
    assert found.code == 2
    assert "E101" in found.err


def test_where_nobody_is_known_it_is_the_help(zc: Run, mine: Path) -> None:
    assert not mine.exists()
    alone = zc()
    assert alone.out == zc("--help").out
    assert "zc me new" in alone.out
