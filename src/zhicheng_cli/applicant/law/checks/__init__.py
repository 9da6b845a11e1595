"""What a schema cannot say of the law's data: its figures and the standards of the series."""

from __future__ import annotations

from collections.abc import Iterable

from zhicheng_cli.files.checking import Context, Kind
from zhicheng_cli.files.document import Document
from zhicheng_cli.files.findings import Finding


def _check_rules(document: Document, context: Context) -> Iterable[Finding]:
    from .check_rules import check_rules

    return check_rules(document, context)


def _check_standard(document: Document, context: Context) -> Iterable[Finding]:
    from .check_standards import check_standard

    return check_standard(document, context)


#: By `format`: the files of a data folder that the rules rest on.
DATA_KINDS = {
    "zc.rules/1": Kind(
        "申报规则", "rules", frozenset({"parameters", "initial", "equivalents"}), "parameters", _check_rules
    ),
    "zc.standard/1": Kind(
        "学历年限标准", "standard", frozenset({"title", "date", "evidence"}), "levels", _check_standard
    ),
}
