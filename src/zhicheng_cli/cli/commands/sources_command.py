"""`zc sources`."""

from __future__ import annotations

from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.cli.frame.options import City, DataDir, Format, Json, Output, Today, Year, output_options

app = command_app()


@app.command(cls=ZcCommand)
def sources(
    city: City = None,
    year: Year = None,
    today: Today = None,
    data_dir: DataDir = None,
    json: Json = False,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """依据：哪份通知、何时印发、多旧了；数据文件及其校验值；已公布的工作日年份；通知提到的系统和网址。"""
    from zhicheng_cli.cli.frame.session import Session
    from zhicheng_cli.files.bundled import data_dir as data_dir_of_the_program
    from zhicheng_cli.views.answers.sources_answer import SourcesAnswer
    from zhicheng_cli.views.screen.output import emit

    options = output_options(json, format, output)
    session = Session(year, today, data_dir, city=city)
    data = session.data
    pages = data_dir_of_the_program() / "findings.yaml"
    contents = {**data.contents, pages.name: pages.read_bytes()}
    answer = SourcesAnswer(data.plan, str(data.folder), contents, data.systems, session.calendar, session.today)
    emit(answer, options)
