"""Small words of the mail: days, and what is left to them."""

from __future__ import annotations

from datetime import date

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.deadlines import Left
from zhicheng_cli.plan.milestones import Milestone
from zhicheng_cli.plan.periods import Precision
from zhicheng_cli.reminders.departure import Departure
from zhicheng_cli.reminders.items import Item
from zhicheng_cli.views.parts.wording import WEEKDAYS, day_name_of

_ASK = "上面的日子是推算的；具体哪天，请问接收单位）"
#: How closely the notice names a day that was inferred from it.
INFERRED = {
    Precision.MONTH: f"（只印到月，{_ASK}",
    Precision.MONTH_END: f"（只印到月底，{_ASK}",
    Precision.XUN: f"（只印到旬，{_ASK}",
    Precision.RANGE: f"（印的是一段时间，{_ASK}",
}


def short_day(day: date, year: int) -> str:
    """`7月1日`; with its year where that is another."""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """`2021年7月1日（周四）`."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def left_words(left: Left) -> str:
    """`还有14天、10个工作日`.

    Raises:
        CalendarRangeError: the calendar does not know the days between.
    """
    if left.days <= 0:
        return "已过" if left.days else "就是今天"
    return f"还有{left.days}天、{left.workdays}个工作日"


def is_between(milestone: Milestone, today: date) -> bool:
    """Whether the safe day has passed and the last has not: it may be too late already. Never so of a review."""
    days = milestone.days
    return milestone.event != "review" and days is not None and days.safe < today <= days.last


def late_words(event: str) -> str:
    """What may have happened when the safe day has passed."""
    return "截止" if event == "cutoff" else "来不及"


def ask_words(committee: Committee, event: str, *, brief: bool = False) -> str:
    """What to do then: a report's days hang on the day of the review, the others on those who take the papers."""
    if event == "report":
        return "请马上核对评审日期"
    if not committee.receivers:
        return "请马上问当地人力社保部门"
    return "请马上问" if brief else "请马上打电话问接收单位"


def days_before(item: Item) -> tuple[date, ...]:
    """The days, none, one or two, that the person was told before."""
    return tuple(dict.fromkeys(day for day in (item.was, item.was_last) if day))


def departed_words(departure: Departure, plan: Plan) -> str:
    """How a body left the plan: `已从2021年度的计划中撤去（湖人社函〔2021〕99号：撤销第26行）`."""
    if departure.year:
        return f"已不在{plan.year}年度的计划里，改列在{departure.year}年度的计划"
    basis = f"{departure.document}：{departure.words}" if departure.document else "计划没有写明由哪个文件撤去"
    return f"已从{plan.year}年度的计划中撤去（{basis}）"


def former_name(item: Item) -> str:
    """Under which other name the person was told of the body: `原名“市建设工程专业中级职务评审委员会”`, or nothing."""
    return f"原名“{item.was_called}”" if item.was_called else ""


def names_before(item: Item) -> tuple[str, str]:
    """What two of them were called; those of several batches or audiences have no other name than where they lie."""
    if len(item.was_keys) > 1:
        return "最早", "最晚"
    return day_name_of(item.key.event, "safe"), day_name_of(item.key.event, "last")


def moved_words(was: date, now: date, what: str) -> str:
    """How far a day lies from the one before, which `what` names: `比原来的最迟日早5天`."""
    days = (now - was).days
    if not days:
        return f"就是{what}"
    return f"比{what}{'晚' if days > 0 else '早'}{abs(days)}天"
