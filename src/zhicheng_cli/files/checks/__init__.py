"""What a schema cannot say of the files that are about no layer above: working days, the pages of findings,
and the settings of a user."""

from __future__ import annotations

from zhicheng_cli.files.checking import Kind

from .check_finding_pages import check_pages
from .check_workdays import check_workdays

_SETTINGS = frozenset({"city", "data_dir", "committee", "colour", "pager"})
#: By `format`.
KINDS = {
    "zc.workdays/1": Kind("工作日", "workdays", frozenset({"corrections", "years"}), "", check_workdays),
    "zc.finding-pages/1": Kind("检查代码", "findings", frozenset({"pages"}), "pages", check_pages),
    "zc.config/1": Kind("个人设置", "config", _SETTINGS, "", lambda *_: (), alone=True, by_hand=True),
}
