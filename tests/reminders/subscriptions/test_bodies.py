"""Which committee is meant by a number, a key or a name, in which year."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.subscriptions.sample_subscriptions import PROGRAM, SENDER, data
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.cli import main
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Plan, Withdrawn
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.search import Search
from zhicheng_cli.reminders.subscriptions.bodies import Bodies, UnclearNumberError, Word
from zhicheng_cli.reminders.subscriptions.subscriptions import Want
from zhicheng_cli.reminders.subscriptions.wants import Wanted

PLAN = data().plan
TEACHERS, LIFTS, COACHES = "中小学教师-初级", "电梯行业协会", "体育教练员"


def renumbered(order: Iterable[int], *, year: int = 2022) -> Plan:
    """A plan with these rows of 2021, numbered anew."""
    rows = tuple(PLAN.committees[was - 1]._replace(no=no) for no, was in enumerate(order, start=1))
    return PLAN._replace(about={**PLAN.about, "year": year}, committees=rows)


def bodies(plan: Plan, *others: Plan, told: dict[str, int] | None = None) -> Bodies:
    known = {one.year: one for one in (plan, *others)}
    search = Search(plan, data()._values["titles.yaml"], data().words)
    before = {key: (no, key) for key, no in (told or {}).items()}
    return Bodies(search, sorted(known), known.get, lambda name: before if name == "湖州市/2021" else {})


LATER = renumbered(MOVED_UP)


@pytest.mark.parametrize(
    ("word", "numbers_of", "key"),
    [
        (34, 2021, TEACHERS),
        (34, 2022, LIFTS),
        (26, 2021, COACHES),
        (12, 2021, "建设工程-中级"),
        (12, None, "建设工程-中级"),  # the same in both
        ("中小学教师—初级", None, TEACHERS),
        (TEACHERS, None, TEACHERS),
        (COACHES, None, COACHES),  # it is in the plan of 2021 alone
        ("市中小学教师初级职务评审委员会", None, TEACHERS),
        ("湖州市电梯行业协会", 2021, LIFTS),
        ("美欣达", None, "美欣达"),
        ("蓄电池行业协会", None, "长兴蓄电池行业协会"),  # a part of one name alone
    ],
)
def test_what_is_meant_is_the_same_whichever_plan_is_of_the_day(word: Word, numbers_of: int | None, key: str) -> None:
    for known in (bodies(LATER, PLAN), bodies(PLAN, LATER)):
        assert known.key(word, numbers_of) == key


@pytest.mark.parametrize(
    ("word", "numbers_of", "words"),
    [
        (34, None, "34 号各年不同：2021 年度是“中小学教师-初级”，2022 年度是“电梯行业协会”"),
        (46, None, "2021 年度是“县区卫技人员-中级”，2022 年度没有这个号"),
        (34, 2019, "没有 2019 年度的计划，不知道 34 号是哪个评委会"),
    ],
)
def test_a_number_that_may_be_anybodys_is_held_back(word: Word, numbers_of: int | None, words: str) -> None:
    with pytest.raises(UnclearNumberError) as caught:
        bodies(LATER, PLAN).key(word, numbers_of)
    assert words in caught.value.message
    assert "先不提醒" in caught.value.message
    assert "numbers_of" in caught.value.hint


@pytest.mark.parametrize(
    ("word", "numbers_of", "words"),
    [(47, None, "没有这个评委会：47"), (46, 2022, "没有这个评委会：46"), ("火星", None, "没有这个评委会：火星")],
)
def test_what_is_nobodys_is_an_error(word: Word, numbers_of: int | None, words: str) -> None:
    with pytest.raises(ZcError) as caught:
        bodies(LATER, PLAN).key(word, numbers_of)
    assert type(caught.value) is not UnclearNumberError
    assert words in caught.value.message


def test_a_plan_that_was_numbered_anew_after_reminders_were_sent_is_asked_about() -> None:
    changed = renumbered(MOVED_UP, year=2021)
    known = bodies(changed, told={TEACHERS: 34, LIFTS: 35, "建设工程-中级": 12, "县区卫技人员-中级": 46})
    for number in (34, 35, 46):
        with pytest.raises(UnclearNumberError, match="计划改了"):
            known.key(number, 2021)
    assert known.key(12, 2021) == "建设工程-中级"
    assert known.key(33, 2021) == TEACHERS
    assert known.key(TEACHERS, 2021) == TEACHERS


def without(number: int, **row: str) -> Plan:
    """The plan of 2021 from which a row was withdrawn."""
    rows = tuple(one for one in PLAN.committees if one.no != number)
    withdrawn = (
        Withdrawn(number, **{"key": "", "words": f"撤销第{number}行", "document": "样人社〔2021〕1号", **row}),
    )
    return PLAN._replace(committees=rows, withdrawn=withdrawn)


def test_a_number_that_was_never_there_is_not_called_withdrawn() -> None:
    known = bodies(without(26, key=COACHES))
    assert known.may_be(47, 2021) == set()
    with pytest.raises(ZcError, match="没有这个评委会：47"):
        known.key(47, 2021)


@pytest.mark.parametrize("word", [26, COACHES])
def test_what_was_withdrawn_is_still_called_by_its_number_and_key(word: Word) -> None:
    assert bodies(without(26, key=COACHES)).key(word, 2021) == COACHES


def test_what_reminders_told_of_is_still_called_by_its_name() -> None:
    plan = PLAN._replace(committees=tuple(one for one in PLAN.committees if one.no != 26))
    assert bodies(plan, told={COACHES: 26}).key(COACHES, None) == COACHES
    assert bodies(plan, told={COACHES: 26}).may_be(26, None) == {COACHES}
    with pytest.raises(ZcError, match="没有这个评委会"):
        bodies(plan).key(COACHES, None)


def test_a_key_that_was_put_right_makes_no_number_unclear() -> None:
    rows = tuple(one._replace(key="教练") if one.no == 26 else one for one in PLAN.committees)
    name = PLAN.committees[25].name
    known = bodies(PLAN._replace(committees=rows))
    known._told = lambda _: {COACHES: (26, name)}
    assert known.key(26, 2021) == "教练"


@settings(max_examples=30)
@given(st.permutations(range(1, 47)), st.data())
def test_whatever_the_numbers_of_the_day_the_same_is_wanted(order: list[int], drawn: st.DataObject) -> None:
    other = renumbered(order)
    rows = drawn.draw(st.lists(st.integers(0, 45), min_size=1, max_size=4))
    words = {"no": Want(tuple(PLAN.committees[row].no for row in rows), Filters(), 2021)}
    words |= {"key": Want(tuple(PLAN.committees[row].key for row in rows), Filters())}
    found = set()
    for plan in (PLAN, other):
        known = bodies(plan, PLAN, other)
        for want in words.values():
            found.add(Wanted(known._search, data().calendar, known).fitting(want))
    assert found == {frozenset(PLAN.committees[row].key for row in rows)}


# ---- zc validate ----


def validate(capsys: pytest.CaptureFixture[str], folder: Path, text: str, *more: str) -> list[dict[str, Any]]:
    file = folder / "subscriptions.yaml"
    file.write_text(SENDER + PROGRAM + text, encoding="utf-8")
    capsys.readouterr()
    main(["validate", str(file), "--json", *more])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def brief(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["code"], one["path"].rpartition("wants")[2], one["message"]) for one in found]


def one(*words: object, more: str = "") -> str:
    wants = "".join(f"\n      - {{committees: [{word}]}}" for word in words)
    return f"{more}subscribers:\n  - address: a@example.com\n    wants:{wants}\n"


@pytest.fixture
def two_years(tmp_path: Path) -> tuple[str, ...]:
    data_folder = data_with(tmp_path, plan_2022=plan_text(MOVED_UP))
    return ("--data-dir", str(data_folder), "--today", "2022-06-01")


#: With the key, which the file should say.
ENGINEERS_CALLED = "“市建设工程专业中级职务评审委员会”（代号 建设工程-中级）"
TEACHERS_CALLED = "“市中小学教师初级职务评审委员会”（代号 中小学教师-初级）"


def test_numbers_are_told_once_for_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = validate(capsys, tmp_path, one("34, 12", "会计, 12"), "--year", "2021")
    whose = f"12 {ENGINEERS_CALLED}；34 {TEACHERS_CALLED}"
    assert brief(found) == [("N820", "[0].committees[0]", f"序号照 2021 年度的计划：{whose}")]
    assert "numbers_of: 2021" in found[0]["hint"]
    assert not validate(capsys, tmp_path, one("34, 12", more="numbers_of: 2021\n"), "--year", "2021")[0]["hint"]
    assert validate(capsys, tmp_path, one("会计", TEACHERS), "--year", "2021") == []


def test_a_number_that_is_anothers_now_is_said(
    two_years: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = validate(capsys, tmp_path, one("34, 12, 26", COACHES, more="numbers_of: 2021\n"), *two_years)
    whose = f"12 {ENGINEERS_CALLED}；26 “体育教练员”；34 {TEACHERS_CALLED}"
    moved = f"34 号是{TEACHERS_CALLED}，2022 年度是 33 号"
    gone = "2022 年度的计划里没有“体育教练员”了，不会有提醒"
    assert brief(found) == [
        ("N820", "[0].committees[0]", f"序号照 2021 年度的计划：{whose}"),
        ("W819", "[0].committees[0]", f"{moved}；提醒照这个评委会，不照序号"),
        ("W819", "[0].committees[2]", gone),
        ("W819", "[1].committees[0]", gone),
    ]
    assert found[1]["hint"] == "免得看错，改写成代号：中小学教师-初级"
    # Written so, there is nothing to say any more.
    assert (
        validate(capsys, tmp_path, one(f"{TEACHERS}, 12", more="numbers_of: 2022\n"), *two_years)[0]["code"] == "N820"
    )


def test_a_file_that_does_not_say_the_year_is_asked_for_it(
    two_years: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = validate(capsys, tmp_path, one("34, 12"), *two_years)
    assert told[0]["hint"].endswith("把 34 改写成代号：中小学教师-初级、电梯行业协会")
    found = brief(told)
    assert [(code, path) for code, path, _ in found] == [("E818", "[0].committees[0]"), ("N820", "[0].committees[1]")]
    assert "2021 年度是“中小学教师-初级”，2022 年度是“电梯行业协会”" in found[0][2]


@pytest.mark.parametrize("key", ["key: 体育教练员, ", ""])
def test_a_withdrawn_number_is_said_as_zc_show_says_it(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = f"withdrawn:\n  - {{no: 26, {key}words: 撤销第26行, document: 湖人社函〔2021〕99号}}\n"
    data_folder = data_with(tmp_path, plan_2021=plan_text(MOVED_UP, numbers=MOVED_UP, year=2021, more=more))
    options = ("--data-dir", str(data_folder), "--year", "2021")
    assert main(["show", "26", *options]) == 2
    message, _, hint = capsys.readouterr().err.strip().removesuffix("）").rpartition("（")
    (first, *_) = (one for one in validate(capsys, tmp_path, one("26, 12"), *options) if one["code"] != "N820")
    assert (first["code"], first["message"].removesuffix("，不会有提醒")) == ("W819" if key else "E813", message)
    assert hint in first["hint"]


def test_of_several_withdrawn_ones_the_one_meant_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [number for number in MOVED_UP if number != 40]
    more = "withdrawn:\n" + "".join(
        f"  - {{no: {no}, key: {key}, words: 撤销第{no}行, document: 湖人社函〔2021〕99号}}\n"
        for no, key in ((26, COACHES), (40, "轻纺工程-中级"))
    )
    data_folder = data_with(tmp_path, plan_2021=plan_text(rows, numbers=rows, year=2021, more=more))
    options = ("--data-dir", str(data_folder), "--year", "2021")
    found = validate(capsys, tmp_path, one(40), *options)
    assert [one["message"] for one in found if one["code"] == "W819"] == ["40 号（轻纺工程-中级）已撤去，不会有提醒"]


def test_an_undated_committee_is_said_however_it_is_called(
    two_years: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = validate(capsys, tmp_path, one("县区中小学教师-中级", 45, more="numbers_of: 2021\n"), *two_years)
    undated = [(one["message"], one["hint"]) for one in found if one["code"] == "W817"]
    assert undated == [
        ("“县区中小学教师-中级”没有印日期，不会有提醒", "向谁打听：zc show 44"),
        ("45 号评委会没有印日期，不会有提醒", "向谁打听：zc show 44"),
    ]


def test_a_suspended_committee_is_not_said_to_print_no_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = "changes:\n  - {kind: 暂缓, no: 12, document: 某号, issued: 2021-06-10, words: 评审暂缓}\n"
    data_folder = data_with(tmp_path, plan_2021=plan_text(year=2021, more=more))
    options = ("--data-dir", str(data_folder), "--year", "2021")
    found = validate(capsys, tmp_path, one("建设工程-中级"), *options)
    assert [one["message"] for one in found if one["code"] == "W817"] == ["“建设工程-中级”没有日期，不会有提醒"]
