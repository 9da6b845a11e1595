"""What a schema cannot say: the law's data, and the dossiers that are judged by it."""

from __future__ import annotations

from zhicheng_cli.files.checking import Kind

from .dossier import DOSSIER_KINDS as DOSSIER_KINDS
from .rules import check_rules
from .standards import check_standard

#: By `format`: the files of a data folder that the rules rest on.
DATA_KINDS = {
    "zc.rules/1": Kind(
        "申报规则", "rules", frozenset({"parameters", "initial", "equivalents"}), "parameters", check_rules
    ),
    "zc.standard/1": Kind(
        "学历年限标准", "standard", frozenset({"title", "date", "evidence"}), "levels", check_standard
    ),
}
