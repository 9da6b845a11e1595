"""Which committees are wanted."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reminders.subscriptions.sample_subscriptions import data, wanted

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.search import Filters, Search
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Subscriber, Want


def numbers(*wants: Want) -> frozenset[int]:
    return wanted().committees(Subscriber(Mailbox("a@example.com"), wants, (), (), ()))


def test_without_a_want_all_are_wanted() -> None:
    assert numbers() == frozenset(range(1, 47))  # 附件1 has 46 rows


def test_all_fields_of_a_want_any_word_of_a_field_any_want() -> None:
    assert numbers(Want((12, 29))) == {12, 29}
    # 附件1: rows 12 and 13 are of the series 工程, row 12 alone has 建筑 in its remarks.
    assert numbers(Want((12, 13), ("建筑",))) == {12}
    assert numbers(Want((12,), ("会计",))) == set()
    assert numbers(Want((12,), ("会计",)), Want((13,))) == {13}
    # 附件1, row 1: 省蓄电池行业协会 takes the papers of this row alone.
    assert numbers(Want(receivers=("省蓄电池行业协会",))) == {1}
    assert numbers(Want((12, 1), receivers=("省蓄电池行业协会",))) == {1}


def test_a_series_may_be_called_by_its_other_name() -> None:
    assert numbers(Want(series=("图书",))) == numbers(Want(series=("图书资料",))) != set()


def test_a_specialty_that_is_not_taken_at_that_level() -> None:
    # 附件1, row 9: 防灾减灾(初、中级除外).
    assert 9 in numbers(Want(specialties=("防灾减灾",)))
    assert 9 in numbers(Want(specialties=("防灾减灾",), levels=("高级",)))
    assert 9 not in numbers(Want(specialties=("防灾减灾",), levels=("中级",)))
    assert 9 not in numbers(Want(specialties=("防灾减灾",), levels=("初级", "中级")))
    assert 9 in numbers(Want(specialties=("防灾减灾",), levels=("中级", "高级")))


def some(words: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(sorted(words)), max_size=3, unique=True).map(tuple)


COMMITTEES = data().plan.committees
WANTS = st.builds(
    Want,
    st.just(()) | some(range(1, 47)),
    some({*data().search.fields.specialties(), *data().search.fields.aliases, "防灾减灾", "工程", "技术"}),
    some({name for one in COMMITTEES for name in one.series}),
    some(data().search.titles.level_words),
    some({one.unit for committee in COMMITTEES for one in committee.receivers} | {"市职业资格", "2033099"}),
)
WANTED = wanted()


@given(WANTS)
@settings(max_examples=150, deadline=None)
@example(Want(specialties=("防灾减灾", "建筑"), levels=("中级",)))
def test_a_want_is_what_zc_plan_finds_for_every_combination(want: Want) -> None:
    search, found = data().search, set()
    for specialty, level, receiver in product(*(words or (None,) for words in (want[1], want[3], want[4]))):
        filters = Filters(specialty=specialty, level=level, receiver=receiver)
        found |= {
            one.committee.no
            for one in search.select(filters, data().calendar)
            if (not want.committees or one.committee.no in want.committees)
            and (not want.series or set(one.committee.series) & set(want.series))
        }
    assert WANTED.fitting(want) == found


def test_each_word_is_asked_once_however_many_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    select = Search.select

    def counted(self: Search, filters: Filters, calendar: Any) -> Any:
        asked.append(filters)
        return select(self, filters, calendar)

    monkeypatch.setattr(Search, "select", counted)
    specialties, levels = data().search.fields.specialties()[:20], data().search.titles.level_words
    ours = wanted()
    for no, specialty, level in product(range(1, 47), specialties, levels):
        ours.committees(Subscriber(Mailbox("a@example.com"), (Want((no,), (specialty,), (), (level,)),), (), (), ()))
    # Row 9 alone has levels excepted, so only what fits it is asked for both at once.
    assert len(asked) == len(set(asked))
    both = [one for one in asked if one.specialty and one.level]
    assert len(asked) - len(both) == len(specialties) + len(levels)
    assert len(both) < len(specialties) * len(levels) / 2


@pytest.mark.parametrize(
    ("want", "message", "hint"),
    [
        (Want((47,)), "没有这个评委会：47", "2021 年度有 46 个"),
        (Want(specialties=("甲乙丙",)), "没有这个专业：甲乙丙", ""),
        (Want(series=("工成",)), "没有这个系列：工成", "是否想写“工程”？"),
        (Want(levels=("中极",)), "没有这个级别：中极", "是否想写“中级”？"),
        (Want(receivers=("甲单位",)), "没有这个材料接收单位：甲单位", ""),
    ],
)
def test_what_the_plan_does_not_know(want: Want, message: str, hint: str) -> None:
    with pytest.raises(ZcError) as caught:
        numbers(want)
    assert caught.value.message == message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2
