"""The figures and words that a rule uses, as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhicheng_cli.views.screen.pointers import guided
from zhicheng_cli.views.screen.table import Table

from .citations import Bases

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.law import Parameter


def value_text(one: Parameter) -> str:
    """A number, or words; empty where it is neither."""
    if isinstance(one.value, tuple):
        return "、".join(one.value)
    return "" if one.value is None else str(one.value)


def about(one: Parameter) -> str:
    """The rule in words, and where more of it stands."""
    return guided(one.words, one.see)


def figures_used(used: Sequence[Parameter], year: int) -> list[Table | str]:
    """One row a figure, as it holds in that plan's year, and the words it rests on below."""
    if not used:
        return []
    bases = Bases(one.cite for one in used)
    rows = tuple((one.id, f"{value_text(one)}{one.unit}", about(one), bases.numbers(one.cite)) for one in used)
    return [Table(("参数", "值", "内容", "依据"), rows, f"用哪些数字（{year}年度）"), *bases.lines()]
