"""The mail to the sender himself: there is no plan of this year, so that nobody is reminded of anything."""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage

from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.reminders.subscriptions.subscriptions import Mailbox
from zhicheng_cli.views.parts.wording import source_line

from .headers import POLICY, identifier_of, write_head


def no_plan_notice(sender: Mailbox, plan: Plan, *, today: date, now: datetime) -> EmailMessage:
    """The mail of a month; all of one month have one Message-ID.

    Args:
        plan: the newest that there is.

    Raises:
        ZcError: the sender's address is none.
    """
    message = EmailMessage(policy=POLICY)
    message.set_content(
        f"没有 {today.year} 年度的计划，所以现在不提醒任何人：最新的一份是{source_line(plan)}，它的日子都过了。\n\n"
        f"通知下来以后，把 plan_{today.year}.yaml 放进数据文件夹，提醒就会接着发。"
        "在那以前，这封信每个月发一次，只发给发件人。\n",
        cte="base64",
    )
    identifier = identifier_of(sender.address, ["no plan", plan.region.city, f"{today:%Y-%m}"])
    subject = f"【职称】没有 {today.year} 年度的计划，提醒停了"
    write_head(message, people=(sender, sender), subject=subject, identifier=identifier, now=now)
    return message
