"""A document read field by field."""

from __future__ import annotations

from typing import Any

import pytest

from zhicheng_cli.written.writings import settle

PERSON: dict[str, Any] = {
    "properties": {
        "passed": {"x-written": "date"},
        "submitted": {"x-written": "day"},
        "manager": {"type": "boolean"},
        "hours": {"x-written": "hours"},
    }
}


def test_digits_alone_are_read_as_their_field_means_them() -> None:
    """YAML takes them for numbers, which no day and no answer is."""
    content = {"passed": 20170731, "submitted": 20210701, "manager": 1, "hours": 90}
    assert list(settle(content, PERSON)) == []
    assert content == {"passed": "2017-07-31", "submitted": "2021-07-01", "manager": True, "hours": 90}


def test_fractions_are_a_month_or_the_noise_of_a_sum() -> None:
    """YAML takes 2016.6 for a number; of 2016.10 it keeps 2016.1, which may be either."""
    content = {"passed": 2016.6, "hours": 4.7 + 10.6 + 15.7 + 15.4 + 4.9 + 14.6 + 15.0 + 9.1}
    assert [place for place, _ in settle(content, PERSON)] == [("passed",)]
    assert content == {"passed": "2016-06-30", "hours": 90}
    doubtful = {"passed": 2016.1, "hours": 96.5, "manager": 1.0}
    assert list(settle(doubtful, PERSON)) == []
    assert doubtful == {"passed": 2016.1, "hours": 96.5, "manager": 1.0}


def test_where_a_month_stands_for_a_day_is_told() -> None:
    content = {"exams": [{"passed": "2017-07"}, {"passed": "2017年7月5日"}]}
    schema = {"properties": {"exams": {"items": PERSON}}}
    [(place, meant)] = settle(content, schema)
    assert (place, meant.of_month) == (("exams", 0, "passed"), True)
    assert content == {"exams": [{"passed": "2017-07-31"}, {"passed": "2017-07-05"}]}


@pytest.mark.parametrize("content", ["一句话", 12, None])
def test_what_is_no_document_holds_no_field(content: Any) -> None:
    assert list(settle(content, PERSON)) == []
