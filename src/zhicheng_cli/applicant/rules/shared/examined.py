"""What is answered of papers where nobody takes any: an examination alone gives the title."""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words

from .derived import derived

#: Of every rule on papers, beside its own.
EXAM_WORDS = {
    "by_exam": Words("“{title}”由考试取得，不交材料：{exam}"),
    "by_exam_likely": Words("“{title}”由考试取得，不交材料：{exam}；通知没有写明", "", "请先问{ask}"),
}


@derived("title", "committee")
def _told(title: str | None, committee: int | None, law: Law) -> tuple[str, str, bool] | None:
    """Which examination gives the title, whom to ask, and whether the notice says so; None = papers are handed in."""
    found = law.rows.by_exam(committee, title) if title else None
    return (found.exam, found.ask, bool(found.rows) and not found.is_reading) if found else None


def examined(facts: Facts, law: Law) -> Reason | None:
    """The answer of a rule on papers where an examination alone gives the title; else None."""
    told = _told(facts, law)
    if told is None:
        return None
    exam, ask, is_sure = told
    params: Items = (("title", facts.title or ""), ("exam", exam), ("ask", ask))
    if is_sure:
        return Reason("by_exam", Verdict.NOT_APPLICABLE, params)
    return Reason("by_exam_likely", Verdict.UNCONFIRMED, params)
