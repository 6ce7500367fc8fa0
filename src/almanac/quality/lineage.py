"""Where a number comes from: metric, columns of models, columns of source tables.

Each version keeps its own answer (`lineage.json`), worked out when it was built, so that whoever reads needs
neither dbt nor the models' SQL. A column is named `model.column`, that of a source `source.table.column`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from almanac.errors import AlmanacError

LINEAGE_FILE = "lineage.json"
"""Kept beside the database of a version."""

SOURCE, REFERENCE = "source", "reference"
ORIGINS = (SOURCE, REFERENCE)
"""Where columns begin: what systems deliver, and tables that people edit."""

ROWS = "*"
"""In place of a column: the rows of a table."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ModelNode(_Frozen):
    """One model, seed or snapshot, and what its columns are made of."""

    layer: Annotated[str, Field(description="its schema: staging, intermediate, metrics, ...")]
    columns: Annotated[
        Mapping[str, tuple[str, ...]],
        Field(description="each column and those it is made of; * is for what decides which rows there are"),
    ]
    reads: Annotated[tuple[str, ...], Field(description="every column that it reads")]
    digest: Annotated[str, Field(description="of the SQL that this was worked out from; empty without")] = ""


class MetricNode(_Frozen):
    """One metric, and the columns that it is measured on."""

    inputs: Annotated[tuple[str, ...], Field(description="metrics that it is computed from")] = ()
    measures: Annotated[tuple[str, ...], Field(description="columns that are summed or counted")] = ()
    dates: Annotated[tuple[str, ...], Field(description="columns that say on which day it happened")] = ()


class LineageGraph(_Frozen):
    """All of a version: sources, models and metrics."""

    sources: Mapping[str, tuple[str, ...]]
    models: Mapping[str, ModelNode]
    metrics: Mapping[str, MetricNode]


class TableColumns(_Frozen):
    """One table behind a metric."""

    table: str
    layer: str = Field(description="source, reference (a table that people edit), or the schema of a model")
    columns: tuple[str, ...] = Field(description="columns whose values, or days, are in the number")
    row_columns: tuple[str, ...] = Field(description="further columns, which decide what rows count")


class MetricLineage(_Frozen):
    """What is behind a metric, the nearest first."""

    inputs: tuple[str, ...] = Field(description="metrics that it is computed from, and those behind them")
    measured: tuple[TableColumns, ...] = Field(description="models and columns that it is measured on")
    models: tuple[TableColumns, ...] = Field(description="models on the way from there to the sources")
    sources: tuple[TableColumns, ...] = Field(description="source and reference tables where it begins")


def read_lineage(folder: Path) -> LineageGraph | None:
    """The lineage of the version in that folder; None where an older build kept none."""
    path = folder / LINEAGE_FILE
    return _read(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> LineageGraph:
    try:
        return LineageGraph.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        hint = "Build again with `almanac build --full-refresh`."
        raise AlmanacError(str(path), f"cannot be read ({error})", hint) from error


def metric_lineage(graph: LineageGraph, metric: str) -> MetricLineage:
    """All that a metric is made of, down to columns of sources; nothing where the graph does not know it."""
    inputs = tuple(dict.fromkeys(_inputs(graph, metric)))
    nodes = [graph.metrics[name] for name in (metric, *inputs) if name in graph.metrics]
    measures = list(dict.fromkeys(column for node in nodes for column in (*node.measures, *node.dates)))
    tables = _tables(graph, _upstream(graph, measures), _upstream(graph, measures, with_rows=True))
    measured = {_table(column) for column in measures}
    return MetricLineage(
        inputs=inputs,
        measured=_only(_tables(graph, measures, ()), measured),
        models=_only(tables, {one.table for one in tables if one.layer not in ORIGINS} - measured),
        sources=tuple(
            sorted(
                (one for one in tables if one.layer in ORIGINS),
                key=lambda one: (one.layer != SOURCE, one.table),
            )
        ),
    )


def _inputs(graph: LineageGraph, metric: str) -> Iterator[str]:
    for name in graph.metrics[metric].inputs if metric in graph.metrics else ():
        yield name
        yield from _inputs(graph, name)


def _upstream(graph: LineageGraph, columns: Iterable[str], with_rows: bool = False) -> list[str]:
    """The columns and all that they are made of, the nearest first; on request what decides the rows, too."""
    found = dict.fromkeys(columns)
    queue = list(found)
    for column in queue:
        model = graph.models.get(_table(column))
        if model and model.layer != REFERENCE:
            made_of = model.columns.get(_column(column), ())
            deciding = model.columns.get(ROWS, ()) if with_rows else ()
            new = [part for part in (*made_of, *deciding) if part not in found]
            found.update(dict.fromkeys(new))
            queue.extend(new)
    return list(found)


def _tables(graph: LineageGraph, values: Iterable[str], everything: Iterable[str]) -> list[TableColumns]:
    """The tables of some columns: those whose values count, and the others."""
    valued = set(values)
    found: dict[str, set[str]] = {}
    for column in (*values, *everything):
        found.setdefault(_table(column), set()).add(column)
    return [
        TableColumns(
            table=table,
            layer=graph.models[table].layer if table in graph.models else SOURCE,
            columns=_named(columns & valued),
            row_columns=_named(columns - valued),
        )
        for table, columns in found.items()
    ]


def _named(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns without their table; the rows as such are told by the table's being there."""
    return tuple(sorted(name for column in columns if (name := _column(column)) != ROWS))


def _only(tables: Iterable[TableColumns], names: Container[str]) -> tuple[TableColumns, ...]:
    return tuple(one for one in tables if one.table in names)


def _table(column: str) -> str:
    return column.rsplit(".", 1)[0]


def _column(column: str) -> str:
    return column.rsplit(".", 1)[1]
