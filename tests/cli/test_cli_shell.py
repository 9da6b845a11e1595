"""The frame around the commands: Chinese help, Chinese endings, the exit codes of the contract."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import typer
from running import in_words
from typer.core import TyperCommand

from zhicheng_cli import cli
from zhicheng_cli.cli import commands as command_modules
from zhicheng_cli.views.screen.terminal import cell_width

PRIVATE = Path(cli.__file__).with_name("frame") / "typer_parts.py"

#: A command with every kind of ending, and two options (`share`, `part`) of kinds that no real command has.
FAKE = '''
from __future__ import annotations
from pathlib import Path
from typing import Annotated, Optional
import typer
from zhicheng_cli.cli.frame.command import ZcCommand, command_app
from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.screen.output import OutputFormat, OutputOptions, emit, say
from zhicheng_cli.views.screen.table import Table

app = command_app()

class Names:
    def document(self): return {"format": "zc.names/1", "names": ["䶮"]}
    def table(self): return Table(("序号", "姓名"), (("1", "䶮"),) * 5000)
    def screen(self): return [Table(("序号", "姓名"), (("1", "䶮"),))]

def recurse(): return recurse()

def end(how):
    match how:
        case "zc": raise ZcError("不行", "换一个")
        case "nothing": raise ZcError("没有", exit_code=1)
        case "75": raise typer.Exit(75)
        case "bug": return {}["x"]
        case "deep": return recurse()
        case "memory": raise MemoryError
        case "interrupt": raise KeyboardInterrupt
        case "file": Path("no/such").read_text()
        case "device": raise OSError(5, "Input/output error")
        case "socket": raise ConnectionRefusedError(111, "refused")
        case "english": raise typer.BadParameter("Dates are reversed")

@app.command(cls=ZcCommand, epilog="例：\\n  zc fake answer --json    一个文件")
def fake(
    what: Annotated[str, typer.Argument(metavar="事项", help="做什么")],
    share: Annotated[Optional[float], typer.Option()] = None,
    part: Annotated[Optional[list[int]], typer.Option()] = None,
    format: Annotated[Optional[OutputFormat], typer.Option(help="输出格式")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
    output: Annotated[Optional[Path], typer.Option("-o", "--output", metavar="文件")] = None,
):
    """一个假命令：说明写得很长，好看看它在窄的终端里怎样折行，标点会不会跑到行首，英文单词会不会断开。"""
    say("提示")
    if what != "answer":
        return end(what)
    emit(Names(), OutputOptions(OutputFormat.JSON if json else format, output))
'''

START = """
import sys
from zhicheng_cli import cli
from zhicheng_cli.cli import commands
commands.__path__.append(sys.argv.pop(1))
cli.COMMANDS.update(fake="一个假命令", broken="坏的命令")
sys.exit(cli.main())
"""

#: What may stand in Latin letters in our help: names and values that are typed.
TYPED = {"zc", "fake", "answer", "table", "tsv", "csv", "json", "jsonl", "md"}


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    (folder / "fake_command.py").write_text(FAKE, encoding="utf-8")
    (folder / "start.py").write_text(START, encoding="utf-8")
    (folder / "broken_command.py").write_text("import no_such_module\n", encoding="utf-8")
    return folder


@pytest.fixture
def zc(commands: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> type[Run]:
    """Run `zc` in this process, with the fake command."""
    monkeypatch.setattr(command_modules, "__path__", [*command_modules.__path__, str(commands)])
    monkeypatch.setitem(cli.COMMANDS, "fake", "一个假命令")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("ZC_DATA_DIR", "ZC_TODAY", "ZC_DEBUG", "_ZC_COMPLETE"):
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
    assert not modules & {f"zhicheng_cli.cli.commands.{name}_command" for name in cli.COMMANDS}
    assert not modules & {"rich", "jsonschema", "csv", "tempfile", "json", "importlib.metadata", "yaml"}


@pytest.mark.parametrize("words", [["-h"], ["fake", "-h"]])
def test_help_is_in_chinese(zc: type[Run], words: list[str]) -> None:
    text = re.sub(r"-{1,2}[a-z]+|\[环境变量：\w+\]", "", zc(*words).out)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= TYPED | set(cli.COMMANDS)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("deadline", r"用法：zc deadline \[选项\] \[序号或名称...\]"),
        ("deadline", r"  序号或名称...  \S.*"),
        ("deadline", r"  -c, --committee 序号或名称    +\S.*"),
        ("plan", r"  --month 月    +\S.*"),
        ("plan", r"  --by cutoff\|review    +\S.*"),
        ("plan", r"  --today 日期    +\S.* \[环境变量：ZC_TODAY\]"),
        ("plan", r"  --provisional    +[^\[]+"),
        ("plan", r"  -o, --output 文件    +\S.*"),
        ("plan", r"  -q, --quiet    +只输出结果和错误，不输出提示"),
        ("plan", r"  -h, --help    +显示本说明并退出"),
        ("plan", r"  zc plan --month 7    +\S.*"),
        ("validate", r".*看详解。退.*"),  # one paragraph, two lines of source
        ("show", r"用法：zc show \[选项\] \[序号或名称\]"),
        ("completion", r"用法：zc completion \[选项\] SHELL"),
        ("completion", r"  SHELL  \S.* \[必填\]"),
        ("workday", r"  --count 起 止    +\S.*"),
        ("upcoming", r"  --within 时间    +\S.*；缺省 30d，写.*"),
        ("upcoming", r"  --json-version 版本    +\S.* \[默认：\d\]"),
        ("validate", r"用法：zc validate \[选项\] 文件..."),
        ("validate", r"  --format text\|json\|github  \S.* \[默认：text\]"),
        ("fake", r"  --share 值"),
    ],
)
def test_help_of_a_command(zc: type[Run], monkeypatch: pytest.MonkeyPatch, command: str, line: str) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = zc(command, "--help").out.splitlines()
    assert [one for one in lines if re.fullmatch(line, one)], lines
    assert not [one for one in lines if "--version" in one]


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 100, 200])
def test_help_fits_the_terminal(zc: type[Run], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = [line for words in (["-h"], ["fake", "-h"], ["plan", "-h"]) for line in zc(*words).out.splitlines()]
    assert max(map(cell_width, lines)) <= min(columns, 100)
    assert not [line for line in lines if line.lstrip()[:1] in tuple("，。、；：）”")]


@pytest.mark.parametrize("words", [["--version"], ["fake", "--version"], ["-q", "fake", "x", "--version"]])
def test_version(zc: type[Run], words: list[str]) -> None:
    assert zc(*words).out == "zc 0.1.0\n"


# --- command lines that cannot be understood


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("plna", "没有“plna”这个命令（是不是想写 plan；用法见 zc -h）"),
        ("ｐｌａｎ", "没有“ｐｌａｎ”这个命令（是不是想写 plan；用法见 zc -h）"),
        ("?!", "没有“?!”这个命令（命令有 find、plan、"),
        ("--month 7", "没有“--month”这个选项（选项写在命令后面，如 zc plan --month 7；用法见 zc -h）"),
        ("--open", "没有“--open”这个选项（选项写在命令后面，如 zc plan --month 7；用法见 zc -h）"),
        ("show", "没有写是哪个评委会（例如 zc show 12；序号见 zc plan）"),
        ("completion", "缺少参数 SHELL（可以是 bash、zsh、fish、powershell；用法见 zc completion -h）"),
        ("plan --mnth 7", "没有“--mnth”这个选项（是不是想写 --month；用法见 zc plan -h）"),
        ("plan --mnth=7", "没有“--mnth”这个选项（是不是想写 --month；"),
        ("plan -month 7", "没有“-month”这个选项（是不是想写 --month；"),
        ("plan -Q", "没有“-Q”这个选项（是不是想写 -q；"),
        ("plan -z", "没有“-z”这个选项（用法见 zc plan -h）"),
        ("plan --month", "选项 --month 后面要写一个值"),
        ("workday --count 2021-09-30", "选项 --count 后面要写 2 个值"),
        ("plan --json=yes", "选项 --json 后面不写值"),
        ("plan --year 二零二一", "选项 --year 不能是“二零二一”：应为整数（用法见 zc plan -h）"),
        ("workday --shift 1.5", "选项 --shift 不能是“1.5”：应为整数"),
        ("plan --format JSN", "选项 --format 不能是“JSN”：只能是 table、tsv、csv、json、jsonl、md（是不是想写 json；"),
        ("plan --by 截止", "选项 --by 不能是“截止”：只能是 cutoff、review（用法见 zc plan -h）"),
        ("completion zhs", "参数 SHELL 不能是“zhs”：只能是 bash、zsh、fish、powershell（是不是想写 zsh；"),
        ("plan ——open", "“——open”里有中文输入法的全角字符（应写成 --open；用法见 zc plan -h）"),
        ("plan －－month＝7", "应写成 --month=7"),
        ("plan --ｏｐｅｎ", "应写成 --open"),
        ("plan --month＝7", "应写成 --month=7"),
        ("—h", "应写成 -h"),
        ("sources 3 四", "多出了参数 “3” “四”（用法见 zc sources -h）"),
        ("fake x --share 半", "选项 --share：写法不对（用法见 zc fake -h）"),
        ("fake x --part 1 --part b", "选项 --part：写法不对（用法见 zc fake -h）"),
        ("fake english", "命令的写法不对（用法见 zc fake -h）"),
    ],
)
def test_usage_errors(zc: type[Run], words: str, message: str) -> None:
    run = zc(*words.split())
    assert message in run.err
    assert (run.code, run.out) == (2, "")
    assert len(run.err.removeprefix("提示\n").splitlines()) == 1


def test_a_file_without_permission_is_named(zc: type[Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("closed").mkdir()
    # Root may read everything, whatever its mode: ask as somebody else would.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed")
    wanted = "不能是“closed”：没有读它的权限（用法见 zc plan -h）"
    assert f"选项 --output {wanted}" in zc("plan", "-o", "closed").err
    monkeypatch.setenv("ZC_DATA_DIR", "closed")
    assert f"环境变量 ZC_DATA_DIR {wanted}" in zc("plan").err


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
        ("fine", 0, ""),
        ("interrupt", 130, ""),
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
    assert "写不出结果：读写设备出错" in zc("fake", "device").err
    assert "程序内部出错：ConnectionRefusedError（zhicheng_cli.cli.commands.fake_command:" in zc("fake", "socket").err


@pytest.mark.parametrize(("how", "name"), [("bug", "KeyError"), ("deep", "RecursionError"), ("memory", "MemoryError")])
def test_a_bug_is_one_chinese_line(zc: type[Run], how: str, name: str) -> None:
    run = zc("fake", how)
    assert run.code == 2
    assert re.fullmatch(
        rf"提示\n程序内部出错：{name}（zhicheng_cli\.cli\.commands\.fake_command:\d+）。[^\n]+ZC_DEBUG=1[^\n]+\n",
        run.err,
    )


def test_a_command_that_cannot_be_loaded_is_a_bug_too(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.COMMANDS, "broken", "坏的命令")
    run = zc("broken")
    assert run.code == 2
    assert "程序内部出错：ModuleNotFoundError（zhicheng_cli.cli.commands.broken_command:1）" in run.err


def test_debugging_shows_the_traceback(zc: type[Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZC_DEBUG", "1")
    assert "Traceback (most recent call last)" in zc("fake", "bug").err


def test_an_interrupt_while_loading_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "zhicheng_cli.cli.frame.shell", Interrupted("shell"))
    assert cli.main([]) == 130


# --- what Typer does not publish


def test_every_private_name_of_typer_exists() -> None:
    """An upgrade that takes one away fails here, with its name."""
    imports = [node for node in ast.walk(ast.parse(PRIVATE.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    wanted = [(node.module or "", alias.name) for node in imports for alias in node.names]
    wanted += [("typer._click.core", "Context._protected_args")]
    missing = [f"{module}.{name}" for module, name in wanted if not exists(module, name)]
    assert len(wanted) > 10
    assert missing == [], f"Typer {typer.__version__} lacks names that {PRIVATE.name} takes from it"


def exists(module: str, name: str) -> bool:
    try:
        owner = import_module(module)
    except ImportError:
        return False
    if name.startswith("Context."):  # an attribute of instances
        return hasattr(owner.Context(TyperCommand("zc")), name.removeprefix("Context."))
    return hasattr(owner, name)


def test_private_names_of_typer_stand_in_one_module() -> None:
    modules = [path for path in PRIVATE.parents[1].rglob("*.py") if path != PRIVATE]
    assert [path.name for path in modules if re.search(r"typer\._|_protected_args", path.read_text("utf-8"))] == []


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
    assert (done.returncode, in_words(done.stderr)) == (2, "写不出结果：磁盘已满\n")


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
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("answer >&-", 2, "提示\n写不出结果：输出已经关闭\n"),
        ("answer --json >&-", 2, "提示\n写不出结果：输出已经关闭\n"),
        ("-h >&-", 2, "写不出结果：输出已经关闭\n"),
        ("answer -o 名单.csv >&-", 0, "提示\n"),
        ("answer 2>&-", 0, ""),
        ("answer >&- 2>&-", 2, ""),
    ],
)
def test_an_answer_to_a_closed_stream_is_a_failure_and_no_bug(
    commands: Path, words: str, code: int, told: str, tmp_path: Path
) -> None:
    command = f'exec "$0" "$1/start.py" "$1" fake {words}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, str(commands)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, in_words(done.stderr)) == (code, told)
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
    done = spawn(commands, environment=completing("zc plan --mon", "2"))
    assert done.stdout.strip() == b"--month"


def test_completion_behind_an_unknown_command_is_silent(commands: Path) -> None:
    done = spawn(commands, environment=completing("zc plna --mon", "2"))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "left",
    [
        {"_ZC_COMPLETE": "nonsense"},
        *({"_ZC_COMPLETE": f"complete_{shell}"} for shell in ("bash", "zsh", "fish", "powershell", "pwsh")),
        {"_ZC_COMPLETE": "complete_bash", "COMP_WORDS": "zc pl"},
        *({"_ZC_COMPLETE": "complete_bash", "COMP_WORDS": "zc pl", "COMP_CWORD": at} for at in ("", "x", "-1", "１")),
    ],
    ids=str,
)
def test_what_was_left_of_a_completion_is_no_question(
    zc: type[Run], monkeypatch: pytest.MonkeyPatch, left: dict[str, str]
) -> None:
    for name, value in left.items():
        monkeypatch.setenv(name, value)
    assert zc("--version").out == "zc 0.1.0\n"
