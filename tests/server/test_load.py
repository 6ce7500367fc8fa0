"""Fifty people at once for a minute, while a new version is published: nobody gets an error or a mixture."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from load import load

from almanac.warehouse.home import Home
from tests.semantic.company import publish_company

pytestmark = pytest.mark.long

CLIENTS, SECONDS = 50, 60
MONTH = {"from": "2025-06-19", "grain": "day"}
EVENTS: dict[str, Any] = {"metrics": ["total_event_count"]}
OF_ALPHA = [{"field": "customer", "op": "=", "value": "o1"}]
QUESTIONS: list[dict[str, Any]] = [
    {**EVENTS, "time": MONTH},
    {**EVENTS, "group_by": ["customer"], "order_by": ["-total_event_count"], "limit": 3},
    {"metrics": ["monthly_active_users", "daily_active_users"], "time": MONTH},
    {"metrics": ["monthly_active_users"], "group_by": ["region"], "time": {"grain": "month"}},
    {"metrics": ["dau_mau_ratio"], "group_by": ["segment"], "time": {"from": "2025-07-18"}},
    {**EVENTS, "filters": OF_ALPHA, "time": MONTH},
    {**EVENTS, "group_by": ["customer"], "time": {"grain": "day"}},
]


@contextmanager
def served(home: Home, log: Path) -> Iterator[str]:
    """`almanac serve` in a process of its own; its address."""
    command = [sys.executable, "-c", "from almanac.cli import main; main()", "serve", "--port", "0"]
    environment = {**os.environ, "ALMANAC_HOME": str(home.root)}
    with log.open("w") as said:
        server = subprocess.Popen(command, env=environment, stderr=said)
    try:
        yield address(server, log)
    finally:
        server.terminate()
        server.wait()


def address(server: subprocess.Popen[bytes], log: Path) -> str:
    while not (found := re.search(r"http://\S+", log.read_text())):
        assert server.poll() is None, log.read_text()
    return found[0]


async def load_and_publish(url: str, home: Home, semantic_manifest: str) -> tuple[Any, str]:
    """The clients' minute; halfway a version is published in which everything happened twice."""
    change = "insert into marts.fct_org_daily_activity select * from marts.fct_org_daily_activity"
    loading = asyncio.create_task(load(url, QUESTIONS, CLIENTS, SECONDS))
    await asyncio.sleep(SECONDS / 2)
    version = await asyncio.to_thread(publish_company, home, semantic_manifest, change=change)
    return await loading, version.id


def test_fifty_clients_for_a_minute(semantic_manifest: str, tmp_path: Path, capsys: Any) -> None:
    home = Home(tmp_path / "home")
    before = publish_company(home, semantic_manifest).id
    with served(home, tmp_path / "log") as url:
        seen, after = asyncio.run(load_and_publish(url, home, semantic_manifest))
    with capsys.disabled():
        print(f"\n{seen}")
    assert seen.failures == {}
    assert seen.versions.keys() == {before, after}
    assert {key: len(rows) for key, rows in seen.answers.items() if len(rows) != 1} == {}
    assert len(seen.answers) == 2 * len(QUESTIONS)
    assert seen.answers[before, 0] != seen.answers[after, 0]
    assert len(seen.milliseconds) > 20 * SECONDS
    assert seen.percentile(0.95) < 5_000
    assert (tmp_path / "log").read_text().count("\n") == 1
