"""What an answer was drawn from, so that it can be drawn again: the program, the data to the byte, the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from zhicheng_cli.applicant.law.law_files import rule_files
from zhicheng_cli.version import __version__

if TYPE_CHECKING:
    from zhicheng_cli.plan.dataset import Dataset


class Receipt(NamedTuple):
    """Equal receipts and equal inputs give equal answers.

    Attributes:
        program: name and version.
        day: the day of judgement.
        data: data file → SHA-256 of its bytes, in hexadecimal digits.
    """

    program: str
    day: date
    data: Mapping[str, str]


def make_receipt(data: Dataset, day: date) -> Receipt:
    """The receipt for judgements by this data on that day.

    Raises:
        ZcError: the folder has no rules for the year, or a file cannot be read.
    """
    from hashlib import sha256

    contents = {**data.contents, **rule_files(data)}
    hashes = {name: sha256(content).hexdigest() for name, content in contents.items()}
    return Receipt(f"zhicheng-cli {__version__}", day, hashes)
