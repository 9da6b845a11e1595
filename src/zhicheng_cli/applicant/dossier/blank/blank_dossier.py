"""What a blank dossier holds for a committee and a title: its parts, what is filled in already, what stands first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import sentence
from zhicheng_cli.applicant.judgement.match import route_to
from zhicheng_cli.applicant.judgement.relevance import Asking, asking
from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.verdicts import Verdict
from zhicheng_cli.applicant.rules import all_rules
from zhicheng_cli.errors import ZcError
from zhicheng_cli.plan.committees import Committee
from zhicheng_cli.plan.deadlines import dated, why_undated
from zhicheng_cli.plan.exams import ByExam
from zhicheng_cli.plan.filters import Filters
from zhicheng_cli.plan.taking import INITIAL
from zhicheng_cli.written.folding import folded

from .template import Section, render, sections, with_hints, with_likely

_TITLE_RULE = "R501"


class BlankDossier(NamedTuple):
    """A dossier to fill in.

    Attributes:
        asked: the rules in play; None = not told, so every field is there.
        parts: its parts with the fields that can matter.
        given: what is filled in already, in the dossier's shape.
        entries: for a list, the blank entries, with what they surely hold.
        heading: lines of words.
    """

    asked: tuple[Asking, ...] | None
    parts: tuple[Section, ...]
    given: Mapping[str, Any]
    entries: Mapping[str, Sequence[Mapping[str, Any]]]
    heading: tuple[str, ...]

    def text(self) -> str:
        """The YAML text."""
        return render(self.parts, self.heading, self.given, self.asked, self.entries)


def blank_dossier(law: Law, schema: Mapping[str, Any], committee: Committee | None, title: str | None) -> BlankDossier:
    """The dossier for one who applies to a committee, for a title; either may be open.

    Args:
        schema: of the dossier.
        title: one that `checked_title` has let pass.
    """
    titles = _titles(committee, title)
    targets = [Facts(**_target(law, committee, one)) for one in titles]
    asked = asking(targets, law) if targets else None
    region = law.plan.region
    county = f"写县、区的名称，如 {region.counties[0]}；市属单位写 {region.own}。"
    parts = with_hints(sections(schema, asked), {"employer.county": county})
    if committee is not None:
        parts = with_likely(parts, {"title": committee.all_titles, "specialty": committee.specialties})
    sure = title or (titles[0] if len(titles) == 1 else None)
    given = {"target": _target(law, committee, sure)} if committee or title else {}
    entries = {"hours": ({"year": law.plan.year - 1}, {"year": law.plan.year})}
    return BlankDossier(asked, parts, given, entries, tuple(_heading(law, committee, title)))


def examination(law: Law, committee: Committee | None, title: str | None) -> ByExam | None:
    """The examination that alone gives the title applied for; None = papers are handed in for it, or it is open."""
    return law.rows.by_exam(committee and committee.no, title) if title else None


def checked_title(law: Law, committee: Committee | None, title: str) -> str:
    """The title, as the plan writes it.

    Raises:
        ZcError: there is no such title, or the committee does not take it; the message names those that it takes.
    """
    from zhicheng_cli.files.findings import did_you_mean

    word = folded(title)
    law.search.select(Filters(title=word), law.calendar)
    own = committee.all_titles if committee else tuple(law.search.titles)
    if word not in law.search.titles:
        raise ZcError(f"“{word}”不是单个职称", did_you_mean(word, own))
    if committee is None or word in own:
        return word
    rule = next(one for one in all_rules() if one.code == _TITLE_RULE)
    reason = rule.on(Facts(**_target(law, committee, word)), law)
    if reason.verdict is Verdict.FAILS:
        meant = did_you_mean(word, own) or f"它有 {'、'.join(own)}"
        raise ZcError(f"{committee.no} 号评委会（{committee.name}）不能报{word}：{sentence(rule, reason)}", meant)
    return word


def _titles(committee: Committee | None, title: str | None) -> tuple[str, ...]:
    if title is not None:
        return (title,)
    return committee.all_titles if committee else ()


def _target(law: Law, committee: Committee | None, title: str | None) -> dict[str, Any]:
    """What is sure of the target: the route too, once committee and title are."""
    known: dict[str, Any] = {"title": title} if title else {}
    if committee is None:
        return known
    taken = law.rows.takes(committee.no, title) if title else None
    recommends = taken is not None and taken.column == "推荐"
    route = {"route": route_to(committee, recommends)} if taken or committee.kind == INITIAL else {}
    return {**known, "committee": committee.no, **route}


def _heading(law: Law, committee: Committee | None, title: str | None) -> list[str]:
    plan = law.plan
    lines = [f"{plan.region.city}{plan.year}年度职称申报档案"]
    if by_exam := examination(law, committee, title):
        lines += ["", by_exam.sentence]
    if committee and title:
        committee = law.search.exams.as_asked(committee, Filters(title=title))
    if committee is not None:
        lines += ["", f"评委会：{committee.no} 号 {committee.name}", *_about(law, committee)]
    elif title is not None:
        lines += ["", f"申报职称：{title}"]
    return [
        *lines,
        "",
        "写法：## 开头的是说明。# 开头的是可以填的行，去掉行首的 # 再填，其余空格不动；",
        "填了一段里的任何一行，这一段的第一行（如 employer:）也要去掉 #。几条的，整条照抄再填。",
        "不知道、不想写的不用动：没有写的算未知，不算没有。确实没有的列表写 []，如 discipline: []。",
        "括号里的代码是用到它的规则。",
    ]


def _about(law: Law, committee: Committee) -> list[str]:
    cutoff = committee.cutoff
    days = [f"{window.who}稳妥 {due.safe}，最迟 {due.last}".strip() for window, due in dated(cutoff, law.calendar)]
    receivers = "、".join(map(str, committee.receivers)) or "请问当地人力社保部门"
    lines = [
        f"接收材料截止：{cutoff.text or why_undated(cutoff)}" + (f"（{'；'.join(days)}）" if days else ""),
        f"{'请问' if committee.by_exam else '材料交到'}：{receivers}（{law.plan.region.area_words}）",
    ]
    if words := committee.scope_words:
        lines.append(f"范围：{words}")
    if remarks := committee.printed["remarks"]:
        lines.append(f"备注：{remarks}")
    return [*lines, f"出处：{committee.source}"]
