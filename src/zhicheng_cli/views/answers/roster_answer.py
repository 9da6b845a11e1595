"""`zc check --roster`: what is written about a roster beside the persons, and the summary on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from typing import NamedTuple

from zhicheng_cli.applicant.law.verdicts import IN_WORDS, WEIGHT, Verdict
from zhicheng_cli.applicant.roster.engine import Refused
from zhicheng_cli.applicant.roster.tally import Explained, Tally
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.views.parts.citations import citation_cells
from zhicheng_cli.views.parts.wording import source_line
from zhicheng_cli.views.screen.table import Table

#: The result, one row a person; then what programs go by: the facts and the numbers of the reasons.
COLUMNS = (
    "行号", "姓名", "身份证号", "申报职称", "结论", "条件", "手续", "理由", "要做的事", "评委会", "材料接收单位",
    "最早日期", "备注", "缺少的信息", "未了结的理由", "全部理由",
)  # fmt: skip
#: The sheets of a workbook, and what the files beside a CSV or Parquet result are called.
SHEETS = {"result": "结果", "refused": "退回", "summary": "汇总", "reasons": "说明"}
UNSOUND = "身份证号的位数或校验码不对"
#: Before the headings of what is told by the month alone.
BY_MONTH = "只写到月，按那个月的最后一天算："
REFUSED_COLUMNS = ("行号", "姓名", "列", "内容", "原因")
_REASON_COLUMNS = ("编号", "规则", "名称", "结论", "理由", "依据", "条款", "可靠程度", "人数")
_SUMMARY_COLUMNS = ("规则", "名称", "结论", "人数")
_WHOLE = "总结论"


class ResultAbout(NamedTuple):
    """What is known of a result before the first person.

    Attributes:
        columns: of the result: see `result_columns`.
        plan: by which it was judged.
        today: the day of judgement.
    """

    columns: tuple[str, ...]
    plan: Plan
    today: date


def result_columns(kept: Iterable[str]) -> tuple[str, ...]:
    """The result's columns: ours, and those of the roster that come back as they are; no two are called the same.

    Args:
        kept: the headings of the latter.
    """
    columns = list(COLUMNS)
    for heading in kept:
        names = chain((heading, f"{heading}（名册）"), (f"{heading}（名册{place}）" for place in count(2)))
        columns.append(next(name for name in names if name not in columns))
    return tuple(columns)


def refused_rows(refused: Iterable[Refused]) -> tuple[tuple[str, ...], ...]:
    """The cells that could not be read, under `REFUSED_COLUMNS`."""
    return tuple((str(one.row), *one[1:]) for one in refused)


def reasons_table(tally: Tally) -> Table:
    """Every reason once, by the number that the persons' rows refer to."""
    rows = (_reason_row(one, count) for one, count in zip(tally.explained, tally.counts, strict=True))
    return Table(_REASON_COLUMNS, tuple(rows))


def _reason_row(one: Explained, count: int) -> tuple[str, ...]:
    return (
        str(one.number),
        one.rule.code,
        one.rule.name,
        IN_WORDS[one.reason.verdict],
        one.sentence,
        *citation_cells(*one.reason.cites),
        str(count),
    )


def summary_table(tally: Tally) -> Table:
    """Rows read, answered and refused; persons by verdict, on the whole and by rule."""
    counts = [
        ("读入行数", tally.read_rows),
        ("答复", tally.answered_rows),
        ("退回", tally.refused_rows),
        ("空行（不算）", tally.blank_rows),
        (UNSOUND, tally.unsound),
    ]
    rows = [("", "", what, str(count)) for what, count in counts]
    rows += [("", _WHOLE, IN_WORDS[one], str(tally.verdicts[one])) for one in WEIGHT]
    for rule, verdicts in tally.by_rule():
        rows += [(rule.code, rule.name, IN_WORDS[one], str(verdicts[one])) for one in WEIGHT if verdicts[one]]
    return Table(_SUMMARY_COLUMNS, tuple(rows))


class RosterAnswer(NamedTuple):
    """What became of a roster; the persons are in the files, and so there is no document."""

    plan: Plan
    tally: Tally

    def table(self) -> Table:
        """The summary, as in the file."""
        return summary_table(self.tally)

    def screen(self) -> list[Table | str]:
        """Verdicts across, rules down."""
        tally = self.tally
        shown = [one for one in WEIGHT if one is not Verdict.NOT_APPLICABLE]
        heads = ("规则", "名称", *(IN_WORDS[one] for one in (*shown, Verdict.NOT_APPLICABLE)))
        rows = [("", _WHOLE, *(str(tally.verdicts[one]) for one in shown), "")]
        for rule, counts in tally.by_rule():
            rows.append((rule.code, rule.name, *(str(counts[one]) for one in (*shown, Verdict.NOT_APPLICABLE))))
        told = f"读入 {tally.read_rows} 行：答复 {tally.answered_rows} 行，退回 {tally.refused_rows} 行"
        if tally.blank_rows:
            told += f"；另有空行 {tally.blank_rows} 行"
        notes = [f"{tally.unsound} 行的{UNSOUND}（照样答复，见备注）"] if tally.unsound else []
        return [source_line(self.plan), Table(heads, tuple(rows), "人数"), told, *notes]
