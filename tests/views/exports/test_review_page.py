"""The page on which an import is looked through, in a real browser: keys, one question a notice, the answers' file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sample_notice import ROWS, notice_text, table_text

from zhicheng_cli.notices.import_settled import read_settled
from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.notices.papers.paper import Spot
from zhicheng_cli.views.exports.review.review_page import make_review_page
from zhicheng_cli.views.parts.review_cells import spot_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Row 1 is open whether the day counts, row 2 cannot be read, row 3 lies before the notice, row 4 cannot be read.
CUTOFFS = ("6月30日前", "夏收以后", "1月", "秋收以后")
TEXT = notice_text(table_text([[*row[:4], cutoff, *row[5:]] for row, cutoff in zip(ROWS, CUTOFFS, strict=False)]))
SOURCE = TEXT.encode()


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_notice([read_paper("通知.txt", SOURCE)], ("工程师",))


@pytest.fixture
def page(browser: Browser, imported: Imported, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "核对.html"
    file.write_bytes(make_review_page(imported, [SOURCE]))
    complaints: list[str] = []
    context = browser.new_context()
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert complaints == []


def saved(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.click("#save")
    made: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return made


def test_what_is_doubtful_stands_first_and_the_rest_is_folded(page: Page) -> None:
    doubtful = page.locator("main > .card")
    assert [one.get_attribute("data-row") for one in doubtful.all()] == ["2", "4"]
    assert "夏收以后" in doubtful.nth(0).locator("pre").inner_text()
    assert page.locator("#left").inner_text() == "还有 2 处要核对，共 2 处；2 个问题没有答"
    assert page.locator("#rest").get_attribute("open") is None
    assert page.locator("#rest .card").count() == 4 * 7 - 2


def test_all_of_it_goes_by_the_keyboard(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("8月20日")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.check("input[name=before_includes][value=true]")
    page.check("input[name=dates_in][value='2032']")
    assert page.locator("#left").inner_text() == "2 处都核对过了"
    made = saved(page)
    assert made["cells"] == [
        {"table": 1, "row": 2, "column": "cutoff", "words": "8月20日"},
        {"table": 1, "row": 4, "column": "cutoff", "words": "秋收以后"},
    ]
    settled = read_settled(json.dumps(made).encode(), "答复.json", [SOURCE])
    assert (settled.before_includes, settled.dates_in) == (True, 2032)


def test_a_change_can_be_taken_back(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    assert page.locator("main > .card textarea").nth(0).input_value() == "夏收以后"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("u")
    assert page.locator("#left").inner_text().startswith("还有 2 处")
    assert saved(page)["cells"] == []


def test_who_comes_back_goes_on_where_he_was(page: Page) -> None:
    page.locator("main > .card .same").nth(1).click()
    page.check("input[name=before_includes][value=false]")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("#left").inner_text() == "还有 1 处要核对，共 2 处；1 个问题没有答"
    assert saved(page)["before_includes"] is False


def test_the_same_notice_makes_the_same_page(imported: Imported) -> None:
    assert make_review_page(imported, [SOURCE]) == make_review_page(imported, [SOURCE])


def test_a_picture_of_a_cell_stands_in_the_page(imported: Imported) -> None:
    row = imported.rows[0]
    cells = {key: tuple(one._replace(picture=b"\x89PNG") for one in each) for key, each in row.cells.items()}
    seen = make_review_page(imported._replace(rows=(row._replace(cells=cells),)), [SOURCE]).decode()
    assert '<img src="data:image/png;base64,iVBORw=="' in seen


def test_a_place_is_told_as_people_look_it_up() -> None:
    assert spot_words(Spot(3, 1, 12, 4)) == "第 3 页，第 1 张表，第 12 行，第 4 栏"
    assert spot_words(Spot(sheet="计划", row=5, line=9)) == "“计划”，第 5 行，文件第 9 行"
