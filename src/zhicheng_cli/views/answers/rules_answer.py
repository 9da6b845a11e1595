"""`zc rules`: the catalogue of rules, one rule whole, the standard of a series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.applicant.judgement.assessment import where_to_write
from zhicheng_cli.applicant.judgement.rule_pages import rule_page
from zhicheng_cli.applicant.judgement.rule_sources import sources_of
from zhicheng_cli.applicant.judgement.two_verdicts import SIDES
from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.views.parts.citations import Bases, citation_cells
from zhicheng_cli.views.parts.documents import plan_document
from zhicheng_cli.views.parts.figures_table import about, figures_used, value_text
from zhicheng_cli.views.parts.wording import source_line
from zhicheng_cli.views.screen.pointers import guided
from zhicheng_cli.views.screen.table import Fitting, Table

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.standards import LevelStandard, Standard, Way
    from zhicheng_cli.applicant.law.verdicts import Words
    from zhicheng_cli.views.screen.answer import Part

_COUNTS = {"certificate": "取得证书", "appointment": "聘任", None: "条文没有写"}
_STANDARD_NOTE = "全国标准各地不得放宽，省里可以更严。年数是“—”的，没有看到条文，请查原文件。"
#: What is filled in when a reason is told.
_BLANK = re.compile(r"(?:\{[^}]*\})+")


class RulesAnswer(NamedTuple):
    """Every rule, with its parameters as they hold in the plan's year.

    Attributes:
        whole: whether a screen tells the figures too, and what they rest on.
    """

    law: Law
    whole: bool = False

    def document(self) -> dict[str, object]:
        """`zc.rules/1`."""
        return _document(self.law, all_rules())

    def table(self) -> Table:
        """One row a parameter; a rule without one has a row too."""
        columns = ("规则", "名称", "看哪些信息", "参数", "值", "内容", "依据", "条款", "可靠程度")
        rows = tuple(row for rule in all_rules() for row in _rows(rule, self.law))
        return Table(columns, rows, source_line(self.law.plan))

    def screen(self) -> Sequence[Part]:
        """How many there are of either side, and a line a rule; what they look at where there is room."""
        if self.whole:
            return self._with_figures()
        rules = all_rules()
        counts = "、".join(f"{name} {sum(one.side is side for one in rules)} 条" for side, name in SIDES.items())
        rows = tuple((one.code, SIDES[one.side], one.name) for one in rules)
        facts = tuple((*row, _asks(one)) for row, one in zip(rows, rules, strict=True))
        columns = ("规则", "哪一类", "名称")
        return [
            f"{len(rules)} 条规则：{counts}。一条的详解和依据：zc rules 规则。",
            Fitting((Table((*columns, "看哪些信息"), facts), Table(columns, rows))),
            "看哪些信息、全部数字和依据：--all。各系列的学历、年限标准：zc rules --standard 系列",
            source_line(self.law.plan),
        ]

    def _with_figures(self) -> list[Table | str]:
        """A row a rule; its parameters count through the bases below."""
        used = [(rule, sources_of(rule, self.law)) for rule in all_rules()]
        bases = Bases(one.cite for _, parameters in used for one in parameters)
        rows = []
        for rule, parameters in used:
            lines = [f"{about(one)} {bases.numbers(one.cite)}" for one in parameters]
            rows.append((rule.code, rule.name, _asks(rule), "\n".join(lines) or "—"))
        return [
            source_line(self.law.plan),
            Table(("规则", "名称", "看哪些信息", "用哪些数字"), tuple(rows)),
            *bases.lines(),
            "详解：zc rules 规则。各系列的学历、年限标准：zc rules --standard 系列",
        ]


class RuleAnswer(NamedTuple):
    """One rule: its page, the facts it asks, its parameters, all its reasons."""

    law: Law
    rule: Rule

    def document(self) -> dict[str, object]:
        """`zc.rules/1`, with this rule alone."""
        return _document(self.law, [self.rule])

    def table(self) -> Table:
        """One row a reason."""
        columns = ("规则", "名称", "理由代码", "理由", "个人情况", "怎样才符合")
        rows = tuple(
            (
                self.rule.code,
                self.rule.name,
                code,
                words.general,
                "\n".join(_seen(words)),
                guided(words.remedy, words.see),
            )
            for code, words in self.rule.words.items()
        )
        return Table(columns, rows, source_line(self.law.plan))

    def screen(self) -> list[Table | str]:
        """The page, then the tables."""
        rule, page = self.rule, rule_page(self.rule)
        shown: list[Table | str] = [f"{rule.code}  {rule.name}", source_line(self.law.plan), "", page.about]
        for label, example in (("符合：", page.meets), ("不符合：", page.fails)):
            if example:
                shown += ["", label, *(f"    {line}" for line in example.splitlines())]
        facts = tuple((label, path) for path, label in map(where_to_write, rule.reads))
        reasons = tuple((code, _BLANK.sub("…", words.general)) for code, words in rule.words.items())
        shown += ["", f"怎么办：{page.remedy}", Table(("信息", "写在哪里"), facts, "看哪些信息")]
        shown += figures_used(sources_of(rule, self.law), self.law.plan.year)
        return [*shown, Table(("代码", "理由"), reasons, "可能的理由")]


class StandardAnswer(NamedTuple):
    """The standard of one series as a decision table."""

    plan: Plan
    standard: Standard

    def document(self) -> dict[str, object]:
        """`zc.rules-standard/1`."""
        return {
            "format": "zc.rules-standard/1",
            "series": self.standard.series,
            "document": self.standard.document,
            "note": self.standard.note,
            "levels": [_level_document(level) for level in self.standard.levels],
        }

    def table(self) -> Table:
        """Every column, one row a way."""
        columns = (
            "系列", "级别", "职称", "学历、学位", "先有职称", "年数", "年数从何时算", "哪里的标准", "只对", "说明",
            "依据", "条款", "可靠程度",
        )  # fmt: skip
        rows = tuple((self.standard.series, *_way_row(level, way)) for level, way in self._ways())
        return Table(columns, rows)

    def screen(self) -> list[Table | str]:
        """One row a way; the words it rests on below it."""
        bases = Bases(way.cite for _, way in self._ways())
        rows = tuple((*_way_screen_row(level, way), bases.numbers(way.cite)) for level, way in self._ways())
        document = self.standard.document or "没有查到文号"
        return [
            f"{self.standard.series}系列 · {document}",
            *([self.standard.note] if self.standard.note else []),
            Table(("级别", "学历、学位", "先有职称", "年数", "说明", "依据"), rows),
            *bases.lines(),
            *map(_about_level, filter(_has_more, self.standard.levels)),
            _STANDARD_NOTE,
        ]

    def _ways(self) -> Iterable[tuple[LevelStandard, Way]]:
        return ((level, way) for level in self.standard.levels for way in (*level.ways, *level.local))


def _document(law: Law, rules: Iterable[Rule]) -> dict[str, object]:
    return {
        "format": "zc.rules/1",
        "plan": plan_document(law.plan),
        "rules": [_rule_document(rule, law) for rule in rules],
    }


def _rule_document(rule: Rule, law: Law) -> dict[str, Any]:
    places = [(fact, *where_to_write(fact)) for fact in rule.reads]
    return {
        "code": rule.code,
        "name": rule.name,
        "page": rule_page(rule)._asdict(),
        "reads": [{"fact": fact, "path": path, "label": label} for fact, path, label in places],
        "parameters": [
            {"id": one.id, "value": _plain(one.value), "words": about(one), "citation": one.cite._asdict()}
            for one in sources_of(rule, law)
        ],
        "reasons": [
            {"code": code, "says": words.general, "seen": list(_seen(words)), "remedy": guided(words.remedy, words.see)}
            for code, words in rule.words.items()
        ],
    }


def _plain(value: int | tuple[str, ...] | None) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _seen(words: Words) -> tuple[str, ...]:
    seen = (words.seen,) if isinstance(words.seen, str) else words.seen
    return tuple(one for one in seen if one)


def _asks(rule: Rule) -> str:
    return "、".join(label for _, label in map(where_to_write, rule.reads))


def _rows(rule: Rule, law: Law) -> Iterable[tuple[str, ...]]:
    start = (rule.code, rule.name, _asks(rule))
    for one in sources_of(rule, law):
        yield (*start, one.id, value_text(one), about(one), *citation_cells(one.cite))


def _level_document(level: LevelStandard) -> dict[str, Any]:
    return {
        "level": level.level,
        "titles": list(level.titles),
        "complete": level.complete,
        "accepts": list(level.accepts),
        "by": level.by,
        "note": level.note,
        "ways": [_way_document(way) for way in (*level.ways, *level.local)],
    }


def _way_document(way: Way) -> dict[str, Any]:
    return {
        "degrees": list(way.degrees),
        "after": way.after,
        "years": way.years,
        "counts": way.counts,
        "region": way.region,
        "whom": way.whom,
        "note": way.note,
        "citation": way.cite._asdict(),
    }


def _has_more(level: LevelStandard) -> bool:
    return bool(level.by or level.accepts or level.note)


def _about_level(level: LevelStandard) -> str:
    """What there is to know of a level beside its lines."""
    exam = "只考试，不评审" if level.by == "exam" else ""
    accepts = f"{'、'.join(level.accepts)}系列的职称也算" if level.accepts else ""
    return f"{level.level}：{'；'.join(filter(None, (exam, accepts, level.note)))}"


def _way_row(level: LevelStandard, way: Way) -> tuple[str, ...]:
    return (
        level.level,
        "、".join(level.titles) or "全部",
        "、".join(way.degrees),
        way.after or "不需要",
        "" if way.years is None else str(way.years),
        _COUNTS[way.counts] if way.after else "从业",
        way.region or "全国",
        way.whom or "",
        way.note,
        *citation_cells(way.cite),
    )


def _way_screen_row(level: LevelStandard, way: Way) -> tuple[str, ...]:
    region = "" if way.region is None else f"{way.region}{f'，只对{way.whom}' if way.whom else ''}"
    counts = f"从{_COUNTS[way.counts]}起算" if way.after and way.counts else ""
    names = f"{level.level}\n（{'、'.join(level.titles)}）" if level.titles else level.level
    return (
        names,
        "、".join(way.degrees),
        way.after or "不需要",
        "—" if way.years is None else f"{way.years}年{'' if way.after else '（从业）'}",
        "\n".join(filter(None, (region, counts, way.note))),
    )
