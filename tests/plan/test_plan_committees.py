"""The plan as read: the real notice, its 46 rows, and what a reader may build on."""

from datetime import date
from typing import Any

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.citation import Source
from zhicheng_cli.plan.committees import LevelLimit, Receiver, Route
from zhicheng_cli.plan.periods import Status
from zhicheng_cli.plan.plan_reading import read_plan
from zhicheng_cli.plan.printed_times import printed_times


def content(name: str) -> Any:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value


PLAN = read_plan(content("plan_2021.yaml"))
ROWS = {committee.no: committee for committee in PLAN.committees}


def test_the_notice_is_named() -> None:
    assert (PLAN.year, PLAN.document, PLAN.issued) == (2021, "湖人社函〔2021〕57号", date(2021, 5, 25))
    assert "7个工作日" in PLAN.clauses["二（一）2"]


def test_all_46_rows_are_there_in_order_each_with_its_place() -> None:
    assert list(ROWS) == list(range(1, 47))
    assert all(row.source == Source("湖人社函〔2021〕57号", 1, no) for no, row in ROWS.items())
    assert str(ROWS[12].source) == "湖人社函〔2021〕57号 附件1 第12行"


def test_row_12_as_printed() -> None:
    row = ROWS[12]
    assert row.name == row.printed["name"] == "市建设工程专业中级职务评审委员会"
    assert row.kind == "中评委"
    assert row.routes == (Route("评审", "评审委员会"),)
    assert row.reviews == ("技术员", "助理工程师", "工程师")
    assert row.recommends == ("高级工程师", "正高级工程师")
    assert row.all_titles == (*row.reviews, *row.recommends)
    assert row.receivers == (Receiver("市职业资格指导服务中心", ("2033099",)),)
    assert (row.series, row.specialties) == (("工程",), ("建筑", "规划", "园林", "设计"))
    assert (row.cutoff.text, row.review.text) == ("7月", "9月")
    assert (row.scope, row.notes) == ({}, ())


def test_grouped_titles_stand_for_single_ones() -> None:
    row = ROWS[16]
    assert row.single_titles(["律师(公证员)助理"]) == ("律师助理", "公证员助理")
    assert row.single_titles(["没有拆的"]) == ("没有拆的",)
    assert len(row.all_titles) == 10
    assert "副主任中药师" in ROWS[10].all_titles
    assert "高级畜牧师" in ROWS[6].all_titles
    assert "高级（农艺师、畜牧师、兽医师）" not in ROWS[6].all_titles


def test_a_route_may_concern_some_levels_titles_or_series_only() -> None:
    assert ROWS[17].routes[0].levels == ("员级", "助理级", "中级")
    assert ROWS[14].routes[1].titles == ("正高级讲师", "正高级实习指导教师")
    assert ROWS[5].routes[1].series == ("群众文化", "图书资料")
    assert ROWS[35].routes == (Route("自主评审", "本行业的专技人才", note="解读；通知没有写明"),)


def test_a_specialty_may_be_taken_at_some_levels_only() -> None:
    assert {no: row.except_levels for no, row in ROWS.items() if row.except_levels} == {
        9: (LevelLimit("防灾减灾", ("员级", "助理级", "中级"), "防灾减灾(初、中级除外)"),)
    }


def test_every_printed_period_is_read_or_known_to_be_none() -> None:
    undated = {no: row.cutoff.status for no, row in ROWS.items() if row.cutoff.status is not Status.DATED}
    assert undated == {14: Status.UNSTATED, 45: Status.DELEGATED, 46: Status.DELEGATED}
    assert ROWS[46].cutoff.delegated_to == "各县(区)人力社保、卫生部门"
    without_review = {no for no, row in ROWS.items() if row.review.status is not Status.DATED}
    assert without_review == {14, *range(18, 29), 45, 46}


def test_a_row_may_lack_what_is_optional() -> None:
    value = content("plan_2021.yaml")
    (row,) = [row for row in value["committees"] if row["no"] == 45]
    value["committees"] = [{key: row[key] for key in row if key not in ("titles", "scope", "notes")}]
    (committee,) = read_plan(value).committees
    assert (committee.titles, committee.scope, committee.notes, committee.receivers) == ({}, {}, (), ())


def test_the_eve_of_the_year_is_no_day_outside_it() -> None:
    times = printed_times(content("plan_2021.yaml"))
    assert times.read("1月1日前").windows[0].earliest == date(2020, 12, 31)
    assert times.read("2020年12月31日").status is Status.UNREAD
    assert times.read("9月(德清县8月)").windows[1].audience == "德清县"


def test_a_period_that_cannot_be_read_is_told_and_never_skipped() -> None:
    value = content("plan_2021.yaml")
    value["committees"][11]["printed"]["cutoff"] = "七月某日"
    of = read_plan(value).committees[11]
    assert (of.no, of.cutoff.text, of.cutoff.status, of.cutoff.windows) == (12, "七月某日", Status.UNREAD, ())
    assert "读不懂" in of.cutoff.reason


def test_a_plan_that_prints_a_reckoning_day_tells_it() -> None:
    basis = {"document": "样例〔2021〕1号", "clause": "三", "evidence": "text"}
    entry = {"day": "2021-12-31", "counts": ["资历"], "words": "资历算到12月31日", "basis": basis}
    (one,) = read_plan({**content("plan_2021.yaml"), "reckoning": [entry]}).reckoning
    assert (str(one.day), one.counts, one.basis.clause) == ("2021-12-31", ("资历",), "三")
    assert PLAN.reckoning == ()
