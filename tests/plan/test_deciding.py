"""Who decides what a city's row recommends: rows of the province's plan, found by title, series and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from running import Run
from sample_city import data_of_a_province, data_of_two_cities

from zhicheng_cli.plan.committees import Decision
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.deciding import decided_by
from zhicheng_cli.views.parts.deciding_text import deciding_lines

ROADS, BUILDING, TEACHERS = 1, 2, 3
FIRST_ROW = """\
      reviews: 技术员、助理工程师、工程师
      recommends: 高级工程师"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return data_of_a_province(tmp_path)


def change(data: Path, place: str, *pairs: tuple[str, str]) -> None:
    """Write other words into the plan of a place."""
    path = data / "cities" / place / "plan_2022.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def recommending(*titles: str) -> tuple[tuple[str, str], ...]:
    """The change of the city's first row that makes it recommend these."""
    printed = FIRST_ROW.replace("recommends: 高级工程师", f"recommends: {'、'.join(titles)}")
    return (FIRST_ROW, printed), ("recommends: [高级工程师]", f"recommends: [{', '.join(titles)}]")


def of_field(field: str) -> tuple[tuple[str, str], ...]:
    """The change of the city's first row that makes it one of that field."""
    return ("remarks: 建筑", f"remarks: {field}"), ("specialties: [建筑]", f"specialties: [{field}]")


def decision(data: Path, **asked: str) -> Decision | None:
    city = Dataset(data, 2022, city="样例市")
    return decided_by(city, city.plan.committees[0], **asked)


def leads(data: Path, **asked: str) -> tuple[list[Any], list[Any]]:
    """Number, titles and sureness of the rows that decide; and the titles, with the fields, that nobody takes."""
    found = decision(data, **asked)
    assert found is not None
    return [(one.committee.no, one.titles, bool(one.printed)) for one in found.rows], [
        (one.titles, one.fields) for one in found.undecided
    ]


def test_the_row_of_the_field_and_not_one_that_only_touches_it(data: Path) -> None:
    """建筑 is 建筑工程; 道路建筑与运输 only has the word in it."""
    found = decision(data)
    assert found is not None
    assert found.plan.document == "样人社厅〔2022〕1号"
    assert [(one.committee.no, one.committee.key) for one in found.rows] == [(BUILDING, "建设工程-高级")]
    assert [(word, fit.words) for word, fit in found.rows[0].fields] == [("建筑", "建筑工程")]


def test_several_titles_lead_to_several_rows(data: Path) -> None:
    change(data, "样例市", *recommending("高级工程师", "正高级工程师"))
    # Row 2 reviews no 正高级工程师; that row 1 does for 建筑 is only likely.
    assert leads(data) == ([(ROADS, ("正高级工程师",), False), (BUILDING, ("高级工程师",), True)], [])
    assert leads(data, title="高级工程师") == ([(BUILDING, ("高级工程师",), True)], [])


def test_a_title_is_sent_on_under_its_other_name_and_another_is_not(data: Path) -> None:
    """一级翻译 is the new name of 副译审; no row of the province reviews it."""
    change(data, "样例市", *recommending("副译审"), ("series: [工程]", "series: [工程, 翻译]"))
    assert leads(data, title="一级翻译")[0] == []
    assert [titles for titles, _ in leads(data, title="一级翻译")[1]] == [("一级翻译",)]
    assert decision(data, title="农艺师") is None


def test_all_rows_that_print_the_field(data: Path) -> None:
    change(data, "样例省", ("remarks: 道路建筑与运输", "remarks: 建筑"), ("[道路建筑与运输]", "[建筑]"))
    assert leads(data) == ([(ROADS, ("高级工程师",), True), (BUILDING, ("高级工程师",), True)], [])


@pytest.mark.parametrize("field", ["交通工程", "道路建筑与运输", "道路建筑与运输工程"])
def test_a_field_by_its_telling_part(data: Path, field: str) -> None:
    change(data, "样例市", *of_field(field))
    (row,), nobody = leads(data)
    assert (row[0], row[1], nobody) == (ROADS, ("高级工程师",), [])


def test_a_field_that_is_only_alike_beside_one_that_is_printed(data: Path) -> None:
    change(data, "样例省", ("remarks: 建筑工程、市政工程", "remarks: 建筑工程、园林建设"), ("市政工程]", "园林建设]"))
    change(
        data, "样例市", ("remarks: 建筑", "remarks: 建筑、园林"), ("specialties: [建筑]", "specialties: [建筑, 园林]")
    )
    found = decision(data)
    assert found is not None
    (row,) = found.rows
    assert [fit.words for fit in row.printed] == ["建筑工程"]
    assert [fit.words for fit in row.alike] == ["园林建设"]
    (line,) = deciding_lines(found, Dataset(data, 2022).calendar)
    assert "（专业 建筑工程；相近，请核实：园林建设）" in line


def test_a_field_that_no_row_has(data: Path) -> None:
    change(data, "样例市", *of_field("水产养殖"))
    assert leads(data) == ([], [(("高级工程师",), ())])


def test_a_field_that_no_row_has_beside_one_that_is_taken(data: Path) -> None:
    change(
        data, "样例市", ("remarks: 建筑", "remarks: 建筑、水产"), ("specialties: [建筑]", "specialties: [建筑, 水产]")
    )
    assert leads(data) == ([(BUILDING, ("高级工程师",), True)], [(("高级工程师",), ("水产",))])
    assert leads(data, specialty="建筑") == ([(BUILDING, ("高级工程师",), True)], [])


def test_a_title_that_no_row_reviews_or_that_it_only_recommends(data: Path) -> None:
    change(data, "样例市", *recommending("正高级工程师"))
    change(
        data,
        "样例省",
        (
            'reviews: 高级工程师、正高级工程师\n      recommends: ""',
            "reviews: 高级工程师\n      recommends: 正高级工程师",
        ),
        (
            "reviews: [高级工程师, 正高级工程师]\n    recommends: []",
            "reviews: [高级工程师]\n    recommends: [正高级工程师]",
        ),
    )
    assert leads(data) == ([], [(("正高级工程师",), ())])


def test_a_level_that_the_row_does_not_take_of_the_field(data: Path) -> None:
    remarks = "建筑工程(副高级除外)、市政工程"
    limit = "    except_levels:\n      - {specialty: 建筑工程, levels: [副高级], words: 建筑工程(副高级除外)}\n"
    specialties = "    specialties: [建筑工程, 市政工程]\n"
    change(data, "样例省", ("remarks: 建筑工程、市政工程", f"remarks: {remarks}"), (specialties, specialties + limit))
    assert leads(data) == ([(ROADS, ("高级工程师",), False)], [])


def test_a_row_of_a_whole_series_takes_every_field_of_it(data: Path) -> None:
    change(data, "样例省", ("specialties: [建筑工程, 市政工程]", "specialties: []"))
    change(data, "样例市", *of_field("水产养殖"))
    assert leads(data) == ([(BUILDING, ("高级工程师",), True)], [])


def test_what_a_unit_reviews_by_itself_is_not_sent_on(data: Path) -> None:
    change(
        data,
        "样例市",
        ("remarks: 建筑", "remarks: 建筑（自主评审）"),
        ("{route: 评审, words: 评审委员会}", "{route: 自主评审, words: 自主评审}"),
    )
    assert decision(data) is None


def test_a_row_that_recommends_nothing(data: Path) -> None:
    city = Dataset(data, 2022, city="样例市")
    assert [decided_by(city, one) for one in city.plan.committees[1:]] == [None, None, None]


def test_no_plan_of_the_province_or_of_another_year(data: Path, tmp_path: Path) -> None:
    plan = data / "cities" / "样例省" / "plan_2022.yaml"
    plan.rename(plan.with_name("plan_2021.yaml"))
    assert decision(data) is None
    (tmp_path / "other").mkdir()
    assert decision(data_of_two_cities(tmp_path / "other")) is None


def test_the_provinces_files_are_read_only_where_an_answer_needs_them(data: Path, zc: Run) -> None:
    """A fault there silences no answer that does not rest on them."""
    change(data, "样例省", ("format: zc.plan-data/2", "format: zc.plan-data/2\nfurther: 1"))
    city = ("--city", "样例市", "--data-dir", data, "--today", "2022-06-01")
    for words, code in ((("plan",), 0), (("show", "2"), 0), (("deadline", "2", "3"), 0), (("show", "1"), 2)):
        assert zc(*words, *city).code == code


@pytest.mark.parametrize(
    ("place", "pairs", "told"),
    [
        (
            "样例市",
            [("province: 样例省", "province: 样例自治区")],
            "样例市的省写的是样例自治区，旁边省的计划写的是样例省",
        ),
        ("样例省", [("province: 样例省", "province: 别例省")], "这是样例省的计划，省写的是别例省"),
        (
            "样例省",
            [("city: 样例省", "city: 别例省"), ("province: 样例省", "province: 别例省")],
            "别例省的计划放在了“样例省”里",
        ),
    ],
)
def test_a_province_of_another_name_is_found(
    zc: Run, data: Path, place: str, pairs: list[tuple[str, str]], told: str
) -> None:
    assert "E326" not in zc("validate", data).out
    change(data, place, *pairs)
    result = zc("validate", data)
    assert [line.split("E326 ")[1].split("（")[0] for line in result.out.splitlines() if "E326" in line] == [told]
    assert result.code == 1


def test_a_folder_with_the_plan_of_another_place_leads_nowhere(data: Path) -> None:
    change(data, "样例省", ("city: 样例省", "city: 别例省"), ("province: 样例省", "province: 别例省"))
    assert decision(data) is None


def test_a_second_plan_of_the_province(zc: Run, data: Path) -> None:
    plan = data / "cities" / "样例省" / "plan_2022.yaml"
    (data / "cities" / "样例省二").mkdir()
    (data / "cities" / "样例省二" / "plan_2022.yaml").write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    found = {one["code"]: one["message"] for one in zc("validate", "--json", data).json["findings"]}
    assert found["E315"].startswith("样例省 2022 年度的计划另有一份：")
    assert "样例省" not in found.get("W709", "")  # a province judges nobody
