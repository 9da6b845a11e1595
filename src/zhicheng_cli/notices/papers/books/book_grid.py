"""A sheet's cells → paragraphs and grids: what stands alone in its row above or below is a paragraph, the rest a table.

Rows and columns in which nothing is displayed are left out, whatever frame a sheet states of itself; spots keep the
sheet's own numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from zhicheng_cli.files.office_parts import MOST_COLUMNS
from zhicheng_cli.notices.papers.paper import Doubt, DoubtKind, Grid, Paper, PaperCell, Paragraph, Spot
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: A notice's table is smaller: rosters and exports are not read.
_MOST_ROWS, _MOST_COLUMNS = 10_000, 256
#: No more fields lie under merged cells.
_MOST_COVERED = 1 << 19
#: No more rows and columns that are not seen are named one by one.
_NAMED = 20
_PAGE = re.compile(r"[第共页/\s\d—–-]|Page|of")
#: What leaves nothing of a cell.
_VOID = {DoubtKind.STRUCK, DoubtKind.HIDDEN}
#: So many words that stand again further right are the headings of another table.
_SAME_HEADINGS = 3


class BookCell(NamedTuple):
    """What a cell displays, and why that is not plain."""

    words: str
    doubts: tuple[Doubt, ...] = ()


class CellRange(NamedTuple):
    """Cells of a sheet, first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class BookSheet(NamedTuple):
    """A sheet.

    Attributes:
        cells: those with words or a doubt, by row and column (from 1).
        merged: ranges that show their first cell.
        hidden_rows: those that are not displayed.
        hidden_columns: those that are not displayed.
        filtered: whether rows are hidden by a filter.
        doubts: of the sheet as a whole.
        is_shown: whether it is displayed at all.
    """

    title: str
    cells: dict[tuple[int, int], BookCell]
    merged: list[CellRange]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    doubts: tuple[Doubt, ...] = ()
    is_shown: bool = True


class _SeenRow(NamedTuple):
    number: int
    fields: dict[int, PaperCell]
    after_gap: bool

    @property
    def worded(self) -> int:
        """How many cells stand in it."""
        return len({id(cell) for cell in self.fields.values() if cell.words or cell.doubts})

    def within(self, first: int, last: int) -> _SeenRow:
        """What of it stands in these columns."""
        return self._replace(fields={column: cell for column, cell in self.fields.items() if first <= column <= last})

    @property
    def void(self) -> DoubtKind | None:
        """Why nothing of it is left but what reaches down into it: all was struck out, or is not seen."""
        own = [cell for cell in self.fields.values() if cell.spot.row == self.number]
        kinds = {doubt.kind for cell in own for doubt in cell.doubts}
        if any(cell.words.strip() for cell in own) or not kinds or not kinds <= _VOID:
            return None
        return DoubtKind.STRUCK if DoubtKind.STRUCK in kinds else DoubtKind.HIDDEN


def columns_within(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The columns of a sheet that lie in ranges from the first to the last, however many these are."""
    found: set[int] = set()
    end = 0
    for first, last in sorted(ranges):
        found.update(range(max(first, end + 1), min(last, MOST_COLUMNS) + 1))
        end = max(end, last)
    return frozenset(found)


def guard_size(title: str, rows: int, columns: int) -> None:
    """Refuse what is too large for a notice.

    Raises:
        UnreadablePaperError: it has too many rows or columns in which something stands.
    """
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        what = f"{rows} 行" if rows > _MOST_ROWS else f"{columns} 列"
        raise UnreadablePaperError(
            f"工作表“{title}”有 {what}有内容，不像通知的计划表", "看看是不是选错了文件，或者只留下计划表那一张"
        )


def paper_of(name: str, sheets: Iterable[BookSheet], doubts: Iterable[Doubt] = ()) -> Paper:
    """A workbook: what stands on the sheets that are displayed, in order.

    Raises:
        UnreadablePaperError: none is displayed, or one is larger than any notice.
    """
    blocks: list[Paragraph | Grid] = []
    told = list(doubts)
    is_any_shown = False
    for sheet in sheets:
        if sheet.is_shown:
            is_any_shown = True
            found, own = _blocks_of(sheet, sum(isinstance(block, Grid) for block in blocks) + 1)
            blocks += found
            told += own
        elif sheet.cells:
            told.append(Doubt(DoubtKind.LEFT_OUT, f"隐藏的工作表“{sheet.title}”"))
    if not is_any_shown:
        raise UnreadablePaperError(f"“{name}”里没有看得见的工作表", "取消隐藏计划表所在的工作表，保存后再试")
    return Paper(name, tuple(blocks), tuple(dict.fromkeys(told)))


def _blocks_of(sheet: BookSheet, table: int) -> tuple[list[Paragraph | Grid], list[Doubt]]:
    """What stands on a sheet, in order, and what of it is not displayed.

    Args:
        table: the number of its first table in the file.

    Raises:
        UnreadablePaperError: the sheet is larger than any notice.
    """
    rows, astray = _rows(sheet)
    blocks: list[Paragraph | Grid] = []
    for part in (part for beside in _beside(rows) for part in _parts(beside)):
        first = next((place for place, row in enumerate(part) if row.worded > 1), len(part))
        width = len(_columns(part[first:]))
        last = len(part)
        while last > first and part[last - 1].worded == 1 and len(part[last - 1].fields) == width > 1:
            last -= 1
        blocks += [_paragraph(row, sheet.title) for row in part[:first]]
        if first < last:
            blocks.append(_grid(part[first:last], sheet.title, table))
            table += 1
        blocks += [_paragraph(row, sheet.title) for row in part[last:]]
    return blocks, [*_unseen(sheet), *astray, *sheet.doubts]


class _Cover(NamedTuple):
    """A merged range with what is seen of it: the rows and columns, and the cell."""

    area: CellRange
    rows: list[int]
    across: list[int]
    cell: BookCell


def _rows(sheet: BookSheet) -> tuple[list[_SeenRow], list[Doubt]]:
    """The rows with what is seen in them; a cell stands in every field that it covers."""
    seen = [
        place for place in sheet.cells if place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns
    ]
    fields: dict[int, dict[int, PaperCell]] = {row: {} for row, _ in seen}
    doubts = []
    for area, rows, across, cell in _covers(sheet, seen):
        if any(column in fields.get(row, {}) for row in rows for column in across):
            doubts.append(Doubt(DoubtKind.SPANNING, f"{column_letters(area.left)}{area.top}"))
            continue
        spot = Spot(row=area.top, column=area.left, sheet=sheet.title)
        whole = PaperCell(cell.words, spot, len(rows), len(across), cell.doubts)
        for row in rows:
            fields.setdefault(row, {}).update(dict.fromkeys(across, whole))
    for row, column in seen:
        if column not in fields[row]:
            words, about = sheet.cells[row, column]
            spot = Spot(row=row, column=column, sheet=sheet.title)
            fields[row][column] = PaperCell(words, spot, doubts=about)
    guard_size(sheet.title, len(fields), len({column for row in fields.values() for column in row}))
    found: list[_SeenRow] = []
    for number in sorted(fields):
        between = range(found[-1].number + 1, number) if found else ()
        whole_row = _SeenRow(number, fields[number], any(one not in sheet.hidden_rows for one in between))
        if whole_row.void:
            doubts.append(Doubt(whole_row.void, f"工作表“{sheet.title}”第 {number} 行整行"))
        else:
            found.append(whole_row)
    return found, doubts


def _covers(sheet: BookSheet, seen: list[tuple[int, int]]) -> Iterator[_Cover]:
    """The merged ranges in which something stands, as far as the sheet is used.

    Raises:
        UnreadablePaperError: they are there to fill the memory.
    """
    bottom = max((row for row, _ in seen), default=0)
    right = max((column for _, column in seen), default=0)
    room = _MOST_COVERED
    for area in dict.fromkeys(sheet.merged):
        across = range(area.left, min(area.right, right) + 1)
        rows = range(area.top, min(area.bottom, bottom) + 1)
        guard_size(sheet.title, len(rows), 1)
        room -= len(rows) * len(across)
        if room < 0:
            raise UnreadablePaperError(f"工作表“{sheet.title}”合并的格子太多太大", "取消没有用的合并，另存后再试")
        held = {
            place: sheet.cells[place] for row in rows for column in across if (place := (row, column)) in sheet.cells
        }
        first = held.pop(area[:2], BookCell(""))
        under = (Doubt(DoubtKind.HIDDEN, cell.words) for cell in held.values() if cell.words)
        cell = BookCell(first.words, (*first.doubts, *under))
        seen_rows = [one for one in rows if one not in sheet.hidden_rows]
        seen_across = [one for one in across if one not in sheet.hidden_columns]
        if seen_rows and seen_across and any(cell):
            yield _Cover(area, seen_rows, seen_across, cell)


def _beside(rows: list[_SeenRow]) -> list[list[_SeenRow]]:
    """The tables that stand beside each other: the same headings, with an empty column between."""
    columns = _columns([row for row in rows if row.worded > 1])
    for left, right in pairwise(columns):
        if right - left > 1 and any(_repeats_across(row, left) for row in rows):
            sides = ([row.within(0, left) for row in rows], [row.within(right, columns[-1]) for row in rows])
            return [side for whole in sides for side in _beside([row for row in whole if row.fields])]
    return [rows]


def _repeats_across(row: _SeenRow, left: int) -> bool:
    before, after = (
        {cell.words for column, cell in row.fields.items() if (column <= left) is side} for side in (True, False)
    )
    return len((before & after) - {""}) >= _SAME_HEADINGS


def _parts(rows: list[_SeenRow]) -> Iterator[list[_SeenRow]]:
    """A sheet's tables: below an empty row another one begins with its caption or a few cells, the same goes on."""
    part: list[_SeenRow] = []
    columns: set[int] = set()
    for row in rows:
        if part and row.after_gap and 2 * row.worded < max(len(columns), 3):
            yield part
            part, columns = [], set()
        part.append(row)
        columns.update(row.fields)
    if part:
        yield part


def _columns(rows: list[_SeenRow]) -> list[int]:
    return sorted({column for row in rows for column in row.fields})


def _paragraph(row: _SeenRow, title: str) -> Paragraph:
    cell = next(cell for cell in row.fields.values() if cell.words or cell.doubts)
    return Paragraph(cell.words, Spot(row=row.number, column=cell.spot.column, sheet=title), cell.doubts)


def _grid(rows: list[_SeenRow], title: str, table: int) -> Grid:
    """A table; a field without a cell of its own is an empty one."""
    columns = _columns(rows)
    fields = Counter(id(cell) for row in rows for cell in row.fields.values())
    told: dict[int, PaperCell] = {}

    def field(row: _SeenRow, column: int) -> PaperCell:
        cell = row.fields.get(column)
        if cell is None:
            return PaperCell("", Spot(table=table, row=row.number, column=column, sheet=title))
        if id(cell) not in told:
            across = sum(one is cell for one in row.fields.values())
            spot = cell.spot._replace(table=table)
            told[id(cell)] = cell._replace(spot=spot, rows=fields[id(cell)] // across, columns=across)
        return told[id(cell)]

    filled = tuple(tuple(field(row, column) for column in columns) for row in rows)
    return Grid(filled, Spot(table=table, row=rows[0].number, column=columns[0], sheet=title), title)


def _unseen(sheet: BookSheet) -> list[Doubt]:
    """The rows and columns that hold something and are not displayed."""
    rows = sorted({row for row, _ in sheet.cells if row in sheet.hidden_rows})
    columns = sorted({column for _, column in sheet.cells if column in sheet.hidden_columns})
    found = []
    if rows:
        why = "被筛选隐藏" if sheet.filtered else "隐藏"
        found.append(Doubt(DoubtKind.HIDDEN, f"工作表“{sheet.title}”{why}的第 {_spans(rows)} 行"))
    if columns:
        found.append(
            Doubt(
                DoubtKind.HIDDEN, f"工作表“{sheet.title}”隐藏的 {'、'.join(map(column_letters, columns[:_NAMED]))} 列"
            )
        )
    return found


def _spans(numbers: list[int]) -> str:
    spans: list[tuple[int, int]] = []
    for one in numbers:
        if spans and spans[-1][1] == one - 1:
            spans[-1] = (spans[-1][0], one)
        else:
            spans.append((one, one))
    named = "、".join(str(first) if first == last else f"{first}–{last}" for first, last in spans[:_NAMED])
    return f"{named} 等 {len(numbers)}" if len(spans) > _NAMED else named


def is_page_number(words: str) -> bool:
    """Whether a header or footer says nothing but which page it is."""
    return not _PAGE.sub("", words)


def column_letters(column: int) -> str:
    """A column's letters, of its number from 1: 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
