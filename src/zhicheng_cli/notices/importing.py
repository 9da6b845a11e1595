"""The papers of one notice → the rows of a plan, with everything that a person still has to look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from zhicheng_cli.notices.import_finding import ImportFinding, of_doubt, sorted_findings
from zhicheng_cli.notices.import_rows import CommitteeRowReader, ImportedRow
from zhicheng_cli.notices.import_settled import NOTHING_SETTLED, Settled
from zhicheng_cli.notices.import_times import is_over
from zhicheng_cli.notices.notice_clauses import NoticeClause, read_clauses
from zhicheng_cli.notices.notice_head import NoticeHead, lines_of, read_head
from zhicheng_cli.notices.papers.paper import DoubtKind, Grid, Paper, Spot
from zhicheng_cli.notices.plan_choice import RefusedNoticeError, this_years
from zhicheng_cli.notices.tables.cell_words import cell_words
from zhicheng_cli.notices.tables.column_meaning import Meaning, meaning_of
from zhicheng_cli.notices.tables.plan_tables import PlanTable, TablesFound, tables_of
from zhicheng_cli.notices.tables.prose_table import prose_table
from zhicheng_cli.notices.tables.shown_signs import shown_signs
from zhicheng_cli.notices.tables.table_rows import TableRow
from zhicheng_cli.plan.printed_times import PrintedTimes

#: Of one cell.
MOST_SIGNS = 4_000
#: A table of so many rows and columns, or fewer, is the layout of a page.
_FEW = 3
#: Of other columns, such as those of specialties, there may well be several.
_TOLD_APART = frozenset(Meaning) - {Meaning.SPECIALTY, Meaning.DEPARTMENT, Meaning.PERSON, Meaning.PLACE, Meaning.URL}
#: What notices call the units of the city itself.
OWN_UNITS = tuple(f"市{one}" for one in ("直", "本级", "属"))


class ImportedContact(NamedTuple):
    """A row of the contact table (附件2): its words as printed."""

    no: int | None
    specialty: str
    department: str
    person: str
    phone: str


class Imported(NamedTuple):
    """What a notice comes to.

    Attributes:
        refused: why nothing may be written; None = it may.
        head: the notice's own.
        rows: of the plan, in printed order.
        contacts: those who answer for continuing education.
        findings: whatever is not plain; of a notice that is refused, also why.
        clauses: of its body.
        rows_read: rows of its tables, those that were refused with them.
        changes: of a later notice, entries for the `changes` of a plan.
    """

    refused: ImportFinding | None
    head: NoticeHead
    rows: tuple[ImportedRow, ...] = ()
    contacts: tuple[ImportedContact, ...] = ()
    findings: tuple[ImportFinding, ...] = ()
    clauses: tuple[NoticeClause, ...] = ()
    rows_read: int = 0
    changes: tuple[dict[str, Any], ...] = ()


def import_notice(
    papers: Sequence[Paper],
    titles: Collection[str],
    year: int | None = None,
    settled: Settled = NOTHING_SETTLED,
) -> Imported:
    """Read the papers of one notice: its body and its annexes.

    Args:
        papers: in the order given.
        titles: those that are known.
        year: of the plan, where the user says it.
        settled: what a person answered before.
    """
    head = read_head(papers)
    found: list[ImportFinding] = []
    try:
        return _imported(papers, head, frozenset(titles), year, found, settled)
    except RefusedNoticeError as refusal:
        return Imported(refusal.why, head, findings=tuple(sorted_findings([refusal.why, *found])))


def _imported(
    papers: Sequence[Paper],
    head: NoticeHead,
    titles: frozenset[str],
    year: int | None,
    found: list[ImportFinding],
    settled: Settled,
) -> Imported:
    found += [of_doubt(doubt)._replace(file=paper.name) for paper in papers for doubt in paper.doubts]
    tables = _all_tables(papers)
    chosen, told = this_years(tables.plans, year or head.year)
    found += told
    if not chosen:
        prose = prose_table(papers, head.title)
        chosen = tables_of(prose).plans if prose is not None and not any(map(_is_large, tables.others)) else []
    if not chosen:
        raise RefusedNoticeError(*_no_table(papers, tables))
    _refuse_endless_cells(chosen)
    head = head._replace(year=_year(head, chosen, year))
    found += _head_findings(head)
    for table in chosen:
        if table.year not in (None, head.year):
            message = f"通知是 {head.year} 年度的，表题写的是 {table.year} 年"
            found.append(ImportFinding("W420", message, "核对是不是拿错了计划", column="document", spot=table.spot))
    found += _unread(tables.others, {len(table.heading.columns) for table in chosen})
    if head.year is None:
        raise RefusedNoticeError("E422", "看不出是哪一年度的计划", "说明年度再导入")
    times = PrintedTimes(head.year, settled.dates_in or head.year, OWN_UNITS, settled.before_includes, {})
    reader = CommitteeRowReader(times, titles, settled)
    found += [one._replace(table=number) for number, table in enumerate(chosen, 1) for one in _column_findings(table)]
    rows = [*_rows(chosen, reader, found)]
    if not rows:
        raise RefusedNoticeError("E420", "评审计划表只有表头，没有内容", "确认选对了文件")
    contacts = tuple(_contact(row) for table in tables.contacts for row in table.rows)
    found += _of_all_rows(rows, head.issued)
    return Imported(None, head, tuple(rows), contacts, tuple(sorted_findings(found)), read_clauses(papers), len(rows))


def _unread(grids: Sequence[Grid], widths: Collection[int]) -> Iterator[ImportFinding]:
    """The tables that were not read; one as wide as the plan may well be a part of it."""
    for grid in grids:
        if len(grid.rows[0]) in widths:
            message = f"第 {grid.spot.table} 张表和评审计划一样宽，接不上，没有读"
            yield ImportFinding("W420", message, "看是不是计划的一部分", column="document", spot=grid.spot)
        elif _is_large(grid):
            message = f"第 {grid.spot.table} 张表不是评审计划，没有读"
            yield ImportFinding("N421", message, "看里面有没有要读的内容", spot=grid.spot)


def _refuse_endless_cells(tables: Sequence[PlanTable]) -> None:
    """The longest remarks have some hundred signs; each is looked at again and again."""
    for table in tables:
        for row in table.rows:
            if any(len(cell.words) > MOST_SIGNS for cells in row.cells for cell in cells):
                where = f"序号 {row.no} 的那一行" if row.no else "表里"
                message = f"{where}有一格超过 {MOST_SIGNS} 字，评审计划没有这样的格子"
                raise RefusedNoticeError("E420", message, "核对这张表，或者另存一份再试")


def _is_large(grid: Grid) -> bool:
    """Whether it is more than the layout of a page."""
    return len(grid.rows) > _FEW and len(grid.rows[0]) > _FEW


def _all_tables(papers: Sequence[Paper]) -> TablesFound:
    every = [tables_of(paper) for paper in papers]
    return TablesFound(
        [one for tables in every for one in tables.plans],
        [one for tables in every for one in tables.contacts],
        [one for tables in every for one in tables.others],
    )


def _no_table(papers: Sequence[Paper], tables: TablesFound) -> tuple[str, str, str]:
    """Why there is no plan in these papers: code, message, hint."""
    words = "".join(lines_of(papers))
    if "放假" in words and "国务院办公厅" in words:
        return "E421", "这是放假通知，不是职称评审的通知", "放假通知导入到工作日"
    cells = {re.sub(r"\s", "", cell.words) for grid in tables.others for cell in grid.cells()}
    if cells & {"姓名", "身份证号", "身份证号码"}:
        return "E421", "这像是人员名册，不是评审计划", "确认选对了文件"
    if re.search("关于.{0,40}(?:延期|延长|更正|补充|调整|暂缓|推迟)", words):
        return "E421", "这像是补充、更正的通知，没有评审计划表", "写进计划的 changes"
    pictures = [one.words for paper in papers for one in paper.doubts if one.kind is DoubtKind.PICTURE]
    if pictures:
        return "E420", f"没有找到评审计划表；有图片没有读（{'；'.join(pictures)}）", "表是图片的，把图片另存出来再导入"
    return "E420", "没有找到评审计划表：表头要有评委会和时间", "确认选对了文件；计划在附件里的，把附件也给出来"


def _year(head: NoticeHead, tables: list[PlanTable], year: int | None) -> int | None:
    printed = head.year or next((table.year for table in tables if table.year), None)
    if year is not None and printed is not None and printed != year:
        raise RefusedNoticeError("E422", f"通知是 {printed} 年度的，要导入的是 {year} 年度", "核对年度，或者换一份通知")
    return year or printed


def _head_findings(head: NoticeHead) -> Iterator[ImportFinding]:
    for column, value, what in (
        ("number", head.number, "文号"),
        ("issued", head.issued, "发文日期"),
        ("issuer", head.issuer, "发文单位"),
    ):
        if not value:
            yield ImportFinding(
                "W420", f"没有读到{what}", "写进计划前补上；正文在别的文件里的，一起给出来", column=column
            )


def _column_findings(table: PlanTable) -> Iterator[ImportFinding]:
    """What is not plain of the columns of a table."""
    columns = table.heading.columns
    for column in columns:
        other = next((one.header for one in columns if one.meaning is column.likely), "")
        if other and column.likely in _TOLD_APART:
            message = f"“{column.header}”和“{other}”两栏意思相近，取了后一栏，前一栏照印"
            yield ImportFinding("W428", message, "核对取得对不对", column=column.header, spot=table.spot)
        if column.meaning is Meaning.RECEIVERS and meaning_of(column.header) is Meaning.DEPARTMENT:
            message = f"没有材料接收单位一栏，取了“{column.header}”"
            yield ImportFinding("W428", message, "核对材料交到哪里", column="receivers", spot=table.spot)
    stages = [column for column in columns if column.meaning is Meaning.STAGE]
    if stages and not table.heading.has(Meaning.CUTOFF):
        derived = next((column.header for column in stages if column.is_cutoff), "")
        message = f"没有接收材料截止时间一栏，截止取“{derived}”" if derived else "几个环节的时间，看不出哪个是截止"
        yield ImportFinding("W428", message, "核对以哪个环节为截止", column="cutoff", spot=table.spot)


def _of_all_rows(rows: Sequence[ImportedRow], issued: date | None) -> Iterator[ImportFinding]:
    """What is one question of the whole notice."""
    if any(row.day_open for row in rows):
        message = "有的时间写作“某日前”，没有说当日算不算；读作当日或者前一日"
        yield ImportFinding("W424", message, "问发文单位，全文一次说明", column="cutoff")
    if over := [str(row.no) for row in rows if is_over(row.times.cutoff, issued)]:
        message = f"第 {'、'.join(over)} 行的截止时间在发文日期 {issued} 之前"
        yield ImportFinding("W429", message, "核对年度", column="cutoff")


def _rows(tables: list[PlanTable], reader: CommitteeRowReader, found: list[ImportFinding]) -> Iterator[ImportedRow]:
    last = 0
    for number, table in enumerate(tables, start=1):
        for left in table.left_out:
            message = f"没有读入表里的一行：{left.words[:40]}"
            found.append(
                ImportFinding("N420", message, "看它是不是标题、脚注", table=number, spot=left.spot, file=table.paper)
            )
        printed = any(row.no is not None for row in table.rows)
        # A table begins with 1, or goes on counting where the one before ended.
        last = last if table.rows and table.rows[0].no == last + 1 else 0
        for row in table.rows:
            no = row.no if row.no is not None else last + 1
            made, told = reader.read(row, no, number)
            found += [one._replace(file=table.paper, spot=row.spot if one.spot == Spot() else one.spot) for one in told]
            if printed and (row.no is None or row.no != last + 1):
                why = "这一行没有印序号" if row.no is None else f"序号是 {row.no}，前一行是 {last}"
                found.append(
                    ImportFinding(
                        "W421", why, "对照原件，看有没有少一行、多一行", no, number, "no", row.spot, table.paper
                    )
                )
            last = no
            yield made


def _contact(row: TableRow) -> ImportedContact:
    columns, cells = row.columns, row.cells
    words = {}
    for column, own in zip(columns, cells, strict=True):
        if column.is_part and not any(one.words.strip() for one in own):
            continue
        raw = shown_signs("\n".join(one.words for one in own))[0]
        # A blank stands between two fields: 一般公需科目 经济.
        own_words = " ".join(re.sub(r"\s*\n\s*", "", raw).split())
        is_fields = column.meaning is Meaning.SPECIALTY
        words[column.meaning] = own_words if is_fields else cell_words(raw, column.meaning, ()).words
    department = words.get(Meaning.DEPARTMENT) or words.get(Meaning.RECEIVERS, "")
    return ImportedContact(
        row.no,
        words.get(Meaning.SPECIALTY, ""),
        department,
        words.get(Meaning.PERSON, ""),
        words.get(Meaning.PHONE, ""),
    )
