"""A plan from a single file, without the files that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhicheng_cli.errors import ZcError

from .dataset import InvalidDataError

_FORMAT = "zc.plan-data/2"


def plan_content(file: str) -> Mapping[str, Any]:
    """The content of a plan file, checked by itself.

    Args:
        file: its path, as the user gave it.

    Raises:
        InvalidDataError: it cannot be read, or has errors.
        ZcError: it is no plan.
    """
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.findings import blocks
    from zhicheng_cli.files.text import read_bytes

    from .checks import KINDS
    from .checks.check_times import UNREAD

    data, unreadable = read_bytes(file)
    if unreadable:
        raise InvalidDataError(unreadable)
    checked = check_files([(file, data)], KINDS)
    if blocks(one for one in checked.findings if one.code not in UNREAD):
        raise InvalidDataError(checked.findings)
    value: Mapping[str, Any] = checked.documents[file].value
    if value.get("format") != _FORMAT:
        raise ZcError(f"“{file}”不是年度计划", "年度计划的文件叫 plan_2021.yaml")
    return value
