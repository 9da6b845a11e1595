"""Calendars and sites from before committees had keys: their next edition leaves no double and nothing stale."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from before_keys import ROWS, by_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from views.exports.sample_exports import JULY, Printed, events, plan_with
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.cli import main
from zhicheng_cli.errors import OK
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.search import Match, Search
from zhicheng_cli.views.exports.calendar import CalendarFile, make_calendar
from zhicheng_cli.views.exports.plan_export import Export
from zhicheng_cli.views.exports.site import make_site

pytestmark = pytest.mark.usefixtures("page_without_answers")

DATA = Dataset(year=2021)
PLAN = DATA.plan
AUGUST = date(2021, 8, 1)
TEACHERS, LIFTS, COACHES = "中小学教师-初级", "电梯行业协会", "体育教练员"


def made(plan: Plan = PLAN, keys: Iterable[str] = ROWS, *, previous: bytes | None = None) -> CalendarFile:
    entries = [(one, milestones(plan, one, DATA.calendar)) for one in plan.committees if one.key in keys]
    return make_calendar(plan, entries, DATA.calendar, today=AUGUST, previous=previous)


def kept(*editions: bytes) -> dict[str, Any]:
    """What stands in the calendar of somebody who imported one after another: by UID, the later edition wins."""
    found: dict[str, Any] = {}
    for content in editions:
        for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
            before = found.get(str(event["UID"]))
            if before is None or edition(event) > edition(before):
                found[str(event["UID"])] = event
    return {uid: event for uid, event in found.items() if event["STATUS"] != "CANCELLED"}


def edition(event: Any) -> tuple[int, Any]:
    return int(event["SEQUENCE"]), event["DTSTAMP"].dt


def changed(plan: Plan, key: str, **periods: str) -> Plan:
    """The plan with other words in a row."""
    read = {column: read_period(words, 2021) for column, words in periods.items()}
    rows = tuple(one._replace(**read) if one.key == key else one for one in plan.committees)  # type: ignore[arg-type]
    return plan._replace(committees=rows)


def renumbered(plan: Plan, order: Iterable[int]) -> Plan:
    """The same bodies in another order, numbered anew."""
    rows = [plan.committees[index] for index in order]
    return plan._replace(
        committees=tuple(
            row._replace(no=no, source=row.source._replace(row=no)) for no, row in enumerate(rows, start=1)
        )
    )


def test_the_next_edition_of_a_calendar_by_rows_leaves_no_double_and_nothing_stale() -> None:
    old = by_rows(made().content)
    assert kept(old).keys().isdisjoint(kept(made().content))
    later = changed(PLAN, "建设工程-中级", cutoff="8月")
    new = made(later, previous=old)
    assert kept(old, new.content) == kept(made(later).content)
    assert (new.changed, new.cancelled, new.renamed) == (0, 0, len(kept(old)))
    gone = [one for one in icalendar.Calendar.from_ical(new.content).walk("VEVENT") if one["STATUS"] == "CANCELLED"]
    assert {str(one["DESCRIPTION"]).partition("。")[0] for one in gone} == {
        "【取消】这一条作废：它换了编号，以新的一条为准"
    }
    # From then on it is an edition like any other.
    again = made(later, previous=new.content)
    assert again == new._replace(renamed=0)
    moved = made(changed(later, "建设工程-中级", review="10月"), previous=new.content)
    assert (moved.changed, moved.cancelled, moved.renamed) == (3, 0, 0)


def test_a_body_that_left_is_cancelled_and_only_that() -> None:
    old = by_rows(made().content)
    without = PLAN._replace(committees=tuple(one for one in PLAN.committees if one.key != COACHES))
    new = made(without, previous=old)
    assert (new.changed, new.cancelled) == (0, 4)
    assert kept(old, new.content) == kept(made(without).content)


def test_a_selection_leaves_the_rest_of_a_calendar_by_rows_alone() -> None:
    old, keys = by_rows(made().content), ("建设工程-中级", TEACHERS)
    new = made(keys=keys, previous=old)
    mine = {uid: one for uid, one in kept(old).items() if str(one["X-ZC-KEY"]).split("/")[2] in ("12", "34")}
    assert (new.cancelled, new.renamed) == (0, len(mine))
    others = kept(old).keys() - mine.keys()
    assert kept(old, new.content).keys() == others | kept(made(keys=keys).content).keys()


@pytest.fixture(scope="module")
def first() -> bytes:
    """The calendar of the whole plan."""
    return made().content


@pytest.fixture(scope="module")
def first_by_rows(first: bytes) -> bytes:
    """The same from before committees had keys."""
    return by_rows(first)


@pytest.fixture(scope="module")
def named(first: bytes) -> dict[str, str]:
    """What its events are called, by UID."""
    return {uid: str(one["X-ZC-KEY"]) for uid, one in kept(first).items()}


@settings(max_examples=3)
@given(order=st.permutations(range(46)))
def test_whatever_its_number_an_event_is_the_same(
    order: list[int], first: bytes, first_by_rows: bytes, named: dict[str, str]
) -> None:
    plan = renumbered(PLAN, order)
    new = made(plan, previous=first)
    assert {uid: str(one["X-ZC-KEY"]) for uid, one in kept(new.content).items()} == named
    assert new.cancelled == 0
    # Also where the rows moved before the first edition that knows keys.
    carried = made(plan, previous=first_by_rows)
    assert (carried.changed, carried.cancelled, carried.renamed) == (0, 0, len(named))


def export(plan: Plan) -> Export:
    search = Search(plan, DATA._values["titles.yaml"], DATA.words)
    matches = [Match(one) for one in plan.committees]
    return Export(plan, matches, (), DATA.contacts, search, DATA.calendar, AUGUST)


@settings(max_examples=2)
@given(st.permutations(range(46)))
def test_whatever_its_number_the_files_of_a_site_are_the_same(order: list[int]) -> None:
    first = make_site(export(PLAN), {}).files
    standing = {place: content for place, content in first.items() if place.endswith(".ics")}
    site = make_site(export(renumbered(PLAN, order)), standing)
    assert site.files.keys() == first.keys()
    assert (site.cancelled, site.renamed, site.unknown) == (0, 0, ())


def site(folder: Path, *more: str) -> int:
    return main(["export", "site", "-o", str(folder), *more])


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it is made today; not to be written into."""
    folder = tmp_path_factory.mktemp("today") / "site"
    assert site(folder, *JULY) == OK
    return folder


@pytest.fixture(scope="module")
def all_by_row(today: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site from before committees had keys; not to be written into."""
    folder = shutil.copytree(today, tmp_path_factory.mktemp("by row") / "site")
    for path in sorted((folder / "calendar").iterdir()):
        path.write_bytes(by_rows(path.read_bytes()))
        key = path.stem.removeprefix("committee-")
        if key in ROWS:
            path.rename(path.with_name(f"committee-{ROWS[key]:02}.ics"))
    return folder


@pytest.fixture
def by_row(all_by_row: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(all_by_row, tmp_path / "site")


def who(folder: Path, name: str) -> set[tuple[str, str]]:
    """Year and key of what stands there and is not cancelled."""
    live = (one for one in events(folder / "calendar" / f"{name}.ics") if one["STATUS"] != "CANCELLED")
    return {(str(one["X-ZC-KEY"]).split("/")[1], str(one["X-ZC-KEY"]).split("/")[2]) for one in live}


def test_an_address_that_people_subscribed_to_goes_on_telling(by_row: Path, tmp_path: Path, capsys: Printed) -> None:
    before = {path.name: path.read_bytes() for path in (by_row / "calendar").iterdir()}
    assert site(by_row, *JULY, "--force", "--data-dir", str(plan_with(tmp_path, "8月"))) == OK
    assert "改了 0 个日程，取消 0 个，" in (told := capsys.readouterr().err)
    assert "个换了编号（原来的标为取消，另有新的）" in told
    for key, row in ROWS.items():
        if f"committee-{row:02}.ics" in before:
            old, new = (by_row / "calendar" / f"committee-{name}.ics" for name in (f"{row:02}", key))
            assert old.read_bytes() == new.read_bytes()
            assert kept(before[old.name], old.read_bytes()) == kept(new.read_bytes())
    assert kept(before["all.ics"], (by_row / "calendar" / "all.ics").read_bytes()) == kept(
        (by_row / "calendar" / "all.ics").read_bytes()
    )
    # The page leads to the new addresses alone.
    assert "committee-12.ics" not in (by_row / "index.html").read_text(encoding="utf-8")
    # Once more, and nothing is new.
    after = {path.name: path.read_bytes() for path in (by_row / "calendar").iterdir()}
    assert site(by_row, *JULY, "--force", "--data-dir", str(tmp_path / "data")) == OK
    assert "（日历改了 0 个日程，取消 0 个）" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (by_row / "calendar").iterdir()} == after


@pytest.mark.parametrize("is_carried_over_first", [True, False])
def test_next_year_an_address_still_is_the_body_that_had_the_number(
    is_carried_over_first: bool, by_row: Path, tmp_path: Path
) -> None:
    data = data_with(tmp_path, plan_2022=plan_text(MOVED_UP))
    if is_carried_over_first:
        assert site(by_row, *JULY, "--force") == OK
    coaches = (by_row / "calendar" / "committee-26.ics").read_bytes()
    assert site(by_row, "--year", "2022", "--today", "2022-07-01", "--force", "--data-dir", str(data)) == OK
    # 34 is 湖州市电梯行业协会 in 2022, but the address was the teachers'.
    assert who(by_row, "committee-34") == who(by_row, f"committee-{TEACHERS}") == {("2022", TEACHERS)}
    assert who(by_row, "committee-35") == who(by_row, f"committee-{LIFTS}") == {("2022", LIFTS)}
    # Of 体育教练员 there is nothing to tell in 2022.
    assert (by_row / "calendar" / "committee-26.ics").read_bytes() == coaches


def test_a_plan_that_was_renumbered_since_takes_no_address_away(by_row: Path, tmp_path: Path, capsys: Printed) -> None:
    data = data_with(tmp_path, plan_2021=plan_text(MOVED_UP, year=2021))
    coaches = (by_row / "calendar" / "committee-26.ics").read_bytes()
    assert site(by_row, *JULY, "--force", "--data-dir", str(data)) == OK
    assert "不再更新：calendar/committee-26.ics\n" in capsys.readouterr().err
    assert who(by_row, "committee-34") == {("2021", TEACHERS)}
    assert who(by_row, "committee-35") == {("2021", LIFTS)}
    # 体育教练员 left the plan: its days are taken back where they were told.
    assert who(by_row, "committee-26") == set()
    assert kept(coaches, (by_row / "calendar" / "committee-26.ics").read_bytes()) == {}


def test_an_address_of_which_nobody_knows_whose_it_is_stays_and_is_said(
    by_row: Path, tmp_path: Path, capsys: Printed
) -> None:
    data = data_with(tmp_path, plan_2022=plan_text(MOVED_UP))
    (data / "plan_2021.yaml").unlink()
    before = (by_row / "calendar" / "committee-12.ics").read_bytes()
    assert site(by_row, "--year", "2022", "--today", "2022-07-01", "--force", "--data-dir", str(data)) == OK
    assert "不再更新：calendar/committee-01.ics、calendar/committee-02.ics、" in capsys.readouterr().err
    assert (by_row / "calendar" / "committee-12.ics").read_bytes() == before
    assert who(by_row, "committee-建设工程-中级") == {("2022", "建设工程-中级")}
