"""What people write, read in one way wherever they write it: on the command line, in files, sheets and answers.

A reader takes the text as it was typed or pasted and folds it first. What cannot be read is an `UnreadError`; nothing
is guessed.
"""

from __future__ import annotations

from zhicheng_cli.errors import ZcError


class UnreadError(ZcError):
    """A text that is not what was asked for; the message goes on after the text, which the caller puts before it.

    The text is not repeated: it may be long, or a number that must not be shown.
    """
