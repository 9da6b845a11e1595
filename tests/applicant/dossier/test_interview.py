"""The questions of `--ask`: what is asked, how answers are read, and what is written of them."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from applicant.dossier.sample_blanks import DIGITS, IDENTITY, blank, findings, session

from zhicheng_cli.applicant.dossier.blank.interview import Question, checked_identity, interview
from zhicheng_cli.applicant.dossier.blank.template import Blank, Section
from zhicheng_cli.cli.commands import new_dossier as _new_dossier
from zhicheng_cli.errors import INTERRUPTED, OK, ZcError
from zhicheng_cli.files.document import parse
from zhicheng_cli.written.writings import Writing


def part(key: str, *blanks: Blank, many: bool = False, form: str = "") -> Section:
    return Section(key, key, form, "", many, blanks, ())


def one(
    key: str, writing: Writing, *choices: str, required: bool = False, limits: tuple[float, float] | None = None
) -> Blank:
    return Blank(key, key, "", "", writing, choices, limits, required, ())


def put(
    parts: Iterable[Section], answers: Iterable[str], given: Any = None, entries: Any = None, readers: Any = None
) -> tuple[dict[str, Any], list[Question]]:
    """Answer the questions in order; the dossier, and what was asked."""
    talk = interview(tuple(parts), given or {}, entries or {}, readers or {})
    asked = [next(talk)]
    for answer in answers:
        try:
            asked.append(talk.send(answer))
        except StopIteration as end:
            return end.value, asked
    raise AssertionError(f"asked more: {asked[-1]}")


@pytest.mark.parametrize(
    ("writing", "typed", "value"),
    [
        (Writing.DATE, "2020-6-3", "2020-06-03"),
        (Writing.DATE, "2020年6月30日", "2020-06-30"),
        (Writing.DATE, "２０２０．６．３０", "2020-06-30"),
        (Writing.DATE, "20200630", "2020-06-30"),
        (Writing.DATE, "2020年6月", "2020-06"),
        (Writing.DATE, "2020.06", "2020-06"),
        (Writing.DAY, "2020年6月30号", "2020-06-30"),
        (Writing.DATE_OR_NOW, "至今", "至今"),
        (Writing.DATE_OR_NOW, "现 在", "至今"),
        (Writing.DATE_OR_NOW, "2020/6/30", "2020-06-30"),
        (Writing.FLAG, "是", True),
        (Writing.FLAG, "1", True),
        (Writing.FLAG, "不是", False),
        (Writing.FLAG, "n", False),
        (Writing.HOURS, "96.5", 96.5),
        (Writing.HOURS, "96学时", 96),
        (Writing.YEAR, "2020年", 2020),
        (Writing.CHOICE, "2", "本科"),
        (Writing.CHOICE, "本", "本科"),
        (Writing.TEXT, "  某 公司 ", "某 公司"),
        (Writing.TEXT, "样\u200b例（甲）", "样例（甲）"),
        (Writing.WORD, " ⼯程 师（\u200b中） ", "工程师(中)"),
    ],
)
def test_answers_are_read_as_people_write_them(writing: Writing, typed: str, value: Any) -> None:
    choices = ("大专", "本科") if writing is Writing.CHOICE else ()
    values, _ = put([part("a", one("b", writing, *choices, limits=(0, 3000)))], [typed])
    assert values == {"a": {"b": value}}


@pytest.mark.parametrize(
    ("writing", "typed", "why"),
    [
        (Writing.DAY, "2020-06", "写到日"),
        (Writing.DATE, "2020", "不是日期"),
        (Writing.DATE, "2021-02-29", "没有这一天"),
        (Writing.DATE, "0021-02-28", "年份"),
        (Writing.FLAG, "也许", "是 或 否"),
        (Writing.HOURS, "很多", "数字"),
        (Writing.HOURS, "4000", "0 至 3000"),
        (Writing.YEAR, "96.5", "整数"),
        (Writing.CHOICE, "3", "1 至 2"),
        (Writing.CHOICE, "博士", "博士"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_the_reason(writing: Writing, typed: str, why: str) -> None:
    choices = ("大专", "本科") if writing is Writing.CHOICE else ()
    values, asked = put([part("a", one("b", writing, *choices, limits=(0, 3000)))], [typed, ""])
    assert values == {}
    assert why in asked[1].problem


def test_an_empty_answer_is_not_known_unless_it_must_be_given() -> None:
    blanks = (one("name", Writing.TEXT, required=True), one("county", Writing.TEXT))
    values, asked = put([part("a", *blanks)], ["", "样例甲", ""])
    assert values == {"a": {"name": "样例甲"}}
    assert "必须写" in asked[1].problem


def test_lists_are_asked_for_one_more_and_may_be_none() -> None:
    exams = part("exams", one("kind", Writing.TEXT), many=True, form="没有考写 []")
    assert put([exams], ["2"])[0] == {"exams": []}
    assert put([exams], [""])[0] == {}
    assert put([exams], ["1", "甲", "1", "乙", "2"])[0] == {"exams": [{"kind": "甲"}, {"kind": "乙"}]}
    assert put([exams], ["有", "甲", ""])[0] == {"exams": [{"kind": "甲"}]}
    # Said as yes and no are.
    assert put([exams], ["是", "甲", "n"])[0] == {"exams": [{"kind": "甲"}]}
    # An entry of which nothing is known is none.
    assert put([exams], ["1", ""])[0] == {}


def test_a_list_of_words_is_one_question() -> None:
    standing = part("standing", one("", Writing.CHOICE, "援藏", "援疆", "破格"), many=True)
    assert put([standing], ["1、破格"])[0] == {"standing": ["援藏", "破格"]}
    assert put([standing], ["0"])[0] == {"standing": []}
    assert put([standing], ["9", ""])[0] == {}


def test_the_years_of_the_hours_are_not_asked_for() -> None:
    hours = part("hours", one("year", Writing.YEAR), one("total", Writing.HOURS), many=True)
    values, asked = put([hours], ["", "96"], entries={"hours": [{"year": 2020}, {"year": 2021}]})
    assert values == {"hours": [{"year": 2021, "total": 96}]}
    assert "2020" in asked[0].heading


def test_what_is_given_is_not_asked_for() -> None:
    target = part("target", one("title", Writing.TEXT, required=True), one("specialty", Writing.TEXT))
    values, asked = put([target], ["建筑"], given={"target": {"title": "工程师"}})
    assert values == {"target": {"title": "工程师", "specialty": "建筑"}}
    assert len(asked) == 1


@pytest.mark.parametrize(
    "typed", [IDENTITY[:-1] + ("1" if IDENTITY[-1] != "1" else "2"), "12345", "999901198513010018", DIGITS + "-"]
)
def test_a_wrong_identity_number_is_refused_and_not_told_again(typed: str) -> None:
    with pytest.raises(ZcError) as error:
        checked_identity(typed)
    assert typed not in str(error.value)


def test_a_sound_identity_number_is_taken() -> None:
    assert checked_identity(f" {IDENTITY[:6]} {IDENTITY[6:].lower()} ") == IDENTITY


def test_an_identity_number_in_the_wrong_place_is_masked() -> None:
    _, asked = put([part("a", one("b", Writing.CHOICE, "大专", "本科"))], [IDENTITY, ""])
    assert asked[1].problem
    assert IDENTITY not in asked[1].problem


def test_without_a_stdin_there_is_no_terminal_to_ask_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `<&-` leaves of it."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ZcError, match="--ask 要在终端里用"):
        _new_dossier.run("12", "工程师", tmp_path / "档案.yaml", True, session())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types, line by line; Ctrl-D after the last."""
    lines: list[str] = []

    def answer(_prompt: str = "") -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(_new_dossier, "on_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("getpass.getpass", answer)
    return lines


def enough() -> list[str]:
    """An empty answer to whatever is still asked."""
    return [""] * 60


def test_the_answers_are_written_and_the_next_command_shown(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "档案.yaml"
    typed += ["样例甲", IDENTITY, "1985-03-01", "1", "否", *enough()]
    assert _new_dossier.run("12", "工程师", path, True, session()) == OK
    text = path.read_text(encoding="utf-8")
    assert findings(text) == []
    document, _ = parse(text.encode(), "x.yaml")
    assert document is not None
    assert document.value["applicant"] == {
        "name": "样例甲", "identity": IDENTITY, "birth_date": "1985-03-01", "status": "在职", "manager": False,
    }  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    out, err = capsys.readouterr()
    assert "zc check" in err
    assert IDENTITY not in out + err


def test_entries_of_lists_are_written_as_they_were_answered() -> None:
    parts = blank(12, "工程师")
    values = {
        "applicant": {"name": "样例甲"},
        "education": [{"level": "本科", "date": "2010-06-30"}, {"degree": "硕士"}],
        "target": {"title": "工程师", "committee": 12},
        "discipline": [],
        "standing": ["援藏"],
    }
    text = parts.text(values)
    assert findings(text) == []
    document, _ = parse(text.encode(), "x.yaml")
    assert document is not None
    assert document.value == {"format": "zc.dossier/1", **values}


def test_committee_and_title_are_asked_for_first(tmp_path: Path, typed: list[str]) -> None:
    path = tmp_path / "档案.yaml"
    typed += ["99", "12", "高级经济师", "4", "样例甲", *enough()]
    assert _new_dossier.run(None, None, path, True, session()) == OK
    document, _ = parse(path.read_bytes(), "x.yaml")
    assert document is not None
    assert document.value["target"] == {"title": "高级工程师", "committee": 12, "route": "推荐"}


def test_breaking_off_writes_nothing(tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "档案.yaml"
    typed += ["样例甲", ""]
    assert _new_dossier.run("12", "工程师", path, True, session()) == INTERRUPTED
    assert list(tmp_path.iterdir()) == []
    assert "没有写文件" in capsys.readouterr().err


def test_the_file_is_asked_for_and_never_one_that_is_there(
    tmp_path: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "申报档案.yaml").write_text("mine", encoding="utf-8")
    typed += ["", "新.yaml", "样例甲", *enough()]
    assert _new_dossier.run("12", "工程师", None, True, session()) == OK
    assert (tmp_path / "申报档案.yaml").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "新.yaml").exists()
