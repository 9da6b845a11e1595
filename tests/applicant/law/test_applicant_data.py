"""The data of the law: standards and parameters against what was read of them, and what must hold for any year.

`ROWS` is typed from the research on the documents, not from the files: series, level, degree, the level needed before
(None = years of work), years (None = not seen, so not told), evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.applicant.law.facts import DEGREES, PENALTIES, STANDINGS, STATUSES
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.law_files import read_rules
from zhicheng_cli.applicant.law.standards import LevelStandard
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.checking import kind_of
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError

JUNIOR, ASSISTANT, MIDDLE, VICE, FULL = "员级", "助理级", "中级", "副高级", "正高级"
TEXT, COPY, SECOND, UNSEEN = "text", "copy", "secondary", "recalled"

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
    ("艺术", VICE, "本科", MIDDLE, 5, SECOND),
    ("体育教练员", ASSISTANT, "大专", None, 1, COPY),
    ("体育教练员", ASSISTANT, "硕士", None, 0, COPY),
    ("体育教练员", FULL, "本科", VICE, 5, SECOND),
    ("律师", MIDDLE, "大专", None, 5, SECOND),
    ("律师", VICE, "博士", MIDDLE, 2, SECOND),
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

#: Identifier → value, evidence, clause.
PARAMETERS: dict[str, tuple[Any, str, str | None]] = {
    "hours.total": (90, COPY, "第八条"),
    "hours.professional": (60, COPY, "第八条"),
    "hours.local": (90, SECOND, None),
    "hours.local_professional": (60, SECOND, None),
    "hours.registration": (None, TEXT, "二（二）"),
    "exam.经济": (5, SECOND, None),
    "exam.会计": (3, SECOND, None),
    "exam.审计": (3, SECOND, None),
    "discipline.警告": (6, TEXT, "第二十九条"),
    "discipline.记过": (12, TEXT, "第二十九条"),
    "discipline.记大过": (18, TEXT, "第八条"),
    "discipline.降低岗位等级": (24, TEXT, "第二十九条"),
    "discipline.降级": (24, TEXT, "第八条"),
    "discipline.撤职": (24, TEXT, "第二十九条"),
    "bar.retired": (("退休",), COPY, None),
    "bar.civil_servant": (("公务员", "参公管理"), SECOND, None),
    "bar.public_institution": (PENALTIES[1:], COPY, None),
    "bar.public_manager": (tuple(one for one in PENALTIES if one != "降低岗位等级"), TEXT, "第二十条"),
    "bar.enterprise_manager": (tuple(one for one in PENALTIES if one != "降低岗位等级"), TEXT, "第二十一条"),
    "sanction.警告": (6, TEXT, "第八条"),
    "sanction.记过": (12, TEXT, "第八条"),
    "sanction.撤职": (24, TEXT, "第八条"),
    "integrity": (3, TEXT, "二（三）"),
    "bar.integrity": (None, SECOND, None),
    "grassroots": (1, TEXT, "第五十六条"),
    "assessments.正高级经济师": (3, SECOND, "第七条"),
    "fast_track": (("一事一议", "随到随评", "直接申报"), TEXT, "二（一）4"),
    "standing": (tuple(one for one in STANDINGS if one != "破格"), TEXT, "二（一）4"),
    "materials": (None, TEXT, "二（三）"),
}
#: Degree, level → years, of them after the degree.
INITIAL = {
    ("中职", JUNIOR): (1, 0),
    ("大专", JUNIOR): (1, 0),
    ("大专", ASSISTANT): (3, 0),
    ("本科", ASSISTANT): (1, 0),
    ("第二学士", ASSISTANT): (0, 0),
    ("硕士", ASSISTANT): (0, 0),
    ("硕士", MIDDLE): (3, 1),
    ("博士", MIDDLE): (0, 0),
}


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(scope="module")
def law() -> Law:
    return make_law(Dataset(None, 2021), date(2021, 6, 1))


def value_of(path: Path) -> Any:
    document, found = parse(path.read_bytes(), path.name)
    assert found == []
    assert document is not None
    return document.value


FILES = sorted((data_dir() / "standards").iterdir())
STANDARDS: dict[str, Any] = {value["series"]: value for value in map(value_of, FILES)}
RULES: Any = value_of(data_dir() / "rules.yaml")
PLAN: Any = value_of(data_dir() / "plan_2021.yaml")
CLAUSES = {row["id"]: row["text"] for row in PLAN["clauses"]}
SERIES = {
    row["name"]: [one["title"] for one in row["titles"]] for row in value_of(data_dir() / "titles.yaml")["series"]
}


def every_way() -> Iterator[tuple[str, dict[str, Any], dict[str, Any], bool]]:
    """Series, level, way, whether it is a local one."""
    for series, standard in STANDARDS.items():
        for level in standard["levels"]:
            for way in level["ways"]:
                yield series, level, way, False
            for way in level.get("local", ()):
                yield series, level, way, True


# ---- the standards ----


@pytest.mark.parametrize(
    ("series", "level", "degree", "after", "years", "evidence"),
    ROWS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in ROWS],
)
def test_what_was_read(
    law: Law, series: str, level: str, degree: str, after: str | None, years: int | None, evidence: str
) -> None:
    (one,) = [one for one in law.standards[series].levels if one.level == level]
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


def test_each_series_has_one_file_and_is_known() -> None:
    assert len(STANDARDS) == len(FILES)
    assert set(STANDARDS) == set(SERIES) - {"文学创作", "党校教师"}  # of these no figure was seen
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
    assert national == {"哲学社会科学研究", "翻译"}
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
    assert law.standards["农业"].level(FULL, "农业技术推广研究员") is None


def test_a_standard_is_found_by_the_title(law: Law) -> None:
    found = standard_of(law, "高级工程师", 12)
    assert found is not None
    assert (found.level, found.complete, found.by) == (VICE, True, None)
    assert law.standards["会计"].level(MIDDLE, "会计师") is not None
    assert law.standards["公证员"].note.startswith("该文件日期是2021年7月27日")


# ---- the parameters ----


def test_the_parameters(law: Law) -> None:
    told = {name: (one.value, one.cite.evidence, one.cite.clause) for name, one in law.parameters.items()}
    assert told == PARAMETERS


@pytest.mark.parametrize("row", RULES["parameters"], ids=lambda row: row["id"])
def test_a_parameter_says_where_it_is_from(row: dict[str, Any]) -> None:
    source = row["source"]
    ours = source["document"] == PLAN["plan"]["document"]
    assert (source["place"] is None) == ours
    assert source["evidence"] != UNSEEN
    if source["evidence"] == TEXT:
        assert source["clause"]
    if ours:
        assert row["words"].rstrip("。") in CLAUSES[source["clause"]]
    if isinstance(row.get("value"), int):
        assert row["unit"]


def test_regulations_that_were_not_seen_lend_their_name_to_nothing() -> None:
    """浙人社发〔2020〕47号, 〔2016〕63号 and 浙人社函〔2021〕39号: their texts were not available."""
    text = (data_dir() / "rules.yaml").read_text(encoding="utf-8") + "".join(
        path.read_text(encoding="utf-8") for path in FILES
    )
    assert not re.search("〔2020〕47号|〔2016〕63号|〔2021〕39号", text)
    for row in RULES["parameters"]:
        assert "40号" not in row["source"]["document"] or row["source"]["clause"] is None


def test_words_are_those_of_the_dossier(law: Law) -> None:
    for name in ("bar.retired", "bar.civil_servant"):
        assert set(law.parameters[name].value) <= set(STATUSES)  # type: ignore[arg-type]
    assert set(law.parameters["standing"].value) <= set(STANDINGS)  # type: ignore[arg-type]
    kinds = {name.removeprefix("discipline.") for name in law.parameters if name.startswith("discipline.")}
    assert kinds == set(PENALTIES) - {"开除"}


def test_the_initial_table(law: Law) -> None:
    told = {(degree, one.level): (one.years, one.after_degree) for one in law.initials for degree in one.degrees}
    assert told == INITIAL
    assert {one.cite.evidence for one in law.initials} == {SECOND}
    of_hangzhou = {(one.degrees[0], one.level) for one in law.initials if "杭州" in one.cite.document}
    assert of_hangzhou == {("大专", JUNIOR), ("硕士", ASSISTANT)}


def test_technical_schools() -> None:
    told = {row["word"]: row["degree"] for row in RULES["equivalents"]}
    assert told == {"中级工班": "中职", "高级工班": "大专", "预备技师班": "本科", "技师班": "本科"}


def test_a_parameter_holds_in_its_years(law: Law) -> None:
    """审计: three years until the rule changed."""
    (audit,) = [row for row in RULES["parameters"] if row["id"] == "exam.审计"]
    assert audit["until"] == "2021-12-31"
    assert law.parameter("exam.审计").number == 3


# ---- the files ----


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


# ---- reading ----


def copied(tmp_path: Path) -> Path:
    import shutil

    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder)
    return folder


def test_a_wrong_standard_stops_the_reading(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "standards" / "engineering.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("series: 工程", "series: 工成"), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="E704"):
        read_rules(Dataset(folder, 2021))


def test_a_title_that_goes_from_the_table_is_missed_at_once(tmp_path: Path) -> None:
    """What was found valid was found so with that table of titles."""
    folder = copied(tmp_path)
    assert len(read_rules(Dataset(folder, 2021))[1]) == len(FILES)
    file = folder / "standards" / "agriculture.yaml"
    assert "正高级兽医师" in file.read_text(encoding="utf-8")
    titles = folder / "titles.yaml"
    text = titles.read_text(encoding="utf-8").replace("  - name: 工艺美术\n", "  - name: 工艺与美术\n")
    titles.write_text(text, encoding="utf-8")
    plan = folder / "plan_2021.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("[工艺美术]", "[工艺与美术]"), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="E704"):
        read_rules(Dataset(folder, 2021))


def test_missing_standards_are_said_aloud(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for file in (folder / "standards").iterdir():
        file.unlink()
    (folder / "standards").rmdir()
    with pytest.raises(ZcError, match="没有各系列的标准"):
        make_law(Dataset(folder, 2021), date(2021, 6, 1))


def test_what_was_read_before_is_remembered(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = read_rules(Dataset(folder, 2021))
    assert read_rules(Dataset(folder, 2021)) == first
    assert first[0] == RULES


def test_a_folder_without_figures(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "rules.yaml").unlink()
    with pytest.raises(ZcError, match=r"没有申报规则的数字（rules\.yaml）"):
        read_rules(Dataset(folder, 2021))


def test_a_standard_that_cannot_be_read(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "standards" / "z.yaml").mkdir()
    with pytest.raises(InvalidDataError, match="E001"):
        read_rules(Dataset(folder, 2021))
