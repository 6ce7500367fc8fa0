"""Fingerprints change with what the numbers depend on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.pipeline.fingerprint import fingerprints_of
from tests.pipeline.conftest import copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "transform")


@pytest.mark.parametrize(
    "name",
    [
        "models/marts/fct_daily.sql",
        "macros/generate_schema_name.sql",
        "seeds/words.csv",
        "dbt_project.yml",
        "models/new.sql",
    ],
)
def test_code_changes_with_every_file_that_makes_rows(project: Path, name: str) -> None:
    before = fingerprints_of(project, {})
    with (project / name).open("a") as file:
        file.write("\n-- changed")
    assert fingerprints_of(project, {}).code != before.code


def test_code_does_not_change_with_tests_and_places(project: Path, tmp_path: Path) -> None:
    before = fingerprints_of(project, {})
    (project / "tests/days_are_full.sql").write_text("select 1")
    (project / "target").mkdir()
    (project / "target/manifest.json").write_text("{}")
    moved = project.rename(tmp_path / "elsewhere")
    assert fingerprints_of(moved, {}) == before


def test_policies_change_with_their_values_only(project: Path) -> None:
    before = fingerprints_of(project, {"a": 1, "b": [2]}).policies
    assert fingerprints_of(project, {"b": [2], "a": 1}).policies == before
    assert fingerprints_of(project, {"a": 1, "b": [3]}).policies != before
