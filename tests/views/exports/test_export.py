"""`zc export`: what each form holds, where it goes, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import is_zipfile

import pytest
from jsonschema import Draft202012Validator
from views.exports.sample_exports import JULY, Printed, environment, events, plan_with

from zhicheng_cli.cli import main
from zhicheng_cli.cli.commands.export_command import OF_ONE_FILE
from zhicheng_cli.errors import FINDINGS, OK, USAGE
from zhicheng_cli.files.bundled import load_schema

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


#: What tells editions of an event apart: a later one has to win over a mail that was sent meanwhile.
EDITION = re.compile(rb"(SEQUENCE|DTSTAMP|LAST-MODIFIED):[0-9TZ]+\r\n")


def test_another_day_changes_nothing_in_the_data_files(tmp_path: Path) -> None:
    for form in ("json", "csv", "md", "ics"):
        files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
        for file, today in zip(files, ("2021-07-01", "2021-11-30"), strict=True):
            assert main(["export", form, "-o", str(file), "--year", "2021", "--today", today]) == OK
        contents = [EDITION.sub(b"", file.read_bytes()) if form == "ics" else file.read_bytes() for file in files]
        assert contents[0] == contents[1], form


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
    assert EDITION.sub(b"", new.read_bytes()) == EDITION.sub(b"", fresh.read_bytes())
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
    assert sorted(str(one["SEQUENCE"]) for one in events(file)) == ["3701"] * 3 + ["3702"] * 4
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


@pytest.mark.parametrize("form", OF_ONE_FILE)
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


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGKILL")
@pytest.mark.parametrize("form", ["ics", "html"])
def test_a_killed_export_leaves_the_old_file_whole(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{form}"
    command = [sys.executable, "-m", "zhicheng_cli", "export", form, "-o", str(file), "--force", *JULY]
    # The first one may validate the data: longer than any that is killed.
    subprocess.run(command, check=True, env=environment(), capture_output=True)
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
@pytest.mark.parametrize(
    ("words", "name"),
    [(["export", "html", *JULY], "a.html"), (["export", "xlsx", *JULY], "a.xlsx"), (["new", "roster"], "a.xlsx")],
)
def test_a_full_disk_leaves_the_old_file_whole(words: list[str], name: str, tmp_path: Path) -> None:
    import resource

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    file = tmp_path / name
    file.write_bytes(b"mine")
    command = [sys.executable, "-m", "zhicheng_cli", *words, "-o", str(file), "--force"]
    # Python itself would leave half a module in its cache.
    around = {**environment(), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, env=around, capture_output=True, preexec_fn=little_room, encoding="utf-8", check=False
    )
    assert done.returncode == USAGE
    assert "Traceback" not in done.stderr
    assert "文件超过了允许的大小" in done.stderr
    assert file.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == [name]


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


def test_an_edition_that_has_no_next_one_is_damage(tmp_path: Path, capsys: Printed) -> None:
    old, new = tmp_path / "old.ics", tmp_path / "new.ics"
    assert main(["export", "ics", "-c", "12", "-o", str(old), *JULY]) == OK
    old.write_bytes(old.read_bytes().replace(b"SEQUENCE:3701", b"SEQUENCE:2147483647", 1))
    assert main(["export", "ics", "-c", "12", "-o", str(new), "--previous", str(old), *JULY]) == USAGE
    assert "已损坏" in capsys.readouterr().err
