"""How a word for a field of work was understood, said beside the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhicheng_cli.plan.words import WordMeaning


def say_how_understood(specialty: str, meaning: WordMeaning, say: Callable[[str], None]) -> None:
    """Say by which word the plan was asked, where it is another, and what a user of it should know."""
    from zhicheng_cli.plan.words import compared

    if compared(meaning.word) not in (compared(specialty), compared(meaning.exam)):
        say(f"“{specialty}”按“{meaning.word}”查找")
    if meaning.note:
        say(f"“{meaning.word}”：{meaning.note}")
