"""A folder of data files as one set: which year's plan counts, and what does not belong together."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from running import Run

from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.plan.dataset import Dataset, InvalidDataError
from zhicheng_cli.workdays import CalendarRangeError

NAMES = ["plan_2021.yaml", "contacts.yaml", "titles.yaml", "systems.yaml", "workdays.yaml"]
NOTICE = "湖人社函〔2021〕57号"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    copy.mkdir()
    for name in NAMES:
        shutil.copy(data_dir() / name, copy)
    return copy


def add_year(folder: Path, year: int) -> None:
    """The plan of 2021 as another year's, from a notice of its own."""
    text = (folder / "plan_2021.yaml").read_text(encoding="utf-8")
    text = text.replace("year: 2021", f"year: {year}", 1).replace("issued: 2021", f"issued: {year}", 1)
    text = text.replace(NOTICE, NOTICE.replace("2021", str(year)))
    (folder / f"plan_{year}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def years(folder: Path) -> Path:
    """Plans of 2021, 2026 and, published before its year began, 2027."""
    add_year(folder, 2026)
    add_year(folder, 2027)
    return folder


# ---- the folder ----


def test_unreadable_files_are_all_told(folder: Path) -> None:
    (folder / "titles.yaml").unlink()
    (folder / "systems.yaml").unlink()
    with pytest.raises(InvalidDataError) as caught:
        Dataset(folder)
    assert [(Path(one.file).name, one.code) for one in caught.value.findings] == [
        ("titles.yaml", "E001"),
        ("systems.yaml", "E001"),
    ]


def test_no_folder_no_plan_no_such_year(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ZcError, match="没有这个数据文件夹"):
        Dataset(tmp_path / "无")
    with pytest.raises(ZcError, match="没有 1999 年度的计划") as caught:
        Dataset(folder, 1999)
    assert "现有：2021" in caught.value.hint
    (folder / "plan_2021.yaml").unlink()
    (folder / "plan_new.yaml").write_bytes(b"")
    with pytest.raises(ZcError, match="里没有年度计划"):
        Dataset(folder)


# ---- the year ----


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (None, 2027),
        (date(2030, 5, 1), 2027),
        (date(2027, 1, 1), 2027),
        (date(2026, 12, 31), 2026),  # 2027's is there, but it is not yet its year
        (date(2026, 1, 1), 2026),
        (date(2025, 12, 31), 2021),
        (date(2021, 1, 1), 2021),
        (date(2020, 12, 31), 2021),  # nothing older: the oldest
    ],
)
def test_the_plan_for_today(years: Path, today: date | None, year: int) -> None:
    data = Dataset(years, today=today)
    assert data.years == [2021, 2026, 2027]
    assert data.plan.year == year
    assert next(iter(data.contents)) == f"plan_{year}.yaml"


@pytest.mark.parametrize("year", [2021, 2026, 2027])
def test_the_year_asked_for_counts_on_any_day(years: Path, year: int) -> None:
    assert Dataset(years, year).plan.year == year
    assert Dataset(years, year, today=date(2026, 12, 20)).plan.year == year


@pytest.mark.parametrize(
    ("words", "year"),
    [(["--today", "2026-12-20"], 2026), (["--today", "2027-01-02"], 2027), (["--year", "2027"], 2027)],
)
def test_commands_answer_from_the_plan_for_today(years: Path, zc: Run, words: list[str], year: int) -> None:
    code, out, _ = zc("plan", "--json", "--provisional", "--data-dir", str(years), *words)
    assert code == 0
    assert f'"year": {year}' in out


def test_last_years_plan_under_this_years_name(folder: Path, zc: Run) -> None:
    shutil.copy(folder / "plan_2021.yaml", folder / "plan_2022.yaml")
    code, out, err = zc("plan", "--data-dir", str(folder))
    assert (code, out) == (2, "")
    assert "plan_2022.yaml" in err
    assert "E313" in err


# ---- contacts of another notice ----


def test_whether_the_contacts_are_of_the_plans_notice(years: Path) -> None:
    assert Dataset(years, 2021).contacts_of_other_notice is None
    assert Dataset(years, 2026).contacts_of_other_notice == NOTICE


@pytest.mark.parametrize("words", [["contacts"], ["contacts", "--committee", "12"], ["show", "12"]])
def test_contacts_of_another_notice_are_said_to_be(years: Path, zc: Run, words: list[str]) -> None:
    options = ["--json", "--data-dir", str(years), "--today"]
    assert "联系人出自" not in zc(*words, *options, "2021-07-01")[2]
    code, _, err = zc(*words, *options, "2026-07-01")
    assert code == 0
    assert f"继续教育联系人出自{NOTICE}，不是本计划的通知（湖人社函〔2026〕57号）" in err


def test_who_does_not_ask_for_contacts_hears_nothing_of_them(years: Path, zc: Run) -> None:
    options = ["--json", "--data-dir", str(years), "--today", "2026-07-01"]
    assert zc("plan", *options)[::2] == (0, "")


# ---- the session ----


def test_the_calendar_is_made_when_asked_for(folder: Path) -> None:
    session = Session(None, date(2021, 7, 1), folder)
    assert "calendar" not in vars(session.data)
    assert session.calendar is session.data.calendar


def test_a_provisional_session(folder: Path) -> None:
    add_year(folder, 2090)
    assert Session(2090, date(2021, 7, 1), folder, provisional=True).calendar.is_workday(date(2090, 6, 1))
    with pytest.raises(CalendarRangeError):
        Session(2090, date(2021, 7, 1), folder).calendar.is_workday(date(2090, 6, 1))


@pytest.mark.parametrize("words", [["workday", "2021-09-18"], ["sources"], ["plan"]])
def test_an_error_in_any_file_gives_no_answer_and_names_the_file(folder: Path, zc: Run, words: list[str]) -> None:
    file = folder / "contacts.yaml"
    text = file.read_text(encoding="utf-8").replace('"2211516"', '"22"')
    file.write_text(text, encoding="utf-8")
    line = next(number for number, row in enumerate(text.split("\n"), 1) if 'phone: "22"' in row)
    code, out, err = zc(*words, "--data-dir", str(folder))
    assert (code, out) == (2, "")
    assert f"{file}:{line}:" in err
