"""What the user set once for all commands: `config.yaml` in his folder of settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.errors import ZcError

from .user_files import config_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .findings import Finding

FORMAT = "zc.config/1"


class UserConfig(NamedTuple):
    """The settings; None = not set.

    Attributes:
        city: whose plan is meant, as for `Dataset`.
        data_dir: the data folder; a relative one counts from the folder of the settings.
        committee: the one whose office uses the program: its key, its name or its number.
        colour: auto, never or always.
        pager: what shows long answers piece by piece: a command, or never.
    """

    city: str | None = None
    data_dir: str | None = None
    committee: str | None = None
    colour: str | None = None
    pager: str | None = None


class ConfigError(ZcError):
    """The settings cannot be used; `findings` are all that is wrong."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.summary, self.findings = "个人设置有错，先改好它", list(findings)
        super().__init__("\n".join((f"{self.summary}：", *map(str, self.findings))))


def read_config() -> UserConfig:
    """The settings as they hold; none where there is no file.

    Raises:
        ConfigError: the file cannot be read or has errors.
    """
    from . import snapshot

    file = config_file()
    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError:
        return _checked(file)  # says why
    if not content.strip():
        return UserConfig()
    basis = snapshot.basis([(file.name, content)])
    kept = snapshot.load(file.parent, [file.name], basis)
    if kept is None:
        kept = _checked(file)._asdict()
        snapshot.save(file.parent, [file.name], basis, kept)
    return UserConfig(**kept)


def setting(name: str) -> str | None:
    """One of the settings, for what works without them: None, too, where the file cannot be used."""
    try:
        value: str | None = getattr(read_config(), name)
    except ConfigError:
        return None
    return value


def config_text() -> str:
    """The file as it stands, right or not; empty where there is none.

    Raises:
        ConfigError: it cannot be read, or is no text.
    """
    from .text import decode

    file = config_file()
    if not file.is_file():
        return ""
    text, undecodable = decode(_content(file), str(file))
    if undecodable:
        raise ConfigError(undecodable)
    return text


def _checked(file: Path) -> UserConfig:
    return config_of(_content(file), str(file))


def _content(file: Path) -> bytes:
    from .text import read_bytes

    content, unreadable = read_bytes(str(file))
    if unreadable:
        raise ConfigError(unreadable)
    return content


def config_of(content: bytes, name: str) -> UserConfig:
    """The settings that a file of this content has.

    Raises:
        ConfigError: it has errors.
    """
    from .checking import check_files
    from .checks import KINDS
    from .findings import blocks

    checked = check_files([(name, content)], {FORMAT: KINDS[FORMAT]})
    if blocks(checked.findings):
        raise ConfigError(checked.findings)
    value = checked.documents[name].value
    return UserConfig(**{key: str(value[key]) for key in UserConfig._fields if key in value})


def changed(text: str, changes: Mapping[str, str | None]) -> str:
    """The text of a file with other settings; its other lines, comments too, stay as they are.

    Args:
        changes: what is set, by field; None = it is taken out.
    """
    from json import dumps

    kept = [line for line in text.splitlines() if line.split(":")[0] not in changes]
    if not any(line.startswith("format:") for line in kept):
        kept.insert(0, f"format: {FORMAT}")
    added = [
        f"{key}: {value if value.isalpha() else dumps(value, ensure_ascii=False)}"
        for key, value in changes.items()
        if value is not None
    ]
    return "\n".join((*kept, *added)) + "\n"
