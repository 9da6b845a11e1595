"""The workbook of the whole plan, made and opened once."""

from __future__ import annotations

from typing import Any

import pytest
from views.exports.workbook.sample_workbooks import make, opened

from zhicheng_cli.plan.dataset import Dataset


@pytest.fixture(scope="module")
def data() -> Dataset:
    return Dataset(year=2021)


@pytest.fixture(scope="module")
def content(data: Dataset) -> bytes:
    return make(data)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return opened(content)
