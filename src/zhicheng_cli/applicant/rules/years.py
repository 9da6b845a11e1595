"""学历和任职年限

申报某一级职称，要有规定的学历，并且任下一级职称满规定的年数（各系列的标准见 zc rules --standard 系列）。
这里用的是全国标准：达不到的，省里也不会更宽（破格另行认定）；达到了，省里还可能更严，请看省里的评价条件。
年限从取得证书（标准写明聘任的，从聘任）之日起算，算到接收材料截止日，也算到当年 12 月 31 日；
两种算法结果不同的，待核实。
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
from datetime import date
from typing import NamedTuple

from zhicheng_cli.applicant.law.facts import NONE, Facts
from zhicheng_cli.applicant.law.law import Law, Parameter
from zhicheng_cli.applicant.law.standards import LevelStandard
from zhicheng_cli.applicant.law.terms import after
from zhicheng_cli.applicant.law.verdicts import Items, Reason, Verdict, Words
from zhicheng_cli.applicant.rules.shared.circumstances import completed_years
from zhicheng_cli.applicant.rules.shared.derived import derived
from zhicheng_cli.applicant.rules.shared.ways import Holder, Need, State, held_title, local_ways, national_ways, need
from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.plan.titles import Title

CODE = "R506"
READS = (
    "title", "committee", "specialty", "county", "route", "employer_kind", "degree", "held_title", "held_series",
    "obtained", "appointed", "work_since", "work_after_degree_since", "standing", "degree_equivalent", "held_by",
)  # fmt: skip
PARAMETERS = ()

_SEEN = ("{since_word} {since}，满{years}年之日是 {done}", "按聘任日期算是 {done_appointed}")
_REMEDY = "满{years}年之日 {done}，早于 {done.year} 年度截止则可报"
WORDS = {
    "other_way": Words("{route}不看本条的学历和任职年限"),
    "title_missing": Words(lacks="没有写申报什么职称"),
    "title_unknown": Words("职称表里没有“{title}”，不知道它的标准"),
    "series_open": Words("几个系列都有{title}，要看评委会和专业才知道是哪一个"),
    "series_unclear": Words("几个系列都有{title}，看不出所写专业属于哪一个", "", "专业照附件1 的写法写"),
    "no_standard": Words("没有查到{series}系列{level}可以引用的标准，请看省里的评价条件"),
    "degree_missing": Words("申报{title}要看学历"),
    "unseen": Words("{degree}申报{title}的条文（{document}）没有看到，不写年数，请查原文件"),
    "no_way": Words("{document}所见条文没有列{degree}申报{title}的途径", "", "可问能否破格，或取得更高学历后再报"),
    "no_way_seen": Words("所见资料没有{degree}申报{title}的途径，请查{document}原文"),
    "already_held": Words("已有{held_level}职称，再报{title}属于重复申报或转评，没有查到依据"),
    "input_missing": Words("{degree}申报{title}，{asked}"),
    "met": Words(
        "{degree}申报{title}，{asked}（{document}，全国标准；省里可能更严，所学专业是否相关由评委会认定）", _SEEN
    ),
    "met_by_equivalent": Words(
        "{degree}申报{title}，{asked}；技工院校学历相当于{degree}，只见于二手资料，请核实", _SEEN
    ),
    "met_elsewhere": Words(
        "{degree}申报{title}，{asked}；现有职称是外省的，可能要先重新评审或确认（二手资料），请先问评委会办公室", _SEEN
    ),
    "met_unknown_title": Words(
        "{degree}申报{title}，{asked}；职称表里没有现有职称“{held}”，不知道是哪一级", _SEEN, "{near}"
    ),
    "met_other_series": Words("{degree}申报{title}，{asked}；现有职称不是{series}系列，算不算由评委会认定", _SEEN),
    "between": Words(
        "{degree}申报{title}，{asked}；算到截止日还不满，算到12月31日才满，通知没有写算到哪天", _SEEN, _REMEDY
    ),
    "lacks_title": Words("{degree}申报{title}，{asked}", "现有职称：{held}", "先取得{after}职称"),
    "short": Words("{degree}申报{title}，{asked}（{document}，全国标准，各地不得更低）", _SEEN, _REMEDY),
    "by_exception": Words("按普通途径，{degree}申报{title}的条件没有达到；已注明破格，由评委会认定", _SEEN, _REMEDY),
    "weak_met": Words("据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它已达到，请核实", _SEEN),
    "weak_short": Words(
        "据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它还没有达到，请核实", _SEEN, _REMEDY
    ),
    "weak_lacks_title": Words(
        "据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它还没有达到，请核实",
        "",
        "先取得{after}职称",
    ),
    "local_looser": Words("按全国标准还没有达到；{region}另有说法：{asked}（二手资料），按它已达到，请核实", _SEEN),
    "local_between": Words(
        "按全国标准还没有达到；{region}另有说法：{asked}（二手资料），按它算到12月31日才满，请核实", _SEEN, _REMEDY
    ),
    "local_stricter": Words(
        "按全国标准已达到；{region}的说法更严：{asked}（二手资料），按它还没有达到，请核实", _SEEN, _REMEDY
    ),
}  # fmt: skip

#: Routes on which other things count than this rule.
_OTHER_ROUTES = ("初定", "确认", "直通车")
_SINCE_WORDS = {
    "obtained": "取得证书",
    "appointed": "聘任",
    "work_since": "从事本专业",
    "work_after_degree_since": "取得学历后从业",
}


class Case(NamedTuple):
    """What can be told without days.

    Attributes:
        needs: what the national ways ask, then the local variants.
        stricter: what the province's own words ask beside the national ones.
        otherwise: the answer where no figure may be told for the degree itself.
    """

    needs: tuple[Need, ...]
    stricter: tuple[Need, ...]
    otherwise: Reason | None


class Aim(NamedTuple):
    """What is applied for, and its standard."""

    target: Title
    standard: LevelStandard


class WayAnswer(NamedTuple):
    """How far a way is met."""

    need: Need
    state: State
    missing: tuple[str, ...] = ()


def sources(law: Law) -> Iterator[Parameter]:
    """One line for each document and evidence that a series' standard rests on."""
    for series, standard in law.standards.items():
        ways = (way for level in standard.levels for way in (*level.ways, *level.local))
        for cite, number in Counter(way.cite for way in ways).items():
            words = f"{number} 条；内容见 zc rules --standard {series}"
            yield Parameter(f"standard.{series}", None, words, cite)


def judge(facts: Facts, law: Law) -> Reason:
    """Judge degree, title before and years in it."""
    return _judge(facts, law, facts)


def brief(facts: Facts, law: Law) -> Reason:
    """As `judge`, without the days that tell how it came about: then few facts tell persons apart."""
    return _judge(facts, law, None)


def _judge(facts: Facts, law: Law, own: Facts | None) -> Reason:
    """The judgement; `own` is whose days are told, where they are."""
    case = _case(facts, law)
    if isinstance(case, Reason):
        return _excepted(case, facts)
    answers = [_answer(one, facts, law) for one in case.needs]
    met = next((one for one in answers if one.state is State.YES and one.need.strong), None)
    if met is not None:
        return _met(met, [one for one in answers if one.need in case.stricter], facts, own)
    unknown = [one for one in answers if one.state is State.UNKNOWN]
    return _lacking(unknown) if unknown else _not_met(answers, case, facts, own)


def _excepted(reason: Reason, facts: Facts) -> Reason:
    """A lack of degree or years may be overlooked for merit (破格), which people decide."""
    if reason.verdict is Verdict.FAILS and "破格" in (facts.standing or ()):
        return reason._replace(code="by_exception", verdict=Verdict.DISCRETION)
    return reason


def _lacking(unknown: list[WayAnswer]) -> Reason:
    missing = tuple(dict.fromkeys(name for one in unknown for name in one.missing))
    return Reason("input_missing", Verdict.UNKNOWN, unknown[0].need.params, missing=missing, cites=_cites(unknown))


def _met(met: WayAnswer, stricter: list[WayAnswer], facts: Facts, own: Facts | None) -> Reason:
    """Met by the national standard; a stricter word of the province makes it doubtful."""
    if not any(one.state is State.YES for one in stricter):
        lacking = [one for one in stricter if one.state is State.UNKNOWN]
        if lacking:
            return _lacking(lacking)
        if stricter:
            return _reason("local_stricter", Verdict.UNCONFIRMED, stricter[0], own, with_day=True)
    doubts = (
        ("met_unknown_title", bool(met.need.nearest)),
        ("met_other_series", met.need.other_series),
        ("met_by_equivalent", facts.degree_equivalent),
        ("met_elsewhere", met.need.way.after is not None and facts.held_by == "外省"),
    )
    for code, doubtful in doubts:
        if doubtful:
            return _reason(code, Verdict.UNCONFIRMED, met, own)
    return _reason("met", Verdict.MEETS, met, own)


def _not_met(answers: list[WayAnswer], case: Case, facts: Facts, own: Facts | None) -> Reason:
    """No way that a verdict may rest on is met: first what makes it doubtful, then the nearest way."""
    national = [one for one in answers if one.need.way.region is None]
    weak = [one for one in national if not one.need.strong]
    local = [one for one in answers if one.need.way.region is not None]
    met_by_local = [one for one in local if one.state is State.YES]
    for code, found, with_day in (
        ("weak_met", [one for one in weak if one.state is State.YES], False),
        ("between", [one for one in national if one.state is State.BETWEEN], True),
        ("weak_met" if case.otherwise else "local_looser", met_by_local, False),
        ("local_between", [one for one in local if one.state is State.BETWEEN], True),
        ("weak_lacks_title" if all(one.need.fact is None for one in weak) else "weak_short", weak, True),
    ):
        if found:
            return _reason(code, Verdict.UNCONFIRMED, found[0], own, with_day=with_day)
    if case.otherwise is not None:
        return case.otherwise
    nearest = min(national, key=lambda one: _done(one.need, facts) or date.max)
    if nearest.need.fact is None:
        held: Items = (("held", own.held_title or ""),) if own else ()
        lacks = Reason("lacks_title", Verdict.FAILS, nearest.need.params, held, cites=_cites([nearest]))
        return _excepted(lacks, facts)
    return _excepted(_reason("short", Verdict.FAILS, nearest, facts, with_day=True), facts)


def _answer(asked: Need, facts: Facts, law: Law) -> WayAnswer:
    if asked.fact is None:
        return WayAnswer(asked, asked.state or State.NO, asked.missing)
    years = _COMPLETED[asked.fact](facts, law)
    if years is None:
        return WayAnswer(asked, State.UNKNOWN, (asked.fact,))
    least = asked.way.years or 0
    return WayAnswer(asked, State.YES if years[0] >= least else State.BETWEEN if years[1] >= least else State.NO)


def _done(asked: Need, facts: Facts) -> date | None:
    """The day on which the years of a way are complete; None where it asks for none, or the day is not given."""
    since: date | None = getattr(facts, asked.fact) if asked.fact else None
    return None if since is None else after(since, years=asked.way.years or 0)


def _reason(code: str, verdict: Verdict, answer: WayAnswer, own: Facts | None, *, with_day: bool = False) -> Reason:
    """The reason; with the person's days where they are handed over."""
    asked, cites = answer.need, (answer.need.way.cite,)
    done = _done(asked, own) if own else None
    if asked.fact is None or own is None or done is None:
        return Reason(code, verdict, asked.params, cites=cites)
    seen: Items = (("since_word", _SINCE_WORDS[asked.fact]), ("since", getattr(own, asked.fact)), ("done", done))
    if asked.fact == "obtained" and own.appointed and own.appointed != own.obtained:
        seen = (*seen, ("done_appointed", after(own.appointed, years=asked.way.years or 0)))
    return Reason(code, verdict, asked.params, seen, (), done if with_day else None, cites)


def _cites(answers: Iterable[WayAnswer]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(one.need.way.cite for one in answers))


@derived("title", "committee", "specialty", "route")
def _aim(title: str | None, committee: int | None, specialty: str | None, route: str | None, law: Law) -> Aim | Reason:
    """Which title of which series is applied for; or the answer where that is open, or another rule judges it."""
    if title is None:
        return Reason("title_missing", Verdict.UNKNOWN, missing=("title",))
    readings = law.rows.titles(committee, title, None)
    if len(readings) > 1:
        readings = law.rows.titles(committee, title, specialty)
    if not readings:
        return Reason("title_unknown", Verdict.UNCONFIRMED, (("title", title),))
    if len(readings) > 1:
        return _open_series(title, committee, specialty)
    target = readings[0]
    other = _other_way(law, target, committee, route)
    if other:
        return Reason("other_way", Verdict.NOT_APPLICABLE, (("route", other),))
    standard = law.standard(target)
    if standard is None or not standard.ways:
        return Reason("no_standard", Verdict.UNCONFIRMED, (("series", target.series), ("level", target.level)))
    return Aim(target, standard)


def _open_series(title: str, committee: int | None, specialty: str | None) -> Reason:
    """The answer on a title that several series of the row bear, such as 馆员."""
    wanted = (("committee", committee), ("specialty", specialty))
    missing = next(((name,) for name, given in wanted if given is None), ())
    if missing:
        return Reason("series_open", Verdict.UNKNOWN, (("title", title),), missing=missing)
    return Reason("series_unclear", Verdict.UNCONFIRMED, (("title", title),))


@derived(_aim, "held_title", "held_series")
def _held(aim: Aim | Reason, held: str | None, series: str | None, law: Law) -> tuple[Title | None, bool]:
    """The title held, read; and whether it is told at all."""
    return None if isinstance(aim, Reason) else held_title(law, aim.target, held, series), held is not None


@derived(_aim, "employer_kind")
def _kind(aim: Aim | Reason, kind: str | None, law: Law) -> str | None:
    """The kind of employer, where the standard asks for it."""
    return None if isinstance(aim, Reason) or not aim.standard.asks_employer else kind


@derived(_aim, "degree", _held, _kind)
def _case(
    aim: Aim | Reason, degree: str | None, held: tuple[Title | None, bool], kind: str | None, law: Law
) -> Case | Reason:
    """What can be told from the facts that are no days."""
    if isinstance(aim, Reason):
        return aim
    (target, standard), (title, is_told) = aim, held
    if degree is None:
        return Reason("degree_missing", Verdict.UNKNOWN, (("title", target.title),), missing=("degree",))
    given = (title.title if title else NONE) if is_told else None
    person = Holder(target, degree, title, given, kind, standard.accepts)
    if title is not None and person.holds_as_much(law):
        return Reason("already_held", Verdict.UNCONFIRMED, (("held_level", title.level), ("title", target.title)))
    ways, local = national_ways(standard, degree), local_ways(standard, person)
    otherwise = _otherwise(standard, person, bool(ways))
    if otherwise and not ways and not local:
        return otherwise
    needs = tuple(need(law, person, way) for way in (*ways, *local))
    return Case(needs, tuple(one for one in needs if one.way.own), otherwise)


def _otherwise(standard: LevelStandard, person: Holder, has_ways: bool) -> Reason | None:
    """The answer where the words for the degree were not seen, or there are none."""
    own = standard.way(person.degree)
    params: Items = (("degree", person.degree), ("title", person.target.title))
    if own is not None and own.years is None:
        return Reason("unseen", Verdict.UNCONFIRMED, (*params, ("document", own.cite.document)), cites=(own.cite,))
    if has_ways:
        return None
    cite = standard.ways[0].cite
    params = (*params, ("document", cite.document))
    if standard.complete:
        return Reason("no_way", Verdict.FAILS, params, cites=(cite,))
    return Reason("no_way_seen", Verdict.UNCONFIRMED, params, cites=(cite,))


def _other_way(law: Law, target: Title, committee: int | None, route: str | None) -> str | None:
    if route in _OTHER_ROUTES:
        return route
    routes = law.routes(committee, target)
    return routes[0] if routes and set(routes) <= {"以考代评", "初定"} else None


#: For each fact from which years may run, those that are complete.
_COMPLETED = {fact: completed_years(fact) for fact in _SINCE_WORDS}
