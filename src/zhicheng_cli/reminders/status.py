"""What the ledger knows: the answer of `zc remind --status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.plan.milestones import LABELS
from zhicheng_cli.reminders.ledger.ledger import Ledger
from zhicheng_cli.reminders.ledger.records import SHOWN, Entry, Failure, Summary, Unknown
from zhicheng_cli.views.parts.wording import day_name_of
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.workdays import CHINA

_NOTHING = Summary(0, None, None)


class LedgerStatus(NamedTuple):
    """The state of a ledger; a missing one knows nothing."""

    path: Path
    summary: Summary
    unknown: Sequence[Unknown]
    failures: Sequence[Failure]
    now: datetime

    def document(self) -> dict[str, object]:
        """`zc.remind-status/2`."""
        return {
            "format": "zc.remind-status/2",
            "ledger": str(self.path),
            "accepted": self.summary.accepted,
            "last_accepted": _text(self.summary.last_accepted),
            "last_today": self.summary.last_today.isoformat() if self.summary.last_today else None,
            "unknown": [
                {
                    "message_id": one.message_id,
                    "address": one.recipient,
                    "claimed_at": _text(one.claimed_at),
                    "today": one.today.isoformat(),
                    "maybe_under_way": one.is_under_way(self.now),
                    "items": [_entry_document(entry) for entry in one.entries],
                }
                for one in self.unknown
            ],
            "failures": [
                {
                    "address": one.recipient,
                    "message_id": one.message_id,
                    "reason": one.reason,
                    "since": _text(one.since),
                    "at": _text(one.at),
                    "times": one.times,
                }
                for one in self.failures
            ],
        }

    def table(self) -> Table:
        """One row a mail that needs somebody's eyes."""
        columns = ("情况", "收件人", "时间", "内容或原因", "编号")
        unknown = (
            (self._state(one), one.recipient, _shown(one.claimed_at), _entries_text(one.entries), one.message_id)
            for one in self.unknown
        )
        failed = (
            (f"没有收下（{one.times}次）", one.recipient, _shown(one.at), one.reason, one.message_id)
            for one in self.failures
        )
        return Table(columns, (*unknown, *failed))

    def screen(self) -> list[Table | str]:
        """The counts, and what needs somebody's eyes."""
        summary = self.summary
        shown: list[Table | str] = [f"账本：{self.path}"]
        last = f"，最近一次 {_shown(summary.last_accepted)}" if summary.last_accepted else ""
        counts = (f"发出 {summary.accepted} 封{last}", f"不知是否送到 {len(self.unknown)} 封")
        shown.append("；".join((*counts, f"没有收下 {len(self.failures)} 个地址")))
        if self.unknown or self.failures:
            shown.append(self.table())
        if self.unknown:
            shown.append("不知是否送到的不会自动重发。问过收信人：收到了，用 zc remind --arrived 编号；")
            shown.append("没收到，用 zc remind --forget 编号，下次运行时再发。")
        if self.failures:
            shown.append("没有收下的，还在订阅文件里的话，下次运行时再发。")
        return shown

    def _state(self, one: Unknown) -> str:
        return "可能正在发" if one.is_under_way(self.now) else "不知是否送到"


def status_of(path: Path, ledger: Ledger | None, now: datetime) -> LedgerStatus:
    """The state of a ledger; None = there is none."""
    if ledger is None:
        return LedgerStatus(path, _NOTHING, (), (), now)
    return LedgerStatus(path, ledger.summary(), ledger.unknown(), ledger.failures(), now)


def _entry_document(entry: Entry) -> dict[str, Any]:
    key = entry.key
    return {
        "plan": key.plan,
        "committee": entry.no,
        "key": key.committee,
        "event": key.event,
        "audience": key.audience,
        "batch": key.batch,
        "stage": key.stage or None,
        "which": entry.which,
        "day": entry.day.isoformat() if entry.day else None,
        "lead": entry.lead,
    }


def _entries_text(entries: Sequence[Entry]) -> str:
    return "\n".join(_entry_text(one) for one in entries if one.lead != SHOWN)


def _entry_text(one: Entry) -> str:
    name = day_name_of(one.key.event, one.which)
    return f"第{one.no}行 {one.key.stage or LABELS[one.key.event]} {name} {one.day or '没有日期了'}"


def _text(instant: datetime | None) -> str | None:
    return instant.astimezone(CHINA).isoformat() if instant else None


def _shown(instant: datetime) -> str:
    return f"{instant.astimezone(CHINA):%Y-%m-%d %H:%M}"
