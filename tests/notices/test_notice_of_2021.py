"""The notice of 2021, in every form it may come in: plan and contacts as they were made by hand, field by field."""

from __future__ import annotations

from typing import Any

import pytest
from notices.notice_forms import FORMS, as_pdf, as_scan

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.drafts.plan_assembly import MadePlan, make_plan
from zhicheng_cli.notices.import_settled import Settled
from zhicheng_cli.notices.importing import Imported, import_notice
from zhicheng_cli.notices.notice_head import lines_of
from zhicheng_cli.notices.papers.opening import read_paper
from zhicheng_cli.plan.titles import Titles


def value_of(name: str) -> dict[str, Any]:
    document, _ = parse((data_dir() / name).read_bytes(), name)
    assert document is not None
    return document.value  # type: ignore[no-any-return]


PLAN, CONTACTS = value_of("plan_2021.yaml"), value_of("contacts.yaml")
TEXT = (data_dir() / "notice_2021.txt").read_text(encoding="utf-8")
TITLES = Titles(value_of("titles.yaml"))


def made_of(data: bytes, name: str) -> MadePlan:
    paper = read_paper(name, data)
    imported = import_notice([paper], frozenset(TITLES))
    return make_plan(imported, lines_of([paper]), TITLES, PLAN, is_own=True, contacts_before=CONTACTS)


@pytest.mark.parametrize("form", ["txt", *FORMS])
def test_every_form_comes_to_the_plan_and_the_contacts_made_by_hand(form: str) -> None:
    """Nothing is done in between, nothing is left out of the comparison but that no person has looked through it."""
    data = TEXT.encode() if form == "txt" else FORMS[form](TEXT)
    made = made_of(data, f"通知.{form}")
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
