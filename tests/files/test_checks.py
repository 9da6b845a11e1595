"""What a schema cannot say: numbers, names, phones, periods against each other, and files against files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_data import known_files
from places import TESTS

from zhicheng_cli.applicant.law.checks import DATA_KINDS
from zhicheng_cli.files import checks as of_files
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.checking import Context, bundled_knowledge, check_files, kind_of
from zhicheng_cli.files.document import Document, parse
from zhicheng_cli.files.row_checks import check_phones, check_unique, is_date
from zhicheng_cli.plan import checks as of_plan
from zhicheng_cli.plan.checks.alike import differ_little, near_duplicates
from zhicheng_cli.plan.checks.numbered import check_covers, check_numbers

KINDS = {**of_plan.KINDS, **DATA_KINDS, **of_files.KINDS}
POSITIVE = TESTS / "positive"
PLAN = (POSITIVE / "plan_2032.yaml").read_text(encoding="utf-8")
#: The words of a city, which lead to what a plan prints.
WORDS = """format: zc.words/1
trades:
  - {means: [建筑], plain: [土木]}
  - {means: [建筑, 规划], plain: [城建]}
"""
OWN = "cities/甲市/words.yaml"


def document(text: str) -> Document:
    read, found = parse(text.encode(), "f")
    assert found == []
    assert read is not None
    return read


# ---- the real data ----


def test_the_real_data_has_these_notices_and_nothing_else() -> None:
    """Worked out from the notice: see 二（一）1 with annex 1, and its rows 29, 35 and 37."""
    files = [(path.name, path.read_bytes()) for path in known_files() if path.suffix == ".yaml"]
    told = check_files(files, KINDS).findings
    text = (data_dir() / "plan_2021.yaml").read_text(encoding="utf-8").split("\n")

    def first(words: str, row: int = 1) -> int:
        start = text.index(f"  - no: {row}") if row > 1 else 0
        return next(number for number, line in enumerate(text[start:], start + 1) if words in line)

    def place(code: str, words: str, row: int = 1) -> tuple[str, int, int, str]:
        line = first(words, row)
        return "plan_2021.yaml", line, text[line - 1].index(words) + 1, code

    assert [one[:4] for one in told] == [
        place("N301", "市职业资格指导服务中心, phones"),  # 市职业指导服务中心 in the text of the notice
        place("N302", "7月、10月、12月", 29),  # 10月-12月, reviewed in 12月
        place("N301", "湖州市电梯行业协会", 35),  # 湖州电梯行业协会 takes the papers
        place("N301", "德清县地理信息企业协会协会, phones", 37),  # 德清县地理信息行业协会 reviews
    ]
    names = re.findall("“(.*?)”", " ".join(one.message for one in told if one.code == "N301"))
    assert names == [
        *("市职业资格指导服务中心", "市职业指导服务中心"),
        *("湖州市电梯行业协会", "湖州电梯行业协会"),
        *("德清县地理信息企业协会协会", "德清县地理信息行业协会"),
    ]
    assert "截止最迟 2021-12-31，评审最早 2021-12-01" in told[1].message


# ---- names ----


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("市职业指导服务中心", "市职业资格指导服务中心"),
        ("湖州电梯行业协会", "湖州市电梯行业协会"),
        ("教育局", "市教育局"),
        ("市教育", "市教育局"),
        ("协会", "协会协会"),
        ("甲", "甲甲甲"),
    ],
)
def test_near_duplicates(shorter: str, longer: str) -> None:
    assert set(near_duplicates([longer, "别的", shorter, longer])) == {(shorter, longer)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市第一工程专业", "市第二工程专业"),
        ("市教育局", "市财政局"),
        ("市教育局", "市教育局"),
        ("市局", "市教育和体育局"),
        ("市职业指导中心", "市职资业格指导中心"),
        ("", "市"),
        ("甲" * 100, "甲" * 101),
    ],
)
def test_not_near(one: str, other: str) -> None:
    assert list(near_duplicates([one, other])) == []


@given(st.text(min_size=1, max_size=12), st.data())
def test_a_piece_left_out_is_always_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    longer = name[:at] + data.draw(st.text(min_size=1, max_size=2)) + name[at:]
    assert list(near_duplicates([name, longer])) == [(name, longer)]


@pytest.mark.parametrize(
    ("one", "other", "little"),
    [
        ("德清县地理信息企业协会协会", "德清县地理信息行业协会", True),
        ("甲市电梯行业协会", "甲市电梯企业协会", True),
        ("市教育局", "市教体局", True),
        ("甲市档案馆", "甲市档案专业", False),
        ("市教育局", "市财政局", False),
        ("省局", "市局", False),
        ("市教育局", "市教育局", False),
        ("甲市高级工程师评审委员会办公室", "乙县中级经济师评审委员会办公室", False),
        ("甲" * 101, "甲" * 100 + "乙", False),
    ],
)
def test_differ_little(one: str, other: str, little: bool) -> None:
    assert differ_little(one, other) is differ_little(other, one) is little


# ---- rows ----


def numbers(*given: int, withdrawn: frozenset[int] = frozenset()) -> list[str]:
    rows = "".join(f"  - {{no: {number}, source: {{row: {number}}}}}\n" for number in given)
    return [
        f"{one.line - 1}: {one.message}" for one in check_numbers(document("t:\n" + rows), "t", Context(), withdrawn)
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((1, 2, 3), []),
        ((2, 3), ["1: 序号应为 1，这里是 2"]),
        ((1, 2, 4, 5, 6), ["3: 序号应为 3，这里是 4"]),
        ((1, 2, 2, 3, 4), ["3: 序号 2 重复"]),
        ((1, 2, 2, 4, 5), ["3: 序号 2 重复"]),
        ((1, 2, 2, 5), ["3: 序号 2 重复", "4: 序号应为 4，这里是 5"]),
        ((1, 3, 2, 4), ["2: 序号应为 2，这里是 3", "3: 序号 2 排在 3 之后"]),
        ((1, 1, 1), ["2: 序号 1 重复", "3: 序号 1 重复"]),
    ],
)
def test_numbers(given: tuple[int, ...], told: list[str]) -> None:
    assert numbers(*given) == told


@pytest.mark.parametrize(
    ("given", "withdrawn", "told"),
    [
        ((1, 2, 4), {3}, []),
        ((2, 5), {1, 3, 4, 6}, []),
        ((1, 5), {3}, ["2: 序号应为 2，这里是 5"]),
        ((1, 2, 5), {3}, ["3: 序号应为 4，这里是 5"]),
        ((1, 2, 2, 5), {3}, ["3: 序号 2 重复"]),
        ((1, 10**12), {2, 3}, ["2: 序号应为 4，这里是 1000000000000"]),
    ],
)
def test_a_withdrawn_number_is_no_gap_and_no_other_is(
    given: tuple[int, ...], withdrawn: set[int], told: list[str]
) -> None:
    assert numbers(*given, withdrawn=frozenset(withdrawn)) == told


@pytest.mark.parametrize(("withdrawn", "told"), [(None, False), (frozenset(), True)])
def test_a_gap_says_where_a_withdrawn_row_goes_if_the_table_has_such(
    withdrawn: frozenset[int] | None, told: bool
) -> None:
    rows = document("t:\n  - {no: 1, source: {row: 1}}\n  - {no: 3, source: {row: 3}}\n")
    (gap,) = check_numbers(rows, "t", Context(), withdrawn)
    assert ("withdrawn" in gap.hint) is told


PHONES = [
    "2033099",
    "20330990",
    "0572-2033099",
    "05722033099",
    "010-62345678",
    "2033099-801",
    "2033099转8",
    "13705727066",
]
NO_PHONES = [
    "",
    "203309",
    "203309901",
    "1033099",
    "2033099-",
    "12705727066",
    "1370572706",
    "137057270661",
    "２０３３０９９",
]
NO_PHONES += ["2033099、2033098", "203 3099", "2033099 ", "电话2033099", "572-2033099", "2033099\n"]


@pytest.mark.parametrize(("phone", "fine"), [*((one, True) for one in PHONES), *((one, False) for one in NO_PHONES)])
def test_phones(phone: str, fine: bool) -> None:
    found = list(check_phones(document("a: 1"), [(("a",), phone)]))
    assert [one.code for one in found] == ([] if fine else ["E306"])


@pytest.mark.parametrize(
    ("printed", "parts", "fine"),
    [
        ("技术员、工程师", ["技术员", "工程师"], True),
        ("高级工程师 正高级工程师", ["高级工程师", "正高级工程师"], True),
        ("甲，乙,丙", ["甲", "乙", "丙"], True),
        ("", [], True),
        ("工程师等初中级资格", ["工程师", "等初中级资格"], True),
        ("技术员、工程师", ["工程师", "技术员"], False),
        ("技术员、工程师", ["工程师"], False),
        ("工程师", ["工程师", "技术员"], False),
        ("(含中职)", ["（含中职）"], False),
    ],
)
def test_covers(printed: str, parts: list[str], fine: bool) -> None:
    assert (list(check_covers(document("a: 1"), ("a",), printed, parts)) == []) is fine


def test_unique() -> None:
    rows = document("t:\n  - {n: 甲}\n  - {n: 乙}\n  - {n: 甲}\n  - {n: 甲}\n")
    assert [one.line for one in check_unique(rows, "t", enumerate(rows.value["t"]), "n")] == [4, 5]


@pytest.mark.parametrize(
    ("text", "real"), [("2021-05-25", True), ("2024-02-29", True), ("2023-02-29", False), ("0000-01-01", False)]
)
def test_dates(text: str, real: bool) -> None:
    assert is_date(text) is real


# ---- periods ----


def periods(cutoff: str, review: str) -> list[str]:
    """The findings about the first row with these words in it."""
    text = PLAN.replace("cutoff: ９月１５日", f"cutoff: {cutoff}", 1).replace("review: 11月", f"review: {review}", 1)
    return [one.code for one in check_files([("f", text.encode())], KINDS, bundled_knowledge(KINDS)).findings]


@pytest.mark.parametrize(
    ("cutoff", "review", "told"),
    [
        ("7月", "9月", []),
        ("7月", "8月初", []),
        ("7月底", "7月底", ["N302"]),
        ("7月", "7月", ["N302"]),
        ("7月", "6月", ["E304"]),
        ("7月15日", "7月16日", []),
        ("7月15日", "7月15日", ["N302"]),
        ("7月15日", "7月14日", ["E304"]),
        ("4-6月", "6月", ["N302"]),
        ("4-6月", "5月", ["E304"]),
        ("待定", "9月", []),
        ("7月", "待定", []),
        ("待定", "7月、10月、12月各1批次", []),
        ("7月、10月、12月各1批次", "待定", []),
        ("3月、7月各1批次", "9月", []),
        ("3月、7月各1批次", "5月", ["E304"]),
        ("3月、7月各1批次", "5月、9月各1批次", []),
        ("3月、7月各1批次", "5月、6月各1批次", ["E304"]),
        ("3月、7月各1批次", "5月、7月各1批次", ["N302"]),
        ("3月、7月各1批次", "5月、9月、12月各1批次", ["E309"]),
        ("4月(市直学校3月)、7月各1批次", "6月、9月各1批次", []),
        ("4月(市直学校3月)、7月各1批次", "3月、9月各1批次", ["E304", "N302"]),
        ("10月(市直学校7月)", "12月(市直学校9月)", []),
        ("10月(市直学校7月)", "12月(市直学校6月)", ["E304"]),
        ("10月(市直学校7月)", "9月", ["E304"]),
        ("7月", "12月(市直学校6月)", ["E304"]),
        ("7月", "12月(市直学校8月)", []),
        ("10月(市直学校7月)", "12月(民办学校11月)", []),
        ("10月", "次年1月", ["W305"]),
        ("10月", "2031年12月", ["E305"]),
        ("10月", "2034年1月", ["E305"]),
        ("2031年10月", "次年1月", ["E305", "W305"]),
        ("次年1月", "次年2月", ["W305", "W305"]),
        ("7月后", "9月后", ["E302", "E302"]),
        ("7月后", "次年1月", ["E302", "W305"]),
    ],
)
def test_periods(cutoff: str, review: str, told: list[str]) -> None:
    assert sorted(periods(cutoff, review)) == told


def test_an_unreadable_cutoff_does_not_ask_for_a_receiver() -> None:
    text = PLAN.replace("由各区人力社保、卫生部门确定", "由各区人力社保、卫生部门")
    told = check_files([("f", text.encode())], KINDS, bundled_knowledge(KINDS)).findings
    assert [one.code for one in told] == ["E302"]


# ---- files against files ----


@pytest.mark.parametrize("path", sorted(data_dir().glob("*.yaml")), ids=lambda path: path.stem)
def test_a_kind_is_recognised_by_format_or_by_content(path: Path) -> None:
    value = document(path.read_text(encoding="utf-8")).value
    kind = kind_of(value, KINDS)
    assert kind is not None
    assert kind.schema == path.stem.split("_")[0]
    del value["format"]
    assert kind_of(value, KINDS) == kind


def test_kinds_have_their_schema_and_no_field_in_common() -> None:
    fields = [field for kind in KINDS.values() for field in kind.keys]
    assert len(fields) == len(set(fields))


@pytest.mark.parametrize("text", ["甲", "12", "[甲]", "a: 1", "format: zc.unknown/9", "format: [a]", "format:"])
def test_no_known_kind(text: str) -> None:
    assert kind_of(document(text).value, KINDS) is None


Known = dict[str, frozenset[str]]


def codes(*files: tuple[str, str], known: Known | None = None) -> list[tuple[str, str]]:
    found = check_files([(name, text.encode()) for name, text in files], KINDS, known or {}).findings
    return [(one.file, one.code) for one in found]


def test_with_nothing_known_only_the_file_itself_is_checked() -> None:
    text = PLAN.replace("[高级教师]", "[教书的]").replace("reviews: 高级教师", "reviews: 教书的")
    assert codes(("p", text), (OWN, WORDS)) == []
    assert codes((OWN, WORDS)) == []
    assert codes(("p", text), known=bundled_knowledge(KINDS)) == [("p", "E303")]


def test_files_that_are_checked_together_know_each_other() -> None:
    titles = (POSITIVE / "titles.yaml").read_text(encoding="utf-8")
    known = {"titles": frozenset({"教书的"}), "words": frozenset({"土"})}
    assert codes(("p", PLAN), ("t", titles), (OWN, WORDS), known=known) == []
    assert codes(("t", titles), (OWN, WORDS), known=known) == [(OWN, "W403")] * 3
    assert ("p", "E303") in codes(("p", PLAN), (OWN, WORDS), known=known)


def test_a_word_may_lead_to_the_plan_of_any_year() -> None:
    other = PLAN.replace("2032", "2033").replace("2033-02-29", "2033-02-28")
    other = other.replace("specialties: [建筑, 规划]", "specialties: [房屋]").replace("建筑、规划", "房屋")
    words = WORDS.replace("[建筑]", "[房屋]")
    assert codes(("plan_2032.yaml", PLAN), ("plan_2033.yaml", other), (OWN, words)) == []


@pytest.mark.parametrize(
    "spoilt", ["committees: 甲\n", "committees: [1]\n", "committees: [{series: [{}]}]\n", "committees:\n"]
)
def test_a_malformed_plan_says_nothing_to_the_others(spoilt: str) -> None:
    assert (OWN, "W403") not in codes(("p", spoilt), (OWN, WORDS))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("title: 工程师, level: 中级", "title: 工程师, level: 中极", "E204"), ("title: 技术员", "title: 技术/员", None)],
)
def test_a_title_of_no_level_says_nothing_to_a_plan(old: str, new: str, code: str | None) -> None:
    titles = (POSITIVE / "titles.yaml").read_text(encoding="utf-8").replace(old, new)
    told = codes(("t", titles), ("p", PLAN))
    assert {one for one in told if one[0] == "t"} == ({("t", code)} if code else set())
    assert {name for name, _ in told} <= {"t", "p"}


@pytest.mark.parametrize(
    "spoilt", ["levels: 甲\n", "levels: []\nseries: [1]\n", "levels: []\nseries: [{name: 甲, aka: 1}]\n"]
)
def test_malformed_titles_say_nothing_to_the_others(spoilt: str) -> None:
    assert ("p", "E303") not in codes(("t", spoilt), ("p", PLAN))


def test_a_word_may_stand_in_the_row_that_cannot_be_read() -> None:
    """Nor does what is known from elsewhere count then: it is not about this set."""
    broken = PLAN.replace("specialties: [水利]", "specialities: [水利]")
    words = WORDS.replace("[建筑]", "[房屋]")
    known = {"words": frozenset({"土"})}
    assert codes(("p", broken), (OWN, words), known=known) == [("p", "E202")]
    assert codes(("o", PLAN), ("p", broken), (OWN, words), known=known) == [("p", "E202")]
    assert (OWN, "W403") in codes(("p", PLAN), (OWN, words), known=known)


def test_documents_are_handed_back_under_the_names_given() -> None:
    files = [("a/x", WORDS.encode()), ("b/x", PLAN.encode()), ("c", b"a: [")]
    checked = check_files(files, KINDS)
    assert list(checked.documents) == ["a/x", "b/x"]
    assert checked.documents["a/x"].value["trades"][0].keys() >= {"plain", "means"}
    assert {one.file for one in checked.findings} == {"c"}


def test_the_kinds_of_a_layer_suffice_for_its_files() -> None:
    """Each layer exports its own, and the caller says which it knows."""
    unknown = check_files([(OWN, WORDS.encode())], of_files.KINDS).findings
    assert [one.code for one in unknown] == ["E210"]
    assert "format: zc.workdays/1；认得的有：工作日、检查代码" in unknown[0].hint


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plan_2032.yaml", []),
        ("甲/plan_2032.yml", []),
        ("计划.yaml", []),
        ("-", []),
        ("plan_2031.yaml", ["E313"]),
        ("甲/plan_2033.yml", ["E313"]),
    ],
)
def test_the_year_in_the_name_of_the_file(name: str, told: list[str]) -> None:
    assert [code for _, code in codes((name, PLAN))] == told
