"""Of which columns a SELECT makes its own: sqlglot reads the SQL, this follows the names.

A column is made of those in its expression, through common table expressions, subqueries and unions. One that
only counts rows (`count(*)`, `1`, `true`) is made of what decides which rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope, find_all_in_scope

from almanac.quality.lineage import ROWS

Place = tuple[str, str, str]
"""Database, schema and name of a table."""

Ref = tuple[str, str, str]
"""Schema, table and column; in lower case, as the engine compares them."""

_DIALECT = "duckdb"
_NOTHING = ("0", False)
_ROW_CLAUSES = ("where", "group", "having", "qualify", "distinct")


@dataclass(frozen=True)
class Select:
    """What a statement makes of the columns of its tables."""

    columns: Mapping[str, frozenset[Ref]]
    rows: frozenset[Ref]
    reads: frozenset[Ref]


def read_select(sql: str, tables: Mapping[Place, Iterable[str]]) -> Select | None:
    """The columns of a SELECT and what they are made of; None where the SQL cannot be read.

    `tables` holds the columns of those that it reads, without which a `*` tells nothing.
    """
    try:
        tree = qualify(
            sqlglot.parse_one(sql, dialect=_DIALECT),
            dialect=_DIALECT,
            schema=_nested(tables),
            validate_qualify_columns=False,
            identify=False,
        )
        scope = build_scope(tree)
    except SqlglotError:
        return None
    return _Reader().select(scope) if scope else None


def columns_of(expression: str) -> list[str]:
    """The names of the columns in an expression, in the order of their appearance."""
    found = sqlglot.parse_one(expression, dialect=_DIALECT).find_all(exp.Column)
    return list(dict.fromkeys(column.name for column in found))


def _nested(tables: Mapping[Place, Iterable[str]]) -> dict[str, object]:
    """The tables as sqlglot wants them; types are not needed to follow names."""
    nested: dict[str, Any] = {}
    for (database, schema, table), columns in tables.items():
        nested.setdefault(database, {}).setdefault(schema, {})[table] = dict.fromkeys(columns, "unknown")
    return nested


class _Reader:
    """Follows names through one statement; what was followed once is remembered."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], frozenset[Ref]] = {}
        self._rows: dict[int, frozenset[Ref]] = {}

    def select(self, root: Scope) -> Select:
        columns = {name: self._column(root, name) for name in _names(root)}
        reads = {
            ref
            for scope in root.traverse()
            for column in scope.columns
            for ref in self._resolved(scope, column)
            if isinstance(scope.sources.get(column.table), exp.Table)
        }
        return Select(columns, self._which_rows(root), frozenset(reads))

    def _column(self, scope: Scope, name: str) -> frozenset[Ref]:
        """What the column of that name is made of; one that refers to itself adds nothing."""
        key = (id(scope), name)
        if key not in self._made:
            self._made[key] = frozenset()
            self._made[key] = frozenset(self._followed(scope, name))
        return self._made[key]

    def _followed(self, scope: Scope, name: str) -> Iterator[Ref]:
        query = scope.expression
        if isinstance(query, exp.SetOperation):
            for side in scope.set_operation_scopes:
                yield from self._side(query, side, name)
        elif isinstance(query, exp.Select):
            for projection in query.selects:
                if projection.alias_or_name == name:
                    yield from self._made_of(scope, projection)
        else:  # unnest and its like
            yield from self._mentioned(scope, query)

    def _side(self, union: exp.SetOperation, side: Scope, name: str) -> Iterator[Ref]:
        """A column of one side of a union: that of its place, or of its name."""
        names = _names(side)
        if not union.args.get("by_name"):
            name = dict(zip(union.named_selects, names, strict=False)).get(name, name)
        if name in names:
            yield from self._column(side, name)

    def _made_of(self, scope: Scope, projection: exp.Expr) -> Iterator[Ref]:
        yield from self._mentioned(scope, projection)
        if _counts_rows(projection):
            yield from self._which_rows(scope)

    def _mentioned(self, scope: Scope, expression: exp.Expr) -> Iterator[Ref]:
        """The columns that an expression names, those of its subqueries included."""
        for column in find_all_in_scope(expression, exp.Column):
            yield from self._resolved(scope, column)
        for inner in scope.subquery_scopes:
            if _is_within(inner.expression, expression):
                for name in _names(inner):
                    yield from self._column(inner, name)
                yield from self._which_rows(inner)

    def _resolved(self, scope: Scope | None, column: exp.Column) -> frozenset[Ref]:
        """What a name means: the column of a table, or what that of a subquery is made of."""
        while scope and column.table not in scope.sources:
            scope = scope.parent  # a subquery sees the tables around it
        source = scope.sources[column.table] if scope else None
        if isinstance(source, exp.Table):
            return frozenset({(source.db, source.name, column.name)})
        return self._column(source, column.name) if source else frozenset()

    def _which_rows(self, scope: Scope) -> frozenset[Ref]:
        """The columns that decide which rows a query has; where none does, the rows of its tables."""
        if id(scope) not in self._rows:
            self._rows[id(scope)] = frozenset()
            found = frozenset(self._deciding(scope))
            columns = frozenset(ref for ref in found if ref[2] != ROWS)
            self._rows[id(scope)] = columns or found
        return self._rows[id(scope)]

    def _deciding(self, scope: Scope) -> Iterator[Ref]:
        """Conditions, groups and joins; what is joined from the left decides nothing."""
        query = scope.expression
        joins = query.args.get("joins") or ()
        optional = {join.alias_or_name for join in joins if join.side == "LEFT"}
        clauses = [query.args.get(name) for name in _ROW_CLAUSES]
        clauses += [join.args.get("on") for join in joins if join.alias_or_name not in optional]
        for clause in clauses:
            if isinstance(clause, exp.Expr):
                yield from self._mentioned(scope, clause)
        for name, (_, source) in scope.selected_sources.items():
            if name not in optional:
                yield from self._rows_of(source)
        for side in scope.set_operation_scopes:
            yield from self._which_rows(side)

    def _rows_of(self, source: Scope | exp.Table) -> frozenset[Ref]:
        if isinstance(source, exp.Table):
            return frozenset({(source.db, source.name, ROWS)})
        return self._which_rows(source)


def _names(scope: Scope) -> list[str]:
    query = scope.expression
    return list(query.named_selects) if isinstance(query, exp.Query) else []


def _counts_rows(projection: exp.Expr) -> bool:
    """Whether it tells that there is a row rather than what is in it: count(*), 1, true."""
    if any(isinstance(count.this, exp.Star) for count in projection.find_all(exp.Count)):
        return True
    if projection.find(exp.Column):
        return False
    constants = projection.find_all(exp.Literal, exp.Boolean)
    return any(one.this not in _NOTHING and not one.is_string for one in constants)


def _is_within(inner: exp.Expr, outer: exp.Expr) -> bool:
    node: exp.Expr | None = inner
    while node is not None and node is not outer:
        node = node.parent
    return node is outer
