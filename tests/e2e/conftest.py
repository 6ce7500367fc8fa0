"""A published company behind a real server, and a real browser to look at it."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from almanac.config import Access
from almanac.server.app import DASHBOARDS, WEB_DIST, create_app
from almanac.server.run import listen
from almanac.warehouse.home import Home
from tests.conftest import DEMO, DEMO_BUILT_AT

CHROMIUM = Path("/usr/bin/chromium")
expect.set_options(timeout=30_000)  # a new server compiles every question of a dashboard first
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AS_OF, NOW = DEMO.as_of_date, DEMO_BUILT_AT
NOBODY = Access()

expect.set_options(timeout=30_000)  # a new server compiles every question of a dashboard first


@dataclass(frozen=True)
class Served:
    """A server and the home that it reads."""

    url: str
    home: Home


def borrowed(home: Home, root: Path) -> Home:
    """The published versions of a home, with a place of its own for what people write."""
    own = Home(root)
    root.mkdir(exist_ok=True)
    own.versions.symlink_to(home.versions.resolve())
    own.published.symlink_to(home.published.readlink())
    return own


@contextmanager
def serving(
    home: Home, access: Access = NOBODY, dashboards: Path = DASHBOARDS, now: dt.datetime = NOW
) -> Iterator[Served]:
    """The real application on a free port of this machine, for as long as the block lasts."""
    listener = listen("127.0.0.1", 0)
    app = create_app(home, lambda: now, access, dashboards_dir=dashboards)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", home)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def served_company(demo_home: Home) -> Iterator[Served]:
    """A small demo company: made, built, audited, published and served by the project's own code."""
    with serving(demo_home) as served:
        yield served


@pytest.fixture
def served_nothing(tmp_path: Path) -> Iterator[Served]:
    """A server over a home in which nothing has been published."""
    with serving(Home(tmp_path)) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where it or the built page is missing, skip and say so, unless that is forbidden."""
    if not CHROMIUM.exists():
        _cannot_run(f"{CHROMIUM} is missing: apt-get install chromium")
    if not (WEB_DIST / "index.html").exists():
        _cannot_run(f"{WEB_DIST} is missing: the page is not built")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _cannot_run(why: str) -> None:
    if os.environ.get("ALMANAC_REQUIRE_BROWSER") == "1":
        pytest.fail(f"the browser tests must run here, but {why}")
    pytest.skip(f"no browser tests: {why}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; whatever it complains about fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []
