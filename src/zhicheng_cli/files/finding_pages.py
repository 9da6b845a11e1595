"""The page of every finding code (`data/findings.yaml`)."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng_cli.errors import ZcError
from zhicheng_cli.written.folding import folded

from .bundled import data_dir
from .document import parse
from .findings import did_you_mean


class Page(NamedTuple):
    """What a code means.

    Attributes:
        code: E error, W warning or N notice, and a number.
        title: in a few words.
        about: what is checked and why.
        wrong: an excerpt that has the fault, or an empty string.
        right: the same, mended, or an empty string.
        remedy: what to do.
    """

    code: str
    title: str
    about: str
    remedy: str
    wrong: str = ""
    right: str = ""


def read_pages() -> dict[str, Page]:
    """All pages by their code."""
    name = "findings.yaml"
    document, _ = parse((data_dir() / name).read_bytes(), name)
    if document is None:
        raise ZcError(f"程序自带的 {name} 损坏了", "请重新安装 zhicheng-cli")
    return {row["code"]: Page(**row) for row in document.value["pages"]}


def find_page(code: str, pages: dict[str, Page]) -> Page:
    """The page of a code, however it is typed.

    Raises:
        ZcError: there is no such code.
    """
    wanted = "".join(folded(code).split()).upper()
    if wanted not in pages:
        raise ZcError(f"没有这个代码：{code}", did_you_mean(wanted, list(pages)))
    return pages[wanted]
