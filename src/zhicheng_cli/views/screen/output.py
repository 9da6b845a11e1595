"""Where answers go: data to stdout or whole into a file, words to stderr."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple, TextIO, TypeGuard

from zhicheng_cli.errors import ZcError, visible
from zhicheng_cli.files.privacy import masked

from .answer import Answer, Part, Shown
from .footnote import Footnote
from .table import Fitting, Table


class OutputFormat(StrEnum):
    """The forms an answer can take."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


#: The newest version of any JSON document.
NEWEST = 3


class OutputOptions(NamedTuple):
    """What the user asked for.

    Attributes:
        format: the form, or None to choose by file name and terminal.
        path: the file to write; None or "-" is stdout.
        private: the file shall be the owner's alone.
        json_version: of the documents that have several, 1 to `NEWEST`.
        fields, sort: which columns a table has and what its rows are sorted by, see `arranging`; empty = as it comes.
    """

    format: OutputFormat | None = None
    path: Path | None = None
    private: bool = False
    json_version: int = NEWEST
    fields: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()


_FORMAT_OF_SUFFIX = {
    ".csv": OutputFormat.CSV,
    ".json": OutputFormat.JSON,
    ".jsonl": OutputFormat.JSONL,
    ".md": OutputFormat.MD,
    ".tsv": OutputFormat.TSV,
    ".txt": OutputFormat.TABLE,
}
#: Tables in a file are drawn this wide: there is no terminal to ask.
_FILE_WIDTH = 100

_quiet = False
_in_json = False
_verbose = False
_paging = True


def set_quiet(quiet: bool) -> None:
    """Silence `say` (or let it speak again) for the rest of the process."""
    global _quiet  # noqa: PLW0603
    _quiet = quiet


def is_quiet() -> bool:
    """Whether only results and errors are wanted."""
    return _quiet


def set_words_in_json(wanted: bool) -> None:
    """Whether words on stderr are lines of JSON for the rest of the process."""
    global _in_json  # noqa: PLW0603
    _in_json = wanted


def words_are_in_json() -> bool:
    """Whether a program reads them."""
    return _in_json


def set_verbose(verbose: bool) -> None:
    """Show notes at length (or in a few words again) for the rest of the process."""
    global _verbose  # noqa: PLW0603
    _verbose = verbose


def set_paging(wanted: bool) -> None:
    """Whether long answers may go through a pager for the rest of the process."""
    global _paging  # noqa: PLW0603
    _paging = wanted


def say(message: str, *, even_if_quiet: bool = False) -> None:
    """Write words to stderr, as a note (`zc.note/1`) where JSON was asked for.

    Args:
        message: one or more lines, without the last line end.
        even_if_quiet: for errors, which `--quiet` does not silence.
    """
    if _quiet and not even_if_quiet:
        return
    if _in_json:
        say_document({"format": "zc.note/1", "note": shown_to_all(message)})
    else:
        _write_words(shown_to_all(message))


def say_document(document: Mapping[str, object]) -> None:
    """Write a JSON document as one line to stderr, its texts as `shown_to_all` makes them."""
    from json import dumps

    text = dumps(document, ensure_ascii=False)
    # Escaped, no character is lost, and it is the same document.
    _write_words(text if _fits(text, sys.stderr) else dumps(document))


def shown_to_all(text: str) -> str:
    """Words without personal numbers, and without what a terminal would obey."""
    return visible(masked(text), keep="\n")


def _write_words(text: str) -> None:
    """A stderr that cannot take them is no reason to fail."""
    if sys.stderr is None:
        return
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def resolve_format(options: OutputOptions, is_tty: bool) -> OutputFormat:
    """Choose the form: the one asked for, else by file name, else a table on a terminal and TSV in a pipe.

    Raises:
        ZcError: the file name does not tell the form.
    """
    if options.format is not None:
        return options.format
    if not _is_file(options.path):
        return OutputFormat.TABLE if is_tty else OutputFormat.TSV
    if options.path.is_dir():
        raise ZcError(f"不能写入“{options.path}”：这是一个文件夹", "请在 -o 后面写文件名")
    known = _FORMAT_OF_SUFFIX.get(options.path.suffix.lower())
    if known is None:
        raise ZcError(
            f"从文件名“{options.path.name}”看不出格式",
            f"后缀可以是 {'、'.join(_FORMAT_OF_SUFFIX)}，或者用 --format 指明",
        )
    return known


def is_screen(options: OutputOptions) -> bool:
    """Whether `emit` will draw on stdout as on a terminal, with the words that belong to it."""
    return not _is_file(options.path) and resolve_format(options, sys.stdout.isatty()) is OutputFormat.TABLE


def is_document(options: OutputOptions) -> bool:
    """Whether a JSON document is wanted, by form or file name."""
    if options.format is None and _is_file(options.path):
        return _FORMAT_OF_SUFFIX.get(options.path.suffix.lower()) is OutputFormat.JSON
    return options.format is OutputFormat.JSON


def emit(answer: Answer, options: OutputOptions) -> None:
    """Print an answer, or write it into a file that is afterwards either whole or as it was.

    On a screen, a blank line stands between a table and what is above or below it.

    Raises:
        ZcError: the file cannot be written, its name does not tell the form, or there is no such column.
        OSError: stdout is closed or its disk is full.
    """
    if options.fields or options.sort:
        from .arranging import Arranged

        answer = Arranged(answer, options.fields, options.sort)
    if _is_file(options.path):
        from zhicheng_cli.files.writing import write_file

        chosen = resolve_format(options, is_tty=False)
        encoding = "utf-8-sig" if chosen is OutputFormat.CSV else "utf-8"
        content = _text_of(answer, chosen, options.json_version).encode(encoding, errors="replace")
        write_file(options.path, content, private=options.private)
        return
    tolerate_any_text(sys.stdout)
    chosen = resolve_format(options, is_tty=sys.stdout.isatty())
    if chosen is OutputFormat.TABLE:
        _draw_screen(answer, sys.stdout)
    else:
        _print_data(answer, chosen, options.json_version)


def show(answer: Shown, *, as_screen: bool = False) -> None:
    """Print what has no document: its screen on a terminal, its table as TSV in a pipe.

    Args:
        as_screen: it is for people alone, wherever it goes.

    Raises:
        OSError: stdout is closed or its disk is full.
    """
    tolerate_any_text(sys.stdout)
    if as_screen or is_screen(OutputOptions()):
        _draw_screen(answer, sys.stdout)
    else:
        _print(_text_without_document(answer, OutputFormat.TSV))


def tolerate_any_text(stream: TextIO) -> None:
    """Let a stream replace what its encoding lacks instead of failing, and keep line ends as written."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace", newline="\n")


def _is_file(path: Path | None) -> TypeGuard[Path]:
    return path is not None and str(path) != "-"


def _text_of(answer: Answer, chosen: OutputFormat, version: int, *, ascii_only: bool = False) -> str:
    if chosen is OutputFormat.JSON:
        return json_text(answer.document(), version, ascii_only=ascii_only)
    if chosen is OutputFormat.JSONL:
        from .delimited import to_json_lines

        return to_json_lines(answer.table(), ascii_only=ascii_only)
    return _text_without_document(answer, chosen)


def _text_without_document(answer: Shown, chosen: OutputFormat) -> str:
    if chosen is OutputFormat.CSV:
        from .delimited import to_csv

        return to_csv(answer.table())
    if chosen is OutputFormat.TSV:
        from .delimited import to_tsv

        return to_tsv(answer.table())
    if chosen is OutputFormat.MD:
        from .markdown import to_markdown

        return to_markdown(answer.table())
    canvas = StringIO()
    _draw_screen(answer, canvas, width=_FILE_WIDTH, color=False)
    return canvas.getvalue()


def json_text(document: Mapping[str, object], version: int, *, ascii_only: bool = False) -> str:
    """A document as it is written, in the shape of a version."""
    from json import dumps

    if version < NEWEST:
        from .former_documents import as_version

        document = as_version(document, version)
    return dumps(document, ensure_ascii=ascii_only, indent=2, allow_nan=False) + "\n"


def _print_data(answer: Answer, chosen: OutputFormat, version: int) -> None:
    text = _text_of(answer, chosen, version)
    if chosen in (OutputFormat.JSON, OutputFormat.JSONL) and not _fits(text):
        # Escaped, no character is lost, and it is the same document.
        text = _text_of(answer, chosen, version, ascii_only=True)
    _print(text)


def _print(text: str) -> None:
    if not _fits(text):
        say(f"有的字在 {sys.stdout.encoding} 编码里没有，已用“?”代替；用 -o 写入文件可得到完整的字")
    sys.stdout.write(text)


def _fits(text: str, stream: TextIO | None = None) -> bool:
    """Whether the encoding of a stream, stdout unless another is given, has every character."""
    try:
        text.encode((stream or sys.stdout).encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _draw_screen(answer: Shown, stream: TextIO, width: int | None = None, color: bool | None = None) -> None:
    """Draw a screen; on a terminal that does not hold it, in the user's pager."""
    from .colour import wants_colour
    from .pager import is_paged

    canvas = _Canvas(stream)
    _draw_parts(answer, canvas, width, wants_colour(stream) if color is None else color)
    text = canvas.getvalue()
    if stream is not sys.stdout or not (_paging and is_paged(text)):
        stream.write(text)


class _Canvas(StringIO):
    """What is drawn for a stream, before it goes there."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._for = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._for.encoding


def _draw_parts(answer: Shown, canvas: TextIO, width: int | None, color: bool) -> None:
    from .terminal import print_fitting, print_table, print_text

    above: Part | None = None
    for part in _with_notes_below(answer.screen()):
        if above is not None and (isinstance(part, Table | Fitting) or isinstance(above, Table | Fitting)):
            canvas.write("\n")
        if isinstance(part, Fitting):
            print_fitting(part, canvas, width, color)
        elif isinstance(part, Table):
            print_table(part, canvas, width, color)
        else:
            print_text(part, canvas, width, color)
        above = part


def _with_notes_below(parts: Sequence[Part]) -> list[Table | Fitting | str]:
    """The same with each footnote once, at the end, in the length that was asked for."""
    notes = (part.long if _verbose else part.short for part in parts if isinstance(part, Footnote))
    shown = dict.fromkeys(notes)
    return [*(part for part in parts if not isinstance(part, Footnote)), *filter(None, shown)]
