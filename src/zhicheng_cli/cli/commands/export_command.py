"""`zc export`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.filter_options import Asked, of_mine, select, takes_filters
from zhicheng_cli.cli.frame.options import OUTPUT, Common, NotMe, takes_common
from zhicheng_cli.cli.frame.places import read_calendar, refuse_existing
from zhicheng_cli.errors import FINDINGS, ZcError
from zhicheng_cli.plan.parties import Party

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.plan.leads import Lead
    from zhicheng_cli.views.exports.calendar import CalendarFile
    from zhicheng_cli.views.exports.plan_export import Export

app = command_app()

_EXAMPLES = """例：
  zc export ics -o 职称.ics                        导入手机、Outlook 的日历
  zc export ics --specialty 暖通 --alarm 30d,7w -o 暖通.ics
  zc export xlsx --month 7 -o 七月.xlsx            工作簿：计划、里程碑、联系人
  zc export html -o 计划.html                      一个文件的网页，不用联网
  zc export ics -c 12 -o 12.ics                    一个评委会的
  zc export ics -c 12 --for office --review-date 2021-09-15 -o 办公室.ics
  zc export site -o 网站                           网页和各种日历、数据，放上网站"""


class Form(StrEnum):
    """What the plan can be exported as."""

    ICS = "ics"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    MD = "md"
    SITE = "site"


OF_ONE_FILE = tuple(form for form in Form if form is not Form.SITE)


@app.command(cls=ZcCommand, epilog=_EXAMPLES)
@takes_filters()
@takes_common(without=[name for name in OUTPUT if name not in ("json_version", "fields", "sort")])
def export(
    form: Annotated[Form, typer.Argument(metavar="形式", help=f"{'、'.join(OF_ONE_FILE)}，或 site（整个网站文件夹）")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入的文件；site 写文件夹")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已经有了也替换它")] = False,
    alarm: Annotated[
        str | None, typer.Option(metavar="提前量", help="日历里的提醒：30d（天）、7w（工作日），几个用逗号隔开")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="旧日历", help="上次的 ics（缺省为要替换的）：改了的日程改号，计划里没有了的标为取消"),
    ] = None,
    not_me: NotMe = False,
    review_date: Annotated[
        list[str] | None,
        typer.Option(metavar="[序号=]日期", help="已定的评审日期，日历里的评前报告据此精确推算；可以写几次"),
    ] = None,
    party: Annotated[
        Party | None, typer.Option("--for", metavar="谁", help="日历只列谁的事：applicant 申报人、office 评委会办公室")
    ] = None,
    *,
    asked: Asked,
    common: Common,
) -> None:
    """把计划导出为日历、工作簿、网页等；条件与 zc plan 相同。

    文件要么整个写好，要么保持原样；已有的文件不会被替换，除非写 --force。没有符合的评委会时，退出码为 1，不写文件。
    有自己的档案（zc me）的，在终端里不写条件的日历只有自己的评委会。
    """

    alarms, options = _alarms(alarm, form), common.answer()
    if (options.fields or options.sort) and form not in (Form.CSV, Form.MD):
        raise ZcError("--fields 和 --sort 只用于 csv、md", "去掉它们，或者换一个形式")
    if form is not Form.ICS and (review_date or party):
        raise ZcError("--review-date、--for 只用于日历（ics）", "去掉它们")
    _check_places(form, output, previous, force=force)
    session = common.session()
    own = of_mine(asked, session, not_me=not_me or form is not Form.ICS)
    found = _found(own, session)._replace(fields=options.fields, sort=options.sort, party=party)
    session.warn_of_age()
    _tell(found)
    if not found.matches:
        raise ZcError("没有符合的评委会，没有写文件", "同样的条件用 zc plan 看看", exit_code=FINDINGS)
    if form is Form.ICS and all(match.committee.by_exam for match in found.matches):
        raise ZcError("由考试取得的没有日程，没有写文件", "考试的日子看考试通知", exit_code=FINDINGS)
    if review_date:
        from zhicheng_cli.cli.frame.review_dates import read_review_dates

        chosen = [match.committee for match in found.matches]
        found = found._replace(review_dates=read_review_dates(review_date, chosen, session.data.search))
    if form is Form.SITE:
        assert output is not None
        from .write_site import write_site

        write_site(found, output, alarms, session.plan_named)
        return
    content = (
        _calendar(found, alarms, previous, output) if form is Form.ICS else _content(found, form, common.json_version)
    )
    _write(content, form, output)


def _alarms(text: str | None, form: Form) -> list[Lead]:
    from zhicheng_cli.plan.leads import read_lead
    from zhicheng_cli.written.folding import folded

    if text is None:
        return []
    if form not in (Form.ICS, Form.SITE):
        raise ZcError("--alarm 只用于日历（ics、site）", "去掉 --alarm")
    return list(dict.fromkeys(read_lead(part) for part in folded(text).replace("、", ",").split(",")))


def _check_places(form: Form, output: Path | None, previous: Path | None, *, force: bool) -> None:
    """What can be known before anything is read: where the result goes, and that nothing is lost there."""
    if previous is not None and form is not Form.ICS:
        hint = "site 自己会看文件夹里原有的日历" if form is Form.SITE else "去掉 --previous"
        raise ZcError("--previous 只用于 ics", hint)
    if form is Form.SITE:
        _check_folder(output, force=force)
    elif output is None or str(output) == "-":
        if form is Form.XLSX and sys.stdout.isatty():
            raise ZcError("xlsx 不能显示在终端里", "用 -o 写文件名，例如 -o 计划.xlsx")
    else:
        _check_suffix(form, output)
        refuse_existing(output, force)


def _check_suffix(form: Form, output: Path) -> None:
    suffix = output.suffix.lower().removeprefix(".")
    if suffix != form and suffix in set(Form) - {Form.SITE}:
        raise ZcError(
            f"形式写的是 {form}，文件名却以 .{suffix} 结尾", f"两处写成一样的，例如 zc export {suffix} -o {output.name}"
        )


def _check_folder(output: Path | None, *, force: bool) -> None:
    if output is None or str(output) == "-":
        raise ZcError("site 是一个文件夹，要写明放在哪里", "例如 -o 网站")
    if output.exists() and not output.is_dir():
        raise ZcError(f"“{output}”已经有了，不是文件夹", "换一个名字")
    if output.is_dir() and any(output.iterdir()) and not force:
        raise ZcError(f"文件夹“{output}”里已经有东西，没有改动它", "换一个名字，或者加 --force 更新其中的网站文件")


def _found(asked: Asked, session: Session) -> Export:
    from zhicheng_cli.cli.frame.session import decided_plan
    from zhicheng_cli.views.exports.plan_export import Export

    data, selected = session.data, select(asked, session)
    return Export(
        decided_plan(data, [match.committee for match in selected.matches], lenient=True),
        selected.matches,
        selected.undated,
        data.contacts,
        data.search,
        session.calendar,
        session.today,
        selected.chosen,
        data.contacts_of_other_notice,
        selected.exams,
    )


def _tell(found: Export) -> None:
    from zhicheng_cli.views.answers.plan_answer import undated_text
    from zhicheng_cli.views.screen.output import say

    for words in (*found.exams, *([undated_text(found.undated)] if found.undated else ())):
        say(words)


def _calendar(found: Export, alarms: list[Lead], previous: Path | None, output: Path | None) -> bytes:
    """The calendar as the next edition of the one that is given, or else of the one that it replaces."""
    from zhicheng_cli.plan.deadlines import undated_words
    from zhicheng_cli.views.exports.calendar.calendar_file import compared_words
    from zhicheng_cli.views.screen.output import say

    replaced = output if output is not None and str(output) != "-" and output.is_file() else None
    path = previous or replaced
    try:
        made = _made(found, alarms, None if path is None else read_calendar(path))
    except ZcError as error:
        if path is None or path is previous:
            raise
        made, path = _made(found, alarms, None), None
        say(f"{error.message}，日程从头编号")
    if path is not None:
        say(f"与旧日历相比：{compared_words(made.changed, made.cancelled, made.renamed)}")
        if found.chosen and path is replaced:
            say("没有列入的日程，编号的记录随旧文件去掉了；要接着用，把不同条件的日历写成不同的文件")
    undated = [one for one, milestones in found.entries if not any(of.days for of in milestones)]
    if undated:
        numbers = "、".join(str(one.no) for one in undated)
        say(f"{undated_words(one.cutoff for one in undated)}、不在日历里的评委会：{numbers} 号（zc show 序号）")
    waiting = [f"{one.no} 号{of.label}" for one, milestones in found.entries for of in milestones if of.is_waiting]
    if waiting:
        say(f"要等那年的工作日安排公布、不在日历里：{'、'.join(waiting)}")
    return made.content


def _made(found: Export, alarms: list[Lead], old: bytes | None) -> CalendarFile:
    from zhicheng_cli.views.exports.calendar import make_calendar

    return make_calendar(found.plan, found.entries, found.calendar, today=found.today, alarms=alarms, previous=old)


def _content(found: Export, form: Form, json_version: int) -> bytes:
    from zhicheng_cli.views.screen.progress import in_progress

    made = {
        Form.XLSX: found.workbook,
        Form.CSV: found.csv,
        Form.JSON: lambda: found.json(json_version),
        Form.HTML: found.page,
        Form.MD: found.markdown,
    }
    with in_progress("准备网页的答案" if form is Form.HTML else "导出"):
        return made[form]()


def _write(content: bytes, form: Form, output: Path | None) -> None:
    from zhicheng_cli.files.writing import write_file

    if output is not None and str(output) != "-":
        write_file(output, content)
    elif sys.stdout.isatty():
        sys.stdout.write(content.decode("utf-8-sig"))
    else:
        # The same bytes as in a file, whatever the encoding of the console.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
