"""`almanac serve`, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from almanac.warehouse.home import Home

COMMAND = [sys.executable, "-c", "from almanac.cli import main; main()", "serve"]


@contextmanager
def started(home: Home, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"ALMANAC_HOME": str(home.root)}
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_serves_until_it_is_told_to_stop(company_home: Home) -> None:
    with started(company_home, "--port", "0") as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[3]
        assert address.startswith("http://127.0.0.1:")
        answer = httpx.post(f"{address}/api/v1/query", json={"metrics": ["active_customers"]}, timeout=60)
        assert answer.json()["rows"] == [[3]]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, -signal.SIGINT, 130)


def test_taken_port_is_one_plain_sentence(empty_home: Home) -> None:
    with started(empty_home, "--port", "0") as first:
        assert first.stderr is not None
        assert "nothing is published yet" in first.stderr.readline()
        port = first.stderr.readline().split()[3].rsplit(":", 1)[1]
        with started(empty_home, "--port", port) as second:
            _, said = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "another program uses this port" in said and "Traceback" not in said
