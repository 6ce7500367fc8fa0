"""Small pieces of SQL: quoting, the check for a single SELECT, and the engine's errors in our words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from almanac.errors import AlmanacError

_ONE_SELECT = "It must be one SELECT in DuckDB's SQL."


def name(identifier: str) -> str:
    """A quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    """Quoted identifiers, with commas."""
    return ", ".join(name(identifier) for identifier in identifiers)


def text(value: object) -> str:
    """A quoted text."""
    return "'" + str(value).replace("'", "''") + "'"


def number(con: duckdb.DuckDBPyConnection, statement: str, *values: object) -> int:
    """The one number that a statement returns."""
    return int(rows(con, statement, *values)[0][0])


def rows(con: duckdb.DuckDBPyConnection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that a statement returns."""
    return con.execute(statement, values).fetchall()


def columns(con: duckdb.DuckDBPyConnection, relation: str, without: Iterable[str] = ()) -> dict[str, str]:
    """The columns of a relation with their types."""
    hidden = set(without)
    # `describe` gives the source's spelling where an alias differs from it in case only
    found = con.sql(f"from {relation}")
    kinds = zip(found.columns, found.types, strict=True)
    return {column: str(kind) for column, kind in kinds if column not in hidden}


@contextmanager
def explained(thing: str, next_step: str) -> Iterator[None]:
    """Turns an error of the engine into one that names the thing and the next step."""
    try:
        yield
    except duckdb.Error as error:
        cause = str(error).split("\n\n")[0].replace("\n", " ").strip()
        raise AlmanacError(thing, cause, next_step) from None


def single_select(thing: str, statement: str, must: str = _ONE_SELECT) -> str:
    """The statement, without a semicolon at its end, if it is exactly one SELECT."""
    with explained(thing, must):
        found = duckdb.extract_statements(statement)
    if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
        kinds = ", ".join(str(one.type).removeprefix("StatementType.") for one in found) or "nothing"
        raise AlmanacError(thing, f"holds {kinds}", must)
    return found[0].query.strip().rstrip(";")


def expression(thing: str, given: str) -> str:
    """The expression in brackets, if it is one."""
    single_select(thing, f"select (\n{given}\n)", "It must be one expression in DuckDB's SQL.")
    return f"(\n{given}\n)"
