"""Questions put on a terminal, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import category

from zhicheng_cli.views.screen.pointers import guided

if TYPE_CHECKING:
    from zhicheng_cli.applicant.dossier.interview.interview import Interview, Interviewed, Question

#: Cells; a choice that is longer stands on a line of its own, and so do the others.
_SHORT = 20
HOW = "一问一答：不知道的直接按回车；写 返回 回到上一题；答错了会再问。"


def converse(questions: Interview, keep: Callable[[dict[str, Any]], None] = lambda _dossier: None) -> Interviewed:
    """Put each question and hand back what came of it.

    Args:
        keep: gets the dossier after every answer.

    Raises:
        EOFError, KeyboardInterrupt: it was broken off.
    """
    try:
        question = next(questions)
        while True:
            question = questions.send(_answer(question))
            if question.dossier and not question.problem:
                keep(question.dossier)
    except StopIteration as end:
        outcome: Interviewed = end.value
        keep(outcome.dossier)
        return outcome


def _answer(question: Question) -> str:
    from zhicheng_cli.views.screen.terminal import print_text

    asked = f"{question.number}. {question.text}"
    if question.problem:
        print_text(f"  {guided(question.problem, question.see)}", sys.stdout)
    elif question.heading:
        print_text(f"  {question.heading}", sys.stdout)
    if question.choices and not question.problem:
        print_text("\n".join((asked, *_choices(question.choices))), sys.stdout)
    hint = f"（{question.hint}）" if question.hint else ""
    return typed_line(f"   写序号或原话{hint}：" if question.choices else f"{asked}{hint}：")


def _choices(choices: Sequence[str]) -> list[str]:
    """As many on a line as fit; sentences each on its own."""
    from zhicheng_cli.views.screen.terminal import cell_width, terminal_width

    lines: list[str] = []
    for number, one in enumerate(choices, start=1):
        more = f"{lines[-1]}　{number} {one}" if lines else ""
        if lines and max(map(cell_width, choices)) <= _SHORT and cell_width(more) <= terminal_width():
            lines[-1] = more
        else:
            lines.append(f"   {number} {one}")
    return lines


def typed_line(prompt: str) -> str:
    """What was typed; asked again while it holds keys that are none, or bytes (half a character was erased)."""
    while True:
        typed = input(prompt)
        if not any(category(one) in ("Cc", "Cs") for one in typed):
            return typed
        print("  有读不懂的字符，请再写一次")
