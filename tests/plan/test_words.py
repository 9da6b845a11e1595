"""Words that people use: however they are typed, they lead to what the plan prints; what each means is general
knowledge of majors, jobs and exams, and no word of any notice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError
from zhicheng_cli.plan.words import PLAIN, READING, Vocabulary, WordMeaning, _slip, index_of
from zhicheng_cli.written.traditional import simplified

VALUE: dict[str, Any] = {
    "trades": [
        {"means": ["机电工程"], "plain": ["机械", "机械设计制造及其自动化", "轴承"], "note": "看单位"},
        {"means": ["建筑"], "plain": ["给排水", "土木工程", "HVAC", "HR部门用房"], "reading": ["设计"]},
        {"means": ["经济"], "plain": ["HR"]},
        {"means": ["轻纺工程"], "plain": ["轻纺工程", "轻纺设备"]},
    ],
    "exams": [{"exam": "全国考试", "told": "去考", "evidence": "recalled", "words": ["软考"]}],
    "others": [{"told": "不评", "words": ["公务员"]}],
    "whole": ["设计"],
}
WORDS = Vocabulary(index_of(VALUE))


def means(word: str) -> tuple[str, ...]:
    found = WORDS.candidates(word)
    return found[0].means if found else ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("给排水", "建筑"),
        ("給排水", "建筑"),
        (" 给 排 水 ", "建筑"),
        ("给排水工程师", "建筑"),
        ("高级给排水工程师", "建筑"),
        ("给排水专业", "建筑"),
        ("ＨＶＡＣ", "建筑"),
        ("hvac engineer", "建筑"),
        ("机械设计、制造及其自动化", "机电工程"),
        ("机械设计制造与自动化", "机电工程"),
        ("不认识的、给排水", "建筑"),
        ("某公司机械设备部", "机电工程"),
        ("sme hr team", "经济"),
        ("轻仿工程", "轻纺工程"),
    ],
)
def test_a_word_is_understood_however_it_is_typed(typed: str, expected: str) -> None:
    assert means(typed) == (expected,)


def test_one_character_alone_may_be_wrong_and_never_the_first() -> None:
    assert means("土木工呈") == ("建筑",)
    assert WORDS.candidates("上木工程") == []
    assert WORDS.candidates("水木") == []


def test_a_slip_that_may_be_two_trades_is_none() -> None:
    two = {**VALUE, "trades": [{"means": ["甲"], "plain": ["东西南"]}, {"means": ["乙"], "plain": ["东西北"]}]}
    assert Vocabulary(index_of(two)).candidates("东西中") == []


@pytest.mark.parametrize("typed", ["设计师傅帮", "three", "asdfgh", "12345", "甲"])
def test_what_nobody_knows_is_not_guessed(typed: str) -> None:
    assert WORDS.candidates(typed) == []


def test_a_word_by_itself_is_surer_than_one_in_others() -> None:
    assert WORDS.exact("机械") == WordMeaning("机械", ("机电工程",), PLAIN, "看单位")
    assert [one.sure for one in WORDS.candidates("某公司机械部")] == [READING]


def test_of_several_words_the_longest_comes_first_and_then_the_first() -> None:
    assert [one.word for one in WORDS.candidates("某厂给排水机械轴承")] == ["给排水", "机械", "轴承"]


def test_an_exam_is_named_and_a_job_without_titles_says_so() -> None:
    exam, job = WORDS.exact("软考"), WORDS.exact("公务员")
    assert exam is not None
    assert (exam.exam, exam.leads_nowhere) == ("全国考试", False)
    assert job is not None
    assert (job.told, job.leads_nowhere) == ("不评", True)


def test_latin_text_is_left_as_it_is() -> None:
    assert simplified("CNC") == "CNC"
    assert simplified("電氣與機械工程") == "电气与机械工程"


# ---- the data ----


def test_every_word_leads_to_what_some_plan_prints_or_the_titles_name() -> None:
    data = Dataset(None, 2021)
    known = {*data.search.fields.specialties(), *data.search.titles.series_names}
    known |= {one.kind for one in data.plan.committees}
    words = yaml.safe_load((data_dir() / "words.yaml").read_text(encoding="utf-8"))
    assert {one for row in words["trades"] for one in row["means"]} <= known
    assert {one for row in words["exams"] for one in row.get("means", ())} <= known
    assert {one for row in words["exams"] for one in row.get("levels", ())} <= known


def test_a_folder_without_words_works_as_before(tmp_path: Path) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    (folder / "words.yaml").unlink()
    search = Dataset(folder, 2021).search
    assert search.fields.words is None
    assert search.asked_field("暖通").meaning is None
    assert [one.no for one in search.fields.committees("建筑")] == [12]
    assert search.fields.near("建筑") == ("建筑",)


def test_the_words_of_a_city_go_before_the_shared_ones(tmp_path: Path) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    city = folder / "cities" / "样例市"
    city.mkdir(parents=True)
    plan = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    (city / "plan_2021.yaml").write_text(plan.replace("湖州市", "样例市"), encoding="utf-8")
    shutil.copy(folder / "contacts.yaml", city)
    (city / "words.yaml").write_text(
        "format: zc.words/1\ntrades:\n  - {means: [电子工程], plain: [暖通, 土话]}\n", encoding="utf-8"
    )
    own, shared = (Dataset(folder, 2021, city=one).search.fields for one in ("样例市", None))
    assert (own.led("暖通"), own.led("土话"), own.led("机械")) == (("电子工程",), ("电子工程",), shared.led("机械"))
    assert (shared.led("暖通"), shared.led("土话")) == (("建筑",), ())


def test_what_was_read_is_kept_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    first, second = (Dataset(folder, 2021).search.asked_field("嵌入式工程师").meaning for _ in range(2))
    assert first == second is not None
    with (folder / "words.yaml").open("a", encoding="utf-8") as stream:
        stream.write("more: 1\n")
    assert Dataset(folder, 2021).plan.year == 2021
    with pytest.raises(InvalidDataError):
        Dataset(folder, 2021).search.asked_field("嵌入式工程师")


def test_a_slip_is_one_character_of_words_of_one_length() -> None:
    assert _slip("机械工程", "机诫工程") == 1
    assert _slip("机械工程", "机械") is None
    assert _slip("机械工程", "工械工程") is None
    assert _slip("机械工程", "机诫公程") is None
