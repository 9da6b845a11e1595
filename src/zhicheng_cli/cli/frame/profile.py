"""The user's own dossier: where it lies, whether it is there, what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.user_files import config_folder

if TYPE_CHECKING:
    from .session import Session

_NAME = "me.yaml"


class Profile(NamedTuple):
    """The user's own dossier.

    Attributes:
        value: as it is judged.
        written: as it stands in the file.
    """

    path: Path
    value: dict[str, Any]
    written: dict[str, Any]


def profile_path() -> Path:
    """Where the user's own dossier lies, or would."""
    return config_folder() / _NAME


def read_profile(session: Session, *, notices: bool = False) -> Profile | None:
    """The user's own dossier, what is wrong with it said on stderr; None where there is none.

    Args:
        notices: whether what is merely to be known is said, too.

    Raises:
        ZcError: it cannot be read, or has errors, which are said.
    """
    path = profile_path()
    if not path.exists():
        return None
    from zhicheng_cli.applicant.dossier.checks.check_dossier import dossier_kinds
    from zhicheng_cli.files.checking import check_files
    from zhicheng_cli.files.document import parse
    from zhicheng_cli.files.findings import Severity
    from zhicheng_cli.files.text import read_bytes
    from zhicheng_cli.views.parts.findings_text import findings_text
    from zhicheng_cli.views.screen.output import say

    name = str(path)
    data, found = read_bytes(name)
    checked = None if found else check_files([(name, data)], dossier_kinds(lambda: session.data.search, session.today))
    found = sorted([*found, *(checked.findings if checked else ())])
    found = [one for one in found if notices or one.severity is not Severity.NOTICE]
    is_wrong = any(one.severity is Severity.ERROR for one in found)
    if found:
        say(findings_text(found).rstrip("\n"), even_if_quiet=is_wrong)
    if is_wrong or checked is None:
        raise ZcError("自己的档案有错，没有用它", f"改正 {path}，或者用 zc me forget 去掉它，再用 zc me new 重来")
    document, _ = parse(data, name)
    return Profile(path, checked.documents[name].value, _plain(document.value if document else {}))


def _plain(value: Any) -> Any:
    """The same without the places where it stands."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def write_profile(text: str) -> None:
    """Keep the user's own dossier, readable by the owner alone.

    Raises:
        ZcError: the folder or the file cannot be written.
    """
    from zhicheng_cli.files.writing import reason_of, write_file

    path = profile_path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ZcError(
            f"不能建立文件夹“{path.parent}”：{reason_of(error)}", "用 ZC_CONFIG_DIR 指明别的文件夹"
        ) from error
    write_file(path, text.encode("utf-8"), private=True)
