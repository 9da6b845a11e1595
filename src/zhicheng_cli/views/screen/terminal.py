"""Tables and text on a terminal, measured in cells: a Chinese character takes two.

Nothing is ever cut. A table that a narrow terminal cannot hold readably is printed as records, one line per field.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TextIO
from unicodedata import category, east_asian_width

from .colour import spans_in, style_of, wants_colour, with_codes
from .table import Fitting, Table

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

#: Between two columns.
_GAP = 2
#: A column this narrow (numbers, dates, months) is never folded, nor is a word such as a telephone number.
_SHORT = 12
#: A wider column keeps room for four characters, and for its heading up to seven.
_NARROWEST, _HEADING = 8, 14
#: Rows of more lines than these are parted by a rule.
_UNRULED = 2
#: Continuation lines of a record are indented by this much.
_HANGING = 4

# Where a line may end: at spaces and between Chinese characters, but no line starts with a closing
# mark or ends with an opening one, and a word, number ("7月" too) or address stays whole.
# Beyond Greek and Cyrillic everything counts as Chinese: small classes compile fast, and only when text is folded.
_WORD_CHARACTER, _CHINESE = r"[!-\u04ff]", r"[^\x00-\u04ff]"
_UNIT = (
    rf"\s+|(?:[（《〈“‘「『【〔]|[(\[{{](?={_CHINESE}))*"
    rf"(?:(?:(?![(\[{{]{_CHINESE}){_WORD_CHARACTER})+|\S)"
    rf"(?:(?<=\d)[年月日][-—～至]?)?(?:[，。、；：？！）》〉”’」』】〕％…～]|(?<={_CHINESE})[,.;:?!%)\]}}]+)*"
)
#: Where a word wider than the line is cut, if it can be.
_PART = r"[^-/.,?&=_]+[-/.,?&=_]*|[-/.,?&=_]+"

#: 原为“6月25日”; （原为7月，作废）.
_VOID = r"原\s*为\s*“([^”]+)”|（\s*原\s*为((?:(?!（\s*原\s*为).)+?)\s*，\s*作\s*废\s*）"

#: Control characters would move the cursor or change the colours; tabs have no fixed width.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "?") | {ord("\t"): " ", ord("\n"): "\n"}


def cell_width(text: str) -> int:
    """Return how many terminal cells one line of text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def terminal_width() -> int:
    """Return the columns of the terminal, of `COLUMNS`, or 80."""
    columns = shutil.get_terminal_size((80, 24)).columns
    # The old Windows console breaks a line that fills its last column.
    return columns - 1 if sys.platform == "win32" else columns


def wrap(text: str, width: int, hanging: int = 0) -> list[str]:
    """Fold text into lines of at most `width` cells, at least one line.

    Args:
        text: may hold several lines; indentation is kept.
        width: cells per line, taken as at least two.
        hanging: cells by which every line but the first is indented.
    """
    room = max(2, width - hanging)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fill(paragraph, room if lines else max(2, width), room)
    return [lines[0], *(" " * hanging + line if line else "" for line in lines[1:])]


def print_table(
    table: Table, stream: TextIO, width: int | None = None, color: bool | None = None, *, ruled: bool = True
) -> None:
    """Draw a table, or its records where the width does not hold it.

    Args:
        table: cells are printed as they are, markup has no meaning in them.
        stream: where to; one whose encoding is not UTF-8 gets ASCII lines.
        width: cells per line; the terminal's unless given.
        color: whether to emphasise headings, and what has a role; decided as `wants_colour` does unless given.
        ruled: whether rules part the rows where one has several lines.
    """
    room = max(2, terminal_width() if width is None else width)
    rows = tuple(tuple(map(_visible, row)) for row in table.rows)
    visible = Table(tuple(map(_visible, table.columns)), rows, headed=table.headed)
    widths = _column_widths(visible, room)
    cells = (table.columns, *table.rows)
    drawing = (
        _records(visible, cells, room)
        if widths is None
        else _grid(visible, cells, widths, _has_unicode_lines(stream), ruled)
    )
    if table.caption:
        print_text(table.caption, stream, room)
    stream.write(_draw(drawing, room, wants_colour(stream) if color is None else color))


def print_fitting(several: Fitting, stream: TextIO, width: int | None = None, color: bool | None = None) -> None:
    """Draw the first of the tables that the width holds nearly line by line, else the last; arguments as for one."""
    room = max(2, terminal_width() if width is None else width)
    shown = next((one for one in several.tables if _fits(one, room)), several.tables[-1])
    print_table(shown, stream, width, color, ruled=False)


def _fits(table: Table, room: int) -> bool:
    widths = _column_widths(table, room)
    return widths is not None and 4 * sum(_is_folded(row, widths) for row in table.rows) <= len(table.rows)


def _is_folded(row: Sequence[str], widths: Sequence[int]) -> bool:
    return any(cell_width(line) > width for cell, width in zip(row, widths, strict=True) for line in cell.split("\n"))


def print_text(text: str, stream: TextIO, width: int | None = None, color: bool | None = None) -> None:
    """Print lines of text, each folded to the width under its own indentation."""
    room = terminal_width() if width is None else width
    lines: list[str] = []
    for line in _visible(text).split("\n"):
        indentation = len(line) - len(line.lstrip(" "))
        lines += wrap(line, room, min(indentation, room // 2))
    folded = "\n".join(lines)
    coloured = wants_colour(stream) if color is None else color
    stream.write((with_codes(folded, text) if coloured else folded) + "\n")


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in {"Mn", "Me", "Cf"} else 1


def _visible(text: str) -> str:
    return "\n".join(text.splitlines()).translate(_CONTROLS)


def _fill(paragraph: str, first: int, rest: int) -> list[str]:
    lines: list[str] = []
    line, room = "", first
    for piece in _pieces(paragraph, rest):
        if cell_width(piece) > room:
            lines += filter(None, [line.rstrip()])
            line, room = "", rest
        if line or not lines or not piece.isspace():
            line += piece
            room -= cell_width(piece)
    return [*lines, line.rstrip()]


def _pieces(paragraph: str, limit: int) -> Iterator[str]:
    """Yield what must stay together, cut only where it alone is wider than a line."""
    for unit in re.findall(_UNIT, paragraph):
        if cell_width(unit) <= limit:
            yield unit
        else:
            for part in re.findall(_PART, unit):
                yield from _cut(part, limit)


def _cut(word: str, limit: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if cell_width(piece + character) > limit:
            yield piece
            piece = ""
        piece += character
    yield piece


def _column_widths(table: Table, room: int) -> list[int] | None:
    """Share the room out among the columns; None if it does not hold them readably."""
    if not table.columns:
        return None
    columns = list(zip(table.columns, *table.rows, strict=True))
    natural = [[max(map(cell_width, cell.split("\n"))) for cell in column] for column in columns]
    widths = [_least_width(column, max(wide)) for column, wide in zip(columns, natural, strict=True)]
    available = room - _GAP * (len(widths) - 1)
    if sum(widths) > available:
        return None
    for _ in range(available - sum(widths)):
        # Each further cell goes to the column that would fold into the most lines; the last one is there to fold.
        lines = [sum(one for one in wide if one > now) / now for wide, now in zip(natural, widths, strict=True)]
        lines[-1] /= 2
        if not any(lines):
            break
        widths[lines.index(max(lines))] += 1
    return widths


def _least_width(column: Sequence[str], natural: int) -> int:
    if natural <= _SHORT:
        return max(1, natural)
    words = (cell_width(unit) for cell in column for unit in re.findall(_UNIT, cell))
    return max(_NARROWEST, min(_HEADING, cell_width(column[0])), min(_SHORT, max(words)))


def _grid(
    table: Table, cells: Sequence[Sequence[str]], widths: list[int], unicode_lines: bool, ruled: bool
) -> RenderableType:
    from rich.box import Box
    from rich.table import Table as Grid
    from rich.text import Text

    line = "─" if unicode_lines else "-"
    blank, rule = "    \n", f" {line}{line} \n"
    box = Box(blank * 2 + rule + blank + rule + blank * 3, ascii=not unicode_lines)
    folded = [
        [wrap(cell, width) for cell, width in zip(row, widths, strict=True)] for row in (table.columns, *table.rows)
    ]
    several_lines = ruled and any(len(lines) > _UNRULED for row in folded[1:] for lines in row)
    grid = Grid(box=box, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), border_style="dim", header_style="bold")
    grid.show_lines, grid.show_header = several_lines and table.headed, table.headed
    for heading, width in zip(folded[0], widths, strict=True):
        grid.add_column(Text("\n".join(heading)), width=width, overflow="fold", no_wrap=False)
    for row, said in zip(folded[1:], cells[1:], strict=True):
        grid.add_row(*(_toned(Text("\n".join(lines)), cell) for lines, cell in zip(row, said, strict=True)))
    return grid


def _records(table: Table, cells: Sequence[Sequence[str]], room: int) -> RenderableType:
    from rich.text import Text

    text = Text(no_wrap=True, overflow="ignore")
    for row, said in zip(table.rows, cells[1:], strict=True):
        if text:
            text.append("\n")
        for heading, cell, one in zip(table.columns, row, said, strict=True):
            if cell:
                label = f"{heading}："
                lines = "\n".join(wrap(label + cell, room, _HANGING)) + "\n"
                text.append(lines[: len(label)], style="bold").append_text(_toned(Text(lines[len(label) :]), one))
    return text


def _toned(text: Text, cell: str) -> Text:
    """The text of a cell, each part in the look of its role."""
    for start, end, role in spans_in(text.plain, cell):
        text.stylize(style_of(role), start, end)
    return _struck(text)


def _struck(text: Text) -> Text:
    """The same with the words that hold no longer struck, wherever lines end in them."""
    for found in re.finditer(_VOID, text.plain, re.DOTALL):
        text.stylize("strike", *found.span(found.lastindex or 0))
    return text


def _draw(drawing: RenderableType, room: int, color: bool) -> str:
    from io import StringIO

    from rich.console import Console

    canvas = StringIO()
    console = Console(
        file=canvas,
        width=room,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(drawing, end="", soft_wrap=False)
    # Rich pads every cell; what is copied from the screen should not end in spaces.
    return re.sub(r"(?<! ) +(?=(?:\x1b\[0m)?$)", "", canvas.getvalue(), flags=re.MULTILINE)


def _has_unicode_lines(stream: TextIO) -> bool:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    # Windows consoles in China draw "─" two cells wide.
    return encoding.lower().replace("-", "").startswith("utf") and sys.platform != "win32"
