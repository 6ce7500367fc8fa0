"""Whether two builds would compute the same: hashes of the transform code and of the policies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from almanac.warehouse.manifest import Fingerprints

_FOLDERS = ("models", "macros", "seeds", "snapshots")
_ENGINES = ("duckdb", "dbt-core", "dbt-duckdb", "almanac")


def fingerprints_of(transform_dir: Path, policies: Mapping[str, object]) -> Fingerprints:
    """The fingerprints of a build with this code and these policies."""
    return Fingerprints(code=_code(transform_dir), policies=_policies(policies))


def _code(transform_dir: Path) -> str:
    """Changes with any model, macro, seed or setting of the project, and with the engine's version."""
    digest = sha256()
    for package in _ENGINES:
        digest.update(f"{package} {version(package)}\n".encode())
    files = [path for folder in _FOLDERS for path in (transform_dir / folder).rglob("*") if path.is_file()]
    for path in [transform_dir / "dbt_project.yml", *sorted(files)]:
        digest.update(f"{path.relative_to(transform_dir)}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _policies(policies: Mapping[str, object]) -> str:
    """Changes with any policy that is set."""
    return sha256(json.dumps(dict(policies), sort_keys=True, default=str).encode()).hexdigest()
