"""The page in a real browser: search, address, days left, widths, paper, and those who cannot see it."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from places import ROOT

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

#: Rows whose cut-off cell prints 7月, and row 29 whose second batch runs 7-9月.
JULY = [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 29, 38, 39]
#: What is told of a safe day that has passed while the last has not.
DOUBT = "已过，可能已经截止，请打电话问"


def shown(page: Page) -> list[int]:
    """The numbers of the committees that are to be seen."""
    visible: list[int] = page.evaluate(
        "() => [...document.querySelectorAll('tbody')].filter(one => one.getClientRects().length && !one.hidden)"
        ".map(one => Number(one.id.slice(1)))"
    )
    return visible


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def told(page: Page) -> str:
    return page.locator("#count").inner_text()


def left(page: Page, no: int) -> list[str]:
    """What is told beside 稳妥 and 最迟 in the row of a committee."""
    return page.locator(f"#c{no} td.cutoff .left").all_inner_texts()


def test_every_committee_is_shown_at_first(visit: Visit) -> None:
    page = visit()
    assert shown(page) == list(range(1, 47))
    assert told(page) == "共 46 个评委会。"


def test_a_month_shows_what_the_plan_command_shows_and_names_those_without_a_date(visit: Visit) -> None:
    page = visit()
    page.select_option("#month", "7")
    assert shown(page) == JULY
    assert asked(page) == {"month": ["7"]}
    assert told(page).startswith("共 46 个评委会，显示 13 个。另有 3 个没有印日期")
    assert page.locator("#count a").all_inner_texts() == ["序号 14", "序号 45", "序号 46"]


def test_one_of_those_without_a_date_can_be_reached_from_there(visit: Visit) -> None:
    page = visit("?month=7")
    page.click("#count a >> nth=0")
    page.locator("#c14 details[open]").wait_for()
    assert shown(page) == sorted([*JULY, 14])


def test_filters_are_taken_from_the_address_and_all_must_hold(visit: Visit) -> None:
    page = visit(f"?month=6&route={quote('委托评审')}")
    assert shown(page) == [25]  # 广播电视播音, 6月, 委托评审
    assert page.locator("#route").input_value() == "委托评审"


def test_a_specialty_is_not_found_at_a_level_its_row_excludes(visit: Visit) -> None:
    """Row 9 prints 防灾减灾(初、中级除外)."""
    page = visit(f"?specialty={quote('防灾减灾')}&level={quote('高级')}")
    assert shown(page) == [9]
    page.select_option("#level", "中级")
    assert shown(page) == []
    assert "没有同时符合全部条件的" in told(page)
    assert shown(visit(f"?specialty={quote('防灾减灾')}&title={quote('工程师')}")) == []
    assert shown(visit(f"?specialty={quote('防灾减灾')}&title={quote('高级工程师')}")) == [9]


def test_the_month_of_the_review_lists_apart_those_whose_review_has_no_date(visit: Visit) -> None:
    page = visit("?review_month=9&month=7")
    assert shown(page) == [3, 8, 12, 15, 38, 39]  # 7月, and 9月 in the column of the review
    assert page.locator("#count a").all_inner_texts()[:2] == ["序号 14", "序号 18"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("蓄电池 长兴 工程师", [39, 10, 13, 29]),  # 长兴县's own before those for all; 初定 last
        ("３０２２１２８", [35]),  # a phone in full-width digits
        ("中小学教师中级", [33, 45]),  # the city's schools, and those of each county
        ("畜牧师", [6, 29]),
        ("畜\u200b牧\ufeff师", [6, 29]),  # pasted, with marks that nobody sees
        ("市教育局", [31, 32, 33, 34]),
        ("没有这个词", []),
    ],
)
def test_words_are_looked_for_in_names_titles_fields_and_receivers(
    visit: Visit, words: str, numbers: list[int]
) -> None:
    page = visit()
    page.fill("#q", words)
    assert shown(page) == numbers
    assert asked(page) == {"q": [words]}


def test_a_word_that_people_use_finds_the_fields_of_the_plan_and_says_so(visit: Visit) -> None:
    page = visit(f"?q={quote('暖通')}")
    assert shown(page) == [12]
    assert "别名：暖通 → 建筑" in page.locator("#answer .best").inner_text()


def test_a_value_that_is_not_known_is_named_and_not_used(visit: Visit) -> None:
    page = visit(f"?level={quote('中及')}&month=7")
    assert shown(page) == JULY
    assert "地址里的“中及”不认识，没有用它" in told(page)


@pytest.mark.parametrize(
    "today", ["2021-03-31", "2021-05-31", "2021-07-01", "2021-07-30", "2021-07-31", "2021-09-30", "2021-10-09"]
)
def test_open_ones_are_those_of_the_plan_command(visit: Visit, today: str) -> None:
    data = Dataset(year=2021)
    matches = data.search.select(Filters(open_on=date.fromisoformat(today)), data.calendar)
    assert shown(visit(f"?open=1&today={today}")) == [match.committee.no for match in matches]


@pytest.mark.parametrize(
    ("today", "numbers"),
    [
        # The last cut-offs but row 29's are in November; 14, 45 and 46 have no day.
        ("2021-12-01", [14, 29, 45, 46]),
        ("2021-12-31", [14, 29, 45, 46]),
        ("2022-01-01", []),
    ],
)
def test_what_is_not_closed_can_be_asked_for(visit: Visit, today: str, numbers: list[int]) -> None:
    page = visit(f"?today={today}")
    page.check("#open")
    assert shown(page) == numbers
    assert asked(page) == {"today": [today], "open": ["1"]}
    page.reload()
    assert page.is_checked("#open")
    assert shown(page) == numbers
    page.uncheck("#open")
    assert shown(page) == list(range(1, 47))
    assert asked(page) == {"today": [today]}


def test_a_batch_that_is_not_taken_yet_is_not_open(visit: Visit) -> None:
    """Row 29 takes its first batch from April."""
    assert 29 not in shown(visit("?open=1&today=2021-03-31"))
    assert 29 in shown(visit("?open=1&today=2021-04-01"))


def test_they_can_be_sorted_by_what_may_close_first(visit: Visit) -> None:
    """On 1 July, a Thursday, what closes in July may close today; then the 30th of July for 8月, and so on."""
    page = visit("?today=2021-07-01")
    page.select_option("#sort", "day")
    assert asked(page) == {"today": ["2021-07-01"], "sort": ["day"]}
    order = shown(page)
    ones = {no: order.index(no) for no in range(1, 47)}
    july, later = [3, 8, 12, 15, 17, 18, 23, 24, 26, 27, 38, 39], [21, 32, 29, 30]
    assert order[: len(july)] == july
    # 8月底 (20 August), 市直学校 9月 (1 September), the batch to 30 September, 10月 (30 September to 29 October)
    assert [ones[no] for no in later] == sorted(ones[no] for no in later)
    assert ones[4] > ones[14] > ones[30]  # 6月 is past; 14 has no day
    page.reload()
    assert shown(page) == order
    page.select_option("#sort", "")
    assert shown(page) == list(range(1, 47))


def test_of_those_that_may_close_today_none_is_sooner_for_its_safe_day(visit: Visit) -> None:
    """On 25 August 8月 (safe since 30 July) and 8月底 (since 20 August) may both close any day up to the 31st."""
    assert shown(visit("?sort=day&today=2021-08-25"))[:8] == [2, 13, 21, 22, 36, 37, 42, 44]


def test_the_order_that_was_asked_for_is_kept_with_a_filter(visit: Visit) -> None:
    assert shown(visit("?sort=day&open=1&today=2021-12-01")) == [29, 14, 45, 46]


def test_an_order_that_is_not_known_is_named(visit: Visit) -> None:
    assert "地址里的“name”不认识，没有用它" in told(visit("?sort=name"))


def test_a_phone_shows_the_search_and_a_committee_first(visit: Visit) -> None:
    page = visit("?today=2021-07-01", width=360)
    for selector in ("#q", "#open", "#sort"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] < 420
    card = page.locator("#c1").bounding_box()
    assert card is not None
    assert card["y"] < 600
    assert not page.locator("#month").is_visible()
    page.click("#more")
    assert page.locator("#month").is_visible()
    assert page.get_attribute("#more", "aria-expanded") == "true"
    page.click("#more")
    assert not page.locator("#month").is_visible()


def test_a_phone_shows_the_filters_that_the_address_asks_for(visit: Visit) -> None:
    page = visit("?month=7", width=360)
    assert page.locator("#month").is_visible()
    assert page.get_attribute("#more", "aria-expanded") == "true"
    assert not visit("?month=7").locator("#more").is_visible()


def test_reset_shows_all_again_and_clears_the_address_but_for_the_day(visit: Visit) -> None:
    page = visit("?month=7&open=1&sort=day&today=2021-07-01")
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelectorAll('tbody[hidden]').length === 0")
    assert shown(page) == list(range(1, 47))
    assert asked(page) == {"today": ["2021-07-01"]}


def test_a_deep_link_opens_its_committee_and_brings_it_into_view(visit: Visit) -> None:
    page = visit("#c30")
    page.locator("#c30 details[open]").wait_for()
    assert page.locator("details[open]").count() == 1


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("query", ["#c12", "?sort=day&today=2021-07-01#c12"])
def test_a_deep_link_is_there_at_once_and_the_heading_does_not_cover_it(visit: Visit, query: str, width: int) -> None:
    page = visit(query, width=width)
    top = page.evaluate("document.querySelector('#c12').getBoundingClientRect().top")
    # On a phone the search box stays on top, on a desk the headings of the table.
    covering = page.evaluate(
        f"document.querySelector('{'#find' if width == 360 else '#list thead th'}').getBoundingClientRect().bottom"
    )
    assert -1 <= top - covering < 30


def test_a_deep_link_to_a_committee_that_the_filters_hide_shows_it_all_the_same(visit: Visit) -> None:
    page = visit("?month=6#c12")
    page.locator("#c12 details[open]").wait_for()
    assert 12 in shown(page)
    assert "另列出序号 12" in page.locator("#count").inner_text()
    assert asked(page) == {"month": ["6"]}


def test_back_leaves_the_committee_and_keeps_the_filter(visit: Visit) -> None:
    page = visit("?month=7")
    page.click("#c12 td.no a")
    page.locator("#c12 details[open]").wait_for()
    assert page.url.endswith("?month=7#c12")
    page.go_back()
    assert page.url.endswith("?month=7")
    assert shown(page) == JULY


def test_it_works_from_a_folder_too(visit: Visit, file: Path) -> None:
    page = visit("?today=2021-07-01#c12", address=file.as_uri())
    page.select_option("#month", "7")
    assert shown(page) == JULY
    assert asked(page)["month"] == ["7"]
    page.reload()
    assert shown(page) == JULY


def test_committees_unfold_one_by_one_and_all_together(visit: Visit) -> None:
    page = visit("?month=7")
    details = page.locator("#c12 details")
    page.click("#c12 summary")
    assert details.get_attribute("open") == ""
    assert page.locator("#c12 details ol > li").count() == 7
    page.click("#unfold")
    assert page.locator("details[open]").count() == 46
    page.click("#unfold")
    assert page.locator("details[open]").count() == 0


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#c12 summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#c12 details").get_attribute("open") == ""
    outline = page.locator("#c12 summary").evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize(
    ("today", "no", "expected"),
    [
        # July 2021 has no day off but week-ends: 1 day in the first week (the 2nd), then 4 × 5.
        ("2021-07-01", 12, ["就是今天", "还有29天 / 21个工作日"]),
        ("2021-07-02", 12, [DOUBT, "还有28天 / 20个工作日"]),
        ("2021-07-30", 12, [DOUBT, "就是今天"]),
        ("2021-07-31", 12, ["已过", "已过"]),
        # 国庆节 1 to 7 October; Saturday the 9th is worked: 8, 9, 11-15, 18-22, 25-29.
        ("2021-09-30", 30, ["就是今天", "还有29天 / 17个工作日"]),
        # Saturday 18 September is worked, 19 to 21 are 中秋节: 18, 22, 23, 24, 26 (a Sunday), 27-30.
        ("2021-09-17", 30, ["还有13天 / 9个工作日", "还有42天 / 26个工作日"]),
        # Before the announced days that the page holds: 31 December 2020 is 211 days before 30 July 2021.
        ("2020-12-31", 12, ["还有182天", "还有211天"]),
        # Row 29: each batch is printed to the day.
        ("2021-07-01", 29, ["已过", "还有91天 / 65个工作日", "还有183天 / 127个工作日"]),
        ("2021-02-30", 14, []),
    ],
)
def test_days_left_are_counted_as_the_state_council_has_them(
    visit: Visit, today: str, no: int, expected: list[str]
) -> None:
    assert left(visit(f"?today={today}"), no) == expected


@pytest.mark.parametrize(("today", "doubtful"), [("2021-07-01", False), ("2021-07-02", True), ("2021-07-31", False)])
def test_a_safe_day_that_has_passed_while_the_last_has_not_stands_out(visit: Visit, today: str, doubtful: bool) -> None:
    page = visit(f"?today={today}#c12")
    # In the row, and among the unfolded milestones.
    assert page.locator("#c12 .due.doubt").count() == (2 if doubtful else 0)
    if doubtful:
        colours = [page.locator(f"#c12 td.cutoff .due{one} .left").last for one in (".doubt", ":not(.doubt)")]
        assert len({one.evaluate("it => getComputedStyle(it).color") for one in colours}) == 2


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_today_is_that_of_beijing_wherever_the_visitor_is(visit: Visit, zone: str) -> None:
    """17:00 in London is 1:00 of the next day in Beijing."""
    page = visit(now=datetime(2021, 6, 30, 17, tzinfo=UTC), timezone_id=zone)
    assert left(page, 12) == ["就是今天", "还有29天 / 21个工作日"]
    assert "今天 2021-07-01 周四" in page.locator("header").inner_text()


def test_a_day_taken_for_today_is_named(visit: Visit) -> None:
    assert "今天 2021-07-01 周四（以这一天为今天）" in visit("?today=2021-07-01").locator("header").inner_text()


@pytest.mark.parametrize(("today", "past"), [("2021-12-31", False), ("2022-01-01", True)])
def test_a_plan_of_a_past_year_says_so_at_the_top(visit: Visit, today: str, past: bool) -> None:
    notice = visit(f"?today={today}").locator("#past")
    assert notice.is_visible() is past
    assert notice.text_content() == "注意：这是 2021 年度的计划（湖人社函〔2021〕57号，2021-05-25 印发），不是今年的。"


def test_the_line_of_today_stands_at_its_day_and_only_in_its_year(visit: Visit) -> None:
    page = visit("?today=2021-07-16")  # the 7th of 12 months, the middle of the 16th of 31 days
    line = page.locator("#now")
    assert float((line.get_attribute("x1") or "").removesuffix("%")) == pytest.approx(100 * 6.5 / 12, abs=0.01)
    cell = page.locator("#c12 td.axis").bounding_box()
    drawn = page.evaluate("document.querySelector('#c12 td.axis use').getBoundingClientRect().width")
    assert cell is not None
    assert drawn <= cell["width"] + 1
    assert page.locator(".legend span.now").is_visible()
    assert not visit("?today=2022-01-01").locator(".legend span.now").is_visible()


def test_without_javascript_it_is_a_plain_table(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("tbody").count() == 46
    assert all(page.locator("tbody").nth(n).is_visible() for n in range(46))
    assert not page.locator("form").is_visible()
    cell = page.locator("#c12 td.cutoff").inner_text().split()
    assert " ".join(cell) == "7月 稳妥 7月1日 周四 最迟 7月30日 周五"
    page.click("#c12 summary")
    assert page.locator("#c12 details ol").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1100, 1440])
def test_nothing_is_wider_than_the_window(visit: Visit, width: int) -> None:
    page = visit("?today=2021-01-04", width=width)
    for _ in range(2):
        wide = page.evaluate(
            "() => [...document.querySelectorAll('body *')]"
            ".filter(one => one.getBoundingClientRect().right > innerWidth && !one.closest('svg, .vh, .skip, thead'))"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.click("#unfold")


def test_on_paper_stand_the_table_and_what_is_unfolded(visit: Visit) -> None:
    page = visit("?today=2021-07-01#c12", width=1031)
    page.emulate_media(media="print")
    assert not page.locator("form").is_visible()
    assert page.locator("#c12 details ol").is_visible()
    assert not page.locator("#c13 tr.more").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1031
    page.emulate_media(media=None)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    sheets = len(re.findall(rb"/Type /Page\b(?!s)", pdf))
    assert 2 <= sheets <= 12
    assert b"/MediaBox [0 0 84" in pdf  # A4, 842 points wide


def axe_source() -> str:
    """axe-core, from ZC_AXE or where npm puts it."""
    places = [ROOT / folder / "node_modules/axe-core/axe.min.js" for folder in ("", ".venv")]
    given = os.environ.get("ZC_AXE")
    for place in [Path(given)] if given else places:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    pytest.skip("没有 axe-core（npm install axe-core，或用 ZC_AXE 指明 axe.min.js），无障碍检查没有做")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_serious(visit: Visit, width: int, scheme: Any) -> None:
    source = axe_source()
    page = visit("?today=2021-07-16&month=7&open=1&sort=day#c12", width=width, color_scheme=scheme)
    page.evaluate(source)
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ] == []


def test_the_scripting_of_the_page_can_be_measured(visit: Visit, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How long it takes depends on the machine: `tools/bench_page.py` tells it."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    from bench_page import script_milliseconds

    page = visit()
    assert script_milliseconds(page, file.as_uri()) > 0
