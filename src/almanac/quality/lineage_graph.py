"""Work out the lineage of a version from what dbt compiled, and keep it beside the version's database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from almanac.errors import AlmanacError
from almanac.quality.column_lineage import Place, Ref, columns_of, read_select
from almanac.quality.lineage import LINEAGE_FILE, ROWS, LineageGraph, MetricNode, ModelNode, read_lineage

DBT_MANIFEST, SEMANTIC_MANIFEST = "dbt_manifest.json", "semantic_manifest.json"

_KINDS = ("model", "seed", "snapshot")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([ T][0-9:.+]+)?")
"""Days in compiled SQL change with every build; what columns are made of does not."""


def write_lineage(folder: Path, earlier: Path | None = None) -> None:
    """Write the lineage of the version in that folder; what an earlier version had alike is taken over."""
    manifest = json.loads((folder / DBT_MANIFEST).read_text())
    semantic = json.loads((folder / SEMANTIC_MANIFEST).read_text())
    graph = lineage_graph(manifest, semantic, _known(earlier))
    (folder / LINEAGE_FILE).write_text(graph.model_dump_json())


def _known(earlier: Path | None) -> Mapping[str, ModelNode]:
    """The models of an earlier version; none where its lineage cannot be read, which costs only time."""
    try:
        graph = read_lineage(earlier) if earlier else None
    except AlmanacError:
        graph = None
    return graph.models if graph else {}


def lineage_graph(
    manifest: Mapping[str, Any], semantic: Mapping[str, Any], known: Mapping[str, ModelNode]
) -> LineageGraph:
    """The lineage of a project as dbt compiled it; `known` are models of an earlier time."""
    tables = _Tables()
    for source in sorted(manifest["sources"].values(), key=_name):
        tables.add(source, source["columns"])
    sources = dict(tables.columns)
    return LineageGraph(
        sources=sources,
        models={_name(node): _model(node, tables, known) for node in _in_order(manifest["nodes"])},
        metrics={metric["name"]: _metric(metric, semantic) for metric in semantic["metrics"]},
    )


def _name(node: Mapping[str, Any]) -> str:
    """What a node is called in lineage: a model by its name, a source table with that of its source."""
    return ".".join(node["unique_id"].split(".")[2:])


class _Tables:
    """The columns of what was read so far, by the name that they have in lineage."""

    def __init__(self) -> None:
        self.columns: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, Place] = {}
        self._names: dict[tuple[str, str], str] = {}

    def add(self, node: Mapping[str, Any], columns: Iterable[str]) -> None:
        name, table = _name(node), node.get("identifier") or node["alias"]
        self.columns[name] = tuple(column for column in columns if column != ROWS)
        self._places[name] = (node["database"], node["schema"], table)
        self._names[node["schema"].lower(), table.lower()] = name

    def of(self, names: Iterable[str]) -> dict[Place, tuple[str, ...]]:
        """The columns of some tables by the place where SQL finds them."""
        return {self._places[name]: self.columns[name] for name in names if self.columns.get(name)}

    def called(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        """Columns as lineage calls them, spelled as their table spells them."""
        found = []
        for schema, table, column in sorted(refs):
            name = self._names.get((schema.lower(), table.lower()))
            if name:
                spelled = {own.lower(): own for own in self.columns[name]}
                # A column that the table does not have was made by turning its columns into rows.
                found.append(f"{name}.{spelled.get(column.lower(), ROWS)}")
        return tuple(dict.fromkeys(found))


def _in_order(nodes: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Models, seeds and snapshots, each after those that it reads."""
    found: dict[str, Mapping[str, Any]] = {}

    def visit(key: str) -> None:
        if key in found or key not in nodes or nodes[key]["resource_type"] not in _KINDS:
            return
        for needed in _needed(nodes[key]):
            visit(needed)
        found[key] = nodes[key]

    for key in nodes:
        visit(key)
    return list(found.values())


def _needed(node: Mapping[str, Any]) -> list[str]:
    return sorted(node["depends_on"].get("nodes", ()))


def _model(node: Mapping[str, Any], tables: _Tables, known: Mapping[str, ModelNode]) -> ModelNode:
    """A model as its SQL tells; one without SQL (a seed, or not selected this time) as was known."""
    before = known.get(_name(node))
    inputs = [".".join(key.split(".")[2:]) for key in _needed(node)]
    digest = _digest(node, {name: tables.columns.get(name, ()) for name in inputs})
    if before and (not node.get("compiled_code") or before.digest == digest):
        model = before
    else:
        # An increment reads the table that it adds to.
        tables.add(node, before.columns if before else node["columns"])
        model = _read(node, inputs, tables).model_copy(update={"digest": digest})
    tables.add(node, model.columns)
    return model


def _digest(node: Mapping[str, Any], inputs: Mapping[str, tuple[str, ...]]) -> str:
    """The same where the SQL and the columns of all that it reads are the same."""
    told = [_MOMENT.sub("", node.get("compiled_code") or ""), sorted(node["columns"]), inputs]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _read(node: Mapping[str, Any], inputs: list[str], tables: _Tables) -> ModelNode:
    sql, documented = node.get("compiled_code"), node["columns"]
    found = read_select(sql, tables.of([*inputs, _name(node)])) if sql else None
    if found is None:
        rows = tuple(f"{name}.{ROWS}" for name in inputs)
        return ModelNode(layer=node["schema"], columns=dict.fromkeys((*documented, ROWS), rows), reads=rows)
    made = {name: tables.called(refs) for name, refs in found.columns.items()}
    unread = {name: () for name in documented if name not in made}
    return ModelNode(
        layer=node["schema"],
        columns={**made, **unread, ROWS: tables.called(found.rows)},
        reads=tables.called(found.reads),
    )


def _metric(metric: Mapping[str, Any], semantic: Mapping[str, Any]) -> MetricNode:
    """What a metric is computed from: other metrics, or columns of the model that it is measured on."""
    params = metric["type_params"]
    parts = [params.get("numerator"), params.get("denominator"), *(params.get("metrics") or ())]
    inputs = tuple(dict.fromkeys(part["name"] for part in parts if part))
    if inputs:
        return MetricNode(inputs=inputs)
    measured = params["metric_aggregation_params"]
    model = next(one for one in semantic["semantic_models"] if one["name"] == measured["semantic_model"])
    table = model["node_relation"]["alias"]
    named = columns_of(str(params["expr"] or metric["name"])) or [ROWS]
    return MetricNode(
        measures=tuple(f"{table}.{column}" for column in named),
        dates=() if measured["non_additive_dimension"] else (f"{table}.{_day(measured, model)}",),
    )


def _day(measured: Mapping[str, Any], model: Mapping[str, Any]) -> str:
    """The column of the day on which a row counts; that of a stock is only the calendar's."""
    wanted = measured["agg_time_dimension"] or model["defaults"]["agg_time_dimension"]
    own = next(one for one in model["dimensions"] if one["name"] == wanted)
    return str(own["expr"] or wanted)
