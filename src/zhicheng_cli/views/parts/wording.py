"""Small words that several views share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhicheng_cli.plan.committees import Committee, Plan
from zhicheng_cli.plan.periods import Period, Precision, Status, Window
from zhicheng_cli.views.screen.footnote import Footnote
from zhicheng_cli.workdays import WorkCalendar
from zhicheng_cli.written.phones import read_phone

from .citations import citation_text

if TYPE_CHECKING:
    from zhicheng_cli.plan.contacts import ContactMatch
    from zhicheng_cli.plan.deadlines import Left
    from zhicheng_cli.plan.keys import MilestoneKey
    from zhicheng_cli.plan.milestones import Milestone

PRECISION = {
    Precision.DAY: "到日",
    Precision.XUN: "到旬",
    Precision.MONTH_END: "到月底",
    Precision.MONTH: "到月",
    Precision.RANGE: "区间",
}
#: Milestones that come from the printed time of the review; the others come from the cut-off.
BY_REVIEW = ("report", "review")
#: What all committees have in their names, so that a name is known without it.
_COMMON = "(专业技术)?(职务|任职|资格)*评审委员会"
WEEKDAYS = "一二三四五六日"
IMPRECISE = (
    "通知没有印到日，稳妥、最迟两日是由印出的月、旬推算的：截止落在这段时间的某一天，"
    "稳妥按其中最早的一天、最迟按最晚的一天，遇休息日取之前的最后一个工作日（因此可能落在上个月）。"
)
PROVISIONAL_ABOUT = (
    "有的日子所在年份的工作日安排还没有公布，只按周一至周五和元旦、劳动节、国庆节的固定日期推算，公布后请再查。"
)
PROVISIONAL = f"暂定：{PROVISIONAL_ABOUT}"
#: Below a screen, where the first are too long to be read each time.
IMPRECISE_NOTE = Footnote("稳妥、最迟是由印出的月、旬推算的（-v 说怎样算）。", IMPRECISE)
PROVISIONAL_NOTE = Footnote("暂定：有的年份的工作日安排还没有公布（-v 说怎样算）。", PROVISIONAL)


def day_text(day: date | None) -> str:
    """ISO, or empty."""
    return day.isoformat() if day else ""


def day_with_weekday(day: date | None) -> str:
    """The day, and its weekday on a line of its own; or empty."""
    return f"{day}\n周{WEEKDAYS[day.weekday()]}" if day else ""


def short_day(day: date, year: int) -> str:
    """`07-30`; with its year where that is not the plan's."""
    return f"{day:%m-%d}" if day.year == year else str(day)


def name_text(committee: Committee) -> str:
    """The name, and for whom alone it sits: a company's own committee takes nobody else; and where an examination gives
    others of its titles, whose papers it takes."""
    return "\n".join((cell_text(committee, "name"), *_limits(committee)))


def key_text(committee: Committee) -> str:
    """The same by the key, where a screen is too narrow for names."""
    return "\n".join((committee.key, *_limits(committee)))


def _limits(committee: Committee) -> Iterator[str]:
    if committee.limits:
        yield f"（限{committee.limits}）"
    if committee.papers_for.titles and not committee.by_exam:
        yield f"（只收{committee.papers_for.short}）"


def heading_text(committee: Committee) -> str:
    """Number and name on a line of its own."""
    return f"{committee.no}  {name_text(committee)}".replace("\n", "")


def short_name(committee: Committee) -> str:
    """The name without what all committees have in theirs: 市建设工程专业中级评委会."""
    return re.sub(_COMMON, "评委会", committee.name)


def who_text(window: Window | None, period: Period) -> str:
    """Batch and audience of a window: 第2批, 市直学校; 市直学校以外 where others are named apart; empty for all."""
    if window is None or window.audience:
        return window.who if window else ""
    named = [one.audience for one in period.windows if one.audience and one.batch == window.batch]
    others = f"{'、'.join(named)}以外" if named else ""
    return " ".join(part for part in (window.who, others) if part)


def milestone_who(committee: Committee, milestone: Milestone) -> str:
    """Whom a milestone concerns, as `who_text` says it of the period that it comes from; empty without a window."""
    return who_text(milestone.window, period_of(committee, milestone)) if milestone.window else ""


def key_who(committee: Committee, key: MilestoneKey) -> str:
    """The same of one that has no window any more. A number that is no batch's is its place: 第2次."""
    number = f"第{key.batch}{'批' if key_batch(committee, key) else '次'}" if key.batch else ""
    return " ".join(filter(None, (number, key.audience)))


def key_batch(committee: Committee, key: MilestoneKey) -> int | None:
    """The batch of a milestone, where the time that it comes from is printed in batches."""
    in_batches = any(window.batch for window in period_of(committee, key).windows)
    return key.batch if in_batches else None


def told_note(milestone: Milestone) -> str:
    """What is reported, and what a reader must know beside it."""
    return "；".join(filter(None, (milestone.content, milestone.note)))


def period_of(committee: Committee, milestone: Milestone | MilestoneKey) -> Period:
    """The printed time that a milestone comes from; that of a stage which is no more says nothing."""
    if milestone.stage:
        found = (one.period for one in committee.stages if one.name == milestone.stage)
        return next(found, Period("", Status.UNSTATED))
    return committee.review if milestone.event in BY_REVIEW else committee.cutoff


def day_name(milestone: Milestone, which: str) -> str:
    """What one of a milestone's two days is called: 稳妥, 最迟 (a review: 最早, 最晚); empty where there is one."""
    if milestone.days is None or milestone.days.safe == milestone.days.last:
        return ""
    return day_name_of(milestone.event, which)


def day_name_of(event: str, which: str) -> str:
    """The same, where only the event is known; a review has no deadline, so it has no safe day either."""
    names = ("最早", "最晚") if event == "review" else ("稳妥", "最迟")
    return names[which == "last"]


def left_text(left: Left | None) -> str:
    """Days and working days left, or that the day has passed; empty without a day."""
    if left is None:
        return ""
    if left.days < 0:
        return "已过"
    return f"{left.days}天" if left.workdays is None else f"{left.days}天\n{left.workdays}个工作日"


def cell_text(committee: Committee, cell: str) -> str:
    """What a printed cell says now, by its key, and below it what it said before, as void; may be empty.

    A cut-off without its column is that of the stage by which the row is known. Of what an examination gives there are
    no times.
    """
    if committee.by_exam and cell in ("cutoff", "review"):
        return ""
    said = committee.printed[cell] or (committee.cutoff.text if cell == "cutoff" else "")
    return "\n".join(filter(None, (said, *void_lines(committee, cell))))


def audience_text(committee: Committee, window: Window) -> str:
    """Whom a cut-off is for: the audience that its words name, else the titles for which it is; empty = all."""
    return window.audience or str(committee.papers_for)


def void_lines(committee: Committee, cell: str) -> list[str]:
    """What a printed cell said before it was changed, a line each, as void."""
    return [f"（原为{old}，作废）" for old in committee.void(cell)]


def time_text(committee: Committee, cell: str) -> str:
    """The same of a printed time, with why it has no day where the words do not tell; may be empty."""
    period = committee.cutoff if cell == "cutoff" else committee.review
    text = cell_text(committee, cell)
    if committee.by_exam:
        return period.reason if cell == "cutoff" else ""
    return "\n".join(filter(None, (text, f"（{period.reason}）" if period.reason else "")))


def source_text(committee: Committee) -> str:
    """Where a row stands, and below it each later document that changed it, with its words."""
    later = (
        f"{citation_text(one.basis)}，{one.issued}印发，{one.kind}：{one.words}"
        for one in committee.changes
        if one.cell
    )
    return "\n".join(dict.fromkeys((str(committee.source), *later)))


def receivers_text(committee: Committee, separator: str = "\n") -> str:
    """All receivers of a committee, one an entry."""
    return separator.join((*map(str, committee.receivers), *void_lines(committee, "receivers")))


def receivers_dialled(committee: Committee, plan: Plan) -> str:
    """The receivers, their phones with area code and what else is printed of them, one a line."""
    area, lines = plan.region.area_code, list[str]()
    for one in committee.receivers:
        lines += (one.unit, *(read_phone(phone, area).shown for phone in one.phones), one.more)
    return "\n".join((*filter(None, lines), *void_lines(committee, "receivers")))


def note_lines(committee: Committee) -> list[str]:
    """What else is printed of a row, a line each: 收费：评审费每人200元（四（二））."""
    return [f"{one.about}：{one}" for one in committee.printed_notes]


def fields_text(matches: Sequence[ContactMatch]) -> str:
    """The fields a contact was found for, those with the same reason together."""
    by_basis: dict[str, list[str]] = {}
    for match in matches:
        by_basis.setdefault(match.basis, []).append(match.specialty or "全部专业")
    return "\n".join(f"{'、'.join(fields)}（{basis}）" for basis, fields in by_basis.items())


def nobody_text(committee: Committee, fields: Sequence[str], listed_in: str) -> str:
    """What to do where nobody is named there, in 附件2 or wherever a notice lists its contacts."""
    place = committee.source.place
    row = f"{place}（{committee.name}）" if place else committee.name
    what = f"的{'、'.join(fields)}" if fields else ""
    receivers = receivers_text(committee, "、")
    ask = f"请问材料接收单位：{receivers}" if receivers else "请问当地人力社保部门"
    return f"{listed_in} 没有列出{row}{what}的联系人；{ask}"


def is_imprecise(windows: Iterable[Window | None]) -> bool:
    """Whether a shown day was inferred from a month, a 旬 or a month's end."""
    return any(window is not None and window.earliest != window.latest for window in windows)


def is_provisional(days: Iterable[date], calendar: WorkCalendar) -> bool:
    """Whether one of the days was reckoned outside the announced years, so that the answer is provisional."""
    return any(calendar.first_day <= day <= calendar.last_day and not calendar.is_announced(day) for day in days)


def source_line(plan: Plan) -> str:
    """The notice in a few words, and that nobody has looked its plan through yet."""
    draft = "（草稿，没有核对过）" if plan.is_draft else ""
    return f"{plan.region.city}{plan.year}年度 · {plan.document}（{plan.issued}印发）{draft}"


def age_line(plan: Plan, today: date) -> str | None:
    """For a plan of a past year: a warning that says which notice, issued when, how old. Else None."""
    words = age_words(plan, today)
    return words and f"注意：{words}"


def age_words(plan: Plan, today: date) -> str | None:
    """The same without the word of warning."""
    if plan.last_year >= today.year:
        return None
    from dateutil.relativedelta import relativedelta

    age = relativedelta(today, plan.issued)
    years = f"{age.years}年" if age.years else ""
    months = f"{age.months}个月" if age.months else ""
    old = years + months or "不到1个月"
    return f"这是{plan.year}年度的计划（{plan.document}，{plan.issued}印发，距今{old}），不是今年的。"
