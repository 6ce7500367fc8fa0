"""One relation's rows: typed where the mapping says so, checked for identity; what fails is refused."""

from __future__ import annotations

import duckdb

from almanac.connectors.files import casts, names, sql
from almanac.connectors.files.mapping import Files
from almanac.connectors.files.names import REASON, ROW
from almanac.connectors.files.refuse import Rule, bad, find_twins, missing, refuse, verdict
from almanac.errors import AlmanacError


def sift(con: duckdb.DuckDBPyConnection, thing: str, relation: str, files: Files) -> None:
    """Make the view `<relation>` of those rows of `source.<relation>` that can be used; refuse the others."""
    columns = relation_columns(con, relation)
    types = {known_column(thing, columns, column): kind for column, kind in files.types.items()}
    unique = [known_column(thing, columns, column) for column in files.unique]
    rows, verdicts = names.source(relation), names.verdicts(relation)
    judged = f"select {ROW}, {verdict(_rules(columns, types, unique))} from {rows}"
    con.execute(f"create table {verdicts} as from ({judged}) where {REASON} is not null")
    if unique:
        usable = f"(from {rows} anti join {verdicts} using ({ROW}))"
        find_twins(con, usable, unique, list(columns), "_".join(unique))
        con.execute(f"insert into {verdicts} from work.twins")
    _keep(con, relation, columns, types)
    refuse(con, relation, verdicts, rows, list(columns))


def relation_columns(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The file's columns with their types."""
    return sql.columns(con, names.source(relation), without=names.OWN)


def known_column(thing: str, columns: dict[str, str], wanted: str) -> str:
    """The file's own spelling of a column's name; an error names the ones that exist."""
    for column in columns:
        if column.casefold() == wanted.casefold():
            return column
    raise AlmanacError(thing, f"the file has no column {wanted}", f"It has: {', '.join(columns)}.")


def _rules(columns: dict[str, str], types: dict[str, casts.Type], unique: list[str]) -> list[Rule]:
    rules = []
    for column, kind in types.items():
        given = casts.given(sql.name(column), columns[column])
        rules.append(bad(column, given, casts.cast(sql.name(column), columns[column], kind)))
    return rules + [missing(column, casts.given(sql.name(column), columns[column])) for column in unique]


def _keep(
    con: duckdb.DuckDBPyConnection, relation: str, columns: dict[str, str], types: dict[str, casts.Type]
) -> None:
    typed = [
        f"{casts.cast(sql.name(column), columns[column], kind)} as {sql.name(column)}"
        for column, kind in types.items()
    ]
    replaced = f"replace ({', '.join(typed)})" if typed else ""
    con.execute(
        f"create view {names.used(relation)} as select * {replaced} "
        f"from {names.source(relation)} anti join {names.verdicts(relation)} using ({ROW})"
    )
    con.execute(
        f"create view main.{sql.name(relation)} as select {sql.names(columns)} from {names.used(relation)}"
    )
