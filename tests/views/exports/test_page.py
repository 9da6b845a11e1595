"""The page without a browser: what stands in it, escaped, in one file, the same for the same input."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from gzip import compress
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from places import ROOT

from zhicheng_cli.plan.committees import Committee, Receiver
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.periods import read_period
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.exports.page.page import make_page
from zhicheng_cli.views.exports.page.timeline import Axis
from zhicheng_cli.views.parts.wording import IMPRECISE, PROVISIONAL

CUTOFF = "材料接收截止"
HOSTILE = "<script>alert(1)</script>\"'&</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
_VOID = {"br", "meta", "input", "use", "rect", "line", "path", "link", "img"}


class Node:
    """An element with what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Node | str] = []

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str, **attributes: str) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                wanted = {key.rstrip("_"): value for key, value in attributes.items()}
                if child.tag == tag and wanted.items() <= child.attributes.items():
                    yield child
                yield from child.all(tag, **attributes)

    def one(self, tag: str, **attributes: str) -> Node:
        (found,) = self.all(tag, **attributes)
        return found


class Reader(HTMLParser):
    """Builds the tree; an element that is never closed, or closed twice, is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack = [Node("", {})]
        self.feed(text)
        self.close()
        assert len(self.stack) == 1, self.stack[-1].tag

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read(page: bytes) -> Node:
    return Reader(page.decode("utf-8")).stack[0]


@pytest.fixture(scope="module")
def data() -> Dataset:
    return Dataset(year=2021)


def make(data: Dataset, *committees: Committee, made: date = date(2021, 6, 1), **more: Any) -> bytes:
    matches = more.pop("matches", [Match(one) for one in committees or data.plan.committees])
    more = {"contacts": data.contacts, "calendar": data.calendar, "search": data.search, **more}
    return make_page(data.plan, matches, made=made, **more)


@pytest.fixture(scope="module")
def page(data: Dataset) -> Node:
    return read(make(data))


def rows_of_the_notice() -> list[list[str]]:
    """附件1 read from the notice by itself: eight cells a row."""
    text = (ROOT / "data" / "notice_2021.txt").read_text(encoding="utf-8")
    annex = text[text.index("附件 1") : text.index("附件 2")]
    rows = [line.split("\t") for line in annex.splitlines()]
    return [row for row in rows if row[0].isdecimal()]


def test_every_committee_of_the_notice_stands_in_the_table_in_its_order(page: Node) -> None:
    names = [body.one("th").one("span", class_="q").text for body in page.all("tbody")]
    assert len(names) == 46
    assert ["".join(name.split()) for name in names] == ["".join(row[1].split()) for row in rows_of_the_notice()]


def test_every_receiver_can_be_called_from_the_row_it_is_printed_in(page: Node) -> None:
    """Seven digits are a landline of Huzhou (0572), eleven a mobile phone."""
    for body, row in zip(page.all("tbody"), rows_of_the_notice(), strict=True):
        printed = re.findall(r"\d{11}|\d{7}", row[5])
        called = [link.attributes["href"] for link in body.one("td", class_="to").all("a")]
        assert called == [f"tel:+86{number}" if len(number) == 11 else f"tel:+86572{number}" for number in printed]


def test_a_landline_is_shown_with_its_area_code_and_a_mobile_as_printed(page: Node) -> None:
    shown = {link.attributes["href"]: link.text for link in page.all("a", class_="tel")}
    assert shown["tel:+865722033099"] == "0572-2033099"
    assert shown["tel:+8613705727066"] == "13705727066"


def days(body: Node) -> list[str]:
    return [time.attributes["datetime"] for time in body.one("td", class_="cutoff").all("time")]


@pytest.mark.parametrize(
    ("no", "expected"),
    [
        (12, ["2021-07-01", "2021-07-30"]),  # 7月: Thursday the 1st, Friday the 30th
        (21, ["2021-08-20", "2021-08-31"]),  # 8月底: the 21st is a Saturday
        (30, ["2021-09-30", "2021-10-29"]),  # 10月: National Day from the 1st, the 31st is a Sunday
        (32, ["2021-09-01", "2021-09-30", "2021-09-30", "2021-10-29"]),  # 10月(市直学校9月)
        (29, ["2021-06-30", "2021-09-30", "2021-12-31"]),  # 4-6月、7-9月、10月-12月各1批次: one day each
        (14, []),
        (45, []),
    ],
)
def test_a_row_tells_both_days_of_every_window(page: Node, no: int, expected: list[str]) -> None:
    assert days(page.one("tbody", id=f"c{no}")) == expected


def steps(body: Node, label: str) -> list[Node]:
    """The milestones of that name, as unfolded."""
    return [step for step in body.one("ol").all("li") if step.one("b").text == label]


def test_two_pairs_of_days_say_whom_they_concern_the_earlier_first(page: Node) -> None:
    """Rows 31 and 32 print 10月(市直学校9月)."""
    for no in (31, 32):
        body = page.one("tbody", id=f"c{no}")
        assert [who.text for who in body.one("td", class_="cutoff").all("span", class_="who")] == [
            "市直学校",
            "市直学校以外",
        ]
        unfolded = [(step.one("span", class_="who").text, next(step.all("time")).text) for step in steps(body, CUTOFF)]
        assert unfolded == [("市直学校", "9月1日 周三"), ("市直学校以外", "9月30日 周四")]
    assert list(page.one("tbody", id="c12").one("td", class_="cutoff").all("span", class_="who")) == []


def test_a_day_that_may_come_too_late_is_warned_of_beside_it(page: Node) -> None:
    """Row 29: the third batch is taken to the end of December, and reviewed in December."""
    cell = page.one("tbody", id="c29").one("td", class_="cutoff")
    assert [one.one("span", class_="who").text for one in cell.all("div")] == ["第1批", "第2批", "第3批"]
    warnings = [one.text for one in cell.all("small", class_="warning")]
    assert warnings == ["评审最早 2021-12-01，可能不等到最迟日，请尽早交"]
    assert warnings[0] in list(cell.all("div"))[2].text
    assert list(page.one("tbody", id="c12").all("small", class_="warning")) == []


def test_no_number_of_a_row_reads_as_a_day(page: Node) -> None:
    assert page.one("tbody", id="c1").one("summary").text == "序号 1 的节点、资格、联系人、出处"
    assert not re.search(r"\d 号", page.text)


@pytest.mark.parametrize("no", [45, 46])
def test_where_no_receiver_is_printed_nothing_above_is_pointed_at(page: Node, no: int) -> None:
    body = page.one("tbody", id=f"c{no}")
    words = "通知没有印接收单位，请问当地人力社保部门"
    assert words in body.one("td", class_="to").text
    (cutoff,) = steps(body, CUTOFF)
    assert words in cutoff.text
    assert "见上" not in cutoff.text
    assert "交给材料接收单位（见上）" in steps(page.one("tbody", id="c12"), CUTOFF)[0].text


@pytest.mark.parametrize("no", [9, 18, 29, 31])
def test_who_is_asked_instead_of_a_contact_can_be_called(page: Node, no: int) -> None:
    """附件2 names nobody for fields of these rows; their receivers' phones are in 附件1."""
    told = [dd for dd in page.one("tbody", id=f"c{no}").all("dd") if "附件2 没有列出" in dd.text]
    assert len(told) == 1
    printed = re.findall(r"\d{11}|\d{7}", rows_of_the_notice()[no - 1][5])
    called = [link.attributes["href"] for link in told[0].all("a", class_="tel")]
    assert [re.sub(r"^tel:\+86(572)?", "", address) for address in called][-len(printed) :] == printed
    assert not re.search(r"(?<![\d-])\d{7}(?!\d)", told[0].text)


def test_who_must_report_is_said(page: Node) -> None:
    """二（一）2: the office of the committee reports, not the applicant."""
    (report,) = steps(page.one("tbody", id="c12"), "评前报告")
    assert "由评委会办公室报市人力社保局核准（申报人不用办）" in report.text


def test_a_committee_without_a_day_says_why(page: Node) -> None:
    whys = {body.attributes["id"]: body.one("span", class_="why").text for body in page.all("tbody", class_="undated")}
    assert whys == {
        "c14": "通知没有印时间",
        "c45": "由各县(区)人力社保、教育部门确定，请问当地",
        "c46": "由各县(区)人力社保、卫生部门确定，请问当地",
    }


def test_a_committee_unfolds_to_everything_known_of_it(page: Node) -> None:
    details = page.one("tbody", id="c6").one("details").text
    for told in (
        "单位内部公示",
        "材料接收截止",
        "评前报告",
        "预计评审",
        "结果公示",
        "结果备案",
        "市人力社保局核准",
        "农艺师、畜牧师、兽医师",
        "助理农艺师、助理畜牧师、助理兽医师",
        "湖州市农业农村局",
        "0572-2076679",
        "湖人社函〔2021〕57号 附件1 第6行",
        "通知或法规原文",
        "仅见于二手资料，请核实",
    ):
        assert told in details, told


def test_the_filters_find_what_the_plan_command_finds(page: Node) -> None:
    """Rows whose cut-off cell prints 7月, and row 29 whose second batch runs 7-9月."""
    july = page.one("select", id="month").one("option", value="7").attributes["data-in"]
    assert july.split() == ["3", "8", "12", "15", "17", "18", "23", "24", "26", "27", "29", "38", "39"]
    routes = {one.attributes["value"]: one.attributes for one in page.one("select", id="route").all("option")}
    assert routes["委托评审"]["data-in"].split() == ["22", "23", "24", "25", "26", "27", "28"]


def test_a_specialty_is_not_found_at_a_level_that_its_row_excludes(page: Node) -> None:
    """Row 9 prints 防灾减灾(初、中级除外)."""
    option = page.one("select", id="specialty").one("option", value="防灾减灾").attributes
    assert option["data-in"] == "9"
    levels = {"level=初级:9", "level=中级:9", "level=员级:9", "level=助理级:9"}
    assert set(option["data-not"].split()) == levels | {"title=技术员:9", "title=助理工程师:9", "title=工程师:9"}


def test_the_working_days_are_those_of_the_state_council(page: Node) -> None:
    """国办发明电〔2020〕27号: where 2021 breaks the rule of the week."""
    off = "01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07"
    worked = "02-07 02-20 04-25 05-08 09-18 09-26 10-09"
    body = page.one("body").attributes
    assert (body["data-first"], body["data-last"]) == ("2021-01-01", "2021-12-31")
    assert body["data-breaks"].split() == sorted(f"2021-{day}" for day in f"{off} {worked}".split())


@pytest.mark.parametrize(("made", "first"), [(2020, "2020-01-01"), (2021, "2021-01-01"), (2026, "2021-01-01")])
def test_the_working_days_begin_with_the_year_the_page_is_made_or_the_first_day_shown(
    data: Dataset, made: int, first: str
) -> None:
    """A visitor of December 2020 counts from there, though the plan is of 2021."""
    page = read(make(data, data.plan.committees[11], made=date(made, 12, 1)))
    assert page.one("body").attributes["data-first"] == first
    off = page.one("body").attributes["data-breaks"].split()
    assert ("2020-10-08" in off) == (made == 2020)  # 国办发明电〔2019〕16号: 1 to 8 October


def test_the_working_days_reach_back_to_a_day_of_the_year_before(data: Dataset) -> None:
    """1月 is safe on 31 December, whichever year the page is made in."""
    committee = data.plan.committees[11]._replace(cutoff=read_period("1月", 2021))
    page = read(make(data, committee))
    assert page.one("body").attributes["data-first"] == "2020-01-01"


def test_hostile_words_stay_words(data: Dataset) -> None:
    committee = data.plan.committees[11]
    hostile = committee._replace(
        printed={**committee.printed, **dict.fromkeys(("name", "reviews", "recommends", "remarks"), HOSTILE)},
        specialties=(HOSTILE,),
        receivers=(Receiver(HOSTILE, (HOSTILE,)),),
        notes=({"about": "name", "text": HOSTILE},),
        scope={"words": HOSTILE, "unit": HOSTILE[::-1]},
    )
    contacts = tuple(one._replace(person=HOSTILE, words=(HOSTILE,)) for one in data.contacts)
    made = make(
        data,
        matches=[Match(hostile, (HOSTILE,))],
        contacts=contacts,
        chosen=HOSTILE,
        links={"csv": f'"{HOSTILE}'},
        contacts_notice=HOSTILE,
    )
    page, plain = read(made), read(make(data, committee))
    assert [one.attributes for one in page.all("script")] == [{"type": "application/json", "id": "ready"}, {}]
    assert [one.text for one in page.all("script")] == [one.text for one in plain.all("script")]
    assert list(page.all("img")) == []
    assert page.one("tbody", id="c12").one("th").one("span", class_="q").text == HOSTILE
    assert page.one("tbody", id="c12").one("td", class_="to").one("span", class_="q").text == HOSTILE
    assert page.one("a", href=f'"{HOSTILE}').text == "CSV 表格"
    assert f"符合“{HOSTILE}”" in page.one("main").text
    assert [name for node in page.all("main") for name in node.attributes if name.startswith("on")] == []


def test_everything_is_in_the_one_file_and_the_policy_forbids_the_rest(page: Node) -> None:
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    script = list(page.all("script"))[-1]
    hashes = [b64encode(sha256(one.text.encode()).digest()).decode() for one in (page.one("style"), script)]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{hashes[0]}'",
        f"script-src 'sha256-{hashes[1]}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"@import|url\(|://", page.one("style").text + script.text)
    addresses = [link.attributes["href"] for tag in ("a", "use", "link") for link in page.all(tag)]
    assert {re.match(r"#|tel:\+86\d", address) is not None for address in addresses} == {True}
    assert [tag for tag in ("img", "iframe", "object", "link") if list(page.all(tag))] == []


def test_a_link_leads_to_an_anchor_of_the_page(page: Node) -> None:
    tags = ("tbody", "table", "section", "nav", "g", "path")
    anchors = {f"#{node.attributes['id']}" for tag in tags for node in page.all(tag) if "id" in node.attributes}
    wanted = {link.attributes["href"] for tag in ("a", "use") for link in page.all(tag)}
    assert {address for address in wanted if address.startswith("#")} <= anchors


def all_links() -> dict[str, str]:
    links = {"calendar": "all.ics", "csv": "plan.csv", "json": "plan.json"}
    links |= {f"calendar/{no}": f"committees/{no}.ics" for no in range(1, 47)}
    return links | {f"calendar/month/{month:02}": f"months/{month:02}.ics" for month in range(1, 13)}


def test_the_page_with_every_link_stays_under_300_kb_but_for_its_answers(data: Dataset) -> None:
    """The words that people use and the answers to them may weigh as much again: 90 kB in all when packed."""
    made = make(data, links=all_links(), search=data.search)
    answers = read(made).one("script", id="ready").text.encode()
    assert len(made) - len(answers) < 320_000
    assert len(answers) < 280_000
    assert len(compress(made)) < 110_000


def test_the_answers_name_no_day_and_are_the_same_whatever_the_days(data: Dataset) -> None:
    committee = data.plan.committees[11]._replace(cutoff=read_period("1月", 2021))
    pages = [make(data, committee), make(data, data.plan.committees[11])]
    answers = [read(page).one("script", id="ready").text for page in pages]
    assert answers[0] == answers[1]
    assert not re.search(r"\d+月|20\d\d-\d\d", answers[0])


def test_the_same_input_makes_the_same_bytes(data: Dataset) -> None:
    program = (
        "from datetime import date; from hashlib import sha256; from zhicheng_cli.plan.dataset import Dataset;"
        "from zhicheng_cli.plan.search import Match; from zhicheng_cli.views.exports.page.page import make_page;"
        "data = Dataset(year=2021); matches = [Match(one) for one in data.plan.committees];"
        "page = make_page(data.plan, matches, data.contacts, data.search, data.calendar, made=date(2021, 6, 1));"
        "print(sha256(page).hexdigest())"
    )
    expected = sha256(make(data)).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
        assert done.stdout.decode().strip() == expected


def test_files_beside_the_page_are_linked_and_missing_ones_are_not(data: Dataset, page: Node) -> None:
    linked = read(make(data, links={"calendar": "a b.ics", "calendar/12": "c12.ics", "calendar/month/07": "07.ics"}))
    assert linked.one("a", href="a b.ics").text == "日历（全部）"
    assert linked.one("a", href="07.ics").text == "7月"
    assert linked.one("header").one("a").attributes["href"] == f"#{linked.one('nav').attributes['id']}"
    assert [link.attributes["href"] for link in linked.one("tbody", id="c12").all("a", href="c12.ics")] == ["c12.ics"]
    assert "CSV" not in linked.text
    assert list(page.all("nav")) == []
    assert list(page.one("header").all("a")) == []


def test_a_page_of_few_says_which_and_offers_only_what_finds_them(data: Dataset) -> None:
    chosen = read(make(data, data.plan.committees[11], chosen="专业：建筑"))
    assert "本页只列出符合“专业：建筑”的评委会" in chosen.one("main").text
    assert [one.attributes["value"] for one in chosen.one("select", id="month").all("option")] == ["", "7"]
    assert "共 1 个评委会" in chosen.one("p", id="count").text


def test_a_page_of_nobody_can_be_made(data: Dataset) -> None:
    assert list(read(make(data, matches=[], chosen="无")).all("tbody")) == []


def test_the_reasons_of_a_match_are_told(data: Dataset) -> None:
    page = read(make(data, matches=[Match(data.plan.committees[11], ("别名：暖通 → 建筑",))]))
    assert "符合的原因：别名：暖通 → 建筑" in page.one("tbody", id="c12").one("th").text


def test_a_plan_of_a_past_year_says_so_even_without_the_script(data: Dataset) -> None:
    notice = {made: read(make(data, made=date(made, 6, 1))).one("p", id="past").attributes for made in (2021, 2026)}
    assert "hidden" in notice[2021]
    assert "hidden" not in notice[2026]


def test_inferred_days_are_explained(data: Dataset, page: Node) -> None:
    assert IMPRECISE in page.text
    assert PROVISIONAL not in page.text


def test_what_to_do_between_the_two_days_is_explained(page: Node) -> None:
    told = page.one("section", id="about").text
    for words in ("过了最迟日一定晚了", "两天之间以接收单位的答复为准", "稳妥日落在上个月的，收不收请先问"):
        assert words in told


def test_days_of_a_year_that_is_not_announced_are_provisional_and_not_counted(data: Dataset) -> None:
    year = data.calendar.announced_to.year + 1
    later = data.plan.committees[11]._replace(cutoff=read_period("7月", year), review=read_period("9月", year))
    page = read(make(data, later, calendar=data.calendar.extended()))
    assert PROVISIONAL in page.text
    assert page.one("body").attributes["data-last"] == str(data.calendar.announced_to)
    assert f"{year}年7月" in page.one("tbody", id="c12").one("td", class_="cutoff").text


def test_contacts_of_another_notice_say_so(data: Dataset) -> None:
    assert "联系人出自某文，可能已经变动" in read(make(data, contacts_notice="某文")).text


def test_the_axis_has_months_of_equal_width_and_reaches_into_the_next_year(data: Dataset) -> None:
    committee = data.plan.committees[11]._replace(cutoff=read_period("11月", 2021), review=read_period("次年1月", 2021))
    axis = Axis(2021, [committee])
    assert axis.months == [*range(1, 13), 1]
    bars = axis.of(committee, data.calendar).bars
    # November is the 11th of 13 months, next January the 13th.
    assert [bar.shape for bar in bars] == ["cutoff", "review"]
    places = [float(place.removesuffix("%")) for bar in bars for place in (bar.left, bar.width)]
    assert places == pytest.approx([1000 / 13, 100 / 13, 1200 / 13, 100 / 13], rel=1e-3)
    timeline = axis.of(committee, data.calendar)
    (safe,), (last,) = timeline.safes, timeline.lasts  # the 1st, a Monday, and the 30th, a Tuesday
    assert float(safe.removesuffix("%")) == pytest.approx(100 * (10 + 0.5 / 30) / 13, rel=1e-3)
    assert float(last.removesuffix("%")) == pytest.approx(100 * (10 + 29.5 / 30) / 13, rel=1e-3)


def test_the_timeline_marks_both_days_and_the_legend_names_them(page: Node) -> None:
    def marks(no: int) -> list[str]:
        uses = page.one("tbody", id=f"c{no}").one("td", class_="axis").all("use")
        return [use.attributes["href"] for use in uses if use.attributes["href"].endswith("day")]

    assert marks(12) == ["#safeday", "#lastday"]
    assert marks(29) == ["#lastday"] * 3  # one day each
    legend = page.one("p", class_="legend").text
    assert "稳妥日" in legend
    assert "最迟日" in legend


def test_a_range_shows_from_when_papers_are_taken(page: Node) -> None:
    bars = page.one("tbody", id="c29").one("td", class_="axis").all("rect")
    assert [bar.attributes["class"] for bar in bars] == ["taking", "cutoff"] * 3 + ["review"] * 3
