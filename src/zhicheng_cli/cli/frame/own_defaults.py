"""What the user set once stands in for options that were not given, below the environment (`Context.default_map`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.user_files import config_file

if TYPE_CHECKING:
    from zhicheng_cli.files.user_config import UserConfig

    from .session import Session


class OwnDefaults(dict[str, Any]):
    """The user's settings by the name of the option; read when one is first asked for.

    Args:
        lenient: settings that cannot be used are taken for none.
    """

    def __init__(self, *, lenient: bool) -> None:
        super().__init__()
        self._lenient = lenient
        self._config = cache(self._read)

    def _read(self) -> UserConfig | None:
        if not config_file().exists():  # as for most: they are spared the import
            return None
        from zhicheng_cli.files.user_config import ConfigError, read_config

        try:
            return read_config()
        except ConfigError:
            if self._lenient:
                return None
            raise

    def get(self, name: str, default: Any = None) -> Any:
        """What stands in for an option: text as it would be typed.

        Raises:
            ConfigError: the settings cannot be used.
        """
        config = self._config() if name in ("city", "data_dir") else None
        if config is None:
            return default
        if name == "city":
            return config.city or default
        return str(config_file().parent / Path(config.data_dir).expanduser()) if config.data_dir else default


def own_committee(example: str, session: Session | None = None, *, not_me: bool = False) -> str:
    """The committee of whose office the user is, where a command names none, else the one that the user applies to;
    that it is taken is said on stderr.

    Args:
        example: a command that names one.
        session: where one's own application is looked for, too, unless `not_me`.

    Raises:
        ZcError: none is set, or the settings cannot be used.
    """
    if committee := committee_of_office():
        return committee
    if session is not None:
        from .profile import committee_of_profile

        if of := committee_of_profile(session, not_me=not_me):
            return of.key
    raise ZcError("没有写是哪个评委会", f"例如 {example}；序号见 zc plan")


def committee_of_office() -> str | None:
    """The committee of whose office the user is; that it is taken is said on stderr. None = none is set.

    Raises:
        ConfigError: the settings cannot be used.
    """
    from zhicheng_cli.files.user_config import read_config
    from zhicheng_cli.views.screen.output import say

    if committee := read_config().committee:
        say(f"没有写评委会，照个人设置看 {committee}（zc config）")
    return committee
