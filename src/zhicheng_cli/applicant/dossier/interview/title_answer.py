"""Titles as people call them."""

from __future__ import annotations

import re

from zhicheng_cli.applicant.law.law import Law
from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.findings import did_you_mean
from zhicheng_cli.plan.asked_words import AskedWords, read_words
from zhicheng_cli.plan.lexicon import Lexicon
from zhicheng_cli.written.folding import folded


def known_title(text: str, law: Law) -> str:
    """A title, as the table of titles has it.

    Raises:
        ZcError: there is no such title; with what may be meant.
    """
    word, titles = folded(text), law.search.titles
    word = titles.short.get(word, word)
    if word in titles:
        return word
    raise ZcError(f"没有“{word}”这个职称", did_you_mean(word, tuple(titles)) or "写证书上的全名，如 工程师")


def said_of_title(text: str, law: Law) -> AskedWords:
    """What is said of the title applied for.

    Raises:
        ZcError: there is no such title; with what may be meant.
    """
    try:
        return AskedWords(known_title(text, law))
    except ZcError:
        try:
            said = read_words([re.sub("[()（）]", " ", text)], Lexicon(law.search, ()))
        except ZcError:
            said = AskedWords()
        if said.title is None:
            raise
        return said
