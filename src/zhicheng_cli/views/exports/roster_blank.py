"""`zc new roster`: a blank roster, with what to write in each column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from zhicheng_cli.applicant.law.facts import FIELDS, Field, Shape
from zhicheng_cli.applicant.roster.headings import PASSED_THROUGH
from zhicheng_cli.applicant.roster.workbook_parts import EXPLANATION, SHEET
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.writing import write_file
from zhicheng_cli.views.screen.delimited import to_csv
from zhicheng_cli.views.screen.table import Table
from zhicheng_cli.written.yes_no import NO, YES

_ROWS = 1 << 20
_FLAGS = (YES, NO)
#: What is written for each shape, and an example; a field's own words go before.
_SHAPES: dict[Shape, tuple[str, str]] = {
    Shape.TEXT: ("文字", ""),
    Shape.WORD: ("文字", ""),
    Shape.CHOICE: ("从所列的词里选一个", ""),
    Shape.NUMBER: ("数字，不写单位", "96"),
    Shape.DAY: ("日期，写到日", "2021-06-28"),
    Shape.DATE: ("日期；只知道年月的写到月，按那个月的最后一天算", "2021-06-28"),
    Shape.FLAG: (f"{YES} 或 {NO}", YES),
    Shape.COMMITTEE: ("计划里的序号", "12"),
    Shape.WORDS: ("所列的词，几个之间用顿号；没有写 无", "无"),
    Shape.DATED: ("几条之间用顿号；没有写 无", "无"),
    Shape.NAMED: ("名称和日期，几条之间用顿号", "无"),
    Shape.GRADED: ("年度和等次，几年之间用顿号", "2019 合格、2020 优秀"),
    Shape.PAPERS: ("名称后面写 √（有）或 ×（没有），几份之间用顿号；可以再写取得的日期", "业绩报告√、论文√ 2021-05-10"),
}
_EXAMPLES = {
    "title": "工程师", "specialty": "建筑", "employer": "某公司", "county": "某区", "industry": "建筑",
    "held_title": "助理工程师", "held_series": "工程", "exam": "无", "degree": "本科",
}  # fmt: skip
_LEAST, _MOST = 10, 24


class BlankColumn(NamedTuple):
    """A column of a roster: its heading, what to write, the words to choose from, an example."""

    heading: str
    about: str
    choices: tuple[str, ...] = ()
    example: str = ""
    needed: bool = False
    #: Whether one of the words must stand there, and nothing else.
    closed: bool = False


def columns() -> tuple[BlankColumn, ...]:
    """Every column, left to right."""
    own = (
        BlankColumn(PASSED_THROUGH["name"], "照抄到结果里", (), "样例甲", needed=True),
        BlankColumn(PASSED_THROUGH["identity"], "可以不填；结果里遮盖中间各位，只核对位数和校验码"),
    )
    return (*own, *map(_column, FIELDS))


def _column(field: Field) -> BlankColumn:
    how, example = _SHAPES[field.shape]
    choices = _FLAGS if field.shape is Shape.FLAG else field.choices
    example = _EXAMPLES.get(field.name, example or (choices[0] if choices else ""))
    return BlankColumn(
        field.label,
        "；".join(filter(None, (field.about, how))),
        choices,
        example,
        needed=field.name == "title",
        closed=field.shape in (Shape.CHOICE, Shape.FLAG),
    )


def write_blank(path: Path) -> None:
    """Write a blank roster, for its owner alone: it is there to be filled in.

    Raises:
        ZcError: the name does not tell the form, or the file cannot be written.
    """
    kinds: dict[str, Callable[[], bytes]] = {".xlsx": _workbook, ".csv": _csv}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise ZcError(f"从文件名“{path.name}”看不出格式", f"空白名册的后缀可以是 {'、'.join(kinds)}")
    write_file(path, kind(), private=True)


def _csv() -> bytes:
    headings = tuple(column.heading for column in columns())
    return to_csv(Table(headings, ())).encode("utf-8-sig")


def _workbook() -> bytes:
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#DDEBF7", "border": 1})
    needed = book.add_format({"num_format": "@", "bold": True, "bg_color": "#FCE4D6", "border": 1})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns()):
        width = min(max(2 * len(column.heading) + 2, _LEAST), _MOST)
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, column.heading, needed if column.needed else head)
        sheet.write_comment(0, place, _note(column), {"x_scale": 2, "y_scale": 1.5})
        if column.closed:
            sheet.data_validation(1, place, _ROWS - 1, place, _validation(column))
    _explain(book)
    book.close()
    return content.getvalue()


def _note(column: BlankColumn) -> str:
    parts = [column.about, f"可写：{'、'.join(column.choices)}" if column.choices else ""]
    parts += [f"例：{column.example}" if column.example else "", "必填" if column.needed else ""]
    return "\n".join(filter(None, parts))


def _validation(column: BlankColumn) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(column.choices),
        "error_title": column.heading,
        "error_message": "请从下拉选项里选；不知道的空着",
    }


def _explain(book: Any) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    bold, folded = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    notes = (
        "一行一人，从第 2 行填起。不知道的空着：空着就是“未知”，不会当作“没有”。",
        "列可以换次序，不需要的可以删去，列名不要改；姓名和申报职称不能缺。部门、工号、备注等自己的列照抄到结果里。",
        "填好以后：zc check --roster 名册.xlsx -o 结果.xlsx",
    )
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note)
    top = len(notes) + 1
    headings: Sequence[str] = ("列名", "必填", "写什么", "可写的词", "例")
    for place, (heading, width) in enumerate(zip(headings, (26, 6, 50, 50, 30), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, heading, bold)
    for row, column in enumerate(columns(), top + 1):
        cells = (column.heading, "是" if column.needed else "", column.about, "、".join(column.choices), column.example)
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, folded)
