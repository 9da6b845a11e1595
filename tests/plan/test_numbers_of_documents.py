"""Numbers of documents and clauses as notices print them: all brackets or none; evident slips are still found."""

from __future__ import annotations

import json
import re

import pytest

from zhicheng_cli.files.bundled import schema_dir
from zhicheng_cli.plan.checks.numbered import year_of_number

_PARTS = json.loads((schema_dir() / "parts.schema.json").read_text(encoding="utf-8"))["$defs"]


def fits(part: str, text: str) -> bool:
    return re.search(_PARTS[part]["pattern"], text) is not None


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("湖人社函〔2021〕57号", 2021),
        ("湖人社函[2021]57号", 2021),
        ("湖人社函［2021］57号", 2021),
        ("湖人社函（2021）57号", 2021),
        ("湖人社函(2021)57号", 2021),
        ("湖人社函【2021】57号", 2021),
        ("样人社发〔2021〕第5号", 2021),
        ("样例市人力资源和社会保障局公告2021年第5号", 2021),
        ("2021年第5号", 2021),
        ("关于做好2021年度职称评审工作的通知", None),
        ("关于开展职称评审工作的通知（2021）", None),
        ("职称评审管理暂行规定（人社部令第40号）", None),
    ],
)
def test_a_number_as_printed_and_its_year(number: str, year: int | None) -> None:
    assert fits("document", number)
    assert year_of_number(number) == year


@pytest.mark.parametrize(
    "slip",
    [
        "",
        "湖人社函 〔2021〕57号",
        "湖人社函〔2021〕 57号",
        "湖人社函〔2021〕57号\n",
        "湖人社函〔2021）57号",
        "湖人社函[2021〕57号",
        "湖人社函〔2021〕57",
        "湖人社函〔2021〕号",
        "湖人社函〔２０２１〕57号",
        "〔2021〕57号",
    ],
)
def test_a_slip_in_a_number_is_found(slip: str) -> None:
    assert not fits("document", slip)


@pytest.mark.parametrize(
    "clause",
    [
        "一",
        "一（一）",
        "二（一）3（1）",
        "第三条",
        "第三条第二款",
        "三、",
        "3.1",
        "附件2第3条",
        "(一)",
        "第十二条（三）",
        "①",
    ],
)
def test_a_clause_as_printed(clause: str) -> None:
    assert fits("clause", clause)


@pytest.mark.parametrize("slip", ["", "一 （一）", "第 三条", "一（一", "一一）", "二（一)", "第条", "正文", "三\n"])
def test_a_slip_in_a_clause_is_found(slip: str) -> None:
    assert not fits("clause", slip)
