"""What `zc export site` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhicheng_cli.cli.frame.places import read_calendar
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import reason_of, write_file
from zhicheng_cli.views.exports.calendar.calendar_file import compared_words
from zhicheng_cli.views.exports.site import CALENDARS, PAGE, make_site
from zhicheng_cli.views.screen.output import say
from zhicheng_cli.views.screen.progress import counted, in_progress

if TYPE_CHECKING:
    from zhicheng_cli.plan.keys import PlanNamed
    from zhicheng_cli.plan.leads import Lead
    from zhicheng_cli.views.exports.plan_export import Export


def write_site(export: Export, folder: Path, alarms: Sequence[Lead], named: PlanNamed) -> None:
    """Write the files of the site, each as a whole; other files in the folder stay as they are.

    Args:
        named: the plans that older calendars in the folder may be of.

    Raises:
        ZcError: the folder or a file cannot be written, or a calendar that stands there is none of ours.
    """
    try:
        standing = {
            path.relative_to(folder).as_posix(): read_calendar(path)
            for pattern in CALENDARS
            for path in sorted(folder.glob(pattern))
        }
        with in_progress("做网站"):
            site = make_site(export, standing, alarms, named=named)
        _check_targets(folder, site.files)
        for parent in sorted({(folder / place).parent for place in site.files}):
            parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZcError(f"不能读写“{error.filename or folder}”：{reason_of(error)}") from error
    for place, content in counted([*site.files.items()], "写文件"):
        write_file(folder / place, content)
    compared = f"（日历{compared_words(site.changed, site.cancelled, site.renamed)}）" if standing else ""
    say(f"写好了 {len(site.files)} 个文件{compared}；网页是 {folder / PAGE}")
    if site.unknown:
        say(f"照序号起名的旧日历，认不出现在是哪个评委会，以后不再更新：{'、'.join(site.unknown)}")


def _check_targets(folder: Path, places: Iterable[str]) -> None:
    """What stands in the way is said before anything is written: a site is new as a whole, or as it was."""
    for place in places:
        if (folder / place).exists() and not (folder / place).is_file():
            raise ZcError(f"“{folder / place}”不是普通文件，没有改动网站", "把它移到别处，或者换一个文件夹")
