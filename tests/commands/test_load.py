"""The verb `almanac load`, run as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb

MAPPING = """
tables:
  app.users:
    files: users.csv
    columns: {id: id, organization_id: org, created_at: since}
"""
ROWS = "id,org,since\na,o1,2024-01-01\na,o1,2024-01-01\nb,o1,yesterday\n"


def almanac(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with a home of its own."""
    (folder / "mapping.yml").write_text(MAPPING)
    command = [sys.executable, "-c", "from almanac.cli import main; main()", "load", *arguments]
    environment = {"ALMANAC_HOME": str(folder / "home"), "PATH": "/usr/bin:/bin", "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_it_says_what_became_of_the_rows(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text(ROWS)
    done = almanac(tmp_path, "--map", str(tmp_path / "mapping.yml"))
    assert done.returncode == 0, done.stderr
    words = done.stdout.replace("│", " ").split()
    start = words.index("app.users")
    assert words[start + 1 : start + 7] == ["3", "1", "1", "1", "bad_created_at", "1"]
    assert "app.users  bad_created_at, such as users.csv, created_at = yesterday" in done.stdout
    assert f"kept in {tmp_path / 'home' / 'quarantine'}" in done.stdout


def test_files_now_and_json(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "users.csv").write_text(ROWS)
    arguments = ["--map", str(tmp_path / "mapping.yml"), "--files", str(tmp_path / "data")]
    done = almanac(tmp_path, *arguments, "--now", "2025-08-01T04:00+02:00", "--json")
    assert done.returncode == 0, done.stderr
    (account,) = json.loads(done.stdout)
    assert (account["read"], account["loaded"], account["duplicates"]) == (3, 1, 1)
    assert account["quarantined"] == {"bad_created_at": 1}
    landed = f"from '{tmp_path}/home/raw/app/users/*.parquet'"
    found = duckdb.execute(f"select _airbyte_extracted_at::varchar {landed}").fetchall()
    assert found == [("2025-08-01 02:00:00",)]


def test_a_mistake_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = almanac(tmp_path, "--map", str(tmp_path / "mapping.yml"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2] == "error: app.users: no file matches users.csv"
    assert "Traceback" not in done.stderr
    wrong = almanac(tmp_path, "--map", str(tmp_path / "mapping.yml"), "--now", "soon")
    assert "error: --now: soon is no moment" in wrong.stderr
