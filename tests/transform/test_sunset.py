"""A deprecated metric that is still there after its last day is a warning of every build, and no failure."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from almanac.config import PROJECT_DIR

pytestmark = pytest.mark.long

APPROVED = "        status: approved\n"
DEPRECATED = """\
        status: deprecated
        successor: monthly_recurring_revenue
        sunset_date: '2025-06-30'
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with one metric deprecated until the end of June."""
    target = tmp_path / "transform"
    shutil.copytree(PROJECT_DIR / "transform", target, ignore=shutil.ignore_patterns("target", "logs"))
    file = target / "models/metrics/revenue/_revenue__metrics.yml"
    file.write_text(file.read_text().replace(APPROVED, DEPRECATED, 1))
    return target


@pytest.mark.parametrize(("as_of_date", "status"), [("2025-06-30", "pass"), ("2025-07-01", "warn")])
def test_the_build_warns_after_the_sunset(project: Path, as_of_date: str, status: str) -> None:
    command = [str(Path(sys.executable).parent / "dbt"), "--quiet", "test"]
    command += ["--select", "no_metric_is_past_its_sunset", "--profiles-dir", "."]
    command += ["--vars", json.dumps({"as_of_date": as_of_date, "missing_sources": []})]
    home = {"ALMANAC_HOME": str(project.parent / "home")}
    subprocess.run(command, cwd=project, check=True, env=os.environ | home)
    results = json.loads((project / "target/run_results.json").read_text())["results"]
    tests = [result["status"] for result in results if result["unique_id"].startswith("test.")]
    assert tests == [status]
