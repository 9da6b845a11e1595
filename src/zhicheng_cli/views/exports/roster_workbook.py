"""The result of a roster as a workbook that can be filtered, printed and passed on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

from zhicheng_cli.applicant.judgement.two_verdicts import CLOSED, NOT_YET
from zhicheng_cli.applicant.law.verdicts import IN_WORDS, Verdict
from zhicheng_cli.applicant.roster.engine import Refused
from zhicheng_cli.applicant.roster.tally import Answered, Tally
from zhicheng_cli.errors import ZcError
from zhicheng_cli.views.answers.roster_answer import (
    REFUSED_COLUMNS,
    SHEETS,
    ResultAbout,
    reasons_table,
    summary_table,
)
from zhicheng_cli.views.parts.wording import source_line

from .result_cells import result_cells
from .workbook.book import row_height, set_page

#: A sheet of a workbook holds no more rows, the heading among them.
_SHEET_ROWS = 1 << 20
#: A cell of a workbook holds no more characters.
_CELL = (1 << 15) - 1
#: Widths by heading, in half-width characters; of a column that is only kept.
_WIDTHS = {
    "行号": 5, "姓名": 9, "身份证号": 10, "申报职称": 11, "结论": 8, "条件": 8, "手续": 8,
    "理由": 48, "要做的事": 52, "评委会": 22, "材料接收单位": 20, "最早日期": 12, "备注": 14,
    "列": 20, "内容": 30, "原因": 70, "编号": 6, "规则": 8, "名称": 28, "依据": 30, "条款": 20, "可靠程度": 18,
    "人数": 8,
}  # fmt: skip
_KEPT = 12
#: What programs go by is there, folded away.
_FOLDED = ("缺少的信息", "未了结的理由", "全部理由")
#: Light enough for black letters; the word in the cell tells the same on a black-and-white print.
_FILLS = {
    "#C6E0B4": (IN_WORDS[Verdict.MEETS], "齐了"),
    "#F8B4B4": (IN_WORDS[Verdict.FAILS], "没办齐", CLOSED),
    "#FFE699": (IN_WORDS[Verdict.UNKNOWN],),
    "#DDEBF7": (IN_WORDS[Verdict.UNCONFIRMED],),
    "#FCE4D6": (IN_WORDS[Verdict.DISCRETION],),
    "#EDEDED": (NOT_YET,),
}
_COLOURED = ("结论", "条件", "手续")
_RETURNED, _BORDER, _HEAD = "#C00000", "#BFBFBF", "#EDEDED"
_PERSONAL = "有个人信息，只发给该看的人"


class RosterWorkbook:
    """A workbook; XlsxWriter keeps one row at a time, the rest in files of its own."""

    def __init__(self, draft: Path, stack: ExitStack, about: ResultAbout) -> None:
        import xlsxwriter

        folder = stack.enter_context(TemporaryDirectory(prefix="zc-"))
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False, "strings_to_formulas": False}
        self._book = xlsxwriter.Workbook(str(draft), options)
        self._book.use_zip64()
        # Equal answers give equal bytes.
        self._book.set_properties({"created": datetime.combine(about.today, time())})
        self._about = about
        cell = {"border": 1, "border_color": _BORDER, "valign": "top", "text_wrap": True}
        self._heading = self._book.add_format({**cell, "bold": True, "bg_color": _HEAD})
        self._text, self._number = self._book.add_format({**cell, "num_format": "@"}), self._book.add_format(cell)
        self._day = self._book.add_format({**cell, "num_format": "yyyy-mm-dd"})
        made = {fill: self._book.add_format({**cell, "bg_color": fill}) for fill in _FILLS}
        self._verdicts = {word: made[fill] for fill, words in _FILLS.items() for word in words}
        self._sheets = {what: self._book.add_worksheet(title) for what, title in SHEETS.items()}
        self._next = dict.fromkeys(SHEETS, 0)
        self._columns: dict[str, Sequence[str]] = {}
        self._head("result", about.columns, frozen=2)
        self._head("refused", REFUSED_COLUMNS, frozen=2)

    def _head(self, what: str, columns: Sequence[str], *, frozen: int = 0) -> None:
        sheet = self._sheets[what]
        self._columns[what] = columns
        for place, name in enumerate(columns):
            folded = {"level": 1, "hidden": True} if name in _FOLDED else {}
            sheet.set_column(place, place, _width(name), None, folded)
        sheet.freeze_panes(1, frozen)
        sheet.write_row(0, 0, columns, self._heading)
        self._next[what] = 1
        title = f"{SHEETS[what]} · {source_line(self._about.plan)} · 按 {self._about.today} 判定"
        set_page(sheet, title.replace("&", "&&"), _PERSONAL)

    def _row(self, what: str, cells: Iterable[Any]) -> None:
        row = self._next[what]
        if row >= _SHEET_ROWS:
            raise ZcError(f"结果超过 {_SHEET_ROWS} 行，一个工作表放不下", "把结果写成 .csv 或 .parquet")
        sheet, told = self._sheets[what], tuple(cells)
        named = zip(self._columns[what], told, strict=True)
        shown = {name: cell for name, cell in named if isinstance(cell, str) and name not in _FOLDED}
        # Not every program makes a row as tall as its texts.
        sheet.set_row(row, row_height(shown.values(), [_width(name) for name in shown]))
        for place, (name, cell) in enumerate(zip(self._columns[what], told, strict=True)):
            if isinstance(cell, int):
                sheet.write_number(row, place, cell, self._number)
            elif isinstance(cell, date):
                sheet.write_datetime(row, place, cell, self._day)
            elif cell:
                form = self._verdicts.get(cell, self._text) if name in _COLOURED else self._text
                sheet.write_string(row, place, cell[:_CELL], form)
            else:
                sheet.write_blank(row, place, None, self._text)
        self._next[what] = row + 1

    def answered(self, answered: Answered) -> None:
        """See `ResultFiles`."""
        for cells in zip(*(column.to_pylist() for column in result_cells(answered, self._about.plan)), strict=True):
            self._row("result", cells)

    def refused(self, refused: tuple[Refused, ...]) -> None:
        """See `ResultFiles`."""
        for one in refused:
            self._row("refused", one)

    def finish(self, tally: Tally) -> None:
        """See `ResultFiles`."""
        for what, table in (("summary", summary_table(tally)), ("reasons", reasons_table(tally))):
            self._head(what, table.columns)
            for row in table.rows:
                self._row(what, map(_number, table.columns, row))
        for what, rows in self._next.items():
            self._sheets[what].autofilter(0, 0, max(rows - 1, 1), len(self._columns[what]) - 1)
        if tally.refused_rows:
            self._sheets["refused"].set_tab_color(_RETURNED)
        _close(self._book)


def _width(name: str) -> float:
    return _WIDTHS.get(name, _KEPT)


def _close(book: Any) -> None:
    """Write the workbook.

    Raises:
        OSError: the system refuses.
    """
    from xlsxwriter.exceptions import FileCreateError

    # The archive that is given up half-written tries once more when it is dropped, and would complain by itself.
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        book.close()
    except FileCreateError as error:
        refusal: OSError = error.args[0]
        clear_frames(refusal.__traceback__)
        raise refusal from None
    finally:
        sys.unraisablehook = hook


def _number(column: str, cell: str) -> str | int:
    return int(cell) if column in ("编号", "人数") and cell else cell
