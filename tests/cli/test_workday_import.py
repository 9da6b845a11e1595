"""`zc workday import`: a notice on the day it is announced, into the data, and answered from at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from known_data import copy_data
from places import TESTS
from running import Run

from zhicheng_cli.files.bundled import data_dir, load_schema
from zhicheng_cli.workdays import make_calendar

DAY_OFF = TESTS / "notices" / "day_off"
YEAR = make_calendar({}).last_day.year + 1  # the first that the library does not know
NUMBER = f"国办发明电〔{YEAR - 1}〕9号"
SATURDAY = next(day for number in range(8, 15) if (day := date(YEAR, 10, number)).weekday() == 5)
NOTICE = f"""国务院办公厅关于{YEAR}年
部分节假日安排的通知
{NUMBER}

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将{YEAR}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：{YEAR - 1}年12月31日至{YEAR}年1月2日放假，共3天。
　　二、春节：2月5日至11日放假调休，共7天。鼓励各单位安排职工在2月12日休息。
　　三、清明节：4月4日放假1天。
　　四、劳动节：5月1日至5日放假调休，共5天。
　　五、端午节：6月9日放假1天。
　　六、中秋节：9月15日放假1天。
　　七、国庆节：10月1日至7日放假调休，共7天。10月{SATURDAY.day}日（星期六）上班。
　　国务院办公厅
　　{YEAR - 1}年11月4日
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return file


def test_the_entry_is_printed_as_it_goes_into_the_file(zc: Run, notice: Path) -> None:
    result = zc("workday", "import", notice, "--source", f"{NUMBER} https://www.gov.cn/a.htm")
    assert result.code == 0
    (entry,) = yaml.load(result.out, Loader=yaml.BaseLoader)
    assert (entry["year"], len(entry["days"])) == (str(YEAR), 26)
    assert entry["source"] == {
        "document": NUMBER,
        "address": "https://www.gov.cn/a.htm",
        "evidence": "text",
        "note": "只是鼓励休息，不是放假：鼓励各单位安排职工在2月12日休息",
    }
    assert {"date": str(SATURDAY), "workday": "true", "name": "国庆节"} in entry["days"]
    assert f"{YEAR} 年：放假 25 天，上班 1 天" in result.err


def test_a_year_is_answered_from_on_the_day_it_is_announced(zc: Run, notice: Path, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    file = data / "workdays.yaml"
    before = file.read_text(encoding="utf-8")
    asked = ("workday", SATURDAY, "--json", "--data-dir", data)
    assert zc(*asked).code == 2  # nobody knows
    result = zc("workday", "import", notice, "--source", NUMBER, "-o", file)
    assert (result.code, result.out) == (0, "")
    assert f"已并入 {file}；工作日现在知道到 {YEAR}-12-31" in result.err
    answer = zc(*asked)
    assert (answer.code, answer.json["kind"], answer.json["notices"][0]["document"]) == (0, "调休上班", NUMBER)
    assert zc("sources", "--json", "--data-dir", data).json["workdays"]["announced_to"] == f"{YEAR}-12-31"
    assert zc("validate", file).out == ""
    # Nothing else in the file has changed, and the days before are answered as before.
    after = file.read_text(encoding="utf-8")
    added = after.split("years:\n")[1].split("\n\n# 各年的")[0]
    assert after.replace(f"years:\n{added}", "years: []") == before
    assert zc("workday", "2021-09-18", "--json", "--data-dir", data).json["kind"] == "调休上班"


def test_what_is_there_already_is_not_written_again(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = copy_data(tmp_path) / "workdays.yaml"
    words = ("workday", "import", notice, "--source", NUMBER, "-o", file)
    assert zc(*words).code == 0
    once = file.read_bytes()
    result = zc(*words)
    assert (result.code, file.read_bytes()) == (0, once)
    assert "已经有了，没有改动" in result.err
    notice.write_text(NOTICE.replace("6月9日", "6月10日"), encoding="utf-8")
    result = zc(*words)
    assert (result.code, file.read_bytes()) == (2, once)
    assert "日子不同，没有改动它" in result.err


def test_a_later_notice_of_the_year_holds(zc: Run, notice: Path, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    file = data / "workdays.yaml"
    assert zc("workday", "import", notice, "--source", NUMBER, "-o", file).code == 0
    later = tmp_path / "调整.txt"
    later.write_text(f"国务院办公厅关于延长{YEAR}年春节假期的通知\n延长{YEAR}年春节假期至2月14日。\n", encoding="utf-8")
    assert zc("workday", "import", later, "--source", "甲〔1〕1号", "-o", file).code == 0
    later.write_text(f"国务院办公厅关于调整{YEAR}年国庆节假期安排的通知\n10月1日至8日放假，共8天。\n", encoding="utf-8")
    result = zc("workday", "import", later, "--source", "甲〔1〕2号", "-o", file)
    assert f"恢复为平常的星期：{SATURDAY}" in result.err
    kinds = {
        day: zc("workday", day, "--json", "--data-dir", data).json
        for day in (f"{YEAR}-02-13", SATURDAY, f"{YEAR}-10-08")
    }
    assert [one["workday"] for one in kinds.values()] == [False, False, False]
    assert [one["notices"][0]["document"] for one in kinds.values()] == ["甲〔1〕1号", "甲〔1〕2号", "甲〔1〕2号"]
    assert zc("validate", file).out == ""


def test_a_new_file_begins_as_the_one_that_is_known(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = tmp_path / "workdays.yaml"
    assert zc("workday", "import", notice, "--source", NUMBER, "-o", file).code == 0
    assert file.read_text(encoding="utf-8").startswith((data_dir() / "workdays.yaml").read_text(encoding="utf-8")[:200])
    assert zc("validate", file).code == 0


def test_the_document(zc: Run, notice: Path) -> None:
    document = zc("workday", "import", notice, "--source", NUMBER, "--json").json
    Draft202012Validator(load_schema("output/workday-import")).validate(document)
    assert document["format"] == "zc.workday-import/1"
    assert (document["file"], document["announced_to"], document["taken_back"]) == (None, f"{YEAR}-12-31", [])
    row = {"date": str(SATURDAY), "workday": True, "name": "国庆节", "weekday": 6}
    assert row in document["entries"][0]["days"]


@pytest.mark.parametrize("year", [2008, 2020, 2026])
def test_the_data_set_and_past_years(zc: Run, year: int, tmp_path: Path) -> None:
    """They may be imported, too: nothing changes, and nothing is found wrong."""
    file = copy_data(tmp_path) / "workdays.yaml"
    words = ("workday", "import", DAY_OFF / f"{year}.json", "--source", "holiday-cn", "-o", file)
    assert zc(*words).code == 0
    assert zc("validate", file).out == ""
    known, now = (
        make_calendar(yaml.load(path.read_text(encoding="utf-8"), Loader=Yaml12))
        for path in (data_dir() / "workdays.yaml", file)
    )
    assert [known.is_workday(date(year, month, day)) for month in range(1, 13) for day in range(1, 29)] == [
        now.is_workday(date(year, month, day)) for month in range(1, 13) for day in range(1, 29)
    ]


class Yaml12(yaml.SafeLoader):
    """A date stays text."""


Yaml12.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


# ---- what is refused ----


@pytest.mark.parametrize(("old", "new", "code", "place"), [
    ("共7天。10", "共8天。10", "E409", ":13:22:"),
    ("（星期六）", "（星期日）", "E408", ""),
    (f"10月{SATURDAY.day}日（星期六）", "10月2日", "E410", ":13:26:"),
    ("6月9日", "6月31日", "E404", ":11:9:"),
    ("　　六、中秋节：9月15日放假1天。\n", "", "E411", ":1:1:"),
    (NUMBER, f"国办发明电〔{YEAR - 1}〕8号", "E412", ":1:1:"),
    ("放假1天", "视情况放假1天", "E413", ":9:13:"),
])  # fmt: skip
def test_a_notice_that_cannot_be_so(
    zc: Run, notice: Path, tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    file = copy_data(tmp_path) / "workdays.yaml"
    before = file.read_bytes()
    notice.write_text(NOTICE.replace(old, new), encoding="utf-8")
    words = ("workday", "import", notice, "--source", NUMBER, "-o", file)
    result = zc(*words)
    assert (result.code, result.out, file.read_bytes()) == (1, "", before)
    assert f"{notice}{place}" in result.err
    assert code in result.err
    told = zc(*words, "--json").json
    Draft202012Validator(load_schema("output/findings")).validate(told)
    assert code in {one["code"] for one in told["findings"]}


@pytest.mark.parametrize(("content", "code", "told"), [
    (b"", 1, "E411"),
    (b'{"year": 2027, "papers": [], "days": []}', 1, "E411"),
    ("放假".encode("gbk"), 1, "E003"),
    (None, 2, "E001"),
])  # fmt: skip
def test_a_file_that_is_none(zc: Run, tmp_path: Path, content: bytes | None, code: int, told: str) -> None:
    file = tmp_path / "通知.txt"
    if content is not None:
        file.write_bytes(content)
    result = zc("workday", "import", file, "--source", "甲")
    assert (result.code, result.out) == (code, "")
    assert told in result.err


def test_what_is_to_be_added_to_must_be_sound(zc: Run, notice: Path, tmp_path: Path) -> None:
    file = tmp_path / "workdays.yaml"
    for text in ("years: [\n", "format: zc.words/1\ntrades: []\n", "甲: 乙\n"):
        file.write_text(text, encoding="utf-8")
        result = zc("workday", "import", notice, "--source", NUMBER, "-o", file)
        assert (result.code, file.read_text(encoding="utf-8")) == (2, text)
        assert "没有改动它" in result.err


def test_the_command_is_found_and_the_days_are_still_there(zc: Run, notice: Path) -> None:
    assert "用法：zc workday import [选项] 通知" in zc("workday", "import", "-h").out
    assert zc("workday", "import", notice).code == 2  # --source is missing
    assert "缺少选项 --source" in zc("workday", "import", notice).err
    assert "缺少参数" in zc("workday", "import", "--source", "甲").err
    assert "import" in zc("workday", "-h").out
    assert zc("workday", "2021-07-01", "--json").json["workday"] is True
    assert zc("workday", "--count", "2021-09-30", "2021-10-09", "--json").json["count"] == 2


def test_the_source_is_written_so_that_it_is_read_again(zc: Run, notice: Path) -> None:
    for said in ('甲: "乙", [丙]', "2027", "- 甲 # 乙", "true", "{甲}"):
        (entry,) = zc("workday", "import", notice, "--source", said, "--json").json["entries"]
        assert entry["source"]["document"] == said
        (printed,) = yaml.safe_load(zc("workday", "import", notice, "--source", said).out)
        assert printed["source"]["document"] == said


def test_as_a_table(zc: Run, notice: Path) -> None:
    lines = zc("workday", "import", notice, "--source", NUMBER, "--format", "csv").out.splitlines()
    assert lines[0].lstrip("\ufeff") == "年份,日期,星期,工作日,名称,依据"
    assert f"{YEAR},{SATURDAY},六,是,国庆节,{NUMBER}" in lines
    assert json.loads(zc("workday", "import", notice, "--source", NUMBER, "--format", "json").out)


def test_where_it_is_from_must_be_said_or_printed(zc: Run, notice: Path) -> None:
    address = "https://www.gov.cn/a.htm"
    (entry,) = zc("workday", "import", notice, "--source", address, "--json").json["entries"]
    assert (entry["source"]["document"], entry["source"]["address"]) == (NUMBER, address)
    notice.write_text(NOTICE.replace(NUMBER, ""), encoding="utf-8")
    result = zc("workday", "import", notice, "--source", address)
    assert result.code == 1
    assert "E412 来源没有写是哪份文件" in result.err
