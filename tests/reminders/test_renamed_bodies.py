"""`zc remind` when a later edition prints another name for a body: said once, to those who knew the other."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from before_keys import old_ledger
from reminders.cron_runs import SEVEN_BEFORE, Cron
from years import data_with, plan_text

from zhicheng_cli.errors import OK

#: 第12行, cut-off 7月: safe 1 July, last 30 July 2021.
NAME = "市建设工程专业中级职务评审委员会"
SECOND, THIRD = "市住房城乡建设中级职称评审委员会", "市城乡建设中级职称评审委员会"
#: The seventh working day before 30 July: 29, 28, 27, 26, 23, 22, 21.
BEFORE_LAST = "2021-07-21"
OTHER = "市企业创新型人才中级职务评审委员会"
WITHDRAWN = "withdrawn:\n  - {no: 12, key: 建设工程-中级, words: 撤销第12行, document: 湖人社函〔2021〕99号}\n"
FIRST, AFTER = "2021-06-16", SEVEN_BEFORE


def named(cron: Cron, name: str, *changes: tuple[str, str]) -> tuple[str, ...]:
    """The option for data in whose plan row 12 is called so."""
    text = plan_text(year=2021)
    for old, new in ((NAME, name), *changes):
        assert old in text
        text = text.replace(old, new)
    data_with(cron.folder, plan_2021=text)
    return "--data-dir", str(cron.folder / "data")


def people(cron: Cron, *names: str) -> None:
    cron.write(
        "".join(f"  - {{address: {one}@example.com, wants: [{{committees: [建设工程-中级]}}]}}\n" for one in names)
    )


def page(cron: Cron, number: int = -1) -> str:
    part = cron.mails[number].get_body(("html",))
    assert part is not None
    content: str = part.get_content()
    return content


def descriptions(cron: Cron, number: int = -1) -> list[str]:
    (part,) = cron.mails[number].iter_attachments()
    found: list[Any] = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
    return [str(one["DESCRIPTION"]) for one in found]


def said(cron: Cron, number: int = -1) -> set[str]:
    """Which of the three names the last mail calls a former one; its text, its page and its calendar agree."""
    whole = (cron.texts[number], page(cron, number), *descriptions(cron, number))
    former = [{one for one in (NAME, SECOND, THIRD) if f"原名“{one}”" in words} for words in whole]
    assert all(one == former[0] for one in former)
    return former[0]


def test_a_new_name_is_said_once_to_those_who_knew_the_old_one(cron: Cron) -> None:
    people(cron, "a")
    assert cron.send(FIRST) == OK
    renamed = named(cron, SECOND)
    # It is no mail of its own.
    assert cron.send("2021-06-17", *renamed) == OK
    assert len(cron.mails) == 1
    people(cron, "a", "b")
    assert cron.send(AFTER, *renamed) == OK
    assert cron.recipients == [f"{one}@example.com" for one in "aab"]
    assert [said(cron, number) for number in range(3)] == [set(), {NAME}, set()]
    assert "名称有变：原名“市建设工程专业中级职务评审委员会”" in cron.texts[1]
    assert [cron.texts[1].count("原名"), page(cron, 1).count("原名")] == [1, 1]
    assert SECOND in cron.texts[1]
    assert cron.send(BEFORE_LAST, *renamed) == OK
    assert [said(cron, number) for number in (3, 4)] == [set(), set()]


def test_everyone_is_told_the_name_that_he_knew(cron: Cron) -> None:
    for name, who in ((NAME, "a"), (SECOND, "b"), (THIRD, "c")):
        people(cron, who)
        assert cron.send(FIRST, *named(cron, name)) == OK
    people(cron, "a", "b", "c", "d")
    assert cron.send(AFTER, *named(cron, THIRD)) == OK
    assert [said(cron, number) for number in range(3, 7)] == [{NAME}, {SECOND}, set(), set()]


def test_a_name_that_comes_back_is_a_new_one_to_those_who_knew_the_other(cron: Cron) -> None:
    people(cron, "a")
    assert cron.send(FIRST) == OK
    people(cron, "b")
    assert cron.send(FIRST, *named(cron, SECOND)) == OK
    people(cron, "a", "b")
    assert cron.send(AFTER) == OK
    assert [said(cron, number) for number in (2, 3)] == [set(), {SECOND}]


@pytest.mark.parametrize("name", ["市建设工程专业中级 职务评审委员会", "市建设⼯程专业中级职务评审委员会"])
def test_what_looks_alike_is_no_other_name(name: str, cron: Cron) -> None:
    people(cron, "a")
    assert cron.send(FIRST) == OK
    assert cron.send(AFTER, *named(cron, name)) == OK
    assert len(cron.mails) == 2
    assert "原名" not in "".join((cron.texts[-1], page(cron), *descriptions(cron)))


def test_two_bodies_that_change_names_are_told_apart(cron: Cron) -> None:
    """第13行, the other body: 8月, so that its last day is 31 August; 7 working days before are the 20th."""
    cron.write("  - {address: a@example.com, wants: [{committees: [12, 13]}]}\nnumbers_of: 2021\n")
    assert cron.send("2021-06-30") == OK
    assert cron.texts[0].count("（附件1 第") > 1
    changed = named(cron, "某某", (OTHER, NAME), ("某某", OTHER))
    assert cron.send("2021-08-20", *changed) == OK
    assert f"原名“{OTHER}”" in cron.texts[-1]
    assert f"{NAME}（附件1 第13行）" in cron.texts[-1]


def test_another_number_is_no_other_name(cron: Cron) -> None:
    people(cron, "a")
    assert cron.send(FIRST) == OK
    data_with(cron.folder, plan_2021=plan_text(range(46, 0, -1), year=2021))
    assert cron.send(AFTER, "--data-dir", str(cron.folder / "data")) == OK
    assert "第35行" in cron.texts[-1]
    assert said(cron) == set()


def test_a_mail_that_was_not_taken_has_told_nothing(cron: Cron) -> None:
    people(cron, "a")
    assert cron.send(FIRST) == OK
    renamed = named(cron, SECOND)
    cron.server.on("CONTENT", "450 later")
    for _ in range(2):
        cron.send(AFTER, *renamed)
    assert said(cron) == {NAME}
    # What is forgotten is told again as what it is, to somebody who knows nothing.
    assert cron.remind("--forget", "a@example.com") == OK
    assert cron.send(AFTER, *renamed) == OK
    assert said(cron) == set()
    people(cron, "b")
    assert cron.send(AFTER, *renamed) == OK
    assert cron.send(BEFORE_LAST, *renamed) == OK
    assert said(cron) == set()


def test_of_several_days_of_one_body_the_first_says_it(cron: Cron) -> None:
    who = "  - {address: a@example.com, milestones: [unit_notice, cutoff], wants: [{committees: [建设工程-中级]}]}\n"
    cron.write(who)
    assert cron.send("2021-06-10") == OK
    assert cron.send(AFTER, *named(cron, SECOND)) == OK
    assert cron.texts[-1].count(f"{SECOND}（") > 1
    assert [cron.texts[-1].count("原名"), page(cron).count("原名")] == [1, 1]
    # An event is read by itself.
    assert said(cron) == {NAME}


@pytest.mark.parametrize("gone", [False, True])
def test_it_is_said_beside_what_else_has_changed(gone: bool, cron: Cron) -> None:
    """Where no day is left, and where the whole body has left the plan."""
    people(cron, "a")
    assert cron.send(FIRST) == OK
    people(cron, "b")
    renamed = named(cron, SECOND)
    assert cron.send(FIRST, *renamed) == OK
    people(cron, "a", "b")
    if gone:
        left = tuple(number for number in range(1, 47) if number != 12)
        data_with(cron.folder, plan_2021=plan_text(left, year=2021, numbers=left, more=WITHDRAWN))
    else:
        renamed = named(cron, SECOND, ("cutoff: 7月\n", "cutoff: 待定\n"))
    assert cron.send("2021-06-17", *renamed) == OK
    assert [said(cron, number) for number in (2, 3)] == [{NAME}, set()]
    assert all(SECOND in text for text in cron.texts[2:])


def test_a_preview_says_it_and_changes_nothing(cron: Cron, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    people(cron, "a")
    assert cron.send(FIRST) == OK
    renamed = named(cron, SECOND)
    for _ in range(2):
        cron.said()
        assert cron.preview("--format", "table", *renamed) == OK
        assert f"原名“{NAME}”" in cron.said()[0]
    assert cron.preview("--json", *renamed) == OK
    cron.document("remind")


def test_a_ledger_that_knew_no_names_says_none(cron: Cron) -> None:
    """It kept numbers, and in the place of a name has the key."""
    old_ledger(cron.ledger, [("a@example.com", "湖州市/2021", 12, "cutoff", "safe", "2021-07-01", "30d")])
    people(cron, "a", "b")
    assert cron.send(AFTER) == OK
    assert [said(cron, number) for number in (0, 1)] == [set(), set()]
    assert cron.send(BEFORE_LAST, *named(cron, SECOND)) == OK
    assert [said(cron, number) for number in (2, 3)] == [{NAME}, {NAME}]
