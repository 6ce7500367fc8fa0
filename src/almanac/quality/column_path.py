"""One column from end to end: the source columns that it is made of, and all that is made of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field

from almanac.quality.lineage import REFERENCE, ROWS, SOURCE, LineageGraph, MetricNode

METRIC, DASHBOARD = "metric", "dashboard"
LAYERS = (
    SOURCE,
    REFERENCE,
    "staging",
    "snapshots",
    "intermediate",
    "entities",
    "marts",
    "metrics",
    METRIC,
    DASHBOARD,
)
"""From left to right; models stand in their schema."""


class LineageNode(BaseModel):
    """A column, a metric or a dashboard."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="table.column, metric:name or dashboard:name")
    layer: str = Field(description="source, reference, the schema of a model, metric or dashboard")
    table: str | None = Field(description="the table of a column")
    name: str = Field(description="of the column, metric or dashboard")
    label: str


class ColumnPath(BaseModel):
    """What is around a column; an edge leads from what is read to what is made of it."""

    nodes: list[LineageNode]
    edges: list[tuple[str, str]]


def column_path(
    graph: LineageGraph,
    column: str,
    labels: Mapping[str, str],
    shown_on: Mapping[str, Iterable[tuple[str, str]]],
) -> ColumnPath:
    """The values behind a column and the values, metrics and dashboards made of it, layer by layer.

    `labels` names the metrics that can be asked for, `shown_on` the dashboards of each by name and title.
    """
    made_of = _made_of(graph)
    above, below = _reached(column, made_of), _reached(column, _turned(made_of))
    measured = {
        (read, name) for name in labels for read in _reads(name, graph, {column, *below}, labels.keys())
    }
    metrics = {name for _, name in measured}
    pages = {page for name in metrics for page in shown_on.get(name, ())}
    nodes = [_column_node(graph, one) for one in {column, *above, *below}]
    nodes += [_node(METRIC, name, labels[name]) for name in metrics]
    nodes += [_node(DASHBOARD, *page) for page in pages]
    return ColumnPath(
        nodes=sorted(nodes, key=lambda node: (LAYERS.index(node.layer), node.label.lower(), node.id)),
        edges=sorted(
            _edges_within({column, *above}, made_of)
            | _edges_within({column, *below}, made_of)
            | {(read, _id(METRIC, name)) for read, name in measured}
            | {
                (_id(METRIC, name), _id(DASHBOARD, page))
                for name in metrics
                for page, _ in shown_on.get(name, ())
            }
        ),
    )


def _made_of(graph: LineageGraph) -> dict[str, tuple[str, ...]]:
    """Each column of a model and the columns whose values are in it; rows are no values."""
    return {
        f"{name}.{column}": tuple(part for part in parts if not part.endswith(f".{ROWS}"))
        for name, model in graph.models.items()
        for column, parts in model.columns.items()
        if column != ROWS
    }


def _turned(made_of: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for whole, parts in made_of.items():
        for part in parts:
            found.setdefault(part, []).append(whole)
    return found


def _reached(start: str, steps: Mapping[str, Iterable[str]]) -> set[str]:
    """All that can be come to from there, itself left out."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(steps.get(waiting.pop(), ())) - found - {start}
        found |= new
        waiting.extend(new)
    return found


def _edges_within(columns: set[str], made_of: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    return {(part, whole) for whole in columns for part in made_of.get(whole, ()) if part in columns}


def _reads(name: str, graph: LineageGraph, columns: Container[str], asked_for: Container[str]) -> set[str]:
    """The columns and metrics that a metric is computed from, seen through helpers that nobody asks for."""
    node = graph.metrics.get(name, MetricNode())
    found = {column for column in node.measures if column in columns}
    for one in node.inputs:
        behind = _reads(one, graph, columns, asked_for)
        found |= {_id(METRIC, one)} if behind and one in asked_for else behind
    return found


def _id(kind: str, name: str) -> str:
    return f"{kind}:{name}"


def _node(kind: str, name: str, label: str) -> LineageNode:
    return LineageNode(id=_id(kind, name), layer=kind, table=None, name=name, label=label)


def _column_node(graph: LineageGraph, column: str) -> LineageNode:
    table, _, name = column.rpartition(".")
    model = graph.models.get(table)
    return LineageNode(
        id=column, layer=model.layer if model else SOURCE, table=table, name=name, label=f"{table}.{name}"
    )
