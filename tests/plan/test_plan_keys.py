"""A committee's key: ours, lasting, and fit to name a file after."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from years import MOVED_UP, data_with, plan_text

from zhicheng_cli.cli import main
from zhicheng_cli.files.bundled import data_dir, load_schema
from zhicheng_cli.files.fitting import fitting
from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.find import find_committee
from zhicheng_cli.plan.keys import key_of, keys_with_days
from zhicheng_cli.plan.milestones import milestones
from zhicheng_cli.plan.periods import read_period

PLAN = Dataset(year=2021).plan
FITS = fitting(load_schema("plan")["properties"]["committees"]["items"]["properties"]["key"])


def test_every_body_has_a_key_of_its_own_that_says_no_number() -> None:
    keys = [one.key for one in PLAN.committees]
    assert len({key.casefold() for key in keys}) == len(keys) == 46
    assert not any(re.search(r"\d", key) for key in keys)
    named = {one.no: one.key for one in PLAN.committees}
    assert [named[no] for no in (12, 18, 29, 31, 35)] == [
        "建设工程-中级", "会计", "毕业生初定", "中小学教师-高级", "电梯行业协会"
    ]  # fmt: skip


def test_windows_that_nothing_else_tells_apart_are_called_by_their_place() -> None:
    """3月、9月 is no list of batches; each of its milestones has a key of its own all the same."""
    row = PLAN.committees[11]._replace(
        cutoff=read_period("3月、9月(市直学校8月)", 2021), review=read_period("10月", 2021)
    )
    keys = list(dict.fromkeys(keys_with_days(PLAN, row)))
    assert [(key.event, key.audience, key.batch) for key in keys if key.event in ("cutoff", "review")] == [
        ("cutoff", None, 1), ("cutoff", None, 2), ("cutoff", "市直学校", None), ("review", None, None)
    ]  # fmt: skip
    made = milestones(PLAN, row, Dataset(year=2021).calendar)
    assert {key_of(PLAN, row, one) for one in made if one.window} == set(keys)


def test_a_level_in_the_key_is_that_of_the_name() -> None:
    for one in PLAN.committees:
        level = next((word for word in ("高级", "中级", "初级", "中评会") if word in one.name), None)
        told = one.key.partition("-")[2] or None
        assert told == {"中评会": "中级"}.get(level or "", level), one.name


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("建设工程-中级", True),
        ("TCL集团", True),
        ("㐀䶿一鿿", True),
        ("甲" * 40, True),
        ("甲" * 41, False),
        *(
            (word, False)
            for word in ("", "12", "1甲", "-甲", "甲-", "甲 乙", "甲\u3000乙", "甲\u200b乙", "甲\n", "甲/乙")
        ),
        *((f"甲{mark}乙", False) for mark in '<>:"\\|?*.()（）、'),
        ("⼯程", False),  # a Kangxi radical, which looks like 工程
        ("工程", True),
        ("\uf900甲", False),  # a compatibility ideograph
    ],
)
def test_a_key_is_safe_as_a_name_of_a_file(key: str, fits: bool) -> None:
    assert FITS(key) is fits


def test_a_committee_is_found_by_its_key() -> None:
    search = Dataset(year=2021).search
    for one in PLAN.committees:
        assert find_committee(one.key, search).no == one.no
        for dash in ("—", "——", "–", "－", "﹣", " - "):
            assert find_committee(one.key.replace("-", dash), search).no == one.no


def validate(capsys: pytest.CaptureFixture[str], *files: Path) -> list[tuple[str, str, int, str]]:
    main(["validate", *map(str, files), "--json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    return [(Path(one["file"]).name, one["code"], one["line"], one["message"]) for one in told if one["code"] != "N301"]


def test_a_key_that_changes_from_year_to_year_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = plan_text(MOVED_UP).replace("key: 会计\n", "key: 会计专业\n")
    data = data_with(tmp_path, plan_2022=later, plan_2023=plan_text(MOVED_UP, year=2023))
    plans = [data / f"plan_{year}.yaml" for year in (2023, 2021, 2022)]
    place = 1 + later.split("\n").index("    key: 会计专业")
    changed = [one for one in validate(capsys, *plans) if one[1] == "N303"]
    assert changed == [
        ("plan_2022.yaml", "N303", place, "“会计专业”的代号在 2021 年度是“会计”，这里是“会计专业”"),
        ("plan_2023.yaml", "N303", place, "“会计专业”的代号在 2022 年度是“会计专业”，这里是“会计”"),
    ]
    # Checked alone it is held against those beside it; of another city it is another body.
    assert [one for one in validate(capsys, plans[2]) if one[1] == "N303"] == changed[:1]
    plans[2].write_text(later.replace("city: 湖州市", "city: 样例市"), "utf-8")
    assert "N303" not in {code for _, code, _, _ in validate(capsys, plans[1], plans[2])}


def swapped(text: str, one: str, other: str) -> str:
    mark = "key: 某\n"
    for old, new in ((f"key: {one}\n", mark), (f"key: {other}\n", f"key: {one}\n"), (mark, f"key: {other}\n")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("建设工程-中级", "电梯行业协会", {"建设工程-中级", "电梯行业协会"}),
        ("第一工程-中级", "第二工程-中级", {"第一工程-中级", "第二工程-中级"}),
        ("中小学教师-高级", "中小学教师-中级", {"中小学教师-高级", "中小学教师-中级"}),
        ("会计", "统计", {"会计", "统计"}),
        ("长兴纺织行业协会", "长兴蓄电池行业协会", {"长兴纺织行业协会", "长兴蓄电池行业协会"}),
        ("中小学教师-中级", "县区中小学教师-中级", {"县区中小学教师-中级"}),  # the other's letters are in both names
    ],
)
def test_keys_that_two_rows_exchanged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one: str, other: str, told: set[str]
) -> None:
    """A key is made of its row's words; where another year has both bodies, by which it is known there."""
    right = (data_dir() / "plan_2021.yaml").read_text(encoding="utf-8")
    data = data_with(tmp_path, plan_2021=swapped(right, one, other))
    found = [message for _, code, _, message in validate(capsys, data / "plan_2021.yaml") if code == "W325"]
    assert {message.rpartition("代号“")[2].removesuffix("”") for message in found} == told
    data = data_with(tmp_path, plan_2021=right, plan_2022=swapped(plan_text(MOVED_UP), one, other))
    found = [message for _, code, _, message in validate(capsys, data / "plan_2022.yaml") if code == "W325"]
    assert len(found) == 2
    assert all("年度是" in message for message in found)
    assert "W325" not in {code for _, code, _, _ in validate(capsys, data / "plan_2021.yaml")}


def test_a_key_that_another_year_knows_need_not_be_like_the_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = plan_text(MOVED_UP).replace("name: 会计专业\n", "name: 财会类\n")
    assert renamed.count("财会类") == 1
    renamed = renamed.replace(
        "    series: [会计]\n    specialties: [会计]", "    series: [会计]\n    specialties: [财会类]"
    )
    data = data_with(tmp_path, plan_2022=renamed)
    assert "W325" not in {code for _, code, _, _ in validate(capsys, data / "plan_2022.yaml")}


def test_a_withdrawn_row_keeps_the_numbers_of_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gap = {"order": MOVED_UP, "numbers": MOVED_UP, "year": 2021}
    data = data_with(tmp_path, plan_2021=plan_text(**gap))  # type: ignore[arg-type]
    (unexplained,) = (one for one in validate(capsys, data / "plan_2021.yaml") if one[1][0] == "E")
    assert unexplained[1::2] == ("E301", "序号应为 26，这里是 27")
    words = "withdrawn:\n  - {no: 26, key: 体育教练员, words: 撤销第26行, document: 湖人社函〔2021〕99号}\n"
    data_with(tmp_path, plan_2021=plan_text(**gap, more=words))  # type: ignore[arg-type]
    assert not [one for one in validate(capsys, data / "plan_2021.yaml") if one[1][0] == "E"]
    plan = Dataset(data, 2021).plan
    assert [plan.key_of_number(no) for no in (25, 26, 27, 47)] == ["广播电视播音", "体育教练员", "艺术", None]
    for name in ("26", "体育教练员", "体育 教练员"):
        assert main(["show", name, "--year", "2021", "--data-dir", str(data)]) == 2
        assert "26 号（体育教练员）已撤去（湖人社函〔2021〕99号：撤销第26行）" in capsys.readouterr().err
    for name, words in (("99", "没有序号为 99 的评委会"), ("火星", "没有这个评委会：火星")):
        assert main(["show", name, "--year", "2021", "--data-dir", str(data)]) == 2
        assert words in capsys.readouterr().err


def test_the_invented_years_are_sound(tmp_path: Path) -> None:
    data = data_with(tmp_path, plan_2022=plan_text(MOVED_UP), plan_2023=plan_text(range(46, 0, -1), year=2023))
    assert [Dataset(data, 2022).plan.key_of_number(no) for no in (33, 34)] == ["中小学教师-初级", "电梯行业协会"]
    assert Dataset(data, 2023).plan.key_of_number(46) == "蓄电池-高级"
    assert data_dir() != data
