"""Which committees are wanted."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reminders.subscriptions.sample_subscriptions import data, wanted

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import FILTERS, Filter, Filters
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox, Subscriber, Want
from zhicheng_cli.reminders.subscriptions.wants import Wanted

if TYPE_CHECKING:
    from zhicheng_cli.plan.filters import Test

COMMITTEES = data().plan.committees


def numbers(*wants: Want) -> set[int]:
    keys = wanted().committees(Subscriber(Mailbox("a@example.com"), wants, (), (), ()))
    return {one.no for one in COMMITTEES if one.key in keys}


def test_without_a_want_all_are_wanted() -> None:
    assert numbers() == set(range(1, 47))  # 附件1 has 46 rows


def test_all_fields_of_a_want_any_word_of_a_field_any_want() -> None:
    assert numbers(Want((12, 29))) == {12, 29}
    # 附件1: rows 12 and 13 are of the series 工程, row 12 alone has 建筑 in its remarks.
    assert numbers(Want((12, 13), Filters(specialty="建筑"))) == {12}
    assert numbers(Want((12,), Filters(specialty="会计"))) == set()
    assert numbers(Want((12,), Filters(specialty="会计")), Want((13,))) == {13}
    # 附件1, row 1: 省蓄电池行业协会 takes the papers of this row alone.
    assert numbers(Want(filters=Filters(receiver="省蓄电池行业协会"))) == {1}
    assert numbers(Want((12, 1), Filters(receiver="省蓄电池行业协会"))) == {1}


def test_a_series_may_be_called_by_its_other_name() -> None:
    assert numbers(Want(filters=Filters(series="图书"))) == numbers(Want(filters=Filters(series="图书资料"))) != set()


def test_a_specialty_that_is_not_taken_at_that_level() -> None:
    # 附件1, row 9: 防灾减灾(初、中级除外).
    def found(*levels: str) -> set[int]:
        return numbers(Want(filters=Filters(specialty="防灾减灾", level=levels)))

    assert 9 in found()
    assert 9 in found("高级")
    assert 9 not in found("中级")
    assert 9 not in found("初级", "中级")
    assert 9 in found("中级", "高级")


def some(words: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(sorted(words)), max_size=3, unique=True).map(tuple)


OF_COMMITTEES = [one for one in FILTERS if one.many]
SERIES = {name for one in COMMITTEES for name in one.series}
#: Beside the values that are offered: everyday words, parts of words, a phone.
ALSO = {"specialty": ("暖通", "机械", "土木", "电梯", "老师", "工程", "技术"), "receiver": ("市职业资格", "2033099")}
WORDS_ASKED: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {one.name: some({*one.known(data().search), *ALSO.get(one.name, ())}) for one in OF_COMMITTEES}
)
WANTS = st.builds(Want, st.just(()) | some(range(1, 47)), WORDS_ASKED.map(lambda asked: Filters(**asked)))
WANTED = wanted()


@given(WANTS)
@settings(max_examples=150, deadline=None)
@example(Want(filters=Filters(specialty=("防灾减灾", "建筑"), level="中级")))
def test_a_want_is_what_zc_plan_finds_for_every_combination(want: Want) -> None:
    search, found = data().search, set()
    asked = {one.name: want.filters.values(one.name) for one in OF_COMMITTEES if one.name != "series"}
    for words in product(*(words or (None,) for words in asked.values())):
        found |= {
            one.committee.key
            for one in search.select(Filters(**dict(zip(asked, words, strict=True))), data().calendar)
            if (not want.committees or one.committee.no in want.committees)
            and (not want.filters.series or set(one.committee.series) & set(want.filters.series))
        }
    examined = {one.key for one in COMMITTEES if search.exams.as_asked(one, want.filters).by_exam}
    assert WANTED.fitting(want) == found - examined


def test_each_word_is_asked_once_however_many_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five thousand people want a few words."""
    asked = []

    def counted(one: Filter) -> Filter:
        def test(value: Any, *of: Any) -> Test:
            asked.append((one.name, value))
            return one.test(value, *of)

        return one._replace(test=test)

    monkeypatch.setattr("zhicheng_cli.plan.search.FILTERS", tuple(map(counted, FILTERS)))
    fresh = Dataset(year=2021)
    ours = Wanted(fresh.search, fresh.calendar)
    specialties, levels = fresh.search.fields.specialties()[:20], fresh.search.titles.level_words
    for no, specialty, level in product(range(1, 47), specialties, levels):
        want = Want((no,), Filters(specialty=specialty, level=level))
        ours.committees(Subscriber(Mailbox("a@example.com"), (want,), (), (), ()))
    assert len(asked) == len(set(asked)) == len(specialties) + len(levels)


@pytest.mark.parametrize(
    ("want", "message", "hint"),
    [
        (Want((47,)), "没有这个评委会：47", "2021 年度有 46 个"),
        (Want(filters=Filters(specialty="甲乙丙")), "不知道这个词：甲乙丙", ""),
        (Want(filters=Filters(series="工成")), "没有这个系列：工成", "是否想写“工程”？"),
        (Want(filters=Filters(level="中极")), "没有这个级别：中极", "是否想写“中级”？"),
        (Want(filters=Filters(receiver="甲单位")), "没有这个材料接收单位：甲单位", ""),
    ],
)
def test_what_the_plan_does_not_know(want: Want, message: str, hint: str) -> None:
    with pytest.raises(ZcError) as caught:
        numbers(want)
    assert caught.value.message == message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2
