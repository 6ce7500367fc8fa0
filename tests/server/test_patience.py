"""Questions that take too long, or that nobody waits for, are stopped."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Scope, Send

from almanac.server.protect import BodyLimit
from almanac.warehouse.home import Home
from almanac.warehouse.patience import GoneError, TooSlowError, asking, patience
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.server.conftest import Serve

ENDLESS = "select count(*) from range(10000000) a, range(1000000) b where a.range * b.range % 7 = 3"


@pytest.fixture
def reader(company_home: Home) -> Iterator[PublishedReader]:
    opened = PublishedReader(company_home, seconds=0.2)
    yield opened
    opened.close()


def ask(reader: PublishedReader, pause: float = 0) -> None:
    with reader.lease() as snapshot:
        snapshot.start_clock()
        time.sleep(pause)
        snapshot.cursor.execute(ENDLESS)


def run(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> None:
    with patience(connection, seconds) as clock:
        clock.start()
        connection.execute(ENDLESS)


def test_a_statement_is_stopped_at_the_limit(reader: PublishedReader) -> None:
    began = time.monotonic()
    with pytest.raises(TooSlowError, match=r"longer than 0\.2 seconds"):
        ask(reader)
    assert 0.2 <= time.monotonic() - began < 5


def test_the_next_lease_is_not_affected(reader: PublishedReader) -> None:
    with pytest.raises(TooSlowError):
        ask(reader)
    with reader.lease() as snapshot:
        assert snapshot.cursor.execute("select 1").fetchall() == [(1,)]


def test_whoever_reads_ready_rows_may_take_time(reader: PublishedReader) -> None:
    with reader.lease() as snapshot:
        snapshot.start_clock()
        snapshot.stop_clock()
        time.sleep(0.4)
        assert snapshot.cursor.execute("select 1").fetchall() == [(1,)]


def test_a_statement_begun_after_the_limit_is_stopped_too(reader: PublishedReader) -> None:
    """An interruption between two statements must not be lost."""
    with pytest.raises(TooSlowError):
        ask(reader, pause=0.3)


def test_a_statement_is_stopped_when_its_asker_leaves() -> None:
    with duckdb.connect() as connection, asking() as asker:
        threading.Timer(0.2, asker.leave).start()
        with pytest.raises(GoneError):
            run(connection, None)


def test_who_has_left_is_not_served_again() -> None:
    with duckdb.connect() as connection, asking() as asker:
        asker.leave()
        with pytest.raises(GoneError):
            run(connection, 60)


def test_a_slow_question_over_http_is_refused_with_a_reason(
    serve: Serve, semantic_manifest: str, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    slow = f"""alter table marts.dim_organizations rename to organizations;
        create view marts.dim_organizations as
        select * replace (region || ({ENDLESS})::text as region) from marts.organizations"""
    publish_company(home, semantic_manifest, change=slow)
    question = {"metrics": ["total_event_count"], "group_by": ["region"]}
    answer = serve(home, seconds=0.5).post("/api/v1/query", json=question)
    assert answer.status_code == 504
    assert answer.json()["error"] == {
        "thing": "the question",
        "cause": "took longer than 0.5 seconds and was stopped",
        "next_step": "Ask for fewer days or a coarser grain, or filter.",
    }


def test_what_a_client_that_left_asked_for_is_stopped() -> None:
    """The middleware notices the closed connection while a thread computes."""
    messages: list[Message] = [{"type": "http.request", "body": b"{}", "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await asyncio.sleep(0.2)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError("nobody is there")

    def compute() -> None:
        with duckdb.connect() as connection:
            run(connection, None)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await run_in_threadpool(compute)

    # In a thread of its own: a browser test may have left a loop running in this one.
    asked = BodyLimit(app)({"type": "http", "method": "POST"}, receive, send)
    with ThreadPoolExecutor() as threads, pytest.raises(GoneError):
        threads.submit(asyncio.run, asked).result()
