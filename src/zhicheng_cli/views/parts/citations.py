"""The words that answers rest on, as they are shown: in a line, in cells, by number."""

from __future__ import annotations

from collections.abc import Iterable

from zhicheng_cli.plan.citation import Citation
from zhicheng_cli.views.screen.footnote import Footnote

EVIDENCE = {
    "text": "通知或法规原文",
    "copy": "第三方转载的原文",
    "secondary": "仅见于二手资料，请核实",
    "recalled": "未见出处，请查原文件",
}
_NO_CLAUSE = "条号未核实"


def citation_text(cite: Citation) -> str:
    """Document and clause."""
    if cite.clause:
        return f"{cite.document} {cite.clause}"
    return f"{cite.document}（{_NO_CLAUSE}）" if _clause(cite) else cite.document


def citation_cells(*cites: Citation) -> tuple[str, str, str]:
    """Document, clause, and how well they are known; of several citations, one a line."""
    return (
        "\n".join(cite.document for cite in cites),
        "\n".join(_clause(cite) for cite in cites),
        "\n".join(EVIDENCE[cite.evidence] for cite in cites),
    )


def _clause(cite: Citation) -> str:
    """A text that was read and has no clause has none; of others it is not known."""
    return cite.clause or ("" if cite.evidence == "text" else _NO_CLAUSE)


class Bases:
    """What an answer rests on, each once, numbered from 1."""

    def __init__(self, cites: Iterable[Citation]) -> None:
        self._all = list(dict.fromkeys(cites))

    def numbers(self, *cites: Citation) -> str:
        """`[1]`; of several, one a line."""
        return "\n".join(f"[{self._all.index(cite) + 1}]" for cite in cites)

    def lines(self) -> list[str]:
        """Each with its number, and how well it is known."""
        told = (f"{citation_text(cite)} · {EVIDENCE[cite.evidence]}" for cite in self._all)
        return [f"[{number}] {text}" for number, text in enumerate(told, start=1)]

    def note(self) -> Footnote:
        """The same below a screen; in short only what is not known from its own text."""
        lines = self.lines()
        weak = [line for line, cite in zip(lines, self._all, strict=True) if cite.evidence != "text"]
        known = dict.fromkeys(cite.document for cite in self._all if cite.evidence == "text")
        rest = "其余依据" if weak else "依据"
        others = [f"{rest}：{'、'.join(known)}，{EVIDENCE['text']}（-v 逐条写出）"] if known else []
        return Footnote("\n".join((*weak, *others)), "\n".join(lines))
