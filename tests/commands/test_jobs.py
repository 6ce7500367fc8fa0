"""The verb `almanac jobs`, run as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def almanac(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line on a wide terminal."""
    command = [sys.executable, "-c", "from almanac.cli import main; main()", "jobs", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "COLUMNS": "160"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_it_lists_the_jobs() -> None:
    done = almanac()
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("│ conversion_funnel ")]
    words = line.replace("│", " ").split()
    assert words == ["conversion_funnel", *["15", "*", "*", "*", "*"], "2", "h", "high", "3", "#sales-alerts"]
    assert "sales-leadership@example.com" in done.stdout


def test_programs_get_everything() -> None:
    found = json.loads(almanac("--json").stdout)
    assert len(found["jobs"]) == 10
    assert found["jobs"][6]["depends_on"] == ["ticket_sla_compliance", "satisfaction_rollups"]


def test_a_bad_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jobs.yml").write_text("version: 2")
    done = almanac("--file", str(tmp_path / "jobs.yml"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"error: {tmp_path / 'jobs.yml'}: cannot be used:" in done.stderr
