"""A province's plan beside the city's: every answer on what a row recommends says by whom and until when."""

from __future__ import annotations

import email
import email.policy
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from jsonschema import Draft202012Validator
from running import Run
from sample_city import SUBSCRIPTIONS, data_of_a_province, data_of_two_cities, written

from zhicheng_cli.files.bundled import load_schema

CITY = ("--city", "样例市", "--today", "2022-07-01")
DOSSIER = """\
format: zc.dossier/1
applicant: {name: 样例己, status: 在职}
employer: {county: 甲区}
target: {title: 高级工程师, committee: 1, specialty: 建筑, route: 推荐}
"""
#: The province's second row reviews 高级工程师 in 建筑工程; 8月底 is 2022-08-21 (a Sunday) to 2022-08-31 (a Wednesday).
ROW = "样例省第2行 样例省建设工程高级评审委员会（专业 建筑工程）"
LINE = (
    f"高级工程师：{ROW}；截止 8月底（稳妥 08-19 最迟 08-31）；材料接收 样例省建设厅 3000002；"
    "出处 样人社厅〔2022〕1号 附件1 第2行"
)
#: An answer about the recommending row, and the schema of its document.
ANSWERS = (
    (("show", "1"), "committee"),
    (("deadline", "1"), "deadline"),
    (("deadline", "1", "2"), "deadlines"),
    (("match", "--title", "高级工程师", "--specialty", "建筑"), "match"),
    (("check", "档案.yaml"), "assessment"),
    (("plan",), "plan"),
    (("upcoming", "--within", "60d"), "upcoming"),
    (("plan", "--title", "高级工程师", "--specialty", "建筑"), "plan"),
)
EXPORTS = ("ics", "html", "xlsx", "csv", "md", "json")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_of_a_province(tmp_path_factory.mktemp("province"))


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the dossier of one who is recommended."""
    (tmp_path / "档案.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "档案.yaml").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def joined(text: str) -> str:
    """A screen without what folding brought into it."""
    return "".join(text.split())


@pytest.mark.parametrize(("words", "schema"), [one for one in ANSWERS if one[0][0] != "deadline"])
def test_an_answer_tells_it_in_a_line(zc: Run, data: Path, words: tuple[str, ...], schema: str) -> None:
    assert joined(LINE) in joined(zc(*words, *CITY, "--data-dir", data, "--format", "table").out)
    if schema in ("committee", "match", "plan", "upcoming"):
        assert LINE in zc(*words, *CITY, "--data-dir", data, "--format", "tsv").out


def test_the_provinces_cutoff_is_a_milestone_with_its_days(zc: Run, data: Path) -> None:
    result = zc("deadline", "1", *CITY, "--data-dir", data, "--format", "tsv")
    # From 1 July to 31 August 2022 there are 61 days, and 43 working days without holidays.
    assert result.out.splitlines()[-1].split("\t") == [
        "1", "样例市建设工程中级评审委员会", "省里截止", "", "", "8月底", "到月底", "2022-08-19", "2022-08-31", "61",
        "43", "样例省建设厅 3000002", f"高级工程师：{ROW}", "样人社厅〔2022〕1号", "附件1 第2行 接收材料截止时间",
        "通知或法规原文",
    ]  # fmt: skip
    screen = joined(zc("deadline", "1", *CITY, "--data-dir", data, "--format", "table").out)
    assert "省里截止：稳妥08-19、最迟08-31（还有61天），交样例省建设厅3000002" in screen
    assert re.search(r"省里截止08-19周五61天.*08-31周三", screen)
    assert "样人社厅〔2022〕1号" in screen
    whole = joined(zc("deadline", "1", *CITY, "--data-dir", data, "--format", "table", "-v").out)
    assert "样人社厅〔2022〕1号附件1第2行接收材料截止时间" in whole


@pytest.mark.parametrize(("words", "schema"), ANSWERS)
def test_the_document_tells_the_row_with_its_days(zc: Run, data: Path, words: tuple[str, ...], schema: str) -> None:
    document = zc(*words, *CITY, "--data-dir", data, "--json").json
    Draft202012Validator(load_schema(f"output/{schema}")).validate(document)
    (row,) = told_of(document)
    windows = row.pop("cutoff")["windows"]
    assert [(one["safe"], one["last"], one["precision"]) for one in windows] == [
        ("2022-08-19", "2022-08-31", "month_end")
    ]
    assert [(one["unit"], one["phones"]) for one in row.pop("receivers")] == [("样例省建设厅", ["3000002"])]
    assert row == {
        "region": "样例省",
        "no": 2,
        "key": "建设工程-高级",
        "name": "样例省建设工程高级评审委员会",
        "titles": ["高级工程师"],
        "fields": [{"specialty": "建筑", "place": "专业", "words": "建筑工程", "exact": True}],
        "document": "样人社厅〔2022〕1号",
    }


def told_of(document: dict[str, Any]) -> Any:
    """The `decided_by` of a document: its own, its first candidate's, or its first committee's."""
    first = document.get("could") or document.get("deadlines") or document.get("committees") or document.get("cutoffs")
    first = first or [document]
    assert all("decided_by" not in one for one in first[1:])
    return first[0]["decided_by"]


@pytest.mark.parametrize("form", [one for one in EXPORTS if one != "json"])
def test_an_export_tells_it_in_the_same_words(zc: Run, data: Path, work: Path, form: str) -> None:
    assert zc("export", form, "-o", work / f"out.{form}", *CITY, "--data-dir", data).code == 0
    assert LINE in written(work)


def test_the_exported_document_tells_the_row(zc: Run, data: Path, work: Path) -> None:
    for version, schema in ((3, "output/export"), (2, "output/2/export"), (1, "output/1/export")):
        out = work / f"{version}.json"
        assert zc("export", "json", "-o", out, "--json-version", str(version), *CITY, "--data-dir", data).code == 0
        document = json.loads(out.read_text(encoding="utf-8"))
        Draft202012Validator(load_schema(schema)).validate(document)
        if version > 1:
            (row,) = told_of(document)
            assert (row["region"], row["no"], row["titles"]) == ("样例省", 2, ["高级工程师"])


def test_a_mail_and_its_calendar_tell_it_in_the_same_words(zc: Run, data: Path, work: Path) -> None:
    """The first row closes in 7月, of which the safe day is 1 July 2022, a Friday."""
    (work / "订阅.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    asked = ("remind", work / "订阅.yaml", "--dry-run", "--ledger", work / "账本", "--eml", work / "信", *CITY[:2])
    assert zc(*asked, "--data-dir", data, "--today", "2022-06-24").code == 0
    (file,) = (work / "信").iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    parts = {part.get_content_type(): str(part.get_content()) for part in mail.walk() if not part.is_multipart()}
    assert f"省里评审：{LINE}" in parts["text/plain"]
    assert LINE in parts["text/html"]
    told = [str(one["DESCRIPTION"]) for one in icalendar.Calendar.from_ical(parts["text/calendar"]).events]
    assert [LINE in one for one in told] == [one.startswith("第1行 ") for one in told]
    assert any(LINE in one for one in told)


def test_the_document_of_the_reminders_tells_the_row(zc: Run, data: Path, work: Path) -> None:
    (work / "订阅.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    asked = ("remind", work / "订阅.yaml", "--dry-run", "--ledger", work / "账本", "--json", *CITY[:2])
    for version, schema in ((2, "output/remind"), (1, "output/1/remind")):
        words = ("--json-version", str(version), "--data-dir", data, "--today", "2022-06-24")
        document = zc(*asked, *words).json
        Draft202012Validator(load_schema(schema)).validate(document)
        items = [one for letter in document["letters"] for one in letter["items"]]
        (first,) = (one for one in items if one["committee"]["no"] == 1)
        others = [one for one in items if one is not first]
        assert all("decided_by" not in one for one in (others if version == 2 else items))
        if version == 2:
            assert [(one["region"], one["no"]) for one in first["decided_by"]] == [("样例省", 2)]


def test_a_fault_in_the_provinces_plan_is_said_and_silences_no_city(zc: Run, work: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    broken = data_of_a_province(tmp_path / "data")
    plan = broken / "cities" / "样例省" / "plan_2022.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "further: 1\n", encoding="utf-8")
    (work / "订阅.yaml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    remind = ("remind", work / "订阅.yaml", "--dry-run", "--ledger", work / "账本")
    for words in (("plan",), ("upcoming",), ("export", "html", "-o", work / "out.html"), remind):
        said = zc(*words, *CITY, "--data-dir", broken)
        assert said.code == 0, said.err
        assert "没有提推荐的资格省里由谁评审" in said.err
        assert "E202" in said.err


@pytest.mark.parametrize(("words", "schema"), ANSWERS)
def test_the_former_version_knows_nothing_of_it(zc: Run, data: Path, words: tuple[str, ...], schema: str) -> None:
    document = zc(*words, *CITY, "--data-dir", data, "--json", "--json-version", "1").json
    Draft202012Validator(load_schema(f"output/1/{schema}")).validate(document)


@pytest.mark.parametrize(("words", "_schema"), ANSWERS)
def test_without_the_provinces_plan_nothing_is_said(
    zc: Run, tmp_path: Path, words: tuple[str, ...], _schema: str
) -> None:
    (tmp_path / "data").mkdir()
    other = data_of_two_cities(tmp_path / "data")
    for form in ("table", "tsv", "json"):
        text = zc(*words, *CITY, "--data-dir", other, "--format", form).out
        assert "decided_by" not in text
        assert not re.search("省里(评审|截止)", text)


def test_what_no_row_takes_is_said(zc: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = data_of_a_province(tmp_path / "data")
    plan = data / "cities" / "样例市" / "plan_2022.yaml"
    text = plan.read_text(encoding="utf-8").replace("remarks: 建筑", "remarks: 水产", 1)
    plan.write_text(text.replace("specialties: [建筑]", "specialties: [水产]"), encoding="utf-8")
    said = "高级工程师：样例省2022年度的计划（样人社厅〔2022〕1号）里没有看到评它、收这些专业的评委会"
    for words in (("show", "1"), ("deadline", "1")):
        assert said in zc(*words, *CITY, "--data-dir", data, "--format", "tsv").out
        assert zc(*words, *CITY, "--data-dir", data, "--json").json["decided_by"] == []


@pytest.mark.parametrize("words", [("plan",), ("show", "2"), ("deadline", "2"), ("upcoming",)])
def test_the_province_is_a_place_like_a_city(zc: Run, data: Path, words: tuple[str, ...]) -> None:
    result = zc(*words, "--city", "样例省", "--data-dir", data, "--today", "2022-08-01", "--format", "table")
    assert result.code == 0, result.err
    assert not re.search("省里(评审|截止)", result.out)


def test_rows_that_nobody_there_takes_are_told_in_one_line(zc: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = data_of_a_province(tmp_path / "data")
    plan = data / "cities" / "样例市" / "plan_2022.yaml"
    text = plan.read_text(encoding="utf-8").replace("remarks: 建筑", "remarks: 水产", 1)
    plan.write_text(text.replace("specialties: [建筑]", "specialties: [水产]"), encoding="utf-8")
    said = joined(zc("plan", *CITY, "--data-dir", data, "--format", "table").out)
    assert "1号推荐的，样例省2022年度的计划（样人社厅〔2022〕1号）里没有看到评它、收这些专业的评委会" in said
