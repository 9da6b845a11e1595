"""What is due on a day, by hand from the notice and the calendar of 2021."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.keys import MilestoneKey
from zhicheng_cli.plan.leads import Lead, read_lead
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.reminders.due import Reminders
from zhicheng_cli.reminders.items import Item
from zhicheng_cli.reminders.ledger.records import LastTold, Mark, Told
from zhicheng_cli.reminders.subscriptions.subscriptions import DAYS, MILESTONES, Mailbox, Subscriber

DATA = Dataset(year=2021)
KEYS = {one.no: one.key for one in DATA.plan.committees}
CUTOFF_12 = MilestoneKey("湖州市", 2021, KEYS[12], "cutoff")
SAFE, LAST = (CUTOFF_12, "safe"), (CUTOFF_12, "last")
LEADS = tuple(map(read_lead, ("30d", "7w", "3w", "1w")))


def subscriber(
    milestones: tuple[str, ...] = ("cutoff",), leads: tuple[Lead, ...] = LEADS, days: tuple[str, ...] = DAYS
) -> Subscriber:
    return Subscriber(Mailbox("a@example.com", "样例甲"), (), milestones, leads, days)


def keys(numbers: Iterable[int]) -> set[str]:
    return {KEYS[no] for no in numbers}


def due(
    today: str,
    told: Mapping[Mark, Told] | None = None,
    *,
    who: Subscriber | None = None,
    committees: frozenset[int] = frozenset({12}),
    plan: Plan = DATA.plan,
) -> list[Item]:
    reminders = Reminders(plan, DATA.calendar, date.fromisoformat(today))
    letter = reminders.letter(who or subscriber(), keys(committees), told or {})
    return list(letter.items) if letter else []


def brief(items: list[Item]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (one.which, str(one.day), str(one.lead) if one.lead else None, str(one.was) if one.was else None)
        for one in items
    ]


def edition(cutoff: str, no: int = 12) -> Plan:
    """The plan with another cut-off printed for one committee."""
    rows = tuple(
        one._replace(cutoff=read_period(cutoff, 2021)) if one.no == no else one for one in DATA.plan.committees
    )
    return DATA.plan._replace(committees=rows)


def told(day: str | None, *leads: str) -> Told:
    return Told(date.fromisoformat(day) if day else None, frozenset(leads))


# 附件1 第12行：截止 7月，稳妥 2021-07-01（周四），最迟 2021-07-30（周五）。
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2021-05-31", []),
        ("2021-06-01", [("safe", "2021-07-01", "30d", None)]),
        ("2021-06-21", [("safe", "2021-07-01", "30d", None)]),
        # Seven working days before: 30, 29, 28, 25, 24, 23, 22 June.
        ("2021-06-22", [("safe", "2021-07-01", "7w", None)]),
        ("2021-06-28", [("safe", "2021-07-01", "3w", None)]),
        ("2021-06-30", [("safe", "2021-07-01", "1w", None), ("last", "2021-07-30", "30d", None)]),
        ("2021-07-01", [("safe", "2021-07-01", "1w", None), ("last", "2021-07-30", "30d", None)]),
        ("2021-07-02", [("last", "2021-07-30", "30d", None)]),
        ("2021-07-21", [("last", "2021-07-30", "7w", None)]),
        ("2021-07-30", [("last", "2021-07-30", "1w", None)]),
        ("2021-07-31", []),
        ("2026-11-24", []),
    ],
)
def test_what_is_due_for_one_who_heard_nothing_yet(today: str, expected: list[object]) -> None:
    assert brief(due(today)) == expected


@pytest.mark.parametrize(
    ("today", "before", "expected"),
    [
        ("2021-06-01", told("2021-07-01", "30d"), []),
        ("2021-06-21", told("2021-07-01", "30d"), []),
        ("2021-06-22", told("2021-07-01", "30d"), ["7w"]),
        ("2021-06-28", told("2021-07-01", "30d", "7w"), ["3w"]),
        # A lead time that the subscriber adds later, longer than one that was told.
        ("2021-06-23", told("2021-07-01", "7w"), []),
        # The clock jumps back behind the seven working days.
        ("2021-06-10", told("2021-07-01", "7w"), []),
        # A change was told, no lead time yet.
        ("2021-05-31", told("2021-07-01", "change"), []),
        ("2021-06-01", told("2021-07-01", "change"), ["30d"]),
    ],
)
def test_a_lead_time_is_told_once(today: str, before: Told, expected: list[str]) -> None:
    who = subscriber(days=("safe",))
    assert [str(one.lead) for one in due(today, {SAFE: before}, who=who)] == expected


def test_the_day_of_a_lead_time_may_be_left_out() -> None:
    assert brief(due("2021-06-30", who=subscriber(days=("safe",)))) == [("safe", "2021-07-01", "1w", None)]
    assert brief(due("2021-06-30", who=subscriber(days=("last",)))) == [("last", "2021-07-30", "30d", None)]


def test_a_day_that_is_printed_exactly_is_one_day_whichever_is_wanted() -> None:
    plan = edition("7月15日")
    for days in (("safe",), ("last",), ("safe", "last")):
        assert brief(due("2021-07-14", who=subscriber(days=days), plan=plan)) == [("safe", "2021-07-15", "1w", None)]


def test_only_the_milestones_and_committees_wanted() -> None:
    assert due("2021-06-22", committees=frozenset({8}), who=subscriber())[0].committee.no == 8
    assert due("2021-06-22", committees=frozenset()) == []
    # 单位内部公示: six working days before 1 July: 30, 29, 28, 25, 24, 23 June.
    items = due("2021-06-22", who=subscriber(("unit_notice",), days=("safe",)))
    assert [(one.key.event, str(one.day)) for one in items] == [("unit_notice", "2021-06-23")]
    # 评审 9月: a span, told by its first day. 评前报告: seven working days before 1 September.
    items = due("2021-08-22", who=subscriber(("review", "report"), days=("safe",)))
    assert [(one.key.event, str(one.day)) for one in items] == [("report", "2021-08-23"), ("review", "2021-09-01")]


def test_several_committees_make_one_letter_nearest_first() -> None:
    reminders = Reminders(DATA.plan, DATA.calendar, date(2021, 6, 1))
    letter = reminders.letter(subscriber(days=("safe",)), keys({12, 9, 34}))
    assert letter is not None
    assert letter.recipient == "a@example.com"
    # 第9行 6月: 稳妥 2021-06-01；第34行 6月下旬: 6月21日；第12行 7月1日。
    assert [(one.committee.no, str(one.day)) for one in letter.items] == [
        (9, "2021-06-01"),
        (34, "2021-06-21"),
        (12, "2021-07-01"),
    ]


def test_windows_of_one_committee_are_told_apart() -> None:
    # 第31行: 10月(市直学校9月)
    week = subscriber(leads=(read_lead("1w"),), days=("safe",))
    items = due("2021-09-01", committees=frozenset({31}), who=week)
    assert [(one.key.audience, str(one.day)) for one in items] == [("市直学校", "2021-09-01")]
    before = {(MilestoneKey("湖州市", 2021, KEYS[31], "cutoff", "市直学校"), "safe"): told("2021-09-01", "1w")}
    items = due("2021-09-30", before, committees=frozenset({31}), who=week)
    # 10月1日 is a holiday: the safe day is 30 September.
    assert [(one.key.audience, str(one.day)) for one in items] == [(None, "2021-09-30")]


@pytest.mark.parametrize(
    ("cutoff", "today", "before", "expected"),
    [
        # 8月1日 is a Sunday: the safe day of 8月 is Friday 30 July.
        # Moved, before any lead time has begun: the change alone.
        ("8月", "2021-06-25", told("2021-07-01", "30d"), [("safe", "2021-07-30", None, "2021-07-01")]),
        # Moved, and a lead time has begun for the new day: said in one.
        ("8月", "2021-07-20", told("2021-08-03", "30d"), [("safe", "2021-07-30", "30d", "2021-08-03")]),
        # Moved back to a day that is over: said all the same, the old day was still to come.
        ("6月1日", "2021-06-25", told("2021-07-01", "30d"), [("safe", "2021-06-01", None, "2021-07-01")]),
        # Both are over: nothing to do any more.
        ("6月1日", "2021-07-02", told("2021-07-01", "30d"), []),
        # Told already.
        ("8月", "2021-06-25", told("2021-07-30", "change"), []),
        # No date any more.
        ("待定", "2021-06-25", told("2021-07-01", "30d"), [("safe", "None", None, "2021-07-01")]),
        ("待定", "2021-06-25", told(None, "change"), []),
        ("待定", "2021-07-02", told("2021-07-01", "30d"), []),
        # A day again, after there was none: said at once, whatever the lead times.
        ("9月", "2021-06-25", told(None, "change"), [("safe", "2021-09-01", None, None)]),
    ],
)
def test_a_day_that_moved_is_told_once(cutoff: str, today: str, before: Told, expected: list[object]) -> None:
    who = subscriber(days=("safe",))
    assert brief(due(today, {SAFE: before}, who=who, plan=edition(cutoff))) == expected


def was(items: list[Item]) -> list[tuple[str, str | None, str | None]]:
    return [(str(one.day), str(one.was), str(one.was_last) if one.was_last else None) for one in items]


def test_a_month_that_becomes_a_day_is_one_change() -> None:
    before = {SAFE: told("2021-07-01", "7w"), LAST: told("2021-07-30", "30d")}
    plan = edition("7月20日")
    items = due("2021-06-30", before, plan=plan)
    assert was(items) == [("2021-07-20", "2021-07-01", "2021-07-30")]
    assert str(items[0].lead) == "30d"
    # One who was told of the last day only hears of it as well, once.
    assert was(due("2021-06-30", {LAST: told("2021-07-30", "30d")}, plan=plan)) == [("2021-07-20", "2021-07-30", None)]
    after = {SAFE: told("2021-07-20", "30d"), LAST: told("2021-07-20", "30d")}
    assert due("2021-07-01", after, plan=plan) == []


def test_a_last_day_that_moved_forward_is_told_though_the_safe_one_stays() -> None:
    before = {SAFE: told("2021-07-01", "7w"), LAST: told("2021-07-30", "30d")}
    assert was(due("2021-06-25", before, plan=edition("7月1日"))) == [("2021-07-01", "2021-07-01", "2021-07-30")]
    # Both the new day and the old safe one are over: the old last one is still counted on.
    assert was(due("2021-07-05", before, plan=edition("7月2日"))) == [("2021-07-02", "2021-07-01", "2021-07-30")]


def test_a_month_that_becomes_batches_is_told_for_each() -> None:
    before = {SAFE: told("2021-07-01", "7w"), LAST: told("2021-07-30", "30d")}
    items = due("2021-06-25", before, plan=edition("5-6月、7-8月各1批次"))
    assert [(one.key.batch, *days) for one, days in zip(items, was(items), strict=True)] == [
        (1, "2021-06-30", "2021-07-01", "2021-07-30"),
        (2, "2021-08-31", "2021-07-01", "2021-07-30"),
    ]
    batches = [MilestoneKey("湖州市", 2021, KEYS[12], "cutoff", None, batch) for batch in (1, 2)]
    after = {(key, "safe"): told(day, "change") for key, day in zip(batches, ("2021-06-30", "2021-08-31"), strict=True)}
    # What was told under the old name is history once the batches are told (`Entry.anew`).
    letter = Reminders(edition("5-6月、7-8月各1批次"), DATA.calendar, date(2021, 6, 25)).letter(
        subscriber(), keys({12}), before
    )
    assert letter is not None
    assert {(one.anew, one.names) for one in letter.entries} == {(True, (CUTOFF_12,))}
    items = due("2021-06-25", after, plan=edition("5-6月、7-8月各1批次"))
    assert [one.was for one in items] == [None] * len(items)
    # And back to one month.
    items = due("2021-06-21", after)
    assert was(items) == [("2021-07-01", "2021-06-30", "2021-08-31")]
    assert {one.was_keys for one in items} == {tuple(batches)}


def test_a_day_that_was_shown_counts_as_told() -> None:
    """The mail about the safe day shows the last one, and people count on it."""
    week = subscriber(leads=(read_lead("1w"),))
    first = Reminders(DATA.plan, DATA.calendar, date(2021, 6, 30)).letter(week, keys({12}))
    assert first is not None
    assert [(one.which, str(one.day), one.lead) for one in first.entries] == [
        ("safe", "2021-07-01", "1w"),
        ("last", "2021-07-30", "shown"),
    ]
    heard = {(one.key, one.which): Told(one.day, frozenset({one.lead})) for one in first.entries}
    # 7月上旬: 1 to 10 July, a Saturday; the last working day is the 9th.
    items = due("2021-07-01", heard, who=week, plan=edition("7月上旬"))
    assert [(one.which, *days) for one, days in zip(items, was(items), strict=True)] == [
        ("last", "2021-07-09", "2021-07-30", None)
    ]
    # Shown is not reminded of: its own lead time is still told, and it is not recorded as shown again.
    later = Reminders(DATA.plan, DATA.calendar, date(2021, 7, 29)).letter(week, keys({12}), heard)
    assert later is not None
    assert [(one.which, one.lead) for one in later.entries] == [("last", "1w")]


def test_an_audience_of_its_own_is_a_change_for_all() -> None:
    before = {SAFE: told("2021-07-01", "7w"), LAST: told("2021-07-30", "30d")}
    items = due("2021-06-25", before, plan=edition("7月(市直学校6月)"))
    # 7月 stands as it was for everyone else; the new window is told when its time comes.
    assert [(one.key.audience, one.which, one.was) for one in items] == [("市直学校", "last", None)]


def test_a_change_concerns_those_who_still_want_it() -> None:
    before = {SAFE: told("2021-07-01", "30d")}
    plan = edition("8月")
    assert due("2021-06-25", before, plan=plan, committees=frozenset({30})) == []
    assert due("2021-06-25", before, plan=plan, who=subscriber(("review",))) == []


def test_of_a_year_that_is_not_announced_nothing_is_told() -> None:
    reminders = Reminders(edition("2031年7月"), DATA.calendar, date(2021, 6, 22))
    assert [one.no for one in reminders.unknown] == [12]
    assert reminders.letter(subscriber(), keys({12}), {}) is None
    assert reminders.next_day(subscriber(), keys({12})) is None


def test_those_who_wish_alike_hear_of_the_next_day_alike() -> None:
    reminders = Reminders(DATA.plan, DATA.calendar, date(2021, 5, 26))
    # 30 days before 1 July; before 1 June, the safe day of 6月, it was 2 May: seven working days before it is 21 May.
    assert reminders.next_day(subscriber(), keys({12})) == date(2021, 6, 1)
    assert reminders.next_day(subscriber(days=("safe",)), keys({12})) == date(2021, 6, 1)
    assert reminders.next_day(subscriber(), keys({8})) == reminders.next_day(subscriber(), keys({12}))


def test_changes_come_first() -> None:
    before = {SAFE: told("2021-07-01", "30d")}
    items = due("2021-06-25", before, plan=edition("8月"), committees=frozenset({8, 12}), who=subscriber())
    assert [one.committee.no for one in items] == [12, 8]


def test_a_committee_that_left_the_plan_is_told_of_once_to_those_who_count_on_its_day() -> None:
    plan = DATA.plan._replace(committees=tuple(one for one in DATA.plan.committees if one.no != 12))
    called = {KEYS[12]: LastTold(12, "市建设工程专业中级职务评审委员会", 12, 0)}

    def items(today: str, before: Mapping[Mark, Told]) -> list[Item]:
        reminders = Reminders(plan, DATA.calendar, date.fromisoformat(today), called)
        letter = reminders.letter(subscriber(), reminders.departures, before)
        return list(letter.items) if letter else []

    heard = {SAFE: told("2021-07-01", "30d"), LAST: told("2021-07-30", "shown")}
    left = items("2021-06-25", heard)
    assert brief(left) == [("safe", "None", None, "2021-07-01"), ("last", "None", None, "2021-07-30")]
    assert {one.committee.name for one in left} == {called[KEYS[12]].name}
    assert items("2021-06-25", {SAFE: told(None, "change"), LAST: told(None, "change")}) == []
    assert items("2021-07-31", heard) == []
    assert items("2021-06-25", {}) == []


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(1, 46), max_size=6), st.permutations(range(1, 47)), st.data())
def test_whatever_leaves_and_however_the_rest_is_numbered(
    gone: set[int], order: list[int], drawn: st.DataObject
) -> None:
    """What was told of the bodies that left is taken back, all of it, and nothing else is said to have changed."""
    week = subscriber(MILESTONES, (read_lead("30d"),))
    today = date(2021, drawn.draw(st.integers(4, 11)), 1)
    first = Reminders(DATA.plan, DATA.calendar, today).letter(week, KEYS.values())
    heard = {(one.key, one.which): Told(one.day, frozenset({one.lead})) for one in (first.entries if first else ())}
    called = {one.key: LastTold(one.no, one.name, one.no, 0) for one in DATA.plan.committees}
    rows = [one for one in DATA.plan.committees if one.no not in gone]
    plan = DATA.plan._replace(committees=tuple(one._replace(no=no) for no, one in zip(order, rows, strict=False)))
    reminders = Reminders(plan, DATA.calendar, today, called)
    letter = reminders.letter(week, KEYS.values(), heard)
    said = {(one.key, one.which) for one in letter.items} if letter else set()
    left = {KEYS[no] for no in gone}
    assert said == {mark for mark, one in heard.items() if mark[0].committee in left and one.day and one.day >= today}
    if letter:
        assert (
            reminders.letter(
                week,
                KEYS.values(),
                heard | {(one.key, one.which): Told(one.day, frozenset({one.lead})) for one in letter.entries},
            )
            is None
        )


RUNS = st.sets(st.integers(0, 130), max_size=30).map(
    lambda days: [date(2021, 4, 15) + timedelta(day) for day in sorted(days)]
)
SOME_LEADS = st.lists(st.builds(Lead, st.integers(0, 60), st.booleans()), min_size=1, max_size=4, unique=True).map(
    tuple
)


@settings(max_examples=60, deadline=None)
@given(RUNS, SOME_LEADS)
def test_nothing_is_told_twice_and_nothing_is_missed(runs: list[date], leads: tuple[Lead, ...]) -> None:
    """Whatever days cron runs on: each lead time once, and at least one word where there was a run in time."""
    heard: dict[Mark, Told] = {}
    said: list[tuple[Mark, Lead | None]] = []
    for today in runs:
        for item in due(today.isoformat(), heard, who=subscriber(leads=leads)):
            mark = (item.key, item.which)
            assert item.day is not None
            assert item.day >= today
            said.append((mark, item.lead))
            before = heard.get(mark, Told(item.day, frozenset()))
            heard[mark] = Told(item.day, before.leads | {item.lead_text})
    assert len(said) == len(set(said))
    for mark, day in ((SAFE, date(2021, 7, 1)), (LAST, date(2021, 7, 30))):
        begins = [lead.before(day, DATA.calendar) for lead in leads]
        # Every run on which a shorter lead time has begun than on the run before must say so.
        heard_on = [today for today in runs if any(begin <= today for begin in begins) and today <= day]
        assert bool(heard_on) == (mark in heard)
        reached = [max(begin for begin in begins if begin <= today) for today in heard_on]
        assert len([one for one in said if one[0] == mark]) == len(set(reached))
