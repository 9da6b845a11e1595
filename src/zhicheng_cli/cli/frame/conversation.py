"""Questions put on a terminal, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unicodedata import category

from zhicheng_cli.views.screen.pointers import guided

if TYPE_CHECKING:
    from zhicheng_cli.applicant.dossier.interview.interview import Interview, Interviewed, Question

HOW = "一问一答：不知道的直接按回车；写 返回 回到上一题；答错了会再问。"


def converse(questions: Interview, keep: Callable[[dict[str, Any]], None] = lambda _dossier: None) -> Interviewed:
    """Put each question and hand back what came of it.

    Args:
        keep: gets the dossier after every answer.

    Raises:
        EOFError, KeyboardInterrupt: it was broken off.
    """
    try:
        question, number = next(questions), 1
        while True:
            answer = _answer(question, number)
            question = questions.send(answer)
            number += not question.problem
            if question.dossier and not question.problem:
                keep(question.dossier)
    except StopIteration as end:
        outcome: Interviewed = end.value
        keep(outcome.dossier)
        return outcome


def _answer(question: Question, number: int) -> str:
    from zhicheng_cli.views.screen.terminal import print_text

    if question.problem:
        print_text(f"  {guided(question.problem, question.see)}", sys.stdout)
    elif question.heading:
        print_text(f"  {question.heading}", sys.stdout)
    if question.choices and not question.problem:
        choices = (f"{place} {one}" for place, one in enumerate(question.choices, start=1))
        print_text(f"{number}. {question.text}", sys.stdout)
        print_text(f"   {'　'.join(choices)}", sys.stdout)
    hint = f"（{question.hint}）" if question.hint else ""
    return typed_line(f"   写序号{hint}：" if question.choices else f"{number}. {question.text}{hint}：")


def typed_line(prompt: str) -> str:
    """What was typed; asked again while it holds keys that are none, or bytes (half a character was erased)."""
    while True:
        typed = input(prompt)
        if not any(category(one) in ("Cc", "Cs") for one in typed):
            return typed
        print("  有读不懂的字符，请再写一次")
