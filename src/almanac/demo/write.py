"""Parquet files that are the same bytes for the same rows, and folders that change hands whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from almanac.warehouse.contract import contract_table, source_contract
from almanac.warehouse.home import Home

ROW_GROUP = 122_880
"""Rows per row group: DuckDB's own size."""

ARROW_TYPES = {
    "uuid": pa.uuid(),
    "varchar": pa.string(),
    "timestamp": pa.timestamp("us"),
    "date": pa.date32(),
    "double": pa.float64(),
    "bigint": pa.int64(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
}
FIRST_TO_LEAVE = "app.product_events"
"""The table that leaves first and comes last: without it no build begins."""


def raw_schema(table: str) -> pa.Schema:
    """The columns of a raw table as the source contract has them."""
    return pa.schema(
        [(column.name, ARROW_TYPES[column.data_type]) for column in contract_table(table).columns]
    )


def write_parquet(
    path: Path, tables: Iterable[pa.Table], schema: pa.Schema, distinct: tuple[str, ...] = ()
) -> None:
    """Write one file from tables of at most a row group; `distinct` columns get no dictionary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in schema.names if name not in distinct],
        store_schema=False,
    ) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=ROW_GROUP)


def write_rows(path: Path, table: str, columns: dict[str, pa.Array]) -> int:
    """Write a small raw table with the columns in the contract's order, if it has rows; says how many."""
    schema = raw_schema(table)
    rows = pa.table([columns[name] for name in schema.names], schema=schema)
    if rows.num_rows:
        write_parquet(path, [rows], schema)
    return int(rows.num_rows)


def fresh_folder(home: Home) -> Path:
    """An empty folder to write in, aside from what readers see; what a killed run left there goes."""
    aside = home.root / "demo-next"
    for left in (aside, _retired(home)):
        shutil.rmtree(left, ignore_errors=True)
    aside.mkdir(parents=True)
    return aside


def replace_company(home: Home, aside: Path) -> None:
    """Put the raw tables and the truth below `aside` in the place of the old ones.

    The events leave first and come last: whoever is killed in between leaves no mixture that a build takes.
    """
    tables = sorted(source_contract().values(), key=lambda table: table.full_name != FIRST_TO_LEAVE)
    places = [
        (aside / "raw" / table.source / table.name, home.raw_table(table.source, table.name))
        for table in tables
    ]
    places.insert(1, (aside / "truth", home.truth))
    for number, (_, place) in enumerate(places):
        if place.exists():
            _retired(home).mkdir(exist_ok=True)
            place.rename(_retired(home) / str(number))
    for new, place in reversed(places):
        if not new.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        new.rename(place)
    shutil.rmtree(aside)
    shutil.rmtree(_retired(home), ignore_errors=True)


def add_to_company(home: Home, aside: Path) -> None:
    """Move the files below `aside` to where they belong: raw ones beside the old, the truth over the old."""
    for path in [*sorted((aside / "raw").rglob("*.parquet")), *sorted((aside / "truth").iterdir())]:
        place = home.root / path.relative_to(aside)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
    shutil.rmtree(aside)


def _retired(home: Home) -> Path:
    return home.root / "demo-retired"
