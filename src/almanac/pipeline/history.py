"""What the snapshots have kept: it goes from version to version, whatever else is built from nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from almanac.errors import AlmanacError
from almanac.warehouse.engine import literal, quoted

SCHEMA = "snapshots"
_TABLES = "select table_name from duckdb_tables() where database_name = $1 and schema_name = $2 order by 1"


def carry_history(connection: duckdb.DuckDBPyConnection, published: Path) -> list[str]:
    """Copy the snapshots of a published database into the one that is being built; their names.

    A database that cannot be read is an error: it would lose what cannot be computed again.
    """
    try:
        connection.execute(f"attach {literal(str(published))} as published (read_only)")
    except duckdb.Error as error:
        raise AlmanacError(
            f"history in {published}",
            f"cannot be read ({error})",
            "Return to a version that can be with `almanac publish --rollback ID`; or begin history anew: "
            "remove the link `published` in ALMANAC_HOME and build.",
        ) from error
    names = _snapshots(connection, "published")
    for name in names:
        table = f"{quoted(SCHEMA)}.{quoted(name)}"
        connection.execute(f"create schema if not exists {quoted(SCHEMA)}")
        connection.execute(f"create table {table} as select * from published.{table}")
    connection.execute("detach published")
    return names


def told_until(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """The latest moment at which a row of the history began or ended; None where there is no history."""
    moments = [
        _latest(connection, f"{quoted(SCHEMA)}.{quoted(name)}")
        for name in _snapshots(connection, _current(connection))
    ]
    return max((moment for moment in moments if moment), default=None)


def _snapshots(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    return [name for (name,) in connection.execute(_TABLES, [database, SCHEMA]).fetchall()]


def _current(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""


def _latest(connection: duckdb.DuckDBPyConnection, table: str) -> datetime | None:
    row = connection.execute(f"select max(greatest(dbt_valid_from, dbt_valid_to)) from {table}").fetchone()
    return row[0].replace(tzinfo=UTC) if row and row[0] else None
