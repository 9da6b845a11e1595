"""`zc workday import`: the year that a notice arranges."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.notices.days_off.day_off_entry import MadeEntries
from zhicheng_cli.views.parts.wording import WEEKDAYS
from zhicheng_cli.views.screen.table import Table


class WorkdayImportAnswer(NamedTuple):
    """What was read.

    Attributes:
        made: the entries.
        file: the `workdays.yaml` that has them now; None = they were not written.
        announced_to: the last day known with them.
    """

    made: MadeEntries
    file: str | None
    announced_to: date

    def document(self) -> dict[str, object]:
        """`zc.workday-import/1`."""
        return {
            "format": "zc.workday-import/1",
            "file": self.file,
            "announced_to": self.announced_to.isoformat(),
            "taken_back": [day.isoformat() for day in self.made.taken_back],
            "entries": [_entry(one) for one in self.made.entries],
        }

    def table(self) -> Table:
        """A row a day."""
        columns = ("年份", "日期", "星期", "工作日", "名称", "依据")
        rows = [
            (str(one["year"]), row["date"], _weekday(row), "是" if row["workday"] else "否", row["name"], document)
            for one in self.made.entries
            for document in [one["source"]["document"]]
            for row in one["days"]
        ]
        return Table(columns, tuple(rows))

    def screen(self) -> list[Table | str]:
        """The table."""
        return [self.table()]


def _entry(entry: Any) -> dict[str, Any]:
    source = {key: entry["source"].get(key) for key in ("document", "address", "evidence", "note")}
    days = [{**row, "weekday": date.fromisoformat(row["date"]).isoweekday()} for row in entry["days"]]
    return {"year": entry["year"], "source": source, "days": days}


def _weekday(row: Any) -> str:
    return WEEKDAYS[date.fromisoformat(row["date"]).weekday()]


def import_lines(answer: WorkdayImportAnswer, *, is_new: bool) -> list[str]:
    """What was read and what became of it, in words.

    Args:
        is_new: whether something in it was not known before.
    """
    lines = []
    for one in answer.made.entries:
        worked = sum(row["workday"] for row in one["days"])
        note = f"；{one['source']['note']}" if "note" in one["source"] else ""
        lines.append(f"{one['year']} 年：放假 {len(one['days']) - worked} 天，上班 {worked} 天{note}")
    if answer.made.taken_back:
        days = "、".join(map(str, answer.made.taken_back))
        lines.append(f"原来另有安排、这份通知没有写到的，恢复为平常的星期：{days}")
    if answer.file is None:
        lines.append("没有写进文件：接在 workdays.yaml 的 years 后面，或者加 -o 并入")
    elif is_new:
        lines.append(f"已并入 {answer.file}；工作日现在知道到 {answer.announced_to}")
    else:
        lines.append(f"{answer.file} 里已经有了，没有改动")
    return lines
