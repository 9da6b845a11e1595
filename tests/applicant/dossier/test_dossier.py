"""From a dossier to the facts: what counts, what stays unknown, where it stands; the order of entries never matters."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from applicant.dossier.sample_dossiers import ECONOMIST, TODAY, bare_law, dossier, facts, law, path
from places import TESTS

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.dossier.history import merged, whole_months, working_since
from zhicheng_cli.applicant.law.facts import BY_NAME, NONE
from zhicheng_cli.files.document import parse

WHOLE = TESTS / "positive" / "dossier.yaml"


def test_a_whole_dossier() -> None:
    document, _ = parse(WHOLE.read_bytes(), "f")
    assert document is not None
    assert read_dossier(document.value, law()).facts.given() == {
        "title": "工程师",
        "committee": 12,
        "specialty": "建筑",
        "route": "评审",
        "submitted": date(2021, 6, 28),
        "status": "在职",
        "manager": False,
        "employer": "某建筑公司",
        "county": "吴兴区",
        "employer_kind": "民营企业",
        "self_appointing": False,
        "industry": "建筑",
        "degree": "本科",
        "degree_date": date(2009, 6, 30),
        "degree_full_time": False,
        "degree_equivalent": False,
        "held_title": "助理工程师",
        "held_series": "工程",
        "obtained": date(2010, 9, 1),
        "appointed": date(2010, 10, 1),
        "held_by": "初定",
        "work_since": date(2006, 7, 1),
        "work_after_degree_since": date(2009, 7, 1),
        "grassroots_months": 72,
        "hours_previous_total": 96,
        "hours_previous_general": 18,
        "hours_previous_industry": 12,
        "hours_previous_professional": 66,
        "hours_previous_registered": True,
        "hours_previous_recognised": True,
        "hours_current_total": 90,
        "hours_current_general": 18,
        "hours_current_industry": 12,
        "hours_current_professional": 60,
        "hours_current_registered": True,
        "hours_current_recognised": True,
        "exam": NONE,
        "discipline": (),
        "integrity": (),
        "assessments": ((2020, "合格"),),
        "standing": (),
        "materials": (("业绩报告", True, date(2021, 6, 1)),),
        "notice_from": date(2021, 6, 1),
        "other_titles": (),
        "other_work": False,
        "work_after_title_since": date(2010, 9, 1),
        "notice_to": date(2021, 6, 8),
    }


def test_what_is_not_given_is_unknown() -> None:
    assert read_dossier({"applicant": {"name": "样例甲"}, "target": {"title": "工程师"}}, law()).facts.given() == {
        "title": "工程师"
    }
    assert list(read_dossier(dossier(), law()).paths) == list(BY_NAME)


@pytest.mark.parametrize(
    ("written", "number"),
    [(12, 12), ("12", 12), ("市建设工程专业中级职务评审委员会", 12), (99, None), ("市", None), (None, None)],
)
def test_committee(written: int | str | None, number: int | None) -> None:
    target = {"title": "工程师"} if written is None else {"title": "工程师", "committee": written}
    assert facts(target=target).get("committee") == number
    assert path("committee", target=target) == "target.committee"


@pytest.mark.parametrize(
    ("entries", "degree"),
    [
        ([{"level": "高中"}], "高中"),
        *(([{"level": level}], "中职") for level in ("中专", "职高", "技校", "中级工班")),
        ([{"level": "高级工班"}], "大专"),
        ([{"level": "预备技师班"}], "本科"),
        ([{"level": "技师班"}], "本科"),
        ([{"level": "大专"}, {"level": "高中"}], "大专"),
        ([{"level": "本科", "degree": "学士"}], "本科"),
        ([{"degree": "学士"}], "本科"),
        ([{"level": "本科", "degree": "第二学士"}], "第二学士"),
        ([{"level": "本科"}, {"level": "研究生", "degree": "硕士"}], "硕士"),
        ([{"degree": "博士"}, {"level": "研究生"}], "博士"),
        # 研究生 without a degree is at least what 本科 is; with the degree left open it may be more.
        ([{"level": "研究生", "degree": "无"}], "本科"),
        ([{"level": "研究生"}], None),
        ([{"level": "研究生"}, {"degree": "硕士"}], None),
        # An entry that says nothing of its level may be any.
        ([{"level": "本科"}, {"major": "土木工程"}], None),
        ([{"degree": "无"}], None),
        # Not yet obtained.
        ([{"level": "大专"}, {"level": "本科", "date": "2021-07-02"}], "大专"),
        ([{"level": "本科", "date": "2021-07-01"}], "本科"),
        ([{"level": "本科", "date": "2021-07-02"}], None),
        ([], None),
    ],
)
def test_highest_degree(entries: list[dict[str, Any]], degree: str | None) -> None:
    assert facts(education=entries).get("degree") == degree


def test_classes_of_technical_schools_without_equivalents() -> None:
    for rows, degree in (
        ([{"level": "高级工班"}], None),
        ([{"level": "高级工班"}, {"level": "高中"}], None),
        ([{"level": "高级工班"}, {"level": "本科"}], "本科"),
    ):
        assert read_dossier(dossier(education=rows), bare_law()).facts.degree == degree


def test_of_equal_degrees_the_earliest() -> None:
    later = {"level": "本科", "date": "2015-06-30", "full_time": False}
    earlier = {"level": "本科", "date": "2007-06-30", "full_time": True}
    told = facts(education=[later, earlier])
    assert (told["degree_date"], told["degree_full_time"]) == (date(2007, 6, 30), True)
    assert path("degree_date", education=[later, earlier]) == "education[1].date"


def test_of_equal_degrees_one_without_a_date() -> None:
    """It may be the earlier one."""
    rows = [{"level": "本科", "date": "2015-06-30", "full_time": True}, {"level": "本科", "full_time": True}]
    told = facts(education=rows)
    assert told["degree"] == "本科"
    assert "degree_date" not in told
    assert told["degree_full_time"] is True
    assert path("degree_date", education=rows) == "education[1].date"
    rows[1]["full_time"] = False
    assert "degree_full_time" not in facts(education=rows)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (None, "education[0].level"),
        ([{"level": "本科"}], "education[0].level"),
        ([{"level": "大专"}, {"degree": "硕士"}], "education[1].degree"),
        ([{"level": "大专"}, {"level": "研究生"}], "education[1].degree"),
        ([{"level": "大专"}, {"major": "土木"}], "education[1].level"),
    ],
)
def test_where_the_degree_stands(rows: list[dict[str, Any]] | None, place: str) -> None:
    assert path("degree", **({} if rows is None else {"education": rows})) == place


ASSISTANT = {
    "title": "助理工程师",
    "series": "工程",
    "obtained": "2010-09-01",
    "appointed": "2010-10-01",
    "how": "初定",
}


def test_titles_of_the_target_series_come_first() -> None:
    told = facts(titles=[{"title": "高级农艺师", "obtained": "2015-01-01"}, ASSISTANT])
    assert (told["held_title"], told["held_series"], told["held_by"]) == ("助理工程师", "工程", "初定")
    assert (told["obtained"], told["appointed"]) == (date(2010, 9, 1), date(2010, 10, 1))


def test_a_title_of_another_series_where_there_is_none_of_the_target() -> None:
    told = facts(titles=[{"title": "助理农艺师"}, {"title": "农艺师", "obtained": "2015-01-01"}])
    assert (told["held_title"], told["held_series"]) == ("农艺师", "农业")
    assert path("obtained", titles=[{"title": "助理农艺师"}, {"title": "农艺师"}]) == "titles[1].obtained"


def test_the_highest_of_the_series_and_of_these_the_earliest() -> None:
    rows = [
        {"title": "工程师", "obtained": "2016-01-01", "how": "评审"},
        {"title": "工程师", "obtained": "2014-01-01", "how": "考试"},
        ASSISTANT,
    ]
    told = facts(titles=rows)
    assert (told["held_title"], told["obtained"], told["held_by"]) == ("工程师", date(2014, 1, 1), "考试")
    assert path("held_by", titles=rows) == "titles[1].how"
    del rows[0]["obtained"]
    told = facts(titles=rows)
    assert told["held_title"] == "工程师"
    assert "obtained" not in told
    assert "held_by" not in told
    assert path("obtained", titles=rows) == "titles[0].obtained"


def test_titles_of_equal_level_and_day() -> None:
    rows = [{"title": "畜牧师", "obtained": "2014-01-01"}, {"title": "农艺师", "obtained": "2014-01-01"}]
    for titles in (rows, rows[::-1]):
        assert facts(target={"title": "高级农艺师"}, titles=titles)["held_title"] == "农艺师"


def test_no_title() -> None:
    assert facts(titles=[]) == {"title": "工程师", "committee": 12, "held_title": NONE, "other_titles": ()}
    assert facts(titles=[{**ASSISTANT, "obtained": "2021-07-02"}])["held_title"] == NONE
    assert path("held_title", titles=[]) == "titles"
    assert path("held_title") == "titles[0].title"


def test_an_entry_without_its_title_may_be_any() -> None:
    rows = [ASSISTANT, {"obtained": "2014-01-01"}]
    assert not {"held_title", "held_series", "obtained"} & facts(titles=rows).keys()
    assert path("held_title", titles=rows) == "titles[1].title"


@pytest.mark.parametrize(
    ("row", "series"),
    [
        ({"title": "技术员", "series": "工程技术"}, "工程"),
        ({"title": "技术员", "series": "农业"}, "农业"),
        ({"title": "技术员"}, None),  # 工程 or 农业
        ({"title": "助理工程师"}, "工程"),
        ({"title": "小师傅"}, None),
        ({"title": "小师傅", "series": "木工"}, "木工"),
    ],
)
def test_series_of_a_title_held(row: dict[str, Any], series: str | None) -> None:
    assert facts(titles=[row]).get("held_series") == series


def test_a_name_of_several_series_counts_as_the_targets() -> None:
    rows = [{"title": "技术员"}, {"title": "高级农艺师"}]
    assert facts(titles=rows)["held_title"] == "技术员"
    assert facts(titles=[{**rows[0], "series": "农业"}, rows[1]])["held_title"] == "高级农艺师"


def test_titles_for_an_unknown_target() -> None:
    rows = [{"title": "助理工程师"}, {"title": "高级农艺师"}]
    assert facts(target={"title": "木匠"}, titles=rows)["held_title"] == "高级农艺师"


@pytest.mark.parametrize(
    ("spells", "since", "until"),
    [
        ([("2010-07-01", "至今")], "2010-07-01", None),
        # 31 days of gap: all of July.
        ([("2010-07-01", "2015-06-30"), ("2015-08-01", "至今")], "2010-08-01", None),
        # Overlaps count once, and touching spells have no gap between them.
        ([("2010-07-01", "2015-06-30"), ("2014-01-01", "至今")], "2010-07-01", None),
        ([("2010-07-01", "2015-06-30"), ("2015-07-01", "2021-07-01")], "2010-07-01", "2021-07-01"),
        # The day of judgement is 1 July: the ten days before it are after the end, not a gap.
        ([("2010-07-01", "2021-06-21")], "2010-07-01", "2021-06-21"),
        ([("2010-07-01", "2015-06-30"), ("2015-08-01", "2019-12-31")], "2010-08-01", "2019-12-31"),
        ([("2010-07-01", "2031-06-21")], "2010-07-01", "2031-06-21"),
        ([("2021-07-02", "至今")], "2021-07-02", None),
    ],
)
def test_work_without_its_gaps(spells: list[tuple[str, str]], since: str, until: str | None) -> None:
    known = facts(work=[{"from": first, "to": last} for first, last in spells])
    assert known["work_since"] == date.fromisoformat(since)
    assert known.get("work_until") == (until and date.fromisoformat(until))


@pytest.mark.parametrize("later", [{"specialty": "销售"}, {"specialty": "销售", "from": "2019-01-01"}])
def test_work_in_another_trade_hides_nothing_of_the_own(later: dict[str, Any]) -> None:
    """别的专业的工作，写没写日期，都不改变本专业的."""
    target = {"title": "工程师", "committee": 12, "specialty": "建筑"}
    known = facts(target=target, work=[{"from": "2010-07-01", "to": "2018-12-31", "specialty": "建筑"}, later])
    assert (known["work_since"], known["work_until"]) == (date(2010, 7, 1), date(2018, 12, 31))
    assert known["other_work"]


def test_work_after_the_degree() -> None:
    work = [{"from": "2005-07-01", "to": "2009-06-30"}, {"from": "2011-07-01", "to": "至今"}]
    degree = [{"level": "本科", "date": "2008-06-30"}]
    # After it: 1 July 2008 to 30 June 2009 (365 days), and 1 July 2011 until today; the gap has 730 days (2010, 2011).
    assert facts(work=work, education=degree)["work_after_degree_since"] == date(2010, 7, 1)
    assert "work_after_degree_since" not in facts(work=work)
    only_before = facts(work=work[:1], education=[{"level": "本科", "date": "2020-06-30"}])
    assert only_before["work_after_degree_since"] == date(2021, 7, 2)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (None, "work[0].from"),
        ([], "work[0].from"),
        ([{"from": "2010-07-01", "to": "至今"}, {"from": "2009-07-01"}], "work[1].to"),
        ([{"from": "2010-07-01", "to": "至今"}, {"to": "2009-07-01"}], "work[1].from"),
        ([{"from": "2010-02-30", "to": "至今"}], "work[0].to"),
        ([{"from": "2010-02-01", "to": "2010-02-30"}], "work[0].to"),
    ],
)
def test_a_spell_without_its_days_leaves_the_years_unknown(rows: list[dict[str, Any]] | None, place: str) -> None:
    parts = {} if rows is None else {"work": rows}
    assert "work_since" not in facts(**parts)
    assert path("work_since", **parts) == place


def test_where_the_work_began() -> None:
    assert path("work_since", work=[{"from": "2010-07-01", "to": "至今"}, {"from": "2009-07-01", "to": "至今"}]) == (
        "work[1].from"
    )


YEAR = {"from": "2019-01-01", "to": "2019-12-31", "grassroots": True}


@pytest.mark.parametrize(
    ("rows", "months", "place"),
    [
        ([YEAR], 12, "work[0].grassroots"),
        ([{**YEAR, "to": "2019-12-30"}], 11, "work[0].grassroots"),
        ([{**YEAR, "grassroots": False}], 0, "work[0].grassroots"),
        # 6 months and 15 or 16 days (1 January to 15 or 16 July): 12 months, and 30 or 31 days.
        ([{**YEAR, "to": "2019-07-15"}, {**YEAR, "from": "2020-01-01", "to": "2020-07-15"}], 12, "work[0].grassroots"),
        ([{**YEAR, "to": "2019-07-15"}, {**YEAR, "from": "2020-01-01", "to": "2020-07-16"}], 13, "work[0].grassroots"),
        # The same months count once.
        ([YEAR, {**YEAR, "from": "2019-06-01"}], 12, "work[0].grassroots"),
        # Nothing said: unknown, unless a year is full already.
        ([{"from": "2010-07-01", "to": "至今"}], None, "work[0].grassroots"),
        ([{"from": "2010-07-01", "to": "至今"}, YEAR], 12, "work[1].grassroots"),
        ([{"from": "2010-07-01", "to": "至今"}, {**YEAR, "to": "2019-06-30"}], None, "work[0].grassroots"),
        ([{"from": "2010-07-01", "grassroots": True}], None, "work[0].to"),
        ([{"to": "2010-07-01", "grassroots": True}], None, "work[0].from"),
        ([], None, "work[0].grassroots"),
    ],
)
def test_months_at_the_grassroots(rows: list[dict[str, Any]], months: int | None, place: str) -> None:
    assert facts(work=rows).get("grassroots_months") == months
    assert path("grassroots_months", work=rows) == place


def test_months_at_the_grassroots_where_the_law_asks_for_none() -> None:
    rows = [{"from": "2010-07-01", "to": "至今"}, YEAR]
    assert read_dossier(dossier(work=rows), bare_law()).facts.grassroots_months is None
    assert read_dossier(dossier(work=[YEAR]), bare_law()).facts.grassroots_months == 12


def test_hours_of_both_years() -> None:
    rows = [{"year": 2021, "total": 90}, {"year": 2019, "total": 5}, {"year": 2020, "general": 18.5}, {"total": 7}]
    told = facts(hours=rows)
    assert (told["hours_current_total"], told["hours_previous_general"]) == (90, 18.5)
    assert "hours_previous_total" not in told
    assert path("hours_previous_total", hours=rows) == "hours[2].total"
    assert path("hours_current_total", hours=rows) == "hours[0].total"
    # Where there is no entry, one would be added.
    assert path("hours_current_total", hours=[{"year": 2020}]) == "hours[1].total"
    assert path("hours_previous_total") == "hours[0].total"
    assert path("hours_current_total") == "hours[1].total"


def test_two_entries_for_a_year_that_differ() -> None:
    rows = [{"year": 2020, "total": 90, "general": 18}, {"year": 2020, "total": 80, "general": 18}]
    told = facts(hours=rows)
    assert "hours_previous_total" not in told
    assert told["hours_previous_general"] == 18


@pytest.mark.parametrize(
    ("rows", "exam", "passed"),
    [
        ([], NONE, None),
        ([{"kind": "高级经济师", "passed": "2020-06-20"}], "高级经济师", "2020-06-20"),
        ([{"kind": "经济", "passed": "2020-06-20"}], "经济", "2020-06-20"),  # of which level? the rule says that
        (
            [{"kind": "高级经济师", "passed": "2018-06-20"}, {"kind": "高级经济师", "passed": "2020-06-20"}],
            "高级经济师",
            "2020-06-20",
        ),
        ([{"kind": "高级经济师", "passed": "2018-06-20"}, {"kind": "高级经济师"}], "高级经济师", None),
        ([{"kind": "高级经济师", "passed": "2021-07-02"}], None, None),
        ([{"kind": "会计师", "passed": "2020-06-20"}], "会计师", "2020-06-20"),
        # One that is known to be another goes after one that may be it.
        (
            [{"kind": "会计师", "passed": "2020-06-20"}, {"kind": "经济资格", "passed": "2019-06-20"}],
            "经济资格",
            "2019-06-20",
        ),
        (
            [{"kind": "统计师", "passed": "2021-06-20"}, {"kind": "高级经济专业技术资格", "passed": "2019-06-20"}],
            "高级经济专业技术资格",
            "2019-06-20",
        ),
        ([{"passed": "2020-06-20"}], None, None),
    ],
)
def test_exam(rows: list[dict[str, Any]], exam: str | None, passed: str | None) -> None:
    told = facts(target=ECONOMIST, exams=rows)
    assert told.get("exam") == exam
    assert told.get("exam_passed") == (passed and date.fromisoformat(passed))


@pytest.mark.parametrize(
    ("ends", "counts"),
    [
        # A later one by the local line alone is valid for a shorter time.
        ({"2019-06-20": "2024-06-20", "2020-06-20": "2020-12-31"}, "2019-06-20"),
        # One that has ended says nothing of another whose end is not told.
        ({"2015-06-20": "2018-06-20", "2014-06-20": None}, "2014-06-20"),
        ({"2015-06-20": "2022-06-20", "2014-06-20": None}, "2015-06-20"),
    ],
)
def test_the_exam_that_is_valid_longest_counts(ends: dict[str, str | None], counts: str) -> None:
    rows = [
        {"kind": "高级经济师", "passed": passed} | ({"valid_until": end} if end else {}) for passed, end in ends.items()
    ]
    assert facts(target=ECONOMIST, exams=rows)["exam_passed"] == date.fromisoformat(counts)


def test_validity_of_the_latest_exam() -> None:
    rows = [
        {"kind": "高级经济师", "passed": "2020-06-20", "valid_until": "2025-06-20"},
        {"kind": "高级经济师", "passed": "2015-06-20", "valid_until": "2018-06-20"},
    ]
    assert facts(target=ECONOMIST, exams=rows)["exam_valid_until"] == date(2025, 6, 20)
    assert path("exam_valid_until", target=ECONOMIST, exams=rows) == "exams[0].valid_until"
    assert path("exam", target=ECONOMIST, exams=[]) == "exams"
    assert path("exam") == "exams[0].kind"
    assert facts(target={"title": "木匠"}, exams=[{"kind": "木匠"}])["exam"] == "木匠"


def test_lists() -> None:
    told = facts(
        discipline=[{"kind": "记过", "effective": "2020-05-01"}, {"kind": "警告"}],
        integrity=[{}, {"recorded": "2019-01-01"}],
        assessments=[{"year": 2020, "grade": "合格"}, {"year": 2019, "grade": "优秀"}, {"year": 2018}],
        standing=["援藏", "援外"],
        materials=[{"kind": "论文", "there": False}, {"kind": "业绩表"}, {"there": True}],
    )
    assert told["discipline"] == (("警告", None), ("记过", date(2020, 5, 1)))
    assert told["integrity"] == (date(2019, 1, 1), None)
    assert told["assessments"] == ((2019, "优秀"), (2020, "合格"))
    assert told["standing"] == ("援外", "援藏")
    assert told["materials"] == (("业绩表", None, None), ("论文", False, None))


def test_a_penalty_without_its_kind_may_be_any() -> None:
    assert "discipline" not in facts(discipline=[{"kind": "警告"}, {"effective": "2020-05-01"}])


def test_lists_of_which_nothing_is_left_say_nothing() -> None:
    assert facts(assessments=[], materials=[])["assessments"] == ()
    assert not {"assessments", "materials"} & facts(assessments=[{"year": 2020}], materials=[{"there": True}]).keys()


def test_dates_that_are_none_say_nothing() -> None:
    assert "submitted" not in facts(target={"title": "工程师", "submitted": "2021-02-30"})


def test_merged_spells() -> None:
    first, second = (date(2010, 1, 1), date(2010, 1, 31)), (date(2010, 2, 1), date(2010, 2, 28))
    assert merged([second, first], TODAY) == [(date(2010, 1, 1), date(2010, 2, 28))]
    assert merged([second, first], date(2010, 1, 15)) == [(date(2010, 1, 1), date(2010, 1, 15))]
    assert merged([first], TODAY, date(2010, 1, 31)) == [(date(2010, 1, 31), date(2010, 1, 31))]
    assert working_since([], TODAY) == date(2021, 7, 2)
    # 29 February to 28 February of the next year is a whole year less a day; to the 28th inclusive, a year.
    assert whole_months([(date(2020, 2, 29), date(2021, 2, 27))], TODAY) == 12
    assert whole_months([(date(2020, 2, 29), date(2021, 2, 26))], TODAY) == 11
