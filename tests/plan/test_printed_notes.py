"""Fees, quotas and forms that a notice prints: shown word for word, with the clause where it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from running import Run
from years import data_with, plan_text

from zhicheng_cli.files.bundled import load_schema

_NOTES = """\
    printed_notes:
      - {about: 收费, words: 评审费每人200元, clause: 四（二）}
      - {about: 名额, words: 每个单位限报2人}
"""
_TODAY = ("--today", "2021-06-01")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data; of row 12 a fee and a quota are printed."""
    head, tail = plan_text(year=2021).split("  - no: 12\n")
    text = f"{head}  - no: 12\n{tail.replace('    kind:', f'{_NOTES}    kind:', 1)}"
    return data_with(tmp_path_factory.mktemp("notes"), plan_2021=text)


def test_the_plan_is_found_valid(zc: Run, data: Path) -> None:
    assert zc("validate", data / "plan_2021.yaml").code == 0


def test_they_are_shown_as_printed(zc: Run, data: Path, tmp_path: Path) -> None:
    shown = zc("show", "12", "--data-dir", data, *_TODAY).out
    assert "评审费每人200元（四（二））" in shown
    assert "每个单位限报2人" in shown
    page = tmp_path / "plan.html"
    assert zc("export", "html", "-o", page, "--data-dir", data, *_TODAY).code == 0
    assert "<dt>名额</dt><dd>每个单位限报2人</dd>" in page.read_text(encoding="utf-8")


def test_documents_tell_them_and_version_1_does_not(zc: Run, data: Path) -> None:
    asked = ("show", "12", "--json", "--data-dir", data, *_TODAY)
    document, former = zc(*asked).json, zc(*asked, "--json-version", "1").json
    assert document["committee"]["printed_notes"] == [
        {"about": "收费", "words": "评审费每人200元", "clause": "四（二）"},
        {"about": "名额", "words": "每个单位限报2人", "clause": None},
    ]
    assert "printed_notes" not in former["committee"]
    for name, one in (("committee", document), ("1/committee", former)):
        Draft202012Validator(load_schema(f"output/{name}")).validate(one)
    assert zc("show", "11", "--json", "--data-dir", data, *_TODAY).json["committee"]["printed_notes"] == []
