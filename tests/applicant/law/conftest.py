"""The law of the real data."""

from __future__ import annotations

from datetime import date

import pytest

from zhicheng_cli.applicant.law.law import Law, make_law
from zhicheng_cli.plan.dataset import Dataset


@pytest.fixture(scope="session")
def law() -> Law:
    return make_law(Dataset(None, 2021), date(2021, 6, 1))
