"""How Almanac opens DuckDB: one place for its settings and for quoting what goes into SQL text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

CATALOG = "warehouse"
"""Name of the database inside compiled SQL; it is the stem of the file's name."""
DATABASE_FILE = f"{CATALOG}.duckdb"


def scratch() -> duckdb.DuckDBPyConnection:
    """An engine in memory that keeps nothing; its clock is UTC."""
    return _in_utc(duckdb.connect(":memory:"))


def open_for_writing(path: Path) -> duckdb.DuckDBPyConnection:
    """The only handle on a database file that is being built; the caller closes it."""
    return _in_utc(duckdb.connect(str(path)))


def quoted(name: str) -> str:
    """A name as SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Texts as a SQL list."""
    return "[" + ", ".join(literal(text) for text in texts) + "]"


def _in_utc(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("set TimeZone = 'UTC'")
    return connection
