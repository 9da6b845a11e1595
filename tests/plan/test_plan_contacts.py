"""Whom to ask about continuing education: read off 附件2 by hand, for every row and every way of asking."""

from typing import Any

import pytest

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.plan.citation import Source
from zhicheng_cli.plan.contacts import (
    Contact,
    ContactSearch,
    contacts_for,
    contacts_of,
    listed_in,
    read_contacts,
    search_contacts,
)
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.plan_reading import read_plan
from zhicheng_cli.plan.search import Search


def content(name: str) -> Any:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value


PLAN = read_plan(content("plan_2021.yaml"))
SEARCH = Search(PLAN, content("titles.yaml"), Dataset(None, 2021).words)
CONTACTS = read_contacts(content("contacts.yaml"))
ROWS = {committee.no: committee for committee in PLAN.committees}
WHOLE = "整个委员会"  # 附件2 prints the word that stands in the committee's name

# Row of 附件1 → its fields, and the row of 附件2 that serves each.
SERVED: dict[int, dict[str, int]] = {
    2: {"党校": 15},
    4: {"新闻": 3},
    5: {"群众文化": 3, "图书资料": 3, "文物博物": 3},
    6: {WHOLE: 8},  # 农业技术、农业工程
    7: {WHOLE: 2},  # 交通工程
    8: {WHOLE: 6},  # 水利工程
    9: {"机电工程": 4, "广电工程": 3, "质量工程": 5, "安全工程应急救援": 11, "防灾减灾": 11, "特种设备": 5},
    10: {"轻纺工程": 4, "材料工程": 4, "能源工程": 4, "医药工程": 5, "生态环境工程": 10},
    11: {WHOLE: 7},  # 自然资源工程
    12: {WHOLE: 1},  # 建设工程
    13: dict.fromkeys(("机电制造工程", "信息技术工程", "轻纺工程", "材料工程", "能源工程"), 4)
    | {"质量工程": 5, "医药工程": 5},
    14: {"技工学校": 9},
    16: {"律师": 13},
    17: {"经济": 9},
    21: {"档案": 14},
    24: {WHOLE: 16},  # 自然科学
    25: {WHOLE: 3},  # 播音
    26: {WHOLE: 12},  # 体育教练
    27: {WHOLE: 3},  # 艺术专业
    35: {"特种设备": 5},
    36: {"轻纺工程": 4, "纺织": 4},
    38: {"轻纺工程": 4, "纺织": 4},
    40: {"轻纺工程": 4, "家居": 4},
    41: {"机械工程": 4},
    42: {"机械工程": 4},
    43: {"环保工程": 10},
    44: {"轻纺工程": 4},
}
# Fields for which 附件2 prints nobody.
NOBODY = {
    1: ["电池领域的技术研究开发", "电池循环经济", "电池环保", "电池生产工艺管控"],
    3: ["快递设备工程", "网络工程", "信息工程"],
    9: ["电子工程"],
    15: ["传统工艺美术"],
    16: ["公证员"],
    18: ["会计"],
    19: ["统计"],
    20: ["审计"],
    22: ["翻译"],
    23: ["社会科学研究"],
    28: ["文学创作"],
    30: ["卫生"],
    31: ["中小学教师"],
    32: ["中等职业学校教师"],
    33: ["中小学教师", "中等职业学校教师"],
    34: ["中小学教师"],
    37: ["测绘工程"],
    39: ["蓄电池"],
    45: ["中小学教师"],
    46: ["卫生"],
}


@pytest.mark.parametrize("number", range(1, 47))
def test_who_serves_every_row_and_for_what_there_is_nobody(number: int) -> None:
    row = ROWS[number]
    matches, nobody = contacts_for(row, CONTACTS)
    served = [(WHOLE if match.specialty is None else match.specialty, match.contact.no) for match in matches]
    assert sorted(served) == sorted(SERVED.get(number, {}).items())  # each field once
    assert nobody == NOBODY.get(number, [])
    assert all(match.basis for match in matches)


def test_printed_words_come_before_a_reading_and_a_weak_reading_says_so() -> None:
    bases = {match.specialty: match.basis for match in contacts_for(ROWS[9], CONTACTS)[0]}
    assert bases["广电工程"] == "附件2印有“广电工程”"
    assert bases["质量工程"] == "附件2印为“质量”"
    ((_, _, basis),), _ = contacts_for(ROWS[43], CONTACTS)
    assert basis.startswith("较弱的读解：")
    ((_, field, basis),), _ = contacts_for(ROWS[6], CONTACTS)
    assert (field, basis) == (None, "附件2印有“农业技术”“农业工程”，见于第6行名称")


def test_the_16_rows_as_printed() -> None:
    assert [contact.no for contact in CONTACTS] == list(range(1, 17))
    first = CONTACTS[0]
    assert (first.department, first.person, first.phone) == ("湖州市住房和城乡建设局", "彭永财", "2211516")
    assert first.source == Source("湖人社函〔2021〕57号", 2, 1)
    assert CONTACTS[3].words == ("信息技术", "机电制造", "能源", "材料", "轻纺", "石化")
    assert CONTACTS[4].words == ("质量", "特种设备", "医药工程")
    assert CONTACTS[8].specialties == ("一般公需科目", "经济", "技工学校")


def found(text: str) -> ContactSearch:
    return search_contacts(text, CONTACTS, SEARCH)


def summary(search: ContactSearch) -> tuple[list[tuple[str, int]], list[tuple[int, list[str]]]]:
    served = [(match.specialty or WHOLE, match.contact.no) for match in search.matches]
    return served, [(committee.no, list(fields)) for committee, fields in search.nobody]


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("水利", [("水利工程", 6)]),
        ("石化", [("石化", 4)]),
        ("电影", [("电影放映", 3)]),
        ("特种设备", [("特种设备", 5)]),
        ("质量", [("质量", 5), ("农产品加工与质量安全", 8)]),
        ("质量（含", [("质量(含特种设备)", 5)]),  # typed with full-width brackets
        ("工业信息化", [("工业信息化领域(信息技术、机电制造、能源、材料、轻纺、石化)", 4)]),
        ("建筑", [("建筑", 1)]),  # through what the contact is read to cover
        ("环保", [("环保工程", 10)]),
    ],
)
def test_by_a_word_of_annex_2(text: str, served: list[tuple[str, int]]) -> None:
    assert summary(found(text)) == (served, [])


@pytest.mark.parametrize(
    ("text", "served", "nobody"),
    [
        ("暖通", [(WHOLE, 1)], []),  # everyday word → 建筑, row 12, which 附件2 names whole
        # everyday word → 电子工程 (row 9, nobody) and 信息技术工程 (row 13): not the other fields of these rows
        ("计算机", [("信息技术工程", 4)], [(9, ["电子工程"])]),
        ("电子", [("信息技术工程", 4)], [(9, ["电子工程"])]),
        ("公证", [], [(16, ["公证员"])]),  # the lawyers' contact is not theirs
        ("会计", [], [(18, ["会计"])]),
        ("快递", [], [(3, NOBODY[3])]),  # an everyday word for all three
        ("护士", [], [(30, ["卫生"]), (46, ["卫生"])]),
        ("测绘", [(WHOLE, 7)], [(37, ["测绘工程"])]),  # 37 for its own trade; row 11 by our reading
        ("毕业生", [], [(29, [])]),  # a row without fields
    ],
)
def test_by_a_word_of_the_plan(text: str, served: list[tuple[str, int]], nobody: list[tuple[int, list[str]]]) -> None:
    assert summary(found(text)) == (served, nobody)


@pytest.mark.parametrize("text", ["", "炼金术", "占星"])
def test_a_word_nobody_knows_is_an_error(text: str) -> None:
    with pytest.raises(ZcError) as caught:
        found(text)
    assert caught.value.exit_code == 2


def test_several_committees_name_each_contact_once_a_field() -> None:
    search = contacts_of([ROWS[36], ROWS[38], ROWS[37], ROWS[29]], CONTACTS)
    assert summary(search) == ([("轻纺工程", 4), ("纺织", 4)], [(37, ["测绘工程"]), (29, [])])


def test_a_contact_without_readings() -> None:
    row = {
        "no": 1,
        "printed": {"specialties": "会计", "department": "某局", "person": "某人", "phone": "1234567"},
        "specialties": ["会计"],
        "source": {"document": "某号", "annex": 2, "row": 1},
    }
    (contact,) = read_contacts({"contacts": [row]})
    assert contact == Contact(1, ("会计",), "某局", "某人", "1234567", ("会计",), {}, Source("某号", 2, 1))
    assert contacts_for(ROWS[18], (contact,))[1] == []


def test_where_a_notice_lists_its_contacts() -> None:
    def of(*annexes: int) -> str:
        return listed_in(CONTACTS[0]._replace(source=Source("某号", annex, 1)) for annex in annexes)

    assert listed_in(CONTACTS) == "附件2"
    assert (of(3, 3), of(2, 3), of()) == ("附件3", "通知", "通知")
