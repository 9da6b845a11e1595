"""A file that no notice can be read from."""

from __future__ import annotations

from zhicheng_cli.errors import ZcError


class UnreadablePaperError(ZcError):
    """The file is refused as a whole: its form, its size, or what is (not) in it."""
