"""The frame around the commands: Chinese help, Chinese endings, the exit codes of the contract."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from zhicheng_cli import cli
from zhicheng_cli.views.terminal import cell_width

#: A command with every kind of parameter and every kind of ending.
FAKE = '''
from __future__ import annotations
import enum, os, sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Optional
import typer
from zhicheng_cli.cli.help import ZcCommand, command_app
from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.output import OutputFormat, OutputOptions, emit, say
from zhicheng_cli.views.table import Table

app = command_app()

class Names:
    def document(self): return {"format": "zc.names/1", "names": ["䶮"]}
    def table(self): return Table(("序号", "姓名"), (("1", "䶮"),) * 5000)
    def screen(self): return [Table(("序号", "姓名"), (("1", "䶮"),))]

def even(text: str) -> int:
    if int(text) % 2:
        raise typer.BadParameter("要偶数")
    return int(text)

def recurse(): return recurse()

def end(how):
    match how:
        case "zc": raise ZcError("不行", "换一个")
        case "nothing": raise ZcError("没有", exit_code=1)
        case "75": raise typer.Exit(75)
        case "findings": return 1
        case "bug": return {}["x"]
        case "deep": return recurse()
        case "memory": raise MemoryError
        case "interrupt": raise KeyboardInterrupt
        case "abort": raise typer.Abort
        case "file": Path("no/such").read_text()
        case "usage": raise typer.BadParameter("两个日期反了")
        case "english": raise typer.BadParameter("Dates are reversed")

@app.command(cls=ZcCommand, epilog="例：\\n  zc fake answer --month 7    7月\\n  zc fake bug")
def fake(
    what: Annotated[str, typer.Argument(metavar="事项", help="做什么")],
    files: Annotated[Optional[list[Path]], typer.Argument(metavar="数据文件", exists=True, dir_okay=False)] = None,
    month: Annotated[Optional[int], typer.Option(min=1, max=12, help="月份")] = None,
    least: Annotated[int, typer.Option(min=1, help="至少")] = 3,
    share: Annotated[float, typer.Option(max=1.5)] = 0.5,
    count: Annotated[Optional[int], typer.Option(help="个数")] = None,
    day: Annotated[Optional[datetime], typer.Option("--day", envvar="FAKE_DAY", formats=["%Y-%m-%d"])] = None,
    span: Annotated[Optional[tuple[int, int]], typer.Option(metavar="从 到")] = None,
    folder: Annotated[Optional[Path], typer.Option(file_okay=False, exists=True)] = None,
    twice: Annotated[Optional[int], typer.Option(parser=even)] = None,
    tags: Annotated[Optional[list[int]], typer.Option("--tag")] = None,
    sure: Annotated[bool, typer.Option("--sure/--unsure")] = True,
    format: Annotated[Optional[OutputFormat], typer.Option(help="输出格式")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    output: Annotated[Optional[Path], typer.Option("-o", "--output")] = None,
):
    """一个假命令：说明写得很长，好看看它在窄的终端里怎样折行，标点会不会跑到行首，英文单词会不会断开。

    第二段
    接着写。
    """
    say("提示")
    if what != "answer":
        return end(what)
    emit(Names(), OutputOptions(OutputFormat.JSON if json else format, output))
'''

#: A command without arguments, whose checks are its own.
BARE = '''
from typing import Annotated, Optional
import typer
from zhicheng_cli.cli.help import ZcCommand, command_app

app = command_app()

def needed(value: Optional[int]):
    if value is None:
        raise typer.BadParameter("要写个数")
    return value

@app.command(cls=ZcCommand, no_args_is_help=True)
def bare(
    count: Annotated[Optional[int], typer.Option(callback=needed)] = None,
    keep: Annotated[bool, typer.Option(" /--drop", help="不留")] = True,
    kind: Annotated[str, typer.Option("--kind", show_default="看情况")] = "",
    quiet: Annotated[bool, typer.Option("-q")] = False,
):
    """没有参数的命令。"""
    if count == 7:
        raise ConnectionRefusedError(111, "refused")
    if count == 8:
        raise OSError(5, "Input/output error")
'''

START = """
import sys
from zhicheng_cli import cli
cli.__path__.append(sys.argv.pop(1))
cli.COMMANDS.update(fake="一个假命令", bare="没有参数", broken="坏的命令")
sys.exit(cli.main())
"""

#: What may stand in Latin letters in our help: names that are typed.
TYPED = {"zc", "fake", "table", "tsv", "csv", "json", "md"}


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    (folder / "fake.py").write_text(FAKE, encoding="utf-8")
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    (folder / "start.py").write_text(START, encoding="utf-8")
    (folder / "broken.py").write_text("import no_such_module\n", encoding="utf-8")
    return folder


@pytest.fixture
def zc(commands: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> type[Run]:
    """Run `zc` in this process, with the fake command."""
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(commands)])
    monkeypatch.setitem(cli.COMMANDS, "fake", "一个假命令")
    monkeypatch.setitem(cli.COMMANDS, "bare", "没有参数")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FAKE_DAY", "ZC_DEBUG", "_ZC_COMPLETE"):
        monkeypatch.delenv(name, raising=False)

    class InProcess(Run):
        def __init__(self, *words: str) -> None:
            self.code = cli.main(list(words))
            self.out, self.err = capsys.readouterr()

    return InProcess


class Run:
    code: int
    out: str
    err: str

    def __init__(self, *words: str) -> None:
        raise NotImplementedError


def spawn(
    commands: Path, *words: str, stdout: int = subprocess.PIPE, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    source = Path(cli.__file__).parents[2]
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONIOENCODING", "PYTHONUTF8"}}
    return subprocess.run(
        [sys.executable, str(commands / "start.py"), str(commands), *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**inherited, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8", **(environment or {})},
        check=False,
    )


# --- help


def test_zc_alone_shows_the_help(zc: type[Run]) -> None:
    alone, asked = zc(), zc("--help")
    assert (alone.code, alone.err) == (0, "")
    assert alone.out == asked.out == zc("-h").out
    assert "用法：zc [选项] 命令 ..." in alone.out
    assert all(f"  {name}" in alone.out and summary in alone.out for name, summary in cli.COMMANDS.items())


def test_help_imports_no_command(commands: Path) -> None:
    script = START.replace("sys.exit(cli.main())", "code = cli.main(); print(*sys.modules); sys.exit(code)")
    source = str(Path(cli.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(commands), "--help"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": source, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    modules = set(done.stdout.decode().splitlines()[-1].split())
    assert not modules & {f"zhicheng_cli.cli.{name}" for name in cli.COMMANDS}
    assert not modules & {"rich", "jsonschema", "csv", "tempfile", "json", "importlib.metadata", "yaml"}


@pytest.mark.parametrize("words", [["-h"], ["fake", "-h"]])
def test_help_is_in_chinese(zc: type[Run], words: list[str]) -> None:
    text = re.sub(r"-{1,2}[a-z]+|\[环境变量：\w+\]", "", zc(*words).out)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= TYPED | {"answer", "bug", *cli.COMMANDS}


def test_help_of_a_command(zc: type[Run]) -> None:
    text = zc("fake", "--help").out
    for line in (
        "用法：zc fake [选项] 事项 [数据文件...]",
        "第二段接着写。",
        "  事项         做什么 [必填]",
        "  --month 整数                  月份 [范围：1 至 12]",
        "  --least 整数                  至少 [默认：3] [范围：不小于 1]",
        "  --share 数字                  [默认：0.5] [范围：不大于 1.5]",
        "  --day 日期                    [环境变量：FAKE_DAY]",
        "  --span 从 到",
        "  --folder 文件夹",
        "  --sure / --unsure             [默认：--sure]",
        "  -q, --quiet                   只输出结果和错误，不输出提示",
        "  -h, --help                    显示本说明并退出",
        "  zc fake answer --month 7    7月",
    ):
        assert line in text.splitlines(), line


def test_a_command_may_have_its_own_short_options(zc: type[Run]) -> None:
    lines = zc("bare", "-h").out.splitlines()
    assert "  --drop        不留" in lines
    assert "  --kind 文字   [默认：看情况]" in lines
    assert "  -q" in lines
    assert not [line for line in lines if "--quiet" in line]


def test_a_command_that_needs_words_shows_its_help_as_an_error(zc: type[Run]) -> None:
    run = zc("bare")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("用法：zc bare [选项]\n")


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 100, 200])
def test_help_fits_the_terminal(zc: type[Run], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = [line for words in (["-h"], ["fake", "-h"]) for line in zc(*words).out.splitlines()]
    assert max(map(cell_width, lines)) <= min(columns, 100)
    assert not [line for line in lines if line.lstrip()[:1] in tuple("，。、；：）”")]


@pytest.mark.parametrize("words", [["--version"], ["fake", "--version"], ["-q", "fake", "x", "--version"]])
def test_version(zc: type[Run], words: list[str]) -> None:
    assert zc(*words).out == "zc 0.1.0\n"


# --- command lines that cannot be understood


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("fkae", "没有“fkae”这个命令（是不是想写 fake；用法见 zc -h）"),
        ("ｆａｋｅ", "没有“ｆａｋｅ”这个命令（是不是想写 fake；用法见 zc -h）"),
        ("?!", "没有“?!”这个命令（命令有 plan、"),
        ("--month 7", "没有“--month”这个选项（选项写在命令后面，如 zc plan --month 7；用法见 zc -h）"),
        ("fake", "缺少参数 事项（用法见 zc fake -h）"),
        ("fake x --mnth 7", "没有“--mnth”这个选项（是不是想写 --month；用法见 zc fake -h）"),
        ("fake x --mnth=7", "没有“--mnth”这个选项（是不是想写 --month；"),
        ("fake x -month 7", "没有“-month”这个选项（是不是想写 --month；"),
        ("fake x -z", "没有“-z”这个选项（用法见 zc fake -h）"),
        ("fake x --month", "选项 --month 后面要写一个值"),
        ("fake x --span 1", "选项 --span 后面要写 2 个值"),
        ("fake x --json=yes", "选项 --json 后面不写值"),
        ("fake x --month 13", "选项 --month 不能是“13”：应为 1 至 12 的整数"),
        ("fake x --month 七", "选项 --month 不能是“七”：应为 1 至 12 的整数"),
        ("fake x --least 0", "选项 --least 不能是“0”：应为 不小于 1 的整数"),
        ("fake x --share 2", "选项 --share 不能是“2”：应为 不大于 1.5 的数字"),
        ("fake x --count 1.5", "选项 --count 不能是“1.5”：应为整数"),
        ("fake x --span 1 b", "选项 --span 不能是“b”：应为整数"),
        ("fake x --tag 1 --tag b", "选项 --tag 不能是“b”：应为整数"),
        ("fake x --day 2021-02-31", "选项 --day 不能是“2021-02-31”：应为 2021-07-01 这样的日期"),
        ("fake x --twice 3", "选项 --twice：要偶数"),
        ("fake x --twice b", "选项 --twice 不能是“b”：写法不对"),
        ("fake x --format JSN", "不能是“JSN”：只能是 table、tsv、csv、json、md（是不是想写 json；"),
        ("fake x no/such", "参数 数据文件 不能是“no/such”：不存在"),
        ("fake x .", "参数 数据文件 不能是“.”：这是一个文件夹"),
        ("fake x ——json", "“——json”里有中文输入法的全角字符（应写成 --json；用法见 zc fake -h）"),
        ("fake x －－month＝7", "应写成 --month=7"),
        ("fake x --ｊｓｏｎ", "应写成 --json"),
        ("fake x --month＝7", "应写成 --month=7"),
        ("—h", "应写成 -h"),
        ("bare 3 四 --count 1", "多出了参数 “3” “四”（用法见 zc bare -h）"),
        ("bare --kind x", "选项 --count：要写个数（用法见 zc bare -h）"),
        ("fake usage", "两个日期反了（用法见 zc fake -h）"),
        ("fake english", "命令的写法不对（用法见 zc fake -h）"),
    ],
)
def test_usage_errors(zc: type[Run], words: str, message: str) -> None:
    run = zc(*words.split())
    assert message in run.err
    assert (run.code, run.out) == (2, "")
    assert len(run.err.removeprefix("提示\n").splitlines()) == 1


def test_a_bad_environment_variable_is_named(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_DAY", "昨天")
    assert "环境变量 FAKE_DAY 不能是“昨天”：应为 2021-07-01 这样的日期" in zc("fake", "x").err


def test_dashes_and_full_width_values_are_left_alone(zc: type[Run]) -> None:
    assert zc("fake", "——").code == 0
    assert zc("fake", "--", "——json").code == 0


def test_what_the_user_typed_is_safe_to_print(zc: type[Run]) -> None:
    err = zc("\x1b[31m" + "长" * 100).err
    assert "\x1b" not in err
    assert len(err) < 300


# --- endings


@pytest.mark.parametrize(
    ("how", "code", "message"),
    [
        ("zc", 2, "不行（换一个）\n"),
        ("nothing", 1, "没有\n"),
        ("75", 75, ""),
        ("findings", 1, ""),
        ("fine", 0, ""),
        ("interrupt", 130, ""),
        ("abort", 130, ""),
    ],
)
def test_endings(zc: type[Run], how: str, code: int, message: str) -> None:
    run = zc("fake", how)
    assert (run.code, run.out, run.err) == (code, "", "提示\n" + message)


def test_quiet_leaves_only_errors(zc: type[Run]) -> None:
    assert zc("-q", "fake", "zc").err == "不行（换一个）\n"
    assert zc("fake", "fine", "--quiet").err == ""
    assert zc("fake", "fine").err == "提示\n", "silence ends with the run"


def test_a_file_that_cannot_be_read(zc: type[Run]) -> None:
    run = zc("fake", "file")
    assert run.code == 2
    assert "不能读写“no/such”：文件或所在的文件夹不存在" in run.err.replace("\\", "/")


def test_only_a_failing_output_is_called_one(zc: type[Run]) -> None:
    assert "写不出结果：读写设备出错" in zc("bare", "--count", "8").err
    assert "程序内部出错：ConnectionRefusedError（zhicheng_cli.cli.bare:" in zc("bare", "--count", "7").err


@pytest.mark.parametrize(("how", "name"), [("bug", "KeyError"), ("deep", "RecursionError"), ("memory", "MemoryError")])
def test_a_bug_is_one_chinese_line(zc: type[Run], how: str, name: str) -> None:
    run = zc("fake", how)
    assert run.code == 2
    assert re.fullmatch(
        rf"提示\n程序内部出错：{name}（zhicheng_cli\.cli\.fake:\d+）。[^\n]+ZC_DEBUG=1[^\n]+\n", run.err
    )


def test_a_command_that_cannot_be_loaded_is_a_bug_too(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.COMMANDS, "broken", "坏的命令")
    run = zc("broken")
    assert run.code == 2
    assert "程序内部出错：ModuleNotFoundError（zhicheng_cli.cli.broken:1）" in run.err


def test_debugging_shows_the_traceback(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZC_DEBUG", "1")
    assert "Traceback (most recent call last)" in zc("fake", "bug").err


def test_an_interrupt_while_loading_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "zhicheng_cli.cli.shell", Interrupted("shell"))
    assert cli.main([]) == 130


# --- streams, in a process of their own


def test_a_reader_that_left_is_no_error(commands: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = spawn(commands, "-q", "fake", "answer", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", [["fake", "answer"], ["fake", "answer", "--json"], ["--help"]])
def test_a_full_disk_is_reported_once(commands: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = spawn(commands, "-q", *words, stdout=full.fileno())
    assert (done.returncode, done.stderr.decode()) == (2, "写不出结果：磁盘已满\n")


def test_a_gbk_pipe_survives_a_rare_character(commands: Path) -> None:
    done = spawn(commands, "fake", "answer", environment={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert done.stdout.decode("gbk").startswith("序号\t姓名\n1\t?\n")
    assert "已用“?”代替" in done.stderr.decode("gbk")
    as_json = spawn(commands, "fake", "answer", "--json", environment={"PYTHONIOENCODING": "gbk"})
    assert json.loads(as_json.stdout.decode("gbk"))["names"] == ["䶮"]


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LANG": "C"}])
@pytest.mark.parametrize("words", [["--help"], ["fake", "answer"], ["fake", "answer", "--format", "table"], ["x"]])
def test_poor_locales_survive(commands: Path, words: list[str], environment: dict[str, str]) -> None:
    done = spawn(commands, *words, environment={"PYTHONIOENCODING": "ascii", **environment})
    assert done.returncode == (2 if words == ["x"] else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_bug(commands: Path, closed: str) -> None:
    command = f'exec "$0" "$1/start.py" "$1" fake answer {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(commands)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0
    assert "程序内部出错" not in done.stderr.decode()
    assert "提示" not in done.stdout.decode()


@pytest.mark.parametrize(("columns", "colour"), [("40", {"NO_COLOR": "1"}), ("80", {"TERM": "dumb"})])
def test_a_table_in_a_pipe_has_no_colour(commands: Path, columns: str, colour: dict[str, str]) -> None:
    done = spawn(commands, "fake", "answer", "--format", "table", environment={"COLUMNS": columns, **colour})
    assert done.stdout.decode().splitlines()[0] == "序号  姓名"
    assert b"\x1b" not in done.stdout


def test_writing_a_file_prints_nothing(commands: Path, tmp_path: Path) -> None:
    target = tmp_path / "名单.csv"
    done = spawn(commands, "fake", "answer", "-o", str(target))
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads(spawn(commands, "fake", "answer", "--json", "-o", "-").stdout)["names"] == ["䶮"]


def test_python_m(commands: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhicheng_cli", "--version"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        check=True,
    )
    assert done.stdout == b"zc 0.1.0\n"


# --- completion


def completing(words: str, position: str) -> dict[str, str]:
    return {"_ZC_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": position}


def test_completion_knows_commands_without_importing_them(commands: Path) -> None:
    done = spawn(commands, environment=completing("zc bro", "1"))
    assert (done.returncode, done.stdout.strip()) == (0, b"broken")


def test_completion_knows_options(commands: Path) -> None:
    done = spawn(commands, environment=completing("zc fake --mon", "2"))
    assert done.stdout.strip() == b"--month"


def test_an_odd_completion_request_is_ignored(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ZC_COMPLETE", "nonsense")
    assert zc("--version").out == "zc 0.1.0\n"
