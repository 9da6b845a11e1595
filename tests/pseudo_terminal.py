"""A command of ours on a terminal of 80 columns and 24 lines: what it shows, and what is typed there."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from places import ROOT

#: Seconds until something that does not come is a failure.
_PATIENCE = 30


class Shown:
    """The command while it runs.

    Args:
        words: what stands behind `zc`.
        folder: where it runs.
        environment: beside that of the tests.
    """

    def __init__(self, words: Sequence[str], folder: Path, encoding: str = "utf-8", **environment: str) -> None:
        import pty

        # From another folder, a program that is not installed is not found by itself.
        here = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": encoding}
        ours = {**os.environ, **here, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment}
        self._controller, terminal = pty.openpty()
        self.encoding = encoding
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhicheng_cli", *words],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=folder,
            env=ours,
        )
        os.close(terminal)

    def until_asked(self) -> str | None:
        """What it shows until it waits for an answer; None = it ended, and what it showed is in `rest`."""
        shown = b""
        while not shown.rstrip().endswith("：".encode(self.encoding)):
            piece = self._read()
            if not piece:
                self.rest = self._text(shown)
                return None
            shown += piece
        return self._text(shown)

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._controller, f"{line}\n".encode(self.encoding))

    def to_the_end(self) -> tuple[int, str]:
        """The exit code, and all that it shows from here on."""
        shown = b""
        while piece := self._read():
            shown += piece
        os.close(self._controller)
        return self.process.wait(_PATIENCE), self._text(shown)

    def _read(self) -> bytes:
        assert select.select([self._controller], [], [], _PATIENCE)[0], "nothing comes"
        try:
            return os.read(self._controller, 1 << 16)
        except OSError:  # nobody writes there any more
            return b""

    def _text(self, shown: bytes) -> str:
        return shown.decode(self.encoding).replace("\r\n", "\n")
