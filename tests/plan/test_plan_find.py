"""One committee by number or name; and whatever is typed gives an answer or a clear refusal."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_plan import CALENDAR, CONTACTS, PLAN, SEARCH

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.contacts import search_contacts
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.find import find_committee
from zhicheng_cli.plan.search import Search
from zhicheng_cli.views.screen.pointers import told


def content(name: str) -> Any:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value


Answer = TypeVar("Answer")


def refusal(text: str) -> ZcError:
    with pytest.raises(ZcError) as caught:
        find_committee(text, SEARCH)
    assert caught.value.exit_code == 2
    return caught.value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("012", 12),
        ("１２", 12),
        ("12号", 12),
        ("第12行", 12),
        ("46", 46),
        ("市建设工程专业中级职务评审委员会", 12),
        ("建设工程", 12),
        ("蓄电池行业协会", 39),
        ("中小学（幼儿园）", 31),  # printed with half-width brackets
        ("会计", 18),
        ("翻译", 22),  # a title too, but a field first
        ("公证", 16),
    ],
)
def test_one_committee(text: str, number: int) -> None:
    assert find_committee(text, SEARCH).no == number


@pytest.mark.parametrize("text", ["0", "00", "47", "-3", "-12", "1000000000000", "12" * 5000])
def test_a_number_that_is_none_names_the_range(text: str) -> None:
    error = refusal(text)
    assert f"没有序号为 {text} 的评委会" in error.message
    assert "1 至 46" in error.hint


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("建设", [12, 7, 8]),  # 建设工程; 建设与监理, 建设管理
        ("机械", [9, 13, 41, 42, 6]),  # 41, 42 for their own people only; 6 prints 农业机械化
        ("电梯", [9, 35]),  # 35 for its own trade only
        ("幼儿园", [31, 33, 34, 45]),
        ("城乡规划", [11, 12]),
        ("某厂机械科", [9, 13, 41, 42, 6]),
    ],
)
def test_a_word_that_fits_several_is_never_answered_with_one(text: str, rows: list[int]) -> None:
    head, *candidates = refusal(text).message.splitlines()
    assert f"“{text}”对应 {len(rows)} 个评委会" in head
    assert [int(line.split()[0]) for line in candidates] == rows


def test_each_of_several_tells_until_when_and_to_whom() -> None:
    # 附件1: 9 and 45 as printed.
    lines = refusal("机械").message.splitlines()
    assert lines[1].split() == [
        "9", "市第一工程专业中级职务评审委员会", "截止", "6月", "市职业资格指导服务中心", "2033099",
    ]  # fmt: skip
    assert "由各县(区)人力社保、教育部门确定" in refusal("幼儿园").message


def test_a_job_without_titles_is_told_as_such() -> None:
    assert "不评职称" in refusal("公务员").message


def test_an_exact_name_wins_over_names_that_contain_it() -> None:
    row = PLAN.committees[17]
    longer = row._replace(no=1, printed={**row.printed, "name": "会计专业委员会"})
    search = Search(PLAN._replace(committees=(longer, row)), content("titles.yaml"))
    assert find_committee("会计专业", search).no == 18


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("市建设工程专业中极职务评审委员会", "市建设工程专业中级职务评审委员会"),
        ("特种社备", "特种设备"),
        ("德清县地里信息行业协会", "德清县地理信息行业协会"),
    ],
)
def test_a_misspelt_name_is_corrected(text: str, suggestion: str) -> None:
    assert f"“{suggestion}”" in refusal(text).hint


@pytest.mark.parametrize("title", ["工程师", "高级工程师", "讲师", "副主任医师"])
def test_a_title_is_no_committee(title: str) -> None:
    """工程师 stands in one committee's name by chance: it must not be taken for that committee."""
    error = refusal(title)
    assert f"“{title}”是职称" in error.message
    assert f"--title {title}" in told(error)


@pytest.mark.parametrize("text", ["-", "--", "--5", "1-2", "十二", "第行", "火星"])
def test_what_means_nothing_is_refused(text: str) -> None:
    assert "没有这个评委会" in refusal(text).message


def test_nothing_at_all_is_refused() -> None:
    assert refusal("").message == "没有写是哪个评委会"


@pytest.mark.parametrize("text", ["12,31", "12、31", "１２，３１", "12 31 32"])
def test_several_numbers_in_one_are_told_apart(text: str) -> None:
    error = refusal(text)
    assert "不是一个序号" in error.message
    assert "空格分开" in error.hint


# ---- unknown values of the filters ----


@pytest.mark.parametrize(
    ("filters", "suggestion"),
    [
        (Filters(level="中极"), "中级"),
        (Filters(route="委托评选"), "委托评审"),
        (Filters(kind="自主评审"), "自主评审单位"),
        (Filters(title="工程"), "工程师"),
        (Filters(title="高级工程"), "高级工程师"),
        (Filters(specialty="特种社备"), "特种设备"),
        (Filters(specialty="占星"), "没有相近的写法"),
        (Filters(receiver="市财证局"), "市财政局"),
        (Filters(receiver="203309"), ""),  # a part of a phone is none
    ],
)
def test_an_unknown_value_is_an_error_with_a_suggestion(filters: Filters, suggestion: str) -> None:
    with pytest.raises(ZcError) as caught:
        SEARCH.select(filters, CALENDAR)
    (value,) = (value for name, value in filters._asdict().items() if value is not None and name != "by")
    assert str(value) in caught.value.message
    assert suggestion in caught.value.hint
    assert caught.value.exit_code == 2


def test_few_choices_are_all_named() -> None:
    with pytest.raises(ZcError) as caught:
        SEARCH.select(Filters(kind="？"), CALENDAR)
    assert caught.value.hint == "可用：高评委、中评委、专业、初定、初评委、自主评审单位、区县评委会"


# ---- whatever is typed ----

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
LIKELY = st.text("0123456789０１２-－第号行市县(（)）工程师高级建设会计", max_size=8)
TYPED = ANY_TEXT | LIKELY


def tried(ask: Callable[[], Answer]) -> Answer | None:
    """The answer, or None for a refusal: a ZcError with exit code 2. Nothing else may come."""
    try:
        return ask()
    except ZcError as error:
        refused = error
    assert refused.exit_code == 2
    assert refused.message
    return None


@given(TYPED)
def test_find_gives_a_committee_or_a_refusal(text: str) -> None:
    found = tried(lambda: find_committee(text, SEARCH))
    assert found is None or found in PLAN.committees


@given(TYPED, st.sampled_from(["level", "route", "kind", "specialty", "title", "receiver"]))
def test_a_filter_gives_rows_in_order_or_a_refusal(text: str, name: str) -> None:
    value: dict[str, Any] = {name: text}
    found = tried(lambda: SEARCH.select(Filters(**value), CALENDAR)) or []
    rows = [match.committee.no for match in found]
    assert rows == sorted(set(rows))


@given(TYPED)
def test_contacts_give_an_answer_or_a_refusal(text: str) -> None:
    found = tried(lambda: search_contacts(text, CONTACTS, SEARCH))
    assert found is None or found.matches or found.nobody
