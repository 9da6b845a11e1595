"""`zc export`: what each form holds, where it goes, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile

import icalendar
import pytest
from jsonschema import Draft202012Validator
from places import ROOT

from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, OK, USAGE
from zhicheng_cli.files.bundled import data_dir, load_schema

JULY = ("--year", "2021", "--today", "2021-07-01")
Printed = pytest.CaptureFixture[str]
# The rows of 附件1 whose cut-off cell prints 7月, and row 29 whose second batch runs 7-9月.
IN_JULY = [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 29, 38, 39]


def test_json_is_the_plan_with_its_milestones_and_contacts(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    assert main(["export", "json", "-o", str(file), *JULY]) == OK
    document = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator(load_schema("output/export")).validate(document)
    assert [one["no"] for one in document["committees"]] == [*range(1, 47)]
    assert len(document["contacts"]) == 16
    assert document["contacts_document"] == "湖人社函〔2021〕57号"
    (twelve,) = (one for one in document["committees"] if one["no"] == 12)
    days = {one["event"]: (one["safe"], one["last"]) for one in twelve["milestones"]}
    # 7月: six working days before 1 and 30 July. 9月: seven before 1 and 30 September; Sunday the 26th is worked.
    assert days["cutoff"] == ("2021-07-01", "2021-07-30")
    assert days["unit_notice"] == ("2021-06-23", "2021-07-22")
    assert days["report"] == ("2021-08-23", "2021-09-22")
    assert days["result_notice"] == (None, None)


def test_another_day_changes_nothing_in_the_data_files(tmp_path: Path) -> None:
    for form in ("json", "csv", "md", "ics"):
        files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
        for file, today in zip(files, ("2021-07-01", "2021-11-30"), strict=True):
            assert main(["export", form, "-o", str(file), "--year", "2021", "--today", today]) == OK
        assert files[0].read_bytes() == files[1].read_bytes(), form


def test_csv_opens_in_excel_and_holds_every_row(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    assert main(["export", "csv", "-o", str(file), *JULY]) == OK
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    # Row 29 has three batches, rows 31 and 32 two audiences.
    assert [int(row["序号"]) for row in rows] == sorted([*range(1, 47), 29, 29, 31, 32])
    assert not any("天数" in name for name in rows[0])
    (twelve,) = (row for row in rows if row["序号"] == "12")
    assert (twelve["接收材料截止时间"], twelve["稳妥"], twelve["最迟"]) == ("7月", "2021-07-01", "2021-07-30")


def test_the_filters_are_those_of_zc_plan(capsys: Printed) -> None:
    assert main(["export", "json", "--month", "7", *JULY]) == OK
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert [one["no"] for one in document["committees"]] == IN_JULY
    assert document["chosen"] == "7月接收材料"
    assert [one["no"] for one in document["undated"]] == [14, 45, 46]
    assert "14、45、46 号" in err


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        (["--month", "9", "--by", "review"], "9月评审"),
        (["--specialty", "暖通", "--level", "中级"], "级别：中级；专业：暖通"),
        (["--open"], "2021-07-01 还没有截止"),
    ],
)
def test_the_filters_are_told_in_words(arguments: list[str], chosen: str, capsys: Printed) -> None:
    assert main(["export", "json", *arguments, *JULY]) == OK
    assert json.loads(capsys.readouterr().out)["chosen"] == chosen


def test_nothing_that_fits_writes_no_file(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "none.ics"
    assert main(["export", "ics", "--month", "7", "--kind", "初评委", "-o", str(file), *JULY]) == FINDINGS
    assert not file.exists()
    assert "没有写文件" in capsys.readouterr().err


def test_markdown_holds_every_row(capsys: Printed) -> None:
    assert main(["export", "md", *JULY]) == OK
    assert sum(line.startswith("| 12 |") for line in capsys.readouterr().out.splitlines()) == 1


def events(file: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file.read_bytes()).events


def test_a_calendar_with_alarms_and_its_next_edition(tmp_path: Path, capsys: Printed) -> None:
    old, new = tmp_path / "old.ics", tmp_path / "new.ics"
    twelve = ["--specialty", "暖通", *JULY]
    assert main(["export", "ics", "-o", str(old), "--alarm", "30d，7w", *twelve]) == OK
    assert sum(len(one.walk("VALARM")) for one in events(old)) > 0
    # The same again: byte for byte, and nothing changed.
    again = ["export", "ics", "-o", str(new), "--alarm", "30d,7w", "--previous", str(old), *twelve]
    assert main(again) == OK
    assert new.read_bytes() == old.read_bytes()
    assert "改了 0 个日程，取消 0 个" in capsys.readouterr().err


def statuses(file: Path) -> set[str]:
    return {str(one["STATUS"]) for one in events(file)}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (["--specialty", "暖通", "--today", "2021-07-01"], ["--specialty", "水利", "--today", "2021-07-01"]),
        (["--open", "--today", "2021-06-01"], ["--open", "--today", "2021-08-02"]),
    ],
)
def test_another_filter_cancels_nothing(before: list[str], now: list[str], tmp_path: Path, capsys: Printed) -> None:
    old, new, fresh = tmp_path / "old.ics", tmp_path / "new.ics", tmp_path / "fresh.ics"
    assert main(["export", "ics", "-o", str(old), "--year", "2021", *before]) == OK
    assert main(["export", "ics", "-o", str(fresh), "--year", "2021", *now]) == OK
    capsys.readouterr()
    assert main(["export", "ics", "-o", str(new), "--previous", str(old), "--year", "2021", *now]) == OK
    assert new.read_bytes() == fresh.read_bytes()
    assert "改了 0 个日程，取消 0 个" in capsys.readouterr().err


def test_a_calendar_that_is_replaced_goes_on(tmp_path: Path, capsys: Printed) -> None:
    file, data = tmp_path / "plan.ics", plan_with(tmp_path, "8月")
    command = ["export", "ics", "-o", str(file), "--specialty", "暖通", *JULY]
    assert main(command) == OK
    first = file.read_bytes()
    assert "与旧日历相比" not in capsys.readouterr().err
    assert main([*command, "--force"]) == OK
    assert file.read_bytes() == first
    assert "改了 0 个日程，取消 0 个" in capsys.readouterr().err
    assert main([*command, "--force", "--data-dir", str(data)]) == OK
    # Cut-off and unit's notice, each a span and a day.
    assert "改了 4 个日程，取消 0 个" in capsys.readouterr().err
    assert sorted(str(one["SEQUENCE"]) for one in events(file)) == [*"0001111"]
    # What is given goes before what is replaced.
    given = tmp_path / "given.ics"
    given.write_bytes(first)
    assert main([*command, "--force", "--previous", str(given)]) == OK
    assert file.read_bytes() == first


@pytest.mark.parametrize("content", [b"mine", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_a_calendar_that_replaces_another_file_begins_anew(content: bytes, tmp_path: Path, capsys: Printed) -> None:
    file, fresh = tmp_path / "plan.ics", tmp_path / "fresh.ics"
    file.write_bytes(content)
    assert main(["export", "ics", "-o", str(fresh), *JULY]) == OK
    assert main(["export", "ics", "-o", str(file), "--force", *JULY]) == OK
    assert file.read_bytes() == fresh.read_bytes()
    assert "日程从头编号" in capsys.readouterr().err
    # One that is given must be right.
    file.write_bytes(content)
    assert main(["export", "ics", "-o", str(file), "--force", "--previous", str(file), *JULY]) == USAGE
    assert file.read_bytes() == content


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_a_calendar_can_be_made_on_any_day(today: str, tmp_path: Path) -> None:
    for form in ("ics", "site"):
        assert main(["export", form, "-o", str(tmp_path / form), "--year", "2021", "--today", today]) == OK


def test_committees_without_a_date_are_named_beside_a_calendar(tmp_path: Path, capsys: Printed) -> None:
    assert main(["export", "ics", "-o", str(tmp_path / "a.ics"), *JULY]) == OK
    assert "14、45、46 号" in capsys.readouterr().err


def test_a_workbook_is_written(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    assert main(["export", "xlsx", "-o", str(file), *JULY]) == OK
    assert is_zipfile(file)


def test_a_page_is_written(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    assert main(["export", "html", "-o", str(file), *JULY]) == OK
    page = file.read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in page
    assert "市建设工程专业中级职务评审委员会" in page


@pytest.mark.parametrize("form", ["ics", "xlsx", "csv", "json", "html", "md"])
def test_a_file_that_exists_is_replaced_only_by_force(form: str, tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / f"plan.{form}"
    file.write_bytes(b"mine")
    arguments = ["export", form, "-o", str(file), "--specialty", "暖通", *JULY]
    assert main(arguments) == USAGE
    assert file.read_bytes() == b"mine"
    assert "--force" in capsys.readouterr().err
    assert main([*arguments, "--force"]) == OK
    assert file.read_bytes() != b"mine"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "ics", "-o", "{folder}"], "文件夹"),
        (["export", "ics", "-o", "{folder}/none/plan.ics"], "文件夹"),
        (["export", "site"], "放在哪里"),
        (["export", "site", "-o", "-"], "放在哪里"),
        (["export", "site", "-o", "{file}"], "不是文件夹"),
        (["export", "pdf", "-o", "{folder}/a"], "pdf"),
        (["export"], "形式"),
        (["export", "csv", "--alarm", "7d", "-o", "{folder}/a"], "--alarm"),
        (["export", "ics", "--alarm", "一会儿", "-o", "{folder}/a"], "7w"),
        (["export", "html", "--previous", "{file}", "-o", "{folder}/a"], "--previous"),
        (["export", "site", "--previous", "{file}", "-o", "{folder}/a"], "自己会看"),
        (["export", "ics", "--previous", "{folder}/none.ics", "-o", "{folder}/a"], "不能读取"),
        (["export", "ics", "--previous", "{file}", "-o", "{folder}/a"], "日历"),
        (["export", "csv", "--level", "中及", "-o", "{folder}/a"], "中级"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], said: str, tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    filled = [one.format(folder=tmp_path, file=file) for one in arguments]
    assert main([*filled, *JULY]) == USAGE
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_workbook_is_no_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["export", "xlsx", *JULY]) == USAGE
    assert "终端" in capsys.readouterr().err


def test_a_workbook_goes_through_a_pipe_as_it_is() -> None:
    command = [sys.executable, "-m", "zhicheng_cli", "export", "xlsx", "--specialty", "暖通", *JULY]
    done = subprocess.run(command, capture_output=True, check=True, env=environment())
    assert is_zipfile(io.BytesIO(done.stdout))


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def site(folder: Path, *more: str) -> int:
    return main(["export", "site", "-o", str(folder), *JULY, *more])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_page_calendars_and_data_that_find_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert site(folder) == OK
    made = contents(folder)
    months = [f"calendar/month-{month:02}.ics" for month in range(4, 13)]
    dated = [number for number in range(1, 47) if number not in (14, 45, 46)]
    committees = [f"calendar/committee-{number:02}.ics" for number in dated]
    assert set(made) == {"index.html", "plan.csv", "plan.json", "calendar/all.ics", *months, *committees}
    page = made["index.html"].decode()
    for place in set(made) - {"index.html"}:
        assert f'href="{place}"' in page, place
    # One event has one UID wherever it stands.
    whole = {str(one["UID"]) for one in events(folder / "calendar" / "all.ics")}
    for place in (*months, *committees):
        assert {str(one["UID"]) for one in events(folder / place)} <= whole


def keys(folder: Path, place: str) -> set[str]:
    return {str(one["X-ZC-KEY"]).removeprefix("湖州市/2021/") for one in events(folder / "calendar" / f"{place}.ics")}


def test_a_month_has_what_may_fall_into_it(tmp_path: Path) -> None:
    assert site(tmp_path / "site") == OK
    months = {month: keys(tmp_path / "site", f"month-{month:02}") for month in range(4, 13)}

    def of(key: str) -> list[int]:
        return [month for month, found in months.items() if key in found]

    # 第12行: 7月, and the unit's notice from 23 June on; 9月, and the report from 23 August on.
    assert of("12/cutoff//") == [7]
    assert of("12/unit_notice//") == [6, 7]
    assert of("12/review//") == [9]
    assert of("12/report//") == [8, 9]
    # 第29行: 4-6月、7-9月、10月-12月各1批次, as zc plan --month finds it.
    assert [of(f"29/cutoff/{batch}/") for batch in (1, 2, 3)] == [[4, 5, 6], [7, 8, 9], [10, 11, 12]]
    # 第34行: 评审 7月中旬. 第2行: 8月, the safe day is 30 July.
    assert of("34/review//") == [7]
    assert of("2/cutoff//") == [7, 8]
    assert months[4] == {"29/cutoff/1/"}


def test_a_site_made_again_stays_as_it_is(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "site"
    assert site(folder) == OK
    (folder / "own.html").write_text("mine", encoding="utf-8")
    before = contents(folder)
    assert site(folder) == USAGE
    assert "--force" in capsys.readouterr().err
    assert site(folder, "--force") == OK
    assert contents(folder) == before


def plan_with(folder: Path, cutoff: str) -> Path:
    """The data, with another cut-off in row 12."""

    def change(plan: str) -> str:
        head, row = plan.split("\n  - no: 12\n")
        return head + "\n  - no: 12\n" + row.replace("cutoff: 7月\n", f"cutoff: {cutoff}\n", 1)

    return plan_changed(folder / "data", change)


def plan_changed(data: Path, change: Callable[[str], str]) -> Path:
    """The data, with the plan changed."""
    data.mkdir()
    for path in data_dir().iterdir():
        if path.is_file():
            (data / path.name).write_bytes(path.read_bytes())
    plan = data / "plan_2021.yaml"
    plan.write_text(change(plan.read_text(encoding="utf-8")), encoding="utf-8")
    return data


def test_a_site_of_a_newer_plan_cancels_what_was_dropped(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "site"
    assert site(folder) == OK
    assert "日历改了" not in capsys.readouterr().err
    again = ["--force", "--data-dir", str(plan_with(tmp_path, "待定"))]
    assert site(folder, *again) == OK
    assert "（日历改了 0 个日程，取消 4 个）" in capsys.readouterr().err
    for place in ("all", "committee-12", "month-07"):
        cutoffs = [one for one in events(folder / "calendar" / f"{place}.ics") if "/12/cutoff/" in str(one["X-ZC-KEY"])]
        assert cutoffs
        assert {str(one["STATUS"]) for one in cutoffs} == {"CANCELLED"}, place
    # It was to be in July.
    assert not any(key.startswith("12/cutoff/") for key in keys(folder, "month-08"))
    before = contents(folder)
    assert site(folder, *again) == OK
    assert "（日历改了 0 个日程，取消 0 个）" in capsys.readouterr().err
    assert contents(folder) == before


def test_an_event_is_the_same_in_every_calendar_of_a_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert site(folder) == OK
    assert site(folder, "--force", "--data-dir", str(plan_with(tmp_path, "8月下旬"))) == OK
    whole = {str(one["UID"]): one.to_ical() for one in events(folder / "calendar" / "all.ics")}
    for path in (folder / "calendar").iterdir():
        for one in events(path):
            assert one.to_ical() == whole[str(one["UID"])], path.name
    moved = [one for one in events(folder / "calendar" / "month-08.ics") if "/12/cutoff/" in str(one["X-ZC-KEY"])]
    assert {(str(one["STATUS"]), str(one["SEQUENCE"])) for one in moved} == {("TENTATIVE", "1"), ("CONFIRMED", "1")}
    assert not any(key.startswith("12/cutoff/") for key in keys(folder, "month-07"))


def test_a_filter_leaves_a_full_site_uncancelled(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "site"
    data = str(plan_with(tmp_path, "8月"))
    assert site(folder) == OK
    assert site(folder, "--force", "--data-dir", data) == OK
    full = contents(folder)
    capsys.readouterr()
    assert site(folder, "--force", "--month", "6", "--data-dir", data) == OK
    assert "（日历改了 0 个日程，取消 0 个）" in capsys.readouterr().err
    for path in (folder / "calendar").iterdir():
        assert "CANCELLED" not in statuses(path), path.name
    assert not any(key.startswith("12/") for key in keys(folder, "all"))
    # What was left out had changed once; that is not forgotten.
    assert site(folder, "--force", "--data-dir", data) == OK
    assert contents(folder) == full


@pytest.mark.parametrize("place", ["calendar/all.ics", "calendar/committee-12.ics"])
def test_the_last_edition_that_stands_in_a_site_is_carried_on(place: str, tmp_path: Path) -> None:
    folder, data = tmp_path / "site", str(plan_with(tmp_path, "8月"))
    assert site(folder) == OK
    old = (folder / place).read_bytes()
    assert site(folder, "--force", "--data-dir", data) == OK
    assert site(folder, "--force") == OK  # and back: SEQUENCE 2
    before = contents(folder)
    (folder / place).write_bytes(old)
    assert site(folder, "--force") == OK
    assert contents(folder) == before


def test_a_committee_that_left_the_plan_is_cancelled_in_its_calendar(tmp_path: Path) -> None:
    """第44行, the last one with a date: 8月."""
    folder = tmp_path / "site"
    assert site(folder) == OK
    data = str(plan_changed(tmp_path / "data", lambda plan: plan.partition("\n  - no: 44\n")[0] + "\n"))
    assert site(folder, "--force", "--data-dir", data) == OK
    assert statuses(folder / "calendar" / "committee-44.ics") == {"CANCELLED"}
    for place in ("all", "month-08"):
        gone = [one for one in events(folder / "calendar" / f"{place}.ics") if "/44/" in str(one["X-ZC-KEY"])]
        assert {str(one["STATUS"]) for one in gone} == {"CANCELLED"}, place
    # Where no calendar of it stands, none is made.
    (folder / "calendar" / "committee-44.ics").unlink()
    assert site(folder, "--force", "--data-dir", data) == OK
    assert not (folder / "calendar" / "committee-44.ics").exists()


def test_a_foreign_calendar_in_the_folder_is_left_alone(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "site"
    (folder / "calendar").mkdir(parents=True)
    foreign = folder / "calendar" / "all.ics"
    foreign.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert site(folder, "--force") == USAGE
    assert "“calendar/all.ics”：旧日历不是 zc 做的日历" in capsys.readouterr().err
    assert contents(folder) == {"calendar/all.ics": foreign.read_bytes()}


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGKILL")
@pytest.mark.parametrize("form", ["ics", "html"])
def test_a_killed_export_leaves_the_old_file_whole(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{form}"
    command = [sys.executable, "-m", "zhicheng_cli", "export", form, "-o", str(file), "--force", *JULY]
    started = time.monotonic()
    subprocess.run(command, check=True, env=environment(), capture_output=True)
    took, whole = time.monotonic() - started, file.read_bytes()
    for part in range(1, 9):
        run = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * part / 8)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert file.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="没有 RLIMIT_FSIZE")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    import resource

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    file = tmp_path / "plan.html"
    file.write_bytes(b"mine")
    command = [sys.executable, "-m", "zhicheng_cli", "export", "html", "-o", str(file), "--force", *JULY]
    done = subprocess.run(
        command, env=environment(), capture_output=True, preexec_fn=little_room, encoding="utf-8", check=False
    )
    assert done.returncode == USAGE
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.html"]


def test_one_committee_by_number_or_name(capsys: Printed) -> None:
    for name in ("12", "建设工程"):
        assert main(["export", "json", "-c", name, "--committee", "45", *JULY]) == OK
        document = json.loads(capsys.readouterr().out)
        assert [one["no"] for one in document["committees"]] == [12, 45]
        assert document["chosen"] == "序号：12、45"


def test_a_name_that_says_another_form_is_refused(tmp_path: Path, capsys: Printed) -> None:
    assert main(["export", "ics", "-o", str(tmp_path / "plan.XLSX"), *JULY]) == USAGE
    assert "zc export xlsx" in capsys.readouterr().err
    assert main(["export", "ics", "-o", str(tmp_path / "plan.txt"), *JULY]) == OK


@pytest.mark.parametrize("form", ["ics", "html", "csv", "json"])
def test_what_goes_through_a_pipe_is_what_stands_in_a_file(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{form}"
    command = [sys.executable, "-m", "zhicheng_cli", "export", form, *JULY]
    subprocess.run([*command, "-o", str(file)], check=True, env=environment(), capture_output=True)
    console = {**environment(), "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(command, check=True, env=console, capture_output=True)
    assert done.stdout == file.read_bytes()


@pytest.mark.parametrize("what", ["fifo", "huge"])
def test_an_old_calendar_that_cannot_be_one_is_refused(what: str, tmp_path: Path, capsys: Printed) -> None:
    old = tmp_path / "old.ics"
    if what == "huge":
        with old.open("wb") as file:
            file.truncate(40_000_000)
    elif sys.platform == "win32":
        pytest.skip("没有 FIFO")
    else:
        os.mkfifo(old)
    assert main(["export", "ics", "--previous", str(old), "-o", str(tmp_path / "new.ics"), *JULY]) == USAGE
    assert "old.ics" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="那里不能删除正在用的文件夹")
def test_a_working_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    command = [sys.executable, "-m", "zhicheng_cli", "export", "csv", "-o", "plan.csv", *JULY]
    # The shell stands in the folder when it is removed.
    script = 'rmdir "$PWD" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *command], cwd=folder, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == USAGE
    assert "plan.csv" in done.stderr.decode()
    assert "程序内部出错" not in done.stderr.decode()


def test_a_month_that_nothing_falls_into_any_more_tells_where_it_went(tmp_path: Path) -> None:
    folder, data = tmp_path / "site", tmp_path / "data"
    assert site(folder) == OK
    shutil.copytree(data_dir(), data)
    plan = data / "plan_2021.yaml"
    text = plan.read_text(encoding="utf-8")
    assert "cutoff: 4-6月、7-9月、10月-12月各1批次\n" in text
    plan.write_text(
        text.replace("cutoff: 4-6月、7-9月、10月-12月各1批次\n", "cutoff: 5-6月、7-9月、10月-12月各1批次\n"), "utf-8"
    )
    # Row 29 alone took papers in April.
    assert {key.split("/")[0] for key in keys(folder, "month-04")} == {"29"}
    assert site(folder, "--force", "--data-dir", str(data)) == OK
    starts = {str(one["DTSTART"].to_ical()) for one in events(folder / "calendar" / "month-04.ics")}
    assert str(b"20210501") in starts
    assert str(b"20210401") not in starts


def test_an_edition_that_has_no_next_one_is_damage(tmp_path: Path, capsys: Printed) -> None:
    old, new = tmp_path / "old.ics", tmp_path / "new.ics"
    assert main(["export", "ics", "-c", "12", "-o", str(old), *JULY]) == OK
    old.write_bytes(old.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:2147483647", 1))
    assert main(["export", "ics", "-c", "12", "-o", str(new), "--previous", str(old), *JULY]) == USAGE
    assert "已损坏" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="没有 FIFO")
@pytest.mark.parametrize("place", ["index.html", "calendar/committee-99.ics", "calendar/all.ics", "plan.json"])
def test_what_stands_in_the_way_of_a_site_is_said_before_anything_is_written(
    place: str, tmp_path: Path, capsys: Printed
) -> None:
    folder = tmp_path / "site"
    (folder / place).parent.mkdir(parents=True)
    os.mkfifo(folder / place)
    assert site(folder, "--force") == USAGE
    assert Path(place).name in capsys.readouterr().err
    assert contents(folder) == {}


def test_days_that_are_not_announced_yet_do_not_break_the_next_edition_of_others(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(data_dir(), data)
    text = (data / "plan_2021.yaml").read_text(encoding="utf-8").replace("  year: 2021\n", "  year: 2026\n")
    head, row = text.split("\n  - no: 12\n")
    late = f"{head}\n  - no: 12\n{row.replace('review: 9月', 'review: 2027年1月', 1)}"
    (data / "plan_2026.yaml").write_text(late, encoding="utf-8")
    folder = tmp_path / "site"
    run = ["export", "site", "-o", str(folder), "--data-dir", str(data), "-c", "8", "--today", "2026-06-22"]
    assert main(run) == OK
    before = contents(folder)
    assert main([*run, "--force"]) == OK
    assert contents(folder) == before
