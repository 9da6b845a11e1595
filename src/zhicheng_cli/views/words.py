"""Small words that several views share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhicheng_cli.plan.committees import Committee, Plan, Receiver
from zhicheng_cli.plan.periods import Period, Precision, Status

PRECISION = {
    Precision.DAY: "到日",
    Precision.XUN: "到旬",
    Precision.MONTH_END: "到月底",
    Precision.MONTH: "到月",
    Precision.RANGE: "区间",
}
EVIDENCE = {
    "text": "通知或法规原文",
    "copy": "第三方转载的原文",
    "secondary": "仅见于二手资料，请核实",
    "recalled": "未见出处，请查原文件",
}
WEEKDAYS = "一二三四五六日"
IMPRECISE = (
    "通知没有印到日，稳妥、最迟两日是由印出的月、旬推算的：截止落在这段时间的某一天，"
    "稳妥按其中最早的一天、最迟按最晚的一天，遇休息日取之前的最后一个工作日（因此可能落在上个月）。"
)


def day_text(day: date | None) -> str:
    """ISO, or empty."""
    return day.isoformat() if day else ""


def day_with_weekday(day: date | None) -> str:
    """The day, and its weekday on a line of its own; or empty."""
    return f"{day}\n周{WEEKDAYS[day.weekday()]}" if day else ""


def receiver_text(receiver: Receiver) -> str:
    """Unit and phones as printed, one space between."""
    return " ".join((receiver.unit, *receiver.phones))


def receivers_text(committee: Committee, separator: str = "\n") -> str:
    """All receivers of a committee, one an entry."""
    return separator.join(receiver_text(receiver) for receiver in committee.receivers)


def status_text(period: Period) -> str:
    """Why a period has no days; empty for a dated one."""
    if period.status is Status.DELEGATED:
        return f"由{period.delegated_to}确定"
    return {Status.UNDECIDED: "待定", Status.UNSTATED: "通知未印"}.get(period.status, "")


def is_imprecise(periods: Iterable[Period]) -> bool:
    """Whether a shown day was inferred from a month, a 旬 or a month's end."""
    return any(
        window.precision is not Precision.DAY and window.earliest != window.latest
        for period in periods
        for window in period.windows
    )


def source_line(plan: Plan) -> str:
    """The notice in a few words."""
    return f"{plan.about['region']}{plan.year}年度 · {plan.document}（{plan.issued}印发）"


def age_line(plan: Plan, today: date) -> str | None:
    """For a plan of a past year: which notice, issued when, how old. Else None."""
    if plan.year >= today.year:
        return None
    from dateutil.relativedelta import relativedelta

    age = relativedelta(today, plan.issued)
    years = f"{age.years}年" if age.years else ""
    months = f"{age.months}个月" if age.months else ""
    old = years + months or "不到1个月"
    return f"注意：这是{plan.year}年度的计划（{plan.document}，{plan.issued}印发，距今{old}），不是今年的。"
