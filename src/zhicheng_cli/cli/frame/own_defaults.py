"""What the user set once stands in for options that were not given, below the environment (`Context.default_map`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from zhicheng_cli.files.user_config import ConfigError, UserConfig, config_file, read_config


class OwnDefaults(dict[str, Any]):
    """The user's settings by the name of the option; read when one is first asked for.

    Args:
        lenient: settings that cannot be used are taken for none.
    """

    def __init__(self, *, lenient: bool) -> None:
        super().__init__()
        self._lenient = lenient
        self._config = cache(self._read)

    def _read(self) -> UserConfig:
        try:
            return read_config()
        except ConfigError:
            if self._lenient:
                return UserConfig()
            raise

    def get(self, name: str, default: Any = None) -> Any:
        """What stands in for an option: text as it would be typed.

        Raises:
            ConfigError: the settings cannot be used.
        """
        if name == "city":
            return self._config().city or default
        if name == "data_dir" and (folder := self._config().data_dir):
            return str(config_file().parent / Path(folder).expanduser())
        return default
