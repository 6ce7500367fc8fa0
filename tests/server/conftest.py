"""The real server on a free loopback port, over the tiny company."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from almanac.config import Access
from almanac.server.app import create_app
from almanac.server.run import listen
from almanac.warehouse.home import Home
from tests.semantic.conftest import company_home, empty_home, semantic_manifest

__all__ = ["company_home", "empty_home", "semantic_manifest"]

NO_USERS = Access()
NOW = dt.datetime(2025, 7, 19, 12, tzinfo=dt.UTC)
Serve = Callable[..., httpx.Client]


@contextmanager
def running(
    home: Home, web_dist: Path, now: dt.datetime, host: str, access: Access = NO_USERS, seconds: float = 60
) -> Iterator[httpx.Client]:
    listener = listen(host, 0)
    app = create_app(home, lambda: now, access, host, web_dist, seconds)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client:
        yield client
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server over a home; it stops with the test."""
    with ExitStack() as stack:
        yield (
            lambda home, dist=tmp_path / "none", now=NOW, host="127.0.0.1", access=NO_USERS, seconds=60: (
                stack.enter_context(running(home, dist, now, host, access, seconds))
            )
        )


@pytest.fixture(scope="module")
def client(company_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over the tiny company."""
    with running(company_home, tmp_path_factory.mktemp("dist") / "none", NOW, "127.0.0.1") as opened:
        yield opened
