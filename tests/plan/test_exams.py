"""Titles that an examination gives (附件1 第17至22行; `data/words.yaml`)."""

from datetime import date

import pytest

from zhicheng_cli.plan.changes import Change
from zhicheng_cli.plan.committees import Committee, PapersFor, Route
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.exams import BY_EXAM, papers_for, titles_of, whose_times, with_papers_for
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.milestones import NOT_APPLICABLE, milestones
from zhicheng_cli.plan.search import Search
from zhicheng_cli.plan.stages import Stage, Where

ACCOUNTING, HEALTH = "会计专业技术资格考试", "全国卫生专业技术资格考试"
#: Title → the rows that say it is examined (附件1); None = a row takes papers for it, or nothing is known of an exam.
GIVEN = {
    "经济师": (17,),
    "助理会计师": (18,),
    "会计师": (18,),
    "统计师": (19,),
    "审计师": (20,),
    "翻译": (22,),
    "二级翻译": (22,),
    "主管护师": (),
    "护士": (),
    "主治医师": (),
    # 附件1 第5行 评审图书、群文、文博的馆员，第21行 档案的考试
    "馆员": None,
    "高级会计师": None,
    "译审": None,
    "工程师": None,
    "主任护师": None,
    "没有这样的职称": None,
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return Dataset(year=2021, today=date(2021, 6, 1))


@pytest.fixture(scope="module")
def search(data: Dataset) -> Search:
    return data.search


@pytest.mark.parametrize(("title", "rows"), GIVEN.items())
def test_a_title_is_by_examination_where_no_row_takes_papers_for_it(
    search: Search, title: str, rows: tuple[int, ...] | None
) -> None:
    found = search.exams.of_title(title)
    assert (found and tuple(one.no for one in found.rows)) == rows


def test_the_sentence_says_which_examination_where_it_stands_and_whom_to_ask(search: Search) -> None:
    told = search.exams.of_title("会计师")
    assert told
    assert told.sentence == (
        f"“会计师”由考试取得，没有评委会收材料：{ACCOUNTING}"
        "（第18行写有“初中级以考代评”；请问市财政局 2150069 2033099）"
    )
    assert search.exams.title_in(None, "会计师") == told
    told = search.exams.of_title("主管护师")
    assert told
    assert told.sentence == (
        f"“主管护师”由考试取得，没有评委会收材料：{HEALTH}（通知没有这个职称，考试名称请核实；请问{search.plan.region.bureau}）"
    )


def test_that_a_row_leaves_open_which_titles_are_examined_is_said(search: Search) -> None:
    told = search.exams.of_title("翻译")
    assert told
    assert "通知没有写明哪些资格以考代评，这是解读" in told.sentence


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(level="中级", series="会计"), ["会计系列的中级由考试取得"]),
        (Filters(level="中级", series="会计人员"), ["会计系列的中级由考试取得"]),
        (Filters(level=("初级", "高级"), series="会计"), ["会计系列的初级由考试取得"]),
        (Filters(level="中级", series="卫生技术"), ["卫生技术系列的中级由考试取得"]),
        (Filters(level="中级", series="工程"), []),
        (Filters(level="中级"), []),
        (Filters(title=("会计师", "工程师", "主管护师")), ["“会计师”由考试取得", "“主管护师”由考试取得"]),
        (Filters(), []),
    ],
)
def test_what_of_the_filters_is_examined(search: Search, filters: Filters, found: list[str]) -> None:
    told = [one.sentence for one in search.exams.asked(filters)]
    assert len(told) == len(found)
    assert all(one.startswith(start) for one, start in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("filters", "undated", "dated"),
    [
        (Filters(title="会计师"), [18], []),
        (Filters(title=("会计师", "高级会计师")), [], [18]),
        (Filters(title="馆员"), [21], [5]),
        (Filters(title="馆员", specialty="档案"), [21], []),
        (Filters(title="翻译"), [22], []),
        (Filters(title="译审"), [], [22]),
        (Filters(level="中级", series=("会计", "经济", "统计", "审计", "档案")), [17, 18, 19, 20, 21], []),
        (Filters(level="高级", series="会计"), [], [18]),
        (Filters(series="会计"), [], [18]),
        (Filters(route="以考代评"), [], [17, 18, 19, 20, 21, 22]),
        (Filters(route="以考代评", level="中级", series="会计"), [18], []),
        (Filters(route="以考代评", title="高级会计师"), [], [18]),
        (Filters(month=7, title="会计师"), [], []),
        (Filters(review_month=8, title="经济师"), [], []),
        (Filters(title="会计师", open_on=date(2021, 6, 1)), [18], []),
        (Filters(title="会计师", open_on=date(2021, 12, 1)), [18], []),
    ],
)
def test_a_row_has_no_times_for_what_is_examined(
    data: Dataset, search: Search, filters: Filters, undated: list[int], dated: list[int]
) -> None:
    found = [match.committee for match in search.select(filters, data.calendar)]
    assert [one.no for one in found if one.by_exam] == undated
    assert [one.no for one in found if not one.by_exam] == dated
    for one in found:
        assert bool(one.cutoff.windows) is (one.no in dated)
        assert one.has_windows is (one.no in dated)
        assert bool(one.cutoff.reason) is (one.no in undated)


@pytest.mark.parametrize(
    ("number", "titles"),
    [
        (12, ()),
        (17, ("高级经济师", "正高级经济师")),
        (18, ("高级会计师", "正高级会计师")),
        (19, ("高级统计师",)),
        (21, ("副研究馆员", "研究馆员")),
        (22, ()),
    ],
)
def test_for_whom_the_times_of_a_row_are(data: Dataset, number: int, titles: tuple[str, ...]) -> None:
    row = next(one for one in data.plan.committees if one.no == number)
    assert (row.papers_for.titles, row.papers_for.short) == (titles, "高级" if titles else "")
    assert all(title in whose_times(row) for title in titles)
    assert bool(whose_times(row)) is ("以考代评" in row.route_names)
    assert ("通知没有写明" in whose_times(row)) is (number == 22)


def test_a_row_of_examinations_alone_has_times_for_nobody(data: Dataset, search: Search) -> None:
    of = next(one for one in data.plan.committees if one.no == 18)
    alone = of._replace(routes=of.routes[:1], recommends=(), papers_for=PapersFor())
    assert {one.level for one in titles_of(alone, search.titles)} == {"员级", "助理级", "中级"}
    assert papers_for(alone, search.titles) == PapersFor()
    assert "都由考试取得" in whose_times(alone)
    asked = search.exams.as_asked(alone, Filters())
    assert asked.by_exam.startswith("这一行的资格由考试取得")
    assert whose_times(asked) == ""


def test_a_plan_without_examinations_stays_as_it_is(data: Dataset) -> None:
    rows = tuple(one for one in data.plan.committees if "以考代评" not in one.route_names)
    plan = data.plan._replace(committees=rows)
    assert with_papers_for(plan, {}) is plan


def row_of(data: Dataset, number: int) -> Committee:
    return next(one for one in data.plan.committees if one.no == number)


def test_an_examination_of_titles_by_name_leaves_the_others_their_days(data: Dataset, search: Search) -> None:
    routes = (Route(BY_EXAM, "统计师以考代评", titles=("统计师",)), Route("评审", "评审"))
    row = row_of(data, 19)._replace(routes=routes, reviews=("助理统计师", "统计师"), recommends=())
    row = row._replace(papers_for=papers_for(row, search.titles))
    assert (row.papers_for.titles, row.papers_for.short) == (("助理统计师",), "初级")
    assert search.exams.as_asked(row, Filters(title="统计师")).by_exam
    assert search.exams.as_asked(row, Filters(title="助理统计师")).cutoff.windows
    assert search.exams.as_asked(row, Filters(level="初级")).cutoff.windows
    assert whose_times(row) == "收助理统计师的材料；统计师以考代评，由考试取得，不交材料"


def test_an_examination_of_one_series_is_none_of_the_other(data: Dataset, search: Search) -> None:
    routes = (Route(BY_EXAM, "档案以考代评", series=("档案",)), Route("评审", "评审"))
    row = row_of(data, 5)._replace(routes=routes, series=("档案", "图书资料"), reviews=("馆员",), recommends=())
    assert search.exams.title_in(row, "馆员") is None
    assert search.exams.as_asked(row, Filters(title="馆员")).cutoff.windows
    assert search.exams.as_asked(row, Filters(title="馆员", specialty="档案")).by_exam
    assert search.exams.as_asked(row, Filters(title="馆员", series="图书资料")).cutoff.windows


def test_neither_stages_nor_what_a_cell_said_before_is_left(data: Dataset, search: Search) -> None:
    of = row_of(data, 18)
    told = ("延期", date(2021, 6, 20), of.source.cell("备注"))
    changes = tuple(
        Change(kind=told[0], cell=cell, old="6月", new="7月", words="延期", issued=told[1], basis=told[2], stage=stage)
        for cell, stage in (("cutoff", ""), ("review", ""), ("remarks", ""), ("text", "网上申报"))
    )
    stage = Stage("网上申报", of.cutoff, "个人", Where(), False, told[2])
    asked = search.exams.as_asked(of._replace(stages=(stage,), changes=changes), Filters(title="会计师"))
    assert (asked.stages, [one.cell for one in asked.changes]) == ((), ["remarks"])
    (only,) = milestones(data.plan, asked, data.calendar, today=date(2021, 6, 1))
    assert (only.status, only.days, only.note) == (NOT_APPLICABLE, None, asked.by_exam)


def test_beside_an_examination_each_day_says_whose_it_is(data: Dataset) -> None:
    of = row_of(data, 18)
    stage = Stage("网上申报", of.cutoff, "个人", Where(), False, of.source.cell("备注"))
    found = milestones(data.plan, of._replace(stages=(stage,)), data.calendar, today=date(2021, 6, 1))
    dated = [one for one in found if one.days]
    assert [one.event for one in dated] == ["unit_notice", "stage", "cutoff"]
    assert all("收高级会计师、正高级会计师的材料" in one.note for one in dated)
