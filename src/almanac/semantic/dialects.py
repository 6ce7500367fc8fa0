"""A statement as other engines write it, to be copied: values stand where its placeholders stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from almanac.errors import AlmanacError
from almanac.semantic.values import Bound

if TYPE_CHECKING:
    from sqlglot import exp

Dialect = Literal["duckdb", "postgres", "snowflake", "spark"]


def translated(sql: str, parameters: Mapping[str, Bound], dialect: Dialect) -> str:
    """A statement of DuckDB with its values, in words of that engine; for reading and copying alone.

    The values are written by the library that writes the statement, as literals of that engine.
    """
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
        for placeholder in list(tree.find_all(exp.Placeholder)):
            placeholder.replace(_literal(parameters[placeholder.name]))
        _name_subqueries(tree)
        return tree.sql(dialect=dialect, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE)
    except SqlglotError as error:
        cause = f"cannot be written for {dialect} ({str(error).splitlines()[0]})"
        raise AlmanacError("this statement", cause, "Take that of DuckDB and change it by hand.") from error


def _name_subqueries(tree: exp.Expr) -> None:
    """Postgres before 16 wants a name for every subquery that is read from; the others take one, too."""
    from sqlglot import exp

    nameless = [
        found
        for found in tree.find_all(exp.Subquery)
        if isinstance(found.parent, exp.From | exp.Join) and not found.alias
    ]
    for place, found in enumerate(nameless):
        found.set("alias", exp.TableAlias(this=exp.to_identifier(f"nameless_{place}")))


def _literal(value: Bound) -> exp.Expr:
    from sqlglot import exp

    if isinstance(value, dt.datetime):
        return exp.cast(exp.Literal.string(value.isoformat(sep=" ")), "timestamp")
    if isinstance(value, dt.date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    return exp.convert(value)
