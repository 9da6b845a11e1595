"""`zc config`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhicheng_cli.cli.frame.command import LenientCommand, command_app
from zhicheng_cli.cli.frame.completions import Offer, cities, committees, offering, offering_of_data
from zhicheng_cli.cli.frame.options import Common, read_today, takes_common
from zhicheng_cli.cli.frame.typer_parts import ParameterSource
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.user_config import ConfigError, UserConfig, read_config
from zhicheng_cli.files.user_files import config_file

if TYPE_CHECKING:
    from zhicheng_cli.views.answers.config_answer import HeldSetting, SettingOrigin

app = command_app()

_EXAMPLES = """例：
  zc config                         现在的设置，各从哪里来
  zc config set city 某市           设置城市；以后不用再写 --city
  zc config set committee 12        评委会办公室：zc deadline、show 缺省就是它
  zc config set pager never         长的结果不分页
  zc config unset city              取消
  zc config path                    写在哪个文件里"""


_COLOURS = ("auto", "never", "always")


class Action(StrEnum):
    """What is done with the settings."""

    SET = "set"
    UNSET = "unset"
    PATH = "path"


class SettingName(StrEnum):
    """A setting."""

    CITY = "city"
    DATA_DIR = "data_dir"
    COMMITTEE = "committee"
    COLOUR = "colour"
    PAGER = "pager"


def _values(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """What a shell offers for the setting that was named."""
    kinds = {
        SettingName.CITY: offering_of_data(cities),
        SettingName.COMMITTEE: offering_of_data(committees),
        SettingName.COLOUR: offering(lambda: [(one, "") for one in _COLOURS]),
        SettingName.PAGER: offering(lambda: [("never", "不分页"), ("less -FRX", "")]),
    }
    named = ctx.params.get("name")
    return kinds[SettingName(named)](ctx, incomplete) if named in kinds else []


@app.command(cls=LenientCommand, epilog=_EXAMPLES)
@takes_common(without=("year", "provisional"))
def config(
    ctx: typer.Context,
    action: Annotated[
        Action | None, typer.Argument(metavar="set|unset|path", help="写一项、取消一项、说在哪个文件；缺省为列出全部")
    ] = None,
    name: Annotated[
        SettingName | None,
        typer.Argument(
            metavar="名称",
            help="city 城市，data_dir 数据文件夹，committee 评委会，"
            "colour 颜色（auto、never、always），pager 分页程序（命令，或者 never）",
        ),
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="值", help="设成什么", autocompletion=_values)] = None,
    *,
    common: Common,
) -> None:
    """个人设置：城市、数据文件夹、评委会、颜色、分页程序，一次设好，各命令都用。

    选项在先，其次是环境变量，再次是这里写的。只写进个人的设置文件，不改数据。
    """
    if action is Action.PATH or action is None:
        _refuse_surplus(action, name)
        if action is Action.PATH:
            print(config_file())
        else:
            _show(ctx, common)
    elif name is None or (value is None) == (action is Action.SET):
        usage = f"zc config set {name or 'city'} 值" if action is Action.SET else f"zc config unset {name or 'city'}"
        raise ZcError("没有写全" if value is None else "unset 后面不写值", f"写法：{usage}")
    else:
        _write(name, value if value is None else _proper(name, value, common))


def _refuse_surplus(action: Action | None, name: SettingName | None) -> None:
    if name is not None:
        raise ZcError(f"{action} 后面不写别的", "写法：zc config path")


def _show(ctx: typer.Context, common: Common) -> None:
    from zhicheng_cli.views.answers.config_answer import ConfigAnswer
    from zhicheng_cli.views.screen.output import emit

    broken: ConfigError | None = None
    try:
        own = read_config()
    except ConfigError as error:
        own, broken = UserConfig(), error
    file = config_file()
    emit(ConfigAnswer(str(file), file.is_file(), list(_settings(ctx, common, own))), common.answer())
    if broken:
        raise broken


def _settings(ctx: typer.Context, common: Common, own: UserConfig) -> Iterator[HeldSetting]:
    """Each as it holds; of those that an option gives, Click knows where it was."""
    from zhicheng_cli.files.bundled import data_dir
    from zhicheng_cli.views.answers.config_answer import HeldSetting, SettingOrigin
    from zhicheng_cli.views.screen.colour import colour_choice
    from zhicheng_cli.views.screen.pager import pager_choice

    sources: dict[ParameterSource | None, SettingOrigin] = {
        ParameterSource.COMMANDLINE: SettingOrigin.OPTION,
        ParameterSource.ENVIRONMENT: SettingOrigin.ENVIRONMENT,
        ParameterSource.DEFAULT_MAP: SettingOrigin.FILE,
    }
    for name, option, default in (("city", common.city, None), ("data_dir", common.data_dir, str(data_dir()))):
        origin = sources.get(ctx.get_parameter_source(name), SettingOrigin.DEFAULT)
        yield HeldSetting(name, default if option is None else str(option), origin, _variable(name, origin))
    yield HeldSetting("committee", own.committee, SettingOrigin.FILE if own.committee else SettingOrigin.DEFAULT)
    for name, (value, variable) in (("colour", colour_choice()), ("pager", pager_choice())):
        set_there = SettingOrigin.FILE if getattr(own, name) else SettingOrigin.DEFAULT
        yield HeldSetting(name, value, SettingOrigin.ENVIRONMENT if variable else set_there, variable)


def _variable(name: str, origin: SettingOrigin) -> str:
    return f"ZC_{name.upper()}" if origin == "environment" else ""


def _proper(name: SettingName, value: str, common: Common) -> str:
    """The value as it is kept: a city and a committee that are there, a folder by its whole path.

    Raises:
        ZcError: it is not there, or none of the words that may be.
    """
    from zhicheng_cli.plan.dataset import Dataset
    from zhicheng_cli.plan.find import find_committee

    if name is SettingName.CITY:
        Dataset(common.data_dir, city=value, today=read_today(common.today))
    elif name is SettingName.DATA_DIR:
        Dataset(Path(value).expanduser(), today=read_today(common.today))
        return str(Path(value).expanduser().resolve())
    elif name is SettingName.COMMITTEE:
        # The number may be another body's next year, the key never is.
        data = Dataset(common.data_dir, city=common.city, today=read_today(common.today))
        return find_committee(value, data.search).key
    elif name is SettingName.COLOUR and value not in _COLOURS:
        raise ZcError(f"颜色不能是“{value}”", "auto 终端里才用，never 不用，always 管道里也用")
    return value


def _write(name: SettingName, value: str | None) -> None:
    from zhicheng_cli.files.user_config import changed, config_of, config_text
    from zhicheng_cli.files.writing import reason_of, write_file
    from zhicheng_cli.views.screen.output import say

    file = config_file()
    text = changed(config_text(), {name.value: value})
    config_of(text.encode(), str(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZcError(f"不能建立文件夹“{file.parent}”：{reason_of(error)}") from error
    write_file(file, text.encode())
    say(f"已取消 {name}" if value is None else f"{name} = {value}，写进了 {file}")
