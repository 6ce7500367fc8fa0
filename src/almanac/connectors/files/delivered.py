"""Files as a vendor's connector delivers them: their own column names, matched against the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from almanac.connectors.files.mapping import AS_DELIVERED, THE_FILE, ColumnsEntry, SelectEntry, Target
from almanac.connectors.files.sift import relation_columns
from almanac.errors import AlmanacError
from almanac.warehouse.contract import Table


@dataclass(frozen=True)
class Delivered:
    """An entry whose columns are named, columns of the file that nothing reads, and those that stay null."""

    entry: ColumnsEntry | SelectEntry
    unread: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def match_columns(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    entry: ColumnsEntry | SelectEntry,
    variables: Mapping[str, object],
) -> Delivered:
    """Where the entry says `columns: as_delivered`, take each column of the contract from the file.

    Regardless of case; where a file has a column under several of its names, the contract's first one counts.
    `variables` name a company's custom columns.
    """
    if isinstance(entry, SelectEntry) or entry.columns != AS_DELIVERED:
        return Delivered(entry)
    present = {column.lower(): column for column in relation_columns(con, THE_FILE)}
    columns: dict[str, Target] = {}
    for column in table.columns:
        there = [present[name] for name in column.names(variables) if name in present]
        if there:
            columns[column.name] = there[0]
    if not columns:
        known = ", ".join(column.name for column in table.columns)
        cause = f"none of its columns is known: {', '.join(present.values())}"
        raise AlmanacError(table.full_name, cause, f"The source contract has: {known}.")
    return Delivered(
        entry=entry.model_copy(update={"columns": columns}),
        unread=tuple(column for column in present.values() if column not in columns.values()),
        empty=tuple(c.name for c in table.columns if c.name not in columns and not c.default),
    )
