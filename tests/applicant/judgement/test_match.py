"""Which committees could take such a person: the expected rows were read off 附件1."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from running import Run

from zhicheng_cli.applicant.judgement import match as subject
from zhicheng_cli.applicant.judgement.candidate import Candidate
from zhicheng_cli.applicant.judgement.match import Matches, what_is_open, why_not
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.cli import main
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.plan.dataset import Dataset

JUNE = date(2021, 6, 1)


@pytest.fixture(scope="module")
def law() -> Law:
    return make_law(Dataset(None, 2021), JUNE)


@pytest.fixture
def zc(zc: Run) -> Run:
    return lambda *arguments: zc("match", "--today", "2021-06-01", *arguments)


def find(law: Law, title: str, specialty: str, **more: Any) -> Matches:
    return subject.match(Facts(title=title, specialty=specialty, **more), law)


def numbers(found: tuple[Candidate, ...]) -> list[int]:
    return [one.committee.no for one in found]


def one(found: tuple[Candidate, ...], number: int) -> Candidate:
    return next(each for each in found if each.committee.no == number)


def test_a_printed_specialty_is_sure_and_graduates_come_last(law: Law) -> None:
    could = find(law, "工程师", "建筑").could
    assert numbers(could)[0] == 12
    assert could[0].verdict is Verdict.MEETS
    assert numbers(could)[-1] == 29
    assert what_is_open(could[0]) == ""


def test_an_alias_is_our_reading_and_is_said(law: Law) -> None:
    first = find(law, "工程师", "暖通").could[0]
    assert first.committee.no == 12
    assert first.verdict is Verdict.UNCONFIRMED
    assert "编者的理解" in what_is_open(first)


def test_who_reviews_comes_before_who_recommends(law: Law) -> None:
    # 附件1: 31 reviews 高级教师, 33 and 45 only recommend them; 45 is each county's own.
    could = find(law, "高级教师", "中小学教师", self_appointing=False, county="吴兴区").could
    assert numbers(could) == [31, 45, 33]
    assert [each.recommends for each in could] == [False, True, True]


def test_a_company_of_its_own_takes_its_people_only(law: Law) -> None:
    name = "浙江三一装备有限公司"
    found = find(law, "工程师", "机械工程", employer=name)
    assert one(found.could, 42).verdict is Verdict.MEETS
    assert 41 in numbers(found.near)
    assert "本公司" in why_not(one(found.near, 41))
    # Without the employer's name nobody can tell.
    open_question = one(find(law, "工程师", "机械工程").could, 42)
    assert open_question.verdict is Verdict.UNKNOWN
    assert open_question.missing == ("employer",)


def test_a_self_appointing_unit_is_excluded_where_the_row_says_so(law: Law) -> None:
    found = find(law, "副主任医师", "卫生", self_appointing=True, county="吴兴区")
    assert 30 not in numbers(found.could)
    assert 30 in numbers(found.near)
    assert 46 in numbers(found.could)


def test_the_own_county_goes_first_of_equals(law: Law) -> None:
    could = numbers(find(law, "工程师", "轻纺工程", county="安吉县").could)
    assert could.index(40) < could.index(36)
    # 县名只见于评委单位名称，通知只限本行业：不排除，由人认定
    assert 38 in could


def test_an_open_committee_goes_before_one_that_is_closed() -> None:
    # 附件1: 10 closes in June, 13 in August; both print 轻纺工程.
    august = make_law(Dataset(None, 2021), date(2021, 8, 20))
    could = find(august, "工程师", "轻纺工程").could
    assert numbers(could)[0] == 13
    assert 10 in [each.committee.no for each in could if each.closed]
    # 只收本公司、本行业的，开着也排在收所有人的后面
    for_all = [each.closed for each in could if not each.committee.limits and each.row.fit]
    assert for_all == sorted(for_all)
    for_some = [each.closed for each in could if each.committee.limits and each.row.fit]
    assert for_some == sorted(for_some)


def test_what_is_had_by_examination_is_taken_by_nobody(law: Law) -> None:
    found = find(law, "会计师", "会计")
    assert found.could == ()
    assert numbers(found.near) == [18]
    assert "考试" in why_not(found.near[0])


def test_near_ones_fail_in_one_thing_only(law: Law) -> None:
    found = find(law, "高级工程师", "机械工程", county="德清县")
    assert found.near
    for near in found.near:
        assert len(near.against) == 1
        assert near.committee.no not in numbers(found.could)


@pytest.mark.parametrize(
    ("title", "specialty", "told"),
    [("工程师师", "建筑", "是否想写“工程师”？"), ("工程师", "甲乙丙", "不知道这个词"), ("三级", "艺术", "艺术三级")],
)
def test_an_unknown_word_is_an_error(law: Law, title: str, specialty: str, told: str) -> None:
    with pytest.raises(ZcError, match=told) as error:
        find(law, title, specialty)
    assert error.value.exit_code == 2


def test_every_committee_is_found_for_its_own_titles_and_fields(law: Law) -> None:
    """Nothing in the plan itself may exclude a row from what it prints."""
    for committee in law.plan.committees:
        for title in committee.all_titles:
            for specialty in committee.specialties or ("建筑",):
                found = find(law, title, specialty)
                excepted = specialty == "防灾减灾" and title in ("技术员", "助理工程师", "工程师")
                assert (committee.no in numbers(found.could)) is not excepted, (committee.no, title, specialty)


def test_the_json_fits_its_schema(zc: Run) -> None:
    code, out, _ = zc(
        "--title", "工程师", "--specialty", "家居", "--county", "安吉县", "--no-self-appointing", "--json"
    )
    document = json.loads(out)
    Draft202012Validator(load_schema("output/match")).validate(document)
    assert code == 0
    assert document["asked"]["self_appointing"] is False
    assert document["could"][0]["no"] == 40
    assert [reason["rule"] for reason in document["could"][0]["reasons"]] == ["R501", "R502", "R503", "R504", "R519"]


def test_none_is_exit_code_1_and_why_not_is_told(zc: Run) -> None:
    code, out, err = zc("--title", "会计师", "--specialty", "会计")
    assert code == 1
    assert "不受理" in out
    assert "“会计师”由考试取得" in err


def test_how_a_word_was_understood_is_said(zc: Run) -> None:
    _, _, err = zc("--title", "工程师", "--specialty", "某公司的软件部")
    assert "“某公司的软件部”按“软件”查找" in err
    _, _, err = zc("--title", "工程师", "--specialty", "给排水")
    assert "查找" not in err


def test_the_screen_shows_reasons_and_what_would_tell_more(zc: Run) -> None:
    code, out, _ = zc("--title", "工程师", "--specialty", "机械工程", "--format", "table")
    assert code == 0
    assert "--employer" in out
    assert "只差一条" in out or "专业不对" in out


def test_the_screen_begins_with_the_first_one_until_when_and_to_whom(zc: Run) -> None:
    _, out, _ = zc("--title", "工程师", "--specialty", "机械", "--format", "table")
    first = out.split("\n\n")[0].splitlines()
    assert len(first) <= 8
    assert first[0].startswith("先看 9 号 市第一工程专业中级职务评审委员会")
    # 6月 closes between 1 June and 30 June.
    assert first[1:3] == [
        "  截止：稳妥 06-01、最迟 06-30（还有29天）",
        "  交到：市职业资格指导服务中心 2033099",
    ]
    (others,) = [line for line in first if line.startswith("也可能：")]
    assert others == "也可能：13 号、41 号（限本公司）、42 号（限本公司）"
    # Apart, below the table: what merely does not exclude the field, then 初定 with what it takes.
    below = [line for line in out.splitlines() if line.startswith(("没有印", "不经评审"))]
    assert below[0] == "没有印这个专业，也没有排除的（多因“等”字）：6、11 号"
    assert below[1].startswith("不经评审的初定：29 号（zc show 29），收 技术员、助理工程师、工程师")


@pytest.mark.parametrize("arguments", [("--kind", "民企"), ("--county", " "), ("--employer", "")])
def test_what_cannot_be_read_is_refused(zc: Run, arguments: tuple[str, str]) -> None:
    assert zc("--title", "工程师", "--specialty", "建筑", *arguments)[0] == 2


def test_a_number_in_the_wrong_place_is_masked(capsys: pytest.CaptureFixture[str]) -> None:
    number = "000000199001011234"
    for form in ("json", "tsv", "table"):
        options = ["--title", "工程师", "--specialty", "建筑", "--employer", number, "--format", form]
        main(["match", *options, "--today", "2021-06-01"])
    printed = capsys.readouterr()
    assert number not in printed.out + printed.err
    assert "000" in printed.out


def test_a_field_without_a_title_is_led_to_the_row_that_prints_it(law: Law) -> None:
    assert 12 in numbers(subject.match(Facts(specialty="建筑"), law).could)
