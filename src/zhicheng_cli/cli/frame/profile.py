"""The user's own dossier: where it lies, whether it is there, what it says."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.user_files import config_folder

if TYPE_CHECKING:
    from zhicheng_cli.plan.committees import Committee

    from .session import Session

_NAME = "me.yaml"
#: No such committee: as it may be in the plan of another city or year.
_NOT_HERE = "E614"


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
    found = [one for one in found if one.code != _NOT_HERE and (notices or one.severity is not Severity.NOTICE)]
    is_wrong = any(one.severity is Severity.ERROR for one in found)
    if found:
        say(findings_text(found).rstrip("\n"), even_if_quiet=is_wrong)
    if is_wrong or checked is None:
        raise ZcError("自己的档案有错，没有用它", f"改正 {path}，或者用 zc me forget 去掉它，再用 zc me new 重来")
    _say_if_foreign(checked.documents[name].value, session)
    document, _ = parse(data, name)
    return Profile(path, checked.documents[name].value, _plain(document.value if document else {}))


def _plain(value: Any) -> Any:
    """The same without the places where it stands."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _say_if_foreign(value: dict[str, Any], session: Session) -> None:
    """Say on stderr what in it is of another city or year than the plan."""
    from zhicheng_cli.views.screen.output import say

    plan, target = session.data.plan, value["target"]
    county = value.get("employer", {}).get("county")
    if county and plan.region.county_called(county) not in plan.region.places:
        say(f"注意：自己的档案写的单位在“{county}”，不是{plan.region.city}的。", even_if_quiet=True)
    if "committee" in target and _committee(target["committee"], session) is None:
        say(f"注意：{plan.region.city}{plan.year}年度的计划里没有自己的档案写的评委会。", even_if_quiet=True)
    years = [row["year"] for row in value.get("hours", ()) if "year" in row]
    if years and max(years) < plan.year - 1:
        told = f"自己的档案写的学时到 {max(years)} 年度，这份计划是 {plan.year} 年度的"
        say(f"注意：{told}：用 zc me edit 更新。", even_if_quiet=True)


def _committee(named: int | str, session: Session) -> Committee | None:
    from zhicheng_cli.plan.find import find_committee

    try:
        return find_committee(str(named), session.data.search)
    except ZcError:
        return None


def profile_or_none(session: Session, *, not_me: bool) -> Profile | None:
    """The user's own dossier where a command may answer by it: one that is wrong is said, and not used.

    Args:
        not_me: it is not wanted.
    """
    from zhicheng_cli.views.screen.output import say
    from zhicheng_cli.views.screen.pointers import told

    try:
        return None if not_me else read_profile(session)
    except ZcError as error:
        say(told(error), even_if_quiet=True)
        return None


def is_seen() -> bool:
    """Whether somebody looks on."""
    return sys.stdout.isatty()


def committee_of_profile(session: Session, *, not_me: bool, only_if_seen: bool = False) -> Committee | None:
    """The user's own committee, where a command names none; that it is taken is said on stderr. None = none is known.

    Args:
        only_if_seen: whether it is for a command that answers without it, too: what a program reads stays what it was.
    """
    from zhicheng_cli.views.screen.output import say

    if only_if_seen and not is_seen():
        return None
    profile = profile_or_none(session, not_me=not_me)
    named = profile and profile.value["target"].get("committee")
    of = None if named is None else _committee(named, session)
    if of is not None:
        say(f"照自己的档案：{of.no} 号 {of.name}（不照它的加 --not-me）")
    return of


def key_of_profile() -> str:
    """The key of the user's own committee, as the file has it; empty = there is none, or no such file."""
    from zhicheng_cli.files.document import parse
    from zhicheng_cli.files.text import read_bytes

    data, found = read_bytes(str(profile_path())) if profile_path().is_file() else (b"", [])
    document = parse(data, _NAME)[0] if data and not found else None
    value = document.value if document else None
    target = value.get("target") if isinstance(value, dict) else None
    named = target.get("committee") if isinstance(target, dict) else None
    return named if isinstance(named, str) and re.fullmatch(r"[\w()（）]+-\w+", named) else ""


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
