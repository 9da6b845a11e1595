"""Plans beside each other, and what `zc validate` knows of a file that is checked alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import Run, in_words
from sample_city import data_of_two_cities

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.plan.checks.check_folders import beside, root_of
from zhicheng_cli.plan.city_folders import city_folder, city_names, city_of


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_of_two_cities(tmp_path)


def told(zc: Run, *files: object) -> list[tuple[str, str, int, str]]:
    """Code, file, line and message of what is found in several files together."""
    found = zc("validate", "--json", *files).json["findings"]
    asked = [one for one in found if one["code"] in ("E315", "E316", "W709")]
    return [(one["code"], Path(one["file"]).name, one["line"], one["message"]) for one in asked]


def test_a_city_of_its_own_and_a_second_year_are_in_order(zc: Run, data: Path) -> None:
    assert [one[0:2] + one[3:] for one in told(zc, data)] == [
        ("W709", "rules.yaml", "规则数据缺 standing：样例市没有 2022-12-31 当日的数"),  # its rules leave it out
        # Known to the end of 2021:
        ("W709", "rules.yaml", "规则数据缺 exam.审计：样例市没有 2022-12-31 当日的数"),
        ("W709", "rules.yaml", "规则数据缺 exam.审计：湖州市没有 2022-12-31 当日的数"),
    ]


@pytest.mark.parametrize("name", ["plan_2021_新.yaml", "plan_2021.yml"])
def test_a_second_plan_of_a_year(zc: Run, data: Path, name: str) -> None:
    shutil.copy(data / "plan_2021.yaml", data / name)
    (found,) = [one for one in told(zc, data) if one[0] == "E315"]
    assert found[1] == name
    assert found[3] == f"湖州市 2021 年度的计划另有一份：{data / 'plan_2021.yaml'}"
    assert zc("validate", data).code == 1


def test_a_city_whose_plan_says_anothers_name(zc: Run, data: Path) -> None:
    copied = data / "cities" / "另一市"
    shutil.copytree(data / "cities" / "样例市", copied)
    (found,) = [one for one in told(zc, data) if one[0] == "E315"]
    assert found[3].startswith("样例市 2022 年度的计划另有一份：")
    # Two data folders beside each other are no matter.
    assert "E315" not in {code for code, *_ in told(zc, data / "plan_2021.yaml", copied / "plan_2022.yaml")}


def test_two_cities_in_one_folder(zc: Run, data: Path) -> None:
    shutil.copy(data / "plan_2021.yaml", data / "cities" / "样例市" / "plan_2021.yaml")
    found = [one for one in told(zc, data) if one[0] in ("E315", "E316")]
    assert sorted(code for code, *_ in found) == ["E315", "E316"]
    assert ("E316", "plan_2022.yaml", 10, "这个文件夹里别的计划是湖州市的，这份是样例市的") in found


def test_one_file_of_a_city_knows_the_shared_ones(zc: Run, data: Path) -> None:
    own = data / "cities" / "样例市"
    assert [one[3] for one in told(zc, own / "rules.yaml")] == ["规则数据缺 standing：样例市没有 2022-12-31 当日的数"]
    assert told(zc, own / "plan_2022.yaml") == []
    shutil.copy(own / "plan_2022.yaml", own / "plan_2022_新.yaml")
    assert [one[:2] for one in told(zc, own / "plan_2022_新.yaml")] == [("E315", "plan_2022_新.yaml")]
    # A closed figure is told of every city that needs it, in the file where it is closed.
    rules = data / "rules.yaml"
    text = rules.read_text(encoding="utf-8").replace(
        "  - id: bar.retired\n", "  - id: bar.retired\n    until: 2021-12-30\n"
    )
    rules.write_text(text, encoding="utf-8")
    closed = [one for one in told(zc, rules) if "bar.retired" in one[3]]
    assert [one[3].partition("：")[2] for one in closed] == [
        "样例市没有 2022-12-31 当日的数",
        "湖州市没有 2021-12-31、2022-12-31 当日的数",
    ]


def test_contacts_stand_beside_the_plans_of_their_city(zc: Run, data: Path) -> None:
    """An area code that is another city's is told unless a note tells it; a reading leads to words of these plans."""
    contacts = data / "contacts.yaml"
    text = contacts.read_text(encoding="utf-8")
    assert 'phone: "2211516"' in text
    assert "{specialty: 机电工程," in text
    for file in (contacts, data / "cities" / "样例市" / "contacts.yaml"):
        assert zc("validate", file).code == 0
    assert "附件2印为“播音”" in text
    spoilt = text.replace('phone: "2211516"', 'phone: "0999-2211516"').replace("附件2印为“播音”", "附件2印为“播报”")
    spoilt = spoilt.replace("specialty: 机电工程,", "specialty: 机器,")
    contacts.write_text(spoilt, encoding="utf-8")
    found = zc("validate", "--json", contacts).json["findings"]
    assert [(one["code"], one["message"]) for one in found] == [
        ("W306", "电话“0999-2211516”的区号不是本市的（0572）"),
        ("W319", "本行和计划里都没有“播报”"),
        ("W403", "计划里没有专业“机器”"),
    ]
    # It may be no slip of the hand: a row that is withdrawn takes its fields along.
    assert "那一行撤去了的，可以删去" in found[2]["hint"]


@pytest.mark.parametrize(
    "name", ["workdays.yaml", "titles.yaml", "contacts.yaml", "rules.yaml", "standards", "cities/样例市/contacts.yaml"]
)
def test_what_must_be_there_is_missed(zc: Run, data: Path, name: str) -> None:
    gone = data / name
    gone.rename(data.parent / "away")
    found = zc("validate", "--json", data)
    assert [(one["code"], one["file"]) for one in found.json["findings"] if one["code"] == "E321"] == [
        ("E321", str(gone))
    ]
    assert found.code == 1


def test_nothing_is_missed_where_all_is_there_or_where_no_data_are(zc: Run, data: Path) -> None:
    assert "E321" not in zc("validate", data).out
    (data / "titles.yaml").rename(data.parent / "away")
    assert "E321" not in zc("validate", data / "cities").out


def test_contacts_of_every_year_may_stand_for_those_of_all(zc: Run, data: Path) -> None:
    for year in (2021, 2022):
        shutil.copy(data / "contacts.yaml", data / f"contacts_{year}.yaml")
    (data / "contacts.yaml").unlink()
    assert "E321" not in zc("validate", data).out


def test_last_years_notice_under_a_new_year(zc: Run, data: Path) -> None:
    """The first step of a new year, left half done: number, title and date are still last year's."""
    old = (data / "plan_2021.yaml").read_text(encoding="utf-8")
    plan = data / "plan_2022.yaml"
    plan.write_text(old.replace("  year: 2021\n", "  year: 2022\n"), encoding="utf-8")
    found = [one for one in zc("validate", "--json", data).json["findings"] if one["code"] == "W322"]
    assert [(Path(one["file"]).name, one["path"]) for one in found] == [
        ("plan_2022.yaml", "plan.document"),
        ("plan_2022.yaml", "plan.title"),
        ("plan_2022.yaml", "plan.issued"),
    ]
    assert found[0]["message"] == "2022 年度和 2021 年度写的是同一个文号“湖人社函〔2021〕57号”"
    # A plan may be issued late in the year before, under that year's number.
    early = old.replace("  year: 2021\n", "  year: 2022\n").replace("湖人社函〔2021〕57号", "湖人社函〔2021〕99号")
    early = early.replace("issued: 2021-05-25", "issued: 2021-12-20").replace("2021年度职称", "2022年度职称")
    plan.write_text(early, encoding="utf-8")
    assert "W322" not in zc("validate", data).out


def test_two_standards_of_a_series(zc: Run, data: Path) -> None:
    standard = data / "standards" / "engineering.yaml"
    other = data / "standards" / "z.yaml"
    shutil.copy(standard, other)
    for asked in (data, other):
        found = [one for one in zc("validate", "--json", asked).json["findings"] if one["code"] == "E401"]
        assert [one["message"] for one in found] == [f"工程系列的标准另有一份：{standard}"]
        assert found[0]["file"] == str(other)
    judged = zc("rules", "--data-dir", data, "--year", "2021")
    assert (judged.code, "E401 工程系列的标准另有一份" in judged.err) == (2, True)


def test_systems_of_another_notice_are_not_listed(zc: Run, data: Path) -> None:
    """A folder that was copied whole, or a new year: its plan's notice does not speak of last year's systems."""
    sources = ("sources", "--data-dir", data, "--json")
    assert zc(*sources, "--year", "2021").json["systems"]
    later = zc(*sources, "--year", "2022", "--today", "2022-06-01")
    assert later.json["systems"] == []
    assert in_words(later.err.encode()) == (
        "注意：systems.yaml 里有的系统出自湖人社函〔2021〕57号，不是本计划的通知（湖人社函〔2022〕8号），没有列出。\n"
    )


def test_a_system_needs_no_note(zc: Run, data: Path) -> None:
    file = data / "systems.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("    note: ")), encoding="utf-8")
    assert zc("validate", file).code == 0
    found = zc("sources", "--data-dir", data, "--year", "2021")
    assert found.code == 0
    assert "\t通知没有印网址\n" in found.out


def test_what_stands_beside(data: Path) -> None:
    own = data / "cities" / "样例市"
    assert root_of(str(own / "plan_2022.yaml")) == root_of(str(data / "plan_2021.yaml")) == data
    assert beside([str(data / "titles.yaml")]) == []
    assert beside([str(own / "plan_2022.yaml")]) == sorted(
        map(str, (own / "plan_2022.yaml", own / "rules.yaml", data / "rules.yaml"))
    )


def test_a_folder_without_a_readable_plan_is_no_city(tmp_path: Path) -> None:
    (tmp_path / "plan_2021.yaml").mkdir()
    empty = tmp_path / "cities" / "空"
    empty.mkdir(parents=True)
    assert (city_of(tmp_path), city_of(empty)) == (None, None)
    assert (city_names(tmp_path), city_names(data_dir())) == ([], ["湖州市"])
    with pytest.raises(ZcError, match="没有这个城市：乌有") as error:
        city_folder(tmp_path, "乌有")
    assert error.value.hint == "现有：没有"


COPY = "evidence: copy\n      place: "


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "message"),
    [
        ("rules.yaml", "记录期限为3年", "记录期限为三年", "W319", "条款“二（三）”里没有“撤销其职称"),
        ("rules.yaml", "二（三）, evidence: text", "四, evidence: text", "W319", "计划里没有收录条款“四”"),
        ("rules.yaml", "clause: 二（三）, evidence: text", "clause: 二（三）, evidence: copy", "W323", "依据是本通知"),
        ("rules.yaml", "since: 2021-05-25", "since: 2020-05-25", "W712", "2020-05-25 起有效"),
        ("rules.yaml", COPY + "gzoltjx", COPY.replace("copy", "text") + "null #", "W323", "没有写在哪里看到"),
        ("rules.yaml", COPY + "m.huan", COPY.replace("copy", "text") + "m.huan", "W323", "没有写条款"),
        ("standards/museum.yaml", "date: 2019-11-26", "date: 2091-11-26", "W712", "印发日期却是 2091-11-26"),
        ("standards/archives.yaml", "〔2020〕20号", "〔2091〕20号", "W712", "2091 年的文件，晚于现有的各年计划"),
        ("contacts.yaml", "year: 2021", "year: 2022", "W322", "同一份通知的计划却是 2021 年度的"),
        ("contacts.yaml", "annex: 2, row: 5}", "annex: 1, row: 5}", "E310", "其余各行是附件2"),
        ("contacts.yaml", "annex: 2,", "annex: 1,", "E310", "那是工作计划的附件"),
        ("contacts.yaml", "{specialty: 环保工程, basis", "{specialty: 纺织, basis", "W319", "看不出说的是纺织"),
        ("contacts.yaml", "{specialty: 环保工程, basis", "{specialty: 律师, basis", "W319", "看不出说的是律师"),
        ("contacts.yaml", "{specialty: 建筑, basis", "{specialty: 农学, basis", "W319", "附件1第12行没有这个专业"),
        ("contacts.yaml", "{specialty: 律师, basis", "{specialty: 公证员, basis", "W319", "附件2这一行印的是“律师”"),
        ("contacts.yaml", "附件1第27行", "附件1第28行", "W319", "附件1第28行里没有“艺术专业”"),
        ("contacts.yaml", "归入生态环境是推断, strength: reading", "归入生态环境是推断", "W319", "却没有写成较弱的"),
        ("contacts.yaml", "- {specialty: 质量工程, basis: 附件2印为“质量”}", "", "W319", "专业“质量工程”却没有写"),
    ],
)  # fmt: skip
def test_what_rests_on_the_notice_is_what_the_notice_says(
    zc: Run, data: Path, file: str, old: str, new: str, code: str, message: str
) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new), encoding="utf-8")
    found = zc("validate", "--json", data / file).json["findings"]
    assert [one for one in found if one["code"] == code and message in one["message"] and one["hint"]]


def test_contacts_of_another_notice_are_not_held_against_the_plan(zc: Run, data: Path) -> None:
    text = (data / "contacts.yaml").read_text(encoding="utf-8").replace("〔2021〕57号", "〔2021〕58号")
    (data / "contacts.yaml").write_text(text, encoding="utf-8")
    assert zc("validate", data / "contacts.yaml").code == 0
