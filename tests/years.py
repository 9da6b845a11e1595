"""Plans of invented years, made from the bundled one of 2021: the same bodies under other numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from known_data import copy_data

from zhicheng_cli.files.bundled import data_dir

_ROW = re.compile(r"^  - no: (\d+)\n", re.MULTILINE)
_SOURCE = re.compile(r"annex: 1, row: \d+}")
#: Row 26, 体育教练员, withdrawn, and the rest moved up: 34, the teachers, are 33 now, and 34 is 湖州市电梯行业协会.
MOVED_UP = tuple(number for number in range(1, 47) if number != 26)


def plan_text(
    order: Sequence[int] = range(1, 47), *, year: int = 2022, more: str = "", numbers: Sequence[int] = ()
) -> str:
    """The plan of 2021 with these of its rows, in this order.

    Args:
        more: top-level text, such as `withdrawn: …`.
        numbers: of the rows; none = 1, 2, 3 …
    """
    head, *parts = _ROW.split((data_dir() / "plan_2021.yaml").read_text(encoding="utf-8"))
    rows = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
    head = head.replace("  year: 2021\n", f"  year: {year}\n").replace("\ncommittees:\n", f"\n{more}committees:\n")
    made = [
        f"  - no: {number}\n{_SOURCE.sub(f'annex: 1, row: {number}}}', rows[was])}"
        for number, was in zip(numbers or range(1, len(order) + 1), order, strict=True)
    ]
    return head + "".join(made)


def data_with(folder: Path, **plans: str) -> Path:
    """The bundled data with further plans, or others in place of its own; `plan_2022="…"`."""
    data = copy_data(folder)
    for name, text in plans.items():
        (data / f"{name}.yaml").write_text(text, encoding="utf-8")
    return data
