"""A headless Chromium, and a web site of one page on loopback; without Chromium these tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.plan.search import Match
from zhicheng_cli.views.exports.page import ready_words
from zhicheng_cli.views.exports.page.page import make_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def page_without_answers() -> Iterator[None]:
    """For tests of many plans that look at what stands beside the page: its answers cost seconds for each plan."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ready_words, "_MADE", {})
        patch.setattr(ready_words, "_kept_or_made", lambda *_: "{}")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("没有安装 chromium，浏览器里的测试没有做")
    api = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright，浏览器里的测试没有做")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def content() -> bytes:
    """The page of the whole plan, as made in the plan's year."""
    data = Dataset(year=2021)
    matches = [Match(one) for one in data.plan.committees]
    return make_page(data.plan, matches, data.contacts, data.search, data.calendar, made=date(2021, 6, 1))


class Site(NamedTuple):
    """Where the page is served, and every path that was asked for."""

    address: str
    asked: list[str]


@pytest.fixture(scope="session")
def site(content: bytes) -> Iterator[Site]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path.partition("?")[0] == "/plan.html" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: the requests are kept instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.server_port}/plan.html", asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def file(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file, opened from a folder."""
    path = tmp_path_factory.mktemp("page") / "计划.html"
    path.write_bytes(content)
    return path


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Opens the page, `query` and all; afterwards nothing was complained of, and nothing else asked for."""
    contexts, complaints, requests = [], [], []

    def open_page(query: str = "", *, width: int = 1440, address: str = "", now: Any = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        if now:
            page.clock.set_fixed_time(now)
        page.goto((address or site.address) + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url.partition("?")[0].partition("#")[0].rpartition("/")[2] for url in requests} <= {
        "plan.html",
        "%E8%AE%A1%E5%88%92.html",
    }
    assert {path.partition("?")[0] for path in site.asked} <= {"/plan.html"}
