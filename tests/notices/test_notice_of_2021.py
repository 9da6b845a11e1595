"""The notice of 2021, in every form it may come in: plan and contacts as they were made by hand, field by field."""

from __future__ import annotations

import os
from typing import Any

import pytest
from notices.notice_forms import FORMS, as_pdf, as_scan

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.drafts.plan_assembly import MadePlan, make_plan
from zhicheng_cli.notices.import_settled import NOTHING_SETTLED, Settled
from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.notice_head import lines_of
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.notices.papers.paper import Paper
from zhicheng_cli.plan.titles import Titles
from zhicheng_cli.written.folding import without_blanks


def value_of(name: str) -> dict[str, Any]:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value  # type: ignore[no-any-return]


PLAN, CONTACTS = value_of("plan_2021.yaml"), value_of("contacts.yaml")
TEXT = (data_dir() / "notice_2021.txt").read_text(encoding="utf-8")
TITLES = Titles(value_of("titles.yaml"))


def made_of(*papers: Paper, settled: Settled = NOTHING_SETTLED) -> MadePlan:
    imported = import_notice(papers, frozenset(TITLES), settled=settled)
    return make_plan(imported, lines_of(papers), TITLES, PLAN, is_own=True, contacts_before=CONTACTS)


@pytest.mark.parametrize("form", ["txt", *FORMS])
def test_every_form_comes_to_the_plan_and_the_contacts_made_by_hand(form: str) -> None:
    """Nothing is done in between, nothing is left out of the comparison but that no person has looked through it."""
    data = TEXT.encode() if form == "txt" else FORMS[form](TEXT)
    made = made_of(read_paper(f"通知.{form}", data))
    assert made.plan == {**PLAN, "plan": {**PLAN["plan"], "status": "draft"}}
    assert made.contacts == CONTACTS
    assert made.refused == 0


def test_a_scan_is_read_as_far_as_it_can_be_and_the_rest_is_asked_for() -> None:
    """The first rows of 附件1 at 200 dots an inch, with the notice's own body; a person then confirms each field."""
    body, annex = TEXT.split("附件 1\n")
    first = "\n".join(annex.splitlines()[:6])
    papers = [read_paper("正文.txt", body.encode()), read_paper("扫描.pdf", as_scan(as_pdf(f"附件 1\n{first}"), 0))]
    by_hand = {row["no"]: row["printed"] for row in PLAN["committees"]}

    def wrong(imported: Imported) -> set[tuple[int | None, str | None]]:
        return {
            (row.no, column)
            for row in imported.rows
            for column, words in by_hand[row.no].items()
            if row.printed[column] != words
        }

    seen = import_notice(papers, frozenset(TITLES))
    assert [row.no for row in seen.rows] == [1, 2]
    asked = {(one.row, one.column) for one in seen.findings if one.code == "W436"}
    assert asked >= {(row.no, column) for row in seen.rows for column, words in by_hand[row.no].items() if words}
    assert wrong(seen) <= asked  # no field is wrong in silence
    assert len(wrong(seen)) <= 2
    confirmed = {(1, no, column): words for no in (1, 2) for column, words in by_hand[no].items()}
    answered = import_notice(papers, frozenset(TITLES), settled=Settled(cells=confirmed))
    assert wrong(answered) == set()
    assert {one.column for one in answered.findings if one.code == "W436"} <= {"no"}


@pytest.mark.skipif("ZC_WHOLE_SCAN" not in os.environ, reason="要半分钟：设置 ZC_WHOLE_SCAN 才做")
def test_both_annexes_scanned_come_to_the_plan_once_each_field_is_confirmed() -> None:
    body, annexes = TEXT.split("附件 1\n")
    papers = [read_paper("正文.txt", body.encode()), read_paper("扫描.pdf", as_scan(as_pdf(f"附件 1\n{annexes}")))]
    by_hand = {row["no"]: row["printed"] for row in PLAN["committees"]}
    seen = import_notice(papers, frozenset(TITLES))
    assert [row.no for row in seen.rows] == sorted(by_hand)
    asked = {(one.row, one.column) for one in seen.findings if one.code == "W436"}
    read = {(row.no, column): row.printed[column] for row in seen.rows for column in by_hand[row.no]}
    wrong = {(no, column) for (no, column), words in read.items() if words != by_hand[no][column]}
    assert wrong <= asked  # no field is wrong in silence
    # Blanks and the width of signs are what a picture shows worst.
    assert sum(without_blanks(read[no, column]) != without_blanks(by_hand[no][column]) for no, column in wrong) <= 5
    confirmed = {(1, no, column): words for no, printed in by_hand.items() for column, words in printed.items()}
    assert made_of(*papers, settled=Settled(cells=confirmed)).plan["committees"] == PLAN["committees"]
