"""Explanations of last year's plan and contacts: carried where the words are the same, renewed where they point."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from zhicheng_cli.notices.explanations_carried import CarriedExplanations

CLAUSE = "各评委会办公室在评审前报告。"


def row(no: int, name: str, *notes: str, remarks: str = "桥梁、隧道") -> dict[str, Any]:
    told = [{"about": "remarks", "text": text} for text in notes]
    return {
        "no": no,
        "key": name,
        "printed": {"name": name, "remarks": remarks},
        "specialties": remarks.split("、"),
        **({"notes": told} if told else {}),
        "source": {"row": no},
    }


def contact(no: int, *covers: tuple[str, str], specialties: str = "桥梁") -> dict[str, Any]:
    told = [{"specialty": field, "basis": basis} for field, basis in covers]
    return {"no": no, "printed": {"specialties": specialties}, "covers": told, "source": {"row": no}}


def plan(*rows: dict[str, Any], clause: str = "一") -> dict[str, Any]:
    return {"committees": list(rows), "clauses": [{"id": clause, "text": CLAUSE}]}


def of_row(now: dict[str, Any], before: dict[str, Any], contacts: Any = (), at: int = 0) -> tuple[list[str], list[str]]:
    made, doubts = CarriedExplanations(now, contacts, before, contacts).of_row(now["committees"][at])
    assert {key: value for key, value in made.items() if key != "notes"} == {
        key: value for key, value in now["committees"][at].items() if key != "notes"
    }
    assert list(made)[-1] == "source"
    return [one["text"] for one in made.get("notes", ())], [one.message for one in doubts]


def test_a_note_about_the_same_words_takes_the_place_of_the_programs_own() -> None:
    before = plan(row(1, "市甲评委会", "人写的说明"))
    assert of_row(plan(row(1, "市甲评委会", "程序写的")), before) == (["人写的说明"], [])


def test_where_a_person_wrote_nothing_there_is_nothing_to_say() -> None:
    assert of_row(plan(row(1, "市甲评委会", "程序写的")), plan(row(1, "市甲评委会"))) == ([], [])


@pytest.mark.parametrize(
    "now",
    [row(1, "市甲评委会", "程序写的", remarks="桥梁"), {**row(1, "市甲类评委会", "程序写的"), "key": "市甲评委会"}],
)
def test_where_the_words_or_the_name_changed_it_is_told(now: dict[str, Any]) -> None:
    before = plan(row(1, "市甲评委会", "人写的说明"))
    assert of_row(plan(now), before) == (["程序写的"], ["去年的说明没有抄过来：人写的说明"])


def test_a_body_that_is_new_keeps_the_programs_own() -> None:
    assert of_row(plan(row(1, "市乙评委会", "程序写的")), plan(row(1, "市甲评委会", "人写的"))) == (["程序写的"], [])


def test_what_a_note_points_to_gets_its_number_of_this_year() -> None:
    text = "与附件1第2行、附件2第3行、正文一的说法不同，见第1、2行"
    before = plan(row(1, "市甲评委会", text), row(2, "市乙评委会"))
    now = plan(row(7, "市乙评委会"), row(8, "市甲评委会"), clause="二（一）")
    told = CarriedExplanations(now, [contact(5)], before, [contact(3)])
    made, doubts = told.of_row(now["committees"][1])
    assert [one["text"] for one in made["notes"]] == ["与附件1第7行、附件2第5行、正文二（一）的说法不同，见第8、7行"]
    assert doubts == []


@pytest.mark.parametrize("text", ["见第3行", "见附件2第3行", "见正文九（一）", "见第9行", "见第1、3行", "见第1至1行"])
def test_a_note_that_points_to_what_is_gone_is_told_and_the_programs_own_stays(text: str) -> None:
    before = plan(row(1, "市甲评委会", text), row(3, "市丙评委会"))
    now = plan(row(1, "市甲评委会", "程序写的"))
    assert of_row(now, before) == (["程序写的"], [f"去年的说明没有抄过来：{text}"])


def of_contact(now: dict[str, Any], before: dict[str, Any], plan_now: dict[str, Any]) -> tuple[list[Any], list[str]]:
    plan_before = plan(row(1, "市甲评委会"))
    made, doubts = CarriedExplanations(plan_now, [now], plan_before, [before]).of_contact(now)
    return [(one["specialty"], one["basis"]) for one in made["covers"]], [one.message for one in doubts]


def test_a_contact_serves_the_fields_a_person_found_and_those_that_are_new() -> None:
    before = contact(1, ("隧道", "隧道归桥梁，第1行"))
    now = contact(4, ("桥梁", "用词相同"), ("桥梁检测", "附件2印为“桥梁”"))
    rows = plan(row(5, "市甲评委会", remarks="桥梁、隧道、桥梁检测"))
    covers = [("隧道", "隧道归桥梁，第5行"), ("桥梁检测", "附件2印为“桥梁”")]
    assert of_contact(now, before, rows) == (covers, [])


def test_a_field_that_is_gone_is_told_and_one_with_its_own_ground_keeps_that() -> None:
    before = contact(1, ("隧道", "第9行"), ("桥梁", "第9行"))
    now = contact(1, ("桥梁", "用词相同"))
    told = of_contact(deepcopy(now), before, plan(row(1, "市甲评委会", remarks="桥梁")))
    assert told == ([("桥梁", "用词相同")], ["去年的说明没有抄过来：隧道：第9行"])


def test_a_contact_with_other_words_is_new() -> None:
    now = contact(1, ("桥梁", "用词相同"), specialties="桥梁、隧道")
    assert of_contact(now, contact(1, ("隧道", "人写的")), plan(row(1, "市甲评委会"))) == ([("桥梁", "用词相同")], [])
