"""Which letters have the colour of their ground."""

from __future__ import annotations

import pytest

from zhicheng_cli.notices.papers.books.book_styles import BookFont, Colour, colour_of, is_unseen

WHITE = (255, 255, 255)
THEME: list[Colour | None] = [WHITE, (0, 0, 0), None]


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ({"rgb": "FF102030"}, (16, 32, 48)),
        ({"rgb": "102030"}, (16, 32, 48)),
        ({"rgb": "keine"}, None),
        ({"theme": "0"}, WHITE),
        ({"theme": "1", "tint": "0.5"}, (128, 128, 128)),
        ({"theme": "0", "tint": "-0.5"}, (128, 128, 128)),
        ({"theme": "2"}, None),
        ({"theme": "7"}, None),
        ({"indexed": "9"}, WHITE),
        ({"indexed": "40"}, None),
        ({"auto": "1"}, (0, 0, 0)),
        ({}, None),
    ],
)
def test_a_colour_is_known_by_itself_by_the_theme_or_by_number(given: dict[str, str], colour: Colour | None) -> None:
    assert colour_of(given, THEME) == colour


@pytest.mark.parametrize(
    ("colour", "ground", "unseen"),
    [
        (WHITE, WHITE, True),
        ((242, 242, 242), WHITE, True),
        ((217, 217, 217), WHITE, False),
        ((255, 255, 0), WHITE, False),
        (WHITE, None, False),
        (None, WHITE, False),
    ],
)
def test_letters_of_the_colour_of_their_ground_are_not_seen(
    colour: Colour | None, ground: Colour | None, unseen: bool
) -> None:
    assert is_unseen(BookFont(colour=colour), ground) is unseen
