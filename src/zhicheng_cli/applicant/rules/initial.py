"""初定的学历和工作年限

大、中专毕业生不经评审，按学历和从事本专业工作的年限初定员级、助理级或中级（计划里写“初定”的那一行，分几批）。
所要的年数只见于二手资料（是哪里的，见所列的依据），所以只说按它会怎样，请以材料接收单位的答复为准。
硕士三年定中级的，取得学位前后的工作年限合并计算，其中取得学位以后至少一年。

符合：
    target: {title: 助理工程师, committee: 29, route: 初定}
    education: [{level: 本科, date: 2019-06-30}]
    work: [{from: 2019-07-01, to: 至今}]
不符合：
    target: {title: 助理工程师, committee: 29, route: 初定}
    education: [{level: 大专, date: 2020-06-30}]
    work: [{from: 2020-07-01, to: 至今}]
怎么办：年限不够的等下一批；不是大、中专毕业的，走评审。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhicheng_cli.applicant.law.facts import DEGREES, Facts
from zhicheng_cli.applicant.law.law import Initial, Law, Parameter
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import first_day, handing_in, is_initial, is_reached

CODE = "R507"
SIDE = Side.CONDITIONS
READS = (
    "title", "committee", "county", "route", "submitted", "degree", "work_since", "work_after_degree_since",
    "work_until",
)  # fmt: skip
PARAMETERS = ()

_ASKED = "据二手资料，{degree}初定{level}，要从事本专业工作满{years}年"
_SEEN = ("到 {done} 满",)
WORDS = {
    "not_initial": Words("不是初定"),
    "title_missing": Words(lacks="没有写申报什么职称"),
    "title_unknown": Words("职称表里没有“{title}”"),
    "degree_missing": Words("初定{level}要看学历"),
    "no_way_seen": Words("所见资料没有{degree}初定{level}的途径", "", "可以走评审"),
    "input_missing": Words(_ASKED),
    "weak_met": Words(f"{_ASKED}；按它已达到，请核实", (*_SEEN, "可报第{batch}批（{batch_end} 以前）")),
    "weak_later": Words(
        f"{_ASKED}；按它到交材料时还没有满，本年度内会满，请核实",
        (*_SEEN, "可报第{batch}批（{batch_end} 以前）"),
        "{from_day} 起再交",
    ),
    "weak_ended": Words(
        f"{_ASKED}；按它所写的工作还不满，没有写全的请补上，请核实", "所写的本专业工作到 {work_until} 为止"
    ),
    "weak_short": Words(f"{_ASKED}；按它本年度各批截止前都达不到，请核实", _SEEN, "{from_day} 起再交"),
}


def sources(law: Law) -> Iterator[Parameter]:
    """The lines of the table."""
    for line in law.initials:
        words = f"{'、'.join(line.degrees)}满 {line.years} 年，可初定{line.level}"
        if line.after_degree:
            words += f"；其中取得学历后至少 {line.after_degree} 年"
        yield Parameter("initial", line.years, words, line.cite)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge degree and years of work for a first title without review."""
    if not is_initial(facts, law):
        return Reason("not_initial", Verdict.NOT_APPLICABLE)
    if facts.title is None:
        return Reason("title_missing", Verdict.UNKNOWN, missing=("title",))
    target = law.target(facts.title, facts.committee)
    if target is None:
        return Reason("title_unknown", Verdict.UNCONFIRMED, (("title", facts.title),))
    if facts.degree is None:
        return Reason("degree_missing", Verdict.UNKNOWN, (("level", target.level),), missing=("degree",))
    return _of_degree(facts, law, facts.degree, target.level)


def _of_degree(facts: Facts, law: Law, degree: str, level: str) -> Reason:
    ways = [way for one in DEGREES[: DEGREES.index(degree) + 1] if (way := law.initial(one, level))]
    if not ways:
        return Reason("no_way_seen", Verdict.UNCONFIRMED, (("degree", degree), ("level", level)))
    way = min(ways, key=lambda one: one.years)
    params: Items = (("degree", degree), ("level", level), ("years", way.years))
    missing = _missing(way, facts)
    if missing:
        return Reason("input_missing", Verdict.UNKNOWN, params, missing=missing, cites=(way.cite,))
    done = _done(way, facts)
    when = handing_in(facts, law)
    if way.years and not is_reached(done, facts.work_until):
        ended: Items = (("work_until", facts.work_until or done),)
        return Reason("weak_ended", Verdict.UNCONFIRMED, params, ended, cites=(way.cite,))
    told: Items = (("done", done),) if way.years else ()
    if all(done <= one.first for one in when):
        seen = (*told, *_batch(law, facts, done))
        return Reason("weak_met", Verdict.UNCONFIRMED, params, seen, cites=(way.cite,))
    free, later = first_day(done, when, law)
    if later:
        return Reason("weak_short", Verdict.UNCONFIRMED, params, (*told, *later), (), free, (way.cite,))
    seen = (*told, *_batch(law, facts, free))
    return Reason("weak_later", Verdict.UNCONFIRMED, params, seen, (), free, (way.cite,))


def _missing(way: Initial, facts: Facts) -> tuple[str, ...]:
    asked = (("work_since", way.years), ("work_after_degree_since", way.after_degree))
    return tuple(name for name, years in asked if years and getattr(facts, name) is None)


def _done(way: Initial, facts: Facts) -> date:
    """The day on which the years of work, and those after the degree, are complete."""
    spans = ((facts.work_since, way.years), (facts.work_after_degree_since, way.after_degree))
    return max((after(since, years=years) for since, years in spans if since and years), default=date.min)


def _batch(law: Law, facts: Facts, done: date) -> Items:
    """The first batch that still takes papers once the years are complete; empty if there are no batches."""
    day = max(done, law.today) if facts.submitted is None or facts.submitted < done else facts.submitted
    for window, days in (pair for each in law.cutoffs(facts.committee, None) for pair in each):
        if day <= days.last and window.batch is not None:
            return (("batch", window.batch), ("batch_end", days.last))
    return ()
