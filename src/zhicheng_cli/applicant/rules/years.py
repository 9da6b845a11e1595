"""学历和任职年限

申报某一级职称，要有规定的学历，并且有下一级职称满规定的年数（各系列的标准见 zc rules --standard 系列）。
这里用的是全国标准：达不到的，各地不得更低（破格另行认定；二手资料另有说法的，只说请核实）；达到了，省里还可能更严，请看省里的评价条件。
年限从取得证书（标准写明聘任的，从聘任）之日起算，算到接收材料截止日，也算到当年 12 月 31 日；
截止只印月份的，那个月里哪天截止都可能（不会早于交材料那天）。几种算法结果不同的，待核实。
文件写明“取得…后，从事…工作满…年”的，还看所写的工作经历：中断的天数、别的专业的工作不算，不满的待核实；没有写的，
按证书判，说明没有核对。另有别的系列的职称的（转评），前后的年限怎样算没有查到依据，待核实。
标准只见于二手资料的，只说按它会怎样，不下结论；没有看到条文的，只指出文件，不写数字。
学历高的，也可以按低一档学历的途径申报。

符合：
    target: {title: 工程师, committee: 12}
    education: [{level: 本科, date: 2010-06-30}]
    titles: [{title: 助理工程师, obtained: 2012-09-01}]
    work: [{from: 2010-07-01, to: 至今}]
不符合：
    target: {title: 高级工程师, committee: 12}
    education: [{level: 本科, date: 2010-06-30}]
    titles: [{title: 工程师, obtained: 2019-09-01, appointed: 2019-10-01}]
怎么办：年限不够的，等满了再报；有突出贡献的，问材料接收单位能不能破格。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import Facts
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Side, Verdict
from zhicheng_cli.applicant.rules.shared.asked_years import Case, case
from zhicheng_cli.applicant.rules.shared.circumstances import State, counted_to, first_day, handing_in, reckoned_to
from zhicheng_cli.applicant.rules.shared.way_answers import WayAnswer, answer, decisive, has_ended
from zhicheng_cli.applicant.rules.shared.ways import Need
from zhicheng_cli.applicant.rules.shared.years_words import YEARS_WORDS
from zhicheng_cli.errors import NextStep, Pointer
from zhicheng_cli.plan.citation import Citation

CODE = "R506"
SIDE = Side.CONDITIONS
READS = (
    "title", "committee", "specialty", "county", "route", "submitted", "employer_kind", "degree", "held_title",
    "held_series", "obtained", "appointed", "work_since", "work_after_degree_since", "standing", "degree_equivalent",
    "held_by", "other_titles", "work_after_title_since", "work_until", "other_work",
)  # fmt: skip
PARAMETERS = ()

WORDS = YEARS_WORDS
_SINCE_WORDS = {
    "obtained": "取得证书",
    "appointed": "聘任",
    "work_since": "从事本专业",
    "work_after_degree_since": "取得学历后从业",
    "work_after_title_since": "取得职称后从业（扣除中断）自",
}
#: What is answered where the years are complete on some of the days to which they may be counted.
_SOMETIMES = (
    ("by_printed_day", State.BY_PRINTED_DAY),
    ("in_the_month", State.IN_THE_MONTH),
    ("by_year_end", State.BY_YEAR_END),
    ("by_next_plan", State.BY_NEXT_PLAN),
)


def sources(law: Law) -> Iterator[Parameter]:
    """One line for each document and evidence that a series' standard rests on."""
    for series, standard in law.standards.items():
        ways = (way for level in standard.levels for way in (*level.ways, *level.local))
        for cite, number in Counter(way.cite for way in ways).items():
            yield Parameter(f"standard.{series}", None, f"{number} 条", cite, see=Pointer(NextStep.STANDARD, series))


def judge(facts: Facts, law: Law) -> Reason:
    """Judge degree, title before and years in it."""
    return _by_best_title(facts, law, with_days=True)


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the days that tell how it came about: then few facts tell persons apart."""
    return _by_best_title(facts, law, with_days=False)


def _by_best_title(facts: Facts, law: Law, *, with_days: bool) -> Reason:
    """The judgement by the title held; where that does not reach, another one may make it doubtful, and never worse."""
    # Asked before what tells persons apart: its answers are few.
    reckoned = reckoned_to(facts, law)
    reason = _judge(facts, law, _Days(facts, law) if with_days else None)
    if reason.cites and reckoned:
        bases = dict.fromkeys(one.basis for one in reckoned)
        reason = reason._replace(cites=(*reason.cites, *bases))
    if not facts.other_titles or (reason.verdict is not Verdict.FAILS and reason.code != "local_unchecked"):
        return reason
    known = {name: getattr(facts, name) for name in READS}
    for title, obtained in sorted(facts.other_titles, key=str):
        own = {"held_title": title, "held_series": None, "obtained": obtained, "appointed": None}
        other = Facts(**known | own | {"held_by": None, "work_after_title_since": None})
        found = _judge(other, law, _Days(other, law) if with_days else None)
        if found.code == "already_held":
            return found
        if found.verdict in (Verdict.MEETS, Verdict.UNCONFIRMED) or found.code == "stricter_unchecked":
            return _by_other(title, found, reason)
    return reason


def _by_other(title: str, found: Reason, reason: Reason) -> Reason:
    """The answer where another title reaches, as `found` says, and the one that counts does not, as `reason` says."""
    later = tuple(item for item in reason.seen if item[0] == "later")
    seen: Items = (("other", title), *later)
    if reason.from_day is None:
        return Reason("by_other_title_undated", Verdict.UNCONFIRMED, found.params, seen, cites=found.cites)
    params: Items = (*found.params, ("own_years", dict(reason.params)["years"]))
    return Reason("by_other_title", Verdict.UNCONFIRMED, params, seen, (), reason.from_day, found.cites)


class _Days(NamedTuple):
    """Whose days are told."""

    own: Facts
    law: Law

    def seen(self, asked: Need, done: date) -> Items:
        """The days that tell how it came about."""
        own = self.own
        fact, since = decisive(asked, own) or ("", date.max)
        seen: Items = (("since_word", _SINCE_WORDS[fact]), ("since", since), ("done", done))
        other = {"obtained": "appointed", "appointed": "obtained"}.get(fact, "")
        day: date | None = getattr(own, other, None)
        if day and day != since:
            seen = (*seen, (f"done_{other}", after(day, years=asked.way.years or 0)))
        to = counted_to(own, self.law)
        return (*seen, ("reckoned" if to.reckoned else "counted", to.first))

    def until(self, asked: Need) -> Items:
        """The day on which the work ended before its years were complete; empty where no such day was asked for."""
        end = None if asked.fact is None else self.own.work_until
        return () if end is None else (("work_until", end), ("counted", counted_to(self.own, self.law).first))

    def first(self, done: date) -> tuple[date, Items]:
        """The first day on which the years are complete; after the day to which this plan has them counted, it is the
        next plan that takes them."""
        when, reckoned = handing_in(self.own, self.law), reckoned_to(self.own, self.law)
        if reckoned and done > max(one.day for one in reckoned):
            done = max(done, *(one.closes + timedelta(1) for one in when))
        return first_day(done, when, self.law)


def _judge(facts: Facts, law: Law, told: _Days | None) -> Reason:
    """The judgement; `told` where days are told."""
    asked = case(facts, law)
    if isinstance(asked, Reason):
        return _excepted(asked, facts)
    answers = [answer(one, facts, law) for one in asked.needs]
    met = [one for one in answers if one.state is State.YES and one.need.strong]
    if met:
        best = min(met, key=lambda one: bool(one.doubt))
        return _met(best, [one for one in answers if one.need in asked.stricter], facts, told)
    unknown = [one for one in answers if one.state is State.UNKNOWN]
    weak = not any(one.need.strong for one in answers)
    if any(one.need.way.region is None or (weak and one.need.way.own) for one in unknown):
        return _lacking(unknown)
    reason = _not_met([one for one in answers if one not in unknown], asked, facts, law, told)
    if unknown and reason.verdict in (Verdict.FAILS, Verdict.DISCRETION):
        return _lacking(unknown, "local_unchecked", answers[0])
    return reason


def _excepted(reason: Reason, facts: Facts) -> Reason:
    """A lack of degree or years may be overlooked for merit (破格), which people decide."""
    if reason.verdict is Verdict.FAILS and "破格" in (facts.standing or ()):
        return reason._replace(code="by_exception", verdict=Verdict.DISCRETION)
    return reason


def _lacking(unknown: list[WayAnswer], code: str = "input_missing", national: WayAnswer | None = None) -> Reason:
    """What is missing; where that is for a region's word alone, what is known by the national one is told first."""
    missing = tuple(dict.fromkeys(name for one in unknown for name in one.missing))
    asked = unknown[0].need
    if national is None:
        return Reason(code, Verdict.UNKNOWN, asked.params, missing=missing, cites=_cites(unknown))
    local: Items = (("local", asked.way.region or ""), ("local_asked", dict(asked.params)["asked"]))
    cites = _cites([national, *unknown])
    return Reason(code, Verdict.UNKNOWN, (*national.need.params, *local), missing=missing, cites=cites)


def _met(met: WayAnswer, stricter: list[WayAnswer], facts: Facts, told: _Days | None) -> Reason:
    """Met by the national standard; a stricter word of the province makes it doubtful."""
    # What the title held comes to is asked before what more the province wants of it.
    if met.need.nearest or met.need.other_series:
        code = "met_unknown_title" if met.need.nearest else "met_other_series"
        return _reason(code, Verdict.UNCONFIRMED, met, told)
    if not any(one.state is State.YES for one in stricter):
        lacking = [one for one in stricter if one.state is State.UNKNOWN]
        if lacking:
            return _lacking(lacking, "stricter_unchecked", met)
        if stricter:
            return _reason("local_stricter", Verdict.UNCONFIRMED, stricter[0], told, with_day=True)
    doubts = (
        ("met_by_equivalent", facts.degree_equivalent),
        ("met_elsewhere", met.need.way.after is not None and facts.held_by == "外省"),
    )
    for code, doubtful in doubts:
        if doubtful:
            return _reason(code, Verdict.UNCONFIRMED, met, told)
    if met.doubt in ("", "met_unchecked"):
        return _reason(met.doubt or "met", Verdict.MEETS, met, told)
    with_day = met.doubt in ("work_began_later", "by_appointment") or facts.work_after_title_since is not None
    return _reason(met.doubt, Verdict.UNCONFIRMED, met, told, with_day=with_day)


def _not_met(answers: list[WayAnswer], asked: Case, facts: Facts, law: Law, told: _Days | None) -> Reason:
    """No way that a verdict may rest on is met: first what makes it doubtful, then the nearest way."""
    national = [one for one in answers if one.need.way.region is None]
    weak = [one for one in national if not one.need.strong]
    if len(weak) == len(national):  # the region's own words before what another region says
        weak = [one for one in answers if one.need.way.own] or weak
    local = [one for one in answers if one.need.way.region is not None]
    met_by_local = [one for one in local if one.state is State.YES]
    for code, found, with_day in (
        ("weak_met", [one for one in weak if one.state is State.YES], False),
        *((code, [one for one in national if one.state is state], True) for code, state in _SOMETIMES),
        ("weak_met" if asked.otherwise else "local_looser", met_by_local, False),
        (
            "weak_between" if asked.otherwise else "local_between",
            [one for one in local if State.NO < one.state < State.UNKNOWN],
            True,
        ),
        ("weak_lacks_title" if all(one.need.fact is None for one in weak) else "weak_short", weak, True),
    ):
        if found:
            given = "met_unknown_title" if code == "weak_met" and found[0].need.nearest else code
            reason = _reason(given, Verdict.UNCONFIRMED, found[0], told, with_day=with_day)
            return _beside(national, reason, facts) if given.startswith("local_") else reason
    if asked.otherwise is not None:
        return asked.otherwise
    nearest = _nearest(national, facts)
    if nearest.need.fact is None:
        held: Items = (("held", facts.held_title or ""),) if told else ()
        lacks = Reason("lacks_title", Verdict.FAILS, nearest.need.params, held, cites=_cites([nearest]))
        return _excepted(lacks, facts)
    if nearest.doubt and not nearest.need.way.worked:
        return _reason(nearest.doubt, Verdict.UNCONFIRMED, nearest, told, with_day=True)
    short = _reason("short", Verdict.FAILS, nearest, told, with_day=True)
    done = _done(nearest.need, facts)
    if told is None and done is not None:
        short = short._replace(from_day=max(done, law.today))
    return _excepted(short, facts)


def _nearest(ways: list[WayAnswer], facts: Facts) -> WayAnswer:
    # The days are asked for only where they decide.
    return ways[0] if len(ways) == 1 else min(ways, key=lambda one: _done(one.need, facts) or date.max)


def _beside(national: list[WayAnswer], local: Reason, facts: Facts) -> Reason:
    """A region's word, with what the national standard asks before it."""
    nearest = _nearest(national, facts).need
    told: Items = tuple((f"national_{name}", words) for name, words in nearest.params if name in ("asked", "document"))
    return local._replace(params=(*local.params, *told), cites=(nearest.way.cite, *local.cites))


def _done(asked: Need, facts: Facts) -> date | None:
    """The day on which the years of a way are complete; None where it asks for none, the day is not given, or the work
    ended before."""
    found = decisive(asked, facts)
    done = None if found is None else after(found[1], years=asked.way.years or 0)
    return None if done is None or has_ended(asked, facts, done) else done


def _reason(code: str, verdict: Verdict, answer: WayAnswer, told: _Days | None, *, with_day: bool = False) -> Reason:
    """The reason; with the person's days where they are told."""
    asked, cites = answer.need, (answer.need.way.cite,)
    done = _done(asked, told.own) if told else None
    if told is None or done is None:
        ended: Items = () if told is None else told.until(asked)
        return Reason(code, verdict, asked.params, ended, cites=cites)
    seen = told.seen(asked, done)
    if not with_day:
        return Reason(code, verdict, asked.params, seen, cites=cites)
    day, later = told.first(done)
    return Reason(code, verdict, asked.params, (*seen, *later), (), day, cites)


def _cites(answers: Iterable[WayAnswer]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(one.need.way.cite for one in answers))
