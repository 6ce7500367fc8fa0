"""The rows that a mapping made, held against the contract: types, required values, minimum, identity."""

from __future__ import annotations

from datetime import datetime

import duckdb

from almanac.connectors.files import casts, names, sql
from almanac.connectors.files.make import made_columns
from almanac.connectors.files.mapping import THE_FILE, ColumnsEntry, Formatted, SelectEntry
from almanac.connectors.files.names import DETAIL, REASON, ROW
from almanac.connectors.files.refuse import Rule, bad, below, find_twins, missing, refuse
from almanac.connectors.files.refuse import verdict as verdict_of
from almanac.connectors.files.sift import relation_columns
from almanac.warehouse.contract import Column, Table

_TRY = "Use try_cast in the mapping's expressions, so that a bad cell is quarantined."
_VERDICTS = f"select {ROW}, {REASON}, {DETAIL} from work.judged where {REASON} is not null"


def judge(
    con: duckdb.DuckDBPyConnection, table: Table, entry: ColumnsEntry | SelectEntry, now: datetime
) -> None:
    """Make `work.judged`: the contract's columns and types, and a reason where a row is not loaded."""
    filled, formats = made_columns(con), _formats(entry)
    originals = "".join(f", {sql.name(column)} as {_original(column)}" for column in filled)
    typed = ", ".join(f"{_typed(c, filled, formats, now)} as {sql.name(c.name)}" for c in table.columns)
    rules = [rule for column in table.columns for rule in _rules(column, filled)]
    with sql.explained(table.full_name, _TRY):
        con.execute(
            f"create table work.judged as select {ROW}, {sql.names(_columns(table))}, {verdict_of(rules)} "
            f"from (select {ROW}{originals}, {typed} from work.made)"
        )
    _judge_twins(con, table)
    con.execute(f"create view work.verdicts as {_VERDICTS}")
    rows, columns = _origin(con, entry)
    refuse(con, None, "work.verdicts", rows, columns)


def identity(table: Table) -> list[str]:
    """What one row is: its key at one extraction. A later extraction of the same key is no copy of it."""
    return list(dict.fromkeys([*table.key, table.extracted_at]))


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _formats(entry: ColumnsEntry | SelectEntry) -> dict[str, str]:
    if isinstance(entry, SelectEntry):
        return {}
    return {target: one.format for target, one in entry.named.items() if isinstance(one, Formatted)}


def _original(column: str) -> str:
    return sql.name(f"given {column}")


def _typed(column: Column, filled: dict[str, str], formats: dict[str, str], now: datetime) -> str:
    if column.name in filled:
        given = filled[column.name]
        return casts.cast(sql.name(column.name), given, column.data_type, formats.get(column.name))
    if column.default == "extracted_at":
        return f"timestamp {sql.text(now.isoformat(' '))}"
    return f"null::{column.data_type}"


def _rules(column: Column, filled: dict[str, str]) -> list[Rule]:
    value, rules = sql.name(column.name), []
    if column.name in filled:
        rules.append(bad(column.name, casts.given(_original(column.name), filled[column.name]), value))
    if column.required:
        blank = f"nullif(trim({value}), '')" if column.data_type == "varchar" else value
        rules.append(missing(column.name, blank))
    if column.minimum is not None:
        rules.append(below(column.name, value, column.minimum))
    return rules


def _judge_twins(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    what = "_".join(column for column in table.key if column != table.extracted_at)
    find_twins(con, f"(from work.judged where {REASON} is null)", identity(table), _columns(table), what)
    con.execute(
        f"update work.judged set {REASON} = twins.{REASON}, {DETAIL} = twins.{DETAIL} "
        f"from work.twins as twins where judged.{ROW} = twins.{ROW}"
    )


def _origin(con: duckdb.DuckDBPyConnection, entry: ColumnsEntry | SelectEntry) -> tuple[str, list[str]]:
    """What a refused row is shown as: the file's own row, or the row that the select made."""
    if isinstance(entry, ColumnsEntry):
        return names.source(THE_FILE), list(relation_columns(con, THE_FILE))
    return "work.made", list(made_columns(con))
