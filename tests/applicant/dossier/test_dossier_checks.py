"""What a schema cannot say of a dossier. Check digits are worked out by hand, or are the standard's own examples."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from zhicheng_cli.applicant import identity
from zhicheng_cli.applicant.dossier.checks.check_dossier import DOSSIER_KINDS, dossier_kinds
from zhicheng_cli.applicant.law.facts import BY_NAME
from zhicheng_cli.applicant.roster.cells import Cells
from zhicheng_cli.files.checking import check_files, kind_of
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.finding_pages import Page, read_pages
from zhicheng_cli.files.findings import Finding
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.search import Search
from zhicheng_cli.written import UnreadError

TODAY = date(2021, 7, 1)
HEAD = "applicant: {name: 样例甲}\ntarget: {title: 工程师}\n"


@cache
def search() -> Search:
    return Dataset(year=2021).search


def found(text: str, today: date = TODAY) -> list[Finding]:
    return check_files([("f", text.encode())], dossier_kinds(search, today)).findings


def told(text: str, today: date = TODAY) -> list[str]:
    return [f"{one.line}:{one.column} {one.code}" for one in found(text, today)]


def check(text: str, codes: list[str]) -> None:
    """These findings, and where there are any, at the places marked by «, which stand in the same order."""
    marks = [
        (number, mark.start() - order + 1)
        for number, line in enumerate(text.split("\n"), start=1)
        for order, mark in enumerate(re.finditer("«", line))
    ]
    assert len(marks) in (0, len(codes))
    lines = told(text.replace("«", ""))
    if codes and marks:
        assert lines == [f"{line}:{column} {code}" for (line, column), code in zip(marks, codes, strict=True)]
    else:
        assert [line.split()[1] for line in lines] == codes


def of(entries: str, codes: list[str]) -> None:
    check(HEAD + entries, codes)


def of_applicant(fields: str) -> list[str]:
    return [line.split()[1] for line in told(f"applicant: {{name: 样例甲, {fields}}}\ntarget: {{title: 工程师}}\n")]


def test_the_shortest_dossier() -> None:
    assert told(HEAD) == []


@pytest.mark.parametrize(
    ("number", "last"),
    [
        # Both are printed in GB 11643-1999.
        ("11010519491231002", "X"),
        ("44052418800101001", "4"),
        # Weights of the last eleven places: 2 1 6 3 7 9 10 5 8 4 2.
        # 1·2 + 9·1 + 8·6 + 5·3 + 3·9 + 1·5 = 106; + 1·2 = 108 = 9·11 + 9 → 3.
        ("00000019850301001", "3"),
        # 106 + 3·2 = 112 = 10·11 + 2 → X.
        ("00000019850301003", "X"),
        # 106 + 2·4 + 1·2 = 116 = 10·11 + 6 → 6.
        ("00000019850301021", "6"),
        # All noughts: 0 → 1.
        ("0" * 17, "1"),
    ],
)
def test_check_digit(number: str, last: str) -> None:
    assert identity.check_digit(number) == last
    assert identity.is_sound(number + last)
    assert identity.is_sound(number + last.lower())
    wrong = {*"0123456789X"} - {last}
    assert not any(identity.is_sound(number + one) for one in wrong)


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_is_always_found(place: int) -> None:
    number = "000000198503010013"
    for digit in {*"0123456789"} - {number[place]}:
        assert not identity.is_sound(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("000000198503010013", date(1985, 3, 1)),
        ("000000850301001", date(1985, 3, 1)),
        ("000000198502290013", None),
        ("000000198402290013", date(1984, 2, 29)),
        ("000000851301001", None),
    ],
)
def test_birth_date_in_a_number(number: str, day: date | None) -> None:
    assert identity.birth_date(number) == day


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ('identity: "000000198503010013"', []),
        ('identity: "000000198503010013", birth_date: 1985-03-01', []),
        ('identity: "00000019850301003x"', []),
        ('identity: "000000198503010014"', ["E607"]),
        ('identity: "000000198503010013", birth_date: 1985-03-02', ["E608"]),
        ('identity: "000000198503010014", birth_date: 1985-03-02', ["E607", "E608"]),
        # 1·2 + 9·1 + 8·6 + 5·3 + 2·9 + 3·10 = 122; + 1·2 = 124 = 11·11 + 3 → 9: the sum is right, the day is none.
        ('identity: "000000198502300019"', ["E608"]),
        ('identity: "000000850301001"', ["N609"]),
        ('identity: "000000850301001", birth_date: 1986-03-01', ["E608", "N609"]),
        ('identity: "00000019850301001"', ["E205"]),
        ('identity: ""', ["E207"]),
        ("identity: 000000198503010013", ["E113"]),
        ("birth_date: 1985-02-29", ["E404"]),
        ("birth_date: 1885-02-28", ["E205"]),
        ("birth_date: 2021-07-02", ["E602"]),
    ],
)
def test_identity(fields: str, codes: list[str]) -> None:
    assert of_applicant(fields) == codes


def test_an_identity_number_is_in_no_finding() -> None:
    for number in ("000000198503010014", "000000198502300019", "000000850301001", "0000001985030100141"):
        assert number not in "".join(map(str, found(HEAD.replace("样例甲", f'样例甲, identity: "{number}"'))))


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("titles: [{title: 助理工程师, obtained: 2010-09-01, appointed: 2010-09-01}]", []),
        ("titles: [{title: 助理工程师, obtained: 2010-09-01, appointed: «2010-08-31}]", ["E601"]),
        ("work: [{from: 2010-09-01, to: 2010-09-01}]", []),
        ("work: [{from: 2010-09-01, to: «2010-08-31}]", ["E601"]),
        ("exams: [{kind: 工程, passed: 2010-09-01, valid_until: «2010-08-31}]", ["E601"]),
        ("public_notice: {from: 2021-06-08, to: «2021-06-01}", ["E601"]),
        ("public_notice: {to: 2021-06-01}", []),
    ],
)
def test_order_of_days(entries: str, codes: list[str]) -> None:
    of(entries, codes)


def test_nothing_lies_before_the_birth() -> None:
    """The birth date is that of the identity number where it is not given itself."""
    text = """\
applicant: {name: 样例甲, identity: "000000198503010013"}
target: {title: 工程师}
education: [{level: 高中, date: «1985-03-01}]
titles: [{title: 助理工程师, obtained: «1985-02-28, appointed: 1985-03-02}]
work: [{from: «1985-02-28, to: 至今}]
exams: [{kind: 工程, passed: «1985-02-28}]
"""
    check(text, ["E601"] * 4)


def test_what_is_past_does_not_lie_ahead() -> None:
    text = """\
applicant: {name: 样例甲}
target: {title: 工程师, submitted: 2021-07-30}
education: [{level: 本科, date: 2021-07-02}]
titles: [{title: 助理工程师, obtained: 2021-07-02, appointed: 2021-07-02}]
work: [{from: 2021-07-02, to: 2021-07-03}]
exams: [{kind: 工程, passed: 2021-07-02, valid_until: 2025-07-02}]
discipline: [{kind: 警告, effective: 2021-07-02}]
integrity: [{recorded: 2021-07-02}]
materials: [{kind: 论文, date: 2021-07-02}]
hours: [{year: 2022}]
assessments: [{year: 2022, grade: 合格}]
public_notice: {from: 2021-07-05, to: 2021-07-12}
"""
    assert {line.split()[1] for line in told(text)} == {"E602"}
    assert [int(line.split(":")[0]) for line in told(text)] == [3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 11]
    assert told(text, date(2022, 1, 1)) == []
    hints = {one.path: one.hint for one in found(text)}
    assert hints["work[0].to"] == "还在岗的写 至今"


@pytest.mark.parametrize(
    ("day", "codes"), [("2003-02-28", ["N606"]), ("2003-03-01", []), ("2003-03-02", [])]
)  # 18 on 1 March 2003
def test_degree_before_eighteen(day: str, codes: list[str]) -> None:
    head = HEAD.replace("样例甲", "样例甲, birth_date: 1985-03-01")
    check(f"{head}education: [{{level: 大专, date: {'«' * len(codes)}{day}}}]", codes)
    check(f"{head}education: [{{level: 中专, date: {day}}}]", [])


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("education: [{level: 本科, date: «1999-02-28}]", ["W622"]),
        ("education: [{level: 本科, date: «1999-03-01}]", ["N606"]),
        ("education: [{level: 研究生, degree: 博士, date: «2004-02-28}]", ["W622"]),
        ("education: [{level: 研究生, degree: 博士, date: 2004-03-01}]", []),
        ("education: [{level: 技校, date: «1998-02-28}]", ["W622"]),
        ("education: [{level: 技校, date: 1998-03-01}]", []),
        ("titles: [{title: 技术员, obtained: «2001-02-28}]", ["W622"]),
        ("titles: [{title: 技术员, obtained: 2001-03-01}]", []),
        ("work: [{from: «2001-02-28, to: 至今}]", ["W622"]),
        ("work: [{from: 2001-03-01, to: 至今}]", []),
        # Before birth is another fault.
        ("work: [{from: «1984-02-28, to: 至今}]", ["E601"]),
    ],
)
def test_ages_that_cannot_be(entries: str, codes: list[str]) -> None:
    check(HEAD.replace("样例甲", "样例甲, birth_date: 1985-03-01") + entries, codes)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("birth_date: 1951-07-01, status: 在职", ["W622"]),
        ("birth_date: 1951-07-02, status: 在职", []),
        ("birth_date: 1951-07-01, status: 退休", []),
        ("birth_date: 1921-07-01", ["W622"]),
        ("birth_date: 1921-07-02", []),
        ("birth_date: 2005-07-02", ["W622"]),
        ("birth_date: 2005-07-01", []),
        ('identity: "000000194501010010", status: 在职', ["W622"]),
        ("status: 在职", []),
    ],
)
def test_ages_today(fields: str, codes: list[str]) -> None:
    assert [code for code in of_applicant(fields) if code != "E607"] == codes


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("education: [{level: 本科, date: 2012-06-30}]\nwork: [{from: 2012-08-01, to: 至今}]\n", ["W621"]),
        ("work: [{from: 2007-09-01, to: 至今}]\n", ["W621"]),
        ("work: [{from: 2007-08-31, to: 至今}]\n", []),
        ("education: [{level: 大专, date: 2006-06-30}]\nwork: [{from: 2012-08-01, to: 至今}]\n", []),
        ("education: [{level: 本科, full_time: true, date: 2012-06-30}]\n", ["W621"]),
        # Who writes no work may have studied beside it.
        ("education: [{level: 本科, date: 2012-06-30}]\n", []),
    ],
)
def test_a_title_long_before_all_else(entries: str, codes: list[str]) -> None:
    of(f"{entries}titles: [{{title: 技术员, obtained: {'«' * len(codes)}2002-09-01}}]", codes)


@pytest.mark.parametrize(
    ("series", "hint"),
    [
        ("建筑", "“建筑”是专业，属于工程系列"),
        ("生态环境工程", "“生态环境工程”是专业，属于工程"),
        ("工成", "是否想写“工程”？"),
    ],
)
def test_a_specialty_is_no_series(series: str, hint: str) -> None:
    (one,) = found(f"{HEAD}titles: [{{title: 助理工程师, series: {series}}}]")
    assert (one.code, hint in one.hint) == ("E613", True)
    with pytest.raises(UnreadError, match=hint):
        Cells(search()).read(series, BY_NAME["held_series"])


def test_a_series_is_known_by_other_names_in_a_roster_too() -> None:
    assert Cells(search()).read("工程技术人员", BY_NAME["held_series"]).value == "工程"
    assert told(f"{HEAD}titles: [{{title: 助理工程师, series: 工程技术人员}}]") == []


def test_eighteen_for_who_was_born_on_29_february() -> None:
    """No such day in 2002: the last day of the month (民法典 第二百零二条)."""
    head = HEAD.replace("样例甲", "样例甲, birth_date: 1984-02-29")
    check(f"{head}education: [{{level: 大专, date: «2002-02-27}}]", ["N606"])
    check(f"{head}education: [{{level: 大专, date: 2002-02-28}}]", [])


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("[{from: 2010-01-01, to: 2012-06-30}, {from: 2012-06-30, to: 至今}]", []),
        ("[{from: 2010-01-01, to: 2012-06-30}, {from: «2012-06-29, to: 至今}]", ["N604"]),
        # The third overlaps the first, though it lies behind the second, which ends sooner.
        (
            "[{from: 2010-01-01, to: 至今}, {from: «2011-01-01, to: 2011-12-31}, {from: «2015-01-01, to: 至今}]",
            ["N604", "N604"],
        ),
        ("[{from: 2010-01-01}, {from: 2010-01-01, to: 至今}]", []),
    ],
)
def test_spells_of_work_that_overlap(entries: str, codes: list[str]) -> None:
    of(f"work: {entries}", codes)


@pytest.mark.parametrize(
    ("work", "codes"),
    [
        ("{from: 2005-07-01, to: 至今}", ["N605"]),
        ("{from: 2012-01-01, to: 2013-06-30}", ["N605"]),
        ("{from: 2013-12-30, to: 至今}", ["N605"]),
        # Begun within half a year of the degree, or ended more than a year before it.
        ("{from: 2013-12-31, to: 至今}", []),
        ("{from: 2012-01-01, to: 2013-06-29}", []),
    ],
)
def test_work_during_full_time_studies(work: str, codes: list[str]) -> None:
    mark = "«" * len(codes)
    of(f"education: [{{level: 本科, full_time: {mark}true, date: 2014-06-30}}]\nwork: [{work}]", codes)
    of(f"education: [{{level: 本科, full_time: false, date: 2014-06-30}}]\nwork: [{work}]", [])
    of(f"education: [{{level: 本科, full_time: true}}]\nwork: [{work}]", [])


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("hours: [{year: 2020, total: 90}, {year: 2021, total: 90}, {total: 1}, {total: 2}]", []),
        ("hours: [{year: 2020, total: 90}, {year: «2020, total: 80}]", ["E610"]),
        ("assessments: [{year: 2020, grade: 合格}, {year: «2020, grade: 优秀}]", ["E610"]),
        ("hours: [{total: 90, general: 18, industry: 12, professional: 60}]", []),
        ("hours: [{total: «89.5, general: 18, industry: 12, professional: 60}]", ["E611"]),
        ("hours: [{general: 18, industry: 12, professional: 60.5}]", []),
        ("hours: [{general: «18.25}]", ["E611"]),
    ],
)
def test_years_and_hours(entries: str, codes: list[str]) -> None:
    of(entries, codes)


def test_technical_schools() -> None:
    of("education: [{level: «预备技师班}, {level: 本科}]", ["N617"])


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("[{title: 助理工程师, series: 工程技术}, {title: 馆员, series: 档案}, {series: 工程}]", []),
        ("[{title: «助理工程帅}]", ["W618"]),
        ("[{title: 助理工程师, series: «农业}]", ["E613"]),
        ("[{title: 助理工程师, series: «工成}]", ["E613"]),
        ("[{title: «助理工程帅, series: 工程}]", ["W618"]),
        ("[{series: «木工}]", ["E613"]),
    ],
)
def test_titles_and_series(entries: str, codes: list[str]) -> None:
    of(f"titles: {entries}", codes)


@pytest.mark.parametrize(
    ("titles", "codes"),
    [
        (("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"), []),
        (("工程师",), []),
        (("助理工程师", "高级工程师"), ["W603"]),
        (("助理工程师", "工程师", "正高级工程师"), ["W603"]),
        # A lower one later, and another series, are no step.
        (("高级工程师", "助理工程师"), []),
        (("助理工程师", "高级农艺师"), []),
    ],
)
def test_titles_one_by_one(titles: tuple[str, ...], codes: list[str]) -> None:
    names = {"高级农艺师": "农业"}
    entries = ", ".join(
        f"{{title: {title}, series: {names.get(title, '工程')}, obtained: {2000 + year}-01-01}}"
        for year, title in enumerate(titles)
    )
    of(f"titles: [{entries}]", codes)


def test_steps_need_a_day_and_one_series() -> None:
    """Without a series a name may be of several, and without a day nothing is before or after."""
    of("titles: [{title: 技术员, obtained: 2000-01-01}, {title: 高级农艺师, obtained: 2010-01-01}]", [])
    of("titles: [{title: 助理工程师}, {title: 高级工程师, obtained: 2010-01-01}]", [])
    of("titles: [{title: 助理工程师, obtained: 2000-01-01}, {title: «高级工程师, obtained: 2010-01-01}]", ["W603"])


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("title: 工程师, committee: 12", []),
        ("title: 高级工程师, committee: 12", []),  # recommended
        ("title: 工程师, committee: 市建设工程专业中级职务评审委员会", []),
        ("title: 工程师, committee: 99", ["E614"]),
        ("title: 工程师, committee: 甲乙丙丁", ["E614"]),
        ("title: 工程师, committee: 31", ["W615"]),
        ("title: 中级工程师, committee: 12", ["E612"]),
        ("title: 助理农艺师, committee: 29", []),  # 初定 goes by levels
        ("title: 高级工程师, committee: 29", ["W615"]),
        ("title: 工程师, specialty: 暖通", []),
        ("title: 工程师, specialty: 占星", ["W616"]),
        ("title: 工程师, committee: 0", ["E206"]),
        ("title: 工程师, committee: true", ["E203"]),
        ("committee: 12", ["E201"]),
    ],
)
def test_target(target: str, codes: list[str]) -> None:
    lines = told(f"applicant: {{name: 样例甲}}\ntarget: {{{target}}}\n")
    assert [line.split()[1] for line in lines] == codes


def test_a_name_that_fits_many_committees_lists_a_few() -> None:
    (finding,) = found("applicant: {name: 样例甲}\ntarget: {title: 工程师, committee: 市}\n")
    assert finding.message.startswith("“市”对应 ")
    assert finding.message.endswith("；…")
    assert finding.message.count("；") == 5
    (finding,) = found("applicant: {name: 样例甲}\ntarget: {title: 农艺师, committee: 教师}\n")
    assert "\n" not in finding.message


def test_a_word_that_is_not_printed_is_not_called_unknown() -> None:
    """没有印不等于没有；“工程”一词与哪里都像，不作提示。"""
    (finding,) = found("applicant: {name: 样例甲}\ntarget: {title: 工程师, specialty: 占星工程}\n")
    ask = "写所学专业或所做工作的名称，或问市职业资格指导服务中心 2033099、市教育局 2025621"
    assert str(finding) == f"f:2:33: W616 通知没有印这个词：占星工程（没有相近的写法；{ask}）"


def test_an_unknown_title_is_suggested() -> None:
    (finding,) = found("applicant: {name: 样例甲}\ntarget: {title: 高级工程帅}\n")
    assert str(finding) == "f:2:17: E612 职称表里没有“高级工程帅”（是否想写“高级工程师”？）"


@pytest.mark.parametrize("key", ["applicant", "target", "employer"])
def test_a_dossier_is_known_by_its_keys(key: str) -> None:
    document, _ = parse(f"{key}: {{}}".encode(), "f")
    assert document is not None
    assert kind_of(document.value, DOSSIER_KINDS) is DOSSIER_KINDS["zc.dossier/1"]


def test_without_a_plan_and_a_day() -> None:
    """`DOSSIER_KINDS` asks for neither: no titles, no committee, nothing that lies ahead."""
    text = "applicant: {name: 样例甲}\ntarget: {title: 木匠}\nwork: [{from: 2010-09-01, to: 2031-08-31}]\n"
    assert check_files([("f", text.encode())], DOSSIER_KINDS).findings == []
    wrong = text.replace("2031", "2009")
    assert [one.code for one in check_files([("f", wrong.encode())], DOSSIER_KINDS).findings] == ["E601"]


def test_plan_and_titles_are_asked_for_only_by_a_dossier() -> None:
    def never() -> Search:
        raise AssertionError

    assert check_files([("f", b"a: 1")], dossier_kinds(never, TODAY)).findings[0].code == "E210"


@pytest.mark.parametrize(
    "entry",
    [
        "titel: {title: 工程师}",
        "work: [{form: 2010-07-01}]",
        "hours: [{year: 2020, totl: 90}]",
        "discipline: [{kind: 警告, effectiv: 2020-05-01}]",
        "public_notice: {from: 2021-06-01, until: 2021-06-08}",
    ],
)
def test_a_misspelt_key_is_an_error(entry: str) -> None:
    of(entry, ["E202"])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("hours: [{year: 1999}]", "E206"),
        ("hours: [{year: 2101}]", "E206"),
        ("hours: [{year: 2020, total: -1}]", "E206"),
        ("hours: [{year: 2020, total: 2000.5}]", "E206"),
        ("hours: [{year: 2020, total: 九十}]", "E203"),
        ("hours: [{year: 2020, registered: maybe}]", "E203"),
        ("work: [{from: 2010-07-01, to: 以后}]", "E205"),
        ("education: [{level: 大学}]", "E204"),
        ("employer: {kind: 民企}", "E204"),
        ('employer: {name: ""}', "E207"),
        ("employer: {}", "E207"),
        ("standing: [援藏, 援藏]", "E208"),
        ("discipline: 无", "E203"),
    ],
)
def test_form(entry: str, code: str) -> None:
    of(entry, [code])


EXAMPLES = [page for page in read_pages().values() if page.wrong and page.code[1] == "6"]


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.code)
def test_the_wrong_example_has_the_fault_and_the_right_one_has_not(page: Page) -> None:
    check(HEAD + page.wrong, [page.code])
    check(HEAD + page.right, [])


def test_nobody_is_sent_to_look_for_a_row_that_there_is_not() -> None:
    (one,) = found("applicant: {name: 样例甲}\ntarget: {title: 正高级统计师, committee: 19}\n")
    assert (one.code, "没有安排" in one.hint) == ("W615", True)
