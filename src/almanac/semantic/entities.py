"""Entities as they are now: many of a kind, found by name and by what is known of them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import Field

from almanac.semantic.access import Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.entity_tables import Kind, Table, kind_of, seen_table
from almanac.semantic.layer import Layer
from almanac.semantic.operators import condition_sql
from almanac.semantic.request import Filter, Name, RequestError, Strict, Text
from almanac.semantic.rows import Column, Row, plain
from almanac.semantic.values import Bound, bound_values, expand

if TYPE_CHECKING:
    import duckdb

DEFAULT_ENTITIES = 50
MAX_ENTITIES = 1_000
MAX_OFFSET = 10_000_000


class EntitiesRequest(Strict):
    """Which entities of a kind; filters and order name columns of their table."""

    search: Text | None = None
    filters: tuple[Filter, ...] = Field(default=(), max_length=20)
    order_by: tuple[Name, ...] = Field(default=(), max_length=10)
    limit: int = Field(DEFAULT_ENTITIES, ge=1, le=MAX_ENTITIES)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)


@dataclass(frozen=True)
class Entities:
    """Rows of one kind, how many fit in all, and where they come from."""

    kind: Kind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total_rows: int
    limit: int
    offset: int
    as_of_date: dt.date
    version: str
    sql: str
    parameters: Mapping[str, Bound]
    elapsed_ms: float = 0.0

    @property
    def limited(self) -> bool:
        """Whether more fit than these."""
        return len(self.rows) < self.total_rows


def list_entities(kind: str, request: EntitiesRequest, viewer: Viewer, answers: Answers) -> Entities:
    """The entities of a kind that fit, as far as the viewer may see them."""
    began = time.perf_counter()
    with answers.published() as (layer, snapshot):
        found = _listed(kind_of(kind), request, viewer, layer, snapshot.cursor)
    return replace(found, elapsed_ms=round((time.perf_counter() - began) * 1000, 2))


def _listed(
    kind: Kind, request: EntitiesRequest, viewer: Viewer, layer: Layer, cursor: duckdb.DuckDBPyConnection
) -> Entities:
    table = seen_table(kind, layer, viewer)
    tests, values = _tests(kind, request, table)
    wanted, bound = expand("".join(f"\nand {test}" for test in tests), values)
    chosen, bound = f"from {table.name}\nwhere {table.condition}{wanted}", {**table.parameters, **bound}
    sql = f"select {table.selected}\n{chosen}\norder by {_order(kind, request, table)}"
    page = f"{sql}\nlimit {request.limit:d} offset {request.offset:d}"
    rows = cursor.execute(page, bound).fetchall()
    total = cursor.execute(f"select count(*) {chosen}", bound).fetchone()
    assert total is not None
    return Entities(
        kind=kind,
        columns=tuple(table.columns.values()),
        rows=tuple(tuple(map(plain, row)) for row in rows),
        total_rows=total[0],
        limit=request.limit,
        offset=request.offset,
        as_of_date=layer.as_of_date,
        version=layer.version,
        sql=sql,
        parameters=bound,
    )


def _tests(
    kind: Kind, request: EntitiesRequest, table: Table
) -> tuple[list[str], dict[str, tuple[Bound, ...]]]:
    """The conditions of the request, and the values of their placeholders."""
    tests, values = [], {}
    for number, wanted in enumerate(request.filters):
        column = _column(wanted.field, table)
        tests.append(condition_sql(f'"{column.name}"', wanted.op, f"f{number}"))
        values[f"f{number}"] = bound_values(wanted, column)
    if request.search:
        names = dict.fromkeys((kind.label, kind.key))
        tests.append("(" + " or ".join(f'contains(lower("{name}"), lower($search))' for name in names) + ")")
        values["search"] = (request.search,)
    return tests, values


def _column(name: str, table: Table) -> Column:
    wanted = name.strip().lower()
    if wanted not in table.columns:
        raise RequestError(ascii(name), "is no column of them", f"There are: {', '.join(table.columns)}.")
    return table.columns[wanted]


def _order(kind: Kind, request: EntitiesRequest, table: Table) -> str:
    """What is asked for, then the names, then the keys: the same page is always the same rows."""
    asked = {
        _column(name.removeprefix("-"), table).name: "desc" if name.startswith("-") else "asc"
        for name in request.order_by
    }
    names = [*asked, *(name for name in (kind.label, kind.key) if name not in asked)]
    return ", ".join(f'"{name}" {asked.get(name, "asc")} nulls last' for name in dict.fromkeys(names))
