"""`zc me`: the own dossier is asked for, kept, shown, changed, removed; and what may go wrong on the way."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Run

from zhicheng_cli.cli.commands import own_dossier

DAY = ("--year", "2021", "--today", "2021-06-01")
#: A civil engineer's answers, in the order of the questions.
ENGINEER = (
    "工程师", "建筑", "吴兴区", "评审", "在职", "都没有", "本科 2010-06", "助理工程师 2012-09", "0", "96 66", "1",
)  # fmt: skip


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the own dossier lies; the folder is not there yet."""
    monkeypatch.setenv("ZC_CONFIG_DIR", str(tmp_path / "设置"))
    return tmp_path / "设置" / "me.yaml"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | type[BaseException]]]:
    """What a person types, line by line, or presses; Ctrl-D after the last."""
    lines: list[str | type[BaseException]] = []

    def answer(_prompt: str = "") -> str:
        line = lines.pop(0) if lines else EOFError
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr(own_dossier, "on_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    yield lines
    assert lines == []


def test_the_answers_are_kept_for_the_owner_alone(zc: Run, mine: Path, typed: list[str]) -> None:
    typed += ENGINEER
    done = zc("me", "new", *DAY)
    assert done.code == 0
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    assert zc("me", "path").out == f"{mine}\n"
    assert ": E" not in zc("validate", mine, *DAY[2:]).out
    text = mine.read_text(encoding="utf-8")
    assert "identity" not in text
    # As it was told: the month alone.
    assert "date: 2010-06\n" in text


def test_what_was_told_is_shown_below_the_answer(zc: Run, mine: Path, typed: list[str]) -> None:
    typed += ENGINEER
    zc("me", "new", *DAY)
    shown, answer = zc("me", *DAY), zc("me", "answer", *DAY)
    assert shown.code == answer.code == zc("check", mine, *DAY).code
    assert shown.out.startswith(answer.out)
    told = shown.out.removeprefix(answer.out).strip().splitlines()
    assert told[0] == "我写的"
    assert [line.split() for line in told[1:4]] == [
        ["申报职称", "工程师"], ["评委会序号", "12"], ["申报专业", "建筑"],
    ]  # fmt: skip
    assert "N620" in shown.err
    assert "N620" not in answer.err


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_breaking_off_keeps_what_was_answered(
    zc: Run, mine: Path, typed: list[str | type[BaseException]], end: type[BaseException]
) -> None:
    typed += [*ENGINEER[:5], end]
    broken = zc("me", "new", *DAY)
    assert broken.code == 130
    assert "接着答：zc me new" in broken.err
    typed += ENGINEER[5:]
    assert zc("me", "new", *DAY).code == 0
    assert "助理工程师" in mine.read_text(encoding="utf-8")


def test_breaking_off_at_once_leaves_nothing(zc: Run, mine: Path, typed: list[str]) -> None:
    assert typed == []
    broken = zc("me", "new", *DAY)
    assert broken.code == 130
    assert "还没有答案可存" in broken.err
    assert not mine.parent.exists()


def test_one_answer_is_changed_and_the_rest_stays(zc: Run, mine: Path, typed: list[str]) -> None:
    typed += ENGINEER
    zc("me", "new", *DAY)
    typed += ["在职还是退休", "退休"]
    assert zc("me", "edit", *DAY).code == 0
    text = mine.read_text(encoding="utf-8")
    assert "status: 退休" in text
    assert "specialty: 建筑" in text
    typed += ["会计师"]
    over = zc("me", "new", "--restart", *DAY)
    assert "会计专业技术资格考试" in over.out
    assert "建筑" not in mine.read_text(encoding="utf-8")


def test_it_is_removed(zc: Run, mine: Path, typed: list[str]) -> None:
    typed += ["会计师"]
    zc("me", "new", *DAY)
    assert zc("me", "forget").code == 0
    assert not mine.exists()
    for doing in ("show", "answer", "forget"):
        none = zc("me", doing, *DAY)
        assert none.code == 2
        assert "zc me new" in none.err
    assert "zc me new" in zc("me", "edit", *DAY).err


def test_nobody_is_asked_without_a_terminal(zc: Run, mine: Path) -> None:
    refused = zc("me", "new", *DAY)
    assert refused.code == 2
    assert "要在终端里用" in refused.err
    assert not mine.exists()


def test_only_new_starts_from_the_beginning(zc: Run) -> None:
    assert zc("me", "--restart", *DAY).code == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"format: zc.dossier/1\napplicant: {name: A}\ntarget: {title: x", "E101"),
        (b"\xff\xfe\x00", "E0"),
        (b"", "E005"),
    ],
)
def test_a_broken_one_is_told_as_findings(zc: Run, mine: Path, content: bytes, code: str) -> None:
    mine.parent.mkdir()
    mine.write_bytes(content)
    for words in (("me",), ("me", "answer")):
        found = zc(*words, *DAY)
        assert found.code == 2
        assert code in found.err
        assert "zc me forget" in found.err


def test_a_folder_that_cannot_be_made_is_told(zc: Run, mine: Path, typed: list[str]) -> None:
    mine.parent.write_text("在这里", encoding="utf-8")
    typed += ["会计师"]
    refused = zc("me", "new", *DAY)
    assert refused.code == 2
    assert "不能建立文件夹" in refused.err


def test_a_folder_in_its_place_cannot_be_removed(zc: Run, mine: Path) -> None:
    mine.mkdir(parents=True)
    assert "不能删去" in zc("me", "forget").err
    assert "E001" in zc("me", *DAY).err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(zc: Run, mine: Path, typed: list[str]) -> None:
    mine.parent.mkdir()
    mine.symlink_to("/dev/full")
    typed += ["会计师"]
    refused = zc("me", "new", "--restart", *DAY)
    assert refused.code == 2
    assert "磁盘已满" in refused.err


def test_keys_that_are_no_words_are_asked_for_again(
    zc: Run, mine: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += ["\x1b[A", "会\udce8计师", "会计师"]
    done = zc("me", "new", *DAY)
    assert done.code == 0
    assert done.out.count("有读不懂的字符") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_through_a_terminal(mine: Path, encoding: str, tmp_path: Path) -> None:
    """As a person sees it: each question is waited for; a terminal that speaks GBK is understood, too."""
    from pseudo_terminal import Shown

    told, shown = Shown(("me", "new", *DAY), tmp_path, encoding), ""
    for answer in ("工程师", "建筑", "返回", "建筑", "1", "2", "退休"):
        shown += told.until_asked() or ""
        told.type(answer)
    code, rest = told.to_the_end()
    shown += rest
    assert code == 0
    assert "1. 想评什么职称" in shown
    assert "归 12 号 市建设工程专业中级职务评审委员会" in shown
    assert "Traceback" not in shown
    assert "status: 退休" in mine.read_text(encoding="utf-8")
