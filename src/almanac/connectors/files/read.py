"""From files to one table of the scratch database, `source.<relation>`.

CSV and JSON cells stay text; a line that cannot be split into cells is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from almanac.connectors.files import names, read_csv, read_jsonl, sql
from almanac.connectors.files.find import format_of
from almanac.connectors.files.mapping import Files, Format
from almanac.errors import AlmanacError


def read_relation(
    con: duckdb.DuckDBPyConnection, thing: str, relation: str, files: Files, paths: list[Path]
) -> int:
    """Fill `source.<relation>` from the files, which must have the same columns (JSON objects may lack some).

    Returns the number of rows that were read, those included that could not be split into cells.
    """
    for path in paths:
        kind = format_of(thing, files, path)
        here = f"{thing}, {path.name}"
        into = names.source(relation) if path is paths[0] else "work.read_now"
        with sql.explained(here, f"It is no {kind} that can be read: mend the file, or name its format."):
            rows = _READERS[kind](con, relation, files, path)
            _number(con, path, rows, into, 0 if path is paths[0] else _count(con, relation))
        if path is not paths[0]:
            _add(con, here, relation, kind, paths[0])
    unread = sql.number(con, "select count(*) from work.refused where relation = ?", relation)
    return unread + _count(con, relation)


def _number(con: duckdb.DuckDBPyConnection, path: Path, rows: str, into: str, before: int) -> None:
    """Make the table `into` of the rows, numbered in the file's order; the reader's own copy is dropped."""
    row, file = f"{before} + row_number() over () as {names.ROW}", f"{sql.text(path.name)} as {names.FILE}"
    con.execute(f"create or replace table {into} as select {row}, {file}, * from {rows}")
    for copy in ("csv_rows", "json_lines"):
        con.execute(f"drop table if exists work.{copy}")


def _count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return sql.number(con, f"select count(*) from {names.source(relation)}")


def _add(con: duckdb.DuckDBPyConnection, thing: str, relation: str, kind: Format, first: Path) -> None:
    """Add the next file's rows to those of the first."""
    table = names.source(relation)
    present, expected = sql.columns(con, "work.read_now"), sql.columns(con, table)
    surplus = [column for column in present if column not in expected]
    lacking = [column for column in expected if column not in present]
    if kind != "jsonl" and (surplus or lacking):
        cause = (
            f"its columns differ from those of {first.name}: without {_list(lacking)}, with {_list(surplus)}"
        )
        raise AlmanacError(
            thing, cause, "Files of one glob need the same columns; give these entries of their own."
        )
    with sql.explained(
        thing, f"A column has another type or spelling than in {first.name}; export both alike."
    ):
        for column in surplus:
            con.execute(f"alter table {table} add column {sql.name(column)} varchar")
        con.execute(f"insert into {table} by name from work.read_now")


def _list(columns: list[str]) -> str:
    return ", ".join(columns) or "none"


def _parquet(con: duckdb.DuckDBPyConnection, relation: str, files: Files, path: Path) -> str:
    return f"read_parquet({sql.text(path)}, hive_partitioning = false)"


_READERS: dict[Format, Callable[[duckdb.DuckDBPyConnection, str, Files, Path], str]] = {
    "csv": read_csv.rows,
    "jsonl": read_jsonl.rows,
    "parquet": _parquet,
}
"""Each gives the rows of one file as something to select from, and refuses the lines that are no rows."""
