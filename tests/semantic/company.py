"""A published version of a tiny company: the real semantic definitions over tables written by hand."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import duckdb

from almanac.config import PROJECT_DIR
from almanac.semantic.layer import SEMANTIC_MANIFEST
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Fingerprints, Manifest
from almanac.warehouse.raw_inventory import RawFile, RawInventory, RawTable
from almanac.warehouse.versions import Version, begin_version, finish_version, publish

AS_OF = dt.date(2025, 7, 18)
EXTRACTED_AT = dt.datetime(2025, 7, 19, 2, tzinfo=dt.UTC)
BUILT_AT = dt.datetime(2025, 7, 19, 3, tzinfo=dt.UTC)
SOURCES = ("app.product_events", "app.users", "app.organizations", "salesforce.account")


def parse_semantic_manifest(target: Path) -> str:
    """What dbt makes of the project's semantic YAML; parsed only, nothing is built."""
    project = str(PROJECT_DIR / "transform")
    command = [str(Path(sys.executable).parent / "dbt"), "--quiet", "parse", "--target-path", str(target)]
    command += ["--log-path", str(target), "--project-dir", project, "--profiles-dir", project]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return (target / SEMANTIC_MANIFEST).read_text()


def publish_company(
    home: Home, semantic_manifest: str, missing: tuple[str, ...] = (), change: str = ""
) -> Version:
    """Publish the tiny company; `change` is SQL that makes this version differ."""
    folder = begin_version(home, BUILT_AT)
    with duckdb.connect(str(folder / DATABASE_FILE)) as warehouse:
        warehouse.execute((Path(__file__).parent / "company.sql").read_text())
        warehouse.execute(_SOURCES_OF_METRICS)
        warehouse.executemany(
            "insert into metrics.metric_sources values (?, ?)", _needs(semantic_manifest, missing)
        )
        warehouse.execute(change)
    (folder / SEMANTIC_MANIFEST).write_text(semantic_manifest)
    version = finish_version(home, folder, _manifest(folder.name, missing))
    return publish(home, version.id)


_SOURCES_OF_METRICS = "create table metrics.metric_sources (metric_name text, missing_sources text)"


def _needs(semantic_manifest: str, missing: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """What each metric lacks where these tables are missing."""
    metrics = {
        metric["name"]: metric["config"]["meta"] for metric in json.loads(semantic_manifest)["metrics"]
    }
    lacks = {
        name: [need for need in meta.get("needs_source", ()) if need in missing]
        for name, meta in metrics.items()
    }
    return [(name, ", ".join(tables) or None) for name, tables in lacks.items()]


def _manifest(version: str, missing: tuple[str, ...]) -> Manifest:
    file = RawFile(path="by-hand.parquet", size=1, mtime_ns=1, rows=1, layout=0, extracted_until=EXTRACTED_AT)
    tables = {name: RawTable(files=[] if name in missing else [file]) for name in SOURCES}
    return Manifest(
        version=version,
        built_at=BUILT_AT,
        commit="0000000",
        as_of_at=EXTRACTED_AT,
        as_of_date=AS_OF,
        full_refresh=True,
        reason="written by hand",
        base_version=None,
        selection=None,
        fingerprints=Fingerprints(code="", policies=""),
        dbt_vars={},
        raw=RawInventory(tables=tables),
        row_counts={"marts.dim_organizations": 6},
        nodes=[],
        accounts=[],
        seconds={},
    )
