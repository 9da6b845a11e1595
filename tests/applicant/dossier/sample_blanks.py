"""Blank dossiers, and whether what they hold is valid."""

from __future__ import annotations

from datetime import date

from zhicheng_cli.applicant.dossier.blank.blank_dossier import BlankDossier
from zhicheng_cli.applicant.identity import check_digit
from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.cli.commands.new_dossier import blank_for
from zhicheng_cli.cli.frame.session import Session
from zhicheng_cli.files.bundled import load_schema
from zhicheng_cli.files.document import parse
from zhicheng_cli.files.schema import check_schema
from zhicheng_cli.plan.dataset import Dataset

DATA = Dataset(None, 2021)


LAW = make_law(DATA, date(2021, 6, 1))


SCHEMA = load_schema("dossier")


#: Plainly artificial: place, birth date and number are all invented, the check digit is right.
DIGITS = "99990119850301001"


IDENTITY = DIGITS + check_digit(DIGITS)


PAIRS = [(of.no, title) for of in LAW.plan.committees for title in dict.fromkeys(of.all_titles)]


def blank(number: int | None, title: str | None = None, law: Law = LAW) -> BlankDossier:
    return blank_for(law, law.committee(number), title)


def findings(text: str) -> list[str]:
    document, found = parse(text.encode(), "x.yaml")
    assert document is not None
    return [str(one) for one in (*found, *check_schema(document, SCHEMA))]


def filled(text: str) -> str:
    """Every line that is there to be filled in, with what makes it valid."""
    return text.replace('name: ""', "name: 样例甲").replace('title: ""', "title: 工程师")


def session() -> Session:
    return Session(2021, date(2021, 6, 1), None)
