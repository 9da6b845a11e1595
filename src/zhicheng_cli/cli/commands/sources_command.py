"""`zc sources`."""

from __future__ import annotations

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import Common, takes_common

app = command_app()


@app.command(cls=ZcCommand)
@takes_common(without=("provisional",))
def sources(
    *,
    common: Common,
) -> None:
    """依据：哪份通知、何时印发、多旧了；数据文件及其校验值；已公布的工作日年份；通知提到的系统和网址。"""
    from zhicheng_cli.files.bundled import data_dir as data_dir_of_the_program
    from zhicheng_cli.views.answers.sources_answer import SourcesAnswer
    from zhicheng_cli.views.screen.output import emit, say

    options = common.answer()
    session = common.session()
    data = session.data
    pages = data_dir_of_the_program() / "findings.yaml"
    contents = {**data.contents, pages.name: pages.read_bytes()}
    answer = SourcesAnswer(data.plan, str(data.folder), contents, data.systems, session.calendar, session.today)
    emit(answer, options)
    for document in data.systems_of_other_notices:
        say(f"注意：systems.yaml 里有的系统出自{document}，不是本计划的通知（{data.plan.document}），没有列出。")
