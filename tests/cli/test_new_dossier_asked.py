"""`zc new dossier --ask`: the same interview, for a file."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Run

from zhicheng_cli.cli.commands import new_dossier

DAY = ("--year", "2021", "--today", "2021-06-01")
ASK = ("new", "dossier", "--ask", *DAY)
ANSWERS = ("在职", "都没有", "本科 2010-06", "助理工程师 2012-09", "0", "96 66", "1")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a person types, line by line; Ctrl-D after the last."""
    lines: list[str] = []

    def answer(_prompt: str = "") -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(new_dossier, "on_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    yield lines
    assert lines == []


def test_the_answers_are_written_and_the_next_command_shown(zc: Run, tmp_path: Path, typed: list[str]) -> None:
    path = tmp_path / "档案.yaml"
    # The committee is known: what one works at is a question like others.
    typed += ["样例甲", "在职", "都没有", "建筑", *ANSWERS[2:]]
    done = zc(*ASK, "--committee", "12", "--title", "工程师", "-o", path)
    assert done.code == 0
    assert "zc check" in done.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    judged = {one["code"]: one["verdict"] for one in zc("check", path, *DAY, "--json").json["rules"]}
    assert judged["R506"] == judged["R502"] == "meets"


def test_committee_and_title_may_be_found(zc: Run, tmp_path: Path, typed: list[str]) -> None:
    path = tmp_path / "档案.yaml"
    typed += ["", "工程师", "建筑", "吴兴区", "评审", *ANSWERS]
    assert zc(*ASK, "-o", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert "name: 我\n" in text
    assert '"建设工程-中级"' in text


def test_an_exam_title_is_said_to_be_one(zc: Run, tmp_path: Path, typed: list[str]) -> None:
    typed += ["样例甲", "会计师"]
    done = zc(*ASK, "-o", tmp_path / "档案.yaml")
    assert "会计专业技术资格考试" in done.err


def test_breaking_off_writes_nothing(zc: Run, tmp_path: Path, typed: list[str]) -> None:
    typed += ["样例甲", "工程师"]
    broken = zc(*ASK, "-o", tmp_path / "档案.yaml")
    assert broken.code == 130
    assert list(tmp_path.iterdir()) == []
    assert "没有写文件" in broken.err


def test_the_file_is_asked_for_and_never_one_that_is_there(
    zc: Run, tmp_path: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "申报档案.yaml").write_text("mine", encoding="utf-8")
    typed += ["", "新.yaml", "样例甲", "会计师"]
    assert zc(*ASK).code == 0
    assert (tmp_path / "申报档案.yaml").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "新.yaml").exists()


def test_without_a_stdin_there_is_no_terminal_to_ask_on(
    zc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `<&-` leaves of it."""
    monkeypatch.setattr("sys.stdin", None)
    refused = zc(*ASK, "-o", tmp_path / "档案.yaml")
    assert refused.code == 2
    assert "--ask 要在终端里用" in refused.err
