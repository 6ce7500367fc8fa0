"""Reading Parquet files for the inventory: their footers, and the extraction times of their rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from almanac.errors import AlmanacError


@dataclass
class Footer:
    """What a file says of itself: its rows, and its top-level columns with their types."""

    rows: int
    columns: dict[str, str] = field(default_factory=dict)


def read_footers(connection: duckdb.DuckDBPyConnection, paths: Collection[Path]) -> dict[str, Footer]:
    """The footer of every file, by its path; an error names a file that is no Parquet."""
    counts = _read(connection, "select file_name, num_rows from parquet_file_metadata($1)", paths)
    footers = {name: Footer(rows) for name, rows in counts}
    elements = """
        select file_name, name, duckdb_type, coalesce(num_children, 0)
        from parquet_schema($1)
        order by file_name, column_id
    """
    open_children = 0  # the elements of a file are its schema tree, depth first, below a root without a type
    for file_name, name, data_type, children in _read(connection, elements, paths):
        if open_children:
            open_children += children - 1
        elif data_type is not None:
            footers[file_name].columns[name] = data_type
            open_children = children
    return footers


def extraction_ranges(
    connection: duckdb.DuckDBPyConnection, paths: Collection[Path], moment: str
) -> dict[str, tuple[datetime | None, datetime | None]]:
    """The earliest and the latest `moment` (SQL over the columns) of every file that has rows."""
    query = f"""
        select filename, min({moment}), max({moment})
        from read_parquet($1, hive_partitioning = false, filename = true)
        group by filename
    """
    return {name: (_utc(low), _utc(high)) for name, low, high in _read(connection, query, paths)}


def _read(connection: duckdb.DuckDBPyConnection, query: str, paths: Collection[Path]) -> list[Any]:
    """The query's rows over all files; where it fails, an error names the file that cannot be read."""
    if not paths:
        return []
    try:
        return connection.execute(query, [[str(path) for path in paths]]).fetchall()
    except duckdb.Error as error:
        if len(paths) == 1:
            raise AlmanacError(
                ", ".join(map(str, paths)),
                f"cannot be read as Parquet ({error})",
                "Remove the file or write it again.",
            ) from error
    for path in paths:
        _read(connection, query, [path])
    raise AlmanacError("raw data", "files changed while they were read", "Run the command again.")


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
