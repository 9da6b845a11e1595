"""`zc import`: an office's file in, what stands in it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common
from zhicheng_cli.errors import FINDINGS, OK, ZcError, visible
from zhicheng_cli.views.screen.progress import in_progress

from .import_plan import is_plan_file, known_titles, made_plan, refuse_another_city, write_changes, write_draft
from .import_review import asked_settled, settled_before, write_review_page
from .import_review import keep as keep_answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhicheng_cli.notices.drafts.plan_assembly import MadePlan
    from zhicheng_cli.notices.import_settled import Settled
    from zhicheng_cli.notices.importing import Imported
    from zhicheng_cli.notices.papers.paper import Paper

app = command_app()


_EXAMPLES = """例：
  zc import 通知.txt --json
  zc import 正文.txt 附件1.txt
  zc import 通知.txt -o plan_2022.yaml   写成计划的草稿，联系人写在旁边
  zc import 延期.txt -o 改动.yaml        写成计划的 changes，核对以后抄进去"""


@app.command("import", cls=ZcCommand, epilog=_EXAMPLES)
@takes_common(without=("today", "provisional", "json_version"))
def import_notice(
    notices: Annotated[
        list[str], typer.Argument(metavar="通知…", help="通知的文件；正文和附件分开的，几个文件一起给出来")
    ],
    *,
    review_page: Annotated[
        Path | None,
        typer.Option("--review-page", metavar="文件", help="写成核对页：在浏览器里对照原件逐格核对，导出答复"),
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option("--answers", metavar="文件", help="带上核对的答复；可以写几次，后面的为准"),
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="在终端里一处一处地问；答复可以用 --keep 存下")] = False,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="文件", help="把全部答复存成一个文件，下次用 --answers 带上")
    ] = None,
    common: Common,
) -> None:
    """把人社局的年度评审通知读成计划：文号、各评委会、时间、接收单位，不确定的逐处列出。

    延期、更正、暂缓一类的通知，读成对原有计划的改动。

    读 Word、PDF、Excel、网页，和文字文件：网页上复制的、制表符、逗号或空格分栏的、Markdown 表格的。

    写到 .yaml 文件的，是计划的草稿，或者照计划的 changes 写的改动；核对过的计划不会被改写。

    退出码：0 都读成了，1 有要核对的，2 不是评审计划或者文件读不了，什么也不写。
    """
    from zhicheng_cli.notices.papers.opening import read_paper
    from zhicheng_cli.views.answers.import_answer import ImportAnswer
    from zhicheng_cli.views.screen.output import OutputFormat, emit, say

    options = common.answer()
    sources = [_content(one) for one in notices]
    settled = settled_before(answers or (), sources)
    as_plan = ask or review_page is not None or is_plan_file(options.path)
    with in_progress("读通知"):
        papers = [read_paper(visible(Path(name).name), data) for name, data in zip(notices, sources, strict=True)]
        imported, made = _read(papers, settled, common, as_plan=as_plan)
    if ask and imported.refused is None:
        settled = settled.and_then(asked_settled(imported))
        imported, made = _read(papers, settled, common, as_plan=as_plan)
    if keep is not None:
        keep_answers(settled, sources, keep)
    if imported.refused is not None:
        if options.format is OutputFormat.JSON:
            emit(ImportAnswer(imported), options)
        raise ZcError(imported.refused.message, imported.refused.hint)
    if is_plan_file(options.path) and options.path is not None:
        _write(imported, made, options.path)
        options = options._replace(path=None)
    if review_page is not None:
        write_review_page(imported, sources, review_page)
    emit(ImportAnswer(imported), options)
    doubtful = [one for one in imported.findings if one.code[0] != "N"]
    if doubtful:
        say(f"有 {len(doubtful)} 处要核对")
    raise typer.Exit(FINDINGS if doubtful else OK)


def _write(imported: Imported, made: MadePlan | None, path: Path) -> None:
    if made is None:
        write_changes(imported, path)
    else:
        write_draft(imported, made, path)


def _read(
    papers: Sequence[Paper], settled: Settled, common: Common, *, as_plan: bool
) -> tuple[Imported, MadePlan | None]:
    """What the papers say, without what a person has looked at already, and the plan that it makes.

    Args:
        as_plan: whether the plan is wanted, and with it what is not plain of its readings.

    Raises:
        ZcError: the notice is another city's, or the data beside it cannot be read.
    """
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.notices.import_changes import changes_a_plan, import_changes
    from zhicheng_cli.notices.importing import import_notice as read_notice

    folder = common.data_dir or data_dir()
    titles = known_titles(folder)
    if changes_a_plan(papers):
        imported = import_changes(papers, _plan_as_it_stands(papers, common), titles)
    else:
        imported = read_notice(papers, frozenset(titles), common.year, settled)
    if imported.refused is None:
        refuse_another_city(imported, common.city, folder)
    made = made_plan(imported, papers, settled, folder) if as_plan and imported.rows else None
    found = imported.findings if made is None else made.findings
    return imported._replace(findings=tuple(settled.unseen(found))), made


def _content(file: str) -> bytes:
    from zhicheng_cli.notices.papers.opening import MAX_PAPER_BYTES

    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_PAPER_BYTES + 1)
    except FileNotFoundError:
        raise ZcError(f"找不到文件“{visible(file)}”", "请检查路径和文件名") from None


def _plan_as_it_stands(papers: Sequence[Paper], common: Common) -> Mapping[str, Any]:
    """The plan file that a later notice changes: that of its year."""
    from zhicheng_cli.files.document import parse
    from zhicheng_cli.notices.notice_head import read_head
    from zhicheng_cli.plan.dataset import Dataset

    data = Dataset(common.data_dir, common.year or read_head(papers).year, city=common.city)
    name = data.file_of("plan") or ""
    document, _ = parse(data.contents[name], name)
    return document.value if document else {}
