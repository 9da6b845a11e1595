"""`zc explain`: the page of a code, or the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.files.finding_pages import Page
from zhicheng_cli.views.screen.table import Table

if TYPE_CHECKING:
    from zhicheng_cli.applicant.law.law import Law
    from zhicheng_cli.applicant.rules import Rule

_SEVERITY = {"E": "错误", "W": "警告", "N": "提示", "R": "规则"}
#: What stands above the two excerpts; those of a rule, whose codes begin with 5, are not one mended into the other.
_FINDING, _RULE = ("不对：", "改成："), ("不符合：", "符合：")


class PageAnswer(NamedTuple):
    """One page."""

    page: Page

    def document(self) -> dict[str, object]:
        """`zc.explain/1`."""
        return {"format": "zc.explain/1", "pages": [self.page._asdict()]}

    def table(self) -> Table:
        """One row."""
        return PagesAnswer({self.page.code: self.page}).table()

    def screen(self) -> list[Table | str]:
        """Title, meaning, the excerpt with the fault and without, remedy."""
        page = self.page
        shown: list[Table | str] = [f"{page.code}  {page.title}（{_SEVERITY[page.code[0]]}）", "", page.about]
        labels = _RULE if page.code[1] == "5" else _FINDING
        for label, example in zip(labels, (page.wrong, page.right), strict=True):
            if example:
                shown += ["", label, *(f"    {line}" for line in example.splitlines())]
        return [*shown, "", f"怎么办：{page.remedy}"]


class RulePageAnswer(NamedTuple):
    """The page of a code about a rule, with the figures as they are for a city and year."""

    page: Page
    rule: Rule
    law: Law

    def document(self) -> dict[str, object]:
        """`zc.explain/1`."""
        return PageAnswer(self.page).document()

    def table(self) -> Table:
        """One row."""
        return PageAnswer(self.page).table()

    def screen(self) -> list[Table | str]:
        """The page, and below it what the rule rests on there."""
        from zhicheng_cli.applicant.judgement.rule_sources import sources_of
        from zhicheng_cli.views.parts.figures_table import figures_used
        from zhicheng_cli.views.parts.wording import source_line

        title, *rest = PageAnswer(self.page).screen()
        plan = self.law.plan
        return [title, source_line(plan), *rest, *figures_used(sources_of(self.rule, self.law), plan.year)]


class PagesAnswer(NamedTuple):
    """All pages, a line each."""

    pages: Mapping[str, Page]

    def document(self) -> dict[str, object]:
        """`zc.explain/1`."""
        return {"format": "zc.explain/1", "pages": [page._asdict() for page in self.pages.values()]}

    def table(self) -> Table:
        """Every column."""
        columns = ("代码", "轻重", "标题", "说明", "不对", "改成", "怎么办")
        rows = tuple(
            (one.code, _SEVERITY[one.code[0]], one.title, one.about, one.wrong, one.right, one.remedy)
            for one in self.pages.values()
        )
        return Table(columns, rows)

    def screen(self) -> list[Table | str]:
        """Code and title."""
        rows = tuple((one.code, _SEVERITY[one.code[0]], one.title) for one in self.pages.values())
        of_rules = "规则 R5nn 的检查代码：E5nn 不符合，W5nn 未知或需人工认定，N5nn 待核实。"
        return [Table(("代码", "轻重", "标题"), rows), of_rules, "详解：zc explain 代码"]
