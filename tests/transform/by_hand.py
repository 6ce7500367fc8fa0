"""dbt run by hand on our own CRM rows, as in `transform/`: `dbt seed`, then `dbt run --select tag:kpi`."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from almanac.pipeline.build import TRANSFORM_DIR
from almanac.pipeline.dbt_run import PROFILES_DIR
from almanac.warehouse.engine import DATABASE_FILE
from tests.transform.company import lean_project
from tests.transform.crm_rows import TABLES, seed

Rows = Sequence[Mapping[str, object]]


@dataclass
class HandRun:
    """A copy of the project, read once and built as often as asked, each time into a warehouse of its own."""

    folder: Path
    builds: int = field(default=0, init=False)

    def build(self, more: Mapping[str, Rows] = MappingProxyType({}), **variables: object) -> Path:
        """The database of a build by dbt's own defaults; `more` rows, by table, stand beside our own."""
        self.builds += 1
        database = self.folder / str(self.builds) / DATABASE_FILE
        for table in TABLES:
            _write(self._project / "seeds" / "crm" / f"seed_crm__{table}.csv", table, more.get(table, ()))
        for command in (["seed"], ["run", "--select", "tag:kpi"]):
            outcome = self._invoke(database, command, variables, self.parsed.deepcopy())
            assert outcome.success, outcome.exception or _failures(outcome)
        return database

    def snapshot(self, database: Path, **variables: object) -> list[str]:
        """Run `dbt snapshot` on a build; the messages of what failed."""
        outcome = self._invoke(database, ["snapshot"], variables, self.parsed.deepcopy())
        assert outcome.exception is None, outcome.exception
        return [result.message for result in outcome.result if str(result.status) == "error"]

    def compiled(self) -> dict[str, str]:
        """The SQL that the last build ran, by model."""
        folder = self.folder / "target" / "run" / "almanac" / "models"
        return {path.stem: path.read_text() for path in folder.rglob("*.sql")}

    @cached_property
    def _project(self) -> Path:
        return Path(shutil.copytree(lean_project(TRANSFORM_DIR), self.folder / "project"))

    @cached_property
    def parsed(self) -> Manifest:
        """The project as dbt understands it."""
        outcome = self._invoke(self.folder / "parsed" / DATABASE_FILE, ["parse"], {})
        assert isinstance(outcome.result, Manifest), outcome.exception
        return outcome.result

    def _invoke(
        self,
        database: Path,
        command: list[str],
        variables: Mapping[str, object],
        parsed: Manifest | None = None,
    ) -> Any:
        """One command of dbt, which reads where to build from the environment and leaves its folder."""
        options = ["--project-dir", str(self._project), "--profiles-dir", str(PROFILES_DIR)]
        options += ["--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "logs")]
        options += ["--log-level", "none", "--log-level-file", "none", "--vars", json.dumps(variables)]
        places = {"ALMANAC_WAREHOUSE": str(database), "ALMANAC_TEMP_DIRECTORY": str(self.folder / "spill")}
        try:
            with patch.dict(os.environ, places), chdir(Path.cwd()):
                return dbtRunner(manifest=parsed).invoke([*command, *options])
        finally:
            DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


def _failures(outcome: Any) -> list[str]:
    bad = [result for result in outcome.result if result.status not in {"success", "skipped"}]
    return [f"{result.node.name}: {result.message}" for result in bad]


def _write(path: Path, table: str, more: Rows) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(seed(table)[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*seed(table), *more])


def rows_of(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query on a built warehouse."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()
