"""The commands on the real notice: what a user types, what comes out, how it ends."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from known_data import copy_data
from places import TESTS
from running import Result, Run
from typer.testing import CliRunner

from zhicheng_cli.cli import COMMANDS
from zhicheng_cli.files.bundled import load_schema, schema_dir
from zhicheng_cli.views.screen.output import NEWEST

JULY = ["--today", "2021-07-01"]


def numbers(result: Result) -> list[int]:
    return [row["no"] for row in result.json["committees"]]


def test_july_is_the_rows_that_print_july_and_the_batch_that_spans_it(zc: Run) -> None:
    # 附件1: the rows whose fifth column is 7月, and row 29 whose second batch is 7-9月.
    result = zc("plan", "--month", "7", "--json", *JULY)
    assert result.code == 0
    assert numbers(result) == [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 29, 38, 39]
    # What has no date is never dropped in silence.
    assert "14、45、46" in result.err


@pytest.mark.parametrize("text", ["7", "07", "7月", "七月", "７", "2021-07", "2021年7月"])
def test_a_month_may_be_written_as_people_do(zc: Run, text: str) -> None:
    assert numbers(zc("plan", "--month", text, "--json", *JULY))[:2] == [3, 8]


def test_reviews_of_july(zc: Run) -> None:
    # 附件1, seventh column: 4 and 7 print 7月, 34 prints 7月中旬, 29's first batch 7月.
    assert numbers(zc("plan", "--month", "7", "--by", "review", "--json", *JULY)) == [4, 7, 29, 34]


def test_the_contract_of_design_on_row_12(zc: Run) -> None:
    """The example of the JSON contract, word for word."""
    row = next(row for row in zc("plan", "--json", "--json-version", "1", *JULY).json["committees"] if row["no"] == 12)
    july = {
        "opens": None, "earliest": "2021-07-01", "latest": "2021-07-31", "precision": "month",
        "audience": None, "batch": None, "safe": "2021-07-01", "last": "2021-07-30",
    }  # fmt: skip
    expected = {
        "name": "市建设工程专业中级职务评审委员会",
        "kind": "中评委",
        "routes": ["评审"],
        "reviews": ["技术员", "助理工程师", "工程师"],
        "recommends": ["高级工程师", "正高级工程师"],
        "receivers": [{"unit": "市职业资格指导服务中心", "phones": ["2033099"]}],
        "specialties": ["建筑", "规划", "园林", "设计"],
        "remarks": "建筑、规划、园林、设计专业",
        "source": {"document": "湖人社函〔2021〕57号", "annex": 1, "row": 12},
    }
    assert {key: row[key] for key in expected} == expected
    assert row["cutoff"]["text"] == "7月"
    assert row["cutoff"]["status"] == "dated"
    assert row["cutoff"]["windows"] == [july]
    assert row["review"]["text"] == "9月"


def test_deadline_of_row_12(zc: Run) -> None:
    result = zc("deadline", "--committee", "12", "--json", *JULY)
    milestones = {one["event"]: one for one in result.json["milestones"]}
    cutoff = milestones["cutoff"]
    assert (cutoff["safe"], cutoff["last"], cutoff["days_left"]) == ("2021-07-01", "2021-07-30", 29)
    # July 2021 has 22 working days and no holiday; today, the first of them, is not counted.
    assert cutoff["workdays_left"] == 21
    # 7 working days before 1 September (a Wednesday): 31, 30, 27, 26, 25, 24, 23 August.
    assert milestones["report"]["safe"] == "2021-08-23"
    # 7 before 30 September: 29, 28, 27, 26 (worked Sunday), 24, 23, 22.
    assert milestones["report"]["last"] == "2021-09-22"
    assert milestones["report"]["recipient"].startswith("市人力社保局核准")
    assert milestones["report"]["basis"] == {
        "document": "湖人社函〔2021〕57号", "clause": "二（一）2", "evidence": "text",
    }  # fmt: skip
    assert milestones["unit_notice"]["basis"]["evidence"] == "secondary"


def test_a_known_review_date_makes_the_report_exact(zc: Run) -> None:
    result = zc("deadline", "12", "--review-date", "2021-10-12", "--json", *JULY)
    report = next(one for one in result.json["milestones"] if one["event"] == "report")
    # 11, 9 (worked Saturday), 8 October; 30, 29, 28, 27 September.
    assert (report["safe"], report["last"], report["precision"]) == ("2021-09-27", "2021-09-27", "day")


def test_several_committees_make_one_document(zc: Run) -> None:
    result = zc("deadline", "--committee", "12", "--committee", "31", "--json", *JULY)
    assert result.json["format"] == "zc.deadlines/3"
    assert [one["committee"]["no"] for one in result.json["deadlines"]] == [12, 31]


def test_audience(zc: Run) -> None:
    result = zc("deadline", "31", "--audience", "市直学校", "--json", *JULY)
    cutoffs = [one for one in result.json["milestones"] if one["event"] == "cutoff"]
    assert [(one["audience"], one["safe"], one["last"]) for one in cutoffs] == [
        ("市直学校", "2021-09-01", "2021-09-30")
    ]


def test_upcoming_is_sorted_and_ends_with_the_undated(zc: Run) -> None:
    result = zc("upcoming", "--within", "10d", "--json", "--today", "2021-08-25")
    assert result.code == 0
    days = [one["next"] for one in result.json["cutoffs"]]
    assert days == sorted(days)
    # 8月 closes on Tuesday the 31st; 8月底 (row 21) means the 21st to the 31st; 9月 may close on the 1st,
    # and 9月上旬 (row 33) on the 1st too; 市直学校 of 31 and 32 in 9月.
    assert {one["no"] for one in result.json["cutoffs"]} == {
        2, 13, 22, 36, 37, 42, 44, 21, 19, 20, 28, 35, 43, 33, 31, 32,
    }  # fmt: skip
    assert [one["no"] for one in result.json["undated"]] == [14, 45, 46]
    assert all(one["reason"] for one in result.json["undated"])


def test_nothing_upcoming_is_told_by_the_exit_code(zc: Run) -> None:
    result = zc("upcoming", "--year", "2021", "--today", "2026-11-24")
    assert result.code == 1
    assert "2021" in result.err
    assert "各县(区)中小学教师中评会" in result.out


def test_contacts(zc: Run) -> None:
    assert len(zc("contacts", "--json").json["contacts"]) == 16
    one = zc("contacts", "--committee", "12", "--json").json["contacts"][0]
    assert (one["department"], one["phone"]) == ("湖州市住房和城乡建设局", "2211516")
    missing = zc("contacts", "--committee", "15", "--json")
    assert missing.code == 1
    assert missing.json["contacts"] == []
    assert missing.json["nobody"][0]["receivers"] == [{"unit": "市职业资格指导服务中心", "phones": ["2033099"]}]
    assert "附件2" in missing.err


def test_workday(zc: Run) -> None:
    assert zc("workday", "2021-09-18", "--json").json["workday"] is True
    shifted = zc("workday", "2021-10-08", "--shift", "-7", "--json").json
    assert shifted["result"]["date"] == "2021-09-23"
    assert zc("workday", "--count", "2021-09-30", "2021-10-09", "--json").json["count"] == 2
    month = zc("workday", "--month", "2021-09", "--json").json
    # 30 days, 8 weekend days of which two are worked, and 20 and 21 September off.
    assert month["workdays"] == 30 - 8 + 2 - 2
    notices = zc("workday", "2021-09-18", "--json").json["notices"]
    assert notices[0]["address"].endswith("content_5564127.htm")


def test_an_unannounced_year_is_an_error_or_provisional(zc: Run) -> None:
    refused = zc("workday", "2027-01-04")
    assert refused.code == 2
    assert "2026-12-31" in refused.err
    given = zc("workday", "2027-01-04", "--provisional", "--json")
    assert given.code == 0
    assert given.json["provisional"] is True


def test_show_knows_everything_of_a_row(zc: Run) -> None:
    shown = zc("show", "16", "--json", *JULY).json
    assert shown["committee"]["titles"]["律师(公证员)助理"] == ["律师助理", "公证员助理"]
    assert [one["phone"] for one in shown["contacts"]] == ["2399118"]
    assert shown["no_contact_for"] == ["公证员"]


def test_show_tells_the_key_by_which_a_committee_is_found_whatever_its_number(zc: Run) -> None:
    shown = zc("show", "12", *JULY).out
    assert "\n代号\t建设工程-中级（" in shown
    assert zc("show", "建设工程-中级", *JULY).out == shown


def test_sources_name_notice_files_and_systems(zc: Run) -> None:
    document = zc("sources", "--json", *JULY).json
    assert document["plan"]["document"] == "湖人社函〔2021〕57号"
    assert document["age_days"] == 37  # 25 May to 1 July
    assert {one["address"] for one in document["systems"]} >= {
        "http://xsplt.hrss.huzhou.gov.cn/#/",
        "http://www.hzhret.gov.cn/def.html",
    }
    assert "plan_2021.yaml" in {one["name"] for one in document["files"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "--month", "13"], "13"),
        (["plan", "--month", "夏天"], "月份"),
        (["plan", "--by", "review"], "--month"),
        (["plan", "--year", "2021", "--month", "2022-07"], "2022"),
        (["plan", "--level", "中极"], "中级"),
        (["plan", "--route", "评 审会"], "评审"),
        (["plan", "--kind", "中评"], "中评委"),
        (["plan", "--title", "高级工程帅"], "高级工程师"),
        (["plan", "--specialty", "量子力学"], "不知道这个词"),
        (["plan", "--receiver", "市职业资格服务中心"], "市职业资格指导服务中心"),
        (["plan", "--title", " "], "--title"),
        (["plan", "--today", "2021-02-30"], "没有这一天"),
        (["plan", "--today", "昨天"], "不是日期"),
        (["plan", "--year", "2001"], "2021"),
        (["plan", "--json", "--format", "csv"], "不能同时"),
        (["plan", "-o", "x.docx"], ".csv"),
        (["deadline"], "zc deadline --committee"),
        (["deadline", "--committee", "0"], "1 至 46"),
        (["deadline", "--committee", "47"], "1 至 46"),
        (["deadline", "--committee", "建设"], "12  市建设工程专业中级职务评审委员会"),
        (["deadline", "12", "--audience", "市直学校"], "--audience"),
        (["deadline", "12", "--review-date", "2031-01-01"], "2026-12-31"),
        (["upcoming", "--within", "一会儿"], "30d"),
        (["contacts", "--committee", "12", "--specialty", "建筑"], "只能用一个"),
        (["workday", "2021-07-01", "--month", "2021-07"], "只能用一种"),
        (["explain", "E999"], "没有这个代码"),
        (["show", "没有这个"], "没有这个评委会"),
        (["show", "高级工程师"], "zc plan --title 高级工程师"),
        (["deadline", "机械"], "市第一工程专业中级职务评审委员会"),
        (["deadline", "12,31"], "空格"),
        (["plan", "--specialty", "特种设施"], "“特种设备”"),
        (["plan", "--title", "主治大夫"], "没有相近的名称"),
        (["upcoming", "--within", "6w"], "6周"),
        (["plan", "-o", "."], "文件夹"),
        (["validate", ""], "没有写"),
        (["deadline", "12", "--review-date", ""], "--review-date"),
        (["plan", "--level", "高级", "--level", "初级"], "写了两次"),
        (["plan", "--specialty=建筑", "--specialty", "测绘"], "写了两次"),
        (["plan", "--data-dir", "没有这个文件夹"], "没有这个数据文件夹"),
    ],
)
def test_what_is_not_understood_is_an_error_with_a_way_out(zc: Run, arguments: list[str], words: str) -> None:
    result = zc(*arguments)
    assert result.code == 2
    assert words in result.err
    assert result.out == ""


def test_an_ambiguous_name_lists_its_candidates(zc: Run) -> None:
    # 建设 stands in the name of 12, and in the remarks of 7 (建设与监理) and 8 (建设管理).
    err = zc("deadline", "--committee", "建设").err
    assert all(name in err for name in ("市交通工程", "市水利工程", "市建设工程"))


def test_known_filters_that_nothing_fits_end_with_1_and_an_empty_answer(zc: Run, tmp_path: Path) -> None:
    arguments = ["plan", "--kind", "初定", "--level", "正高级", *JULY]
    result = zc(*arguments, "--json")
    assert result.code == 1
    assert result.json["committees"] == []
    assert "没有同时符合全部条件" in result.err
    # A file of yesterday must not pass for today's answer.
    file = tmp_path / "o.json"
    file.write_text("yesterday", encoding="utf-8")
    assert zc(*arguments, "-o", str(file)).code == 1
    assert json.loads(file.read_text(encoding="utf-8"))["committees"] == []


def test_the_undated_stand_in_the_document(zc: Run) -> None:
    result = zc("-q", "plan", "--month", "7", "--json", *JULY)
    assert [one["no"] for one in result.json["undated"]] == [14, 45, 46]
    assert zc("plan", "--json", *JULY).json["undated"] == []


def test_a_day_beyond_the_announced_years_marks_the_answer_provisional(zc: Run, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    text = (data / "plan_2021.yaml").read_text(encoding="utf-8")
    text = text.replace("year: 2021", "year: 2026", 1).replace("review: 12月\n", "review: 次年1月\n")
    (data / "plan_2026.yaml").write_text(text, encoding="utf-8")
    common = ["--data-dir", str(data), "--year", "2026", "--today", "2026-07-01", "--json"]
    # Row 30 prints 12月, here changed to January of the next year, for which no notice exists yet.
    given = zc("deadline", "30", *common)
    assert (given.code, given.json["provisional"]) == (0, False)
    assert [one["safe"] for one in given.json["milestones"] if one["event"] in ("cutoff", "report")] == [
        "2026-09-30",
        None,
    ]
    assert zc("deadline", "30", "--provisional", *common).json["provisional"] is True
    assert zc("show", "30", "--provisional", *common).json["provisional"] is True
    assert zc("plan", "--provisional", *common).json["provisional"] is True
    # Row 12 ends in September: nothing provisional about it.
    assert zc("deadline", "12", "--provisional", *common).json["provisional"] is False


def test_the_past_plan_is_named_with_its_age(zc: Run) -> None:
    err = zc("plan", "--month", "7", "--year", "2021", "--today", "2026-11-24").err
    assert "湖人社函〔2021〕57号" in err
    assert "5年5个月" in err
    assert "不是今年的" not in zc("plan", "--month", "7", *JULY).err


def test_today_comes_from_the_environment_too(zc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZC_TODAY", "2021-07-01")
    assert zc("plan", "--json").json["today"] == "2021-07-01"


def test_broken_data_gives_every_error_and_no_answer(zc: Run, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
    file = data / "plan_2021.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("cutoff: 7月", "cutoff: 7月左右").replace("no: 46", "no: 47"), encoding="utf-8")
    result = zc("plan", "--data-dir", data)
    assert result.code == 2
    assert result.out == ""
    assert "E302" in result.err
    assert "E301" in result.err


def test_a_csv_file_opens_in_excel(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "计划.csv"
    assert zc("plan", "-o", str(file), *JULY).code == 0
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "市建设工程专业中级职务评审委员会" in content.decode("utf-8-sig")


OUTPUTS = [
    (["plan"], "plan"),
    (["plan", "--title", "工程师", "--open"], "plan"),
    (["show", "31"], "committee"),
    (["show", "45"], "committee"),
    (["show", "12", "--history"], "history"),
    (["deadline", "12"], "deadline"),
    (["deadline", "29", "14", "45", "--review-date", "2021-12-20"], "deadlines"),
    (["upcoming", "--within", "366d"], "upcoming"),
    (["contacts"], "contacts"),
    (["contacts", "--committee", "9"], "contacts"),
    (["workday", "2021-09-18"], "workday"),
    (["workday", "2005-12-31", "--shift", "3"], "workday"),
    (["workday", "--count", "2021-01-01", "2021-02-01"], "workday-count"),
    (["workday", "--month", "2021-10"], "workday-month"),
    (["sources"], "sources"),
    (["explain"], "explain"),
    (["explain", "E302"], "explain"),
    (["explain", "W506"], "explain"),
    (["rules"], "rules"),
    (["rules", "R506"], "rules"),
    (["rules", "--standard", "工程"], "rules-standard"),
]


@pytest.mark.parametrize(("arguments", "schema"), OUTPUTS)
def test_every_document_fits_its_schema(zc: Run, arguments: list[str], schema: str) -> None:
    today = [] if arguments[0] == "explain" else JULY
    document = zc(*arguments, "--json", *today).json
    Draft202012Validator(load_schema(f"output/{schema}")).validate(document)
    assert document["format"] in [f"zc.{schema}/{version}" for version in range(1, NEWEST + 1)]


@pytest.mark.parametrize("version", range(1, NEWEST))
@pytest.mark.parametrize(("arguments", "schema"), OUTPUTS)
def test_a_former_version_of_every_document_fits_its_own(
    zc: Run, arguments: list[str], schema: str, version: int
) -> None:
    today = [] if arguments[0] == "explain" else JULY
    document = zc(*arguments, "--json", "--json-version", str(version), *today).json
    former = (schema_dir() / "output" / str(version) / f"{schema}.schema.json").is_file()
    Draft202012Validator(load_schema(f"output/{f'{version}/' if former else ''}{schema}")).validate(document)
    assert int(document["format"].removeprefix(f"zc.{schema}/")) <= version


FURTHER = [(["find", "机械", "工程师"], ""), (["config"], ""), (["check", str(TESTS / "dossiers" / "review.yaml")], "")]


@pytest.mark.parametrize(("arguments", "_schema"), [*OUTPUTS, *FURTHER])
def test_every_table_is_lines_of_json_too_with_a_key_for_each_heading(
    zc: Run, arguments: list[str], _schema: str
) -> None:
    today = [] if arguments[0] == "explain" else JULY
    heading, *rows = zc(*arguments, "--format", "tsv", *today).out.splitlines()
    objects = [json.loads(line) for line in zc(*arguments, "--format", "jsonl", *today).out.splitlines()]
    assert len(objects) == len(rows)
    for one in objects:
        assert len(one) == len(heading.split("\t"))
        assert all(re.fullmatch(r"[a-z_]+", key) for key in one), [*one]


@pytest.mark.parametrize("year", ["2021", "2021年", "2021 年度", "２０２１"])
def test_a_year_as_people_write_it(zc: Run, year: str) -> None:
    assert zc("sources", "--year", year, "--json", *JULY[:2]).json["plan"]["year"] == 2021


@pytest.mark.parametrize("chosen", ["table", "tsv", "csv", "md"])
@pytest.mark.parametrize(("arguments", "_schema"), OUTPUTS)
def test_every_answer_has_every_form(zc: Run, arguments: list[str], _schema: str, chosen: str) -> None:
    today = [] if arguments[0] == "explain" else JULY
    result = zc(*arguments, "--format", chosen, *today)
    assert result.code in (0, 1)
    assert result.out.strip()
    if chosen == "tsv":
        fields = {line.count("\t") for line in result.out.splitlines()}
        assert len(fields) == 1


def test_findings_as_json_and_for_a_code_host(zc: Run, tmp_path: Path) -> None:
    file = tmp_path / "坏.yaml"
    file.write_text("format: zc.titles/1\nlevels: []\nlevels: []\n", encoding="utf-8")
    document = zc("validate", str(file), "--json").json
    Draft202012Validator(load_schema("output/findings")).validate(document)
    assert ("E107", 3, 1) in {(one["code"], one["line"], one["column"]) for one in document["findings"]}
    assert f"::error file={file},line=3,col=1,title=E107::" in zc("validate", str(file), "--format", "github").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script(zc: Run, shell: str) -> None:
    result = zc("completion", shell)
    assert result.code == 0
    assert "_ZC_COMPLETE" in result.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_a_typer_app_of_its_own(name: str) -> None:
    """By Typer's own runner: the module holds one command, and its help is its page."""
    app = import_module(f"zhicheng_cli.cli.commands.{name}_command").app
    result = CliRunner().invoke(app, ["--help"], prog_name=f"zc {name}")
    assert result.exit_code == 0
    assert result.output.startswith(f"用法：zc {name}")


def test_an_answer_through_typers_runner() -> None:
    app = import_module("zhicheng_cli.cli.commands.deadline_command").app
    result = CliRunner().invoke(app, ["12", "--json", *JULY])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["committee"]["no"] == 12


def test_an_alias_brings_its_warning(zc: Run) -> None:
    assert "限本公司的只收本公司的人" in zc("plan", "--specialty", " 机械工程 ", *JULY).err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        # Row 12 closed on Friday, 30 July at the latest.
        (["--specialty", "暖通", "--open", "--today", "2021-08-02"], "今天都不接收：12 号都已截止"),
        # The first batch of graduates is taken from April on.
        (["--kind", "初定", "--open", "--today", "2021-03-01"], "29 号还没有开始接收"),
        (["--month", "2"], "没有符合的评委会"),
        (["--open", "--year", "2021", "--today", "2022-01-05"], "都已截止"),
        (["--open", "--kind", "初定", "--level", "正高级", *JULY], "去掉一个再试"),
    ],
)
def test_nothing_found_says_why(zc: Run, arguments: list[str], words: str) -> None:
    result = zc("plan", *arguments)
    assert result.code == 1
    assert words in result.err


@pytest.mark.parametrize(
    ("within", "until"),
    [
        ("10d", "2021-07-11"),
        ("10天", "2021-07-11"),
        ("6周", "2021-08-12"),
        ("7wd", "2021-07-12"),  # 2, 5, 6, 7, 8, 9, 12 July
        ("7个工作日", "2021-07-12"),
        ("９９９９d", "2048-11-15"),
    ],
)
def test_how_far_ahead(zc: Run, within: str, until: str) -> None:
    assert zc("upcoming", "--within", within, "--json", *JULY).json["until"] == until


def test_a_horizon_beyond_the_calendar_ends_with_it(zc: Run) -> None:
    assert zc("upcoming", "--within", "9999d", "--json", "--today", "9999-01-01").code == 1
    assert zc("upcoming", "--within", "9999wd", *JULY).code == 2


def test_a_passed_day_is_marked_in_the_years_plan(zc: Run) -> None:
    def shown(today: str) -> str:
        return zc("plan", "--receiver", "市邮管局", "--format", "table", "--today", today).out.replace("\n", "")

    assert "稳妥 07-01（已过）、最迟 07-30（还有15天）" in shown("2021-07-15")
    assert "07-30 已过" not in shown("2021-07-30")
    assert "（就是今天）" in shown("2021-07-30")
    assert "07-30 已过" in shown("2021-07-31")
    assert "都已截止" in shown("2021-07-31")
    # Of a past year's plan one line says it for all.
    assert " 已过" not in shown("2022-07-31")


def test_a_company_of_its_own_says_so_wherever_it_stands(zc: Run) -> None:
    for arguments in (["plan", "--specialty", "环保工程"], ["upcoming", "--within", "120d"]):
        assert "（限本公司）" in zc(*arguments, "--format", "table", *JULY).out
        assert "本公司的专技人才" in zc(*arguments, "--format", "csv", *JULY).out
