"""`zc help`: the page of a command, whatever the words are in which it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from running import Run


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("help", "-h"),
        ("帮助", "-h"),
        ("help plan", "plan -h"),
        ("帮助 plan", "plan -h"),
        ("help new dossier", "new dossier -h"),
        ("help plan draft", "plan draft -h"),
        ("help help", "help -h"),
    ],
)
def test_help_is_a_word_as_well(zc: Run, words: str, same: str) -> None:
    assert zc(*words.split()) == zc(*same.split())


@pytest.mark.parametrize("name", ["plna", "机械"])
def test_help_on_what_is_no_command(zc: Run, name: str) -> None:
    done = zc("help", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"没有“{name}”这个命令（")


def test_completion_behind_help_knows_the_commands() -> None:
    asked = {"_ZC_COMPLETE": "complete_bash", "COMP_WORDS": "zc help dead", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-m", "zhicheng_cli"], env={**os.environ, **asked}, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"deadline"]
