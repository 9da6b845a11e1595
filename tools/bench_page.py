"""Measure the page of the whole plan: its size, and the scripting that it costs at load in a headless Chromium.

Usage: python tools/bench_page.py [ROUNDS]

The scripting is Chromium's own figure (`ScriptDuration`), from navigation to the end of loading; the median of the
rounds is printed. Nothing is asserted here.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.exports.page.page import make_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: What the page may be at most.
KILOBYTES, MILLISECONDS = 600, 100


def script_milliseconds(page: Page, address: str) -> float:
    """The milliseconds of scripting that it takes to load an address."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto("about:blank")
    before = _scripting(session.send("Performance.getMetrics"))
    page.goto(address, wait_until="load")
    after = _scripting(session.send("Performance.getMetrics"))
    session.detach()
    # A new process for the new address counts from nothing.
    return 1000 * (after - before if after >= before else after)


def _scripting(answer: Any) -> float:
    seconds: float = next(one["value"] for one in answer["metrics"] if one["name"] == "ScriptDuration")
    return seconds


def make_whole_page() -> bytes:
    """The page of the newest plan."""
    data = Dataset()
    matches = [Match(one) for one in data.plan.committees]
    return make_page(data.plan, matches, data.contacts, data.search, data.calendar, made=date(data.plan.year, 6, 1))


def main(rounds: int = 9) -> None:
    """Print size and scripting."""
    content = make_whole_page()
    print(f"page: {len(content) / 1000:.0f} kB (at most {KILOBYTES})")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("scripting: not measured, there is no Chromium")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "plan.html"
        file.write_bytes(content)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        taken = [script_milliseconds(page, file.as_uri()) for _ in range(rounds)]
        browser.close()
    print(f"scripting at load: {median(taken):.1f} ms, of {rounds} rounds (at most {MILLISECONDS})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
