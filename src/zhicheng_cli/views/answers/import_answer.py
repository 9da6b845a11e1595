"""`zc import`: what was found in a notice."""

from __future__ import annotations

from typing import Any, NamedTuple

from zhicheng_cli.notices.import_finding import ImportFinding
from zhicheng_cli.notices.import_rows import ImportedRow
from zhicheng_cli.notices.importing import Imported
from zhicheng_cli.notices.papers.paper import Spot
from zhicheng_cli.plan.committees import COLUMNS, Receiver
from zhicheng_cli.plan.periods import Period
from zhicheng_cli.views.screen.table import Table

_COLUMN_NAMES = COLUMNS | {"no": "序号", "document": "通知"}
_COLUMN_NAMES |= {"number": "文号", "issued": "发文日期", "issuer": "发文单位"}


class ImportAnswer(NamedTuple):
    """What was read, and the plan's file, where it was written."""

    imported: Imported
    file: str | None = None

    def document(self) -> dict[str, object]:
        """`zc.import/1`."""
        head = self.imported.head
        return {
            "format": "zc.import/1",
            "refused": self.imported.refused is not None,
            "notice": {
                "number": head.number or None,
                "issued": head.issued.isoformat() if head.issued else None,
                "year": head.year,
                "issuer": head.issuer or None,
            },
            "rows": [_row(one) for one in self.imported.rows],
            "contacts": [one._asdict() for one in self.imported.contacts],
            "changes": list(self.imported.changes),
            "findings": [_finding(one) for one in self.imported.findings],
        }

    def table(self) -> Table:
        """A row a committee; of a notice that changes a plan, a row a change."""
        if self.imported.changes:
            return changes_table(self.imported)
        columns = ("序号", "评委会", "所评资格", "推荐资格", "截止", "接收单位", "评审", "备注")
        keys = ("name", "reviews", "recommends", "cutoff", "receivers", "review", "remarks")
        rows = [(str(one.no), *(one.printed.get(key, "") for key in keys)) for one in self.imported.rows]
        return Table(columns, tuple(rows))

    def screen(self) -> list[Table | str]:
        """What was found, then what a person has to look at, then where the plan is."""
        imported, head = self.imported, self.imported.head
        told = "；".join(filter(None, (head.number, head.issuer, f"{head.year} 年度" if head.year else "")))
        lines: list[Table | str] = [told or "没有读到文号、发文单位和年度"]
        if imported.changes:
            lines += [f"改动 {len(imported.changes)} 处，写进计划的 changes", changes_table(imported)]
        elif imported.refused is None:
            refused = imported.rows_read - len(imported.rows)
            lines.append(f"评委会 {imported.rows_read} 行 = 读入 {len(imported.rows)} 行 + 没有读入 {refused} 行")
            lines.append(f"联系人 {len(imported.contacts)} 行") if imported.contacts else None
        if imported.findings:
            rows = [
                (
                    one.code,
                    "" if one.row is None else str(one.row),
                    _COLUMN_NAMES.get(one.column or "", one.column or ""),
                    _place(one.spot),
                    f"{one.message}（{one.hint}）" if one.hint else one.message,
                )
                for one in imported.findings
            ]
            lines.append(Table(("代码", "序号", "栏", "原件里", "要看的"), tuple(rows)))
        return lines


def _place(spot: Spot) -> str:
    """Where a person finds it: 第2页表1第3行第5栏."""
    if spot.line is not None:
        return f"第{spot.line}行"
    parts = (
        ("第{}页", spot.page),
        ("{}", spot.sheet),
        ("表{}", spot.table),
        ("第{}行", spot.row),
        ("第{}栏", spot.column),
    )
    return "".join(form.format(one) for form, one in parts if one)


def contacts_table(imported: Imported) -> Table:
    """A row a contact."""
    columns = ("序号", "专业", "主管部门", "联系人", "联系电话")
    rows = [
        ("" if one.no is None else str(one.no), one.specialty, one.department, one.person, one.phone)
        for one in imported.contacts
    ]
    return Table(columns, tuple(rows))


def changes_table(imported: Imported) -> Table:
    """A row a change."""
    columns = ("怎样改", "序号", "栏", "原来", "现在", "依据的原文")
    rows = [
        (
            one["kind"],
            str(one["no"]),
            COLUMNS.get(one.get("cell", ""), "整行"),
            one.get("old", ""),
            one.get("new", ""),
            one["words"],
        )
        for one in imported.changes
    ]
    return Table(columns, tuple(rows))


def _row(row: ImportedRow) -> dict[str, Any]:
    windows: dict[str, Any] = {}
    if row.times.cutoff is not None:
        windows["cutoff"] = _windows(row.times.cutoff)
    if row.times.review is not None:
        windows["review"] = _windows(row.times.review)
    windows["stages"] = {header: _windows(period) for header, period in row.times.stages.items()}
    return {
        "no": row.no,
        "table": row.table,
        "printed": {"no": str(row.no), **row.printed, "stages": row.stages, "extra": row.extra},
        "receivers": [_receiver(one) for one in row.receivers],
        "windows": windows,
    }


def _receiver(office: Receiver) -> dict[str, Any]:
    where = office.where
    return {
        "unit": office.unit,
        "phones": list(office.phones),
        "place": where.place or None,
        "url": where.url or None,
        "person": where.person or None,
    }


def _windows(period: Period) -> list[dict[str, Any]]:
    return [
        {
            "opens": one.opens.isoformat() if one.opens else None,
            "earliest": one.earliest.isoformat(),
            "latest": one.latest.isoformat(),
            "precision": str(one.precision),
            "audience": one.audience,
            "batch": one.batch,
        }
        for one in period.windows
    ]


def _finding(one: ImportFinding) -> dict[str, Any]:
    return {
        "row": one.row,
        "table": one.table,
        "column": one.column,
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
        "file": one.file,
        "spot": {**one.spot._asdict(), "sheet": one.spot.sheet or None},
    }
