"""What the checks of metrics found: table `metrics.metric_validation` of a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

import duckdb
from pydantic import TypeAdapter

from almanac.warehouse.raw_inventory import Frozen

Check = Literal["two_ways", "valid_range", "null_share", "identity"]
Status = Literal["passed", "failed", "skipped"]

_TABLE = "metrics.metric_validation"
_COLUMNS = {
    "check_name": "varchar not null",
    "metric_name": "varchar not null",
    "entity_type": "varchar",
    "identity": "integer",
    "status": "varchar not null",
    "compared_values": "bigint",
    "failed_values": "bigint",
    "largest_difference": "double",
    "detail": "varchar",
    "metric_date_from": "date",
    "metric_date_to": "date",
}


class Result(Frozen):
    """One check of one metric.

    `entity_type` is null where measured rows were looked at, not published values; `identity` is the number
    of the identity, for a metric may be part of several.
    """

    check_name: Check
    metric_name: str
    entity_type: str | None = None
    identity: int | None = None
    status: Status
    compared_values: int | None = None
    failed_values: int | None = None
    largest_difference: float | None = None
    detail: str | None = None
    metric_date_from: dt.date | None = None
    metric_date_to: dt.date | None = None


_RESULTS = TypeAdapter(list[Result])


def record(connection: duckdb.DuckDBPyConnection, results: Sequence[Result]) -> None:
    """Write the results into the version that is being built, in place of those of the same metrics."""
    columns = ", ".join(f"{name} {data_type}" for name, data_type in _COLUMNS.items())
    connection.execute(f"create table if not exists {_TABLE} ({columns})")
    metrics = sorted({result.metric_name for result in results if result.identity is None})
    identities = sorted({result.identity for result in results if result.identity is not None})
    connection.execute(
        f"delete from {_TABLE} where (identity is null and list_contains($1, metric_name))"
        " or list_contains($2, identity)",
        [metrics, identities],
    )
    if results:
        marks = ", ".join("?" for _ in _COLUMNS)
        rows = [list(result.model_dump().values()) for result in results]
        connection.executemany(f"insert into {_TABLE} values ({marks})", rows)


def read(cursor: duckdb.DuckDBPyConnection, metric: str | None = None) -> list[Result]:
    """The results that a version carries, of one metric or of all; none where it was never validated."""
    known = cursor.execute(
        "select 1 from duckdb_tables() where schema_name = 'metrics' and table_name = 'metric_validation'"
    ).fetchone()
    if not known:
        return []
    rows = cursor.execute(
        f"select {', '.join(_COLUMNS)} from {_TABLE} where $1 is null or metric_name = $1 order by all",
        [metric],
    ).fetchall()
    return [Result.model_validate(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def results_json(results: Sequence[Result]) -> str:
    """The results as a JSON array."""
    return _RESULTS.dump_json(list(results), indent=2).decode()


def counts(results: Iterable[Result]) -> dict[str, int]:
    """How many checks ended in which way."""
    found = [result.status for result in results]
    return {status: found.count(status) for status in ("passed", "failed", "skipped")}
