"""What a finished build says of its contents: results of its nodes, rows of its published tables."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from almanac.warehouse.engine import quoted
from almanac.warehouse.manifest import NodeResult

PUBLISHED_SCHEMAS = ("entities", "marts", "metrics", "snapshots")


def merged_results(now: Iterable[NodeResult], before: Iterable[NodeResult]) -> list[NodeResult]:
    """What ran now; of what did not, the result that the copied version tells."""
    results = {node.unique_id: node for node in now}
    return [*results.values(), *(node for node in before if node.unique_id not in results)]


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every published table, by `schema.table`."""
    tables = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where list_contains($1, table_schema) order by all",
        [list(PUBLISHED_SCHEMAS)],
    ).fetchall()
    return {
        f"{schema}.{name}": _count(connection, f"{quoted(schema)}.{quoted(name)}") for schema, name in tables
    }


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0
