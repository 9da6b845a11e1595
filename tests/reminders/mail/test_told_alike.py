"""What many are told alike is made once, and no mail shows it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reminders.mail.sample_mails import CALENDAR, DAYS_14, NOW, OFFICE, PLAN, TODAY, WORKDAYS_7, as_of, item, text

from zhicheng_cli.reminders.items import Item, Letter
from zhicheng_cli.reminders.ledger.records import LastTold, Told
from zhicheng_cli.reminders.mail import composing, told_alike
from zhicheng_cli.reminders.mail.composing import compose
from zhicheng_cli.reminders.mail.content import blocks_of
from zhicheng_cli.reminders.mail.told_alike import Alike
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Sendmail, Subscriber, Subscriptions

SAFE, LAST = as_of(TODAY, item(12)), as_of(TODAY, item(12, which="last"))
#: Alike but for one thing each: another lead time, day told before, committee, milestone.
ITEMS: tuple[tuple[Item, ...], ...] = (
    (SAFE,),
    (SAFE, LAST),
    (SAFE._replace(lead=WORKDAYS_7),),
    (SAFE._replace(was=date(2021, 6, 30)),),
    (SAFE._replace(was=date(2021, 6, 29)),),
    (as_of(TODAY, item(8)),),
    (as_of(TODAY, item(12, "unit_notice")),),
)
#: Told by its number, before committees had keys: its calendar cancels that.
BY_NUMBER = {(SAFE.key, "safe"): Told(date(2021, 7, 1), frozenset({str(DAYS_14)}), 1)}
CALLED = {"建设工程-中级": LastTold(12, "", 12, 1)}
LETTERS = (
    *(Letter("", items) for items in ITEMS),
    Letter("", (LAST,), BY_NUMBER, CALLED),
    Letter("", (LAST,)),
)
NAMES = ("", "样例甲", "<b>&甲", "\0甲\n", "{{ greeting }}")


def mail(letter: Letter, name: str, number: int, alike: Alike | None = None) -> EmailMessage:
    recipient = f"p{number}@example.com"
    subscriber = Subscriber(Mailbox(recipient, name), (), ("cutoff",), (DAYS_14,), ("safe",))
    subscriptions = Subscriptions(OFFICE, Sendmail(("sendmail",)), None, (subscriber,))
    told = letter._replace(recipient=recipient)
    return compose(told, subscriber, subscriptions, PLAN, CALENDAR, today=TODAY, now=NOW, alike=alike)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(NAMES)), max_size=8))
def test_whatever_was_written_before_a_mail_is_the_same(letters: list[tuple[Letter, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told_alike, "_REMEMBERED", 2)
        alike = Alike()
        for number, (letter, name) in enumerate(letters):
            assert mail(letter, name, number, alike).as_bytes() == mail(letter, name, number).as_bytes()


def test_it_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*given: Any) -> Any:
        made.append(given)
        return blocks_of(*given)

    monkeypatch.setattr(composing, "blocks_of", counted)
    alike = Alike()
    texts = [text(mail(Letter("", (SAFE, LAST)), name, number, alike)) for number, name in enumerate(("甲", "乙", ""))]
    assert len(made) == 1
    assert [one.split("\n")[0] for one in texts] == ["甲，您好：", "乙，您好：", "您好："]
    assert len({one.partition("\n")[2] for one in texts}) == 1


def test_the_longest_remembered_makes_room_for_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_alike, "_REMEMBERED", 2)
    alike = Alike()
    for number, letter in enumerate((LETTERS[0], LETTERS[1], LETTERS[2], LETTERS[0])):
        assert mail(letter, "甲", number, alike).as_bytes() == mail(letter, "甲", number).as_bytes()
