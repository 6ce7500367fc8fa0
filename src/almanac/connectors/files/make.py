"""The rows that a mapping makes of its files: `work.made`, with the contract's columns, not yet cast."""

from __future__ import annotations

import duckdb

from almanac.connectors.files import names, sql
from almanac.connectors.files.mapping import (
    THE_FILE,
    ColumnsEntry,
    Constant,
    Expression,
    Formatted,
    SelectEntry,
    Target,
)
from almanac.connectors.files.names import FILE, ROW
from almanac.connectors.files.sift import known_column, relation_columns
from almanac.errors import AlmanacError
from almanac.warehouse.contract import Table

_CASTS = "Cast with try_cast, or give the column a type under `types`, so that a bad cell is quarantined."


def make(con: duckdb.DuckDBPyConnection, table: Table, entry: ColumnsEntry | SelectEntry) -> None:
    """Make `work.made`; its columns are the contract's, and none that the contract requires is lacking."""
    if isinstance(entry, ColumnsEntry):
        _from_columns(con, table, entry)
    else:
        _from_select(con, table, entry)
    filled = made_columns(con)
    for column in filled:
        table.column(column)
    lacking = [c.name for c in table.columns if c.required and not c.default and c.name not in filled]
    if lacking:
        cause = f"the mapping does not fill {', '.join(lacking)}, which the source contract requires"
        raise AlmanacError(
            table.full_name, cause, "Name a source column for it, or compute it with `{sql: ...}`."
        )


def made_columns(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The columns that the mapping fills, with the types that they have."""
    return sql.columns(con, "work.made", without=names.OWN)


def _from_columns(con: duckdb.DuckDBPyConnection, table: Table, entry: ColumnsEntry) -> None:
    present = relation_columns(con, THE_FILE)
    rows = names.used(THE_FILE)
    chosen = []
    for target, source in entry.named.items():
        thing = f"{table.full_name}.{target}"
        value = _value(thing, present, source)
        with sql.explained(thing, f"The file has: {', '.join(present)}."):
            con.execute(f"describe select {value} from {rows}")
        chosen.append(f"{value} as {sql.name(target)}")
    con.execute(f"create view work.made as select {ROW}, {FILE}, {', '.join(chosen)} from {rows}")


def _value(thing: str, present: dict[str, str], source: Target) -> str:
    if isinstance(source, Expression):
        return sql.expression(thing, source.sql)
    if isinstance(source, Constant):
        return sql.text(source.value)
    return sql.name(known_column(thing, present, source.source if isinstance(source, Formatted) else source))


def _from_select(con: duckdb.DuckDBPyConnection, table: Table, entry: SelectEntry) -> None:
    thing = f"{table.full_name}.select"
    statement = sql.single_select(thing, entry.select)
    reads = "; ".join(f"{name} ({', '.join(relation_columns(con, name))})" for name in entry.sources)
    with sql.explained(thing, f"It can read {reads}. {_CASTS}"):
        con.execute(
            f"create table work.made as select row_number() over () as {ROW}, null::varchar as {FILE}, * "
            f"from (\n{statement}\n)"
        )
    if entry.row_per:
        _one_row_per(con, thing, entry.row_per)


def _one_row_per(con: duckdb.DuckDBPyConnection, thing: str, relation: str) -> None:
    """A join that loses or doubles rows would do so in silence."""
    made = sql.number(con, "select count(*) from work.made")
    used = sql.number(con, f"select count(*) from {names.used(relation)}")
    if made != used:
        cause = f"it makes {made:,} rows of the {used:,} of {relation}, of which each must come out once"
        raise AlmanacError(thing, cause, "Use left join on a key that is unique, or leave row_per out.")
