"""How the answers on degree and years in the title read."""

from __future__ import annotations

from zhicheng_cli.applicant.law.verdicts import Words

_SEEN = (
    "{since_word} {since}，满{years}年之日是 {done}",
    "所写的本专业工作到 {work_until} 为止",
    "按聘任日期算是 {done_appointed}",
    "按取得证书的日期算是 {done_obtained}",
    "最早算到 {counted}",
    "通知写明算到 {reckoned}",
)
_REMEDY = "{from_day} 起满{years}年"
_TO_WHEN = f"先问材料接收单位算到哪天；算到截止那天的，{_REMEDY}"
_SHORT = "{degree}申报{title}，{national_asked}（{national_document}，全国标准），还没有达到"
_BY_OTHER = (
    "{degree}申报{title}，{asked}；按现有职称还没有达到，从另一个职称算起不同：转评前后的年限怎样算，没有查到依据，"
    "由评委会认定"
)
_OTHER = "另有职称：{other}"
YEARS_WORDS = {
    "other_way": Words("{route}不看本条的学历和任职年限"),
    "title_missing": Words(lacks="没有写申报什么职称"),
    "title_unknown": Words("职称表里没有“{title}”，不知道它的标准"),
    "series_open": Words("几个系列都有{title}，要看评委会和专业才知道是哪一个"),
    "series_unclear": Words("几个系列都有{title}，看不出所写专业属于哪一个", "", "专业照计划里的写法写"),
    "no_standard": Words("没有查到{series}系列{level}可以引用的标准，请看省里的评价条件"),
    "degree_missing": Words("申报{title}要看学历"),
    "unseen": Words("{degree}申报{title}的条文（{document}）没有看到，不写年数，请查原文件"),
    "no_way": Words("{document}所见条文没有列{degree}申报{title}的途径", "", "可问能否破格，或取得更高学历后再报"),
    "no_way_seen": Words("所见资料没有{degree}申报{title}的途径，请查{document}原文"),
    "already_held": Words("已有{held_level}职称，再报{title}属于重复申报或转评，没有查到依据"),
    "input_missing": Words("{degree}申报{title}，{asked}"),
    "local_unchecked": Words(
        "{degree}申报{title}，{asked}（{document}，全国标准），还没有达到；{local}另有说法：{local_asked}"
    ),
    "stricter_unchecked": Words(
        "{degree}申报{title}，{asked}（{document}，全国标准），已达到；{local}的说法更严：{local_asked}"
    ),
    "met": Words(
        "{degree}申报{title}，{asked}（{document}，全国标准；省里可能更严，所学专业是否相关由评委会认定）", _SEEN
    ),
    "met_unchecked": Words(
        "{degree}申报{title}，{asked}（{document}，全国标准；省里可能更严，所学专业是否相关由评委会认定）；"
        "没有写取得以后的工作，从事工作的年数没有核对",
        _SEEN,
    ),
    "other_trade": Words(
        "{degree}申报{title}，{asked}；所写的工作有别的专业的，不算它们还不满，算不算由评委会认定",
        _SEEN,
        "{from_day} 起不算别的专业也满{years}年",
    ),
    "other_trade_unchecked": Words(
        "{degree}申报{title}，{asked}；所写的工作有别的专业的，取得以后本专业做了多久没有写明，请核实", _SEEN
    ),
    "work_short": Words(
        "{degree}申报{title}，{asked}；所写的工作扣除中断还不满，没有写全的请补上，请核实", _SEEN, _REMEDY
    ),
    "work_began_later": Words("{degree}申报{title}，{asked}；按从事本专业的起始日期还不满，请核实", _SEEN, _REMEDY),
    "by_other_title": Words(
        _BY_OTHER, _OTHER, "请先问材料接收单位；按现有职称，{from_day} 起满{own_years}年"
    ),
    "by_other_title_undated": Words(_BY_OTHER, _OTHER, "请先问材料接收单位"),
    "by_appointment": Words(
        "{degree}申报{title}，{asked}；从取得证书算已满，从聘任算还没有满，条文没有写明从哪一个算，请核实",
        _SEEN,
        "{from_day} 起从聘任算也满{years}年",
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
    "by_year_end": Words(
        "{degree}申报{title}，{asked}；算到截止日还不满，算到12月31日才满，通知没有写算到哪天", _SEEN, _TO_WHEN
    ),
    "in_the_month": Words(
        "{degree}申报{title}，{asked}；截止的那一天通知没有印，可能早于满年限的那天；算到12月31日已满", _SEEN, _TO_WHEN
    ),
    "by_printed_day": Words(
        "{degree}申报{title}，{asked}；通知对不同的级别、批次写明算到不同的日子，有的算已满，有的还没有满",
        _SEEN,
        f"先问材料接收单位算到哪天；{_REMEDY}",
    ),
    "by_next_plan": Words("{degree}申报{title}，{asked}；本年度已经截止，报下一年度的，要看它算到哪天", _SEEN, _REMEDY),
    "lacks_title": Words("{degree}申报{title}，{asked}", "现有职称：{held}", "先取得{after}职称"),
    "short": Words("{degree}申报{title}，{asked}（{document}，全国标准，各地不得更低）", _SEEN, _REMEDY),
    "by_exception": Words("按普通途径，{degree}申报{title}的条件没有达到；已注明破格，由评委会认定", _SEEN, _REMEDY),
    "weak_met": Words("据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它已达到，请核实", _SEEN),
    "weak_between": Words(
        "据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它要看算到哪天，请核实", _SEEN, _TO_WHEN
    ),
    "weak_short": Words(
        "据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它还没有达到，请核实", _SEEN, _REMEDY
    ),
    "weak_lacks_title": Words(
        "据二手资料（{region}{document}），{degree}申报{title}，{asked}；按它还没有达到，请核实",
        "",
        "先取得{after}职称",
    ),
    "local_looser": Words(f"{_SHORT}；{{region}}另有说法：{{asked}}（二手资料），按它已达到，请核实", _SEEN),
    "local_between": Words(
        f"{_SHORT}；{{region}}另有说法：{{asked}}（二手资料），按它要看算到哪天，请核实", _SEEN, _TO_WHEN
    ),
    "local_stricter": Words(
        "按全国标准已达到；{region}的说法更严：{asked}（二手资料），按它还没有达到，请核实", _SEEN, _REMEDY
    ),
}  # fmt: skip
