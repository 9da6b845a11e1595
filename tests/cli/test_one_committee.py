"""A notice for one committee, without table, annex or number: every command answers, and says only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from running import Run
from sample_city import DOSSIER, ROSTER, SUBSCRIPTIONS, data_of_two_cities, written

from zhicheng_cli.files.bundled import load_schema, schema_dir
from zhicheng_cli.plan.citation import Citation, Source

_NOTICE = "样人社〔2022〕3号"
_CITY = ("--city", "样例市", "--today", "2022-06-01")
#: A place that this notice does not have, said of the committee.
_NOT_THERE = re.compile(r"附件1[ 第共]*第|附件1 共|附件None|第None行|附件0|第0行|None")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return data_of_one_committee(tmp_path_factory.mktemp("one"), f"{{document: {_NOTICE}}}")


def data_of_one_committee(folder: Path, source: str) -> Path:
    """The second city, whose notice is for its first committee alone.

    Args:
        source: of its row, as the plan file has it.
    """
    data = data_of_two_cities(folder)
    plan = data / "cities" / "样例市" / "plan_2022.yaml"
    text = plan.read_text(encoding="utf-8").split("  - no: 2\n")[0]
    plan.write_text(re.sub(r"source: {.*}", f"source: {source}", text), encoding="utf-8")
    return data


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("档案.yaml", DOSSIER), ("名册.csv", ROSTER), ("订阅.yaml", SUBSCRIPTIONS)):
        (tmp_path / name).write_text(text.replace("[1, 2, 3]", "[1]"), encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("plan", _NOTICE),
        ("plan --format tsv", f"\t{_NOTICE}\n"),
        ("plan --json", '"annex": null'),
        ("show 1", _NOTICE),
        ("show 1 --json", '"row": null'),
        ("deadline 1", _NOTICE),
        ("deadline 1 --json", '"clause": null'),
        ("upcoming", "样例市建设工程中级评审委员会"),
        ("contacts --committee 1", "样例市住建局"),
        ("check 档案.yaml --format table", _NOTICE),
        ("check --roster 名册.csv -o out.xlsx", "样例甲"),
        ("match --title 工程师 --specialty 建筑 --county 乙", _NOTICE),
        ("match --title 一级教师 --specialty 建筑 --county 乙", "通知里没有评委会评审或推荐"),
        ("rules R505", "通知印的"),
        ("new dossier --committee 1", f"出处：{_NOTICE}\n"),
        ("export ics -o out.ics", f"出处：{_NOTICE}"),
        ("export html -o out.html", f"<dt>出处</dt><dd>{_NOTICE}</dd>"),
        ("export xlsx -o out.xlsx", "通知 共 1 行，这里有 1 行（全部）"),
        ("export site -o out", f"<dt>出处</dt><dd>{_NOTICE}</dd>"),
        ("remind 订阅.yaml --dry-run", "样例市建设工程中级评审委员会"),
        ("remind 订阅.yaml --dry-run --json", '"annex": null'),
        ("remind 订阅.yaml --dry-run --eml mails", "样例市建设工程中级评审委员会"),
    ],
)
def test_every_command_answers(zc: Run, data: Path, work: Path, line: str, told: str) -> None:
    given = set(work.rglob("*"))
    result = zc(*line.split(), "--data-dir", data, *_CITY)
    assert result.code in (0, 1), result.err
    for path in given:
        path.unlink()
    text = result.out + result.err + written(work)
    assert told in text
    assert not _NOT_THERE.search(text), _NOT_THERE.findall(text)


def test_the_plan_is_found_valid(zc: Run, data: Path) -> None:
    result = zc("validate", data / "cities" / "样例市" / "plan_2022.yaml")
    assert result.code == 0, result.out


def test_the_clause_is_told_where_the_notice_says(zc: Run, tmp_path: Path) -> None:
    data = data_of_one_committee(tmp_path, f"{{document: {_NOTICE}, clause: 第二条}}")
    source = {"document": _NOTICE, "annex": None, "row": None, "clause": "第二条"}
    assert zc("show", "1", "--json", "--data-dir", data, *_CITY).json["committee"]["source"] == source
    assert f"{_NOTICE} 第二条" in zc("show", "1", "--data-dir", data, *_CITY).out


def test_version_1_has_a_number_for_none(zc: Run, data: Path) -> None:
    document = zc("plan", "--json", "--json-version", "1", "--data-dir", data, *_CITY).json
    assert document["committees"][0]["source"] == {"document": _NOTICE, "annex": 0, "row": 0}


@pytest.mark.parametrize(
    ("source", "told", "cell"),
    [
        (Source("甲〔2031〕1号", 1, 12), "甲〔2031〕1号 附件1 第12行", "附件1 第12行 备注"),
        (Source("甲〔2031〕1号", row=12), "甲〔2031〕1号 第12行", "第12行 备注"),
        (Source("甲〔2031〕1号", annex=2), "甲〔2031〕1号 附件2", "附件2"),
        (Source("甲〔2031〕1号", clause="三"), "甲〔2031〕1号 三", "三"),
        (Source("甲〔2031〕1号"), "甲〔2031〕1号", None),
    ],
)
def test_a_source_says_what_is_there(source: Source, told: str, cell: str | None) -> None:
    assert str(source) == told
    assert source.cell("备注") == Citation("甲〔2031〕1号", cell, "text")


@pytest.mark.parametrize(
    ("line", "schema"),
    [
        ("plan", "plan"),
        ("show 1", "committee"),
        ("deadline 1", "deadline"),
        ("upcoming --within 200d", "upcoming"),
        ("match --title 工程师 --specialty 建筑 --county 乙", "match"),
        ("remind 订阅.yaml --dry-run", "remind"),
    ],
)
@pytest.mark.parametrize("version", ["2", "1"])
def test_documents_fit_their_schemas(zc: Run, data: Path, work: Path, line: str, schema: str, version: str) -> None:
    document = zc(*line.split(), "--json", "--json-version", version, "--data-dir", data, *_CITY).json
    assert document["format"].endswith(f"/{version}")
    former = f"output/{version}/{schema}"
    name = former if (schema_dir() / f"{former}.schema.json").is_file() else f"output/{schema}"
    Draft202012Validator(load_schema(name)).validate(document)
