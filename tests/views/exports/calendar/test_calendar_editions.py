"""What an older calendar does to a new one, and an update beside a mail to both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from views.exports.calendar.sample_calendars import (
    AUGUST,
    CALENDAR,
    JULY,
    JULY_BEGINS,
    OF_AUGUST,
    OF_JULY,
    PLAN,
    ROWS,
    Entry,
    described,
    edition,
    entry,
    events,
    find,
    made,
    printing,
    short,
    without,
)

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.views.exports.calendar import Void, make_calendar, make_update


def at(day: date) -> datetime:
    """Midnight in China."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=8)))


def test_what_has_changed_gets_the_next_sequence() -> None:
    first = made(12, 33)
    moved = made(printing(12, cutoff="8月"), 33, today=AUGUST, previous=first)
    # Its cut-off and its unit's notice, each a span and a day.
    assert (moved.changed, moved.cancelled, moved.events) == (4, 0, first.events)
    for one in events(moved):
        concerned = one["X-ZC-KEY"] in ("湖州市/2021/建设工程-中级/cutoff//", "湖州市/2021/建设工程-中级/unit_notice//")
        assert edition(one) == (
            (OF_AUGUST, at(AUGUST), at(AUGUST)) if concerned else (OF_JULY, JULY_BEGINS, JULY_BEGINS)
        )
    back = made(12, 33, today=date(2021, 9, 1), previous=moved)
    assert back.changed == 4
    # 1 September: 31 days later. On one day the next one is the next number.
    assert max(edition(one)[0] for one in events(back)) == 9901
    once_more = made(printing(12, cutoff="8月"), 33, today=date(2021, 9, 1), previous=back)
    assert max(edition(one)[0] for one in events(once_more)) == 9902


def unnumbered(event: Any) -> list[str]:
    return [
        line for line in event.content_lines() if line.partition(":")[0] not in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
    ]


def test_a_stamp_is_never_set_back() -> None:
    moved = made(printing(12, cutoff="8月"), today=AUGUST, previous=made(12))
    back = made(12, today=JULY, previous=moved)
    assert edition(find(back, "材料截止最迟")) == (OF_AUGUST + 1, at(AUGUST), at(AUGUST))


def test_what_is_dropped_stays_as_cancelled_once() -> None:
    first = made(12, 33, alarms=["3d"])
    dropped = made(33, plan=without(12), today=AUGUST, previous=first, alarms=["3d"])
    assert (dropped.events, dropped.changed, dropped.cancelled) == (7, 0, 7)
    gone = [one for one in events(dropped) if one["STATUS"] == "CANCELLED"]
    assert {one["X-ZC-KEY"].split("/")[2] for one in gone} == {"建设工程-中级"}
    assert {edition(one) for one in gone} == {(OF_AUGUST, at(AUGUST), at(AUGUST))}
    assert not any(one.walk("VALARM") for one in gone)
    again = made(33, plan=without(12), today=date(2021, 9, 1), previous=dropped, alarms=["3d"])
    assert again == dropped._replace(cancelled=0)
    back = made(12, 33, today=date(2021, 9, 1), previous=dropped, alarms=["3d"])
    assert (back.events, back.changed, back.cancelled) == (14, 7, 0)
    returned = [one for one in events(back) if one["X-ZC-KEY"].split("/")[2] == "建设工程-中级"]
    assert {edition(one)[0] for one in returned} == {9901}


def test_a_span_that_becomes_a_day_is_cancelled() -> None:
    known = made(entry(12, review_date=date(2021, 9, 15)), today=AUGUST, previous=made(12))
    cancelled = [short(one)[0] for one in events(known) if one["STATUS"] == "CANCELLED"]
    assert cancelled == ["评前报告（8月23日至9月22日某日）"]


def test_what_a_selection_leaves_out_is_not_cancelled() -> None:
    """What is not asked for still takes place."""
    both = made(12, 33)
    assert made(33, previous=both, today=AUGUST) == made(33)
    row, some = entry(12)
    cutoffs = (row, [one for one in some if one.event == "cutoff"])
    assert made(cutoffs, previous=both, today=AUGUST) == made(cutoffs)
    # One of the plan's own, with the parts that another's moved day still has.
    moved = made(printing(12, cutoff="7月20日"), previous=both, today=AUGUST)
    assert {short(one)[0] for one in events(moved) if one["STATUS"] == "CANCELLED"} == {
        "材料截止（7月内某日）",
        "贴出单位内部公示（6月23日至7月22日某日）",
    }


def test_what_the_plan_no_longer_has_is_cancelled_whatever_is_asked_for() -> None:
    dropped = made(33, plan=without(12), previous=made(2, 12, 33), today=AUGUST)
    gone = [one for one in events(dropped) if one["STATUS"] == "CANCELLED"]
    assert {str(one["X-ZC-KEY"]).split("/")[2] for one in gone} == {"建设工程-中级"}
    assert (dropped.events, dropped.cancelled) == (7, 7)
    # A row whose cut-off has no day any more.
    undecided = PLAN._replace(
        committees=tuple(printing(12, cutoff="待定") if one.no == 12 else one for one in PLAN.committees)
    )
    gone = [one for one in events(made(33, plan=undecided, previous=made(12, 33))) if one["STATUS"] == "CANCELLED"]
    assert {str(one["X-ZC-KEY"]).split("/")[3] for one in gone} == {"cutoff", "unit_notice"}


@given(st.sets(st.sampled_from(sorted(ROWS)), max_size=5), st.sets(st.sampled_from(sorted(ROWS)), max_size=5))
def test_no_selection_cancels_or_changes_what_the_plan_has(before: set[int], now: set[int]) -> None:
    file = made(*now, previous=made(*before), today=AUGUST)
    assert (file.changed, file.cancelled, file.renamed) == (0, 0, 0)
    assert [unnumbered(one) for one in events(file)] == [unnumbered(one) for one in events(made(*now))]
    assert {edition(one)[0] for one in events(file)} <= {OF_JULY, OF_AUGUST}


@pytest.mark.parametrize(
    "other",
    [
        PLAN._replace(about={**PLAN.about, "year": 2020}),
        PLAN._replace(region=PLAN.region._replace(city="嘉兴市")),
        PLAN._replace(about={**PLAN.about, "year": 20210}),
    ],
    ids=["year", "city", "long year"],
)
def test_events_of_another_plan_are_left_out(other: Plan) -> None:
    earlier = made(12, 33, plan=other)
    assert made(12, previous=earlier) == made(12)


def test_a_notice_issued_anew_leaves_what_is_equal() -> None:
    first = made(12)
    again = made(12, plan=PLAN._replace(about={**PLAN.about, "issued": "2021-06-30"}), previous=first)
    assert again.changed == 0
    assert {edition(one) for one in events(again)} == {(OF_JULY, JULY_BEGINS, JULY_BEGINS)}


def test_an_empty_older_calendar_and_a_byte_order_mark() -> None:
    assert made(12, previous=made()) == made(12)
    marked = made(12)._replace(content=b"\xef\xbb\xbf" + made(12).content)
    assert made(12, previous=marked) == made(12)


GOOD = made(12).content


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda _: b"", "不是日历文件"),
        (lambda _: "序号,评委会\r\n12,市建设工程".encode(), "不是日历文件"),
        (lambda _: "BEGIN:VCALENDAR".encode("utf-16"), "不是日历文件"),
        (lambda _: b"\x89PNG\r\n\x1a\n\x00", "不是日历文件"),
        (lambda data: data[:-20], "不是日历文件"),
        (lambda data: data + data, "不是日历文件"),
        (lambda data: data.replace("材料".encode(), "材料".encode("gbk")), "不是日历文件"),
        (lambda _: b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", "不是日历文件"),
        (lambda data: data.replace(b"PRODID:-//zhicheng-cli", b"PRODID:-//other"), "不是 zc 做的"),
        (lambda data: data.replace(b"SEQUENCE:3701", b"SEQUENCE:x", 1), "已损坏"),
        (lambda data: data.replace(b"SEQUENCE:3701", b"SEQUENCE:-1", 1), "已损坏"),
        (lambda data: data.replace(b"SEQUENCE:3701", b"SEQUENCE:3701\r\nSEQUENCE:3702", 1), "已损坏"),
        (lambda data: data.replace(b"DTSTAMP:20210630T160000Z\r\n", b"", 1), "已损坏"),
        (lambda data: data.replace(b"MODIFIED:20210630T160000Z", b"MODIFIED:20210630T160000", 1), "已损坏"),
        (lambda data: data.replace(b"DTSTART;VALUE=DATE:2021", b"DTSTART;VALUE=DATE:", 1), "已损坏"),
        (lambda data: data.replace(b"X-ZC-KEY", b"X-KEY", 1), "已损坏"),
        (lambda data: data.replace(b"STATUS:", b"X-STATUS:", 1), "已损坏"),
        (lambda data: data.replace(b"END:VCALENDAR", data[data.index(b"BEGIN:VEVENT") :], 1), "已损坏"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE", b"DTEND;VALUE=DATE,DATE", 1), "旧日历"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE:", b"X-DTEND;VALUE=DATE:", 1), "已损坏"),
        (lambda data: data.replace(b"DTEND;VALUE=DATE:2021", b"DTEND;VALUE=DATE:", 1), "已损坏"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(damage: Callable[[bytes], bytes], words: str) -> None:
    damaged = damage(GOOD)
    assert damaged != GOOD
    with pytest.raises(ZcError, match=words) as caught:
        make_calendar(PLAN, [entry(12)], CALENDAR, today=JULY, previous=damaged)
    assert caught.value.message.startswith("旧日历")
    assert "--previous" in caught.value.hint


def test_the_name_of_a_file_is_not_the_file(tmp_path: Path) -> None:
    path = tmp_path / "old.ics"
    path.write_bytes(GOOD)
    with pytest.raises(ZcError, match="不是日历文件"):
        make_calendar(PLAN, [entry(12)], CALENDAR, today=JULY, previous=str(path).encode())


@given(st.data())
def test_a_damaged_file_gives_an_answer_or_a_word(data: st.DataObject) -> None:
    lines = GOOD.split(b"\r\n")
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(lines) - 1))
        lines[index] = data.draw(st.binary(max_size=20) | st.sampled_from(lines) | st.just(b"DTSTART;VALUE=A,B:1"))
    try:
        file = make_calendar(PLAN, [entry(33)], CALENDAR, today=JULY, previous=b"\r\n".join(lines))
    except ZcError:
        return  # what it says, the test above asks
    assert made(33, previous=file) == file._replace(changed=0)


def update(*rows: int | Committee | Entry, today: date, void: Sequence[Void] = ()) -> list[Any]:
    entries = [entry(one) if isinstance(one, int | Committee) else one for one in rows]
    content = make_update(PLAN, entries, CALENDAR, today=today, now=at(today), void=void)
    return icalendar.Calendar.from_ical(content).walk("VEVENT") if content else []


def voided(row: Committee, event: str, *told: tuple[date, date | None]) -> Void:
    return Void(row, MilestoneKey("湖州市", 2021, row.key, event), told)


def test_an_update_comes_after_whatever_came_before() -> None:
    # 25 May → 1 July: 6 + 30 + 1 days; → 1 August: 31 more.
    assert {edition(one) for one in update(12, today=JULY)} == {(3700, at(JULY), at(JULY))}
    assert {edition(one)[0] for one in update(printing(12, cutoff="8月"), today=AUGUST)} == {6800}
    same = {str(one["UID"]) for one in events(made(12))}
    assert {str(one["UID"]) for one in update(12, today=JULY)} == same
    assert {edition(one)[0] for one in update(12, today=date(2021, 5, 1))} == {0}


def test_an_update_cancels_the_parts_that_are_no_more() -> None:
    row = printing(12, cutoff="6月25日")
    void = voided(row, "cutoff", (date(2021, 6, 1), date(2021, 6, 25)), (date(2021, 6, 30), date(2021, 6, 25)))
    found = update((row, [one for one in entry(row)[1] if one.event == "cutoff"]), today=JULY, void=[void])
    assert [short(one) for one in found] == [
        ("材料截止", "06-01", "06-01", "CANCELLED"),
        ("材料截止", "06-25", "06-25", "CONFIRMED"),
    ]
    assert described(found[0]) == ["【取消】这一条作废：通知已改；原为 2021-06-01，现为 2021-06-25"]
    assert {edition(one)[0] for one in found} == {3700}
    spans = {str(one["UID"]) for one in events(made(12)) if short(one)[0] == "材料截止（7月内某日）"}
    assert {str(found[0]["UID"])} == spans


def test_an_update_cancels_what_has_no_day_any_more() -> None:
    void = voided(ROWS[12], "cutoff", (date(2021, 7, 30), None), (date(2021, 7, 1), None))
    found = update(today=JULY, void=[void])
    assert [short(one)[1] for one in found] == ["07-01", "07-30"]
    assert described(found[1]) == ["【取消】这一条作废：通知已改；原为 2021-07-30，现在没有日期"]
    # The span, then the day.
    uids = [str(find(made(12), what)["UID"]) for what in ("材料截止（7月内某日）", "材料截止最迟")]
    assert [str(one["UID"]) for one in found] == uids
    # A review is one event.
    (review,) = update(today=JULY, void=[voided(ROWS[12], "review", (date(2021, 9, 1), None))])
    assert review["UID"] == find(made(12), "评审")["UID"]
    assert update(today=JULY) == []


@pytest.mark.parametrize(
    ("no", "title"),
    [
        (29, "大、中专毕业生初定 第2批 市直学校 材料截止"),
        # Its row prints no batches: there the number is the place among several days that nothing tells apart.
        (31, "市中小学(幼儿园)高级评委会 第2次 市直学校 材料截止"),
    ],
)
def test_a_batch_and_an_audience_are_named_in_what_is_void(no: int, title: str) -> None:
    key = MilestoneKey("湖州市", 2021, ROWS[no].key, "cutoff", "市直学校", 2)
    (found, _) = update(today=JULY, void=[Void(ROWS[no], key, ((date(2021, 9, 1), None),))])
    assert str(found["SUMMARY"]) == f"【取消】{title}"


def test_an_update_without_a_change_cancels_nothing() -> None:
    void = voided(ROWS[12], "cutoff", (date(2021, 6, 1), date(2021, 7, 1)))
    assert not any(one["STATUS"] == "CANCELLED" for one in update(12, today=JULY, void=[void]))
