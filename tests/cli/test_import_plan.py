"""`zc import … -o plan_2031.yaml`: the draft of a plan, and its contacts beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import ROOT
from running import Run
from sample_notice import BODY, ROWS, notice_text, table_text

CONTACTS = "\n附件2\n联系人一览表\n\n序号\t专业\t主管部门\t联系人\t联系电话\n1\t桥梁\t市甲局\t张三\t5550101\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(notice_text() + CONTACTS, encoding="utf-8")
    return file


def test_plan_and_contacts_are_written_and_are_a_draft(zc: Run, notice: Path, tmp_path: Path) -> None:
    plan, contacts = tmp_path / "plan_2031.yaml", tmp_path / "contacts_2031.yaml"
    result = zc("import", notice, "-o", plan, "--json")
    assert [one["no"] for one in result.json["rows"]] == [1, 2, 3, 4, 5]
    assert f"读到 5 行，写进 5 行，没有写进 0 行；写入 {plan}、{contacts}，是草稿" in result.err
    assert "status: draft" in plan.read_text(encoding="utf-8")
    assert 'phone: "5550101"' in contacts.read_text(encoding="utf-8")
    assert {one.stat().st_mode & 0o777 for one in (plan, contacts)} == {0o644}
    assert "E" not in {line.split(": ")[1][0] for line in zc("validate", plan).out.splitlines()}
    assert zc("import", notice, "-o", plan).code == result.code, "a draft may be made anew"


def test_a_draft_is_loaded_and_every_command_says_so(zc: Run, notice: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cities" / "样例市"
    folder.mkdir(parents=True)
    for file in (ROOT / "data").glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert zc("import", notice, "-o", folder / "plan_2031.yaml").code == 1
    commands: tuple[tuple[str, ...], ...] = (
        *(("plan", "--provisional"), ("show", "1", "--provisional"), ("contacts",), ("diff", "2031")),
        *(("deadline", "--committee", "1", "--provisional"), ("upcoming", "--provisional"), ("sources",)),
    )
    for command in commands:
        today = () if command[0] == "diff" else ("--today", "2021-05-01")
        result = zc(*command, "--city", "样例市", "--data-dir", tmp_path, *today)
        assert result.code != 2, result.err
        assert "注意：2031 年度的计划还是草稿，没有人核对过。" in result.err
    assert "还是草稿" in zc("diff", folder / "plan_2031.yaml").err
    # So does what is handed on.
    for form, name in (("html", "网页.html"), ("ics", "日历.ics")):
        made = tmp_path / name
        options = ("--provisional", "--city", "样例市", "--data-dir", tmp_path, "--today", "2021-05-01")
        assert zc("export", form, "-o", made, *options).code == 0
        assert "（草稿，没有核对过）" in made.read_text(encoding="utf-8").replace("\n ", "")


@pytest.mark.parametrize(
    ("city", "said"),
    [
        ("样例市", ""),
        ("样例", ""),
        ("湖州市", "这是样例市的通知，要导入的是湖州市"),
        ("某市", "没有这个城市：某市"),
    ],
)
def test_the_city_that_is_wanted_is_the_one_that_issued_it(zc: Run, notice: Path, city: str, said: str) -> None:
    result = zc("import", notice, "--city", city)
    assert (result.code, result.err.startswith(said) and bool(said)) == ((2, True) if said else (0, False))


def test_nothing_replaces_what_is_no_draft(zc: Run, notice: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan_2031.yaml"
    plan.write_bytes((ROOT / "data" / "plan_2021.yaml").read_bytes())
    before = plan.read_bytes()
    result = zc("import", notice, "-o", plan)
    assert (result.code, plan.read_bytes()) == (2, before)
    said = f"“{plan}”已经在那里，不是导入写成的草稿，或者有人改过，没有改动它（换一个文件名，或者先把它移走）\n"
    assert result.err == said
    assert not (tmp_path / "contacts_2031.yaml").exists()
    plan.unlink()
    contacts = tmp_path / "contacts_2031.yaml"
    contacts.write_text("旧的\n", encoding="utf-8")
    assert zc("import", notice, "-o", plan).err.startswith(f"“{contacts}”已经在那里")
    assert not plan.exists()
    other = tmp_path / "别的.yaml"
    other.write_text("a: 1\n", encoding="utf-8")
    assert "不是导入写成的草稿" in zc("import", notice, "-o", other).err


@pytest.mark.parametrize("cell", ["待定", "由各县（区）确定", "见附件3"])
def test_a_cell_that_prints_no_office_is_covered_by_its_own_words(
    zc: Run, notice: Path, tmp_path: Path, cell: str
) -> None:
    row = [*ROWS[0][:4], "由各县（区）教育部门确定", cell, *ROWS[0][6:]]
    notice.write_text(notice_text(table_text([row])), encoding="utf-8")
    plan = tmp_path / "plan_2031.yaml"
    (read,) = zc("import", notice, "-o", plan, "--json").json["rows"]
    assert (read["printed"]["receivers"], read["receivers"]) == (cell, [])
    assert " E" not in zc("validate", plan).out


@pytest.mark.parametrize("name", ["plan_2031.yaml", "contacts_2031.yaml"])
def test_a_draft_that_somebody_worked_on_is_not_written_over(zc: Run, notice: Path, tmp_path: Path, name: str) -> None:
    plan, changed = tmp_path / "plan_2031.yaml", tmp_path / name
    zc("import", notice, "-o", plan)
    changed.write_bytes(changed.read_bytes().replace(b"5550101", b"5550199", 1))
    before = [one.read_bytes() for one in sorted(tmp_path.iterdir())]
    assert zc("import", notice, "-o", plan).code == 2
    assert [one.read_bytes() for one in sorted(tmp_path.iterdir())] == before


def test_an_approved_plan_that_was_changed_since_is_not_written_over(zc: Run, notice: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan_2031.yaml"
    zc("import", notice, "-o", plan)
    plan.write_text(plan.read_text(encoding="utf-8").replace("status: draft", "status: approved"), encoding="utf-8")
    assert zc("import", notice, "-o", plan).code == 2


def test_a_notice_without_issuer_or_day_is_no_plan(zc: Run, notice: Path, tmp_path: Path) -> None:
    notice.write_text(notice_text(body=BODY.replace("2031年4月8日", "")), encoding="utf-8")
    result = zc("import", notice, "-o", tmp_path / "plan_2031.yaml")
    assert result.code == 2
    assert result.err == ("没有读到发文机关（市）、文号或者发文日期，写不成计划（把通知的正文也一起给出来）\n")


def test_the_plan_before_must_be_readable(zc: Run, notice: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "plan_2030.yaml").write_text("region: {city: 样例市\n", encoding="utf-8")
    result = zc("import", notice, "--data-dir", folder, "-o", tmp_path / "计划.yaml")
    assert result.err == f"读不了“{folder / 'plan_2030.yaml'}”（先检查、改好这个文件）\n"
    (folder / "plan_2030.yaml").rename(folder / "plan_2032.yaml")
    assert zc("import", notice, "--data-dir", folder, "-o", tmp_path / "计划.yaml").code == 1
    assert (tmp_path / "计划_contacts.yaml").is_file()
