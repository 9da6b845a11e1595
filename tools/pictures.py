"""Take the pictures of the first page: what a terminal shows, and the page on a phone.

Usage: python tools/pictures.py

`docs/pictures/terminal.svg` holds the words of the program as text, so that a test can compare them;
`docs/pictures/page.png` is taken in Chromium, at the width of a phone, where Chromium and Playwright are installed.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from reference import ROOT, data_folder, run

from zhicheng_cli.views.screen.terminal import cell_width

PICTURES = ROOT / "docs" / "pictures"
COMMAND = "zc 机械 工程师 --today 2021-06-02"
COLUMNS = 80
#: Of one column and one line of the terminal, in SVG units; a wide character takes two columns.
_COLUMN, _LINE, _MARGIN = 9, 24, 18
#: As many as letters on paper need: a third of the bytes.
_COLOURS = 48
#: Width and height of the phone, in CSS pixels, and the words that its owner types.
PHONE, TYPED = {"width": 390, "height": 720}, "机械 工程师"


def terminal() -> str:
    """`$ zc …` and the answer to it, as SVG; no font is fetched from anywhere."""
    with data_folder():
        lines = [f"$ {COMMAND}", *run(COMMAND, COLUMNS).text.splitlines()]
    width, height = COLUMNS * _COLUMN + 2 * _MARGIN, len(lines) * _LINE + 2 * _MARGIN
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{escape(COMMAND)}</title>",
            "<style>text { font: 18px 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', NSimSun, monospace; fill: #24292f;",
            "  white-space: pre } .asked { font-weight: bold; fill: #0b3d78 }</style>",
            '<rect width="100%" height="100%" rx="8" fill="#fdfdfa"/>',
            *(part for number, line in enumerate(lines) for part in _parts(line, number)),
            "</svg>\n",
        )
    )


def _parts(line: str, number: int) -> list[str]:
    """What two blanks hold apart, each at its own column: so columns stand, whatever the font."""
    kind, y = ' class="asked"' if number == 0 else "", _MARGIN + number * _LINE + 17
    if set(line) == {"─"}:
        return [f'<path d="M{_MARGIN} {y - 6}h{len(line) * _COLUMN}" stroke="#b5b8bb"/>']
    found = re.finditer(r"\S+(?: \S+)*", line)
    return [
        f'<text x="{_MARGIN + cell_width(line[: one.start()]) * _COLUMN}" y="{y}"{kind}>{escape(one[0])}</text>'
        for one in found
    ]


def page(picture: Path) -> None:
    """Take the page at the width of a phone, asked for what its owner types."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as folder, data_folder(), sync_playwright() as playwright:
        file = Path(folder) / "plan.html"
        run(f"zc export html --today 2021-06-02 -o {file}")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        phone = browser.new_page(viewport=PHONE, device_scale_factor=2, is_mobile=True)  # type: ignore[arg-type]
        phone.clock.set_fixed_time("2021-06-02T09:00:00+08:00")
        phone.goto(file.as_uri())
        phone.get_by_role("searchbox").first.fill(TYPED)
        phone.wait_for_timeout(500)
        phone.screenshot(path=picture)
        browser.close()
    Image.open(picture).convert("RGB").quantize(_COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(), encoding="utf-8", newline="\n")
    if shutil.which("chromium"):
        page(PICTURES / "page.png")
