"""附件2 as it is read, against the contacts that were made by hand."""

from typing import Any

import pytest

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.readings.contact_readings import read_contact


def value(name: str) -> dict[str, Any]:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value  # type: ignore[no-any-return]


ROWS = value("plan_2021.yaml")["committees"]
CONTACTS = value("contacts.yaml")["contacts"]
#: Fields that a person found to be served though the words are others: 文博博物 for 文物博物, 机械工程 by 机电制造 …
BY_HAND = {
    3: {"文物博物", "艺术", "广播电视播音"},
    4: {"机电工程", "机械工程", "纺织", "家居"},
    10: {"环保工程"},
    11: {"安全工程应急救援"},
}


@pytest.mark.parametrize("row", CONTACTS, ids=lambda row: str(row["no"]))
def test_the_contacts_of_2021_are_read_as_they_were_by_hand(row: dict[str, Any]) -> None:
    read = read_contact(row["printed"], ROWS)
    assert (read.fields["specialties"], read.fields.get("expands")) == (row["specialties"], row.get("expands"))
    by_hand = [cover["specialty"] for cover in row["covers"]]
    assert [cover["specialty"] for cover in read.fields["covers"]] == [
        field for field in by_hand if field not in BY_HAND.get(row["no"], set())
    ]
    # 一般公需科目 经济: no comma is printed between the two.
    assert [one.code for one in read.doubts] == ["W444"] * (row["no"] == 9)


def test_a_phone_that_is_none() -> None:
    printed = {"specialties": "质量", "department": "市甲局", "person": "张三", "phone": "见门户"}
    assert [one.code for one in read_contact(printed, []).doubts] == ["W441"]


def test_a_reading_names_the_annexes_of_its_notice() -> None:
    printed = {"specialties": "样例工程、地质", "department": "某局", "person": "某人", "phone": "5550001"}
    row = {"no": 7, "kind": "中评委", "specialties": ["测绘", "地质工程"]}
    row["printed"] = {"name": "市样例工程专业中级职务评审委员会"}
    told = []
    for source in ({"annex": 3, "row": 2}, {"clause": "二"}):
        covers = read_contact(printed, [{**row, "source": source}], annex=4).fields["covers"]
        told.append({one["specialty"]: one["basis"] for one in covers})
    assert [one["测绘"].partition("“")[0] for one in told] == ["附件3第2行", "第7行"]
    others = {**row, "printed": {"name": "市某某专业中级职务评审委员会"}, "source": {}}
    assert read_contact(printed, [others], annex=4).fields["covers"] == [
        {"specialty": "地质工程", "basis": "附件4印为“地质”"}
    ]
