"""The data of the law: standards and parameters against what was read of them, and what must hold for any year.

`ROWS` is typed from the research on the documents, not from the files: series, level, degree, the level needed before
(None = years of work), years (None = not seen, so not told), evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from applicant.law.sample_law import (
    ASSISTANT,
    COPY,
    FILES,
    FULL,
    JUNIOR,
    MIDDLE,
    SECOND,
    SERIES,
    STANDARDS,
    TEXT,
    UNSEEN,
    VICE,
    value_of,
)

from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.applicant.law.facts import DEGREES
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.standards import LevelStandard
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.checking import kind_of

Row = tuple[str, str, str, str | None, int | None, str]
ROWS: list[Row] = [
    ("工程", JUNIOR, "本科", None, 0, SECOND),
    ("工程", JUNIOR, "大专", None, 1, SECOND),
    ("工程", JUNIOR, "中职", None, 1, SECOND),
    ("工程", ASSISTANT, "硕士", None, 0, COPY),
    ("工程", ASSISTANT, "第二学士", None, 0, COPY),
    ("工程", ASSISTANT, "本科", None, 1, COPY),
    ("工程", ASSISTANT, "大专", JUNIOR, 2, COPY),
    ("工程", ASSISTANT, "中职", JUNIOR, 4, COPY),
    ("工程", MIDDLE, "博士", None, 0, COPY),
    ("工程", MIDDLE, "硕士", ASSISTANT, 2, COPY),
    ("工程", MIDDLE, "第二学士", ASSISTANT, 2, COPY),
    ("工程", MIDDLE, "本科", ASSISTANT, 4, COPY),
    ("工程", MIDDLE, "大专", ASSISTANT, 4, COPY),
    ("工程", MIDDLE, "中职", ASSISTANT, None, UNSEEN),
    ("工程", VICE, "博士", MIDDLE, 2, COPY),
    ("工程", VICE, "硕士", MIDDLE, 5, COPY),
    ("工程", VICE, "第二学士", MIDDLE, 5, COPY),
    ("工程", VICE, "本科", MIDDLE, 5, COPY),
    ("工程", FULL, "本科", VICE, None, UNSEEN),
    ("经济", ASSISTANT, "高中", None, None, UNSEEN),
    ("经济", MIDDLE, "大专", None, None, UNSEEN),
    ("经济", MIDDLE, "高中", ASSISTANT, None, UNSEEN),
    ("经济", VICE, "大专", MIDDLE, 10, COPY),
    ("经济", VICE, "第二学士", MIDDLE, 5, COPY),
    ("经济", VICE, "硕士", MIDDLE, 5, COPY),
    ("经济", VICE, "博士", MIDDLE, 2, COPY),
    ("经济", FULL, "本科", VICE, 5, SECOND),
    ("会计", ASSISTANT, "高中", None, 0, COPY),
    ("会计", MIDDLE, "博士", None, 0, COPY),
    ("会计", MIDDLE, "硕士", None, 1, COPY),
    ("会计", MIDDLE, "第二学士", None, 2, COPY),
    ("会计", MIDDLE, "本科", None, 4, COPY),
    ("会计", MIDDLE, "大专", None, 5, COPY),
    ("会计", VICE, "大专", MIDDLE, 10, COPY),
    ("会计", VICE, "本科", MIDDLE, 5, COPY),
    ("会计", VICE, "博士", MIDDLE, 2, COPY),
    ("会计", FULL, "硕士", VICE, 5, SECOND),
    ("农业", JUNIOR, "高中", None, 1, COPY),
    ("农业", JUNIOR, "大专", None, 1, COPY),
    ("农业", ASSISTANT, "本科", None, 1, COPY),
    ("农业", ASSISTANT, "大专", JUNIOR, 2, COPY),
    ("农业", ASSISTANT, "中职", JUNIOR, 4, COPY),
    ("农业", MIDDLE, "大专", ASSISTANT, 4, SECOND),
    ("农业", MIDDLE, "高中", ASSISTANT, 5, SECOND),
    ("农业", VICE, "博士", MIDDLE, 2, SECOND),
    ("农业", FULL, "硕士", VICE, 5, SECOND),
    ("自然科学研究", ASSISTANT, "硕士", None, 0, SECOND),
    ("自然科学研究", MIDDLE, "本科", ASSISTANT, 4, SECOND),
    ("自然科学研究", VICE, "硕士", MIDDLE, None, UNSEEN),
    ("哲学社会科学研究", VICE, "博士", MIDDLE, None, UNSEEN),
    ("哲学社会科学研究", FULL, "本科", VICE, 5, SECOND),
    ("翻译", VICE, "博士", MIDDLE, 2, SECOND),
    ("翻译", VICE, "本科", MIDDLE, 5, SECOND),
    ("翻译", FULL, "本科", VICE, 5, TEXT),
    ("翻译", FULL, "博士", VICE, 5, TEXT),
    ("工艺美术", JUNIOR, "大专", None, 1, SECOND),
    ("工艺美术", JUNIOR, "中职", None, 2, SECOND),
    ("工艺美术", ASSISTANT, "中职", None, 4, SECOND),
    ("工艺美术", MIDDLE, "大专", ASSISTANT, 4, SECOND),
    ("工艺美术", MIDDLE, "高中", ASSISTANT, 5, SECOND),
    ("工艺美术", VICE, "博士", MIDDLE, None, UNSEEN),
    ("图书资料", ASSISTANT, "高中", JUNIOR, 4, SECOND),
    ("图书资料", MIDDLE, "高中", ASSISTANT, 7, SECOND),
    ("图书资料", FULL, "本科", VICE, 5, SECOND),
    ("文物博物", ASSISTANT, "硕士", None, 0, SECOND),
    ("文物博物", ASSISTANT, "本科", None, 1, SECOND),
    ("文物博物", ASSISTANT, "大专", None, 3, SECOND),
    ("文物博物", ASSISTANT, "中职", None, 5, SECOND),
    ("文物博物", MIDDLE, "博士", None, 0, SECOND),
    ("文物博物", MIDDLE, "硕士", ASSISTANT, 2, SECOND),
    ("文物博物", MIDDLE, "高中", ASSISTANT, 4, SECOND),
    ("文物博物", VICE, "大专", MIDDLE, 5, SECOND),
    ("文物博物", VICE, "博士", MIDDLE, 2, SECOND),
    ("文物博物", VICE, "本科", MIDDLE, 5, SECOND),
    ("群众文化", VICE, "硕士", MIDDLE, 5, SECOND),
    ("档案", JUNIOR, "中职", None, 1, SECOND),
    ("档案", ASSISTANT, "大专", JUNIOR, 2, SECOND),
    ("档案", MIDDLE, "高中", ASSISTANT, 7, SECOND),
    ("档案", VICE, "本科", MIDDLE, 5, SECOND),
    ("统计", ASSISTANT, "高中", None, 0, COPY),
    ("统计", MIDDLE, "高中", ASSISTANT, 10, COPY),
    ("统计", MIDDLE, "大专", None, 6, COPY),
    ("统计", MIDDLE, "本科", None, 4, COPY),
    ("统计", MIDDLE, "第二学士", None, 2, COPY),
    ("统计", MIDDLE, "硕士", None, 1, COPY),
    ("统计", VICE, "大专", MIDDLE, 10, COPY),
    ("统计", FULL, "本科", VICE, None, UNSEEN),
    ("审计", VICE, "博士", MIDDLE, 2, SECOND),
    ("审计", VICE, "本科", MIDDLE, 5, SECOND),
    ("审计", VICE, "硕士", MIDDLE, 4, SECOND),
    ("审计", VICE, "大专", MIDDLE, 6, SECOND),
    ("新闻", ASSISTANT, "大专", None, 3, SECOND),
    ("新闻", MIDDLE, "第二学士", ASSISTANT, 2, SECOND),
    ("新闻", VICE, "本科", MIDDLE, 5, SECOND),
    ("播音主持", ASSISTANT, "硕士", None, 0, COPY),
    ("播音主持", ASSISTANT, "本科", None, 1, COPY),
    ("播音主持", ASSISTANT, "大专", None, 3, COPY),
    ("播音主持", MIDDLE, "大专", ASSISTANT, None, UNSEEN),
    ("艺术", ASSISTANT, "大专", None, 3, SECOND),
    ("艺术", MIDDLE, "博士", None, 0, SECOND),
    ("艺术", MIDDLE, "硕士", ASSISTANT, 2, SECOND),
    ("艺术", MIDDLE, "大专", ASSISTANT, 4, SECOND),
    ("艺术", VICE, "本科", MIDDLE, 5, SECOND),
    ("艺术", FULL, "大专", VICE, None, UNSEEN),
    ("体育教练员", ASSISTANT, "大专", None, 1, COPY),
    ("体育教练员", ASSISTANT, "硕士", None, 0, COPY),
    ("体育教练员", FULL, "本科", VICE, 5, SECOND),
    ("律师", ASSISTANT, "第二学士", None, 0, SECOND),
    ("律师", ASSISTANT, "本科", None, 1, SECOND),
    ("律师", ASSISTANT, "大专", JUNIOR, 2, SECOND),
    ("律师", MIDDLE, "博士", None, 0, SECOND),
    ("律师", MIDDLE, "硕士", ASSISTANT, 2, SECOND),
    ("律师", MIDDLE, "大专", ASSISTANT, 4, SECOND),
    ("律师", VICE, "博士", MIDDLE, 2, SECOND),
    ("律师", VICE, "本科", MIDDLE, 5, SECOND),
    ("律师", FULL, "本科", VICE, 5, SECOND),
    ("公证员", ASSISTANT, "大专", None, 3, SECOND),
    ("卫生技术", VICE, "本科", MIDDLE, 5, SECOND),
    ("卫生技术", VICE, "大专", MIDDLE, 7, SECOND),
    ("卫生技术", FULL, "本科", VICE, 5, SECOND),
    ("中小学教师", JUNIOR, "大专", None, 1, SECOND),
    ("中小学教师", ASSISTANT, "中职", JUNIOR, 3, SECOND),
    ("中小学教师", MIDDLE, "中职", ASSISTANT, 5, SECOND),
    ("中小学教师", VICE, "大专", MIDDLE, 5, SECOND),
    ("中小学教师", FULL, "本科", VICE, 5, SECOND),
    ("中等职业学校教师", VICE, "本科", MIDDLE, 5, SECOND),
    ("技工院校教师", MIDDLE, "本科", ASSISTANT, 3, SECOND),
    ("技工院校教师", MIDDLE, "中职", ASSISTANT, 5, SECOND),
]
#: Series, level, region, degree, after, years, whether from the appointment.
LOCAL = [
    ("工程", MIDDLE, "杭州", "大专", None, 7, False),
    ("工程", MIDDLE, "杭州", "本科", None, 5, False),
    ("工程", MIDDLE, "杭州", "第二学士", None, 3, False),
    ("工程", MIDDLE, "杭州", "硕士", None, 2, False),
    ("工程", VICE, "浙江", "博士", MIDDLE, 2, True),
    ("工程", VICE, "浙江", "本科", MIDDLE, 5, True),
    ("工程", FULL, "浙江建设工程", "本科", VICE, 5, True),
    ("经济", VICE, "浙江", "博士", MIDDLE, 2, True),
    ("经济", VICE, "浙江", "硕士", MIDDLE, 4, True),
    ("经济", VICE, "浙江", "本科", MIDDLE, 5, True),
    ("经济", FULL, "浙江", "本科", VICE, 5, False),
    ("文物博物", VICE, "浙江", "硕士", MIDDLE, 5, True),
    ("文物博物", VICE, "浙江", "博士", MIDDLE, 2, True),
    ("档案", FULL, "浙江", "本科", VICE, 5, False),
]
#: What neither the document nor another province's rule was seen to say: no way at all.
NOTHING_SAID = [
    ("工程", VICE, "大专"),
    ("农业", VICE, "大专"),
    ("图书资料", MIDDLE, "博士"),
    ("中小学教师", FULL, "大专"),
    ("新闻", ASSISTANT, "本科"),
]
#: Documents that are later than the notice of 2021-05-25, or may be.
LATER = {"图书资料", "新闻", "卫生技术", "公证员"}
#: Of these, rules of no named place were seen: old ones, or such as a site tells.
OLD_RULES = {"律师", "新闻"}
EXAM_ONLY = {(series, level) for series in ("经济", "会计", "统计", "审计", "翻译") for level in (ASSISTANT, MIDDLE)}
EXAM_ONLY |= {("卫生技术", level) for level in (JUNIOR, ASSISTANT, MIDDLE)}


def every_way() -> Iterator[tuple[str, dict[str, Any], dict[str, Any], bool]]:
    """Series, level, way, whether it is a local one."""
    for series, standard in STANDARDS.items():
        for level in standard["levels"]:
            for way in level["ways"]:
                yield series, level, way, False
            for way in level.get("local", ()):
                yield series, level, way, True


@pytest.mark.parametrize(
    ("series", "level", "degree", "after", "years", "evidence"),
    ROWS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in ROWS],
)
def test_what_was_read(
    law: Law, series: str, level: str, degree: str, after: str | None, years: int | None, evidence: str
) -> None:
    one = next(one for one in law.standards[series].levels if one.level == level)
    way = one.way(degree)
    assert way is not None
    assert (way.after, way.years, way.cite.evidence) == (after, years, evidence)


def test_enough_rows_are_compared() -> None:
    assert len(ROWS) == len({row[:3] for row in ROWS}) >= 60
    assert {row[0] for row in ROWS} == set(STANDARDS)


@pytest.mark.parametrize(("series", "level", "region", "degree", "after", "years", "appointed"), LOCAL)
def test_local_variants(
    law: Law, series: str, level: str, region: str, degree: str, after: str | None, years: int, appointed: bool
) -> None:
    (one,) = [one for one in law.standards[series].levels if one.level == level]
    (way,) = one.local_ways(degree)
    assert (way.region, way.after, way.years) == (region, after, years)
    assert way.counts == ("appointment" if appointed else None)
    assert (way.whom is not None) == (region == "杭州")
    assert way.cite.evidence == SECOND


def test_no_other_local_variants() -> None:
    told = {(series, level["level"], way["region"]) for series, level, way, local in every_way() if local}
    assert told == {row[:3] for row in LOCAL}


@pytest.mark.parametrize(("series", "level", "degree"), NOTHING_SAID)
def test_what_no_words_say_is_not_there(law: Law, series: str, level: str, degree: str) -> None:
    (one,) = [one for one in law.standards[series].levels if one.level == level]
    assert one.way(degree) is None


def test_only_one_level_is_known_to_be_complete() -> None:
    assert {(series, level["level"]) for series, level, _, _ in every_way() if level.get("complete")} == {
        ("工程", VICE)
    }


def test_each_series_has_one_file_and_is_known(law: Law) -> None:
    assert len(STANDARDS) == len(FILES)
    of_the_plan = {series for one in law.plan.committees for series in one.series}
    assert set(STANDARDS) == of_the_plan - {"文学创作", "党校教师"}  # of these no figure was seen
    for series, standard in STANDARDS.items():
        for level in standard["levels"]:
            assert set(level.get("titles", ())) <= set(SERIES[series]), series


def test_every_standard_tells_something() -> None:
    assert {series for series, _, way, _ in every_way() if way["years"] is not None} == set(STANDARDS)


def test_nothing_from_memory_has_a_figure() -> None:
    for series, level, way, local in every_way():
        assert (way["years"] is None) == (way["evidence"] == UNSEEN), (series, level["level"], way)
        assert not (local and way["years"] is None)


def test_every_row_has_a_source() -> None:
    """The document of its file or one of its own; of what was seen, the place, or a note on why it is not known."""
    for series, level, way, _ in every_way():
        where = (series, level["level"], way["degrees"])
        assert way.get("document") or STANDARDS[series]["document"] or way["evidence"] == UNSEEN, where
        assert way["evidence"] == UNSEEN or way["place"] or "网址没有记下" in way["note"], where


def test_what_was_read_in_the_text_cites_the_clause() -> None:
    rows = [way for _, _, way, _ in every_way() if way["evidence"] == TEXT]
    assert [(way["clause"], way["degrees"]) for way in rows] == [
        ("附件四（译审）6", ["本科", "第二学士", "硕士", "博士"])
    ]


def test_other_provinces_stand_under_their_own_name() -> None:
    """What is called a national document's was read of it; another place's rule names the place, and is weak."""
    national = {series for series, _, way, local in every_way() if way["evidence"] == SECOND and "document" not in way}
    assert national == {"哲学社会科学研究", "翻译", "文物博物", "艺术"}
    for series, level, way, local in every_way():
        where = (series, level["level"], way["degrees"])
        assert local <= ("document" in way), where
        if "document" in way:
            assert way["evidence"] == SECOND, where
            assert "人社部" not in way["document"], where
        if "document" in way and not local and series not in OLD_RULES:
            assert re.search("外省|贵州省", way["document"] + way.get("note", "")), where


@pytest.mark.parametrize("series", sorted(LATER))
def test_documents_later_than_the_notice_say_so(series: str) -> None:
    assert re.search("晚于2021年5月25日的通知", STANDARDS[series]["note"])
    assert {way["evidence"] for one, _, way, _ in every_way() if one == series} <= {SECOND, UNSEEN}


def test_no_other_document_is_later() -> None:
    assert {series for series, standard in STANDARDS.items() if "晚于2021" in standard["note"]} == LATER
    dated = {series: standard["date"] for series, standard in STANDARDS.items() if standard["date"]}
    assert dated == {"工程": "2019-02-01", "文物博物": "2019-11-26", "公证员": "2021-07-27"}


def test_levels_by_exam_alone() -> None:
    by_exam = {
        (series, level["level"])
        for series, standard in STANDARDS.items()
        for level in standard["levels"]
        if level.get("by") == "exam"
    }
    assert by_exam == EXAM_ONLY


def test_a_level_without_ways_says_why() -> None:
    for standard in STANDARDS.values():
        for level in standard["levels"]:
            assert level["ways"] or (level.get("by") == "exam" and level["note"])


def test_a_higher_degree_never_needs_more_years() -> None:
    for series, level, way, local in every_way():
        for other_series, other_level, other, also_local in every_way():
            same = (series, level["level"], local) == (other_series, other_level["level"], also_local)
            if not same or way["after"] != other["after"] or None in (way["years"], other["years"]):
                continue
            if (way.get("region"), way.get("whom")) != (other.get("region"), other.get("whom")):
                continue
            if min(map(DEGREES.index, way["degrees"])) > max(map(DEGREES.index, other["degrees"])):
                assert way["years"] <= other["years"], (series, level["level"], way, other)


def standard_of(law: Law, title: str, committee: int) -> LevelStandard | None:
    return law.standard(law.rows.titles(committee, title, None)[0])


def test_only_teachers_and_researchers_proper_have_figures(law: Law) -> None:
    """A series that bears two kinds of title tells only of the kind whose words were seen."""
    assert standard_of(law, "实验师", 33) is None
    found = law.standards["自然科学研究"]
    assert found.level(MIDDLE, "助理研究员") is not None
    assert found.level(MIDDLE, "实验师") is None
    # One row for a title, another for the other titles of its level.
    for title in ("农业技术推广研究员", "正高级农艺师"):
        found_for = law.standards["农业"].level(FULL, title)
        assert found_for is not None
        assert title in found_for.titles


def test_a_standard_is_found_by_the_title(law: Law) -> None:
    found = standard_of(law, "高级工程师", 12)
    assert found is not None
    assert (found.level, found.complete, found.by) == (VICE, True, None)
    assert law.standards["会计"].level(MIDDLE, "会计师") is not None
    assert law.standards["公证员"].note.startswith("该文件日期是2021年7月27日")


@pytest.mark.parametrize("path", [*FILES, data_dir() / "rules.yaml"], ids=lambda path: path.stem)
def test_the_file_reads_well_beside_the_documents(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not re.search(r"[\r\t\u3000\ufeff\u00a0]| +$", text, re.MULTILINE)
    for number, line in enumerate(text.splitlines(), start=1):
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
        assert width < 160, f"line {number} is {width} columns wide"


@pytest.mark.parametrize("path", [*FILES, data_dir() / "rules.yaml"], ids=lambda path: path.stem)
def test_the_kind_is_recognised_without_its_format(path: Path) -> None:
    from zhicheng_cli.plan.checks import KINDS

    value = value_of(path)
    named = value.pop("format")
    assert kind_of(value, {**KINDS, **DATA_KINDS}) == DATA_KINDS[named]
