"""A dossier of few parts, and the facts that it tells."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from zhicheng_cli.applicant.dossier.dossier import read_dossier
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.files.findings import path_text
from zhicheng_cli.plan.dataset import Dataset

TODAY = date(2021, 7, 1)


@cache
def law() -> Law:
    return make_law(Dataset(year=2021), TODAY)


def bare_law() -> Law:
    """A law without a single parameter."""
    known = law()
    return Law(known.search, {"parameters": [], "initial": []}, {}, known.calendar, TODAY)


def dossier(**parts: Any) -> dict[str, Any]:
    return {"applicant": {"name": "样例甲"}, "target": {"title": "工程师", "committee": 12}, **parts}


def facts(**parts: Any) -> dict[str, Any]:
    return read_dossier(dossier(**parts), law()).facts.given()


def path(fact: str, **parts: Any) -> str:
    return path_text(read_dossier(dossier(**parts), law()).paths[fact])


ECONOMIST = {"title": "高级经济师", "committee": 17}
