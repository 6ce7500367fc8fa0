"""How SQL reads the raw folder: a view per table of the contract, over exactly the files of an inventory."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from almanac.warehouse.contract import Column, Table
from almanac.warehouse.engine import literals, quoted
from almanac.warehouse.home import Home
from almanac.warehouse.raw_inventory import Layout, RawInventory, RawTable
from almanac.warehouse.raw_types import as_contract_type


def create_raw_views(
    connection: duckdb.DuckDBPyConnection, home: Home, contract: Mapping[str, Table], found: RawInventory
) -> None:
    """One view per raw table over exactly these files; a missing table is an empty, typed view."""
    for table in contract.values():
        selects = _selects(home, table, found.tables.get(table.full_name, RawTable()))
        name = f"{quoted(table.schema)}.{quoted(table.name)}"
        connection.execute(f"create schema if not exists {quoted(table.schema)}")
        connection.execute(f"create or replace view {name} as {' union all '.join(selects)}")


def _selects(home: Home, table: Table, found: RawTable) -> list[str]:
    """One select per layout, so that the engine never has to reconcile the files' columns by itself."""
    if not found.files:
        return [f"select {', '.join(_as_null(column) for column in table.columns)} where false"]
    return [
        f"select {', '.join(_expression(column, layout) for column in table.columns)} from read_parquet("
        f"{literals(str(home.raw / file.path) for file in found.files if file.layout == index)},"
        " hive_partitioning = false)"
        for index, layout in enumerate(found.layouts)
    ]


def _expression(column: Column, layout: Layout) -> str:
    if column.name not in layout.columns:
        return _as_null(column)
    name, data_type = layout.columns[column.name]
    expression = as_contract_type(name, data_type, column.data_type)
    return f"{expression} as {quoted(column.name)}"


def _as_null(column: Column) -> str:
    return f"cast(null as {column.data_type}) as {quoted(column.name)}"
