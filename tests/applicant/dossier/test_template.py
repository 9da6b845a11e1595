"""The blank dossier: just what matters, valid as it stands; and the questions of `--ask`."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng_cli.applicant.dossier.blank.blank_dossier import BlankDossier, blank_dossier, checked_title
from zhicheng_cli.applicant.dossier.blank.interview import Question, checked_identity, interview
from zhicheng_cli.applicant.dossier.blank.template import Blank, BlankKind, Section, scalar
from zhicheng_cli.applicant.identity import check_digit
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.cli import main
from zhicheng_cli.cli.commands import new_dossier as _new_dossier
from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import INTERRUPTED, OK, ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.schema import check_schema
from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(None, 2021)
LAW = make_law(DATA, date(2021, 6, 1))
SCHEMA = load_schema("dossier")
#: Plainly artificial: place, birth date and number are all invented, the check digit is right.
DIGITS = "99990119850301001"
IDENTITY = DIGITS + check_digit(DIGITS)
PAIRS = [(of.no, title) for of in LAW.plan.committees for title in dict.fromkeys(of.all_titles)]


def blank(number: int | None, title: str | None = None, law: Law = LAW) -> BlankDossier:
    return blank_dossier(law, SCHEMA, law.committee(number), title)


def findings(text: str) -> list[str]:
    document, found = parse(text.encode(), "x.yaml")
    assert document is not None
    return [str(one) for one in (*found, *check_schema(document, SCHEMA))]


def filled(text: str) -> str:
    """Every line that is there to be filled in, with what makes it valid."""
    return text.replace('name: ""', "name: 样例甲").replace('title: ""', "title: 工程师")


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


# ---- the template ----


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


# ---- the command ----


def session() -> Session:
    return Session(2021, "2021-06-01", None)


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


# ---- the questions ----


def part(key: str, *blanks: Blank, many: bool = False, hint: str = "") -> Section:
    return Section(key, key, hint, many, blanks, ())


def one(
    key: str, kind: BlankKind, *choices: str, required: bool = False, limits: tuple[float, float] | None = None
) -> Blank:
    return Blank(key, key, "", kind, choices, limits, required, ())


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
    ("kind", "typed", "value"),
    [
        (BlankKind.DATE, "2020-6-3", "2020-06-03"),
        (BlankKind.DATE, "2020年6月30日", "2020-06-30"),
        (BlankKind.DATE, "２０２０．６．３０", "2020-06-30"),
        (BlankKind.DATE, "20200630", "2020-06-30"),
        (BlankKind.DATE_OR_NOW, "至今", "至今"),
        (BlankKind.DATE_OR_NOW, "2020/6/30", "2020-06-30"),
        (BlankKind.FLAG, "是", True),
        (BlankKind.FLAG, "1", True),
        (BlankKind.FLAG, "不是", False),
        (BlankKind.FLAG, "n", False),
        (BlankKind.NUMBER, "96.5", 96.5),
        (BlankKind.NUMBER, "96学时", 96),
        (BlankKind.INTEGER, "2020年", 2020),
        (BlankKind.CHOICE, "2", "本科"),
        (BlankKind.CHOICE, "本", "本科"),
        (BlankKind.TEXT, "  某 公司 ", "某 公司"),
    ],
)
def test_answers_are_read_as_people_write_them(kind: BlankKind, typed: str, value: Any) -> None:
    choices = ("大专", "本科") if kind is BlankKind.CHOICE else ()
    values, _ = put([part("a", one("b", kind, *choices, limits=(0, 3000)))], [typed])
    assert values == {"a": {"b": value}}


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        (BlankKind.DATE, "2020-06", "写到日"),
        (BlankKind.DATE, "2021-02-29", "没有这一天"),
        (BlankKind.DATE, "0021-02-28", "年份"),
        (BlankKind.FLAG, "也许", "是 或 否"),
        (BlankKind.NUMBER, "很多", "数字"),
        (BlankKind.NUMBER, "4000", "0 至 3000"),
        (BlankKind.INTEGER, "96.5", "整数"),
        (BlankKind.CHOICE, "3", "1 至 2"),
        (BlankKind.CHOICE, "博士", "博士"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_the_reason(kind: BlankKind, typed: str, why: str) -> None:
    choices = ("大专", "本科") if kind is BlankKind.CHOICE else ()
    values, asked = put([part("a", one("b", kind, *choices, limits=(0, 3000)))], [typed, ""])
    assert values == {}
    assert why in asked[1].problem


def test_an_empty_answer_is_not_known_unless_it_must_be_given() -> None:
    blanks = (one("name", BlankKind.TEXT, required=True), one("county", BlankKind.TEXT))
    values, asked = put([part("a", *blanks)], ["", "样例甲", ""])
    assert values == {"a": {"name": "样例甲"}}
    assert "必须写" in asked[1].problem


def test_lists_are_asked_for_one_more_and_may_be_none() -> None:
    exams = part("exams", one("kind", BlankKind.TEXT), many=True, hint="没有考写 []。")
    assert put([exams], ["2"])[0] == {"exams": []}
    assert put([exams], [""])[0] == {}
    assert put([exams], ["1", "甲", "1", "乙", "2"])[0] == {"exams": [{"kind": "甲"}, {"kind": "乙"}]}
    assert put(
        [exams],
        [
            "有",
            "甲",
            "",
        ],
    )[0] == {"exams": [{"kind": "甲"}]}
    # An entry of which nothing is known is none.
    assert put([exams], ["1", ""])[0] == {}


def test_a_list_of_words_is_one_question() -> None:
    standing = part("standing", one("", BlankKind.CHOICE, "援藏", "援疆", "破格"), many=True)
    assert put([standing], ["1、破格"])[0] == {"standing": ["援藏", "破格"]}
    assert put([standing], ["0"])[0] == {"standing": []}
    assert put([standing], ["9", ""])[0] == {}


def test_the_years_of_the_hours_are_not_asked_for() -> None:
    hours = part("hours", one("year", BlankKind.INTEGER), one("total", BlankKind.NUMBER), many=True)
    values, asked = put([hours], ["", "96"], entries={"hours": [{"year": 2020}, {"year": 2021}]})
    assert values == {"hours": [{"year": 2021, "total": 96}]}
    assert "2020" in asked[0].heading


def test_what_is_given_is_not_asked_for() -> None:
    target = part("target", one("title", BlankKind.TEXT, required=True), one("specialty", BlankKind.TEXT))
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
    _, asked = put([part("a", one("b", BlankKind.CHOICE, "大专", "本科"))], [IDENTITY, ""])
    assert asked[1].problem
    assert IDENTITY not in asked[1].problem


# ---- asking on a terminal ----


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types, line by line; Ctrl-D after the last."""
    lines: list[str] = []

    def answer(_prompt: str = "") -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(_new_dossier, "_on_a_terminal", lambda: True)
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
