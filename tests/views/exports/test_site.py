"""`zc export site`: a folder of page, calendars and data, made once and made again over what stood there."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from known_data import copy_data
from views.exports.sample_exports import JULY, Printed, events, plan_changed, plan_with, statuses

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK, USAGE
from zhicheng_cli.plan.dataset import Dataset

pytestmark = pytest.mark.usefixtures("page_without_answers")

ROWS = {one.key: one.no for one in Dataset(year=2021).plan.committees}


def site(folder: Path, *more: str) -> int:
    return main(["export", "site", "-o", str(folder), *JULY, *more])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it is made where nothing stood; not to be written into."""
    folder = tmp_path_factory.mktemp("made") / "site"
    with redirect_stderr(StringIO()) as told:
        assert site(folder) == OK
    assert "日历改了" not in told.getvalue()
    return folder


@pytest.fixture(scope="module")
def moved_and_back(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after a day of committee 12 went to August and came back: SEQUENCE 3703. Not to be written into."""
    place = tmp_path_factory.mktemp("moved")
    folder = shutil.copytree(made, place / "site")
    assert site(folder, "--force", "--data-dir", str(plan_with(place, "8月"))) == OK
    assert site(folder, "--force") == OK
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(made, tmp_path / "site")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_page_calendars_and_data_that_find_each_other(made: Path) -> None:
    found = contents(made)
    months = [f"calendar/month-{month:02}.ics" for month in range(4, 13)]
    dated = [number for number in range(1, 47) if number not in (14, 45, 46)]
    committees = [f"calendar/committee-{key}.ics" for key, number in ROWS.items() if number in dated]
    assert set(found) == {"index.html", "plan.csv", "plan.json", "calendar/all.ics", *months, *committees}
    page = found["index.html"].decode()
    for place in set(found) - {"index.html"}:
        assert f'href="{quote(place)}"' in page, place
    # One event has one UID wherever it stands.
    whole = {str(one["UID"]) for one in events(made / "calendar" / "all.ics")}
    for place in (*months, *committees):
        assert {str(one["UID"]) for one in events(made / place)} <= whole


def keys(folder: Path, place: str) -> set[str]:
    """What stands there, by the row of the committee and what else names an event."""
    found = (str(one["X-ZC-KEY"]).split("/", 3)[2:] for one in events(folder / "calendar" / f"{place}.ics"))
    return {f"{ROWS[key]}/{rest}" for key, rest in found}


def test_a_month_has_what_may_fall_into_it(made: Path) -> None:
    months = {month: keys(made, f"month-{month:02}") for month in range(4, 13)}

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


def test_a_site_made_again_stays_as_it_is(folder: Path, capsys: Printed) -> None:
    (folder / "own.html").write_text("mine", encoding="utf-8")
    before = contents(folder)
    assert site(folder) == USAGE
    assert "--force" in capsys.readouterr().err
    assert site(folder, "--force") == OK
    assert contents(folder) == before


def test_a_site_of_a_newer_plan_cancels_what_was_dropped(folder: Path, tmp_path: Path, capsys: Printed) -> None:
    again = ["--force", "--data-dir", str(plan_with(tmp_path, "待定"))]
    assert site(folder, *again) == OK
    assert "（日历改了 0 个日程，取消 4 个）" in capsys.readouterr().err
    for place in ("all", "committee-建设工程-中级", "month-07"):
        cutoffs = [
            one
            for one in events(folder / "calendar" / f"{place}.ics")
            if "/建设工程-中级/cutoff/" in str(one["X-ZC-KEY"])
        ]
        assert cutoffs
        assert {str(one["STATUS"]) for one in cutoffs} == {"CANCELLED"}, place
    # It was to be in July.
    assert not any(key.startswith("12/cutoff/") for key in keys(folder, "month-08"))
    before = contents(folder)
    assert site(folder, *again) == OK
    assert "（日历改了 0 个日程，取消 0 个）" in capsys.readouterr().err
    assert contents(folder) == before


def test_what_is_cancelled_says_so_in_its_title_and_its_description(folder: Path, tmp_path: Path) -> None:
    """There are readers that do not look at STATUS."""
    before = {str(one["UID"]): one for one in events(folder / "calendar" / "all.ics")}
    assert site(folder, "--force", "--data-dir", str(plan_with(tmp_path, "待定"))) == OK
    for place in ("all", "committee-建设工程-中级", "month-07"):
        gone = [one for one in events(folder / "calendar" / f"{place}.ics") if one["STATUS"] == "CANCELLED"]
        assert gone
        for one in gone:
            was = before[str(one["UID"])]
            assert str(one["SUMMARY"]) == f"【取消】{was['SUMMARY']}"
            assert str(one["DESCRIPTION"]).startswith("【取消】这一条作废：计划里已经没有它了。")
            assert str(one["DESCRIPTION"]).endswith(str(was["DESCRIPTION"]))
    # What comes back says nothing of it.
    assert site(folder, "--force") == OK
    assert not any("取消" in str(one["SUMMARY"]) for one in events(folder / "calendar" / "all.ics"))


def test_what_was_cancelled_before_titles_said_so_says_so_once(folder: Path, tmp_path: Path, capsys: Printed) -> None:
    undated = ("--force", "--data-dir", str(plan_with(tmp_path, "待定")))
    assert site(folder, *undated) == OK
    for path in sorted((folder / "calendar").iterdir()):
        path.write_bytes(path.read_bytes().replace("SUMMARY:【取消】".encode(), b"SUMMARY:"))
    capsys.readouterr()
    assert site(folder, *undated) == OK
    assert "（日历改了 0 个日程，取消 0 个）" in capsys.readouterr().err
    titles = [str(one["SUMMARY"]) for one in events(folder / "calendar" / "all.ics") if one["STATUS"] == "CANCELLED"]
    assert titles
    assert all(title.startswith("【取消】") and title.count("【取消】") == 1 for title in titles)
    standing = contents(folder)
    assert site(folder, *undated) == OK
    assert contents(folder) == standing


def test_a_calendar_to_subscribe_to_says_how_often_to_look(made: Path) -> None:
    """RFC 7986, 5.7; the other name is Outlook's."""
    for path in (made / "calendar").iterdir():
        lines = path.read_bytes().split(b"\r\n")
        assert [line for line in lines if line.startswith((b"REFRESH", b"X-PUBLISHED", b"METHOD"))] == [
            b"REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            b"X-PUBLISHED-TTL:PT12H",
        ], path.name


def test_an_event_is_the_same_in_every_calendar_of_a_site(folder: Path, tmp_path: Path) -> None:
    assert site(folder, "--force", "--data-dir", str(plan_with(tmp_path, "8月下旬"))) == OK
    whole = {str(one["UID"]): one.to_ical() for one in events(folder / "calendar" / "all.ics")}
    for path in (folder / "calendar").iterdir():
        for one in events(path):
            assert one.to_ical() == whole[str(one["UID"])], path.name
    moved = [
        one for one in events(folder / "calendar" / "month-08.ics") if "/建设工程-中级/cutoff/" in str(one["X-ZC-KEY"])
    ]
    assert {(str(one["STATUS"]), str(one["SEQUENCE"])) for one in moved} == {
        ("TENTATIVE", "3702"),
        ("CONFIRMED", "3702"),
    }
    assert not any(key.startswith("12/cutoff/") for key in keys(folder, "month-07"))


def test_a_filter_leaves_a_full_site_uncancelled(folder: Path, tmp_path: Path, capsys: Printed) -> None:
    data = str(plan_with(tmp_path, "8月"))
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


@pytest.mark.parametrize("place", ["calendar/all.ics", "calendar/committee-建设工程-中级.ics"])
def test_the_last_edition_that_stands_in_a_site_is_carried_on(
    place: str, made: Path, moved_and_back: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(moved_and_back, tmp_path / "site")
    shutil.copy(made / place, folder / place)
    assert site(folder, "--force") == OK
    assert contents(folder) == contents(moved_and_back)


def test_a_committee_that_left_the_plan_is_cancelled_in_its_calendar(folder: Path, tmp_path: Path) -> None:
    """第44行, the last one with a date: 8月."""
    data = str(plan_changed(tmp_path, lambda plan: plan.partition("\n  - no: 44\n")[0] + "\n"))
    assert site(folder, "--force", "--data-dir", data) == OK
    assert statuses(folder / "calendar" / "committee-德华兔宝宝.ics") == {"CANCELLED"}
    for place in ("all", "month-08"):
        gone = [one for one in events(folder / "calendar" / f"{place}.ics") if "/德华兔宝宝/" in str(one["X-ZC-KEY"])]
        assert {str(one["STATUS"]) for one in gone} == {"CANCELLED"}, place
    # Where no calendar of it stands, none is made.
    (folder / "calendar" / "committee-德华兔宝宝.ics").unlink()
    assert site(folder, "--force", "--data-dir", data) == OK
    assert not (folder / "calendar" / "committee-德华兔宝宝.ics").exists()


def test_a_foreign_calendar_in_the_folder_is_left_alone(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "site"
    (folder / "calendar").mkdir(parents=True)
    foreign = folder / "calendar" / "all.ics"
    foreign.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert site(folder, "--force") == USAGE
    assert "“calendar/all.ics”：旧日历不是 zc 做的日历" in capsys.readouterr().err
    assert contents(folder) == {"calendar/all.ics": foreign.read_bytes()}


def test_a_month_that_nothing_falls_into_any_more_tells_where_it_went(folder: Path, tmp_path: Path) -> None:
    data = copy_data(tmp_path)
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
    data = copy_data(tmp_path)
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
