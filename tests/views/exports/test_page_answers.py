"""The page's search in a real browser: the same answers as those of the terminal, first of all on the page."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from places import ROOT
from real_plan import CALENDAR, CONTACTS, DATA

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.asked_words import read_words
from zhicheng_cli.plan.finding import AtHand, find
from zhicheng_cli.plan.lexicon import Lexicon
from zhicheng_cli.plan.ranking import Group
from zhicheng_cli.plan.reception import Reception

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

SEARCH = DATA.search
LEXICON = Lexicon(SEARCH, CONTACTS)
DAYS = ("2021-06-01", "2021-08-02", "2022-03-01")
#: What is told by the rows that hold the words, or where the page says less than the terminal: whom to ask about
#: continuing education, offices, several fields at once.
with (ROOT / "tests/plan/found_words.csv").open(encoding="utf-8", newline="") as file:
    TABLE = [row for row in csv.DictReader(file) if row["answer"] != "contacts"]
MORE = (
    *("电梯 南浔", "蓄电池 长兴县 工程师", "纺织 长兴 高级工程师", "小学 教师 市直 中级", "幼儿园 一级教师 德清县"),
    *("机械 护师", "讲师 计算机", "软考 工程师", "經濟師", "機械 工程師", "護士", "实验师 实验员", "经济师 公务员"),
    *("高级会计师", "会计 高级", "会计 中级", "审计师", "档案 馆员", "蓄电驰 高级工程师", "机械工程师", "工程师机械"),
    *("中级", "工程师", "7月 工程师", "委托评审", "高评委", "安吉"),
)
_ASK = """words => words.map(word => {
    const box = document.getElementById("q");
    box.value = word;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    const card = document.getElementById("answer");
    const numbers = root => [...root.querySelectorAll(":is(h2, li) > a:first-child")].map(one => one.hash.slice(2));
    const open = [...card.querySelectorAll(":scope > details")].find(one => one.innerText.includes("没有印这个专业"));
    const hidden = open ? numbers(open) : [];
    if (open) open.remove();
    return {answer: card.dataset.answer, rows: numbers(card), open: hidden, text: card.textContent,
            shown: [...document.querySelectorAll("tbody")].filter(one => !one.hidden).map(one => one.id.slice(1))};
})"""


def answers(page: Page, words: list[str]) -> list[dict[str, Any]]:
    """What the card says to each of the words."""
    found: list[dict[str, Any]] = page.evaluate(_ASK, words)
    return found


def expected(typed: str, today: str) -> tuple[str, list[str], list[str]] | None:
    """What the terminal says: the kind of answer, the rows in order, and those that merely do not exclude the field;
    None = to several fields at once, of which the page shows the first only, and says so."""
    at = AtHand(SEARCH, CONTACTS, date.fromisoformat(today), CALENDAR)
    try:
        found = find(read_words(typed.split(" "), LEXICON), at)
    except ZcError:
        return str(Reception.NONE), [], []
    if len(found.fields) > 1:
        return None
    rows = [*found.main, *(one for one in found.rows if found.group(one) is Group.INITIAL)]
    open_rows = sorted(one.committee.no for one in found.rows if found.group(one) is Group.OPEN)
    return str(found.reception), [str(one.committee.no) for one in rows], list(map(str, open_rows))


@pytest.mark.parametrize("today", DAYS)
def test_the_page_answers_as_the_terminal_does(visit: Visit, today: str) -> None:
    page = visit(f"?today={today}")
    words = [*(row["typed"] for row in TABLE), *MORE]
    got = {word: one for word, one in zip(words, answers(page, words), strict=True) if one["answer"]}
    same = {word: (one["answer"], one["rows"], one["open"]) for word, one in got.items()}
    told = {word: expected(word, today) for word in same}
    assert {word: same[word] for word in same if told[word]} == {word: one for word, one in told.items() if one}
    # The rest is looked for in the rows as it is printed: names, telephones, offices.
    assert len(same) > 0.8 * len(words)


def test_the_first_row_is_the_one_that_an_expert_names(visit: Visit) -> None:
    page = visit("?today=2021-06-01")
    rows = [row for row in TABLE if row["answer"] == "committee" and row["first"] and expected(row["typed"], DAYS[0])]
    wrong = [
        (row["typed"], one["rows"] or one["shown"], row["first"])
        for row, one in zip(rows, answers(page, [row["typed"] for row in rows]), strict=True)
        if (one["rows"] or one["shown"])[:1] != [] and (one["rows"] or one["shown"])[0] not in row["first"].split()
    ]
    assert wrong == []


def test_the_card_says_until_when_to_whom_and_what_next(visit: Visit) -> None:
    """Row 12 prints 7月, and 市职业资格指导服务中心 2033099."""
    page = visit("?today=2021-07-01&q=暖通 工程师", width=360)
    best = page.locator("#answer .best")
    assert best.locator("h2").inner_text() == "序号 12 · 市建设工程专业中级职务评审委员会"
    dues = [" ".join(one.split()) for one in best.locator(".due").all_inner_texts()]
    assert dues == ["稳妥 7月1日 周四 就是今天", "最迟 7月30日 周五 还有29天 / 21个工作日"]
    assert best.locator("a.tel").first.get_attribute("href") == "tel:+865722033099"
    assert "单位内部公示" in best.inner_text()
    best.locator("dd a", has_text="看全部节点").click()
    page.locator("#c12 details[open]").wait_for()


@pytest.mark.parametrize("asked", ["q=会计师", "title=会计师"])
def test_an_examination_has_no_day_for_handing_in_wherever_it_is_asked_for(visit: Visit, asked: str) -> None:
    """Row 18 prints 初中级以考代评, and 7月 for the rest."""
    page = visit(f"?today=2021-06-01&{asked}")
    assert "由考试取得" in page.locator("#c18 td.cutoff").inner_text()
    assert not page.locator("#c18 td.cutoff time").first.is_visible()
    assert "月" not in page.locator("#c18 td.review").inner_text()
    page.click("#c18 summary")
    assert not page.locator("#c18 ol time").first.is_visible()
    assert page.locator("#answer time").count() == 0
    other = visit(f"?today=2021-06-01&{asked.replace('会计师', '高级会计师')}")
    assert other.locator("#c18 td.cutoff time").first.is_visible()


def test_an_examination_is_named_with_whom_to_ask(visit: Visit) -> None:
    page = visit("?today=2021-06-01&q=会计师")
    assert "会计专业技术资格考试" in page.locator("#answer .said").inner_text()
    assert page.locator("#answer .said a.tel").first.get_attribute("href") == "tel:+865722150069"


def test_a_level_of_a_series_that_is_examined_has_no_day(visit: Visit) -> None:
    page = visit("?today=2021-06-01&level=中级&series=会计")
    assert not page.locator("#c18 td.cutoff time").first.is_visible()
    assert visit("?today=2021-06-01&level=高级&series=会计").locator("#c18 td.cutoff time").first.is_visible()


def test_a_word_that_nobody_knows_is_answered_with_whom_to_ask(visit: Visit) -> None:
    page = visit("?today=2021-06-01&q=没这词儿")
    assert "不知道“没这词儿”" in page.locator("#answer").inner_text()
    assert page.locator("#answer a.tel").count() >= 1
    assert "不知道“没这词儿”" in (page.locator("#count").text_content() or "")


def test_what_is_typed_stays_words(visit: Visit) -> None:
    page = visit()
    image = "<img src=x onerror=alert(1)> 工程师"
    for hostile in ("<script>alert(1)</script>", image, "机械 <b>工程师</b>", "__proto__ constructor", "a" * 5000):
        page.fill("#q", hostile)
        assert page.locator("#answer :is(script, img, b:not(.cutoff b))").count() == 0
    page.fill("#q", "机械 工程师")
    assert page.locator("#answer .best").is_visible()


def test_what_takes_no_field_in_so_many_words_is_folded_into_one_line(visit: Visit) -> None:
    page = visit("?today=2021-06-01&q=机械 工程师")
    line = page.locator("#answer > details", has_text="没有印这个专业")
    assert line.locator("summary").inner_text() == "另有 2 个没有印这个专业，也没有排除的（多因“等”字）"
    assert not line.locator("li").first.is_visible()
    line.locator("summary").click()
    line.locator("li a").first.click()
    page.locator("#c6 details[open]").wait_for()


@pytest.mark.parametrize("words", ["机械 工程师", "会计师", "工程师", "小学 教师", "没这词儿"])
def test_a_thumb_is_enough_on_a_phone(visit: Visit, words: str) -> None:
    page = visit(f"?today=2021-06-01&q={words}", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    small = page.evaluate(
        "() => [...document.querySelectorAll('input:not([type=checkbox]), select, button, .lines a, a.tel, summary')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"
    )
    assert small == []
    page.evaluate("scrollTo(0, 2000)")
    box = page.locator("#q").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100
