"""A second city and a second year are files: every command answers for them, and tells nobody of another city."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from running import Result, Run
from sample_city import DOSSIER, ROSTER, SUBSCRIPTIONS, data_of_two_cities, written

from zhicheng_cli.plan.city_folders import city_folder
from zhicheng_cli.plan.dataset import Dataset

#: Words of the bundled data's city and province, and of its notices.
ELSEWHERE = re.compile("湖州|浙江|杭州|吴兴|南浔|德清|长兴|安吉|0572|湖人社|市直|市本级|市人力社保局|市职业")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_of_two_cities(tmp_path_factory.mktemp("cities"))


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands need, and where they write."""
    for name, text in (("档案.yaml", DOSSIER), ("名册.csv", ROSTER), ("订阅.yaml", SUBSCRIPTIONS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMANDS = (
    ("plan", 0, "样人社〔2022〕3号"),
    ("plan --json", 0, '"region": "样例市"'),
    ("plan --month 9", 0, "样例市中小学教师高级评审委员会"),
    ("show 2", 0, "0999"),
    ("show 2 --json", 0, "10月(市级学校9月)"),
    ("deadline 1 2 3 4", 0, "样例市人社局"),
    ("deadline 2 --audience 市级学校", 0, "2022-09-30"),
    ("upcoming", 0, "大、中专毕业生初定"),
    ("contacts", 0, "样例丁"),
    ("contacts --committee 1 --json", 0, "样例市住建局"),
    ("check 档案.yaml --format table", 1, "请先问样例市人社局"),
    ("check 档案.yaml --json", 1, "cities/样例市/rules.yaml"),
    ("check --roster 名册.csv -o out.xlsx", 1, "规则数据缺 standing：没有 2022-12-31 当日的数"),
    ("match --title 工程师 --specialty 建筑 --county 乙", 0, "样例市建设工程中级评审委员会"),
    ("match --title 一级教师 --specialty 中小学教师 --county 丙县", 0, "面向样例全市；所写县区不是市级、甲区、乙县"),
    ("rules", 0, "每年不少于72学时"),
    ("rules --json", 0, "样人社〔2020〕1号"),
    *((f"rules R5{number:02}", 0, "样例市2022年度") for number in range(1, 20)),
    ("rules --standard 工程", 0, "人社部发〔2019〕16号"),
    ("rules --standard 群众文化", 0, "群众文化"),
    ("new dossier --committee 2", 0, "如 甲区；市属单位写 市级"),
    ("export ics -o out.ics", 0, "X-WR-CALNAME:样例市2022年度职称评审"),
    ("export html -o out.html", 0, "<h1>样例市2022年度职称评审计划</h1>"),
    ("export xlsx -o out.xlsx", 0, "样例市2022年度"),
    ("export site -o out", 0, "<h1>样例市2022年度职称评审计划</h1>"),
    ("remind 订阅.yaml --dry-run", 0, "样例市"),
    ("validate 档案.yaml", 1, "开除没有处分期"),
    *((f"explain R5{number:02}", 0, "样例市2022年度") for number in range(1, 20)),
    ("explain E514", 0, "期限为5年"),
    ("sources", 0, "cities/样例市/plan_2022.yaml"),
    ("sources --json", 0, '"region": "样例市"'),
    ("workday 2022-09-18", 0, "2022"),
)


@pytest.mark.parametrize(("line", "code", "told"), COMMANDS, ids=[line for line, _, _ in COMMANDS])
def test_every_command_answers_for_the_second_city(
    zc: Run, data: Path, work: Path, line: str, code: int, told: str
) -> None:
    given = set(work.rglob("*"))
    result = zc(*line.split(), "--city", "样例市", "--data-dir", data, "--today", "2022-06-01")
    assert result.code == code, result.err
    for path in given:
        path.unlink()
    text = result.out + result.err + written(work)
    assert told in text
    assert not ELSEWHERE.search(text), ELSEWHERE.findall(text)


@pytest.mark.parametrize("name", ["样例市", "样例", "yangli", " 样例市 "])
def test_a_city_by_its_name_or_its_folders(zc: Run, data: Path, tmp_path: Path, name: str) -> None:
    other = data_of_two_cities(tmp_path, "yangli")
    assert zc("plan", "--json", "--city", name, "--data-dir", other).json["plan"]["region"] == "样例市"


def test_the_city_may_stand_in_the_environment(zc: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZC_CITY", "样例")
    assert zc("plan", "--json", "--data-dir", data).json["plan"]["region"] == "样例市"
    assert zc("plan", "--json", "--data-dir", data, "--city", "湖州").json["plan"]["region"] == "湖州市"


def test_the_first_city_and_both_its_years(zc: Run, data: Path) -> None:
    def plan(*words: str) -> Result:
        return zc("plan", "--json", "--data-dir", data, *words)

    assert plan("--today", "2021-07-01").json["plan"]["document"] == "湖人社函〔2021〕57号"
    for words in (("--today", "2022-07-01"), ("--year", "2022"), ("--city", "湖州市", "--today", "2022-07-01")):
        assert plan(*words).json["plan"]["document"] == "湖人社函〔2022〕8号"
    refused = plan("--year", "2021", "--city", "样例").error
    assert refused["message"] == "没有 2021 年度的计划"
    assert refused["hint"].startswith("现有：2022；")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("样列市", "没有这个城市：样列市（是否想写“样例市”？现有：湖州市、样例市）"),
        ("羊例", "没有这个城市：羊例（是否想写“样例市”？现有：湖州市、样例市）"),
        ("乌有", "没有这个城市：乌有（现有：湖州市、样例市）"),
        ("..", "没有这个城市：..（现有：湖州市、样例市）"),
        ("", "没有写是哪个城市（现有：湖州市、样例市）"),
        (" \u200b", "没有写是哪个城市（现有：湖州市、样例市）"),
    ],
)
def test_a_city_that_is_not_there(zc: Run, data: Path, name: str, said: str) -> None:
    result = zc("plan", "--city", name, "--data-dir", data)
    assert (result.code, result.out, result.err) == (2, "", f"{said}\n")


def test_a_folder_of_another_name_is_listed_with_it(zc: Run, tmp_path: Path) -> None:
    data = data_of_two_cities(tmp_path, "yangli")
    assert "现有：湖州市、样例市（yangli）" in zc("plan", "--city", "乌有", "--data-dir", data).err


def test_a_folder_with_cities_alone_begins_with_the_first(tmp_path: Path) -> None:
    data = data_of_two_cities(tmp_path)
    for plan in data.glob("plan_*.yaml"):
        plan.unlink()
    assert city_folder(data, None) == data / "cities" / "样例市"
    assert Dataset(data).plan.region.city == "样例市"


def test_no_other_citys_files_are_read(data: Path, monkeypatch: pytest.MonkeyPatch, zc: Run) -> None:
    """Neither for the first city nor for one that its folder's name tells."""
    seen: list[Path] = []
    opened = Path.open

    def watched(self: Path, *args: object, **kwargs: object) -> object:
        seen.append(self)
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watched)
    for words, forbidden in (
        ([], "/cities/"),
        (["--city", "湖州"], "/cities/"),
        (["--city", "样例"], f"{data.name}/plan_"),
    ):
        for command in ("plan", "rules", "sources"):
            seen.clear()
            assert zc(command, "--data-dir", data, *words).code == 0
            assert not [path for path in seen if forbidden in path.as_posix()]


def test_a_city_takes_its_own_table_before_the_shared_one(tmp_path: Path) -> None:
    data = data_of_two_cities(tmp_path)
    own = data / "cities" / "样例市" / "workdays.yaml"
    text = (data / "workdays.yaml").read_text(encoding="utf-8")
    local = "local:\n  - {date: 2022-06-07, workday: false, name: 样例节, source: {document: 某规定, evidence: text}}\n"
    own.write_text(re.sub(r"^local: \[\]\n", local, text, flags=re.MULTILINE), encoding="utf-8")
    feast = Dataset(data, 2022, city="样例市")
    assert not feast.calendar.is_workday(date(2022, 6, 7))
    assert Dataset(data, 2022).calendar.is_workday(date(2022, 6, 7))
    assert "cities/样例市/workdays.yaml" in feast.contents


OWN_FIGURE = """\
  - id: hours.professional
    value: 50
    unit: 学时
    words: 专业科目不少于50学时
    source: {document: 样人社〔2020〕1号, clause: 第三条, evidence: copy, place: null}
"""


@pytest.mark.parametrize(
    ("own", "hours", "verdict"),
    [("", 47, "fails"), ("", 48, "meets"), (OWN_FIGURE, 49, "fails"), (OWN_FIGURE, 50, "meets")],
)
def test_a_share_is_of_what_the_city_itself_asks_for(
    zc: Run, tmp_path: Path, work: Path, own: str, hours: int, verdict: str
) -> None:
    """Two thirds (人社部令第25号 第八条) of the 72 hours of its own rule are 48; a figure of its own is no share."""
    data = data_of_two_cities(tmp_path)
    with (data / "cities" / "样例市" / "rules.yaml").open("a", encoding="utf-8") as rules:
        rules.write(own)
    told = f"hours: [{{year: 2021, professional: {hours}}}, {{year: 2022, professional: 60}}]"
    (work / "档案.yaml").write_text(re.sub("^hours: .*$", told, DOSSIER, flags=re.MULTILINE), encoding="utf-8")
    result = zc("check", "档案.yaml", "--json", "--city", "样例市", "--data-dir", data, "--today", "2022-06-01")
    (rule,) = (one for one in result.json["rules"] if one["code"] == "R511")
    assert rule["verdict"] == verdict
    assert f"按每年72学时是{50 if own else 48}学时" in rule["sentence"]


def test_contacts_of_a_year_stand_beside_the_others(zc: Run, tmp_path: Path) -> None:
    data = data_of_two_cities(tmp_path)
    asked = ("contacts", "--data-dir", data, "--today", "2022-06-01")
    assert "继续教育联系人出自湖人社函〔2021〕57号，不是本计划的通知（湖人社函〔2022〕8号）" in zc(*asked).err
    text = (data / "contacts.yaml").read_text(encoding="utf-8").replace("湖人社函〔2021〕57号", "湖人社函〔2022〕8号")
    (data / "contacts_2022.yaml").write_text(text.replace("year: 2021", "year: 2022"), encoding="utf-8")
    assert zc(*asked).err == ""
    assert zc(*asked[:3], "--year", "2021", "--today", "2021-06-01").err == ""
    shutil.copy(data / "contacts_2022.yaml", data / "contacts_2023.yaml")
    found = zc("validate", data / "contacts_2023.yaml")
    assert (found.code, "E313" in found.out) == (1, True)


@pytest.mark.parametrize(("listed", "told"), [("annex: 3", "附件3"), (None, "通知")])
def test_where_nobody_is_named_the_annex_of_this_notice_is_told(
    zc: Run, tmp_path: Path, listed: str | None, told: str
) -> None:
    data = data_of_two_cities(tmp_path)
    file = data / "cities" / "样例市" / "contacts.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("annex: 2", listed) if listed else f"{text.partition('contacts:')[0]}contacts: []\n"
    file.write_text(text, encoding="utf-8")
    options = ("--data-dir", data, "--city", "样例市", "--today", "2022-06-01")
    shown = zc("show", "2", "--format", "table", *options).out
    assert f"{told} 没有列出" in re.sub(r"\n +", "", shown)
    assert zc("contacts", "--committee", "2", *options).err.startswith(f"{told} 没有列出")
    assert f"样人社〔2022〕3号 {told}" in zc("contacts", "--format", "table", *options).out
    zc("export", "html", "-o", tmp_path / "a.html", *options)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert f"{told} 没有列出" in page
    assert "附件2 没有列出" not in page


def test_a_year_that_runs_on_into_the_next_is_no_past_one_there(zc: Run, tmp_path: Path) -> None:
    """The plan of 2022 whose months are those of 2023: in June of 2023 it holds, a year later it is old."""
    data = data_of_two_cities(tmp_path)
    plan = data / "cities" / "样例市" / "plan_2022.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("  issued: 2022-03-01\n", "  issued: 2022-03-01\n  dates_in: 2023\n", 1), encoding="utf-8"
    )
    options = ("--data-dir", data, "--city", "样例市", "--year", "2022")
    now = zc("plan", "--open", "--format", "tsv", *options, "--today", "2023-08-01")
    assert now.err == ""
    # Row 1 closed in July of 2023, row 4 has no day.
    assert sorted(set(re.findall(r"(?m)^(\d+)\t", now.out))) == ["2", "3", "4"]
    passed = zc("plan", "--format", "table", *options, "--today", "2023-08-01").out
    assert "已过" in passed  # 31 July, a Monday, of row 1
    later = zc("plan", "--open", "--format", "tsv", *options, "--today", "2024-02-01")
    assert "不是今年的" in later.err
    zc("export", "html", "-o", tmp_path / "a.html", *options, "--today", "2023-08-01")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'data-year="2023"' in page
    assert '<p id="past" class="notice" hidden>' in page
