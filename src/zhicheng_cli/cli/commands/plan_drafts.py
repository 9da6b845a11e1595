"""`zc plan draft` and `zc plan approve`: a plan for a clerk to edit, and a plan that a person has looked through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import OUTPUT, Common, read_today, takes_common
from zhicheng_cli.errors import ZcError

if TYPE_CHECKING:
    from zhicheng_cli.files.findings import Finding

drafting, approving = command_app(), command_app()

_DRAFT_EXAMPLES = "例：\n  zc plan draft --year 2022 --from 2021 -o plan_2022.yaml"
_APPROVE_EXAMPLES = "例：\n  zc plan approve plan_2022.yaml --by 张三"


@drafting.command(cls=ZcCommand, epilog=_DRAFT_EXAMPLES)
@takes_common(without=("year", "today", "provisional", *OUTPUT))
def draft(
    year: Annotated[int, typer.Option("--year", metavar="年", min=2000, max=2100, help="哪一年度的草稿")],
    before: Annotated[
        int | None, typer.Option("--from", metavar="年", help="照哪一年度的改；缺省为它以前最新的一年")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="缺省打印出来")] = None,
    *,
    common: Common,
) -> None:
    """照去年的计划写一份草稿，供人逐行改：字句照抄，每行写着“未核实”，旧的文号、条款都有标记。

    延期、更正、撤销过的行，照现在的样子抄。改掉所有“未核实”以后，用 zc plan approve 写上核对的人。
    """
    from zhicheng_cli.cli.frame.places import print_blank, refuse_existing
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.files.document import parse
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.notices.drafts.plan_draft import draft_from
    from zhicheng_cli.notices.drafts.plan_text import plan_text
    from zhicheng_cli.plan.city_folders import city_folder, plan_years
    from zhicheng_cli.plan.dataset import Dataset
    from zhicheng_cli.views.screen.output import say

    years = [one for one in plan_years(city_folder(common.data_dir or data_dir(), common.city)) if one < year]
    of = before if before is not None else max(years, default=year - 1)
    if of >= year:
        raise ZcError(f"{of} 年度不在 {year} 年度以前", "--from 写以前的年度")
    data = Dataset(common.data_dir, of, city=common.city)
    name = data.file_of("plan") or ""
    document, _ = parse(data.contents[name], name)
    text = plan_text(draft_from(document.value if document else {}, year))
    if output is None or str(output) == "-":
        print_blank(text)
        return
    refuse_existing(output, force=None)
    write_file(output, text.encode("utf-8"))
    say(f"已写入 {output}：照 {of} 年度的计划抄的草稿，每行都要核对。改好后：zc validate {output}")


@approving.command(cls=ZcCommand, epilog=_APPROVE_EXAMPLES)
@takes_common(without=("city", "year", "provisional", *OUTPUT))
def approve(
    file: Annotated[Path, typer.Argument(metavar="计划", help="核对过的计划文件")],
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="谁核对的")],
    *,
    common: Common,
) -> None:
    """写上谁核对了这份计划。以后文件改动一个字，就又算草稿。

    有错误的、还写着“未核实”的，不写。
    """
    from zhicheng_cli.files.findings import blocks
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.files.writing import write_file
    from zhicheng_cli.notices.drafts.plan_approval import approved_bytes
    from zhicheng_cli.views.parts.findings_text import findings_text
    from zhicheng_cli.views.screen.output import say

    day = read_today(common.today)
    if not (name := by.strip()):
        raise ZcError("没有写是谁核对的", "--by 后面写姓名")
    data, found = read_bytes(str(file))
    if not found:
        found = _errors(str(file), data, common.data_dir)
    if blocks(found):
        raise ZcError(f"“{file}”还有错误，没有写：\n{findings_text(found)}".rstrip("\n"))
    made = approved_bytes(data, str(file), name, day)
    if blocks(found := _errors(str(file), made, common.data_dir)):
        raise ZcError(f"“{file}”的写法特别，写不进核对的人：\n{findings_text(found)}".rstrip("\n"))
    write_file(file, made)
    say(f"{file}：{name}，{day} 核对。以后改动一个字，就又是草稿", even_if_quiet=True)


def _errors(name: str, data: bytes, folder: Path | None) -> list[Finding]:
    """The errors of a plan beside the table of titles; of what is no plan, that it is none."""
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.findings import Severity
    from zhicheng_cli.plan.checks import KINDS

    titles = next(one for at in (folder or data_dir(), data_dir()) if (one := at / "titles.yaml").is_file())
    checked = check_files([(name, data), (str(titles), titles.read_bytes())], KINDS)
    errors = [one for one in checked.findings if one.severity is Severity.ERROR and one.file == name]
    document = checked.documents.get(name)
    if not errors and (document is None or "committees" not in document.value):
        raise ZcError(f"“{name}”不是年度计划")
    return errors
