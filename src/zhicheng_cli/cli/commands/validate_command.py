"""`zc validate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import LenientCommand, command_app
from zhicheng_cli.cli.frame.options import OUTPUT, Common, read_today, takes_common
from zhicheng_cli.errors import FINDINGS, USAGE, ZcError
from zhicheng_cli.files.findings import Finding, Severity
from zhicheng_cli.views.parts.findings_text import FindingFormat, render, summary

if TYPE_CHECKING:
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.files.checking import Checked, Kind
    from zhicheng_cli.files.document import Document
    from zhicheng_cli.reminders.subscriptions.wants import Wanted

app = command_app()

#: The schemas of what is held against what stands beside it.
_DATA = ("plan", "contacts", "rules", "standard")
_UNREADABLE = ("E001", "E002")
_EXAMPLES = """例：
  zc validate data/plan_2021.yaml
  zc validate data 申报档案
  zc validate --form-only 档案.yaml
  zc validate subscriptions.yaml
  zc validate - < 档案.yaml"""


@app.command(cls=LenientCommand, epilog=_EXAMPLES)
@takes_common(without=("provisional", *OUTPUT))
def validate(
    files: Annotated[
        list[str], typer.Argument(metavar="文件", help="数据文件、申报档案、订阅文件或文件夹；- 是标准输入")
    ],
    form_only: Annotated[bool, typer.Option("--form-only", help="申报档案只查写法和前后一致，不查申报条件")] = False,
    *,
    common: Common,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON，同 --format json")] = False,
    format: Annotated[  # noqa: A002 - the option's name
        FindingFormat, typer.Option("--format", help="text 一行一条；json；github 供代码托管平台显示")
    ] = FindingFormat.TEXT,
) -> None:
    """检查数据文件、申报档案和订阅文件：编码、写法、字段，前后是否一致；档案还查申报条件。

    档案没有错误的，再按年度的计划和规则逐条查：不符合是错误，缺信息、要人认定是警告，依据不足是提示。

    文件是哪一种，由内容认出。所有问题一次列全，每个代码用 zc explain 看详解。
    退出码：0 没有错误和警告（可以有提示），1 有，2 有文件读不了。
    """
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.views.screen.colour import wants_colour
    from zhicheng_cli.views.screen.output import say, tolerate_any_text

    day = read_today(common.today)
    names, found = _expand(files)
    contents = []
    for name in names:
        data, unreadable = read_bytes(name)
        found += unreadable
        if not unreadable:
            contents.append((name, data))
    session = cache(common.session)
    found = sorted([*found, *_findings(contents, day, session, form_only)])
    tolerate_any_text(sys.stdout)
    form, encoding = FindingFormat.JSON if json else format, sys.stdout.encoding or "utf-8"
    sys.stdout.write(render(found, names, form, encoding, colour=wants_colour(sys.stdout)))
    say(summary(found, names))
    if any(one.code in _UNREADABLE for one in found):
        raise typer.Exit(USAGE)
    if any(one.severity is not Severity.NOTICE for one in found):
        raise typer.Exit(FINDINGS)


def _findings(
    contents: list[tuple[str, bytes]], day: date, session: Callable[[], Session], form_only: bool
) -> Iterator[Finding]:
    """All that is found; plan, titles and rules are read only if there is something to hold against them."""
    from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
    from zhicheng_cli.applicant.law.checks import DATA_KINDS
    from zhicheng_cli.files import checks as of_files
    from zhicheng_cli.files.checking import bundled_knowledge, check_files
    from zhicheng_cli.plan import checks as of_plan
    from zhicheng_cli.reminders.subscriptions.check_subscriptions import subscription_kinds
    from zhicheng_cli.views.screen.progress import counted

    kinds = {
        **of_plan.KINDS,
        **DATA_KINDS,
        **of_files.KINDS,
        **dossier_kinds(lambda: session().data.search, day),
        **subscription_kinds(lambda: _wanted(session())),
    }
    checked = check_files(counted(contents, "查文件"), kinds, lambda: bundled_knowledge(kinds))
    yield from checked.findings
    sound = _sound(checked, kinds)
    yield from _beside_each_other(sound, [name for name, _ in contents], kinds)
    dossiers = sound.get("dossier", [])
    if dossiers and not form_only:
        yield from _judged(dossiers, session())


def _sound(checked: Checked, kinds: Mapping[str, Kind]) -> dict[str, list[Document]]:
    """The documents without errors, by the names of their schemas."""
    from zhicheng_cli.files.checking import kind_of

    wrong = {one.file for one in checked.findings if one.severity is Severity.ERROR}
    sound: dict[str, list[Document]] = {}
    for file, document in checked.documents.items():
        kind = kind_of(document.value, kinds)
        if kind and file not in wrong:
            sound.setdefault(kind.schema, []).append(document)
    return sound


def _beside_each_other(
    sound: Mapping[str, list[Document]], names: list[str], kinds: Mapping[str, Kind]
) -> Iterator[Finding]:
    """What plans, contacts and figures say against each other, also against those that stand beside them; told of the
    files that were asked for alone."""
    if sound.keys().isdisjoint(_DATA):
        return
    from zhicheng_cli.applicant.law.checks.check_gaps import check_gaps
    from zhicheng_cli.applicant.law.checks.check_rules import check_rules_by_plans
    from zhicheng_cli.applicant.law.checks.check_standards import check_not_to_come, check_one_of_each
    from zhicheng_cli.applicant.rules import all_rules
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.plan.checks.check_contacts import check_contacts_of_city
    from zhicheng_cli.plan.checks.check_folders import beside, check_folders, check_provinces, cities_of
    from zhicheng_cli.plan.checks.check_keys import check_keys
    from zhicheng_cli.plan.checks.check_notice import check_same_notice

    others = [(file, *read_bytes(file)) for file in beside(names) if file not in map(os.path.normpath, names)]
    readable = [(file, data) for file, data, unreadable in others if not unreadable]
    further = _sound(check_files(readable, kinds), kinds)
    plans, rules, contacts = (
        [*sound.get(schema, ()), *further.get(schema, ())] for schema in ("plan", "rules", "contacts")
    )
    needed = {name: rule.only_if_known for rule in all_rules() for name in rule.parameters}
    found = [*check_folders(plans), *check_provinces(plans), *check_keys(plans), *check_same_notice(plans)]
    standards = [*sound.get("standard", ()), *further.get("standard", ())]
    found += [*check_one_of_each(standards), *check_not_to_come(standards, plans), *check_rules_by_plans(rules, plans)]
    for city in cities_of(plans, rules, contacts):
        found += check_gaps(city, needed)
        found += (one for document in city.contacts for one in check_contacts_of_city(document, city.plans))
    yield from (one for one in found if one.file in names)


def _wanted(session: Session) -> Wanted:
    from .remind_run import wanted_of

    return wanted_of(session)


def _judged(dossiers: list[Document], session: Session) -> Iterator[Finding]:
    from zhicheng_cli.applicant.dossier.checks.check_eligibility import check_eligibility
    from zhicheng_cli.applicant.law.law import make_law
    from zhicheng_cli.views.screen.progress import counted

    law = make_law(session.data, session.today, session.calendar)
    session.warn_of_age()
    for document in counted(dossiers, "查申报条件"):
        yield from check_eligibility(document, law)


def _expand(files: list[str]) -> tuple[list[str], list[Finding]]:
    """Folders stand for the YAML files in them and below, in order of their names.

    Returns:
        The names, and a finding for each folder that cannot be looked into, and for each file that a data folder lacks.
    """
    from zhicheng_cli.plan.checks.check_folders import check_whole

    names: list[str] = []
    found: list[Finding] = []
    for file in files:
        if not file:
            raise ZcError("有一个文件名没有写", "写文件或文件夹的路径，- 是标准输入")
        if file == "-" or not Path(file).is_dir():
            names.append(file)
            continue
        inside, failed = _yaml_below(file)
        if not inside and not failed:
            raise ZcError(f"文件夹“{file}”里没有 YAML 文件")
        names += inside
        found += check_whole(Path(file))
        found += (Finding(folder, 1, 1, "E001", "没有读取这个文件夹的权限") for folder in failed)
    return list(dict.fromkeys(names)), found


def _yaml_below(folder: str) -> tuple[list[str], list[str]]:
    """The YAML files in a folder and below, and the folders in it that the system refuses to open."""
    refused: list[str] = []
    found = [
        str(Path(root, name))
        for root, _, names in os.walk(folder, onerror=lambda error: refused.append(str(error.filename)))
        for name in names
        if Path(name).suffix in (".yaml", ".yml")
    ]
    return sorted(found), refused
