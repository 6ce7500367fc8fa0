"""Companies made by hand, built by the pipeline's own build, without the dbt tests."""

from __future__ import annotations

import atexit
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import duckdb
import pyarrow as pa
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from almanac.config import Settings
from almanac.pipeline import dbt_run
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import EDGE_VARS, BuildRequest
from almanac.warehouse.contract import Table, source_contract
from almanac.warehouse.engine import scratch
from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform.part import copy_part

Row = dict[str, object]

EVENT_MODELS = (
    "+fct_org_daily_activity", "+dim_organizations", "+user_activity_windows", "+int_users__activity_windows",
    "+conservation_account",
    "+int_product_events__malformed_properties", "+int_product_events__sessions",
    "+int_product_events__feature_daily", "+int_organizations__onboarding", "+int_features__customer_days",
    "+user_event_days", "+event_name_days",
)  # fmt: skip
"""What most tests look at: the events, their days, and the account. The rest takes ten times as long."""
EVERYTHING = ("*",)
_TESTS = {"data_tests", "unit_tests"}

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""When builds run; later than everything that happens in these companies."""
UNCHANGED = '{"changes":[]}'
"""What current loaders say of a row that they did not alter."""


def event(number: int, name: str, who: str, at: str, **other: object) -> Row:
    """A product event, extracted in the night after it, unless said otherwise; the number makes the uuid."""
    row = {
        "uuid": f"00000000-0000-0000-0000-{number:012d}",
        "event": name,
        "distinct_id": who,
        "timestamp": at,
        "properties": "{}",
    }
    return row | _extracted(at) | other


def user(user_id: str, org: str, since: str = "2025-01-01", until: str | None = None, **other: object) -> Row:
    """A membership: a user of an organisation."""
    row = {"id": user_id, "organization_id": org, "created_at": since, "deactivated_at": until}
    return row | _extracted("2025-01-01") | other


def organization(org: str, timezone: str | None = "UTC", since: str = "2025-01-01", **other: object) -> Row:
    """An organisation."""
    row = {"id": org, "name": org.title(), "domain": f"{org}.test", "timezone": timezone, "created_at": since}
    return row | _extracted(since) | other


def account(
    account_id: str, org: str | None, arr: float | None, at: str = "2025-01-01", **other: object
) -> Row:
    """A snapshot of a Salesforce account that tells the ARR from a day on: taken in the night after it."""
    row = {
        "id": account_id,
        "name": account_id.title(),
        "pylon_organization_id__c": org,
        "current_arr__c": arr,
    }
    return row | {"is_deleted": False, "created_date": "2025-01-01"} | _extracted(at) | other


def feature(feature_id: str, pattern: str, since: str = "2025-01-01", **other: object) -> Row:
    """A feature of the catalogue, used by the events whose name matches the pattern."""
    row = {
        "feature_id": feature_id,
        "name": feature_id.title(),
        "released_on": since,
        "event_pattern": pattern,
    }
    return row | {"category": "inbox", "is_core": False} | _extracted(since) | other


def _extracted(at: str) -> Row:
    night = date.fromisoformat(at[:10]) + timedelta(days=1)
    return {"_airbyte_extracted_at": f"{night} 02:00:00", "_airbyte_meta": UNCHANGED}


@dataclass
class Company:
    """A home with raw tables written by hand, and its policies."""

    home: Home
    policies: Mapping[str, object] = field(default_factory=dict)
    transform_dir: Path = TRANSFORM_DIR
    models: Sequence[str] = EVENT_MODELS
    nights: int = 0

    def land(
        self,
        events: Sequence[Row] = (),
        users: Sequence[Row] = (),
        organizations: Sequence[Row] = (),
        accounts: Sequence[Row] = (),
        features: Sequence[Row] = (),
        *,
        others: Mapping[str, Sequence[Mapping[str, object]]] = MappingProxyType({}),
    ) -> None:
        """One sync: a new file for each table (`others` by `source.table`) that has rows."""
        self.nights += 1
        tables: dict[str, Sequence[Mapping[str, object]]] = {
            "app.product_events": events,
            "app.users": users,
            "app.organizations": organizations,
            "salesforce.account": accounts,
            "releases.features": features,
        }
        for name, rows in {**tables, **others}.items():
            if rows:
                self._write(source_contract(TRANSFORM_DIR)[name], rows)

    def _write(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        path = self.home.raw_table(table.source, table.name) / f"night-{self.nights:03d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        texts = [{column.name: _text(row.get(column.name)) for column in table.columns} for row in rows]
        schema = pa.schema([(column.name, pa.string()) for column in table.columns])
        columns = ", ".join(f'cast("{c.name}" as {c.data_type}) as "{c.name}"' for c in table.columns)
        with scratch() as connection:
            connection.register("texts", pa.Table.from_pylist(texts, schema=schema))
            connection.execute(f"copy (select {columns} from texts) to '{path}' (format parquet)")

    def build(self, **request: Any) -> Version:
        """The pipeline's build of seeds and these models, in this process; the dbt tests are left out."""
        settings = Settings(home=self.home.root, vars=dict(self.policies))
        with without_dbt_tests():
            project = lean_project(self.transform_dir, self.models)
            return build(self.home, settings, BuildRequest(**request), now=NOW, transform_dir=project)


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)


def rows(version: Version, sql: str) -> list[Any]:
    """The rows of a query on a version."""
    with duckdb.connect(str(version.database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def records(version: Version, sql: str) -> list[dict[str, Any]]:
    """The rows of a query on a version, by column name."""
    with duckdb.connect(str(version.database), read_only=True) as connection:
        found = connection.execute(sql)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@cache
def lean_project(transform_dir: Path, models: Sequence[str] = EVERYTHING) -> Path:
    """A copy of the project, or of what these models need, without the tests that dbt spends most time on."""
    folder = Path(mkdtemp(prefix="lean-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if models != EVERYTHING:
        copy_part(lean_project(transform_dir), folder, models)
        return folder
    ignored = shutil.ignore_patterns("target", "logs")
    shutil.copytree(transform_dir, folder, ignore=ignored, dirs_exist_ok=True)
    shutil.rmtree(folder / "tests", ignore_errors=True)
    for path in folder.glob("*/**/*.yml"):
        lean = _without_tests(yaml.load(path.read_text(), yaml.CSafeLoader))
        path.write_text(yaml.dump(lean, Dumper=yaml.CSafeDumper, width=1_000))
    return folder


def _without_tests(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_tests(item) for item in node]
    if isinstance(node, dict):
        return {name: _without_tests(item) for name, item in node.items() if name not in _TESTS}
    return node


@contextmanager
def without_dbt_tests(choice: Sequence[str] = ()) -> Iterator[None]:
    """Builds run no tests, else what dbt's options choose; the project is parsed once per set of sources."""
    with patch.object(dbt_run, "_invoke", partial(_invoke_models, list(choice))):
        yield


_parsed: dict[str, Manifest] = {}


def _invoke_models(choice: list[str], arguments: list[str], progress: Any) -> Any:
    tests = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    try:
        return dbtRunner(manifest=_parse(arguments), callbacks=[progress]).invoke(
            [*arguments, *choice, *tests]
        )
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


def _parse(arguments: list[str]) -> Manifest:
    """The parsed project; what the edge tells of one build only does not change it."""
    variables = json.loads(arguments[arguments.index("--vars") + 1])
    lasting = {name: value for name, value in variables.items() if name not in EDGE_VARS}
    project = arguments[arguments.index("--project-dir") + 1]
    key = json.dumps([project, variables["missing_sources"], lasting], sort_keys=True)
    if key not in _parsed:
        selection = arguments.index("--select") if "--select" in arguments else None
        options = [text for text in arguments[1:selection] if text != "--full-refresh"]
        outcome = dbtRunner().invoke(["parse", *options])
        if not isinstance(outcome.result, Manifest):
            raise AssertionError(f"the project does not parse: {outcome.exception}")
        # The CRM's seed rows, which are disabled here; dbt fails to copy what is.
        outcome.result.disabled.clear()
        _parsed[key] = outcome.result
    return _parsed[key].deepcopy()
