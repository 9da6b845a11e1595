"""What a schema cannot say of the law's data: its figures and the standards of the series."""

from __future__ import annotations

from zhicheng_cli.files.checking import Kind

from .check_rules import check_rules
from .check_standards import check_standard

#: By `format`: the files of a data folder that the rules rest on.
DATA_KINDS = {
    "zc.rules/1": Kind(
        "申报规则", "rules", frozenset({"parameters", "initial", "equivalents"}), "parameters", check_rules
    ),
    "zc.standard/1": Kind(
        "学历年限标准", "standard", frozenset({"title", "date", "evidence"}), "levels", check_standard
    ),
}
