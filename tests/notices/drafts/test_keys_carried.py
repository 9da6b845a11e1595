"""Keys through the years: matched by name, then by what a body does; never by number."""

from typing import Any

import pytest

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.drafts.keys_carried import carry_keys

PLAN: dict[str, Any] = parse((data_dir() / "plan_2021.yaml").read_bytes(), "plan_2021.yaml")[0].value  # type: ignore[union-attr]
ROWS = PLAN["committees"]


def row(name: str, *, kind: str = "中评委", unit: str = "市甲局", field: str = "桥梁", **more: Any) -> dict[str, Any]:
    return {
        "no": 1,
        "printed": {"name": name},
        "kind": kind,
        "reviews": ["工程师"],
        "recommends": [],
        "receivers": [{"unit": unit, "phones": []}],
        "specialties": [field],
        **more,
    }


def test_a_body_keeps_its_key_whatever_its_number() -> None:
    carried = carry_keys(ROWS[::-1], ROWS)
    assert carried.keys == [one["key"] for one in ROWS[::-1]]
    assert carried.doubts == {}


def test_a_body_that_changed_its_name_keeps_its_key_and_is_told() -> None:
    carried = carry_keys([row("市桥梁与隧道工程专业中级评审委员会")], [row("市桥梁工程中级评委会", key="桥梁-中级")])
    assert carried.keys == ["桥梁-中级"]
    assert [one.code for one in carried.doubts.values()] == ["W451"]


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (
            [row("市丙工程中级评委会")],
            [row("市甲工程中级评委会", key="甲-中级"), row("市乙工程中级评委会", key="乙-中级")],
        ),
        ([row("市丙工程中级评委会"), row("市丁工程中级评委会")], [row("市甲工程中级评委会", key="甲-中级")]),
        ([row("市丙工程中级评委会"), row("市丙工程中级评委会")], [row("市丙工程中级评委会", key="甲-中级")]),
    ],
)
def test_where_more_than_one_is_alike_nothing_is_guessed(
    rows: list[dict[str, Any]], before: list[dict[str, Any]]
) -> None:
    carried = carry_keys(rows, before)
    assert not {*carried.keys} & {one["key"] for one in before}
    assert len({*carried.keys}) == len(rows)
    assert [one.code for one in carried.doubts.values()] == ["W451"] * len(rows)


@pytest.mark.parametrize(
    "changed",
    [row("市丙工程中级评委会", unit="市乙局"), row("市丙工程中级评委会", field="隧道")],
    ids=["unit", "field"],
)
def test_a_body_that_does_something_else_is_a_new_one(changed: dict[str, Any]) -> None:
    carried = carry_keys([changed], [row("市甲工程中级评委会", key="甲-中级")])
    assert carried.keys == ["丙工程-中级"]
    assert "作新的评委会" in carried.doubts[0].assumed


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (row("市建设工程专业中级职务评审委员会"), "建设工程-中级"),
        (row("会计专业", kind="专业"), "会计"),
        (row("各县（区）卫技人员中评会", kind="区县评委会", scope={"county": "各县（区）"}), "县区卫技人员-中级"),
        (row("样例市电梯行业协会", kind="自主评审单位"), "电梯行业协会"),
        (row("样例重工股份有限公司", kind="自主评审单位"), "重工"),
        (row("甲区建设工程中级评委会", scope={"county": "甲区"}), "甲区建设工程-中级"),
        (row("3D打印专业", kind="专业"), "第3D打印"),
        (row("（一）", kind="专业"), "一"),
        (row("……", kind="专业"), "评委会"),
    ],
)
def test_a_new_key_is_of_the_same_style(made: dict[str, Any], key: str) -> None:
    assert carry_keys([made], [], "样例市").keys == [key]


def test_a_new_key_is_nobody_elses() -> None:
    before = [row("市乙工程中级评委会", key="甲工程-中级", unit="市丁局")]
    carried = carry_keys([row("市甲工程中级评委会")], before, taken=["甲工程-中级-2"])
    assert carried.keys == ["甲工程-中级-3"]
