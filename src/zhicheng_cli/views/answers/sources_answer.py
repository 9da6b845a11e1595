"""`zc sources`: what every answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.files.bundled import origin_of_data
from zhicheng_cli.plan.committees import Plan
from zhicheng_cli.version import __version__
from zhicheng_cli.views.parts.documents import plan_document
from zhicheng_cli.views.parts.wording import age_line
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import WorkCalendar


class SourcesAnswer(NamedTuple):
    """The notice, the data files, the calendar's range and the systems that the notice names.

    Attributes:
        contents: file name → bytes.
    """

    plan: Plan
    folder: str
    contents: Mapping[str, bytes]
    systems: Sequence[Mapping[str, Any]]
    calendar: WorkCalendar
    today: date

    def document(self) -> dict[str, object]:
        """`zc.sources/1`."""
        about = self.plan.about
        return {
            "format": "zc.sources/1",
            "version": __version__,
            "today": self.today.isoformat(),
            "plan": plan_document(self.plan),
            "title": about["title"],
            "issuer": about["issuer"],
            "age_days": (self.today - self.plan.issued).days,
            "folder": self.folder,
            "files": [
                {"name": name, "bytes": len(data), "sha256": _hash(data)} for name, data in self.contents.items()
            ],
            "workdays": {
                "announced_from": self.calendar.announced_from.isoformat(),
                "announced_to": self.calendar.announced_to.isoformat(),
                "notices": [dict(notice) for notice in self.calendar.notices],
            },
            "systems": [dict(system) for system in self.systems],
        }

    def table(self) -> Table:
        """Item, content, address: one row a source."""
        about, calendar = self.plan.about, self.calendar
        rows = [
            ("通知", f"{about['title']}（{self.plan.document}，{about['issued']}）", ""),
            ("通知距今", f"{(self.today - self.plan.issued).days} 天", ""),
            ("工作日", f"已公布 {calendar.announced_from} 至 {calendar.announced_to}", ""),
        ]
        rows.append(("数据文件夹", self.folder, origin_of_data(Path(self.folder))))
        rows += [(f"数据 {name}", f"sha256 {_hash(data)}", "") for name, data in self.contents.items()]
        rows += [(f"系统 {one['name']}", one["purpose"], _address(one)) for one in self.systems]
        return Table(("依据", "内容", "网址或说明"), tuple(rows))

    def screen(self) -> list[Table | str]:
        """The same in groups, the hashes shortened to what can be compared by eye."""
        about, calendar = self.plan.about, self.calendar
        days = (self.today - self.plan.issued).days
        shown: list[Table | str] = [f"通知：{about['title']}"]
        shown.append(f"  {self.plan.document}，{about['issued']} 印发，到 {self.today} 已 {days} 天")
        age = age_line(self.plan, self.today)
        shown += [f"  {age}"] if age else []
        shown.append(f"工作日：已公布 {calendar.announced_from} 至 {calendar.announced_to}，各年通知的网址见 --json")
        shown.append(f"程序：zc {__version__}")
        shown.append(f"数据文件：{self.folder}（{origin_of_data(Path(self.folder))}）")
        files = tuple((name, f"{len(data)} 字节", _hash(data)[:16]) for name, data in self.contents.items())
        shown.append(Table(("文件", "大小", "sha256 前16位"), files))
        shown += ["通知提到的系统："] if self.systems else []
        for one in self.systems:
            # An address stands on a line of its own: it must survive being copied.
            shown += [f"● {one['name']}", f"    {one['purpose']}", f"    {_address(one)}"]
        return shown


def _address(system: Mapping[str, Any]) -> str:
    """What the notice prints; else why there is none."""
    text: str = system["address"] or system.get("note", "通知没有印网址")
    return text


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
