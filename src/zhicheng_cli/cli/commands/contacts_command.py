"""`zc contacts`."""

from __future__ import annotations

from typing import Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.completions import committees, offering_of_data
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, ZcError

app = command_app()


@app.command(cls=ZcCommand, epilog="例：\n  zc contacts\n  zc contacts --specialty 水利\n  zc contacts --committee 12")
@takes_common(without=("provisional",))
def contacts(
    specialty: Annotated[str | None, typer.Option(metavar="专业", help="联系人表专业一栏里的字，也认常用叫法")] = None,
    committee: Annotated[
        str | None,
        typer.Option(
            "--committee",
            "-c",
            metavar="序号或名称",
            help="这个评委会的专业归谁管",
            autocompletion=offering_of_data(committees),
        ),
    ] = None,
    *,
    common: Common,
) -> None:
    """通知列出的继续教育联系人。没有列出的专业会说明，并给出材料接收单位。"""
    from zhicheng_cli.plan.contacts import by_contact, contacts_of, listed_in, search_contacts
    from zhicheng_cli.plan.find import find_committee
    from zhicheng_cli.views.answers.contacts_answer import ContactsAnswer
    from zhicheng_cli.views.parts.wording import nobody_text
    from zhicheng_cli.views.screen.output import emit, say

    if specialty is not None and committee is not None:
        raise ZcError("--specialty 和 --committee 只能用一个")
    options = common.answer()
    session = common.session()
    data = session.data
    one = find_committee(committee.strip(), data.search) if committee is not None else None
    found = None
    if one:
        found = contacts_of([one], data.contacts)
    elif specialty is not None:
        found = search_contacts(specialty.strip(), data.contacts, data.search)
    contacts = by_contact(found.matches) if found else [(contact, ()) for contact in data.contacts]
    nobody = found.nobody if found else ()
    session.warn_of_age()
    session.warn_of_contacts()
    listed = listed_in(data.contacts)
    emit(ContactsAnswer(data.plan, data.contacts_notice, listed, contacts, nobody, one), options)
    for row, fields in nobody:
        say(nobody_text(row, fields, listed))
    if not contacts:
        raise typer.Exit(FINDINGS)
