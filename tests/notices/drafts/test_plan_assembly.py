"""From a notice to the draft of a plan: that of 2021 comes out as the plan that was made by hand."""

from typing import Any

import pytest
from sample_notice import BODY, ROWS, notice_text, table_text

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.checking import check_files
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.findings import Severity
from zhicheng_cli.notices.drafts.plan_assembly import MadePlan, make_plan
from zhicheng_cli.notices.drafts.plan_text import contacts_text, plan_text
from zhicheng_cli.notices.importing import import_notice
from zhicheng_cli.notices.notice_head import lines_of
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.plan.checks import KINDS
from zhicheng_cli.plan.titles import Titles

DATA = data_dir()
#: What a person has added to the plan of 2021, or may write as he likes: explanations. The rest is compared.
EXPLAINED = {"notes"}
#: Contacts that a person found to serve more fields than words tell (see `test_contact_readings.py`).
OF_A_PERSON = {"notes", "covers"}


def value_of(name: str) -> dict[str, Any]:
    document, _ = parse((DATA / name).read_bytes(), name)
    assert document is not None
    return document.value  # type: ignore[no-any-return]


BASE, TITLES = value_of("plan_2021.yaml"), Titles(value_of("titles.yaml"))


def made_of(data: bytes, *, is_own: bool, base: dict[str, Any] = BASE) -> MadePlan:
    paper = read_paper("notice.txt", data)
    imported = import_notice([paper], frozenset(TITLES))
    assert imported.refused is None
    return make_plan(imported, lines_of([paper]), TITLES, base, is_own=is_own)


def errors_in(made: MadePlan) -> list[str]:
    """The errors of the files, beside the table of titles that came with the program."""
    files = [(f"plan_{made.plan['plan']['year']}.yaml", plan_text(made.plan).encode())]
    if made.contacts is not None:
        files.append(("contacts.yaml", contacts_text(made.contacts, "draft").encode()))
    checked = check_files([*files, ("titles.yaml", (DATA / "titles.yaml").read_bytes())], KINDS)
    return [str(one) for one in checked.findings if one.severity is Severity.ERROR]


def without(row: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def test_the_notice_of_2021_comes_to_the_plan_that_was_made_by_hand() -> None:
    """Field by field, with nothing done in between; but for explanations, and that nobody has looked through it."""
    made = made_of((DATA / "notice_2021.txt").read_bytes(), is_own=True)
    assert made.plan["plan"] == {**BASE["plan"], "status": "draft"}
    others = {"plan", "committees"}
    assert without(made.plan, others) == without(BASE, others)
    assert list(made.plan) == list(BASE)
    rows = [without(row, EXPLAINED) for row in BASE["committees"]]
    assert [without(row, EXPLAINED) for row in made.plan["committees"]] == rows
    assert (len(made.plan["committees"]), made.refused) == (46, 0)
    assert errors_in(made) == []


def test_the_contacts_of_2021_come_out_as_they_were_made_by_hand() -> None:
    made, by_hand = made_of((DATA / "notice_2021.txt").read_bytes(), is_own=True), value_of("contacts.yaml")
    assert made.contacts is not None
    assert without(made.contacts, {"contacts"}) == without(by_hand, {"contacts"})
    rows = [without(row, OF_A_PERSON) for row in by_hand["contacts"]]
    assert [without(row, OF_A_PERSON) for row in made.contacts["contacts"]] == rows


def test_a_city_without_a_plan_gets_one_with_blanks() -> None:
    """Nothing is taken from another city's notice, and nothing is invented."""
    body = BODY.replace("一、按照", "一、市属单位报市职称服务中心，由市人社局核准。按照")
    made = made_of(notice_text(body=body).encode(), is_own=False)
    assert made.plan["region"] == {
        "city": "样例市",
        "province": "",
        "counties": [],
        "area_code": "",
        "own_units": ["市属"],
        "bureau": "市人社局",
        "centre": "市职称服务中心",
    }
    assert made.plan["bodies"] == made.plan["ready"] == []
    assert [one["recipient"] for one in made.plan["reports"]] == [None]
    told = {event: rule["words"] for event, rule in made.plan["milestones"].items()}
    assert told["report"] == told["result_filing"] == "未核实"
    assert told["unit_notice"] == BASE["milestones"]["unit_notice"]["words"], "it rests on no city's notice"
    assert "W452" in {one.code for one in made.findings}
    assert "湖" not in plan_text(made.plan).replace("湖州", "湖")
    assert made.contacts is None
    assert errors_in(made) == []


def test_what_the_notice_calls_nothing_is_called_as_where_it_signs() -> None:
    made = made_of(notice_text().encode(), is_own=False)
    region = made.plan["region"]
    assert (region["own_units"], region["bureau"], region["centre"]) == (
        ["市直"],
        "市人力资源和社会保障局",
        "市人力资源和社会保障局",
    )
    (told,) = [one for one in made.findings if one.code == "W452"]
    assert "市属单位的叫法" in told.message
    assert "“市直”" in told.hint


def test_words_of_the_plan_before_are_carried_only_where_the_notice_prints_them() -> None:
    text = (DATA / "notice_2021.txt").read_text(encoding="utf-8")
    nine = text.replace("在评审前 7 个工作日", "在评审前9个工作日").replace("在评审前7个工作日", "在评审前9个工作日")
    made = made_of(nine.encode(), is_own=True)
    assert made.plan["milestones"]["report"]["words"] == "未核实"
    assert made.plan["milestones"]["result_filing"] == BASE["milestones"]["result_filing"]
    assert [one["note"][:3] for one in made.plan["reports"]] == ["未核实"]
    assert {one.column for one in made.findings if one.code == "W453"} == {"milestones"}
    other = made_of(text.replace("不再补充材料", "可以补充材料").encode(), is_own=True)
    assert other.plan["ready"] == BASE["ready"][:2]
    assert [one.column for one in other.findings if one.code == "W453"] == ["ready"]


def test_a_clause_that_moved_is_found_under_its_new_number() -> None:
    text = (DATA / "notice_2021.txt").read_text(encoding="utf-8")
    moved = made_of(text.replace("（三）进一步严肃工作纪律", "（四）进一步严肃工作纪律").encode(), is_own=True)
    assert [one["basis"]["clause"] for one in moved.plan["ready"]] == ["二（二）", "一（二）", "二（四）"]
    assert [one.column for one in moved.findings if one.code == "W453"] == ["clauses"]


def test_a_body_that_the_clauses_name_no_more_is_left_out() -> None:
    text = (DATA / "notice_2021.txt").read_text(encoding="utf-8").replace("市人社局", "市局")
    made = made_of(text.encode(), is_own=True)
    assert [one["name"] for one in made.plan["bodies"]] == [
        one["name"] for one in BASE["bodies"] if one["name"] != "市人社局"
    ]
    assert "bodies" in {one.column for one in made.findings if one.code == "W453"}


def test_an_entry_without_words_of_its_own_is_carried_with_its_whole_clause() -> None:
    text = (DATA / "notice_2021.txt").read_text(encoding="utf-8")
    made = made_of(text.replace("及时将评审结果报省级", "及时把评审结果报省级").encode(), is_own=True)
    kinds = [one.get("kinds") for one in made.plan["reports"]]
    assert ["初评委"] not in kinds
    assert ["中评委"] in kinds


def test_every_row_is_written_or_refused() -> None:
    rows = [*ROWS[:2], ("3", "", "工程师", "", "7月", "市丙局 5550202", "9月", ""), *ROWS[3:]]
    made = made_of(notice_text(table_text(rows)).encode(), is_own=False)
    assert (len(made.plan["committees"]), made.refused) == (4, 1)
    assert [one.row for one in made.findings if one.code == "E454"] == [3]
    assert [row["no"] for row in made.plan["committees"]] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("headers", "cutoff"), [(("个人申报", "网上提交"), "网上提交"), (("个人申报", "单位审核"), None)]
)
def test_stages_and_further_columns(headers: tuple[str, str], cutoff: str | None) -> None:
    header = ("序号", "评委会名称", "所评资格名称", f"{headers[0]}时间", f"{headers[1]}时间", "评审费", "名额", "附言")
    row = ("1", "市甲工程中级评审委员会", "工程师", "5月1日", "6月1日", "300元", "", "见门户")
    made = made_of(notice_text(table_text([row], header)).encode(), is_own=False)
    (committee,) = made.plan["committees"]
    names = [one["name"] for one in committee["stages"] if one.get("is_cutoff")]
    assert names == ([f"{cutoff}时间"] if cutoff else [])
    assert "W447" in {one.code for one in made.findings} or not cutoff
    assert committee["printed_notes"] == [{"about": "收费", "words": "300元"}, {"about": "其他", "words": "见门户"}]


def test_stages_beside_a_cutoff_close_nothing() -> None:
    header = ("序号", "评委会名称", "所评资格名称", "个人申报时间", "网上提交时间", "接收材料截止时间")
    row = ("1", "市甲工程中级评审委员会", "工程师", "5月1日", "6月1日", "6月5日")
    made = made_of(notice_text(table_text([row], header)).encode(), is_own=False)
    assert [one.get("is_cutoff") for one in made.plan["committees"][0]["stages"]] == [None, None]
