"""A committee's way from papers to result: the days by hand, the recipients by the notice's 二（一）2 and 3."""

from datetime import date
from typing import Any

import pytest
from real_plan import CALENDAR, PLAN, ROWS

from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import DueDays
from zhicheng_cli.plan.milestones import LABELS, NOT_APPLICABLE, Milestone, milestones
from zhicheng_cli.plan.periods import Precision, Status, read_period
from zhicheng_cli.plan.report_entries import ready_for
from zhicheng_cli.views.screen.pointers import told
from zhicheng_cli.workdays import CalendarRangeError

NOTICE = "湖人社函〔2021〕57号"
#: That of a row without stages.
EVENTS = [event for event in LABELS if event != "stage"]


def day(text: str) -> date:
    return date.fromisoformat(f"2021-{text}")


def of(number: int, event: str = "", *, review: str | None = None, audience: str | None = None) -> list[Milestone]:
    sits_on = day(review) if review else None
    found = milestones(PLAN, ROWS[number], CALENDAR, review_date=sits_on, audience=audience)
    return [one for one in found if event in ("", one.event)]


def both(days: DueDays | None) -> tuple[str, str]:
    assert days is not None
    return f"{days.safe:%m-%d}", f"{days.last:%m-%d}"


def test_what_is_left_is_counted_from_the_day_that_is_given() -> None:
    made = milestones(PLAN, ROWS[12], CALENDAR, today=day("07-02"))
    (cutoff,) = [one for one in made if one.event == "cutoff"]
    assert cutoff.left is not None
    assert (cutoff.left.safe.days, cutoff.left.safe.workdays) == (-1, None)
    # 5–9, 12–16, 19–23 and 26–30 July.
    assert (cutoff.left.last.days, cutoff.left.last.workdays) == (28, 20)
    assert [one.left for one in made if not one.days] == [None, None, None]
    assert {one.left for one in milestones(PLAN, ROWS[12], CALENDAR)} == {None}


def test_row_12_whole() -> None:
    made = of(12)
    assert [(one.event, one.days and both(one.days)) for one in made] == [
        ("unit_notice", ("06-23", "07-22")),
        ("cutoff", ("07-01", "07-30")),
        ("review_notice", None),
        ("report", ("08-23", "09-22")),
        ("review", ("09-01", "09-30")),
        ("result_notice", None),
        ("result_filing", None),
    ]
    assert [one.label for one in made] == [LABELS[event] for event in EVENTS]
    assert [one.text for one in made[:6]] == [
        *("单位公示不少于5个工作日", "7月", "评前公示", "在评审前7个工作日", "9月", "评审结果公示不少于5个工作日"),
    ]
    # Where the notice itself is the basis, the words are its own.
    assert all(one.text in PLAN.clauses["二（一）2"] for one in (made[2], made[3], made[6]))
    assert made[1].recipient == "市职业资格指导服务中心 2033099"
    assert made[1].basis == Citation(NOTICE, "附件1 第12行 接收材料截止时间", "text")
    assert made[4].basis == Citation(NOTICE, "附件1 第12行 预计评审时间", "text")
    assert all(one.basis.clause is None and one.basis.evidence == "secondary" for one in (made[0], made[5]))
    assert {one.precision for one in made[:5] if one.days} == {Precision.MONTH}


# ---- the unit's own notice ----


@pytest.mark.parametrize(
    ("number", "first", "latest"),  # days to post it, for the two days of the cut-off
    [
        (4, "05-24", "06-22"),  # 6月: 06-01 ← 31 28 27 26 25 | 24
        (5, "05-24", "06-22"),
        (12, "06-23", "07-22"),  # 7月: 07-01 ← 30 29 28 25 24 | 23
        (2, "07-22", "08-23"),  # 8月: 07-30 ← 29 28 27 26 23 | 22
        (19, "08-24", "09-23"),  # 9月: 09-30 ← 29 28 27 26(Sunday) 24 | 23
        (1, "09-23", "10-21"),  # 10月: safe is 09-30
        (40, "10-22", "11-22"),
        (21, "08-12", "08-23"),  # 8月底: 08-20 ← 19 18 17 16 13 | 12
        (33, "08-24", "09-02"),  # 9月上旬
        (34, "06-10", "06-22"),  # 6月下旬: 06-21 ← 18 17 16 15 11 | 10, 端午 between
    ],
)
def test_the_unit_posts_its_notice_five_full_working_days_before(number: int, first: str, latest: str) -> None:
    (notice,), (cutoff,) = of(number, "unit_notice"), of(number, "cutoff")
    assert both(notice.days) == (first, latest)
    assert notice.days is not None
    assert cutoff.days is not None
    # Posted on P, not counted; five working days of notice; handed in on the sixth.
    assert [CALENDAR.count(*pair) for pair in zip(notice.days, cutoff.days, strict=True)] == [6, 6]
    assert "5个工作日" in notice.note


def test_graduates_need_no_unit_notice_and_no_committee_result() -> None:
    """The steps are named all the same: what does not apply is said, not dropped."""
    none = [one for one in of(29) if one.status == NOT_APPLICABLE]
    assert {one.event for one in none} == {"unit_notice", "review_notice", "report", "result_notice", "result_filing"}
    assert all(one.note and one.days is None for one in none)


# ---- the report before the review ----

REPORT = {
    "7月": ("06-22", "07-22"),  # 07-01 ← 30 29 28 25 24 23 22; 07-31 (Saturday) ← 30 29 28 27 26 23 22
    "8月": ("07-22", "08-20"),  # 08-01 (Sunday) ← 30 29 28 27 26 23 22; 08-31 ← 30 27 26 25 24 23 20
    "9月": ("08-23", "09-22"),  # 09-01 ← 31 30 27 26 25 24 23; 09-30 ← 29 28 27 26(Sunday) 24 23 22
    "10月": ("09-23", "10-21"),  # 10-01 ← 30 29 28 27 26(Sunday) 24 23; 10-31 (Sunday) ← 29 28 27 26 25 22 21
    "11月": ("10-21", "11-19"),  # 11-01 ← 29 28 27 26 25 22 21; 11-30 ← 29 26 25 24 23 22 19
    "12月": ("11-22", "12-22"),  # 12-01 ← 30 29 26 25 24 23 22; 12-31 ← 30 29 28 27 24 23 22
}


def test_the_report_is_due_the_seventh_working_day_before_the_review() -> None:
    reported = [row.no for row in PLAN.committees if any(one.days for one in of(row.no, "report"))]
    assert reported == [*range(1, 14), 15, 16, 17, *range(30, 34), *range(35, 45)]
    for number in reported:
        (report,) = of(number, "report")
        assert both(report.days) == REPORT[ROWS[number].review.text], number
        assert report.note.endswith("按预计评审时间推算")
        assert report.content in PLAN.clauses[report.basis.clause or ""], number


@pytest.mark.parametrize("number", range(1, 47))
def test_who_reports_gives_notice_before_the_review(number: int) -> None:
    (notice,), (report, *_) = of(number, "review_notice"), of(number, "report")
    assert (notice.status == NOT_APPLICABLE) == (report.recipient is None)
    assert notice.days is None
    assert notice.basis == report.basis
    assert ("评前公示" in report.content) == (notice.status == Status.UNSTATED)


def test_a_notice_that_speaks_of_none_has_none() -> None:
    plan = PLAN._replace(reports=tuple({**entry, "ready": "报告资格审查情况"} for entry in PLAN.reports))
    assert "review_notice" not in {one.event for one in milestones(plan, ROWS[12], CALENDAR)}


@pytest.mark.parametrize(
    ("sits_on", "report", "notice_ends"),
    [
        ("09-15", "09-06", "09-23"),  # ← 14 13 10 09 08 07 06; → 16 17 18(Saturday) 22 23
        ("10-12", "09-27", "10-19"),  # ← 11 09(Saturday) 08 30 29 28 27; → 13 14 15 18 19
        ("10-03", "09-23", "10-13"),  # a day off: ← 30 29 28 27 26 24 23; → 08 09 11 12 13
    ],
)
def test_a_known_review_date_makes_the_report_exact(sits_on: str, report: str, notice_ends: str) -> None:
    made = {one.event: one for one in of(12, review=sits_on)}
    assert both(made["report"].days) == (report, report)
    assert made["report"].precision is made["review"].precision is Precision.DAY
    assert made["report"].note == ""
    assert made["review"].days == (day(sits_on), day(sits_on))  # a day that is given is not moved
    doubts = {"10-03": ["这天不是工作日", "通知印的是9月，请核对"], "10-12": ["通知印的是9月，请核对"]}
    assert made["review"].note == "；".join(["日期是给定的，不是通知印的", *doubts.get(sits_on, [])])
    assert f"2021-{notice_ends}" in made["result_notice"].note
    assert both(made["cutoff"].days) == ("07-01", "07-30")  # untouched


def test_a_review_that_runs_over_months_is_reported_before_its_first_day() -> None:
    row = ROWS[12]._replace(review=read_period("9-10月", 2021))
    (report,) = [one for one in milestones(PLAN, row, CALENDAR) if one.event == "report"]
    assert both(report.days) == ("08-23", "10-21")


def test_a_review_date_the_calendar_does_not_know_is_refused() -> None:
    beyond = date(CALENDAR.last_day.year + 1, 3, 1)
    with pytest.raises(CalendarRangeError):
        milestones(PLAN, ROWS[12], CALENDAR, review_date=beyond)
    assert milestones(PLAN, ROWS[12], CALENDAR.extended(), review_date=beyond)


# ---- to whom ----

CITY = "市人力社保局核准"
PROVINCE = "市人力社保局核准，材料由其报省人力社保厅备案"
COUNTY = "区县人力社保局核准（教育、卫健部门中评委）"
OWN = "所在区（县）人力社保局核准（市本级单位由市人力社保局核准）"
FILED = "省级行业主管部门、省人力社保厅、市人力社保局"
FILED_BY_COUNTY = "各级人力社保局，再由区县人力社保局统一报市人力社保局"
# Rows → the report's recipient, the result's, the clause they stand in.
RECIPIENTS = [
    ((*range(2, 14), 15, 16, 17), CITY, FILED, "二（一）2"),  # 中评委
    ((1, 30, 31, 32), PROVINCE, FILED, "二（一）2"),  # 高评委
    ((33, 45, 46), COUNTY, FILED, "二（一）2"),  # 教育、卫健部门中评委
    ((14, *range(35, 45)), OWN, FILED_BY_COUNTY, "二（一）3（2）"),  # 其他自主评审单位
    ((*range(18, 30), 34), None, None, "二（一）2"),  # no 中、高评委: exams, entrusted reviews, 初定, 初评委
]


def test_the_table_of_recipients_holds_every_row_once() -> None:
    assert sorted(number for numbers, *_ in RECIPIENTS for number in numbers) == list(range(1, 47))


@pytest.mark.parametrize(("numbers", "report", "filing", "clause"), RECIPIENTS)
def test_whom_the_report_and_the_result_go_to(
    numbers: tuple[int, ...], report: str | None, filing: str | None, clause: str
) -> None:
    for number in numbers:
        for event, recipient in (("report", report), ("result_filing", filing)):
            for one in of(number, event):
                assert (one.recipient, one.basis) == (recipient, Citation(NOTICE, clause, "text")), number
                assert (one.status == NOT_APPLICABLE) == (recipient is None)
                assert one.note or one.days


def test_the_clauses_say_so() -> None:
    assert "教育、卫健部门中评委评前情况由区县人力社保局核准" in PLAN.clauses["二（一）2"]
    assert "向市人力社保局报告" in PLAN.clauses["二（一）2"]
    assert "高评委相关材料由市人力社保局报省人力社保厅备案" in PLAN.clauses["二（一）2"]
    assert "经区（县）人力社保局核准同意" in PLAN.clauses["二（一）3（2）"]
    assert "市本级单位由市人力社保局核准" in PLAN.clauses["二（一）3（2）"]


def test_where_the_plan_names_nobody_nobody_is_invented() -> None:
    made = milestones(PLAN._replace(reports=()), ROWS[12], CALENDAR)
    for one in made:
        if one.event in ("report", "result_filing"):
            assert (one.status, one.recipient, one.days) == (NOT_APPLICABLE, None, None)
            assert one.note == "通知没有写明"


# ---- audiences, batches, rows without dates ----


@pytest.mark.parametrize("number", [31, 32])
def test_city_schools_hand_in_a_month_earlier(number: int) -> None:
    whole = of(number)
    assert [(one.event, one.audience) for one in whole] == [
        *(("unit_notice", None), ("unit_notice", "市直学校"), ("cutoff", None), ("cutoff", "市直学校")),
        *((event, None) for event in ("review_notice", "report", "review", "result_notice", "result_filing")),
    ]
    notice, cutoff, *rest = of(number, audience="市直学校")
    assert (both(notice.days), both(cutoff.days)) == (("08-24", "09-23"), ("09-01", "09-30"))
    assert rest == whole[4:]


@pytest.mark.parametrize(("number", "hint"), [(12, "去掉 --audience"), (31, "市直学校")])
def test_an_audience_nobody_named_is_an_error(number: int, hint: str) -> None:
    with pytest.raises(ZcError, match="没有单列“民办学校”") as caught:
        of(number, audience="民办学校")
    assert hint in told(caught.value)
    assert caught.value.exit_code == 2


def test_batches_pair_in_order_each_cutoff_with_its_review() -> None:
    made = of(29)
    assert [(one.event, one.batch, one.days and both(one.days)) for one in made] == [
        *(("cutoff", 1, ("06-30", "06-30")), ("review", 1, ("07-01", "07-31"))),
        *(("cutoff", 2, ("09-30", "09-30")), ("review", 2, ("10-01", "10-31"))),
        *(("cutoff", 3, ("12-31", "12-31")), ("review", 3, ("12-01", "12-31"))),
        *(
            (event, None, None)
            for event in ("unit_notice", "review_notice", "report", "result_notice", "result_filing")
        ),
    ]
    # 10月-12月 with a review in 12月: who waits for the last day may be too late.
    assert ["评审最早 2021-12-01" in one.note for one in made if one.event == "cutoff"] == [False, False, True]


@pytest.mark.parametrize(("sits_on", "batch"), [("07-01", 1), ("07-31", 1), ("10-20", 2), ("08-20", None)])
def test_a_review_date_belongs_to_the_batch_it_falls_in(sits_on: str, batch: int | None) -> None:
    made = of(29, review=sits_on)
    reviews = [one for one in made if one.event == "review"]
    (review,) = [one for one in reviews if one.days == (day(sits_on), day(sits_on))]
    assert review.batch == batch
    # What is printed of the other batches still holds.
    assert [one.batch for one in reviews] == ([1, 2, 3] if batch else [None])
    cutoffs_before = [one.batch for one in made[: made.index(review)] if one.event == "cutoff"]
    assert cutoffs_before == [1, 2, 3][: batch or 3]


@pytest.mark.parametrize(
    ("number", "status", "why"),
    [
        (14, Status.UNSTATED, "通知没有印时间"),
        (45, Status.DELEGATED, "由各县(区)人力社保、教育部门确定"),
        (46, Status.DELEGATED, "由各县(区)人力社保、卫生部门确定"),
    ],
)
def test_rows_without_a_date_say_why(number: int, status: Status, why: str) -> None:
    made = of(number)
    assert [one.event for one in made] == EVENTS
    assert not any(one.days for one in made)
    assert [one.status for one in made[:2]] == [status, status]
    assert why in made[0].note
    assert why in made[1].note
    assert why in made[3].note or made[3].note.endswith("通知没有印时间")
    assert (made[1].recipient is None) == (number != 14)  # nobody is printed for the counties


def test_what_is_to_be_decided_says_so() -> None:
    row = ROWS[12]._replace(cutoff=read_period("待定", 2021))
    assert milestones(PLAN, row, CALENDAR)[1].note == "通知写的是待定"


def test_a_review_date_gives_a_row_without_dates_its_report_after_the_cutoff() -> None:
    made = of(14, review="10-20")
    assert [one.event for one in made] == EVENTS
    assert both(made[3].days) == ("10-11", "10-11")  # ← 19 18 15 14 13 12 11


@pytest.mark.parametrize("number", range(1, 47))
def test_the_milestones_of_every_row_come_in_order(number: int) -> None:
    made = of(number)
    batches = sorted({one.batch or 99 for one in made})
    for batch in batches:
        order = [list(LABELS).index(one.event) for one in made if (one.batch or 99) == batch]
        assert order == sorted(order)
    assert [one.batch or 99 for one in made] == sorted(one.batch or 99 for one in made)
    assert all(one.days.safe <= one.days.last for one in made if one.days)
    # After the review nothing has a day: the notice prints none.
    assert not any(one.days for one in made if one.event in ("result_notice", "result_filing"))
    assert {one.event for one in made} == set(EVENTS)


# ---- reviews that name a day, an audience, or the year after ----


def reviewed(text: str, number: int = 31) -> Committee:
    return ROWS[number]._replace(review=read_period(text, 2021))


def test_a_printed_review_day_is_not_moved_to_a_working_day() -> None:
    """19 September 2021 is a Sunday and a holiday: the committee's words stay, and the doubt is said."""
    (review,) = [one for one in milestones(PLAN, reviewed("9月19日", 12), CALENDAR) if one.event == "review"]
    assert both(review.days) == ("09-19", "09-19")
    assert review.note == "这天不是工作日"


def test_reports_and_reviews_keep_their_audience() -> None:
    made = milestones(PLAN, reviewed("12月(市直学校11月)"), CALENDAR)
    # 12月: 7 before 1 December; 11月: 7 before 1 November (29 28 27 26 25 22 21 October).
    reports = {one.audience: both(one.days)[0] for one in made if one.event == "report"}
    assert reports == {None: "11-22", "市直学校": "10-21"}
    narrowed = milestones(PLAN, reviewed("12月(市直学校11月)"), CALENDAR, audience="市直学校")
    assert {one.audience for one in narrowed if one.days} == {"市直学校"}
    # Where the review does not name them, the one for everyone concerns them too.
    review = of(31, "review", audience="市直学校")
    assert [one.audience for one in review] == [None]


def test_a_review_before_the_papers_are_due_is_questioned() -> None:
    (review,) = of(12, "review", review="01-05")
    assert "通知印的是9月" in review.note
    assert "接收材料（7月）可能还没有截止" in review.note
    (review,) = of(12, "review", review="07-30")  # the day on which the last papers may come
    assert "可能还没有截止" in review.note
    (review,) = of(12, "review", review="09-15")
    assert review.note == "日期是给定的，不是通知印的"
    # Only when it is before all of them: batch 1 of the graduates has closed.
    review, *_ = of(29, "review", review="07-20")
    assert review.note == "日期是给定的，不是通知印的"


# ---- cut-off and review, batch by batch and audience by audience ----


def closing(cutoff: str, review: str, number: int = 31) -> Committee:
    return ROWS[number]._replace(cutoff=read_period(cutoff, 2021), review=read_period(review, 2021))


def cautions(row: Committee, **known: Any) -> dict[str, str]:
    made = milestones(PLAN, row, CALENDAR, **known)
    told = [one for one in made if one.event == "cutoff" and "评审最早" in one.note]
    return {one.window.who: one.note for one in told if one.window}


def test_a_review_that_may_come_first_is_told_beside_its_own_cutoff_only() -> None:
    # The city's schools sit in October, and close in September; the others in December and October.
    assert cautions(closing("10月(市直学校9月)", "12月(市直学校10月)")) == {}
    # One review for two batches: it may come before the second closes.
    assert list(cautions(closing("4-6月、7-9月各1批次", "9月"))) == ["第2批"]
    # 7月下旬 begins on the 21st, and 7月 may close on the 30th.
    assert "评审最早 2021-07-21" in cautions(closing("7月", "7月下旬"))[""]
    assert cautions(closing("7月", "8月")) == {}


def test_of_several_cutoffs_without_batches_each_review_follows_the_last_before_it() -> None:
    for review in ("4月、10月", "4月、5月、10月", "10月"):
        assert cautions(closing("3月、9月", review)) == {}
    # 9月 itself may be before the papers of September are all there; it says nothing of March.
    row = closing("3月、9月", "9月")
    (told,) = [one for one in milestones(PLAN, row, CALENDAR) if one.event == "cutoff" and "评审最早" in one.note]
    assert told.window is row.cutoff.windows[1]


def test_a_range_says_from_when_papers_are_taken() -> None:
    notes = [one.note.split("；")[0] for one in of(29, "cutoff")]
    assert notes == ["2021-04-01 起接收", "2021-07-01 起接收", "2021-10-01 起接收"]


def test_a_given_review_date_is_what_the_caution_speaks_of() -> None:
    (told,) = cautions(ROWS[12], review_date=day("07-01")).values()
    assert "评审最早 2021-07-01" in told
    assert cautions(ROWS[12], review_date=day("09-15")) == {}
    # 31: in October the city's schools have closed, the others not yet.
    (review,) = of(31, "review", review="10-15")
    assert "可能还没有截止" in review.note


def test_an_audience_keeps_what_names_nobody_and_loses_what_names_others() -> None:
    row = closing("4-6月(市直学校5月)、7-9月各1批次", "12月(民办学校11月)")
    made = milestones(PLAN, row, CALENDAR, audience="市直学校")
    spans = [(one.event, one.window.who) for one in made if one.window and one.event in ("cutoff", "review")]
    # Batch 1 names them, batch 2 and the review in December are for everybody; November is not theirs.
    assert spans == [("cutoff", "第1批 市直学校"), ("cutoff", "第2批"), ("review", "")]


def test_the_notice_after_a_review_at_the_end_of_the_known_years() -> None:
    """28 December 2026: the fifth working day lies in 2027, for which no notice exists yet."""
    last = date(2026, 12, 28)
    found = milestones(PLAN, ROWS[12], CALENDAR, review_date=last)
    (notice,) = [one for one in found if one.event == "result_notice"]
    assert "要等那年的工作日安排公布" in notice.note
    found = milestones(PLAN, ROWS[12], CALENDAR.extended(), review_date=last)
    (notice,) = [one for one in found if one.event == "result_notice"]
    # 29, 30, 31 December; 1 January is New Year's Day, 2 and 3 a weekend; 4 and 5 January.
    assert notice.note == "如评审当日即公示，最早到 2027-01-05 满期（暂定）"


def test_a_kind_that_a_rule_exempts_is_told_so() -> None:
    rules = {**PLAN.milestones, "report": {**PLAN.milestones["report"], "not_for": ["中评委"]}}
    made = milestones(PLAN._replace(milestones=rules), ROWS[12], CALENDAR)
    (report,) = [one for one in made if one.event == "report"]
    assert report.status == NOT_APPLICABLE


def test_what_must_be_ready_is_in_the_words_of_its_clause() -> None:
    clauses = {key: text.replace(" ", "") for key, text in PLAN.clauses.items()}
    by_no = {one.no: one for one in PLAN.committees}
    for committee in PLAN.committees:
        for event in LABELS:
            for one in ready_for(PLAN, committee, event):
                assert one.basis.clause is not None
                assert one.words.replace(" ", "") in clauses[one.basis.clause]
    assert [one.basis.clause for one in ready_for(PLAN, by_no[12], "cutoff")] == ["二（二）", "一（二）", "二（三）"]
    # A unit that reviews by itself reports by another clause, a 初评委 reports to nobody.
    assert [one.basis.clause for one in ready_for(PLAN, by_no[12], "report")] == ["二（一）2"]
    assert [one.basis.clause for one in ready_for(PLAN, by_no[35], "report")] == ["二（一）3（2）"]
    assert ready_for(PLAN, by_no[34], "report") == ()
    assert ready_for(PLAN, by_no[12], "review") == ()
