"""The engine of one entry: a DuckDB database of its own that can read the entry's files and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from almanac.connectors.files import casts, names, sql


@dataclass(frozen=True)
class Limits:
    """What a load may take of the machine."""

    threads: int = 2
    memory: str = "4GB"


MODEST = Limits()
"""What a load takes where nobody says otherwise."""


@contextmanager
def engine(
    folder: Path, readable: list[Path], writable: Path, limits: Limits
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A scratch database in memory, spilling into `folder`.

    Its SQL reaches the files in `readable` and what is below `writable`, and nothing else.
    """
    folder.mkdir(parents=True)
    connection = duckdb.connect()
    try:
        for statement in (*_settings(folder, readable, writable, limits), *names.SCHEMA, *casts.MACROS):
            connection.execute(statement)
        yield connection
    finally:
        connection.close()
        shutil.rmtree(folder)


def _settings(folder: Path, readable: list[Path], writable: Path, limits: Limits) -> list[str]:
    paths = ", ".join(sql.text(path.absolute()) for path in readable)
    return [
        "set TimeZone = 'UTC'",
        f"set threads = {limits.threads}",
        f"set memory_limit = {sql.text(limits.memory)}",
        f"set temp_directory = {sql.text(folder.absolute())}",
        f"set allowed_paths = [{paths}]",
        f"set allowed_directories = [{sql.text(writable.absolute())}]",
        "set enable_external_access = false",
    ]
