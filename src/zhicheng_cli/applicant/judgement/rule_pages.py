"""The page of every rule, made from its module's docstring; the codes of findings about a rule share it."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

from zhicheng_cli.applicant.rules import Rule, all_rules
from zhicheng_cli.files.finding_pages import Page
from zhicheng_cli.written.folding import folded

#: What a finding about a rule says, by the letter of its code.
_TITLES = {"R": "{}", "E": "{}：不符合", "W": "{}：还定不了（未知，或需人工认定）", "N": "{}：待核实"}
_CODE = re.compile(r"[REWN]?(5\d\d)")
_PARTS = re.compile(r"^(符合|不符合|怎么办)：", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=[!-~])\n(?=[!-~])")


class RulePage(NamedTuple):
    """What a rule's docstring tells.

    Attributes:
        about: what is asked and why; a line a paragraph.
        meets: an excerpt of a dossier that meets the rule.
        fails: one that does not.
        remedy: what to do.
    """

    about: str
    meets: str
    fails: str
    remedy: str


def rule_page(rule: Rule) -> RulePage:
    """A rule's page in its parts; a part that is not there is empty."""
    about, *pieces = _PARTS.split(rule.page)
    parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    meets, fails = (dedent(parts.get(name, "")).strip("\n").rstrip() for name in ("符合", "不符合"))
    return RulePage(_joined(about), meets, fails, _joined(parts.get("怎么办", "")))


def find_rule(code: str) -> Rule | None:
    """The rule that a code speaks of, however it is typed: R506, 506, E506, ｅ506; None if it is none of a rule."""
    found = _CODE.fullmatch("".join(folded(code).split()).upper())
    return next((rule for rule in all_rules() if rule.code[1:] == found[1]), None) if found else None


def page_of_code(code: str, rule: Rule) -> Page:
    """The page of R506, E506, W506 or N506, as `zc explain` shows pages."""
    letter = "".join(folded(code).split()).upper()[:1]
    return page_for(rule, letter if letter in _TITLES else "R")


def page_for(rule: Rule, letter: str = "R") -> Page:
    """A rule's page under the code with that letter."""
    page = rule_page(rule)
    title = _TITLES[letter].format(rule.name)
    return Page(letter + rule.code[1:], title, page.about, page.remedy, page.fails, page.meets)


def _joined(text: str) -> str:
    """Paragraphs on a line each: in Chinese a wrapped line goes on without a space."""
    paragraphs = (_WRAPPED.sub(" ", paragraph).replace("\n", "") for paragraph in text.strip().split("\n\n"))
    return "\n".join(paragraphs)
