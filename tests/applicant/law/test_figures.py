"""The figures of the law: those of 初定, and those that the rules ask for, each with where it is from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from applicant.law.sample_law import ASSISTANT, CLAUSES, COPY, FILES, JUNIOR, MIDDLE, PLAN, RULES, SECOND, TEXT, UNSEEN

from zhicheng_cli.applicant.law.facts import PENALTIES, STANDINGS, STATUSES
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.files.bundled import data_dir

#: Identifier → value, evidence, clause.
PARAMETERS: dict[str, tuple[Any, str, str | None]] = {
    "hours.total": (90, COPY, "第八条"),
    "hours.professional": (60, COPY, "第八条"),
    "hours.local": (90, SECOND, None),
    "hours.local_professional": (60, SECOND, None),
    "hours.registration": (None, TEXT, "二（二）"),
    "exam.经济": (5, SECOND, None),
    "exam.会计": (3, SECOND, None),
    "exam.审计": (3, SECOND, None),
    "discipline.警告": (6, TEXT, "第二十九条"),
    "discipline.记过": (12, TEXT, "第二十九条"),
    "discipline.记大过": (18, TEXT, "第八条"),
    "discipline.降低岗位等级": (24, TEXT, "第二十九条"),
    "discipline.降级": (24, TEXT, "第八条"),
    "discipline.撤职": (24, TEXT, "第二十九条"),
    "bar.retired": (("退休",), COPY, None),
    "bar.civil_servant": (("公务员", "参公管理"), SECOND, None),
    "bar.public_institution": (PENALTIES[1:], COPY, "第八条"),
    "bar.public_manager": (tuple(one for one in PENALTIES if one != "降低岗位等级"), TEXT, "第二十条"),
    "bar.enterprise_manager": (tuple(one for one in PENALTIES if one != "降低岗位等级"), TEXT, "第二十一条"),
    "sanction.警告": (6, TEXT, "第八条"),
    "sanction.记过": (12, TEXT, "第八条"),
    "sanction.撤职": (24, TEXT, "第八条"),
    "together.public_institution": (48, COPY, None),
    "together.civil_servant": (48, TEXT, "第十条"),
    "integrity": (3, TEXT, "二（三）"),
    "bar.integrity": (None, SECOND, None),
    "grassroots": (1, TEXT, "第五十六条"),
    "assessments.正高级经济师": (3, SECOND, "第七条"),
    "fast_track": (("一事一议", "随到随评", "直接申报"), TEXT, "二（一）4"),
    "standing": (tuple(one for one in STANDINGS if one != "破格"), TEXT, "二（一）4"),
    "materials": (None, TEXT, "二（三）"),
}
#: Degree, level → years, of them after the degree.
INITIAL = {
    ("中职", JUNIOR): (1, 0),
    ("大专", JUNIOR): (1, 0),
    ("大专", ASSISTANT): (3, 0),
    ("本科", ASSISTANT): (1, 0),
    ("第二学士", ASSISTANT): (0, 0),
    ("硕士", ASSISTANT): (0, 0),
    ("硕士", MIDDLE): (3, 1),
    ("博士", MIDDLE): (0, 0),
}


def test_the_parameters(law: Law) -> None:
    told = {name: (one.value, one.cite.evidence, one.cite.clause) for name, one in law.parameters.items()}
    assert told == PARAMETERS
    assert law.parameter("hours.professional").of == 90  # 60 of them: two thirds


@pytest.mark.parametrize("row", RULES["parameters"], ids=lambda row: row["id"])
def test_a_parameter_says_where_it_is_from(row: dict[str, Any]) -> None:
    source = row["source"]
    ours = source["document"] == PLAN["plan"]["document"]
    assert (source["place"] is None) == ours
    assert source["evidence"] != UNSEEN
    if source["evidence"] == TEXT:
        assert source["clause"]
    if ours:
        assert row["words"].rstrip("。") in CLAUSES[source["clause"]]
    if isinstance(row.get("value"), int):
        assert row["unit"]


def test_regulations_that_were_not_seen_lend_their_name_to_nothing() -> None:
    """浙人社发〔2020〕47号, 〔2016〕63号 and 浙人社函〔2021〕39号: their texts were not available."""
    text = (data_dir() / "rules.yaml").read_text(encoding="utf-8") + "".join(
        path.read_text(encoding="utf-8") for path in FILES
    )
    assert not re.search("〔2020〕47号|〔2016〕63号|〔2021〕39号", text)
    for row in RULES["parameters"]:
        assert "40号" not in row["source"]["document"] or row["source"]["clause"] is None


def test_words_are_those_of_the_dossier(law: Law) -> None:
    for name in ("bar.retired", "bar.civil_servant"):
        assert set(law.parameters[name].value) <= set(STATUSES)  # type: ignore[arg-type]
    assert set(law.parameters["standing"].value) <= set(STANDINGS)  # type: ignore[arg-type]
    kinds = {name.removeprefix("discipline.") for name in law.parameters if name.startswith("discipline.")}
    assert kinds == set(PENALTIES) - {"开除"}


def test_the_initial_table(law: Law) -> None:
    told = {(degree, one.level): (one.years, one.after_degree) for one in law.initials for degree in one.degrees}
    assert told == INITIAL
    assert {one.cite.evidence for one in law.initials} == {SECOND}
    of_hangzhou = {(one.degrees[0], one.level) for one in law.initials if "杭州" in one.cite.document}
    assert of_hangzhou == {("大专", JUNIOR), ("硕士", ASSISTANT)}


def test_technical_schools() -> None:
    told = {row["word"]: row["degree"] for row in RULES["equivalents"]}
    assert told == {"中级工班": "中职", "高级工班": "大专", "预备技师班": "本科", "技师班": "本科"}


def test_a_parameter_holds_in_its_years(law: Law) -> None:
    """审计: three years until the rule changed."""
    (audit,) = [row for row in RULES["parameters"] if row["id"] == "exam.审计"]
    assert audit["until"] == "2021-12-31"
    assert law.parameter("exam.审计").number == 3
