"""Two builds at once: the second waits, says for whom, and then builds."""

from __future__ import annotations

import subprocess
import sys
import threading

from tests.pipeline.conftest import Company

HOLD = """
import sys
from pathlib import Path
from almanac.warehouse.home import Home
with Home(Path(sys.argv[1])).write_lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_build_waits_for_the_first(company: Company) -> None:
    """Another process holds the lock as a build does; this one begins to build only once it is released."""
    command = [sys.executable, "-c", HOLD, str(company.home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        second = threading.Thread(target=company.build)
        second.start()
        second.join(timeout=1)
        assert second.is_alive()
        assert company.said("lock") == [f"waiting: process {other.pid} is writing"]
        assert [event.step for event in company.events] == ["lock"]
        assert not company.home.versions.exists()
        other.communicate("")
        second.join()
    assert company.said("publish") == ["20250801T030000Z-1 is published"]
