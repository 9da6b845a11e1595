"""Telephone numbers as notices print them."""

from __future__ import annotations

import pytest

from zhicheng_cli.written.phones import Phone, read_phone


@pytest.mark.parametrize(
    ("printed", "phone"),
    [
        ("2033099", Phone("0572-2033099", "+865722033099")),
        ("13705727066", Phone("13705727066", "+8613705727066")),
        ("0571-8765 4321", Phone("0571-8765 4321", "+8657187654321")),
        ("12333", Phone("12333", "")),
        ("2033099转8", Phone("0572-2033099转8", "+865722033099;ext=8")),
        ("2033099（分机8）", Phone("0572-2033099（分机8）", "+865722033099;ext=8")),
        ("(0551)5551234", Phone("(0551)5551234", "+865515551234")),
        ("0531—5551234转8", Phone("0531—5551234转8", "+865315551234;ext=8")),
        ("", Phone("", "")),
    ],
)
def test_a_number_is_dialled_only_where_its_form_is_known(printed: str, phone: Phone) -> None:
    assert read_phone(printed, "0572") == phone


def test_where_the_area_code_is_not_known_none_is_shown() -> None:
    assert read_phone("2033099", "") == Phone("2033099", "")
