"""The verb `almanac jobs`, run as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def almanac(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line on a terminal of the usual width."""
    command = [sys.executable, "-c", "from almanac.cli import main; main()", "jobs", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_it_lists_the_jobs() -> None:
    done = almanac()
    assert done.returncode == 0, done.stderr
    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "│" in line
    ]
    first = rows.index(["conversion_funnel", "15 * * * *", "high", "#sales-alerts"])
    assert [row[2] for row in rows[first : first + 3]] == ["high", "2 h", "3 tries"]
    assert "".join(row[3] for row in rows[first + 1 : first + 3]) == "sales-leadership@example.com"
    assert ["after ticket_sla_compliance", "", "2 h", "leadership@example"] in rows


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
