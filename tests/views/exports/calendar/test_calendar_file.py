"""The calendar as a file: UIDs, order and bytes, read back by two readers."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st
from views.exports.calendar.sample_calendars import (
    AUGUST,
    JULY_BEGINS,
    OF_JULY,
    ROWS,
    edition,
    entry,
    events,
    find,
    made,
    printing,
    without,
)

from zhicheng_cli.plan.periods import Period, Status


def test_uids_are_unique_in_the_whole_plan() -> None:
    found = [str(one["UID"]) for one in events(made(*ROWS))]
    assert len(set(found)) == len(found) > 250


def test_a_uid_is_of_the_key_alone() -> None:
    space = UUID("8e9f9581-8392-44f6-af50-33361564349f")
    expected = {str(uuid5(space, f"湖州市/2021/建设工程-中级/cutoff///{part}")) for part in ("span", "day")}
    for row in (ROWS[12], printing(12, cutoff="8月")):
        found = {
            str(one["UID"]) for one in events(made(row)) if one["X-ZC-KEY"] == "湖州市/2021/建设工程-中级/cutoff//"
        }
        assert found == expected


def test_a_review_keeps_its_uid_when_its_day_is_known() -> None:
    known = find(made(entry(12, review_date=date(2021, 9, 15))), "评审")
    assert known["UID"] == find(made(12), "评审（在此期间）")["UID"]


def test_bytes_depend_on_the_content_alone() -> None:
    file = made(*ROWS)
    assert made(*reversed(ROWS)) == file
    assert made(*ROWS, today=date(2030, 1, 1), previous=file, alarms=()) == file
    assert {edition(one) for one in events(file)} == {(OF_JULY, JULY_BEGINS, JULY_BEGINS)}


def lines_of(content: bytes) -> list[str]:
    """Content lines, unfolded here: a reader of our own."""
    physical = content.split(b"\r\n")
    assert physical.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    unfolded: list[str] = []
    for text in (line.decode() for line in physical):  # each decodes: no character is cut
        if text.startswith(" "):
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    return unfolded


ORDINARY = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\\")
    | st.sampled_from('职称评审🏗️👩🏽‍🔬;,:"'),
    min_size=1,
    max_size=120,
)


@given(ORDINARY)
def test_any_name_is_folded_and_read_back(name: str) -> None:
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name})
    file = made(row, name=name)
    expected = f"{name} 材料截止最迟（稳妥 7月1日）"
    escaped = expected.replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in lines_of(file.content)
    assert expected in [str(one["SUMMARY"]) for one in events(file)]
    summaries = {one.summary.value for one in vobject.readOne(file.content.decode()).vevent_list}
    assert expected in summaries
    assert made(row, name=name, previous=file) == file


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_no_text_breaks_the_file_or_its_stability(name: str, audience: str) -> None:
    """Control characters, line separators and backslashes too; a name can add no line of its own."""
    window = ROWS[12].cutoff.windows[0]._replace(audience=audience)
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": name}, cutoff=Period("7月", Status.DATED, (window,)))
    file = made(row)
    names = [line.partition(":")[0].partition(";")[0] for line in lines_of(file.content)]
    plain = [line.partition(":")[0].partition(";")[0] for line in lines_of(made(12).content)]
    assert sorted(names) == sorted(plain)
    assert made(row, previous=file, today=AUGUST) == file
    dropped = made(2, plan=without(12), previous=file, today=AUGUST)
    assert dropped.cancelled == 7
    assert made(2, plan=without(12), previous=dropped, today=AUGUST) == dropped._replace(cancelled=0)


def test_what_readers_stumble_over_is_replaced() -> None:
    """A backslash before n is a line break to some, a line separator to others, control characters are not allowed."""
    row = ROWS[12]._replace(printed={**ROWS[12].printed, "name": "甲\\n乙\x1b\x00\u2028丙"})
    expected = "甲＼n乙＼x1b＼x00\n丙 材料截止最迟（稳妥 7月1日）"
    file = made(row)
    assert expected in [str(one["SUMMARY"]) for one in events(file)]
    assert expected in [one.summary.value for one in vobject.readOne(file.content.decode()).vevent_list]
    assert set(file.content.decode()) & {"\x1b", "\x00", "\u2028"} == set()


def test_a_second_reader_finds_the_same() -> None:
    file = made(*ROWS, alarms=["30d"])
    read = vobject.readOne(file.content.decode())
    ours = {str(one["UID"]): one for one in events(file)}
    assert len(read.vevent_list) == len(ours)
    for other in read.vevent_list:
        one = ours[other.uid.value]
        assert (other.dtstart.value, other.dtend.value) == (one["DTSTART"].dt, one["DTEND"].dt)
        assert (other.summary.value, other.description.value) == (str(one["SUMMARY"]), str(one["DESCRIPTION"]))
        assert other.status.value == str(one["STATUS"])
        triggers = [alarm.trigger.value for alarm in other.contents.get("valarm", [])]
        assert triggers == [alarm["TRIGGER"].dt for alarm in one.walk("VALARM")]
    again = {str(one["UID"]): str(one["DESCRIPTION"]) for one in icalendar.Calendar.from_ical(read.serialize()).events}
    assert again == {uid: str(one["DESCRIPTION"]) for uid, one in ours.items()}
