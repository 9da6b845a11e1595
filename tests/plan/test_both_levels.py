"""A committee for 中、初级 is a kind of its own; in documents of version 1, which do not know it, a 中评委."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run
from sample_city import data_of_two_cities

from zhicheng_cli.plan.checks.check_readings import levels_told

_CITY = ("--city", "样例市", "--today", "2022-06-01")


@pytest.fixture(scope="module", params=["中、初级评审委员会", "中初级评委会", "初、中级评审委员会"])
def data(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The second city, whose first committee is for both levels."""
    data = data_of_two_cities(tmp_path_factory.mktemp("both"))
    plan = data / "cities" / "样例市" / "plan_2022.yaml"
    text = plan.read_text(encoding="utf-8").replace("建设工程-中级", "建设工程-中初级")
    text = text.replace("中级评审委员会", request.param, 1).replace("中评委", "中初评委", 1)
    body = request.param.partition("级")[2]
    plan.write_text(text.replace("words: 评审委员会", f"words: {body}", 1), encoding="utf-8")
    return data


def test_the_plan_is_found_valid(zc: Run, data: Path) -> None:
    result = zc("validate", data / "cities" / "样例市" / "plan_2022.yaml")
    assert result.code == 0, result.out


def test_it_is_filtered_shown_and_told(zc: Run, data: Path) -> None:
    asked = ("--data-dir", data, *_CITY)
    found = zc("plan", "--kind", "中初评委", "--json", *asked).json["committees"]
    assert [(one["no"], one["kind"]) for one in found] == [(1, "中初评委")]
    assert "中初评委" in zc("show", "1", *asked).out
    assert "本行只推荐，不评审" in zc("plan", "--title", "高级工程师", *asked).out
    former = zc("plan", "--json", "--json-version", "1", *asked).json["committees"]
    assert former[0]["kind"] == "中评委"


@pytest.mark.parametrize("words", ["中、初级", "中初级", "初、中级", "初中级以考代评"])
def test_both_levels_however_printed(words: str) -> None:
    assert levels_told(words) == ("员级", "助理级", "中级")
