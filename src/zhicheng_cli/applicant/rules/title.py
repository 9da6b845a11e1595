"""评委会评审或推荐这个职称

每个评委会只评审计划里“所评资格名称”栏里的职称，“推荐资格名称”栏里的由它推荐、在别处评审；两种都在这里交材料。
合印的一组职称拆开看，改过名的职称新旧两名都算。只写级别的（如 初中级以考代评）也算在内，走哪条途径见 R504。

符合：
    target: {title: 工程师, committee: 12}
不符合：
    target: {title: 高级会计师, committee: 12}
怎么办：改报评审或推荐这个职称的评委会；哪个评委会都没有的，请问当地人力社保部门。
"""

from __future__ import annotations

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.law.plan_rows import column_of, listed
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.errors import NextStep, Pointer
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.committees import COLUMNS, Committee
from zhicheng_cli.plan.exams import exam_words
from zhicheng_cli.plan.taking import Taken
from zhicheng_cli.plan.titles import likely_title

CODE = "R501"
SIDE = Side.CONDITIONS
READS = ("title", "committee")
PARAMETERS = ()
PLAN_COLUMNS = ("所评资格名称", "推荐资格名称")

_PRINTED = "第{no}行的{column}栏印有“{printed}”{note}"
_ELSEWHERE = "评审或推荐它的有：{others}"
_EXAM = "参加相应的专业技术资格考试"
WORDS = {
    "title_missing": Words(lacks="没有写申报什么职称"),
    "committee_missing": Words(lacks="没有写报哪个评委会"),
    "no_such_committee": Words("{where}没有这个序号的评委会", "", "核对序号", see=Pointer(NextStep.ALL_COMMITTEES)),
    "reviewed": Words(f"{_PRINTED}，由它评审"),
    "recommended": Words(f"{_PRINTED}：材料交到这里，在别处评审"),
    "recommended_column": Words(f"{_PRINTED}，所评资格名称栏是空的；在哪里评审，通知没有写"),
    "by_level": Words("第{no}行没有印“{title}”，但写有“{words}”，途径见 R504"),
    "open_list": Words("第{no}行是初中级的初定，没有把职称逐一列出，没有印“{title}”", "", "请先问材料接收单位"),
    "not_initial": Words("第{no}行写明{series}专业的初中级不再初定", "", _EXAM),
    "by_units": Words("第{no}行没有印“{title}”，写的是“{words}”", "", "请问所在的自主评聘单位"),
    "not_here": Words("第{no}行既不评审也不推荐“{title}”", "", _ELSEWHERE),
    "by_exam_elsewhere": Words("第{no}行既不评审也不推荐“{title}”", "", f"它通过考试取得（{{others}}）：{_EXAM}"),
    "exam_alone": Words("“{title}”由考试取得，没有评委会收材料：{exam}", "", f"{_EXAM}；请问{{ask}}"),
    "exam_likely": Words("“{title}”由考试取得，没有评委会收材料：{exam}；通知没有写明", "", "请先问{ask}"),
    "nowhere": Words("{where}没有评委会评审或推荐“{title}”", "", "{hint}"),
}


def judge(facts: Facts, law: Law) -> Reason:
    """Judge whether the committee reviews or recommends the title (附件1)."""
    title, number = facts.title, facts.committee
    if title is not None and not law.rows.takers(title) and not _initial_rows(law, title):
        return Reason(
            "nowhere", Verdict.FAILS, (_where(law), ("title", title), ("hint", _hint(title, law))), cites=(_annex(law),)
        )
    if number is None:
        return _without_committee(title, law)
    of = law.committee(number)
    if of is None:
        return Reason("no_such_committee", Verdict.FAILS, (_where(law),), cites=(_annex(law),))
    if title is None:
        return Reason("title_missing", Verdict.UNKNOWN, missing=("title",))
    taken = law.rows.takes(number, title)
    return _not_printed(of, title, law) if taken is None else _printed(of, title, taken, law)


def _without_committee(title: str | None, law: Law) -> Reason:
    by_exam = law.rows.by_exam(None, title) if title else None
    if by_exam is None:
        missing = ("committee",) if title else ("title", "committee")
        return Reason("committee_missing", Verdict.UNKNOWN, missing=missing)
    told: Items = (("title", title or ""), ("exam", by_exam.exam), ("ask", by_exam.ask))
    if not by_exam.rows or by_exam.is_reading:
        return Reason("exam_likely", Verdict.UNCONFIRMED, told)
    cites = tuple(law.column(row, column_of(row, exam_words(row))) for row in by_exam.rows)
    return Reason("exam_alone", Verdict.FAILS, told, cites=cites)


def _hint(title: str, law: Law) -> str:
    titles = law.search.titles
    return f"通知没有安排它的评审，请先问{law.plan.region.bureau}" if title in titles else likely_title(title, titles)


def _printed(of: Committee, title: str, taken: Taken, law: Law) -> Reason:
    if taken.column is None:
        params: Items = (("no", of.no), ("title", title), ("words", taken.words))
        cites = (law.column(of, column_of(of, taken.words)),)
        return Reason("by_level", Verdict.MEETS, params, cites=cites)
    column = COLUMNS["reviews" if taken.column == "所评" else "recommends"]
    note = f"，即“{title}”" if taken.other_name else ""
    params = (("no", of.no), ("column", column), ("printed", taken.words), ("note", note))
    code = "reviewed" if taken.column == "所评" else "recommended"
    if code == "recommended" and of.kind == "高评委" and not of.reviews:
        code = "recommended_column"
    return Reason(code, Verdict.MEETS, params, cites=(law.column(of, column),))


def _not_printed(of: Committee, title: str, law: Law) -> Reason:
    params: Items = (("no", of.no), ("title", title))
    target = law.target(title, of.no)
    if target is not None and _initial(of, target.level):
        series = of.scope.get("excludes_series", ())
        if target.series not in series:
            return Reason("open_list", Verdict.UNCONFIRMED, params, cites=(law.column(of, COLUMNS["reviews"]),))
        params = (("no", of.no), ("series", "、".join(series)))
        return Reason("not_initial", Verdict.FAILS, params, cites=(law.column(of, COLUMNS["remarks"]),))
    cites = (law.column(of, COLUMNS["reviews"]), law.column(of, COLUMNS["recommends"]))
    if target is not None and target.series in of.series:
        for route in of.routes:
            if route.route == "自主评审" and of.kind != "自主评审单位":
                words: Items = (*params, ("words", route.words))
                return Reason("by_units", Verdict.FAILS, words, cites=(law.column(of, column_of(of, route.words)),))
    takers = law.rows.takers(title)
    reviewers = [one for one in takers if not _by_exam(one, title, law)]
    code = "by_exam_elsewhere" if takers and not reviewers else "not_here"
    others = listed(reviewers or takers or _initial_rows(law, title))
    return Reason(code, Verdict.FAILS, (*params, ("others", others)), cites=cites)


def _by_exam(of: Committee, title: str, law: Law) -> bool:
    """Whether a row leads to the title by an examination alone."""
    routes = [route.route for way in law.rows.ways(of.no, title, None) for route in way]
    return bool(routes) and set(routes) == {"以考代评"}


def _initial(of: Committee, level: str) -> bool:
    """Whether it is a row of 初定 at that level, which lists titles as examples only."""
    return any(route.route == "初定" and level in route.levels for route in of.routes)


def _initial_rows(law: Law, title: str) -> list[Committee]:
    target = law.target(title)
    if target is None:
        return []
    return [
        one
        for one in law.plan.committees
        if _initial(one, target.level) and target.series not in one.scope.get("excludes_series", ())
    ]


def _annex(law: Law) -> Citation:
    return Citation(law.plan.document, law.plan.annexes or None, "text")


def _where(law: Law) -> tuple[str, str]:
    annexes = law.plan.annexes
    return "where", f"{annexes} " if annexes else "通知里"
