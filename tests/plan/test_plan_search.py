"""Every filter alone and together: the expected rows were read off 附件1."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_plan import CALENDAR, PLAN, ROWS, SEARCH

from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.search import Search


def content(name: str) -> Any:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value


JUNE = [4, 5, 6, 7, 9, 10, 11, 16, 25]
JULY = [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 38, 39]
AUGUST = [2, 13, 22, 36, 37, 42, 44]
UNDATED = [14, 45, 46]


def reasons(filters: Filters) -> dict[int, tuple[str, ...]]:
    return {match.committee.no: match.reasons for match in SEARCH.select(filters, CALENDAR)}


def numbers(filters: Filters) -> list[int]:
    return list(reasons(filters))


def day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


def test_no_filter_keeps_all_46_in_order() -> None:
    assert reasons(Filters()) == dict.fromkeys(range(1, 47), ())


# ---- month ----


@pytest.mark.parametrize(
    ("month", "rows"),
    [
        (1, []),
        (3, []),
        (4, [29]),  # the first batch opens in April
        (5, [29]),
        (6, [*JUNE, 29, 34]),
        (7, [*JULY, 29]),
        (8, [*AUGUST, 21, 29]),
        (9, [19, 20, 28, 29, 31, 32, 33, 35, 43]),  # 31 and 32 by 市直学校
        (10, [1, 29, 30, 31, 32, 41]),
        (11, [29, 40]),
        (12, [29]),
    ],
)
def test_month_of_the_cutoff(month: int, rows: list[int]) -> None:
    assert numbers(Filters(month=month)) == sorted(rows)


@pytest.mark.parametrize(
    ("month", "rows"),
    [(6, []), (7, [4, 7, 29, 34]), (10, [29, 36, 37, 42, 43]), (12, [1, 29, 30, 31, 32, 40])],
)
def test_month_of_the_review(month: int, rows: list[int]) -> None:
    assert numbers(Filters(review_month=month)) == rows


@pytest.mark.parametrize(
    ("month", "windows"),
    [
        (6, [(1, date(2021, 6, 30), ())]),
        (7, [(2, date(2021, 9, 30), ("接收期 2021-07-01 至 2021-09-30",))]),
        (9, [(2, date(2021, 9, 30), ())]),
        (10, [(3, date(2021, 12, 31), ("接收期 2021-10-01 至 2021-12-31",))]),
    ],
)
def test_of_several_batches_a_month_finds_its_own(month: int, windows: list[tuple[int, date, tuple[str, ...]]]) -> None:
    """Row 29: 4-6月、7-9月、10月-12月各1批次."""
    found = next(one for one in SEARCH.select(Filters(month=month), CALENDAR) if one.committee.no == 29)
    assert found.windows is not None
    assert [(one.batch, one.latest, reasons) for one, reasons in found.windows.items()] == windows


@pytest.mark.parametrize(("month", "audience"), [(9, "市直学校"), (10, None)])
def test_of_two_audiences_a_month_finds_its_own(month: int, audience: str | None) -> None:
    """Rows 31 and 32: 10月(市直学校9月)."""
    found = [one for one in SEARCH.select(Filters(month=month), CALENDAR) if one.committee.no in (31, 32)]
    assert [[window.audience for window in one.windows or ()] for one in found] == [[audience], [audience]]


def test_a_month_says_which_rows_it_cannot_judge() -> None:
    def unknown(filters: Filters) -> list[int]:
        return [committee.no for committee, _ in SEARCH.without_dates(filters, CALENDAR)]

    assert unknown(Filters(month=7)) == UNDATED
    assert unknown(Filters(review_month=7)) == [14, *range(18, 29), 45, 46]
    assert unknown(Filters(month=7, kind="区县评委会")) == [45, 46]
    assert unknown(Filters(kind="区县评委会")) == []


# ---- level, route, kind ----

LEVELS = {
    "员级": [3, *range(5, 13), *range(15, 22), 25, 29, 34, 45],
    "正高级": [2, *range(4, 13), *range(14, 19), *range(21, 26), 27, 28, *range(30, 33), 46],
}


@pytest.mark.parametrize("word", LEVELS)
def test_level(word: str) -> None:
    assert numbers(Filters(level=word)) == LEVELS[word]


def test_a_level_group_is_the_union_of_its_levels() -> None:
    def rows(word: str) -> set[int]:
        return set(numbers(Filters(level=word)))

    assert rows("高级") == rows("副高级") | rows("正高级")
    assert rows("初级") == rows("员级") | rows("助理级")
    assert rows("高级") == {*range(1, 13), *range(14, 29), *range(30, 34), 45, 46}


def test_the_levels_of_a_row_come_from_its_titles_and_its_routes() -> None:
    assert SEARCH.levels_of(ROWS[17]) == ("员级", "助理级", "中级", "副高级", "正高级")
    assert SEARCH.levels_of(ROWS[19]) == ("员级", "助理级", "中级", "副高级")
    assert SEARCH.levels_of(ROWS[13]) == ("中级",)


ROUTES = {
    "评审": [*range(1, 17), *range(30, 35), 45, 46],
    "以考代评": [*range(17, 23)],
    "考评结合": [5, *range(17, 22)],
    "委托评审": [*range(22, 29)],
    "初定": [29],
    "自主评审": [14, *range(35, 45)],
}
KINDS = {
    "高评委": [1, 30, 31, 32],
    "中评委": [*range(2, 18), 33],
    "初评委": [34],
    "专业": [*range(18, 29)],
    "初定": [29],
    "自主评审单位": [*range(35, 45)],
    "区县评委会": [45, 46],
}


def test_route_and_kind() -> None:
    assert {word: numbers(Filters(route=word)) for word in ROUTES} == ROUTES
    assert {word: numbers(Filters(kind=word)) for word in KINDS} == KINDS


# ---- title ----


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("工程师", [3, *range(6, 14), 29, *range(35, 45)]),  # not row 1, which has 高级工程师 only
        ("高级工程师", [1, 3, *range(6, 13)]),
        ("高级畜牧师", [6]),
        ("副主任中药师", [10, 30, 46]),
        ("公证员助理", [16]),
        ("正高级讲师", [2, 14, 32]),
        ("艺术三级", [27]),  # printed 三级
        ("二级", [27, 28]),  # as printed
        ("副主任(中)药师", [10]),
        ("副主任（中）药师", [10]),  # typed with full-width brackets
        ("高级(农艺师、畜牧师、兽医师)", [6]),  # printed with full-width ones
    ],
)
def test_a_title_is_itself_not_a_part_of_another(title: str, rows: list[int]) -> None:
    assert list(reasons(Filters(title=title))) == rows


ONLY_RECOMMENDS = "本行只推荐，不评审"


def test_who_only_recommends_a_title_says_so() -> None:
    """高级教师: 31 reviews it (所评资格), 33 and 45 print it under 推荐资格."""
    assert reasons(Filters(title="高级教师")) == {31: (), 33: (ONLY_RECOMMENDS,), 45: (ONLY_RECOMMENDS,)}
    assert reasons(Filters(title="工程师"))[12] == ()
    assert reasons(Filters(level="高级"))[12] == (ONLY_RECOMMENDS,)
    assert reasons(Filters(level="中级"))[12] == ()
    assert reasons(Filters(level="中级"))[18] == ("初中级以考代评",)  # no title printed


def test_what_stands_under_recommends_says_how_it_is_done_where_the_row_says_so() -> None:
    """副高级, row by row from the two title columns and the remarks of 附件1."""
    printed, by_both, delegated = "印在推荐资格栏", "以考代评、考评结合", "委托评审"
    expected = {
        1: printed,  # itself the committee of the province for 高级工程师
        **dict.fromkeys((*range(2, 13), 15, 16, 33, 45, 46), ONLY_RECOMMENDS),
        17: ONLY_RECOMMENDS,
        **dict.fromkeys(range(18, 22), f"{printed}，方式：{by_both}"),
        22: f"{printed}，方式：以考代评、{delegated}",
        **dict.fromkeys(range(23, 29), f"{printed}，方式：{delegated}"),
    }
    found = reasons(Filters(level="副高级"))
    assert {row: told for row, (told,) in ((row, one) for row, one in found.items() if one)} == expected
    # 30-32 print them under 所评资格.
    assert {row for row, one in found.items() if not one} == {30, 31, 32}


def test_no_warning_of_a_word_names_a_row_of_one_years_plan() -> None:
    for row in content("words.yaml")["trades"]:
        assert not re.search(r"第[0-9、]+行", row.get("note", ""))


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("一级翻译", {22: ("“一级翻译”与“副译审”是同一职称的两种名称",)}),
        ("国家级教练", {}),  # known, but no row has it
        ("会计师", {18: ("“会计师”：初中级以考代评",)}),
        ("审计师", {20: ("“审计师”：初中级以考代评",)}),
        ("馆员", {5: (), 21: ("“馆员”：初中级以考代评",)}),
    ],
)
def test_a_title_under_another_name_or_by_examination_says_why(title: str, found: dict[int, tuple[str, ...]]) -> None:
    assert reasons(Filters(title=title)) == found


# ---- specialty ----


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("暖通", {12: "别名：暖通 → 建筑"}),
        ("土木", {7: "别名：土木 → 建设与监理", 8: "别名：土木 → 建设管理", 12: "别名：土木 → 建筑"}),
        (
            "机械",
            {6: "专业：农业机械化", 9: "别名：机械 → 机电工程", 13: "别名：机械 → 机电制造工程"}
            | dict.fromkeys((41, 42), "专业：机械工程"),
        ),
        ("计算机", {9: "别名：计算机 → 电子工程", 13: "别名：计算机 → 信息技术工程"}),
        ("会计", {18: "专业：会计"}),  # not row 29, whose remark takes 会计 out
        ("经济", {1: "专业：电池循环经济", 17: "专业：经济"}),
        ("电梯", {9: "别名：电梯 → 特种设备", 35: "名称"}),
        ("哲学", {23: "系列：哲学社会科学研究"}),
        ("卫技", {10: "系列：卫生技术", 30: "系列：卫生技术", 46: "系列：卫生技术"}),
        ("生产制作", {15: "备注"}),
        ("考试", {29: "备注"}),
        (
            "幼儿园",
            {31: "名称", 33: "别名：幼儿园 → 中小学教师"} | dict.fromkeys((34, 45), "别名：幼儿园 → 中小学教师"),
        ),
        # What the brackets take away, or narrow, is shown with it.
        ("防灾", {9: "专业：防灾减灾(初、中级除外)"}),
        ("家具", {10: "别名：家具 → 轻纺工程", 13: "别名：家具 → 轻纺工程", 36: "别名：家具 → 轻纺工程(纺织)"}),
    ],
)
def test_a_specialty_says_why(word: str, found: dict[int, str]) -> None:
    told = {number: reason for number, (reason,) in reasons(Filters(specialty=word)).items()}
    assert found.items() <= told.items()
    assert set(told) - set(found) == ({38, 40, 44} if word == "家具" else set())


@pytest.mark.parametrize(
    ("word", "note"),
    [
        ("计算机", "通知没有单列计算机、通信；企业创新型人才评委会只收创新型人才"),
        ("暖通", ""),  # a word without one
        ("给排水", ""),
    ],
)
def test_a_word_may_come_with_a_warning(word: str, note: str) -> None:
    meaning = SEARCH.asked_field(word).meaning
    assert meaning is not None
    assert meaning.note == note


@pytest.mark.parametrize(("word", "rows"), [("会计、审计", [18, 20]), ("统计等专业", [19])])
def test_words_of_an_exclusion_do_not_find_it(word: str, rows: list[int]) -> None:
    assert word in ROWS[29].printed["remarks"]
    assert numbers(Filters(specialty=word)) == rows


def test_a_title_for_a_specialty_is_told_where_it_belongs() -> None:
    with pytest.raises(ZcError, match="不知道这个词") as caught:
        numbers(Filters(specialty="研究馆员"))
    assert caught.value.see == Pointer(NextStep.AS_TITLE)


# ---- receiver ----


@pytest.mark.parametrize(
    ("word", "rows"),
    [
        ("财政", [18]),
        ("职业资格", [*range(4, 18), *range(21, 30)]),
        ("2033099", [*range(4, 30)]),  # 18 to 20 print the number under their bureau
        ("２０３３０９９", [*range(4, 30)]),
        ("13705727066", [36]),
        ("人力社保局", [1, 35]),
    ],
)
def test_receiver_by_name_or_phone(word: str, rows: list[int]) -> None:
    assert numbers(Filters(receiver=word)) == rows


# ---- open ----


@pytest.mark.parametrize(
    ("today", "closed"),
    [
        ("03-31", {29}),  # its first batch opens on 1 April
        ("04-01", set()),
        ("06-30", set()),
        ("07-01", {*JUNE, 34}),
        ("07-30", {*JUNE, 34}),
        ("07-31", {*JUNE, 34, *JULY}),  # a Saturday: July's last working day was the 30th
        ("09-10", {*JUNE, 34, *JULY, *AUGUST, 21}),
        ("09-11", {*JUNE, 34, *JULY, *AUGUST, 21, 33}),
        ("12-31", {*range(1, 47)} - {29, *UNDATED}),
    ],
)
def test_open_until_the_last_working_day(today: str, closed: set[int]) -> None:
    assert set(numbers(Filters(open_on=day(today)))) == {*range(1, 47)} - closed


def test_open_rows_without_a_date_say_whom_to_ask_while_the_year_lasts() -> None:
    found = reasons(Filters(open_on=day("12-31")))
    assert found[14] == ("通知没有印时间",)
    assert found[45] == ("由各县(区)人力社保、教育部门确定，请问当地",)
    assert reasons(Filters(open_on=date(2022, 1, 1))) == {}


DOUBT = "稳妥日已过，可能已截止"


def test_open_says_when_the_cutoff_may_have_been_already() -> None:
    """7月 may mean 10 July: from the 2nd on nobody can tell from the notice."""
    assert reasons(Filters(open_on=day("07-01")))[12] == ()
    assert reasons(Filters(open_on=day("07-02")))[12] == (DOUBT,)
    assert reasons(Filters(open_on=day("07-30")))[12] == (DOUBT,)
    # A batch ends on a day: no doubt before it.
    assert reasons(Filters(open_on=day("06-30")))[29] == ()
    assert reasons(Filters(open_on=day("07-01")))[29] == ("第1批已截止",)


def test_open_for_some_only_says_for_whom_it_is_closed() -> None:
    assert reasons(Filters(open_on=day("09-30")))[31] == ()
    assert reasons(Filters(open_on=day("10-08")))[31] == (f"市直学校已截止；{DOUBT}",)
    row = ROWS[31]._replace(cutoff=read_period("9月(市直学校10月20日)", 2021))
    search = Search(PLAN._replace(committees=(row,)), content("titles.yaml"))
    (match,) = search.select(Filters(open_on=day("10-08")), CALENDAR)
    assert match.reasons == ("其他单位已截止",)


# ---- together ----


def test_filters_narrow_each_other_and_every_reason_is_kept() -> None:
    wide = Filters(level="高级", receiver="职业资格", specialty="土木", title="一级翻译")
    assert numbers(wide) == []
    assert numbers(wide._replace(title=None)) == [7, 8, 12]
    assert numbers(Filters(month=7, level="高级", receiver="职业资格", specialty="土木")) == [8, 12]
    found = reasons(Filters(specialty="英语", title="一级翻译", month=8, kind="专业", route="委托评审"))
    assert found == {22: ("别名：英语 → 翻译", "“一级翻译”与“副译审”是同一职称的两种名称")}


KNOWN = Filters(
    month=7, level="高级", route="评审", kind="中评委", specialty="工程", title="工程师", receiver="2033099",
    open_on=date(2021, 7, 15),
)  # fmt: skip


@given(st.sets(st.sampled_from([name for name in Filters._fields if name != "review_month"])))
def test_filters_together_are_the_meeting_of_each_alone(names: set[str]) -> None:
    together = numbers(Filters()._replace(**{name: getattr(KNOWN, name) for name in names}))
    alone = [set(numbers(Filters()._replace(**{name: getattr(KNOWN, name)}))) for name in names]
    assert together == sorted(set(range(1, 47)).intersection(*alone))


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(specialty="防灾减灾"), [9]),
        (Filters(specialty="防灾减灾", level="高级"), [9]),
        (Filters(specialty="防灾减灾", level="中级"), []),
        (Filters(specialty="防灾减灾", level="初级"), []),
        (Filters(specialty="防灾减灾", title="工程师"), []),
        (Filters(specialty="防灾减灾", title="高级工程师"), [9]),
        (Filters(specialty="防灾减灾", level="高级", title="工程师"), []),
        (Filters(specialty=("防灾减灾", "广电工程"), level="中级"), [9]),
        (Filters(specialty="防灾减灾", level=("中级", "高级")), [9]),
    ],
)
def test_a_specialty_that_is_not_taken_at_every_level(filters: Filters, numbers: list[int]) -> None:
    """附件1 第9行：防灾减灾(初、中级除外)."""
    assert [one.committee.no for one in SEARCH.select(filters, CALENDAR)] == numbers
