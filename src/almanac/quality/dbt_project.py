"""What dbt reads in the project as it lies there; nothing is built."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from almanac.config import PROJECT_DIR

_EVERYTHING = json.dumps({"crm_source": "raw", "missing_sources": []})
"""A company that has every source."""


def parsed_manifest() -> dict[str, Any]:
    """dbt's reading of the project; one that does not parse raises."""
    with TemporaryDirectory() as folder:
        _dbt(folder, "parse")
        return _read(folder, "manifest.json")


def compiled_manifests() -> tuple[dict[str, Any], str]:
    """The manifest with the SQL of every model, and the semantic one as text."""
    with TemporaryDirectory() as folder:
        models = ["--select", "resource_type:model", "resource_type:snapshot"]
        _dbt(folder, "compile", *models, "--indirect-selection", "empty", "--vars", _EVERYTHING)
        return _read(folder, "manifest.json"), (Path(folder) / "semantic_manifest.json").read_text()


def _dbt(folder: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).parent / "dbt"), "--quiet", *arguments, "--no-partial-parse"]
    command += ["--profiles-dir", ".", "--target-path", folder, "--log-path", folder]
    subprocess.run(command, cwd=PROJECT_DIR / "transform", check=True)


def _read(folder: str, name: str) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((Path(folder) / name).read_text())
    return manifest
