"""`zc config`: what holds, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from zhicheng_cli.views.screen.answer import Part
from zhicheng_cli.views.screen.table import Table


class SettingOrigin(StrEnum):
    """Where a value comes from, the one that holds first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


class HeldSetting(NamedTuple):
    """One setting as it holds.

    Attributes:
        value: None = nothing is set, and nothing stands in for it.
        variable: of the environment, that says so; or an empty string.
    """

    name: str
    value: str | None
    origin: SettingOrigin
    variable: str = ""


_CALLED = {"city": "城市", "data_dir": "数据文件夹", "committee": "评委会", "colour": "颜色", "pager": "分页程序"}
_FROM = {SettingOrigin.OPTION: "选项", SettingOrigin.FILE: "个人设置", SettingOrigin.DEFAULT: "缺省"}


class ConfigAnswer(NamedTuple):
    """The settings as they hold, and the user's file."""

    file: str
    is_there: bool
    settings: Sequence[HeldSetting]

    def document(self) -> dict[str, object]:
        """`zc.settings/1`."""
        return {
            "format": "zc.settings/1",
            "file": self.file,
            "file_exists": self.is_there,
            "settings": [
                {"name": one.name, "value": one.value, "from": str(one.origin), "variable": one.variable or None}
                for one in self.settings
            ],
        }

    def table(self) -> Table:
        """A row a setting."""
        rows = (
            (one.name, _CALLED[one.name], one.value or "—", _FROM.get(one.origin) or f"环境变量 {one.variable}")
            for one in self.settings
        )
        return Table(("名称", "设置", "值", "来自"), tuple(rows))

    def screen(self) -> Sequence[Part]:
        """The file first, then what holds."""
        about = f"个人设置：{self.file}" if self.is_there else f"还没有个人设置；设了会写进 {self.file}"
        return [about, self.table(), "改：zc config set 名称 值；取消：zc config unset 名称。选项在先，其次环境变量。"]
