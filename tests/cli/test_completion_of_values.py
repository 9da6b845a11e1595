"""What a shell offers for values: committees by number and name, titles, codes; beside each what it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import TESTS

ROOT = TESTS.parent


def offered(line: str, shell: str = "fish", **environment: str) -> list[str]:
    """What a shell is told for a line that is being typed."""
    words = line.split(" ")
    ours = {
        "_ZC_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "zhicheng_cli"],
        env={**os.environ, **ours, "ZC_TODAY": "2021-07-01", "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.stderr == ""
    return list(filter(None, done.stdout.splitlines()))


@pytest.mark.parametrize(
    ("line", "first"),
    [
        # 附件1: its number, its name; the key is the data's.
        ("zc show 12", "12\t市建设工程专业中级职务评审委员会"),
        ("zc deadline 2 31", "31\t市中小学(幼儿园)高级职务资格评审委员会"),
        ("zc deadline --committee 建设", "建设工程-中级\t12 市建设工程专业中级职务评审委员会"),
        ("zc plan -c 市建设", "市建设工程专业中级职务评审委员会\t12 建设工程-中级"),
        ("zc contacts --committee 45", "45\t各县(区)中小学教师中评会"),
        ("zc plan --title 高级工程", "高级工程师\t工程 副高级"),
        ("zc plan --kind 中评", "中评委"),
        ("zc plan --level 副", "副高级"),
        ("zc plan --city 湖", "湖州市"),
        ("zc plan --year 20", "2021"),
        ("zc plan --year 2021 --title 高级工程", "高级工程师\t工程 副高级"),
        ("zc match --county 南", "南浔区"),
        ("zc match --specialty 建筑", "建筑"),
        ("zc rules --standard 工", "工程"),
        ("zc rules R506", "R506\t学历和任职年限"),
        ("zc explain E302", "E302\t读不懂的时间"),
        ("zc config se", "set"),
        ("zc config unset ci", "city"),
        ("zc config set city 湖", "湖州市"),
        ("zc config set committee 12", "12\t市建设工程专业中级职务评审委员会"),
        ("zc config set colour n", "never"),
        ("zc config set pager n", "never\t不分页"),
    ],
)
def test_values(line: str, first: str) -> None:
    assert offered(line)[0] == first


@pytest.mark.parametrize(
    ("shell", "first"),
    [
        ("bash", "12"),
        ("zsh", """_arguments '*: :(("12":"市建设工程专业中级职务评审委员会"))'"""),
        ("fish", "12\t市建设工程专业中级职务评审委员会"),
        ("powershell", "12:::市建设工程专业中级职务评审委员会"),
    ],
)
def test_each_shell_is_told_in_its_own_way(shell: str, first: str) -> None:
    assert offered("zc show 12", shell)[0] == first


def test_broken_data_offer_nothing_and_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan_2021.yaml").write_text("year: [", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("colour: 彩色\n", encoding="utf-8")
    assert offered("zc show 1", "bash", ZC_DATA_DIR=str(tmp_path)) == []
    assert offered("zc plan --city 湖", "bash", ZC_CONFIG_DIR=str(tmp_path)) == ["湖州市"]
    assert offered("zc show --today 明天 1", "bash") == []


def test_rich_is_not_imported_for_it() -> None:
    program = (
        "import sys, atexit; atexit.register(lambda: print('rich' in sys.modules));"
        "from zhicheng_cli.cli import main; main()"
    )
    environment = {"_ZC_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "zc show 12"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("shell", "script"),
    [
        ("fish", "zc completion fish | source; complete -C 'zc show 12'"),
        (
            "bash",
            "source <(zc completion bash); COMP_WORDS=(zc show 12) COMP_CWORD=2; _zc_completion zc; echo $COMPREPLY",
        ),
        ("zsh", "autoload -Uz compinit && compinit -D && source <(zc completion zsh) && print $_comps[zc]"),
    ],
)
def test_the_lines_of_the_help_work_in_the_shell_itself(shell: str, script: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    command = tmp_path / "zc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zhicheng_cli "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        [shutil.which(shell) or "", *(["-f"] if shell == "zsh" else []), "-c", script],
        env={
            **os.environ,
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "HOME": str(tmp_path),
        },
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=ROOT,
    )
    told = {"fish": "12\t市建设工程专业中级职务评审委员会", "bash": "12", "zsh": "_zc_completion"}
    assert done.stdout.splitlines()[-1] == told[shell], done.stderr
