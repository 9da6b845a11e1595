"""What to type next: every step of the house has words, and they name commands and options that there are."""

import re

import pytest

from zhicheng_cli.cli import COMMANDS
from zhicheng_cli.errors import NextStep, Pointer, ZcError
from zhicheng_cli.views.screen.pointers import guided, told


@pytest.mark.parametrize("step", NextStep)
def test_every_step_is_said_and_names_what_there_is(step: NextStep) -> None:
    words = guided("", Pointer(step, "会计师"))
    assert re.findall(r"zc |--", words)
    assert set(re.findall(r"zc ([a-z]+)", words)) <= set(COMMANDS)
    assert "{" not in words


def test_a_pointer_ends_what_is_advised() -> None:
    see = Pointer(NextStep.TAKERS_OF_TITLE, "会计师")
    assert told(ZcError("不对", see=see)) == "不对（用 zc plan --title 会计师 查找评它的评委会）"
    assert told(ZcError("不对", "改对", see)) == "不对（改对；用 zc plan --title 会计师 查找评它的评委会）"
    assert told(ZcError("不对", "是否想写“会计”？", Pointer(NextStep.AS_TITLE))).endswith("”？职称名称请用 --title）")
    assert [told(ZcError("不对", "改对")), told(ZcError("不对"))] == ["不对（改对）", "不对"]
